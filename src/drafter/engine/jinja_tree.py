"""Jinja's trees, walked and copied.

Jinja's own walk is a chain of generators as deep as the tree, and a deep copy takes the environment
along: together they were a third of a compilation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, overload

from jinja2 import nodes

_Kind = TypeVar("_Kind", bound=nodes.Node)


@overload
def find_nodes(tree: nodes.Node, kind: type[_Kind]) -> Iterator[_Kind]: ...
@overload
def find_nodes(tree: nodes.Node, kind: tuple[type[nodes.Node], ...]) -> Iterator[Any]: ...
def find_nodes(tree: nodes.Node, kind: Any) -> Iterator[Any]:
    """The nodes of a kind below the tree's root, in the order of the template.

    As with Jinja's own `find_all`, a node that is changed while it is handed out is looked into as
    it then is.
    """
    waiting = _list_children(tree)
    while waiting:
        node = waiting.pop()
        if isinstance(node, kind):
            yield node
        waiting += _list_children(node)


def _list_children(node: nodes.Node) -> list[nodes.Node]:
    """The nodes right below, the last first."""
    children: list[nodes.Node] = []
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, nodes.Node):
            children.append(value)
        elif isinstance(value, list):
            children += [each for each in value if isinstance(each, nodes.Node)]
    children.reverse()
    return children


_Node = TypeVar("_Node", bound=nodes.Node)


def copy_node(node: _Node) -> _Node:
    """The node and all below it, in the same environment."""
    made: _Node = object.__new__(type(node))
    state = made.__dict__
    state.update(node.__dict__)
    for name in node.fields:
        value = state.get(name)
        if isinstance(value, nodes.Node):
            state[name] = copy_node(value)
        elif isinstance(value, list):
            state[name] = [copy_node(e) if isinstance(e, nodes.Node) else e for e in value]
    return made
