"""From a draft to the report on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from drafter import output, workspace
from drafter.output import Written
from drafter.pipeline.draft import Drafted, Result, draft
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.template import DOCX, SCHEMA
from drafter.workspace import Workspace


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
    drafted = draft(data, Path(here), final=final)
    made = seal(drafted, target(drafted, Path(here), output), Path(here))
    written, found = deliver(made, overwrite=overwrite)
    if written is None:
        raise DrafterError([*drafted.problems, *found], status=3 if undecided(found) else 1)
    return Result(
        written.path, written.status, drafted.problems, drafted.draft.trace,
        drafted.draft.title, written.backup, files(drafted),
    )  # fmt: skip


def files(drafted: Drafted) -> tuple[Path, ...]:
    """All files that a draft was made from."""
    folder = drafted.workspace.template(drafted.draft.compiled.template.name)
    return drafted.data, folder / DOCX, folder / SCHEMA, *drafted.attached


@dataclass(frozen=True, slots=True)
class Sealed:
    """A report that only has to be written: where to, its bytes, and what is kept of it."""

    workspace: Workspace
    path: Path
    shown: str
    data: bytes = field(repr=False)
    record: dict[str, str]
    title: str


def seal(drafted: Drafted, path: Path, here: Path) -> Sealed:
    """The draft as the report that goes to the path. Raises DrafterError (D514)."""
    room, shown = drafted.workspace, workspace.shown(path, here)
    if room.keeps(path):
        raise DrafterError([*drafted.problems, problem("D514", FilePlace(shown))])
    record = {
        "data": workspace.shown(drafted.data, room.root),
        "template": drafted.draft.compiled.template.name,
        "report": workspace.shown(path, room.root),
    }
    data = output.seal(drafted.draft)
    return Sealed(room, path, shown, data, record, drafted.draft.title)


def deliver(
    made: Sealed, *, overwrite: bool = False, last: bool = True
) -> tuple[Written | None, list[Problem]]:
    """Write the report, or say why not. last: from now on it is the last one written here."""
    return output.write(
        made.workspace.store, made.path, made.data, made.record, overwrite=overwrite,
        shown=made.shown, last=last,
    )  # fmt: skip


def target(drafted: Drafted, here: Path, chosen: str | Path | None) -> Path:
    """Where the report goes: to the place chosen, a file or a folder, or to output/."""
    if chosen is None:
        return drafted.workspace.report(drafted.draft.title)
    path = here / chosen
    if not _is_folder(path):
        if path.suffix.lower() == ".docx":
            return path
        if path.suffix:
            raise DrafterError([*drafted.problems, problem("D506", FilePlace(str(chosen)))])
    return path / workspace.report_name(drafted.draft.title)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long: writing it will say so
        return False


def undecided(found: list[Problem]) -> bool:
    """Whether the user has to decide about a file on disk."""
    return any(each.code in ("D501", "D502", "D503", "D513") for each in found)
