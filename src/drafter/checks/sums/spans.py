"""Spans of dates that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText

_SPAN = re.compile(
    r"(?<!\d)(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?\s*(?:至|到|—|-|～)\s*"
    r"(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?"
)


def find_reversed_spans(page: PageText) -> Iterator[Hit]:
    """D425: a span of dates that ends before it begins."""
    for number, line in enumerate(page.lines):
        for match in _SPAN.finditer(line.text):
            year, month, day, last_year, last_month, last_day = match.groups()
            begin = (int(year or 0), int(month), int(day or 1))
            end = (int(last_year or year or 0), int(last_month), int(last_day or 31))
            comparable = bool(year) or not last_year
            if comparable and end < begin:
                yield Hit("D425", number, *match.span(), {"text": match[0]})
