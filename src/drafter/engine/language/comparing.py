"""What operators compare: never a number or a date with a text that means one, never Word's XML.

Python says that those are unequal, whatever they are; a condition would be false in silence.
"""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from drafter.engine.language.display import read_among, read_piece
from drafter.engine.language.faults import acts_for_template
from drafter.figures import Figure
from drafter.problems.model import Incomputable

_READS_AS = {
    "number": r"[-+]?\d[\d,，]*(\.\d+)?\s*[%％]?",
    "date": r"\d{4}\s*[-年./]\s*\d{1,2}.*|\d{8}",
    "boolean": "(?i:是|否|有|无|yes|no|true|false)",
}
"""What a text looks like that means a value of the kind; compiled only when it is needed."""
_NEVER_EQUAL = frozenset({"number", "date"})


class Incomparable(Incomputable):
    """The two could never be equal; `key` says of which kinds they are."""


def name_kind(value: object) -> str:
    """The kind of a value that is told from others by its look; empty for all others."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (Figure, int, float, Decimal)):
        return "number"
    return "date" if isinstance(value, datetime.date) else ""


def find_mismatch(one: str, other: str) -> str:
    """The catalogue's key for two kinds that are never equal; empty where they may be."""
    if "text" in (one, other):
        kind = other if one == "text" else one
        return f"compare.{kind}" if kind in _READS_AS else ""
    return "compare.kinds" if {one, other} == _NEVER_EQUAL else ""


def is_same(left: Any, right: Any) -> Any:
    """Whether the two are equal. Raises Incomparable where a text means the other and is not."""
    left, right = _read_pieces(left, right)
    if type(left) is not type(right) and not (isinstance(left, str) and isinstance(right, str)):
        _require_comparable(left, right)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return read_among(left) == read_among(right)  # a list of the data is a tuple
    return left == right


def is_other(left: Any, right: Any) -> Any:
    """Whether the two differ. Raises Incomparable as `is_same` does."""
    return not is_same(left, right)


def is_among(value: Any, values: Any) -> Any:
    """Whether it is one of them. Raises Incomparable as `is_same` does."""
    value, values = _read_pieces(value, values)
    if isinstance(values, (list, tuple)) and not any(value is each for each in values):
        values = read_among(values)
        for each in values:
            _require_comparable(value, each)
    return value in values


def is_not_among(value: Any, values: Any) -> Any:
    """Whether it is none of them. Raises Incomparable as `is_same` does."""
    return not is_among(value, values)


def _order_pieces(order: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The order of two values, by the letters of what a macro or a block printed."""

    @acts_for_template
    def is_in_order(left: Any, right: Any) -> Any:
        return order(*_read_pieces(left, right))

    return is_in_order


_ORDERS = {
    "lt": _order_pieces(operator.lt), "lteq": _order_pieces(operator.le),
    "gt": _order_pieces(operator.gt), "gteq": _order_pieces(operator.ge),
}  # fmt: skip
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": is_same, "ne": is_other, "in": is_among, "notin": is_not_among, **_ORDERS,
}  # fmt: skip
"""What stands in place of Jinja's operators."""
_NAMES = {
    "eq": ("eq", "equalto", "=="), "ne": ("ne", "!="), "in": ("in",),
    "lt": ("lt", "lessthan", "<"), "lteq": ("le", "<="),
    "gt": ("gt", "greaterthan", ">"), "gteq": ("ge", ">="),
}  # fmt: skip
TESTS = {name: COMPARISONS[key] for key, names in _NAMES.items() for name in names}
"""What `is` and `selectattr` ask for by these names."""


def _read_pieces(left: Any, right: Any) -> tuple[Any, Any]:
    """The two as texts, where they are what a macro or a block printed.

    Raises Incomputable where such a piece holds more than text; only whether it is empty is known.
    """
    if isinstance(left, Markup) and right != "":
        left = read_piece(left)
    return left, read_piece(right) if isinstance(right, Markup) and left != "" else right


def _require_comparable(left: object, right: object) -> None:
    one, other = name_kind(left), name_kind(right)
    key = find_mismatch(one, other) if one != other else ""
    if not key:
        return
    text = left if one == "text" else right
    if key == "compare.kinds" or (
        isinstance(text, str)
        and re.fullmatch(_READS_AS[key.removeprefix("compare.")], text.strip(), re.DOTALL)
    ):
        raise Incomparable(key)
