"""Writing a file that is no report of drafter's: never over another one, unless that is asked."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from drafter.output.files import (
    ChangedMeanwhile,
    is_open,
    read_if_there,
    replace_known,
    write_atomically,
)
from drafter.output.lock import PATIENCE, LockedElsewhere, hold_lock
from drafter.output.versions import digest
from drafter.output.write import WriteResult, back_up, describe_refusal
from drafter.problems import FilePlace, Problem, problem


def write_copy(
    path: Path, data: bytes, *, overwrite: bool = False, shown: str = ""
) -> WriteResult | Problem:
    """Write the file, or say why not (then what is on disk is what it was).

    A file of that name that says something else is left alone unless `overwrite`: then it is kept
    under a number beside it and replaced. shown: the path as its user would write it.
    """
    place = FilePlace(shown or str(path))
    try:
        return _try_copy(path, data, place, overwrite=overwrite)
    except OSError as error:
        return describe_refusal(path, place, error)
    except ChangedMeanwhile:
        return problem("D551", place, n=1)


def _try_copy(
    path: Path, data: bytes, place: FilePlace, *, overwrite: bool
) -> WriteResult | Problem:
    if path.is_dir():
        return problem("D505", place)
    found = read_if_there(path)
    if found == data and not path.is_symlink():
        return WriteResult(path, "unchanged")
    if found is None and not path.is_symlink():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_known(path, None, data)
        return WriteResult(path, "written")
    if not overwrite:
        return problem("D532", place)
    if is_open(path):
        return problem("D503", place)
    return _replace_file(path, found, data)


def _replace_file(path: Path, found: bytes | None, data: bytes) -> WriteResult:
    """Put the file in place of what stood there, which is kept under a number."""
    backup, is_new = (None, False) if found is None else back_up(path, found)
    try:
        replace_known(path, found, data)
    except (OSError, ChangedMeanwhile):
        if backup is not None and is_new:
            backup.unlink(missing_ok=True)
        raise
    return WriteResult(path, "replaced", backup)


def remove_file(path: Path, shown: str) -> Problem | None:
    """Take a file away that is kept elsewhere; or why it cannot be."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return describe_refusal(path, FilePlace(shown), error)
    return None


def replace_data_file(path: Path, data: bytes, shown: str) -> tuple[Path | None, Problem | None]:
    """Put other text in a data file's place: the backup that was kept of it, or why not.

    The backup's name does not end as data files' names do, so that nobody takes it for one.
    """
    place, number = FilePlace(shown), 1
    try:
        if is_open(path):
            return None, problem("D503", place)
        while (backup := path.with_name(f"{path.name}.备份{number}")).exists():
            number += 1
        before = path.read_bytes()
        write_atomically(backup, before)
        replace_known(path, before, data)
    except OSError as error:
        return None, describe_refusal(path, place, error)
    except ChangedMeanwhile:
        backup.unlink(missing_ok=True)
        return None, problem("D551", place, n=1)
    return backup, None


def save_data_file(
    path: Path, base: str, data: bytes, shown: str, memory: Path | None
) -> Problem | None:
    """Put other text in the place of a data file that still has the digest `base`; or why not.

    No backup is kept, since who edits cell by cell saves all the time. memory: the workspace's, for
    the lock; a link is followed.
    """
    return _replace_locked(
        path.resolve(), base, data, FilePlace(shown), memory and memory / "data", "D600"
    )


def save_report_edit(
    path: Path, before: bytes, data: bytes, shown: str, memory: Path
) -> Problem | None:
    """Put an edit into the report that still has the bytes `before`; or why not.

    memory: the report's own, for the lock. What is edited is a tracked change, or a comment that
    somebody has decided about: no backup is kept of it.
    """
    return _replace_locked(path, digest(before), data, FilePlace(shown), memory, "D551")


def _replace_locked(
    path: Path, base: str, data: bytes, place: FilePlace, memory: Path | None, stale: str
) -> Problem | None:
    changed = problem(stale, place, n=1) if stale == "D551" else problem(stale, place)
    try:
        with hold_lock(memory) if memory else nullcontext():
            known = read_if_there(path)
            if known is None or digest(known) != base:
                return changed
            if known != data:
                replace_known(path, known, data)
    except LockedElsewhere as error:
        return problem("D522", place, who=str(error), n=int(PATIENCE))
    except OSError as error:
        return describe_refusal(path, place, error)
    except ChangedMeanwhile:
        return changed
    return None
