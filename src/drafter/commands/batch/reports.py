"""Many reports at once: many data files, or one and a table with a row for each report."""

from __future__ import annotations

import contextlib
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from drafter import cache
from drafter.commands.batch.copying import defer_interrupts
from drafter.commands.batch.resume import KnownReports
from drafter.commands.batch.tables import list_tasks
from drafter.commands.batch.tasks import (
    BatchSettings,
    Task,
    TaskResult,
    crash_problem,
    redraft_task,
    task_key,
)
from drafter.commands.batch.workers import run_tasks
from drafter.commands.drafting.drafts import SealedReport
from drafter.commands.drafting.findings import needs_decision
from drafter.commands.drafting.inputs import expand_inputs
from drafter.commands.generate import plan_writing
from drafter.output import write_report
from drafter.output.store import resolve_folder
from drafter.problems import DrafterError, FilePlace, Problem, phrase, problem
from drafter.source import Row
from drafter.workspace import Workspace, open_workspace

WRITERS = 4
"""So many reports are being written at a time: mostly they wait for the disk."""

OutcomeStatus = Literal[
    "written", "replaced", "unchanged", "updated", "kept", "skipped", "passed", "undecided",
    "failed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input of a batch; a row of totals or notes was passed over.

    name: the input as the user would write it: the data file, or the table's file, the row's
    line and its first value. path: the report; None when there is none. seconds: the time that
    making it took, without writing. backup: where an earlier file was kept.
    """

    name: str
    status: OutcomeStatus
    path: Path | None = None
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    backup: Path | None = None


OutcomeCallback = Callable[[Outcome, int], None]
"""Is told each outcome, in the order of the inputs, and how many inputs there are."""


def generate_many(
    inputs: Iterable[str | Path], *, output: str | Path | None = None,
    each: str | Path | None = None, jobs: int = 1, resume: bool = False, final: bool = False,
    overwrite: bool = False, here: str | Path = ".", executor: Executor | None = None,
    told: OutcomeCallback | None = None, watched: bool = False,
) -> tuple[Outcome, ...]:  # fmt: skip
    """Make the reports of many inputs; what became of each, in their order.

    inputs: data files, patterns such as data/*.yaml too; the same file twice counts once. output:
    the folder for the reports. each: a CSV file, each row of which makes a report of its own; its
    values stand in place of the data's, a cell left empty leaves them. jobs: so many processes
    work; executor: this one works instead, as `concurrent.futures` has them. resume: leave out
    what stands on disk as it was written, made from just these inputs. told: is called with each
    outcome and the number of inputs. watched: made again and again, so that not each version is
    worth keeping. For `final`, `overwrite` and `here` see `generate`.

    One bad input does not stop the others. Of two inputs whose reports would have the same name
    the earlier is written, the later is refused. Raises DrafterError when the table or `output`
    is of no use; on KeyboardInterrupt whole files are left, and nothing else.
    """
    workspace = open_workspace(Path(here).absolute())
    settings = BatchSettings(
        workspace, _find_folder(workspace, output), final, cache.digest_program()
    )
    tasks = list_tasks(expand_inputs(inputs, workspace), each, workspace)
    writer = _BatchWriter(settings, tasks, overwrite, watched, told or _ignore_outcome)
    todo = writer.skip(resume=resume)
    with contextlib.closing(run_tasks(settings, todo, jobs, executor)) as stream:
        writer.write(stream)
    return tuple(writer.outcomes)


def _ignore_outcome(outcome: Outcome, total: int) -> None:
    """Nobody asked for it."""


def _find_folder(workspace: Workspace, output: str | Path | None) -> Path | None:
    if output is None:
        return None
    folder = workspace.here / output
    if folder.suffix.lower() == ".docx" and not folder.is_dir():
        raise DrafterError([problem("D516", FilePlace(str(output)))], status=2)
    return folder


class _BatchWriter:
    """Takes what the workers make, in order; says who may write where; keeps the outcomes."""

    def __init__(
        self, settings: BatchSettings, tasks: Sequence[Task], overwrite: bool, watched: bool,
        told: OutcomeCallback,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.tasks = tasks
        self.several = len({task.data for task in tasks}) > 1
        self.overwrite = overwrite
        self.watched = watched
        self.told = told
        self.claimed: dict[str, Task] = {}
        self.skipped: dict[int, Outcome] = {}
        self.outcomes: list[Outcome] = []
        self.waiting: deque[Future[Outcome]] = deque()
        self.records: dict[Path, tuple[Workspace, dict[str, str]]] = {}

    def skip(self, *, resume: bool) -> list[Task]:
        """The tasks that are left when totals and notes of the table are passed over.

        resume: and those are skipped whose reports are up to date.
        """
        known: dict[Path, KnownReports] = {}
        for number, task in enumerate(self.tasks):
            if task.row is not None and task.row.kind:
                self.skipped[number] = self._pass_over(task, task.row)
            elif resume and (path := self._find_current(task, known)):
                self.skipped[number] = Outcome(self._display_name(task), "skipped", path)
                self.claimed.setdefault(_path_key(path), task)
        return [task for n, task in enumerate(self.tasks) if n not in self.skipped]

    def _pass_over(self, task: Task, row: Row) -> Outcome:
        place = next((cell.place for cell in row.cells.values()), FilePlace(row.file))
        told = problem("D229", place, kind=phrase(f"row.{row.kind}"))
        return Outcome(self._display_name(task), "passed", None, (told,))

    def _find_current(self, task: Task, known: dict[Path, KnownReports]) -> Path | None:
        workspace = self.settings.workspace.around(task.data)
        if not workspace.exists:
            return None
        if workspace.root not in known:
            known[workspace.root] = KnownReports(workspace)
        return known[workspace.root].find_current(task_key(self.settings, task))

    def write(self, stream: Iterator[TaskResult]) -> None:
        """Write what comes. When the user breaks off, what is being written is finished."""
        with ThreadPoolExecutor(WRITERS) as writers:
            try:
                for number, task in enumerate(self.tasks):
                    skipped = self.skipped.get(number)
                    result = None if skipped else next(stream)
                    with defer_interrupts():
                        if result is not None:
                            self.waiting.append(self._start_writing(task, result, writers))
                        elif skipped is not None:
                            self.waiting.append(_settle(skipped))
                    self._report_outcomes(WRITERS * 2)
            finally:
                self._report_outcomes(0)
                self._remember_last()

    def _report_outcomes(self, most: int) -> None:
        """Tell what has come, until so many are left that are being written."""
        while len(self.waiting) > most or (self.waiting and self.waiting[0].done()):
            outcome = self.waiting[0].result()
            with defer_interrupts():
                self.waiting.popleft()
                self.outcomes.append(outcome)
                self.told(outcome, len(self.tasks))

    def _remember_last(self) -> None:
        """Of each workspace the last report that stands is the one that `why` asks about."""
        stand = (self.records[o.path] for o in self.outcomes if o.path in self.records)
        for workspace, record in {each[0].root: each for each in stand}.values():
            with contextlib.suppress(OSError):
                workspace.store.remember_run(record)

    def _start_writing(
        self, task: Task, result: TaskResult, writers: ThreadPoolExecutor
    ) -> Future[Outcome]:
        name, sealed = self._display_name(task), result.sealed
        failed = Outcome(name, "failed", None, result.problems, result.seconds)
        if sealed is None:
            return _settle(failed)
        other = self.claimed.setdefault(_path_key(sealed.path), task)
        if other is not task:
            first, place = self._display_name(other), FilePlace(sealed.shown)
            clash = problem("D515", place, other=first, this=name)
            return _settle(replace(failed, problems=(*result.problems, clash)))
        if task.row is None:
            self.records[sealed.path] = sealed.workspace, sealed.record
        return writers.submit(self._write_report, task, sealed, failed)

    def _write_report(self, task: Task, sealed: SealedReport, failed: Outcome) -> Outcome:
        """What comes of writing; `failed` is what it would be if nothing is written."""
        try:
            drafting = partial(redraft_task, self.settings, task)
            job = plan_writing(sealed, drafting, overwrite=self.overwrite)
            written, found = write_report(job._replace(watched=self.watched), last=False)
        except Exception as error:  # one input's misfortune is not the others'
            fault = f"{type(error).__name__}: {error}"
            written, found = None, [crash_problem(self.settings, task, fault)]
        if written is None:
            status: OutcomeStatus = "undecided" if needs_decision(found) else "failed"
            return replace(failed, status=status, problems=(*failed.problems, *found))
        conflicts = written.account.conflicts if written.account else ()
        found += [problem("D521", each.place, what=each.what) for each in conflicts]
        if self.settings.final and written.account is not None:
            from drafter.commands.drafting import open_changes  # opens Word files: few need it

            found += open_changes.find_open_in_final(written.path, sealed.shown)
        return Outcome(
            failed.name,
            "undecided" if conflicts else written.status,
            written.path,
            (*failed.problems, *found),
            failed.seconds,
            written.backup,
        )

    def _display_name(self, task: Task) -> str:
        """The input as its user would write it; a row by its line and first value."""
        data = self.settings.workspace.show(task.data)
        if task.row is None:
            return data
        row = f"{task.row.file}:{task.row.line} {task.row.name}"
        return f"{data} {row}" if self.several else row


def _settle(outcome: Outcome) -> Future[Outcome]:
    """An outcome that nobody has to wait for."""
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _path_key(path: Path) -> str:
    """The path as every file system would take it: capitals and small letters are one."""
    absolute = resolve_folder(path.parent.absolute()) / path.name
    return unicodedata.normalize("NFC", str(absolute)).casefold()
