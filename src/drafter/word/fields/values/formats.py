"""How fields write numbers: numerals (`\\* CHINESENUM3`) and pictures (`\\# "#,##0.00"`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from drafter.wording.numbers import ordinal


class Uncomputed(Exception):
    """A field's result cannot be told for sure: a key of the catalogue, and its words."""

    def __init__(self, key: str, words: str = "") -> None:
        super().__init__(key, words)
        self.key, self.words = key, words


class GapMet(Exception):
    """What a field needs is a gap; the argument is its text."""


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_PICTURE = re.compile(r"([^#0,.]*)([#0,]+)(\.([#0]+))?([^#0]*)")
KEEPS_LOOK = frozenset({"MERGEFORMAT", "CHARFORMAT"})
"""Switches of `\\*` that say how the result looks, not what it says."""


def _write_roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _write_letters(number: int) -> str:
    """A … Z, AA, BB: Word repeats the letter."""
    times, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (times + 1)


def _write_formal(number: int) -> str:
    return f"{'一' if 10 <= number < 20 else ''}{ordinal(number)}".translate(_FORMAL)


def _choose_sign(first: str, count: int) -> Callable[[int], str]:
    """A numeral for each of the first numbers, one sign each, from the first sign on."""

    def write(number: int) -> str:
        if number > count:
            raise Uncomputed("field.numeral", str(number))
        return chr(ord(first) + number - 1)

    return write


_NUMERALS: dict[str, Callable[[int], str]] = {
    "ARABIC": str,
    "ARABICDASH": lambda number: f"- {number} -",
    "ROMAN": _write_roman,
    "ALPHABETIC": _write_letters,
    "CHINESENUM1": ordinal,
    "CHINESENUM2": _write_formal,
    "CHINESENUM3": ordinal,
    "CIRCLENUM": _choose_sign("①", 20),
    "GB1": _choose_sign("⒈", 20),
    "GB2": _choose_sign("⑴", 20),
    "GB3": _choose_sign("①", 20),
    "GB4": _choose_sign("㈠", 10),
    "ZODIAC1": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
    "ZODIAC2": lambda number: "子丑寅卯辰巳午未申酉戌亥"[(number - 1) % 12],
}
_CASED = {"ROMAN", "ALPHABETIC"}
_MOST = {"CHINESENUM1": 99}
"""From there on the two ways of Chinese counting differ."""


def is_numeral(name: str) -> bool:
    """Whether numbers can be written in numerals of that name."""
    return name.upper() in _NUMERALS


def write_numeral(number: int, name: str) -> str:
    """The number in numerals of that name. Raises Uncomputed."""
    known = name.upper()
    if known not in _NUMERALS or number > _MOST.get(known, 9999):
        raise Uncomputed("field.numeral", name)
    if number < 1:
        return str(number)
    text = _NUMERALS[known](number)
    return text.lower() if known in _CASED and name[:1].islower() else text


def write_picture(value: Decimal, picture: str) -> str:
    """The number by a picture such as `#,##0.00` or `￥0.0万`. Raises Uncomputed."""
    match = _PICTURE.fullmatch(picture.replace("'", ""))
    if match is None or ";" in picture:
        raise Uncomputed("field.picture", picture)
    before, whole, _, decimals, behind = match.groups(default="")
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    digits = digits.rjust(whole.replace(",", "").count("0"), "0")
    if "0" not in whole and digits == "0":
        digits = ""
    if "," in whole and digits:
        digits = f"{int(digits):,}".rjust(len(digits), "0")
    least = decimals.count("0")
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    sign = "-" if value < 0 and rounded else ""
    return f"{before}{sign}{digits}{'.' if fraction else ''}{fraction}{behind}"
