"""Records from Excel or CSV written into the data file itself: added, or in place of all."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import ledger, output, source
from drafter.commands.drafting.drafts import find_template_name, open_template
from drafter.commands.drafting.findings import Findings, refuse, require_text, verify_edit
from drafter.problems import (
    DrafterError,
    FilePlace,
    Phrase,
    Problem,
    TextPlace,
    find_nearest_word,
    join_words,
    phrase,
    problem,
    select_blocking,
)
from drafter.schema import Field, Schema, UnfitValue, check_data, convert_value, is_empty
from drafter.source import Borrowed, Document, Node, edits
from drafter.source.edits import Edit
from drafter.vocabulary import SAME
from drafter.workspace import Workspace, open_workspace

_Plain = dict[str, Any]
"""A record as values alone."""


@dataclass(frozen=True)
class Imported:
    """What came of it: the data file, the ledger, how many records the table has, and what is to
    be known.

    added: records of the table that were not there. removed: records that were there and went.
    kept: those that stayed. written: whether the file was changed.
    """

    path: Path
    ledger: str
    records: int
    problems: tuple[Problem, ...]
    backup: Path | None = None
    added: int = 0
    removed: int = 0
    kept: int = 0
    written: bool = False


def import_ledger(
    table: str | Path, into: str | Path, *, ledger_name: str | None = None,
    sheet: str | None = None, replace: bool = False, dry_run: bool = False, here: str | Path = ".",
) -> Imported:  # fmt: skip
    """Write the records of an Excel or CSV file into a data file.

    What is there stays, and only what is not there yet is added; with `replace` the table's
    records take the place of all that are there. dry_run: nothing is written. ledger_name: which
    ledger of the data; without it the one whose name stands in the sheet's or the file's name.
    The rest of the file keeps every character; the file as it was is backed up.
    Raises DrafterError.
    """
    workspace = open_workspace(here)
    path = workspace.find_data_file(str(into))
    workspace, shown = workspace.around(path), workspace.show(path)
    document, schema = read_target(workspace, path, shown)
    name = _choose_ledger(schema, ledger_name, sheet or "", Path(table).stem)
    field = schema.root.fields[name]
    table = workspace.find_data_file(str(table))
    nodes, problems = ledger.read_table(table, workspace.show(table), sheet or "", field)
    wrong = [*select_blocking(problems), *_check_records(document, schema, name, nodes)]
    if wrong := wrong or _find_shared_numbers(nodes, field):
        refuse(wrong)
    if not nodes:
        refuse([*problems, problem("D546", FilePlace(workspace.show(table)))])
    records = [_plain_record(node) for node in nodes]
    there = _list_records(document, name)
    fresh = records if replace else _select_new(records, there, field)
    kept = [] if replace else there
    made = Imported(
        path, name, len(records), tuple(problems), None, len(fresh), len(there) - len(kept),
        len(kept),
    )  # fmt: skip
    if dry_run or (not fresh and not replace):
        return made
    backup = _write_ledger(path, document, name, kept, fresh)
    return dataclasses.replace(made, backup=backup, written=True)


def read_target(workspace: Workspace, path: Path, shown: str) -> tuple[Document, Schema]:
    """The data, and the schema of their template. Raises DrafterError."""
    require_text(path, shown)
    found = Findings()
    document = found.need(source.read_data_file(path, shown))
    found.stop()
    if not workspace.exists:
        refuse(workspace.find_missing())
    template_name = found.need(find_template_name(workspace, document))
    return document, found.need(open_template(workspace, template_name)).schema


def _write_ledger(
    path: Path, document: Document, name: str, kept: list[_Plain], fresh: list[_Plain]
) -> Path | None:
    """Write the records that are new, behind those that stay; the backup. Raises DrafterError."""
    raw = edits.read_raw(path)
    text = (_extend_ledger if kept else _replace_ledger)(raw.text, name, fresh)
    wanted = {**source.strip_places(document.root), name: [*kept, *fresh]}
    verify_edit(text, wanted, document.file)
    backup, failed = output.replace_data_file(path, raw.bytes(text), document.file)
    if failed is not None:
        raise DrafterError([failed])
    return backup


def _choose_ledger(schema: Schema, ledger_name: str | None, *names: str) -> str:
    """The ledger that is named, or whose name stands in a name. Raises DrafterError (D545)."""
    ledgers = [each for each, field in schema.root.fields.items() if field.kind == "ledger"]
    name = ledger_name or next(filter(None, (_match_ledger(ledgers, each) for each in names)), "")
    if name not in ledgers:
        asked = [ledger_name] if ledger_name else names
        nearest = (_match_ledger(ledgers, e) or find_nearest_word(e, ledgers) for e in asked)
        near = next(filter(None, nearest), "")
        hint = phrase("hint.maybe", hint=near) if near else Phrase("", "")
        raise DrafterError([problem("D545", None, known=join_words(ledgers), hint=hint)], status=2)
    return name


def _match_ledger(ledgers: list[str], name: str) -> str:
    """The ledger whose name stands in the name; of several the longest."""
    return max((each for each in ledgers if each in name), key=len, default="")


def _check_records(
    document: Document, schema: Schema, name: str, nodes: list[Node]
) -> list[Problem]:
    """What the schema does not accept of the records, at their cells."""
    own = document.root
    assert isinstance(own.value, dict)
    mapping = {**own.value, name: Node(nodes, own.line, own.column, own.width, own.key)}
    checked = Document(document.text, Node(mapping, own.line, own.column, own.width, own.key))
    found = select_blocking(check_data(checked, schema))
    return [p for p in found if isinstance(p.place, TextPlace) and p.place.file != document.file]


def _find_shared_numbers(nodes: list[Node], field: Field) -> list[Problem]:
    """D230: numbers merged over several records that each record has to have."""
    return [
        problem("D230", below.place, field=name)
        for node in nodes
        for name, below in _list_fields(node)
        if _is_shared(below) and isinstance(below, Borrowed) and field.fields[name].required
    ]


def _list_fields(node: Node) -> Iterable[tuple[str, Node]]:
    assert isinstance(node.value, dict)
    return node.value.items()


def _is_shared(node: Node) -> bool:
    """Whether it is a merged number that counts with the record above."""
    return isinstance(node, Borrowed) and node.shown == SAME


def _plain_record(node: Node) -> _Plain:
    """The record as it is written: 是 and 否, which a schema takes for true and false; a number
    merged over several records in the first of them alone."""
    values = {
        name: source.strip_places(below)
        for name, below in _list_fields(node)
        if not _is_shared(below)
    }
    return {
        key: edits.format_scalar(value) if isinstance(value, bool) else value
        for key, value in values.items()
    }


def _list_records(document: Document, name: str) -> list[_Plain]:
    """The ledger's records that stand in the data file itself."""
    assert isinstance(document.root.value, dict)
    node = document.root.value.get(name)
    held = source.strip_places(node) if node is not None else None
    return held if isinstance(held, list) else []


def _select_new(records: list[_Plain], there: list[_Plain], field: Field) -> list[_Plain]:
    """The records that are not there yet; two equal ones need two to be there."""
    left = Counter(_make_key(record, field) for record in there)
    fresh = []
    for record in records:
        key = _make_key(record, field)
        left[key] -= 1
        if left[key] < 0:
            fresh.append(record)
    return fresh


def _make_key(record: Any, field: Field) -> str:
    """The record as its values are meant: 2021.3.5 and 2021-03-05 are one day."""
    values = record if isinstance(record, dict) else {}
    meant = {
        key: _read_meaning(value, field.fields.get(key))
        for key, value in values.items()
        if not is_empty(value)
    }
    return repr(sorted(meant.items()))


def _read_meaning(value: Any, field: Field | None) -> str:
    try:
        return str(convert_value(value, field.kind if field else "any"))
    except (UnfitValue, AttributeError):  # of another kind, or a record in the record
        return str(value)


def _write_records(records: list[_Plain], end: str, indent: str) -> str:
    return "".join(f"{end}{indent}- {{{_format_record(record)}}}" for record in records)


def _replace_ledger(text: str, name: str, records: list[_Plain]) -> str:
    """The text with the records as the ledger of that name."""
    end = edits.detect_newline(text)
    lines = _write_records(records, end, "  ")
    for entry in edits.list_entries(text):
        if entry.name == name:
            return edits.apply_edits(text, [Edit(entry.colon, entry.end, lines)])
    gap = "" if text.endswith("\n") else end
    return f"{text}{gap}{end}{name}:{lines}{end}"


def _extend_ledger(text: str, name: str, records: list[_Plain]) -> str:
    """The text with the records behind those of the ledger, which has some."""
    entry = next(entry for entry in edits.list_entries(text) if entry.name == name)
    if getattr(entry.node, "flow_style", False):
        more = "".join(f", {{{_format_record(record)}}}" for record in records)
        return edits.apply_edits(text, [Edit(entry.end - 1, entry.end - 1, more)])
    at = edits.find_line_end(text, entry.end)
    lines = _write_records(records, edits.detect_newline(text), " " * entry.node.start_mark.column)
    return edits.apply_edits(text, [Edit(at, at, lines)])


def _format_record(record: _Plain) -> str:
    return ", ".join(f"{key}: {edits.format_scalar(value)}" for key, value in record.items())
