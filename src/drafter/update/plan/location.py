"""Where a printed value of the base stands in the edited file, and whether a hand was at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from drafter.update.plan.model import Span
from drafter.update.plan.texts import find_equal_stretches
from drafter.word.text.blocks import Block
from drafter.word.text.bookmarks import Bookmark

_NUMERIC = "0123456789.,%．，％０１２３４５６７８９"
_LARGER = tuple("余多几十百千万亿")
"""What makes another number of the one before it."""
_MOST_COMPARED = 4_000_000


class ValueLocation(NamedTuple):
    """Where the value stands; None when a hand deleted it. intact: it says what drafter wrote."""

    at: Span | None
    intact: bool


@dataclass(frozen=True)
class ValueLocator:
    """The base and the edited file, and which block is which."""

    base: Sequence[Block]
    trunk: Sequence[Block]
    pairs: Mapping[int, int]

    @cached_property
    def _bookmark_spans(self) -> dict[Bookmark, Span]:
        """Where the bookmarks of values are in the edited file."""
        return {
            value.mark: Span(at, value.start, value.end)
            for at, block in enumerate(self.trunk)
            for value in block.values
        }

    def places(self, b: int) -> list[ValueLocation]:
        """Where each value of a block of the base stands now."""
        block, t = self.base[b], self.pairs.get(b)
        if t is not None and self.trunk[t].text == block.text:
            return [ValueLocation(Span(t, v.start, v.end), True) for v in block.values]
        runs = _EqualStretches(block.text, self.trunk[t].text) if t is not None else None
        found = [self._locate_value(b, at, runs) for at in range(len(block.values))]
        # Two values in one place: the bookmark of one has slipped there.
        spans: Counter[Span | None] = Counter(each.at for each in found if each.intact)
        return [
            self._locate_by_words(b, at, runs) if each.intact and spans[each.at] > 1 else each
            for at, each in enumerate(found)
        ]

    def read_skeleton(self, b: int) -> list[str | None] | None:
        """The fixed wording that a hand has given a block of the base, and None for each of its
        values; None where it is as it was, or the values are not all there in their order."""
        t = self.pairs.get(b)
        if t is None or self.trunk[t].text == self.base[b].text:
            return None
        words: list[str | None] = []
        at = 0
        for place in self.places(b):
            if place.at is None or place.at.block != t or place.at.start < at:
                return None
            words += [self.trunk[t].text[at : place.at.start], None]
            at = place.at.end
        return [word for word in [*words, self.trunk[t].text[at:]] if word != ""]

    def _locate_value(self, b: int, number: int, runs: _EqualStretches | None) -> ValueLocation:
        block = self.base[b]
        value = block.values[number]
        old = block.text[value.start : value.end]
        home = self._bookmark_spans.get(value.mark)
        if home is not None and not self._is_there(b, home):
            home = None
        if home is not None and (home.start < home.end or not old):
            span = _widen_span(home, self.trunk[home.block].text, block, value.start, value.end)
            if self.trunk[span.block].text[span.start : span.end] == old:
                return ValueLocation(span, True)
            said = self._locate_by_words(b, number, runs)
            return said if said.intact else ValueLocation(span, False)
        return self._locate_by_words(b, number, runs)

    def _locate_by_words(self, b: int, number: int, runs: _EqualStretches | None) -> ValueLocation:
        """Where the words around say that the value stands."""
        block, value = self.base[b], self.base[b].values[number]
        if runs is None:
            return ValueLocation(None, False)
        start, end, intact = runs.map_stretch(value.start, value.end)
        if not intact and start == end:
            return ValueLocation(None, False)
        span = _widen_span(Span(self.pairs[b], start, end), runs.new, block, value.start, value.end)
        return ValueLocation(span, intact and (span.start, span.end) == (start, end))

    def _is_there(self, b: int, home: Span) -> bool:
        """Whether a bookmark is in the part of the file that the block is in: a header that a
        program has written twice has its bookmarks once."""
        t = self.pairs.get(b)
        return t is None or self.trunk[t].unit == self.trunk[home.block].unit


def iterate_marks_outside(block: Block, spans: Sequence[tuple[int, int]]) -> Iterator[Bookmark]:
    """The marks of the values that lie in none of the spans."""
    for value in block.values:
        if not any(start <= value.start and value.end <= end for start, end in spans):
            yield value.mark


def _widen_span(span: Span, text: str, block: Block, start: int, end: int) -> Span:
    """The span with the digits that a hand has put right beside a number, and 余 or 万 behind."""
    left, right = span.start, span.end
    old = block.text
    if left < right and text[left] in _NUMERIC and not _is_numeric(old, start - 1):
        while _is_numeric(text, left - 1):
            left -= 1
    if left < right and text[right - 1] in _NUMERIC and not _is_numeric(old, end):
        while _is_numeric(text, right):
            right += 1
        if text[right : right + 1] in _LARGER and old[end : end + 1] not in _LARGER:
            right += 1
    return Span(span.block, left, right)


def _is_numeric(text: str, at: int) -> bool:
    """Whether a digit, or a sign between digits, stands there."""
    if not 0 <= at < len(text) or text[at] not in _NUMERIC:
        return False
    if text[at].isdigit() or text[at] in "%％":
        return True
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


class _EqualStretches:
    """What an old text and a new one have in common, in order."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        small = len(old) * len(new) <= _MOST_COMPARED
        self.runs = list(find_equal_stretches(old, new)) if small else []

    def map_stretch(self, start: int, end: int) -> tuple[int, int, bool]:
        """Where the stretch stands in the new text, and whether it is there as it was."""
        for a, b, size in self.runs:
            holds = a <= start and end <= a + size
            beside = a < start or end < a + size or len(self.old) == end - start
            if holds and beside:
                return b + start - a, b + end - a, True
        left = max((b + min(size, start - a) for a, b, size in self.runs if a < start), default=0)
        rights = (b + max(0, end - a) for a, b, size in self.runs if a + size > end)
        right = max(left, min(rights, default=len(self.new)))
        return self._find_within(start, end, left, right)

    def _find_within(self, start: int, end: int, left: int, right: int) -> tuple[int, int, bool]:
        """The stretch looked for among the words that a hand put there."""
        words = self.old[start:end]
        edge = r"(?<![\d.])" if words[:1].isdigit() else ""
        tail = r"(?![\d%]|\.\d)" if words[-1:].isdigit() else ""
        hits = [m.span() for m in re.finditer(edge + re.escape(words) + tail, self.new[left:right])]
        if words and len(hits) == 1:
            return left + hits[0][0], left + hits[0][1], True
        return left, right, False
