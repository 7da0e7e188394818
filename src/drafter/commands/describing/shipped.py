"""The templates that come with drafter, each with its sample years, and those of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter import source
from drafter.source import Node
from drafter.vocabulary import FILE_KEY, TEMPLATE_KEY
from drafter.workspace import Workspace, open_workspace, shipped_folder

FIRST = "统战工作总结"
"""The template that a new workspace starts with."""


@dataclass(frozen=True)
class ListedTemplate:
    """A template by name. data: the workspace's data files that name it. here: the workspace has
    it; else it comes with drafter and waits to be taken."""

    name: str
    data: tuple[str, ...]
    here: bool


def template_list(*, here: str | Path = ".") -> list[ListedTemplate]:
    """The workspace's templates, then those of drafter's own that are not in it.

    Raises no DrafterError: without a workspace only drafter's own are told.
    """
    workspace = open_workspace(here)
    names = workspace.templates() if workspace.exists else []
    users = _find_users(workspace)
    waiting = [name for name in list_shipped_templates() if name not in names]
    return [
        ListedTemplate(name, tuple(users.get(name, ())), name in names)
        for name in (*names, *waiting)
    ]


def list_shipped_templates() -> list[str]:
    """The names of the templates that come with drafter, the first one first."""
    names = Workspace(shipped_folder()).templates()
    return sorted(names, key=lambda name: name != FIRST)


def list_sample_files(name: str) -> list[Path]:
    """The files of a shipped template and its sample years, below the shipped folder."""
    shipped = shipped_folder()
    files = [path for path in (shipped / "templates" / name).rglob("*") if path.is_file()]
    for path in Workspace(shipped).years():
        root = _read_root(path)
        if _name_template(root) == name:
            files += [path, *(path.with_name(table) for table in _iter_tables(root))]
    return sorted(path.relative_to(shipped) for path in files)


def _find_users(workspace: Workspace) -> dict[str, list[str]]:
    """The shown names of the workspace's data files by the template that they name."""
    users: dict[str, list[str]] = {}
    for path in workspace.years():
        users.setdefault(_name_template(_read_root(path)), []).append(workspace.show(path))
    return users


def _read_root(path: Path) -> dict[str, Node]:
    """A data file's top entries; none where it cannot be read, which `check` tells."""
    document, _ = source.read_data_file(path, path.name)
    root = document.root.value if document else None
    return root if isinstance(root, dict) else {}


def _name_template(root: dict[str, Node]) -> str:
    named = root.get(TEMPLATE_KEY)
    return str(named.value) if named else ""


def _iter_tables(root: dict[str, Node]) -> Iterator[str]:
    """The names of the sheets that stand in a ledger's place."""
    for node in root.values():
        below = node.value
        if isinstance(below, dict) and FILE_KEY in below:
            yield str(below[FILE_KEY].value)
