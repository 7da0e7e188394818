"""What edits mean: the tree as it is to be, and whether what was read again is that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from drafter.problems import DataPath
from drafter.source.editing.model import (
    Arrangement,
    Entry,
    ItemSet,
    MovedItem,
    NewItem,
    NewValue,
    Plain,
    Step,
)
from drafter.source.yaml.node import Node, Value

_NEW = 0
"""The line of a node that stands in no file yet."""


def find_node(root: Node, path: DataPath) -> Node | None:
    """The value at the path; None where the data have none."""
    node: Node | None = root
    for step in path:
        held = node.value if node is not None else None
        if isinstance(held, dict) and isinstance(step, str):
            node = held.get(step)
        elif isinstance(held, list) and isinstance(step, int) and 0 <= step < len(held):
            node = held[step]
        else:
            return None
    return node


def change_tree(root: Node, step: Step) -> Node:
    """The tree as the step means it; what it does not name is the old tree's own."""
    if isinstance(step, Arrangement):
        return _change_at(root, step.path, lambda node: _arrange(node, step.order))
    if isinstance(step, ItemSet):
        return _change_at(root, step.path, lambda _: make_node(step.value.value))
    return _change_at(root, step.path, lambda node: _set_values(node, step.values))


def _change_at(node: Node, path: DataPath, change: Callable[[Node], Node]) -> Node:
    if not path:
        return change(node)
    step, held = path[0], node.value
    if isinstance(held, dict) and isinstance(step, str):
        below = held.get(step) or make_node(None)
        return _renew(node, {**held, step: _change_at(below, path[1:], change)})
    if isinstance(held, list) and isinstance(step, int):
        entries = list(held)
        entries[step] = _change_at(entries[step], path[1:], change)
        return _renew(node, entries)
    return change(node)


def _renew(node: Node, value: Value) -> Node:
    return Node(value, node.line, node.column, 0, None)


def _set_values(node: Node, values: Mapping[str, NewValue]) -> Node:
    held = node.value if isinstance(node.value, dict) else {}
    return _renew(node, {**held, **{name: make_node(new.value) for name, new in values.items()}})


def _arrange(node: Node, order: Sequence[Entry]) -> Node:
    held = node.value if isinstance(node.value, list) else []
    return _renew(node, [_find_entry(held, each) for each in order])


def _find_entry(held: Sequence[Node], entry: Entry) -> Node:
    if isinstance(entry, NewItem):
        return make_node(entry.value)
    return held[entry.old if isinstance(entry, MovedItem) else entry]


def make_node(value: Plain) -> Node:
    """The value as a node that stands in no file."""
    if isinstance(value, Mapping):
        return Node({key: make_node(v) for key, v in value.items()}, _NEW, 0, 0, None)
    if isinstance(value, list):
        return Node([make_node(each) for each in value], _NEW, 0, 0, None)
    return Node(value, _NEW, 0, 0, None)


def is_meant(meant: Node, read: Node | None) -> bool:
    """Whether what was read is what was meant.

    What was new may lack the lines' ends that | leaves behind a text, and stand as a key left out
    where it is nothing.
    """
    if meant is read:
        return True
    if read is None:
        return meant.line == _NEW and meant.value in (None, [])
    wanted, found = meant.value, read.value
    if isinstance(wanted, dict):
        return isinstance(found, dict) and _is_same_record(wanted, found)
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(wanted) == len(found)
            and all(map(is_meant, wanted, found))
        )
    if meant.line == _NEW and isinstance(wanted, str) and isinstance(found, str):
        return wanted == found.rstrip("\n")
    return type(wanted) is type(found) and wanted == found


def _is_same_record(wanted: dict[str, Node], found: dict[str, Node]) -> bool:
    if not found.keys() <= wanted.keys():
        return False
    for key, node in wanted.items():
        other = found.get(key)
        # nearly all are single values that nothing has touched: at once, for 10,000 of them
        if other is not None and node.value.__class__ is str and node.value == other.value:
            continue
        if not is_meant(node, other):
            return False
    return True
