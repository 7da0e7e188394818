"""Blocks that say just what a new one would: a hand has written it, or drafter has struck it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from drafter.word.text.blocks import Block


@dataclass(frozen=True)
class TwinFinder:
    """The edited file and the new draft; homes: unit of the draft → unit of the file.

    placed: block of the draft → of the file, as far as is known. away: of these, those that are
    not where the draft would have them.
    """

    trunk: Sequence[Block]
    new: Sequence[Block]
    homes: Mapping[str, str]
    placed: Mapping[int, int]
    away: Sequence[Collection[int]]

    def find(self, n: int, free: Sequence[int]) -> int | None:
        """A block of a hand's, or one of drafter's struck ones, that says just the same."""
        home = self.homes.get(self.new[n].unit)
        for t in free:
            if self.trunk[t].unit != home:
                continue
            same = self.trunk[t].identity == self.new[n].identity
            same = same and _said_below(self.trunk, t) == _said_below(self.new, n)
            is_free = not self.trunk[t].struck or self.is_in_order(n, t)
            if same and is_free and self.new[n].text.strip():
                return t
        return None

    def is_in_order(self, n: int, t: int) -> bool:
        """Whether a block of the edited file stands between those that the new draft asks for."""
        before = next((self.placed[m] for m in reversed(range(n)) if self._has_place(m)), -1)
        behind = (self.placed[m] for m in range(n + 1, len(self.new)) if self._has_place(m))
        return before < t < next(behind, len(self.trunk))

    def _has_place(self, m: int) -> bool:
        return m in self.placed and not any(m in blocks for blocks in self.away)


def _said_below(blocks: Sequence[Block], at: int) -> list[str]:
    """The words of the notes that a block leads to."""
    return [block.text for ref in blocks[at].refs for block in blocks if block.unit == ref.unit]
