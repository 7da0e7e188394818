"""What a `{% set %}` in a loop gives a name, and is read where that holds no more.

In Jinja a set ends with the for, with, macro or call that it stands in: each turn of a loop begins
with what stood before the loop, and so does what follows the loop.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeVisitor

from drafter.engine.jinja_tree import find_nodes
from drafter.frozen import dataclass
from drafter.problems import Problem, problem
from drafter.problems.model import Place

_Set = nodes.Assign | nodes.AssignBlock
_Sets = dict[str, tuple[_Set, ...]]
"""Sets by the names that they give a value."""


def find_lost_sets(
    tree: nodes.Template, fields: Collection[str], place: Callable[[int], Place | None]
) -> tuple[list[Problem], set[str]]:
    """D379 for each set that is read where it holds no more, and the names of those sets.

    fields: the names of the data, which a set may lay another value over for a turn.
    """
    finder = _Finder(fields)
    finder.visit(tree, _Scope())
    found = [problem("D379", place(line), name=name) for line, name in finder.lost.values()]
    return found, {name for _, name in finder.lost.values()}


@dataclass
class _Scope:
    """What is known at a point of the template.

    bound: names that the template itself has given a value. ended: sets of blocks that have ended;
    earlier: sets of an earlier turn. A reader of those names there misses them.
    """

    bound: set[str] = field(default_factory=set)
    ended: _Sets = field(default_factory=dict)
    earlier: _Sets = field(default_factory=dict)

    def copy(self) -> _Scope:
        return _Scope(set(self.bound), dict(self.ended), dict(self.earlier))

    def bind(self, names: Iterable[str]) -> None:
        for name in names:
            self.bound.add(name)
            self.ended.pop(name, None)
            self.earlier.pop(name, None)

    def join(self, branches: list[_Scope]) -> None:
        """What holds behind an if. What an earlier turn has set is missed only where no branch
        sets it: a value before the loop that a branch replaces for one turn is what is meant."""
        self.bound = set[str]().union(*(each.bound for each in branches))
        self.ended = {}
        for each in branches:
            for name, sets in each.ended.items():
                self.ended[name] = (*self.ended.get(name, ()), *sets)
        self.earlier = {
            name: sets
            for name, sets in self.earlier.items()
            if all(name in each.earlier for each in branches)
        }


class _Finder(NodeVisitor):
    """Goes through a part in the order of its rendering. lost: by a set's id, line and name."""

    def __init__(self, fields: Collection[str]) -> None:
        self.fields = fields
        self.lost: dict[tuple[int, str], tuple[int, str]] = {}

    def visit_Name(self, node: nodes.Name | nodes.NSRef, scope: _Scope) -> None:
        if isinstance(node, nodes.NSRef) or node.ctx == "load":
            for sets in (scope.ended, scope.earlier):
                for each in sets.get(node.name, ()):
                    self.lost[id(each), node.name] = each.lineno, node.name

    visit_NSRef = visit_Name

    def visit_Assign(self, node: nodes.Assign, scope: _Scope) -> None:
        self.visit(node.node, scope)
        self.visit(node.target, scope)
        scope.bind(_list_targets(node.target))

    def visit_AssignBlock(self, node: nodes.AssignBlock, scope: _Scope) -> None:
        self._visit_block(node, node.body, scope)
        if node.filter is not None:
            self.visit(node.filter, scope)
        scope.bind(_list_targets(node.target))

    def visit_If(self, node: nodes.If, scope: _Scope) -> None:
        self.visit(node.test, scope)
        branches = []
        for each in node.elif_:
            self.visit(each.test, scope)
        for body in (node.body, *(each.body for each in node.elif_), node.else_):
            branches.append(scope.copy())
            self._visit_all(body, branches[-1])
        scope.join(branches)

    def visit_For(self, node: nodes.For, scope: _Scope) -> None:
        self.visit(node.iter, scope)
        given = {*_list_targets(node.target), "loop"}
        test = [] if node.test is None else [node.test]
        self._visit_block(node, [*test, *node.body], scope, given, again=True)
        self._visit_block(node, node.else_, scope)

    def visit_Macro(self, node: nodes.Macro | nodes.CallBlock, scope: _Scope) -> None:
        self._visit_all(node.defaults, scope)
        given = {each.name for each in node.args} | {"caller", "varargs", "kwargs"}
        self._visit_block(node, node.body, scope, given, again=True)

    def visit_CallBlock(self, node: nodes.CallBlock, scope: _Scope) -> None:
        self.visit(node.call, scope)
        self.visit_Macro(node, scope)

    def visit_With(self, node: nodes.With, scope: _Scope) -> None:
        self._visit_all(node.values, scope)
        given = {name for target in node.targets for name in _list_targets(target)}
        self._visit_block(node, node.body, scope, given)

    def visit_FilterBlock(self, node: nodes.FilterBlock | nodes.Block, scope: _Scope) -> None:
        self._visit_block(node, node.body, scope)

    visit_Block = visit_FilterBlock

    def _visit_all(self, below: Iterable[nodes.Node], scope: _Scope) -> None:
        for each in below:
            self.visit(each, scope)

    def _visit_block(
        self, node: nodes.Node, body: list[Any], scope: _Scope, given: Collection[str] = (), *,
        again: bool = False,
    ) -> None:  # fmt: skip
        """Visit what has a scope of its own. given: the names that it gives its body. again: the
        body may come several times."""
        sets = {name: each for name, each in _collect_sets(body).items() if name not in given}
        inner = scope.copy()
        inner.bind(given)
        if again:
            for name, each in sets.items():
                if not self._is_of_data(name, scope) or _depends_on_turn(each, given, sets):
                    inner.earlier[name] = (*inner.earlier.get(name, ()), *each)
        self._visit_all(body, inner)
        for name, each in sets.items():
            overlays = not isinstance(node, nodes.For) or self._is_of_data(name, scope)
            if not (overlays and _is_used(name, body, each)):
                scope.ended[name] = (*scope.ended.get(name, ()), *each)

    def _is_of_data(self, name: str, scope: _Scope) -> bool:
        return name in self.fields and name not in scope.bound


def _list_targets(target: nodes.Node) -> list[str]:
    """The names that a set or for gives a value; an item of a namespace is none."""
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in find_nodes(target, nodes.Name)]


def _collect_sets(body: Iterable[nodes.Node]) -> _Sets:
    """All sets in the body, those in blocks inside it too."""
    found: _Sets = {}
    for node in body:
        for each in [node, *find_nodes(node, (nodes.Assign, nodes.AssignBlock))]:
            if isinstance(each, _Set):
                for name in _list_targets(each.target):
                    found[name] = (*found.get(name, ()), each)
    return found


def _list_read_names(node: nodes.Node) -> Iterator[str]:
    own = [node] if isinstance(node, nodes.Name) else []
    return (each.name for each in [*own, *find_nodes(node, nodes.Name)] if each.ctx == "load")


def _is_used(name: str, body: Iterable[nodes.Node], sets: Iterable[_Set]) -> bool:
    """Whether the body itself reads the name, and not only to set it anew."""
    reads = sum(list(_list_read_names(node)).count(name) for node in body)
    return reads > sum(list(_list_read_names(each)).count(name) for each in sets)


def _depends_on_turn(sets: tuple[_Set, ...], given: Collection[str], inside: _Sets) -> bool:
    """Whether what is set differs from turn to turn."""
    names = {name for each in sets for name in _list_read_names(each)}
    return any(name in given or inside.get(name, sets) != sets for name in names)
