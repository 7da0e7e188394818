"""What becomes of an edited file when the data have changed: block by block, value by value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from drafter.output import HandEdits
from drafter.update.asides.numbers import follow_numbers
from drafter.update.asides.pairs import AsidePairs, list_body, pair_asides
from drafter.update.asides.remarks import RemarkMatcher
from drafter.update.formats import find_format_changes
from drafter.update.frames import AROUND
from drafter.update.identities import Sources
from drafter.update.plan.alignment import align_blocks
from drafter.update.plan.columns import fit_columns
from drafter.update.plan.copies import CopyFinder
from drafter.update.plan.deletion import DeletedPlaces
from drafter.update.plan.doubled import find_doubled_numbers
from drafter.update.plan.location import ValueLocation, ValueLocator, iterate_marks_outside
from drafter.update.plan.matching import count_whole_blocks, match_blocks
from drafter.update.plan.model import (
    Clash,
    Edit,
    FormatChange,
    Insert,
    Kind,
    Plan,
    Replace,
    Restyle,
    Revive,
    Span,
    Strike,
    cover_block,
    read_span,
)
from drafter.update.plan.order import HandMoves, find_moved
from drafter.update.plan.texts import build_skeleton, find_rewordings
from drafter.update.plan.twins import TwinFinder
from drafter.update.sources.absent import AbsentBlocks, list_differing
from drafter.update.sources.lineage import Lineage
from drafter.word.changes.revisions import is_movable
from drafter.word.package.archive import Package
from drafter.word.text.blocks import CELL_END, LINE_END, DocumentBlocks
from drafter.word.text.bookmarks import Bookmark
from drafter.word.text.notes import is_note


def plan_merge(
    base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks,
    old_sources: Sources | None = None, new_sources: Sources | None = None,
) -> Plan:  # fmt: skip
    """The plan for the edited file `trunk`: drafter wrote `base`, and would now write `new`.

    old_sources, new_sources: what both drafts were printed from, where that is known.
    """
    lineage = Lineage(base.blocks, new.blocks, old_sources or Sources(), new_sources or Sources())
    absent = AbsentBlocks(lineage, trunk)
    pairs = match_blocks(list_body(base.blocks), list_body(absent.hide(trunk.blocks)), trunk.spans)
    later = align_blocks(lineage)
    asides = pair_asides(base.blocks, trunk.blocks, new.blocks, pairs, later)
    there = {**pairs, **asides.trunk}
    formats = tuple(find_format_changes(base, trunk, there))
    planner = _MergePlanner(lineage, trunk, there, asides, absent, formats)
    return fit_columns(planner.plan(trunk, later, new.package), base, trunk, new, pairs, later)


class _MergePlanner:
    """One merge as it goes."""

    def __init__(
        self, lineage: Lineage, trunk: DocumentBlocks, pairs: Mapping[int, int],
        asides: AsidePairs, absent: AbsentBlocks, formats: Sequence[FormatChange],
    ) -> None:  # fmt: skip
        self.lineage, self.trunk, self.elements = lineage, trunk.blocks, trunk.elements
        self.base, self.new = lineage.base, lineage.new
        self.pages = ValueLocator(self.base, self.trunk, pairs)
        self.pairs, self.asides, self.absent, self.formats = pairs, asides, absent, formats
        self.formatted = {each.base for each in formats if not AROUND.issuperset(each.what)}
        self.edits: list[Edit] = []
        self.clashes: list[Clash] = []
        self.gone: list[tuple[Span | None, Span | None]] = []
        self.placed: dict[int, int] = {}
        self.renamed: dict[Bookmark, Bookmark | None] = {}
        self.moved, self.carried, self.stayed = dict[int, int](), dict[int, int](), dict[int, int]()
        self.left, self.strays, self.hand_moved = 0, set[int](), dict[int, bool]()
        away = self.stayed, self.carried, self.hand_moved
        self.twins = TwinFinder(self.trunk, self.new, asides.homes, self.placed, away)
        self.withheld, self.returned = list[int](), set[Bookmark]()
        self.agreed: list[tuple[Span, Span]] = []

    def plan(self, trunk: DocumentBlocks, body: Mapping[int, int], package: Package) -> Plan:
        moved = self.strays = find_moved(body, self.base, self.new, self._weigh_block)
        self._free_notes(body, moved)
        later = {**body, **self.asides.later}
        self.hand_moved |= self._hand_moves.follow(later)
        for b in range(len(self.base)):
            n = later.get(b)
            if n is None:
                self._plan_removal(b)
            elif b in moved and b in self.pairs:
                self._plan_move(b, n)
            else:
                self._merge_pair(b, n)
        fresh = sorted({*range(len(self.new))} - {*later.values()} | {*self.moved})
        self._plan_additions(fresh, DeletedPlaces(self.lineage, later, self.pairs, package))
        self._plan_copies(later)
        self.edits += list(follow_numbers(self.edits, self.trunk))
        remarks = RemarkMatcher(self.base, self.trunk)
        clashes, settled = remarks.assign(self.clashes, self.agreed)
        return Plan(
            tuple(self.edits), clashes, tuple(self.gone), self.placed,
            self._name_marks(trunk.starts),
            HandEdits(
                sum(map(self._is_hand_edited, self.pairs)),
                *count_whole_blocks(self.base, self.trunk, self.pairs),
                len(self._hand_moves.blocks),
            ),
            self.left, settled,
            tuple(remarks.list_waiting(clashes, settled)),
            self.asides.homes, self.moved, self.carried, self.stayed,
            tuple(self.withheld), self.absent.records, self.hand_moved, self.formats,
        )  # fmt: skip

    def _name_marks(self, marks: Iterable[Bookmark]) -> Mapping[Bookmark, Bookmark | None]:
        """What the edited file's bookmarks are called from now on."""
        self.absent.keep_others({*self.renamed} | self.returned)
        names = {**self.absent.names, **self.renamed}
        return {mark: names.get(mark) for mark in marks}

    def _free_notes(self, body: Mapping[int, int], moved: Collection[int]) -> None:
        """The notes of a block that is struck and brought in elsewhere go and come with it."""
        strays = {b for b in moved if b in self.pairs and not self._is_of_hand(b)}
        if any(self.base[b].refs for b in strays):
            stable = {b: n for b, n in body.items() if b not in strays}
            pairs = {b: t for b, t in self.pairs.items() if not self.base[b].unit}
            self.asides = pair_asides(self.base, self.trunk, self.new, pairs, stable)

    def _weigh_block(self, b: int) -> int:
        """What a hand was at cannot be moved, so that rather the others are."""
        return 2 if b in self.pairs and self._is_of_hand(b) else 1

    def _plan_move(self, b: int, n: int) -> None:
        """The data have the block elsewhere: it goes there, a hand's as it is, or stays."""
        t = self.pairs[b]
        if self._is_of_hand(b):
            self._merge_pair(b, n)
            moves = self._hand_moves
            free = b not in moves.blocks or moves.is_forsaken(b, self.strays)
            free = free and not self.trunk[t].tracked and is_movable(self.elements[t])
            (self.carried if free else self.stayed)[n] = t
        else:
            self.edits.append(Strike(t))
            self.moved[n] = t

    def _is_of_hand(self, b: int) -> bool:
        """Whether a hand has edited the block, made it look otherwise or moved it."""
        return b in self.formatted or self._is_hand_edited(b) or b in self._hand_moves.blocks

    @cached_property
    def _hand_moves(self) -> HandMoves:
        body = {b: t for b, t in self.pairs.items() if not self.base[b].unit}
        return HandMoves(body, lambda b: self.lineage.base_path(self.base[b].mark) == ())

    def _plan_removal(self, b: int) -> None:
        """The data have nothing left to say there."""
        t = self.pairs.get(b)
        if t is None or self.base[b].unit in self.asides.lost:
            return
        self.absent.leave(b)
        if self._is_hand_edited(b):
            whole = Span(t, 0, len(self.trunk[t].text))
            self._add_clash("removed", whole, cover_block(self.base, b), None, changed=True)
        else:
            self.edits.append(Strike(t))

    def _merge_pair(self, b: int, n: int) -> None:
        base, new = self.base[b], self.new[n]
        t = self.pairs.get(b)
        if t is not None:
            self.placed[n] = t
            if base.mark and new.mark:
                self.renamed[base.mark] = new.mark
        if t is not None and base.kind == "p" and base.style != new.style:
            self.edits.append(Restyle(t, n))
        same = build_skeleton(new) in (build_skeleton(base), self.pages.read_skeleton(b))
        if same and self.lineage.has_same_values(b, n):
            self._merge_values(b, n)
        elif t is None:
            self.gone.append((cover_block(self.base, b), cover_block(self.new, n)))
        elif self.trunk[t].text != new.text:
            self._plan_rewording(b, n, t)
        else:
            self.agreed.append((cover_block(self.trunk, t), cover_block(self.base, b)))

    def _merge_values(self, b: int, n: int) -> None:
        """Only printed values may differ."""
        base, new = self.base[b], self.new[n]
        for old, later, found in zip(base.values, new.values, self.pages.places(b), strict=True):
            self.renamed[old.mark] = later.mark
            before, after = Span(b, old.start, old.end), Span(n, later.start, later.end)
            self._merge_value(before, after, found)

    def _merge_value(self, before: Span, after: Span, found: ValueLocation) -> None:
        old, later = read_span(self.base, before), read_span(self.new, after)
        if found.at is None:
            if old != later:
                self.gone.append((before, after))
            return
        now = read_span(self.trunk, found.at)
        if now == later:
            self.agreed.append((found.at, before))
            return
        if found.intact:
            self.edits.append(Replace(found.at, after, before, True))
        else:
            self._add_clash("figure", found.at, before, after, changed=old != later)

    def _plan_rewording(self, b: int, n: int, t: int) -> None:
        """The data make the block say something else."""
        if self._is_hand_edited(b):
            whole = Span(t, 0, len(self.trunk[t].text))
            self._add_clash(
                "reworded", whole, cover_block(self.base, b), cover_block(self.new, n), changed=True
            )
            return
        puts = [
            Replace(Span(t, start, end), Span(n, first, last), Span(b, start, end), False)
            for start, end, first, last in find_rewordings(self.base[b], self.new[n])
        ]
        if any(self._crosses_cell_end(put) for put in puts):
            # A tracked change lies within one paragraph: what reaches over the end of a cell can
            # only be told as a row that goes and one that comes.
            self.edits += [Strike(t), Insert(n)]
            del self.placed[n]
            self.renamed = {
                old: new for old, new in self.renamed.items() if new != self.new[n].mark
            }
            return
        self.edits += puts
        self._rename_marks(b, n, puts)

    def _crosses_cell_end(self, put: Replace) -> bool:
        """Whether the change would reach over the end of a cell or of a paragraph in it."""
        if self.trunk[put.at.block].kind != "tr":
            return False
        words = read_span(self.trunk, put.at) + read_span(self.new, put.source)
        return CELL_END in words or LINE_END in words

    def _rename_marks(self, b: int, n: int, puts: Sequence[Replace]) -> None:
        """The values that a rewording leaves alone are called as in the new draft."""
        struck = [(put.at.start, put.at.end) for put in puts]
        brought = [(put.source.start, put.source.end) for put in puts]
        stable = (
            iterate_marks_outside(self.base[b], struck),
            iterate_marks_outside(self.new[n], brought),
        )
        for old, later in zip(*stable, strict=False):
            self.renamed[old] = later

    def _add_clash(
        self, kind: Kind, at: Span, old: Span | None, new: Span | None, *, changed: bool
    ) -> None:
        """The hand's text stays; it is open when the data changed too, or when it was open."""
        self.clashes.append(Clash(kind, at, old, new, changed))

    def _plan_additions(self, fresh: Sequence[int], deleted: DeletedPlaces) -> None:
        """Blocks of the new draft that the base had not, or had elsewhere."""
        taken = {*self.pairs.values()}
        free = [t for t in range(len(self.trunk)) if t not in taken]
        for n in fresh:
            mark = self.absent.find(n)
            if mark is not None and self._return_record(n, mark):
                continue
            t = self.twins.find(n, free)
            if t is not None:
                free.remove(t)
                self.placed[n] = t
                if self.trunk[t].struck:
                    self.edits.append(Revive(t, n))
            elif self.new[n].unit in self.asides.homes:
                if n not in self.moved and not self.new[n].unit and deleted.holds(n):
                    self.withheld.append(n)
                else:
                    self.edits.append(Insert(n))
            elif not is_note(self.new[n].unit):
                self.left += bool(self.new[n].text.strip())

    def _plan_copies(self, later: Mapping[int, int]) -> None:
        """What hands have copied of values that the data have changed."""
        told = {clash.at.block for clash in self.clashes if clash.kind != "figure"}
        others = {*self.placed.values(), *self.absent.there.values()} - {*self.pairs.values()}
        finder = CopyFinder(self.lineage, self.trunk, self.pages, later, told | others)
        self.clashes += finder.find()
        self.agreed += finder.find_agreed()
        more = find_doubled_numbers(self.lineage, self.trunk, self.placed, self.edits, self.clashes)
        self.clashes += more

    def _return_record(self, n: int, mark: Bookmark) -> bool:
        """The data have a record again whose block the edited file has kept; whether that will do.

        Drafter's own striking of it is taken back where it stands; a hand's striking stays.
        """
        self.returned.add(mark)
        new, t = self.new[n], self.absent.there[mark]
        kept = self.trunk[t]
        if not kept.text.strip(CELL_END + LINE_END):
            self.gone.append((None, cover_block(self.new, n)))
            return True
        if kept.struck and (kept.text != new.text or not self.twins.is_in_order(n, t)):
            return False
        self.placed[n], self.renamed[mark] = t, new.mark
        differing = list_differing(new, n, t, kept.text)
        if kept.struck:
            self.edits.append(Revive(t, n))
        elif differing is None:
            whole = Span(t, 0, len(kept.text))
            self._add_clash("reworded", whole, None, cover_block(self.new, n), changed=True)
        for at, source in differing or ():
            if self.lineage.is_serial(self.new[n], source.start):
                self.edits.append(Replace(at, source, Span(0, 0, 0), True))
            else:
                self._add_clash("figure", at, None, source, changed=True)
        return True

    def _is_hand_edited(self, b: int) -> bool:
        """Whether a hand was at the block in its words or their emphasis."""
        trunk, base = self.trunk[self.pairs[b]], self.base[b]
        is_touched = trunk.text != base.text or trunk.tracked or trunk.looks != base.looks
        return is_touched or b in self.asides.edited
