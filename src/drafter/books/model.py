"""A workbook as plain values: what its sheets hold, what their columns ask, how they look."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Look = Literal["", "needed", "optional", "hand", "doubtful", "title", "banner"]
"""needed, optional: the heads of columns. hand: for people to fill in, whatever is protected."""

MARK = "drafter.workbook"
"""The name of the property that holds a workbook's mark."""

TEXT, DAY = "@", "yyyy-mm-dd"
"""Formats: what is typed stays a text, long digits and 3-5 too; a day."""


class Rich(NamedTuple):
    """A text of which the middle is bold."""

    before: str
    bold: str
    after: str


class Listed(NamedTuple):
    """What may stand in a column, to be chosen from a list that drops down."""

    choices: tuple[str, ...]


class Rule(NamedTuple):
    """What Excel says of a value typed into a column; what is pasted goes past it.

    kind: what may stand there. strict: nothing else can be typed; else Excel asks again.
    """

    kind: Listed | Literal["day", "whole", "number"]
    refusal: str
    strict: bool = True
    may_be_empty: bool = True


class BookCell(NamedTuple):
    """What a cell holds, in which number format, how it looks.

    link: the sheet that a click on it leads to. rule: what may stand in this very cell. needed: it
    is coloured as long as it is empty.
    """

    value: str | int | Decimal | datetime.date | Rich | None = None
    form: str = ""
    look: Look = ""
    link: str = ""
    rule: Rule | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, width in digits, number format of what is typed there, rule, note."""

    title: str
    width: float
    look: Look = ""
    form: str = ""
    rule: Rule | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with a row a record under a head that stays in sight.

    room: so many rows below the head take the columns' rules and colours.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[BookCell]] = field(repr=False)
    room: int = 0


@dataclass(frozen=True, slots=True)
class HelpSheet:
    """A sheet to be read: rows of texts, wrapped, in columns of those widths."""

    title: str
    widths: tuple[float, ...]
    rows: Sequence[Sequence[BookCell]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook's sheets in their order.

    lists: the title of the hidden sheet that holds the choices too many for a cell's own rule.
    mark: by which a copy is known again, as a property of the file, which Excel, WPS and
    LibreOffice keep.
    """

    sheets: tuple[TableSheet | HelpSheet, ...]
    lists: str = ""
    mark: str = ""
