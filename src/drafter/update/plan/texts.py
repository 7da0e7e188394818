"""Two texts compared: how alike they are, and clause by clause where they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from drafter.word.text.blocks import Block
from drafter.word.text.objects import OBJECT_SIGNS

_MOST_ALIKE = 4_000_000
"""So many pairs of equal entries are looked at; it takes about a second."""
_CLAUSE = re.compile(
    rf"[\n\x07{OBJECT_SIGNS}]|[^，。；：！？\n\x07{OBJECT_SIGNS}]*[，。；：！？]"
    rf"|[^，。；：！？\n\x07{OBJECT_SIGNS}]+"
)
"""A clause with the mark that ends it; the end of a line or of a cell stands by itself, and so
does a picture or a note's number: they outlast other words around them."""


def measure_likeness(one: str, other: str) -> float:
    """The share of neighbouring pairs of characters that two texts have in common, 0 to 1.

    >>> measure_likeness("督办提案", "督办重点提案")
    0.5
    """
    if one == other:
        return 1.0
    first, second = _char_pairs(one), _char_pairs(other)
    return 2 * len(first & second) / (len(first) + len(second) or 1)


@lru_cache(maxsize=100_000)
def _char_pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def find_equal_stretches(
    one: Sequence[Hashable], other: Sequence[Hashable]
) -> Iterator[tuple[int, int, int]]:
    """Where two sequences agree: begin in the first, begin in the second, length.

    Nothing is told of a middle part where too many entries are alike.
    """
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    middles = one[head : len(one) - tail], other[head : len(other) - tail]
    if head:
        yield 0, 0, head
    if _count_equal_pairs(*middles) <= _MOST_ALIKE:
        matcher = SequenceMatcher(None, *middles, autojunk=False)
        for a, b, size in matcher.get_matching_blocks():
            if size:
                yield head + a, head + b, size
    if tail:
        yield len(one) - tail, len(other) - tail, tail


def _count_equal_pairs(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    counts = Counter(other)
    return sum(counts[entry] for entry in one)


class Token(NamedTuple):
    """A stretch of a block: a clause of fixed wording, or a printed value."""

    text: str
    printed: bool
    start: int
    end: int


def split_tokens(block: Block) -> list[Token]:
    """The whole block, cut."""
    return list(_iter_tokens(block))


def _iter_tokens(block: Block) -> Iterator[Token]:
    at = 0
    for value in (*block.values, None):
        until = len(block.text) if value is None else value.start
        for match in _CLAUSE.finditer(block.text, at, until):
            yield Token(match.group(), False, match.start(), match.end())
        if value is not None:
            yield Token(block.text[value.start : value.end], True, value.start, value.end)
            at = value.end


def build_skeleton(block: Block) -> list[str | None]:
    """The fixed wording, and None for each printed value."""
    found: list[str | None] = []
    for token in split_tokens(block):
        if token.printed or not found or found[-1] is None:
            found.append(None if token.printed else token.text)
        else:
            found[-1] += token.text
    return found


def find_rewordings(base: Block, new: Block) -> Iterator[tuple[int, int, int, int]]:
    """Where the later block says something else: begin and end in the base, and in it."""
    first, second = split_tokens(base), split_tokens(new)
    one, other = ([(token.text, token.printed) for token in each] for each in (first, second))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield *_find_edges(base, first, a, b), *_find_edges(new, second, c, d)


def _find_edges(block: Block, cut: list[Token], first: int, last: int) -> tuple[int, int]:
    start = cut[first].start if first < len(cut) else len(block.text)
    return start, cut[last - 1].end if last > first else start
