"""The wordings with digits that stay in the template, each whole: never a bare number."""

from __future__ import annotations

from collections.abc import Iterable

from drafter import patterns
from drafter.schema.fixed import DIGITS, find_loose_digits

_WORDS = patterns.postpone(r"[^\s，。；：、！？,;!?（）()]")
_NUMBER = patterns.postpone(r"[0-9０-９]+(?:[,.:，．：][0-9０-９]+)*[%％]?")
_MOST_BESIDE = 6
"""So many characters beside the digits belong to the wording: enough to be no other number's."""


def list_fixed_wordings(texts: Iterable[str]) -> list[str]:
    """A wording for each group of digits of the texts, in their order, each once."""
    fixed: dict[str, None] = {}
    for text in texts:
        while (match := next(find_loose_digits(text, tuple(fixed)), None)) is not None:
            wording = _widen(text, match.start(), match.end())
            fixed[wording] = None
    # a bare number would let pass every other one of its digits
    return [wording for wording in fixed if not DIGITS.fullmatch(wording)]


def _widen(text: str, start: int, end: int) -> str:
    """The digits with the words right beside them."""
    whole = next(m for m in _NUMBER.finditer(text) if m.start() <= start < m.end())
    start, end = whole.span()
    first, last = start, end
    while first > 0 and start - first < _MOST_BESIDE and _WORDS.match(text[first - 1]):
        first -= 1
    while last < len(text) and last - end < _MOST_BESIDE and _WORDS.match(text[last]):
        last += 1
    if (first, last) == (start, end):  # bare: the sign beside it says what it is, as in 1、
        last = min(len(text), end + 1)
    return text[first:last].strip()
