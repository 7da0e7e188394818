"""The year as one Excel workbook, to be filled in elsewhere."""

from __future__ import annotations

from drafter.commands.telling import results as telling
from drafter.commands.workbooks import workbook as writing
from drafter.desk.actions.model import Asked, Download, Outcome


def workbook(asked: Asked) -> Outcome:
    """Write it; empty: its heads alone, for sending round."""
    made = writing.workbook(
        str(asked.data), empty=asked.body.get("empty") is True, overwrite=True,
        here=asked.workspace.here,
    )  # fmt: skip
    lines = list(telling.tell_workbook(made, asked.lang, asked.show))
    return Outcome(lines, [*made.problems], [Download(made.path.name, made.path)])
