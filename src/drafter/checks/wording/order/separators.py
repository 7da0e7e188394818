"""Marks between the points of a row: all ；or all ，, not both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText

_HAN = "一二三四五六七八九"
_POINTS = tuple(
    re.compile(rf"(?P<mark>[，；。：]|^)(?P<point>{form})")
    for form in (
        rf"[{_HAN}]是",
        rf"[{_HAN}]要",
        rf"（[{_HAN}]）",
        "[①②③④⑤⑥⑦⑧⑨]",
        rf"第[{_HAN}](?=，)",
    )
)
_ORDER = _HAN + "①②③④⑤⑥⑦⑧⑨"
_RIGHT = "并列的几项之间用一样的标点，都用分号"


def find_mixed_separators(page: PageText) -> Iterator[Hit]:
    """D457: 一是甲；二是乙，三是丙: the points of one row have one mark between them."""
    for index, line in enumerate(page.lines):
        for form in _POINTS if "；" in line.text else ():
            yield from _check_row(index, list(form.finditer(line.text)))


def _check_row(index: int, points: list[re.Match[str]]) -> Iterator[Hit]:
    signs = [next(each for each in point["point"] if each in _ORDER) for point in points]
    places = [_ORDER.index(sign) % len(_HAN) for sign in signs]
    if len(points) < 3 or places != list(range(len(places))):
        return
    marks = [point["mark"] for point in points[1:]]
    bodies = [one.string[one.end() : two.start()] for one, two in pairwise(points)]
    odd = "，" if any("，" in each for each in bodies) else "，。"
    for point in points[1:]:
        if "；" in marks and point["mark"] and point["mark"] in odd:
            values = {"text": point[0], "right": _RIGHT}
            yield Hit("D457", index, point.start(), point.start() + 1, values)
