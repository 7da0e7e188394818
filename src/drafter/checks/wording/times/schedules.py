"""Plans whose days and hours run backwards: due before it was sent, 8:30, 9:00, 8:45."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText

_DAY = r"(?P<m{0}>1[0-2]|[1-9])月(?P<d{0}>[123]?\d)日"
_SENT = re.compile(
    rf"(?<!\d){_DAY.format(1)}(?:印发|下发|发出|发布|召开|公布|接到|收到|部署)[^。；\d]{{0,24}}{_DAY.format(2)}(?:\d{{1,2}}时)?(?:前|之前|以前)(?:将|完成|报送|上报|反馈|提交|报名|办结|回复|整改)"
)
_LATE = re.compile(
    rf"{_DAY.format(1)}(?:\d{{1,2}}[时:：](?:\d\d)?)?(?:前|之前)[^。；\d]{{0,24}}{_DAY.format(2)}(?:\d{{1,2}}时)?(?:以后|之后|后)[^。；，]{{0,8}}(?:报送|报名|提交|申报|送达|办理)[^。；]{{0,8}}(?:逾期|不予受理|视为|不再受理)"
)
_DUE = re.compile(rf"(?<!\d){_DAY.format(1)}前(?=[^，。；\d]{{2,12}}[，。；])")
_STEP = re.compile(
    r"(?<![\d—～至])(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?![—～至:：-])(?=[^，。；、\d—]{2,10}[，。；、])"
)
_FEWEST, _NEXT_YEAR = 3, 6


def find_reversed_schedules(page: PageText) -> Iterator[Hit]:
    """D425: a paper due before it was asked for, a deadline told in two ways, steps that go back."""
    for index, line in enumerate(page.lines):
        for start, end in _list_faults(line.text):
            yield Hit("D425", index, start, end, {"text": line.text[start:end]})


def _list_faults(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENT.finditer(text) if "前" in text else ():
        one, two = _read(match, 1), _read(match, 2)
        if two < one and one[0] - two[0] < _NEXT_YEAR:
            yield match.span()
    for match in _LATE.finditer(text) if "后" in text else ():
        if _read(match, 1) != _read(match, 2):
            yield match.span()
    for sentence in re.finditer("[^。；]+", text):
        at = sentence.start()
        due = list(_DUE.finditer(sentence[0]))
        yield from _list_backward(at, due, [_read(each, 1) for each in due])
        steps = list(_STEP.finditer(sentence[0]))
        yield from _list_backward(at, steps, [(int(m["hour"]), int(m["minute"])) for m in steps])


def _list_backward(
    at: int, found: list[re.Match[str]], when: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The one step back of a row that else goes on."""
    back = [n for n, (one, two) in enumerate(pairwise(when), 1) if two < one]
    if len(found) < _FEWEST or len(back) != 1:
        return
    here = back[0]
    if 0 < when[here - 1][0] - when[here][0] >= _NEXT_YEAR:
        return
    yield at + found[here - 1].start(), at + found[here].end()


def _read(match: re.Match[str], number: int) -> tuple[int, int]:
    return int(match[f"m{number}"]), int(match[f"d{number}"])
