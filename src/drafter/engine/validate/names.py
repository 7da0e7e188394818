"""Does every name in a template exist: fields of the schema, filters, tests, choices?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from jinja2 import nodes

from drafter.engine.language.sandbox import Sandbox
from drafter.engine.validate.expressions import element_of, infer_field
from drafter.engine.validate.walk import NameCheck, Scope, Step, report_problem
from drafter.problems import Problem
from drafter.problems.model import Place
from drafter.schema import Field
from drafter.vocabulary import EARLIER, PREVIOUS

_IN_LOOPS = {"loop"}
_IN_MACROS = {"caller", "varargs", "kwargs"}
_FORBIDDEN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


def check_names(
    tree: nodes.Template, environment: Sandbox, root: Field, place: Callable[[int], Place | None]
) -> list[Problem]:
    """All names of the part's tree that mean nothing, each once a place."""
    return check_names_in(tree, environment, root, place, year_scope(root))


def year_scope(root: Field) -> Scope:
    """The names of the years before: 上年 has the fields of this year, 历年 is a list of such."""
    year = replace(root, name=PREVIOUS)
    known = {PREVIOUS: year, EARLIER: Field(EARLIER, "list", item=year)}
    return {name: field for name, field in known.items() if name not in root.fields}


def check_names_in(
    tree: nodes.Template, environment: Sandbox, root: Field, place: Callable[[int], Place | None],
    scope: Scope,
) -> list[Problem]:  # fmt: skip
    """The same where other names are known too."""
    walk = NameCheck(environment, root, place, [])
    _check_body(walk, tree.body, scope)
    return list(dict.fromkeys(walk.found))


def _check_body(walk: NameCheck, statements: list[nodes.Node], scope: Scope) -> None:
    for statement in statements:
        _check_statement(walk, statement, scope)


def _check_statement(walk: NameCheck, node: nodes.Node, scope: Scope) -> None:
    known = next((kind for kind in _STATEMENTS if isinstance(node, kind)), None)
    if known is not None:
        _STATEMENTS[known](walk, node, scope)
    elif isinstance(node, nodes.Expr):
        infer_field(walk, node, scope)
    else:
        _check_body(walk, list(node.iter_child_nodes()), scope)


def _check_assign(walk: NameCheck, node: Any, scope: Scope) -> None:
    _bind_target(walk, node.target, infer_field(walk, node.node, scope), scope)


def _check_assign_block(walk: NameCheck, node: Any, scope: Scope) -> None:
    _check_body(walk, node.body, dict(scope))
    _bind_target(walk, node.target, None, scope)


def _check_macro(walk: NameCheck, node: Any, scope: Scope) -> None:
    _report_private(walk, node, node.name)
    scope[node.name] = None
    for value in node.defaults:
        infer_field(walk, value, scope)
    _check_body(
        walk, node.body, {**scope, **_bind_arguments(walk, node.args), **dict.fromkeys(_IN_MACROS)}
    )


def _check_call_block(walk: NameCheck, node: Any, scope: Scope) -> None:
    infer_field(walk, node.call, scope)
    _check_body(walk, node.body, {**scope, **_bind_arguments(walk, node.args)})


def _check_with(walk: NameCheck, node: Any, scope: Scope) -> None:
    values = [infer_field(walk, value, scope) for value in node.values]
    inner = dict(scope)
    for target, value in zip(node.targets, values, strict=True):
        _bind_target(walk, target, value, inner)
    _check_body(walk, node.body, inner)


def _check_if(walk: NameCheck, node: Any, scope: Scope) -> None:
    infer_field(walk, node.test, scope)
    for branch in (node.body, node.elif_, node.else_):
        _check_body(walk, list(branch), scope)


def _report_forbidden(walk: NameCheck, node: Any, scope: Scope) -> None:
    report_problem(walk, "D321", node, what=type(node).__name__.lower())


def _bind_arguments(walk: NameCheck, arguments: list[nodes.Name]) -> Scope:
    for argument in arguments:
        _report_private(walk, argument, argument.name)
    return {argument.name: None for argument in arguments}


def _check_loop(walk: NameCheck, node: nodes.For, scope: Scope) -> None:
    source = infer_field(walk, node.iter, scope)
    if source is not None and source.kind not in ("ledger", "list", "any", "record"):
        report_problem(walk, "D319", node, name=source.name)
    inner = {**scope, **dict.fromkeys(_IN_LOOPS)}
    _bind_target(walk, node.target, element_of(source), inner)
    if node.test is not None:
        infer_field(walk, node.test, inner)
    _check_body(walk, node.body, inner)
    _check_body(walk, node.else_, scope)


def _bind_target(walk: NameCheck, target: nodes.Node, value: Field | None, scope: Scope) -> None:
    if isinstance(target, nodes.Name):
        _report_private(walk, target, target.name)
        scope[target.name] = value
    for name in target.find_all(nodes.Name):
        _report_private(walk, name, name.name)
        scope[name.name] = None


def _report_private(walk: NameCheck, node: nodes.Node, name: str) -> None:
    """Names that begin with _ are drafter's own: a template may not give them another meaning."""
    if name.startswith("_"):
        report_problem(walk, "D334", node)


_STATEMENTS: dict[type[nodes.Node], Step] = {
    nodes.For: _check_loop,
    nodes.Assign: _check_assign,
    nodes.AssignBlock: _check_assign_block,
    nodes.Macro: _check_macro,
    nodes.CallBlock: _check_call_block,
    nodes.With: _check_with,
    nodes.If: _check_if,
    **dict.fromkeys(_FORBIDDEN, _report_forbidden),
}
