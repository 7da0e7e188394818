"""What a worker does with an input of a batch: everything but writing."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from drafter import source
from drafter.commands.batch.resume import record_entries, source_key
from drafter.commands.drafting.drafts import SealedReport, make_draft, name_report, seal_draft
from drafter.engine import Draft
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.source import Document, Row
from drafter.workspace import Workspace, report_name


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What all inputs of a batch share.

    workspace: which names start from. folder: where reports go; None for the output/ of each data
    file's own workspace. maker: which drafter it is.
    """

    workspace: Workspace
    folder: Path | None
    final: bool
    maker: str


@dataclass(frozen=True, slots=True)
class Task:
    """One input: its data file, and the row of a table that lends it values."""

    data: Path
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What a worker hands back: the report to write, or none; what was found; seconds taken."""

    sealed: SealedReport | None
    problems: tuple[Problem, ...]
    seconds: float = 0.0


def make_reports(settings: BatchSettings, tasks: Sequence[Task]) -> list[TaskResult]:
    """The reports of some inputs, in memory. Never raises on an input's account."""
    return [_make_report(settings, task) for task in tasks]


def _make_report(settings: BatchSettings, task: Task) -> TaskResult:
    start = time.perf_counter()
    sealed: SealedReport | None = None
    problems: Sequence[Problem]
    try:
        sealed, problems = _seal_task(settings, task)
    except DrafterError as error:
        problems = error.problems
    except Exception as error:  # one input's misfortune, memory run out too, is not the others'
        problems = [crash_problem(settings, task, f"{type(error).__name__}: {error}")]
    return TaskResult(sealed, tuple(problems), time.perf_counter() - start)


def _seal_task(settings: BatchSettings, task: Task) -> tuple[SealedReport, Sequence[Problem]]:
    key = task_key(settings, task)
    read = _read_again if task.row is not None else source.read_data_file
    drafted = make_draft(
        task.data, settings.workspace, final=settings.final, row=task.row, read=read
    )
    title = drafted.draft.title
    folder = settings.folder
    path = drafted.workspace.report(title) if folder is None else folder / report_name(title)
    drafted = name_report(drafted, path)
    sealed = seal_draft(drafted, path)
    sealed.record.update(
        record_entries(key, drafted.draft.compiled.template.digest, drafted.attached)
    )
    if task.row is not None:
        sealed.record["row"] = task.row.name
    return sealed, drafted.problems


def redraft_task(settings: BatchSettings, task: Task) -> Draft:
    """The draft of an input once more. Raises DrafterError when its files have changed since."""
    return make_draft(task.data, settings.workspace, final=settings.final, row=task.row).draft


def task_key(settings: BatchSettings, task: Task) -> str:
    """The digest of what the input is made from; empty when its data cannot be read."""
    try:
        data = task.data.read_bytes()
    except (OSError, ValueError):
        return ""
    facts = (settings.folder, settings.final, settings.maker)
    return source_key(data, str(task.data), task.row, facts)


def _read_again(path: Path, shown: str) -> tuple[Document | None, list[Problem]]:
    """The data file as it was read for the row before, while it is the same."""
    try:
        digest = hashlib.sha256(path.read_bytes()).digest()
    except (OSError, ValueError):
        return source.read_data_file(path, shown)
    document, found = _read_cached(path, shown, digest)
    return document, [*found]


@lru_cache(maxsize=1)
def _read_cached(path: Path, shown: str, digest: bytes) -> tuple[Document | None, list[Problem]]:
    return source.read_data_file(path, shown)


def crash_problem(settings: BatchSettings, task: Task, error: str) -> Problem:
    """The problem of an input on which drafter itself failed."""
    file = task.row.file if task.row else settings.workspace.show(task.data)
    return problem("D517", FilePlace(file), error=error)
