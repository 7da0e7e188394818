"""What a sheet says against its own records: a total that differs, a row that is written off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import chain

from drafter.ledger.sheets.columns import Header
from drafter.ledger.sheets.row_words import FIGURED, normalize_words
from drafter.ledger.values import is_amount, take_value
from drafter.problems import Problem, problem
from drafter.schema import Field, warn_of_value
from drafter.source import Borrowed, Cell, Grid, Node
from drafter.source.totals import is_written_off
from drafter.vocabulary import QUANTITY_KEY, SAME

_ADDS_UP_TO_NOTHING = re.compile(r".*(?:率|比例|比重|占比|均|单价|得分|年龄|[%％‰])")
"""Columns whose total is none of the sum."""
_AMONG, _IN_ALL = "其中", "共"

_Amounts = Mapping[str, Decimal | None]
"""A record's amounts by their field; None where it says no number."""


def find_wrong_totals(
    grid: Grid, header: Header, ledger: Field, records: Mapping[int, Node], totals: Sequence[int]
) -> Iterator[Problem]:
    """D259 for each total that is neither that of its group, nor that of all above, below or there.

    records, totals: the lines of the sheet.
    """
    fields = [ledger.fields[name] for name in header.columns if _is_summed(ledger.fields[name])]
    amounts = {line: _read_amounts(node, fields) for line, node in records.items()}
    end = max([*amounts, *totals], default=0) + 1
    for at, line in enumerate(totals):
        row = grid.rows.get(line, {})
        if not _states_sum(normalize_words(cell.text) for cell in row.values()):
            continue
        above, below = totals[at - 1] if at else 0, [*totals, end][at + 1]
        groups = [
            [amounts[each] for each in amounts if first < each < last]
            for first, last in ((above, line), (line, below), (0, line), (line, end), (0, end))
        ]
        for field in fields:
            cell = row.get(header.columns[field.name])
            if cell is not None and cell.is_own:
                yield from _compare(cell, field, groups)


def _states_sum(words: Iterable[str]) -> bool:
    """Whether the row is no mean, share or part: these are passed over like totals."""
    return not any(
        each.startswith(_AMONG) or (FIGURED.fullmatch(each) and _IN_ALL not in each)
        for each in words
    )


def _is_summed(field: Field) -> bool:
    names = (field.name, field.title, field.unit or "")
    return is_amount(field) and not any(map(_ADDS_UP_TO_NOTHING.fullmatch, names))


def _read_amounts(record: Node, fields: Sequence[Field]) -> _Amounts:
    values = record.value if isinstance(record.value, dict) else {}
    return {each.name: _read_amount(values.get(each.name), each.name) for each in fields}


def _read_amount(node: Node | None, name: str) -> Decimal | None:
    """The amount; a cell merged over several records counts for the first of them."""
    if node is None or node.value is None:
        return Decimal(int(name == QUANTITY_KEY))  # a record without a quantity is one
    if isinstance(node, Borrowed) and node.shown == SAME:
        return Decimal(0)
    return _read_number(node.value)


def _read_number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _compare(cell: Cell, field: Field, groups: Sequence[Sequence[_Amounts]]) -> Iterator[Problem]:
    """D259 where the cell holds none of the groups' sums; nothing where one cannot be summed."""
    unit = field.unit or ""
    taken = take_value(cell._replace(value=cell.text.removesuffix(unit)), field)
    written = None if taken.fault else _read_number(taken.value)
    sums = [[each[field.name] for each in group] for group in groups if group]
    if written is None or not sums or None in chain.from_iterable(sums):
        return
    counted = [sum((n for n in each if n is not None), Decimal(0)) for each in sums]
    if written not in counted:
        name = field.title or field.name
        yield problem("D259", cell.place, field=name, written=cell.text, counted=f"{counted[0]:f}")


def find_rows_written_off(grid: Grid, header: Header, lines: Sequence[int]) -> Iterator[Problem]:
    """D221 for each record that a column which is no field writes off: 备注 says 已取消."""
    fields = set(header.columns.values())
    for line in lines:
        for column, cell in grid.rows[line].items():
            if column not in fields and cell.is_own and is_written_off(cell.text):
                name = next(iter(header.names.get(column, ())), "")
                yield warn_of_value(cell.place, Field(name, "text"), cell.text, "written_off")
