"""Things and the units they are counted and measured in: 32件驻村干部, 管网18.6平方公里, 企业96，."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.wording.patterns import SPOKEN, is_within
from drafter.engine.page_text import PageText

_UNITS = (
    "平方公里|平方千米|平方米|立方米|公里/小时|公里|千米|公顷|公斤|千克|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|毫米|厘米"
    "|人次|件次|批次|家次|户次|场次|个百分点|工作日|小时|分钟|[件条所株棵头只辆艘座栋篇幅部台套本处份起宗项吨亩米名位户家人个元度瓦]"
)
_AMOUNT = re.compile(
    rf"(?<![\d.第A-Za-z—～~至-])\d[\d,]*+(?:\.\d++)?[百千万亿]*[余多]?(?P<unit>{_UNITS})?(?![\d.%/／次届号年月日倍只—～~至到-])"
)
_BETWEEN = re.compile(
    "(?:了|约|近|超过?|达到?|共计?|总计|合计|总数|突破|为|各|逾|有|增加|新增|增至|累计)+$"
)
"""What may stand between a thing and its number."""
_ENDS = frozenset("，。；、）")
_MODIFIED = re.compile(r"[\u4e00-\u9fff]{2,9}(?=[，。；、）]|$)")
_LONGEST = 6
_YEAR = re.compile("(?:19|20)\\d\\d")


class _Measures(NamedTuple):
    """Of a thing: the units that cannot stand before it, and behind; the right ones; whether a
    number behind it needs one."""

    before: frozenset[str]
    behind: frozenset[str]
    right: str
    is_counted: bool


def find_unfit_units(page: PageText) -> Iterator[Hit]:
    """D454, D463: a unit that the thing beside it has not, and a thing with a number alone."""
    for index, line in enumerate(page.lines):
        spans = None
        for amount in _AMOUNT.finditer(line.text):
            hit = _judge_amount(index, line.text, amount)
            if hit is None:
                continue
            spans = list(SPOKEN.finditer(line.text)) if spans is None else spans
            if not is_within(amount, spans):
                yield hit


def _judge_amount(index: int, text: str, amount: re.Match[str]) -> Hit | None:
    start, end = amount.span()
    unit, sign = amount["unit"], text[end : end + 1]
    is_alone = not sign or sign in _ENDS
    if unit is None:
        is_last = is_alone and sign != "、"
        return _judge_number(index, text, amount) if is_last else None
    if is_alone:
        thing = _find_thing_before(text, start)
        units = thing.behind if thing else ()
    else:
        rest = _MODIFIED.match(text, end)
        thing = _read_suffix(rest[0]) if rest and "的" not in rest[0] else None
        units = thing.before if thing else ()
    if thing is None or unit not in units:
        return None
    return Hit("D463", index, start, end, {"text": amount[0], "right": thing.right})


def _judge_number(index: int, text: str, number: re.Match[str]) -> Hit | None:
    """A number without any unit behind what is counted: 走访企业96，."""
    start, end = number.span()
    is_count = len(number[0]) > 1 and number[0].isdecimal() and not _YEAR.fullmatch(number[0])
    thing = _find_thing_before(text, start) if is_count else None
    if thing is None or not thing.is_counted:
        return None
    return Hit("D454", index, start - 2, end, {"text": text[start - 2 : end]})


def _find_thing_before(text: str, start: int) -> _Measures | None:
    """What the words before a number name, 了 and 达到 left out."""
    words = text[max(start - 14, 0) : start].rstrip()
    if between := _BETWEEN.search(words):
        words = words[: between.start()]
    return _read_suffix(words)


def _read_suffix(words: str) -> _Measures | None:
    things = _read_things()
    ends = (words[-size:] for size in range(min(_LONGEST, len(words)), 1, -1))
    return next((things[end] for end in ends if end in things), None)


@cache
def _read_things() -> dict[str, _Measures]:
    return {
        thing: _Measures(
            frozenset(before.split()), frozenset(behind.split()), right, counted == "数"
        )
        for things, before, behind, right, counted in read_rows("measures")
        for thing in things.split()
    }
