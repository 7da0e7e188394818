"""Figures in cells: named by row and column, totals and shares computed where they come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.adopt.finding.scanning import Candidate, hold_number
from drafter.adopt.model import Kind, TableFound
from drafter.adopt.naming.names import Named
from drafter.adopt.tables.grids import Cell, Grid
from drafter.adopt.tables.ledgers import split_rows
from drafter.adopt.tables.sums import find_shares, find_totals

_UNIT = re.compile(r"[（(](?:单位[:：])?([^（()）]{1,6})[)）]")
_MARK = re.compile(r"[%％]$")
_FIXED_HEADS = re.compile(r"电话|手机|号码|编号|代码|邮编|证号|账号|帐号|文号|年份|传真|工号|学号")


def name_cells(grid: Grid, year: int, ledger: TableFound | None) -> Iterator[tuple[int, Named]]:
    """The figures that fill a cell, each with the number of its line; records' cells are none."""
    _, totals = split_rows(grid)
    records = set(ledger.rows) if ledger else set()
    serial = _find_serials(grid)
    named: dict[tuple[int, int], tuple[Cell, Named]] = {}
    for row in grid.rows:
        for cell in row:
            is_figure = (cell.is_number or cell.is_share) and len(cell.lines) == 1
            if is_figure and cell.row not in records and cell.column not in serial:
                each = _name_cell(grid, row, cell, year)
                if ledger and row in totals:
                    each = _total_ledger(ledger, cell, each)
                named[cell.row, cell.column] = cell, each
    if not ledger:
        figures = {place: each for place, (_, each) in named.items()}
        find_totals(grid, figures, {row[0].row for row in totals})
        find_shares(figures, {row[0].row for row in totals})
    yield from ((cell.lines[0], each) for cell, each in named.values())


def _find_serials(grid: Grid) -> set[int]:
    """The columns that number the rows."""
    found = set()
    for column in range(min(grid.width, 2)):
        said = [c.bare for row in grid.body for c in row if c.column == column and not c.is_total]
        numbered = said == [str(n) for n in range(1, len(said) + 1)] and len(said) > 1
        if numbered or re.fullmatch(r"序号|编号|号|排序|№|No\.?", grid.head(column)):
            found.add(column)
    return found


def _name_cell(grid: Grid, row: Sequence[Cell], cell: Cell, year: int) -> Named:
    head = grid.head(cell.column)
    unit = _UNIT.search(head) or _UNIT.search(_label(grid, row, cell))
    label = _UNIT.sub("", _label(grid, row, cell))
    words = _tell_year(_UNIT.sub("", head), year)
    text = _MARK.sub("", cell.text.strip())
    start = cell.text.index(text)
    value, filters = hold_number(text)
    kind: Kind = "share" if cell.is_share else "amount" if "." in text else "count"
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        kind = "text"
    shown = "%" if cell.is_share else unit[1] if unit else ""
    name = label if words in label else f"{label}{words}"
    if cell.is_total or label in ("合计", "总计"):
        name = f"{words}合计"
    end = start + len(text)
    is_fixed = _FIXED_HEADS.search(words if grid.header_rows else label)
    each = Candidate(
        start, end, end, text, kind, value, shown, filters,
        "fixed" if is_fixed else "keep", "像是号码" if is_fixed else "",
    )  # fmt: skip
    return Named(each, core=name, name=name or "数字")


def _label(grid: Grid, row: Sequence[Cell], cell: Cell) -> str:
    """What the row is called; without a head, the words right before the cell."""
    worded = [c for c in row if c.column < cell.column and not (c.is_number or c.is_share)]
    if not grid.header_rows:
        return re.sub(r"[:：]$", "", worded[-1].bare) if worded else ""
    said = [_look_up(grid, each) for each in worded[:2]]
    return "".join(dict.fromkeys(text for text in said if text))


def _look_up(grid: Grid, cell: Cell) -> str:
    """The cell's words; where it goes on with the cell above, that one's."""
    if not cell.below:
        return cell.bare
    above = [c for row in grid.rows for c in row if c.column == cell.column and c.row < cell.row]
    return next((c.bare for c in reversed(above) if not c.below), "")


def _tell_year(head: str, year: int) -> str:
    """A head with a year in it, as it can be said in any year."""
    if not year:
        return head
    said = re.sub(rf"{year - 1}年?度?", "上年", head)
    return re.sub(rf"{year}年?度?", "", said)


def _total_ledger(ledger: TableFound, cell: Cell, named: Named) -> Named:
    """The cell of a ledger's total row, computed where the records come to it."""
    named.name = f"{ledger.name}{named.name}" if named.name else f"{ledger.name}合计"
    column = next((c for c in ledger.fields if c.cell == cell.column + 1), None)
    text = named.each.text.replace(",", "")
    if column is None or column.kind not in ("integer", "number"):
        if text == str(len(ledger.records)):
            named.name, named.expression = "", ledger.name
        return named
    at = ledger.fields.index(column)
    added = sum(Decimal(record[at]) for record in ledger.records if record[at])
    if re.fullmatch(r"\d+(?:\.\d+)?", text) and str(added) == text:
        named.expression = f"{ledger.name} 合计 {column.name}"
    return named
