"""The sandbox that templates run in: strict, escaped, nothing reachable, everything measured."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from drafter.engine import language, limits
from drafter.engine.objects import RECORDER
from drafter.engine.spelling import spell
from drafter.figures import Figure, Gap, Record, origins_of, union
from drafter.word.tags import AT

STEP, JOINED = "_step", "_joined"
_TEXT_METHODS = {
    "capitalize", "count", "endswith", "find", "isdigit", "lower", "lstrip", "rstrip", "split",
    "splitlines", "startswith", "strip", "title", "upper",
}  # fmt: skip
_WIDE = re.compile(r"\d{5,}|\*")


@pass_context
def _at(context: Context, slot: int, value: Any) -> Any:
    return context[RECORDER].print(slot, value)


@pass_context
def _step(context: Context, characters: int) -> str:
    context[RECORDER].meter.step(characters)
    return ""


def _joined(text: Any, *parts: Any) -> Any:
    """What `~` made of the parts, with their origins."""
    gap = next((part for part in parts if isinstance(part, Gap)), None)
    return gap if gap is not None else language.with_origins(limits.sized(text), parts)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with drafter's words, limits and values."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_finalize)
        self.filters = language.filters()
        self.tests["defined"] = language.is_defined
        self.tests["undefined"] = lambda value: not language.is_defined(value)
        for name in ("lipsum",):
            del self.globals[name]
        self.globals |= {AT: _at, STEP: _step, JOINED: _joined}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, Figure) or isinstance(right, Figure):
            left, right = _exact(left), _exact(right)
        elif operator == "*":
            limits.factors(left, right)
        elif operator == "%" and isinstance(left, str) and _WIDE.search(left):
            raise limits.TooMuch
        if operator == "**" and not isinstance(left, Gap) and not isinstance(right, Gap):
            limits.power(int(left), int(right))
            return _power(left, int(right))
        return limits.sized(super().call_binop(context, operator, left, right))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, (Record, Gap)):
            return obj[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, Figure):
            argument = int(argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            _measure(loop)
        _guard_joins(tree)
        return tree


def _exact(value: Any) -> Any:
    return Figure(int(value)) if isinstance(value, bool) else value


def _power(base: Any, exponent: int) -> Any:
    if isinstance(base, Figure):
        return Figure(base.value**exponent, union((base.origins, origins_of(exponent))))
    return base**exponent


def _finalize(value: Any) -> Any:
    """A printed value that no tag of ours wraps: in an attribute, or made by docxtpl."""
    if isinstance(value, Markup) or (hasattr(value, "__html__") and not isinstance(value, str)):
        return value
    return escape(spell(value))


def _measure(loop: nodes.For) -> None:
    """Let each turn of the loop be counted, with the fixed text it writes."""
    fixed = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
    weight = nodes.Const(fixed, lineno=loop.lineno)
    function = nodes.Name(STEP, "load", lineno=loop.lineno)
    call = nodes.Call(function, [weight], [], None, None, lineno=loop.lineno)
    loop.body.insert(0, nodes.ExprStmt(call, lineno=loop.lineno))


def _guard_joins(node: nodes.Node) -> None:
    """Let the result of each `~` be measured and keep its origins."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _guard_joins(value)
            setattr(node, field, _guarded(value))
        elif isinstance(value, list):
            for below in value:
                if isinstance(below, nodes.Node):
                    _guard_joins(below)
            setattr(node, field, [_guarded(below) for below in value])


def _guarded(node: Any) -> Any:
    if not isinstance(node, nodes.Concat):
        return node
    function = nodes.Name(JOINED, "load", lineno=node.lineno)
    return nodes.Call(function, [node, *node.nodes], [], None, None, lineno=node.lineno)
