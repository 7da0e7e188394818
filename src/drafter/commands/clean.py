"""A copy of a report for sending out: the same pages, nothing about who wrote them and how."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter import output
from drafter.commands.drafting.findings import refuse
from drafter.commands.drafting.open_changes import find_open_changes
from drafter.commands.generate import resolve_report_path
from drafter.output.write import Status, WriteResult
from drafter.problems import FilePlace, Problem, WordPlace, join_words, problem
from drafter.vocabulary import TYPED_GAP
from drafter.word.changes import pending
from drafter.word.changes.comments import AnchoredComment, find_anchored_comments, is_open
from drafter.word.cleaning import cleaner as word
from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.text import paragraphs
from drafter.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class Cleaned:
    """What came of cleaning: the copy's path, what was done, how many comments were left out.

    problems: what the copy still holds that its sender should know of. backup: where a file that
    had the copy's name was kept.
    """

    path: Path
    status: Status
    comments: int
    problems: tuple[Problem, ...]
    backup: Path | None = None


def clean(
    report: str | Path, *, output: str | Path | None = None, overwrite: bool = False,
    here: str | Path = ".",
) -> Cleaned:  # fmt: skip
    """Write a copy of a Word file without comments, names and marks; its pages stay as they are.

    report: any .docx, which is only read. output: the copy's file or folder; without it, a file
    beside the report. overwrite: replace a file that is in the way, after a backup. here: the
    folder that relative names start from. Raises DrafterError; its `status` is 3 while tracked
    changes or drafter's comments wait for a decision, and where a file is in the way.
    """
    workspace = open_workspace(here)
    source = workspace.here / report
    shown = workspace.show(source)
    package = _read_report(source, shown)
    path = _choose_target(source, output, workspace)
    copy = word.clean_package(package)
    notes = find_anchored_comments(package)
    if waiting := [*find_open_changes(copy, shown, "D530"), *_find_open_comments(notes, shown)]:
        refuse(waiting)
    shown = workspace.show(path)
    written = _write_copy(path, write_zip(copy), shown, overwrite=overwrite)
    leftovers = tuple(_find_leftovers(copy, shown))
    return Cleaned(path, written.status, len(notes), leftovers, written.backup)


def _read_report(source: Path, shown: str) -> Package:
    """The Word file's parts. Raises DrafterError for what is none, or is open elsewhere."""
    place = FilePlace(shown)
    try:
        data, held = source.read_bytes(), output.is_open(source)
    except OSError as error:
        held = isinstance(error, PermissionError) and not source.is_dir()
        refuse([problem("D535" if held else "D533", place)])
    if held:
        refuse([problem("D535", place)])
    package, wrong = open_package(data, shown)
    if package is None:
        refuse(wrong)
    return package


def _choose_target(source: Path, chosen: str | Path | None, workspace: Workspace) -> Path:
    """Where the copy goes. Raises DrafterError for a place that it must not go to."""
    name = f"{source.stem}（清稿）.docx"
    path = source.with_name(name)
    if chosen is not None:
        resolved = resolve_report_path(workspace.here / chosen, name)
        if resolved is None:
            refuse([problem("D506", FilePlace(str(chosen)))])
        path = resolved
    place = FilePlace(workspace.show(path))
    with contextlib.suppress(OSError):  # there is no such file yet
        if path.samefile(source):
            refuse([problem("D534", place)])
    if workspace.around(path).is_protected(path):
        refuse([problem("D514", place)])
    return path


def _find_open_comments(notes: list[AnchoredComment], shown: str) -> Iterator[Problem]:
    """D531: comments by drafter that nobody has settled."""
    own = [each for each in notes if is_open(each.comment)]
    if own:
        _, member, start, texts = own[0]
        place = pending.locate_node(shown, member, start, lambda text: text in texts)
        yield problem("D531", place, n=len(own))


def _find_leftovers(made: Package, shown: str) -> Iterator[Problem]:
    """What the copy still holds that its sender should look at."""
    if unseen := list(word.find_hidden_texts(made)):
        member, first = unseen[0]
        place = pending.locate_node(shown, member, first, lambda text: text is first)
        yield problem("D536", place, n=len(unseen))
    if files := sorted(set(word.list_embedded_files(made))):
        yield problem("D537", FilePlace(shown), n=len(files), names=join_words(files))
    if gaps := list(_find_gaps(made, shown)):
        yield problem("D538", gaps[0], n=len(gaps))


def _find_gaps(made: Package, shown: str) -> Iterator[WordPlace]:
    """Where something still has to be filled in."""
    for member, root in pending.iterate_stories(made):
        for paragraph in paragraphs.iterate_paragraphs(root):
            for found in TYPED_GAP.finditer(paragraph.text):
                start, end = found.span()
                yield paragraphs.locate_paragraph(shown, member, paragraph, start + 1, end - start)


def _write_copy(path: Path, data: bytes, shown: str, *, overwrite: bool) -> WriteResult:
    """Write the copy. Raises DrafterError when it cannot or must not be written."""
    written = output.write_copy(path, data, overwrite=overwrite, shown=shown)
    if isinstance(written, Problem):
        refuse([written])
    return written
