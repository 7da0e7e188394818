"""Chinese text cut into words: by rjieba where it is installed, else by drafter's own lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from drafter.adopt.finding import lexicon

_NAMING = frozenset("n v j l i b a z s g k h".split())
"""rjieba's classes of words that may stand in a name, by their first letter."""
_EMPTY = re.compile(r"[\W\d_]+")
_CUTS = "|".join(sorted(lexicon.EMPTY_WORDS, key=len, reverse=True))
_RULES = re.compile(rf"({_CUTS}|{lexicon.VERBS}|[^\u4e00-\u9fff]+)")
_VERB = re.compile(lexicon.VERBS)


class Word(NamedTuple):
    """A word, and whether it may stand in a name."""

    text: str
    names: bool

    @property
    def is_verb(self) -> bool:
        return _VERB.fullmatch(self.text) is not None


def cut_words(text: str) -> list[Word]:
    """The words of a text without figures."""
    return [
        Word(word, names and word not in lexicon.EMPTY_WORDS and not _EMPTY.fullmatch(word))
        for word, names in _find_cutter()(text)
        if word
    ]


@functools.cache
def _find_cutter() -> Callable[[str], list[tuple[str, bool]]]:
    try:
        import rjieba  # an extra, and 0.1 s to load: for adopt alone
    except ImportError:
        return _cut_by_rules
    return lambda text: [
        (word, sort[:1] in _NAMING or sort == "eng") for word, sort in rjieba.tag(text)
    ]


def _cut_by_rules(text: str) -> list[tuple[str, bool]]:
    return [(piece, True) for piece in _RULES.split(text)]
