"""Dataclasses whose methods are shared instead of written anew for each class.

The standard library writes the source of a class's methods and compiles it at each start: four
million instructions a class. For the thirty that a report of a known template meets that was a
fifth of the run. What is known of the fields is the standard library's own, so that `replace`,
`fields` and `match` take these classes too.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass


class _Plan(NamedTuple):
    """The names of a class's fields; those that may be left out, are compared, and are shown."""

    names: tuple[str, ...]
    optional: dict[str, dataclasses.Field[Any]]
    compared: tuple[str, ...]
    shown: tuple[str, ...]


def _fill(self: Any, /, *given: Any, **named: Any) -> None:
    names, optional, *_ = self._plan
    values = dict(zip(names, given, strict=False))
    if len(given) > len(names) or not named.keys().isdisjoint(values):
        raise TypeError(f"{type(self).__name__}: too much is given")
    values |= named
    if len(values) < len(names):
        for name in names:
            if name not in values and name in optional:
                values[name] = _make_default(optional[name])
    if values.keys() != {*names}:
        raise TypeError(f"{type(self).__name__} has {names}, not {[*values]}")
    keep = object.__setattr__
    for name in names:
        keep(self, name, values[name])


def _make_default(field: dataclasses.Field[Any]) -> Any:
    if field.default is dataclasses.MISSING:
        factory: Any = field.default_factory
        return factory()
    return field.default


def _list_compared(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in value._plan.compared])


def _is_equal(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return _list_compared(self) == _list_compared(other)


def _hash(self: Any) -> int:
    return hash(_list_compared(self))


def _show(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name in self._plan.shown)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, value: Any = None) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name}")


if not TYPE_CHECKING:

    def dataclass(kind=None, /, *, frozen=False, eq=True, slots=False):
        """The decorator of that name; slots: nothing is gained by them where there are few."""
        if kind is None:
            return lambda kind: dataclass(kind, frozen=frozen, eq=eq)
        kind.__doc__ = kind.__doc__ or kind.__name__  # else its signature is put together
        dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
        fields = dataclasses.fields(kind)
        kind._plan = _Plan(
            tuple(each.name for each in fields),
            {each.name: each for each in fields if _may_be_left_out(each)},
            tuple(each.name for each in fields if each.compare),
            tuple(each.name for each in fields if each.repr),
        )
        for each in fields:  # what a class has too is looked up five times as slowly in its values
            if each.name in vars(kind):
                delattr(kind, each.name)
        shared = {"__init__": _fill, "__repr__": _show}
        if eq:
            shared |= {"__eq__": _is_equal, "__hash__": _hash if frozen else None}
        if frozen:
            shared |= {"__setattr__": _refuse, "__delattr__": _refuse}
        for name, method in shared.items():
            if name not in vars(kind):
                setattr(kind, name, method)
        return kind


def _may_be_left_out(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing
