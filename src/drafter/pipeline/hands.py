"""Who does the work of a batch: this process, processes of our own, or an executor handed in."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor

from drafter.pipeline.interrupts import deaf, ignore
from drafter.pipeline.work import Made, Settings, Task, crash, work

MOST_IN_CHUNK = 8
"""So many inputs go to a worker at once at most."""
MOST_JOBS = 61
"""More processes than Windows lets one wait for are not started."""
FOREIGN = 16
"""So many workers an executor that was handed in is taken to have, if not said to have more."""

Chunk = Sequence[Task]


def made(
    settings: Settings, tasks: Sequence[Task], jobs: int, executor: Executor | None
) -> Generator[Made]:
    """What came of each task, in their order; a worker that dies takes only its input with it."""
    jobs = min(jobs, len(tasks), MOST_JOBS) if executor is None else max(jobs, FOREIGN)
    if executor is None and jobs <= 1:
        for task in tasks:
            yield from work(settings, [task])
        return
    hands = _Hands(jobs, executor)
    try:
        yield from _in_order(settings, _chunks(tasks, jobs), hands)
    finally:
        hands.close()


def _chunks(tasks: Sequence[Task], jobs: int) -> Iterator[Chunk]:
    size = max(1, min(MOST_IN_CHUNK, len(tasks) // (jobs * 4)))
    return (tasks[start : start + size] for start in range(0, len(tasks), size))


def _in_order(settings: Settings, chunks: Iterator[Chunk], hands: _Hands) -> Iterator[Made]:
    """The chunks' results as they were handed out; only a few are under way at a time."""
    waiting: deque[tuple[Chunk, Future[list[Made]]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, hands.submit(settings, chunk)))
        if len(waiting) > hands.jobs * 3:
            yield from _result(settings, *waiting.popleft(), hands)
    while waiting:
        yield from _result(settings, *waiting.popleft(), hands)


def _result(
    settings: Settings, chunk: Chunk, future: Future[list[Made]], hands: _Hands
) -> Iterator[Made]:
    """What came of a chunk. Where a worker died, of each input alone, so that one is to blame."""
    try:
        yield from future.result()
        return
    except Exception:  # whatever an executor raises for a worker that died
        alone = hands.alone()
    try:
        for task in chunk:
            try:
                yield from alone.submit(settings, [task]).result()
            except Exception as error:
                yield Made(None, (crash(settings, task, type(error).__name__),))
    finally:
        if alone is not hands:
            alone.close()


class _Hands:
    """An executor, made anew when it breaks, unless it was handed in."""

    def __init__(self, jobs: int, given: Executor | None) -> None:
        self.jobs = jobs
        self.given = given
        self.executor = given or _processes(self.jobs)
        self.futures: list[Future[list[Made]]] = []

    def submit(self, settings: Settings, chunk: Chunk) -> Future[list[Made]]:
        with deaf():  # a worker that starts now shall not hear Ctrl-C
            try:
                future = self.executor.submit(work, settings, chunk)
            except BrokenExecutor:
                self.close()
                self.executor = self.given or _processes(self.jobs)
                future = self.executor.submit(work, settings, chunk)
        self.futures = [each for each in self.futures if not each.done()] + [future]
        return future

    def alone(self) -> _Hands:
        """One worker beside the others; where the executor was handed in, that one."""
        return self if self.given is not None else _Hands(1, None)

    def close(self) -> None:
        for future in self.futures:
            future.cancel()
        if self.given is None:
            self.executor.shutdown(cancel_futures=True)


def _processes(jobs: int) -> Executor:
    """Processes that do not hear Ctrl-C: the one that started them says when to stop.

    A copy of this process is at work at once; but one that has threads must not be copied.
    """
    copied = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if copied else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=ignore)
