"""Part of what a long text is asked is asked in a second process, where the system can make one."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import Meanwhile
from drafter.commands.batch.copying import can_copy_process, defer_interrupts, ignore_interrupts


class Apart(Meanwhile):
    """Findings that another process computes meanwhile; this one at the end, if that cannot be.

    The other begins as a copy of this one: what it is to compute it need not be sent.
    """

    def __init__(self, compute: Callable[[], list[Hit]]) -> None:
        super().__init__(compute)
        self._process: Any = None
        if _can_part():
            with defer_interrupts():  # a copy that starts now shall not hear Ctrl-C
                self._begin()

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

    def _begin(self) -> None:
        """Copy this process; where the system has no room for another there is none."""
        from multiprocessing import current_process, get_context  # 10 ms, for long texts alone

        if current_process().daemon:
            return  # a worker of somebody's own, which may begin none
        copying = get_context("fork")
        try:
            self._source, target = copying.Pipe(duplex=False)
            process = copying.Process(target=_tell, args=(self.compute, target), daemon=True)
            process.start()
        except OSError:
            return
        target.close()
        self._process = process


def _tell(compute: Callable[[], list[Hit]], target: Any) -> None:
    """Send what is computed; nothing where it fails: the other one will, and say so."""
    ignore_interrupts()
    try:
        target.send(compute())
    except BaseException:
        target.close()


def _can_part() -> bool:
    """Whether a copy has a core of its own, too."""
    return can_copy_process() and len(os.sched_getaffinity(0)) > 1
