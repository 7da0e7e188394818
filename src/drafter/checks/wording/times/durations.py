"""Spans that are said with their length: 公示期为5个工作日，自9月8日至9月11日 has four days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import read_count

_HAN = "一二两三四五六七八九十"
_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_UNIT = "(?P<unit>年|个?工作日|个自然日|个?星期|个?半?月|周|天|日)"
_TO = "(?:起|开始|）)?，?(?:至|到|—{1,2}|～|~|-|－|截至|直至)"
_FIRST = r"(?:(?P<y1>20\d\d)年)?(?P<m1>1[0-2]|[1-9])月(?P<d1>[123]?\d)日"
_LAST = (
    r"(?:(?P<y2>20\d\d)年|(?P<next>次年|翌年|第二年))?(?:(?P<m2>1[0-2]|[1-9])月)?(?P<d2>[123]?\d)日"
)
_SPAN = _FIRST + _TO + _LAST
_HOURS = re.compile(
    rf"(?P<first>\d{{1,2}})[时点](?P<one>半|[0-5]?\d分)?[^。；\d]{{0,8}}，?(?:历时|持续|共|共计|为期|用时)(?:约)?(?P<n>\d{{1,2}}|[{_HAN}])个?(?:多)?(?P<half>半)?小时[^。；\d]{{0,10}}?(?:至|到|于)?(?:[上下]午)?(?P<last>\d{{1,2}})[时点](?P<two>半|[0-5]?\d分)?[^。；\d]{{0,3}}(?:结束|散会|止|完成|闭幕)"
)
_LASTS = "(?:为期|期限|公示期|公告期|历时|持续|会期|假期|工期|展期|时限|时长|周期|用时|时间|期)(?:限)?(?:均|共|一般)?(?:为|是)?"
_FORMS = (
    rf"{_LASTS}(?:共|约)?{_N}{_UNIT}(?:[，（：；]|，?(?:时间)?(?:自|从|即|为|是))(?:具体)?(?:公示)?(?:时间)?(?:为|是|：|自|从|即)*{_SPAN}",
    rf"{_FIRST}[^。；\d]{{0,8}}，(?:为期|会期|历时|持续)(?:了)?{_N}{_UNIT}[^。；\d]{{0,8}}，(?:于|至|到)?{_LAST}[^。；，\d]{{0,4}}(?:结业|闭幕|结束|落幕|收官|结营|闭营|截止|完成|圆满)",
    rf"为期{_N}{_UNIT}的[^。；，\d]{{2,24}}(?:于|自|从|定于){_SPAN}",
    rf"{_SPAN}(?:止|期间|结束)?(?:[，（]|，?)(?:为期|历时|期限为?|持续|公示期为?|会期|共计?|前后)(?:了)?{_N}{_UNIT}(?![多余左前后内半])",
)
_YEARS = (
    r"(?P<y1>(?:19|20)\d\d)年?(?:至|到|—|～|-)(?P<y2>(?:19|20)\d\d)年(?:的|这|，历时|，前后|，为期|共)?"
    rf"{_N}(?:个)?年(?:间|来|里|内|中(?!期)|时间)"
)
_MONTHS = re.compile(
    rf"{_LASTS}(?:共|约)?{_N}个月(?:[，（：]|，?自)(?:自|从|即)?(?P<y1>20\d\d)年(?P<m1>1[0-2]|[1-9])月{_TO}(?:(?P<y2>20\d\d)年)?(?P<m2>1[0-2]|[1-9])月(?!\d)"
)
_BUILT = re.compile(
    r"(?P<y1>20\d\d)年(?P<m1>1[0-2]|[1-9])月(?:\d{1,2}日)?[^。；\d]{0,14}?(?:开工|动工|启动|立项|开始|进场|奠基|施工|实施)[^。；\d]{0,10}[，；]"
    r"[^。；\d]{0,6}(?P<y2>20\d\d)年(?P<m2>1[0-2]|[1-9])月(?:\d{1,2}日)?[^。；\d]{0,16}?，[^。；\d]{0,4}(?:历时|工期|用时|耗时|建设期|持续|前后)(?:共|为|整整)*"
    rf"{_N}(?P<unit>年|个月)(?![多余半有])"
)
_PATTERNS = tuple(map(re.compile, (*_FORMS, _YEARS)))
_ANY_YEAR = 2021
_WORKING, _LONGEST_HOLIDAY = 5, 8


def find_wrong_durations(page: PageText) -> Iterator[Hit]:
    """D483: a span of days, weeks, months or years that lasts another time than is said."""
    for index, line in enumerate(page.lines):
        if not any(sign in line.text for sign in ("日", "年", "小时")):
            continue
        yield from _find_wrong_hours(index, line.text)
        yield from _find_wrong_months(index, line.text)
        yield from _find_wrong_building(index, line.text)
        for pattern in _PATTERNS:
            for match in pattern.finditer(line.text):
                if right := _compute(match):
                    end = match.end("unit" if "unit" in match.re.groupindex else "n")
                    text = line.text[match.start("n") : end]
                    values = {"text": text, "of": _name_span(match), "right": right}
                    yield Hit("D483", index, *match.span(), values)


def _find_wrong_hours(index: int, text: str) -> Iterator[Hit]:
    """上午9时开始，历时3个小时，至11时结束: half an hour more or less is nothing."""
    for match in _HOURS.finditer(text) if "小时" in text else ():
        first, last = int(match["first"]), int(match["last"])
        hours = (last - first) % (24 if last > 12 or first > 12 else 12)
        stated = read_count(match["n"])
        if hours and abs(hours - stated) > (
            1 if match["one"] or match["two"] or match["half"] else 0
        ):
            values = {
                "text": f"{match['n']}小时",
                "of": f"{first}时、{last}时",
                "right": f"{hours}小时",
            }
            yield Hit("D483", index, *match.span(), values)


def _find_wrong_months(index: int, text: str) -> Iterator[Hit]:
    """建设周期为18个月（2024年3月—2025年3月）."""
    for match in _MONTHS.finditer(text) if "个月" in text else ():
        years = int(match["y2"] or match["y1"]) - int(match["y1"])
        months = 12 * years + int(match["m2"]) - int(match["m1"])
        if months > 0 and not months <= read_count(match["n"]) <= months + 1:
            of = f"{match['y1']}年{match['m1']}月至{match['y2'] or match['y1']}年{match['m2']}月"
            values = {"text": f"{match['n']}个月", "of": of, "right": f"{months + 1}个月"}
            yield Hit("D483", index, *match.span(), values)


def _find_wrong_building(index: int, text: str) -> Iterator[Hit]:
    """2022年3月开工，2023年3月竣工，工期两年: some months more or less are nothing to a year."""
    for match in _BUILT.finditer(text) if "月" in text else ():
        months = 12 * (int(match["y2"]) - int(match["y1"])) + int(match["m2"]) - int(match["m1"])
        count = read_count(match["n"]) if match["n"] != "半" else 0
        is_year = match["unit"] == "年"
        is_so = abs(12 * count - months) <= _FEW if is_year else months <= count <= months + 1
        if months > 0 and count and not is_so:
            of = f"{match['y1']}年{match['m1']}月、{match['y2']}年{match['m2']}月"
            values = {"text": match["n"] + match["unit"], "of": of, "right": f"{months}个月"}
            yield Hit("D483", index, *match.span(), values)


_FEW = 4


def _name_span(match: re.Match[str]) -> str:
    if "m1" not in match.re.groupindex:
        return f"{match['y1']}年至{match['y2']}年"
    return f"{match['m1']}月{match['d1']}日至{match['m2'] or match['m1']}月{match['d2']}日"


def _compute(match: re.Match[str]) -> str:
    """How long it is; nothing where it is so, or the span itself is wrong."""
    count = read_count(match["n"])
    if "m1" not in match.re.groupindex:
        years = int(match["y2"]) - int(match["y1"])
        return "" if years < 1 or years <= count <= years + 1 else f"{years + 1}年"
    year = int(match["y1"] or _ANY_YEAR)
    last_year = int(match["y2"] or year + bool(match["next"]))
    try:
        first = datetime.date(year, int(match["m1"]), int(match["d1"]))
        last = datetime.date(last_year, int(match["m2"] or match["m1"]), int(match["d2"]))
    except ValueError:
        return ""
    days = (last - first).days + 1
    if days < 1:
        return ""
    if match["unit"].endswith("工作日"):
        low, high = _count_working(first, days, has_year=bool(match["y1"]))
        return "" if low <= count <= high else f"{high}个工作日"
    low, high = _bound(count, match["n"], match["unit"])
    return "" if low <= days <= high else f"{days}天"


_HALVES = {"年": (178, 187), "天": (0, 1), "日": (0, 1)}


def _bound(count: int, words: str, unit: str) -> tuple[int, int]:
    """How many days so much may be: the first of them counted or not, whole weeks or working ones."""
    if words == "半" and unit in _HALVES:
        return _HALVES[unit]
    if "半" in unit or words == "半":
        months = count if "个半" in unit and words != "半" else 0  # 三个半月, 半个月
        return 30 * months - months + 13 - 2 * bool(months), 31 * months + 18
    if unit[-1] in "周期":
        return 7 * count - 2, 7 * count + 1
    if unit == "年":
        return 365 * count - 3, 366 * count + 3
    if unit[-1] == "月":
        return 30 * count - 3 - count, 31 * count + 2
    return count, count + 1


_HOLIDAYS = (
    (1, 1, 3),
    (1, 20, 31),
    (2, 1, 28),
    (4, 2, 7),
    (4, 28, 30),
    (5, 1, 8),
    (6, 1, 26),
    (9, 8, 30),
    (10, 1, 12),
)
"""Months and days of them in which a holiday, or a weekend worked for it, may fall."""


def _count_working(first: datetime.date, days: int, *, has_year: bool) -> tuple[int, int]:
    """The fewest and the most working days of the span, its first counted or not."""
    every = [first + datetime.timedelta(each) for each in range(days)]
    is_plain = not any(
        each.month == month and begin <= each.day <= end
        for each in every
        for month, begin, end in _HOLIDAYS
    )
    starts = [first.weekday()] if has_year else list(range(7))
    counts = [sum((start + each) % 7 < _WORKING for each in range(days)) for start in starts]
    low, high = min(counts) - 1, max(counts)
    return (low, high) if is_plain else (low - _LONGEST_HOLIDAY, days)
