"""A run of Chinese cut into words, by how often each word is used."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache

from drafter.checks.lexicon import read_rows, read_words
from drafter.checks.wording.patterns import HAN

RUN = re.compile(f"[{HAN}]{{2,120}}")
"""What is cut at a time: no clause is longer, and a page without marks takes no more than its length."""
_AROUND = 10
"""So many characters on either side decide how two are cut."""
LONGEST = 4
_ALL = math.log(60_101_967)
"""All words that the dictionary was counted from."""
_OWN, _FREQUENT = "m", "r"
"""How common a word of our own lists is taken to be, and one of those that offices use most."""
_GRADES = {chr(ord("a") + at): at / 2 - _ALL for at in range(26)}
_LIKELY = _GRADES | {grade.upper(): likely for grade, likely in _GRADES.items()}
_MEANT = frozenset("ijklmnopqrstuvwxyz")
"""The grades of words that a slip may stand for: 50 of 60 million at least."""


@cache
def read_tails(first: str) -> Mapping[str, float]:
    """How likely each word is that begins with the character (a logarithm), by the rest of it."""
    row = _read_dictionary().get(first, ())
    single, short, rare, common = (*row[1:], "", "", "", "")[:4]
    tails = {"": _LIKELY[single or "a"]}
    tails.update(zip(short[::2], map(_LIKELY.__getitem__, short[1::2]), strict=True))
    tails.update([(tail[:-1], _LIKELY[tail[-1]]) for tail in f"{rare} {common}".split()])
    own, frequent = _read_own().get(first, ((), ()))
    for tail in own:
        tails.setdefault(tail, _LIKELY[_OWN])
    for tail in frequent:
        tails[tail] = max(tails.get(tail, -_ALL), _LIKELY[_FREQUENT])
    return tails


@cache
def list_seconds(first: str) -> frozenset[str]:
    """What makes with the character a word of two that a slip may stand for."""
    short = (*_read_dictionary().get(first, ()), "", "", "")[2]
    _, frequent = _read_own().get(first, ((), ()))
    seconds = [tail for tail, mark in zip(short[::2], short[1::2], strict=True) if mark in _MEANT]
    return frozenset(seconds + [tail for tail in frequent if len(tail) == 1])


@cache
def index_gaps() -> Mapping[tuple[str, str], str]:
    """What may stand between two pieces, of the longer words that a slip may stand for."""
    words = [
        row[0] + tail[:-1] for row in read_rows("words") if len(row) > 4 for tail in row[4].split()
    ]
    gaps: dict[tuple[str, str], str] = {}
    for word in words + [word for word in read_words("frequent") if len(word) > 2]:
        for at, sign in enumerate(word):
            key = word[:at], word[at + 1 :]
            gaps[key] = gaps.get(key, "") + sign
    return gaps


@cache
def _read_dictionary() -> Mapping[str, tuple[str, ...]]:
    return {row[0]: row for row in read_rows("words")}


@cache
def _read_own() -> Mapping[str, tuple[list[str], list[str]]]:
    """The rest of the words of our own lists, and of those that offices use most."""
    own: dict[str, tuple[list[str], list[str]]] = {}
    for word in read_words("newer") | read_words("fixed") | read_words("variants"):
        if len(word) <= LONGEST:
            own.setdefault(word[0], ([], []))[0].append(word[1:])
    for word in read_words("frequent"):
        own.setdefault(word[0], ([], []))[1].append(word[1:])
    return own


class Cut:
    """A run cut in the likeliest way.

    ahead: how likely the likeliest words up to each place are (a logarithm). spans: where the words
    stand, the last one first. singles: the places of those of one character.
    """

    def __init__(self, run: str) -> None:
        size = len(run)
        self._steps: list[list[tuple[int, float]]] = []
        self.spans: list[tuple[int, int]]
        self.ahead = ahead = [0.0] + [-math.inf] * size
        before = [0] * (size + 1)
        for at, sign in enumerate(run):
            tails, steps = read_tails(sign), []
            for end in range(at + 1, min(at + LONGEST, size) + 1):
                likely = tails.get(run[at + 1 : end])
                if likely is not None:
                    steps.append((end, likely))
                    if ahead[at] + likely > ahead[end]:
                        ahead[end], before[end] = ahead[at] + likely, at
            self._steps.append(steps)
        at, self.spans = size, []
        while at:
            self.spans.append((before[at], at))
            at = before[at]
        self.singles = frozenset(start for start, end in self.spans if end - start == 1)
        self._behind: list[float] = []

    def weigh(self, start: int, end: int, likely: float) -> float:
        """By how much a word of that likelihood between both places makes the run likelier."""
        if not self._behind:
            self._behind = [0.0] * len(self.ahead)
            for at in range(len(self._steps) - 1, -1, -1):
                self._behind[at] = max(value + self._behind[end] for end, value in self._steps[at])
        return self.ahead[start] + likely + self._behind[end] - self.ahead[-1]


def list_words_around(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words stand that the characters between both places belong to, and some beside."""
    first, last = start, end
    while first > max(start - _AROUND, 0) and "\u4e00" <= text[first - 1] <= "\u9fff":
        first -= 1
    while last < min(end + _AROUND, len(text)) and "\u4e00" <= text[last] <= "\u9fff":
        last += 1
    return [(first + one, first + other) for one, other in Cut(text[first:last]).spans]
