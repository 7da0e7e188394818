"""What was printed where, and from which records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, overload

from drafter.engine.language.display import DerivedText, TagFacts, TextPart
from drafter.figures import Gap, Origin, origins_of
from drafter.frozen import dataclass
from drafter.problems import TextPlace


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One printed value.

    slot: the number of the tag that printed it; 0 when it is no tag of the page's text, -1 when it
    is not in the page.  time: the how-manieth time that tag printed.
    gap: the lacking value that it stands for. parts: pieces of the text with their own records.
    exact: the number that a filter made the text from, 46 for 40余; empty for none. label, unit,
    ledger: what the template calls it, its figure's unit, and the path of the ledger it is of.
    """

    slot: int
    time: int
    text: str
    origins: tuple[Origin, ...]
    gap: Gap | None = None
    parts: tuple[TextPart, ...] = ()
    exact: str = ""
    label: str = ""
    unit: str = ""
    ledger: tuple[str, ...] = ()


class PrintedBlock(NamedTuple):
    """A printed piece of the page that a macro or a block made: its text, and what is in it."""

    text: str
    origins: tuple[Origin, ...]
    parts: tuple[TextPart, ...]


Entry = tuple[int, Any, str]
"""A printed value as it is noted while rendering: its slot, the value (or Piece), its text."""


class DescribedTags(Protocol):
    """What is known of printing tags by their slots: a compiled template has it."""

    @property
    def labels(self) -> Mapping[int, str]: ...
    @property
    def facts(self) -> Mapping[int, TagFacts]: ...


class Trace(Sequence[PrintedValue]):
    """The printed values in order, each made when it is asked for: noting them costs little."""

    __slots__ = ("_made", "entries", "tags")

    def __init__(self, entries: Sequence[Entry], tags: DescribedTags) -> None:
        self.entries = entries
        self.tags = tags
        self._made: tuple[PrintedValue, ...] | None = None

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, index: int) -> PrintedValue: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PrintedValue, ...]: ...
    def __getitem__(self, index: Any) -> Any:
        return self.all()[index]

    def __iter__(self) -> Iterator[PrintedValue]:
        return iter(self.all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trace) and self.all() == other.all()

    def __hash__(self) -> int:
        return id(self)

    def all(self) -> tuple[PrintedValue, ...]:
        """Every printed value."""
        if self._made is None:
            times: Counter[int] = Counter()
            labels, facts = self.tags.labels, self.tags.facts
            self._made = tuple(
                _expand_entry(
                    entry, times, labels.get(entry[0], ""), facts.get(entry[0], TagFacts())
                )
                for entry in self.entries
            )
        return self._made


def _expand_entry(entry: Entry, times: Counter[int], label: str, facts: TagFacts) -> PrintedValue:
    """The entry in full; `times` counts how often each slot has printed."""
    slot, value, text = entry
    times[slot] += 1
    gap = value if isinstance(value, Gap) else None
    parts = value.parts if isinstance(value, (DerivedText, PrintedBlock)) else ()
    exact = value.exact if isinstance(value, DerivedText) else ""
    return PrintedValue(
        slot, times[slot], str(text), origins_of(value), gap, parts, exact, label, *facts
    )


def locate_origin(origins: Sequence[Origin]) -> TextPlace | None:
    """Where the first of the origins stands in its file."""
    origin = next(iter(origins), None)
    if origin is None:
        return None
    return TextPlace(origin.file, origin.line, origin.column, max(len(origin.words), 1))
