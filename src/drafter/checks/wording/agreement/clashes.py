"""What is said in two ways in a paragraph, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.problems.model import Value


class Clash(NamedTuple):
    """What is said in two ways: what it is, as it is said first and then, and where the second is."""

    name: str
    one: str
    other: str
    start: int
    end: int


Find = Callable[[str], Iterable[Clash]]


def find_clashes(page: PageText, finders: Iterable[Find], marks: str) -> Iterator[Hit]:
    """What the finders see in each paragraph that has one of the marks, as D424."""
    finders = tuple(finders)
    for number, line in enumerate(page.lines):
        if line.kind != "body" or not any(mark in line.text for mark in marks):
            continue
        for find in finders:
            for clash in find(line.text):
                yield tell_clash(number, clash)


def tell_clash(number: int, clash: Clash) -> Hit:
    """The finding at its place."""
    values: dict[str, Value] = {"name": clash.name, "one": clash.one, "other": clash.other}
    return Hit("D424", number, clash.start, clash.end, values)
