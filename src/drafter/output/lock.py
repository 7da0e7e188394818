"""One run at a time writes a report: a lock in the workspace's memory, and who holds it.

fasteners and not filelock: a run that writes one report loads it in a quarter of the time.
"""

from __future__ import annotations

import contextlib
import os
import platform
import threading
from collections.abc import Iterator
from pathlib import Path

from fasteners import InterProcessLock

PATIENCE = 30.0
"""Seconds to wait for another run: an edited report of 60 pages takes two."""
_LOCK, _HOLDER = "lock", "holder.txt"


class LockedElsewhere(Exception):
    """Another run has been writing the report for too long. It says who."""


@contextlib.contextmanager
def hold_lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder's lock; wait for another run that has it. Raises LockedElsewhere.

    The system frees the lock of a process that ends, however it ends. Where the folder cannot be
    written, nothing can be kept there either, and writing says why.
    """
    lock = InterProcessLock(folder / _LOCK)
    try:
        is_ours = lock.acquire(timeout=patience)
    except (OSError, threading.ThreadError):
        yield
        return
    if not is_ours:
        raise LockedElsewhere(_read_holder(folder))
    try:
        with contextlib.suppress(OSError):
            (folder / _HOLDER).write_text(_describe_self(), encoding="utf-8")
        yield
    finally:
        lock.release()


def _describe_self() -> str:
    user = os.environ.get("USERNAME") or os.environ.get("USER") or "?"
    return f"{user}@{platform.node() or '?'}"


def _read_holder(folder: Path) -> str:
    try:
        return (folder / _HOLDER).read_text(encoding="utf-8", errors="replace")[:80] or "?"
    except OSError:
        return "?"
