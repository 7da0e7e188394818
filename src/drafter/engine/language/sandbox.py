"""The sandbox that templates run in: strict, escaped, nothing reachable, everything measured."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence
from typing import Any

from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Namespace, pass_context
from markupsafe import Markup, escape

from drafter.engine.language import (
    comparing,
    filters,
    formatting,
    jinja_filters,
    jinja_tests,
    limits,
)
from drafter.engine.language.adapters import Function, trace_filter, with_origins
from drafter.engine.language.display import display_text, read_among, read_piece, to_builtin
from drafter.engine.language.faults import acts_for_template
from drafter.engine.language.word_objects import END
from drafter.figures import Attachment, Figure, Gap, Record, Records, origins_of, union_origins
from drafter.template.tag import RECORDER
from drafter.vocabulary import PREVIOUS

OF_TEXTS = frozenset({
    "capitalize", "casefold", "center", "count", "endswith", "find", "format", "index", "isalnum",
    "isalpha", "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "isupper", "join",
    "ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind",
    "rindex", "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith",
    "strip", "swapcase", "title", "upper", "zfill",
})  # fmt: skip
OF_MAPPINGS = frozenset({"get", "items", "keys", "values"})
OF_DATES = frozenset({"day", "isoformat", "isoweekday", "month", "strftime", "weekday", "year"})
_REACHABLE: tuple[tuple[type, frozenset[str] | None], ...] = (
    (str, OF_TEXTS), (dict, OF_MAPPINGS), (datetime.date, OF_DATES),
    (tuple, frozenset({"count", "index", "grouper", "list"})),
    (list, frozenset({"count", "index"})),
    (Attachment, frozenset({"name"})), (LoopContext, None), (Cycler, None), (Namespace, None),
    (Undefined, None),
)  # fmt: skip
"""Which attributes a template may reach, by the kind of value; None: all that Jinja lets it."""
INSTEAD = {
    **dict.fromkeys("append extend insert pop remove clear update setdefault".split(), "gathering"),
    **dict.fromkeys("encode expandtabs format_map maketrans translate".split(), "rewriting"),
    **{"sort": "sorting", "reverse": "sorting", "copy": "copying"},
}
"""Methods that Python has and a template has not, by the catalogue's key of what to write."""
_FILTERING = frozenset({"join", "replace"})
"""Methods of a text that Jinja has as filters too."""
_OF_PIECES = frozenset({"strip", "lstrip", "rstrip", "__html__"})
"""Methods that leave a piece of the page whole."""
_fill_braces = trace_filter(formatting.fill_braces)


@pass_context
def _end_block(context: Context, made: Any) -> Any:
    return context[RECORDER].end(_finalize_value(made))


def _read_entries(value: Any) -> Any:
    """What has entries, as it is; what a macro or a block printed as its letters."""
    return read_piece(value) if isinstance(value, Markup) else value


def _size_entries(value: Any) -> Any:
    """A list or record that the template makes, measured; keys are texts."""
    if isinstance(value, dict) and any(isinstance(key, Markup) for key in value):
        value = dict(zip(read_among(value), value.values(), strict=True))
    return limits.check_size(value)


def _join_operands(*values: Any) -> Any:
    """What `~` makes of the values, with their origins."""
    return limits.check_size(jinja_filters.join_values(list(values)))


@acts_for_template
def _slice_value(value: Any, start: Any, stop: Any, step: Any) -> Any:
    """What value[start:stop:step] gives, with its origins."""
    value = _read_entries(value)
    found = value[_to_index(start) : _to_index(stop) : _to_index(step)]
    if isinstance(value, Records):
        return Records(found)
    return with_origins(found, (value,)) if isinstance(value, str) else found


@acts_for_template
def _to_index(cut: Any) -> int | None:
    return cut if cut is None else int(cut)


_NO_YEAR = Gap((PREVIOUS,), required=False)


def _compute_before(years: Sequence[Any], compute: Callable[[Any], Any]) -> Any:
    """What is computed of last year's data; without them there is nothing to compare with."""
    return next(iter(_compute_each(years[:1], compute)), _NO_YEAR)


def _compute_each(years: Sequence[Any], compute: Callable[[Any], Any]) -> list[Any]:
    """What is computed of each of the years before, as far back as there is something."""
    values: list[Any] = []
    for year in years:
        try:
            value = compute(year)
        except ZeroDivisionError:  # a share of nothing
            break
        if isinstance(value, (Gap, Undefined)):
            break
        values.append(value)
    return values


class AbsentValue(StrictUndefined):
    """What is not there: it can be asked about, but neither printed nor computed with."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


def build_all_filters() -> dict[str, Function]:
    """All filters a template may use, by name: Jinja's, then drafter's under both names."""
    return {**jinja_filters.adapt_jinja_filters(), **filters.build_filters()}


NAMES = frozenset(build_all_filters())
"""All filters that a template may use."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with drafter's words, limits and values."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    joined, sized, sliced, read, before, each = (
        staticmethod(made)
        for made in (
            _join_operands, _size_entries, _slice_value, _read_entries, _compute_before,
            _compute_each,
        )
    )  # fmt: skip
    """What the generated code calls for `~`, for lists, for slices, for what a loop goes over, and
    for the years before."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=AbsentValue, finalize=_finalize_value)
        self.filters = {**build_all_filters(), END: _end_block}
        self.tests = {**jinja_tests.build_tests(), **comparing.TESTS}
        del self.globals["lipsum"]
        self.comparisons = {
            name: acts_for_template(made) for name, made in comparing.COMPARISONS.items()
        }

    @property
    def code_generator_class(self) -> Any:  # type: ignore[override]
        """What writes the code: loaded when a template is compiled."""
        from drafter.engine.compile.code import RecorderCodeGenerator

        return RecorderCodeGenerator

    @acts_for_template
    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, (Gap, Undefined)) or isinstance(right, (Gap, Undefined)):
            return super().call_binop(context, operator, left, right)
        if operator == "%" and isinstance(left, str):
            values = right if isinstance(right, tuple) else (right,)
            return self.filters["format"](left, *values)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return _join_operands(left, right)
        left, right = _prepare_operand(left, right), _prepare_operand(right, left)
        if operator == "*":
            limits.check_repeat(left, right)
        if operator == "**":
            limits.check_power(int(left), int(right))
            return _raise_to_power(left, int(right))
        return limits.check_size(super().call_binop(context, operator, left, right))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Record) and (attribute not in OF_MAPPINGS or attribute in obj):
            return obj[attribute]
        if type(obj) is LoopContext and not attribute.startswith("_"):
            return getattr(obj, attribute)
        if isinstance(obj, Gap) or (attribute == "days" and isinstance(obj, Figure)):
            return obj  # days: Python has them of the difference of two dates
        if isinstance(obj, datetime.date) and attribute in OF_DATES:
            return _get_date_attribute(obj, attribute)
        if isinstance(obj, Markup) and attribute not in _OF_PIECES:
            obj = read_piece(obj)
        if isinstance(obj, str) and attribute in _FILTERING:
            return functools.partial(self._filter_text, attribute, obj)
        return super().getattr(obj, attribute)

    def _filter_text(self, name: str, text: str, *values: Any) -> Any:
        """What a text's method makes, by the filter of its name: measured, and with origins."""
        if name == "join":
            return self.filters[name](self, *values, text)
        return self.filters[name](EvalContext(self), text, *values)

    def wrap_str_format(self, value: Any) -> Any:
        """A text's own format, with our rounding; of a piece of the page Jinja's, which escapes."""
        wrapped, owner = super().wrap_str_format(value), getattr(value, "__self__", None)
        if wrapped is None or isinstance(owner, Markup):
            return wrapped
        return functools.partial(_fill_braces, owner)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, Figure):
            argument = int(argument)
        obj, argument = _read_entries(obj), _read_entries(argument)
        found = super().getitem(obj, argument)
        return with_origins(found, (obj,)) if isinstance(obj, str) else found

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if isinstance(obj, Gap):
            return obj
        if isinstance(obj, Macro):
            context[RECORDER].begin()
            return context[RECORDER].end(super().call(context, obj, *args, **kwargs))
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, Markup) and args:
            owner = read_piece(owner)
            obj = getattr(owner, obj.__name__)
        if isinstance(owner, (str, dict, list, tuple)):
            args = tuple(read_among(args))
        if isinstance(owner, str):
            limits.check_widths(map(to_builtin, args))
        result = limits.check_size(super().call(context, obj, *args, **kwargs))
        if not isinstance(owner, str):
            return result
        limits.charge(len(owner))
        if isinstance(result, list):
            return [with_origins(piece, (owner,)) for piece in result]
        return with_origins(result, (owner,))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        known = (names for kind, names in _REACHABLE if isinstance(obj, kind))
        reachable = next(known, frozenset())
        if reachable is not None and attr not in reachable:
            return False
        return super().is_safe_attribute(obj, attr, value)


def _prepare_operand(value: Any, other: Any) -> Any:
    """A value as an operator takes it: yes is 1, and a text is repeated a plain number of times."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Figure) and isinstance(other, (str, list, tuple)):
        return int(value) if value.value == int(value) else value
    return value


def _raise_to_power(base: Any, exponent: int) -> Any:
    if isinstance(base, Figure):
        return Figure(base.value**exponent, union_origins((base.origins, origins_of(exponent))))
    return base**exponent


def _get_date_attribute(date: datetime.date, attribute: str) -> Any:
    """A date's year, month or day as a figure; its methods with results that keep its origins."""
    value = getattr(date, attribute)
    if isinstance(value, int):
        return Figure(value, origins_of(date))
    return functools.partial(
        _format_date if attribute == "strftime" else _call_date_method, date, attribute
    )


@acts_for_template
def _format_date(date: datetime.date, attribute: str, pattern: str) -> Any:
    limits.check_format(pattern)
    return with_origins(date.strftime(pattern), (date,))


@acts_for_template
def _call_date_method(date: datetime.date, attribute: str) -> Any:
    return with_origins(getattr(date, attribute)(), (date,))


def _finalize_value(value: Any) -> Any:
    """A value that is printed by code which is not drafter's."""
    if isinstance(value, Markup) or (hasattr(value, "__html__") and not isinstance(value, str)):
        return value
    return escape(display_text(value))
