"""What a line must have for a pattern to stand in it: by that most lines are passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Needs = Any
"""Signs, one of which will do (DIGIT and BLANK among them), or EACH before signs, all of which it
has, or a tuple: ALL and several needs, ONE and several, one of which will do. None: nothing can be
said. Plain values, that can be kept."""
ALL, ONE = "&", "|"
EACH = "\2"
DIGIT, BLANK = "\0", "\1"
"""Any digit and any blank: no text has these signs."""
_MOST_SIGNS = 40
"""A class of more signs, such as all of Chinese, tells no lines apart."""
_KINDS = {"CATEGORY_DIGIT": DIGIT, "CATEGORY_SPACE": BLANK}
_GROUPS = {"SUBPATTERN": 3, "ATOMIC_GROUP": None, "ASSERT": 1}
"""Where, in what the parser tells of each, the pattern within it stands."""
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


def derive_needs(tree: Any) -> Needs:
    """What the parsed pattern needs: each match has it, whatever else it has."""
    if tree.state.flags & re.IGNORECASE:
        return None
    needs = [need for item, told in tree if (need := _derive_one(str(item), told)) is not None]
    return _join(ALL, needs)


def _derive_one(item: str, told: Any) -> Needs:
    if item == "LITERAL":
        return chr(told)
    if item == "IN":
        return _read_class(told)
    if item == "BRANCH":
        ways = [derive_needs(way) for way in told[1]]
        return None if None in ways else _join(ONE, ways)
    if item in _REPEATS:
        return derive_needs(told[2]) if told[0] else None
    if item in _GROUPS and not (item == "SUBPATTERN" and (told[1] or told[2])):  # flags within
        place = _GROUPS[item]
        return derive_needs(told if place is None else told[place])
    return None  # a look that must fail, an edge, any sign: no sign is needed


def _read_class(members: Sequence[tuple[Any, Any]]) -> Needs:
    """The signs of a class, if they are few."""
    signs: list[str] = []
    for item, told in members:
        if str(item) == "LITERAL":
            signs.append(chr(told))
        elif str(item) == "RANGE" and told[1] - told[0] < _MOST_SIGNS:
            signs += map(chr, range(told[0], told[1] + 1))
        elif str(item) == "CATEGORY" and str(told) in _KINDS:
            signs.append(_KINDS[str(told)])
        else:  # all but those named, a large range, letters
            return None
    return "".join(dict.fromkeys(signs)) if len(signs) <= _MOST_SIGNS else None


def _join(way: str, needs: Sequence[Needs]) -> Needs:
    signs = [each for each in dict.fromkeys(needs) if isinstance(each, str)]
    others = [each for each in dict.fromkeys(needs) if not isinstance(each, str)]
    joined = [*(_join_ways(signs) if way == ONE else _join_all(signs)), *others]
    return None if not joined else joined[0] if len(joined) == 1 else (way, *joined)


def _join_ways(signs: Sequence[str]) -> list[str]:
    """Needs of which one will do: all classes make one."""
    classes = "".join(each for each in signs if each[0] != EACH)
    return [*([classes] if classes else []), *(each for each in signs if each[0] == EACH)]


def _join_all(signs: Sequence[str]) -> list[str]:
    """Needs of which all are there: what is no choice makes one."""
    choices = [each for each in signs if len(each) > 1 and each[0] != EACH]
    sure = "".join(each.lstrip(EACH) for each in signs if each not in choices)
    word = "".join(dict.fromkeys(sure))
    return [*([EACH + word if len(word) > 1 else word] if word else []), *choices]
