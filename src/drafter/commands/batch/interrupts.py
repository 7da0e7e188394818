"""Ctrl-C at the right moment: never between two steps that belong together."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator


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
