"""Stretches of a text: which are taken, and what a date in one is."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from typing import NamedTuple

from drafter.adopt.model import Choice, Kind


class Stretch(NamedTuple):
    """A value in a text, and where its unit ends."""

    start: int
    end: int
    until: int
    kind: Kind
    value: str
    unit: str = ""
    filters: str = ""
    choice: Choice = "keep"
    doubt: str = ""


class Stretches:
    """The stretches of a text that something is known of already."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        insort(self._spans, (start, end))

    def holds(self, place: int) -> bool:
        """Whether a character stands in one of them."""
        at = bisect_right(self._spans, (place, 1 << 30))
        return any(start <= place < end for start, end in self._spans[:at])
