"""A cell taken as its field asks: dates and numbers as people type them, what a sheet shows."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from drafter.problems import Problem, problem
from drafter.schema import Field
from drafter.source import Cell, Value

_DAY = re.compile(
    r"(?P<year>\d{4})\s*[-./年、]\s*(?P<month>\d{1,2})\s*[-./月、]\s*(?P<day>\d{1,2})\s*[日号.]?"
    r"\s*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
    r"(?:[\sT]*(?P<clock>(?:上午|下午|AM|PM)?\s*\d{1,2}[:时点]\d{0,2}分?(?::\d{1,2}(?:\.\d+)?)?"
    r"\s*(?:AM|PM)?))?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<clock>)")
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_MONEY = re.compile(r"^(-?)[¥￥$]\s*")

DITTO = frozenset("〃 〃〃 ″ 〞 ” “ \" '' ′′ 同上 同前 同上。 （同上） (同上)".split())
"""How people say that the cell above stands here too."""


class Taken(NamedTuple):
    """What a record gets of a cell. shown: as the sheet shows a number. has_clock: a time of day
    was left out of a date."""

    value: Value
    shown: str = ""
    fault: Problem | None = None
    has_clock: bool = False


def take_value(cell: Cell, field: Field) -> Taken:
    """The cell's value for the field; what cannot be taken so stays, and the schema says why."""
    if cell.fault is not None:
        return Taken(None, fault=cell.fault)
    if field.kind == "date":
        return _take_day(cell)
    if field.kind in ("integer", "number"):
        return _take_number(cell)
    if field.kind == "figure":
        return _take_figure(cell, field.unit)
    if field.kind == "boolean":
        return Taken(cell.value)
    return Taken(cell.text if cell.shown or isinstance(cell.value, bool) else cell.value)


def _take_day(cell: Cell) -> Taken:
    if cell.day:
        return Taken(cell.day, has_clock=cell.clock)
    text = unicodedata.normalize("NFKC", cell.text).strip()
    match = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return Taken(cell.value)
    try:
        day = datetime.date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:  # there is no such day: the schema's check says so
        return Taken(cell.value)
    if day.year < 1900:
        return Taken(None, fault=problem("D177", cell.place, value=cell.text))
    return Taken(day.isoformat(), has_clock=bool(match["clock"]))


def _take_figure(cell: Cell, unit: str) -> Taken:
    """A number, or one in round terms as it stands; of percentages what the sheet shows."""
    shown = unicodedata.normalize("NFKC", cell.text).strip()
    if unit == "%" and shown.endswith("%"):
        return Taken(shown.removesuffix("%"))
    number = _take_number(cell)
    return number if isinstance(number.value, int) or number.shown else Taken(shown or cell.value)


def _take_number(cell: Cell) -> Taken:
    if isinstance(cell.value, int):
        return Taken(cell.value, cell.shown)
    text = unicodedata.normalize("NFKC", cell.text)
    plain = _MONEY.sub(r"\1", text.removesuffix("%").strip())
    if cell.shown or not _NUMBER.fullmatch(plain):
        return Taken(cell.value, cell.shown)
    number = Decimal(plain.replace(",", "")).scaleb(-2 if text.endswith("%") else 0)
    whole = number == number.to_integral_value() and "." not in plain
    written = str(int(number)) if whole else format(number, "f")
    value = int(number) if whole and len(written) <= 18 else written
    return Taken(value, cell.text if cell.text != written else "")


_LABEL = re.compile(r".*(?:年|年度|年份|月|月份|季度|届|期|号|编号|序号|代码|电话|手机|排名|名次)")


def is_amount(field: Field) -> bool:
    """Whether the field holds an amount, not a number that only names something (年度, 编号)."""
    is_number = field.kind in ("integer", "number", "figure")
    return is_number and (bool(field.unit) or not _LABEL.fullmatch(field.name))
