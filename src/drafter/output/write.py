"""Writing a report: what stands on disk decides."""

from __future__ import annotations

import contextlib
import errno
import shutil
from pathlib import Path
from typing import Literal, NamedTuple

from drafter.output.store import Store, put
from drafter.problems import FilePlace, Phrase, Problem, phrase, problem

Status = Literal["written", "replaced", "unchanged"]


class Written(NamedTuple):
    """What became of a report: its path, what was done, and where the older file was kept."""

    path: Path
    status: Status
    backup: Path | None = None


def write(
    store: Store, path: Path, data: bytes, record: dict[str, str], *, overwrite: bool = False,
    shown: str = "", last: bool = True,
) -> tuple[Written | None, list[Problem]]:  # fmt: skip
    """Write the report, or say why not (then the report on disk is what it was).

    A file that drafter did not write, or that has changed since, is left alone unless
    `overwrite`: then it is first copied to a numbered backup beside it. A link counts as such a
    file: it gives way to the report, and what it leads to is not touched. `shown`: the path as
    the user would write it. last: the store's last run is this one.
    """
    place = FilePlace(shown or str(path))
    try:
        if found := _forbidden(store, path, data, record, place, overwrite=overwrite):
            return None, [found]
        written = _write(store, path, data, record)
        if last:
            with contextlib.suppress(OSError):
                store.remember(record)
        return written, []
    except PermissionError as error:
        code = "D503" if path.exists() else "D504"
        return None, [problem(code, place, reason=reason(error))]
    except OSError as error:
        return None, [problem("D504", place, reason=reason(error))]


_REASONS = {
    errno.ENOSPC: "space", errno.ENAMETOOLONG: "long", errno.EROFS: "readonly",
    errno.ENOENT: "nowhere", errno.ENOTDIR: "nowhere",
    errno.EACCES: "rights", errno.EPERM: "rights",
}  # fmt: skip


def reason(error: OSError) -> Phrase:
    """Why the system would not write, in both languages."""
    key = f"failing.{_REASONS.get(error.errno or 0, 'system')}"
    return phrase(key, said=error.strerror or str(error))


def _forbidden(
    store: Store, path: Path, data: bytes, record: dict[str, str], place: FilePlace, *,
    overwrite: bool,
) -> Problem | None:  # fmt: skip
    """Why the report may not be written there; None when it may."""
    if path.is_dir():
        return problem("D505", place)
    found = path.read_bytes() if path.exists() else None
    if found == data and not path.is_symlink():
        return None
    if not _is_ours(store, path, found) and not overwrite:
        return problem("D502" if store.knows(path) else "D501", place)
    if found is not None and _is_open(path):
        return problem("D503", place)
    other = store.data(path)
    if found is not None and other not in ("", record["data"]) and not overwrite:
        return problem("D513", place, other=other, this=record["data"])
    return None


def _is_ours(store: Store, path: Path, found: bytes | None) -> bool:
    return not path.is_symlink() and (found is None or store.wrote(path, found))


def _write(store: Store, path: Path, data: bytes, record: dict[str, str]) -> Written:
    found = path.read_bytes() if path.exists() else None
    if found == data and not path.is_symlink():
        store.amend(path, record)
        return Written(path, "unchanged")
    same = store.data(path) in ("", record["data"])
    kept = found is None or (same and _is_ours(store, path, found))
    backup = None if kept or found is None else _back_up(path, found)
    try:
        _replace(store, path, found, data, record)
    except OSError:
        if backup is not None:
            backup.unlink(missing_ok=True)
        raise
    return Written(path, "written" if found is None else "replaced", backup)


def _is_open(path: Path) -> bool:
    """Whether Word, WPS or LibreOffice says that it has the file open.

    Word and WPS put an owner file beside it, whose name has ~$ before a short name and in place
    of the first two characters of a long one; WPS on Linux puts .~ before it.
    """
    name = path.name
    signs = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return any(path.with_name(sign).exists() for sign in signs)


def _replace(
    store: Store, path: Path, found: bytes | None, data: bytes, record: dict[str, str]
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    store.prepare(path, found, data, record)
    put(path, data)
    store.settle(path)


def _back_up(path: Path, found: bytes) -> Path:
    """Keep the file under the first free numbered name beside it, with its own date."""
    number = 1
    while (backup := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        number += 1
    put(backup, found)
    shutil.copystat(path, backup)
    return backup
