"""A sheet of an .xlsx workbook: its XML → cells. Cells that hold nothing cost nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.problems import SheetFile, TextPlace, problem
from drafter.source.tables.cells import (
    MOST_CELLS,
    MOST_ROWS,
    PLAIN,
    Area,
    Cell,
    Grid,
    TooLarge,
    make_exact_cell,
    make_iso_cell,
    make_number_cell,
    make_text_cell,
    make_whole_cell,
    spread_areas,
)
from drafter.source.tables.number_formats import is_exact_format
from drafter.source.tables.package import (
    OF_RUNS,
    PLAIN_RUNS,
    Attributes,
    Book,
    RunStrikes,
    SheetPart,
    decode_escapes,
    parse_elements,
)

_EMPTY_CELL = re.compile(rb'<(?:\w+:)?c r="[A-Z]+[0-9]+"[^<>]*(?:/>|></(?:\w+:)?c>)')
_EMPTY_ROW = re.compile(rb'<(?:\w+:)?row r="[0-9]+"[^<>]*(?:/>|></(?:\w+:)?row>)')
"""Cells and rows with a format and nothing in them: a sheet with borders on 150,000 rows has
millions, and expat calls back for each."""
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCells\b.*</(?:\w+:)?mergeCells>", re.DOTALL)
_MOST_AREAS = 100_000
_DIGITS = "0123456789"
_HEAD_BYTES = 4 * 2**20
"""In so many bytes stand a sheet's first rows, and of most sheets what is merged, too."""


class _Enough(Exception):
    """The rows that were asked for have been read."""


def read_sheet(book: Book, sheet: SheetPart, shown: str, last: int = 0) -> Grid:
    """The sheet's cells, of its first rows only where `last` is given. Raises TooLarge."""
    data = _read_filled(book, sheet.part, _HEAD_BYTES if last else 0)
    reader = _SheetReader(book, SheetFile(f"{shown} {sheet.title}!"), last)
    try:
        parse_elements(data, reader.start, reader.end, reader.text, whole=not last)
    except _Enough:
        for match in _MERGED.finditer(data):
            parse_elements(_strip_prefixes(match[0]), reader.start)
    spread_areas(reader.rows, reader.areas)
    hidden, struck = frozenset(reader.hidden), frozenset(reader.struck)
    rows = dict(sorted(reader.rows.items()))
    return Grid(shown, sheet.title, rows, hidden, struck, reader.crossed)


def _read_filled(book: Book, part: str, first: int) -> bytes:
    """The part's XML, or its first bytes, without cells and rows that hold nothing.

    Raises TooLarge.
    """
    data = book.read(part, first)
    if data.count(b"<v") + data.count(b"<is") > MOST_CELLS:  # said at once, most by far
        raise TooLarge
    if b"<![CDATA[" not in data:
        data = _cut_empty_end(data)
        data = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))
    if len(data) > 4 * MOST_CELLS and sum(1 for _ in _CELL.finditer(data)) > MOST_CELLS:
        raise TooLarge
    return data


def _cut_empty_end(data: bytes) -> bytes:
    """The XML without what stands between the last row that holds something and the rows' end.

    Borders go on below the records, mostly: 35 MB of them are found so in 10 ms.
    """
    end = data.rfind(b"sheetData>")
    last = data.rfind(b"c>", 0, end)
    start = data.find(b"row>", last, end) + len(b"row>")
    close = max(data.rfind(b"<", 0, end), start)
    return data[:start] + data[close:] if last > 0 and start > last else data


def _strip_prefixes(fragment: bytes) -> bytes:
    return re.sub(rb"(</?)\w+:", rb"\1", fragment)


@dataclass(slots=True)
class _SheetReader:
    """What expat calls with a sheet's elements: a row, its cells, and what is merged."""

    book: Book
    file: SheetFile
    last: int
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    crossed: dict[int, set[int]] = field(default_factory=dict)
    line: int = 0
    column: int = 0
    kind: str = "n"
    style: int = 0
    formula: bool = False
    spoken: bool = False
    wanted: bool = False
    strikes: RunStrikes = PLAIN_RUNS
    parts: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            ref = attributes.get("r")
            self.column = _parse_column(ref.rstrip(_DIGITS)) if ref else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = int(attributes.get("s", 0))
            self.formula = False
            self.strikes = PLAIN_RUNS
            self.parts = []
        elif name == "v" or name == "t":
            self.wanted = not self.spoken
        elif name == "f":
            self.formula = True
        elif name in OF_RUNS:  # of an inline text
            self.strikes = self.strikes.follow(name, attributes)
        elif name == "row":
            self.start_row(attributes)
        elif name == "mergeCell":
            self.areas.append(parse_area(attributes["ref"]))
            if len(self.areas) > _MOST_AREAS:
                raise TooLarge
        elif name == "rPh":
            self.spoken = True

    def start_row(self, attributes: Attributes) -> None:
        self.line = int(attributes.get("r", self.line + 1))
        self.column = 0
        if self.last and self.line > self.last:
            raise _Enough
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.add(self.line)

    def end(self, name: str) -> None:
        if name == "v" or name == "t":
            self.wanted = False
        elif name == "c":
            self.end_cell()
        elif name == "rPh":
            self.spoken = False

    def text(self, text: str) -> None:
        if self.wanted:
            self.parts.append(text)
            if self.strikes is not PLAIN_RUNS:
                self.strikes.take(text)

    def end_cell(self) -> None:
        written = "".join(self.parts)
        if not written and not (self.formula and self.kind != "str"):
            return
        cell = self.make_cell(written, TextPlace(self.file, self.line, self.column))
        if cell.value is None and cell.fault is None:
            return
        row = self.rows.get(self.line)
        if row is None:
            row = self.rows[self.line] = {}
            if len(self.rows) > MOST_ROWS:
                raise TooLarge
        row[self.column] = cell
        if self.book.struck or self.book.runs or self.strikes is not PLAIN_RUNS:
            self.note_strikes(written)

    def note_strikes(self, written: str) -> None:
        of_cell = self.style in self.book.struck
        shared = self.book.runs.get(int(written)) if self.kind == "s" else None
        found = (shared or self.strikes).list_strikes(of_cell=of_cell)
        if True in found:
            self.struck.add(self.line)
            if False not in found:
                self.crossed.setdefault(self.line, set()).add(self.column)

    def make_cell(self, written: str, place: TextPlace) -> Cell:
        if not written:
            return Cell(None, place, problem("D175", place))
        match self.kind:
            case "s":
                return self.make_text(self.book.texts[int(written)], place)
            case "inlineStr" | "str":
                return self.make_text(decode_escapes(written), place)
            case "b":
                return Cell(written.strip() in ("1", "true"), place)
            case "e":
                return Cell(None, place, problem("D174", place, value=written))
        return self.make_number(written, place)

    @property
    def code(self) -> str:
        """The cell's number format."""
        formats = self.book.formats
        return formats[self.style] if self.style < len(formats) else ""

    def make_text(self, text: str, place: TextPlace) -> Cell:
        make = make_exact_cell if is_exact_format(self.code) else make_text_cell
        return make(text, place)

    def make_number(self, written: str, place: TextPlace) -> Cell:
        code = self.code
        if is_exact_format(code):
            plain = make_number_cell(float(written), "", place, from_1904=self.book.from_1904)
            return plain._replace(exact=True)
        if code in PLAIN and len(written) < 16 and written.isdecimal():
            return make_whole_cell(int(written), place, from_1904=self.book.from_1904)
        if self.kind == "d":
            return make_iso_cell(written, code, place)
        return make_number_cell(float(written), code, place, from_1904=self.book.from_1904)


@lru_cache(1024)  # of names without their lines there are few
def _parse_column(ref: str) -> int:
    """The 1-based column of a cell's name.

    >>> _parse_column("C7"), _parse_column("AB12")
    (3, 28)
    """
    column = 0
    for letter in ref:
        if not letter.isalpha():
            break
        column = column * 26 + ord(letter.upper()) - 64
    return column


def parse_area(ref: str) -> Area:
    """The merged cells of a reference.

    >>> parse_area("B2:C10")
    Area(top=2, left=2, bottom=10, right=3)
    """
    first, _, second = ref.replace("$", "").partition(":")
    (top, left), (bottom, right) = (
        (_parse_line(r), _parse_column(r)) for r in (first, second or first)
    )
    return Area(top, left, bottom, right)


def _parse_line(ref: str) -> int:
    return int(ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
