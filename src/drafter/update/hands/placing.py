"""Where in the report each edit of each hand goes, and which of them cannot stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from drafter.update.formats import compare_blocks, open_looks
from drafter.update.hands.finding import Pairs, pair_blocks, spread_looks
from drafter.update.hands.hunks import NEAR, Hunk, find_hunks
from drafter.update.hands.model import HandEdit, HandWork, Placed, list_moved
from drafter.update.identities import Sources
from drafter.update.plan.alignment import align_blocks
from drafter.update.plan.matching import match_blocks
from drafter.update.plan.model import Span
from drafter.update.sources.lineage import Lineage
from drafter.word.changes.revisions import is_movable
from drafter.word.text.blocks import CELL_END, Block, DocumentBlocks

_CONTEXT = NEAR + 1
"""So many characters round a hand's words tell them from the same words elsewhere: what another
hand may change stands farther away."""


def relate_blocks(
    base: DocumentBlocks, report: DocumentBlocks, versions: VersionPair | None
) -> Pairs:
    """Block of a copy's version → block of the report as it is now."""
    if versions is None:
        return pair_blocks(base, report)
    older, newer, *sources = versions
    back = {n: m for m, n in pair_blocks(older, base).items()}
    later = align_blocks(Lineage(older.blocks, newer.blocks, *sources))
    there = pair_blocks(newer, report)
    steps = ((n, there.get(later.get(back.get(n, -1), -1))) for n in range(len(base.blocks)))
    pairs = {n: r for n, r in steps if r is not None}
    taken = set(pairs.values())
    rest = [n for n in back.keys() ^ set(range(len(base.blocks))) if n not in pairs]
    free = [r for r in range(len(report.blocks)) if r not in taken]
    others = match_blocks([base.blocks[n] for n in rest], [report.blocks[r] for r in free], {})
    return {**pairs, **{rest[a]: free[b] for a, b in others.items()}}


class VersionPair(NamedTuple):
    """What drafter wrote in the run of a copy and in that of the report, and what of."""

    older: DocumentBlocks
    newer: DocumentBlocks
    old_sources: Sources
    new_sources: Sources


class _Claim(NamedTuple):
    """An edit that wants to change a stretch of the report."""

    work: HandWork
    edit: HandEdit
    at: Span
    words: str

    @property
    def deletes(self) -> bool:
        return not self.words


def place_edits(works: Sequence[HandWork], report: DocumentBlocks) -> list[Placed]:
    """What becomes of each edit. works: in the order in which they count."""
    placed: list[Placed] = []
    claims: list[_Claim] = []
    for work in works:
        finder = _PlaceFinder(work, report)
        for edit in work.edits:
            found = finder.place(edit)
            if isinstance(found, Placed):
                placed.append(found)
            else:
                claims.append(found)
    settled = [*_join_additions(placed), *_settle_claims(claims)]
    return list(_settle_moves(settled, works))


def _join_additions(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The same paragraph put by several hands at one place stands once."""
    known: Counter[tuple[object, ...]] = Counter()
    here: Counter[tuple[object, ...]] = Counter()
    work: HandWork | None = None
    for each in placed:
        if each.work is not work:
            known |= here
            here, work = Counter(), each.work
        if each.edit.kind == "added" and each.fate == "written":
            block = each.work.copy.blocks[each.source.block]
            key = (*block.identity, _find_anchor(each.work, each.source.block))
            here[key] += 1
            if here[key] <= known[key]:
                each = each._replace(fate="there")
        yield each


def _find_anchor(work: HandWork, t: int, *, still: bool = False) -> int:
    """The block of the report that stands before a block of a hand's own; -1 for none.

    still: none that the hand has moved."""
    moved = list_moved(work) if still else set()
    homes = {
        there: work.homes[n]
        for n, there in work.pairs.items()
        if n in work.homes and there not in moved
    }
    return next((homes[m] for m in reversed(range(t)) if m in homes), -1)


def _settle_moves(placed: Sequence[Placed], works: Sequence[HandWork]) -> Iterator[Placed]:
    """A block goes to one place only, and not at all where another hand deletes it."""
    struck = {
        each.spot.block for each in placed if each.edit.kind == "deleted" and each.fate == "written"
    }
    goals: dict[int, tuple[int, int]] = {}
    ranks = {id(work): n for n, work in enumerate(works)}
    for each in sorted(placed, key=lambda one: ranks[id(one.work)]):
        if each.edit.kind == "moved" and each.fate == "written":
            assert each.edit.base is not None
            first, many = each.edit.base.block, each.edit.many
            there = [each.work.homes[n] for n in range(first, first + many)]
            anchor = _find_anchor(each.work, each.source.block, still=True)
            goal = {r: (anchor, at) for at, r in enumerate(there)}
            if all(goals.get(r) == at for r, at in goal.items()):
                each = each._replace(fate="there")
            elif goals.keys() & goal.keys() or struck & goal.keys():
                each = each._replace(fate="commented", reason="moved")
            else:
                goals |= goal
        yield each


class _PlaceFinder:
    """Finds the places of one hand's edits."""

    def __init__(self, work: HandWork, report: DocumentBlocks) -> None:
        self.work, self.home, self.report = work, work.homes, report
        self._hunks: dict[int, list[Hunk]] = {}
        self._looks = open_looks(report), open_looks(work.copy)

    def hunks(self, n: int) -> list[Hunk]:
        """Where the report says something else than the version at that block."""
        if n not in self._hunks:
            self._hunks[n] = find_hunks(self.work.base.blocks[n], self.report.blocks[self.home[n]])
        return self._hunks[n]

    def place(self, edit: HandEdit) -> Placed | _Claim:
        if edit.kind == "added":
            return self._place_addition(edit)
        if edit.kind == "formatted":
            return self._place_format(edit)
        if edit.base is None or edit.base.block not in self.home:
            return self._place_lost(edit)
        finders: dict[str, Callable[[HandEdit, Span], Placed | _Claim]] = {
            "deleted": self._place_deletion, "moved": self._place_move,
            "reworded": self._place_rewording, "emphasised": self._place_emphasis,
            "cells": self._place_cells,
        }  # fmt: skip
        if edit.kind in finders:
            return finders[edit.kind](edit, edit.base)
        at = self._map_span(edit.base)
        return Placed(self.work, edit, at or self._whole(edit.base.block), "commented", edit.kind)

    def _place_emphasis(self, edit: HandEdit, base: Span) -> Placed:
        at = self._map_span(base, value=None)
        if at is None:
            return Placed(self.work, edit, self._find_touched(base), "told")
        assert edit.copy is not None
        same = spread_looks(self.report, at) == spread_looks(self.work.copy, edit.copy)
        return Placed(self.work, edit, at, "there" if same else "written")

    def _place_format(self, edit: HandEdit) -> Placed:
        """How a block looks is told, never put in: unless the report looks so already."""
        assert edit.base is not None and edit.copy is not None
        r = self.home.get(edit.base.block)
        if r is None:
            return Placed(self.work, edit, None, "told")
        lacks = {*compare_blocks(self._looks, r, edit.copy.block)} & {*edit.words.split()}
        at = self._whole(edit.base.block)
        return Placed(self.work, edit, at, "told" if lacks else "there")

    def _place_cells(self, edit: HandEdit, base: Span) -> Placed:
        """Cells that came or went in a row: somebody does that in the report, or has done it."""
        assert edit.copy is not None
        copied, at = self.work.copy.blocks[edit.copy.block], self._whole(base.block)
        here = self.report.blocks[at.block].text.count(CELL_END)
        is_done = here == copied.text.count(CELL_END)
        return Placed(self.work, edit, at, *(("there",) if is_done else ("commented", "cells")))

    def _place_move(self, edit: HandEdit, base: Span) -> Placed:
        """Blocks go where the hand has them, but for those of which there must be no copy."""
        assert edit.copy is not None
        there = [self.home.get(n, -1) for n in range(base.block, base.block + edit.many)]
        at = self._whole(base.block)
        if self._stand_behind(there, _find_anchor(self.work, edit.copy.block, still=True)):
            return Placed(self.work, edit, at, "there")
        blocks = [self.report.blocks[r] for r in there if r >= 0]
        is_free = len(blocks) == edit.many and all(
            not block.struck and block.part_kind == "body" and not block.holder for block in blocks
        )
        if is_free and all(is_movable(self.report.elements[r]) for r in there):
            return Placed(self.work, edit, at, "written")
        return Placed(self.work, edit, at, "commented", "moved")

    def _stand_behind(self, there: Sequence[int], anchor: int) -> bool:
        """Whether blocks of the report stand right behind that one, but for what hands put there
        and for what they struck."""
        homes = {*self.home.values()} - {*there}
        before = (r for r in reversed(range(there[0])) if r in homes)
        in_order = list(there) == sorted(there)
        return in_order and next(before, -1) == anchor

    def _whole(self, n: int) -> Span:
        r = self.home[n]
        return Span(r, 0, len(self.report.blocks[r].text))

    def _place_lost(self, edit: HandEdit) -> Placed:
        """The block is not in the report any more: what was deleted twice is deleted."""
        if edit.kind == "deleted":
            return Placed(self.work, edit, None, "there")
        before = edit.base.block if edit.base else 0
        near = next((n for n in reversed(range(before)) if n in self.home), None)
        at = None if near is None else self._whole(near)
        return Placed(self.work, edit, at, "commented", "gone")

    def _place_deletion(self, edit: HandEdit, base: Span) -> Placed | _Claim:
        at = self._whole(base.block)
        if any(not hunk.value for hunk in self.hunks(base.block)):
            return Placed(self.work, edit, at, "commented", "edited")
        return _Claim(self.work, edit, at, "")

    def _place_rewording(self, edit: HandEdit, base: Span) -> Placed | _Claim:
        assert edit.copy is not None
        block, copy = self.work.base.blocks[base.block], self.work.copy.blocks[edit.copy.block]
        new = copy.text[edit.copy.start : edit.copy.end]
        report = self.report.blocks[self.home[base.block]]
        context = copy.text[max(0, edit.copy.start - _CONTEXT) : edit.copy.end + _CONTEXT]
        is_known = context in report.text and context not in block.text
        if is_known or self._stands(base, new, report):
            return Placed(self.work, edit, None, "there")
        at = self._map_span(base, value=edit.value)
        if at is None:
            near = self._find_touched(base)
            return Placed(self.work, edit, near, "commented", "taken")
        return _Claim(self.work, edit, at, new)

    def _stands(self, base: Span, new: str, report: Block) -> bool:
        """Whether the report says already what the hand wrote there."""
        found = [
            hunk for hunk in self.hunks(base.block)
            if hunk.start <= base.end and base.start <= hunk.end
        ]  # fmt: skip
        if not found:
            return False
        start, end = min(base.start, found[0].start), max(base.end, found[-1].end)
        old = self.work.base.blocks[base.block].text
        wanted = old[start : base.start] + new + old[base.end : end]
        begin = found[0].begin - (found[0].start - start)
        stop = found[-1].stop + (end - found[-1].end)
        return report.text[begin:stop] == wanted

    def _map_span(self, base: Span, *, value: bool | None = False) -> Span | None:
        """The stretch in the report; None where another change stands at that place. value:
        whether it is of a printed value; None where it may stand right beside any change."""
        shift = 0
        for hunk in self.hunks(base.block):
            room = NEAR if hunk.value == value else -1
            gap = max(hunk.start - base.end, base.start - hunk.end)
            if gap <= room or (hunk.start, hunk.end) == (base.start, base.end):
                return None
            if hunk.end <= base.start:
                shift = hunk.stop - hunk.end
        return Span(self.home[base.block], base.start + shift, base.end + shift)

    def _find_touched(self, base: Span) -> Span:
        """The stretch of the report that stands where the version had that one."""
        shift = 0
        touched: list[Hunk] = []
        for hunk in self.hunks(base.block):
            if max(hunk.start - base.end, base.start - hunk.end) <= NEAR:
                touched.append(hunk)
            elif hunk.end <= base.start:
                shift = hunk.stop - hunk.end
        r = self.home[base.block]
        if touched:
            return Span(r, touched[0].begin, touched[-1].stop)
        return Span(r, base.start + shift, base.end + shift)

    def _place_addition(self, edit: HandEdit) -> Placed:
        """A block of the hand's own: in the body it goes in, unless it stands there already."""
        assert edit.copy is not None
        block = self.work.copy.blocks[edit.copy.block]
        taken = set(self.home.values())
        same = (
            other for r, other in enumerate(self.report.blocks)
            if r not in taken and not other.struck and other.identity == block.identity
        )  # fmt: skip
        if next(same, None) is not None:
            return Placed(self.work, edit, None, "there")
        return Placed(self.work, edit, None, "written" if block.part_kind == "body" else "told")


def _settle_claims(claims: Sequence[_Claim]) -> Iterator[Placed]:
    """Of edits at one place the first stands, and what deletes gives way; equal ones stand once."""
    taken: dict[int, list[_Claim]] = {}
    ranked = sorted(claims, key=lambda claim: (claim.edit.kind == "deleted", claim.deletes))
    for claim in ranked:
        here = taken.setdefault(claim.at.block, [])
        rival = next((one for one in here if _are_at_one_place(one, claim)), None)
        if rival is None:
            here.append(claim)
            yield Placed(claim.work, claim.edit, claim.at, "written")
        elif (rival.at, rival.words, rival.edit.kind) == (claim.at, claim.words, claim.edit.kind):
            yield Placed(claim.work, claim.edit, claim.at, "there")
        else:
            reason = "edited" if claim.deletes else "taken"
            yield Placed(claim.work, claim.edit, rival.at, "commented", reason)


def _are_at_one_place(one: _Claim, other: _Claim) -> bool:
    if one.work is other.work:
        return False
    room = NEAR if one.edit.value == other.edit.value else -1
    gap = max(one.at.start - other.at.end, other.at.start - one.at.end)
    whole = "deleted" in (one.edit.kind, other.edit.kind)
    return whole or gap <= room or one.at == other.at  # two insertions at one point too
