"""What each printed figure is called, and what it was the year before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from drafter.engine.figures import ComputedFigure, Number, compute_all_figures, read_number
from drafter.engine.render.renderer import Draft
from drafter.ledger.model import Ledger

Printing = tuple[int, int]
"""A tag's number and the time it printed."""


class KnownFigure(NamedTuple):
    """A printed figure: what it is called, its number the year before, and what it is.

    before: None where last year's data lack its records. plain: in words of the data, where the
    template has a name for it.
    """

    name: str
    before: Number | None
    plain: str = ""


def identify_figures(draft: Draft, before: Ledger | None) -> dict[Printing, KnownFigure]:
    """The figures of a draft, with what last year's data give, if there are any.

    A figure of which it cannot be told for sure which one it is, is left out.
    """
    root = draft.compiled.template.schema.root
    years = [(root, each) for each in (before, draft.ledger) if each is not None]
    every, _ = compute_all_figures(draft.compiled, years)
    computed: dict[int, list[ComputedFigure]] = defaultdict(list)
    for figure in every:
        if figure.values[-1] is not None:
            computed[figure.slot].append(figure)
    found: dict[Printing, KnownFigure] = {}
    for slot, numbers in _read_printed_numbers(draft, computed).items():
        for time, figure in _pair_figures(numbers, computed[slot]).items():
            value = figure.values[0] if before is not None else None
            number = None if value is None else Number(value, figure.rate)
            found[slot, time] = KnownFigure(figure.names.full, number, figure.names.plain)
    return found


def _read_printed_numbers(
    draft: Draft, slots: Mapping[int, Any]
) -> dict[int, dict[int, Decimal | None]]:
    """For each tag what it printed, as a number, by the time it printed."""
    times: Counter[int] = Counter()
    printed: dict[int, dict[int, Decimal | None]] = defaultdict(dict)
    for slot, value, _ in draft.trace.entries:
        times[slot] += 1
        if slot in slots:
            number = read_number(value)
            printed[slot][times[slot]] = number.value if number else None
    return printed


def _pair_figures(
    printed: Mapping[int, Decimal | None], computed: list[ComputedFigure]
) -> dict[int, ComputedFigure]:
    """Which figure each printing of a tag is: in a loop the turns come in the same order.

    Where a condition left turns out, a value tells the turn only if no other has it.
    """
    values = [figure.values[-1] for figure in computed]
    if list(printed.values()) == values:
        return dict(zip(printed, computed, strict=True))
    counts = Counter(values)
    return {
        time: computed[values.index(value)] for time, value in printed.items() if counts[value] == 1
    }
