"""Numerals in Chinese text: how they are typed, and what they come to."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.adopt.finding import lexicon
from drafter.wording import measures
from drafter.wording.numbers import wide

WIDE = "|全角"
"""The filter that prints a figure in full width."""

_WIDE = str.maketrans("０１２３４５６７８９．％：＋○", "0123456789.%:+〇")
_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

_MORE = r"余|多(?![元样层重边级])|来(?=[个次件名家份篇条项户场期])"
ARABIC = re.compile(
    rf"(?P<before>{lexicon.QUALIFIED_BEFORE}\s*)?"
    r"(?P<number>(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"
    rf"|\d{{1,3}}(?:[ \u2009\u202f\xa0]\d{{3}})+(?=\s*[余多]?\s*[万亿]?\s*(?:{lexicon.UNITS}))"
    r"|\d+亿零?\d+(?=\s*万)|\d+\s?\.\s?\d+(?=\s?%)|\d+(?:\.\d+)?))"
    rf"(?P<more>\s*(?:{_MORE}|几))?(?P<scale>\s*(?:万亿|[十百千]?[万亿]|千|百)(?!分))?(?P<again>余|多(?![元样]))?"
)  # fmt: skip
"""A number in digits with all that belongs to it: 近300, 200余, 3.2万, 9400余万."""
_HAN_DIGIT = "一二两三四五六七八九"
HAN = re.compile(
    rf"(?P<before>{lexicon.QUALIFIED_BEFORE}|上(?=[百千万]))?"
    rf"(?P<number>[数几]?[{lexicon.HAN}]+)(?P<more>余|多(?![元样层重边级])|几|来(?=[个次件名家份篇条项户场期]))?(?P<scale>[万亿])?"
)
UNIT = re.compile(
    rf"\s*(?P<unit>(?:个)?百分点|{lexicon.UNITS}|%)(?P<paired>\s*[（(]\s*(?:{lexicon.UNITS})\s*[）)])?"
)
_MONEY_SCALE = re.compile(rf"\s*(?:{'|'.join(sorted(measures.MONEY, key=len, reverse=True))})")


_WIDE_GROUPS = re.compile(r"(?<![０-９])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])")
_MINUS = re.compile(r"[－−](?=[０-９\d])")


def narrow(text: str) -> str:
    """The text with full-width digits and signs made narrow, each character in its place.

    A comma is one of those only between full-width digits by threes: １，２３４.
    """
    grouped = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), text)
    return _MINUS.sub("-", grouped).translate(_WIDE)


def find_width(said: str) -> str:
    """The filter that prints a narrow text as it is said: none, or the one for full width.

    Raises ValueError where some of its signs are wide and others are not.
    """
    plain = narrow(said)
    if said == plain:
        return ""
    if wide(plain) != said:
        raise ValueError(said)
    return WIDE


def takes_scale(behind: str) -> bool:
    """Whether 万 and 亿 before this belong to the unit (万元) rather than to the number (3.2万)."""
    return _MONEY_SCALE.match(behind) is not None


def read_number(numeral: str) -> Decimal | None:
    """What a plain numeral comes to, in digits or Han; None where it says so many (数十, 两三)."""
    bare = re.sub(r"[\s,]", "", numeral)
    scale = 1
    while len(bare) > 1 and bare[0].isdigit() and bare[-1] in {**_SMALL, **_LARGE}:
        scale *= {**_SMALL, **_LARGE}[bare[-1]]
        bare = bare[:-1]
    if re.fullmatch(r"-?\d+(?:\.\d+)?", bare):
        return Decimal(bare) * scale
    return _read_han(bare)


def _read_han(numeral: str) -> Decimal | None:
    if not numeral or set(numeral) - set(lexicon.HAN):
        return None
    if not set(numeral) & (_SMALL.keys() | _LARGE.keys()):
        digits = "".join(str(_DIGITS[each]) for each in numeral)
        is_vague = len(digits) == 2 and "〇" not in numeral and "零" not in numeral
        return None if is_vague else Decimal(digits)
    total = section = digit = 0
    for at, each in enumerate(numeral):
        if each in _DIGITS:
            if at and numeral[at - 1] in _DIGITS and numeral[at - 1] not in "零〇":
                return None
            digit = _DIGITS[each]
        elif each in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[each], 0
        else:
            total, section, digit = (total + (section + digit or 1)) * _LARGE[each], 0, 0
    return Decimal(total + section + digit)
