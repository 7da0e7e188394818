"""From a draft to the report on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from drafter import output, update, workspace
from drafter.commands.drafting.drafts import DraftWithSources, Result, make_draft
from drafter.engine import Draft
from drafter.output import Account, WriteResult
from drafter.problems import DrafterError, FilePlace, Problem, problem, select_blocking
from drafter.template import DOCX, SCHEMA
from drafter.workspace import Workspace


def generate(
    data: str | Path, *, output: str | Path | None = None, onto: str | Path | None = None,
    fresh: bool = False, previous: str | Path | None = None, final: bool = False,
    overwrite: bool = False, here: str | Path = ".",
) -> Result:  # fmt: skip
    """Make the report of a data file; one that people have edited is brought up to date.

    output: where to write it; without it, output/<title>.docx of the workspace. onto: an edited
    report that came back under another name, to be brought up to date. fresh: write the clean new
    draft beside the report. previous: the data file of the year before, where it is not the one
    beside it that is named like it. final: refuse while a gap is left. overwrite: take a file
    that is not drafter's, after a backup. here: the folder that relative names start from. Raises
    DrafterError when no report can be written; its `status` is 3 when a decision is needed about
    a file on disk.
    """
    folder = Path(here)
    drafted = make_draft(data, folder, final=final, previous=previous)
    if final:
        drafted = check_final(drafted, folder)
    path = choose_target(
        drafted, folder, output if onto is None else find_edited_report(onto, folder)
    )
    if fresh:
        path = path.with_name(f"{path.stem}（新）{path.suffix}")
    made = seal_draft(drafted, path, folder)
    written, found = write_sealed(
        made, lambda: drafted.draft, overwrite=overwrite, onto=onto is not None
    )
    if written is None:
        raise DrafterError([*drafted.problems, *found], status=3 if needs_decision(found) else 1)
    return Result(
        written.path,
        written.status,
        drafted.problems,
        drafted.draft.trace,
        drafted.draft.title,
        written.backup,
        list_source_files(drafted),
        make_account(written, made, drafted),
    )


def check_final(drafted: DraftWithSources, here: Path) -> DraftWithSources:
    """The draft of a final, which has to pass the whole gate. Raises DrafterError."""
    from drafter.commands import check  # a draft does without

    problems = check.collect_problems(drafted, here)
    if select_blocking(problems, final=True):
        raise DrafterError(problems)
    return replace(drafted, problems=tuple(problems))


def make_account(
    written: WriteResult, made: SealedReport, drafted: DraftWithSources
) -> Account | None:
    """What the data changed in a report that was there before, and what hands did to it."""
    if written.before is None:
        return written.account
    return update.describe_changes(written.before, made.data, drafted.draft, made.shown)


def find_edited_report(path: str | Path, here: Path) -> Path:
    """The edited report of that name. Raises DrafterError when there is none."""
    if not (here / path).is_file():
        raise DrafterError([problem("D519", FilePlace(str(path)))])
    return here / path


def list_source_files(drafted: DraftWithSources) -> tuple[Path, ...]:
    """All files that a draft was made from."""
    folder = drafted.workspace.template(drafted.draft.compiled.template.name)
    return drafted.data, folder / DOCX, folder / SCHEMA, *filter(Path.is_file, drafted.attached)


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report that only has to be written: where to, its bytes, and what is kept of it."""

    workspace: Workspace
    path: Path
    shown: str
    data: bytes = field(repr=False)
    record: dict[str, str]
    title: str


def seal_draft(drafted: DraftWithSources, path: Path, here: Path) -> SealedReport:
    """The draft as the report that goes to the path. Raises DrafterError (D514)."""
    room, shown = drafted.workspace, workspace.show_path(path, here)
    if room.is_protected(path):
        raise DrafterError([*drafted.problems, problem("D514", FilePlace(shown))])
    record = {
        "data": workspace.show_path(drafted.data, room.root),
        "template": drafted.draft.compiled.template.name,
        "report": workspace.show_path(path, room.root),
    }
    data = output.seal_report(drafted.draft)
    return SealedReport(room, path, shown, data, record, drafted.draft.title)


def write_sealed(
    made: SealedReport,
    drafting: Callable[[], Draft],
    *,
    overwrite: bool = False,
    last: bool = True,
    onto: bool = False,
) -> tuple[WriteResult | None, list[Problem]]:
    """Write the report, or say why not. last: from now on it is the last one written here.

    drafting: gives the draft it was made from, when an edited report is to be brought up to date.
    """
    updater = partial(update.update_report, drafting=drafting)
    return output.write_report(
        made.workspace.store, made.path, made.data, made.record, overwrite=overwrite,
        shown=made.shown, last=last, updater=updater, onto=onto,
    )  # fmt: skip


def choose_target(drafted: DraftWithSources, here: Path, chosen: str | Path | None) -> Path:
    """Where the report goes: to the place chosen, a file or a folder, or to output/."""
    if chosen is None:
        return drafted.workspace.report(drafted.draft.title)
    path = resolve_report_path(here / chosen, workspace.report_name(drafted.draft.title))
    if path is None:
        raise DrafterError([*drafted.problems, problem("D506", FilePlace(str(chosen)))])
    return path


def resolve_report_path(chosen: Path, name: str) -> Path | None:
    """The Word file chosen, or in the folder chosen one of that name; None for another file."""
    if not _is_folder(chosen):
        if chosen.suffix.lower() == ".docx":
            return chosen
        if chosen.suffix:
            return None
    return chosen / name


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long: writing it will say so
        return False


def needs_decision(found: list[Problem]) -> bool:
    """Whether the user has to decide about a file on disk."""
    return any(each.code in ("D501", "D502", "D503", "D513", "D518", "D520") for each in found)
