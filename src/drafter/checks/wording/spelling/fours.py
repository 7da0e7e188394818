"""Four-character phrases with a slip in one half: 各抒已见, 竞竞业业, 任劳怨任, 各抒抒己见, 各抒见."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.checks.lexicon import read_words
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import HAN
from drafter.checks.wording.spelling.alike import are_alike
from drafter.checks.wording.spelling.companions import may_stand_alone, read_pairs
from drafter.checks.wording.spelling.cutting import Cut, list_pairs, read_tails
from drafter.checks.wording.spelling.near import Near

_SIZE = 4
_FIRST_HAN, _LAST_HAN = HAN[0], HAN[-1]
_GAIN = 8.0
"""By how much the phrase makes the text likelier. Below stand other words: 社会心态, 示范学校."""
_GAIN_OVER_WORD = 13.0
"""The same where the half that differs is a common word itself: 实地查看 beside 实地察看."""
_GAIN_OF_LOST, _GAIN_OF_COMMON_LOST = 8.0, 5.0
_GAIN_OF_VERB_LEFT = 11.0
"""The same where the phrase has lost a character; what is left without the first one, or a word
behind one character, is often what somebody says: 满天下, 讲规矩."""
_COMMON_PHRASE = -12.0
"""So likely is a phrase that is in everybody's mouth: 实事求是."""
_COMMON = -13.5
_OWN_END = re.compile(f"[{HAN}](?![{HAN}])")
_WORD = re.compile(f"[{HAN}]{{2}}(?<![的了和与及等对将把被要应须已])")
_AROUND = 6
_SMALL = frozenset("的了和与及等对将把被要应须已都也为在从向由，。；、")
_RARE = -15.0
"""How likely a phrase is that the dictionary does not count."""


def find_near_fours(text: str) -> Iterator[Near]:
    """The places where one half of a phrase stands beside the other half with a slip."""
    end = 0
    for near in _list_likenesses(text):
        if near.start >= end and not _is_known(text, near.start) and _is_likelier(text, near):
            end = near.end
            yield _narrow(text, near)


def find_short_fours(text: str) -> Iterator[Near]:
    """因地制发展: the places where a phrase has lost a character, and what is left makes no words."""
    end = 0
    for at, phrase in _list_shortened(text):
        near = Near(at, at + _SIZE - 1, phrase)
        if at >= end and phrase not in _read_pairs() and _is_left_of(text, near):
            end = near.end
            yield near


def _list_shortened(text: str) -> Iterator[tuple[int, str]]:
    """Where one half of a phrase stands and a single sign of the other beside it."""
    heads, tails = _index_phrases()
    for at, pair in enumerate(list_pairs(text)):
        if (halves := tails.get(pair)) and at and _may_be_left(text[at - 1], halves):
            yield from ((at - 1, half + pair) for half in _list_with(halves, text[at - 1]))
        if (halves := heads.get(pair)) and _may_be_left(text[at + 2 : at + 3], halves):
            yield from ((at, pair + half) for half in _list_with(halves, text[at + 2]))


def _may_be_left(sign: str, halves: str) -> bool:
    """Whether the sign may be what is left of a half: 同心|向党 is a word and a small one."""
    return sign != "" and sign in halves and sign not in _SMALL


def _list_with(halves: str, sign: str) -> Iterator[str]:
    return (half for at in range(0, len(halves), 2) if sign in (half := halves[at : at + 2]))


def _is_left_of(text: str, near: Near) -> bool:
    """Whether what stands there is left of the phrase, and no phrase or words of its own."""
    start, end, phrase = near
    left = text[start:end]
    if _is_known(text, start) or text[max(start - 1, 0) : end] in _read_known():
        return False
    if left[1:] in read_tails(left[0]):  # 纾困难 is a word, and not what is left of 纾困解难
        return False
    # 各行其道，: a sign of its own ends the phrase in another way; 两手空 is said beside 两手空空.
    if _OWN_END.match(text, end) or phrase[2] == phrase[3]:
        return False
    first = max(start - _AROUND, 0)
    parts = Cut(text[first : end + _AROUND])
    is_first = left == phrase[1:]
    if is_first and start - first - 1 in parts.singles:
        return False
    likely = read_tails(phrase[0]).get(phrase[1:], _RARE)
    at = start - first
    is_other_last = left == phrase[:3] and at + 3 in parts.singles
    if is_other_last and text[end : end + 1] not in _SMALL:  # 各行其道 of 各行其是
        return False
    is_verb_left = left == phrase[:3] and {(at, at + 1), (at + 1, at + 3)} <= {*parts.spans}
    is_last_alone = (at + 2, at + 3) in parts.spans and may_stand_alone(left[2])
    is_last_alone = is_last_alone and left != phrase[:3]  # 因地制|发展
    is_deed_behind = is_last_alone and _WORD.match(text, end) is not None  # 重点|查|人员
    is_said = is_first or is_verb_left or is_deed_behind
    is_common = likely >= _COMMON_PHRASE and phrase in read_words("idioms")
    least = _GAIN_OF_COMMON_LOST if is_common else _GAIN_OF_LOST
    need = _GAIN_OF_VERB_LEFT if is_said else least
    return parts.weigh(start - first, end - first, likely) > need


def _narrow(text: str, near: Near) -> Near:
    """Of two words that are only often said together the one that is wrong."""
    start, end, phrase = near
    if end - start != _SIZE or phrase in read_words("idioms") | read_words("fixed"):
        return near
    if text.startswith(phrase[:2], start):
        return Near(start + 2, end, phrase[2:])
    return Near(start, start + 2, phrase[:2]) if text.startswith(phrase[2:], start + 2) else near


def _list_likenesses(text: str) -> Iterator[Near]:
    """What is like a phrase, whether it is one itself or not."""
    heads, tails = _index_phrases()
    for at, pair in enumerate(list_pairs(text)):
        if at > 1 and (halves := tails.get(pair)):
            for head in _list_likely(halves, text[at - 2 : at]):
                if _measure_slip(head, text[at - 2 : at], ""):
                    yield Near(at - 2, at + 2, head + pair)
        if halves := heads.get(pair):
            for tail in _list_likely(halves, text[at + 2 : at + 4]):
                if size := _measure_slip(tail, text[at + 2 : at + 5], pair):
                    yield Near(at, at + 2 + size, pair + tail)


def _list_likely(halves: str, given: str) -> Iterator[str]:
    """The halves that have a sign of the given one, as each with one slip has; all, where it is one
    sign twice."""
    one, other = given[:1], given[1:]
    if other and (one in halves or other in halves or one == other):
        for at in range(0, len(halves), 2):
            half = halves[at : at + 2]
            if one in half or other in half or one == other:
                yield half


@keep_table
def _index_phrases() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The second halves of the phrases by the first ones, and the other way round; in one text."""
    heads: dict[str, str] = {}
    tails: dict[str, str] = {}
    for phrase in sorted(read_words("idioms") | read_words("fixed") | _read_pairs()):
        if len(phrase) == _SIZE:
            head, tail = phrase[:2], phrase[2:]
            heads[head] = heads.get(head, "") + tail
            tails[tail] = tails.get(tail, "") + head
    return heads, tails


def _measure_slip(wanted: str, given: str, before: str) -> int:
    """How many characters stand for the wanted two, if there is one slip; 0 for other texts.

    before: the first half, where the wanted is the second: its last character may come twice.
    """
    one, other = given[:1], given[1:2]
    if not other or not _FIRST_HAN <= min(one, other) <= max(one, other) <= _LAST_HAN:
        return 0
    right, last = wanted[0], wanted[1]
    if one == right:
        return 2 if other != last and are_alike(last, other) else 0
    if other == last:
        return 2 if are_alike(right, one) else 0
    if one == last and other == right:
        return 2
    if one == other and right == last and are_alike(right, one):
        return 2
    return 3 if before and one == before[1] and given[1:] == wanted else 0


def _is_known(text: str, at: int) -> bool:
    """Whether what stands there is a phrase itself, or a set one begins or ends within it."""
    known = _read_known()
    if text[at : at + _SIZE] in _read_pairs():
        return True
    return any(text[place : place + _SIZE] in known for place in range(max(at - 3, 0), at + _SIZE))


def _is_likelier(text: str, near: Near) -> bool:
    """Whether the words around are likelier with the phrase than with what stands there."""
    start, end, phrase = near
    first = max(start - _AROUND, 0)
    parts = Cut(text[first : end + _AROUND])
    likely = read_tails(phrase[0]).get(phrase[1:], _RARE)
    given, fitting = text[start : start + 2], phrase[2:]
    if given == phrase[:2]:
        given, fitting = text[start + 2 : end], given
    is_word = read_tails(given[0]).get(given[1:], _RARE) > _COMMON
    # 首当 is no word by itself: who writes it means the idiom.
    is_part = fitting[1:] not in read_tails(fitting[0]) and phrase in read_words("idioms")
    need = _GAIN_OVER_WORD if is_word and not is_part else _GAIN
    return parts.weigh(start - first, end - first, likely) > need


@cache
def _read_pairs() -> frozenset[str]:
    return frozenset(one + other for one, other in read_pairs())


@cache
def _read_known() -> frozenset[str]:
    return read_words("idioms") | read_words("fixed") | read_words("variants")
