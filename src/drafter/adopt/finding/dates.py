"""Years, months and days in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from drafter.adopt.finding import lexicon
from drafter.adopt.finding.stretches import Stretch, Stretches

_S = r"[ \u3000\xa0]*"
_HAN_DIGITS = {digit: str(n) for n, digit in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_FULL = re.compile(
    rf"({lexicon.YEAR}){_S}年{_S}({lexicon.MONTHS}){_S}月{_S}({lexicon.DAYS}){_S}([日号])"
)
_HAN_FULL = re.compile(
    r"([一二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_FIRST_MONTH = re.compile(rf"(元月{_S}(?:{lexicon.DAYS}){_S}日)")
_MONTH_DAY = re.compile(rf"(?<!\d)({lexicon.MONTHS}){_S}月{_S}({lexicon.DAYS}){_S}([日号])")
_MONTH_RANGE = re.compile(
    rf"(?<![\d.])(({lexicon.MONTHS})月?份?{_S}{lexicon.DASH}{_S}({lexicon.MONTHS})){_S}月(?!{_S}\d{{1,2}}{_S}[日号])"
)
_DAY_RANGE = re.compile(rf"(?<=[日号]){_S}{lexicon.DASH}{_S}({lexicon.DAYS}){_S}[日号]")
_YEAR_MONTH_RUN_IN = re.compile(rf"({lexicon.YEAR})(1[0-2]|[1-9])(?=月)")
_MONTH = re.compile(rf"(?<![\d.])({lexicon.MONTHS}){_S}月(?!均)")
_HOUR = re.compile(rf"(?<=[日午晨晚上天间]){_S}(\d{{1,2}}){_S}[时点](?!\d*%)")
_YEAR_SPAN = re.compile(rf"({lexicon.YEAR}){_S}年?{_S}{lexicon.DASH}{_S}({lexicon.YEAR})(?!\d)")
_YEAR = re.compile(rf"({lexicon.YEAR})(?=\*?{_S}(?:年|—|学年))(?!\d)")
_HAN_YEAR = re.compile(r"([一二][〇零一二三四五六七八九]{3})(?=年)")
_DOTTED = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d\d)([./-])(?:1[0-2]|0?[1-9])(?:\1(?:[12]\d|3[01]|0?[1-9]))?(?![\d.%])"
)
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{2})年(?=\d{1,2}月|底|末|初|度|上半年|下半年)")


def find_dates(line: str, taken: Stretches, year: int) -> Iterator[Stretch]:
    """All that says when, the longest form first; what is found is taken."""
    for pattern, read in _READERS:
        for match in pattern.finditer(line):
            if taken.holds(match.start(1)):
                continue
            yield from read(match, year)
            taken.add(*match.span())


def _read_full(match: re.Match[str], year: int) -> Iterator[Stretch]:
    if (day := _make_day(*match.group(1, 2, 3))) is None:
        return
    printed = f"{day.year}年{day.month}月{day.day}日"
    if match[0] == printed:
        yield Stretch(*match.span(), match.end(), "date", day.isoformat(), filters="|日期")
    else:
        yield Stretch(
            *match.span(), match.end(), "text", match[0], doubt="日期的写法不规范，照样写"
        )


def _read_han_full(match: re.Match[str], year: int) -> Iterator[Stretch]:
    digits = "".join(_HAN_DIGITS[each] for each in match[1])
    month, number = (_read_small(each) for each in match.group(2, 3))
    if (day := _make_day(digits, str(month), str(number))) is not None:
        is_usual = "零" not in match[1]
        yield Stretch(
            *match.span(), match.end(), "date" if is_usual else "text",
            day.isoformat() if is_usual else match[0], filters='|日期("汉字")' if is_usual else "",
        )  # fmt: skip


def _read_small(numeral: str) -> int:
    """十二, 三十一: a month or a day in Han."""
    tens, ten, ones = numeral.rpartition("十")
    digits = {each: int(value) for each, value in _HAN_DIGITS.items()}
    return (digits.get(tens, 1) * 10 if ten else 0) + (digits.get(ones, 0) if ones else 0)


def _make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read_month_day(match: re.Match[str], year: int) -> Iterator[Stretch]:
    day = _make_day(str(year or 2000), match[1], match[2])
    if day is not None and year and match[0] == f"{day.month}月{day.day}日":
        yield Stretch(*match.span(), match.end(), "date", day.isoformat(), filters='|日期("月日")')
    elif day is not None:
        yield Stretch(*match.span(), match.end(), "text", match[0])


def _read_month_range(match: re.Match[str], year: int) -> Iterator[Stretch]:
    start, end = match.span(1)
    is_whole = (match[2], match[3]) == ("1", "12")
    yield Stretch(
        start, end, match.end(), "range", match[1], "月",
        choice="fixed" if is_whole else "keep", doubt="全年的月份" if is_whole else "",
    )  # fmt: skip


def _read_year_month(match: re.Match[str], year: int) -> Iterator[Stretch]:
    """20216月: the 年 between them is lost."""
    yield Stretch(*match.span(1), match.end(1), "year", match[1], "年", doubt="漏了“年”字")
    yield Stretch(*match.span(2), match.end(), "count", match[2], "月")


def _make_counted(unit: str) -> Callable[[re.Match[str], int], Iterator[Stretch]]:
    def read(match: re.Match[str], year: int) -> Iterator[Stretch]:
        yield Stretch(*match.span(1), match.end(), "count", match[1], unit)

    return read


def _read_year(match: re.Match[str], year: int) -> Iterator[Stretch]:
    yield Stretch(*match.span(1), match.end(1), "year", match[1], "年")


def _read_year_span(match: re.Match[str], year: int) -> Iterator[Stretch]:
    is_plan = year and int(match[2]) > year + 1
    for group in (1, 2):
        yield Stretch(
            *match.span(group), match.end(group), "year", match[group], "年",
            choice="fixed" if is_plan else "keep", doubt="规划期" if is_plan else "",
        )  # fmt: skip


def _read_han_year(match: re.Match[str], year: int) -> Iterator[Stretch]:
    yield Stretch(*match.span(1), match.end(1), "text", match[1], "年", doubt="汉字年份，照样写")


def _read_as_typed(match: re.Match[str], year: int) -> Iterator[Stretch]:
    yield Stretch(*match.span(), match.end(), "text", match[0])


def _read_short_year(match: re.Match[str], year: int) -> Iterator[Stretch]:
    yield Stretch(*match.span(1), match.end(), "text", match[1], "年", doubt="年份要写四位")


_READERS = (
    (_FULL, _read_full),
    (_HAN_FULL, _read_han_full),
    (_FIRST_MONTH, _read_as_typed),
    (_MONTH_RANGE, _read_month_range),
    (_MONTH_DAY, _read_month_day),
    (_DAY_RANGE, _make_counted("日")),
    (_YEAR_MONTH_RUN_IN, _read_year_month),
    (_MONTH, _make_counted("月")),
    (_HOUR, _make_counted("时")),
    (_DOTTED, _read_as_typed),
    (_YEAR_SPAN, _read_year_span),
    (_YEAR, _read_year),
    (_HAN_YEAR, _read_han_year),
    (_SHORT_YEAR, _read_short_year),
)
"""Each form of a date and its reader, longest first."""
