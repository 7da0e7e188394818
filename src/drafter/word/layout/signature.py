"""The right gaps of a signature without seal: GB/T 9704-2012, 7.3.5.2."""

from __future__ import annotations

import unicodedata

_CHARACTER = 320
"""One character of 16 pt in twips."""
_LINE = 27
"""Whole characters of 16 pt in the 156 mm of a line."""

RIGHT_INDENTS = ("end", "endChars", "right", "rightChars")
"""The attributes of w:ind that say what `right_indent` says; end is the newer word for right."""


def compute_right_gaps(organ: str, date: str) -> tuple[float, float]:
    """Right gaps, in characters, of the organ and of the date under it (7.3.5.2).

    The organ keeps two characters on its right and the date begins two characters to the right
    of where the organ begins. A date longer than the organ keeps the two characters itself, and
    the organ moves left until the date begins two to its right again.

    >>> compute_right_gaps("区政协办公室", "2021年12月31日")
    (5.0, 2.0)
    """
    first, second = min(measure_width(organ), _LINE - 2), measure_width(date)
    if second > first:
        return second + 4 - first, 2.0
    return 2.0, first - second


def measure_width(text: str) -> float:
    """The width of a line in characters: a digit or a Latin letter is half of one.

    >>> measure_width("2021年")
    3.0
    """
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.5 for one in text)


def right_indent(gap: float) -> dict[str, str]:
    """A right gap both ways: Word takes the characters, LibreOffice the twips."""
    return {"rightChars": str(int(gap * 100)), "right": str(int(gap * _CHARACTER))}
