"""Figures in cells: named by row and column, totals and shares computed where they come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.adopt.finding import lexicon
from drafter.adopt.finding.scanning import Candidate, hold_wide_number, scan
from drafter.adopt.model import Kind, TableFound
from drafter.adopt.naming.names import Named
from drafter.adopt.tables.grids import Cell, Grid
from drafter.adopt.tables.ledgers import split_rows
from drafter.adopt.tables.sums import find_shares, find_totals

_UNIT = re.compile(r"[（(](?:单位[:：])?([^（()）]{1,6})[)）]")
MOST_LABEL = 10
_UNIT_HEAD = re.compile(r"(?:计量|计算)?单位")
_MEASURE = re.compile(rf"[十百千万亿]*(?:{lexicon.UNITS}|[%％])")
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
            if cell.row in records or cell.column in serial or len(cell.lines) > 1:
                continue
            if cell.is_number or cell.is_share:
                each = _name_cell(grid, row, cell, year)
            elif (counted := _read_counted(cell, year)) and counted.choice == "keep":
                each = _name_counted(grid, row, cell, counted)
            else:
                continue
            if ledger and row in totals:
                each = _total_ledger(ledger, cell, each)
            named[cell.row, cell.column] = cell, each
    if not ledger:
        figures = {place: each for place, (_, each) in named.items()}
        find_totals(grid, figures, {row[0].row for row in totals})
        find_shares(figures, {row[0].row for row in totals})
    yield from ((cell.lines[0], each) for cell, each in named.values())


def _read_counted(cell: Cell, year: int) -> Candidate | None:
    """12次: the figure that with its unit is all of a cell."""
    found = scan(cell.text, year, is_cell=True)
    is_all = len(found) == 1 and found[0].unit and found[0].kind in ("count", "amount")
    said = cell.text.strip()
    return found[0] if is_all and cell.text[found[0].start : found[0].until] == said else None


def _name_counted(grid: Grid, row: Sequence[Cell], cell: Cell, each: Candidate) -> Named:
    label, words = _label(grid, row, cell), grid.head(cell.column)
    is_plain = re.fullmatch(r"(?:完成)?(?:数量|次数|件数|数值|数据|数|情况|人数)?", words)
    name = label if is_plain and label else f"{label}{words}"
    name = f"{words}合计" if label in ("合计", "总计") else name
    return Named(each, core=name, name=name or "数字")


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
    head, label = grid.head(cell.column), _label(grid, row, cell)
    in_column = next((c.bare for c in row if _tells_unit(grid, c)), "")
    told = _UNIT.search(head) or _UNIT.search(label)
    label = _UNIT.sub("", label)
    words = _tell_year(_UNIT.sub("", head), year)
    text = _MARK.sub("", cell.text.strip())
    start = cell.text.index(text)
    value, filters = hold_wide_number(text)
    kind: Kind = "share" if cell.is_share else "amount" if "." in text else "count"
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value):
        kind = "text"
    shown = "%" if cell.is_share else told[1] if told else in_column
    if shown == "%" and re.search(lexicon.CHANGES, words):
        kind = "change"
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


def _tells_unit(grid: Grid, cell: Cell) -> bool:
    """Whether the cell says in what its row is measured."""
    is_told = _UNIT_HEAD.fullmatch(grid.head(cell.column)) is not None
    return is_told and _MEASURE.fullmatch(cell.bare) is not None


def _label(grid: Grid, row: Sequence[Cell], cell: Cell) -> str:
    """What the row is called; without a head, the words right before the cell."""
    worded = [c for c in row if c.column < cell.column and not (c.is_number or c.is_share)]
    worded = [c for c in worded if not _tells_unit(grid, c)]
    if not grid.header_rows:
        return re.sub(r"[:：]$", "", worded[-1].bare) if worded else ""
    said = list(dict.fromkeys(filter(None, (_look_up(grid, each) for each in worded[:2]))))
    return "".join(said) if len("".join(said)) <= MOST_LABEL else said[0]


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
    column = next((c for c in ledger.fields if c.cell == cell.column + 1), None)
    named.name = f"{ledger.name}{column.name if column else ''}合计"
    text = named.each.text.replace(",", "")
    if column is None or column.kind not in ("integer", "number"):
        if text == str(len(ledger.records)):
            named.count_records(ledger.name)
        return named
    at = ledger.fields.index(column)
    added = sum(Decimal(record[at]) for record in ledger.records if record[at])
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        if str(added) == text:
            named.expression = f"{ledger.name} 合计 {column.name}"
        elif added != Decimal(text):
            named.each = replace(named.each, doubt="与各行之和不符，照样写")
    return named
