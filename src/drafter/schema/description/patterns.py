"""How a text has to be written: 第×号 and the regular expression that it stands for."""

from __future__ import annotations

import re

_DIGITS, _BLANK = "[0-9]+", "×"
_REGULAR = re.compile(r"[\\^$\[\](){}|*+?]")


def translate_pattern(text: str) -> str:
    """The regular expression; what looks like one is one already, else × stands for a number.

    >>> translate_pattern("第×号"), translate_pattern("^A[0-9]$")
    ('^第[0-9]+号$', '^A[0-9]$')
    """
    if _REGULAR.search(text):
        return text
    return f"^{text.replace('.', '[.]').replace(_BLANK, _DIGITS)}$"


def shorten_pattern(pattern: str) -> str:
    """The pattern as a person writes it, where it can be so written.

    >>> shorten_pattern("^第[0-9]+号$"), shorten_pattern("^[a-z]$")
    ('第×号', '^[a-z]$')
    """
    plain = pattern.removeprefix("^").removesuffix("$").replace(_DIGITS, _BLANK).replace("[.]", ".")
    return plain if translate_pattern(plain) == pattern else pattern
