"""Copies of this process that work for it: where one can be made, and what Ctrl-C means to it."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator


def can_copy_process() -> bool:
    """Whether a copy of this process is at work at once, and safe: one that has threads is copied
    without them, and the copy would wait for ever for what they hold."""
    return sys.platform == "linux" and threading.active_count() == 1


def ignore_interrupts() -> None:
    """Do not hear Ctrl-C in this process: the one that started it says when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def defer_interrupts() -> Iterator[None]:
    """Keep Ctrl-C waiting for a moment, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
