"""What a page needs besides the text that is typed, read again only when it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from drafter import engine, ledger
from drafter.commands.drafting.drafts import open_template
from drafter.commands.drafting.years import load_earlier_years
from drafter.engine import CompiledTemplate
from drafter.ledger import KeptRecords, Ledger
from drafter.problems import Problem
from drafter.schema import Schema
from drafter.source import Document, Node, strip_places
from drafter.template import list_files
from drafter.vocabulary import FILE_KEY, YEAR_KEY
from drafter.workspace import Workspace

_Stamps = tuple[tuple[int, int, int] | None, ...]
_Opened = tuple[CompiledTemplate | None, list[Problem]]


def stamp_files(paths: Iterable[Path]) -> _Stamps:
    """What tells one state of the files from another."""
    return tuple(map(_stamp_file, paths))


def _stamp_file(path: Path) -> tuple[int, int, int] | None:
    try:
        facts = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino


class KeptTemplate:
    """The template, compiled; one that is wrong is not compiled at each keystroke either."""

    def __init__(self) -> None:
        self._asked: object = None
        self._found: _Opened = (None, [])

    def open(self, workspace: Workspace, name: str) -> _Opened:
        """The compiled template of that name, and what is wrong with it."""
        folder = workspace.template(name)
        asked = (folder, stamp_files(list_files(folder)))
        if asked != self._asked:
            opened, found = open_template(workspace, name)
            compiled, more = (None, []) if opened is None else engine.compile_template(opened)
            self._asked, self._found = asked, (compiled, [*found, *more])
        return self._found


class _KeptTables(NamedTuple):
    asked: object
    stamps: _Stamps
    nodes: dict[str, Node]
    problems: list[Problem]
    files: tuple[Path, ...]


class KeptTables:
    """The ledgers that the data keep in files of their own."""

    def __init__(self) -> None:
        self._kept: _KeptTables | None = None

    def insert(
        self, document: Document, schema: Schema, folder: Path
    ) -> tuple[Document, list[Problem], tuple[Path, ...]]:
        """The document with the records of the files in place; see `ledger.insert_tables`."""
        root = document.root
        assert isinstance(root.value, dict)
        named = {
            key: node.value[FILE_KEY]
            for key, node in root.value.items()
            if isinstance(node.value, dict) and FILE_KEY in node.value
        }
        if not named:
            return document, [], ()
        asked = [
            (key, strip_places(root.value[key]), document.place(node), schema)
            for key, node in named.items()
        ]
        stamps = stamp_files(folder / str(node.value) for node in named.values())
        kept = self._kept
        if kept is None or kept.asked != asked or kept.stamps != stamps:
            read, problems, files = ledger.insert_tables(document, schema, folder)
            assert isinstance(read.root.value, dict)
            nodes = {key: read.root.value[key] for key in named}
            self._kept = kept = _KeptTables(asked, stamps, nodes, problems, files)
        tree = Node({**root.value, **kept.nodes}, root.line, root.column, root.width, root.key)
        return Document(document.text, tree), list(kept.problems), kept.files


class KeptRows:
    """The records of the last page, for those that are not typed anew."""

    def __init__(self) -> None:
        self._asked: object = None
        self._kept: KeptRecords = {}

    def choose(self, schema: Schema, shown: str, folder: Path) -> KeptRecords:
        """Those made of data of that file as that schema has them."""
        asked = schema, shown, folder
        if self._asked is None or asked != self._asked:
            self._asked, self._kept = asked, {}
        return self._kept


class KeptYears:
    """The years before, as far as the template asks for them."""

    def __init__(self) -> None:
        self._asked: object = None
        self._stamps: _Stamps = ()
        self._found: tuple[tuple[Ledger, tuple[Path, ...]], list[Problem]] | None = None

    def look_back(
        self, compiled: CompiledTemplate, loaded: Ledger, data: Path, workspace: Workspace
    ) -> tuple[tuple[Ledger, tuple[Path, ...]], list[Problem]]:
        """The data with the years before, the files looked for, and what is wrong with them."""
        if not compiled.looks_back:
            return (loaded, ()), []
        asked = compiled.template.digest, str(loaded.values.get(YEAR_KEY)), data
        found = self._found
        if found is None or asked != self._asked or stamp_files(found[0][1]) != self._stamps:
            schema = compiled.template.schema
            found = load_earlier_years(loaded, schema, data, None, workspace)
            self._asked, self._found, self._stamps = asked, found, stamp_files(found[0][1])
        (before, files), problems = found
        return (replace(loaded, earlier=before.earlier), files), problems
