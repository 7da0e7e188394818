"""Figures that have names: where a tag says one, the parsed template gets what it stands for.

All that comes after (tracking, streaming, definitions, limits) sees the plain expression. A filter
that compares with earlier years, and is not told with what, gets the same expression over their
data.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from jinja2 import nodes

from drafter.engine.compile import rewriting
from drafter.engine.compile.descriptions import find_role, rebuild
from drafter.engine.language.filters import ENGLISH
from drafter.problems import Problem, problem
from drafter.problems.model import Place
from drafter.schema import NamedFigure
from drafter.template.tag import AT, THERE
from drafter.vocabulary import EARLIER, PREVIOUS

_NUMBER, _PRINTED = "number", "printed"
"""What is wanted of an expression: of a ledger its count, of a list its text."""
_COUNTED = {"spelling", "percent", "comparing"}
"""Roles of filters that take a number."""
_COMPARISONS = frozenset("eq ne lt lteq gt gteq".split())
_OPERATIONS = (nodes.BinExpr, nodes.Neg, nodes.Pos, nodes.Concat)
_Scope = dict[str, nodes.Expr | None]
"""The names that the template itself gives, with what they stand for where that is sure."""


Shape = Literal["ledger", "list", "groups", "value"]


class LoweredFigure(NamedTuple):
    """A figure with a name.

    expression: what it is, by names of the data alone. printed: what is printed where a tag says
    its name and nothing else. roots: the names of the data that it uses.
    """

    figure: NamedFigure
    expression: nodes.Expr
    printed: nodes.Expr
    shape: Shape
    roots: frozenset[str]


class _Lost(Exception):
    """The expression has no earlier year: it is not made of the data."""


class Lowering(NamedTuple):
    """What is put in for names of figures, and what is known of the data.

    figures: by their names. fields: the names of the data.
    """

    figures: Mapping[str, LoweredFigure]
    fields: frozenset[str]

    def lower_tree(
        self, tree: nodes.Template, place: Callable[[int], Place | None]
    ) -> list[Problem]:
        """The tree changed in place; what cannot be put in."""
        if not self._is_needed(tree):
            return []
        lowerer = _Lowerer(self, place)
        lowerer.follow(tree.body, {})
        if tree.environment is not None:
            tree.set_environment(tree.environment)
        return list(dict.fromkeys(lowerer.found))

    def _is_needed(self, tree: nodes.Template) -> bool:
        if self.figures and any(n.name in self.figures for n in tree.find_all(nodes.Name)):
            return True
        return any(map(_finds_year_itself, tree.find_all(nodes.Filter)))

    def lower_expression(
        self, node: nodes.Expr, place: Callable[[int], Place | None]
    ) -> tuple[nodes.Expr, list[Problem]]:
        """One expression by names of the data alone."""
        lowerer = _Lowerer(self, place)
        return lowerer.lower(node, {}, ""), lowerer.found


def _finds_year_itself(node: nodes.Filter) -> bool:
    """Whether the filter compares and is not told with what."""
    if find_role(node) != "comparing":
        return False
    first = node.args[0] if node.args else None
    named = {pair.key for pair in node.kwargs}
    if _get_english_name(node) == "history":
        alone = len(node.args) == 1 and not named & {"years", "ledger"}
        is_bare = isinstance(first, nodes.Name) and first.name == EARLIER and alone
        return is_bare or (_is_word(first) and "years" not in named)
    return _is_word(first) and "previous" not in named


def _is_word(node: nodes.Expr | None) -> bool:
    return node is None or (isinstance(node, nodes.Const) and isinstance(node.value, str))


def _get_english_name(node: nodes.Filter) -> str:
    return ENGLISH.get(node.name, node.name)


class _Lowerer:
    def __init__(self, lowering: Lowering, place: Callable[[int], Place | None]) -> None:
        self.lowering = lowering
        self.place = place
        self.found: list[Problem] = []

    def follow(self, statements: Iterable[nodes.Node], scope: _Scope) -> None:
        for node in statements:
            self.follow_statement(node, scope)

    def follow_statement(self, node: Any, scope: _Scope) -> None:
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

    def follow_loop(self, node: nodes.For, scope: _Scope) -> None:
        node.iter = self.lower(node.iter, scope, "")
        inner = dict(scope)
        _bind_names(node.target, None, inner)
        if node.test is not None:
            node.test = self.lower(node.test, inner, "")
        self.follow(node.body, inner)
        self.follow(node.else_, dict(scope))

    def follow_macro(self, node: Any, scope: _Scope) -> None:
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        else:
            node.call = self.lower(node.call, scope, "")
        node.defaults = [self.lower(each, scope, "") for each in node.defaults]
        self.follow(node.body, {**scope, **dict.fromkeys(name.name for name in node.args)})

    def follow_condition(self, node: nodes.If, scope: _Scope) -> None:
        """A branch may be left out: what it names cannot be told behind it."""
        changed: set[str] = set()
        for branch in (node, *node.elif_):
            branch.test = self.lower(branch.test, scope, "")
        for body in (node.body, *(other.body for other in node.elif_), node.else_):
            inner = dict(scope)
            self.follow(body, inner)
            changed |= {name for name, value in inner.items() if scope.get(name, "") is not value}
        scope |= dict.fromkeys(changed)

    def follow_other(self, node: nodes.Node, scope: _Scope) -> None:
        """A statement without names of its own, or one whose name is that of its block."""
        inner = scope if isinstance(node, nodes.ExprStmt) else dict(scope)
        for field, value in node.iter_fields():
            if isinstance(value, list):
                setattr(node, field, [self.follow_part(each, inner) for each in value])
            elif isinstance(value, nodes.Node):
                setattr(node, field, self.follow_part(value, inner))
        if isinstance(node, nodes.AssignBlock):
            _bind_names(node.target, None, scope)

    def follow_part(self, part: Any, scope: _Scope) -> Any:
        if isinstance(part, nodes.Expr):
            return self.lower(part, scope, "")
        if isinstance(part, nodes.Node):
            self.follow_statement(part, scope)
        return part

    def lower(self, node: Any, scope: _Scope, wanted: str) -> Any:
        """The expression with what its names stand for."""
        match node:
            case nodes.Name():
                return self.replace_name(node, scope, wanted) if node.ctx == "load" else node
            case nodes.Filter():
                return self.lower_filter(node, scope)
            case nodes.CondExpr():
                return self.lower_choice(node, scope, wanted)
            case nodes.Call() if rewriting.get_called_name(node) == THERE:
                known = len(self.found)
                node = self.lower_children(node, scope, _PRINTED)
                del self.found[known:]  # told where the clause prints it
                return node
        return self.lower_children(node, scope, self.find_wanted_inside(node, wanted))

    def lower_choice(self, node: nodes.CondExpr, scope: _Scope, wanted: str) -> nodes.CondExpr:
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

    def lower_children(self, node: nodes.Node, scope: _Scope, wanted: str) -> nodes.Node:
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

    def replace_name(self, node: nodes.Name, scope: _Scope, wanted: str) -> nodes.Expr:
        figure = None if node.name in scope else self.lowering.figures.get(node.name)
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

    def lower_filter(self, node: nodes.Filter, scope: _Scope) -> nodes.Expr:
        counted = find_role(node) in _COUNTED
        if node.node is not None:
            node.node = self.lower(node.node, scope, _NUMBER if counted else "")
        for argument in (*node.args, *node.kwargs):
            self.lower_children(argument, scope, "")
        node.args = [self.lower(each, scope, "") for each in node.args]
        if node.node is None or not _finds_year_itself(node):
            return node
        try:
            return self.add_year(node, scope)
        except _Lost:
            self.found.append(problem("D565", self.place(node.lineno), filter=node.name))
            return node.node

    def add_year(self, node: nodes.Filter, scope: _Scope) -> nodes.Filter:
        """The filter with the number of the years before. Raises _Lost."""
        assert node.node is not None
        words = [each for each in node.args if isinstance(each, nodes.Const)]
        kwargs: list[Any] = [*node.kwargs]
        if _get_english_name(node) == "history":
            year: nodes.Expr = rewriting.make_call(rewriting.YEAR, [], node.lineno)
            each = self.move_year(node.node, scope, year)
            years = nodes.Name(EARLIER, "load")
            before: nodes.Expr = rewriting.make_call(rewriting.EACH, [years, each], node.lineno)
            kwargs += [nodes.Keyword("form", word) for word in words[:1]]
        else:
            before = self.move_year(node.node, scope, nodes.Name(PREVIOUS, "load"))
            kwargs += [nodes.Keyword("lead", word) for word in words[:1]]
        made = nodes.Filter(node.node, node.name, [before], kwargs, None, None)
        made.set_lineno(node.lineno, override=True)
        return made

    def move_year(self, node: nodes.Expr, scope: _Scope, year: nodes.Expr) -> nodes.Expr:
        """The same expression over another year's data. Raises _Lost."""
        fields = self.lowering.fields
        moved: list[str] = []

        def find_meaning(each: nodes.Node) -> nodes.Node | None:
            if not isinstance(each, nodes.Name):
                return None
            if each.name in (PREVIOUS, EARLIER):
                raise _Lost
            if (meaning := scope.get(each.name)) is not None:
                return rebuild(meaning, find_meaning)
            if each.name in scope or each.name not in fields:
                return None
            moved.append(each.name)
            return nodes.Getattr(copy.deepcopy(year), each.name, "load")

        made = rebuild(node, find_meaning)
        if not moved:
            raise _Lost
        assert isinstance(made, nodes.Expr)
        return copy.deepcopy(made)


def _copy_to_line(expression: nodes.Expr, line: int) -> nodes.Expr:
    """A copy that stands on the line of the tag: by it an error finds its place."""
    made = copy.deepcopy(expression)
    made.set_lineno(line, override=True)
    return made


def _bind_names(target: nodes.Node, value: Any, scope: _Scope) -> None:
    """Note in the scope what a target gets."""
    if isinstance(target, nodes.Name):
        scope[target.name] = value
    elif not isinstance(target, nodes.NSRef):
        scope |= dict.fromkeys(name.name for name in target.find_all(nodes.Name))
