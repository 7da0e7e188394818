"""A table in a CSV file: each row lends its values to a data file, for a report of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from drafter.problems import FilePlace, Problem, TextPlace, problem
from drafter.source.yaml import encoding
from drafter.source.yaml.file import read_file_bytes
from drafter.source.yaml.node import Borrowed, Document, Node, SourceText, resolve_scalar

_DELIMITERS = ",\t;，"
"""What may stand between two cells: that which stands in the first line, the earlier first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based line, the value by which it is known, and what is wrong with it.

    cells: its values by the names of their columns; cells left empty are left out.
    """

    file: str
    line: int
    name: str
    cells: Mapping[str, Borrowed] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class _CsvCell(NamedTuple):
    text: str
    place: TextPlace
    broken: bool = False


def read_rows(path: Path, shown: str) -> tuple[tuple[Row, ...] | None, list[Problem]]:
    """The rows of the file; None when it cannot be used, then the problems say why.

    The first line names the columns. Each further line is a row; lines with nothing in them are
    left out. A row with a fault has it among its own problems.
    """
    data, found = read_file_bytes(path, shown)
    if data is None:
        return None, found
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return None, [problem("D164", FilePlace(shown))]
    decoded, found = encoding.decode(data, shown)
    if decoded is None:
        return None, found
    text = encoding.normalize_lines(decoded, shown)
    if encoding.INVISIBLE.search(decoded):
        return None, encoding.find_invisible(text)
    return _parse_rows(text)


def _parse_rows(text: SourceText) -> tuple[tuple[Row, ...] | None, list[Problem]]:
    lines = list(parse_cells(text))
    filled = [cells for cells in lines if any(cell.text for cell in cells)]
    if broken := next((c for cells in filled for c in cells if c.broken), None):
        return None, [problem("D165", broken.place)]
    if len(filled) < 2:
        return None, [problem("D166", FilePlace(text.file))]
    head = filled[0]
    if found := list(_find_duplicates(head)):
        return None, found
    return tuple(_make_row(text.file, head, cells) for cells in filled[1:]), []


def _find_duplicates(head: list[_CsvCell]) -> Iterator[Problem]:
    seen: set[str] = set()
    for cell in head:
        if cell.text and cell.text in seen:
            yield problem("D167", cell.place, name=cell.text)
        seen.add(cell.text)


def _make_row(file: str, head: list[_CsvCell], cells: list[_CsvCell]) -> Row:
    names = [*(cell.text for cell in head), *[""] * len(cells)]
    found = [
        problem("D168", cell.place, value=cell.text)
        for name, cell in zip(names, cells, strict=False)
        if cell.text and not name
    ]
    wanted = len("".join(f"{bool(cell.text):d}" for cell in head).rstrip("0"))
    if len(cells) < wanted and not found:
        found = [problem("D169", cells[-1].place, n=len(cells), wanted=wanted)]
    lent = {
        title.text: _make_borrowed(title, cell)
        for title, cell in zip(head, cells, strict=False)
        if cell.text and title.text
    }
    name = next(cell.text for cell in cells if cell.text)
    return Row(file, cells[0].place.line, name, lent, tuple(found))


def _make_borrowed(title: _CsvCell, cell: _CsvCell) -> Borrowed:
    place, key = cell.place, (title.place.line, title.place.column)
    value = resolve_scalar(cell.text)
    return Borrowed(value, place.line, place.column, place.width, key, place, title.place)


def parse_cells(text: SourceText) -> Iterator[list[_CsvCell]]:
    """The cells of each line of the table, those in quotes over several lines of the file too."""
    first = next((line for line in text.lines if line.strip()), "")
    sign = next((sign for sign in _DELIMITERS if sign in first), ",")
    pattern = re.compile(
        rf'[ ]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*(?=[{sign}\n]|\Z)|(?P<bare>[^{sign}\n]*))'
    )
    source = text.source
    line, start, at, row = 1, 0, 0, list[_CsvCell]()
    while (match := pattern.match(source, at)) is not None:
        row.append(_make_cell(match, text, line, match.start() - start))
        if breaks := match[0].count("\n"):
            line, start = line + breaks, source.rindex("\n", 0, match.end()) + 1
        at = match.end() + 1
        if at > len(source) or source[at - 1] == "\n":
            yield row
            line, start, row = line + 1, at, []
        if at > len(source):
            return


def _make_cell(match: re.Match[str], text: SourceText, line: int, column: int) -> _CsvCell:
    quoted, written = match["quoted"], match[0].strip()
    value = written if quoted is None else quoted.replace('""', '"').strip()
    before = len(match[0]) - len(match[0].lstrip())
    width = len(written.partition("\n")[0])
    broken = quoted is None and written.startswith('"')
    return _CsvCell(value, text.spot(line, column + before + 1, width), broken)


def lend(document: Document, row: Row) -> Document:
    """The document with the row's values in place of its own.

    A name with a dot (主任.电话) is a field of a record, unless a field has just that name.
    """
    assert isinstance(document.root.value, dict)
    root = document.root
    for name, cell in row.cells.items():
        known = isinstance(root.value, dict) and name in root.value
        root = _set_value(root, [name] if known else name.split("."), cell)
    return Document(document.text, root)


def _set_value(node: Node, steps: list[str], cell: Borrowed) -> Node:
    """A copy of the record with the value at the steps; a record that is not there is made."""
    step, rest = steps[0], steps[1:]
    held = dict(node.value) if isinstance(node.value, dict) else {}
    below = held.get(step)
    if rest and (below is None or not isinstance(below.value, dict)):
        below = Borrowed({}, cell.line, cell.column, cell.width, cell.key, cell.place, cell.title)
    held[step] = _set_value(below, rest, cell) if rest and below is not None else cell
    if isinstance(node, Borrowed):
        return Borrowed(held, node.line, node.column, node.width, node.key, node.place, node.title)
    return Node(held, node.line, node.column, node.width, node.key)
