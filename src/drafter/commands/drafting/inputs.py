"""Which data files are meant: names, and patterns that the command prompt left as they were."""

from __future__ import annotations

from collections.abc import Iterable
from glob import glob
from pathlib import Path

from drafter import workspace


def expand_inputs(inputs: Iterable[str | Path], here: Path) -> list[Path]:
    """The data files that the names and patterns stand for, each once, as they come.

    A pattern that no file fits stands for itself; reading it will say so.
    """
    found: dict[Path, Path] = {}
    for name in map(str, inputs):
        for path in _match_pattern(name, here) or [workspace.find_data_file(name, here)]:
            found.setdefault(path.resolve(), path)
    return list(found.values())


def _match_pattern(name: str, here: Path) -> list[Path]:
    """The files that fit the pattern, by name; none when it is no pattern."""
    if not any(sign in name for sign in "*?[") or (here / name).exists():
        return []
    room = workspace.find_workspace(here)
    folders = (here, *([room.data] if room else []))
    hits = (sorted(folder / hit for hit in glob(name, root_dir=folder)) for folder in folders)  # noqa: PTH207 — takes any path
    kept = ([path for path in paths if _is_data_file(path)] for paths in hits)
    return next(filter(None, kept), [])


def _is_data_file(path: Path) -> bool:
    return path.is_file() and not path.name.startswith("~$")
