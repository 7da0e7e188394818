"""What hands did to a report, piece by piece: fixed wording that changed, and all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from drafter.update.plan.location import ValueLocator
from drafter.update.plan.matching import match_blocks
from drafter.word.text.blocks import Block, DocumentBlocks, ValueSpan

Kind = Literal["changed", "added", "deleted"]


class Rewording(NamedTuple):
    """Fixed wording of a block: from start to end of what drafter wrote there is `words` now."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class HandEdit:
    """What a hand did to one block.

    base, trunk: the block in what drafter wrote, and in the edited file; None where it is not.
    rewordings: of fixed wording. values: the printed values that the hand changed or took away.
    after: the block of what drafter wrote that an added one follows; None at the beginning.
    moved: it stands at another place. restyled: its emphasis changed.
    """

    kind: Kind
    base: int | None
    trunk: int | None
    rewordings: tuple[Rewording, ...] = ()
    values: tuple[ValueSpan, ...] = ()
    after: int | None = None
    moved: bool = False
    restyled: bool = False


def find_hand_edits(base: DocumentBlocks, trunk: DocumentBlocks) -> list[HandEdit]:
    """The edits of the file `trunk`, in its order; those of what it lacks come where that stood."""
    finder = _EditFinder(
        base.blocks, trunk.blocks, match_blocks(base.blocks, trunk.blocks, trunk.spans)
    )
    return list(finder.find())


@dataclass
class _EditFinder:
    base: Sequence[Block]
    trunk: Sequence[Block]
    pairs: Mapping[int, int]
    moved: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        ordered = [(b, self.pairs[b]) for b in sorted(self.pairs)]
        still = set(_longest_rising([t for _, t in ordered]))
        self.moved = frozenset(b for at, (b, _) in enumerate(ordered) if at not in still)

    def find(self) -> Iterator[HandEdit]:
        locator = ValueLocator(self.base, self.trunk, self.pairs)
        owners = {t: b for b, t in self.pairs.items()}
        last: int | None = None
        lost = iter([b for b in range(len(self.base)) if b not in self.pairs])
        pending = next(lost, None)
        for t, block in enumerate(self.trunk):
            b = owners.get(t)
            if b is None:
                if block.text.strip() and not block.struck:
                    yield HandEdit("added", None, t, after=last)
                continue
            while pending is not None and pending < b:
                yield from self._tell_deleted(pending)
                pending = next(lost, None)
            yield from self._compare_block(b, t, locator)
            last = last if b in self.moved else b
        while pending is not None:
            yield from self._tell_deleted(pending)
            pending = next(lost, None)

    def _tell_deleted(self, b: int) -> Iterator[HandEdit]:
        if self.base[b].text.strip():
            yield HandEdit("deleted", b, None, values=self.base[b].values)

    def _compare_block(self, b: int, t: int, locator: ValueLocator) -> Iterator[HandEdit]:
        old, now = self.base[b], self.trunk[t]
        moved = b in self.moved
        restyled = old.looks != now.looks and old.text == now.text
        if old.text == now.text and not moved and not restyled:
            return
        if old.text.strip() and not now.text.strip():  # its words are gone, the paragraph is left
            yield from self._tell_deleted(b)
            return
        changed, values = self._find_rewordings(b, t, locator)
        yield HandEdit("changed", b, t, tuple(changed), tuple(values), None, moved, restyled)

    def _find_rewordings(
        self, b: int, t: int, locator: ValueLocator
    ) -> tuple[list[Rewording], list[ValueSpan]]:
        """The fixed wording between printed values, as it was and as it is; the values changed."""
        old, now = self.base[b], self.trunk[t].text
        changed: list[Rewording] = []
        touched: list[ValueSpan] = []
        start, here = 0, 0
        whole = True
        for value, spot in zip(old.values, locator.places(b), strict=True):
            if not spot.intact:
                touched.append(value)
            if spot.at is None or spot.at.block != t or spot.at.start < here:
                whole = False  # what stands round a value that has gone cannot be told from it
                continue
            if whole:
                changed += _compare_words(old.text, start, value.start, now[here : spot.at.start])
            start, here, whole = value.end, spot.at.end, True
        if whole:
            changed += _compare_words(old.text, start, len(old.text), now[here:])
        return changed, touched


def _compare_words(text: str, start: int, end: int, now: str) -> Iterator[Rewording]:
    """Where a stretch of the text says something else now, without what both have at the edges."""
    old = text[start:end]
    if old == now:
        return
    shorter = min(len(old), len(now))
    head = next((n for n in range(shorter) if old[n] != now[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != now[-1 - n]), rest)
    yield Rewording(start + head, end - tail, now[head : len(now) - tail])


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest run that rises."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        before = max((run for run in best if numbers[run[-1]] < number), key=len, default=[])
        best.append([*before, at])
    return max(best, key=len, default=[])
