"""Workbooks as drafter wrote them, kept so that a filled-in copy can be compared with its own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from drafter.books import MARK
from drafter.ledger.books import read_book
from drafter.schema import Schema
from drafter.source import Node
from drafter.source.tables.yearbook import open_book
from drafter.workspace import Workspace

_MARKED = re.compile(
    rf'name="{re.escape(MARK)}"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([0-9a-f]{{16}})<'.encode()
)
_PROPERTIES = "docProps/custom.xml"


def name_kept(workspace: Workspace, mark: str) -> Path:
    """Where the workbook of that mark is kept as it was written."""
    return workspace.root / ".drafter" / "workbooks" / f"{mark}.xlsx"


def recall_workbook(
    workspace: Workspace, content: bytes, schema: Schema
) -> Mapping[str, Node] | None:
    """What the workbook said when drafter wrote it; None where that is not known any more."""
    mark = _read_mark(content)
    kept = name_kept(workspace, mark)
    if not mark or not kept.is_file():
        return None
    book = open_book(kept.read_bytes(), kept.name)
    return None if isinstance(book, list) else read_book(book, schema.root)[0]


def _read_mark(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if _PROPERTIES not in archive.namelist():
            return ""
        found = _MARKED.search(archive.read(_PROPERTIES))
    return found[1].decode() if found else ""
