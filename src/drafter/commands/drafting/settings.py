"""What an office has set for its folder: drafter.yaml at the workspace's root."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter import source
from drafter.checks.silence import Silence
from drafter.commands.drafting.findings import Findings
from drafter.problems import Problem, find_nearest_word, problem
from drafter.source import Document, Node
from drafter.vocabulary import GONGWEN, PAGE_KEY
from drafter.workspace import Workspace

FILE = "drafter.yaml"
_CHECK, _OFF, _PAGE = ("检查", "check"), ("关闭", "off"), (PAGE_KEY, "layout")


def binds_gongwen(workspace: Workspace) -> bool:
    """Whether the office has said that GB/T 9704 binds its pages (`版式: 公文`)."""
    path = workspace.root / FILE
    if not workspace.exists or not path.is_file():
        return False
    document, _ = source.read_data_file(path, workspace.show(path))
    mapping = document.root.value if document is not None else None
    nodes = (
        [mapping[name] for name in _PAGE if name in mapping] if isinstance(mapping, dict) else []
    )
    return any(node.value == GONGWEN for node in nodes)


def read_silences(workspace: Workspace) -> tuple[list[Silence], list[Problem]]:
    """The rules that are off in the workspace, and what is wrong with the file that says so."""
    path = workspace.root / FILE
    if not workspace.exists or not path.is_file():
        return [], []
    document, problems = source.read_data_file(path, workspace.show(path))
    found = Findings(each for each in problems if each.code != _EMPTY)
    if document is None:
        return [], found
    check = found.add(_read_single_key(document, document.root, _CHECK, _PAGE))
    off = found.add(_read_single_key(document, check, _OFF)) if check is not None else None
    if off is None:
        return [], found
    listed = off.value if isinstance(off.value, list) else [off] if off.value else []
    return [each for node in listed for each in _read_codes(document, node)], found


_EMPTY = "D108"
"""The problem of a data file that holds nothing; settings may."""


def _read_codes(document: Document, node: Node) -> Iterator[Silence]:
    """What is to be off: several codes may stand in one text."""
    written = _spell_value(node)
    names = _SEPARATORS.split(written) if isinstance(node.value, str) else [written]
    place = document.place(node)
    yield from (Silence(name, place, everywhere=True) for name in names if name)


_SEPARATORS = re.compile(r"[,，、;；\s]+")


def _spell_value(node: Node) -> str:
    """The value on one line, as it might be written."""
    match node.value:
        case dict() as mapping:
            pairs = (f"{key}: {_spell_value(below)}" for key, below in mapping.items())
            return f"{{{', '.join(pairs)}}}"
        case list() as entries:
            return f"[{', '.join(map(_spell_value, entries))}]"
        case None:
            return "null"
        case bool() as answer:
            return str(answer).lower()
        case value:
            return str(value)


def _read_single_key(
    document: Document, node: Node, names: tuple[str, str], others: tuple[str, ...] = ()
) -> tuple[Node | None, list[Problem]]:
    """The value of the key that is looked for; every key but it and the others is a problem."""
    if node.value is None:
        return None, []
    if not isinstance(node.value, dict):
        key = _spell_value(node)
        return None, [problem("D494", document.place(node), key=key, hint=f"{names[0]}: …")]
    mapping = node.value
    found = [
        problem("D494", document.key_place(node, key), key=key, hint=hint)
        for key in mapping
        if key not in (*names, *others)
        and (hint := find_nearest_word(key, (*names, *others)) or names[0])
    ]
    return next((mapping[name] for name in names if name in mapping), None), found
