"""What `is` asks of a value: drafter's answer as the plain values do that they stand for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2.runtime import Undefined
from jinja2.tests import TESTS
from markupsafe import Markup

from drafter.engine.language.display import read_piece
from drafter.figures import Figure, Gap

Test = Callable[..., bool]
_JINJAS: dict[str, Any] = dict(TESTS)


def build_tests() -> dict[str, Any]:
    """Jinja's tests by name, and in place of some ours: a gap is none, and a figure a number."""
    kinds = ("iterable", "mapping", "sequence")
    return {
        **_JINJAS,
        **{name: _refuse_gap(_JINJAS[name]) for name in kinds},
        **{name: _read_letters(_JINJAS[name]) for name in ("lower", "upper")},
        "none": lambda value: value is None or isinstance(value, Gap),
        "number": lambda value: isinstance(value, Figure) or _JINJAS["number"](value),
        "integer": _is_integer,
        "float": _is_float,
        "defined": _is_defined,
        "undefined": lambda value: not _is_defined(value),
    }


def _refuse_gap(test: Test) -> Test:
    @functools.wraps(test)
    def asked(value: Any) -> bool:
        return not isinstance(value, Gap) and test(value)

    return asked


def _read_letters(test: Test) -> Test:
    @functools.wraps(test)
    def asked(value: Any) -> bool:
        return test(read_piece(value) if isinstance(value, Markup) else value)

    return asked


def _is_integer(value: Any) -> bool:
    """Whether the number prints without decimals: what was given as 12.0 does not."""
    number = value.exact if isinstance(value, Figure) else value
    if isinstance(number, Decimal):
        exponent = number.as_tuple().exponent
        return isinstance(exponent, int) and exponent >= 0
    return isinstance(number, int) and not isinstance(number, bool)


def _is_float(value: Any) -> bool:
    return isinstance(value, Figure | Decimal | float) and not _is_integer(value)


def _is_defined(value: Any) -> bool:
    return not isinstance(value, (Gap, Undefined))
