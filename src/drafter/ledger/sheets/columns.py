"""Which column of a ledger in Excel or CSV is which field: the header row, by names and aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from drafter.problems import TextPlace
from drafter.schema import Field
from drafter.source import Cell, Cells, Grid, normalize_name

MOST_ABOVE = 20
"""The header is one of the first so many rows."""
_MOST_HEIGHT = 3
"""A header goes over so many rows at most: 参加情况 above, 人数 and 单位 below."""


class Header(NamedTuple):
    """A ledger's header: its first and last line, and the column and title's place of each field.

    others: the names of columns that are no field. taken: of those that fit a field by the
    ledger's name alone (提案号 for 编号) the name and the field. names: all names over each column.
    """

    first: int
    last: int
    columns: Mapping[str, int]
    places: Mapping[str, TextPlace]
    others: tuple[str, ...]
    taken: tuple[tuple[str, str], ...]
    names: Mapping[int, frozenset[str]]


def find_header(grid: Grid, ledger: Field) -> Header | None:
    """The rows that name the most fields; of equal ones the fewest and uppermost."""
    known = _index_field_names(ledger)
    best: tuple[range, _Match] | None = None
    for lines in _list_heads(grid):
        match = _match_columns(grid, lines, known, ledger)
        if best is None or match.size > best[1].size:
            best = lines, match
            if match.size == len(ledger.fields):  # nothing names more: three quarters of the time
                break
    if best is None or best[1].size < max(min(2, len(ledger.fields)), 1):
        return None
    return _make_header(grid, *best)


def _list_heads(grid: Grid) -> Iterator[range]:
    """The rows that may be the header: single ones, then two and more together."""
    for height in range(1, _MOST_HEIGHT + 1):
        for last in (line for line in grid.rows if line <= MOST_ABOVE):
            lines = range(last - height + 1, last + 1)
            if all(line in grid.rows for line in lines):
                yield lines


class _Match(NamedTuple):
    """The columns of fields by their own names, and by names with the ledger's name in them."""

    columns: dict[str, int]
    taken: dict[str, int]

    @property
    def size(self) -> int:
        return len(self.columns) + len(self.taken)


def _make_header(grid: Grid, lines: range, match: _Match) -> Header:
    fields = {**match.columns, **match.taken}
    last = _find_last_line(grid, lines, fields)
    names = dict(_read_names(grid, range(lines.start, last + 1)))
    places = {field: _find_title_place(grid, lines, column) for field, column in fields.items()}
    return Header(
        lines.start,
        last,
        fields,
        places,
        tuple(each[-1] for column, each in names.items() if column not in fields.values()),
        tuple((names[column][-1], field) for field, column in match.taken.items()),
        {column: frozenset(each) for column, each in names.items()},
    )


def _find_last_line(grid: Grid, lines: range, columns: dict[str, int]) -> int:
    """The header's last line: its cells may be merged with those below, which name parts of it.

    Below 考勤, merged over two columns, stand 上班 and 下班; 姓名 is merged with the cell below it.
    """
    row = grid.rows[lines[-1]]
    areas = [cell.area for column in columns.values() if (cell := row.get(column)) and cell.area]
    last = max([lines[-1], *(area.bottom for area in areas)])
    if lines[-1] < last < lines.start + _MOST_HEIGHT:
        return last
    below = [cell for cell in grid.rows.get(lines[-1] + 1, {}).values() if cell.is_own]
    if any(cell.exact for cell in below):
        return lines[-1]
    if _explains_columns(below):
        return lines[-1] + 1
    wide = {c for c, cell in row.items() if cell.area and cell.area.right > cell.area.left}
    parts = all(cell.place.column in wide and isinstance(cell.value, str) for cell in below)
    return lines[-1] + (bool(below) and len(below) > 1 and parts)


def _explains_columns(cells: list[Cell]) -> bool:
    """Whether the row below the names only numbers the columns (1, 2, 3), or says their units."""
    numbers = [cell.value for cell in cells]
    notes = all(isinstance(value, str) and not read_name(value) for value in numbers)
    return (len(cells) > 2 and numbers == list(range(1, len(cells) + 1))) or bool(cells and notes)


def _find_title_place(grid: Grid, lines: range, column: int) -> TextPlace:
    return next(grid.rows[n][column].place for n in reversed(lines) if column in grid.rows[n])


def _match_columns(grid: Grid, lines: range, known: Mapping[str, str], ledger: Field) -> _Match:
    """The column of each field that is named there, by the lowest name or with the one above it."""
    columns: dict[str, int] = {}
    left: dict[int, str] = {}
    for column, names in _read_names(grid, lines):
        field = known.get(names[-1]) or known.get("".join(names[-2:]))
        if field is not None and field not in columns:
            columns[field] = column
        else:
            left[column] = names[-1]
    return _Match(columns, dict(_fit_by_ledger_name(left, columns, ledger)))


def _read_names(grid: Grid, lines: range) -> Iterator[tuple[int, list[str]]]:
    """The names over each column from above to below, each once, of those that have any."""
    found: dict[int, list[str]] = {}
    for line in lines:
        for column, cell in grid.rows.get(line, {}).items():
            name = _read_column_name(cell)
            names = found.setdefault(column, [])
            if name and name not in names:
                names.append(name)
    yield from ((column, names) for column, names in sorted(found.items()) if names)


def _fit_by_ledger_name(
    left: Mapping[int, str], columns: Mapping[str, int], ledger: Field
) -> Iterator[tuple[str, int]]:
    """Of the fields that no column names, those that one column names with the ledger's name.

    In 会议 a column 会议类别 is its 类别, and 类别 its 会议类别; in 提案 提案号 is its 编号.
    """
    fields = [each for each in ledger.fields.values() if each.name not in columns]
    pairs = [
        (field.name, column)
        for field in fields
        for column, name in left.items()
        if _is_near(name, field, ledger)
    ]
    for name, column in pairs:
        if [n for n, _ in pairs].count(name) == 1 == [c for _, c in pairs].count(column):
            yield name, column


def _is_near(name: str, field: Field, ledger: Field) -> bool:
    for whole in {ledger.name, ledger.title}:
        for own in (field.name, field.title, *field.aliases):
            short = name.removeprefix(whole)
            is_number = short == "号" == own[-1:]
            if whole + name == own or (short != name and (short == own or is_number)):
                return True
    return False


def find_repeated(grid: Grid, header: Header, ledger: Field) -> list[str]:
    """The names of the columns that come twice, where all that is used does: two tables abreast.

    A single name twice, or 计划 and 实际 beside a common 主题, is one table all the same.
    """
    known, used = _index_field_names(ledger), set(header.columns.values())
    filled = {c for line, cells in grid.rows.items() if line > header.last for c in cells}
    again = {
        known[name]
        for column in filled - used
        for name in header.names.get(column, ())
        if name in known
    }
    is_second = len(again) > 1 and again >= header.columns.keys()
    return [name for name in header.columns if name in again] if is_second else []


def _index_field_names(ledger: Field) -> dict[str, str]:
    """All names that a column of a field may have; its own name is no other's alias."""
    fields = ledger.fields.items()
    named = {read_name(each): name for name, field in fields for each in field.aliases}
    named |= {read_name(field.title): name for name, field in fields}
    return named | {read_name(name): name for name in ledger.fields}


def _read_column_name(cell: Cell) -> str:
    return read_name(cell.value) if isinstance(cell.value, str) else ""


@lru_cache(1024)  # each row's first cell is asked whether it is a column's name again
def read_name(text: str) -> str:
    """The name without blanks, notes in brackets and units."""
    return re.sub(r"[(【\[].*?[)】\]]|[:*]+", "", normalize_name(text))


def names_columns(cells: Cells, header: Header) -> bool:
    """Whether the row is the header once more, as on each printed page."""
    count = 0
    for column, cell in cells.items():
        if cell.is_own:
            if _read_column_name(cell) not in header.names.get(column, ()):
                return False
            count += 1
    return count >= min(2, len(header.names))
