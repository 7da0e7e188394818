"""Several files written together: all of them, or none."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from drafter.output.files import (
    ChangedMeanwhile,
    is_open,
    read_if_there,
    replace_known,
    write_atomically,
)
from drafter.output.write import describe_refusal
from drafter.problems import FilePlace, Problem, problem


class NewFile(NamedTuple):
    """A file to be written: where, what, and how its user calls it. kept: what stands there is
    somebody's work and is kept under a number."""

    path: Path
    data: bytes
    shown: str
    kept: bool = False


def write_together(files: Sequence[NewFile]) -> tuple[dict[Path, Path], Problem | None]:
    """Write all files, or none: the backups that were made, by file; or why not."""
    opened = [each for each in files if each.path.exists() and is_open(each.path)]
    if opened:
        return {}, problem("D503", FilePlace(opened[0].shown))
    backups: dict[Path, Path] = {}
    written: list[tuple[Path, bytes | None]] = []
    for each in files:
        try:
            known = read_if_there(each.path)
            if known == each.data:
                continue
            each.path.parent.mkdir(parents=True, exist_ok=True)
            if known is not None and each.kept:
                backups[each.path] = _keep_aside(each.path, known)
            replace_known(each.path, known, each.data)
            written.append((each.path, known))
        except (OSError, ChangedMeanwhile) as error:
            _take_back(written, backups)
            place = FilePlace(each.shown)
            if isinstance(error, ChangedMeanwhile):
                return {}, problem("D551", place, n=1)
            return {}, describe_refusal(each.path, place, error)
    return backups, None


def _keep_aside(path: Path, known: bytes) -> Path:
    """A numbered copy, whose name does not end as such files' names do: nobody takes it for one."""
    number = 1
    while (backup := path.with_name(f"{path.name}.备份{number}")).exists():
        number += 1
    write_atomically(backup, known)
    return backup


def _take_back(written: Sequence[tuple[Path, bytes | None]], backups: Mapping[Path, Path]) -> None:
    for path, known in written:
        with contextlib.suppress(OSError):
            if known is None:
                path.unlink(missing_ok=True)
            else:
                write_atomically(path, known)
    for backup in backups.values():
        backup.unlink(missing_ok=True)


def remember_digests(memory: Path, files: Sequence[NewFile]) -> None:
    """Keep in the file `memory` which bytes were written, so that a later run knows them again."""
    digests = recall_digests(memory) | {each.path.name: digest_bytes(each.data) for each in files}
    with contextlib.suppress(OSError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(memory, json.dumps(digests, ensure_ascii=False, indent=1).encode())


def recall_digests(memory: Path) -> dict[str, str]:
    """The digests by file name; none where nothing is remembered."""
    try:
        found = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def digest_bytes(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()
