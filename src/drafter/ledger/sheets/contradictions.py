"""What a sheet says against its own records: a total that differs, a row that is written off."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from drafter.ledger.sheets.columns import Header
from drafter.ledger.sheets.counts_in_words import Amount, find_counts, list_amounts
from drafter.ledger.sheets.row_words import FIGURED, normalize_words
from drafter.ledger.values import is_amount, take_value
from drafter.problems import Problem, problem
from drafter.schema import Field, warn_of_value
from drafter.source import Borrowed, Cell, Cells, Grid, Node
from drafter.source.totals import is_written_off
from drafter.vocabulary import QUANTITY_KEY, SAME

_ADDS_UP_TO_NOTHING = re.compile(r".*(?:率|比例|比重|占比|均|单价|得分|年龄|[%％‰])")
"""Columns whose total is none of the sum."""
_AMONG, _IN_ALL = "其中", "共"
_NONE = Decimal(0)


def find_wrong_totals(
    grid: Grid, header: Header, ledger: Field, records: Mapping[int, Node], totals: Sequence[int]
) -> Iterator[Problem]:
    """D259 for each total that is neither that of its group, nor that of all above, below or there.

    records, totals: the lines of the sheet, from the first to the last.
    """
    stated = [line for line in totals if _states_sum(grid.rows[line].values())]
    fields = [ledger.fields[name] for name in header.columns if _is_summed(ledger.fields[name])]
    for field in fields if stated else ():
        column = _Column(field.name, records)
        for line in stated:
            cell = grid.rows[line].get(header.columns[field.name])
            if cell is not None and cell.is_own:
                yield from _compare(cell, field, column.list_sums(line, totals))
    counted = list(list_amounts(grid, header, ledger, fields)) if stated else []
    for line in stated:
        for at, cell in grid.rows[line].items():
            own = [each for each in counted if header.columns.get(each.field.name) == at]
            if cell.is_own and not (own and _read_written(cell, own[0].field) is not None):
                yield from _compare_words(cell, own or counted, records, line, totals)


def _compare_words(
    cell: Cell, counted: Sequence[Amount], records: Mapping[int, Node], line: int,
    totals: Sequence[int],
) -> Iterator[Problem]:  # fmt: skip
    """D259 for each count that the cell writes in words and none of the sums makes."""
    for amount, said in find_counts(cell.text, counted):
        field = amount.field
        names = [QUANTITY_KEY, ""] if field.kind == "ledger" else [field.name]
        sums = [each for n in names for each in _Column(n, records).list_sums(line, totals)]
        if sums and not any(map(said.is_made_by, sums)):
            name = field.title or field.name
            yield problem("D259", cell.place, field=name, written=cell.text, counted=f"{sums[0]:f}")


class _Column:
    """The amounts of the records in one field, and their sums up to each record; one each without
    a field."""

    def __init__(self, name: str, records: Mapping[int, Node]) -> None:
        amounts = [_read_amount(record, name) for record in records.values()]
        self.lines = list(records)
        numbers = [each for each in amounts if each is not None]
        is_whole = len(numbers) == len(amounts)
        self.sums = [*accumulate(numbers, initial=_NONE)] if is_whole else []

    def list_sums(self, line: int, totals: Sequence[int]) -> list[Decimal]:
        """What a total on that line may be: of its group, first of the one above it; of all above
        or below; of the whole sheet. Nothing where a record says no number."""
        if not self.sums:
            return []
        at, end = bisect(totals, line), max([*self.lines[-1:], *totals[-1:]]) + 1
        above, below = totals[at - 2] if at > 1 else 0, [*totals[at : at + 1], end][0]
        spans = (above, line), (line, below), (0, line), (line, end), (0, end)
        ends = [(bisect(self.lines, first), bisect(self.lines, last - 1)) for first, last in spans]
        return [self.sums[last] - self.sums[first] for first, last in ends if first < last]


def _states_sum(cells: Iterable[Cell]) -> bool:
    """Whether the row is no mean, share or part: these are passed over like totals."""
    words = (normalize_words(cell.text) for cell in cells)
    return not any(
        each.startswith(_AMONG) or (FIGURED.fullmatch(each) and _IN_ALL not in each)
        for each in words
    )


def _is_summed(field: Field) -> bool:
    names = (field.name, field.title, field.unit or "")
    return is_amount(field) and not any(map(_ADDS_UP_TO_NOTHING.fullmatch, names))


def _read_amount(record: Node, name: str) -> Decimal | None:
    """The amount, None where it is no number; a cell merged over several records counts for the
    first of them."""
    node = record.value.get(name) if isinstance(record.value, dict) else None
    if node is None or node.value is None:
        return Decimal(int(name in (QUANTITY_KEY, "")))  # a record without a quantity is one
    if isinstance(node, Borrowed) and node.shown == SAME:
        return _NONE
    return _read_number(node.value)


def _read_number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _compare(cell: Cell, field: Field, sums: Sequence[Decimal]) -> Iterator[Problem]:
    """D259 where the cell holds none of the sums."""
    written = _read_written(cell, field)
    if written is not None and sums and written not in sums:
        name = field.title or field.name
        yield problem("D259", cell.place, field=name, written=cell.text, counted=f"{sums[0]:f}")


def _read_written(cell: Cell, field: Field) -> Decimal | None:
    taken = take_value(cell._replace(value=cell.text.removesuffix(field.unit or "")), field)
    return None if taken.fault else _read_number(taken.value)


def find_rows_written_off(grid: Grid, header: Header, lines: Sequence[int]) -> Iterator[Problem]:
    """D221 for each record that is struck through, or that a column which is no field writes off:
    备注 says 已取消."""
    fields = set(header.columns.values())
    for line in lines:
        row = grid.rows[line]
        if grid.is_crossed_out(line, fields) and not any(map(_is_off, row.values())):
            yield _tell_crossed_out(row, header)
        for column, cell in row.items():
            if column not in fields and _is_off(cell):
                name = next(iter(header.names.get(column, ())), "")
                yield warn_of_value(cell.place, Field(name, "text"), cell.text, "written_off")


def _is_off(cell: Cell) -> bool:
    return cell.is_own and is_written_off(cell.text)


def _tell_crossed_out(row: Cells, header: Header) -> Problem:
    held = {name: row[c] for name, c in header.columns.items() if c in row and row[c].is_own}
    name, cell = next(iter(held.items()))
    return warn_of_value(cell.place, Field(name, "text"), cell.text, "crossed_out")
