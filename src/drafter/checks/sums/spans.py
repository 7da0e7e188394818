"""Spans of dates that end before they begin."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText

_SPAN = re.compile(
    r"(?<!\d)(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?\s*(?:至|到|—|-|～)\s*"
    r"(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?"
)

Date = tuple[int, int, int]


def find_reversed_spans(page: PageText) -> Iterator[Hit]:
    """D425, D483: a span of dates that ends before it begins, or lasts another time."""
    for number, line in enumerate(page.lines):
        for match in _SPAN.finditer(line.text):
            year, month, day, last_year, last_month, last_day = match.groups()
            begin = (int(year or 0), int(month), int(day or 1))
            end = (int(last_year or year or 0), int(last_month), int(last_day or 31))
            comparable = bool(year) or not last_year
            if comparable and end < begin:
                yield Hit("D425", number, *match.span(), {"text": match[0]})
            elif day and last_day and (lasting := _LASTING.match(line.text, match.end())):
                yield from _check_days(number, begin, end, match, lasting)


_LASTING = re.compile(r"[^，。；\d]{0,12}[，（](?:历时|为期|共计?|前后)(\d{1,3})天(?![多余左])")
_ANY_YEAR = 2021


def _check_days(
    number: int, begin: Date, end: Date, span: re.Match[str], lasting: re.Match[str]
) -> Iterator[Hit]:
    """3月1日至3月10日，历时10天: the first day counted or not."""
    try:
        first, last = (datetime.date(y or _ANY_YEAR, m, d) for y, m, d in (begin, end))
    except ValueError:
        return
    days = (last - first).days
    if days >= 0 and int(lasting[1]) not in (days, days + 1):
        values = {"text": f"{lasting[1]}天", "of": span[0], "right": f"{days + 1}天"}
        yield Hit("D483", number, lasting.start(1), lasting.end(1), values)
