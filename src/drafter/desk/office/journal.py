"""Who changed what: a line for each change, in a file that only grows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from drafter.commands.editing.model import Change, InsertRecord, MoveRecord, RemoveRecord, SetValue
from drafter.desk.years.placing import Sheet
from drafter.output.private import append_line
from drafter.problems import DataPath

FILE = "desk-journal.jsonl"


class Journal:
    """The journal of a workspace."""

    def __init__(self, memory: Path, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = memory / FILE, clock

    def note(
        self, year: str, who: str, changes: Sequence[Change], sheets: dict[str, Sheet],
        values: dict[DataPath, str],
    ) -> None:  # fmt: skip
        """Write down changes, by the text that they were made on. Raises OSError."""
        then = time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(self._clock()))
        for change in changes:
            entry = {"when": then, "who": who, "year": year, **describe(change, sheets, values)}
            append_line(self._path, json.dumps(entry, ensure_ascii=False))


def describe(
    change: Change, sheets: dict[str, Sheet], values: dict[DataPath, str]
) -> dict[str, object]:
    """What a change did: where, and the words before and after."""
    match change:
        case SetValue(path, value):
            return {"did": "set", "path": path, "old": _find_old(path, sheets, values),
                    "new": value}  # fmt: skip
        case InsertRecord(ledger, at, given):
            return {"did": "insert", "path": (ledger, at), "old": None, "new": dict(given)}
        case RemoveRecord(ledger, at):
            return {"did": "remove", "path": (ledger, at), "old": _find_row(ledger, at, sheets),
                    "new": None}  # fmt: skip
        case MoveRecord(ledger, at, to):
            return {"did": "move", "path": (ledger, at), "old": at, "new": to}


def _find_row(ledger: str, at: int, sheets: dict[str, Sheet]) -> dict[str, str] | None:
    sheet = sheets.get(ledger)
    if sheet is None or not 0 <= at < len(sheet.rows):
        return None
    return dict(zip(sheet.columns, sheet.rows[at], strict=False))


def _find_old(path: DataPath, sheets: dict[str, Sheet], values: dict[DataPath, str]) -> str | None:
    if len(path) > 1 and isinstance(path[1], int):
        row = _find_row(str(path[0]), path[1], sheets) or {}
        return row.get(str(path[2]) if len(path) > 2 else "")
    return values.get(path)
