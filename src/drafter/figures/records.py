"""Ledgers as the templates see them, and what is counted and computed from their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from drafter.figures.values import Figure, Gap, GapFound, Origin, Origins, Path, origins_of, union

WEIGHT = "数量"
"""The field that says how many things one record stands for; without it a record is one thing."""


class Record(dict[str, Any]):
    """One entry of a ledger, or a mapping of the data. A field that is lacking reads as a Gap.

    The origin may be given as a function that makes it of the record, when it is asked for.
    """

    __slots__ = ("_origin", "path")

    def __init__(
        self, values: dict[str, Any], origin: Origin | Callable[[Record], Origin] | None, path: Path
    ) -> None:
        super().__init__(values)
        self._origin = origin
        self.path = path

    @property
    def origin(self) -> Origin | None:
        if callable(self._origin):
            self._origin = self._origin(self)
        return self._origin

    @property
    def origins(self) -> Origins:
        origin = self.origin
        return () if origin is None else (origin,)

    def __missing__(self, key: str) -> Gap:
        return Gap((*self.path, key), required=False, origins=self.origins)

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


class Records(tuple[Record, ...]):
    """The records of a ledger, in the order of the data."""

    __slots__ = ()

    @property
    def origins(self) -> Origins:
        return tuple(origin for record in self if (origin := record.origin) is not None)


def _records(value: object) -> Records:
    """The records of a filter's input. Raises TypeError when it is no ledger."""
    if isinstance(value, Records):
        return value
    if isinstance(value, (list, tuple, Iterator)):
        items = tuple(value)
        if all(isinstance(item, Record) for item in items):
            return Records(items)
    raise TypeError("no ledger")


def _field(record: Record, field: str) -> Any:
    """The field's value; None when an optional one is lacking. Raises GapFound when required."""
    value = record[field]
    if isinstance(value, Gap):
        if value.required:
            raise GapFound(value)
        return None
    return value


def _weight(record: Record) -> Decimal:
    value = _field(record, WEIGHT)
    if value is None:
        return Decimal(1)
    if not isinstance(value, Figure):
        raise TypeError(f"{WEIGHT}={value}")
    return value.value


def count(records: object) -> Figure:
    """How many things the records stand for: each one, or as many as its 数量 says.

    A list of texts or a text's figure is counted by its items.
    """
    if isinstance(records, (list, tuple)) and not all(isinstance(r, Record) for r in records):
        return Figure(len(records), origins_of(records))
    ledger = _records(records)
    return Figure(sum(map(_weight, ledger), Decimal(0)), ledger.origins)


def total(records: object, field: str) -> Figure:
    """The sum of a number field over the records; records without it add nothing."""
    values = [value for record in _records(records) if (value := _field(record, field)) is not None]
    if not all(isinstance(value, Figure) for value in values):
        raise TypeError("no number")
    return Figure(
        sum((value.value for value in values), Decimal(0)), union(map(origins_of, values))
    )


def where(records: object, *filled: str, **wanted: object) -> Records:
    """The records in which each named field is filled, and each given field has the given value.

    A list as the given value means any of its values.
    """
    kept = (record for record in _records(records) if _matches(record, filled, wanted))
    return Records(kept)


def _matches(record: Record, filled: Iterable[str], wanted: dict[str, object]) -> bool:
    return all(_field(record, field) not in (None, "") for field in filled) and all(
        _equals(field, _field(record, field), value) for field, value in wanted.items()
    )


def _equals(field: str, value: object, wanted: object) -> bool:
    """Raises TypeError where the two could never be equal, so that no figure is a silent 0."""
    if isinstance(wanted, (list, tuple)):
        return any(_equals(field, value, each) for each in wanted)
    if None not in (value, wanted) and isinstance(value, str) != isinstance(wanted, str):
        raise TypeError(f"{field}={wanted!r}")
    return bool(value == wanted)


def column(records: object, field: str) -> list[Any]:
    """The field's filled values, each once, in the order of the records."""
    values = (_field(record, field) for record in _records(records))
    return list({str(value): value for value in values if value not in (None, "")}.values())


def ordered(records: object, field: str, *, reverse: bool = False) -> Records:
    """The records sorted by a field; equal ones keep their order, those without it come last."""
    ledger = _records(records)
    filled = [record for record in ledger if not isinstance(record[field], Gap)]
    lacking = [record for record in ledger if isinstance(record[field], Gap)]
    ranked = sorted(filled, key=lambda record: record[field], reverse=reverse)
    return Records([*ranked, *lacking])


def groups(records: object, field: str) -> list[tuple[Any, Figure]]:
    """For each value of a field, in order of appearance: the value and how many things have it."""
    parts: dict[str, list[Record]] = {}
    for record in _records(records):
        value = record[field]
        if isinstance(value, Gap):
            raise GapFound(value)
        parts.setdefault(str(value), []).append(record)
    return [(name, count(Records(members))) for name, members in parts.items()]


def share(part: object, whole: object) -> Figure:
    """The part of the whole as a ratio (0.767), both numbers or both ledgers.

    Raises ZeroDivisionError when the whole is nothing, ValueError when the part is larger.
    """
    above, below = _amount(part), _amount(whole)
    if above.value > below.value:
        raise ValueError("part larger than whole")
    ratio = above / below
    assert isinstance(ratio, Figure)
    return ratio


def _amount(value: object) -> Figure:
    if isinstance(value, Figure):
        return value
    return Figure(value) if isinstance(value, (int, Decimal)) else count(value)


FUNCTIONS: dict[str, tuple[str, Callable[..., Any]]] = {
    "count": ("数量", count),
    "total": ("合计", total),
    "where": ("筛选", where),
    "column": ("取", column),
    "ordered": ("排序", ordered),
    "groups": ("分组", groups),
    "share": ("占比", share),
}
"""What templates may compute: English name → (Chinese name, function)."""
