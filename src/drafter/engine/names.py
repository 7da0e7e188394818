"""Does every name in a template exist: fields of the schema, filters, tests, choices?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import nodes

from drafter.engine.environment import Sandbox
from drafter.engine.language import ENGLISH, LEDGER_FILTERS
from drafter.problems import Phrase, Problem, problem
from drafter.problems.model import Place, Value
from drafter.schema import Field, nearest
from drafter.word.tags import AT

_GLOBALS = {"range", "dict", "cycler", "joiner", "namespace"}
_OF_MAPPINGS = {"get", "items", "keys", "values"}
_IN_LOOPS = {"loop"}
_IN_MACROS = {"caller", "varargs", "kwargs"}
_KEEPS = {"where", "ordered", "sort", "list", "reverse", "unique", "selectattr", "rejectattr",
          "default", "d", "select", "reject"}  # fmt: skip
_TAKES_ONE = {"first", "last", "random", "min", "max"}
_FORBIDDEN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
Scope = dict[str, Field | None]


@dataclass(frozen=True)
class _Walk:
    """One walk over a part's tree. place: where a line of it stands in the Word file."""

    environment: Sandbox
    root: Field
    place: Callable[[int], Place | None]
    found: list[Problem]
    used: set[tuple[str, ...]]


def check(
    tree: nodes.Template, environment: Sandbox, root: Field, place: Callable[[int], Place | None]
) -> list[Problem]:
    """All names of the part's tree that mean nothing, each once a place."""
    walk = _Walk(environment, root, place, [], set())
    _body(walk, tree.body, {})
    return list(dict.fromkeys(walk.found))


def _report(walk: _Walk, code: str, node: nodes.Node, **values: Value) -> None:
    walk.found.append(problem(code, walk.place(node.lineno), **values))


def _body(walk: _Walk, statements: list[nodes.Node], scope: Scope) -> None:
    for statement in statements:
        _statement(walk, statement, scope)


def _statement(walk: _Walk, node: nodes.Node, scope: Scope) -> None:
    known = next((kind for kind in _STATEMENTS if isinstance(node, kind)), None)
    if known is not None:
        _STATEMENTS[known](walk, node, scope)
    elif isinstance(node, nodes.Expr):
        _infer(walk, node, scope)
    else:
        _body(walk, list(node.iter_child_nodes()), scope)


def _assign(walk: _Walk, node: Any, scope: Scope) -> None:
    _bind(walk, node.target, _infer(walk, node.node, scope), scope)


def _assign_block(walk: _Walk, node: Any, scope: Scope) -> None:
    _body(walk, node.body, dict(scope))
    _bind(walk, node.target, None, scope)


def _macro(walk: _Walk, node: Any, scope: Scope) -> None:
    _own(walk, node, node.name)
    scope[node.name] = None
    for value in node.defaults:
        _infer(walk, value, scope)
    _body(walk, node.body, {**scope, **_names(walk, node.args), **dict.fromkeys(_IN_MACROS)})


def _call_block(walk: _Walk, node: Any, scope: Scope) -> None:
    _infer(walk, node.call, scope)
    _body(walk, node.body, {**scope, **_names(walk, node.args)})


def _with(walk: _Walk, node: Any, scope: Scope) -> None:
    values = [_infer(walk, value, scope) for value in node.values]
    inner = dict(scope)
    for target, value in zip(node.targets, values, strict=True):
        _bind(walk, target, value, inner)
    _body(walk, node.body, inner)


def _if(walk: _Walk, node: Any, scope: Scope) -> None:
    _infer(walk, node.test, scope)
    for branch in (node.body, node.elif_, node.else_):
        _body(walk, list(branch), scope)


def _outside(walk: _Walk, node: Any, scope: Scope) -> None:
    _report(walk, "D321", node, what=type(node).__name__.lower())


def _names(walk: _Walk, arguments: list[nodes.Name]) -> Scope:
    for argument in arguments:
        _own(walk, argument, argument.name)
    return {argument.name: None for argument in arguments}


def _loop(walk: _Walk, node: nodes.For, scope: Scope) -> None:
    source = _infer(walk, node.iter, scope)
    if source is not None and source.kind not in ("ledger", "list", "any", "record"):
        _report(walk, "D319", node, name=source.name)
    inner = {**scope, **dict.fromkeys(_IN_LOOPS)}
    _bind(walk, node.target, _element(source), inner)
    if node.test is not None:
        _infer(walk, node.test, inner)
    _body(walk, node.body, inner)
    _body(walk, node.else_, scope)


def _bind(walk: _Walk, target: nodes.Node, value: Field | None, scope: Scope) -> None:
    if isinstance(target, nodes.Name):
        _own(walk, target, target.name)
        scope[target.name] = value
    for name in target.find_all(nodes.Name):
        _own(walk, name, name.name)
        scope[name.name] = None


def _own(walk: _Walk, node: nodes.Node, name: str) -> None:
    """Names that begin with _ are drafter's own: a template may not give them another meaning."""
    if name.startswith("_"):
        _report(walk, "D334", node)


def _element(source: Field | None) -> Field | None:
    """What one turn of a loop over the source gets."""
    if source is None or source.kind not in ("ledger", "list"):
        return None
    return replace(source, kind="record") if source.kind == "ledger" else source.item


def _infer(walk: _Walk, node: nodes.Node, scope: Scope) -> Field | None:
    """The schema's field that the expression stands for, or None where it cannot be told."""
    known = next((kind for kind in _EXPRESSIONS if isinstance(node, kind)), None)
    if known is not None:
        found: Field | None = _EXPRESSIONS[known](walk, node, scope)
        return found
    for below in node.iter_child_nodes():
        _infer(walk, below, scope)
    return None


def _getattr(walk: _Walk, node: nodes.Getattr, scope: Scope) -> Field | None:
    return _attribute(walk, node, node.attr, _infer(walk, node.node, scope))


def _getitem(walk: _Walk, node: Any, scope: Scope) -> Field | None:
    base = _infer(walk, node.node, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _attribute(walk, node, node.arg.value, base)
    _infer(walk, node.arg, scope)
    return _element(base)


def _call(walk: _Walk, node: Any, scope: Scope) -> Field | None:
    ours = isinstance(node.node, nodes.Name) and node.node.name == AT
    called = list(node.args) if ours else list(node.iter_child_nodes())
    inferred = [_infer(walk, below, scope) for below in called]
    printed = inferred[-1] if ours else None
    if printed is not None and printed.kind in _NO_TEXT:
        _report(walk, "D333", node, what=_NO_TEXT[printed.kind])
    return None


_NO_TEXT = {
    "ledger": Phrase("一整本台账", "a whole ledger"), "list": Phrase("一个清单", "a list"),
    "record": Phrase("一条记录", "a record"),
}  # fmt: skip
"""Kinds of fields that have no text of their own to print."""


def _condition(walk: _Walk, node: Any, scope: Scope) -> Field | None:
    _infer(walk, node.test, scope)
    if node.expr2 is not None:
        _infer(walk, node.expr2, scope)
    return _infer(walk, node.expr1, scope)


def _name(walk: _Walk, node: nodes.Name, scope: Scope) -> Field | None:
    if node.name in scope:
        return scope[node.name]
    if node.name in walk.root.fields:
        return walk.root.fields[node.name]
    if node.name not in _GLOBALS:
        known = [*walk.root.fields, *scope]
        hint = nearest(node.name, known) or "、".join(known)
        _report(walk, "D314", node, name=node.name, hint=hint)
    return None


def _attribute(walk: _Walk, node: nodes.Node, key: str, base: Field | None) -> Field | None:
    if base is None or base.kind in ("any", "text", "date"):
        return None
    if base.kind in ("ledger", "list"):
        _report(walk, "D317", node, name=base.name, field=key)
        return None
    if key in base.fields:
        return base.fields[key]
    if base.fields and key not in _OF_MAPPINGS:
        hint = nearest(key, base.fields) or "、".join(base.fields)
        _report(walk, "D315", node, name=base.name, field=key, hint=hint)
    return None


def _filter(walk: _Walk, node: Any, scope: Scope) -> Field | None:
    base = None if node.node is None else _infer(walk, node.node, scope)
    for below in _arguments(node):
        _infer(walk, below, scope)
    if node.name not in walk.environment.filters:
        hint = nearest(node.name, walk.environment.filters)
        _report(walk, "D316", node, name=node.name, hint=hint or "数量、约数、列举")
        return None
    name = ENGLISH.get(node.name, node.name)
    if base is not None and base.kind == "ledger":
        _attributes(walk, node, base)
    if name in LEDGER_FILTERS and base is not None and base.kind == "ledger":
        _fields(walk, node, name, base)
    if name in _TAKES_ONE:
        return _element(base)
    return base if name in _KEEPS else None


def _arguments(node: nodes.Filter | nodes.Test) -> Iterator[nodes.Node]:
    yield from node.args
    yield from (pair.value for pair in node.kwargs)


def _fields(walk: _Walk, node: nodes.Filter, name: str, ledger: Field) -> None:
    """A ledger filter's arguments: fields that exist, values that the schema allows."""
    asked = node.args if name == "where" else node.args[:1]
    for argument in asked:
        if isinstance(argument, nodes.Const):
            _known(walk, node, ledger, argument.value)
    for pair in node.kwargs if name == "where" else ():
        field = _known(walk, node, ledger, pair.key)
        for value in _constants(pair.value) if field and field.choices else ():
            if field and value not in field.choices:
                _report(
                    walk, "D330", node, field=field.name, value=str(value),
                    choices="、".join(field.choices),
                )  # fmt: skip


def _attributes(walk: _Walk, node: nodes.Filter, ledger: Field) -> None:
    """The fields that Jinja's own filters take from a ledger: map(attribute="日期")."""
    asked = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in ("selectattr", "rejectattr", "groupby"):
        asked += node.args[:1]
    for argument in asked:
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            for name in argument.value.split(","):
                _known(walk, node, ledger, name.split(".")[0])


def _known(walk: _Walk, node: nodes.Node, ledger: Field, key: Any) -> Field | None:
    if key not in ledger.fields:
        hint = nearest(str(key), ledger.fields) or "、".join(ledger.fields)
        _report(walk, "D315", node, name=ledger.name, field=str(key), hint=hint)
        return None
    return ledger.fields[key]


def _constants(node: nodes.Node) -> list[Any]:
    items = node.items if isinstance(node, (nodes.List, nodes.Tuple)) else [node]
    return [item.value for item in items if isinstance(item, nodes.Const)]


def _test(walk: _Walk, node: nodes.Test, scope: Scope) -> Field | None:
    _infer(walk, node.node, scope)
    for below in _arguments(node):
        _infer(walk, below, scope)
    if node.name not in walk.environment.tests:
        hint = nearest(node.name, walk.environment.tests)
        _report(walk, "D331", node, name=node.name, hint=hint or "defined")
    return None


_Step = Callable[[_Walk, Any, Scope], Any]
_STATEMENTS: dict[type[nodes.Node], _Step] = {
    nodes.For: _loop, nodes.Assign: _assign, nodes.AssignBlock: _assign_block,
    nodes.Macro: _macro, nodes.CallBlock: _call_block, nodes.With: _with, nodes.If: _if,
    **dict.fromkeys(_FORBIDDEN, _outside),
}  # fmt: skip
_EXPRESSIONS: dict[type[nodes.Node], _Step] = {
    nodes.Name: _name, nodes.Getattr: _getattr, nodes.Getitem: _getitem, nodes.Filter: _filter,
    nodes.Test: _test, nodes.Call: _call, nodes.CondExpr: _condition,
}  # fmt: skip
