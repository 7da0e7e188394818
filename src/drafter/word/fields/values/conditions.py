"""What an IF field shows: its comparison made, its words chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from drafter.vocabulary import GAP_OPEN
from drafter.word.fields.reading import Word
from drafter.word.fields.values.formats import GapMet, Uncomputed
from drafter.word.fields.values.formulas import read_number

_OPERATOR = re.compile(r"(<>|<=|>=|=|<|>)")


def choose_result(words: Sequence[Word], read_bookmark: Callable[[str], str | None]) -> str:
    """The words that the condition chooses; words: all behind IF. Raises Uncomputed, GapMet."""
    parts = [piece for word in words for piece in _split_operators(word)]
    if not 4 <= len(parts) <= 5 or parts[1].quoted or not _OPERATOR.fullmatch(parts[1].text):
        raise Uncomputed("field.if", " ".join(word.text for word in words))
    left, right = (_resolve_operand(word, read_bookmark) for word in (parts[0], parts[2]))
    for text in (left, right):
        if GAP_OPEN in text:
            raise GapMet(text)
    holds = _compare(left, parts[1].text, right)
    return parts[3].text if holds else parts[4].text if len(parts) == 5 else ""


def _split_operators(word: Word) -> list[Word]:
    """The word cut at its comparison signs: `1=1` is three words."""
    if word.quoted:
        return [word]
    return [Word(piece, False) for piece in _OPERATOR.split(word.text) if piece]


def _resolve_operand(word: Word, read_bookmark: Callable[[str], str | None]) -> str:
    """What is compared: a bare word may be the name of a bookmark."""
    known = None if word.quoted else read_bookmark(word.text)
    return word.text if known is None else known


def _compare(left: str, sign: str, right: str) -> bool:
    one, other = _read_plain_number(left), _read_plain_number(right)
    if one is not None and other is not None:
        less, same = one < other, one == other
        return {
            "=": same, "<>": not same, "<": less, ">": not less and not same,
            "<=": less or same, ">=": not less,
        }[sign]  # fmt: skip
    if sign not in ("=", "<>") or (left != right and left.casefold() == right.casefold()):
        raise Uncomputed("field.compare", f"{left} {sign} {right}")
    pattern = re.escape(right).replace(r"\*", ".*").replace(r"\?", ".")
    return (re.fullmatch(pattern, left, re.DOTALL) is not None) == (sign == "=")


def _read_plain_number(text: str) -> Decimal | None:
    try:
        number = read_number(text)
    except Uncomputed:
        return None
    return None if number is None or number.unit else number.value
