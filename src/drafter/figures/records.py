"""Ledgers as the templates see them, and what is counted and computed from their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from drafter.figures.origins import Origin, Origins, origins_of, union_origins
from drafter.figures.rough import RoughNumber
from drafter.figures.values import Figure, Gap, GapFound
from drafter.problems.model import DataPath, Incomputable
from drafter.vocabulary import QUANTITY_KEY

Choices = Mapping[str, tuple[str, ...]]
_NO_CHOICES: Choices = {}


class Record(dict[str, Any]):
    """One entry of a ledger, or a mapping of the data. A field that is lacking reads as a Gap.

    The origin may be given as a function that makes it of the record and its line and column in
    the file, when it is asked for. choices: for each field that has only certain values these, in
    the schema's order.
    """

    __slots__ = ("_column", "_line", "_origin", "choices", "path")

    def __init__(
        self, values: dict[str, Any], origin: Origin | Maker | None, path: DataPath, line: int = 0,
        column: int = 0, choices: Choices = _NO_CHOICES,
    ) -> None:  # fmt: skip
        super().__init__(values)
        self.choices = choices
        self._origin = origin
        self._line = line
        self._column = column
        self.path = path

    @property
    def origin(self) -> Origin | None:
        made = self._origin
        if made is not None and not isinstance(made, Origin):
            self._origin = made = made(self, self._line, self._column)
        return made

    @property
    def origins(self) -> Origins:
        origin = self.origin
        return () if origin is None else (origin,)

    def __missing__(self, key: str) -> Gap:
        return Gap((*self.path, key), required=False, origins=self.origins)

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


Maker = Callable[[Record, int, int], Origin]


class Records(tuple[Record, ...]):
    """The records of a ledger, in the order of the data.

    What is asked of them is kept: a clause asks whether a figure is there before it prints it.
    picked: what `where` picks, by what it was asked for.
    """

    @cached_property
    def origins(self) -> Origins:
        return tuple([origin for record in self if (origin := record.origin) is not None])

    @cached_property
    def picked(self) -> dict[object, Records]:
        return {}

    @cached_property
    def weight(self) -> Decimal | int:
        """How many things they stand for. Raises GapFound, Incomputable."""
        return _sum_numbers([_read_weight(record) for record in self])


def _as_records(value: object, *fields: object) -> Records:
    """The records of a filter's input. Raises Incomputable for no ledger, or no field's name."""
    if not all(isinstance(field, str) for field in fields):
        raise Incomputable("failing.unfit", "no name of a field")
    if isinstance(value, Records):
        return value
    if isinstance(value, (list, tuple, Iterator)):
        items = tuple(value)
        if all(isinstance(item, Record) for item in items):
            return Records(items)
    raise Incomputable("failing.ledger")


def _read_field(record: Record, field: str) -> Any:
    """The field's value; None when an optional one is lacking. Raises GapFound when required."""
    value = record.get(field)
    if isinstance(value, Gap):
        if value.required:
            raise GapFound(value)
        return None
    return value


def _is_filled(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value == "")


def _read_weight(record: Record) -> Decimal | int:
    value = _read_field(record, QUANTITY_KEY)
    if value is None:
        return 1
    if not isinstance(value, Figure):
        raise Incomputable("failing.number", f"{QUANTITY_KEY}={value}")
    return value.exact


def _sum_numbers(numbers: list[Decimal | int]) -> Decimal | int:
    """The sum; whole numbers, as nearly all are, are added as such."""
    if all(isinstance(number, int) for number in numbers):
        return sum(numbers)
    return sum(map(Decimal, numbers), Decimal(0))


def count(records: object) -> Figure:
    """How many things the records stand for: each one, or as many as its 数量 says.

    A list of texts or a text's figure is counted by its items.
    """
    is_ledger = isinstance(records, Records)
    if isinstance(records, (list, tuple)) and not (
        is_ledger or all(isinstance(r, Record) for r in records)
    ):
        return Figure(len(records), origins_of(records))
    ledger = _as_records(records)
    return Figure(ledger.weight, ledger.origins)


def total(records: object, field: str) -> Figure:
    """The sum of a number field over the records; records without it add nothing."""
    values = [
        value
        for record in _as_records(records, field)
        if (value := _read_field(record, field)) is not None
    ]
    _refuse_rough(values)
    if not all(isinstance(value, Figure) for value in values):
        raise Incomputable("failing.number")
    return Figure(
        _sum_numbers([value.exact for value in values]), union_origins(map(origins_of, values))
    )


def where(records: object, *filled: str, **wanted: object) -> Records:
    """The records in which each named field is filled, and each given field has the given value.

    A list as the given value means any of its values.
    """
    asked = (*((field, _FILLED) for field in filled), *wanted.items())
    ledger = _as_records(records, *filled)
    is_plain = all(isinstance(value, str) for value in wanted.values())
    picked = ledger.picked.get(asked) if is_plain else None
    if picked is None:
        picked = Records([record for record in ledger if _is_match(record, asked)])
        if is_plain:
            ledger.picked[asked] = picked
    return picked


def without(records: object, *excluded: str, **unwanted: object) -> Records:
    """The records but for those that `where` picks by the same fields and values."""
    ledger = _as_records(records, *excluded)
    picked = {id(record) for record in where(ledger, *excluded, **unwanted)}
    return Records([record for record in ledger if id(record) not in picked])


_FILLED = object()
"""Any value at all, as the value that is asked for."""


def _is_match(record: Record, asked: Iterable[tuple[str, object]]) -> bool:
    for field, wanted in asked:
        value = record.get(field)
        if isinstance(value, Gap):
            value = _read_field(record, field)
        if not (_is_filled(value) if wanted is _FILLED else _is_equal(field, value, wanted)):
            return False
    return True


def _is_equal(field: str, value: object, wanted: object) -> bool:
    """Raises Incomputable where the two could never be equal, so that no figure is a silent 0."""
    if isinstance(wanted, (list, tuple)):
        return any(_is_equal(field, value, each) for each in wanted)
    if isinstance(value, str) != isinstance(wanted, str) and None not in (value, wanted):
        raise Incomputable("failing.mixed", f"{field}={wanted!r}")
    return bool(value == wanted)


def column(records: object, field: str) -> list[Any]:
    """The field's filled values, each once, in the order of the records."""
    values = (_read_field(record, field) for record in _as_records(records, field))
    return list({str(value): value for value in values if _is_filled(value)}.values())


def sort_choices(ledger: Sequence[Record], field: str, names: list[str]) -> list[str]:
    """The values of a field in the schema's order of choices; others behind them as they come."""
    choices = ledger[0].choices.get(field, ()) if ledger else ()
    if len(names) < 2 or not choices:
        return names
    rank = {choice: number for number, choice in enumerate(choices)}
    return sorted(names, key=lambda name: rank.get(name, len(rank)))


def ordered(records: object, field: str, *, reverse: bool = False) -> Records:
    """The records sorted by a field; equal ones keep their order, those without it come last."""
    ledger = _as_records(records, field)
    filled = [record for record in ledger if not _lacks_field(record, field)]
    lacking = [record for record in ledger if _lacks_field(record, field)]
    try:
        ranked = sorted(filled, key=lambda record: record[field], reverse=reverse)
    except TypeError:  # texts among numbers, or records themselves
        raise Incomputable("failing.mixed") from None
    return Records([*ranked, *lacking])


def _lacks_field(record: Record, field: str) -> bool:
    return field not in record or isinstance(record[field], Gap)


BY_NUMBER, DESCENDING, AS_THEY_COME = "数量", "从多到少", "先后"
"""How groups may be ordered instead: the largest first (two words), or as the records come."""


def read_order(order: str) -> str:
    """The order of groups that the word asks for; empty for the schema's."""
    if order not in ("", BY_NUMBER, AS_THEY_COME, DESCENDING):
        raise Incomputable("failing.order")
    return BY_NUMBER if order == DESCENDING else order


def groups(
    records: object, field: str, order: str = "", 顺序: str = ""
) -> list[tuple[Any, Figure]]:
    """For each value of a field: the value and how many things have it.

    In the schema's order of choices; `order="数量"` or 从多到少: the largest first; `order="先后"`,
    and where the field has no choices: in order of appearance.
    """
    order = read_order(order or 顺序)
    parts: dict[str, list[Record]] = {}
    ledger = _as_records(records, field)
    for record in ledger:
        value = record[field]
        if isinstance(value, Gap):
            raise GapFound(value)
        parts.setdefault(str(value), []).append(record)
    names = list(parts) if order == AS_THEY_COME else sort_choices(ledger, field, list(parts))
    counted = [(name, count(Records(parts[name]))) for name in names]
    if order == BY_NUMBER:
        counted.sort(key=lambda pair: pair[1].value, reverse=True)
    return counted


def share(part: object, whole: object) -> Figure:
    """The part of the whole as a ratio (0.767), both numbers or both ledgers.

    Raises ZeroDivisionError when the whole is nothing, Incomputable when the part is larger.
    """
    above, below = _as_figure(part), _as_figure(whole)
    if above.value > below.value:
        raise Incomputable("failing.part", "part larger than whole")
    ratio = above / below
    assert isinstance(ratio, Figure)
    return ratio


def _as_figure(value: object) -> Figure:
    if isinstance(value, Figure):
        return value
    _refuse_rough([value])
    return Figure(value) if isinstance(value, (int, Decimal)) else count(value)


def _refuse_rough(values: Iterable[object]) -> None:
    """Raises Incomputable where a number is known in round terms only."""
    for value in values:
        if isinstance(value, RoughNumber):
            raise Incomputable("failing.rough", str(value))
