"""Functions as filters: their results keep origins, and a gap passes through them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from drafter.engine.language import limits
from drafter.engine.language.display import DerivedText, read_among, to_builtin
from drafter.engine.language.faults import acts_for_template
from drafter.figures.origins import Origin, Text, origins_of, union_origins
from drafter.figures.records import Record, Records
from drafter.figures.rough import RoughNumber
from drafter.figures.values import Day, Figure, Gap, GapFound
from drafter.vocabulary import PREVIOUS, SAME
from drafter.wording.arguments import Refusal
from drafter.wording.numbers import is_rough

Function = Callable[..., Any]


_SPELLINGS = frozenset("number thousands approx wan liang ordinal percent".split())
"""Filters that spell a number (English names); one in round terms is spelt already."""
_SETTLED = frozenset(
    {str, Text, DerivedText, int, Figure, Day, Gap, Record, Records, tuple, list, Markup}
)
"""Kinds of values that are no lazy results; nearly all are of these."""


def find_first_gap(values: Iterable[Any], *, deep: bool) -> Gap | None:
    """The first gap among the values; with `deep` also among the entries of lists."""
    for value in values:
        kind = type(value)
        if kind is Gap:
            return value  # type: ignore[no-any-return]
        if (
            deep
            and kind in (list, tuple)
            and (found := find_first_gap(value, deep=True)) is not None
        ):
            return found
    return None


def trace_filter(function: Function, *, deep: bool = True, takes_pieces: bool = False) -> Function:
    """The filter, its result keeping the origins of its arguments; a gap passes through.

    deep: a gap among the entries of a list passes through too; without it only the value itself.
    takes_pieces: what a macro or a block printed is given as it is, whatever it holds, where it is
    all that the filter is given.
    """

    @functools.wraps(function)
    @acts_for_template
    def lifted(*values: Any, **named: Any) -> Any:
        limits.charge(1)
        given = [v if type(v) in _SETTLED else drain_lazy(v) for v in values]
        settings = {key: drain_lazy(value) for key, value in named.items()}
        if not takes_pieces or settings or len(given) > 1:
            given = read_among(given)
            settings = dict(zip(settings, read_among(settings.values()), strict=True))
        everything = [*given, *settings.values()] if settings else given
        if (gap := find_first_gap(everything, deep=deep)) is not None:
            return gap
        try:
            result = limits.check_size(drain_lazy(function(*given, **settings)))
        except GapFound as found:
            return found.gap
        return with_origins(result, everything)

    return lifted


def drain_lazy(value: Any) -> Any:
    """The value, or all entries of a lazy one."""
    if type(value) in _SETTLED or not isinstance(value, Iterator):
        return value
    return limits.list_entries(value)


def with_origins(result: Any, given: Iterable[Any]) -> Any:
    """The result with the origins of what it was made from, unless it has its own."""
    if type(result) is DerivedText and result.has_origins:
        return result
    if isinstance(result, (Markup, bool)) or not isinstance(result, (str, int, float, Decimal)):
        return result
    if origins_of(result):
        return result
    if type(result) is DerivedText:
        return DerivedText(result, _union_origins(given), result.parts, result.exact)
    if isinstance(result, str):
        return DerivedText(result, _union_origins(given))
    return Figure(Decimal(str(result)), _union_origins(given))


def _union_origins(given: Iterable[Any]) -> tuple[Origin, ...]:
    groups = [origins for value in given if (origins := origins_of(value))]
    if len(groups) == 1 and len(groups[0]) == 1:  # nearly all: a value of a record
        return groups[0]
    return union_origins(groups)


def adapt_comparison(function: Function, given: Callable[[Any], Any]) -> Function:
    """A filter that compares with the years before: without them, or where a number is known in
    round terms only, nothing is printed.

    given: makes a number of what is compared.
    """

    @functools.wraps(function)
    @acts_for_template
    def compared(*values: Any, **named: Any) -> Any:
        asked = [*values, *named.values()]
        if any(map(is_known_roughly, values[:2])):  # how much more than 200余 nobody can say
            return DerivedText("", origins_of(values[0]))
        if not isinstance(values[0], Gap) and any(map(_is_no_year, asked)):
            return DerivedText("", origins_of(values[0]))
        return function(*map(given, values), **{key: given(v) for key, v in named.items()})

    return compared


def is_known_roughly(value: Any) -> bool:
    """Whether it is a number in round terms, whatever field it was typed in."""
    return type(value) is RoughNumber or is_rough(value)


def _is_no_year(value: Any) -> bool:
    return isinstance(value, Gap) and value.path == (PREVIOUS,)


def adapt_wording(function: Function) -> Function:
    """A function of `wording` as a filter of figures and texts."""

    @functools.wraps(function)
    @acts_for_template
    def lowered(*values: Any, **named: Any) -> Any:
        if getattr(values[0], "shown", "") == SAME:
            return DerivedText(SAME, origins_of(values[0]))
        if type(values[0]) is RoughNumber and function.__name__ in _SPELLINGS:
            return values[0]
        try:
            made = function(
                *map(to_builtin, values), **{key: to_builtin(v) for key, v in named.items()}
            )
        except Refusal as refused:  # what the data have wrong is told at their line
            refused.origins = origins_of(values[0])
            raise
        exact = str(values[0]) if isinstance(values[0], Figure) else ""
        return DerivedText(made, _union_origins([*values, *named.values()]), exact=exact)

    return trace_filter(lowered)
