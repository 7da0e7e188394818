"""Digits of a template's own wording, and the wordings of x-fixed that allow them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter import patterns

DIGITS = patterns.postpone(r"[0-9０-９]+")


def find_loose_digits(
    text: str, fixed: Sequence[str], own: str | None = None, span: tuple[int, int] | None = None
) -> Iterator[re.Match[str]]:
    """The digits of a text that stand in no wording of x-fixed.

    own: the text with all blanked out, character for character, whose digits are not asked for.
    span: the piece of the text that is looked at.

    >>> [match[0] for match in find_loose_digits("附件1和2", ["附件1"])]
    ['2']
    """
    for match in DIGITS.finditer(text if own is None else own, *(span or (0, len(text)))):
        start, end = match.span()
        # a wording that holds the digits begins at the earliest where it would end with them
        if not any(
            text.find(each, max(0, end - len(each)), start + len(each)) >= 0
            for each in fixed
            if len(each) >= end - start
        ):
            yield match
