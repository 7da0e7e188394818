"""From the tree of a data file to values with origins, as the schema says what they are."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from drafter.figures import Attachment, Day, Figure, Gap, Origin, Record, Records, Text
from drafter.figures.values import Path
from drafter.problems import Problem, blocking, problem
from drafter.schema import Field, Schema, check, empty, take
from drafter.source import Borrowed, Document, Node

_AS_WRITTEN = ("text", "any")
"""Kinds of fields in which a text stays what it is."""

MOST_ATTACHMENT = 20 * 2**20
"""A picture or a Word file that the data names may have so many bytes."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The data of one report: the file as shown, and what its names stand for in a template."""

    file: str
    values: Mapping[str, Any]


def load(
    document: Document, schema: Schema, folder: FilePath
) -> tuple[Ledger | None, list[Problem]]:
    """The checked data; None when an error stops it. Gaps do not: they stand in the values.

    Pictures and Word files that the data names are read from `folder` and nowhere else.
    """
    found = check(document, schema)
    if blocking(found):
        return None, found
    builder = _Builder(document, folder, found)
    values = builder.record(document.root, schema.root, ())
    return (None if blocking(found) else Ledger(document.file, values)), found


class _Builder:
    """Walks node and field side by side; collects problems of the files that the data names."""

    def __init__(self, document: Document, folder: FilePath, found: list[Problem]) -> None:
        self.document = document
        self.folder = folder
        self.found = found

    def record(self, node: Node, field: Field, path: Path) -> Record:
        """A mapping as a record; required fields that it lacks are gaps, ledgers are empty."""
        assert isinstance(node.value, dict)
        place = self._file(node), node.line, node.column
        made = Record({}, functools.partial(_origin, place, field), path)
        fields = field.fields
        for key, below in node.value.items():
            value = below.value
            kind = fields[key].kind if key in fields else "any"
            if type(value) is str and kind in _AS_WRITTEN:
                if not empty(value):
                    made[key] = Text.at(
                        value, self._file(below), below.line, below.column, path, key
                    )
            elif not empty(value):
                made[key] = self.value(below, fields.get(key), (*path, key))
        for name in fields:
            if name not in made and (lacking := _lacking(fields[name], (*path, name), made)):
                made[name] = lacking[0]
        return made

    def value(self, node: Node, field: Field | None, path: Path) -> Any:
        match node.value:
            case dict():
                return self.record(node, field or Field("", "record"), path)
            case list() as entries:
                return self._list(entries, field, path)
            case None:
                return None
            case value:
                return self._single(node, value, field, path)

    def _list(self, entries: list[Node], field: Field | None, path: Path) -> Any:
        if field is not None and field.kind == "ledger":
            row = Field("", "record", fields=field.fields)
            return Records(self.record(node, row, (*path, n)) for n, node in enumerate(entries))
        item = field.item if field else None
        if item is not None and item.kind == "text" and all(type(n.value) is str for n in entries):
            file = self.document.file
            return tuple(
                Text.at(str(n.value), file, n.line, n.column, path, at)
                for at, n in enumerate(entries)
            )
        return tuple(self.value(node, item, (*path, n)) for n, node in enumerate(entries))

    def _single(self, node: Node, value: str | int | bool, field: Field | None, path: Path) -> Any:
        kind = field.kind if field else "any"
        origins = (Origin(self._file(node), node.line, node.column, path, str(value)),)
        if kind in ("image", "document"):
            return self._attachment(node, str(value), origins)
        return _MADE[type(taken := take(value, kind))](taken, origins)

    def _file(self, node: Node) -> str:
        """The file in which the value stands."""
        return node.place.file if isinstance(node, Borrowed) else self.document.file

    def _attachment(self, node: Node, name: str, origins: tuple[Origin, ...]) -> Attachment | None:
        """The named file's bytes, from below the data folder only."""
        place = self.document.place(node)
        try:
            root = self.folder.resolve()
            path = (root / name).resolve()
            if not path.is_relative_to(root) or FilePath(name).is_absolute() or "\\" in name:
                self.found.append(problem("D216", place, name=name))
                return None
            if path.exists() and not path.is_file():
                raise OSError
            if path.stat().st_size > MOST_ATTACHMENT:
                self.found.append(problem("D218", place, name=name))
                return None
            return Attachment(name, path.read_bytes(), origins)
        except (OSError, RuntimeError, ValueError):  # not there, a loop of links, a NUL in it
            self.found.append(problem("D217", place, name=name, folder=self.folder.resolve().name))
            return None


def _origin(place: tuple[str, int, int], field: Field, record: Record) -> Origin:
    """The origin of a record, whose words are looked for when they are asked for."""
    return Origin(*place, record.path, functools.partial(_caption, record, field))


def _caption(record: Record, field: Field) -> str:
    """The text by which a clerk knows a record: its first one that is no date and no choice."""
    texts = [
        str(value)
        for key, value in record.items()
        if isinstance(value, str) and _speaks(field.fields.get(key))
    ]
    wordy = (text for text in texts if not any(char.isdigit() for char in text))
    return next(wordy, "".join(texts[:1]))


def _speaks(field: Field | None) -> bool:
    return field is None or (field.kind in ("text", "any") and not field.choices)


def _lacking(field: Field, path: Path, holder: Record) -> tuple[Any] | None:
    """What stands for a field that the data leave out; None for an optional single value."""
    if field.kind == "ledger":
        return (Records(),)
    if field.kind == "list":
        return ((),)
    if field.kind == "record":
        fields = {
            name: lacking[0]
            for name, below in field.fields.items()
            if (lacking := _lacking(below, (*path, name), holder))
        }
        return (Record(fields, lambda record: _of(holder), path),)
    return (Gap(path, required=True, origins=holder.origins),) if field.required else None


def _of(holder: Record) -> Origin:
    """The origin of the record that lacks something."""
    assert holder.origin is not None
    return holder.origin


def _figure(value: int | Decimal, origins: tuple[Origin, ...]) -> Figure:
    return Figure(value, origins)


def _as_is(value: Any, origins: tuple[Origin, ...]) -> Any:
    return value


_MADE: dict[type, Callable[[Any, tuple[Origin, ...]], Any]] = {
    int: _figure,
    Decimal: _figure,
    str: Text,
    datetime.date: Day.of,
    bool: _as_is,
}
