"""Festivals with a day that is not theirs: “3·18”植树节, 5月8日国际劳动妇女节."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words

_HAN = "一二三四五六七八九十"
_AROUND = re.compile("假期|期间|前|来临|小长假|放假|长假|将|快|临近|晚会")
_BETWEEN = "(?:国际|世界|全国|全民|中国|新中国|联合国|第[\\d一二三四五六七八九十百]+个|的|是|为)*"


def find_wrong_festivals(page: PageText) -> Iterator[Hit]:
    """D409: the day beside a festival is another day.

    The eve of one, and its holidays, may well have other days.
    """
    days = _read_days()
    names = [name for name in days if any(name in line.text for line in page.lines)]
    for index, line in enumerate(page.lines if names else ()):
        if not any(name in line.text for name in names):
            continue
        for match in (
            *_compile_named().finditer(line.text),
            *_compile_behind().finditer(line.text),
        ):
            month, day = _read_day(match)
            is_about = match["month"] and _AROUND.match(line.text, match.end())
            if not is_about and (month, day) != days[match["name"]]:
                right = "{}月{}日".format(*days[match["name"]])
                values = {"text": match[0], "right": f"这个日子是{right}"}
                yield Hit("D409", index, *match.span(), values)


def _read_day(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["day"])
    assert "one" in match.re.groupindex
    if match["one"]:
        return int(match["one"]), int(match["two"])
    return _HAN.index(match["han"][0]) + 1, _HAN.index(match["han"][-1]) + 1


@cache
def _compile_named() -> re.Pattern[str]:
    names = join_words(_read_days())
    return re.compile(
        r"(?:(?<![\d.])(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日"
        r"|“(?P<one>1[0-2]|[1-9])[·.．・•](?P<two>[12]\d|3[01]|[1-9])”|“(?P<han>[一三四五六七八九][·]?[一二四五八九])”)"
        rf"{_BETWEEN}(?P<name>{names})"
    )


@cache
def _compile_behind() -> re.Pattern[str]:
    """教师节（9月11日）"""
    names = "|".join(sorted(_read_days(), key=len, reverse=True))
    return re.compile(
        rf"(?P<name>{names})(?:当[天日]|这天)?（(?:即)?(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日）"
    )


@cache
def _read_days() -> dict[str, tuple[int, int]]:
    return {
        name: (int(month), int(day))
        for names, month, day, *_ in read_rows("festivals")
        for name in names.split()
    }


_NAMED = re.compile(
    r"(?<![\d.])(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日(?:恰逢|正值|是|为|适逢|正好是|迎来|：)?"
    r"(?P<name>(?!上午|下午|当天|至|到|起)[\u4e00-\u9fff]{2,13}?[节日])(?!前(?!夕)|[后常期假气益报本程记点能约制内用水肢省])"
)
_GENERAL = re.compile(
    "国际|世界|全国|全民|国家|中国|新中国|联合国|我国|第[一二三四五六七八九十百]+个|纪念|宣传|教育|[的节日]"
)
_PREFIX = re.compile(
    "(?:国际|世界|全国|全民|国家|中国|新中国|联合国|我国|第[一二三四五六七八九十百]+个|的)*"
)
"""What a festival's name has in common with others, and what it begins with."""
_NO_NAME = re.compile(
    "[在于和与了到从]|生日|节日|假日|次日|当日|今日|近日|[周期]日|开放日|主题党日|[前后]"
)


def find_misnamed_festivals(page: PageText) -> Iterator[Hit]:
    """D458: 6月26日国际戒毒日: the day is known, and has another name."""
    for index, line in enumerate(page.lines):
        for match in _NAMED.finditer(line.text) if "日" in line.text else ():
            name = match["name"]
            names = _read_names().get((int(match["month"]), int(match["day"])), ())
            said = _PREFIX.sub("", name, count=1)
            if not names or _NO_NAME.search(name) or any(each.endswith(said) for each in names):
                continue
            core = _GENERAL.sub("", name)
            right = next((each for each in names if core and _shares(core, each)), "")
            if right:
                values = {"text": name, "right": right}
                yield Hit("D458", index, *match.span("name"), values)


def _shares(core: str, name: str) -> bool:
    """Whether what is said has half of the signs of the name that are its own."""
    own = set(_GENERAL.sub("", name))
    return bool(own) and len(own & {*core}) * 2 >= len(own)


@cache
def _read_names() -> dict[tuple[int, int], tuple[str, ...]]:
    """What each day is called; the name of most right first."""
    return {
        (int(month), int(day)): (*names.split(), *" ".join(also).split())
        for names, month, day, *also in read_rows("festivals")
    }
