"""Where the report of a year stands."""

from __future__ import annotations

from pathlib import Path

from drafter.commands.drafting.drafts import make_draft
from drafter.commands.drafting.findings import refuse
from drafter.commands.generate import choose_target
from drafter.desk.actions.model import Asked
from drafter.problems import FilePlace, problem


def find_report(asked: Asked) -> Path:
    """Where the report of the year stands. Raises DrafterError (D622) where none does."""
    path = choose_target(make_draft(str(asked.data), asked.workspace), None)
    if not path.is_file():
        refuse([problem("D622", FilePlace(asked.show(path)))])
    return path
