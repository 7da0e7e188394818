"""Chinese text cut into words: by rjieba where it is installed, else by drafter's own lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from drafter.adopt.finding import lexicon

Sort = Literal["noun", "verb", "other"]
_NOUNS = frozenset("n j l i b z s g k h e".split())
"""rjieba's classes of words that name things, by their first letter."""
_ADJECTIVES = frozenset(["a", "an", "ad"])
_USUAL = 5000
"""How often a word is met, so that it is not cut."""
_EMPTY = re.compile(r"[\W\d_]+")
_CUTS = "|".join(sorted(lexicon.EMPTY_WORDS, key=len, reverse=True))
_RULES = re.compile(rf"({_CUTS}|{lexicon.VERBS}|[^\u4e00-\u9fff]+)")
_VERB = re.compile(lexicon.VERBS)


class Word(NamedTuple):
    """A word, and what it does in a name."""

    text: str
    sort: Sort

    @property
    def names(self) -> bool:
        """Whether it may stand in a name."""
        return self.sort != "other"

    @property
    def is_verb(self) -> bool:
        return self.sort == "verb"


def cut_words(text: str) -> list[Word]:
    """The words of a text without figures."""
    return [Word(word, _class_word(word, sort)) for word, sort in _find_cutter()(text) if word]


def _class_word(word: str, sort: Sort) -> Sort:
    if word in lexicon.EMPTY_WORDS or _EMPTY.fullmatch(word):
        return "other"
    if word in lexicon.NOUNS_TOO:
        return "noun"
    return "verb" if _VERB.fullmatch(word) else sort


@functools.cache
def _find_cutter() -> Callable[[str], list[tuple[str, Sort]]]:
    try:
        import rjieba  # an extra, and 0.3 s to load: for adopt alone
    except ImportError:
        return _cut_by_rules
    cutter = rjieba.Jieba()
    for noun in lexicon.OFFICE_NOUNS:
        cutter.add_word(noun, _USUAL, "n")
    return lambda text: [(word, _read_sort(sort)) for word, sort in cutter.tag(text)]


def _read_sort(sort: str) -> Sort:
    if sort == "vn" or sort in _ADJECTIVES or sort[:1] in _NOUNS:
        return "noun"
    return "verb" if sort[:1] == "v" else "other"


def _cut_by_rules(text: str) -> list[tuple[str, Sort]]:
    return [(piece, "noun") for piece in _RULES.split(text)]
