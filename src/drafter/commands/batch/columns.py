"""Do the columns of a table name fields that the data may have?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter import source, workspace
from drafter.commands.drafting.drafts import open_template, recall_template, template_name
from drafter.problems import DrafterError, FilePlace, Problem, problem
from drafter.schema import Field, find_nearest_word
from drafter.source import Borrowed, Document, Row


def find_unknown_columns(data: Path, rows: Sequence[Row], here: Path) -> list[Problem]:
    """The columns whose values would reach no report, each once. Raises DrafterError.

    It does when the data file or its template is of no use for any row.
    """
    document, found = source.read_data_file(data, workspace.show_path(data, here))
    room = workspace.find_data_workspace(data, here)
    if room is None:
        raise DrafterError([problem("D510", FilePlace(str(here)))])
    if document is None:
        raise DrafterError(found)
    wrong: dict[str, Problem] = {}
    asked: dict[str, Field | None] = {}
    for row in rows:
        lent = source.lend(document, row)
        chosen = _find_template_name(room, lent)
        if chosen not in asked:
            asked[chosen] = _read_root_field(room, lent, here)
        for key, cell in row.cells.items():
            if (field := asked[chosen]) is not None and key not in wrong:
                wrong.update((key, each) for each in _check_column(field, key, cell))
    return list(wrong.values())


def _find_template_name(room: workspace.Workspace, document: Document) -> str:
    try:
        return template_name(room, document, [])
    except DrafterError:
        return ""


def _read_root_field(room: workspace.Workspace, document: Document, here: Path) -> Field | None:
    """What the document's template asks for; None when there is no such: drafting will say so."""
    if not (name := _find_template_name(room, document)):
        return None
    compiled, _ = recall_template(room, name, here, [])
    opened = compiled.template if compiled else open_template(room, name, here, [])
    return opened.schema.root


def _check_column(root: Field, name: str, cell: Borrowed) -> Iterator[Problem]:
    """The column, if the record has no such field; on the way down a dotted name."""
    field = root
    for step in [name] if name in root.fields else name.split("."):
        known = list(field.fields)
        if step not in known and known:
            if hint := find_nearest_word(step, known):
                yield problem("D202", cell.title, key=name, hint=name.replace(step, hint))
            else:
                yield problem("D215", cell.title, key=name, known="、".join(known))
            return
        field = field.fields.get(step, field)
