"""Shares said to be all of it that come to another sum than a hundred: 占45%、占35%，其余30%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, read_lines, say

_SHARE = re.compile("占|比重|比例")
_REST = re.compile(
    "^(?:，|其中|，?另外?)?(?:其余|其他|其它|剩余|剩下|余下)(?![\u4e00-\u9fff]{0,6}中)(?:的|部分|各类|类别)?"
)
_ROW = re.compile("分别占(?:比)?(?:为|了)?$")
_MANY = re.compile("多选|可多选|同比|增长|下降|提高|上升|减少|比上年|较上年|完成率|其中")
_WHOLE = 100
_FARTHEST = 25
"""Shares whose sum misses a hundred by more are those of several things."""
_LEAST = 3


def find_wrong_percents(page: PageText) -> Iterator[Hit]:
    """D423, D484: shares with the rest told, or in one row, that are no hundred per cent."""
    for number, reading in read_lines(page.lines):
        if reading.text.count("%") < _LEAST:
            continue
        for _, quantities in reading.clauses("。！？\n"):
            shares = [each for each in quantities if each.unit == "%"]
            for parts in (*_list_with_rest(shares), *_list_rows(reading, shares)):
                yield from _judge(number, reading, parts)


def _list_with_rest(shares: list[Quantity]) -> Iterator[list[Quantity]]:
    """占45%，占35%，其余30%: as far as the first that is said to be a share."""
    for at, rest in enumerate(shares):
        if at > 1 and _REST.search(rest.lead):
            parts = shares[: at + 1]
            if any(_SHARE.search(each.lead) for each in parts[:2]):
                yield parts


def _list_rows(reading: Reading, shares: list[Quantity]) -> Iterator[list[Quantity]]:
    """分别占72%、21%和9%: a row that comes to more than all."""
    for at, first in enumerate(shares):
        if not _ROW.search(first.lead):
            continue
        parts = [first]
        for each in shares[at + 1 :]:
            if reading.between(parts[-1], each) not in ("、", "和", "及", "与", "以及", "，"):
                break
            parts.append(each)
        if len(parts) >= _LEAST and sum(each.value for each in parts) > _WHOLE:
            yield parts


def _judge(number: int, reading: Reading, parts: list[Quantity]) -> Iterator[Hit]:
    start, end = parts[0].start, parts[-1].end
    total = sum((each.value for each in parts), Decimal(0))
    slack = sum((each.half for each in parts), Decimal(0))
    is_loose = any(each.is_loose for each in parts)
    words = reading.text[max(start - len(parts[0].lead), 0) : end]
    is_far = abs(total - _WHOLE) > _FARTHEST
    if is_loose or is_far or abs(total - _WHOLE) <= slack or _MANY.search(words):
        return
    values = {"parts": say(total, parts[0]), "whole": f"{_WHOLE}%"}
    yield Hit("D423" if total > _WHOLE else "D484", number, start, end, values)
