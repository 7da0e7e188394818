"""A ledger kept in Excel or CSV: bytes → a grid of cells with their places."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from pathlib import Path
from typing import Any

from drafter.problems import FilePlace, Problem, SheetFile, TextPlace, join_words, problem
from drafter.source.tables.grid import (
    Cell,
    Grid,
    make_number_cell,
    make_text_cell,
    parse_serial_day,
)
from drafter.source.yaml import encoding
from drafter.source.yaml.file import read_file_bytes

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_BYTES, _MOST_PART = 200 * 2**20, 60 * 2**20
MOST_ROWS = 200_000
"""Beyond so many rows nothing is read: such a sheet has blank rows with formats."""


def read_grid(path: Path, shown: str, sheet: str) -> tuple[Grid | None, list[Problem]]:
    """The sheet of that name, or the first that is not empty; or None and why it cannot be read."""
    data, found = read_file_bytes(path, shown)
    if data is None:
        return None, found
    if data.startswith(_ZIP):
        return _read_workbook(data, shown, sheet)
    if data.startswith(_OLE):
        from drafter.source.tables.xls import read_xls  # rare

        return read_xls(data, shown, sheet)
    return _read_csv(data, shown)


def _read_csv(data: bytes, shown: str) -> tuple[Grid | None, list[Problem]]:
    from drafter.source.tables.csv_rows import parse_cells
    from drafter.source.yaml.scalars import resolve_scalar

    decoded, found = encoding.decode(data, shown)
    if decoded is None:
        return None, found
    rows = [
        [
            Cell(
                resolve_scalar(cell.text) if cell.text else None,
                cell.place,
                serial=parse_serial_day(cell.text),
            )
            for cell in row
        ]
        for row in parse_cells(encoding.normalize_lines(decoded, shown))
    ]
    found = [each for each in found if each.code != "D111"]  # Excel's own CSV is GBK
    return Grid(shown, "", rows), found


def _read_workbook(data: bytes, shown: str, wanted: str) -> tuple[Grid | None, list[Problem]]:
    place = FilePlace(shown)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
        if sum(sizes) > _MOST_BYTES or max(sizes, default=0) > _MOST_PART:
            return None, [problem("D173", place)]
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a ledger does without: drawings, styles
            counted = load_workbook(io.BytesIO(data), data_only=True)
            written = load_workbook(io.BytesIO(data))
    except Exception:
        return None, [problem("D170", place)]
    sheets = [sheet for sheet in counted.worksheets if sheet.max_row and sheet.max_column]
    names = join_words(sheet.title for sheet in counted.worksheets)
    chosen = [s for s in sheets if s.title == wanted] if wanted else sheets[:1]
    if not chosen:
        return None, [problem("D172", place, name=wanted, known=names)]
    sheet = chosen[0]
    if sheet.max_row > MOST_ROWS:
        return None, [problem("D173", place)]
    return _read_sheet(sheet, written[sheet.title], shown, counted.epoch), []


def _read_sheet(sheet: Any, written: Any, shown: str, epoch: datetime.datetime) -> Grid:
    file = SheetFile(f"{shown} {sheet.title}!")
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = []
    for line in range(1, sheet.max_row + 1):
        row = []
        for column in range(1, sheet.max_column + 1):
            spot = merged.get((line, column), (line, column))
            place = TextPlace(file, line, column)
            row.append(_read_cell(sheet.cell(*spot), written.cell(*spot), place, epoch))
        rows.append(row)
    hidden = frozenset(n for n, d in sheet.row_dimensions.items() if d.hidden)
    return Grid(shown, sheet.title, rows, hidden)


def _read_cell(cell: Any, written: Any, place: TextPlace, epoch: datetime.datetime) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell(None, place, problem("D174", place, value=str(value)))
    if value is None:
        formula = written.data_type == "f"
        return Cell(None, place, problem("D175", place) if formula else None)
    if isinstance(value, bool):
        return Cell(value, place)
    if isinstance(value, (int, float)):
        return make_number_cell(value, place, epoch)
    if isinstance(value, datetime.datetime):
        has_time = value.time() != datetime.time()
        return Cell(
            value.isoformat(" ", "minutes") if has_time else value.date().isoformat(), place
        )
    return make_text_cell(str(value), place)
