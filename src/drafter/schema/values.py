"""A written value taken as the kind that the schema asks for: numbers, dates, yes and no."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from decimal import Decimal

from drafter import patterns
from drafter.problems import Place, Problem, TextPlace, phrase, problem
from drafter.schema.fields import Field, Kind
from drafter.source.yaml.node import MOST_DIGITS
from drafter.vocabulary import NO, YES

DATE = patterns.postpone(
    r"(?P<year>\d{4})(?P<mark>[-./年])(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})日?"
)
_LOOSE_DATE = patterns.postpone(
    r"(?:(?P<year>\d{4})\s*[-./年]\s*)?(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*[日号]?"
)
_LEAP_YEAR = 2000
_PERCENT = ("%", "％")
_NUMBER = patterns.postpone(r"-?\d+(\.\d+)?")
_BOOLEANS = {YES: True, NO: False, "yes": True, "no": False, "true": True, "false": False}


class UnfitValue(ValueError):
    """The value is not of the kind; `code` says which problem, `hint` what could be written."""

    def __init__(self, code: str, hint: str = "") -> None:
        self.code = code
        self.hint = hint
        super().__init__(code)


def warn_of_value(place: Place, field: Field, value: str, kind: str) -> Problem:
    """D221: a value that is taken as it stands, and hardly meant so. kind: key of the catalogue."""
    taken, cure = phrase(f"taken.{kind}"), phrase(f"taken.cure.{kind}", value=value)
    name = field.name or field.title
    return problem("D221", place, field=name, value=value, taken=taken, cure=cure)


_COUNTED = patterns.postpone(r".*(?:数|数量|人次)")
_MEASURED = patterns.postpone(r".*[元%％‰点度℃分].*")
"""Units of what may well be below nothing."""
_SIGNED = patterns.postpone(
    r".*(?:[增减差余盈亏温率升降涨跌]|变[化动]|同比|环比|比重|指数|得分|积分|浮动|利润).*"
)


def is_count(field: Field) -> bool:
    """Whether a field holds how many of something there are: asked where a number is negative."""
    is_measured = field.unit and _MEASURED.fullmatch(field.unit)
    if is_measured or any(_SIGNED.fullmatch(each) for each in (field.name, field.title)):
        return False
    return bool(field.unit or _COUNTED.fullmatch(field.name))


def is_empty(value: object) -> bool:
    """Whether nothing was filled in: no value, or a text of blanks only."""
    return value is None or value == "" or (isinstance(value, str) and value.isspace())


def drop_sign(value: str | int | bool, field: Field) -> str | int | bool:
    """69.4% typed for a figure in percent is 69.4: the sign stands in the template."""
    if field.kind == "figure" and field.unit in _PERCENT and isinstance(value, str):
        bare = value.strip()
        return bare[:-1].rstrip() if bare.endswith(_PERCENT) else value
    return value


def convert_value(
    value: str | int | bool, kind: Kind
) -> str | int | bool | Decimal | datetime.date:
    """The value as the kind asks. Raises Unfit with D203 (number), D205 (date), D206 (yes or no).

    Text and kinds that drafter does not know stay as they are; a number is text when text is asked.
    """
    if kind in ("integer", "number"):
        return _parse_number(value, whole=kind == "integer")
    if kind == "figure":
        return _parse_figure(value)
    if kind == "date":
        return parse_date(str(value))
    if kind == "boolean":
        return _parse_boolean(value)
    if kind == "any":
        return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


_COUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_HAN_COUNT = "[〇零一二两三四五六七八九十百千]+"
_EXACT = patterns.postpone(rf"-?{_COUNT}")
_ROUGH = patterns.postpone(
    rf"(?:约|大约|近|将近|接近|超|超过|逾|上|达|不足|不到|至少)?"
    rf"(?:{_COUNT}|[数几]?{_HAN_COUNT}几?|[数几])[余多来]?[十百千]?[万亿]{{0,2}}[余多]?"
    rf"(?:以上|以下|以内|左右|上下)?"
    rf"|(?:{_COUNT}|{_HAN_COUNT})[万亿]?(?:[-－–~～至到]|—{{1,2}})(?:{_COUNT}|{_HAN_COUNT})[万亿]?"
)


def _parse_figure(value: str | int | bool) -> int | Decimal | str:
    """A number that was typed, or one in round terms as it is: 495,737; 2.60; 200余; 3.2万."""
    plain = str(value).strip()
    if isinstance(value, bool) or re.match(r"-?0[0-9]", plain):
        raise UnfitValue("D203")
    if _EXACT.fullmatch(plain):
        number = Decimal(plain.replace(",", ""))
        return number if "." in plain else int(number)
    if re.fullmatch(_HAN_COUNT, plain):
        return _parse_han_number(plain)
    if _ROUGH.fullmatch(plain):
        return plain
    raise UnfitValue("D203")


def _parse_number(value: str | int | bool, *, whole: bool) -> int | Decimal:
    if isinstance(value, bool):
        raise UnfitValue("D203")
    if isinstance(value, int):
        return value
    text = value.strip()
    if not _NUMBER.fullmatch(text) or not text.isascii() or re.match(r"-?0\d", text):
        raise UnfitValue("D203")
    number = Decimal(text)
    if not whole:
        return number
    if number != number.to_integral_value():
        raise UnfitValue("D253")
    if abs(number) >= 10**MOST_DIGITS:
        raise UnfitValue("D255")
    return int(number)


_HAN_DIGITS = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


_MEASURES = "人次|[年个件次人名份篇期场项条元户家处]"
_AMOUNT = rf"(-?\d+(?:\.\d+)?)([万亿]?)(?:{_MEASURES})?"
_HAN_AMOUNT = rf"([〇零一二两三四五六七八九十百千]+)(?:{_MEASURES})?"
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


_MINUS = patterns.postpone(r"(?:[−﹣–—]|负)(?=[\d¥])")
_CURRENCY = patterns.postpone(r"(-?)[¥￥](?=[-\d])")


def _make_narrow(text: str) -> str:
    """The text in half-width signs without blanks; any minus, and 负, as a hyphen; without ¥."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return _CURRENCY.sub(r"\1", _MINUS.sub("-", plain, 1), 1)


def suggest_number(text: str, unit: str = "", *, whole: bool) -> str:
    """The number that the clerk surely meant; nothing when that is not certain.

    >>> suggest_number("十二人", whole=True), suggest_number("１，２００", whole=True)
    ('12', '1200')
    >>> suggest_number("30万元", "万元", whole=False), suggest_number("约62", whole=True)
    ('30', '')
    """
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", _make_narrow(text))
    plain = plain.removesuffix(unit) if unit else plain
    if match := re.fullmatch(_HAN_AMOUNT, plain):
        return str(_parse_han_number(match[1]))
    match = re.fullmatch(_AMOUNT, plain)
    if match is None or (match[2] and match[2] in unit):
        return ""
    number = Decimal(match[1]) * _SCALES[match[2]]
    if number == number.to_integral_value():
        return format(number.to_integral_value(), "f")
    return "" if whole else format(number, "f")


def suggest_amount(text: str, field: Field) -> str:
    """What the clerk surely meant in a field of numbers; nothing when that is not certain."""
    if field.kind == "figure":
        return suggest_figure(text, field.unit)
    return suggest_number(text, field.unit, whole=field.kind == "integer")


def is_too_small(number: str, field: Field) -> bool:
    """Whether the number that was meant would be told next: below what the schema allows, or
    below nothing where things are counted."""
    if field.least is None:
        return number.startswith("-") and is_count(field)
    return bool(_EXACT.fullmatch(number)) and Decimal(number.replace(",", "")) < field.least


def suggest_figure(text: str, unit: str = "") -> str:
    """The number, or the round number, that the clerk surely meant; nothing when not certain.

    >>> suggest_figure("２００余"), suggest_figure("200余户", "户"), suggest_figure("很多")
    ('200余', '200余', '')
    """
    plain = _make_narrow(text).removeprefix("共")
    plain = plain.removesuffix(unit) if unit else re.sub(f"(?:{_MEASURES})$", "", plain)
    try:
        _parse_figure(plain)
    except UnfitValue:
        return ""
    return plain


def suggest_date(text: str) -> str:
    """The date that was surely meant, as 2021-03-05; nothing when that is not certain.

    >>> suggest_date("2021年3月5号"), suggest_date("20210305"), suggest_date("3月5日")
    ('2021-03-05', '2021-03-05', '')
    """
    plain = re.sub(r"\d{1,2}:\d{2}(:\d{2})?\s*$", "", unicodedata.normalize("NFKC", text))
    parts = re.findall(r"\d+", plain)
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if [len(part) for part in parts] not in [[4, m, d] for m in (1, 2) for d in (1, 2)]:
        return ""
    try:
        return datetime.date(*map(int, parts)).isoformat()
    except ValueError:
        return ""


def _parse_han_number(text: str) -> int:
    """A number below 10,000 in Chinese numerals.

    >>> [_parse_han_number(text) for text in ("三十二", "十二", "二〇二一", "一百零五")]
    [32, 12, 2021, 105]
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


def _parse_boolean(value: str | int | bool) -> bool:
    if isinstance(value, bool):
        return value
    try:
        return _BOOLEANS[str(value).strip().lower()]
    except KeyError:
        raise UnfitValue("D206") from None


@functools.lru_cache(4_096)
def parse_date(text: str) -> datetime.date:
    """A date as people write it: 2021-03-05, 2021.3.5, 2021/3/5, 2021年3月5日.

    Raises Unfit: D204 when there is no such day, D205 when it is not a date.
    """
    match = DATE.fullmatch(text.strip())
    if match is None:
        raise _explain_no_date(text)
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise UnfitValue("D204", _last_day(year, month)) from None


def _explain_no_date(text: str) -> UnfitValue:
    """Why it is no date: 2月30日 is a day that no year has, 3月5日 lacks its year."""
    match = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or not (match["year"] or "月" in match[0]):
        return UnfitValue("D205")
    year, month = int(match["year"] or _LEAP_YEAR), int(match["month"])
    try:
        datetime.date(year, month, int(match["day"]))
    except ValueError:
        return UnfitValue("D204", _last_day(year, month) if match["year"] else "")
    return UnfitValue("D205")


def _last_day(year: int, month: int) -> str:
    """The last day of the month, as a hint; nothing when there is no such month."""
    import calendar  # only when there is no such day

    if not (1 <= month <= 12 and year):
        return ""
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def report_unfit(place: TextPlace, field: Field, value: object, unfit: UnfitValue) -> Problem:
    """The value as a problem of its field, with what was surely meant where that is certain."""
    name, written = name_field(field), str(value)
    if unfit.code == "D203":
        hint = suggest_amount(written, field)
        other = "hint.figure" if field.kind == "figure" else "hint.digits"
        said = phrase("hint.write", hint=hint) if hint else phrase(other)
        if hint and is_too_small(hint, field):
            said = phrase("hint.small", hint=hint.removeprefix("-"), n=field.least or 0)
        return problem("D203", place, field=name, value=written, hint=said)
    if unfit.code in ("D253", "D255"):
        return problem(unfit.code, place, field=name, value=written)
    sample = {"D204": "2021-02-28", "D205": "2021-03-05"}.get(unfit.code, "是")
    hint_of_date = suggest_date(written) if unfit.code == "D205" else unfit.hint
    return problem(unfit.code, place, field=name, value=written, hint=hint_of_date or sample)


def name_field(field: Field) -> str:
    """What a clerk knows the field by."""
    return field.name or field.title
