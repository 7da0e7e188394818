"""A year's data opened, and saved where nobody has changed the file meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter import output, source
from drafter.commands.drafting.drafts import find_template_name, open_template
from drafter.commands.drafting.findings import Findings, refuse
from drafter.commands.editing.model import BorrowedRows, DataFile
from drafter.ledger.tables import insert_records
from drafter.output.versions import digest
from drafter.problems import Problem
from drafter.schema import Schema
from drafter.source import Borrowed, Document
from drafter.source.yaml.encoding import decode_bytes
from drafter.source.yaml.file import read_file_bytes
from drafter.vocabulary import FILE_KEY, TEMPLATE_KEY
from drafter.workspace import Workspace, open_workspace


def open_data(data: str | Path = "", *, here: str | Path = ".") -> DataFile:
    """Open a year's data; without a name the workspace's newest year.

    What is wrong with them is in `problems`; they are open all the same. Raises DrafterError where
    there is no such file, or it is no text.
    """
    workspace = open_workspace(here)
    path = workspace.find_data_file(str(data)) if data else _find_newest(workspace)
    workspace, shown = workspace.around(path), workspace.show(path)
    found = Findings()
    content = found.need(read_file_bytes(path, shown))
    raw = decode_bytes(content)
    document, problems = source.parse(content, shown)
    if raw is None:
        refuse(problems)
    schema, wrong = _find_schema(workspace, document)
    tables = _read_tables(document, schema, path)
    return DataFile(
        workspace, path, shown, raw, raw.text, digest(content), document, schema,
        (*problems, *wrong), tables,
    )  # fmt: skip


def _find_newest(workspace: Workspace) -> Path:
    """The data file of the newest year. Raises DrafterError (D510, D511)."""
    found = Findings(workspace.find_missing())
    found.stop()
    dated = workspace.data_by_year()
    return dated[max(dated)] if dated else found.need(workspace.find_last_data())


def renew_file(
    file: DataFile, text: str, content: bytes, document: Document, problems: list[Problem]
) -> DataFile:
    """The file with another text, which was read so; what the text does not change is kept."""
    asked, before = _read_key(document, TEMPLATE_KEY), _read_key(file.document, TEMPLATE_KEY)
    schema, wrong = file.schema, [each for each in file.problems if not is_of_reading(each)]
    if asked != before:
        schema, wrong = _find_schema(file.workspace, document)
    tables = file.tables
    if asked != before or _list_borrowed(document) != _list_borrowed(file.document):
        tables = _read_tables(document, schema, file.path)
    return replace(
        file, raw=file.raw._replace(text=text), text=text, digest=digest(content),
        document=document, schema=schema, problems=(*problems, *wrong), tables=tables,
    )  # fmt: skip


def is_of_reading(found: Problem) -> bool:
    """Whether reading the file has found it, not looking for its template."""
    return found.code.startswith("D1")


def _find_schema(
    workspace: Workspace, document: Document | None
) -> tuple[Schema | None, list[Problem]]:
    """What the data's template asks for; None where that is not known, and why."""
    if document is None or not workspace.exists:
        return None, workspace.find_missing()
    name, wrong = find_template_name(workspace, document)
    if name is None:
        return None, wrong
    opened, wrong = open_template(workspace, name)
    return (opened.schema if opened is not None else None), wrong


def _read_key(document: Document | None, name: str) -> object:
    root = document.root.value if document is not None else None
    node = root.get(name) if isinstance(root, dict) else None
    return source.strip_places(node) if node is not None else None


def _list_borrowed(document: Document | None) -> dict[str, object]:
    """The ledgers that name a file, and what they say of it."""
    root = document.root.value if document is not None else None
    return {
        name: source.strip_places(node)
        for name, node in (root.items() if isinstance(root, dict) else ())
        if isinstance(node.value, dict) and FILE_KEY in node.value
    }


def _read_tables(
    document: Document | None, schema: Schema | None, path: Path
) -> dict[str, BorrowedRows]:
    """The ledgers that stand in files of their own."""
    tables: dict[str, BorrowedRows] = {}
    if document is None or schema is None:
        return tables
    for name, named in _list_borrowed(document).items():
        whole, problems, _ = insert_records(document, [name], schema.root, path.parent)
        assert isinstance(whole.root.value, dict)
        records = whole.root.value[name].value
        rows = tuple(records) if isinstance(records, list) else ()
        first = next((each.place.file for each in rows if isinstance(each, Borrowed)), None)
        assert isinstance(named, dict)
        tables[name] = BorrowedRows(rows, first or str(named[FILE_KEY]), tuple(problems))
    return tables


def save_data(file: DataFile, *, base: str) -> None:
    """Write the data where the file on disk still has the digest `base`; whole or not at all.

    Raises DrafterError: D600 where it has been changed meanwhile, and why the system would not.
    """
    memory = file.workspace.store.root if file.workspace.exists else None
    content = file.raw.bytes(file.text)
    wrong = output.save_data_file(file.path, base, content, file.shown, memory)
    if wrong is not None:
        refuse([wrong])
