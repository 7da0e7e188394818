"""Returned copies brought into the report, and what hands and data say differently settled."""

from __future__ import annotations

import secrets
from pathlib import Path

from drafter.commands.drafting.findings import refuse
from drafter.commands.gathering.gather import gather_uploads
from drafter.commands.returning import settle as settling
from drafter.commands.telling import results as telling
from drafter.desk.actions.model import Asked, Download, Outcome
from drafter.output import Account
from drafter.problems import problem, render_message


def gather(asked: Asked) -> Outcome:
    """What hands did to the copies that were sent, put into the report."""
    if not asked.uploads:
        refuse([problem("D619")])
    names = asked.body.get("names", [])
    authors = [str(name) for name in names] if isinstance(names, list) else []
    copies = [(each.name, each.data) for each in asked.uploads]
    made = gather_uploads(
        copies, report=str(asked.data), authors=authors, here=asked.workspace.here
    )
    lines = list(telling.tell_result(made, asked.lang, asked.show))
    assert made.path is not None
    return Outcome(
        lines, [*made.problems], [Download(made.path.name, made.path)], True, made.title,
        list_conflicts(made.path, made.account, asked),
    )  # fmt: skip


def list_conflicts(report: Path, account: Account | None, asked: Asked) -> list[dict[str, object]]:
    """What waits in the report for a decision; it can be settled under the ids given here."""
    if account is None:  # nobody has edited it
        return []
    found: list[dict[str, object]] = []
    for each in settling.list_conflicts(report, account, asked.workspace):
        name = secrets.token_urlsafe(9)
        asked.opened.conflicts[name] = (report, each)
        found.append({"id": name, **each._asdict()})
    return found


def settle(asked: Asked) -> Outcome:
    """One place: the hand's words stay, or the data's come in."""
    report, conflict = asked.opened.conflicts.get(asked.read_text("id"), (None, None))
    choice = asked.read_text("choice")
    if report is None or not isinstance(conflict, settling.OpenConflict):
        refuse([problem("D619")])
    if choice not in conflict.choices:
        refuse([problem("D619")])
    left = settling.settle_conflict(
        report, conflict, "data" if choice == "data" else "hand", asked.workspace
    )
    asked.opened.conflicts.pop(asked.read_text("id"), None)
    line = render_message("desk.settled" if left else "desk.settled.all", asked.lang, n=left)
    return Outcome([line], more={"left": left})
