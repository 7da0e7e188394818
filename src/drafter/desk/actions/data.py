"""What buttons do to data: the next year, a carried value confirmed, an Excel ledger moved."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from drafter.commands import import_ledger as importing
from drafter.commands import new as renewing
from drafter.commands.drafting.findings import refuse
from drafter.commands.telling import results as telling
from drafter.desk.actions.model import Asked, Outcome
from drafter.problems import problem, render_message
from drafter.source import resolve_below
from drafter.source.edits import confirm_mark
from drafter.vocabulary import FILE_KEY, SHEET_KEY, YEAR_KEY

_TABLES = (".xlsx", ".xls", ".csv")
"""What a ledger may stand in: no other file is ever handed to the system to be opened."""


def new(asked: Asked) -> Outcome:
    """Next year's data file, made of this one."""
    text = asked.opened.year.state.values.get((YEAR_KEY,), "")
    if not text.isdecimal():
        refuse([problem("D619")])
    made = renewing.new(int(text) + 1, str(asked.data), here=asked.workspace.here)
    lines = list(telling.tell_renewed(made, asked.lang, asked.show))
    return Outcome(lines, more={"year": made.path.stem})


def mark(asked: Asked) -> Outcome:
    """A carried value is confirmed: its mark goes."""
    line = asked.body.get("line")
    if not isinstance(line, int) or isinstance(line, bool):
        refuse([problem("D619")])
    label = render_message("desk.label.mark", asked.lang)
    asked.opened.change_text(partial(confirm_mark, number=line), label, asked.who, asked.tab)
    return Outcome(more=asked.opened.describe(None, asked.who))


def import_(asked: Asked) -> Outcome:
    """A ledger that stands in Excel, brought into the data file."""
    name = asked.read_text("ledger")
    path, sheet = _find_table(asked, name)
    act = partial(
        importing.import_ledger, path, asked.data, ledger_name=name, sheet=sheet or None,
        replace=True, here=asked.workspace.here,
    )  # fmt: skip
    label = render_message("desk.label.import", asked.lang)
    made = asked.opened.adopt_change(act, label, asked.who)
    line = render_message("desk.moved", asked.lang, name=made.ledger, n=made.records)
    lines = [line, *telling.tell_backup(made.backup, asked.lang, asked.show)]
    return Outcome(lines, [*made.problems])


def _find_table(asked: Asked, name: str) -> tuple[Path, str]:
    """The file that the data name for the ledger, and its sheet; below the data's own folder."""
    document = asked.opened.year.file.document
    root = document.root.value if document is not None else None
    node = root.get(name) if isinstance(root, dict) else None
    named = node.value if node is not None else None
    if not isinstance(named, dict) or FILE_KEY not in named:
        refuse([problem("D619")])
    sheet = named.get(SHEET_KEY)
    path = resolve_below(asked.data.parent, str(named[FILE_KEY].value))
    if path is None or path.suffix.lower() not in _TABLES or not path.is_file():
        refuse([problem("D619")])
    return path, str(sheet.value) if sheet is not None else ""


def open_folder(asked: Asked) -> Outcome:
    """The report's folder, or the file of a ledger, opened by the program that is for it."""
    name = asked.read_text("ledger")
    path = _find_table(asked, name)[0] if name else asked.workspace.root / "output"
    if not path.exists():
        refuse([problem("D619")])
    if sys.platform == "win32":
        os.startfile(path)
    else:
        program = "open" if sys.platform == "darwin" else "xdg-open"
        subprocess.Popen(
            [program, str(path)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    return Outcome()
