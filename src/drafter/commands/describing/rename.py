"""A figure, a ledger or an item gets another name: in the template and in all years' data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter import source, template
from drafter.commands.describing.convert import export_schema
from drafter.commands.describing.names import Renaming, change_data, change_description, change_tags
from drafter.commands.describing.years import read_years_of
from drafter.commands.drafting.drafts import open_template
from drafter.commands.drafting.findings import Findings, refuse, require_workspace, verify_edit
from drafter.commands.init import check_template
from drafter.output.together import NewFile, write_together
from drafter.problems import (
    DrafterError,
    FilePlace,
    Phrase,
    find_nearest_word,
    join_words,
    phrase,
    problem,
)
from drafter.schema import Schema
from drafter.schema.description.reading import read_description
from drafter.schema.fields import is_tag_name
from drafter.source import edits
from drafter.template import DOCX, Template, unseen
from drafter.vocabulary import DATE_KEY, DESCRIPTION, EARLIER, PREVIOUS, TEMPLATE_KEY, YEAR_KEY
from drafter.word.package.archive import write_zip
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace

_OWN = (TEMPLATE_KEY, YEAR_KEY, DATE_KEY, PREVIOUS, EARLIER, "loop", "range", "dict")
"""Names that drafter itself knows."""


@dataclass(frozen=True)
class Renamed:
    """What came of it, or would: the files, the tags in the Word file, the backups (none yet).

    files: those that say the name, the template's before the data.
    """

    old: str
    new: str
    tags: int
    files: tuple[Path, ...]
    backups: tuple[Path, ...] = ()


def rename_everywhere(
    old: str, new: str, *, of: str | None = None, do: bool = False, here: str | Path = "."
) -> Renamed:  # fmt: skip
    """Give a figure, a ledger or an item another name everywhere at once. Raises DrafterError.

    of: the template, where there are several. do: without it nothing is written, only said. All
    files are written or none, each kept as it was beside it; what would not be sound is taken back.
    """
    workspace = require_workspace(here)
    name, opened = open_described(workspace, of)
    folder = workspace.template(name)
    renaming = _make_renaming(opened, old, new)
    docx, tags = change_docx(folder / DOCX, workspace, renaming, opened.schema)
    described = _change_description(folder / DESCRIPTION, workspace, renaming, opened.schema)
    files = [*docx, described, *_change_years(workspace, name, renaming)]
    made = Renamed(old, new, tags, tuple(each.path for each in files))
    return replace(made, backups=write_checked(files, name, workspace)) if do else made


def open_described(workspace: Workspace, of: str | None) -> tuple[str, Template]:
    """The template that has a template.yaml. Raises DrafterError (D301, D590)."""
    found = Findings()
    name = found.need(workspace.find_template(of or _choose_template(workspace)))
    opened = found.need(open_template(workspace, name))
    found.stop()
    folder = workspace.template(name)
    if not (folder / DESCRIPTION).exists():
        refuse([problem("D590", FilePlace(workspace.show(folder / template.SCHEMA)), name=name)])
    return name, opened


def _choose_template(workspace: Workspace) -> str:
    known = workspace.templates()
    if len(known) != 1:
        refuse([problem("D301", None, name="", hint=join_words(known))])
    return known[0]


def _make_renaming(opened: Template, old: str, new: str) -> Renaming:
    """Raises DrafterError where there is no such name, or the new one will not do."""
    root, figures = opened.schema.root, opened.schema.figures
    known = [*root.fields, *figures]
    if old not in known or old in _OWN:
        own = phrase("rename.own", name=old)
        hint = find_nearest_word(old, known) or join_words(known)
        refuse([problem("D591", None, name=old, hint=own if old in _OWN else hint)])
    columns = {name for each in root.fields.values() for name in each.fields}
    defined = _list_defined(opened)
    asides = [slot for part in opened.asides.values() for slot in part if old in slot.tag.code]
    if reason := find_obstacle(new, opened) or _find_obstacle_of(old, defined, asides):
        refuse([problem("D592", None, name=new, reason=reason)])
    return Renaming(old, new, is_column=old in columns)


def _list_defined(opened: Template) -> set[str]:
    slots = [slot for part in opened.slots.values() for slot in part]
    return {name for slot in slots for name in slot.tag.defined_names}


def find_obstacle(new: str, opened: Template) -> Phrase | None:
    """Why the template cannot have that name for something new."""
    if not is_tag_name(new):
        return phrase("rename.sign")
    known = (*opened.schema.root.fields, *opened.schema.figures, *_OWN)
    if new in known or new in _list_defined(opened):
        return phrase("rename.taken")
    return None


def _find_obstacle_of(old: str, defined: set[str], asides: list[Any]) -> Phrase | None:
    if old in defined:
        return phrase("rename.defined", name=old)
    return phrase("rename.aside", name=old) if asides else None


def change_docx(
    path: Path, workspace: Workspace, renaming: Renaming, asked: Schema
) -> tuple[list[NewFile], int]:
    """The Word file where a tag of it changes, and how many do. Raises DrafterError."""
    package, found = open_package(path.read_bytes(), workspace.show(path))
    if package is None:
        refuse(found)
    known = {*asked.root.fields, *asked.figures}
    package, tags = change_tags(unseen.clean_tags(package), renaming, known)
    if not tags:
        return [], 0
    return [NewFile(path, write_zip(package), workspace.show(path), kept=True)], tags


def _change_description(
    path: Path, workspace: Workspace, renaming: Renaming, asked: Schema
) -> NewFile:
    """Raises DrafterError (D544) where the new text would not mean just that."""
    raw = edits.read_raw(path)
    text = change_description(raw.text, renaming)
    shown = workspace.show(path)
    document, found = source.parse(raw.bytes(text), shown)
    again, problems = read_description(document) if document is not None else (None, found)
    wanted = _expect_schema(asked.raw, renaming)
    if again is None or problems or source.strip_places(again.root) != wanted:
        refuse([*problems, problem("D544", FilePlace(shown))])
    return NewFile(path, raw.bytes(text), shown, kept=True)


def _expect_schema(raw: Mapping[str, Any], renaming: Renaming) -> dict[str, Any]:
    """The schema as it has to be with the new name."""
    old, new = renaming.old, renaming.new
    wanted = dict(raw)
    wanted["properties"] = {
        new if name == old else name: _expect_property(each, renaming) if name == old else each
        for name, each in raw["properties"].items()
    }
    wanted["required"] = [new if name == old else name for name in raw["required"]]
    if "x-figures" in raw:
        wanted["x-figures"] = {
            new if name == old else name: {
                key: renaming.change_code(text) if key == "expression" else text
                for key, text in figure.items()
            }
            for name, figure in raw["x-figures"].items()
        }
    if "x-checks" in raw:
        wanted["x-checks"] = [renaming.change_form(each) for each in raw["x-checks"]]
    if "x-title" in raw:
        wanted["x-title"] = renaming.change_pattern(raw["x-title"])
    return wanted


def _expect_property(keywords: Mapping[str, Any], renaming: Renaming) -> dict[str, Any]:
    """A title that was the name goes with it."""
    wanted = dict(keywords)
    if wanted.get("title") == renaming.old:
        wanted["title"] = renaming.new
    items = wanted.get("items")
    if isinstance(items, Mapping) and items.get("title") == f"{renaming.old}记录":
        wanted["items"] = {**items, "title": f"{renaming.new}记录"}
    return wanted


def _change_years(workspace: Workspace, name: str, renaming: Renaming) -> list[NewFile]:
    """The data of that template that have the name. Raises DrafterError where a file is unsound."""
    files = []
    for path, shown, document in read_years_of(name, workspace):
        raw = edits.read_raw(path)
        text = change_data(raw.text, renaming)
        if text == raw.text:
            continue
        values = source.strip_places(document.root)
        if renaming.new in values:
            refuse([problem("D592", FilePlace(shown), name=renaming.new,
                            reason=phrase("rename.taken"))])  # fmt: skip
        wanted = {renaming.new if k == renaming.old else k: v for k, v in values.items()}
        verify_edit(text, wanted, shown)
        files.append(NewFile(path, raw.bytes(text), shown, kept=True))
    return files


def write_checked(files: list[NewFile], name: str, workspace: Workspace) -> tuple[Path, ...]:
    """Write the files; their backups. All is taken back where the template would be unsound."""
    before = [NewFile(each.path, each.path.read_bytes(), each.shown) for each in files]
    backups, failed = write_together(files)
    if failed is not None:
        raise DrafterError([failed])
    try:
        check_template(name, workspace)
    except DrafterError:
        write_together(before)
        raise
    export_schema(workspace.template(name), workspace)
    return tuple(backups.values())
