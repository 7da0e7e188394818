"""A copy of a report for whoever signs it: comments say where each figure comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from drafter import checks, output
from drafter.checks.matching.page_text import PageText
from drafter.commands.checking.drafts import collect_problems
from drafter.commands.drafting import years
from drafter.commands.drafting.drafts import (
    DraftWithSources,
    find_last_data,
    make_draft,
    seal_draft,
)
from drafter.commands.drafting.findings import refuse
from drafter.commands.generate import choose_target, plan_writing, resolve_report_path
from drafter.commands.reviewing.remarks import RemarkBuilder
from drafter.engine.known_figures import identify_figures
from drafter.ledger import Ledger
from drafter.output.write import Status
from drafter.problems import FilePlace, Problem, WordPlace, problem
from drafter.word.changes.comments import REVIEWER
from drafter.word.changes.remarks import RemarkWriter
from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class Reviewed:
    """What came of a copy for reviewing: its path, what was done, how many comments are in it.

    edited: it is a copy of a report that people have edited. lost: so many figures of the data
    stand nowhere in that. backup: where a file that had the copy's name was kept.
    """

    path: Path
    status: Status
    figures: int
    findings: int
    edited: bool = False
    lost: int = 0
    problems: tuple[Problem, ...] = ()
    backup: Path | None = None


def review(
    data: str | Path | None = None, *, output: str | Path | None = None,
    previous: str | Path | None = None, overwrite: bool = False, here: str | Path = ".",
) -> Reviewed:  # fmt: skip
    """Write a copy of the report as it would be now, with a comment at each figure and finding.

    A report on disk that people have edited is copied as they left it, with what the data have
    changed since; the report itself stays as it is. data: the data file; without it the one of the
    last report written, or the only one there is. output: the copy's file or folder; without it, a
    file beside the report. previous: the data of the year before. overwrite: replace a file that
    is in the way, after a backup. Raises DrafterError.
    """
    workspace = open_workspace(here)
    drafted = make_draft(data or find_last_data(workspace), workspace, previous=previous)
    report = choose_target(drafted, None)
    path = _choose_target(report, output, workspace)
    content, edited = _read_report(drafted, report)
    shown = workspace.show(path)
    page = PageText(shown, content, drafted.draft)
    before = _load_year_before(drafted)
    known = identify_figures(drafted.draft, before)
    builder = RemarkBuilder(page, known, before is not None)
    remarks = list(builder.remarks())
    problems = _find_problems(drafted, content, shown, edited=edited)
    findings = list(builder.find_remarks_of(problems))
    writer = RemarkWriter(content, page.document)
    for each in (*remarks, *findings):
        writer.add(*each)
    return _write(path, writer.write(REVIEWER), shown, overwrite, Reviewed(
        path, "written", len(remarks), len(findings), edited, builder.lost, tuple(problems),
    ))  # fmt: skip


def _choose_target(report: Path, chosen: str | Path | None, workspace: Workspace) -> Path:
    """Where the copy goes. Raises DrafterError for a place that it must not go to."""
    name = f"{report.stem}（审阅稿）.docx"
    if chosen is None:
        return report.with_name(name)
    path = resolve_report_path(workspace.here / chosen, name)
    if path is None:
        refuse([problem("D506", FilePlace(str(chosen)))])
    if path == report or workspace.is_protected(path):
        refuse([problem("D514", FilePlace(workspace.show(path)))])
    return path


def _read_report(drafted: DraftWithSources, report: Path) -> tuple[Package, bool]:
    """The report as `generate` would leave it, and whether people have edited it."""
    sealed = seal_draft(drafted, report)
    found = output.preview_update(plan_writing(sealed, lambda: drafted.draft))
    if isinstance(found, Problem):
        refuse([*drafted.problems, found])
    content, wrong = open_package(found or sealed.data, sealed.shown, harmless=False)
    if content is None:
        refuse(wrong)
    return content, found is not None


def _load_year_before(drafted: DraftWithSources) -> Ledger | None:
    """Last year's data, where they are there."""
    loaded, schema = drafted.draft.ledger, drafted.draft.compiled.template.schema
    return next(iter(loaded.earlier), None) or years.load_last_year(
        loaded, schema, drafted.data, None, drafted.workspace
    )


def _find_problems(
    drafted: DraftWithSources, content: Package, shown: str, *, edited: bool
) -> list[Problem]:
    """What the gate says: of the draft, or of the data and of the pages as people left them."""
    found = collect_problems(drafted)
    if not edited:
        return found
    of_data = [each for each in found if not isinstance(each.place, WordPlace)]
    return [*of_data, *checks.check_document(PageText(shown, content))]


def _write(path: Path, copy: Package, shown: str, overwrite: bool, made: Reviewed) -> Reviewed:
    written = output.write_copy(path, write_zip(copy), overwrite=overwrite, shown=shown)
    if isinstance(written, Problem):
        refuse([written])
    return replace(made, status=written.status, backup=written.backup)
