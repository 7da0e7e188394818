"""From a data file to a report: draft in memory, check, write."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from drafter import checks, engine, ledger, output, source, template, workspace
from drafter.engine import Compiled, Draft, Printed
from drafter.figures import Gap, spell_path
from drafter.ledger import Ledger
from drafter.problems import (
    DrafterError,
    FilePlace,
    Place,
    Problem,
    TextPlace,
    blocking,
    problem,
)
from drafter.schema import nearest
from drafter.source import Document
from drafter.template import Template
from drafter.workspace import Workspace

Status = Literal["written", "replaced", "unchanged", "checked"]
TEMPLATE_KEY, DATE_KEY = "模板", "成文日期"
"""The keys of the data that drafter itself reads: which template, and the report's date."""


@dataclass(frozen=True)
class Result:
    """What came of a run: the report's path and name, its status, the problems, the trace."""

    path: Path | None
    status: Status
    problems: tuple[Problem, ...]
    trace: Sequence[Printed] = field(repr=False)
    title: str = ""
    backup: Path | None = None


def generate(
    data: str | Path, *, output: str | Path | None = None, final: bool = False,
    overwrite: bool = False, here: str | Path = ".",
) -> Result:  # fmt: skip
    """Make the report of a data file.

    output: where to write it; without it, output/<title>.docx of the workspace. final: refuse
    while a gap is left. overwrite: take a file that is not drafter's, after a backup. here: the
    folder that relative names start from. Raises DrafterError when no report can be written;
    its `status` is 3 when a decision is needed about a file on disk.
    """
    folder = Path(here)
    drafted = draft(data, folder, final=final)
    path = _target(drafted, folder, output)
    if drafted.workspace.keeps(path):
        place = FilePlace(workspace.shown(path, folder))
        raise DrafterError([*drafted.problems, problem("D514", place)])
    written, found = _write(drafted, path, workspace.shown(path, folder), overwrite=overwrite)
    if written is None:
        raise DrafterError([*drafted.problems, *found], status=3 if _undecided(found) else 1)
    return Result(
        written.path, written.status, drafted.problems, drafted.draft.trace,
        drafted.draft.title, written.backup,
    )  # fmt: skip


def check(data: str | Path, *, final: bool = False, here: str | Path = ".") -> Result:
    """Everything that generate would complain about; nothing is written. Raises DrafterError."""
    drafted = draft(data, Path(here), final=final)
    trace, title = drafted.draft.trace, drafted.draft.title
    return Result(None, "checked", drafted.problems, trace, title)


@dataclass(frozen=True)
class Drafted:
    """A draft with the workspace and the files it came from, and what was found on the way."""

    workspace: Workspace
    data: Path
    draft: Draft
    problems: tuple[Problem, ...]


def draft(data: str | Path, here: Path, *, final: bool = False) -> Drafted:
    """The draft of a data file, in memory. Raises DrafterError with all problems at once."""
    path = workspace.data_file(str(data), here)
    document, found = source.read(path, workspace.shown(path, here))
    room = workspace.find(path.absolute().parent) or workspace.find(here.absolute())
    if room is None:
        kept = found if document is not None else []
        raise DrafterError([*kept, problem("D510", FilePlace(str(here.absolute())))])
    if document is None:
        raise DrafterError(found)
    name = template_name(room, document, found)
    compiled, warnings = recall_template(room, name, here, found)
    opened = compiled.template if compiled else open_template(room, name, here, found)
    loaded = _load(document, opened, path.parent, found)
    if compiled is None:
        compiled, warnings = engine.compile_template(opened)
    found += warnings
    if compiled is None or loaded is None:
        raise DrafterError(found)
    made, wrong = engine.render(compiled, loaded, _date(loaded))
    found += wrong
    if made is None:
        raise DrafterError(found)
    found += [*_gaps(made.gaps, document), *checks.run(made)]
    if blocking(found, final=final):
        raise DrafterError(found)
    return Drafted(room, path, made, tuple(found))


def template_name(room: Workspace, document: Document, found: list[Problem]) -> str:
    """Which template the data asks for. Raises DrafterError when it does not say."""
    mapping = document.root.value
    node = mapping.get(TEMPLATE_KEY) if isinstance(mapping, dict) else None
    if node is None or not isinstance(node.value, (str, int)):
        names = "、".join(room.templates())
        raise DrafterError([*found, problem("D219", document.place(document.root), known=names)])
    name = str(node.value)
    if name not in room.templates():
        known = room.templates()
        hint = nearest(name, known) or "、".join(known)
        place = document.place(node)
        raise DrafterError([*found, problem("D301", place, name=name, hint=hint)])
    return name


def recall_template(
    room: Workspace, name: str, here: Path, found: list[Problem]
) -> tuple[Compiled | None, list[Problem]]:
    """The template of that name as it was compiled before, if it is the same."""
    folder = room.template(name)
    compiled, warnings = engine.recall(folder, workspace.shown(folder, here))
    found += compiled.template.warnings if compiled else ()
    return compiled, warnings


def open_template(room: Workspace, name: str, here: Path, found: list[Problem]) -> Template:
    """The template of that name. Raises DrafterError with what is wrong with its files."""
    folder = room.template(name)
    opened, wrong = template.read(folder, workspace.shown(folder, here))
    found += wrong
    if opened is None:
        raise DrafterError(found)
    return opened


def _load(
    document: Document, opened: Template, folder: Path, found: list[Problem]
) -> Ledger | None:
    """The checked data; None when an error stops it, the template is then still looked at."""
    if blocking(found):
        return None
    loaded, wrong = ledger.load(document, opened.schema, folder)
    found += wrong
    return loaded


def _date(loaded: Ledger) -> datetime.date | None:
    date = loaded.values.get(DATE_KEY)
    return date if isinstance(date, datetime.date) else None


def _gaps(gaps: Iterable[Gap], document: Document) -> list[Problem]:
    """The optional values that the page asked for and the data lack."""
    return [
        problem("D339", _origin_place(gap, document), where=spell_path(gap.path))
        for gap in gaps
        if not gap.required
    ]


def _origin_place(gap: Gap, document: Document) -> Place:
    """The record that lacks the value; the whole file for a value at its top."""
    origin = next(iter(gap.origins), None)
    if origin is None or not origin.path:
        return FilePlace(document.file)
    line = document.lines[origin.line - 1]
    width = len(line.rstrip()) - origin.column + 1
    return TextPlace(origin.file, origin.line, origin.column, width, line)


def _target(drafted: Drafted, here: Path, chosen: str | Path | None) -> Path:
    if chosen is None:
        return drafted.workspace.report(drafted.draft.title)
    path = here / chosen
    if not _is_folder(path):
        if path.suffix.lower() == ".docx":
            return path
        if path.suffix:
            raise DrafterError([*drafted.problems, problem("D506", FilePlace(str(chosen)))])
    return path / f"{workspace.file_name(drafted.draft.title)}.docx"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long: writing it will say so
        return False


def _write(
    drafted: Drafted, path: Path, shown: str, *, overwrite: bool
) -> tuple[output.Written | None, list[Problem]]:
    store = drafted.workspace.store
    record = {
        "data": workspace.shown(drafted.data, drafted.workspace.root),
        "template": drafted.draft.compiled.template.name,
        "report": workspace.shown(path, drafted.workspace.root),
    }
    data = output.seal(drafted.draft)
    return output.write(store, path, data, record, overwrite=overwrite, shown=shown)


def _undecided(found: list[Problem]) -> bool:
    return any(each.code in ("D501", "D502", "D503", "D513") for each in found)
