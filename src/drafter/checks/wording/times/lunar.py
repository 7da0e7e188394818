"""Days of the lunar calendar and solar terms beside a date: 2月13日（农历正月十五）, 春分（4月5日）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText

_DAYS = {
    # what a day is called: which of the four days of its year, and how many days behind it
    "农历正月十五": (0, 14), "正月十五": (0, 14), "元宵节": (0, 14), "农历正月初一": (0, 0), "正月初一": (0, 0), "大年初一": (0, 0),
    "春节": (0, 0), "除夕": (0, -1), "农历五月初五": (1, 0), "五月初五": (1, 0), "端午节": (1, 0), "端午": (1, 0),
    "农历八月十五": (2, 0), "八月十五": (2, 0), "中秋节": (2, 0), "中秋": (2, 0), "农历九月初九": (3, 0), "九月初九": (3, 0),
    "重阳节": (3, 0),
}  # fmt: skip
_TERMS = {
    # a solar term, its month, and the days on which it may fall
    "小寒": (1, 5, 7), "大寒": (1, 19, 21), "立春": (2, 3, 5), "雨水": (2, 18, 20), "惊蛰": (3, 5, 7), "春分": (3, 19, 22),
    "清明": (4, 4, 6), "清明节": (4, 4, 6), "谷雨": (4, 19, 21), "立夏": (5, 5, 7), "小满": (5, 20, 22), "芒种": (6, 5, 7),
    "夏至": (6, 20, 22), "小暑": (7, 6, 8), "大暑": (7, 22, 24), "立秋": (8, 7, 9), "处暑": (8, 22, 24), "白露": (9, 7, 9),
    "秋分": (9, 22, 24), "寒露": (10, 7, 9), "霜降": (10, 22, 24), "立冬": (11, 7, 8), "小雪": (11, 21, 23), "大雪": (12, 6, 8),
    "冬至": (12, 20, 23),
}  # fmt: skip
_NAMES = "|".join(sorted((*_DAYS, *_TERMS), key=len, reverse=True))
_DATE = r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月(?P<day>[123]?\d)日"
_BESIDE = (
    re.compile(
        rf"(?<![农夏阴旧]历){_DATE}(?:（(?:即)?|，(?:正值|适逢|恰逢|是|时值)|是|，农历)(?P<name>{_NAMES})(?=[）)，。]|当[天日]|节气)"
    ),
    re.compile(rf"(?P<name>{_NAMES})(?:当[天日]|节气|这[一]?天)?（(?:即)?{_DATE}）"),
)


_LUNAR = {
    "春节": "正月初一", "元宵节": "正月十五", "端午": "五月初五", "端午节": "五月初五", "七夕": "七月初七", "七夕节": "七月初七",
    "中元节": "七月十五", "中秋": "八月十五", "中秋节": "八月十五", "重阳": "九月初九", "重阳节": "九月初九", "腊八节": "腊月初八",
    "腊八": "腊月初八", "龙抬头": "二月初二",
}  # fmt: skip
_NAMED = re.compile(
    rf"(?P<name>{'|'.join(sorted(_LUNAR, key=len, reverse=True))})（(?:即|农历)*(?P<day>[正一二三四五六七八九十冬腊]{{1,2}}月(?:初[一二三四五六七八九十]|[一二三廿]?十?[一二三四五六七八九十]))）"
)
_MONTHS = {
    "元旦": (12, 1), "春节": (1, 2), "清明": (4,), "“五一”": (4, 5), "五一": (4, 5), "端午": (5, 6), "中秋": (9, 10), "国庆": (9, 10),
    "中元": (8, 9), "重阳": (10,),
}  # fmt: skip
"""The months that holidays, and the days off around them, may fall in."""
_HOLIDAY = re.compile(
    rf"(?P<name>{'|'.join(_MONTHS)})(?:节)?(?:小长假|长假|假期|放假)?(?:期间)?（(?:即)?(?:20\d\d年)?(?P<month>1[0-2]|[1-9])月\d{{1,2}}日(?:至|—|～|-)(?:\d{{1,2}}月)?\d{{1,2}}日）"
)


def find_wrong_lunar_days(page: PageText) -> Iterator[Hit]:
    """D409: the date beside a lunar day or a solar term is not its. Without a year it must be the
    day of some year."""
    for index, line in enumerate(page.lines):
        for match in _HOLIDAY.finditer(line.text) if "（" in line.text else ():
            months = _MONTHS[match["name"]]
            if int(match["month"]) not in months:
                named = "、".join(f"{each}月" for each in months)
                values = {"text": match[0], "right": f"这个日子在{named}"}
                yield Hit("D409", index, *match.span(), values)
        for match in _NAMED.finditer(line.text) if "（" in line.text else ():
            if match["day"] != _LUNAR[match["name"]]:
                values = {"text": match[0], "right": f"这个日子是{_LUNAR[match['name']]}"}
                yield Hit("D409", index, *match.span(), values)
        for pattern in _BESIDE if "日" in line.text else ():
            for match in pattern.finditer(line.text):
                if right := _find_right(match):
                    values = {"text": match[0], "right": f"这个日子是{right}"}
                    yield Hit("D409", index, *match.span(), values)


def _find_right(match: re.Match[str]) -> str:
    """Which day it ought to be; nothing where it is so, or cannot be told."""
    month, day = int(match["month"]), int(match["day"])
    if term := _TERMS.get(match["name"]):
        fits = month == term[0] and term[1] <= day <= term[2]
        return "" if fits else f"{term[0]}月{term[1]}日至{term[2]}日"
    years = _read_years()
    column, behind = _DAYS[match["name"]]
    if match["year"]:
        days = years.get(int(match["year"]))
        right = days[column] + timedelta(behind) if days else None
        fits = right is None or (right.month, right.day) == (month, day)
        return "" if fits or right is None else f"{right.month}月{right.day}日"
    every = [days[column] + timedelta(behind) for days in years.values()]
    months = {each.month for each in every}
    return "" if month in months else "、".join(f"{each}月" for each in sorted(months))


@cache
def _read_years() -> dict[int, tuple[date, ...]]:
    return {
        int(year): tuple(date(int(year), *map(int, day.split("."))) for day in days)
        for year, *days in read_rows("lunar")
    }
