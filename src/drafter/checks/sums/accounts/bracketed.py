"""Lists of parts that say no 其中: in brackets, behind a colon, by places or times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.sums.divisions import List
from drafter.checks.sums.quantities import Reading

_PLACE = re.compile("[镇乡村区县市局委办组站队]$|街道$|社区$|季度$|年$|月$")


def find_placed_lists(reading: Reading) -> Iterator[List]:
    """两镇共建成站点18个，柳河镇8个、清溪镇11个: by places or times, behind their whole."""
    for number, whole in enumerate(reading.quantities[:-2]):
        if not re.search("共|总|合计", whole.lead):
            continue
        parts = []
        for before, each in pairwise(reading.quantities[number:]):
            gap = reading.between(before, each)
            is_next = gap[:1] in (("，", "：") if before is whole else ("、", "，"))
            if each.unit != whole.unit or not is_next or not _PLACE.search(each.lead):
                break
            parts.append(each)
        if len(parts) > 1:
            yield whole, parts, False


_BRACKET = re.compile(
    r"[（：](?=[^，。；（）：等含\d]{1,12}\d)(?P<list>[^。；，（）：等]{6,120})(?=[）。；]|$)"
)


def find_bracketed_lists(reading: Reading) -> Iterator[List]:
    """36次（党组会议12次、主席会议15次、常委会会议9次）: a list that says no 其中, 含 or 等."""
    for whole in reading.quantities:
        match = _BRACKET.match(reading.text, whole.end)
        parts = reading.within(*match.span("list")) if match else []
        if match is None or len(parts) < 3 or parts[-1].end != match.end():
            continue
        is_list = match["list"].count("、") == len(parts) - 1
        if is_list and all(e.unit == whole.unit and e.lead for e in parts):
            yield whole, parts, True
