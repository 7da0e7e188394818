"""The tree that a data file becomes: values with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drafter.problems import TextPlace


@dataclass(slots=True)
class Node:
    """A value and its place. Nobody changes a node after `parse` has made it.

    line, column: 1-based, of the value. width: characters of it on that line; 0 for a value
    that was left empty. key: line and column of the mapping key that holds the value; None in a
    list and at the root. (Not frozen: setting five fields of a frozen one takes three times as
    long, and a ledger has 100,000 nodes.)
    """

    value: dict[str, Node] | list[Node] | str | int | bool | None
    line: int
    column: int
    width: int
    key: tuple[int, int] | None


@dataclass(slots=True)
class Borrowed(Node):
    """A value that a row of a table lends to a data file: where it and its column's name stand."""

    place: TextPlace
    title: TextPlace


@dataclass(frozen=True, slots=True)
class Text:
    """A file as text: the name shown to the user, and its lines without their line ends."""

    file: str
    lines: tuple[str, ...]

    def spot(self, line: int, column: int, width: int = 1) -> TextPlace:
        """The place at 1-based line and column; a place past the last line is on the last."""
        line = min(line, max(len(self.lines), 1))
        source = self.lines[line - 1] if self.lines else ""
        return TextPlace(self.file, line, column, max(width, 1), source)

    def rest(self, line: int, column: int) -> int:
        """How many characters stand from the column to the end of the line, blanks cut."""
        return max(len(self.lines[line - 1].rstrip()) - column + 1, 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A data file that could be read: its name for the user, its lines, its tree."""

    file: str
    lines: tuple[str, ...]
    root: Node

    def place(self, node: Node) -> TextPlace:
        """Where the value stands; of a value left empty, where its key stands."""
        if isinstance(node, Borrowed):
            return node.place
        text = Text(self.file, self.lines)
        if node.width or node.key is None:
            return text.spot(node.line, node.column, node.width)
        line, column = node.key
        return text.spot(line, column, self._key_width(line, column))

    def key_place(self, node: Node, key: str) -> TextPlace:
        """Where a key of a mapping stands. KeyError when the mapping does not have it."""
        if not isinstance(node.value, dict):
            raise KeyError(key)
        held = node.value[key]
        if isinstance(held, Borrowed):
            return held.title
        assert held.key is not None
        line, column = held.key
        return Text(self.file, self.lines).spot(line, column, self._key_width(line, column))

    def _key_width(self, line: int, column: int) -> int:
        """The width of the key that starts there, its quotes included."""
        rest = self.lines[line - 1][column - 1 :]
        end = rest.find(rest[0], 1) + 1 if rest[:1] in ('"', "'") else _colon(rest)
        return end or len(rest.rstrip())


def _colon(text: str) -> int:
    """Where the key's text ends: before the first colon that a blank or the line's end follows."""
    end = text.find(": ")
    return len((text if end < 0 else text[:end]).rstrip(": \t"))


def plain(node: Node) -> Any:
    """The value without places: dict, list, str, int, bool or None, at all levels."""
    match node.value:
        case dict() as mapping:
            return {key: plain(value) for key, value in mapping.items()}
        case list() as entries:
            return [plain(value) for value in entries]
        case value:
            return value
