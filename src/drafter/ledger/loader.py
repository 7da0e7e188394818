"""From the tree of a data file to values with origins, as the schema says what they are."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from drafter.figures import Attachment, Gap, Origin, Record, Records, ShownFigure, Text
from drafter.figures.records import Choices
from drafter.ledger.model import Ledger
from drafter.ledger.oddities import find_oddities
from drafter.ledger.singles import CONSTRUCTORS, MAKERS, Maker, drop_line_end, make_text, make_typed
from drafter.problems import DataPath, Problem, problem, select_blocking
from drafter.schema import (
    Field,
    Schema,
    check_data,
    convert_value,
    drop_sign,
    find_doubles,
    is_empty,
)
from drafter.source import Borrowed, Document, Node, pause_gc, resolve_below
from drafter.vocabulary import FILE_KEY, SAME

MOST_ATTACHMENT = 20 * 2**20
"""A picture or a Word file that the data names may have so many bytes."""


def load_ledger(
    document: Document, schema: Schema, folder: Path
) -> tuple[Ledger | None, list[Problem]]:
    """The checked data; None when an error stops it. Gaps do not: they stand in the values.

    Pictures and Word files that the data names are read from `folder` and nowhere else.
    """
    document, found, files = insert_tables(document, schema, folder)
    found += check_data(document, schema)
    if select_blocking(found):
        return None, found
    found += [*find_doubles(document, schema), *find_oddities(document, schema)]
    if select_blocking(found):
        return None, found
    loaded, wrong = build_ledger(document, schema, folder)
    found += wrong
    return (None if select_blocking(found) else replace(loaded, files=files)), found


KeptRecords = dict[int, tuple[Node, DataPath, Record]]
"""The records made of the nodes of ledgers, by the nodes' identity."""


def build_ledger(
    document: Document, schema: Schema, folder: Path, kept: KeptRecords | None = None
) -> tuple[Ledger, list[Problem]]:
    """The data of a document whose values are all of the kinds that the schema asks for.

    The problems are about pictures and Word files; a value that is no use as one is lacking.
    kept: the records made of an earlier text of the file; it gets those of this one instead.
    """
    with pause_gc():
        builder = _LedgerBuilder(document, folder, kept)
        values = builder.record(document.root, schema.root, ())
    if kept is not None:
        kept.clear()
        kept.update(builder.rows)
    absent = _find_absent(document, schema)
    return Ledger(document.file, values, absent=absent), builder.problems


def _find_absent(document: Document, schema: Schema) -> frozenset[str]:
    """The names of the schema that the data leave out."""
    root = document.root.value
    assert isinstance(root, dict)
    given = {name for name, node in root.items() if not is_empty(node.value)}
    return frozenset(schema.root.fields.keys() - given)


def insert_tables(
    document: Document, schema: Schema, folder: Path
) -> tuple[Document, list[Problem], tuple[Path, ...]]:
    """The document with the ledgers in place that it keeps in files of their own, and the files;
    or with those that are sheets of its own workbook.
    """
    if document.book is not None:
        from drafter.ledger import books  # few data are workbooks

        return *books.insert_sheets(document, schema), ()
    root = document.root.value
    values = root.items() if isinstance(root, dict) else ()
    named = [key for key, node in values if isinstance(node.value, dict) and FILE_KEY in node.value]
    if not named:
        return document, [], ()
    from drafter.ledger import tables  # few data have such ledgers

    return tables.insert_records(document, named, schema.root, folder)


_NO_FIELD = Field("", "record")


class _LedgerBuilder:
    """Makes values of nodes, each with its field; `problems` are of the files that data name.

    rows: the records of ledgers that name none, each with its node.
    """

    def __init__(self, document: Document, folder: Path, kept: KeptRecords | None) -> None:
        self.kept = kept
        self.rows: KeptRecords = {}
        self.origin = functools.partial(_make_origin, "", _NO_FIELD)
        self.document = document
        self.folder = folder
        self.problems: list[Problem] = []

    def record(
        self, node: Node, field: Field, path: DataPath, plan: _RecordPlan | None = None
    ) -> Record:
        """A mapping as a record; required fields that it lacks are gaps, ledgers are empty."""
        assert isinstance(node.value, dict)
        makers, needed, choices, _ = plan or _plan_record(field)
        shown = self.document.file
        file = shown if type(node) is Node else self._source_file(node)
        if self.origin.args[0] is not file or self.origin.args[1] is not field:
            self.origin = functools.partial(_make_origin, file, field)  # one for a whole ledger
        origin = self.origin
        made = Record({}, origin, path, node.line, node.column, choices)
        for key, below in node.value.items():
            value = below.value
            make: Maker | None = makers.get(key, make_text)
            file = shown if type(below) is Node else self._source_file(below)
            if make is not None and (at_once := make(value, file, below, path, key)) is not None:
                made[key] = at_once
            elif not is_empty(value):
                taken = self.value(below, field.fields.get(key), (*path, key))
                if taken is not None:  # else a file that is not there: the data lack it
                    made[key] = taken
        for lack in needed:
            name = lack.name
            if name not in made and (lacking := _make_missing(lack, (*path, name), made)):
                made[name] = lacking[0]
        return made

    def value(self, node: Node, field: Field | None, path: DataPath) -> Any:
        match node.value:
            case dict():
                return self.record(node, field or Field("", "record"), path)
            case list() as entries:
                return self._build_list(entries, field, path)
            case None:
                return None
            case value:
                return self._build_single(node, value, field, path)

    def _build_list(self, entries: list[Node], field: Field | None, path: DataPath) -> Any:
        if field is not None and field.kind == "ledger":
            row = Field("", "record", fields=field.fields)
            plan = _plan_record(row)
            make = self.record if self.kept is None else self._build_row
            return Records([make(node, row, (*path, n), plan) for n, node in enumerate(entries)])
        item = field.item if field else None
        if item is not None and item.kind == "text" and {type(n.value) for n in entries} == {str}:
            texts = [(drop_line_end(str(n.value)), self._source_file(n), n) for n in entries]
            return tuple(
                [Text.at(t, f, n.line, n.column, path, at) for at, (t, f, n) in enumerate(texts)]
            )
        return tuple(self.value(node, item, (*path, n)) for n, node in enumerate(entries))

    def _build_row(self, node: Node, row: Field, path: DataPath, plan: _RecordPlan) -> Record:
        """The record of a ledger; the one made before of the same node, where there is one."""
        known = (self.kept or {}).get(id(node))
        if known is None or known[1] != path:
            known = node, path, self.record(node, row, path, plan)
        if not plan.names_files:
            self.rows[id(node)] = known
        return known[2]

    def _build_single(
        self, node: Node, value: str | int | bool, field: Field | None, path: DataPath
    ) -> Any:
        kind = field.kind if field else "any"
        origins = (Origin(self._source_file(node), node.line, node.column, path, str(value)),)
        if kind in ("image", "document"):
            return self._read_attachment(node, str(value), origins)
        value = drop_sign(value, field) if field else value
        taken = convert_value(value, kind)
        if kind == "figure" and isinstance(value, str):
            return make_typed(value.strip(), taken, origins)
        if isinstance(node, Borrowed) and node.shown and isinstance(taken, (int, Decimal)):
            # a number merged over several records is counted with the first of them
            return ShownFigure(0 if node.shown == SAME else taken, origins, node.shown)
        return CONSTRUCTORS[type(taken)](taken, origins)

    def _source_file(self, node: Node) -> str:
        """The file in which the value stands."""
        return node.place.file if isinstance(node, Borrowed) else self.document.file

    def _read_attachment(
        self, node: Node, name: str, origins: tuple[Origin, ...]
    ) -> Attachment | None:
        """The named file's bytes, from below the data folder only."""
        place = self.document.place(node)
        try:
            path = resolve_below(self.folder, name)
            if path is None:
                self.problems.append(problem("D216", place, name=name))
                return None
            if path.exists() and not path.is_file():
                raise OSError
            if path.stat().st_size > MOST_ATTACHMENT:
                self.problems.append(problem("D218", place, name=name))
                return None
            return Attachment(name, path.read_bytes(), origins)
        except (OSError, RuntimeError, ValueError):  # not there, a loop of links, a NUL in it
            self.problems.append(
                problem("D217", place, name=name, folder=self.folder.resolve().name)
            )
            return None


class _RecordPlan(NamedTuple):
    """What is asked once for all records of a ledger.

    makers: what makes the usual value of a field at once (None: nothing does). needed: fields
    that stand in the record though the data leave them out. choices: those of its fields.
    names_files: what they hold may be other files' content.
    """

    makers: Mapping[str, Maker | None]
    needed: list[Field]
    choices: Choices
    names_files: bool


def _plan_record(field: Field) -> _RecordPlan:
    fields = field.fields
    makers = {name: MAKERS.get(below.kind) for name, below in fields.items()}
    needed = [each for each in fields.values() if each.required or each.kind in _NEVER_LACKING]
    choices = {name: below.choices for name, below in fields.items() if below.choices}
    return _RecordPlan(makers, needed, choices, _names_files(field))


def _names_files(field: Field) -> bool:
    below = (*field.fields.values(), *filter(None, [field.item]))
    return field.kind in ("image", "document") or any(map(_names_files, below))


_NEVER_LACKING = ("ledger", "list", "record")
"""Kinds of fields that are there, with nothing in them, when the data leave them out."""


def _make_origin(file: str, field: Field, record: Record, line: int, column: int) -> Origin:
    return Origin(file, line, column, record.path, _find_caption(record, field))


def _find_caption(record: Record, field: Field) -> str:
    """The text by which a clerk knows a record: its first one that is no date and no choice."""
    first = ""
    for key, value in record.items():
        if isinstance(value, str) and _is_caption_field(field.fields.get(key)):
            text = str(value)
            if not any(map(str.isdigit, text)):
                return text
            first = first or text
    return first


def _is_caption_field(field: Field | None) -> bool:
    return field is None or (field.kind in ("text", "any") and not field.choices)


def _make_missing(field: Field, path: DataPath, holder: Record) -> tuple[Any] | None:
    """What stands for a field that the data leave out; None for an optional single value."""
    if field.kind == "ledger":
        return (Records(),)
    if field.kind == "list":
        return ((),)
    if field.kind == "record":
        fields = {
            name: lacking[0]
            for name, below in field.fields.items()
            if (lacking := _make_missing(below, (*path, name), holder))
        }
        return (Record(fields, holder.origin, path),)
    return (Gap(path, required=True, origins=holder.origins),) if field.required else None
