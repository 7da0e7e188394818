"""Reports that people have edited, brought up to date: their file stays, the data go into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from drafter.engine import Draft
    from drafter.output import Account, Update, WriteJob
    from drafter.problems import Problem


def update_report(
    job: WriteJob, found: bytes, *, guess: bool, drafting: Callable[[], Draft]
) -> Update | Problem | None:
    """An `output.Updater`, once it has `drafting`: that gives the new draft, when it is needed."""
    made: Update | Problem | None = _load().update_report(
        job, found, guess=guess, drafting=drafting
    )
    return made


def describe_changes(before: bytes, data: bytes, draft: Draft, shown: str) -> Account:
    """What the data changed in a report that nobody has edited."""
    made: Account = _load().describe_changes(before, data, draft, shown)
    return made


def _load() -> ModuleType:
    # It needs lxml, which a run over reports that nobody has edited does without: some 90 ms.
    from drafter.update import updater

    return updater
