"""Grades by amount that overlap, or leave out what lies between two of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText

_UNIT = "(?:[万亿]?元|年级|分|岁|周岁|人|吨|亩|公里|%|天|年|个月|户|名|平方米|米|件|次|家|级|个工作日|日|公斤|立方米|千瓦时|度)"
_WITH = "(?:（(?:含|包括)[^（）]{0,6}）)"
_WITHOUT = "(?:（不(?:含|包括)[^（）]{0,6}）)"
_BAND = re.compile(
    rf"(?P<above>超过|大于|高于)?(?P<low>\d+(?:\.\d+)?)(?P<one>{_UNIT})?(?P<low_with>{_WITH})?(?P<low_out>{_WITHOUT})?"
    rf"(?:(?:以上)?(?:至|到|～|~|—|－|-)|以上[、，]?(?:且|并)?(?P<short>不足|不满|低于|小于)?)(?P<high>\d+(?:\.\d+)?)(?P<unit>{_UNIT})(?P<high_with>{_WITH})?(?P<high_out>{_WITHOUT})?(?P<under>以下|以内|不满)?"
    rf"|(?<!不)(?P<lead>不足|不满|未满|低于|小于|少于|超过|大于|高于|多于)(?P<bound>\d+(?:\.\d+)?)(?P<bound_of>{_UNIT})(?!以[上下内])"
    rf"|(?P<edge>\d+(?:\.\d+)?)(?P<of>{_UNIT})(?P<edge_with>{_WITH})?(?P<edge_out>{_WITHOUT})?(?P<and>及)?(?P<way>以上|以下)(?P<with>{_WITH})?"
)
_SIGNS = re.compile(
    "(?:以[上下]|[至到～~—－-]\\d|不[足满]|未满|[低小少大高多]于\\d).*(?:以[上下]|[至到～~—－-]\\d|超过\\d|[大高多]于\\d|不[足满]\\d)"
)
_FEWEST = 3
_BEYOND = ("超过", "大于", "高于", "多于")
_OUT, _USUAL, _SAID = range(3)


class _Band(NamedTuple):
    """A grade: from where to where, how far the ends belong to it (_OUT, _USUAL, _SAID), its place."""

    low: Decimal | None
    high: Decimal | None
    with_low: int
    with_high: int
    span: tuple[int, int]
    unit: str


def find_wrong_bands(page: PageText) -> Iterator[Hit]:
    """D425: 60～80分为合格，80分以上（含80分）为优秀; 500万元以下……800万元……1000万元以上.

    Asked of three grades of one unit in a sentence, the lowest and the highest of them open; of two
    that both say they have their edge; and of closed ones in whole numbers.
    """
    for index, line in enumerate(page.lines):
        if not _SIGNS.search(line.text):
            continue
        for sentence in re.finditer("[^。]+", line.text):
            bands = [_read_band(each) for each in _BAND.finditer(sentence[0])]
            at = sentence.start()
            faults = (
                *_list_faults(bands),
                *_list_shared_edges(bands),
                *_list_closed_faults(sentence[0], bands),
                *_list_graded_faults(sentence[0], bands),
            )
            for start, end in dict.fromkeys(faults):
                text = line.text[at + start : at + end]
                yield Hit("D425", index, at + start, at + end, {"text": text})


def _read_band(match: re.Match[str]) -> _Band:
    if match["lead"]:
        bound, is_low = Decimal(match["bound"]), match["lead"] in _BEYOND
        low, high = (bound, None) if is_low else (None, bound)
        return _Band(low, high, _OUT, _OUT, match.span(), match["bound_of"])
    if match["way"]:
        edge = Decimal(match["edge"])
        said = _SAID if match["edge_with"] or match["with"] or match["and"] else _USUAL
        said = _OUT if match["edge_out"] else said
        low, high = (edge, None) if match["way"] == "以上" else (None, edge)
        return _Band(low, high, said, said, match.span(), match["of"])
    ends = (("above", "low_out", "low_with"), ("under", "high_out", "high_with"))
    with_low, with_high = (
        _OUT if match[beyond] or match[out] else _SAID if match[within] else _USUAL
        for beyond, out, within in ends
    )
    with_high = _OUT if match["short"] else with_high
    low, high = Decimal(match["low"]), Decimal(match["high"])
    return _Band(low, high, with_low, with_high, match.span(), match["unit"])


def _list_faults(bands: Sequence[_Band]) -> Iterator[tuple[int, int]]:
    """The places of grades that meet badly with the next one up."""
    ordered = sorted(bands, key=lambda each: (each.low is not None, each.low or Decimal(0)))
    is_chain = (
        len(ordered) >= _FEWEST
        and len({each.unit for each in ordered}) == 1
        and [each.low is None for each in ordered].count(True) == 1
        and [each.high is None for each in ordered].count(True) == 1
        and ordered[-1].high is None
    )
    if not is_chain:
        return
    for one, two in itertools.pairwise(ordered):
        if one.high is None or two.low is None:
            return
        meet = two.low == one.high and one.low is not None
        is_in_both = _OUT not in (one.with_high, two.with_low)
        overlaps = meet and is_in_both and _SAID in (one.with_high, two.with_low)
        if overlaps or two.low < one.high or two.low > one.high + 1:
            yield min(one.span[0], two.span[0]), max(one.span[1], two.span[1])
            return


def _list_shared_edges(bands: Sequence[_Band]) -> Iterator[tuple[int, int]]:
    """50人及以下的……，50人及以上的……: both have the edge."""
    for one, two in itertools.permutations(bands, 2) if len(bands) == 2 else ():
        is_pair = one.low is None and two.high is None and one.high == two.low
        if is_pair and one.unit == two.unit and one.with_high == two.with_low == _SAID:
            yield min(one.span[0], two.span[0]), max(one.span[1], two.span[1])


_WHOLE_UNITS = frozenset("年级 分 岁 周岁 人 名 户 天 家 件 次 个工作日".split())
_LAST_OF_TEN, _GAP = 9, 2


def _list_closed_faults(text: str, bands: Sequence[_Band]) -> Iterator[tuple[int, int]]:
    """80～89分……89～100分; 70～79分……81～100分: neighbours in whole numbers share one or skip one.

    Where one pair of neighbours meets as 50 and 51 do, all must: 51—100户……111户以上.
    """
    whole = [each for each in bands if _is_whole(each)]
    ordered = sorted(whole, key=lambda each: (each.low is not None, each.low or 0, each.high or 0))
    steps = [
        (two.low - one.high, one, two)
        for one, two in itertools.pairwise(ordered)
        if one.high is not None and two.low is not None and one.unit == two.unit
    ]
    has_steps = any(step == 1 for step, _, _ in steps)
    for step, one, two in steps:
        is_closed = one.low is not None and two.high is not None
        is_shared = step == 0 and one.high is not None and one.high % 10 == _LAST_OF_TEN
        is_met = step == 0 and not is_closed  # 60分以下……60～79分: the edge is of one of them
        is_off = has_steps and step != 1 and -_FAR <= step <= _FAR and not is_met
        if is_off or (is_closed and (is_shared or step == _GAP)):
            spans = sorted((one.span, two.span))
            if not _MOVE.search(text, spans[0][1], spans[1][0]):
                yield spans[0][0], spans[1][1]


_MOVE = re.compile(
    "(?:压缩|缩短|缩减|减少|降低?|下降|提高|提升|增加|扩大|延长|调整|增|减|升)(?:到|至|为)"
)
"""由5—7个工作日压缩至2—3个工作日: no grades."""


def _is_whole(band: _Band) -> bool:
    """Whether its ends are whole numbers of what is counted, both belonging to it."""
    ends = [each for each in (band.low, band.high) if each is not None]
    is_open = len(ends) == 1
    return (
        band.unit in _WHOLE_UNITS
        and not any(each % 1 for each in ends)
        and (is_open or ends[0] < ends[1])
        and _OUT not in (band.with_low, band.with_high)
    )


_FAR = 20
_GRADED = re.compile(
    "(?:的)?[，：]?(?:[^，。；、\\d]{0,6})(?:评?定?为|记为|补助|补贴|奖励|奖补|收取|收费|处|扣|配备?|每[人户月次年]|给予|一次性|享受|按)"
)
"""What says that a grade gets something of its own."""


def _list_graded_faults(text: str, bands: Sequence[_Band]) -> Iterator[tuple[int, int]]:
    """60分以下为不合格，60分以下为合格; 80分至90分为良好，90分及以上为优秀: two grades of a rule."""
    graded = [each for each in bands if _GRADED.match(text, each.span[1])]
    for one, two in itertools.pairwise(bands):
        is_named = (
            text[one.span[1] : one.span[1] + 1] == text[two.span[1] : two.span[1] + 1] == "的"
        )
        is_same = one[:2] == two[:2] and one.unit == two.unit and is_named
        if is_same and not _APART.search(text[one.span[1] : two.span[0]]):
            yield one.span[0], two.span[1]
    for one, two in itertools.pairwise(graded):
        if one.unit != two.unit or _APART.search(text[one.span[1] : two.span[0]]):
            continue
        is_same = (one.low, one.high) == (two.low, two.high)
        lower, upper = sorted((one, two), key=lambda each: (each.low is not None, each.low or 0))
        is_open = upper.high is None and lower.high is not None and upper.low is not None
        is_said = _SAID in (lower.with_high, upper.with_low) and lower.low is not None
        overlaps = _overlap(one, two) or (
            is_open
            and (
                _less(upper.low, lower.high, lower.low)
                or (
                    upper.low == lower.high
                    and is_said
                    and _OUT not in (lower.with_high, upper.with_low)
                )
            )
        )
        if is_same or overlaps:
            yield one.span[0], two.span[1]


def _overlap(one: _Band, two: _Band) -> bool:
    """60分至84分……80分至100分: each of the two begins or ends within the other."""
    first, last = sorted((one, two), key=lambda each: each.low or Decimal(0))
    ends = (first.low or Decimal(-1), last.low, first.high, last.high)
    if last.low is None or first.high is None or last.high is None:
        return False
    return ends[0] < last.low < first.high < last.high


_APART = re.compile("其中|另|此外|同时|还|再|均|。|；其")


def _less(low: Decimal | None, high: Decimal | None, bottom: Decimal | None) -> bool:
    """Whether the upper grade begins within the lower, which is closed."""
    return None not in (low, high, bottom) and bottom < low < high  # type: ignore[operator]
