"""Does every name in a template exist: fields of the schema, filters, tests, choices?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from drafter.engine.environment import Sandbox
from drafter.engine.expressions import element_of, infer
from drafter.engine.walk import Scope, Step, Walk, report
from drafter.ledger import EARLIER, PREVIOUS
from drafter.problems import Problem
from drafter.problems.model import Place
from drafter.schema import Field

_IN_LOOPS = {"loop"}
_IN_MACROS = {"caller", "varargs", "kwargs"}
_FORBIDDEN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


def check(
    tree: nodes.Template, environment: Sandbox, root: Field, place: Callable[[int], Place | None]
) -> list[Problem]:
    """All names of the part's tree that mean nothing, each once a place."""
    return check_in(tree, environment, root, place, years(root))


def years(root: Field) -> Scope:
    """The names of the years before: 上年 has the fields of this year, 历年 is a list of such."""
    year = replace(root, name=PREVIOUS)
    known = {PREVIOUS: year, EARLIER: Field(EARLIER, "list", item=year)}
    return {name: field for name, field in known.items() if name not in root.fields}


def check_in(
    tree: nodes.Template, environment: Sandbox, root: Field, place: Callable[[int], Place | None],
    scope: Scope,
) -> list[Problem]:  # fmt: skip
    """The same where other names are known too."""
    walk = Walk(environment, root, place, [])
    _body(walk, tree.body, scope)
    return list(dict.fromkeys(walk.found))


def _body(walk: Walk, statements: list[nodes.Node], scope: Scope) -> None:
    for statement in statements:
        _statement(walk, statement, scope)


def _statement(walk: Walk, node: nodes.Node, scope: Scope) -> None:
    known = next((kind for kind in _STATEMENTS if isinstance(node, kind)), None)
    if known is not None:
        _STATEMENTS[known](walk, node, scope)
    elif isinstance(node, nodes.Expr):
        infer(walk, node, scope)
    else:
        _body(walk, list(node.iter_child_nodes()), scope)


def _assign(walk: Walk, node: Any, scope: Scope) -> None:
    _bind(walk, node.target, infer(walk, node.node, scope), scope)


def _assign_block(walk: Walk, node: Any, scope: Scope) -> None:
    _body(walk, node.body, dict(scope))
    _bind(walk, node.target, None, scope)


def _macro(walk: Walk, node: Any, scope: Scope) -> None:
    _own(walk, node, node.name)
    scope[node.name] = None
    for value in node.defaults:
        infer(walk, value, scope)
    _body(walk, node.body, {**scope, **_names(walk, node.args), **dict.fromkeys(_IN_MACROS)})


def _call_block(walk: Walk, node: Any, scope: Scope) -> None:
    infer(walk, node.call, scope)
    _body(walk, node.body, {**scope, **_names(walk, node.args)})


def _with(walk: Walk, node: Any, scope: Scope) -> None:
    values = [infer(walk, value, scope) for value in node.values]
    inner = dict(scope)
    for target, value in zip(node.targets, values, strict=True):
        _bind(walk, target, value, inner)
    _body(walk, node.body, inner)


def _if(walk: Walk, node: Any, scope: Scope) -> None:
    infer(walk, node.test, scope)
    for branch in (node.body, node.elif_, node.else_):
        _body(walk, list(branch), scope)


def _outside(walk: Walk, node: Any, scope: Scope) -> None:
    report(walk, "D321", node, what=type(node).__name__.lower())


def _names(walk: Walk, arguments: list[nodes.Name]) -> Scope:
    for argument in arguments:
        _own(walk, argument, argument.name)
    return {argument.name: None for argument in arguments}


def _loop(walk: Walk, node: nodes.For, scope: Scope) -> None:
    source = infer(walk, node.iter, scope)
    if source is not None and source.kind not in ("ledger", "list", "any", "record"):
        report(walk, "D319", node, name=source.name)
    inner = {**scope, **dict.fromkeys(_IN_LOOPS)}
    _bind(walk, node.target, element_of(source), inner)
    if node.test is not None:
        infer(walk, node.test, inner)
    _body(walk, node.body, inner)
    _body(walk, node.else_, scope)


def _bind(walk: Walk, target: nodes.Node, value: Field | None, scope: Scope) -> None:
    if isinstance(target, nodes.Name):
        _own(walk, target, target.name)
        scope[target.name] = value
    for name in target.find_all(nodes.Name):
        _own(walk, name, name.name)
        scope[name.name] = None


def _own(walk: Walk, node: nodes.Node, name: str) -> None:
    """Names that begin with _ are drafter's own: a template may not give them another meaning."""
    if name.startswith("_"):
        report(walk, "D334", node)


_STATEMENTS: dict[type[nodes.Node], Step] = {
    nodes.For: _loop, nodes.Assign: _assign, nodes.AssignBlock: _assign_block,
    nodes.Macro: _macro, nodes.CallBlock: _call_block, nodes.With: _with, nodes.If: _if,
    **dict.fromkeys(_FORBIDDEN, _outside),
}  # fmt: skip
