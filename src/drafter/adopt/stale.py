"""Wordings that are true of their year only: 换届以来, 建党100周年, 首次, 党史学习教育."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.adopt.finding import lexicon
from drafter.adopt.model import Figure, Spot, StaleWording
from drafter.word.text.lines import Line

_STALE = tuple(re.compile(pattern) for pattern in lexicon.STALE)
_POSTS = re.compile(lexicon.PERSON_WITH_POST)


def find_stale(lines: Iterable[Line], figures: Iterable[Figure]) -> Iterator[StaleWording]:
    """The lines' stale wordings, where no figure is in them; each place once."""
    taken: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for figure in figures:
        if figure.choice == "keep":
            taken.setdefault((figure.member, figure.paragraph), []).append(
                (figure.start, figure.end)
            )
    for line in lines:
        spans = taken.get((line.member, line.spot.number), [])
        ends = 0
        for start, end in sorted(_find_spans(line.text), key=lambda s: (s[0], -s[1])):
            if start >= ends and not any(a < end and start < b for a, b in spans):
                spot = Spot(line.member, line.spot.number, start, end)
                yield StaleWording(spot, line.text[start:end])
                ends = end


def _find_spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _STALE:
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span(1) for match in _POSTS.finditer(text))
