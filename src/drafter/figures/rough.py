"""Numbers that are known in round terms only."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from drafter.figures.origins import Text
from drafter.problems.model import Incomputable

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


class RoughNumber(Text):
    """A number of the data that is known in round terms only: 200余, 近300, 3—5.

    It is printed as it was typed. Nothing is computed of it: every figure that came of it would
    look exact. It is more or less than another number by the first digits in it.
    """

    __slots__ = ()

    @property
    def nearest(self) -> Decimal:
        """The number in it, without what makes it rough."""
        digits = re.search(r"\d+(?:\.\d+)?", self.replace(",", ""))
        number = Decimal(digits[0] if digits else 1)
        for sign, scale in _SCALES.items():
            number *= scale ** self.count(sign)
        return number

    def _refuse_computing(self, *others: object) -> Any:
        raise Incomputable("failing.rough", f"{self}")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse_computing
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _refuse_computing
    __mod__ = __rmod__ = __neg__ = __pos__ = __abs__ = __round__ = _refuse_computing

    def _compare_nearest(self, operation: Callable[[Any, Any], Any], other: object) -> Any:
        number = getattr(other, "nearest", getattr(other, "value", other))
        if not isinstance(number, (int, Decimal)):
            return NotImplemented
        return bool(operation(self.nearest, number))

    def __lt__(self, other: object) -> Any:
        return self._compare_nearest(operator.lt, other)

    def __le__(self, other: object) -> Any:
        return self._compare_nearest(operator.le, other)

    def __gt__(self, other: object) -> Any:
        return self._compare_nearest(operator.gt, other)

    def __ge__(self, other: object) -> Any:
        return self._compare_nearest(operator.ge, other)
