"""Copies of a report that came back from several hands, gathered into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from drafter import output, update
from drafter.commands.drafting.drafts import find_last_data, make_draft, seal_draft
from drafter.commands.drafting.findings import refuse
from drafter.commands.drafting.left_behind import find_brought_up_last
from drafter.commands.drafting.result import Result, Status
from drafter.commands.generate import choose_target, make_result, plan_writing
from drafter.problems import Problem
from drafter.update.base import read_run_id
from drafter.update.hands.copies import CopyFile, read_person, refuse_copy
from drafter.word.changes import pending
from drafter.word.changes.comments import AUTHOR
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace, open_workspace

_ABOUT_COPIES = re.compile(r"[\s_\-—.·（(]*(?:返回|返|修改|审|阅|批注|改|定)*[稿件本][）)\d]*$")
"""How the names of copies end that come back: 王主任返稿, 李主席（修改稿）."""


def gather(
    copies: Sequence[str | Path], *, report: str | Path | None = None, authors: Sequence[str] = (),
    ask: Callable[[str], str] | None = None, here: str | Path = ".",
) -> Result:  # fmt: skip
    """Put what hands did to copies of a report into it, as tracked changes under their names.

    copies: the files that came back, which are only read; their order does not matter. report: the
    report's data file or year; without it, what the copies say. authors: whose the copies are, one
    for each, where their tracked changes do not say. ask: asked for the name of whoever changed a
    file, where nothing says it; else the file's name stands for it. Then the report is brought up
    to date as by `generate`. here: the folder that relative names start from. Raises DrafterError
    when the report cannot be written, or a file is no copy of it.
    """
    workspace = open_workspace(here)
    files = _open_copies([_read_copy(workspace.here / each, workspace) for each in copies])

    def is_report(path: Path) -> str:
        return next((str(each) for each in copies if _is_same(workspace.here / each, path)), "")

    return _gather_files(files, report, authors, ask, workspace, is_report)


def gather_uploads(
    copies: Sequence[tuple[str, bytes]], *, report: str | Path, authors: Sequence[str] = (),
    here: str | Path = ".",
) -> Result:  # fmt: skip
    """The same of files that stand nowhere: their names, which are only told, and their bytes."""
    workspace = open_workspace(here)
    files = _open_copies([_parse_copy(data, name, Path(name).stem) for name, data in copies])

    def is_report(path: Path) -> str:
        there = path.read_bytes() if path.is_file() else None
        return next((file.shown for file in files if file.data == there), "")

    return _gather_files(files, report, authors, None, workspace, is_report)


def _gather_files(
    files: Sequence[CopyFile], report: str | Path | None, authors: Sequence[str],
    ask: Callable[[str], str] | None, workspace: Workspace, is_report: Callable[[Path], str],
) -> Result:  # fmt: skip
    """is_report: which of the files is the report itself; empty where none is."""
    drafted = make_draft(_choose_data(files, report, workspace), workspace)
    path = _choose_report(files, workspace, choose_target(drafted, None))
    if itself := is_report(path):
        refuse([refuse_copy(itself, "itself")])
    signed = [
        file._replace(author=author) for file, author in zip(files, authors, strict=False)
    ] or [_name_author(file, ask) for file in files]
    sealed = seal_draft(drafted, path)
    updater = partial(update.gather_report, drafting=lambda: drafted.draft, copies=signed)
    job = plan_writing(sealed, lambda: drafted.draft)._replace(updater=updater, gathers=True)
    last = find_brought_up_last(sealed)
    written, found = output.write_report(job)
    if written is None:
        refuse([*drafted.problems, *found])
    if last is not None and not is_report(last[0]):
        drafted = replace(drafted, problems=(*drafted.problems, last[1]))
    status: Status = "kept" if written.status == "kept" else "gathered"
    return make_result(written, status, sealed, drafted)


def _open_copies(copies: Iterable[CopyFile | Problem]) -> list[CopyFile]:
    """The files. Raises DrafterError with all that is wrong with them."""
    files: list[CopyFile] = []
    wrong: list[Problem] = []
    for opened in copies:
        if isinstance(opened, Problem):
            wrong.append(opened)
            continue
        same = next((file.shown for file in files if file.data == opened.data), None)
        if same is None:
            files.append(opened)
        else:
            wrong.append(refuse_copy(opened.shown, "twice", other=same))
    if wrong:
        refuse(wrong)
    return files


def _read_copy(path: Path, workspace: Workspace) -> CopyFile | Problem:
    shown = workspace.show(path)
    if not path.is_file():
        return refuse_copy(shown, "missing")
    try:
        data = path.read_bytes()
    except OSError:
        return refuse_copy(shown, "open")
    if output.is_open(path):
        return refuse_copy(shown, "open")
    return _parse_copy(data, shown, path.stem)


def _parse_copy(data: bytes, shown: str, stem: str) -> CopyFile | Problem:
    package, wrong = open_package(data, shown)
    if package is None:
        return refuse_copy(shown, "unreadable", reason=wrong[0].message())
    return CopyFile(shown, data, package, otherwise=_ABOUT_COPIES.sub("", stem) or stem)


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _choose_data(
    files: Sequence[CopyFile], report: str | Path | None, workspace: Workspace
) -> str | Path:
    """The data file of the report that the copies are of."""
    if report is not None:
        return report
    found = list(_list_data(files, workspace))
    for file, data in zip(files, found, strict=True):
        if data and data != (first := next(filter(None, found))):
            refuse([refuse_copy(file.shown, "years", other=data, this=first)])
    known = next(filter(None, found), "")
    return workspace.root / known if known else find_last_data(workspace)


def _choose_report(files: Iterable[CopyFile], workspace: Workspace, usual: Path) -> Path:
    """The report that the copies are of, where it stands; `usual` where that is not known.

    Raises DrafterError for a copy of a report that was made of a table's row: data alone do not
    make that again.
    """
    reports: set[str] = set()
    for file in files:
        record = workspace.store.find_record(usual, read_run_id(file.package))
        if "row" in record:
            refuse([refuse_copy(file.shown, "row", name=record["row"])])
        reports.add(record.get("report", ""))
    known = (
        workspace.root / next(iter(reports)) if len(reports) == 1 and "" not in reports else usual
    )
    return known if known.is_file() else usual


def _list_data(files: Iterable[CopyFile], workspace: Workspace) -> Iterator[str]:
    """The data file that each copy's version was made from; empty where that is not known."""
    for file in files:
        run = read_run_id(file.package)
        base = workspace.store.find_run(workspace.root / "output", run) if run else None
        yield base.data if base else ""


def _name_author(file: CopyFile, ask: Callable[[str], str] | None) -> CopyFile:
    """The file, its author asked for where nothing in it says a name."""
    signed = {change.author for change in pending.list_changes(file.package)} - {"", AUTHOR}
    if ask is None or signed or read_person(file.package):
        return file
    return file._replace(otherwise=ask(file.shown).strip() or file.otherwise)
