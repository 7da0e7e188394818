"""A year's workbook beside its data: what drafter wrote of it last, and what it brought in."""

from __future__ import annotations

from pathlib import Path

from drafter.output.together import digest_bytes, recall_digests
from drafter.problems import FilePlace, Problem, problem
from drafter.workspace import Workspace


def locate_written(workspace: Workspace) -> Path:
    """Where is kept what the workbooks were when drafter wrote them."""
    return workspace.root / ".drafter" / "workbooks.json"


def locate_imported(workspace: Workspace) -> Path:
    """Where is kept what they were when they were brought into the data."""
    return workspace.root / ".drafter" / "imported.json"


def find_filled(book: Path, data: Path, workspace: Workspace) -> list[Problem]:
    """D645: somebody has filled in the workbook, and it has not been brought into the data."""
    written = recall_digests(locate_written(workspace)).get(book.name)
    known = {written, *recall_digests(locate_imported(workspace)).values()}  # or a copy of it
    if written is None or digest_bytes(book.read_bytes()) in known:
        return []
    return [problem("D645", FilePlace(workspace.show(book)), file=book.name, data=data.name)]
