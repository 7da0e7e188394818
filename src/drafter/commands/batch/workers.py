"""Who does the work of a batch: this process, processes of our own, or an executor handed in."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor

from drafter.commands.batch.copying import can_copy_process, defer_interrupts, ignore_interrupts
from drafter.commands.batch.tasks import (
    BatchSettings,
    Task,
    TaskResult,
    crash_problem,
    make_reports,
)

MOST_IN_CHUNK = 8
"""So many inputs go to a worker at once at most."""
MOST_JOBS = 61
"""More processes than Windows lets one wait for are not started."""
FOREIGN_JOBS = 16
"""So many workers an executor that was handed in is taken to have, if not said to have more."""

Chunk = Sequence[Task]


def run_tasks(
    settings: BatchSettings, tasks: Sequence[Task], jobs: int, executor: Executor | None
) -> Generator[TaskResult]:
    """What came of each task, in their order; a worker that dies takes only its input with it."""
    jobs = min(jobs, len(tasks), MOST_JOBS) if executor is None else max(jobs, FOREIGN_JOBS)
    if executor is None and jobs <= 1:
        for task in tasks:
            yield from make_reports(settings, [task])
        return
    pool = _WorkerPool(jobs, executor)
    try:
        yield from _run_in_order(settings, _split_tasks(tasks, jobs), pool)
    finally:
        pool.close()


def _split_tasks(tasks: Sequence[Task], jobs: int) -> Iterator[Chunk]:
    """Who watches sees the first report soon: each worker begins with one alone."""
    size = max(1, min(MOST_IN_CHUNK, len(tasks) // (jobs * 4)))
    yield from (tasks[start : start + 1] for start in range(min(jobs, len(tasks))))
    yield from (tasks[start : start + size] for start in range(jobs, len(tasks), size))


def _run_in_order(
    settings: BatchSettings, chunks: Iterator[Chunk], pool: _WorkerPool
) -> Iterator[TaskResult]:
    """The chunks' results as they were handed out; only a few are under way at a time."""
    waiting: deque[tuple[Chunk, Future[list[TaskResult]]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, pool.submit(settings, chunk)))
        if len(waiting) > pool.jobs * 3:
            yield from _collect_chunk(settings, *waiting.popleft(), pool)
    while waiting:
        yield from _collect_chunk(settings, *waiting.popleft(), pool)


def _collect_chunk(
    settings: BatchSettings, chunk: Chunk, future: Future[list[TaskResult]], pool: _WorkerPool
) -> Iterator[TaskResult]:
    """What came of a chunk. Where a worker died, of each input for itself: one is to blame."""
    try:
        yield from future.result()
        return
    except Exception:  # an executor handed in raises what it likes for a worker that died
        single = pool.start_single()
    try:
        for task in chunk:
            try:
                yield from single.submit(settings, [task]).result()
            except Exception as error:  # the same, and now it is known of which input
                yield TaskResult(None, (crash_problem(settings, task, type(error).__name__),))
    finally:
        if single is not pool:
            single.close()


class _WorkerPool:
    """An executor, made anew when it breaks, unless it was handed in."""

    def __init__(self, jobs: int, given: Executor | None) -> None:
        self.jobs = jobs
        self.given = given
        self.executor = given or _start_processes(self.jobs)
        self.futures: list[Future[list[TaskResult]]] = []

    def submit(self, settings: BatchSettings, chunk: Chunk) -> Future[list[TaskResult]]:
        with defer_interrupts():  # a worker that starts now shall not hear Ctrl-C
            try:
                future = self.executor.submit(make_reports, settings, chunk)
            except BrokenExecutor:
                self.close()
                self.executor = self.given or _start_processes(self.jobs)
                future = self.executor.submit(make_reports, settings, chunk)
        self.futures = [each for each in self.futures if not each.done()] + [future]
        return future

    def start_single(self) -> _WorkerPool:
        """One worker beside the others; where the executor was handed in, that one."""
        return self if self.given is not None else _WorkerPool(1, None)

    def close(self) -> None:
        for future in self.futures:
            future.cancel()
        if self.given is None:
            self.executor.shutdown(cancel_futures=True)


def _start_processes(jobs: int) -> Executor:
    """Processes that do not hear Ctrl-C: the one that started them says when to stop.

    A copy of this process is at work at once; but one that has threads must not be copied.
    """
    context = multiprocessing.get_context("fork" if can_copy_process() else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=ignore_interrupts)
