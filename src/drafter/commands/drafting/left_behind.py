"""Reports of the same data under other names: what hands did there would stay behind unsaid."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.problems import FilePlace, Problem, problem

if TYPE_CHECKING:
    from drafter.commands.drafting.drafts import SealedReport


def find_left_behind(sealed: SealedReport) -> list[Problem]:
    """D550 for each edited report of the same data: a name changes with the office's."""
    return [
        problem("D550", FilePlace(sealed.shown), old=shown, data=sealed.record["data"])
        for record in sealed.workspace.store.records()
        for _, shown in _pick_edited(sealed, record)
    ]


def find_brought_up_last(sealed: SealedReport) -> tuple[Path, Problem] | None:
    """D593: the report of the same data that was brought up to date last is another one, which
    hands have edited. To be asked before this one is written."""
    for path, shown in _pick_edited(sealed, sealed.workspace.store.last()):
        return path, problem("D593", FilePlace(sealed.shown), old=shown, report=sealed.shown)
    return None


def _pick_edited(sealed: SealedReport, record: dict[str, str]) -> Iterator[tuple[Path, str]]:
    """The record's report and its name, where it is of the same data and hands have edited it."""
    workspace, name = sealed.workspace, record.get("report", "")
    old = workspace.root / name
    same = (record.get(key) == sealed.record[key] for key in ("data", "template"))
    if not name or old == sealed.path or not all(same):
        return
    with contextlib.suppress(OSError):
        if old.is_file() and not workspace.store.is_last_written(old, old.read_bytes()):
            yield old, workspace.show(old)
