"""YAML bytes → a tree in which every value knows its place. The only home of pyyaml."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.source.file import parse, read
from drafter.source.node import Borrowed, Document, Node, plain
from drafter.source.pause import uncollected

if TYPE_CHECKING:
    from drafter.source.table import Row, lend, read_rows

__all__ = [
    "Borrowed", "Document", "Node", "Row", "lend", "parse", "plain", "read", "read_rows",
    "uncollected",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """What has to do with tables, loaded when a table is read."""
    if name not in ("Row", "lend", "read_rows"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("drafter.source.table"), name)
