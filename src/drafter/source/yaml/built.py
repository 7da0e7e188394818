"""What comes of building a tree: its root, what was found, what is worth a second look."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from drafter.frozen import dataclass
from drafter.problems import Problem
from drafter.source.yaml.events import YamlSyntaxError
from drafter.source.yaml.node import Node


class UnquotedText(NamedTuple):
    """An unquoted text whose place makes it worth a second look (1-based, end exclusive)."""

    node: Node
    end_line: int
    end_column: int
    siblings: list[Node] | None
    own_line: bool


@dataclass(slots=True)
class BuildResult:
    """What came out: the root (None: none was made), what was found, where it broke off.

    keys: the unquoted keys that are as they should be. folded: the texts in quotes or behind > that
    go over several lines, each with the last of them.
    """

    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    unquoted: list[UnquotedText] = field(default_factory=list)
    folded: list[tuple[Node, int]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    error: YamlSyntaxError | None = None
