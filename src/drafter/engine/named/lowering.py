"""Figures that have names: where a tag says one, the parsed template gets what it stands for.

All that comes after (tracking, streaming, definitions, limits) sees the plain expression. A filter
that compares with earlier years, and is not told with what, gets the same expression over their
data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import nodes

from drafter.engine.compile import rewriting
from drafter.engine.compile.descriptions import find_role
from drafter.engine.jinja_tree import copy_node, find_nodes
from drafter.engine.named.filling import (
    Unfilled,
    fill_filter,
    is_fillable,
    move_to_last_year,
    strip_keeping,
)
from drafter.engine.named.model import NamedFigures, Scope
from drafter.problems import Problem, problem
from drafter.problems.model import Place
from drafter.template.tag import AT, THERE
from drafter.vocabulary import PREVIOUS

_NUMBER, _PRINTED = "number", "printed"
"""What is wanted of an expression: of a ledger its count, of a list its text."""
_COUNTED = {"spelling", "percent", "comparing"}
"""Roles of filters that take a number."""
_COMPARISONS = frozenset("eq ne lt lteq gt gteq".split())
_BY_SIZE = frozenset("lt lteq gt gteq".split())
_OPERATIONS = (nodes.BinExpr, nodes.Neg, nodes.Pos, nodes.Concat)


def lower_tree(
    tree: nodes.Template, known: NamedFigures, place: Callable[[int], Place | None]
) -> list[Problem]:
    """The tree changed in place; what cannot be put in."""
    if not _is_needed(tree, known):
        return []
    lowerer = _Lowerer(known, place)
    lowerer.follow(tree.body, {})
    if tree.environment is not None:
        tree.set_environment(tree.environment)
    return list(dict.fromkeys(lowerer.found))


def _is_needed(tree: nodes.Template, known: NamedFigures) -> bool:
    if known.figures and any(n.name in known.figures for n in find_nodes(tree, nodes.Name)):
        return True
    return any(map(is_fillable, find_nodes(tree, nodes.Filter)))


def lower_expression(
    node: nodes.Expr, known: NamedFigures, place: Place
) -> tuple[nodes.Expr, list[Problem]]:
    """One expression by names of the data alone."""
    lowerer = _Lowerer(known, lambda line: place)
    return lowerer.lower(node, {}, ""), lowerer.found


class _Lowerer:
    def __init__(self, known: NamedFigures, place: Callable[[int], Place | None]) -> None:
        self.known = known
        self.place = place
        self.found: list[Problem] = []

    def follow(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        for node in statements:
            self.follow_statement(node, scope)

    def follow_statement(self, node: Any, scope: Scope) -> None:
        match node:
            case nodes.Output():
                node.nodes = [self.lower(each, scope, _PRINTED) for each in node.nodes]
            case nodes.Assign():
                node.node = self.lower(node.node, scope, "")
                _bind_names(node.target, node.node, scope)
            case nodes.With():
                inner = dict(scope)
                node.values = [self.lower(each, scope, "") for each in node.values]
                for target, value in zip(node.targets, node.values, strict=True):
                    _bind_names(target, value, inner)
                self.follow(node.body, inner)
            case nodes.For():
                self.follow_loop(node, scope)
            case nodes.Macro() | nodes.CallBlock():
                self.follow_macro(node, scope)
            case nodes.If():
                self.follow_condition(node, scope)
            case _:
                self.follow_other(node, scope)

    def follow_loop(self, node: nodes.For, scope: Scope) -> None:
        node.iter = self.lower(node.iter, scope, "")
        inner = dict(scope)
        _bind_names(node.target, None, inner)
        if node.test is not None:
            node.test = self.lower(node.test, inner, "")
        self.follow(node.body, inner)
        self.follow(node.else_, dict(scope))

    def follow_macro(self, node: Any, scope: Scope) -> None:
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        else:
            node.call = self.lower(node.call, scope, "")
        node.defaults = [self.lower(each, scope, "") for each in node.defaults]
        self.follow(node.body, {**scope, **dict.fromkeys(name.name for name in node.args)})

    def follow_condition(self, node: nodes.If, scope: Scope) -> None:
        """A branch may be left out: what it names cannot be told behind it."""
        changed: set[str] = set()
        for branch in (node, *node.elif_):
            branch.test = self.lower(branch.test, scope, "")
        for body in (node.body, *(other.body for other in node.elif_), node.else_):
            inner = dict(scope)
            self.follow(body, inner)
            changed |= {name for name, value in inner.items() if scope.get(name, "") is not value}
        scope |= dict.fromkeys(changed)

    def follow_other(self, node: nodes.Node, scope: Scope) -> None:
        """A statement without names of its own, or one whose name is that of its block."""
        inner = scope if isinstance(node, nodes.ExprStmt) else dict(scope)
        for field, value in node.iter_fields():
            if isinstance(value, list):
                setattr(node, field, [self.follow_part(each, inner) for each in value])
            elif isinstance(value, nodes.Node):
                setattr(node, field, self.follow_part(value, inner))
        if isinstance(node, nodes.AssignBlock):
            _bind_names(node.target, None, scope)

    def follow_part(self, part: Any, scope: Scope) -> Any:
        if isinstance(part, nodes.Expr):
            return self.lower(part, scope, "")
        if isinstance(part, nodes.Node):
            self.follow_statement(part, scope)
        return part

    def lower(self, node: Any, scope: Scope, wanted: str) -> Any:
        """The expression with what its names stand for."""
        match node:
            case nodes.Name():
                return self.replace_name(node, scope, wanted) if node.ctx == "load" else node
            case nodes.Filter():
                return self.lower_filter(node, scope)
            case nodes.CondExpr():
                return self.lower_choice(node, scope, wanted)
            case nodes.Getattr() if self.is_of_last_year(node, scope):
                named = nodes.Name(node.attr, "load", lineno=node.lineno)
                return move_to_last_year(self.lower(named, {}, wanted), self.known)
            case nodes.Call() if rewriting.get_called_name(node) == THERE:
                known = len(self.found)
                node = self.lower_children(node, scope, _PRINTED)
                del self.found[known:]  # told where the clause prints it
                return node
        made = self.lower_children(node, scope, self.find_wanted_inside(node, wanted))
        if any(map(_is_share, _list_computed(made))):
            self.found.append(problem("D569", self.place(node.lineno)))
        return made

    def is_of_last_year(self, node: nodes.Getattr, scope: Scope) -> bool:
        """Whether a figure of the year before is meant: 上年.督办提案."""
        holder = getattr(node.node, "name", "")
        is_field = node.attr in self.known.root.fields
        is_year = holder == PREVIOUS and holder not in {*scope, *self.known.root.fields}
        return is_year and node.attr in self.known.figures and not is_field

    def lower_choice(self, node: nodes.CondExpr, scope: Scope, wanted: str) -> nodes.CondExpr:
        node.test = self.lower(node.test, scope, "")
        node.expr1 = self.lower(node.expr1, scope, wanted)
        node.expr2 = None if node.expr2 is None else self.lower(node.expr2, scope, wanted)
        return node

    def find_wanted_inside(self, node: nodes.Node, wanted: str) -> str:
        """What is wanted of an expression's parts."""
        if isinstance(node, (nodes.And, nodes.Or, nodes.Operand)):
            return wanted
        if isinstance(node, nodes.Compare):
            return _NUMBER if node.ops[0].op in _COMPARISONS else ""
        if rewriting.get_called_name(node) == AT:
            return _PRINTED
        return _NUMBER if isinstance(node, _OPERATIONS) else ""

    def lower_children(self, node: nodes.Node, scope: Scope, wanted: str) -> nodes.Node:
        for field, value in node.iter_fields():
            if isinstance(value, nodes.Node):
                setattr(node, field, self.lower(value, scope, wanted))
            elif isinstance(value, list):
                lowered = [
                    self.lower(each, scope, wanted) if isinstance(each, nodes.Node) else each
                    for each in value
                ]
                setattr(node, field, lowered)
        return node

    def replace_name(self, node: nodes.Name, scope: Scope, wanted: str) -> nodes.Expr:
        figure = None if node.name in scope else self.known.figures.get(node.name)
        if figure is None:
            return node
        for field in sorted(figure.roots & scope.keys()):
            values = {"name": node.name, "field": field}
            self.found.append(problem("D566", self.place(node.lineno), **values))
            return node
        made = figure.expression
        if wanted == _PRINTED or (wanted == _NUMBER and figure.shape == "ledger"):
            made = figure.printed
        return _copy_to_line(made, node.lineno)

    def lower_filter(self, node: nodes.Filter, scope: Scope) -> nodes.Expr:
        counted = find_role(node) in _COUNTED
        if node.node is not None:
            node.node = self.lower(node.node, scope, _NUMBER if counted else "")
        for argument in (*node.args, *node.kwargs):
            self.lower_children(argument, scope, "")
        node.args = [self.lower(each, scope, "") for each in node.args]
        try:
            made = fill_filter(node, scope, self.known)
        except Unfilled as lacking:
            self.found.append(problem(lacking.code, self.place(node.lineno), filter=node.name))
            return nodes.Const("")
        made.set_lineno(node.lineno, override=True)
        return made


def _list_computed(node: nodes.Node) -> list[nodes.Node]:
    """The sides of what is computed, or compared by size."""
    if isinstance(node, nodes.BinExpr) and not isinstance(node, (nodes.And, nodes.Or, nodes.Mod)):
        return [node.left, node.right]
    if isinstance(node, nodes.Compare) and node.ops[0].op in _BY_SIZE:
        return [node.expr, node.ops[0].expr]
    return []


def _is_share(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Expr) and find_role(strip_keeping(node)) == "sharing"


def _copy_to_line(expression: nodes.Expr, line: int) -> nodes.Expr:
    """A copy that stands on the line of the tag: by it an error finds its place."""
    made = copy_node(expression)
    made.set_lineno(line, override=True)
    return made


def _bind_names(target: nodes.Node, value: Any, scope: Scope) -> None:
    """Note in the scope what a target gets."""
    if isinstance(target, nodes.Name):
        scope[target.name] = value
    elif not isinstance(target, nodes.NSRef):
        scope |= dict.fromkeys(name.name for name in find_nodes(target, nodes.Name))
