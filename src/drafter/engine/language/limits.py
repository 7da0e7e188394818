"""What a template may use up while it renders, so that a hostile one stops soon.

The clock is looked at only to stop: it puts nothing into a report.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any

from drafter import patterns
from drafter.problems.model import Incomputable

MOST_STEPS = 1_000_000
MOST_CHARACTERS = 1_000_000_000
MOST_IN_A_TREE = 200_000_000
MOST_TEXT = 5_000_000
MOST_WORK = 100_000_000
MOST_ITEMS = 1_000_000
MOST_ARGUMENT = 100_000
MOST_BITS = 10_000
MOST_SECONDS = 60.0
"""Turns of loops and macros; characters of the page, and of a page that is built as a tree;
characters of one value; characters handled by filters; entries of one list with all that is in it;
a filter's width; bits of a whole number; seconds."""

WORK_OF_AN_ENTRY = 10
"""An entry of a list takes as much time to handle as so many characters of a text."""

_WIDE = patterns.postpone(r"\d{4,}|\*")


class LimitExceeded(Exception):
    """The template asked for more than any report needs."""


class Meter:
    """Counts what one rendering has used; raises LimitExceeded."""

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self.most = most
        self.steps = 0
        self.characters = 0
        self.worked = 0
        self.deadline = time.monotonic() + MOST_SECONDS

    def step(self, turns: int, characters: int) -> None:
        """Turns of a loop, or a call of a macro, with so many characters of fixed text."""
        self.steps += turns
        self.write(characters)
        if self.steps > MOST_STEPS:
            raise LimitExceeded
        self.work(1)

    def write(self, characters: int) -> None:
        """So many characters go into the page."""
        self.characters += characters
        if self.characters > self.most:
            raise LimitExceeded

    def work(self, amount: int) -> None:
        """A filter or a sum handles so many characters or entries."""
        self.worked += amount
        if self.worked > MOST_WORK or time.monotonic() > self.deadline:
            raise LimitExceeded


_meter: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def use_meter(meter: Meter) -> Iterator[None]:
    """What is computed within is charged to the meter."""
    token = _meter.set(meter)
    try:
        yield
    finally:
        _meter.reset(token)


def charge(amount: int) -> None:
    """Count work against the rendering that is under way, if one is."""
    if (meter := _meter.get()) is not None:
        meter.work(amount)


def check_size(value: Any) -> Any:
    """The value, unless it is a text, list or number larger than any report needs."""
    kind = type(value)
    if isinstance(value, (str, bytes)):
        charge(len(value))
        if len(value) > MOST_TEXT:
            raise LimitExceeded
    elif kind is int:
        if value.bit_length() > MOST_BITS:
            raise LimitExceeded
    elif kind in (list, tuple, dict):
        charge(WORK_OF_AN_ENTRY * _count_nested(value))
    return value


def _count_nested(value: Any) -> int:
    """How many entries a list has with those of the lists in it. Raises LimitExceeded early."""
    weight = 0
    waiting: list[Any] = [value]
    while waiting:
        inside = waiting.pop()
        entries = inside.values() if isinstance(inside, dict) else inside
        weight += len(inside)
        if weight > MOST_ITEMS:
            raise LimitExceeded
        waiting += [entry for entry in entries if type(entry) in (list, tuple, dict)]
    return weight


def list_entries(values: Iterable[Any]) -> list[Any]:
    """All entries of a filter's lazy result."""
    found = list(islice(values, MOST_ITEMS + 1))
    check_size(found)
    return found


def check_repeat(left: Any, right: Any) -> None:
    """Refuse to repeat a text or list beyond all need."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sized) and isinstance(other, int) and len(one) * other > MOST_TEXT:
            raise LimitExceeded


def check_power(base: Any, exponent: Any) -> None:
    """Refuse a power whose result would have thousands of digits."""
    if abs(exponent) > 100 or abs(base) > 10**15:
        raise LimitExceeded


def check_format(text: Any) -> None:
    """Refuse a format that pads to thousands of characters, and what is no text at all."""
    if not isinstance(text, str):
        raise Incomputable("failing.mixed")
    if _WIDE.search(text):
        raise LimitExceeded


def check_widths(values: Iterable[Any]) -> None:
    """Refuse widths and counts of a filter that no page can hold."""
    if any(isinstance(value, (int, float)) and abs(value) > MOST_ARGUMENT for value in values):
        raise LimitExceeded


def check_product(*lengths: int) -> None:
    """Refuse a text that would be as long as the lengths multiplied."""
    longest = 1
    for length in lengths:
        longest *= max(length, 1)
    if longest > MOST_TEXT:
        raise LimitExceeded
