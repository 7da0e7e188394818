"""A ledger in an old .xls workbook, as cells with places. Needs the extra `xls`."""

from __future__ import annotations

import datetime
from typing import Any

from drafter.problems import FilePlace, Problem, SheetFile, TextPlace, join_words, problem
from drafter.source.tables.grid import Cell, Grid, make_number_cell, make_text_cell


def read_xls(data: bytes, shown: str, wanted: str) -> tuple[Grid | None, list[Problem]]:
    """The sheet of that name, or the first that is not empty; or None and why it cannot be read."""
    place = FilePlace(shown)
    try:
        import xlrd
    except ImportError:
        return None, [problem("D171", place)]
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    except Exception:
        return None, [problem("D171", place)]
    sheets = [sheet for sheet in book.sheets() if sheet.nrows]
    chosen = [s for s in sheets if s.name == wanted] if wanted else sheets[:1]
    if not chosen:
        return None, [problem("D172", place, name=wanted, known=join_words(book.sheet_names()))]
    return _read_sheet(chosen[0], book, shown), []


def _read_sheet(sheet: Any, book: Any, shown: str) -> Grid:
    file = SheetFile(f"{shown} {sheet.name}!")
    merged = {
        (row, column): (top, left)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, bottom)
        for column in range(left, right)
    }
    rows = [
        [
            _read_cell(sheet.cell(*merged.get((row, column), (row, column))), book,
                  TextPlace(file, row + 1, column + 1))
            for column in range(sheet.ncols)
        ]
        for row in range(sheet.nrows)
    ]  # fmt: skip
    hidden = frozenset(n + 1 for n, info in sheet.rowinfo_map.items() if info.hidden)
    return Grid(shown, sheet.name, rows, hidden)


def _read_cell(cell: Any, book: Any, place: TextPlace) -> Cell:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        name = xlrd.error_text_from_code.get(cell.value, "#")
        return Cell(None, place, problem("D174", place, value=str(name)))
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        whole = moment.time() == datetime.time()
        return Cell(moment.date().isoformat() if whole else moment.isoformat(" ", "minutes"), place)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        epoch = datetime.datetime(1904, 1, 1) if book.datemode else datetime.datetime(1899, 12, 30)
        return make_number_cell(cell.value, place, epoch)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(cell.value), place)
    return make_text_cell(str(cell.value), place)
