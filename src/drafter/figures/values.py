"""Values with origins: Figure, Text, Day, Attachment, and the Gap that stands for a lacking one."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from drafter.figures.origins import Origins, SourcedValue, origins_of, union_origins
from drafter.frozen import dataclass
from drafter.problems.model import DataPath, Incomputable, format_path
from drafter.vocabulary import GAP_CLOSE, GAP_OPEN


class Day(datetime.date, SourcedValue):
    """A date from the data."""

    __slots__ = ("_column", "_key", "_line", "_origins", "_path", "_written")
    _written: str

    @classmethod
    def of(cls, date: datetime.date, origins: Origins = ()) -> Day:
        made = cls(date.year, date.month, date.day)
        made._origins = origins
        return made

    @classmethod
    def at(
        cls,
        text: str,
        date: datetime.date,
        file: str,
        line: int,
        column: int,
        path: DataPath,
        key: str | int,
    ) -> Day:
        """The date that was written there in a file as the text."""
        made = cls(date.year, date.month, date.day)
        made._origins, made._line, made._column = file, line, column
        made._path, made._key, made._written = path, key, text
        return made

    def _written_words(self) -> str:
        return self._written

    def __sub__(self, other: object) -> Any:
        """The days from another date to this one, with the origins of both."""
        if not isinstance(other, datetime.date):
            return NotImplemented
        days = self.toordinal() - other.toordinal()
        return Figure(days, union_origins((self.origins, origins_of(other))))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a Word file that the data names: its bytes, and where it was named."""

    name: str
    content: bytes
    origins: Origins = ()

    def __str__(self) -> str:
        return self.name


class GapFound(Exception):
    """A computation met a required value that the data lack; `gap` says which."""

    def __init__(self, gap: Gap) -> None:
        self.gap = gap
        super().__init__(str(gap))


class Gap:
    """A value that the data lack. Whatever is computed from it is the same gap; it is false.

    `required`: the schema asks for it, so the data check has reported it already. A loop over a
    gap runs once, so that the place in the page shows it.
    """

    __slots__ = ("origins", "path", "required")

    def __init__(self, path: DataPath, *, required: bool, origins: Origins = ()) -> None:
        self.path = path
        self.required = required
        self.origins = origins

    def __str__(self) -> str:
        return f"{GAP_OPEN}{format_path(self.path)}{GAP_CLOSE}"

    __repr__ = __str__

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Gap]:
        return iter((self,))

    def __len__(self) -> int:
        return 0

    def __getitem__(self, key: object) -> Gap:
        return self

    def __eq__(self, other: object) -> bool:
        """Whether nothing is there either: `{% if 备注 == none %}`."""
        return other is self or other is None

    __hash__ = object.__hash__

    def _same(self, *others: object) -> Gap:
        return self

    def _never(self, other: object) -> bool:
        return False

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _same
    __neg__ = __pos__ = __abs__ = __round__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = _never


Operand = object
_Operation = Callable[[Any, Any], Any]
_DIVISIONS: tuple[_Operation, ...] = (operator.truediv, operator.floordiv, operator.mod)


class Figure(SourcedValue):
    """A number with the records that it was counted or computed from.

    It calculates and compares like its `value` (a Decimal, never a float); the result of an
    operation carries the origins of both sides. Dividing by zero raises ZeroDivisionError.
    """

    shown = ""
    """How it is printed, where that is not how it is computed with."""

    __slots__ = ("_column", "_key", "_line", "_origins", "_path", "_value")

    def __init__(self, value: Decimal | int, origins: Origins = ()) -> None:
        self._value = value
        self._origins = origins

    @classmethod
    def at(
        cls, value: int, file: str, line: int, column: int, path: DataPath, key: str | int
    ) -> Figure:
        """The number that stands there in a file: the value of `key` in what has the path."""
        made = cls.__new__(cls)
        made._value = value
        made._origins, made._line, made._column = file, line, column
        made._path, made._key = path, key
        return made

    @property
    def value(self) -> Decimal:
        """The number. (What was given as an int becomes a Decimal when it is asked for.)"""
        value = self._value
        if not isinstance(value, Decimal):
            self._value = value = Decimal(value)
        return value

    @property
    def exact(self) -> Decimal | int:
        """The number, as an int where it was given as one: quicker to add."""
        return self._value

    def __str__(self) -> str:
        return format(self.value, "f")

    def __repr__(self) -> str:
        return f"Figure({self}, {len(self.origins)} origins)"

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __int__(self) -> int:
        return int(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __index__(self) -> int:
        if self.value != self.value.to_integral_value():
            raise Incomputable("failing.unfit", "not a whole number")
        return int(self.value)

    def __eq__(self, other: object) -> bool:
        return _as_decimal(other) == self.value

    def __lt__(self, other: Operand) -> Any:
        return self._compare_with(operator.lt, other)

    def __le__(self, other: Operand) -> Any:
        return self._compare_with(operator.le, other)

    def __gt__(self, other: Operand) -> Any:
        return self._compare_with(operator.gt, other)

    def __ge__(self, other: Operand) -> Any:
        return self._compare_with(operator.ge, other)

    def _compare_with(self, operation: _Operation, other: Operand) -> Any:
        number = _as_decimal(other)
        if number is None:
            return False if isinstance(other, Gap) else NotImplemented
        return bool(operation(self.value, number))

    def _operate_with(self, operation: _Operation, other: Operand, *, swapped: bool = False) -> Any:
        if isinstance(other, Gap):
            return other
        number = _as_decimal(other)
        if number is None:
            return NotImplemented
        left, right = (number, self.value) if swapped else (self.value, number)
        if not right and operation in _DIVISIONS:
            raise ZeroDivisionError("division by zero")
        return Figure(operation(left, right), union_origins((self.origins, origins_of(other))))

    def __add__(self, other: Operand) -> Any:
        return self._operate_with(operator.add, other)

    def __radd__(self, other: Operand) -> Any:
        return self._operate_with(operator.add, other, swapped=True)

    def __sub__(self, other: Operand) -> Any:
        return self._operate_with(operator.sub, other)

    def __rsub__(self, other: Operand) -> Any:
        return self._operate_with(operator.sub, other, swapped=True)

    def __mul__(self, other: Operand) -> Any:
        return self._operate_with(operator.mul, other)

    def __rmul__(self, other: Operand) -> Any:
        return self._operate_with(operator.mul, other, swapped=True)

    def __truediv__(self, other: Operand) -> Any:
        return self._operate_with(operator.truediv, other)

    def __rtruediv__(self, other: Operand) -> Any:
        return self._operate_with(operator.truediv, other, swapped=True)

    def __floordiv__(self, other: Operand) -> Any:
        return self._operate_with(operator.floordiv, other)

    def __rfloordiv__(self, other: Operand) -> Any:
        return self._operate_with(operator.floordiv, other, swapped=True)

    def __mod__(self, other: Operand) -> Any:
        return self._operate_with(operator.mod, other)

    def __rmod__(self, other: Operand) -> Any:
        return self._operate_with(operator.mod, other, swapped=True)

    def __neg__(self) -> Figure:
        return Figure(-self.value, self.origins)

    def __pos__(self) -> Figure:
        return self

    def __abs__(self) -> Figure:
        return Figure(abs(self.value), self.origins)

    def __round__(self, digits: int = 0) -> Figure:
        """Half up (四舍五入), as offices round."""
        if not isinstance(digits, int):
            raise Incomputable("failing.unfit", f"{digits!r} digits")
        step = Decimal(1).scaleb(-digits)
        return Figure(self.value.quantize(step, ROUND_HALF_UP), self.origins)


class ShownFigure(Figure):
    """A number that is printed as a sheet shows it (76.7%), and computed with all its digits."""

    __slots__ = ("shown",)

    def __init__(self, value: Decimal | int, origins: Origins, shown: str) -> None:
        super().__init__(value, origins)
        self.shown = shown


def _as_decimal(value: object) -> Decimal | None:
    """The value as a Decimal; None when it is not a number (a float is taken as it is written)."""
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(str(value)) if isinstance(value, float) else None
