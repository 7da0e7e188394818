"""Blocks that an edited file still has although the data have lost their records.

Drafter has struck them, or a hand has kept them: when the record comes back it is not there twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count

from drafter.update.identities import Item
from drafter.update.plan.model import Span
from drafter.update.sources.lineage import Lineage
from drafter.word.text.blocks import Block, DocumentBlocks
from drafter.word.text.bookmarks import Bookmark, parse_bookmark_name

_FIRST_TIME = 1_000_001
"""Their bookmarks are called as if they had been printed so late that no block of a draft is."""

AbsentRecords = Mapping[str, tuple[int, Sequence[Item]]]
"""Of a bookmark the paragraph of the template and the items that its block was printed from."""


class AbsentBlocks:
    """Those that were absent from the base already, and those that become so now."""

    def __init__(self, lineage: Lineage, trunk: DocumentBlocks) -> None:
        self.lineage = lineage
        marks = map(parse_bookmark_name, lineage.old_sources.absent)
        spans = {mark: trunk.spans[mark][0] for mark in marks if mark in trunk.spans}
        # where a program has deleted a block, its bookmark may have slipped into the next one; of
        # the body's last one an empty paragraph is left
        last = max((t for t, x in enumerate(trunk.blocks) if not x.unit), default=-1)
        there = {m: (t, trunk.blocks[t]) for m, t in spans.items() if m}
        self.there = {
            m: t for m, (t, x) in there.items() if x.mark == m and (t < last or x.text or x.struck)
        }
        self.names: dict[Bookmark, Bookmark] = {}
        self.records: dict[str, tuple[int, Sequence[Item]]] = {}
        times = {mark.time for mark in self.there}
        self.free_times = (time for time in count(_FIRST_TIME) if time not in times)

    def hide(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """The edited file's blocks, those as if they were not on the page: no block of the base
        is one of them."""
        places = {*self.there.values()}
        return [replace(x, struck=True) if t in places else x for t, x in enumerate(blocks)]

    def find(self, n: int) -> Bookmark | None:
        """The mark of the block that has the record of a block of the new draft."""
        mark = self.lineage.new[n].mark
        path = self.lineage.new_path(mark)
        if mark is None or not path:
            return None
        return self._marks.get((mark.number, path))

    @cached_property
    def _marks(self) -> dict[tuple[int, tuple[int, ...]], Bookmark]:
        sources = self.lineage.old_sources
        return {
            (self.lineage.follow_paragraph(number), self.lineage.follow_path(path)): mark
            for mark in self.there
            for number, path in [sources.absent[mark.name]]
        }

    def leave(self, b: int) -> None:
        """A block of the base, which the edited file has, is of a record that is gone."""
        mark, sources = self.lineage.base[b].mark, self.lineage.old_sources
        path = mark and sources.path("p", mark.number, mark.time)
        if self.lineage.known and mark is not None and path:
            later = Bookmark("p", mark.number, next(self.free_times))
            self.names[mark] = later
            self._keep(later, mark.number, path)

    def keep_others(self, returned: set[Bookmark]) -> None:
        """What was absent and has not returned is still absent."""
        for mark in self.there.keys() - returned:
            self.names[mark] = mark
            self._keep(mark, *self.lineage.old_sources.absent[mark.name])

    def _keep(self, mark: Bookmark, number: int, path: Sequence[int]) -> None:
        items = [self.lineage.old_sources.items[at] for at in path]
        self.records[mark.name] = self.lineage.follow_paragraph(number), items


def find_values(new: Block, text: str) -> list[tuple[int, int]] | None:
    """Where the values of a block would stand in a text that says else the same; None where not."""
    pattern, at = "", 0
    for value in new.values:
        pattern += f"{re.escape(new.text[at : value.start])}(.*?)"
        at = value.end
    match = re.fullmatch(pattern + re.escape(new.text[at:]), text, re.DOTALL)
    return match and [match.span(group) for group in range(1, len(new.values) + 1)]


def list_differing(new: Block, n: int, t: int, text: str) -> Iterator[tuple[Span, Span]] | None:
    """The values that such a text has otherwise: there, and in the new draft."""
    spans = find_values(new, text)
    if spans is None:
        return None
    return (
        (Span(t, start, end), Span(n, value.start, value.end))
        for value, (start, end) in zip(new.values, spans, strict=True)
        if text[start:end] != new.text[value.start : value.end]
    )
