"""What expressions of a template stand for in the schema, and names in them that do not exist."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from drafter.engine import arguments
from drafter.engine.environment import OF_DATES, OF_MAPPINGS, OF_TEXTS
from drafter.engine.language import ENGLISH, EXAMPLES, LEDGER_FILTERS
from drafter.engine.walk import Scope, Step, Walk, closest, report
from drafter.problems import phrase
from drafter.schema import Field
from drafter.word.slots import AT

_KEEPS = {"where", "ordered", "sort", "list", "reverse", "unique", "selectattr", "rejectattr",
          "default", "d", "select", "reject"}  # fmt: skip
_TAKES_ONE = {"first", "last", "random", "min", "max"}


def element_of(source: Field | None) -> Field | None:
    """What one turn of a loop over the source gets."""
    if source is None or source.kind not in ("ledger", "list"):
        return None
    return replace(source, kind="record") if source.kind == "ledger" else source.item


def infer(walk: Walk, node: nodes.Node, scope: Scope) -> Field | None:
    """The schema's field that the expression stands for, or None where it cannot be told."""
    known = next((kind for kind in _EXPRESSIONS if isinstance(node, kind)), None)
    if known is not None:
        found: Field | None = _EXPRESSIONS[known](walk, node, scope)
        return found
    for below in node.iter_child_nodes():
        infer(walk, below, scope)
    return None


def _getattr(walk: Walk, node: nodes.Getattr, scope: Scope) -> Field | None:
    return _attribute(walk, node, node.attr, infer(walk, node.node, scope))


def _getitem(walk: Walk, node: Any, scope: Scope) -> Field | None:
    base = infer(walk, node.node, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _attribute(walk, node, node.arg.value, base)
    infer(walk, node.arg, scope)
    return element_of(base)


def _call(walk: Walk, node: Any, scope: Scope) -> Field | None:
    ours = isinstance(node.node, nodes.Name) and node.node.name == AT
    called = list(node.args) if ours else list(node.iter_child_nodes())
    inferred = [infer(walk, below, scope) for below in called]
    printed = inferred[-1] if ours else None
    if printed is not None and printed.kind in _NO_TEXT:
        report(walk, "D333", node, what=_NO_TEXT[printed.kind])
    return None


_NO_TEXT = {kind: phrase(f"kind.{kind}") for kind in ("ledger", "list", "record")}
"""Kinds of fields that have no text of their own to print."""


def _condition(walk: Walk, node: Any, scope: Scope) -> Field | None:
    infer(walk, node.test, scope)
    if node.expr2 is not None:
        infer(walk, node.expr2, scope)
    return infer(walk, node.expr1, scope)


def _name(walk: Walk, node: nodes.Name, scope: Scope) -> Field | None:
    if node.name in scope:
        return scope[node.name]
    if node.name in walk.root.fields:
        return walk.root.fields[node.name]
    if node.name not in arguments.GLOBALS:
        known = [*walk.root.fields, *scope]
        hint = closest(node.name, known) or "、".join(known)
        report(walk, "D314", node, name=node.name, hint=hint)
    return None


_PLAIN: dict[str, frozenset[str]] = {
    "text": OF_TEXTS, "date": OF_DATES, "integer": frozenset(), "number": frozenset(),
    "boolean": frozenset(),
}  # fmt: skip
"""Kinds of single values, and what can be reached of them."""


def _attribute(walk: Walk, node: nodes.Node, key: str, base: Field | None) -> Field | None:
    if key.startswith("_") and (base is None or key not in base.fields):
        report(walk, "D334", node)
        return None
    if base is None or base.kind == "any":
        return None
    if base.kind in ("ledger", "list"):
        report(walk, "D317", node, name=base.name, field=key)
        return None
    if key in base.fields:
        return base.fields[key]
    if base.kind in _PLAIN:
        if key not in _PLAIN[base.kind]:
            report(walk, "D315", node, name=base.name, field=key, hint=base.name)
    elif base.fields and key not in OF_MAPPINGS:
        hint = closest(key, base.fields) or "、".join(base.fields)
        report(walk, "D315", node, name=base.name, field=key, hint=hint)
    return None


def _filter(walk: Walk, node: Any, scope: Scope) -> Field | None:
    base = None if node.node is None else infer(walk, node.node, scope)
    told = arguments.check(walk, node, base, scope)
    for below in _arguments(node):
        if below not in told:
            infer(walk, below, scope)
    if node.name not in walk.environment.filters:
        hint = closest(node.name, walk.environment.filters)
        report(walk, "D316", node, name=node.name, hint=hint or "数量、约数、列举")
        return None
    _fits(walk, node)
    name = ENGLISH.get(node.name, node.name)
    if base is not None and base.kind == "ledger":
        _attributes(walk, node, base)
    if name in LEDGER_FILTERS and base is not None and base.kind == "ledger":
        _fields(walk, node, name, base)
    if name in _TAKES_ONE:
        return element_of(base)
    return base if name in _KEEPS else None


def _fits(walk: Walk, node: nodes.Filter) -> None:
    """Does the filter take so many arguments, and of these names? drafter's own are looked at."""
    if node.name not in EXAMPLES or node.dyn_args is not None or node.dyn_kwargs is not None:
        return
    function = walk.environment.filters[node.name]
    ahead = 2 if hasattr(function, "jinja_pass_arg") else 1
    try:
        named: dict[str, None] = dict.fromkeys(str(pair.key) for pair in node.kwargs)
        inspect.signature(function).bind(*range(ahead + len(node.args)), **named)
    except TypeError:
        reason = phrase("failing.brackets", name=node.name, sample=EXAMPLES[node.name])
        report(walk, "D332", node, reason=reason)


def _arguments(node: nodes.Filter | nodes.Test) -> Iterator[nodes.Node]:
    yield from node.args
    yield from (pair.value for pair in node.kwargs)


def _fields(walk: Walk, node: nodes.Filter, name: str, ledger: Field) -> None:
    """A ledger filter's arguments: fields that exist, values that the schema allows."""
    asked = node.args if name == "where" else node.args[:1]
    for argument in asked:
        if isinstance(argument, nodes.Const):
            _known(walk, node, ledger, argument.value)
    for pair in node.kwargs if name == "where" else ():
        field = _known(walk, node, ledger, pair.key)
        for value in _constants(pair.value) if field and field.choices else ():
            if field and value not in field.choices:
                report(
                    walk, "D330", node, field=field.name, value=str(value),
                    choices="、".join(field.choices),
                )  # fmt: skip


def _attributes(walk: Walk, node: nodes.Filter, ledger: Field) -> None:
    """The fields that Jinja's own filters take from a ledger: map(attribute="日期")."""
    asked = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "groupby"):
        asked += node.args[:1]
    for argument in asked:
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            for name in argument.value.split(","):
                _known(walk, node, ledger, name.split(".")[0])


def _known(walk: Walk, node: nodes.Node, ledger: Field, key: Any) -> Field | None:
    if key not in ledger.fields:
        hint = closest(str(key), ledger.fields) or "、".join(ledger.fields)
        report(walk, "D315", node, name=ledger.name, field=str(key), hint=hint)
        return None
    return ledger.fields[key]


def _constants(node: nodes.Node) -> list[Any]:
    items = node.items if isinstance(node, (nodes.List, nodes.Tuple)) else [node]
    return [item.value for item in items if isinstance(item, nodes.Const)]


def _test(walk: Walk, node: nodes.Test, scope: Scope) -> Field | None:
    infer(walk, node.node, scope)
    for below in _arguments(node):
        infer(walk, below, scope)
    if node.name not in walk.environment.tests:
        hint = closest(node.name, walk.environment.tests)
        report(walk, "D331", node, name=node.name, hint=hint or "defined")
    return None


_EXPRESSIONS: dict[type[nodes.Node], Step] = {
    nodes.Name: _name, nodes.Getattr: _getattr, nodes.Getitem: _getitem, nodes.Filter: _filter,
    nodes.Test: _test, nodes.Call: _call, nodes.CondExpr: _condition,
}  # fmt: skip
