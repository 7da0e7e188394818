"""Writing a file that is no report of drafter's: never over another one, unless that is asked."""

from __future__ import annotations

from pathlib import Path

from drafter.output.store import put
from drafter.output.write import Written, back_up, is_open, refused
from drafter.problems import FilePlace, Problem, problem


def copy(
    path: Path, data: bytes, *, overwrite: bool = False, shown: str = ""
) -> Written | Problem:  # fmt: skip
    """Write the file, or say why not (then what is on disk is what it was).

    A file of that name that says something else is left alone unless `overwrite`: then it is kept
    under a number beside it and replaced. shown: the path as its user would write it.
    """
    place = FilePlace(shown or str(path))
    try:
        return _copied(path, data, place, overwrite=overwrite)
    except OSError as error:
        return refused(path, place, error)


def _copied(path: Path, data: bytes, place: FilePlace, *, overwrite: bool) -> Written | Problem:
    if path.is_dir():
        return problem("D505", place)
    found = path.read_bytes() if path.exists() else None
    if found == data and not path.is_symlink():
        return Written(path, "unchanged")
    if found is None and not path.is_symlink():
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, data)
        return Written(path, "written")
    if not overwrite:
        return problem("D532", place)
    if is_open(path):
        return problem("D503", place)
    return _replaced(path, found, data)


def _replaced(path: Path, found: bytes | None, data: bytes) -> Written:
    """Put the file in place of what stood there, which is kept under a number."""
    backup = None if found is None else back_up(path, found)
    try:
        put(path, data)
    except OSError:
        if backup is not None:
            backup.unlink(missing_ok=True)
        raise
    return Written(path, "replaced", backup)


def exchange(path: Path, data: bytes, shown: str) -> tuple[Path | None, Problem | None]:
    """Put other text in a data file's place: the backup that was kept of it, or why not.

    The backup's name does not end as data files' names do, so that nobody takes it for one.
    """
    place, number = FilePlace(shown), 1
    try:
        if is_open(path):
            return None, problem("D503", place)
        while (backup := path.with_name(f"{path.name}.备份{number}")).exists():
            number += 1
        put(backup, path.read_bytes())
        put(path, data)
    except OSError as error:
        return None, refused(path, place, error)
    return backup, None
