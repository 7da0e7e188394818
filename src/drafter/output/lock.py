"""One run at a time writes a report: a lock in the workspace's memory, and who holds it.

The system's own locks, asked for here: a library that asks for them brings logging and the like,
which is a fortieth of a run that writes one report.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from drafter.output.store import resolve_folder

PATIENCE = 30.0
"""Seconds to wait for another run: an edited report of 60 pages takes two."""
_LOCK, _HOLDER = "lock", "holder.txt"
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.01, 0.1
_HELD = (errno.EACCES, errno.EAGAIN)
"""What the system says of a lock that another process has."""


class LockedElsewhere(Exception):
    """Another run has been writing the report for too long. It says who."""


@contextlib.contextmanager
def hold_lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder's lock; wait for another run or thread that has it. Raises LockedElsewhere.

    The system frees the lock of a process that ends, however it ends. Where the folder cannot be
    written, nothing can be kept there either, and writing says why.
    """
    deadline = time.monotonic() + patience
    with _hold_thread_lock(folder, patience), _open_lock(folder) as file:
        if file is not None and not _wait_for_lock(file, deadline):
            raise LockedElsewhere(_read_holder(folder))
        try:
            if file is not None:
                with contextlib.suppress(OSError):
                    (folder / _HOLDER).write_text(_describe_self(), encoding="utf-8")
            yield
        finally:
            if file is not None:
                _free_lock(file)


class _Waiting:
    """The lock of a folder between threads, and how many of them hold it or wait for it."""

    def __init__(self) -> None:
        self.lock, self.count = threading.Lock(), 0


_waiting: dict[Path, _Waiting] = {}
_waiting_guard = threading.Lock()


@contextlib.contextmanager
def _hold_thread_lock(folder: Path, patience: float) -> Iterator[None]:
    """Wait for other threads: the system's own lock keeps processes apart, not their threads."""
    key = resolve_folder(folder.parent) / folder.name
    with _waiting_guard:
        own = _waiting.setdefault(key, _Waiting())
        own.count += 1
    try:
        if not own.lock.acquire(timeout=patience):
            raise LockedElsewhere(_read_holder(folder))
        try:
            yield
        finally:
            own.lock.release()
    finally:
        with _waiting_guard:
            own.count -= 1
            if not own.count:
                del _waiting[key]


@contextlib.contextmanager
def _open_lock(folder: Path) -> Iterator[IO[str] | None]:
    """The file that is locked; none where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / _LOCK).open("a")
    except OSError:
        yield None
        return
    with file:
        yield file


def _wait_for_lock(file: IO[str], deadline: float) -> bool:
    """Whether no other process has the lock any more; a share that knows no locks has none."""
    pause = _SHORTEST_PAUSE
    while True:
        try:
            _take_lock(file)
        except OSError as error:
            if error.errno in _HELD and time.monotonic() < deadline:
                time.sleep(pause)
                pause = min(pause + _SHORTEST_PAUSE, _LONGEST_PAUSE)
                continue
            return error.errno not in _HELD
        return True


if sys.platform == "win32":
    import msvcrt

    def _take_lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _free_lock(file: IO[str]) -> None:
        with contextlib.suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take_lock(file: IO[str]) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _free_lock(file: IO[str]) -> None:
        """Closing the file does it."""


def _describe_self() -> str:
    user = os.environ.get("USERNAME") or os.environ.get("USER") or "?"
    machine = os.environ.get("COMPUTERNAME") or getattr(os, "uname", lambda: "??")()[1]
    return f"{user}@{machine or '?'}"


def _read_holder(folder: Path) -> str:
    try:
        return (folder / _HOLDER).read_text(encoding="utf-8", errors="replace")[:80] or "?"
    except OSError:
        return "?"
