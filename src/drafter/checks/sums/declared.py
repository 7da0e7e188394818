"""Rules between figures that the schema declares."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checks.hits import Hit, about_data, place_of
from drafter.checks.matching.page_text import PageText
from drafter.engine import invariants


def find_broken_rules(page: PageText) -> Iterator[Hit]:
    """D420: a rule of the schema (x-check) that the data do not keep."""
    if page.draft is None:
        return
    schema = page.draft.compiled.template.schema
    for each in invariants.find_broken_rules(schema, page.ledger.values):
        place = next((place_of(origin) for origin in each.origins), None)
        yield about_data("D420", place, left=each.left, sign=each.sign, right=each.right)
