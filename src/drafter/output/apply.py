"""A merge's plan, written into the edited file."""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from drafter.merge import Clash, Insert, Plan, Put, Restyle, Revive, Strike
from drafter.merge.model import Span
from drafter.word import comments, revise, runs, story, xml
from drafter.word.marks import Mark
from drafter.word.needs import Needs
from drafter.word.package import DOCUMENT, Package
from drafter.word.story import OBJECT, Story
from drafter.word.xml import Element, w

_TBL, _TR, _P = w("tbl"), w("tr"), w("p")

Tell = Callable[[Clash], str]
"""The words of the comment on a conflict."""


def applied(plan: Plan, base: Story, trunk: Story, new: Story, tell: Tell) -> Package:
    """The edited file with the plan's edits as tracked changes, and a comment on each conflict.

    The trees of `trunk` are used up.
    """
    work = _Work(plan, base, trunk, new)
    work.comments(tell)
    work.within_blocks()
    work.whole_blocks()
    work.rename()
    return work.package()


class _Work:
    """One application of a plan as it goes."""

    def __init__(self, plan: Plan, base: Story, trunk: Story, new: Story) -> None:
        self.plan, self.base, self.trunk, self.new = plan, base, trunk, new
        self.needs = Needs(new.package, trunk.package, _known(plan, trunk, new), trunk.roots)
        self.revisions = {part: revise.Revision(root) for part, root in trunk.roots.items()}
        self.placed = {n: trunk.elements[t] for n, t in plan.pairs.items()}
        blocks = zip(trunk.blocks, trunk.elements, strict=True)
        self.struck = {element for block, element in blocks if block.struck}
        self.notes: dict[Span, str] = {}
        self.words: dict[str, str] = {}
        renewed = (clash for clash in plan.clashes if clash.changed)
        self.dropped = plan.settled.union(*(clash.notes for clash in renewed))

    def revision(self, t: int) -> revise.Revision:
        return self.revisions[self.trunk.blocks[t].part]

    def comments(self, tell: Tell) -> None:
        """Each conflict that is new gets a comment; those on what is settled go."""
        for root in self.trunk.roots.values():
            comments.unanchor(root, self.dropped)
        fresh = [clash for clash in self.plan.clashes if clash.changed]
        for number, clash in enumerate(fresh, comments.next_number(self.trunk.package)):
            self.notes[clash.at] = str(number)
            self.words[str(number)] = tell(clash)

    def within_blocks(self) -> None:
        """What changes inside a block: from its end to its beginning, so that places stay true."""
        tasks: dict[int, list[tuple[Span, Put | None]]] = defaultdict(list)
        for edit in self.plan.edits:
            if isinstance(edit, Put):
                tasks[edit.at.block].append((edit.at, edit))
        for span in self.notes:
            tasks[span.block].append((span, None))
        for here in tasks.values():
            for span, put in sorted(
                here, key=lambda task: (task[0].start, task[0].end), reverse=True
            ):
                if put is None:
                    self._note(span)
                else:
                    self._put(put)

    def _put(self, put: Put) -> None:
        t, start, end = put.at
        letters = self.trunk.letters[t]
        made = self._figure(put) if put.figure else None
        revision = self.revision(t)
        hole = revision.hole(letters, start, end, self._bookmark(put.at), self.trunk.elements[t])
        revision.put(letters, start, end, hole, self._taken(put) if made is None else made)

    def _bookmark(self, at: Span) -> Element | None:
        """The end of the bookmark of an empty value."""
        values = self.trunk.blocks[at.block].values
        mark = next((v.mark for v in values if (v.start, v.end) == (at.start, at.end)), None)
        return self.trunk.ends.get(mark) if mark else None

    def _figure(self, put: Put) -> list[Element] | None:
        """The value as one run that looks like what it replaces; None where that will not do:

        it is more than text, or the new draft gives it another look (a gap that was filled).
        """
        n, first, last = put.source
        text = self.new.blocks[n].text[first:last]
        if OBJECT in text or not self._looks_alike(put):
            return None
        look = runs.form(self.trunk.letters[put.at.block], put.at.start, put.at.end)
        return [runs.written(text, look)] if text else []

    def _looks_alike(self, put: Put) -> bool:
        """Whether both drafts give the text the same look; an empty one has none."""
        if put.old.start == put.old.end or put.source.start == put.source.end:
            return True
        old = runs.form(self.base.letters[put.old.block], put.old.start, put.old.end)
        came = runs.form(self.new.letters[put.source.block], put.source.start, put.source.end)
        return _written(old) == _written(came)

    def _taken(self, put: Put) -> list[Element]:
        """The runs of the new draft, with their bookmarks, as the edited file would have them."""
        n, first, last = put.source
        block = self._bring(n, self.trunk.blocks[put.at.block].part)
        holder = story.Story(self.new.package)
        story.block(holder, self.new.blocks[n].part, block)
        found = runs.cut(holder.letters[0], first, last)
        if self._looks_alike(put):
            kept = runs.form(self.trunk.letters[put.at.block], put.at.start, put.at.end)
            for run in found:
                runs.reform(run, kept)
        return found if put.figure else runs.with_bookmarks(found)

    def _note(self, span: Span) -> None:
        """Anchor a conflict's comment."""
        element, letters = self.trunk.elements[span.block], self.trunk.letters[span.block]
        if (span.start, span.end) == (0, len(letters)):
            found = revise.runs_of(element)
        else:
            found = runs.cut(letters, span.start, span.end)
        if not found:
            paragraph = element if element.tag == _P else next(element.iter(_P))
            found = [xml.element("r")]
            paragraph.append(found[0])
        comments.anchor(self.notes[span], found[0], found[-1])

    def whole_blocks(self) -> None:
        """Blocks that are struck, taken back, or brought in, in the order of the new draft."""
        for edit in self.plan.edits:
            if isinstance(edit, Strike):
                self.struck.add(self.trunk.elements[edit.block])
                self.revision(edit.block).strike(self.trunk.elements[edit.block])
            elif isinstance(edit, Restyle):
                block = self._bring(edit.source, self.trunk.blocks[edit.block].part)
                self.revision(edit.block).restyle(self.trunk.elements[edit.block], block)
            elif isinstance(edit, Revive):
                self.struck.discard(self.trunk.elements[edit.block])
                revise.revive(self.trunk.elements[edit.block])
        for n in sorted(edit.source for edit in self.plan.edits if isinstance(edit, Insert)):
            self._insert(n)

    def _bring(self, n: int, into: str) -> Element:
        return self.needs.bring(self.new.elements[n], self.new.blocks[n].part, into)

    def _insert(self, n: int) -> None:
        part = self.new.blocks[n].part
        made = self.revisions[part].brought(self._bring(n, part))
        self.placed[n] = made
        if made.tag == _TR:
            self._insert_row(n, made)
        else:
            self._beside(n, made)

    def _insert_row(self, n: int, row: Element) -> None:
        """The row goes beside its neighbours of the same table; else a table is made for it."""
        table = self.new.blocks[n].table
        mates = [m for m in self._near(n) if self.new.blocks[m].table == table]
        if not mates:
            shell = self.needs.bring(
                _without_rows(_table(self.new.elements[n])), self.new.blocks[n].part, DOCUMENT
            )
            shell.append(row)
            self._beside(n, shell)
        elif mates[0] < n:
            self._behind_struck(self.placed[mates[0]]).addnext(row)
        else:
            self.placed[mates[0]].addprevious(row)

    def _beside(self, n: int, made: Element) -> None:
        """Put a paragraph or a table after the block before it, or before the one behind it."""
        table = self.new.blocks[n].table
        near = [m for m in self._near(n) if not table or self.new.blocks[m].table != table]
        before = next((m for m in near if m < n), None)
        if before is not None:
            self._behind_struck(_top(self.placed[before])).addnext(made)
        elif near:
            _top(self.placed[near[0]]).addprevious(made)
        else:
            self.trunk.roots[DOCUMENT][0].insert(0, made)

    def _behind_struck(self, element: Element) -> Element:
        """The element, or the last of those right behind it that wait to be deleted."""
        following = element.getnext()
        while following is not None and following in self.struck:
            element, following = following, following.getnext()
        return element

    def _near(self, n: int) -> Iterator[int]:
        """The blocks of the new draft's same part that have a place: those before first."""
        part = self.new.blocks[n].part
        for m in [*reversed(range(n)), *range(n + 1, len(self.new.blocks))]:
            if m in self.placed and m != n and self.new.blocks[m].part == part:
                yield m

    def rename(self) -> None:
        """Drafter's bookmarks are called as in the new draft; those it does not know go."""
        for mark, node in self.trunk.starts.items():
            new: Mark | None = self.plan.marks.get(mark)
            if new is not None:
                node.set(w("name"), new.name)
                continue
            for one in (node, self.trunk.ends.get(mark)):
                if one is not None and one.getparent() is not None:
                    xml.remove(one)

    def package(self) -> Package:
        package = self.needs.package()
        changed = {part: xml.write(root) for part, root in self.trunk.roots.items()}
        package = package.replace(changed)
        return comments.write(package, self.words, self.dropped)


def _known(plan: Plan, trunk: Story, new: Story) -> Mapping[str, str]:
    """Which style of the new draft is which of the edited file, by the blocks that were paired."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for n, t in plan.pairs.items():
        if new.blocks[n].style and trunk.blocks[t].style:
            votes[new.blocks[n].style][trunk.blocks[t].style] += 1
    return {style: count.most_common(1)[0][0] for style, count in votes.items()}


def _written(form: Element | None) -> bytes:
    return b"" if form is None else xml.write(form)


def _table(row: Element) -> Element:
    return next(row.iterancestors(_TBL))


def _without_rows(table: Element) -> Element:
    made = copy.copy(table)
    for row in made.iterchildren(_TR):
        made.remove(row)
    return made


def _top(element: Element) -> Element:
    """The element, or the outermost table that it is a row of."""
    tables = list(element.iterancestors(_TBL))
    return tables[-1] if tables else element
