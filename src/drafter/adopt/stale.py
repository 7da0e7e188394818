"""Wordings that are true of their year only: 换届以来, 建党100周年, 首次, 党史学习教育."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.adopt.finding import lexicon
from drafter.adopt.model import Figure, Spot, StaleWording
from drafter.word.text.lines import Line

_STALE = tuple(re.compile(pattern) for pattern in lexicon.STALE)
_POSTS = re.compile(lexicon.PERSON_WITH_POST)


Span = tuple[int, int]


def find_stale(
    lines: Sequence[Line], figures: Iterable[Figure], others: Mapping[int, Sequence[Span]]
) -> Iterator[StaleWording]:
    """The lines' stale wordings, where no figure is in them; each place once.

    others: wordings that are known to be stale, by the number of their line.
    """
    taken: dict[tuple[str, int], list[Span]] = {}
    for figure in figures:
        if figure.choice == "keep":
            taken.setdefault((figure.member, figure.paragraph), []).append(figure.spot[2:])
    for at, line in enumerate(lines):
        known = taken.get((line.member, line.spot.number), [])
        ends = 0
        spans = [*_find_spans(line.text), *others.get(at, ())]
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= ends and not any(a < end and start < b for a, b in known):
                spot = Spot(line.member, line.spot.number, start, end)
                yield StaleWording(spot, line.text[start:end])
                ends = end


def _find_spans(text: str) -> Iterator[Span]:
    for pattern in _STALE:
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span(1) for match in _POSTS.finditer(text))
