"""A total that stands among the records and is counted with them: the figure is surely wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from drafter.checks.hits import Hit, about_data, place_of
from drafter.checks.matching.page_text import PageText
from drafter.engine import PrintedValue
from drafter.figures import Day, Figure, Record, Records, Text
from drafter.source.totals import is_total
from drafter.vocabulary import QUANTITY_KEY


def find_counted_totals(page: PageText) -> Iterator[Hit]:
    """D257: a record that is surely a total, and a printed figure that counts it as a record."""
    for records in _iter_ledgers(page.ledger.values):
        named = {id(each): name for each in records if (name := _find_name(each)) is not None}
        if not named:
            continue
        group: list[Record] = []
        others = [each for each in records if id(each) not in named]
        for record in records:
            if id(record) not in named:
                group.append(record)
                continue
            name = named[id(record)]
            if _is_bare(record, name) or _adds_up(record, others) or _adds_up(record, group):
                yield from _tell_counted(page, record, name)
            group = []


def _iter_ledgers(values: Mapping[str, Any]) -> Iterator[Records]:
    """Every ledger of the data, those of their records too."""
    for value in values.values():
        if isinstance(value, Records):
            yield value
            for record in value:
                yield from _iter_ledgers(record)
        elif isinstance(value, Record):
            yield from _iter_ledgers(value)


def _find_name(record: Record) -> Text | None:
    """The text that says of the record that it is a total; one that may be chosen says nothing."""
    texts = (v for key, v in record.items() if type(v) is Text and key not in record.choices)
    return next((each for each in texts if is_total(each)), None)


def _is_bare(record: Record, name: Text) -> bool:
    """Whether it holds its name and figures, and nothing that a record of its kind would."""
    values = [value for value in record.values() if value is not name and value != ()]
    has_figures = any(isinstance(value, Figure) for value in values)
    return has_figures and not any(isinstance(value, (Text, Day, Record)) for value in values)


def _adds_up(record: Record, others: list[Record]) -> bool:
    """Whether one of its figures is the sum of the others', each record counting as one."""
    if len(others) < 2:
        return False
    for key, value in record.items():
        if isinstance(value, Figure) and value.exact:
            lacking = 1 if key == QUANTITY_KEY else 0
            amounts = [each.get(key, lacking) for each in others]
            exact = [a.exact if isinstance(a, Figure) else a for a in amounts]
            if all(isinstance(a, (int, Decimal)) for a in exact) and sum(exact) == value.exact:
                return True
    return False


def _tell_counted(page: PageText, record: Record, name: Text) -> Iterator[Hit]:
    """The finding, where a printed figure holds the record together with others of its ledger."""
    path = record.path
    for printed in page.draft.trace if page.draft is not None else ():
        if _counts_together(printed, path):
            place = place_of(name.origins[0])
            text = f"{printed.text}{printed.unit}"
            yield about_data("D257", place, text=text, name=str(name).strip())
            return


def _counts_together(printed: PrintedValue, path: tuple[str | int, ...]) -> bool:
    if len(printed.origins) < 2 or not any(map(str.isdigit, printed.text)):
        return False
    ends = [each.path[: len(path)] for each in printed.origins]
    return path in ends and any(end != path and end[:-1] == path[:-1] for end in ends)
