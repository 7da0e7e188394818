"""Paragraphs, rows and pictures of a hand's own, brought into the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from drafter.update.base import read_run_id
from drafter.update.hands.model import HandWork, Placed, list_moved
from drafter.word import names, xml
from drafter.word.changes.own import find_block_revision
from drafter.word.changes.revisions import RevisionWriter, copy_without_marks
from drafter.word.names import TBL, TR
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts.copier import PartCopier
from drafter.word.parts.importer import BlockImporter
from drafter.word.parts.target import TargetFile
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.bookmarks import OWN, drop_bookmarks
from drafter.word.text.tables import copy_without_rows, find_outermost_table
from drafter.word.xml import Element, get_parent, make_element, remove_node, unwrap, w

_LEFT_BEHIND = (
    names.SECT_PR,
    names.RPR_CHANGE,
    names.PPR_CHANGE,
    w("sectPrChange"),
    w("tblPrChange"),
)


class BlockWriter:
    """Brings what hands added into the report. writer: writes its tracked changes."""

    def __init__(
        self, placed: Sequence[Placed], report: DocumentBlocks, target: TargetFile,
        writer: RevisionWriter,
    ) -> None:  # fmt: skip
        self.report, self.writer = report, writer
        works = {id(each.work): each.work for each in placed}
        self.importers = {
            number: BlockImporter(PartCopier(work.copy.package, target), _pair_styles(work, report))
            for number, work in works.items()
        }
        self.homes = {number: _find_homes(work, report) for number, work in works.items()}

    def import_object(self, each: Placed, node: Element, into: str) -> Element:
        """A picture or a note's reference of the hand's copy, as a run for the report's part."""
        run, holder = make_element("r"), make_element("p")
        if (properties := get_parent(node).find(names.RPR)) is not None:
            run.append(xml.copy_tree(properties))
        run.append(xml.copy_tree(node))
        holder.append(run)
        member = each.work.copy.blocks[each.source.block].part
        made = self.importers[id(each.work)].import_block(holder, member, into)
        return made[0]

    def insert_block(self, each: Placed) -> None:
        """A paragraph or row in its place: behind what it stands behind in the hand's copy."""
        t = each.source.block
        made = self._import_block(each, accept_changes(each.work.copy.elements[t]))
        self.writer.sign(*each.edit.by)
        self.writer.mark_inserted(made)
        self._put(made, t, each)

    def move_blocks(self, each: Placed) -> None:
        """Paragraphs or rows go where the hand has them; as they were they are struck where they
        stood."""
        assert each.edit.base is not None
        self.writer.sign(*each.edit.by)
        for at in range(each.edit.many):
            element = self.report.elements[each.work.homes[each.edit.base.block + at]]
            left = copy_without_marks(element)
            element.addprevious(left)
            self.writer.strike_block(left)
            remove_node(element)
            self._put(self.writer.mark_inserted(element), each.source.block + at, each)

    def _put(self, made: Element, t: int, each: Placed) -> None:
        """Put a block where block `t` stands in the hand's copy."""
        homes, source = self.homes[id(each.work)], each.work.copy
        before = next((homes[m] for m in reversed(range(t)) if m in homes), None)
        behind = next((homes[m] for m in range(t + 1, len(source.blocks)) if m in homes), None)
        table = source.blocks[t].table
        if made.tag == TR:
            mates = [m for m in homes if source.blocks[m].table == table]
            earlier, later = [m for m in mates if m < t], [m for m in mates if m > t]
            if earlier:
                self._skip_neighbours(homes[max(earlier)], t, each).addnext(made)
            elif later:
                homes[min(later)].addprevious(made)
            else:
                table_there = next(source.elements[t].iterancestors(TBL))
                shell = self._import_block(each, copy_without_rows(table_there))
                shell.append(made)
                self._insert_beside(shell, before, behind, t, each)
        else:
            self._insert_beside(made, before, behind, t, each)
        homes[t] = made

    def _insert_beside(
        self, made: Element, before: Element | None, behind: Element | None, t: int, each: Placed
    ) -> None:
        if before is not None:
            outermost = find_outermost_table(before)
            self._skip_neighbours(outermost, t, each).addnext(made)
        elif behind is not None:
            find_outermost_table(behind).addprevious(made)
        else:
            self.report.roots[DOCUMENT][0].insert(0, made)

    def _skip_neighbours(self, element: Element, t: int, each: Placed) -> Element:
        """The element, or the last behind it that a hand put there whose name comes first.

        So the order of two hands' paragraphs at one place does not hang on who came first. What
        stands behind block `t` in the hand's own copy stays behind it.
        """
        author = each.edit.by.author
        behind = {home for m, home in self.homes[id(each.work)].items() if m > t}
        following = element.getnext()
        while following is not None and following.tag in (names.P, TR, *names.BOOKMARKS):
            change = find_block_revision(following, "ins")
            if following.tag not in names.BOOKMARKS:
                is_later = change is None or change.get(names.AUTHOR, "") > author
                if is_later or following in behind:
                    break
                element = following
            following = following.getnext()
        return element

    def _import_block(self, each: Placed, block: Element) -> Element:
        values = self._take_values(each)
        drop_bookmarks(block, re.compile(f"(?!(?:{'|'.join(values)})$){OWN.pattern}"))
        member = each.work.copy.blocks[each.source.block].part
        return self.importers[id(each.work)].import_block(block, member, DOCUMENT)

    def _take_values(self, each: Placed) -> list[str]:
        """The bookmarks of values that the hand took along into a block of its own, as in the
        second half of a paragraph that it split: so the data still reach them there."""
        copied = each.work.copy
        if read_run_id(copied.package) != read_run_id(self.report.package):
            return []
        taken: list[str] = []
        for value in copied.blocks[each.source.block].values:
            start, end = self.report.starts.get(value.mark), self.report.ends.get(value.mark)
            if start is None or end is None or value.start == value.end:
                continue
            if not _holds_words(start, end):
                remove_node(start)
                remove_node(end)
                del self.report.starts[value.mark]  # another hand's copy may have it too
                taken.append(value.mark.name)
        return taken


def _holds_words(start: Element, end: Element) -> bool:
    """Whether anything that is not struck stands between the two."""
    node = start.getnext()
    while node is not None and node is not end:
        if node.tag not in (names.DEL, *names.BOOKMARKS):
            return True
        node = node.getnext()
    return node is None


def accept_changes(block: Element) -> Element:
    """A copy of a block in which no change is tracked any more."""
    made = xml.copy_tree(block)
    for node in list(made.iter(*names.DELETIONS, *_LEFT_BEHIND)):
        remove_node(node)
    for node in list(made.iter(*names.INSERTIONS)):
        if len(node):
            unwrap(node)
        else:
            remove_node(node)
    return made


def _find_homes(work: HandWork, report: DocumentBlocks) -> dict[int, Element]:
    """Block of the copy → what it is in the report; those out of order say nothing of places."""
    moved = list_moved(work)
    return {
        t: report.elements[work.homes[n]]
        for n, t in work.pairs.items()
        if n in work.homes and t not in moved and report.blocks[work.homes[n]].part == DOCUMENT
    }


def _pair_styles(work: HandWork, report: DocumentBlocks) -> dict[str, str]:
    """Which style of the copy is which of the report, by the blocks that are in both."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for n, t in work.pairs.items():
        if n in work.homes:
            theirs, ours = work.copy.blocks[t].style, report.blocks[work.homes[n]].style
            if theirs and ours:
                votes[theirs][ours] += 1
    return {style: counted.most_common(1)[0][0] for style, counted in votes.items()}
