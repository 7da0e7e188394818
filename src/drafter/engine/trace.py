"""What was printed where, and from which records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from drafter.engine.limits import Meter
from drafter.engine.objects import NEEDS_PREFIX, Unusable
from drafter.engine.spelling import Part, Shown, spell
from drafter.figures import Gap, Origin, origins_of, union


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed value.

    slot: the number of the tag that printed it; 0 when it is no tag of the page's text, -1 when it
    is not in the page.  time: the how-manieth time that tag printed.
    gap: the lacking value that it stands for. parts: pieces of the text with their own records.
    exact: the number that a filter made the text from, 46 for 40余; empty for none.
    """

    slot: int
    time: int
    text: str
    origins: tuple[Origin, ...]
    gap: Gap | None = None
    parts: tuple[Part, ...] = ()
    exact: str = ""


class Recorder:
    """The memory of one rendering: its trace and what it has used.

    prefixes: how each printing tag begins, since formatted text needs {{r and a document {{p.
    """

    def __init__(self, prefixes: Mapping[int, str]) -> None:
        self.prefixes = prefixes
        self.printed: list[Printed] = []
        self.meter = Meter()
        self.template: Any = None
        self._times: Counter[int] = Counter()
        self._pieces: dict[str, tuple[Printed, ...]] = {}
        self._begun: list[int] = []

    def begin(self) -> None:
        """A macro or a block begins: what it prints is not on the page yet."""
        self._begun.append(len(self.printed))

    def end(self, made: Any) -> Any:
        """The piece of the page that the macro or block begun last has made."""
        inside = self.printed[self._begun.pop() :]
        if isinstance(made, Markup):
            self._pieces[str(made)] = tuple(inside)
        return made

    def print(self, slot: int, value: Any) -> Any:
        """The value as it goes into the page, escaped; it is remembered with its origins."""
        if hasattr(value, "__html__"):
            if isinstance(value, str):
                self._piece(slot, value)
            wanted = NEEDS_PREFIX.get(type(value).__name__)
            if wanted and self.prefixes.get(slot) != wanted[0]:
                raise Unusable("D342", prefix=wanted[0], word=wanted[1])
            return value
        text = spell(value).replace("\r\n", "\n").replace("\r", "\n")
        self.meter.write(len(text))
        gap = value if isinstance(value, Gap) else None
        parts = value.parts if isinstance(value, Shown) else ()
        exact = value.exact if isinstance(value, Shown) else ""
        self._remember(slot, text, origins_of(value), gap, parts, exact)
        return escape(text)

    def _remember(
        self, slot: int, text: str, origins: tuple[Origin, ...], gap: Gap | None,
        parts: tuple[Part, ...], exact: str = "",
    ) -> None:  # fmt: skip
        self._times[slot] += 1
        self.printed.append(Printed(slot, self._times[slot], text, origins, gap, parts, exact))

    def _piece(self, slot: int, markup: str) -> None:
        """A piece of the page: its parts are what was printed when it was made."""
        self.meter.write(len(markup))
        inside = self._pieces.get(markup)
        if inside is None:
            known = (p for text, p in self._pieces.items() if text and text in markup)
            inside = tuple(printed for piece in known for printed in piece)
        text = Markup(markup).striptags()
        parts = (*((printed.text, printed.origins) for printed in inside), (text, ()))
        self._remember(slot, text, union(printed.origins for printed in inside), None, parts)
