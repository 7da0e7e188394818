"""Jinja's own filters, made to keep origins, to spell values as drafter does, and to stay small."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from jinja2.environment import Environment
from jinja2.filters import FILTERS, make_attrgetter, make_multi_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.utils import pass_environment
from markupsafe import Markup, escape

from drafter import patterns
from drafter.engine.language import formatting, limits
from drafter.engine.language.adapters import Function, find_first_gap, trace_filter
from drafter.engine.language.display import (
    DerivedText,
    display_text,
    read_among,
    read_piece,
    to_builtin,
)
from drafter.engine.language.faults import acts_for_template
from drafter.figures import Incomputable, Record, Text, origins_of
from drafter.figures.records import sort_choices

_JINJAS = (Environment, EvalContext, Context)
_LEFT_OUT = {
    "random", "pprint", "tojson", "xmlattr", "urlize", "filesizeformat", "forceescape", "attr",
}  # fmt: skip
_OF_TEXT = {
    "capitalize", "center", "indent", "lower", "replace", "striptags", "title", "trim",
    "truncate", "upper", "urlencode", "wordcount", "wordwrap",
}  # fmt: skip
_OF_WIDTH = {"batch", "center", "indent", "slice", "truncate", "wordwrap"}
_OF_ORDER = {"max", "min", "sort", "unique"}
_OF_SHAPE = {
    "batch", "dictsort", "first", "groupby", "items", "last", "length", "list", "map", "reject",
    "rejectattr", "reverse", "select", "selectattr", "slice", "unique",
}  # fmt: skip
_OF_PIECES = {"trim", "striptags"}
"""Filters that take a text; that take a width or a count; that compare the entries; and that only
choose and arrange entries, so that a gap among the entries is no gap of the whole; that leave a
piece of the page whole."""
_RUN_EDGE = patterns.postpone(
    r"<w:rPr>.*?</w:rPr>|</?w:[rt]\b[^>]*>|<w:(?:rPr|bookmarkStart|bookmarkEnd|proofErr)\b[^>]*/>"
)
"""Markup of a piece that stands for nothing but the look of its letters."""


def adapt_jinja_filters() -> dict[str, Function]:
    """The filters of Jinja that templates may use, by name."""
    kept = {name: _adapt_filter(name, f) for name, f in FILTERS.items() if name not in _LEFT_OUT}
    own: dict[str, Function] = {
        "format": formatting.fill_percents, "round": formatting.round_number,
        "join": _join_entries, "sum": _sum_entries,
    }  # fmt: skip
    printing = dict.fromkeys(
        ("escape", "e", "safe", "string"), trace_filter(_to_text, takes_pieces=True)
    )
    return kept | printing | {name: trace_filter(function) for name, function in own.items()}


def _adapt_filter(name: str, function: Function) -> Function:
    if name == "striptags":
        function = _refuse_fields
    if name in _OF_TEXT:
        function = _adapt_text_filter(name, function)
    elif name in _OF_WIDTH:
        function = _adapt_width_filter(function)
    elif name in _OF_ORDER:
        function = _adapt_order_filter(name, function)
    elif name == "groupby":
        function = _adapt_grouping_filter(function)
    deep = name not in _OF_SHAPE
    return trace_filter(function, deep=deep, takes_pieces=name in _OF_PIECES)


@acts_for_template
def _refuse_fields(value: Any) -> Any:
    """The letters of a text or of a piece of the page that holds nothing but runs of letters."""
    letters = Markup(_RUN_EDGE.sub("", value)) if isinstance(value, Markup) else value
    return read_piece(letters) if isinstance(letters, Markup) else FILTERS["striptags"](letters)


def _subject_index(values: tuple[Any, ...]) -> int:
    """Where the filtered value stands: behind what Jinja passes to a filter by itself."""
    return next((n for n, v in enumerate(values) if not isinstance(v, _JINJAS)), 0)


def _adapt_width_filter(function: Function) -> Function:
    """The filter, with widths that are plain numbers no page is too small for."""

    @functools.wraps(function)
    @acts_for_template
    def narrow(*values: Any, **named: Any) -> Any:
        at = _subject_index(values) + 1
        settings = [to_builtin(value) for value in values[at:]]
        named = {key: to_builtin(value) for key, value in named.items()}
        limits.check_widths([*settings, *named.values()])
        return function(*values[:at], *settings, **named)

    return narrow


def _adapt_order_filter(name: str, function: Function) -> Function:
    """The filter; entries that lack the attribute come last in an order, and are no least one."""

    @functools.wraps(function)
    @acts_for_template
    def ordered(environment: Any, value: Any, *values: Any, **named: Any) -> Any:
        attribute = named.get(
            "attribute", values[2] if name == "sort" and len(values) > 2 else None
        )
        if attribute is None:
            return function(environment, read_among(value), *values, **named)
        read = make_multi_attrgetter(environment, attribute)
        filled: list[Any] = []
        lacking: list[Any] = []
        for each in value:
            gap = find_first_gap(read(each), deep=False)
            (filled if gap is None else lacking).append(each)
        made = function(environment, filled, *values, **named)
        return [*made, *lacking] if name == "sort" else made

    return ordered


def _adapt_grouping_filter(function: Function) -> Function:
    """The filter; groups by a field that has choices come in the schema's order of them."""

    @functools.wraps(function)
    @acts_for_template
    def grouped(environment: Any, value: Any, attribute: Any, *values: Any, **named: Any) -> Any:
        entries = limits.list_entries(value)
        made = function(environment, entries, attribute, *values, **named)
        if not entries or not all(isinstance(each, Record) for each in entries):
            return made
        by_name = {str(group.grouper): group for group in made}
        if len(by_name) < len(made):
            return made
        return [by_name[name] for name in sort_choices(entries, str(attribute), list(by_name))]

    return grouped


def _adapt_text_filter(name: str, function: Function) -> Function:
    """The filter of a text, given any value as it would be printed."""
    inner = _adapt_width_filter(function) if name in _OF_WIDTH else function

    @functools.wraps(function)
    @acts_for_template
    def spoken(*values: Any, **named: Any) -> Any:
        at = _subject_index(values)
        text = _to_text(values[at])
        _refuse_large(name, [text, *values[at + 1 :], *named.values()])
        return inner(*values[:at], text, *values[at + 1 :], **named)

    return spoken


def _refuse_large(name: str, values: list[Any]) -> None:
    """Refuse what would write many copies of a long text."""
    lengths = [len(value) if isinstance(value, str) else 1 for value in values]
    if name == "replace" and len(lengths) > 2:
        limits.check_product(lengths[0] // max(lengths[1], 1) + 1, lengths[2])
    elif name == "indent":
        limits.check_product(lengths[0], *lengths[1:])
        width = to_builtin(values[1]) if len(values) > 1 else 4
        limits.check_product(values[0].count("\n") + 1, width if isinstance(width, int) else 1)
    elif name == "wordwrap":
        limits.check_product(*lengths)


def _to_text(value: Any) -> Any:
    """The value as a text; all that is printed is escaped, so there is nothing to mark as safe."""
    if hasattr(value, "__html__"):
        return value
    return value if isinstance(value, str) else display_text(value)


@pass_environment
@acts_for_template
def _join_entries(
    environment: Any, value: Any, d: str = "", attribute: str | int | None = None
) -> Any:
    """The entries as one text, with a mark between them."""
    entries: Iterable[Any] = value
    if attribute is not None:
        entries = map(make_attrgetter(environment, attribute), value)
    return join_values(list(entries), d)


def join_values(values: list[Any], mark: Any = "") -> Any:
    """The values as one text that knows which of its parts has which origins; or their gap."""
    if not isinstance(mark, str):
        raise Incomputable("failing.mixed")
    if values and set(map(type, values)) == {Text}:
        limits.check_product(len(mark) + 1, len(values))
        return DerivedText.join_texts(str(mark), values)
    if (gap := find_first_gap(values, deep=False)) is not None:
        return gap
    texts = [_to_text(value) for value in values]
    limits.check_size("" if not texts else mark)
    limits.check_product(len(mark), len(texts))
    if any(hasattr(text, "__html__") for text in texts):
        _require_pieces(texts if not mark else [mark, *texts])
        return Markup(escape(mark)).join(texts)
    parts = [(str(text), origins_of(value)) for text, value in zip(texts, values, strict=True)]
    return DerivedText(str(mark).join(map(str, texts)), origins_of(values), tuple(parts))


def _require_pieces(texts: list[Any]) -> None:
    """Refuse a text beside what is a run of its own (字形): it would stand in no run."""
    own = any(hasattr(each, "__html__") and not isinstance(each, str) for each in texts)
    if own and any(isinstance(each, str) and each for each in texts):
        raise Incomputable("failing.mixed")


@pass_environment
@acts_for_template
def _sum_entries(
    environment: Any, values: Any, attribute: str | int | None = None, start: Any = 0
) -> Any:
    """The sum of numbers, or of lists when it starts with one."""
    entries = list(values)
    if attribute is not None:
        entries = list(map(make_attrgetter(environment, attribute), entries))
    if (gap := find_first_gap(entries, deep=False)) is not None:
        return gap
    if isinstance(start, (list, tuple)):
        return limits.list_entries(entry for part in (start, *entries) for entry in part)
    return sum(entries, start)
