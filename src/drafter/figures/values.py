"""Values with origins: Figure, Text, Day, Attachment, and the Gap that stands for a lacking one."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Path = tuple[str | int, ...]
"""Where a value stands in the data: keys, and 0-based indexes in lists: ("提案", 2, "案由")."""


class Origin:
    """Where a value was written: file, 1-based line and column, its path, and the words there.

    Two origins are equal when they are the same one. `words` may be given as a function that
    finds them when they are asked for.
    """

    __slots__ = ("_words", "column", "file", "line", "path")

    def __init__(
        self, file: str, line: int, column: int, path: Path, words: str | Callable[[], str] = ""
    ) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self._words = words

    @property
    def words(self) -> str:
        if not isinstance(self._words, str):
            self._words = self._words()
        return self._words

    def __repr__(self) -> str:
        return f"Origin({self.file}:{self.line}:{self.column}, {spell_path(self.path)})"


Origins = tuple[Origin, ...]


def spell_path(path: Path) -> str:
    """The path as an office says it.

    >>> spell_path(("会议", 2, "日期"))
    '会议 第3条 日期'
    """
    return " ".join(f"第{step + 1}条" if isinstance(step, int) else step for step in path)


def union(groups: Iterable[Origins]) -> Origins:
    """All origins of the groups, each once, in order of first appearance."""
    return tuple(dict.fromkeys(origin for group in groups for origin in group))


def origins_of(value: object) -> Origins:
    """The origins that a value carries, those of a list's items together."""
    own = getattr(value, "origins", None)
    if isinstance(own, tuple):
        return own
    if isinstance(value, (list, tuple)):
        return union(map(origins_of, value))
    return ()


class Text(str):
    """A text from the data. Its origin is made when it is asked for: a large table has many."""

    __slots__ = ("_column", "_file", "_key", "_line", "_origins", "_path")
    _origins: Origins
    _file: str
    _line: int
    _column: int
    _path: Path
    _key: str | int

    def __new__(cls, text: str, origins: Origins = ()) -> Text:
        made = super().__new__(cls, text)
        made._origins = origins
        return made

    @classmethod
    def at(
        cls, text: str, file: str, line: int, column: int, path: Path, key: str | int
    ) -> Text:  # fmt: skip
        """The text that stands there in a file: the value of `key` in what has the path."""
        made = str.__new__(cls, text)
        made._file, made._line, made._column = file, line, column
        made._path, made._key = path, key
        return made

    @property
    def origins(self) -> Origins:
        try:
            return self._origins
        except AttributeError:
            path = (*self._path, self._key)
            self._origins = (Origin(self._file, self._line, self._column, path, str(self)),)
            return self._origins


class Day(datetime.date):
    """A date from the data."""

    __slots__ = ("origins",)
    origins: Origins

    @classmethod
    def of(cls, date: datetime.date, origins: Origins = ()) -> Day:
        made = cls(date.year, date.month, date.day)
        made.origins = origins
        return made


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

    def __init__(self, path: Path, *, required: bool, origins: Origins = ()) -> None:
        self.path = path
        self.required = required
        self.origins = origins

    def __str__(self) -> str:
        return f"【待补：{spell_path(self.path)}】"

    __repr__ = __str__

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Gap]:
        return iter((self,))

    def __len__(self) -> int:
        return 0

    def __getitem__(self, key: object) -> Gap:
        return self

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


class Figure:
    """A number with the records that it was counted or computed from.

    It calculates and compares like its `value` (a Decimal, never a float); the result of an
    operation carries the origins of both sides. Dividing by zero raises ZeroDivisionError.
    """

    __slots__ = ("origins", "value")

    def __init__(self, value: Decimal | int, origins: Origins = ()) -> None:
        self.value = Decimal(value)
        self.origins = origins

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
            raise TypeError("not a whole number")
        return int(self.value)

    def __eq__(self, other: object) -> bool:
        return _number(other) == self.value

    def __lt__(self, other: Operand) -> Any:
        return self._compare(operator.lt, other)

    def __le__(self, other: Operand) -> Any:
        return self._compare(operator.le, other)

    def __gt__(self, other: Operand) -> Any:
        return self._compare(operator.gt, other)

    def __ge__(self, other: Operand) -> Any:
        return self._compare(operator.ge, other)

    def _compare(self, operation: _Operation, other: Operand) -> Any:
        number = _number(other)
        if number is None:
            return False if isinstance(other, Gap) else NotImplemented
        return bool(operation(self.value, number))

    def _with(self, operation: _Operation, other: Operand, *, swapped: bool = False) -> Any:
        if isinstance(other, Gap):
            return other
        number = _number(other)
        if number is None:
            return NotImplemented
        left, right = (number, self.value) if swapped else (self.value, number)
        if not right and operation in _DIVISIONS:
            raise ZeroDivisionError("division by zero")
        return Figure(operation(left, right), union((self.origins, origins_of(other))))

    def __add__(self, other: Operand) -> Any:
        return self._with(operator.add, other)

    def __radd__(self, other: Operand) -> Any:
        return self._with(operator.add, other, swapped=True)

    def __sub__(self, other: Operand) -> Any:
        return self._with(operator.sub, other)

    def __rsub__(self, other: Operand) -> Any:
        return self._with(operator.sub, other, swapped=True)

    def __mul__(self, other: Operand) -> Any:
        return self._with(operator.mul, other)

    def __rmul__(self, other: Operand) -> Any:
        return self._with(operator.mul, other, swapped=True)

    def __truediv__(self, other: Operand) -> Any:
        return self._with(operator.truediv, other)

    def __rtruediv__(self, other: Operand) -> Any:
        return self._with(operator.truediv, other, swapped=True)

    def __floordiv__(self, other: Operand) -> Any:
        return self._with(operator.floordiv, other)

    def __rfloordiv__(self, other: Operand) -> Any:
        return self._with(operator.floordiv, other, swapped=True)

    def __mod__(self, other: Operand) -> Any:
        return self._with(operator.mod, other)

    def __rmod__(self, other: Operand) -> Any:
        return self._with(operator.mod, other, swapped=True)

    def __neg__(self) -> Figure:
        return Figure(-self.value, self.origins)

    def __pos__(self) -> Figure:
        return self

    def __abs__(self) -> Figure:
        return Figure(abs(self.value), self.origins)

    def __round__(self, digits: int = 0) -> Figure:
        """Half up (四舍五入), as offices round."""
        step = Decimal(1).scaleb(-digits)
        return Figure(self.value.quantize(step, ROUND_HALF_UP), self.origins)


def _number(value: object) -> Decimal | None:
    """The value as a Decimal; None when it is not a number (a float is taken as it is written)."""
    if isinstance(value, Figure):
        return value.value
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    return Decimal(str(value)) if isinstance(value, float) else None
