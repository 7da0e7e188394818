"""Writing a report in a test, and what became of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.output import Store, WriteJob, write_report
from drafter.output import store as stores
from drafter.word.package.archive import Package, write_zip

RECORD = {"data": "data/2021.yaml", "template": "甲", "report": "output/总结.docx"}


def status(store: Store, path: Path, data: bytes, *, overwrite: bool = False) -> str:
    """What a run does with the report: its status, or the code of what stops it."""
    written, found = write_report(WriteJob(store, path, data, RECORD, overwrite=overwrite))
    assert (written is None) == bool(found)
    return written.status if written else found[0].code


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the store's, by name."""
    kept = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.name: path.read_bytes() for path in kept if ".drafter" not in path.parts}


def numbered(number: int, styles: bytes = b"", **more: bytes) -> bytes:
    """A report of that run, as small as one can be; more: other parts of it."""
    custom = f'<property name="drafter.run"><vt:lpwstr>{number:032x}</vt:lpwstr></property>'
    parts = {"docProps/custom.xml": custom.encode(), "word/styles.xml": styles, **more}
    return write_zip(Package({name: data for name, data in parts.items() if data}))


def runs(store: Store, path: Path) -> list[int]:
    """The runs of all versions that are kept of the report, the earliest first."""
    return [int(each.version.run or "0", 16) for each in reversed(store.list_versions(path))]


class Killed(BaseException):
    """A run that is broken off."""


def break_off(patch: pytest.MonkeyPatch, at: int) -> list[str]:
    """Let the at-th step that touches the disk end the run; the steps that were begun."""
    steps: list[str] = []

    def wrap(home: object, name: str) -> None:
        usual = getattr(home, name)

        def step(*args: object, **more: object) -> object:
            steps.append(name)
            if len(steps) == at:
                raise Killed
            return usual(*args, **more)

        patch.setattr(home, name, step)

    wrap(os, "fsync")
    wrap(Path, "replace")
    wrap(stores, "write_atomically")
    return steps
