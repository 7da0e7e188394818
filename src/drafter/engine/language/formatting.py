"""Texts with places for values, "%.2f" and "{:.2f}": numbers round half up, as 数字 does."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from drafter import patterns
from drafter.engine.language import limits
from drafter.engine.language.display import display_text, to_builtin
from drafter.engine.language.faults import acts_for_template
from drafter.problems.model import Incomputable

_PLACE = patterns.postpone(
    r"%(?:(?P<sign>%)|(?:\((?P<name>[^)]*)\))?"
    r"(?P<rest>(?P<flags>[-+ 0#]*)(?P<width>\d*)(?P<digits>\.\d*)?(?P<type>[a-zA-Z])))"
)
_ROUNDINGS = {"common": ROUND_HALF_UP, "ceil": ROUND_CEILING, "floor": ROUND_FLOOR}


@acts_for_template
def fill_percents(value: Any, *values: Any, **named: Any) -> str:
    """The text with its %s, %d and %.2f filled."""
    limits.check_format(value)
    waiting = list(values)

    def write_place(match: re.Match[str]) -> str:
        if match["sign"]:
            return "%"
        name = match["name"]
        if name is not None and name not in named:
            raise Incomputable("failing.lacking", name)
        if name is None and not waiting:
            raise Incomputable("failing.unfit", "fewer values than places")
        return _fill_place(match, waiting.pop(0) if name is None else named[name])

    made = _PLACE.sub(write_place, str(value))
    if waiting:
        raise Incomputable("failing.unfit", "more values than places")
    return made


@acts_for_template
def _fill_place(match: re.Match[str], value: Any) -> str:
    given = _to_plain(value)
    if match["type"] in "fF" and isinstance(given, int | Decimal):
        return _write_fixed_point(Decimal(given), match)
    return str(f"%{match['rest']}" % (given,))


def _write_fixed_point(value: Decimal, match: re.Match[str]) -> str:
    flags = match["flags"]
    fill = "<" if "-" in flags else "0" if "0" in flags else ""
    sign = "+" if "+" in flags else " " if " " in flags else ""
    align, zeros = ("<", "") if fill == "<" else ("", fill)
    return _format_half_up(value, f"{align}{sign}{zeros}{match['width']}{match['digits'] or '.6'}f")


@acts_for_template
def fill_braces(text: str, *values: Any, **named: Any) -> str:
    """The text with its {} and {:.2f} filled; what would reach into a value is refused."""
    return _PlainFormatter().vformat(text, values, named)


class _PlainFormatter(string.Formatter):
    """Python's own, of values alone: nothing is reached through them."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if "." in field_name or "[" in field_name:
            raise Incomputable("failing.reached", field_name)
        return super().get_field(field_name, args, kwargs)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return _to_plain(value) if conversion is None else str(_to_plain(value))

    def format_field(self, value: Any, format_spec: str) -> str:
        limits.check_format(format_spec)
        return _format_half_up(value, format_spec)


@acts_for_template
def _format_half_up(value: Any, spec: str) -> str:
    with localcontext(rounding=ROUND_HALF_UP):
        return format(value, spec)


def _to_plain(value: Any) -> Any:
    plain = to_builtin(value)
    return plain if isinstance(plain, int | str | Decimal) else display_text(plain)


@acts_for_template
def round_number(value: Any, precision: Any = 0, method: str = "common") -> Decimal:
    """The number with so many decimals: half up, or with `ceil` and `floor` up and down."""
    number, digits = to_builtin(value), to_builtin(precision)
    limits.check_widths([digits])
    if not isinstance(number, int | Decimal):
        raise Incomputable("failing.number")
    if not isinstance(digits, int) or method not in _ROUNDINGS:
        raise Incomputable("failing.unfit", f"{digits!r} digits, {method}")
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-digits), _ROUNDINGS[method])
    least = {int: 0, float: 1}.get(type(value), 0)  # a float of Jinja's keeps its .0, as in Jinja
    shown = 0 if type(value) is int and digits >= 0 else max(digits, least)
    return rounded.quantize(Decimal(1).scaleb(-shown))
