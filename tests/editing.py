"""A year's data opened in memory, for tests of changing them by path."""

from __future__ import annotations

from pathlib import Path

from drafter import DataFile, edit_data, open_data
from drafter.commands.editing.model import Change
from drafter.source import strip_places
from small import workspace

HEAD = "模板: x\n单位: 甲单位\n"


def opened(folder: Path, data: str | bytes) -> DataFile:
    """The data of a small workspace, opened."""
    workspace(folder, "{{ 单位 }}", data="")
    content = data.encode() if isinstance(data, str) else data
    (folder / "data" / "2021.yaml").write_bytes(content)
    return open_data("2021", here=folder)


def edited(folder: Path, data: str, *changes: Change) -> str:
    """What becomes of the text."""
    return edit_data(opened(folder, data), changes).text


def values(file: DataFile) -> dict[str, object]:
    assert file.document is not None
    held = strip_places(file.document.root)
    assert isinstance(held, dict)
    return held
