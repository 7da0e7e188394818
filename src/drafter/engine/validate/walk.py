"""What the checks of names share: the walk over a tree, what it has found, and near words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from jinja2 import nodes

from drafter.engine.language.sandbox import Sandbox
from drafter.problems import Problem, problem
from drafter.problems.model import Place, Value
from drafter.schema import Field

Scope = dict[str, Field | None]


@dataclass(frozen=True)
class NameCheck:
    """One walk over a part's tree. place: where a line of it stands in the Word file."""

    environment: Sandbox
    root: Field
    place: Callable[[int], Place | None]
    found: list[Problem]


Step = Callable[[NameCheck, Any, Scope], Any]


def report_problem(walk: NameCheck, code: str, node: nodes.Node, **values: Value) -> None:
    walk.found.append(problem(code, walk.place(node.lineno), **values))


def find_closest(word: str, words: Iterable[str]) -> str:
    """The word that was most likely meant; empty when none is near.

    Of a Chinese word the first character says most, so one that shares it is preferred.
    """
    near = {known: SequenceMatcher(None, known, word).ratio() for known in words}
    first = word[:1]
    fit = [known for known, ratio in near.items() if ratio >= 0.5]
    return max(fit, key=lambda known: near[known] + 0.1 * (known[:1] == first), default="")
