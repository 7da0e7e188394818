"""Where things are: a folder with templates/, data/, output/ and .drafter/."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from drafter.output import Store, resolve_folder

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
"""What Windows takes in no name, and what cannot be seen or turns the writing round."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_MOST_BYTES = 200


class Workspace(NamedTuple):
    """An office's folder."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def store(self) -> Store:
        return Store(self.root / ".drafter", self.root)

    def template(self, name: str) -> Path:
        return self.root / "templates" / name

    def templates(self) -> list[str]:
        """The names of all templates here."""
        folder = self.root / "templates"
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir())

    def report(self, title: str) -> Path:
        """Where a report of that name goes."""
        return self.root / "output" / report_name(title)

    def is_protected(self, path: Path) -> bool:
        """Whether the path lies among the templates, the data or drafter's own memory."""
        place = resolve_folder(path.parent.absolute())
        folders = (self.root / name for name in ("templates", "data", ".drafter"))
        return any(place.is_relative_to(resolve_folder(folder.absolute())) for folder in folders)

    def years(self) -> list[Path]:
        """The data files, by name."""
        kept = (path for path in self.data.glob("*") if path.suffix in (".yaml", ".yml"))
        return sorted(kept) if self.data.is_dir() else []


def find_workspace(start: Path) -> Workspace | None:
    """The workspace that a folder or file is in: the nearest folder above with templates/."""
    for folder in (start, *start.parents):
        if (folder / "templates").is_dir():
            return Workspace(folder)
    return None


def find_data_workspace(data: Path, here: Path) -> Workspace | None:
    """The workspace of a data file: the one it is in, or the one that the folder `here` is in."""
    return find_workspace(data.absolute().parent) or find_workspace(here.absolute())


def find_data_file(name: str, here: Path) -> Path:
    """The data file that a name stands for: as given, or in data/, with or without .yaml.

    When there is none, the place in data/ where it was looked for.
    """
    given = here / name
    workspace = find_workspace(given.parent.absolute()) or find_workspace(here.absolute())
    folders = [here, *([workspace.data] if workspace else [])]
    names = [name, f"{name}.yaml", f"{name}.yml"]
    for folder in folders:
        for each in names:
            if (folder / each).is_file():
                return folder / each
    return given if Path(name).parent.name or given.is_dir() else folders[-1] / name


def show_path(path: Path, here: Path) -> str:
    """The path as a user of the folder `here` would write it."""
    absolute, base = (
        resolve_folder(path.parent.absolute()) / path.name,
        resolve_folder(here.absolute()),
    )
    inside = absolute.is_relative_to(base)
    return absolute.relative_to(base).as_posix() if inside else str(absolute)


def report_name(title: str) -> str:
    """The name of the file of a report of that title."""
    return f"{file_name(title)}.docx"


def file_name(title: str) -> str:
    """The title as a file name that Windows takes too.

    >>> file_name("2021年总结：提案/信息?")
    '2021年总结：提案_信息_'
    """
    name = _FORBIDDEN.sub("_", title).strip()
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    name = re.sub(r"[\s.]+$", "", name) or "_"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def shipped_folder() -> Path:
    """The folder with the template and the sample year that come with drafter."""
    installed = Path(__file__).parent / "shipped"
    return installed if installed.is_dir() else Path(__file__).parents[2]
