"""What the rules of wording share: a pattern looked for in lines, outside of names and quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|〈[^〉]*〉|〔[^〕]*〕")
"""Names and quoted words: they are said as they are."""
ADDRESS = re.compile(r"[A-Za-z]+://[^\s，。；）]+|[\w.+-]+@[\w.-]+|www\.[\w./-]+")
"""Addresses of pages and mail."""
_NUMERAL_SIGN = "[\\d.一二三四五六七八九十百千两半]"
# Possessive, and begun at its first sign alone: a page of digits takes no more than one look.
NUMERAL = f"(?<!{_NUMERAL_SIGN}){_NUMERAL_SIGN}++"
HAN = "\u4e00-\u9fff"

Instead = Callable[[re.Match[str]], str]


def find_pattern(
    page: PageText, code: str, pattern: re.Pattern[str], *,
    but: re.Pattern[str] | None = QUOTED, instead: Instead | None = None,
) -> Iterator[Hit]:  # fmt: skip
    """The places where the pattern stands, those within a span of `but` left out."""
    for number, line in enumerate(page.lines):
        spans = None
        for match in pattern.finditer(line.text):
            if but is not None and spans is None:
                spans = [each.span() for each in but.finditer(line.text)]
            if any(left <= match.start() and match.end() <= right for left, right in spans or ()):
                continue
            cure = None if instead is None else instead(match)
            yield Hit(code, number, *match.span(), {"text": match[0]}, cure)
