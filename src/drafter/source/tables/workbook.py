"""A ledger kept in Excel or CSV: bytes → a grid of cells with their places."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from drafter.problems import FilePlace, Problem, SheetFile, TextPlace, join_words, problem
from drafter.source.tables.csv_rows import parse_cells
from drafter.source.yaml import encoding
from drafter.source.yaml.file import read_file_bytes
from drafter.source.yaml.node import Value, resolve_scalar

_MOST_DIGITS = 10**15
"""Excel keeps 15 digits of a number; of a longer one the rest is lost."""


class Cell(NamedTuple):
    """A cell: what it holds (None: nothing), where it stands, and what is wrong with it.

    serial: the day that its number stands for, were it a date.
    """

    value: Value
    place: TextPlace
    fault: Problem | None = None
    serial: str = ""


@dataclass(frozen=True)
class Grid:
    """A sheet: its rows from the first on, and the rows that are hidden (1-based)."""

    file: str
    sheet: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    hidden: frozenset[int] = frozenset()


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
        return _read_xlsx(data, shown, sheet)
    if data.startswith(_OLE):
        return _read_xls(data, shown, sheet)
    return _read_csv(data, shown)


def _read_csv(data: bytes, shown: str) -> tuple[Grid | None, list[Problem]]:
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


def _read_xlsx(data: bytes, shown: str, wanted: str) -> tuple[Grid | None, list[Problem]]:
    place = FilePlace(shown)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
        if sum(sizes) > _MOST_BYTES or max(sizes, default=0) > _MOST_PART:
            return None, [problem("D173", place)]
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a ledger does without: drawings, styles
            # twice: openpyxl gives either what was computed last or the formulas, and a formula
            # that no program has computed yet is no blank
            counted = load_workbook(io.BytesIO(data), data_only=True)
            written = load_workbook(io.BytesIO(data))
    except Exception:  # of a damaged file openpyxl and zipfile raise whatever they stumble over
        return None, [problem("D170", place)]
    sheets = [sheet for sheet in counted.worksheets if sheet.max_row and sheet.max_column]
    names = join_words(sheet.title for sheet in counted.worksheets)
    chosen = [s for s in sheets if s.title == wanted] if wanted else sheets[:1]
    if not chosen:
        return None, [problem("D172", place, name=wanted, known=names)]
    sheet = chosen[0]
    if sheet.max_row > MOST_ROWS:
        return None, [problem("D173", place)]
    return _read_xlsx_sheet(sheet, written[sheet.title], shown, counted.epoch), []


def _read_xlsx_sheet(sheet: Any, written: Any, shown: str, epoch: datetime.datetime) -> Grid:
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
            row.append(_read_xlsx_cell(sheet.cell(*spot), written.cell(*spot), place, epoch))
        rows.append(row)
    hidden = frozenset(n for n, d in sheet.row_dimensions.items() if d.hidden)
    return Grid(shown, sheet.title, rows, hidden)


def _read_xlsx_cell(cell: Any, written: Any, place: TextPlace, epoch: datetime.datetime) -> Cell:
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


def _read_xls(data: bytes, shown: str, wanted: str) -> tuple[Grid | None, list[Problem]]:
    """The sheet of that name, or the first that is not empty; or None and why it cannot be read."""
    place = FilePlace(shown)
    try:
        import xlrd
    except ImportError:
        return None, [problem("D171", place)]
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    except Exception:  # xlrd of a damaged file likewise
        return None, [problem("D171", place)]
    sheets = [sheet for sheet in book.sheets() if sheet.nrows]
    chosen = [s for s in sheets if s.name == wanted] if wanted else sheets[:1]
    if not chosen:
        return None, [problem("D172", place, name=wanted, known=join_words(book.sheet_names()))]
    return _read_xls_sheet(chosen[0], book, shown), []


def _read_xls_sheet(sheet: Any, book: Any, shown: str) -> Grid:
    file = SheetFile(f"{shown} {sheet.name}!")
    merged = {
        (row, column): (top, left)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, bottom)
        for column in range(left, right)
    }
    rows = [
        [
            _read_xls_cell(sheet.cell(*merged.get((row, column), (row, column))), book,
                  TextPlace(file, row + 1, column + 1))
            for column in range(sheet.ncols)
        ]
        for row in range(sheet.nrows)
    ]  # fmt: skip
    hidden = frozenset(n + 1 for n, info in sheet.rowinfo_map.items() if info.hidden)
    return Grid(shown, sheet.name, rows, hidden)


def _read_xls_cell(cell: Any, book: Any, place: TextPlace) -> Cell:
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


def parse_serial_day(text: str) -> str:
    """The day that a bare number of five digits stands for in Excel."""
    if not re.fullmatch(r"[2-6]\d{4}", text):
        return ""
    return (datetime.date(1899, 12, 30) + datetime.timedelta(int(text))).isoformat()


def make_text_cell(value: str, place: TextPlace) -> Cell:
    """The cell of a text, blanks round it left out."""
    text = value.replace("\u3000", " ").replace("\xa0", " ").strip()
    return Cell(text or None, place, serial=parse_serial_day(text))


def make_number_cell(value: float, place: TextPlace, epoch: datetime.datetime) -> Cell:
    """The cell of a number: whole ones as such, and the day that it would be."""
    if abs(value) >= _MOST_DIGITS:
        return Cell(None, place, problem("D176", place, value=f"{value:.0f}"))
    if value != int(value):
        return Cell(str(Decimal(repr(value))), place)
    serial = epoch.date() + datetime.timedelta(int(value)) if 20_000 < value < 70_000 else None
    return Cell(int(value), place, serial=serial.isoformat() if serial else "")


def filled(row: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of the row that hold something, or ought to."""
    return (cell for cell in row if cell.value is not None or cell.fault is not None)
