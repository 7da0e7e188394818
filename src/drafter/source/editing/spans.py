"""Where the pairs of a mapping and the entries of a list stand, read from their beginning on.

Only what is asked for is read: PyYAML's own parser, whose marks are offsets, takes 0.7 seconds for
2,000 records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from drafter.source.yaml import events


class Span(NamedTuple):
    r"""Where a value begins, and ends: behind its last character, comments and blanks left out.

    style: "" for a plain text, ' " | > for others, [ and { in brackets, - and : over lines of their
    own, * for a reference.
    """

    start: int
    end: int
    style: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self.start == self.end


class Pair(NamedTuple):
    """A key and its value. start: of the key. colon: behind the key's colon."""

    name: str
    start: int
    colon: int
    value: Span


def iter_pairs(source: str, at: int) -> Iterator[Pair]:
    """The pairs of the mapping that begins there, in braces or over lines."""
    reader = _Reader(source, at)
    reader.enter(events.MappingStart)
    while (key := reader.take()).__class__ is not events.MappingEnd:
        held = reader.measure(key)
        colon = source.find(":", held.end) + 1
        yield Pair(str(getattr(key, "value", "")), held.start, colon, reader.measure())


def read_items(source: str, at: int) -> tuple[list[Span], int]:
    """The entries of the list in brackets that begins there, and where its closing one stands."""
    reader, items = _Reader(source, at), []
    reader.enter(events.SequenceStart)
    closing: Any = events.SequenceEnd
    while (event := reader.take()).__class__ is not closing:
        items.append(reader.measure(event))
    return items, event.end_mark.index + reader.shift - 1


def read_item(source: str, dash: int) -> Span:
    """The entry whose dash stands there."""
    reader = _Reader(source, dash)
    reader.enter(events.SequenceStart)
    return reader.measure()


def find_colon(source: str, at: int) -> int:
    """Behind the colon of the key that begins there."""
    reader = _Reader(source, at)
    reader.enter(events.MappingStart)
    return source.find(":", reader.measure().end) + 1


def find_dash(source: str, at: int) -> int:
    """The dash of the entry whose value begins there, on that line or above it."""
    end = at
    while True:
        start = source.rfind("\n", 0, end) + 1
        lead = source[start:end].partition("#")[0].rstrip()
        if lead.endswith("-"):
            return start + len(lead) - 1
        if lead or not start:
            raise events.YamlSyntaxError("no dash", 0, 0, None)
        end = start - 1


class _Reader:
    """Reads the source from a place on, as if what is above it were not there."""

    def __init__(self, source: str, at: int) -> None:
        column = at - (source.rfind("\n", 0, at) + 1)
        self.source, self.shift = source, at - column
        self._events = events.iter_marked_events(" " * column + source[at:])

    def take(self) -> Any:
        """The next event. Raises YamlSyntaxError where there is none."""
        if (event := next(self._events, None)) is None:
            raise events.YamlSyntaxError("nothing there", 0, 0, None)
        return event

    def enter(self, kind: Any) -> None:
        """Pass over the start of such a collection. Raises YamlSyntaxError: none begins there."""
        self.take()  # of the stream
        self.take()  # of the document
        if self.take().__class__ is not kind:
            raise events.YamlSyntaxError("something else is there", 0, 0, None)

    def measure(self, event: Any = None) -> Span:
        """The value that begins with the event, or the next one, read to its end."""
        event = event or self.take()
        start, kind = event.start_mark.index + self.shift, event.__class__
        if kind is events.Alias:
            return Span(start, event.end_mark.index + self.shift, "*")
        if kind is events.Scalar:
            end = event.end_mark.index + self.shift
            return Span(start, self._trim(start, end, event.style), event.style or "")
        closing: Any = events.MappingEnd if kind is events.MappingStart else events.SequenceEnd
        last = start
        while (below := self.take()).__class__ is not closing:
            last = self.measure(below).end
        if event.flow_style:
            end = below.end_mark.index + self.shift
            return Span(start, end, "{" if closing is events.MappingEnd else "[")
        return Span(start, last, ":" if closing is events.MappingEnd else "-")

    def _trim(self, start: int, end: int, style: str | None) -> int:
        """The end without the lines' ends that a block of lines has behind it."""
        if style not in ("|", ">"):
            return end
        header = self.source[start : self.source.find("\n", start)].partition("#")[0]
        if "+" in header:
            return end - 1  # the empty lines behind it are its own
        while self.source[end - 1] in "\n ":
            end -= 1
        return max(end, start + len(header.rstrip()))
