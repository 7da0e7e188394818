"""Where a hand has deleted a table or a section, so that the data bring nothing more to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from drafter.update.sources.lineage import Lineage
from drafter.word.layout.formatting import StyleResolver
from drafter.word.package.archive import Package

_BODY_TEXT = 9
"""The outline level of what is no heading (ECMA-376 part 1, 17.3.1.20)."""


class DeletedPlaces:
    """Two drafts, which block of one is which of the other, and where those of the first stand.

    later: block of the base → of the new draft. there: block of the base → of the edited file.
    package: the new draft's.
    """

    def __init__(
        self, lineage: Lineage, later: Mapping[int, int], there: Mapping[int, int],
        package: Package,
    ) -> None:  # fmt: skip
        self.lineage, self.later, self.there = lineage, later, there
        self.styles = StyleResolver(package)
        self.earlier = {n: b for b, n in later.items()}

    def holds(self, n: int) -> bool:
        """Whether the new block belongs where a hand has deleted everything."""
        if self.lineage.new[n].kind == "tr":
            return self.lineage.new[n].table in self._deleted_tables
        return self._is_without_lead(n)

    @cached_property
    def _deleted_tables(self) -> set[int]:
        """Tables of the new draft of which the edited file has no row left."""
        base, new = self.lineage.base, self.lineage.new
        rows = [b for b, block in enumerate(base) if block.kind == "tr"]
        alive = {base[b].table for b in rows if b in self.there}
        kept, known = set(), set()
        for b in rows:
            if (n := self.later.get(b)) is not None and new[n].kind == "tr":
                known.add(new[n].table)
                kept |= {new[n].table} if base[b].table in alive else set()
        return known - kept

    def _is_without_lead(self, n: int) -> bool:
        """Whether what leads to the block was deleted, and all between it and the block."""
        new, depth = self.lineage.new, self._depth(n)
        if self._has_sibling_behind(n):
            return False
        for m in reversed(range(n)):
            b = self.earlier.get(m)
            if new[m].part != new[n].part or b is None or not new[m].text.strip():
                continue
            if b in self.there:
                return False
            if self._depth(m) < depth or self._level(m) < self._level(n):
                return not self._leads_still(b, depth)
        return False

    def _leads_still(self, lead: int, depth: int) -> bool:
        """Whether of what it led to the edited file keeps a block that the data have no more."""
        for b in range(lead + 1, len(self.lineage.base)):
            mark = self.lineage.base[b].mark
            if len(self.lineage.base_path(mark) or ()) < max(depth, 1):
                return False
            if b in self.there and b not in self.later:
                return True
        return False

    def _has_sibling_behind(self, n: int) -> bool:
        """Whether a block of the same loop still stands in the edited file right behind."""
        for m in range(n + 1, len(self.lineage.new)):
            if self._depth(m) < max(self._depth(n), 1):
                return False
            b = self.earlier.get(m)
            if b is not None and b in self.there:
                return True
        return False

    def _depth(self, n: int) -> int:
        """In how many loops the block stands."""
        return len(self.lineage.new_path(self.lineage.new[n].mark) or ())

    def _level(self, n: int) -> int:
        """The outline level of the block's style, 0 the highest."""
        told = self.styles.style_value(self.lineage.new[n].style, "outlineLvl")
        return int(told) if told.isdigit() else _BODY_TEXT
