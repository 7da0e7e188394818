"""The figures of a text beside those of the records: which differ, which no record gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.records.known import list_known_figures
from drafter.checks.records.matching import Match, is_of_other_time, match_lines, match_words
from drafter.checks.records.tables import compare_cells
from drafter.checks.sums.quantities import Quantity, Reading, read_lines, say
from drafter.figures import Figure
from drafter.problems.model import Value
from drafter.vocabulary import YEAR_KEY

_MORE = re.compile("[余多几]|以上|超过?|逾|突破|至少|不少于|不低于")
_LESS = re.compile("近|接近|不足|不到|以[下内]|最多")
_PAGES = "页"
"""What a footer counts: 第3页 共15页."""
LEAST_TOLD = 2
"""A number below it is mostly wording: 1次."""


def compare_with_records(page: PageText, report: PageText) -> list[Hit]:
    """D417, D418: what a text says otherwise than the records, and what they do not give.

    report: the page that the records give.
    """
    known = list(list_known_figures(report))
    readings = dict(read_lines(page.lines))
    ours = dict(read_lines(report.lines))
    year = report.ledger.values.get(YEAR_KEY)
    matches = {
        (each.line, each.quantity.start): each
        for each in match_lines(page.lines, readings, report.lines, known, ours)
    }
    this_year = int(year) if isinstance(year, Figure) else None
    for number, reading in readings.items():
        for each in match_words(number, reading, known, this_year):
            matches.setdefault((number, each.quantity.start), each)
    wrong = [hit for each in matches.values() if (hit := _judge(each))]
    given = {(each.value, each.unit) for reading in ours.values() for each in reading.quantities}
    given |= {(each.value, each.quantity.unit) for each in known}
    cells = compare_cells(page, report)
    return [*wrong, *cells, *_list_unknown(page, readings, set(matches), given)]


def _judge(match: Match) -> Hit | None:
    quantity, known = match.quantity, match.known
    if is_said(quantity, known.value):
        return None
    where = known.origins[0].where if known.origins else ""
    values: dict[str, Value] = {
        "name": known.title, "found": quantity.shown, "where": where,
        "right": say(known.value, quantity), "count": max(len(known.origins), 1),
    }  # fmt: skip
    return Hit("D417", match.line, quantity.start, quantity.end, values)


def is_said(quantity: Quantity, value: Decimal) -> bool:
    """Whether the quantity says the value: exactly, rounded as it shows, or about so much."""
    gap = value - quantity.value
    if not quantity.is_loose:
        return abs(gap) <= quantity.slack
    exponent = int(quantity.value.normalize().as_tuple().exponent)
    step = max(Decimal(10) ** exponent, quantity.value / 10)  # 30余 is less than 40
    if _MORE.search(quantity.lead + quantity.shown):
        return 0 <= gap < step
    if _LESS.search(quantity.lead + quantity.shown):
        return 0 <= -gap <= quantity.value / 5
    return abs(gap) < step


def _list_unknown(
    page: PageText,
    readings: dict[int, Reading],
    matched: set[tuple[int, int]],
    given: set[tuple[Decimal, str]],
) -> Iterator[Hit]:
    """D418: each line's figures that stand nowhere in the report of the records."""
    told: set[str] = set()
    for number, reading in readings.items():
        unknown = [
            each for each in reading.quantities
            if (number, each.start) not in matched and (each.value, each.unit) not in given
            and each.value >= LEAST_TOLD and each.shown not in told
            and not is_of_other_time(reading.ahead(0, each.end))
        ]  # fmt: skip
        unknown = [each for each in unknown if each.unit != _PAGES]
        if unknown and page.lines[number].kind in ("body", "heading", "note"):
            told |= {each.shown for each in unknown}
            words = "、".join(dict.fromkeys(each.lead[-8:] + each.shown for each in unknown))
            yield Hit("D418", number, unknown[0].start, unknown[0].end, {"text": words})
