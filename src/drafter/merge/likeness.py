"""How alike two texts are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache


def likeness(one: str, other: str) -> float:
    """The share of neighbouring pairs of characters that two texts have in common, 0 to 1.

    >>> likeness("督办提案", "督办重点提案")
    0.5
    """
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second) or 1)


@lru_cache(maxsize=100_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def wording(text: str) -> str:
    """The text without its numbers.

    >>> wording("督办提案33件")
    '督办提案件'
    """
    return re.sub(r"\d+", "", text)


def same_runs(one: Sequence[object], other: Sequence[object]) -> Iterator[tuple[int, int, int]]:
    """Where two sequences agree: begin in the first, begin in the second, length."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return ((a, b, size) for a, b, size in matcher.get_matching_blocks() if size)
