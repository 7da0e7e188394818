"""What is known of the figures that have names, and of the data that they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from jinja2 import nodes

from drafter.engine.compile.descriptions import Describer, normalize
from drafter.frozen import dataclass
from drafter.schema import Field, NamedFigure

Scope = dict[str, nodes.Expr | None]
"""The names that the template itself gives, with what they stand for where that is sure."""
Shape = Literal["ledger", "list", "groups", "value"]


class LoweredFigure(NamedTuple):
    """A figure with a name.

    expression: what it is, by names of the data alone. printed: what is printed where a tag says
    its name and nothing else. roots: the names of the data that it uses.
    """

    figure: NamedFigure
    expression: nodes.Expr
    printed: nodes.Expr
    shape: Shape
    roots: frozenset[str]


@dataclass(frozen=True)
class NamedFigures:
    """What is to be put in for the figures' names. root: the fields of the schema."""

    figures: Mapping[str, LoweredFigure]
    root: Field

    @cached_property
    def index(self) -> dict[str, NamedFigure]:
        """The figures by the repr of what they are, the first of two that are the same."""
        known: dict[str, NamedFigure] = {}
        for each in self.figures.values():
            known.setdefault(repr(normalize(each.expression)), each.figure)
            if each.shape == "ledger":
                known.setdefault(repr(normalize(each.printed)), each.figure)
        return known

    def find_unit(self, expression: nodes.Expr) -> str:
        """In what the expression is counted."""
        known = Describer(self.root, named=self.index).describe(normalize(expression))
        return known.unit if known else ""
