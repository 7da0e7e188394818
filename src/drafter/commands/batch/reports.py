"""Many reports at once: many data files, or one and a table with a row for each report."""

from __future__ import annotations

import contextlib
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drafter import source, workspace
from drafter.commands.batch.columns import find_unknown_columns
from drafter.commands.batch.interrupts import defer_interrupts
from drafter.commands.batch.resume import KnownReports, program_digest
from drafter.commands.batch.tasks import (
    BatchSettings,
    Task,
    TaskResult,
    crash_problem,
    redraft_task,
    task_key,
)
from drafter.commands.drafting.inputs import expand_inputs
from drafter.commands.generate import SealedReport, needs_decision, write_sealed
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ThreadPoolExecutor

WRITERS = 4
"""So many reports are being written at a time: mostly they wait for the disk."""

OutcomeStatus = Literal[
    "written", "replaced", "unchanged", "updated", "kept", "skipped", "undecided", "failed"
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input of a batch.

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
    told: OutcomeCallback | None = None,
) -> tuple[Outcome, ...]:  # fmt: skip
    """Make the reports of many inputs; what became of each, in their order.

    inputs: data files, patterns such as data/*.yaml too; the same file twice counts once. output:
    the folder for the reports. each: a CSV file, each row of which makes a report of its own; its
    values stand in place of the data's, a cell left empty leaves them. jobs: so many processes
    work; executor: this one works instead, as `concurrent.futures` has them. resume: leave out
    what stands on disk as it was written, made from just these inputs. told: is called with each
    outcome and the number of inputs. For `final`, `overwrite` and `here` see `generate`.

    One bad input does not stop the others. Of two inputs whose reports would have the same name
    the earlier is written, the later is refused. Raises DrafterError when the table or `output`
    is of no use; on KeyboardInterrupt whole files are left, and nothing else.
    """
    from drafter.commands.batch import (
        workers,  # brings multiprocessing: loaded when there is a batch
    )

    folder = Path(here).absolute()
    settings = BatchSettings(folder, _output_folder(folder, output), final, program_digest())
    batch = _BatchWriter(
        settings,
        _make_tasks(expand_inputs(inputs, folder), each, folder),
        overwrite,
        told or _ignore_outcome,
    )
    todo = batch.skip() if resume else batch.tasks
    with contextlib.closing(workers.run_tasks(settings, todo, jobs, executor)) as stream:
        batch.write(stream)
    return tuple(batch.outcomes)


def _ignore_outcome(outcome: Outcome, total: int) -> None:
    """Nobody is told."""


def _output_folder(here: Path, output: str | Path | None) -> Path | None:
    if output is None:
        return None
    folder = here / output
    if folder.suffix.lower() == ".docx" and not folder.is_dir():
        raise DrafterError([problem("D516", FilePlace(str(output)))], status=2)
    return folder


def _make_tasks(data: list[Path], each: str | Path | None, here: Path) -> list[Task]:
    if each is None:
        return [Task(path) for path in data]
    table = workspace.find_data_file(str(each), here)
    rows, found = source.read_rows(table, workspace.show_path(table, here))
    if rows is None:
        raise DrafterError(found)
    if found := [wrong for path in data for wrong in find_unknown_columns(path, rows, here)]:
        raise DrafterError(found)
    return [Task(path, row) for path in data for row in rows]


class _BatchWriter:
    """Takes what the workers make, in order; says who may write where; keeps the outcomes."""

    def __init__(
        self, settings: BatchSettings, tasks: Sequence[Task], overwrite: bool, told: OutcomeCallback
    ) -> None:
        self.settings = settings
        self.tasks = tasks
        self.several = len({task.data for task in tasks}) > 1
        self.overwrite = overwrite
        self.told = told
        self.claimed: dict[str, Task] = {}
        self.skipped: dict[int, Outcome] = {}
        self.outcomes: list[Outcome] = []
        self.waiting: deque[Outcome | Future[Outcome]] = deque()
        self.records: dict[Path, tuple[Workspace, dict[str, str]]] = {}

    def skip(self) -> list[Task]:
        """The tasks that are left when those are skipped whose reports are up to date."""
        rooms: dict[Path, KnownReports] = {}
        for number, task in enumerate(self.tasks):
            room = workspace.find_data_workspace(task.data, self.settings.here)
            if room is None:
                continue
            if room.root not in rooms:
                rooms[room.root] = KnownReports(room)
            path = rooms[room.root].find_current(task_key(self.settings, task))
            if path is not None:
                self.skipped[number] = Outcome(self._display_name(task), "skipped", path)
                self.claimed.setdefault(_path_key(path), task)
        return [task for n, task in enumerate(self.tasks) if n not in self.skipped]

    def write(self, stream: Iterator[TaskResult]) -> None:
        """Write what comes. When the user breaks off, what is being written is finished."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(WRITERS) as writers:
            try:
                for number, task in enumerate(self.tasks):
                    came: Outcome | TaskResult = self.skipped.get(number) or next(stream)
                    with defer_interrupts():
                        self.waiting.append(
                            came
                            if isinstance(came, Outcome)
                            else self._start_writing(task, came, writers)
                        )
                    self._report_outcomes(WRITERS * 2)
            finally:
                self._report_outcomes(0)
                self._remember_last()

    def _report_outcomes(self, most: int) -> None:
        """Tell what has come, until so many are left that are being written."""
        while len(self.waiting) > most or (self.waiting and _is_done(self.waiting[0])):
            came = self.waiting[0]
            outcome = came if isinstance(came, Outcome) else came.result()
            with defer_interrupts():
                self.waiting.popleft()
                self.outcomes.append(outcome)
                self.told(outcome, len(self.tasks))

    def _remember_last(self) -> None:
        """Of each workspace the last report that stands is the one that `why` asks about."""
        stand = (self.records[o.path] for o in self.outcomes if o.path in self.records)
        for room, record in {room.root: (room, record) for room, record in stand}.values():
            with contextlib.suppress(OSError):
                room.store.remember_run(record)

    def _start_writing(
        self, task: Task, made: TaskResult, writers: ThreadPoolExecutor
    ) -> Outcome | Future[Outcome]:
        name, sealed = self._display_name(task), made.sealed
        if sealed is None:
            return Outcome(name, "failed", None, made.problems, made.seconds)
        other = self.claimed.setdefault(_path_key(sealed.path), task)
        if other is not task:
            found = problem(
                "D515", FilePlace(sealed.shown), other=self._display_name(other), this=name
            )
            return Outcome(name, "failed", None, (*made.problems, found), made.seconds)
        if task.row is None:
            self.records[sealed.path] = sealed.workspace, sealed.record
        return writers.submit(self._write_report, task, name, sealed, made)

    def _write_report(
        self, task: Task, name: str, sealed: SealedReport, made: TaskResult
    ) -> Outcome:
        try:
            written, found = write_sealed(
                sealed,
                lambda: redraft_task(self.settings, task),
                overwrite=self.overwrite,
                last=False,
            )
        except Exception as error:  # one input's misfortune is not the others'
            found = [crash_problem(self.settings, task, f"{type(error).__name__}: {error}")]
            written = None
        problems = (*made.problems, *found)
        if written is not None:
            left = written.account.conflicts if written.account else ()
            problems += tuple(problem("D521", each.place, what=each.what) for each in left)
            came: OutcomeStatus = "undecided" if left else written.status
            return Outcome(name, came, written.path, problems, made.seconds, written.backup)
        status: OutcomeStatus = "undecided" if needs_decision(found) else "failed"
        return Outcome(name, status, None, problems, made.seconds)

    def _display_name(self, task: Task) -> str:
        """The input as its user would write it; a row by its line and first value."""
        data = workspace.show_path(task.data, self.settings.here)
        if task.row is None:
            return data
        row = f"{task.row.file}:{task.row.line} {task.row.name}"
        return f"{data} {row}" if self.several else row


def _is_done(came: Outcome | Future[Outcome]) -> bool:
    return isinstance(came, Outcome) or came.done()


def _path_key(path: Path) -> str:
    """The path as every file system would take it: capitals and small letters are one."""
    return unicodedata.normalize("NFC", str(path.parent.resolve() / path.name)).casefold()
