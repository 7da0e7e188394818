"""The data of a year written as one Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafter import ledger, source
from drafter.books.model import Listed
from drafter.commands.drafting.drafts import find_last_data, find_template_name, open_template
from drafter.commands.drafting.filled_books import locate_written
from drafter.commands.drafting.findings import Findings, refuse
from drafter.commands.workbooks.layout import (
    YearPlan,
    list_records,
    list_singles,
    make_rule,
    plan_book,
)
from drafter.commands.workbooks.memory import name_kept
from drafter.commands.workbooks.proof import write_proven
from drafter.ledger.shapes import name_sheets, shape_ledger
from drafter.output.together import (
    NewFile,
    digest_bytes,
    recall_digests,
    remember_digests,
    write_together,
)
from drafter.problems import (
    DrafterError,
    FilePlace,
    Phrase,
    Problem,
    find_nearest_word,
    join_words,
    phrase,
    problem,
)
from drafter.schema import Field, Schema, check_data
from drafter.source import Document, Node
from drafter.source.edits import find_unconfirmed_marks
from drafter.vocabulary import SINGLES_SHEET, TEMPLATE_KEY, YEAR_KEY
from drafter.workspace import Workspace, file_name, open_workspace

SUFFIX = ".xlsx"


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet of the workbook: its title, how many records it holds, which columns have a list to
    choose from."""

    title: str
    records: int
    lists: tuple[str, ...]


@dataclass(frozen=True)
class WrittenBook:
    """What came of it: the workbook, the data it was made of, its sheets, what is to be known.

    backup: where what stood there was kept. partial: it holds some ledgers alone, or no records.
    """

    path: Path
    data: Path
    status: Literal["written", "replaced", "unchanged"]
    sheets: tuple[WrittenSheet, ...]
    problems: tuple[Problem, ...] = ()
    backup: Path | None = None
    partial: bool = False


def workbook(
    data: str | Path = "", *, ledgers: Sequence[str] = (), empty: bool = False,
    output: str | Path | None = None, overwrite: bool = False, here: str | Path = ".",
) -> WrittenBook:  # fmt: skip
    """Write the data of a year as one Excel workbook: a sheet a ledger, one for single values.

    data: the data file; without it the one of the last report, or the newest. ledgers: those
    alone, for somebody who fills in a part. empty: their heads without the records. output: the
    file, or its folder; without it a whole year goes beside its data, all else to output/.
    overwrite: replace a workbook that somebody has filled in, after a backup. What was written is
    read back first. Raises DrafterError.
    """
    workspace = open_workspace(here)
    path = workspace.find_data_file(str(data)) if data else find_last_data(workspace)
    workspace, shown = workspace.around(path), workspace.show(path)
    found = Findings()
    document = found.need(source.read_data_file(path, shown))
    found.stop()
    if not workspace.exists:
        refuse([*found, *workspace.find_missing()])
    name = found.need(find_template_name(workspace, document))
    schema = found.need(open_template(workspace, name)).schema
    chosen = _choose_ledgers(schema, ledgers)
    document = found.add(_pick_values(document, schema, path.parent, chosen, empty=empty))
    found.stop()
    plan = _make_plan(document, schema, name, chosen, whole=not ledgers)
    written = found.need(write_proven(plan, document))
    if not empty:
        found += _find_marks(document, shown)
    target = _choose_target(path, workspace, ledgers, output, empty=empty)
    mark = plan_book(plan).mark
    status, backup = _write(target, written, mark, workspace, overwrite=overwrite)
    return WrittenBook(
        target, path, status, tuple(_list_sheets(plan)), tuple(found), backup,
        bool(ledgers) or empty,
    )  # fmt: skip


def _choose_ledgers(schema: Schema, asked: Sequence[str]) -> tuple[str, ...]:
    """The ledgers that are asked for, in the template's order. Raises DrafterError (D545)."""
    known = list(name_sheets(schema.root))
    for name in asked:
        if name not in known:
            near = find_nearest_word(name, known)
            hint = phrase("hint.maybe", hint=near) if near else Phrase("", "")
            raise DrafterError(
                [problem("D545", None, known=join_words(known), hint=hint)], status=2
            )
    return tuple(name for name in known if name in asked or not asked)


def _pick_values(
    document: Document, schema: Schema, folder: Path, chosen: Sequence[str], *, empty: bool
) -> tuple[Document, list[Problem]]:
    """The document with the values that go into the workbook, and what is wrong with these."""
    root = document.root
    assert isinstance(root.value, dict)
    kept = (
        [TEMPLATE_KEY, YEAR_KEY]
        if empty
        else [*root.value.keys() - name_sheets(schema.root), *chosen]
    )
    mapping = {name: node for name, node in root.value.items() if name in kept}
    picked = Node(mapping, root.line, root.column, root.width, root.key)
    if empty:
        return Document(document.text, picked), []
    whole = Document(document.text, picked, document.book)
    filled, found, _ = ledger.insert_tables(whole, schema, folder)
    return filled, [*found, *check_data(filled, schema)]


def _make_plan(
    document: Document, schema: Schema, template: str, chosen: tuple[str, ...], *, whole: bool
) -> YearPlan:
    values = document.root.value
    assert isinstance(values, dict)
    year = values.get(YEAR_KEY)
    return YearPlan(
        template, str(year.value) if year is not None else "", schema.root, values, chosen, whole
    )


def _find_marks(document: Document, shown: str) -> list[Problem]:
    """D639: marks of what is carried over, which a sheet has not."""
    lines = [str(line) for line, _, _ in find_unconfirmed_marks(document.lines)]
    if not lines:
        return []
    return [problem("D639", FilePlace(shown), n=len(lines), lines="、".join(lines[:12]))]


def _choose_target(
    data: Path, workspace: Workspace, ledgers: Sequence[str], output: str | Path | None,
    *, empty: bool,
) -> Path:  # fmt: skip
    name = file_name(f"{data.stem}{'、'.join(ledgers)}{'空表' if empty else ''}") + SUFFIX
    if output is None:
        return (workspace.root / "output" if ledgers or empty else data.parent) / name
    path = workspace.here / output
    if path.is_dir() or str(output).endswith(("/", "\\")):
        return path / name
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def _write(
    path: Path, data: bytes, mark: str, workspace: Workspace, *, overwrite: bool
) -> tuple[Literal["written", "replaced", "unchanged"], Path | None]:
    """Put the workbook there, unless somebody has filled in what stands there."""
    memory = locate_written(workspace)
    shown = workspace.show(path)
    if path.is_dir():
        refuse([problem("D505", FilePlace(shown))])
    before = path.read_bytes() if path.exists() else None
    if before == data:
        return "unchanged", None
    is_own = before is not None and digest_bytes(before) == recall_digests(memory).get(path.name)
    if before is not None and not is_own and not overwrite:
        refuse([problem("D640", FilePlace(shown))])
    file = NewFile(path, data, shown, kept=not is_own)
    kept = name_kept(workspace, mark)
    backups, failed = write_together([file, NewFile(kept, data, workspace.show(kept))])
    if failed is not None:
        refuse([failed])
    remember_digests(memory, [file])
    return "written" if before is None else "replaced", backups.get(path)


def _list_sheets(plan: YearPlan) -> list[WrittenSheet]:
    titles = name_sheets(plan.root)
    sheets = []
    if plan.singles:
        slots = list_singles(plan)
        lists = tuple(slot.field.name for slot in slots if _has_list(slot.field))
        sheets.append(WrittenSheet(SINGLES_SHEET, len(slots), lists))
    for name in plan.ledgers:
        slots = list(shape_ledger(plan.root.fields[name])[1].values())
        lists = tuple(slot.field.name for slot in slots if _has_list(slot.field))
        sheets.append(WrittenSheet(titles[name], len(list_records(plan, name)), lists))
    return sheets


def _has_list(field: Field) -> bool:
    rule = make_rule(field)
    return rule is not None and isinstance(rule.kind, Listed)
