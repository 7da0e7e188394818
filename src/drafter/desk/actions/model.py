"""What an action is asked, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from drafter.problems import Lang, Problem
from drafter.workspace import Workspace

if TYPE_CHECKING:  # whoever asks has it loaded
    from drafter.desk.years.year import Year


Made = TypeVar("Made")


class Opened(Protocol):
    """A year that is open at the desk."""

    stem: str
    year: Year
    conflicts: dict[str, Any]
    """What was listed and waits to be settled, by the ids that were given out."""
    template_steps: list[Any]
    """What was done in templates' tables here, so that it can be undone."""

    def describe(self, names: Any = None, who: str = "") -> dict[str, object]: ...

    def describe_found(self, found: Iterable[Problem]) -> list[dict[str, object]]: ...

    def change_text(self, make: Callable[[str], str], label: str, who: str, tab: str) -> None: ...

    def adopt_change(self, act: Callable[[], Made], label: str, who: str) -> Made: ...


class Upload(NamedTuple):
    """A file that was sent: the name that it had there, which is only shown, and its bytes."""

    name: str
    data: bytes


class Download(NamedTuple):
    """What an action made, to be taken along: its name, and where it is or what is in it."""

    name: str
    content: bytes | Path


class Asked(NamedTuple):
    """What an action is asked: of which year, with which values and files, by whom."""

    opened: Opened
    workspace: Workspace
    lang: Lang
    body: Mapping[str, Any]
    uploads: tuple[Upload, ...]
    who: str
    tab: str

    @property
    def data(self) -> Path:
        """The year's data file."""
        return self.opened.year.file.path

    def show(self, path: Path) -> str:
        """The path as it is told at the desk."""
        return self.workspace.show(path)

    def read_text(self, name: str) -> str:
        """A text of the body; empty where there is none."""
        value = self.body.get(name, "")
        return value if isinstance(value, str) else ""


@dataclass
class Outcome:
    """What came of an action: sentences, problems, downloads, and what else its button needs.

    folder: there is something to look at in the report's folder.
    """

    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[Download] = field(default_factory=list)
    folder: bool = False
    title: str = ""
    conflicts: list[dict[str, object]] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)
