"""YAML bytes → a tree in which every value knows its place. The only home of pyyaml."""

from drafter.source.file import parse, read
from drafter.source.node import Borrowed, Document, Node, plain
from drafter.source.table import Row, lend, read_rows

__all__ = ["Borrowed", "Document", "Node", "Row", "lend", "parse", "plain", "read", "read_rows"]
