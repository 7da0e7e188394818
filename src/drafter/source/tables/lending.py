"""A table whose rows each lend their values to a data file, for a report of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from drafter.problems import FilePlace, Problem, TextPlace, problem
from drafter.source.tables.cells import Cell, Cells, Grid
from drafter.source.tables.csv_rows import CsvRow, find_shortened, parse_cells
from drafter.source.tables.workbook import is_workbook, read_grid
from drafter.source.yaml import encoding
from drafter.source.yaml.file import read_file_bytes
from drafter.source.yaml.node import Borrowed, Document, Node, SourceText, Value, resolve_scalar

_MOST_STEPS = 32
"""A column's dotted name may lead so deep into records, as deep as a schema's fields go."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based line, the value by which it is known, and what is wrong with it.

    cells: its values by the names of their columns; cells left empty are left out. kind: what it
    is instead of a row to make a report of (total, foot, …); empty for those.
    """

    file: str
    line: int
    name: str
    cells: Mapping[str, Borrowed] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    kind: str = ""


Sort = Callable[[Grid, Mapping[str, int]], Mapping[int, str]]
"""Says of a table, whose columns have those names, which lines are none to make a report of."""


class _Lent(NamedTuple):
    """A cell of the table: its text, what a report gets of it, where it is, what is wrong."""

    text: str
    value: Value
    place: TextPlace
    fault: Problem | None = None


class _Line(NamedTuple):
    """A line of the table: its cells that hold something by their column; how many there are.

    whole: the cells as a sheet has them, those that are merged with others too.
    """

    cells: Mapping[int, _Lent]
    whole: Cells
    width: int
    end: TextPlace

    @property
    def number(self) -> int:
        return next(iter(self.cells.values())).place.line


def read_rows(
    path: Path, shown: str, sort: Sort | None = None
) -> tuple[tuple[Row, ...] | None, list[Problem]]:
    """The rows of the file; None when it cannot be used, then the problems say why.

    The first line names the columns. Each further line is a row; lines with nothing in them are
    left out. A row with a fault has it among its own problems. sort: says which are totals.
    """
    data, found = read_file_bytes(path, shown)
    if data is None:
        return None, found
    if is_workbook(data):
        grid, found = read_grid(path, shown)
        lines = None if grid is None else list(_list_sheet_lines(grid))
    else:
        lines, found = _read_csv_lines(data, shown)
    return (None, found) if lines is None else _make_rows(shown, lines, sort)


def _read_csv_lines(data: bytes, shown: str) -> tuple[list[_Line] | None, list[Problem]]:
    decoded, found = encoding.decode(data, shown)
    if decoded is None:
        return None, found
    text = encoding.normalize_lines(decoded, shown)
    if encoding.INVISIBLE.search(decoded):
        return None, encoding.find_invisible(text)
    rows = [row for row in parse_cells(text) if row.cells]
    if broken := next((c for row in rows for c in row.cells.values() if c.broken), None):
        return None, [problem("D165", broken.place)]
    return [_make_csv_line(row, text) for row in rows], []


def _make_csv_line(row: CsvRow, text: SourceText) -> _Line:
    cells = {
        column: _Lent(
            cell.text, resolve_scalar(cell.text), cell.place, find_shortened(cell.text, cell.place)
        )
        for column, cell in row.cells.items()
    }
    whole = {column: Cell(lent.value, lent.place) for column, lent in cells.items()}
    return _Line(cells, whole, row.width, text.spot(*row.end))


def _list_sheet_lines(grid: Grid) -> Iterator[_Line]:
    """The sheet's lines; titles above the names of the columns, merged over them, are left out."""
    is_title = True
    for cells in grid.rows.values():
        own = [cell for cell in cells.values() if cell.is_own]
        is_title = is_title and len({cell.area or cell.place for cell in own}) == 1
        if is_title and own[0].area is not None and own[0].area.right > own[0].area.left:
            continue
        is_title = False
        lent = {
            column: _Lent(cell.text, take_value(cell), cell.place, cell.fault)
            for column, cell in cells.items()
            if cell.area is None or cell.area.left == column
        }
        if own:
            last = max(lent)
            yield _Line(lent, cells, 1 << 20, lent[last].place)


def take_value(cell: Cell) -> Value:
    """What a report gets of a sheet's cell, whatever its field may be."""
    if cell.is_moment:
        return cell.day
    if isinstance(cell.value, bool):
        return cell.text
    is_plain = cell.shown.replace(",", "").lstrip("-").replace(".", "", 1).isdecimal()
    return cell.shown if cell.shown and not is_plain else cell.value


def _make_rows(
    file: str, lines: list[_Line], sort: Sort | None
) -> tuple[tuple[Row, ...] | None, list[Problem]]:
    if len(lines) < 2:
        return None, [problem("D166", FilePlace(file))]
    head = lines[0]
    if found := list(_check_names(head)):
        return None, found
    grid = Grid(file, "", {line.number: line.whole for line in lines})
    names = {title.text: column for column, title in head.cells.items()}
    kinds = sort(grid, names) if sort else {}
    return tuple(_make_row(file, head, line, kinds.get(line.number, "")) for line in lines[1:]), []


def _check_names(head: _Line) -> Iterator[Problem]:
    seen: set[str] = set()
    for cell in head.cells.values():
        if cell.text in seen:
            yield problem("D167", cell.place, name=cell.text)
        if cell.text.count(".") >= _MOST_STEPS:
            yield problem("D182", cell.place, name=cell.text)
        seen.add(cell.text)


def _make_row(file: str, head: _Line, line: _Line, kind: str) -> Row:
    cells = line.cells
    found = [cell.fault for cell in cells.values() if cell.fault]
    found += [
        problem("D168", cell.place, value=cell.text)
        for column, cell in cells.items()
        if column not in head.cells
    ]
    wanted = max(head.cells)
    if line.width < wanted and not found:
        found = [problem("D169", line.end, n=line.width, wanted=wanted)]
    lent = {
        title.text: _make_borrowed(title, cells[column])
        for column, title in head.cells.items()
        if column in cells
    }
    first = next(iter(cells.values()))
    return Row(file, first.place.line, first.text, lent, tuple(found), kind)


def _make_borrowed(title: _Lent, cell: _Lent) -> Borrowed:
    place, key = cell.place, (title.place.line, title.place.column)
    return Borrowed(cell.value, place.line, place.column, place.width, key, place, title.place)


def lend(document: Document, row: Row) -> Document:
    """The document with the row's values in place of its own.

    A name with a dot (主任.电话) is a field of a record, unless a field has just that name.
    """
    assert isinstance(document.root.value, dict)
    root = document.root
    for name, cell in row.cells.items():
        known = isinstance(root.value, dict) and name in root.value
        root = _set_value(root, [name] if known else name.split("."), cell)
    return Document(document.text, root, document.book)


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
