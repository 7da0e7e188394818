"""What an unquoted text stands for: nothing, yes or no, an integer, or itself."""

from __future__ import annotations

MOST_DIGITS = 18
"""A longer row of digits is a number of something, not an amount: it stays text."""

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip

_FIRST = frozenset({word[:1] for word in _WORDS} | set("-0123456789"))
"""What the words and the integers begin with."""

ScalarValue = str | int | bool | None


def resolve_scalar(text: str) -> ScalarValue:
    """An unquoted text as a value: null, true, false and plain integers; else the text.

    >>> [resolve_scalar(text) for text in ("32", "-12", "0", "010", "no", "12:30", "~")]
    [32, -12, 0, '010', 'no', '12:30', None]
    """
    if text[:1] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    digits = text[1:] if text[0] == "-" else text
    if not (digits.isdigit() and digits.isascii()) or len(digits) > MOST_DIGITS:
        return text
    return int(text) if digits[0] != "0" or text == "0" else text
