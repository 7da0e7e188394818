"""What a command has found wrong so far, and when it cannot go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

from drafter import source
from drafter.problems import (
    DrafterError,
    FilePlace,
    Problem,
    Severity,
    TextPlace,
    problem,
    select_blocking,
)
from drafter.workspace import Workspace, open_workspace

T = TypeVar("T")

_DECISIONS = frozenset(
    "D501 D502 D503 D513 D518 D520 D530 D531 D532 D535 D551 D552 D554 D555 D600 D640".split()
)
"""The codes about a file on disk that somebody has to decide about first."""


class Findings(list[Problem]):
    """The problems of one command as they come; no other function adds to them.

    What may fail returns its value, or None, and its problems; here the value is taken out.
    """

    def add(self, result: tuple[T, Iterable[Problem]]) -> T:
        """The value; its problems are kept."""
        value, problems = result
        self.extend(problems)
        return value

    def need(self, result: tuple[T | None, Iterable[Problem]]) -> T:
        """The value. Raises DrafterError with all problems so far when there is none."""
        value = self.add(result)
        if value is None:
            refuse(self)
        return value

    def stop(self, *, final: bool = False) -> None:
        """Raise DrafterError when one of the problems does not let a report be made."""
        if select_blocking(self, final=final):
            refuse(self)


def leave_surer(problems: Sequence[Problem]) -> list[Problem]:
    """The problems; what is only asked (D221) is not told where an error stands at its place."""
    spots = {_spot(each) for each in problems if each.severity is Severity.ERROR}
    return [each for each in problems if each.code != "D221" or _spot(each) not in spots]


def _spot(found: Problem) -> object:
    place = found.place
    if isinstance(place, TextPlace):
        return place.file, place.line, place.column
    return place


def needs_decision(problems: Iterable[Problem]) -> bool:
    """Whether somebody has to decide about a file on disk."""
    return any(each.code in _DECISIONS for each in problems)


def refuse(problems: Iterable[Problem]) -> NoReturn:
    """Raise DrafterError with the problems; its status is 3 where one of them needs a decision."""
    problems = leave_surer(list(problems))
    raise DrafterError(problems, status=3 if needs_decision(problems) else 1)


def require_workspace(here: str | Path) -> Workspace:
    """The workspace that the folder is in. Raises DrafterError (D510) when it is in none."""
    workspace = open_workspace(here)
    if not workspace.exists:
        refuse(workspace.find_missing())
    return workspace


def require_text(path: Path, shown: str) -> None:
    """The data are text that a command may change. Raises DrafterError (D635) for a workbook."""
    if source.is_year_book(path):
        data = f"{path.stem}.yaml"
        raise DrafterError([problem("D635", FilePlace(shown), file=path.name, data=data)], status=2)


def verify_edit(text: str, wanted: object, shown: str) -> None:
    """Read a data file's new text before it is written: its values are those wanted.

    Raises DrafterError (D544) where they are not: the edits were made on the text, whose YAML may
    be written in a way that nobody thought of.
    """
    document, problems = source.parse(text.encode(), shown)
    if (
        document is None
        or select_blocking(problems)
        or source.strip_places(document.root) != wanted
    ):
        refuse([*problems, problem("D544", FilePlace(shown))])
