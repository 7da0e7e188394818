"""What tags print that no record gave, a row's number or braces meant so; and which loops' items
blocks and tags are of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from jinja2 import nodes

from drafter.engine.compile import rewriting
from drafter.engine.jinja_tree import find_nodes
from drafter.template.tag import AT, ESCAPED_BRACES

Atom = str | tuple[str, str]
"""What an expression asks for: a name, or a namespace with the item of it."""
Printing = Sequence[tuple[int, set[Atom]]]

_LOOP, _RANGE = "loop", "range"
_MARKUP = re.compile(r"<[^>]*>")
_ROW_EDGE = re.compile(r"<w:tr[ >]|</w:tr>")
_BREAK = re.compile(r"</w:p>|<w:(?:tab|br|cr|ptab|noBreakHyphen)\b[^>]*>")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def find_printing_slots(tree: nodes.Node) -> Iterator[tuple[int, set[Atom]]]:
    """Each slot that prints, with what its expression asks for."""
    for call in find_nodes(tree, nodes.Call):
        if rewriting.get_called_name(call) == AT:
            slot, *values = call.args
            if isinstance(slot, nodes.Const):
                yield slot.value, {atom for value in values for atom in _list_atoms(value)}


def find_serials(trees: Sequence[nodes.Template]) -> frozenset[int]:
    """The slots that print only a loop's own numbers: a row's 序号 needs no record."""
    return frozenset(slot for tree in trees for slot in _Counters(tree).find_slots())


class _Counters:
    """What stands for a loop's numbers in a part, however it is handed on.

    meanings: the expressions that a name or an item of a namespace is given.
    """

    def __init__(self, tree: nodes.Template) -> None:
        self.tree = tree
        self.meanings: dict[Atom, list[nodes.Node | None]] = {}
        self._collect_meanings()
        self.known: set[Atom] = {_LOOP}
        while more := {atom for atom in self.meanings if self._is_counter(atom)} - self.known:
            self.known |= more

    def find_slots(self) -> Iterator[int]:
        stepped: set[Atom] = set()
        for loop in find_nodes(
            self.tree, nodes.For
        ):  # a count of turns is a row's number in its loop
            steps = {
                (each.target.name, each.target.attr)
                for each in find_nodes(loop, nodes.Assign)
                if isinstance(each.target, nodes.NSRef)
            }
            counted = {atom for atom in steps if self._is_step(atom)}
            stepped |= {atom for atom in counted if self._follows_itself(atom)}
            for slot, atoms in find_printing_slots(loop):
                if atoms and atoms <= self.known | counted:
                    yield slot
        for slot, atoms in find_printing_slots(self.tree):  # behind its loop it is their number
            if atoms and atoms <= self.known | stepped:
                yield slot

    def _collect_meanings(self) -> None:
        for node in find_nodes(self.tree, nodes.Assign):
            self._give(node.target, node.node)
        for block in find_nodes(self.tree, nodes.With):
            for target, value in zip(block.targets, block.values, strict=True):
                self._give(target, value)
        for loop in find_nodes(self.tree, nodes.For):
            ranged = rewriting.get_called_name(loop.iter) == _RANGE
            self._give(loop.target, nodes.Name(_LOOP, "load") if ranged else None)
        for macro in find_nodes(self.tree, nodes.Macro):
            calls = [c for c in find_nodes(self.tree, nodes.Call) if _calls(c, macro.name)]
            for place, argument in enumerate(macro.args):
                given = [_find_argument(call, place, argument.name) for call in calls]
                self.meanings.setdefault(argument.name, []).extend(given or [None])

    def _give(self, target: nodes.Node, value: nodes.Node | None) -> None:
        if isinstance(target, nodes.NSRef):
            self.meanings.setdefault((target.name, target.attr), []).append(value)
        elif isinstance(target, nodes.Name):
            self.meanings.setdefault(target.name, []).append(value)
        else:
            for name in find_nodes(target, nodes.Name):
                self.meanings.setdefault(name.name, []).append(None)

    def _is_counter(self, atom: Atom) -> bool:
        asked = [_list_atoms(value) if value is not None else None for value in self.meanings[atom]]
        others = [None if atoms is None else atoms - {atom} for atoms in asked]
        if isinstance(atom, str):
            return all(atoms and atoms <= self.known for atoms in asked)
        return any(others) and all(atoms is not None and atoms <= self.known for atoms in others)

    def _is_step(self, atom: Atom) -> bool:
        """Whether the item is only ever set to constants and stepped from what it was."""
        asked = [_list_atoms(value) if value is not None else None for value in self.meanings[atom]]
        return all(atoms is not None and atoms <= {atom} for atoms in asked)

    def _follows_itself(self, atom: Atom) -> bool:
        return any(
            value is not None and atom in _list_atoms(value) for value in self.meanings[atom]
        )


def _calls(call: nodes.Call, name: str) -> bool:
    return rewriting.get_called_name(call) == name


def _find_argument(call: nodes.Call, place: int, name: str) -> nodes.Expr | None:
    if place < len(call.args):
        return call.args[place]
    return next((pair.value for pair in call.kwargs if pair.key == name), None)


def _list_atoms(node: nodes.Node) -> set[Atom]:
    """What the expression asks for: an item of a name is taken with its name."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        is_loop = node.node.name == _LOOP
        return {_LOOP if is_loop else (node.node.name, node.attr)}
    if isinstance(node, nodes.Name):
        return {node.name}
    return {atom for child in node.iter_child_nodes() for atom in _list_atoms(child)}


def find_literal_braces(trees: Sequence[nodes.Template], parts: Sequence[bytes]) -> frozenset[str]:
    """The pieces of text with a tag's braces that the template means to print.

    They stand in quotes in a tag, between raw and endraw, or as docxtpl's {_{. parts: as they are
    before the tags are parsed.
    """
    found = {
        str(each.value)
        for tree in trees
        for each in find_nodes(tree, nodes.Const)
        if isinstance(each.value, str)
    }
    for tree in trees:
        for data in find_nodes(tree, nodes.TemplateData):
            if _BRACES.search(data.data):
                text = _MARKUP.sub("", _BREAK.sub("\n", data.data))
                found.update(html.unescape(line) for line in text.split("\n"))
    for part in parts:
        matches = ESCAPED_BRACES.finditer(part.decode("utf-8", "ignore"))
        found.update(match[0][0] + match[0][-1] for match in matches)
    return frozenset(piece for piece in found if _BRACES.search(piece))


def note_loops(tree: nodes.Template) -> None:
    """Let each block know the items of the loops that it stands in, which are what it is of.

    A loop inside a paragraph or a row makes no block: its items are noted for the tags that print
    in it. The tree is changed in place.
    """
    _LoopNotes().walk(tree.body, ())


class _LoopNotes:
    """The statements of a part, gone through in the order of the page.

    depth: in how many loops the block stands that began last. rows: the same of the open rows.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.rows: list[int] = []

    def walk(self, body: list[nodes.Node], loops: tuple[nodes.Node, ...]) -> None:
        for node in list(body):
            if isinstance(node, nodes.Output):
                if (note := self.follow_output(node, loops)) is not None:
                    body.insert(next(n for n, other in enumerate(body) if other is node), note)
            elif isinstance(node, nodes.For):
                self.walk(node.body, (*loops, node.target))
                self.walk(node.else_, loops)
            elif isinstance(node, nodes.If):
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    self.walk(branch, loops)
            elif hasattr(node, "body"):
                self.walk(node.body, () if isinstance(node, nodes.Macro) else loops)

    def follow_output(
        self, output: nodes.Output, loops: tuple[nodes.Node, ...]
    ) -> nodes.ExprStmt | None:
        """What is to be noted before the pieces are written."""
        slots: list[int] = []
        for piece in output.nodes:
            name = rewriting.get_called_name(piece)
            if isinstance(piece, nodes.TemplateData):
                self.follow_rows(piece.data, len(loops))
            elif name == rewriting.OPEN and rewriting.get_const_text(piece, 0).startswith("p"):
                self.depth = self.rows[-1] if self.rows else len(loops)
                assert isinstance(piece, nodes.Call)
                piece.args += [_load_target(each) for each in loops[: self.depth]]
            elif name in (rewriting.PUT, rewriting.PLACE) and len(loops) > self.depth:
                slots.append(int(rewriting.get_const_text(piece, 0)))
        if not slots:
            return None
        items = [_load_target(each) for each in loops[self.depth :]]
        call = rewriting.make_call(rewriting.TURN, [tuple(slots), *items], output.lineno)
        return nodes.ExprStmt(call, lineno=output.lineno)

    def follow_rows(self, data: str, loops: int) -> None:
        for edge in _ROW_EDGE.finditer(data):
            if edge[0] != "</w:tr>":
                self.rows.append(loops)
            elif self.rows:
                self.rows.pop()


def _load_target(target: nodes.Node) -> nodes.Expr:
    """What a loop's target holds in this turn."""
    if isinstance(target, nodes.Tuple):
        return nodes.Tuple(
            [_load_target(each) for each in target.items], "load", lineno=target.lineno
        )
    assert isinstance(target, nodes.Name)
    return nodes.Name(target.name, "load", lineno=target.lineno)
