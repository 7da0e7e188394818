"""What takes longer than a moment: done one after the other; and what it made, to be fetched."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from drafter.desk.actions.model import Download

MOMENT = 0.4
"""So long an answer is waited for; a later one is told as an event."""
_MOST_JOBS, _MOST_FILES = 100, 200


@dataclass
class Job:
    """An action on its way, or done."""

    name: str
    future: Future[dict[str, object]]


class Jobs:
    """The actions on their way or done; one at a time, since they write the same reports."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, "drafter-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._files: OrderedDict[str, Download] = OrderedDict()
        self._lock = threading.Lock()

    def start(
        self, act: Callable[[], dict[str, object]], done: Callable[[str, dict[str, object]], None]
    ) -> Job:
        """Begin the action. done: is called with its answer, unless that is taken at once."""
        name = secrets.token_urlsafe(12)
        job = Job(name, self._worker.submit(act))
        with self._lock:
            self._jobs[name] = job
            while len(self._jobs) > _MOST_JOBS:
                self._jobs.popitem(last=False)
        job.future.add_done_callback(lambda future: done(name, future.result()))
        return job

    def find(self, name: str) -> Job | None:
        """The job of that name, where it is still known."""
        return self._jobs.get(name)

    def offer(self, download: Download) -> str:
        """Where the file can be taken from: under an id that nobody can guess."""
        name = secrets.token_urlsafe(18)
        with self._lock:
            self._files[name] = download
            while len(self._files) > _MOST_FILES:
                self._files.popitem(last=False)
        return f"/files/{name}"

    def take(self, name: str) -> Download | None:
        """The file that is offered under that id."""
        return self._files.get(name)

    def end(self) -> None:
        """Begin nothing more; what is being written is written."""
        self._worker.shutdown(wait=True, cancel_futures=True)
