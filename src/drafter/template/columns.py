"""Which columns of a table its `{%tc …%}` tags repeat or take out: written beside its cells.

What the cells above and below must span is known only when the report is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.template.blocks import find_blocks
from drafter.template.holders import find_holder
from drafter.template.tag import Slot
from drafter.word import names
from drafter.word.layout import columns
from drafter.word.layout.columns import Extent
from drafter.word.text import paragraphs
from drafter.word.xml import Element

_SETS_SPAN = "colspan"
"""docxtpl's tag by which a template says itself what its cell spans."""


class TurningTable(NamedTuple):
    """A table in which columns turn.

    stretches: the first tag of each stretch that turns, its row and its columns. said: the cells
    that say themselves what they span.
    """

    table: Element
    stretches: list[tuple[Slot, Element, Extent]]
    said: set[Element | None]

    @property
    def regions(self) -> list[Extent]:
        """The columns that turn."""
        return _join_extents(extent for _, _, extent in self.stretches)

    def list_rows(self) -> Iterator[tuple[Element, list[tuple[Element, Extent]], list[int]]]:
        """Each row that does not say itself what its cells span: its cells with their columns, and
        the regions that turn in it, by their index."""
        regions = self.regions
        for row in columns.list_rows(self.table):
            cells = columns.list_extents(row)
            if any(cell in self.said for cell, _ in cells):
                continue
            here = [extent for _, its, extent in self.stretches if its is row]
            yield row, cells, [i for i, r in enumerate(regions) if any(r.meets(e) for e in here)]


def mark_columns(root: Element, found: Sequence[Slot]) -> None:
    """Mark the tables of the part with such tags."""
    for turning in find_turning_tables(root, found):
        slot = min(slot.number for slot, _, _ in turning.stretches)
        columns.mark(turning.table, [slot, *(edge for each in turning.regions for edge in each)])
        for row, cells, turns in turning.list_rows():
            columns.mark(row, turns)
            for cell, extent in cells:
                columns.mark(cell, extent)


def find_turning_tables(root: Element, found: Sequence[Slot]) -> list[TurningTable]:
    """The tables of the part with such tags."""
    if not any(slot.tag.removes == "tc" and not slot.prints for slot in found):
        return []
    by_number = {p.number: p.element for p in paragraphs.iterate_paragraphs(root)}
    blocks = [b.tags for b in find_blocks(found) if b.tags[0].tag.removes == "tc"]
    lone = [(slot,) for slot in found if slot.tag.removes == "tc" and not slot.prints]
    tables: dict[Element, list[tuple[Slot, Element, Extent]]] = {}
    for tags in (*blocks, *lone):
        first, last = (
            find_holder(by_number[s.paragraph.number], "tc") for s in (tags[0], tags[-1])
        )
        if first is None or last is None:
            continue
        row = next(first.iterancestors(names.TR))
        extents = dict(columns.list_extents(row))
        if last in extents:
            extent = Extent(extents[first].start, extents[last].end)
            tables.setdefault(columns.find_table(row), []).append((tags[0], row, extent))
    said = {
        find_holder(by_number[slot.paragraph.number], "tc")
        for slot in found
        if slot.tag.keyword == _SETS_SPAN
    }
    return [TurningTable(table, stretches, said) for table, stretches in tables.items()]


def _join_extents(extents: Iterable[Extent]) -> list[Extent]:
    """The extents, those that overlap made one."""
    joined: list[Extent] = []
    for extent in sorted(extents):
        if joined and joined[-1].meets(extent):
            joined[-1] = Extent(joined[-1].start, max(joined[-1].end, extent.end))
        else:
            joined.append(extent)
    return joined
