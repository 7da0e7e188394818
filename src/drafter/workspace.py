"""Where things are: a folder with templates/, data/, output/ and .drafter/."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import field
from pathlib import Path

from drafter import patterns
from drafter.frozen import dataclass
from drafter.output.store import Store, resolve_folder
from drafter.problems import FilePlace, Place, Problem, find_nearest_word, problem
from drafter.source import is_year_book

_FORBIDDEN = patterns.postpone(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
"""What Windows takes in no name, and what cannot be seen or turns the writing round."""
_RESERVED = patterns.postpone(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_MOST_BYTES = 200


@dataclass(frozen=True, slots=True)
class Workspace:
    """An office's folder, as it is seen from the folder `here` that names start from.

    root: the folder with templates/, data/, output/ and .drafter/. Not every command needs one:
    where `here` is in none, root is `here` itself, and `exists` is False.
    """

    root: Path
    here: Path = field(default=Path(), compare=False)
    exists: bool = True

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
        return self.exists and _is_own_folder(path.parent.absolute(), self.root.absolute())

    def years(self) -> list[Path]:
        """The data files, by name."""
        files = (path for path in self.data.glob("*") if path.suffix in (".yaml", ".yml"))
        return sorted(files) if self.data.is_dir() else []

    def data_by_year(self) -> dict[int, Path]:
        """The data files whose names have a year in them; of several the shortest, and of a YAML
        file and a workbook of one name the YAML file."""
        written = {path.stem for path in self.years()}
        books = (path for path in self.data.glob("*.xlsx") if path.stem not in written)
        files = [*filter(is_year_book, books), *self.years()]
        files.sort(key=lambda path: -len(path.stem))
        matches = ((re.search(r"(?:19|20)\d\d", path.stem), path) for path in files)
        return {int(match[0]): path for match, path in matches if match}

    def around(self, path: Path) -> Workspace:
        """The workspace that a file is in; this one where it is in none. `here` stays the same."""
        root = find_root(path.absolute().parent)
        return self if root is None else Workspace(root, self.here)

    def show(self, path: Path) -> str:
        """The path as its user would write it."""
        return show_path(path, self.here)

    def find_data_file(self, name: str) -> Path:
        """The data file that a name stands for: as given, or in data/, with or without .yaml.

        When there is none, the place in data/ where it was looked for.
        """
        given = self.here / name
        if given.is_file():
            return given
        workspace = self.around(given)
        folders = [self.here, *([workspace.data] if workspace.exists else [])]
        for folder in folders:
            for each in (name, f"{name}.yaml", f"{name}.yml", f"{name}.xlsx"):
                if (folder / each).is_file():
                    return folder / each
        return given if Path(name).parent.name or given.is_dir() else folders[-1] / name

    def find_last_data(self) -> tuple[Path | None, list[Problem]]:
        """The data file that the last report was made from, or the newest; else D511."""
        last = self.store.last().get("data")
        if last and (self.root / last).is_file():
            return self.root / last, []
        years, dated = self.years(), self.data_by_year()
        if dated or len(years) == 1:
            return dated[max(dated)] if dated else years[0], []
        return None, [problem("D511", None, known="、".join(path.name for path in years))]

    def find_template(
        self, name: str, place: Place | None = None
    ) -> tuple[str | None, list[Problem]]:
        """The name of a template, if there is one of that name; else D301, at the place given."""
        known = self.templates()
        if name in known:
            return name, []
        hint = find_nearest_word(name, known) or "、".join(known)
        return None, [problem("D301", place, name=name, hint=hint)]

    def find_missing(self) -> list[Problem]:
        """D510 where there is no workspace."""
        return [] if self.exists else [problem("D510", FilePlace(str(self.here.absolute())))]


def open_workspace(here: str | Path = ".") -> Workspace:
    """The workspace that the folder is in, and names start from the folder."""
    folder = Path(here)
    root = find_root(folder.absolute())
    return Workspace(folder, folder, exists=False) if root is None else Workspace(root, folder)


def find_root(start: Path) -> Path | None:
    """The nearest folder with templates/, from the one given upwards."""
    # Each report of a batch asks four times: by Path that was a thirtieth of its time.
    folder = str(start)
    while not os.path.isdir(os.path.join(folder, "templates")):  # noqa: PTH112, PTH118
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120
        if folder == below:
            return None
    return Path(folder)


def show_path(path: Path, here: Path) -> str:
    """The path as a user of the folder `here` would write it."""
    start = _show_folder(path.parent.absolute(), here.absolute())
    if start is not None:
        return start + path.name
    absolute = resolve_folder(path.parent.absolute()) / path.name
    return "." if absolute == resolve_folder(here.absolute()) else str(absolute)


# Each report of a batch asks six times for paths in a few folders: by Path that was a thirtieth of
# its time. What links lead to is as it was when it was first asked for, as in resolve_folder.
@functools.lru_cache(maxsize=256)
def _show_folder(folder: Path, here: Path) -> str | None:
    """How the path begins of what is in the folder; None where that is not in `here`."""
    place, base = resolve_folder(folder), resolve_folder(here)
    if not place.is_relative_to(base):
        return None
    return "" if place == base else f"{place.relative_to(base).as_posix()}/"


@functools.lru_cache(maxsize=256)
def _is_own_folder(folder: Path, root: Path) -> bool:
    """Whether the folder is one of a workspace that no report goes to, or lies in one."""
    place, own = resolve_folder(folder), (root / name for name in ("templates", "data", ".drafter"))
    return any(place.is_relative_to(resolve_folder(each)) for each in own)


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
