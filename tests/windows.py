"""Run drafter's command line in this process as Windows would: `python windows.py generate …`.

What POSIX alone has is taken away, and what Windows forbids fails: folders cannot be opened, a file
that is open can be neither replaced nor deleted. The standard library and the packages are imported
first, since theirs are the sides of Windows that their own tests prove.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import signal
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

EVERYTHING = "import-everything"
_FIRST = (
    "asyncio", "concurrent.futures", "ctypes", "email.message", "multiprocessing.connection",
    "platform", "shutil", "socket", "subprocess", "tempfile", "uuid", "webbrowser", "zipfile",
    "docx", "docxtpl", "docxtpl_lint", "jinja2", "jsonschema_rs", "lxml.etree", "rich.console",
    "starlette.applications", "starlette.responses", "typer", "uvicorn", "watchfiles", "xlrd",
    "yaml",
)  # fmt: skip
_POSIX_ONLY = ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty")
_OS_ONLY = (
    "chown", "fchmod", "fchown", "fork", "getegid", "geteuid", "getgid", "getuid", "lchown",
    "mkfifo", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK",
    "posix_spawn", "setsid", "statvfs", "sync", "uname",
)  # fmt: skip
_SIGNALS = ("SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGALRM", "pthread_sigmask", "alarm")
_LOCKED: set[int] = set()


def _lock(number: int, mode: int, size: int) -> None:
    """As `msvcrt.locking`: a byte from where the file stands; a second lock fails."""
    inode = os.fstat(number).st_ino
    if mode == 0:
        _LOCKED.discard(inode)
    elif inode in _LOCKED:
        raise PermissionError(13, "Permission denied")
    else:
        _LOCKED.add(inode)


def _forbid_open_files(name: str, target: int) -> None:
    """Let the call fail where that argument's file is open in this process."""
    usual: Callable[..., Any] = getattr(os, name)

    def call(*paths: Any, **more: Any) -> Any:
        path = os.path.realpath(paths[target])
        opened = {os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()}
        if path in opened:
            raise PermissionError(13, "The file is in use", str(path))
        return usual(*paths, **more)

    setattr(os, name, call)


def _forbid_open_folders() -> None:
    usual = os.open

    def call(path: Any, *rest: Any, **more: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path, *rest, **more)

    os.open = call


def become_windows() -> None:
    for name in _FIRST:
        importlib.import_module(name)
    for name in _POSIX_ONLY:
        sys.modules[name] = None  # type: ignore[assignment]
    for home, names in ((os, _OS_ONLY), (signal, _SIGNALS)):
        for name in names:
            if hasattr(home, name):
                delattr(home, name)
    fake: Any = types.ModuleType("msvcrt")
    fake.locking, fake.LK_NBLCK, fake.LK_UNLCK = _lock, 2, 0
    sys.modules["msvcrt"] = fake
    sys.platform = "win32"
    _forbid_open_folders()
    for name, target in (("replace", 1), ("rename", 1), ("unlink", 0), ("remove", 0)):
        _forbid_open_files(name, target)


def main() -> None:
    become_windows()
    if sys.argv[1:] == [EVERYTHING]:
        return import_everything()
    from drafter.cli import main as run

    run()


def import_everything() -> None:
    import drafter

    for each in pkgutil.walk_packages(drafter.__path__, "drafter."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)


if __name__ == "__main__":
    main()
