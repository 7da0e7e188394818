"""The lines of a page that may have what is looked for: by their signs, before any is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from drafter.checks.matching.needs import BLANK, DIGIT, EACH, ONE, Needs
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import read_needs

_FEW = 8
"""So few lines are searched in less time than it takes to find out which have what is needed."""


def list_lines(
    page: PageText, pattern: re.Pattern[str], words: Sequence[str] = ()
) -> Iterable[int]:
    """The lines, by index, that the pattern may stand in. words: one of them stands in each."""
    lines = page.lines
    numbers: Iterable[int] = range(len(lines))
    if len(lines) >= _FEW:
        signs = index_signs(page)
        left = _find_words(words, signs) if words else (1 << len(lines)) - 1
        if left and (needs := read_needs(pattern)) is not None:
            left &= _find_lines(needs, signs)
        numbers = _list_bits(left) if left else ()
    if not words:
        return numbers
    return [n for n in numbers if any(word in lines[n].text for word in words)]


def _find_words(words: Sequence[str], signs: Mapping[str, int]) -> int:
    """The lines that have all signs of one of the words."""
    lines = 0
    for word in words:
        lines |= _find_all(word, signs)
    return lines


def _find_all(word: str, signs: Mapping[str, int]) -> int:
    """The lines that have all signs of the word."""
    lines = -1
    for sign in word:
        lines &= signs.get(sign, 0)
        if not lines:
            break
    return lines


def _find_lines(need: Needs, signs: Mapping[str, int]) -> int:
    """The lines that have it: a bit for each."""
    if need[0] == EACH:
        return _find_all(need[1:], signs)
    lines = 0
    if isinstance(need, str):
        for sign in need:
            lines |= signs.get(sign, 0)
        return lines
    if need[0] == ONE:
        for each in need[1:]:
            lines |= _find_lines(each, signs)
        return lines
    lines = -1
    for each in need[1:]:
        if not lines:
            break
        lines &= _find_lines(each, signs)
    return lines


@lru_cache(maxsize=2)
def index_signs(page: PageText) -> Mapping[str, int]:
    """The lines that each sign stands in: a bit for each."""
    signs: dict[str, int] = {}
    for number, line in enumerate(page.lines):
        own = set(line.text)
        for sign in list(own):
            if sign.isdecimal():
                own.add(DIGIT)
            elif sign.isspace():
                own.add(BLANK)
        for sign in own:
            signs[sign] = signs.get(sign, 0) | 1 << number
    return signs


def _list_bits(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
