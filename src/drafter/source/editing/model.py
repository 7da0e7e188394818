"""What is to become of a text: values set, entries of a list in another order, new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from drafter.problems import DataPath

Plain = str | int | list[Any] | Mapping[str, Any] | None
"""What a cell holds: a text, a number, a list of them, a record in the record, or nothing."""


class NewValue(NamedTuple):
    """What a key is to hold.

    value: None is nothing; the key goes with it where `drops` and nothing else would be lost, or
    where `goes`, with the remark on its line. written: how it is to stand in the file; None: as it
    has to.
    """

    value: Plain
    written: str | None = None
    drops: bool = False
    goes: bool = False


class NewItem(NamedTuple):
    """An entry that is to be put into a list: a record's values, or a text or number.

    lines: how it stood in the file, from its dash to the end of its last line; empty: nowhere.
    below: how many lines of remarks it stood below, behind the entry before it.
    """

    value: Mapping[str, Plain] | str | int
    lines: str = ""
    below: int | None = None


class MovedItem(NamedTuple):
    """An old entry, by its index, that goes elsewhere: below so many lines of remarks."""

    old: int
    below: int | None = None


Entry = int | NewItem | MovedItem
"""An entry of a list in its new order; those that stay are their old indexes, in their order."""


class ValueSet(NamedTuple):
    """The mapping at the path gets values. order: how its keys come."""

    path: DataPath
    values: Mapping[str, NewValue]
    order: tuple[str, ...] = ()


class ItemSet(NamedTuple):
    """The entry at the path, one of a list of texts or numbers, gets a value."""

    path: DataPath
    value: NewValue


class Arrangement(NamedTuple):
    """The list at the path gets this order: old entries by their index, new ones as they are."""

    path: DataPath
    order: tuple[Entry, ...]


Step = ValueSet | ItemSet | Arrangement
"""What is done at one place. Several are done at once, all as the text stood before."""
