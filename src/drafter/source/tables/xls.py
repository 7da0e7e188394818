"""A sheet of an old .xls workbook: cells. The only home of xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator
from typing import Any

from drafter.problems import SheetFile, TextPlace, problem
from drafter.source.tables.cells import (
    MOST_CELLS,
    Area,
    Cell,
    Grid,
    TooLarge,
    make_number_cell,
    make_text_cell,
    spread_areas,
)

_CELL_RECORDS = {0x201, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0x06}
_MANY_BLANKS, _END = 0xBE, 0x0A


def open_book(data: bytes) -> Any:
    """The workbook, none of its sheets loaded. Raises what xlrd raises."""
    import xlrd

    return xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True,
        logfile=io.StringIO(),
    )  # fmt: skip


def _count_cells(stream: bytes, at: int) -> int:
    """How many cells the records from there on hold, empty ones with a format too.

    xlrd takes a second for a million of them, and a record of 30 bytes may hold 256 ([MS-XLS]
    2.4.174).
    """
    count, kind = 0, 0
    while at + 4 <= len(stream) and kind != _END:
        kind, length = struct.unpack_from("<HH", stream, at)
        count += (length - 6) // 2 if kind == _MANY_BLANKS else kind in _CELL_RECORDS
        at += 4 + length
    return count


def read_sheet(book: Any, index: int, shown: str) -> Grid:
    """The cells of the sheet. Raises TooLarge."""
    if _count_cells(book.mem, book._sh_abs_posn[index]) > 2 * MOST_CELLS:
        raise TooLarge
    sheet = book.sheet_by_index(index)
    file = SheetFile(f"{shown} {sheet.name}!")
    rows: dict[int, dict[int, Cell]] = {}
    count = 0
    for row in range(sheet.nrows):
        cells: dict[int, Cell] = {}
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype not in (0, 6):  # neither empty nor empty with a format
                taken = _make_cell(cell, book, TextPlace(file, row + 1, column + 1))
                if taken.is_filled:
                    cells[column + 1] = taken
        if cells:
            rows[row + 1] = cells
            count += len(cells)
        if count > MOST_CELLS:
            raise TooLarge
    areas = [
        Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
    ]
    spread_areas(rows, areas)
    hidden = frozenset(n + 1 for n, info in sheet.rowinfo_map.items() if info.hidden)
    struck: set[int] = set()
    crossed: dict[int, set[int]] = {}
    for line, column, is_whole in _find_struck(book, sheet, rows):
        struck.add(line)
        if is_whole:
            crossed.setdefault(line, set()).add(column)
    return Grid(shown, sheet.name, rows, hidden, frozenset(struck), crossed)


def _find_struck(book: Any, sheet: Any, rows: Iterable[int]) -> Iterator[tuple[int, int, bool]]:
    """The line and column of each cell with something struck through, and whether all of it is."""
    fonts = {n for n, font in enumerate(book.font_list) if font.struck_out}
    for line in rows if fonts else ():
        for column, cell in enumerate(sheet.row(line - 1)):
            if cell.ctype in (0, 6):
                continue
            own = book.xf_list[cell.xf_index].font_index
            runs = [(0, own), *sheet.rich_text_runlist_map.get((line - 1, column), ())]
            ends = [*(at for at, _ in runs[1:]), None]
            text = str(cell.value)
            found = {
                font in fonts
                for (at, font), end in zip(runs, ends, strict=True)
                if text[at:end].strip()
            }
            if True in found:
                yield line, column + 1, False not in found


def _make_cell(cell: Any, book: Any, place: TextPlace) -> Cell:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        name = xlrd.error_text_from_code.get(cell.value, "#")
        return Cell(None, place, problem("D174", place, value=str(name)))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        style = book.xf_list[cell.xf_index]
        known = book.format_map.get(style.format_key)
        code = known.format_str if known else ""
        return make_number_cell(cell.value, code, place, from_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(cell.value), place)
    return make_text_cell(str(cell.value), place)
