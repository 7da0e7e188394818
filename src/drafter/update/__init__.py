"""Reports that people have edited, brought up to date: their file stays, the data go into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from drafter.engine import Draft
    from drafter.output import Account, Update, WriteJob
    from drafter.problems import Problem
    from drafter.update.hands.copies import CopyFile


def update_report(
    job: WriteJob, found: bytes, *, guess: bool, drafting: Callable[[], Draft]
) -> Update | Problem | None:
    """An `output.Updater`, once it has `drafting`: that gives the new draft, when it is needed."""
    made: Update | Problem | None = _load().update_report(
        job, found, guess=guess, drafting=drafting
    )
    if job.store.find_gathered(job.path) is None:
        return made
    from drafter.update.hands import gathering  # only where copies were gathered once

    return gathering.add_missing(job, found, made)


def gather_report(
    job: WriteJob, found: bytes, *, guess: bool, drafting: Callable[[], Draft],
    copies: Sequence[CopyFile],
) -> Update | Problem | None:  # fmt: skip
    """An `output.Updater` as well, once it has `copies`: what hands did to them goes in first."""
    from drafter.output import Update
    from drafter.update.hands import gathering  # it needs lxml

    gathered = gathering.gather_into(job, found, copies)
    if not isinstance(gathered, gathering.Gathered):
        return gathered
    data, changes, asked = gathered
    update = _load().update_report(job, data, guess=guess, drafting=drafting)
    if not isinstance(update, Update):
        return None if update is None else update
    docx = data if update.docx is None and data != found else update.docx
    stamp = ""
    if docx is not None:
        docx, stamp = gathering.stamp_report(docx)
    conflicts = tuple(  # each is told once
        each for each in update.account.conflicts if each.kind != "noted" or each.what not in asked
    )
    account = replace(update.account, edits=changes, conflicts=conflicts)
    update = update._replace(docx=docx, account=account, stamp=stamp)
    return gathering.add_missing(job, data, update)


def survey_report(
    job: WriteJob, found: bytes, *, guess: bool, drafting: Callable[[], Draft]
) -> Update | Problem | None:
    """An `output.Updater` that tells each edit of each hand besides."""
    from drafter.output import Update
    from drafter.update.hands import gathering  # it needs lxml

    update = update_report(job, found, guess=guess, drafting=drafting)
    if not isinstance(update, Update):
        return update
    changes = gathering.list_changes(found, update.base.docx)
    worded = tuple(each for each in changes if each.kind != "formatted")  # looks are in `formats`
    return update._replace(account=replace(update.account, edits=worded))


def compare_report(
    found: bytes, data: bytes, draft: Draft, shown: str
) -> tuple[bytes, Account] | Problem:
    """A copy of a file with all that the new draft says otherwise as tracked changes."""
    made: tuple[bytes, Account] | Problem = _load().compare_report(found, data, draft, shown)
    return made


def describe_changes(before: bytes, data: bytes, draft: Draft, shown: str) -> Account:
    """What the data changed in a report that nobody has edited."""
    made: Account = _load().describe_changes(before, data, draft, shown)
    return made


def _load() -> ModuleType:
    # It needs lxml, which a run over reports that nobody has edited does without: some 90 ms.
    from drafter.update import updater

    return updater
