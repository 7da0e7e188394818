"""Sayings, verses and proverbs with one character wrong, in quotes and out of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.spelling.alike import are_alike

_LONG = 5
"""So long a saying is known with any character in it wrong; a shorter one with one that sounds or
looks alike."""
_Half = tuple[str, str, int]
"""Half of a saying that stands in the text as it is, the saying, and where the half begins in it."""


def find_wrong_sayings(page: PageText) -> Iterator[Hit]:
    """D450: 千里之提，溃于蚁穴; 绝知此事要恭行. Sayings are quoted: quotes are looked into."""
    halves = _index_halves()
    for index, line in enumerate(page.lines):
        text, end = line.text, 0
        for at in range(len(text) - 1):
            pair = text[at : at + 2]
            if pair not in halves or at < end:
                continue
            near = _find_near(text, at, halves[pair])
            if near is not None:
                start, saying = near
                end = start + len(saying)
                yield Hit("D450", index, start, end, {"text": text[start:end], "right": saying})


def _find_near(text: str, at: int, halves: Sequence[_Half]) -> tuple[int, str] | None:
    """The saying that a half at this place belongs to, where the rest of it has one slip."""
    known = read_words("sayings")
    for half, saying, shift in halves:
        start = at - shift
        given = text[start : start + len(saying)] if start >= 0 else ""
        if len(given) != len(saying) or given in known or not text.startswith(half, at):
            continue
        slips = [n for n, sign in enumerate(saying) if sign != given[n]]
        if len(slips) == 1 and _is_slip(saying, given, slips[0]):
            return start, saying
    return None


def _is_slip(saying: str, given: str, at: int) -> bool:
    """Whether one sign stands for another; with another first one a saying is often adapted."""
    right, wrong = saying[at], given[at]
    is_known = len(saying) >= _LONG and at > 0
    return "\u4e00" <= wrong <= "\u9fff" and (is_known or are_alike(right, wrong))


@cache
def _index_halves() -> Mapping[str, Sequence[_Half]]:
    """Both halves of each saying by their first two characters."""
    halves: dict[str, list[_Half]] = {}
    for saying in sorted(read_words("sayings")):
        if len(saying) < 4:
            continue
        middle = len(saying) // 2
        halves.setdefault(saying[:2], []).append((saying[:middle], saying, 0))
        halves.setdefault(saying[middle : middle + 2], []).append((saying[middle:], saying, middle))
    return halves
