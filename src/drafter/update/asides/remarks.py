"""Which comment of drafter's tells of which conflict, each of one: so many are told as are seen.

In the body a comment stands at its place. Headers, notes and text boxes have no comments in Word:
one on them stands in the body, begins with where it belongs, and is known again by what it quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from drafter.problems import render_message
from drafter.update.plan.model import Clash, Span
from drafter.word.changes.comments import asks_for_hand
from drafter.word.text.blocks import CELL_END, LINE_END, Block, BlockComment
from drafter.word.text.objects import name_objects

ASIDES = ("header", "footer", "footnote", "endnote", "box")
"""Where Word has no comments."""


def find_aside(block: Block) -> str:
    """Which of them a block is in; empty for the body's."""
    return "box" if block.holder and not block.unit else block.part_kind if block.unit else ""


def begin_remark(aside: str) -> str:
    """How a comment begins that stands in the body for a place elsewhere."""
    where = render_message(f"section.{aside}", "zh")
    return render_message("merge.aside", "zh", where=where)


@dataclass(frozen=True)
class RemarkMatcher:
    """The base and the edited file, with drafter's comments."""

    base: Sequence[Block]
    trunk: Sequence[Block]

    @cached_property
    def _all(self) -> list[tuple[Span, BlockComment]]:
        """Each comment where it begins."""
        found: dict[str, tuple[Span, BlockComment]] = {}
        for at, block in enumerate(self.trunk):
            for note in block.notes:
                found.setdefault(note.number, (Span(at, note.start, note.end), note))
        return list(found.values())

    def assign(
        self, clashes: Sequence[Clash], agreed: Sequence[tuple[Span, Span]]
    ) -> tuple[tuple[Clash, ...], frozenset[str]]:
        """The conflicts with the comments on them, and the comments on places that now agree.

        agreed: places of the edited file and of the base.
        """
        taken: dict[int, list[str]] = {at: [] for at in range(len(clashes))}
        free = {note.number for _, note in self._all if not asks_for_hand(note.text)}
        for quoting in (True, False):
            for at, clash in enumerate(clashes):
                fitting = self._list_fitting(clash.at, clash.old, free, quoting=quoting)
                if fitting and not taken[at]:
                    taken[at].append(fitting[0])
                    free.discard(fitting[0])
        for at, clash in enumerate(clashes):
            if clash.changed:  # it gets a new one, in place of all that were there
                rest = self._list_fitting(clash.at, clash.old, free, quoting=False)
                taken[at] += rest
                free -= set(rest)
        settled = {
            number
            for at, old in agreed
            for number in self._list_fitting(at, old, free, quoting=False)
        }
        noted = (clash._replace(notes=tuple(taken[at])) for at, clash in enumerate(clashes))
        return tuple(noted), frozenset(settled)

    def list_waiting(
        self, clashes: Sequence[Clash], settled: frozenset[str]
    ) -> Iterator[tuple[Span, BlockComment]]:
        """The comments that are on none of these."""
        known = settled.union(chain.from_iterable(clash.notes for clash in clashes))
        return (pair for pair in self._all if pair[1].number not in known)

    def _list_fitting(
        self, at: Span, old: Span | None, free: set[str], *, quoting: bool
    ) -> list[str]:
        """The free comments that may be about the place. quoting: those that quote what drafter
        wrote there last."""
        block, said = self.trunk[at.block], self._read(old)
        aside = find_aside(block)
        if aside:
            notes = [note for _, note in self._all if note.text.startswith(begin_remark(aside))]
        else:
            notes = [note for note in block.notes if _is_about(note, at, block)]
        return [
            note.number
            for note in notes
            if note.number in free
            and (f"“{said}”" in _squeeze(note.text) or not (quoting or aside))
        ]

    def _read(self, span: Span | None) -> str:
        return "" if span is None else _squeeze(self.base[span.block].text[span.start : span.end])


def _squeeze(text: str) -> str:
    """The text without what a comment and a page break lines by."""
    return "".join(name_objects(text.replace(CELL_END, "").replace(LINE_END, "")).split())


def _is_about(note: BlockComment, at: Span, block: Block) -> bool:
    """Whether a comment of the body is about that stretch of its block."""
    if any(note.text.startswith(begin_remark(aside)) for aside in ASIDES):
        return False
    is_narrow = note.end - note.start < len(block.text)
    is_whole = at.end - at.start == len(block.text)
    return note.start < at.end and at.start < note.end and (is_narrow or is_whole)
