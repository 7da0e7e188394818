"""Near misses: a set phrase or a name of the office's with one character wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from drafter.checks.lexicon import read_words
from drafter.checks.wording.spelling.alike import are_alike
from drafter.checks.wording.spelling.cutting import Cut, list_pairs, list_words_around

_LONG = 5
"""A phrase of so many characters is known without one of them, or with one of them twice."""
_CUT = 5
"""One of so many is known with its first or last character lost beside a mark: 新发展格，."""
_MARKS = frozenset("，。；、")
_VERY_LONG = 8
"""One of so many is known with any character in it wrong."""
_MIGHT_DIFFER = frozenset(
    "的和与及、，。；：“”《》（）等了也不各再在为已以于而之其所被把将对从向由此还都就住牢好"
)
"""The same of those of very long ones, which no other phrase is like: 防范化解重要风险, but 守住 and
守牢 are both right."""
_LINKS = frozenset(
    "的和与及、，。；：“”《》（）等新也不了更大各再全将在是要有为中上下已以于而之其会能可所被把将对从向由此还也都就"
)
"""What may stand between the words of a phrase, or be left out."""


class Near(NamedTuple):
    """What stands in a line for a phrase: where, and the phrase."""

    start: int
    end: int
    phrase: str


_Half = tuple[str, str, bool, frozenset[str]]
"""A half of a phrase that is to stand in the text as it is, the phrase, whether it is the second, and
the signs of the other one: with one slip it has one of them, if it has more than one."""


@cache
def _read_phrases() -> frozenset[str]:
    phrases = read_words("fixed")
    return frozenset(phrase for phrase in phrases if len(phrase) != 4)


def index_halves(phrases: frozenset[str]) -> dict[str, list[_Half]]:
    """Both halves of each phrase by their first two characters: one slip leaves one of them whole."""
    halves: dict[str, list[_Half]] = {}
    for phrase in sorted(phrases):
        middle = len(phrase) // 2
        first, second = phrase[:middle], phrase[middle:]
        for text, rest, is_second in ((first, second, False), (second, first, True)):
            signs = frozenset(rest if len(rest) > 1 else "")
            halves.setdefault(text[:2], []).append((text, phrase, is_second, signs))
    return halves


@cache
def _read_known() -> frozenset[str]:
    return read_words("fixed") | read_words("offices") | read_words("idioms")


@cache
def _index_set_phrases() -> dict[str, list[_Half]]:
    return index_halves(_read_phrases())


def find_near_phrases(text: str) -> Iterator[Near]:
    """营造良好围: the places of a set phrase with a slip; those of four characters are in `fours`."""
    return find_near(text, _index_set_phrases(), _read_known())


def find_near(
    text: str, halves: Mapping[str, list[_Half]], known: frozenset[str]
) -> Iterator[Near]:
    """The places of the text where a phrase stands with one slip; none overlaps the one before."""
    end = 0
    for at, found in enumerate(map(halves.get, list_pairs(text))):
        for half in found or ():
            if not _may_be_near(text, at, half):
                continue
            near = _compare_rest(text, at, half)
            is_new = near is not None and near.start >= end
            if near and is_new and not (_is_known(text, near, known) or _is_cut_off(text, near)):
                end = near.end
                yield near
                break


def _may_be_near(text: str, at: int, half: _Half) -> bool:
    """Whether one half stands there and a sign of the other beside it: few places are compared."""
    fitting, phrase, is_second, signs = half
    if len(fitting) > 2 and not text.startswith(fitting, at):
        return False
    size, behind = len(phrase) - len(fitting), at + len(fitting)
    beside = text[max(at - size - 1, 0) : at] if is_second else text[behind : behind + size + 1]
    return not (signs and signs.isdisjoint(beside))


def _is_known(text: str, near: Near, known: frozenset[str]) -> bool:
    """Whether what stands there, or a part of what it runs into, is a phrase itself."""
    if text[near.start : near.end] in known:
        return True
    size = len(near.phrase)
    around = range(max(near.start - size + 1, 0), near.end)
    return any(
        (given := text[at : at + n]) in known and given not in near.phrase
        for at in around
        for n in (4, 5, size)
        if at + n > near.start
    )


def _is_cut_off(text: str, near: Near) -> bool:
    """Whether the words at its ends are parts of others: 加快构|建现代化产业体系."""
    if near.end - near.start >= len(near.phrase):
        return False
    spans = list_words_around(text, near.start, near.end)
    return any(at < edge < to for at, to in spans for edge in near[:2])


def _compare_rest(text: str, at: int, half: _Half) -> Near | None:
    """The phrase whose other half has one slip; both are compared away from the half that fits."""
    fitting, phrase, is_second, _ = half
    size = len(phrase) - len(fitting)
    if is_second:
        wanted, given = phrase[:size][::-1], text[max(at - size - 1, 0) : at][::-1]
    else:
        behind = at + len(fitting)
        wanted, given = phrase[-size:], text[behind : behind + size + 1]
    used = _measure_slip(wanted, given, phrase)
    if not used:
        return None
    if is_second:
        return Near(at - used, at + len(fitting), phrase)
    return Near(at, at + len(fitting) + used, phrase)


def _measure_slip(wanted: str, given: str, phrase: str) -> int:
    """How many characters stand for the wanted ones, if there is one slip; 0 for other texts."""
    at = next(
        (i for i, (a, b) in enumerate(zip(wanted, given, strict=False)) if a != b), len(wanted)
    )
    size = len(wanted)
    if at >= min(size, len(given)):
        return 0
    right, wrong = wanted[at], given[at]
    if wrong in _MARKS and at == size - 1 and right not in _LINKS:
        return at if at and len(phrase) >= _CUT and _ends_in_pair(phrase, right) else 0
    if not "\u4e00" <= wrong <= "\u9fff":
        return 0
    if given[at : at + 2] == wanted[at : at + 2][::-1] and given[at + 2 : size] == wanted[at + 2 :]:
        return size if size - at >= 2 and right not in _LINKS and wrong not in _LINKS else 0
    if given[at + 1 : size] == wanted[at + 1 :] and len(given) >= size:
        is_alike = are_alike(right, wrong) and wrong not in _LINKS
        return size if is_alike or _is_inside_long(wanted, at, right, wrong, phrase) else 0
    return _measure_shift(wanted, given, at, phrase)


@cache
def _ends_in_pair(phrase: str, sign: str) -> bool:
    """Whether the sign begins or ends the phrase, and with it a word of two."""
    spans = Cut(phrase).spans
    first, last = spans[-1], spans[0]
    is_last = phrase[-1] == sign and last[1] - last[0] == 2
    return is_last or (phrase[0] == sign and first[1] - first[0] == 2)


def _measure_shift(wanted: str, given: str, at: int, phrase: str) -> int:
    """The same, where a character is too many or too few; in long phrases alone."""
    size, right, wrong = len(wanted), wanted[at], given[at]
    if len(phrase) < _LONG:
        return 0
    is_inside = _is_inside_long(wanted, at, right, wrong, phrase)
    is_doubled = wrong == (given[at - 1] if at else "") or wrong == given[at + 1 : at + 2]
    if given[at + 1 : size + 1] == wanted[at:] and (is_doubled or is_inside):
        return size + 1
    is_dropped = given[at : size - 1] == wanted[at + 1 :] and (size - at > 2 or is_inside)
    if not is_dropped or right in _LINKS or (len(phrase) == _LONG and _is_pair(phrase, right)):
        return 0
    return size - 1


@cache
def _is_pair(phrase: str, sign: str) -> bool:
    """Whether two words are left of the phrase without the sign: 东西协作 of 东西部协作."""
    return all(last - first == 2 for first, last in Cut(phrase.replace(sign, "", 1)).spans)


def _is_inside_long(wanted: str, at: int, right: str, wrong: str, phrase: str) -> bool:
    """Whether the slip is in the midst of a phrase so long that no other has the rest of it."""
    is_inside = len(phrase) >= _VERY_LONG and len(wanted) - at > 1
    return is_inside and right not in _MIGHT_DIFFER and wrong not in _MIGHT_DIFFER
