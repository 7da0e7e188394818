"""YAML bytes → a tree in which every value knows its place. The only home of pyyaml."""

from drafter.source.file import parse, read
from drafter.source.node import Document, Node, plain

__all__ = ["Document", "Node", "parse", "plain", "read"]
