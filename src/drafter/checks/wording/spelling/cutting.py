"""A run of Chinese cut into words, by how often each word is used."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from drafter.checks.lexicon import read_lines, read_words
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import HAN

RUN = re.compile(f"[{HAN}]{{2,120}}")
"""What is cut at a time: no clause is longer, and a page without marks takes no more than its length."""
_AROUND = 10
"""So many characters on either side decide how two are cut."""
LONGEST = 4
_ALL = math.log(60_101_967)
"""All words that the dictionary was counted from."""
_OF_TRADE, _OWN, _FREQUENT = "h", "m", "r"
"""How common a term of one trade is taken to be, a word of our other lists, and one of those that
offices use most."""
_OWN_LISTS = {_OWN: ("newer", "fixed", "variants"), _OF_TRADE: ("trades",)}
"""Our own lists by how common their words are taken to be, the commoner ones first."""
_GRADES = {chr(ord("a") + at): at / 2 - _ALL for at in range(26)}
_LIKELY = _GRADES | {grade.upper(): likely for grade, likely in _GRADES.items()}
_MEANT = frozenset("ijklmnopqrstuvwxyz")
"""The grades of words that a slip may stand for: 50 of 60 million at least."""


class _Row(NamedTuple):
    """The words that begin with a character.

    tails: the rest of each, blanks between them, that of the character alone first; grades: how
    common each is, a letter a word. long_seconds: what stands second in those of three and four.
    seconds, long_tails: the rest of words of two, and of longer ones, that a slip may stand for.
    """

    tails: str = ""
    grades: str = "a"
    long_seconds: str = ""
    seconds: str = ""
    long_tails: str = ""


@cache
def read_tails(first: str) -> Mapping[str, float]:
    """How likely each word is that begins with the character (a logarithm), by the rest of it."""
    row = _read_row(first)
    return dict(zip(row.tails.split(" "), map(_LIKELY.__getitem__, row.grades), strict=True))


@cache
def read_long_seconds(first: str) -> frozenset[str]:
    """What stands behind the character in words of three and four: few runs have one of them."""
    return frozenset(_read_row(first).long_seconds)


@cache
def list_seconds(first: str) -> frozenset[str]:
    """What makes with the character a word of two that a slip may stand for."""
    return frozenset(_read_row(first).seconds)


@cache
def index_gaps(first: str) -> Mapping[str, Mapping[str, str]]:
    """What may stand between two pieces of the longer words that a slip may stand for, by the piece
    before and that behind: of those that begin with the character."""
    gaps: dict[str, dict[str, str]] = {}
    for tail in _read_row(first).long_tails.split():
        word = first + tail
        for at in range(1, len(word)):
            behinds, behind = gaps.setdefault(word[:at], {}), word[at + 1 :]
            behinds[behind] = behinds.get(behind, "") + word[at]
    return gaps


@keep_table
def index_firsts() -> Mapping[str, str]:
    """What such words may begin with, by the rest of them."""
    firsts: dict[str, str] = {}
    for first in _read_dictionary():
        for tail in _read_row(first).long_tails.split():
            firsts[tail] = firsts.get(tail, "") + first
    return firsts


def _read_row(first: str) -> _Row:
    return _Row(*_read_dictionary().get(first, ()))


@keep_table
def _read_dictionary() -> Mapping[str, list[str]]:
    """A `_Row` a character, of the dictionary and our own lists; few of 11,000 are asked for."""
    own, frequent = _index_own(), _index_frequent()
    rows = {row[0]: row.split("\t")[1:] for row in read_lines("words")}
    return {
        first: list(_join_row(rows.get(first, []), own.get(first, []), frequent.get(first, [])))
        for first in dict.fromkeys((*rows, *own, *frequent))
    }


def _join_row(fields: list[str], own: list[str], frequent: list[str]) -> _Row:
    """What the dictionary says of a character, and what our own lists add."""
    single, short, rare, common = (*fields, "", "", "", "")[:4]
    grades = {"": single or "a"} | dict(zip(short[::2], short[1::2], strict=True))
    grades |= {tail[:-1]: tail[-1] for tail in f"{rare} {common}".split()}
    seconds = [tail for tail in short[::2] if grades[tail] in _MEANT]
    for tail in own:
        grades.setdefault(tail[:-1], tail[-1])
    for tail in frequent:
        grades[tail] = max(grades.get(tail, "a"), _FREQUENT, key=_LIKELY.__getitem__)
    meant = [each[:-1] for each in common.split()] + [each for each in frequent if len(each) > 1]
    return _Row(
        " ".join(grades),
        "".join(grades.values()),
        "".join({tail[0]: "" for tail in grades if len(tail) > 1}),
        "".join(seconds + [tail for tail in frequent if len(tail) == 1]),
        " ".join(meant),
    )


def _index_own() -> Mapping[str, list[str]]:
    """The rest of the words of our own lists, each with its grade, by their first character."""
    own: dict[str, list[str]] = {}
    for grade, lists in _OWN_LISTS.items():
        for word in frozenset[str]().union(*map(read_words, lists)):
            if len(word) <= LONGEST:
                own.setdefault(word[0], []).append(word[1:] + grade)
    return own


def _index_frequent() -> Mapping[str, list[str]]:
    """The same of the words that offices use most."""
    frequent: dict[str, list[str]] = {}
    for word in read_words("frequent"):
        frequent.setdefault(word[0], []).append(word[1:])
    return frequent


@lru_cache(maxsize=1_000)
def list_pairs(text: str) -> tuple[str, ...]:
    """All that stands side by side; each finder looks for its words by their first two signs."""
    return tuple(map("".join, pairwise(text)))


class Cut:
    """A run cut in the likeliest way.

    ahead: how likely the likeliest words up to each place are (a logarithm). spans: where the words
    stand, the last one first. singles: the places of those of one character.
    """

    def __init__(self, run: str) -> None:
        size = len(run)
        self.run = run
        self._tails = list(map(read_tails, run))
        self.spans: list[tuple[int, int]]
        self.ahead = ahead = [0.0] + [-math.inf] * (size + LONGEST)
        before = [0] * (size + LONGEST)
        for at, tails in enumerate(self._tails):  # the innermost loop of all rules of words
            base, first = ahead[at], at + 1
            likely = base + tails[""]
            if likely > ahead[first]:
                ahead[first], before[first] = likely, at
            second = run[first : first + 1]
            if second in tails and base + tails[second] > ahead[first + 1]:
                ahead[first + 1], before[first + 1] = base + tails[second], at
            if second in read_long_seconds(run[at]):
                for end in range(first + 2, at + LONGEST + 1):
                    word = run[first:end]
                    if word in tails and base + tails[word] > ahead[end]:
                        ahead[end], before[end] = base + tails[word], at
        del ahead[size + 1 :]
        at, self.spans = size, []
        while at:
            self.spans.append((before[at], at))
            at = before[at]
        self.singles = frozenset(start for start, end in self.spans if end - start == 1)
        self._behind: list[float] = []

    def weigh(self, start: int, end: int, likely: float) -> float:
        """By how much a word of that likelihood between both places makes the run likelier."""
        if not self._behind:
            self._behind = self._weigh_ends()
        return self.ahead[start] + likely + self._behind[end] - self.ahead[-1]

    def _weigh_ends(self) -> list[float]:
        """How likely the likeliest words from each place on are."""
        run, size = self.run, len(self.run)
        behind = [0.0] * (size + 1)
        for at in range(size - 1, -1, -1):
            tails = self._tails[at]
            behind[at] = max(
                likely + behind[end]
                for end in range(at + 1, min(at + LONGEST, size) + 1)
                if (likely := tails.get(run[at + 1 : end])) is not None
            )
        return behind


@lru_cache(maxsize=1_000)
def cut_runs(text: str) -> tuple[tuple[int, Cut], ...]:
    """All runs of a text, cut, each with the place where it begins."""
    return tuple((run.start(), Cut(run[0])) for run in RUN.finditer(text))


def find_cut(text: str, start: int, end: int) -> tuple[int, Cut]:
    """The cut run that both places stand in, and where it begins; else what is between them, cut."""
    for first, cut in cut_runs(text):
        if end <= first + len(cut.run):
            if first <= start:
                return first, cut
            break
    return start, Cut(text[start:end])


def list_words_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand that the characters between both places belong to, and some beside."""
    first, cut = find_cut(text, start, end)
    least, most = start - first - _AROUND, end - first + _AROUND
    return [
        (first + one, first + other) for one, other in cut.spans if least <= one and other <= most
    ]
