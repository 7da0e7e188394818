"""Grades by amount that overlap, or leave out what lies between two of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText

_UNIT = "(?:[万亿]?元|分|岁|周岁|人|吨|亩|公里|%|天|年|个月|户|名)"
_WITH = "(?:（(?:含|包括)[^（）]{0,6}）)"
_WITHOUT = "(?:（不(?:含|包括)[^（）]{0,6}）)"
_BAND = re.compile(
    rf"(?P<above>超过|大于|高于)?(?P<low>\d+(?:\.\d+)?)(?P<one>{_UNIT})?(?P<low_with>{_WITH})?(?P<low_out>{_WITHOUT})?"
    rf"(?:(?:以上)?(?:至|到|～|~|—|－|-)|以上[、，]?(?:且|并|不足|不满)?)(?P<high>\d+(?:\.\d+)?)(?P<unit>{_UNIT})(?P<high_with>{_WITH})?(?P<high_out>{_WITHOUT})?(?P<under>以下|以内|不满)?"
    rf"|(?P<edge>\d+(?:\.\d+)?)(?P<of>{_UNIT})(?P<edge_with>{_WITH})?(?P<edge_out>{_WITHOUT})?(?P<and>及)?(?P<way>以上|以下)(?P<with>{_WITH})?"
)
_SIGNS = re.compile("以[上下].*以[上下]|\\d[至到～~—－-]\\d.*\\d[至到～~—－-]\\d")
_FEWEST = 3
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
            faults = (*_list_faults(bands), *_list_shared_edges(bands), *_list_closed_faults(bands))
            for start, end in dict.fromkeys(faults):
                text = line.text[at + start : at + end]
                yield Hit("D425", index, at + start, at + end, {"text": text})


def _read_band(match: re.Match[str]) -> _Band:
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


_WHOLE_UNITS = frozenset("分 岁 周岁 人 名 户 天".split())
_LAST_OF_TEN, _GAP = 9, 2


def _list_closed_faults(bands: Sequence[_Band]) -> Iterator[tuple[int, int]]:
    """80～89分……89～100分; 70～79分……81～100分: neighbours in whole numbers share one or skip one."""
    closed = [
        (each.low, each.high, each)
        for each in bands
        if each.low is not None and each.high is not None and each.unit in _WHOLE_UNITS
        and each.low < each.high and not each.low % 1 and not each.high % 1
    ]  # fmt: skip
    for one, two in itertools.pairwise(sorted(closed, key=lambda each: each[:2])):
        is_shared = two[0] == one[1] and one[1] % 10 == _LAST_OF_TEN
        is_skipped = two[0] == one[1] + _GAP
        if (is_shared or is_skipped) and one[2].unit == two[2].unit:
            spans = sorted((one[2].span, two[2].span))
            yield spans[0][0], spans[1][1]
