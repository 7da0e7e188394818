"""Part of what a long text is asked is asked in a second process, where the system can make one."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import Meanwhile


class Apart(Meanwhile):
    """Findings that another process computes meanwhile; this one at the end, if that cannot be.

    The other begins as a copy of this one: what it is to compute it need not be sent. It is made
    of a process with one thread alone, for a copy has no other, and would wait for ever for what
    they hold.
    """

    def __init__(self, compute: Callable[[], list[Hit]]) -> None:
        super().__init__(compute)
        self._process: Any = None
        if _can_part():
            from multiprocessing import get_context  # 10 ms, for long texts alone

            copying = get_context("fork")
            self._source, target = copying.Pipe(duplex=False)
            self._process = copying.Process(target=_tell, args=(compute, target), daemon=True)
            self._process.start()
            target.close()

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._source.close()
            self._process.kill()
            self._process.join()

    def take(self) -> list[Hit]:
        """What was computed there. Whatever went wrong there is done again here."""
        if self._process is not None:
            try:
                found: list[Hit] = self._source.recv()
            except (EOFError, OSError):
                return super().take()
            return found
        return super().take()


def _tell(compute: Callable[[], list[Hit]], target: Any) -> None:
    """Send what is computed; nothing where it fails: the other one will, and say so."""
    try:
        target.send(compute())
    except BaseException:
        target.close()


def _can_part() -> bool:
    """Whether a copy of this process is cheap, safe, and has a core of its own."""
    has_two = hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
    return has_two and hasattr(os, "fork") and threading.active_count() == 1
