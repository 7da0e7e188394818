"""A merge's plan, written into the edited file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from drafter.update.asides.homes import CommentHomes
from drafter.update.asides.keeping import NoteKeeper
from drafter.update.placement import BlockPlacer
from drafter.update.plan.model import Clash, Insert, Plan, Replace, Restyle, Revive, Span, Strike
from drafter.word import xml
from drafter.word.changes import comments, revisions, runs
from drafter.word.fields.carrying import carry_results
from drafter.word.fields.updating import ask_for_update
from drafter.word.names import NAME, P
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.parts.copier import PartCopier
from drafter.word.parts.importer import BlockImporter
from drafter.word.parts.target import TargetFile
from drafter.word.text import blocks as story
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.bookmarks import Bookmark, find_doubles
from drafter.word.text.objects import holds_object
from drafter.word.text.tables import arrange_cells
from drafter.word.xml import Element
from drafter.wording.parts import find_part_edits

Tell = Callable[[Clash], str]
"""The words of the comment on a conflict."""


def apply_plan(
    plan: Plan, base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks, tell: Tell
) -> Package:
    """The edited file with the plan's edits as tracked changes, and a comment on each conflict.

    The trees of `trunk` are used up.
    """
    _drop_doubles(trunk)
    work = _PlanApplication(plan, base, trunk, new)
    work.comments(tell)
    work.carry_blocks()
    work.edit_within_blocks()
    work.edit_whole_blocks()
    work.notes_of_file.settle(work.revision)
    work.rename_bookmarks()
    is_unsure = carry_results(trunk.roots, base.roots, new.roots)
    package = work.package()
    return ask_for_update(package) if is_unsure else package


def _drop_doubles(trunk: DocumentBlocks) -> None:
    """Bookmarks that were pasted with a copy would soon be taken for others, newly named."""
    known = {*trunk.starts.values(), *trunk.ends.values()}
    for root in trunk.roots.values():
        for node in find_doubles(root, known):
            xml.remove_node(node)


class _PlanApplication:
    """One application of a plan as it goes."""

    def __init__(
        self, plan: Plan, base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks
    ) -> None:
        self.plan, self.base, self.trunk, self.new = plan, base, trunk, new
        self.target = TargetFile(trunk.package, trunk.roots)
        self.notes_of_file = NoteKeeper(trunk.roots, self.target)
        parts = PartCopier(new.package, self.target)
        self.needs = BlockImporter(parts, _pair_styles(plan, trunk, new))
        others = (root for part, root in trunk.roots.items() if part != DOCUMENT)
        self.revision = revisions.RevisionWriter(trunk.roots[DOCUMENT], others)
        self.placer = BlockPlacer(plan, trunk, new, self.needs)
        self.struck = self.placer.struck
        self.notes: list[tuple[Span, str]] = []
        self.words: dict[str, str] = {}
        renewed = (clash for clash in plan.clashes if clash.changed)
        self.dropped = plan.settled.union(*(clash.notes for clash in renewed))

    def comments(self, tell: Tell) -> None:
        """Each conflict that is new gets a comment; those on what is settled go."""
        for root in self.trunk.roots.values():
            comments.remove_anchors(root, self.dropped)
        struck = (edit.block for edit in self.plan.edits if isinstance(edit, Strike))
        homes = CommentHomes(self.trunk, frozenset(struck))
        fresh = [clash for clash in self.plan.clashes if clash.changed]
        for number, clash in enumerate(fresh, comments.next_comment_id(self.trunk.package)):
            self.notes.append((homes.find(clash.at), str(number)))
            self.words[str(number)] = tell(clash)

    def edit_within_blocks(self) -> None:
        """What changes inside a block: from its end to its beginning, so that places stay true."""
        tasks: dict[int, list[tuple[Span, Replace | str]]] = defaultdict(list)
        for edit in self.plan.edits:
            if isinstance(edit, Replace):
                tasks[edit.at.block].append((edit.at, edit))
        for span, number in self.notes:
            tasks[span.block].append((span, number))
        for here in tasks.values():
            for span, put in sorted(
                here, key=lambda task: (task[0].start, task[0].end), reverse=True
            ):
                if isinstance(put, str):
                    self._anchor_comment(span, put)
                else:
                    self._replace_value_or_text(put)

    def _replace_value_or_text(self, put: Replace) -> None:
        """A breakdown changes part by part, so that its reader sees what has changed."""
        parts = self._split_value(put) if put.figure and self._is_plain(put) else ()
        for part in reversed(parts):
            inside = None
            if part.at.start == part.at.end == put.at.start:
                # What comes before the first part belongs into the value's bookmark.
                first = self.trunk.letters[part.at.block][part.at.start]
                inside = None if first is None else runs.split_before(*first)
            self._replace_text(part, inside)
        if not parts:
            self._replace_text(put, self._bookmark_end(put.at))

    def _split_value(self, put: Replace) -> Sequence[Replace]:
        """The changes of the value's parts, in order; none where it changes as a whole."""
        (t, start, end), (n, first, last), (b, before, _) = put.at, put.source, put.old
        if None in self.trunk.letters[t][start:end]:
            return ()
        old, new = self.trunk.blocks[t].text[start:end], self.new.blocks[n].text[first:last]
        return [
            Replace(
                Span(t, start + begin, start + stop),
                Span(n, first + begins, first + stops),
                Span(b, before + begin, before + stop),
                True,
            )
            for begin, stop, begins, stops in find_part_edits(old, new)
        ]

    def _replace_text(self, put: Replace, within: Element | None) -> None:
        t, start, end = put.at
        letters = self.trunk.letters[t]
        made = self._build_figure_runs(put) if put.figure else None
        hole = self.revision.open_insertion(letters, start, end, within, self.trunk.elements[t])
        self.revision.put(letters, start, end, hole, self._take_runs(put) if made is None else made)

    def _bookmark_end(self, at: Span) -> Element | None:
        """The end of the bookmark of an empty value."""
        values = self.trunk.blocks[at.block].values
        mark = next((v.mark for v in values if (v.start, v.end) == (at.start, at.end)), None)
        return self.trunk.ends.get(mark) if mark else None

    def _build_figure_runs(self, put: Replace) -> list[Element] | None:
        """The value as one run that looks like what it replaces; None where that will not do:

        it is more than text, or the new draft gives it another look (a gap that was filled).
        """
        if not self._is_plain(put):
            return None
        n, first, last = put.source
        text = self.new.blocks[n].text[first:last]
        look = runs.copy_run_properties(self.trunk.letters[put.at.block], put.at.start, put.at.end)
        return [runs.make_run(text, look)] if text else []

    def _is_plain(self, put: Replace) -> bool:
        """Whether the new draft has nothing but text there, in the look that it had before."""
        n, first, last = put.source
        text = self.new.blocks[n].text[first:last]
        return not holds_object(text) and self._has_same_format(put)

    def _has_same_format(self, put: Replace) -> bool:
        """Whether both drafts give the text the same look; an empty one has none."""
        if put.old.start == put.old.end or put.source.start == put.source.end:
            return True
        old = runs.copy_run_properties(self.base.letters[put.old.block], put.old.start, put.old.end)
        new = runs.copy_run_properties(
            self.new.letters[put.source.block], put.source.start, put.source.end
        )
        return _serialise_format(old) == _serialise_format(new)

    def _take_runs(self, put: Replace) -> list[Element]:
        """The runs of the new draft, with their bookmarks, as the edited file would have them."""
        n, first, last = put.source
        block = self._import_block(n, self.trunk.blocks[put.at.block].part)
        holder = story.DocumentBlocks(self.new.package)
        story.append_block(holder, self.new.blocks[n].part, block)
        found = runs.cut_out_runs(holder.letters[0], first, last)
        if self._has_same_format(put):
            format_there = runs.copy_run_properties(
                self.trunk.letters[put.at.block], put.at.start, put.at.end
            )
            for run in found:
                runs.set_run_properties(run, format_there)
        return found if put.figure else runs.include_bookmarks(found)

    def _anchor_comment(self, span: Span, number: str) -> None:
        """Anchor a conflict's comment."""
        element, letters = self.trunk.elements[span.block], self.trunk.letters[span.block]
        if (span.start, span.end) == (0, len(letters)):
            found = revisions.find_runs(element)
        else:
            found = runs.cut_out_runs(letters, span.start, span.end)
        if not found:
            paragraph = element if element.tag == P else next(element.iter(P))
            found = [xml.make_element("r")]
            paragraph.append(found[0])
        comments.add_anchors(number, found[0], found[-1])

    def edit_whole_blocks(self) -> None:
        """Blocks that are struck, taken back, or brought in, in the order of the new draft."""
        for edit in self.plan.edits:
            if isinstance(edit, Strike):
                self.struck.add(self.trunk.elements[edit.block])
                self.revision.strike_block(self.trunk.elements[edit.block])
            elif isinstance(edit, Restyle):
                block = self._import_block(edit.source, self.trunk.blocks[edit.block].part)
                self.revision.restyle_paragraph(self.trunk.elements[edit.block], block)
            elif isinstance(edit, Revive):
                self.struck.discard(self.trunk.elements[edit.block])
                revisions.unstrike_block(self.trunk.elements[edit.block])
        fresh = {edit.source for edit in self.plan.edits if isinstance(edit, Insert)}
        for n in sorted(fresh | {*self.plan.carried}):
            if n in fresh:
                block = self._import_block(n, self.placer.home_part(n))
                if n in self.plan.columns:
                    arrange_cells(block, self.plan.columns[n].order)
                self.revision.mark_inserted(block)
            else:
                block = self.trunk.elements[self.plan.carried[n]]
            self.placer.place(n, block)

    def _import_block(self, n: int, into: str) -> Element:
        return self.needs.import_block(self.new.elements[n], self.new.blocks[n].part, into)

    def carry_blocks(self) -> None:
        """What a hand was at goes where the data have it; as it was it is struck where it stood."""
        for t in self.plan.carried.values():
            element = self.trunk.elements[t]
            left = revisions.copy_without_marks(element)
            element.addprevious(left)
            self.revision.strike_block(left)
            self.struck.add(left)
            self.revision.mark_inserted(element)

    def rename_bookmarks(self) -> None:
        """Drafter's bookmarks are called as in the new draft; those it does not know go."""
        for mark, node in self.trunk.starts.items():
            new: Bookmark | None = self.plan.marks.get(mark)
            if new is not None:
                node.set(NAME, new.name)
                continue
            for one in (node, self.trunk.ends.get(mark)):
                if one is not None and one.getparent() is not None:
                    xml.remove_node(one)

    def package(self) -> Package:
        package = self.target.package()
        changed = {part: xml.write(root) for part, root in self.trunk.roots.items()}
        package = package.replace(changed)
        return comments.update_comments(package, self.words, self.dropped)


def _pair_styles(plan: Plan, trunk: DocumentBlocks, new: DocumentBlocks) -> Mapping[str, str]:
    """Which style of the new draft is which of the edited file, by the blocks that were paired."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for n, t in plan.pairs.items():
        if new.blocks[n].style and trunk.blocks[t].style:
            votes[new.blocks[n].style][trunk.blocks[t].style] += 1
    return {style: count.most_common(1)[0][0] for style, count in votes.items()}


def _serialise_format(form: Element | None) -> bytes:
    return b"" if form is None else xml.write(form)
