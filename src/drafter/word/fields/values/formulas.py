"""Formulas of fields, `=SUM(ABOVE)`, `=B2*C2`: read, and computed exactly on a table's cells."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import NamedTuple, Protocol

from drafter.word.fields.values.formats import Uncomputed

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*)|(?P<sign>[-+*/^%(),;:])|(?P<other>\S))"
)
_CELL = re.compile(r"([A-Za-z]{1,2})(\d{1,4})")
_NUMBER = re.compile(
    r"(?P<money>[¥$]?)(?P<sign>[-+−]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>[\u4e00-\u9fff]{0,4})"
)
_NOTHING = re.compile(r"[-—–―/／\s]*")
DIRECTIONS = ("ABOVE", "BELOW", "LEFT", "RIGHT")
_DEEPEST = 30
_MOST_DECIMALS = 12
"""More than that nobody writes: a division has no end."""


class CellNumber(NamedTuple):
    """A number that stands in a cell, and what is written with it."""

    value: Decimal
    unit: str = ""
    grouped: bool = False


class Cells(Protocol):
    """Where a formula takes its numbers from. All raise Uncomputed."""

    def read_direction(self, name: str) -> list[CellNumber]: ...
    def read_range(self, first: tuple[int, int], last: tuple[int, int]) -> list[CellNumber]: ...
    def read_name(self, name: str) -> list[CellNumber]: ...


class _NoCells:
    """For a formula that is only looked at: every cell holds 1."""

    def read_direction(self, name: str) -> list[CellNumber]:
        return [CellNumber(Decimal(1))]

    def read_range(self, first: tuple[int, int], last: tuple[int, int]) -> list[CellNumber]:
        return [CellNumber(Decimal(1))]

    def read_name(self, name: str) -> list[CellNumber]:
        return [CellNumber(Decimal(1))]


def read_number(text: str) -> CellNumber | None:
    """The number that a text is; None for blanks, dashes and for words without a digit.

    Raises Uncomputed for what holds digits and is no plain number: 约10, 3/5, 50%.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _NUMBER.fullmatch(plain)
    if match:
        digits = match["digits"]
        value = Decimal(digits.replace(",", ""))
        return CellNumber(-value if match["sign"] in "-−" and match["sign"] else value,
                          match["unit"], "," in digits)  # fmt: skip
    if any(char.isdecimal() for char in plain):
        raise Uncomputed("field.cell", text.strip())
    return None


def is_blank(text: str) -> bool:
    """Whether the cell says that there is nothing."""
    return _NOTHING.fullmatch(text) is not None


def cut_formula(code: str) -> str:
    """The formula of a field's code, without its sign = and its switches."""
    return re.split(r"\\[#*]", code)[0].strip().removeprefix("=").strip()


OWN_ROW, ABOVE_OWN_ROW = "0", "00"
"""In a cell's name, where its row is known only on the finished page: the formula's own row, and
the one above that. Word counts rows from 1."""
_LATE_ROW = re.compile(r"(?<=[A-Za-z])(0{1,2})(?!\w)")


def settle_rows(code: str, own: int) -> str:
    """The code with the rows that its cells have on the page; own: the formula's, 0-based.

    >>> settle_rows("=SUM(B2:B00)/C0", 6)
    '=SUM(B2:B6)/C7'
    """
    return _LATE_ROW.sub(lambda match: str(own + (match[1] == OWN_ROW)), code)


def check_formula(code: str) -> None:
    """Raises Uncomputed for a formula that cannot be computed whatever the cells hold."""
    _Evaluation(code, _NoCells()).run()


def compute_formula(code: str, cells: Cells) -> CellNumber:
    """What the formula comes to, exactly. Raises Uncomputed."""
    return _Evaluation(code, cells).run()


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _multiply(values: Sequence[Decimal]) -> Decimal:
    result = Decimal(1)
    for value in values:
        result *= value
    return result


def _round(values: Sequence[Decimal]) -> Decimal:
    value, places = values
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


_FUNCTIONS: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "SUM": lambda values: sum(values, Decimal(0)),
    "AVERAGE": _mean,
    "COUNT": lambda values: Decimal(len(values)),
    "MAX": max,
    "MIN": min,
    "PRODUCT": _multiply,
    "ROUND": _round,
    "ABS": lambda values: abs(values[0]),
}
_OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class _Evaluation:
    """Follows a formula from left to right."""

    def __init__(self, code: str, cells: Cells) -> None:
        self.code, self.cells = code, cells
        self.tokens = [
            (m.lastgroup or "", m[m.lastgroup or 0]) for m in _TOKEN.finditer(code.strip())
        ]
        self.at = 0
        self.depth = 0
        self.used: list[CellNumber] = []

    def run(self) -> CellNumber:
        try:
            value = self.add()
        except (DecimalException, ArithmeticError, ValueError, IndexError):
            raise self.fail() from None
        if self.at < len(self.tokens):
            raise self.fail()
        if len({number.unit for number in self.used}) > 1:
            raise Uncomputed("field.units")
        value = _trim_decimals(value, self.used)
        return CellNumber(value, "", any(number.grouped for number in self.used))

    def fail(self) -> Uncomputed:
        return Uncomputed("field.formula", self.code.strip())

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise self.fail()
        self.at += 1
        return self.tokens[self.at - 1]

    def add(self) -> Decimal:
        value = self.multiply()
        while (sign := self.peek()) in ("+", "-"):
            self.at += 1
            value = _OPERATORS[sign](value, self.multiply())
        return value

    def multiply(self) -> Decimal:
        value = self.negate()
        while (sign := self.peek()) in ("*", "/"):
            self.at += 1
            value = _OPERATORS[sign](value, self.negate())
        return value

    def negate(self) -> Decimal:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fail()
        if self.peek() in ("-", "+"):
            sign = self.take()[1]
            value = self.negate() * (-1 if sign == "-" else 1)
        else:
            value = self.single()
        self.depth -= 1
        return value

    def single(self) -> Decimal:
        kind, text = self.take()
        if kind == "number":
            return Decimal(text)
        if text == "(":
            value = self.add()
            if self.take()[1] != ")":
                raise self.fail()
            return value
        if kind != "name":
            raise self.fail()
        if self.peek() == "(":
            return self.call(text.upper())
        values = self.name(text)
        if len(values) != 1:
            raise self.fail()
        return values[0]

    def call(self, name: str) -> Decimal:
        if name not in _FUNCTIONS:
            raise self.fail()
        self.at += 1
        values = self.argument()
        while (sign := self.take()[1]) in (",", ";"):
            values += self.argument()
        if sign != ")" or (not values and name not in ("SUM", "COUNT")):
            raise self.fail()
        return _FUNCTIONS[name](values)

    def argument(self) -> list[Decimal]:
        """The numbers of one argument: a range or a direction gives many."""
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        behind = self.tokens[self.at + 1][1] if self.at + 1 < len(self.tokens) else ""
        if kind == "name" and behind in (",", ";", ")", ":"):
            self.at += 1
            return self.name(text)
        return [self.add()]

    def name(self, text: str) -> list[Decimal]:
        """The numbers of a cell, a range, a direction or a bookmark."""
        if text.upper() in DIRECTIONS:
            found = self.cells.read_direction(text.upper())
        elif (first := _read_cell(text)) is not None:
            last: tuple[int, int] | None = first
            if self.peek() == ":":
                self.at += 1
                last = _read_cell(self.take()[1])
            if last is None:
                raise self.fail()
            found = self.cells.read_range(first, last)
        else:
            found = self.cells.read_name(text)
        self.used += found
        return [number.value for number in found]


def _trim_decimals(value: Decimal, used: Sequence[CellNumber]) -> Decimal:
    """The value without needless noughts: so many decimals as all its cells have stay.

    A division without an end is rounded to two, as Word does.
    """
    if _count_decimals(value) > _MOST_DECIMALS:
        value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    decimals = {_count_decimals(number.value) for number in used}
    least = decimals.pop() if len(decimals) == 1 else 0
    while _count_decimals(value) > least and value == value.quantize(
        Decimal(1).scaleb(1 - _count_decimals(value))
    ):
        value = value.quantize(Decimal(1).scaleb(1 - _count_decimals(value)))
    return value


def _count_decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _read_cell(text: str) -> tuple[int, int] | None:
    """Row and column of a cell's name, 0-based: B3 is (2, 1)."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
