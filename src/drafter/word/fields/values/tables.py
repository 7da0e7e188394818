"""The cells that a formula of a field takes its numbers from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from drafter.vocabulary import GAP_OPEN
from drafter.word import names
from drafter.word.fields.values.formats import GapMet, Uncomputed
from drafter.word.fields.values.formulas import CellNumber, is_blank, read_number
from drafter.word.text.bookmarks import find_bookmarks
from drafter.word.text.paragraphs import owner_paragraph, read_text
from drafter.word.xml import Element, read_value, w

_YEAR = re.compile(r"(?:19|20)\d\d年")
"""A year is a column's name, nothing to be added up."""
_HEADER = f"{names.TRPR}/{w('tblHeader')}"


class _Cell(NamedTuple):
    """A cell: its row and place there, where it begins in the grid and how wide it is."""

    element: Element
    row: int
    at: int
    column: int
    span: int

    @property
    def text(self) -> str:
        """What it says now: a formula in it may have been computed since."""
        own = [
            p for p in self.element.iter(names.P) if next(p.iterancestors(names.TC)) is self.element
        ]
        return " ".join(read_text(each) for each in own if owner_paragraph(each) is None)


class Grid(NamedTuple):
    """A table's rows, and their cells."""

    rows: list[Element]
    cells: list[list[_Cell]]


def read_grid(table: Element) -> Grid:
    """The table's own rows and cells, in content controls too."""
    rows = [row for row in table.iter(names.TR) if next(row.iterancestors(names.TBL)) is table]
    return Grid(rows, [_read_row(row, number) for number, row in enumerate(rows)])


class TableCells:
    """The table around a formula, as `formulas.Cells` asks for it.

    grid: the table; None for a formula outside of tables. read_bookmark: the words of a bookmark;
    None where there is none. list_directions: what the formulas in a cell add up (ABOVE, LEFT …).
    """

    def __init__(
        self, begin: Element, grid: Grid | None, read_bookmark: Callable[[str], str | None],
        list_directions: Callable[[Element], Iterable[str]],
    ) -> None:  # fmt: skip
        self.read_bookmark, self.list_directions = read_bookmark, list_directions
        self.rows, self.cells = grid or Grid([], [])
        cell = next(begin.iterancestors(names.TC), None)
        row = None if cell is None else next(cell.iterancestors(names.TR))
        at = self.rows.index(row) if row in self.rows else -1
        here = self.cells[at] if at >= 0 else []
        self.own = next((each for each in here if each.element is cell), None)

    def read_name(self, name: str) -> list[CellNumber]:
        """The number that a bookmark holds."""
        text = self.read_bookmark(name)
        if text is None:
            raise Uncomputed("field.name", name)
        return [_need_number(text)]

    def read_range(self, first: tuple[int, int], last: tuple[int, int]) -> list[CellNumber]:
        """The numbers of the cells from one to another, words and blanks passed over."""
        found = []
        for row in range(first[0], last[0] + 1):
            for at in range(first[1], last[1] + 1):
                cells = self.cells[row] if row < len(self.cells) else []
                if at >= len(cells) or any(cell.span > 1 for cell in cells[:at]):
                    raise Uncomputed("field.nocell", f"{chr(ord('A') + at)}{row + 1}")
                if cells[at] is self.own:
                    raise Uncomputed("field.itself")
                found += _read_cell_number(cells[at])
        return found

    def read_direction(self, name: str) -> list[CellNumber]:
        """The numbers on that side of the formula, up to the table's head or to words."""
        if self.own is None:
            raise Uncomputed("field.table")
        cells = self._list_column(name) if name in ("ABOVE", "BELOW") else self._list_line(name)
        found: list[CellNumber] = []
        for number, cell in enumerate(cells):
            if name in self.list_directions(cell.element):
                raise Uncomputed("field.twice", cell.text)
            if self._ends(cell):
                rest = cells[number + 1 :] if name == "ABOVE" else []
                if any(not self._ends(other) and not is_blank(other.text) for other in rest):
                    raise Uncomputed("field.broken", cell.text)
                break
            found += _read_cell_number(cell)
        return found

    def _list_column(self, name: str) -> list[_Cell]:
        """The cells over or under the formula, from it on."""
        own = self.own
        assert own is not None
        rows = reversed(self.cells[: own.row]) if name == "ABOVE" else self.cells[own.row + 1 :]
        found = []
        for row in rows:
            here = [
                cell for cell in row
                if cell.column < own.column + own.span and own.column < cell.column + cell.span
            ]  # fmt: skip
            fits = len(here) == 1 and (here[0].column, here[0].span) == (own.column, own.span)
            if not fits and not all(self._ends(cell) or is_blank(cell.text) for cell in here):
                raise Uncomputed("field.merged")
            found += here[:1]
        return found

    def _list_line(self, name: str) -> list[_Cell]:
        assert self.own is not None
        row = self.cells[self.own.row]
        return row[: self.own.at][::-1] if name == "LEFT" else row[self.own.at + 1 :]

    def _ends(self, cell: _Cell) -> bool:
        """Whether the cell is one of the head, or words: there a sum over a direction ends."""
        if is_blank(cell.text):
            return False
        if self.rows[cell.row].find(_HEADER) is not None or _YEAR.match(cell.text.strip()):
            return True
        if cell.row == 0 and not _is_plain_number(cell.text) and not _is_printed(cell):
            return True
        return not any(char.isdecimal() for char in cell.text)


def _read_row(row: Element, number: int) -> list[_Cell]:
    cells = [cell for cell in row.iter(names.TC) if next(cell.iterancestors(names.TR)) is row]
    column = int(read_value(row, names.TRPR, w("gridBefore")) or 0)
    found = []
    for at, cell in enumerate(cells):
        span = int(read_value(cell, w("tcPr"), w("gridSpan")) or 1)
        found.append(_Cell(cell, number, at, column, span))
        column += span
    return found


def _is_printed(cell: _Cell) -> bool:
    """Whether a value of the data stands in the cell."""
    return any(
        mark.kind == "t" for p in cell.element.iter(names.P) for mark in find_bookmarks(p)
    )  # fmt: skip


def _is_plain_number(text: str) -> bool:
    try:
        number = read_number(text)
    except Uncomputed:
        return False
    return number is not None and not number.unit


def _read_cell_number(cell: _Cell) -> list[CellNumber]:
    """The cell's number; none for a blank or for words. Raises Uncomputed, GapMet."""
    if GAP_OPEN in cell.text:
        raise GapMet(cell.text.strip())
    number = read_number(cell.text)
    if number is not None and number.unit and cell.row == 0:
        raise Uncomputed("field.cell", cell.text.strip())
    return [] if number is None else [number]


def _need_number(text: str) -> CellNumber:
    """The number that the text is. Raises Uncomputed, GapMet."""
    if GAP_OPEN in text:
        raise GapMet(text.strip())
    number = read_number(text)
    if number is None:
        raise Uncomputed("field.cell", text.strip())
    return number
