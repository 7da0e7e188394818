"""What an office has set for its folder: drafter.yaml at the workspace's root."""

from __future__ import annotations

from drafter import source
from drafter.checks.silence import Silence
from drafter.commands.drafting.findings import Findings
from drafter.problems import Problem, find_nearest_word, problem
from drafter.source import Document, Node
from drafter.workspace import Workspace

FILE = "drafter.yaml"
_CHECK, _OFF = ("检查", "check"), ("关闭", "off")


def read_silences(workspace: Workspace) -> tuple[list[Silence], list[Problem]]:
    """The rules that are off in the workspace, and what is wrong with the file that says so."""
    path = workspace.root / FILE
    if not workspace.exists or not path.is_file():
        return [], []
    found = Findings()
    document = found.add(source.read_data_file(path, workspace.show(path)))
    if document is None or not isinstance(document.root.value, dict):
        return [], found
    check = found.add(_read_single_key(document, document.root, _CHECK))
    off = check and found.add(_read_single_key(document, check, _OFF))
    listed = off.value if off is not None and isinstance(off.value, list) else [off]
    silences = [
        Silence(str(node.value), document.place(node), everywhere=True)
        for node in listed
        if isinstance(node, Node) and node.value is not None
    ]
    return silences, found


def _read_single_key(
    document: Document, node: Node, names: tuple[str, str]
) -> tuple[Node | None, list[Problem]]:
    """The value of the one key that may stand there; every other key is a problem."""
    mapping = node.value if isinstance(node.value, dict) else {}
    found = [
        problem("D494", document.key_place(node, key), key=key, hint=hint)
        for key in mapping
        if key not in names and (hint := find_nearest_word(key, names) or names[0])
    ]
    return next((mapping[name] for name in names if name in mapping), None), found
