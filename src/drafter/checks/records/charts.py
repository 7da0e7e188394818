"""Charts whose figures are those of another year: nothing fills a chart, so they stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from drafter import patterns
from drafter.checks.hits import Hit, about_data
from drafter.checks.matching.page_text import PageText
from drafter.figures import Figure
from drafter.problems import FilePlace

_CHART = "word/charts/chart"
_VALUES = patterns.postpone(
    rb"<(?:\w+:)?(?P<tag>val|yVal|bubbleSize)>(?P<held>.*?)</(?:\w+:)?(?P=tag)>", 16
)  # 16: re.DOTALL, without loading re
_VALUE = patterns.postpone(rb"<(?:\w+:)?v>(?P<said>[^<]+)</(?:\w+:)?v>")
_TITLE = patterns.postpone(rb"<(?:\w+:)?title>.*?</(?:\w+:)?title>", 16)
_WORDS = patterns.postpone(rb"<(?:\w+:)?t>(?P<said>[^<]*)</(?:\w+:)?t>")
_NUMBER = patterns.postpone(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MOST_SHOWN = 5


def find_stale_charts(page: PageText) -> Iterator[Hit]:
    """D258: a chart shows numbers that neither the data nor the page have.

    A chart keeps what Word last drew; the workbook in it is never opened, since its numbers are
    the same. A share may stand there as 0.305.
    """
    charts = [name for name in page.content.members if name.startswith(_CHART)]
    known = _list_known(page) if charts else set()
    for name in sorted(charts):
        numbers = _read_numbers(page.content.members[name])
        foreign = [n for n in numbers if n not in known and n * 100 not in known]
        if foreign:
            shown = "、".join(format(n.normalize(), "f") for n in foreign[:_MOST_SHOWN])
            title, place = _read_title(page.content.members[name]), FilePlace(page.shown)
            named = title or name.rpartition("/")[2]
            yield about_data("D258", place, name=named, numbers=shown, n=len(foreign))


def _read_title(chart: bytes) -> str:
    """The chart's title; empty where it has none of its own."""
    title = _TITLE.search(chart)
    words = b"" if title is None else b"".join(each["said"] for each in _WORDS.finditer(title[0]))
    return words.decode("utf-8", "replace").strip()


def _read_numbers(chart: bytes) -> list[Decimal]:
    """The numbers of all series, each once; zeros and lacking ones left out."""
    found: dict[Decimal, None] = {}
    for values in _VALUES.finditer(chart):
        for said in _VALUE.finditer(values["held"]):
            try:
                number = Decimal(said["said"].decode("utf-8", "replace").strip())
            except InvalidOperation:
                continue
            if number.is_finite() and number:
                found[number] = None
    return list(found)


def _list_known(page: PageText) -> set[Decimal]:
    """Every number of this year's data, and of what was printed of them."""
    years = [page.ledger.values, *(each.values for each in page.ledger.earlier)]
    known = {number for values in years for number in _iter_numbers(values)}
    for printed in page.draft.trace if page.draft is not None else ():
        said = (match[0] for match in _NUMBER.finditer(f"{printed.text} {printed.exact}"))
        known.update(Decimal(each.replace(",", "")) for each in said)
    return known


def _iter_numbers(value: Any) -> Iterator[Decimal]:
    if isinstance(value, Figure):
        yield Decimal(value.exact)
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from _iter_numbers(below)
    elif isinstance(value, (list, tuple)):
        for below in value:
            yield from _iter_numbers(below)
