"""How alike two texts are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache


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


_MOST_ALIKE = 4_000_000
"""So many pairs of equal entries are looked at; it takes about a second."""
