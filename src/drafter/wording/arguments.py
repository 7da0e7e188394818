"""What the filters accept: each function returns the checked value or raises a Refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from drafter.wording.refusals import Refusal, wrong_kind

Number = int | Decimal

EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
"""Wide enough that no accepted number is rounded by arithmetic; nobody else's settings count."""

MOST_DIGITS = 16
MOST_DECIMALS = 10
_LIMIT = 10**MOST_DIGITS
_NO_LISTS = (str, bytes, Mapping, set, frozenset)


def amount(value: object) -> Number:
    """An int or a finite Decimal of at most 16 digits before the point."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong_kind("want-number", value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise Refusal("not-finite")
    if not -_LIMIT < value < _LIMIT:
        raise Refusal("too-large", most=MOST_DIGITS)
    return value


def decimals(value: Number) -> int:
    """How many digits the number has after the point."""
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0


def plain(value: Number) -> str:
    """The digits of an accepted number, without an exponent and never `-0`."""
    if not isinstance(value, Decimal):
        return str(value)
    return f"{value if value else value.copy_abs():f}"


def shown(value: Number) -> str:
    """The number as a message shows it."""
    return plain(value) if decimals(value) <= 2 * MOST_DECIMALS else str(value)


def natural(value: object) -> Number:
    """A number from 0."""
    number = amount(value)
    if number < 0:
        raise Refusal("negative", number=shown(number))
    return number


def whole(value: object) -> int:
    """A number without a fraction; `Decimal("12.0")` is one."""
    number = amount(value)
    if number != int(number):
        raise Refusal("not-whole", number=shown(number))
    return int(number)


def counted(value: object) -> int:
    """A whole number from 1."""
    number = whole(value)
    if number < 1:
        raise Refusal("below-one", number=shown(number))
    return number


def places(value: object, most: int = 4) -> int:
    """How many decimals to print: 0 to `most`."""
    number = whole(value)
    if not 0 <= number <= most:
        raise Refusal("digits-range", number=shown(number), most=most)
    return number


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise wrong_kind("want-text", value)
    return value


def entries(value: object) -> tuple[object, ...]:
    """The members of a list that has an order and at least one member."""
    if not isinstance(value, Iterable) or isinstance(value, _NO_LISTS):
        raise wrong_kind("want-list", value)
    members = tuple(value)
    if not members:
        raise Refusal("list-empty")
    return members


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, none of them blank."""
    return tuple(_item(member, position) for position, member in enumerate(entries(value), 1))


def _item(member: object, position: int) -> str:
    if not isinstance(member, str):
        raise wrong_kind("item-text", member, position=position)
    if not member.strip():
        raise Refusal("item-blank", position=position)
    return member
