"""Numbers as a sheet shows them: 0.767 in the format 0.0% is 76.7% (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a workbook names by number alone, as Excel in Chinese shows them (18.8.30)."""

EXACT = r"General;\-General;General;@"
"""The format of cells that a reader is to take as they are: blanks at a text's ends belong to it,
同上 means itself, and the row is a record whatever it looks like. It shows what General shows;
drafter's own workbooks write it where they must, and Excel, WPS and LibreOffice keep it."""


def is_exact_format(code: str) -> bool:
    """Whether the cell is to be taken as it is."""
    return code[-1:] == "@" and code.replace("\\", "") == EXACT.replace("\\", "")


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*](?P<space>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<moment>y+|e+|m+|d+|h+|s+(?:\.0+)?|aaaa?)"
    r"|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)


class _Token(NamedTuple):
    kind: str
    text: str


@functools.lru_cache(256)
def _split_sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    """The format's sections, which stand for positive, negative, zero, and text."""
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = str(match.lastgroup)
        text = match[kind]
        if kind == "other" and text == ";":
            sections.append([])
        elif kind == "bracket":
            sections[-1] += _read_bracket(text)
        elif kind != "space":
            literal = kind in ("quoted", "escaped")
            sections[-1].append(_Token("literal" if literal else kind, text))
    return tuple(map(tuple, sections))


def _read_bracket(text: str) -> Iterator[_Token]:
    """[h] counts hours beyond a day, [$¥-804] is a sign of money; colours say nothing."""
    if _ELAPSED.fullmatch(text):
        yield _Token("elapsed", text.lower())
    elif text.startswith("$"):
        yield _Token("literal", text[1:].partition("-")[0])
    elif text.lower().startswith("dbnum") or text[:1] in "<>=":
        yield _Token("unknown", text)


@functools.lru_cache(256)
def is_date_format(code: str) -> bool:
    """Whether numbers in this format are shown as dates or times.

    >>> [is_date_format(code) for code in ("yyyy-mm-dd", "[h]:mm", '0.0"d"', "General", "[Red]0")]
    [True, True, False, False, False]
    """
    if code.lower().startswith("general"):
        return False
    kinds = {token.kind for token in _split_sections(code)[0]}
    return not kinds.isdisjoint({"moment", "elapsed"}) and "digit" not in kinds


def show_number(number: Decimal, code: str) -> str:
    """The number as its format shows it; as it is written where the format is not known here.

    >>> [show_number(Decimal("0.767"), code) for code in ("0.0%", "General", '0.00"万元"')]
    ['76.7%', '0.767', '0.77万元']
    >>> show_number(Decimal("-1234.5"), '"¥"#,##0.00'), show_number(Decimal(1) / 3, "")
    ('-¥1,234.50', '0.333333333')
    """
    sections = _split_sections(code)
    if len(sections) > 1 and number < 0:
        tokens, number = sections[1], -number
    else:
        tokens = sections[2] if len(sections) > 2 and not number else sections[0]
    kinds = [token.kind for token in tokens]
    slash = any(token == ("other", "/") for token in tokens)
    unknown = not {"unknown", "moment", "elapsed"}.isdisjoint(kinds) or slash
    if "digit" not in kinds or unknown:
        return _show_general(number)
    return ("-" if number < 0 else "") + _fill_digits(abs(number), tokens)


def _show_general(number: Decimal) -> str:
    """As Excel shows a number that has no format: in eleven characters, zeros at its end cut."""
    if number == number.to_integral_value():
        return format(number.to_integral_value(), "f")
    places = max(10 - len(str(abs(int(number)))), 0)
    rounded = round_half_up(number, places)
    return _cut_zeros(format(rounded, "f")) if rounded else _cut_zeros(format(number, "f"))


def _cut_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_half_up(number: Decimal, places: int) -> Decimal:
    """The number with so many decimals, as offices and Excel round."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _fill_digits(number: Decimal, tokens: tuple[_Token, ...]) -> str:
    """The format's places filled with the digits of a number that is not negative."""
    texts = ["," if t == ("other", ",") else t.text if t.kind == "digit" else "" for t in tokens]
    point = next((at for at, token in enumerate(tokens) if token == ("other", ".")), len(tokens))
    last = max(at for at, token in enumerate(tokens) if token.kind == "digit")
    commas = [at for at, text in enumerate(texts) if text == ","]
    percents = sum(token == ("other", "%") for token in tokens)
    scale = sum(at > last for at in commas)
    places = sum(token.kind == "digit" for token in tokens[point:])
    scaled = round_half_up(number.scaleb(2 * percents - 3 * scale), places)
    whole, _, decimals = format(scaled, "f").partition(".")
    grouped = any(at < min(point, last) for at in commas)
    left = _fill_whole(whole if int(whole) else "", tokens[:point], grouped=grouped)
    return left + _fill_decimals(decimals, tokens[point:])


def _fill_whole(digits: str, tokens: tuple[_Token, ...], *, grouped: bool) -> str:
    """The places before the point, filled from the right; the first takes all that is left."""
    slots = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    shown: list[str] = []
    count = 0
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.kind != "digit":
            shown.append("" if token == ("other", ",") else token.text)
            continue
        taken = digits if at == slots[0] else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or ("0" if token.text == "0" else "")):
            shown.append("," if grouped and count and count % 3 == 0 else "")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


def _fill_decimals(digits: str, tokens: tuple[_Token, ...]) -> str:
    needed = [token.text for token in tokens if token.kind == "digit"]
    while digits and digits[-1] == "0" and needed[len(digits) - 1] != "0":
        digits = digits[:-1]
    rest = iter(digits)
    shown = "".join(
        next(rest, "") if token.kind == "digit" else "" if token == ("other", ",") else token.text
        for token in tokens
    )
    return shown if digits else shown.replace(".", "", 1)


def show_moment(moment: datetime.datetime, serial: Decimal, code: str) -> str:
    """The date or time as its format shows it; a format not known here as 2021-03-05 14:30.

    >>> noon = datetime.datetime(2021, 3, 5, 12, 5)
    >>> [show_moment(noon, Decimal(1), code) for code in ('yyyy"年"m"月"d"日"', "h:mm", "[h]:mm")]
    ['2021年3月5日', '12:05', '24:05']
    """
    tokens = _split_sections(code)[0]
    kinds = [token.kind for token in tokens]
    named = any(t.kind == "moment" and t.text[:3].lower() in ("mmm", "ddd") for t in tokens)
    if named or "unknown" in kinds or not {"moment", "elapsed"} & set(kinds):
        has_clock = moment.time() != datetime.time()
        return moment.isoformat(" ", "minutes") if has_clock else moment.date().isoformat()
    parts = [
        _show_part(token, _is_minute(tokens, at), moment, serial, half="noon" in kinds)
        for at, token in enumerate(tokens)
    ]
    return "".join(parts).strip()


def _is_minute(tokens: tuple[_Token, ...], at: int) -> bool:
    """Whether an m there means minutes: an hour stands before it, or seconds behind."""
    units = [
        (place, token.text[0].lower())
        for place, token in enumerate(tokens)
        if token.kind in ("moment", "elapsed")
    ]
    before = next((unit for place, unit in reversed(units) if place < at), "")
    after = next((unit for place, unit in units if place > at), "")
    return before == "h" or after == "s"


def _show_part(
    token: _Token, is_minute: bool, moment: datetime.datetime, serial: Decimal, *, half: bool
) -> str:
    if token.kind == "elapsed":
        seconds = int(round_half_up(serial * 86_400, 0))
        amount = seconds // {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return str(amount).zfill(len(token.text))
    if token.kind == "noon":
        first, second = token.text.split("/")
        return second if moment.hour >= 12 else first
    if token.kind != "moment":
        return token.text
    unit, width = token.text[0].lower(), len(token.text)
    if unit in "ye":
        return f"{moment.year % 100:02}" if unit == "y" and width <= 2 else f"{moment.year:04}"
    if unit == "a":
        return "星期" * (width == 4) + "一二三四五六日"[moment.weekday()]
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour,
              "s": moment.second}[unit]  # fmt: skip
    return str(number).zfill(min(width, 2) if width <= 2 else 1)
