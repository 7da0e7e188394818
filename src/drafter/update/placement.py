"""Where blocks of a new draft go in an edited file: beside those that stand there already."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.update.plan.model import Plan
from drafter.word.names import TBL, TR
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts.importer import BlockImporter
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.tables import copy_without_rows, find_outermost_table, fit_widths
from drafter.word.xml import Element


class BlockPlacer:
    """The blocks that have a place already, those that wait to be deleted, and those that are to
    be taken from where they stand."""

    def __init__(
        self, plan: Plan, trunk: DocumentBlocks, new: DocumentBlocks, needs: BlockImporter
    ) -> None:
        self.plan, self.trunk, self.new, self.needs = plan, trunk, new, needs
        self.placed = {n: trunk.elements[t] for n, t in plan.pairs.items()}
        blocks = zip(trunk.blocks, trunk.elements, strict=True)
        self.struck = {element for block, element in blocks if block.struck}
        self.waiting = {*plan.carried}
        self.numbers = {element: n for n, element in self.placed.items()}

    def place(self, n: int, block: Element) -> None:
        """Put a paragraph or row of the edited file there as that block of the new draft."""
        if (holder := block.getparent()) is not None:
            holder.remove(block)
        self.placed[n], self.numbers[block] = block, n
        if block.tag == TR:
            self._insert_row(n, block)
        else:
            self._insert_beside(n, block)
        self.waiting.discard(n)

    def home_part(self, n: int) -> str:
        """The part of the edited file that a block of the new draft goes to."""
        home = self.plan.homes[self.new.blocks[n].unit]
        blocks = self.trunk.blocks
        return next(block.part for block in blocks if block.unit == home) if home else DOCUMENT

    def _insert_row(self, n: int, row: Element) -> None:
        """The row goes beside its neighbours of the same table; else a table is made for it."""
        table = self.new.blocks[n].table
        near = [m for m in self._iter_neighbours(n) if self.new.blocks[m].table == table]
        mates = self._prefer_settled(near, n)
        if not mates:
            shell = self.needs.import_block(
                copy_without_rows(_enclosing_table(self.new.elements[n])),
                self.new.blocks[n].part,
                self.home_part(n),
            )
            shell.append(row)
            self._insert_beside(n, shell)
            return
        fit_widths(row, [self.placed[m] for m in mates])
        if mates[0] < n:
            self._skip_earlier(self.placed[mates[0]], n).addnext(row)
        else:
            self.placed[mates[0]].addprevious(row)

    def _insert_beside(self, n: int, made: Element) -> None:
        """Put a paragraph or a table after the block before it, or before the one behind it."""
        table = self.new.blocks[n].table
        near = [
            m for m in self._iter_neighbours(n) if not table or self.new.blocks[m].table != table
        ]
        near = self._prefer_settled(near, n)
        before = next((m for m in near if m < n), None)
        if before is not None:
            self._skip_earlier(find_outermost_table(self.placed[before]), n).addnext(made)
        elif near:
            find_outermost_table(self.placed[near[0]]).addprevious(made)
        elif home := self.plan.homes[self.new.blocks[n].unit]:
            first = next(t for t, block in enumerate(self.trunk.blocks) if block.unit == home)
            find_outermost_table(self.trunk.elements[first]).addprevious(made)
        else:
            self.trunk.roots[DOCUMENT][0].insert(0, made)

    def _skip_earlier(self, element: Element, n: int) -> Element:
        """The element, or the last of those right behind it that wait to be deleted, or that the
        new draft has before that block: a hand has moved them to the end of their section."""
        last = element
        for following in element.itersiblings():
            number = self.numbers.get(following)
            if following in self.struck:
                last = following if last.getnext() is following else last
            elif number is not None and self._is_settled(number):
                if number > n:
                    break
                last = following
        return last

    def _is_settled(self, n: int) -> bool:
        """Whether a block stands where the new draft would have it, as far as hands let it."""
        is_away = n in self.plan.stayed or n in self.waiting or self.plan.hand_moved.get(n)
        return not is_away

    def _prefer_settled(self, near: list[int], n: int) -> list[int]:
        """The neighbours that no hand has moved, if there are such; those between which the block
        would stand were moved together, and keep together."""
        moved = self.plan.hand_moved
        before = next((m for m in near if m < n), n)
        behind = next((m for m in near if m > n), n)
        is_between = before in moved and behind in moved
        if is_between and self.placed[before].getnext() is self.placed[behind]:
            return near
        return [m for m in near if m not in moved] or near

    def _iter_neighbours(self, n: int) -> Iterator[int]:
        """The blocks of body, header or note that have their place: those before first."""
        unit = self.new.blocks[n].unit
        for m in [*reversed(range(n)), *range(n + 1, len(self.new.blocks))]:
            has_place = m in self.placed and m not in self.plan.stayed and m not in self.waiting
            if has_place and m != n and self.new.blocks[m].unit == unit:
                yield m


def _enclosing_table(row: Element) -> Element:
    return next(row.iterancestors(TBL))
