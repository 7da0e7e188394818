"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

just_written: list[Path] = []
"""What this process has put in its place: a command that breaks off says so."""


class ChangedMeanwhile(Exception):
    """What stands on disk is not any more what was read: a program has just saved it."""


def is_open(path: Path) -> bool:
    """Whether Word, WPS or LibreOffice says that it has the file open.

    Word and WPS put an owner file beside it, whose name has ~$ before a short name and in place
    of the first two characters of a long one; WPS on Linux puts .~ before it.
    """
    name = path.name
    signs = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return any(path.with_name(sign).exists() for sign in signs)


def read_if_there(path: Path) -> bytes | None:
    """What stands there, or leads there; None: nothing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def replace_known(path: Path, known: bytes | None, data: bytes, *, locked: bool = False) -> None:
    """Write the file in place of what is known to stand there; None: nothing does.

    It is read again at the last moment, since Word, or a program that keeps folders alike, may have
    saved it meanwhile: what they saved would be in no backup. Raises ChangedMeanwhile.
    """

    def look_again() -> None:
        if read_if_there(path) != known:
            raise ChangedMeanwhile

    write_atomically(path, data, locked=locked, last_look=look_again)


def write_atomically(
    path: Path, data: bytes, *, sure: bool = True, locked: bool = False,
    last_look: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Write a file whole or not at all: a temporary one beside it, then a rename.

    sure: it outlasts a power failure too; that takes as long as all the rest. locked: nobody else
    writes this file just now, so that the temporary one has a name of its own for good, and what a
    killed run left of it goes with the next one. last_look: is called just before the rename.
    It keeps the rights that the file had. A link of that name becomes a file; what it leads to
    is not touched.
    """
    temporary = _name_temporary(path) if locked else _name_beside(path, os.urandom(4))
    try:
        if locked:
            temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            if sure:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        if last_look is not None:
            last_look()
        just_written.append(path)  # before it is: Ctrl-C may come right behind
        temporary.replace(path)
    except BaseException:
        if temporary.exists():
            with contextlib.suppress(ValueError):
                just_written.remove(path)
            temporary.unlink(missing_ok=True)
        raise


def sweep_temporary(path: Path) -> None:
    """Take away what a killed run left of writing the file, when nobody else writes it now."""
    _name_temporary(path).unlink(missing_ok=True)


def _name_temporary(path: Path) -> Path:
    """The name that a locked file's temporary one has for good."""
    return _name_beside(path, hashlib.sha256(path.name.encode("utf-8", "surrogatepass")).digest())


def _name_beside(path: Path, mark: bytes) -> Path:
    return path.with_name(f".drafter-{mark[:4].hex()}.tmp")
