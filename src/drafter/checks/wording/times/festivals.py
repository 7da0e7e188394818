"""Festivals with a day that is not theirs: “3·18”植树节, 5月8日国际劳动妇女节."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.programs import join_words
from drafter.engine.page_text import PageText

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
        for names, month, day in read_rows("festivals")
        for name in names.split()
    }
