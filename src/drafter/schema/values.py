"""A written value taken as the kind that the schema asks for: numbers, dates, yes and no."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from decimal import Decimal

from drafter.schema.fields import Kind

DATE = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-./年])(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})日?"
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BOOLEANS = {"是": True, "否": False, "yes": True, "no": False, "true": True, "false": False}


class Unfit(ValueError):
    """The value is not of the kind; `code` says which problem, `hint` what could be written."""

    def __init__(self, code: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(code)


def empty(value: object) -> bool:
    """Whether nothing was filled in: no value, or a text of blanks only."""
    return value is None or (isinstance(value, str) and not value.strip())


def take(value: str | int | bool, kind: Kind) -> str | int | bool | Decimal | datetime.date:
    """The value as the kind asks. Raises Unfit with D203 (number), D205 (date), D206 (yes or no).

    Text and kinds that drafter does not know stay as they are; a number is text when text is asked.
    """
    if kind in ("integer", "number"):
        return _number(value, whole=kind == "integer")
    if kind == "date":
        return parse_date(str(value))
    if kind == "boolean":
        return _boolean(value)
    if kind == "any":
        return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _number(value: str | int | bool, *, whole: bool) -> int | Decimal:
    if isinstance(value, bool):
        raise Unfit("D203")
    if isinstance(value, int):
        return value
    text = value.strip()
    if not _NUMBER.fullmatch(text) or not text.isascii() or re.match(r"-?0\d", text):
        raise Unfit("D203", _number_hint(text, whole=whole))
    number = Decimal(text)
    if not whole:
        return number
    if number != number.to_integral_value():
        raise Unfit("D203")
    return int(number)


_HAN_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


def _number_hint(text: str, *, whole: bool) -> str:
    """What the clerk may have meant, as a number; nothing when it cannot be told.

    >>> _number_hint("十二人", whole=True), _number_hint("１，２００", whole=True)
    ('12', '1200')
    """
    plain = re.sub(r"[,，_\s]", "", unicodedata.normalize("NFKC", text))
    if match := re.match(r"-?\d+(\.\d+)?", plain):
        number = Decimal(match.group()) * _scale(plain[match.end() :])
        if plain.endswith("%"):
            return "" if whole else format(number, "f")
        return format(number.normalize() if number % 1 == 0 else number, "f")
    han = re.match(r"[〇零一二两三四五六七八九十百千]+", plain)
    return str(_han(han.group()) * _scale(plain[han.end() :])) if han else ""


def _scale(rest: str) -> int:
    return {"万": 10_000, "亿": 100_000_000}.get(rest[:1], 1)


def _han(text: str) -> int:
    """A number below 10,000 in Chinese numerals.

    >>> _han("三十二"), _han("十二"), _han("二〇二一"), _han("一百零五")
    (32, 12, 2021, 105)
    """
    if not set(text) & set(_HAN_UNITS):
        return int("".join(str(_HAN_DIGITS[char]) for char in text))
    amount = digit = 0
    for char in text:
        if char in _HAN_UNITS:
            amount += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return amount + digit


def _boolean(value: str | int | bool) -> bool:
    if isinstance(value, bool):
        return value
    try:
        return _BOOLEANS[str(value).strip().lower()]
    except KeyError:
        raise Unfit("D206") from None


def parse_date(text: str) -> datetime.date:
    """A date as people write it: 2021-03-05, 2021.3.5, 2021/3/5, 2021年3月5日.

    Raises Unfit: D204 when there is no such day, D205 when it is not a date.
    """
    match = DATE.fullmatch(text.strip())
    if match is None:
        raise Unfit("D205")
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Unfit("D204", _last_day(year, month)) from None


def _last_day(year: int, month: int) -> str:
    """The last day of the month, as a hint; nothing when there is no such month."""
    if not (1 <= month <= 12 and year):
        return ""
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
