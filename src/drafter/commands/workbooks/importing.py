"""The ledgers of a filled-in workbook brought into a data file: what has changed, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter import output, source
from drafter.commands.drafting.filled_books import locate_imported
from drafter.commands.drafting.findings import Findings, refuse
from drafter.commands.import_ledger import read_target
from drafter.commands.workbooks.editing import edit_values
from drafter.commands.workbooks.layout import YearPlan, find_value, list_records, list_singles
from drafter.commands.workbooks.memory import recall_workbook
from drafter.commands.workbooks.merging import (
    CellChange,
    LedgerMerge,
    Record,
    Versions,
    merge_ledger,
)
from drafter.commands.workbooks.proof import shape_record, state_value
from drafter.ledger.books import match_sheets, read_book
from drafter.output.together import NewFile, remember_digests
from drafter.problems import (
    DrafterError,
    FilePlace,
    Problem,
    TextPlace,
    format_path,
    problem,
    select_blocking,
)
from drafter.schema import Field, Schema, check_data
from drafter.source import Document, Node, YearBook, edits
from drafter.source.tables.yearbook import open_book
from drafter.source.yaml.file import read_file_bytes
from drafter.vocabulary import FILE_KEY, GUIDE_SHEET, SINGLES_SHEET, TEMPLATE_KEY, YEAR_KEY
from drafter.workspace import Workspace, open_workspace

_UNTOLD = ("D228", "D633")
"""What is said of a workbook as a whole year: one that comes back is often a part."""


@dataclass(frozen=True)
class ImportedSheet:
    """What became of a ledger: how many records the sheet has, how many were new, changed, taken
    away; how many of the data's the sheet has not any more."""

    ledger: str
    records: int
    added: int
    changed: int
    removed: int
    gone: int


@dataclass(frozen=True)
class ImportedBook:
    """What came of it: the data file, its ledgers, each value that changed, what is to be known.

    conflicts: values that the data and the workbook both have changed, which stay as the data have
    them. backup: the data file as it was. written: whether it was changed.
    """

    path: Path
    sheets: tuple[ImportedSheet, ...]
    changes: tuple[CellChange, ...]
    conflicts: tuple[CellChange, ...]
    problems: tuple[Problem, ...] = ()
    backup: Path | None = None
    written: bool = False


def import_workbook(
    book: str | Path, into: str | Path, *, ledgers: Sequence[str] = (),
    replace_all: bool = False, dry_run: bool = False, here: str | Path = ".",
) -> ImportedBook | None:  # fmt: skip
    """Bring a workbook's ledgers and single values into a data file; None where it has no such.

    A record that the workbook says otherwise is changed where it stands, new ones go behind the
    record that they stand below; all else keeps every character. With the workbook as drafter wrote
    it at hand, only what has been changed in it since counts: several people's copies may come one
    after the other. Nothing is taken away but with `replace_all`: then records that the workbook
    has not go. ledgers: only these, and no single values. dry_run: nothing is written. Raises
    DrafterError.
    """
    workspace = open_workspace(here)
    source_path, path = (workspace.find_data_file(str(name)) for name in (book, into))
    if (opened := _open(source_path, workspace)) is None:
        return None
    table, content = opened
    workspace, shown = workspace.around(path), workspace.show(path)
    document, schema = read_target(workspace, path, shown)
    if (chosen := _choose_sheets(table, schema.root, source_path, ledgers)) is None:
        return None
    values, problems = _read_filled(table, document, schema)
    before = recall_workbook(workspace, content, schema)
    merger = _Merger(document, schema, values, before, replace_all=replace_all)
    merges = [each for name in chosen if (each := merger.merge(name))]
    singles, open_ones = merger.merge_singles() if not ledgers else ([], [])
    changes = (*singles, *(m.place_after(each) for m in merges for each in m.changes))
    conflicts = (*open_ones, *(m.place_after(each) for m in merges for each in m.conflicts))
    problems += _report_conflicts(document, conflicts)
    sheets = tuple(map(merger.describe, merges))
    made = ImportedBook(path, sheets, changes, conflicts, tuple(problems))
    before_text = edits.read_raw(path).text
    text = edit_values(before_text, document, schema.root, values, merges, singles)
    if dry_run:
        return made
    if not ledgers and not conflicts:
        file = NewFile(source_path, content, workspace.show(source_path))
        remember_digests(locate_imported(workspace), [file])
    return made if text == before_text else _write(made, text, shown)


def _open(path: Path, workspace: Workspace) -> tuple[YearBook, bytes] | None:
    """The workbook, where drafter may have written it; None: it is another table."""
    if not source.is_book(path):
        return None
    content = Findings().need(read_file_bytes(path, workspace.show(path)))
    book = open_book(content, workspace.show(path))
    if not isinstance(book, YearBook):
        refuse(book)
    return book, content


def _choose_sheets(
    book: YearBook, root: Field, path: Path, ledgers: Sequence[str]
) -> list[str] | None:
    """The ledgers that are brought in; None where it is not one of drafter's own workbooks, nor one
    with several ledgers by their names: then it is one ledger's, whose name the file has."""
    sheets = [name for name in match_sheets(book, root) if name in ledgers or not ledgers]
    if {GUIDE_SHEET, SINGLES_SHEET} & set(book.table.titles):
        return sheets if sheets or not ledgers else None
    is_named = any(name in path.stem for name in sheets)
    return sheets if len(sheets) > 1 and not is_named and not ledgers else None


def _read_filled(
    book: YearBook, document: Document, schema: Schema
) -> tuple[dict[str, Node], list[Problem]]:
    """What the workbook says, and what is to be known of it. Raises DrafterError."""
    values, problems = read_book(book, schema.root)
    problems = [each for each in problems if each.code not in _UNTOLD]
    own = document.root.value
    assert isinstance(own, dict)
    for key in (TEMPLATE_KEY, YEAR_KEY):
        node, there = values.pop(key, None), own.get(key)
        if node is not None and there is not None and str(node.value) != str(there.value):
            place = document.place(node)
            wrong = problem("D642", place, name=key, said=str(node.value), wanted=str(there.value))
            problems.append(wrong)
    mapping = {**own, **values}
    root = document.root
    checked = Document(document.text, Node(mapping, root.line, root.column, 0, root.key))
    found = check_data(checked, schema)
    problems += [
        p for p in found if isinstance(p.place, TextPlace) and p.place.file != document.file
    ]
    if blocking := select_blocking(problems):
        refuse(blocking)
    return values, problems


class _Merger:
    """Compares a workbook with the data."""

    def __init__(
        self, document: Document, schema: Schema, values: Mapping[str, Node],
        before: Mapping[str, Node] | None, *, replace_all: bool,
    ) -> None:  # fmt: skip
        assert isinstance(document.root.value, dict)
        self.document, self.root = document, schema.root
        self.own: Mapping[str, Node] = document.root.value
        self.values, self.before, self.replace_all = values, before, replace_all

    def _list(self, values: Mapping[str, Node], name: str) -> list[Record]:
        return list_records(YearPlan("", "", self.root, values, (), singles=False), name)

    def merge(self, name: str) -> LedgerMerge | None:
        """What becomes of the ledger; None where nothing does. Raises DrafterError (D643)."""
        field = self.root.fields[name]
        written = None if self.before is None else self._list(self.before, name)
        held = self.own.get(name)
        versions = Versions(self._list(self.own, name), self._list(self.values, name), written)
        if held is not None and isinstance(held.value, dict) and FILE_KEY in held.value:
            if versions.filled:
                file = str(held.value[FILE_KEY].value)
                refuse([problem("D643", self.document.place(held), name=name, file=file)])
            return None
        made = merge_ledger(name, shape_record(field), versions)
        if not self.replace_all:
            return made
        drop = {*made.gone, *made.unknown}
        stay = (each for each in made.order if not isinstance(each, int) or each not in drop)
        return replace(made, order=tuple(stay))

    def merge_singles(self) -> tuple[list[CellChange], list[CellChange]]:
        """The single values that the workbook says otherwise; and those that both have changed."""
        changes: list[CellChange] = []
        conflicts: list[CellChange] = []
        plan = YearPlan("", "", self.root, self.own, (), singles=True)
        for path, field in list_singles(plan):
            now, then = (self._state(each, path, field) for each in (self.values, self.own))
            base = None if self.before is None else self._state(self.before, path, field)
            if path[0] in (TEMPLATE_KEY, YEAR_KEY) or now in (then, base) or not self.values:
                continue
            if now is None and self.before is None:
                continue
            is_open = self.before is not None and base != then
            (conflicts if is_open else changes).append(CellChange(path, then, now))
        return changes, conflicts

    def _state(self, values: Mapping[str, Node], path: tuple[str, ...], field: Field) -> Any:
        node = find_value(values, path)
        return None if node is None else state_value(node, field)

    def describe(self, merge: LedgerMerge) -> ImportedSheet:
        gone = 0 if self.replace_all else len(merge.gone)
        stay = sum(isinstance(each, int) for each in merge.order)
        return ImportedSheet(
            merge.name, len(self._list(self.values, merge.name)), merge.added,
            len({each.path[1] for each in merge.changes}), merge.there - stay, gone,
        )  # fmt: skip


def _show(value: Any) -> str:
    """What a value says; of a number, how it is printed."""
    if isinstance(value, tuple):
        value = value[1] or value[0]
    return "" if value is None else str(value)


def _report_conflicts(document: Document, conflicts: Sequence[CellChange]) -> Iterator[Problem]:
    for path, there, filled in conflicts:
        place = FilePlace(document.file)
        yield problem(
            "D644", place, where=format_path(path), there=_show(there), filled=_show(filled)
        )


def _write(made: ImportedBook, text: str, shown: str) -> ImportedBook:
    raw = edits.read_raw(made.path)
    backup, failed = output.replace_data_file(made.path, raw.bytes(text), shown)
    if failed is not None:
        raise DrafterError([failed])
    return replace(made, backup=backup, written=True)
