"""Half of what a long text is asked is asked in a second process, where the system can make one."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable
from typing import IO, Generic, TypeVar

_Told = TypeVar("_Told")


class Apart(Generic[_Told]):
    """What is computed in another process meanwhile; here, if that cannot be, and then at the end.

    The other one begins as a copy of this: what it is to compute it need not be sent, and what it
    tells must be plain values. It is made of a process with one thread alone, for a copy has no
    other, and would wait for ever for what they hold.
    """

    def __init__(self, compute: Callable[[], _Told], *, is_worth_it: bool) -> None:
        self._compute = compute
        self._source: IO[bytes] | None = None
        self._process = 0
        if is_worth_it and _can_part():
            self._begin()

    def __enter__(self) -> Apart[_Told]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._source is not None:
            self._source.close()
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)

    def take(self) -> _Told:
        """What was computed there. Whatever went wrong there is done again here."""
        if self._source is not None:
            with self._source as source:
                told = source.read()
            self._source = None
            _, status = os.waitpid(self._process, 0)
            if status == 0:
                kept: _Told = pickle.loads(told)
                return kept
        return self._compute()

    def _begin(self) -> None:
        source, target = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(target)
            self._source = os.fdopen(source, "rb")
            return
        status = 1
        try:
            with os.fdopen(target, "wb") as told:
                told.write(pickle.dumps(self._compute()))
            status = 0
        finally:  # neither what the other one has written and not sent, nor its errors
            os._exit(status)


def _can_part() -> bool:
    """Whether a copy of this process is cheap, safe, and has a core of its own."""
    has_two = hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
    return has_two and hasattr(os, "fork") and threading.active_count() == 1
