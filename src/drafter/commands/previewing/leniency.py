"""Data that do not fit their schema, as far as they do: what it refuses is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from drafter.problems import DataPath, Problem, select_blocking
from drafter.schema import Schema, locate_faults
from drafter.source import Borrowed, Document, Node, walk_path

LocatedProblem = tuple[DataPath, Problem]

_OF_CONTENTS = frozenset({"D208", "D213", "D214", "D220"})
"""What is said of how much a list or a record holds: what is in it is no worse for that."""


def leave_out_faults(document: Document, schema: Schema) -> tuple[Document, list[LocatedProblem]]:
    """The document without the values that the schema refuses, and all that is wrong with it.

    What is left can be built. Records keep their numbers: one that is none becomes an empty one.
    """
    found = locate_faults(document, schema)
    refused = [
        path
        for path, each in found
        if path and select_blocking([each]) and not _is_sound_holder(document.root, path, each)
    ]
    if not refused:
        return document, found
    return Document(document.text, _leave_out(document.root, refused)), found


def _is_sound_holder(root: Node, path: DataPath, found: Problem) -> bool:
    node = find_node(root, path)
    holds = node is not None and isinstance(node.value, (dict, list))
    return holds and found.code in _OF_CONTENTS


def find_node(root: Node, path: DataPath) -> Node | None:
    """The node at the path, if there is one."""
    nodes = list(walk_path(root, path))
    return nodes[-1] if len(nodes) == len(path) + 1 else None


def _leave_out(node: Node, paths: Collection[DataPath]) -> Node:
    """A copy of the node without what stands at the paths, which begin below it."""
    below: dict[str | int, list[DataPath]] = {}
    for first, *rest in paths:
        below.setdefault(first, []).append(tuple(rest))
    match node.value:
        case dict() as mapping:
            kept = ((key, _shrink(each, below.get(key, ()))) for key, each in mapping.items())
            return _copy_node(node, {key: each for key, each in kept if each is not None})
        case list() as entries:
            shrunk = [(each, _shrink(each, below.get(n, ()))) for n, each in enumerate(entries)]
            holds_records = any(isinstance(each.value, dict) for each in entries)
            return _copy_node(
                node,
                [
                    _copy_node(each, {}) if small is None else small
                    for each, small in shrunk
                    if small is not None or holds_records
                ],
            )
        case _:
            return node


def _shrink(node: Node, paths: Sequence[DataPath]) -> Node | None:
    """The node without what stands at the paths; None where that is the node itself."""
    if not paths:
        return node
    return None if () in paths else _leave_out(node, paths)


def _copy_node(node: Node, value: dict[str, Node] | list[Node]) -> Node:
    """The node with another value at the same place."""
    key, width = node.key, node.width
    if isinstance(node, Borrowed):
        return Borrowed(value, node.line, node.column, width, key, node.place, node.title)
    return Node(value, node.line, node.column, width, key)
