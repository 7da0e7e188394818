"""References of YAML, which make one place's change another's: &, *, <<."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.problems import DataPath
from drafter.source.yaml.node import Document, Node

_SIGNS = ("&", "*")
_MERGE = "<<"


def has_references(document: Document) -> bool:
    """Whether the text may have any: next to none has the signs."""
    return any(sign in document.text.source for sign in (*_SIGNS, _MERGE))


def find_reference(document: Document, path: DataPath, *, whole: bool) -> tuple[Node, str] | None:
    """The first reference on the way to the path, with its sign; whole: or in what is there."""
    node = document.root
    for step in path:
        held = node.value
        if isinstance(held, dict) and _MERGE in held:
            return held[_MERGE], _MERGE
        if isinstance(held, dict) and step in held:
            node = held[str(step)]
        elif isinstance(held, list) and isinstance(step, int) and step < len(held):
            node = held[step]
        else:
            return None
        if sign := _read_sign(document, node):
            return node, sign
    return next(_iter_signs(document, node), None) if whole else None


def _iter_signs(document: Document, node: Node) -> Iterator[tuple[Node, str]]:
    held = node.value
    below = list(held.values()) if isinstance(held, dict) else held
    for each in below if isinstance(below, list) else ():
        if sign := _read_sign(document, each):
            yield each, sign
        yield from _iter_signs(document, each)


def _read_sign(document: Document, node: Node) -> str:
    """The sign with its name, where the value is one that is referred to, or refers to another."""
    rest = document.lines[node.line - 1][node.column - 1 :] if node.line else ""
    return rest.split()[0].rstrip(",]}") if rest.startswith(_SIGNS) else ""
