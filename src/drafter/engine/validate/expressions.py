"""What expressions of a template stand for in the schema, and names in them that do not exist."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from drafter.engine.language.filters import ENGLISH, EXAMPLES, LEDGER_FILTERS
from drafter.engine.language.sandbox import OF_DATES, OF_MAPPINGS, OF_TEXTS
from drafter.engine.validate import arguments
from drafter.engine.validate.walk import NameCheck, Scope, Step, find_closest, report_problem
from drafter.problems import phrase
from drafter.schema import Field
from drafter.template.tag import AT

_KEEPS = {"where", "ordered", "sort", "list", "reverse", "unique", "selectattr", "rejectattr",
          "default", "d", "select", "reject"}  # fmt: skip
_TAKES_ONE = {"first", "last", "random", "min", "max"}


def element_of(source: Field | None) -> Field | None:
    """What one turn of a loop over the source gets."""
    if source is None or source.kind not in ("ledger", "list"):
        return None
    return replace(source, kind="record") if source.kind == "ledger" else source.item


def infer_field(walk: NameCheck, node: nodes.Node, scope: Scope) -> Field | None:
    """The schema's field that the expression stands for, or None where it cannot be told."""
    known = next((kind for kind in _EXPRESSIONS if isinstance(node, kind)), None)
    if known is not None:
        found: Field | None = _EXPRESSIONS[known](walk, node, scope)
        return found
    for below in node.iter_child_nodes():
        infer_field(walk, below, scope)
    return None


def _infer_getattr(walk: NameCheck, node: nodes.Getattr, scope: Scope) -> Field | None:
    return _resolve_attribute(walk, node, node.attr, infer_field(walk, node.node, scope))


def _infer_getitem(walk: NameCheck, node: Any, scope: Scope) -> Field | None:
    base = infer_field(walk, node.node, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _resolve_attribute(walk, node, node.arg.value, base)
    infer_field(walk, node.arg, scope)
    return element_of(base)


def _infer_call(walk: NameCheck, node: Any, scope: Scope) -> Field | None:
    ours = isinstance(node.node, nodes.Name) and node.node.name == AT
    called = list(node.args) if ours else list(node.iter_child_nodes())
    inferred = [infer_field(walk, below, scope) for below in called]
    printed = inferred[-1] if ours else None
    if printed is not None and printed.kind in _NO_TEXT:
        report_problem(walk, "D333", node, what=_NO_TEXT[printed.kind])
    return None


_NO_TEXT = {kind: phrase(f"kind.{kind}") for kind in ("ledger", "list", "record")}
"""Kinds of fields that have no text of their own to print."""


def _infer_condition(walk: NameCheck, node: Any, scope: Scope) -> Field | None:
    infer_field(walk, node.test, scope)
    if node.expr2 is not None:
        infer_field(walk, node.expr2, scope)
    return infer_field(walk, node.expr1, scope)


def _infer_name(walk: NameCheck, node: nodes.Name, scope: Scope) -> Field | None:
    if node.name in scope:
        return scope[node.name]
    if node.name in walk.root.fields:
        return walk.root.fields[node.name]
    if node.name not in arguments.GLOBALS:
        known = [*walk.root.fields, *scope]
        hint = find_closest(node.name, known) or "、".join(known)
        report_problem(walk, "D314", node, name=node.name, hint=hint)
    return None


_SINGLE_KINDS: dict[str, frozenset[str]] = {
    "text": OF_TEXTS, "date": OF_DATES, "integer": frozenset(), "number": frozenset(),
    "boolean": frozenset(),
}  # fmt: skip
"""Kinds of single values, and what can be reached of them."""


def _resolve_attribute(
    walk: NameCheck, node: nodes.Node, key: str, base: Field | None
) -> Field | None:
    if key.startswith("_") and (base is None or key not in base.fields):
        report_problem(walk, "D334", node)
        return None
    if base is None or base.kind == "any":
        return None
    if base.kind in ("ledger", "list"):
        report_problem(walk, "D317", node, name=base.name, field=key)
        return None
    if key in base.fields:
        return base.fields[key]
    if base.kind in _SINGLE_KINDS:
        if key not in _SINGLE_KINDS[base.kind]:
            report_problem(walk, "D315", node, name=base.name, field=key, hint=base.name)
    elif base.fields and key not in OF_MAPPINGS:
        hint = find_closest(key, base.fields) or "、".join(base.fields)
        report_problem(walk, "D315", node, name=base.name, field=key, hint=hint)
    return None


def _infer_filter(walk: NameCheck, node: Any, scope: Scope) -> Field | None:
    base = None if node.node is None else infer_field(walk, node.node, scope)
    told = arguments.check_filter_call(walk, node, base, scope)
    for below in _list_arguments(node):
        if below not in told:
            infer_field(walk, below, scope)
    if node.name not in walk.environment.filters:
        hint = find_closest(node.name, walk.environment.filters)
        report_problem(walk, "D316", node, name=node.name, hint=hint or "数量、约数、列举")
        return None
    _check_signature(walk, node)
    name = ENGLISH.get(node.name, node.name)
    if base is not None and base.kind == "ledger":
        _check_attributes(walk, node, base)
    if name in LEDGER_FILTERS and base is not None and base.kind == "ledger":
        _check_field_arguments(walk, node, name, base)
    if name in _TAKES_ONE:
        return element_of(base)
    return base if name in _KEEPS else None


def _check_signature(walk: NameCheck, node: nodes.Filter) -> None:
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
        report_problem(walk, "D332", node, reason=reason)


def _list_arguments(node: nodes.Filter | nodes.Test) -> Iterator[nodes.Node]:
    yield from node.args
    yield from (pair.value for pair in node.kwargs)


def _check_field_arguments(walk: NameCheck, node: nodes.Filter, name: str, ledger: Field) -> None:
    """A ledger filter's arguments: fields that exist, values that the schema allows."""
    asked = node.args if name == "where" else node.args[:1]
    for argument in asked:
        if isinstance(argument, nodes.Const):
            _find_field(walk, node, ledger, argument.value)
    for pair in node.kwargs if name == "where" else ():
        field = _find_field(walk, node, ledger, pair.key)
        for value in _list_constants(pair.value) if field and field.choices else ():
            if field and value not in field.choices:
                report_problem(
                    walk, "D330", node, field=field.name, value=str(value),
                    choices="、".join(field.choices),
                )  # fmt: skip


def _check_attributes(walk: NameCheck, node: nodes.Filter, ledger: Field) -> None:
    """The fields that Jinja's own filters take from a ledger: map(attribute="日期")."""
    asked = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "groupby"):
        asked += node.args[:1]
    for argument in asked:
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            for name in argument.value.split(","):
                _find_field(walk, node, ledger, name.split(".")[0])


def _find_field(walk: NameCheck, node: nodes.Node, ledger: Field, key: Any) -> Field | None:
    if key not in ledger.fields:
        hint = find_closest(str(key), ledger.fields) or "、".join(ledger.fields)
        report_problem(walk, "D315", node, name=ledger.name, field=str(key), hint=hint)
        return None
    return ledger.fields[key]


def _list_constants(node: nodes.Node) -> list[Any]:
    items = node.items if isinstance(node, (nodes.List, nodes.Tuple)) else [node]
    return [item.value for item in items if isinstance(item, nodes.Const)]


def _infer_test(walk: NameCheck, node: nodes.Test, scope: Scope) -> Field | None:
    infer_field(walk, node.node, scope)
    for below in _list_arguments(node):
        infer_field(walk, below, scope)
    if node.name not in walk.environment.tests:
        hint = find_closest(node.name, walk.environment.tests)
        report_problem(walk, "D331", node, name=node.name, hint=hint or "defined")
    return None


_EXPRESSIONS: dict[type[nodes.Node], Step] = {
    nodes.Name: _infer_name,
    nodes.Getattr: _infer_getattr,
    nodes.Getitem: _infer_getitem,
    nodes.Filter: _infer_filter,
    nodes.Test: _infer_test,
    nodes.Call: _infer_call,
    nodes.CondExpr: _infer_condition,
}
