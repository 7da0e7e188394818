"""For keepers: what a template asks for, in tables; changed, renamed, proven sound each time."""

from __future__ import annotations

from drafter.commands.describing.definitions import TemplateFile, list_definitions
from drafter.commands.describing.redefining import (
    edit_template_file,
    open_template_file,
    save_template_file,
)
from drafter.commands.describing.rename import rename_everywhere
from drafter.commands.drafting.findings import refuse
from drafter.desk.actions.model import Asked, Outcome
from drafter.desk.server.answers import describe_ledger
from drafter.desk.server.wishes import read_batch
from drafter.problems import FilePlace, problem
from drafter.schema.description import words
from drafter.vocabulary import TEMPLATE_KEY

_RENAMED = (words.ITEMS, words.LEDGERS, words.FIGURES)
"""Tables whose entries' names stand in the Word file and the data too."""


def keeper(asked: Asked) -> Outcome:
    """The tables of a template: the one that is named, or that of the year."""
    return _describe(asked, _open(asked))


def redefine(asked: Asked) -> Outcome:
    """Changes made in the tables and saved, where the template is sound with them."""
    file, batch = _open(asked), read_batch(asked.body)
    if batch is None or batch.digest != file.digest:
        refuse([problem("D600", FilePlace(file.shown))])
    changed = edit_template_file(file, [wish.change for wish in batch.wishes])
    save_template_file(changed, base=file.digest)
    asked.opened.year.reopen()
    return _describe(asked, changed)


def rename(asked: Asked) -> Outcome:
    """Another name for an item, a ledger or a figure: in the template and in all years' data."""
    file = _open(asked)
    old, new = asked.read_text("old"), asked.read_text("new").strip()
    rename_everywhere(old, new, of=file.name, do=True, here=asked.workspace.here)
    asked.opened.year.reopen()
    return _describe(asked, _open(asked))


def _open(asked: Asked) -> TemplateFile:
    document = asked.opened.year.file.document
    root = document.root.value if document is not None else None
    named = root.get(TEMPLATE_KEY) if isinstance(root, dict) else None
    own = str(named.value) if named is not None else ""
    return open_template_file(asked.read_text("template") or own, here=asked.workspace.here)


def _describe(asked: Asked, file: TemplateFile) -> Outcome:
    views = [
        {
            **describe_ledger(view, 0), "renames": view.name in _RENAMED,
            "needs": any(column.required for column in view.columns[1:]),
        }
        for view in list_definitions(file)
    ]  # fmt: skip
    return Outcome(
        title=file.name,
        more={
            "template": file.name, "templates": asked.workspace.templates(), "digest": file.digest,
            "definitions": views,
        },
    )  # fmt: skip
