"""A whole year in one workbook: a sheet for its single values, and a sheet for each ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from drafter.problems import FilePlace, Phrase, Problem, SheetFile, TextPlace, phrase, problem
from drafter.source.tables.cells import Cell, Cells, Grid, normalize_name
from drafter.source.tables.lending import take_value
from drafter.source.tables.workbook import Table, open_bytes
from drafter.source.yaml.node import Borrowed, Document, Node, SourceText
from drafter.vocabulary import GUIDE_SHEET, LISTS_SHEET, NAME_COLUMN, SINGLES_SHEET, VALUE_COLUMN

_MOST_ABOVE = 20
"""The head of the single values is one of the first so many rows."""


class Single(NamedTuple):
    """A single value: its cell (None: nothing stands there), and where its name stands."""

    cell: Cell | None
    title: TextPlace


class YearBook:
    """The open workbook of a year. singles: its single values by their names."""

    def __init__(self, table: Table, singles: Mapping[str, Single], place: TextPlace) -> None:
        self.table = table
        self.singles = singles
        self.place = place
        """Where the single values begin."""

    def list_sheets(self) -> list[str]:
        """The sheets that may be ledgers: all but those that drafter itself adds."""
        own = {GUIDE_SHEET, SINGLES_SHEET, LISTS_SHEET}
        return [title for title in self.table.titles if normalize_name(title) not in own]


def open_book(data: bytes, shown: str) -> YearBook | list[Problem]:
    """The workbook, with its single values where it has any; or why it cannot be read."""
    table, found = open_bytes(data, shown)
    if table is None:
        return found
    title = _find_singles(table)
    grid = table.read_sheet(title)[0] if title else None
    head = _find_head(grid) if grid is not None else None
    place = TextPlace(SheetFile(f"{shown} {title}!"), 1)
    singles = _read_singles(grid, *head)[0] if grid is not None and head is not None else {}
    return YearBook(table, singles, place)


def open_year(data: bytes, shown: str) -> tuple[Document | None, list[Problem]]:
    """The year's workbook as a document, its ledgers still unread: their fields are not known.

    None, with the reason, where it is none.
    """
    table, found = open_bytes(data, shown)
    if table is None:
        return None, found
    title = _find_singles(table)
    grid, found = table.read_sheet(title) if title else (None, [])
    if grid is None:
        return None, found or [_refuse(shown, phrase("workbook.why.sheet", name=SINGLES_SHEET))]
    head = _find_head(grid)
    if head is None:
        why = phrase("workbook.why.head", sheet=title, name=NAME_COLUMN, value=VALUE_COLUMN)
        return None, [_refuse(shown, why)]
    singles, found = _read_singles(grid, *head)
    book = YearBook(table, singles, TextPlace(SheetFile(f"{shown} {title}!"), head[0], head[1]))
    values: dict[str, Node] = {name: make_node(single) for name, single in singles.items()}
    root = Borrowed(values, 1, 1, 0, None, book.place, book.place)
    return Document(SourceText(shown, ""), root, book), found


def is_year(path: Path) -> bool:
    """Whether the workbook holds a whole year, not one ledger."""
    try:
        table, _ = open_bytes(path.read_bytes(), path.name)
    except OSError:
        return False
    return table is not None and bool(_find_singles(table))


def _find_singles(table: Table) -> str:
    """The title of the sheet of single values."""
    return next((t for t in table.titles if normalize_name(t) == SINGLES_SHEET), "")


def _refuse(shown: str, why: Phrase) -> Problem:
    return problem("D630", FilePlace(shown), why=why)


def _find_head(grid: Grid) -> tuple[int, int, int] | None:
    """The line of the head, and the columns of names and values."""
    for line, cells in grid.rows.items():
        names = {normalize_name(cell.text): column for column, cell in cells.items()}
        if line <= _MOST_ABOVE and NAME_COLUMN in names and VALUE_COLUMN in names:
            return line, names[NAME_COLUMN], names[VALUE_COLUMN]
    return None


def _read_singles(
    grid: Grid, head: int, name_column: int, value_column: int
) -> tuple[dict[str, Single], list[Problem]]:
    singles: dict[str, Single] = {}
    problems: list[Problem] = []
    for name, value, place in _list_rows(grid, head, name_column, value_column):
        before = singles.get(name)
        if not name and value is not None:
            problems.append(problem("D638", place, value=value.text))
        elif before is not None and before.cell is not None and value is not None:
            problems.append(problem("D637", place, name=name, line=before.title.line))
        elif name and (before is None or value is not None):
            singles[name] = Single(value, place)
    return singles, problems


def _list_rows(
    grid: Grid, head: int, name_column: int, value_column: int
) -> Iterator[tuple[str, Cell | None, TextPlace]]:
    """Of each row its name, its value, and where the name stands, or the value without one."""
    for line, cells in grid.rows.items():
        if line > head:
            name, value = _get_own(cells, name_column), _get_own(cells, value_column)
            if (first := name or value) is not None:
                yield normalize_name(name.text) if name else "", value, first.place


def _get_own(cells: Cells, column: int) -> Cell | None:
    cell = cells.get(column)
    return cell if cell is not None and cell.is_own else None


def make_node(single: Single) -> Borrowed:
    """The value as it stands, whatever its field may be; nothing of a cell that is at fault."""
    cell, title = single
    place = title if cell is None else cell.place
    value = None if cell is None or cell.fault else take_value(cell)
    key = (title.line, title.column)
    return Borrowed(value, place.line, place.column, place.width, key, place, title)
