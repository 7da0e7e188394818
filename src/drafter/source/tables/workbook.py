"""A ledger kept in Excel or CSV: bytes → a grid of cells with their places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from drafter.problems import (
    FilePlace,
    Place,
    Problem,
    find_nearest_word,
    join_words,
    phrase,
    problem,
)
from drafter.source.tables.cells import Grid, TooLarge, normalize_name
from drafter.source.tables.csv_rows import read_csv
from drafter.source.yaml.file import read_file_bytes

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEAD = 64
"""So many rows of a sheet tell whether it is the one that is looked for."""

T = TypeVar("T")
Rank = Callable[[Grid], int]
"""How well a sheet fits what is looked for: 3 by its name too, 2 fits, 1 nearly, 0 not at all."""


class _Sheets(Protocol):
    """An open workbook: the names of its sheets, those that are hidden, and their cells."""

    @property
    def titles(self) -> Sequence[str]: ...

    @property
    def hidden(self) -> Sequence[bool]: ...

    def read(self, index: int, last: int = 0) -> Grid: ...


def read_grid(
    path: Path, shown: str, sheet: str = "", place: Place | None = None, rank: Rank | None = None
) -> tuple[Grid | None, list[Problem]]:
    """The sheet of that name, or the only one that fits; or None and why it cannot be read.

    place: where the sheet or the file is named. rank: which sheets fit where none is named.
    """
    table, found = open_table(path, shown)
    return (None, found) if table is None else table.pick_grid(sheet, place, rank)


def open_table(path: Path, shown: str) -> tuple[Table | None, list[Problem]]:
    """The file, opened; or None and why it cannot be read."""
    data, found = read_file_bytes(path, shown)
    return (None, found) if data is None else open_bytes(data, shown)


def open_bytes(data: bytes, shown: str) -> tuple[Table | None, list[Problem]]:
    """The file of these bytes, opened; or None and why it cannot be read."""
    if not is_workbook(data):
        return Table(shown, text=data), []

    def act() -> tuple[Table | None, list[Problem]]:
        opened = _open_workbook(data, shown)
        return (None, [opened]) if isinstance(opened, Problem) else (opened, [])

    return _attempt(data, shown, act)


def _attempt(
    data: bytes, shown: str, act: Callable[[], tuple[T | None, list[Problem]]]
) -> tuple[T | None, list[Problem]]:
    """What comes of it; or why the file cannot be read."""
    try:
        return act()
    except TooLarge:
        return None, [problem("D173", FilePlace(shown))]
    except MemoryError:
        raise
    except Exception:  # of a damaged file zipfile, expat and xlrd raise whatever they stumble over
        code = "D171" if data.startswith(_OLE) else "D170"
        return None, [problem(code, FilePlace(shown))]


class Table:
    """A table's file, opened once: each of its sheets is read when it is asked for, and once.

    text: the bytes of a CSV file, which has no sheets.
    """

    def __init__(self, shown: str, sheets: _Sheets | None = None, text: bytes = b"") -> None:
        self.shown = shown
        self._sheets = sheets
        self._bytes = text
        self._grids: dict[tuple[int, int], Grid] = {}
        self.titles: Sequence[str] = sheets.titles if sheets else ()
        self.hidden: Sequence[bool] = sheets.hidden if sheets else ()

    def pick_grid(
        self, sheet: str = "", place: Place | None = None, rank: Rank | None = None
    ) -> tuple[Grid | None, list[Problem]]:
        """See `read_grid`."""
        at = place or FilePlace(self.shown)
        if self._sheets is None:
            return _attempt(b"", self.shown, lambda: read_csv(self._bytes, self.shown))
        return self._attempt(lambda: _pick_sheet(self, sheet, at, rank or _rank_filled))

    def read_sheet(self, title: str) -> tuple[Grid | None, list[Problem]]:
        """The sheet of just that title, empty or not; or None and why it cannot be read."""
        return self._attempt(lambda: (self.read(self.titles.index(title)), []))

    def _attempt(
        self, act: Callable[[], tuple[Grid | None, list[Problem]]]
    ) -> tuple[Grid | None, list[Problem]]:
        return _attempt(_OLE if isinstance(self._sheets, _XlsSheets) else _ZIP, self.shown, act)

    def read(self, index: int, last: int = 0) -> Grid:
        """The sheet at that index, or its first rows; raises what a damaged file raises."""
        assert self._sheets is not None
        key = (index, last)
        if key not in self._grids:
            self._grids[key] = self._sheets.read(index, last)
        return self._grids[key]


def is_workbook(data: bytes) -> bool:
    """Whether it is no text: a table that is no CSV file."""
    return data.startswith((_ZIP, _OLE)) or bool(_name_text_kind(data))


def _rank_filled(grid: Grid) -> int:
    return 2 if len(grid.rows) > 1 else int(bool(grid.rows))


def _pick_sheet(
    sheets: Table, wanted: str, place: Place, rank: Rank
) -> tuple[Grid | None, list[Problem]]:
    """The sheet that is named; else the one that fits, a visible one before a hidden one."""
    titles = list(sheets.titles)
    if wanted:
        index = _find_title(titles, wanted)
        grid = sheets.read(index) if index is not None else None
        if grid is None or not grid.rows:
            return None, [_report_no_sheet(titles, wanted, place)]
        return grid, []
    ranks = {0: 2}
    if len(titles) > 1:
        ranks = {at: rank(sheets.read(at, _HEAD)) for at in range(len(titles))}
    for shown_ones in (True, False):
        fitting = [at for at in ranks if ranks[at] > 1 and sheets.hidden[at] is not shown_ones]
        meant = max((ranks[at] for at in fitting), default=0)  # unless a hidden one is named so
        fitting += [at for at in ranks if fitting and ranks[at] > max(meant, 2)]
        if len(fitting) > 1:
            names = join_words(titles[at] for at in fitting)
            return None, [problem("D181", place, names=names, first=titles[fitting[0]])]
        if fitting:
            return sheets.read(fitting[0]), []
    best = max(ranks, key=ranks.__getitem__, default=None) if titles else None
    if best is None:
        return None, [_report_no_sheet(titles, wanted, place)]
    return sheets.read(best), []


def _find_title(titles: Sequence[str], wanted: str) -> int | None:
    if wanted in titles:
        return titles.index(wanted)
    alike = [at for at, t in enumerate(titles) if normalize_name(t) == normalize_name(wanted)]
    return alike[0] if len(alike) == 1 else None


def _report_no_sheet(titles: Sequence[str], wanted: str, place: Place) -> Problem:
    near = find_nearest_word(wanted, titles)
    hint = phrase("hint.maybe", hint=near) if near else phrase("hint.tab")
    return problem("D172", place, name=wanted, known=join_words(titles), hint=hint)


class _XlsxSheets:
    """An .xlsx workbook."""

    def __init__(self, data: bytes, shown: str) -> None:
        from drafter.source.tables.package import Book  # expat, when a workbook is read

        self.shown = shown
        self.book = Book(io.BytesIO(data))
        self.titles = [sheet.title for sheet in self.book.sheets]
        self.hidden = [sheet.hidden for sheet in self.book.sheets]

    def read(self, index: int, last: int = 0) -> Grid:
        from drafter.source.tables.xlsx import read_sheet

        return read_sheet(self.book, self.book.sheets[index], self.shown, last)


def _open_workbook(data: bytes, shown: str) -> Table | Problem:
    if data.startswith((_ZIP, _OLE)):
        opened = _open_xlsx(data, shown) if data.startswith(_ZIP) else _open_xls(data, shown)
        return opened if isinstance(opened, Problem) else Table(shown, opened)
    return problem("D179", FilePlace(shown), kind=phrase(f"table.{_name_text_kind(data)}"))


def _open_xlsx(data: bytes, shown: str) -> _Sheets | Problem:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    for part, kind in _OTHER_PARTS.items():
        if part in names:
            return problem("D179", FilePlace(shown), kind=phrase(f"table.{kind}"))
    return _XlsxSheets(data, shown)


_OTHER_PARTS = {"content.xml": "ods", "xl/workbook.bin": "xlsb", "word/document.xml": "word"}


class _XlsSheets:
    """An old .xls workbook; a sheet is loaded when it is read."""

    def __init__(self, book: Any, shown: str) -> None:
        self.book = book
        self.shown = shown
        self.titles: list[str] = book.sheet_names()
        self.hidden = [bool(state) for state in book._sheet_visibility]

    def read(self, index: int, last: int = 0) -> Grid:
        from drafter.source.tables.xls import read_sheet

        return read_sheet(self.book, index, self.shown)


def _open_xls(data: bytes, shown: str) -> _Sheets | Problem:
    place = FilePlace(shown)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return problem("D180", place)
    if "WordDocument".encode("utf-16-le") in data:
        return problem("D179", place, kind=phrase("table.word"))
    try:
        import xlrd
    except ImportError:
        return problem("D171", place)
    from drafter.source.tables.xls import open_book

    try:
        return _XlsSheets(open_book(data), shown)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            return problem("D180", place)
        raise


_PAGES = ("<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<body", "<div", "<!--")


def _name_text_kind(data: bytes) -> str:
    """What a file is that is text and no CSV, though it may be named .xls."""
    head = data[:4000]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = head.decode(encoding, "replace").removeprefix("ï»¿").lstrip().lower()
    if "schemas-microsoft-com:office:spreadsheet" in text and "<?xml" in text[:100]:
        return "xml"
    if text.startswith(_PAGES) or (text.startswith("<?xml") and "<html" in text):
        return "page"
    if text.startswith("mime-version:"):
        return "page"
    return "pdf" if text.startswith("%pdf") else ""
