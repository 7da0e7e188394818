"""What the blocks of two drafts were printed from, and what of it is the same in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from drafter.update.identities import Path, Sources
from drafter.update.plan.texts import measure_likeness
from drafter.update.sources.records import pair_items
from drafter.word.text.blocks import Block
from drafter.word.text.bookmarks import Bookmark

_ALIKE = 0.5
"""How alike two paragraphs of the template must be to be the same one, reworded."""
_MOST_COMPARED = 40_000

Aligner = Callable[[Sequence[int], Sequence[int]], list[tuple[int, int]]]
"""Pairs some blocks of the first draft with some of the other by what they say."""


@dataclass(frozen=True)
class Lineage:
    """Two drafts' blocks, and their sources; without sources nothing is known of any block.

    An item or paragraph of the first draft is called as in the other one; what that has not is
    called by a negative number.
    """

    base: Sequence[Block]
    new: Sequence[Block]
    old_sources: Sources = field(default_factory=Sources)
    new_sources: Sources = field(default_factory=Sources)

    @property
    def known(self) -> bool:
        return self.old_sources.known and self.new_sources.known

    @cached_property
    def items(self) -> Mapping[int, int]:
        return pair_items(self.old_sources.items, self.new_sources.items)

    def follow_path(self, path: Path) -> Path:
        """A path of the first draft, as the other one would call it."""
        return tuple([self.items.get(each, ~each) for each in path])

    def follow_paragraph(self, number: int) -> int:
        """A paragraph of the first template, as the other calls it; -1 where it is gone."""
        same = self.old_sources.template == self.new_sources.template
        return number if same else self.paragraphs.get(number, -1)

    def base_path(self, mark: Bookmark | None) -> Path | None:
        """What the first draft's block, or value, was printed from; None where that is unknown."""
        if mark is None or not self.known:
            return None
        path = self.old_sources.path(mark.kind, mark.number, mark.time)
        return None if path is None else self.follow_path(path)

    def new_path(self, mark: Bookmark | None) -> Path | None:
        if mark is None or not self.known:
            return None
        return self.new_sources.path(mark.kind, mark.number, mark.time)

    def is_serial(self, block: Block, start: int) -> bool:
        """Whether a value of the other draft's block is nothing but a row's number."""
        serials = self.new_sources.serials
        return any(v.start == start and v.mark.number in serials for v in block.values)

    def has_same_values(self, b: int, n: int) -> bool:
        """Whether the values of two blocks are of the same records, one by one."""
        values = zip(self.base[b].values, self.new[n].values, strict=False)
        return all(self.base_path(old.mark) == self.new_path(new.mark) for old, new in values)

    @cached_property
    def paragraphs(self) -> Mapping[int, int]:
        """Paragraph of the first template → of the other one."""
        old = _collect_texts(self.base, self.old_sources)
        new = _collect_texts(self.new, self.new_sources)
        pairs = _pair_equal_texts(old, new)
        return _pair_alike_texts(old, new, pairs)

    def pair(self, align: Aligner) -> tuple[dict[int, int], set[int], set[int]]:
        """Block → block of those with a source; and which of either draft have a record's.

        Those that no record of the other draft has made are nobody's, however alike they are.
        """
        if not self.known:
            return {}, set(), set()
        pairs: dict[int, int] = {}
        first = {
            b: path for b, x in enumerate(self.base) if (path := self.base_path(x.mark)) is not None
        }
        second = {
            n: path for n, x in enumerate(self.new) if (path := self.new_path(x.mark)) is not None
        }
        numbers = {b: self.follow_paragraph(self._number(self.base[b])) for b in first}
        news = {n: self._number(self.new[n]) for n in second}
        groups = _Groups(pairs, align)
        groups.pair(
            {b: (numbers[b], path) for b, path in first.items()},
            {n: (news[n], path) for n, path in second.items()},
        )
        groups.pair(
            {b: (numbers[b], path[-1]) for b, path in first.items() if self._ends_in_record(path)},
            {n: (news[n], path[-1]) for n, path in second.items() if self._ends_in_record(path)},
        )
        groups.pair(
            {b: path for b, path in first.items() if path},
            {n: path for n, path in second.items() if path},
        )
        return pairs, {b for b in first if first[b]}, {n for n in second if second[n]}

    @staticmethod
    def _number(block: Block) -> int:
        return block.mark.number if block.mark else -1

    def _ends_in_record(self, path: Path) -> bool:
        return bool(path) and path[-1] >= 0 and bool(self.new_sources.items[path[-1]].ledger)


@dataclass(frozen=True)
class _Groups:
    """Blocks that have a source in common are paired; several of one source by what they say."""

    pairs: dict[int, int]
    align: Aligner

    def pair(self, first: Mapping[int, object], second: Mapping[int, object]) -> None:
        taken = set(self.pairs.values())
        groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for b, source in first.items():
            if b not in self.pairs:
                groups[source][0].append(b)
        for n, source in second.items():
            if n not in taken:
                groups[source][1].append(n)
        for ours, theirs in groups.values():
            if len(ours) == len(theirs) == 1:
                self.pairs[ours[0]] = theirs[0]
            elif ours and theirs:
                self.pairs.update(self.align(ours, theirs))


def _collect_texts(blocks: Sequence[Block], sources: Sources) -> dict[int, tuple[str, str]]:
    """The paragraphs that made blocks, each with the kind of its blocks and its own text."""
    texts: dict[int, tuple[str, str]] = {}
    for block in blocks:
        if block.mark and block.mark.number not in texts:
            number = block.mark.number
            texts[number] = block.kind, sources.paragraphs.get(number, block.text)
    for number, text in sources.paragraphs.items():
        texts.setdefault(number, ("", text))
    return texts


def _pair_equal_texts(
    old: Mapping[int, tuple[str, str]], new: Mapping[int, tuple[str, str]]
) -> dict[int, int]:
    """Those that say the same in both; of several that do, each in its turn."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number in sorted(new, reverse=True):
        waiting[new[number][1]].append(number)
    return {
        number: waiting[text].pop()
        for number, (_, text) in sorted(old.items())
        if text.strip() and waiting.get(text)
    }


def _pair_alike_texts(
    old: Mapping[int, tuple[str, str]], new: Mapping[int, tuple[str, str]], pairs: dict[int, int]
) -> dict[int, int]:
    """The pairs, and of the rest the most alike: paragraphs of the template that were reworded."""
    taken = set(pairs.values())
    first = [number for number in old if number not in pairs and old[number][0]]
    second = [number for number in new if number not in taken and new[number][0]]
    if len(first) * len(second) > _MOST_COMPARED:
        return pairs
    scored = [
        (-score, b, n)
        for b in first
        for n in second
        if old[b][0] == new[n][0] and (score := measure_likeness(old[b][1], new[n][1])) >= _ALIKE
    ]
    for _, b, n in sorted(scored):
        if b not in pairs and n not in taken:
            pairs[b] = n
            taken.add(n)
    return pairs
