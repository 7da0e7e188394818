"""What an office has set for its folder: drafter.yaml at the workspace's root."""

from __future__ import annotations

from pathlib import Path

from drafter import source, workspace
from drafter.checks.silence import Silence
from drafter.problems import Problem, problem
from drafter.schema import find_nearest_word
from drafter.source import Document, Node
from drafter.workspace import Workspace

FILE = "drafter.yaml"
_CHECK, _OFF = ("检查", "check"), ("关闭", "off")


def read_silences(room: Workspace, here: Path) -> tuple[list[Silence], list[Problem]]:
    """The rules that are off in the workspace, and what is wrong with the file that says so."""
    path = room.root / FILE
    if not path.is_file():
        return [], []
    document, found = source.read_data_file(path, workspace.show_path(path, here))
    if document is None or not isinstance(document.root.value, dict):
        return [], found
    made: list[Silence] = []
    check = _read_single_key(document, document.root, _CHECK, found)
    off = None if check is None else _read_single_key(document, check, _OFF, found)
    listed = off.value if off is not None and isinstance(off.value, list) else [off] if off else []
    for node in listed:
        if isinstance(node, Node) and node.value is not None:
            made.append(Silence(str(node.value), document.place(node), everywhere=True))
    return made, found


def _read_single_key(
    document: Document, node: Node, names: tuple[str, str], found: list[Problem]
) -> Node | None:
    """The value of the one key that may stand there; every other key is told."""
    held = node.value if isinstance(node.value, dict) else {}
    for key in held:
        if key not in names:
            hint = find_nearest_word(key, names) or names[0]
            place = document.key_place(node, key)
            found.append(problem("D494", place, key=key, hint=hint))
    return next((held[name] for name in names if name in held), None)
