"""For keepers: what a template asks for, in tables; changed, renamed, proven sound each time."""

from __future__ import annotations

from typing import NamedTuple

from drafter.commands.describing.columns import rename_column
from drafter.commands.describing.definitions import OWN_COLUMNS, TemplateFile, list_definitions
from drafter.commands.describing.redefining import (
    edit_template_file,
    open_template_file,
    replace_template_text,
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

_MOST_STEPS = 100
_RENAMED = (words.ITEMS, words.LEDGERS, words.FIGURES)
"""Tables whose entries' names stand in the Word file and the data too."""


class _Step(NamedTuple):
    """What was done in a template's tables. before: its text; after: the digest of the new one.
    names: what was renamed, the old name first, and the ledger whose column it is; the data have it
    too, and go on being filled in."""

    template: str
    before: str
    after: str
    names: tuple[str, ...] = ()


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
    _keep_step(asked, _Step(file.name, file.raw.text, changed.digest))
    asked.opened.year.reopen()
    return _describe(asked, changed)


def rename(asked: Asked) -> Outcome:
    """Another name for an item, a ledger or a figure: in the template and in all years' data."""
    file = _open(asked)
    old, new = asked.read_text("old"), asked.read_text("new").strip()
    ledger = asked.read_text("table").removeprefix(OWN_COLUMNS)
    if ledger == asked.read_text("table"):
        ledger = ""
    _rename(asked, file.name, old, new, ledger)
    changed = _open(asked)
    _keep_step(asked, _Step(file.name, file.raw.text, changed.digest, (old, new, ledger)))
    asked.opened.year.reopen()
    return _describe(asked, changed)


def undo_template(asked: Asked) -> Outcome:
    """What was done last in the tables of the template is taken back."""
    file = _open(asked)
    steps = asked.opened.template_steps
    at = next((n for n in reversed(range(len(steps))) if steps[n].template == file.name), None)
    if at is None:
        return _describe(asked, file)
    step: _Step = steps.pop(at)
    if step.names:
        old, new, ledger = step.names
        _rename(asked, file.name, new, old, ledger)
    elif step.after != file.digest:
        refuse([problem("D600", FilePlace(file.shown))])
    else:
        save_template_file(replace_template_text(file, step.before), base=file.digest)
    asked.opened.year.reopen()
    return _describe(asked, _open(asked))


def _rename(asked: Asked, template: str, old: str, new: str, ledger: str) -> None:
    """ledger: whose column it is; of none, it is a name of the template's own."""
    if ledger:
        rename_column(ledger, old, new, of=template, here=asked.workspace.here)
    else:
        rename_everywhere(old, new, of=template, do=True, here=asked.workspace.here)


def _keep_step(asked: Asked, step: _Step) -> None:
    asked.opened.template_steps.append(step)
    del asked.opened.template_steps[:-_MOST_STEPS]


def _open(asked: Asked) -> TemplateFile:
    document = asked.opened.year.file.document
    root = document.root.value if document is not None else None
    named = root.get(TEMPLATE_KEY) if isinstance(root, dict) else None
    own = str(named.value) if named is not None else ""
    return open_template_file(asked.read_text("template") or own, here=asked.workspace.here)


def _describe(asked: Asked, file: TemplateFile) -> Outcome:
    views = [
        {
            **describe_ledger(view, 0),
            "renames": view.name in _RENAMED or view.name.startswith(OWN_COLUMNS),
            "needs": any(column.required for column in view.columns[1:]),
        }
        for view in list_definitions(file)
    ]  # fmt: skip
    return Outcome(
        title=file.name,
        more={
            "template": file.name, "templates": asked.workspace.templates(), "digest": file.digest,
            "definitions": views,
            "undo": sum(step.template == file.name for step in asked.opened.template_steps),
        },
    )  # fmt: skip
