"""What a template may use up while it renders, so that a hostile one stops soon."""

from __future__ import annotations

import time
from collections.abc import Sized
from typing import Any

MOST_STEPS = 5_000_000
MOST_CHARACTERS = 200_000_000
MOST_TEXT = 5_000_000
MOST_ARGUMENT = 100_000
MOST_SECONDS = 60.0
"""Loop steps, characters in all, characters of one value, a filter's number, seconds."""


class TooMuch(Exception):
    """The template asked for more than any report needs."""


class Meter:
    """Counts what one rendering has used; raises TooMuch."""

    def __init__(self) -> None:
        self.steps = 0
        self.characters = 0
        self.deadline = time.monotonic() + MOST_SECONDS

    def step(self, characters: int) -> None:
        """One turn of a loop that writes so many characters of fixed text."""
        self.steps += 1
        self.write(characters)
        if self.steps > MOST_STEPS or (self.steps % 1024 == 0 and self._late()):
            raise TooMuch

    def write(self, characters: int) -> None:
        self.characters += characters
        if self.characters > MOST_CHARACTERS:
            raise TooMuch

    def _late(self) -> bool:
        return time.monotonic() > self.deadline


def sized(value: Any) -> Any:
    """The value, unless it is a text or list larger than any report needs."""
    if isinstance(value, (str, bytes, list, tuple)) and len(value) > MOST_TEXT:
        raise TooMuch
    return value


def factors(left: Any, right: Any) -> None:
    """Refuse to repeat a text or list, or to raise a number, beyond all need."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sized) and isinstance(other, int) and len(one) * other > MOST_TEXT:
            raise TooMuch


def power(base: Any, exponent: Any) -> None:
    """Refuse a power whose result would have thousands of digits."""
    if abs(exponent) > 100 or abs(base) > 10**15:
        raise TooMuch


def arguments(values: tuple[Any, ...]) -> None:
    """Refuse a filter's arguments that would make it write too much."""
    product = 1
    for value in values:
        if isinstance(value, int) and abs(value) > MOST_ARGUMENT:
            raise TooMuch
        if isinstance(value, str):
            product *= max(len(value), 1)
    if product > MOST_TEXT:
        raise TooMuch
