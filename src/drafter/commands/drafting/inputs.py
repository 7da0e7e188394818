"""Which data files are meant: names, and patterns that the command prompt left as they were."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from drafter.workspace import Workspace


def expand_inputs(inputs: Iterable[str | Path], workspace: Workspace) -> list[Path]:
    """The data files that the names and patterns stand for, each once, as they come.

    A pattern that no file fits stands for itself; reading it will say so.
    """
    found: dict[str, Path] = {}
    for name in map(str, inputs):
        for path in _match_pattern(name, workspace) or [workspace.find_data_file(name)]:
            found.setdefault(os.path.realpath(path), path)  # bears links that go in a circle
    return list(found.values())


def _match_pattern(name: str, workspace: Workspace) -> list[Path]:
    """The files that fit the pattern, by name; none when it is no pattern."""
    if not any(sign in name for sign in "*?[") or (workspace.here / name).exists():
        return []
    from glob import glob  # a plain name does without

    folders = (workspace.here, *([workspace.data] if workspace.exists else []))
    hits = (sorted(folder / hit for hit in glob(name, root_dir=folder)) for folder in folders)  # noqa: PTH207 — takes any path
    files = ([path for path in paths if _is_data_file(path)] for paths in hits)
    return next(filter(None, files), [])


def _is_data_file(path: Path) -> bool:
    """Whether it is a file, and none that Word or Excel keeps while another is open (~$…)."""
    return path.is_file() and not path.name.startswith("~$")
