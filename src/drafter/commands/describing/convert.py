"""schema.yaml translated into template.yaml; the JSON Schema that editors read, made of that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from drafter import output, schema
from drafter.commands.drafting.findings import Findings, refuse, require_workspace
from drafter.output.together import NewFile, write_together
from drafter.problems import DrafterError, FilePlace, join_words, problem
from drafter.schema.description.exporting import write_json_schema
from drafter.schema.description.writing import write_description
from drafter.source import edits
from drafter.template import SCHEMA
from drafter.vocabulary import DESCRIPTION
from drafter.workspace import Workspace

FOR_EDITORS = "schema.json"
"""The JSON Schema beside a template.yaml, for editors alone: drafter never reads it."""


@dataclass(frozen=True)
class Converted:
    """What came of it: the new file, where the old one is kept, the data files that point to it."""

    path: Path
    backup: Path
    data: tuple[Path, ...]


def template_convert(name: str, *, here: str | Path = ".") -> Converted:
    """Write a template's schema.yaml as template.yaml. Raises DrafterError.

    Nothing is written where anything would be lost. The old file is kept as a backup.
    """
    workspace = require_workspace(here)
    found = Findings()
    folder = workspace.template(found.need(workspace.find_template(name)))
    old, new = folder / SCHEMA, folder / DESCRIPTION
    if new.exists() or not old.exists():
        refuse([problem("D588", FilePlace(workspace.show(new if new.exists() else old)))])
    asked = found.need(schema.read_schema(old, workspace.show(old)))
    found.stop()
    text, lost = write_description(asked.raw, folder.name)
    if lost:
        refuse([problem("D589", FilePlace(workspace.show(old)), names=join_words(lost))])
    pointing = list(_point_data(workspace, folder.name))
    backup = _name_backup(old)
    files = [
        NewFile(backup, old.read_bytes(), workspace.show(backup)),
        NewFile(new, text.encode(), workspace.show(new)),
        *pointing,
    ]
    failed = write_together(files)[1] or output.remove_file(old, workspace.show(old))
    if failed is not None:
        raise DrafterError([failed])
    export_schema(folder, workspace)
    return Converted(new, backup, tuple(each.path for each in pointing))


def _name_backup(path: Path) -> Path:
    number = 1
    while (backup := path.with_name(f"{path.name}.备份{number}")).exists():
        number += 1
    return backup


def _point_data(workspace: Workspace, name: str) -> list[NewFile]:
    """The data files whose first lines name the old file for editors, naming the new one."""
    pointer = re.compile(rf"\A((?:#[^\n]*\n)*#[^\n]*\$schema=\S*{re.escape(name)}/){SCHEMA}")
    files = []
    for path in sorted(workspace.data.glob("*.y*ml")):
        raw = edits.read_raw(path)
        text = pointer.sub(rf"\g<1>{FOR_EDITORS}", raw.text)
        if text != raw.text:
            files.append(NewFile(path, raw.bytes(text), workspace.show(path)))
    return files


def export_schema(folder: Path, workspace: Workspace) -> None:
    """Write schema.json of the folder's template.yaml; where it cannot be, editors do without."""
    path = folder / DESCRIPTION
    if not path.exists():
        return
    asked, _ = schema.read_schema(path, workspace.show(path))
    if asked is not None:
        made = folder / FOR_EDITORS
        write_together([NewFile(made, write_json_schema(asked.raw), workspace.show(made))])
