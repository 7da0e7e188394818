"""Rows of parts that come so near to their whole that only a slip parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from drafter.checks.sums.divisions import CROSSING, List
from drafter.checks.sums.quantities import Quantity, Reading

_FEWEST = 3
_OVER, _UNDER = 12, 25
"""What they come to may be so much of the whole more, or less, and is taken for a slip."""
_NO_PART = re.compile(
    "同比|比上|较上|上年|去年|同期|每|均|各|另|累计|计划|目标|任务(?!的$)|占|应|增加|减少|增长|下降|含|以上|以下|超|达到|第[一二三四]名|排"
)
_NO_WHOLE = re.compile("同比|上年|去年|同期|每|均|计划|目标|任务|占|增加|减少|另")
_SAYS_TOTAL = re.compile("累计|合计|共|总|全年")
_WIDEST = 22
_NAME = re.compile("(?:1?[0-9]月份?)?[\u4e00-\u9fffA-Z—、和及与]{1,14}")


def find_near_wholes(reading: Reading) -> Iterator[List]:
    """92条，当场解决37条，转交办理49条，解释说明8条; 外出招商42次。一季度11次，二季度13次……."""
    sentences = [
        [each for each in own if not each.is_ratio] for _, own in reading.clauses("。！？\n")
    ]
    for before, own in zip([[], *sentences], sentences, strict=False):
        for kind in dict.fromkeys(each.kind for each in own):
            alike = [each for each in own if each.kind == kind]
            yield from _read_row(reading, alike[0], alike[1:])
            is_aside = "（" in reading.between(*alike[-2:]) if len(alike) > 1 else False
            if _SAYS_TOTAL.search(alike[-1].lead) and not is_aside:
                yield from _read_row(reading, alike[-1], _list_smaller(alike))
            last = [each for each in before if each.kind == kind]
            if len(last) == 1 and own[0] is alike[0]:
                yield from _read_row(reading, last[0], alike)


def _list_smaller(alike: list[Quantity]) -> list[Quantity]:
    """The quantities before the last that are smaller, as far back as they are so."""
    most = alike[-1].value
    return list(takewhile(lambda each: each.value < most, alike[-2::-1]))[::-1]


def _read_row(reading: Reading, whole: Quantity, parts: list[Quantity]) -> Iterator[List]:
    if len(parts) < _FEWEST or whole.is_loose or _NO_WHOLE.search(whole.lead):
        return
    names = [re.sub("^(?:其中|包括|分别|[：:，])+", "", each.lead) for each in parts]
    is_row = (
        len(set(names)) == len(names)
        and all(_NAME.fullmatch(name) and not _NO_PART.search(name) for name in names)
        and not any(CROSSING.search(name) for name in names)
        and all(0 < each.value < whole.value and not each.is_loose for each in parts)
        and all(_is_next(reading, one, two) for one, two in pairwise(parts))
        and "其中" not in "".join(each.lead for each in parts[1:])
    )
    over = sum(each.value for each in parts) - whole.value
    is_near = over * _OVER <= whole.value if over > 0 else -over * _UNDER <= whole.value
    behind = reading.text[parts[-1].end :]
    is_some = bool(re.match("等|[，、；](?:另|还有|此外|其他|其余)", behind))
    is_some |= over < 0 and "其中" in reading.ahead(0, parts[0].start)[-_NEAR_PART:]
    if is_row and over and (is_near or over < 0) and not is_some:
        yield whole, parts, is_near


_NEAR_PART = 12


def _is_next(reading: Reading, one: Quantity, two: Quantity) -> bool:
    """Whether the second stands behind the first as the next of a row."""
    gap = re.sub("（[^（）]*）", "", reading.between(one, two))
    is_row = re.match("[^，。；、（\\d]{0,8}?[，、；和及与]", gap) and not re.search(r"\d", gap)
    return bool(is_row) and len(gap) <= _WIDEST
