"""The cells of a table: what each holds, what it shows, and where it stands."""

from __future__ import annotations

import datetime
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from drafter.problems import Problem, TextPlace, problem
from drafter.source.tables.number_formats import is_date_format, show_moment, show_number
from drafter.source.yaml.encoding import FORBIDDEN, INVISIBLE
from drafter.source.yaml.node import Value, resolve_scalar
from drafter.vocabulary import NO, YES

MOST_CELLS = 400_000
"""More cells that hold something, merged ones counted by their area, are no ledger."""
PLAIN = frozenset({"", "General", "@", "0"})
"""Formats that show a whole number as it is written."""
MOST_MERGED = 1_000_000
MOST_ROWS = 200_000
_MOST_TEXT = 100_000
"""Excel itself keeps 32,767 characters of a text."""
_MOST_DIGITS = 10**15
"""Excel keeps 15 digits of a number; of a longer one the rest is lost."""

ZERO_WIDTH = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Signs that nobody sees: pasted from web pages, they make two of one name. (Not U+200D, which
joins emoji.)"""


class Area(NamedTuple):
    """Merged cells: 1-based rows and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(NamedTuple):
    """A cell: what it holds (None: nothing), where it stands, and what is wrong with it.

    shown: a number as the sheet shows it, where that is not how it is written. day: the day that
    it stands for, were it a date; clock: whether a time of day stands behind it. area: the merged
    cells whose value it has. signs: those that nobody sees and that were left out. exact: drafter
    itself wrote it, and says that it is to be taken as it is.
    """

    value: Value
    place: TextPlace
    fault: Problem | None = None
    shown: str = ""
    day: str = ""
    clock: bool = False
    area: Area | None = None
    signs: str = ""
    exact: bool = False

    @property
    def text(self) -> str:
        """What a reader of the sheet sees in it."""
        value = self.value
        if isinstance(value, bool):
            return YES if value else NO
        return self.shown or ("" if value is None else str(value))

    @property
    def is_moment(self) -> bool:
        """Whether it holds a date, not a number or a text that could be read as one."""
        return bool(self.day) and not str(self.value).replace(".", "", 1).isdecimal()

    @property
    def is_filled(self) -> bool:
        """Whether it holds something, or ought to."""
        return self.value is not None or self.fault is not None

    @property
    def is_own(self) -> bool:
        """Whether it holds something itself, not through cells merged with those above it."""
        return self.is_filled and (self.area is None or self.place.line == self.area.top)


Cells = Mapping[int, Cell]
"""The cells of a row that hold something, by their 1-based column."""


@dataclass(frozen=True)
class Grid:
    """A sheet: its rows that hold something by their 1-based line, and which lines are hidden, or
    have something struck through.

    crossed: the columns of the cells whose whole text is struck through, by their line.
    """

    file: str
    sheet: str
    rows: Mapping[int, Cells] = field(repr=False)
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    crossed: Mapping[int, set[int]] = field(default_factory=dict, repr=False)

    def is_crossed_out(self, line: int, columns: Collection[int]) -> bool:
        """Whether all that the row itself holds in the columns is struck through."""
        row, crossed = self.rows[line], self.crossed.get(line, set())
        own = ((c, row[c].area) for c in columns if c in row and row[c].is_own)
        held = {area.left if area else column for column, area in own}
        return bool(held) and held <= crossed


class TooLarge(Exception):
    """The table holds more than a ledger does."""


def make_text_cell(written: str, place: TextPlace) -> Cell:
    """The cell of a text, blanks round it left out; signs that a page cannot hold are its fault.

    Raises TooLarge.
    """
    if len(written) > _MOST_TEXT:
        raise TooLarge
    if written.isprintable():  # most are: no sign of any odd kind in it
        text, signs = written.strip(), ""
        if len(text) != 5:
            return Cell(text or None, place)
    else:
        signs = "".join(ZERO_WIDTH.findall(written))
        text = ZERO_WIDTH.sub("", written)
        if hit := INVISIBLE.search(text):
            return Cell(None, place, problem("D112", place, char=f"U+{ord(hit[0]):04X}"))
        text = text.replace("\u3000", " ").replace("\xa0", " ").strip()
    return Cell(text or None, place, day=parse_serial_day(text), signs=signs if text else "")


def make_exact_cell(written: str, place: TextPlace) -> Cell:
    """The cell of a text with every sign that it has, but for those that no page can hold."""
    if hit := FORBIDDEN.search(written):
        return Cell(None, place, problem("D112", place, char=f"U+{ord(hit[0]):04X}"))
    return Cell(written, place, exact=True)


def make_csv_cell(written: str, place: TextPlace) -> Cell:
    """The cell of a CSV file: whole numbers as such, and TRUE and FALSE as Excel writes them."""
    cell = make_text_cell(written, place)
    text = cell.value
    if not isinstance(text, str) or text[0] not in _BEGINS_OTHERS:
        return cell
    value = _BOOLEANS[text] if text in _BOOLEANS else resolve_scalar(text)
    return cell if value is text else Cell(value, place, day=cell.day, signs=cell.signs)


_BOOLEANS = {"TRUE": True, "FALSE": False}
_BEGINS_OTHERS = frozenset("-0123456789~ntfTF")
"""With what a text may begin that is no text."""


def parse_serial_day(text: str) -> str:
    """The day that a bare number of five digits stands for in Excel."""
    if len(text) != 5 or not re.fullmatch(r"[2-6][0-9]{4}", text):
        return ""
    return (datetime.date(1899, 12, 30) + datetime.timedelta(int(text))).isoformat()


def make_whole_cell(number: int, place: TextPlace, *, from_1904: bool) -> Cell:
    """The cell of a whole number in no format, and the day that it would be."""
    if not 20_000 < number < 70_000:
        return Cell(number, place)
    moment = _find_moment(Decimal(number), from_1904=from_1904)
    return Cell(number, place, day=moment.date().isoformat() if moment else "")


def make_number_cell(number: float, code: str, place: TextPlace, *, from_1904: bool) -> Cell:
    """The cell of a number in a format: whole ones as such, and the day that it would be."""
    if not abs(number) < _MOST_DIGITS:  # not a number at all, too
        return Cell(None, place, problem("D176", place, value=f"{number:.0f}"))
    exact = Decimal(format(number, ".15g"))  # what Excel itself keeps of it
    if is_date_format(code):
        return _make_moment_cell(exact, code, place, from_1904=from_1904)
    shown = show_number(exact, code)
    if exact == exact.to_integral_value():
        cell = make_whole_cell(int(exact), place, from_1904=from_1904)
    else:
        whole = make_whole_cell(int(exact), place, from_1904=from_1904)
        cell = Cell(format(exact, "f"), place, day=whole.day, clock=bool(whole.day))
    return cell if shown == str(cell.value) else cell._replace(shown=shown)


def _make_moment_cell(exact: Decimal, code: str, place: TextPlace, *, from_1904: bool) -> Cell:
    moment = _find_moment(exact, from_1904=from_1904)
    if moment is None:
        return Cell(None, place, problem("D177", place, value=format(exact, "f")))
    shown = show_moment(moment, exact, code)
    if moment.year < 1900 and not from_1904:  # a time of day, or a duration
        return Cell(shown, place)
    return Cell(shown, place, day=moment.date().isoformat(), clock=bool(exact % 1))


def make_iso_cell(written: str, code: str, place: TextPlace) -> Cell:
    """The cell of a date that is written as such (ISO 8601)."""
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        return make_text_cell(written, place)
    if moment.year < 1900:
        return Cell(None, place, problem("D177", place, value=written))
    has_clock = moment.time() != datetime.time()
    shown = show_moment(moment, Decimal(1), code)
    return Cell(shown, place, day=moment.date().isoformat(), clock=has_clock)


def _find_moment(serial: Decimal, *, from_1904: bool) -> datetime.datetime | None:
    """The moment of a serial number; None before 1900 and after 9999.

    Excel counts a 29 February 1900 that never was, so that days before it are one ahead.
    """
    if serial < 0 or serial >= 2_958_466:
        return None
    start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    days = int(serial) + (not from_1904 and 1 <= serial < 60)
    seconds = round(float(serial % 1) * 86_400)
    try:
        return start + datetime.timedelta(days, seconds)
    except OverflowError:
        return None


def spread_areas(rows: dict[int, dict[int, Cell]], areas: list[Area]) -> None:
    """Put the value of merged cells into each of them that stands in a row which holds something.

    Raises TooLarge.
    """
    if sum((a.bottom - a.top + 1) * (a.right - a.left + 1) for a in areas) > MOST_MERGED:
        raise TooLarge
    lines = sorted(rows)
    widest = max((column for cells in rows.values() for column in cells), default=0)
    left = MOST_CELLS
    for area in areas:
        holder = rows.get(area.top, {}).get(area.left)
        if holder is None:
            continue
        within = lines[bisect_left(lines, area.top) : bisect_right(lines, area.bottom)]
        columns = range(area.left, max(min(area.right, widest), area.left) + 1)
        left -= len(within) * len(columns)
        if left < 0:
            raise TooLarge
        for line in within:
            for column in columns:
                place = holder.place._replace(line=line, column=column)
                rows[line][column] = holder._replace(place=place, area=area)


def normalize_name(text: str) -> str:
    """A name of a column or sheet as it is compared: without blanks and signs that nobody sees."""
    return "".join(ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text)).split())
