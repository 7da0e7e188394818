"""Writing a report: what stands on disk decides."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafter.output.store import Store, put
from drafter.problems import FilePlace, Problem, problem

Status = Literal["written", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a report: its path, what was done, and where the older file was kept."""

    path: Path
    status: Status
    backup: Path | None = None


def write(
    store: Store, path: Path, data: bytes, record: dict[str, str], *, overwrite: bool = False
) -> tuple[Written | None, list[Problem]]:
    """Write the report, or say why not (then nothing has changed on disk).

    A file that drafter did not write, or that has changed since, is left alone unless
    `overwrite`: then it is first copied to a numbered backup beside it.
    """
    place = FilePlace(str(path))
    if path.is_dir():
        return None, [problem("D505", place)]
    if (path.parent / f"~${path.name[2:]}").exists() or (path.parent / f"~${path.name}").exists():
        return None, [problem("D503", place)]
    try:
        found = path.read_bytes() if path.exists() else None
        ours = found is None or store.wrote(path, found)
        if not ours and not overwrite:
            return None, [problem("D502" if store.knows(path) else "D501", place)]
        if found == data:
            return Written(path, "unchanged"), []
        backup = None if ours else _back_up(path)
        _replace(store, path, data, record)
    except PermissionError:
        return None, [problem("D503", place)]
    except OSError as error:
        return None, [problem("D504", place, reason=error.strerror or str(error))]
    return Written(path, "written" if found is None else "replaced", backup), []


def _replace(store: Store, path: Path, data: bytes, record: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    store.prepare(path, data)
    put(path, data)
    store.settle(path, record)


def _back_up(path: Path) -> Path:
    """Copy the file to the first free numbered name beside it."""
    number = 1
    while (backup := path.with_name(f"{path.stem}.备份{number}{path.suffix}")).exists():
        number += 1
    shutil.copy2(path, backup)
    return backup
