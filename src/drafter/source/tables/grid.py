"""A sheet as a grid of cells with their places, whatever file it comes from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from drafter.problems import Problem, TextPlace, problem
from drafter.source.yaml.node import Value

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
