"""Characters and words that stand there twice: 名名居民, 社区区开展, 将依法将, 进行了……的进行."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.wording.patterns import HAN
from drafter.checks.wording.spelling.cutting import list_words_around

_PAIR = re.compile(rf"([{HAN}])\1")
_PARTED = re.compile(
    rf"(?:(将|把|被|已|均|共)([{HAN}]{{1,4}})\1(?=[{HAN}])"
    rf"|(进行|开展|实施|组织)了([{HAN}]{{2,14}}的)\3(?=[{HAN}]))"
)
"""An auxiliary or a verb of no meaning of its own, and again after some words."""
_MEASURES = frozenset("名个次项件份户位届场篇条家座批期届亩元人")
"""These are said twice, but not behind a figure: 户户通电, 320名名."""
_AUXILIARIES = frozenset("将已均各于与及并从向被把由在前请现其此该则即若如因故但而或且再又仍未不无")
"""These are never said twice at once."""
_PARTS_OF_WORDS = frozenset(
    "员区案议题况构务策划求导织传训究益障施措境态展革育疗督履职责绩程序款额率"
)
"""These are, behind a word that ends in them, no word by themselves: 社区区, 提案案."""


def find_doubled(text: str) -> Iterator[tuple[int, int]]:
    """The characters that stand there twice at once, though nobody says them so."""
    for pair in _PAIR.finditer(text):
        start, end = pair.span()
        sign, before = text[start], text[start - 1 : start]
        is_counted = before.isdigit() and sign in _MEASURES
        if not is_counted and sign not in _AUXILIARIES and sign not in _PARTS_OF_WORDS:
            continue
        spans = list_words_around(text, start, end)
        first = next((span for span in spans if span[0] <= start < span[1]), None)
        is_apart = first and first[1] == start + 1 and (start + 1, end) in spans
        if first and is_apart and (first[0] < start) == (sign in _PARTS_OF_WORDS):
            yield start, end


def find_parted(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands there again after a few words, and the word."""
    for found in _PARTED.finditer(text):
        start, end = found.span()
        word = found[1] or found[3]
        spans = list_words_around(text, start, end)
        if (start, start + len(word)) in spans and (end - len(word), end) in spans:
            yield start, end, word
