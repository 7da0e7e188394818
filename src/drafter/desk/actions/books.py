"""The year as Excel workbooks: written to be filled in elsewhere, and taken in when they are."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from drafter.commands.drafting.findings import refuse
from drafter.commands.telling import results as telling
from drafter.commands.workbooks import workbook as writing
from drafter.commands.workbooks.importing import ImportedBook, import_workbook
from drafter.commands.workbooks.merging import CellChange
from drafter.desk.actions.model import Asked, Download, Outcome, Upload
from drafter.desk.actions.uploads import KeptUpload, keep_upload
from drafter.problems import (
    DrafterError,
    FilePlace,
    Lang,
    format_path,
    phrase,
    problem,
    render_message,
)
from drafter.vocabulary import SINGLES_SHEET

_CONFLICT = "D644"
"""Said of a value that both have changed: the desk asks which holds."""


def workbook(asked: Asked) -> Outcome:
    """Write it; empty: its heads alone; ledgers: these alone, for sending round.

    overwrite: one that people have filled in, after a backup.
    """
    given = asked.body.get("ledgers")
    made = writing.workbook(
        str(asked.data), empty=asked.body.get("empty") is True,
        ledgers=[str(each) for each in given] if isinstance(given, list) else [],
        overwrite=asked.body.get("overwrite") is True, here=asked.workspace.here,
    )  # fmt: skip
    lines = list(telling.tell_workbook(made, asked.lang, asked.show))
    return Outcome(lines, [*made.problems], [Download(made.path.name, made.path)])


def bookin(asked: Asked) -> Outcome:
    """Workbooks that came back, brought into the data one after the other."""
    if not asked.uploads:
        refuse([problem("D619")])
    return Outcome(more={"books": [_take_in(asked, each) for each in asked.uploads]})


def _take_in(asked: Asked, upload: Upload) -> dict[str, object]:
    """What came of a workbook; one that cannot be taken in holds up no other."""
    try:
        made = _import(asked, keep_upload(asked, upload, Path(upload.name).suffix.lower()))
    except DrafterError as error:
        return {"name": upload.name, "problems": asked.opened.describe_found(error.problems)}
    left = [each for each in made.problems if each.code != _CONFLICT]
    lines = telling.tell_imported_book(made, asked.lang, asked.show)
    return {
        "name": upload.name, "lines": list(lines),
        "problems": asked.opened.describe_found(left),
        "conflicts": [_describe(each, asked.lang) for each in made.conflicts],
    }  # fmt: skip


def _import(asked: Asked, kept: KeptUpload) -> ImportedBook:
    act = partial(import_workbook, kept.path, asked.data, here=asked.workspace.here)
    label = render_message("desk.label.bookin", asked.lang, name=kept.called)
    with kept.renaming():
        made = asked.opened.adopt_change(act, label, asked.who)
        if made is None:
            why = phrase("workbook.why.sheet", name=SINGLES_SHEET)
            refuse([problem("D630", FilePlace(kept.called), why=why)])
    return made


def _describe(conflict: CellChange, lang: Lang) -> dict[str, object]:
    there, filled = (telling.tell_value(v, lang) for v in (conflict.before, conflict.after))
    return {
        "path": conflict.path, "where": format_path(conflict.path), "there": there,
        "filled": filled, "value": "" if filled == "—" else filled,
    }  # fmt: skip
