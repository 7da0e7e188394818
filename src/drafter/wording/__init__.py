"""Chinese wording of values: pure functions that templates use as filters, in one table."""

from drafter.wording.arguments import REFUSALS, Refusal
from drafter.wording.changes import change, history, points, yoy
from drafter.wording.dates import date, days
from drafter.wording.lists import breakdown, listing, quoted, titles
from drafter.wording.numbers import (
    all_or_part,
    approx,
    is_rough,
    liang,
    number,
    ordinal,
    percent,
    several,
    thousands,
    wan,
    wide,
)
from drafter.wording.table import FILTERS, Filter

__all__ = [
    "FILTERS", "REFUSALS", "Filter", "Refusal", "all_or_part", "approx", "breakdown", "change",
    "date", "days", "history", "is_rough", "liang", "listing", "number", "ordinal", "percent",
    "points", "quoted", "several", "thousands", "titles", "wan", "wide", "yoy",
]  # fmt: skip
