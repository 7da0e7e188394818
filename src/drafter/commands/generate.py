"""From a draft to the report on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from drafter import update
from drafter.commands.drafting.drafts import (
    DraftWithSources,
    SealedReport,
    make_draft,
    name_report,
    seal_draft,
)
from drafter.commands.drafting.findings import refuse
from drafter.commands.drafting.left_behind import find_brought_up_last, find_left_behind
from drafter.commands.drafting.result import Result, Status
from drafter.engine import Draft
from drafter.output import WriteJob, WriteResult, write_copy, write_report
from drafter.problems import FilePlace, Problem, problem, select_blocking
from drafter.template import DOCX, find_schema
from drafter.workspace import Workspace, open_workspace, report_name


def generate(
    data: str | Path, *, output: str | Path | None = None, onto: str | Path | None = None,
    fresh: bool = False, previous: str | Path | None = None, final: bool = False,
    overwrite: bool = False, here: str | Path = ".", against: str | Path | None = None,
) -> Result:  # fmt: skip
    """Make the report of a data file; one that people have edited is brought up to date.

    output: where to write it; without it, output/<title>.docx of the workspace. onto: an edited
    report that came back under another name, to be brought up to date. fresh: write the clean new
    draft beside the report. previous: the data file of the year before, where it is not the one
    beside it that is named like it. final: refuse while a gap is left. overwrite: take a file
    that is not drafter's, after a backup. here: the folder that relative names start from.
    against: write no report, but a copy of this edited one, beside it, in which all that the new
    draft says otherwise is a tracked change: for a report whose memory was lost. Raises
    DrafterError when no report can be written; its `status` is 3 when a decision is needed about
    a file on disk.
    """
    if against is not None:
        return _compare(data, against, previous=previous, overwrite=overwrite, here=here)
    return generate_one(
        data, output=output, onto=onto, fresh=fresh, previous=previous, final=final,
        overwrite=overwrite, here=here,
    )  # fmt: skip


def generate_one(
    data: str | Path, *, output: str | Path | None = None, onto: str | Path | None = None,
    fresh: bool = False, previous: str | Path | None = None, final: bool = False,
    overwrite: bool = False, here: str | Path = ".", watched: bool = False,
) -> Result:  # fmt: skip
    """What `generate` does. watched: again and again, so that not each version is worth keeping."""
    workspace = open_workspace(here)
    drafted = make_draft(data, workspace, final=final, previous=previous)
    if final:
        drafted = check_final(drafted)
    chosen = output if onto is None else find_edited_report(onto, workspace)
    path = choose_target(drafted, chosen)
    if fresh:
        path = path.with_name(f"{path.stem}（新）{path.suffix}")
    drafted = name_report(drafted, path)
    sealed = seal_draft(drafted, path)
    job = plan_writing(sealed, lambda: drafted.draft, overwrite=overwrite, onto=onto is not None)
    job = job._replace(watched=watched)
    is_first = output is None and onto is None and not fresh and not job.store.has_written(path)
    last = None if onto is not None or output is not None else find_brought_up_last(sealed)
    written, found = write_report(job)
    if written is None:
        refuse([*drafted.problems, *found])
    if is_first:
        drafted = replace(drafted, problems=(*drafted.problems, *find_left_behind(sealed)))
    elif last is not None and not fresh:
        drafted = replace(drafted, problems=(*drafted.problems, last[1]))
    if final and written.account is not None:  # somebody has edited it
        drafted = add_open_changes(drafted, written.path, sealed.shown)
    return make_result(written, written.status, sealed, drafted)


def _compare(
    data: str | Path, against: str | Path, *, previous: str | Path | None, overwrite: bool,
    here: str | Path,
) -> Result:  # fmt: skip
    """A copy of an edited report with what the new draft says otherwise as tracked changes."""
    workspace = open_workspace(here)
    drafted = make_draft(data, workspace, previous=previous)
    edited = find_edited_report(against, workspace)
    path = edited.with_name(f"{edited.stem}（对照）{edited.suffix}")
    drafted = name_report(drafted, path)
    sealed = seal_draft(drafted, path)
    shown = workspace.show(edited)
    compared = update.compare_report(edited.read_bytes(), sealed.data, drafted.draft, shown)
    if isinstance(compared, Problem):
        refuse([*drafted.problems, compared])
    docx, account = compared
    written = write_copy(path, docx, overwrite=overwrite, shown=sealed.shown)
    if isinstance(written, Problem):
        refuse([*drafted.problems, written])
    # When all is looked through, the copy becomes the report: then this is what it came from.
    job = plan_writing(sealed, lambda: drafted.draft)
    job.store.remember(path, docx, job.data, job.record, job.memo)
    return make_result(written._replace(account=account), "compared", sealed, drafted)


def check_final(drafted: DraftWithSources) -> DraftWithSources:
    """The draft of a final, which has to pass the whole gate. Raises DrafterError."""
    from drafter.commands.checking import drafts  # opens Word files: a draft does without

    problems = drafts.collect_problems(drafted)
    if select_blocking(problems, final=True):
        refuse(problems)
    return replace(drafted, problems=tuple(problems))


def add_open_changes(drafted: DraftWithSources, path: Path, shown: str) -> DraftWithSources:
    """The draft, and that the final report made of it holds tracked changes that wait."""
    from drafter.commands.drafting import open_changes  # opens Word files, like check

    found = open_changes.find_open_in_final(path, shown)
    return replace(drafted, problems=(*drafted.problems, *found))


def make_result(
    written: WriteResult, status: Status, sealed: SealedReport, drafted: DraftWithSources
) -> Result:
    """What came of writing a report, or what would come of it."""
    account = written.account
    if written.before is not None:  # what the data changed in a report that was there before
        account = update.describe_changes(written.before, sealed.data, drafted.draft, sealed.shown)
    return Result(
        written.path, status, drafted.problems, drafted.draft.trace, sealed.title, written.backup,
        list_source_files(drafted), account,
    )  # fmt: skip


def find_edited_report(path: str | Path, workspace: Workspace) -> Path:
    """The edited report of that name. Raises DrafterError when there is none."""
    if not (workspace.here / path).is_file():
        refuse([problem("D519", FilePlace(str(path)))])
    return workspace.here / path


def list_source_files(drafted: DraftWithSources) -> tuple[Path, ...]:
    """All files that a draft was made from."""
    folder = drafted.workspace.template(drafted.draft.compiled.template.name)
    return drafted.data, folder / DOCX, find_schema(folder), *filter(Path.is_file, drafted.attached)


def plan_writing(
    sealed: SealedReport, drafting: Callable[[], Draft], *,
    overwrite: bool = False, onto: bool = False,
) -> WriteJob:  # fmt: skip
    """What `output` is to write, and how it brings an edited report up to date.

    drafting: gives the draft that the report was made from, when an update asks for it.
    """
    return WriteJob(
        sealed.workspace.store, sealed.path, sealed.data, sealed.record, sealed.shown,
        partial(update.update_report, drafting=drafting), overwrite, onto, sealed.memo,
    )  # fmt: skip


def choose_target(drafted: DraftWithSources, chosen: str | Path | None) -> Path:
    """Where the report goes: to the place chosen, a file or a folder, or to output/."""
    workspace, title = drafted.workspace, drafted.draft.title
    if chosen is None:
        return workspace.report(title)
    path = resolve_report_path(workspace.here / chosen, report_name(title))
    if path is None:
        refuse([*drafted.problems, problem("D506", FilePlace(str(chosen)))])
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
