"""What was printed where, and from which records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from drafter.engine.limits import Meter
from drafter.engine.spelling import Part, Shown, spell
from drafter.figures import Gap, Origin, origins_of


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed value.

    slot: the number of the tag that printed it. time: the how-manieth time that tag printed.
    gap: the lacking value that it stands for. parts: pieces of the text with their own records.
    """

    slot: int
    time: int
    text: str
    origins: tuple[Origin, ...]
    gap: Gap | None = None
    parts: tuple[Part, ...] = ()


class Recorder:
    """The memory of one rendering: its trace and what it has used."""

    def __init__(self) -> None:
        self.printed: list[Printed] = []
        self.meter = Meter()
        self.template: Any = None
        self._times: Counter[int] = Counter()

    def print(self, slot: int, value: Any) -> Any:
        """The value as it goes into the page, escaped; it is remembered with its origins."""
        if isinstance(value, Markup) or (hasattr(value, "__html__") and not isinstance(value, str)):
            return value
        text = spell(value)
        self.meter.write(len(text))
        self._times[slot] += 1
        gap = value if isinstance(value, Gap) else None
        parts = value.parts if isinstance(value, Shown) else ()
        time = self._times[slot]
        self.printed.append(Printed(slot, time, text, origins_of(value), gap, parts))
        return escape(text)
