"""The tree that a data file becomes: values with their places, and how they are resolved."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from drafter.frozen import dataclass
from drafter.problems import SheetFile, TextPlace


class SourceText:
    """A file as text: the name shown to the user, and its source, whose lines all end with LF.

    records: those in braces on a line of their own that were read at once, by their 1-based line.
    """

    __slots__ = ("_lines", "file", "records", "source")

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.source = source
        self._lines: tuple[str, ...] | None = None
        self.records: Mapping[int, Node] = {}

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; made when one is asked for, as most are never shown."""
        if self._lines is None:
            self._lines = tuple(self.source.split("\n"))
        return self._lines

    def spot(self, line: int, column: int, width: int = 1) -> TextPlace:
        """The place at 1-based line and column; a place past the last line is on the last."""
        line = min(line, len(self.lines))
        return TextPlace(self.file, line, column, max(width, 1), self.lines[line - 1])

    def rest_width(self, line: int, column: int) -> int:
        """How many characters stand from the column to the end of the line, blanks cut."""
        return max(len(self.lines[line - 1].rstrip()) - column + 1, 1)


def find_sign_lines(source: str, wanted: str) -> frozenset[int]:
    """The 1-based lines in which the sign stands."""
    found, line, at = [], 1, 0
    while (sign := source.find(wanted, at)) >= 0:
        line += source.count("\n", at, sign)
        found.append(line)
        at = source.find("\n", sign)
        if at < 0:
            break
    return frozenset(found)


Value = dict[str, "Node"] | list["Node"] | str | int | bool | None


class Node:
    """A value and its place. Nobody changes a node after `parse` has made it.

    line, column: 1-based, of the value. A ledger has 100,000 nodes, so they are small: the width
    of a value that goes on below is given as the text in which it stands, and found when asked
    for; the place of a key on the value's own line is given as its column.
    """

    __slots__ = ("_key", "_width", "column", "line", "value")

    def __init__(
        self, value: Value, line: int, column: int, width: int | SourceText,
        key: int | tuple[int, int] | None,
    ) -> None:  # fmt: skip
        self.value = value
        self.line = line
        self.column = column
        self._width = width
        self._key = key

    @property
    def width(self) -> int:
        """Characters of the value on its line; 0 for one that was left empty."""
        width = self._width
        return width.rest_width(self.line, self.column) if isinstance(width, SourceText) else width

    @property
    def key(self) -> tuple[int, int] | None:
        """Line and column of the mapping key that holds the value; None in a list, at the root."""
        key = self._key
        return (self.line, key) if isinstance(key, int) else key


class Borrowed(Node):
    """A value that a row of a table lends to a data file: where it and its column's name stand.

    shown: a number as its cell shows it, where that is not how it is written.
    """

    __slots__ = ("place", "shown", "title")

    def __init__(
        self, value: Value, line: int, column: int, width: int, key: tuple[int, int] | None,
        place: TextPlace, title: TextPlace, shown: str = "",
    ) -> None:  # fmt: skip
        self.value = value  # not by super: of a table there are as many as it has cells
        self.line = line
        self.column = column
        self._width = width
        self._key = key
        self.place = place
        self.title = title
        self.shown = shown


def find_empty_cell(records: Node, record: Node, key: str) -> TextPlace | None:
    """The cell of a sheet that a record lacks, in the column that another record has; nothing for a
    record that is of no sheet."""
    if not isinstance(record, Borrowed) or not isinstance(record.place.file, SheetFile):
        return None
    for each in records.value if isinstance(records.value, list) else ():
        other = each.value.get(key) if isinstance(each.value, dict) else None
        if isinstance(other, Borrowed):
            return record.place._replace(column=other.title.column)
    return None


@dataclass(frozen=True, slots=True)
class Document:
    """A data file that could be read: its text, and its tree.

    book: where the year is one workbook, its sheets (a YearBook); the ledgers in them are not in
    the tree yet.
    """

    text: SourceText
    root: Node
    book: object = None

    @property
    def file(self) -> str:
        """Its name for the user."""
        return self.text.file

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines without their ends."""
        return self.text.lines

    def place(self, node: Node) -> TextPlace:
        """Where the value stands; of a value left empty, where its key stands."""
        if isinstance(node, Borrowed):
            return node.place
        text = self.text
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
        return self.text.spot(line, column, self._key_width(line, column))

    def _key_width(self, line: int, column: int) -> int:
        """The width of the key that starts there, its quotes included."""
        rest = self.lines[line - 1][column - 1 :]
        end = rest.find(rest[0], 1) + 1 if rest[:1] in ('"', "'") else _find_key_end(rest)
        return end or len(rest.rstrip())


def _find_key_end(text: str) -> int:
    """Where the key's text ends: before the first colon that a blank or the line's end follows."""
    end = text.find(": ")
    return len((text if end < 0 else text[:end]).rstrip(": \t"))


def walk_path(root: Node, path: Iterable[str | int]) -> Iterator[Node]:
    """The root and the nodes below it along the path, as far as they exist."""
    node = root
    yield node
    for step in path:
        below = node.value
        if isinstance(below, dict) and step in below:
            node = below[str(step)]
        elif isinstance(below, list) and isinstance(step, int) and step < len(below):
            node = below[step]
        else:
            return
        yield node


def strip_places(node: Node) -> Any:
    """The value without places: dict, list, str, int, bool or None, at all levels."""
    match node.value:
        case dict() as mapping:
            return {key: strip_places(value) for key, value in mapping.items()}
        case list() as entries:
            return [strip_places(value) for value in entries]
        case value:
            return value


MOST_DIGITS = 18
"""A longer row of digits is a number of something, not an amount: it stays text."""

# PyYAML's own rules make False of no, 870 of 14:30, 8 of 010 and 99.1 of 99.10
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}

_FIRST = frozenset({word[:1] for word in _WORDS} | set("-0123456789"))
"""What the words and the integers begin with."""

ScalarValue = str | int | bool | None


def resolve_scalar(text: str) -> ScalarValue:
    """An unquoted text as a value: null, true, false and plain integers; else the text.

    >>> [resolve_scalar(text) for text in ("32", "-12", "0", "010", "no", "12:30", "~")]
    [32, -12, 0, '010', 'no', '12:30', None]
    """
    if text[:1] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    digits = text[1:] if text[0] == "-" else text
    if not (digits.isdigit() and digits.isascii()) or len(digits) > MOST_DIGITS:
        return text
    return int(text) if digits[0] != "0" or text == "0" else text


@contextmanager
def pause_gc() -> Iterator[None]:
    """No search for garbage meanwhile: it would walk the growing tree again and again.

    Whatever happens inside, the collector is afterwards as it was. A tree holds no circles, so
    nothing is left behind.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
