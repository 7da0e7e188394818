"""Printed values that hands have copied into words of their own, where no bookmark follows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from drafter.update.plan.location import ValueLocation, ValueLocator
from drafter.update.plan.model import Clash, Kind, Span, cover_block, read_span
from drafter.update.plan.texts import build_skeleton, find_equal_stretches, measure_likeness
from drafter.update.sources.lineage import Lineage
from drafter.word.text.blocks import Block, ValueSpan
from drafter.word.text.objects import unify_objects

_CLAUSE_ALIKE, _BLOCK_ALIKE = 0.5, 0.6
"""How alike the words round a value must be, or else the whole paragraphs or rows."""
_SHORTEST = 3
"""So many characters round a value tell what it counts."""
_CLAUSE_ENDS, _SENTENCE_ENDS = "，。；：！？、（）()\n\x07\ufffc", "。；！？\n\x07"
_HOLE = "\x00"


class Printed(NamedTuple):
    """A value of the base, and what it is now: None where the data have nothing left of it."""

    old: Span
    new: Span | None
    is_known: bool


@dataclass(frozen=True)
class CopyFinder:
    """A merge as far as it is planned.

    later: block of the base → of the new draft. known: blocks of the edited file that are no
    hand's, or of which all is told already.
    """

    lineage: Lineage
    trunk: Sequence[Block]
    pages: ValueLocator
    later: Mapping[int, int]
    known: Collection[int]

    def find(self) -> list[Clash]:
        """The copies that say what the data no longer say."""
        return [clash for t in self._hand_blocks for clash in self._find_in(t)]

    def find_agreed(self) -> Iterator[tuple[Span, Span]]:
        """The copies beside a comment of drafter's that say what the data say by now."""
        for t in self._hand_blocks:
            if self.trunk[t].notes:
                for at, printed in self._match_all(t, self._by_new_text):
                    yield at, printed.old

    @cached_property
    def _hand_blocks(self) -> list[int]:
        """Those that a hand has added, or put words into."""
        return [
            t
            for t, block in enumerate(self.trunk)
            if t not in self.known and not block.struck and block.text.strip()
            if t not in self._bases or block.text != self.lineage.base[self._bases[t]].text
        ]

    def _find_in(self, t: int) -> Iterator[Clash]:
        stale = [
            (at, printed)
            for at, printed in self._match_all(t, self._by_old_text)
            if printed.new is None or self._read_new(printed) != self._read_old(printed)
        ]
        outlived = [printed for _, printed in stale if printed.new is None]
        if outlived and t not in self._bases:
            old = cover_block(self.lineage.base, outlived[0].old.block)
            yield Clash("outlived", cover_block(self.trunk, t), old, None, True)
            return
        for at, printed in stale:
            kind: Kind = "outlived" if printed.new is None else "copied"
            yield Clash(kind, at, printed.old, printed.new, True)

    def _match_all(
        self, t: int, values: Mapping[str, Sequence[Printed]]
    ) -> list[tuple[Span, Printed]]:
        """The values that stand in a block as copies, longer ones first."""
        found: list[tuple[Span, Printed]] = []
        text = self.trunk[t].text
        for words in sorted(values, key=len, reverse=True):
            if words not in text:
                continue
            for start, end in _find_words(words, text):
                at = Span(t, start, end)
                is_taken = any(start < other.end and other.start < end for other, _ in found)
                if not is_taken and self._is_free(at):
                    best = self._pick(at, values[words])
                    found += [(at, best)] if best else []
        return found

    def _is_free(self, at: Span) -> bool:
        """Whether no value of drafter's stands there, nor words that drafter wrote."""
        for place, is_intact in self._taken.get(at.block, ()):
            assert place is not None
            # A hand that types behind a value types into its place.
            is_within = place.start <= at.start and at.end <= place.end and at != place
            if at.start < place.end and place.start < at.end and (is_intact or not is_within):
                return False
        b = self._bases.get(at.block)
        if b is None:
            return True
        same = self._stretches(b, at.block)
        return not any(start <= at.start and at.end <= end for start, end in same)

    def _pick(self, at: Span, values: Sequence[Printed]) -> Printed | None:
        """The value that it is a copy of, if any; of equals rather one that has changed."""
        scored = [(self._score(at, printed), printed) for printed in values]
        scored = [(score, printed) for score, printed in scored if score[0]]
        if not scored:
            return None
        top = max(score for score, _ in scored)
        best = [printed for score, printed in scored if score == top]
        changed = [p for p in best if p.new is None or self._read_new(p) != self._read_old(p)]
        return (changed or best)[0]

    def _score(self, at: Span, printed: Printed) -> tuple[float, float]:
        """How much speaks for it, 0 if too little does; and how alike the sentences are."""
        base, block = self.lineage.base[printed.old.block], self.trunk[at.block]
        mark = next((v.mark for v in base.values if v.start == printed.old.start), None)
        if any(v.mark == mark for v in block.values if v[1:] == (at.start, at.end)):
            return 2.0, 1.0
        whole = self._measure_block(at.block, printed.old.block)
        clause = 0.0
        for ends in (_CLAUSE_ENDS, _SENTENCE_ENDS):
            theirs = _cut_round(base.text, printed.old, ends)
            if len(theirs) > _SHORTEST:
                clause = measure_likeness(theirs, _cut_round(block.text, at, ends))
                break
        sentence = measure_likeness(
            _cut_round(base.text, printed.old, _SENTENCE_ENDS),
            _cut_round(block.text, at, _SENTENCE_ENDS),
        )
        best = max(clause if clause >= _CLAUSE_ALIKE else 0.0, whole)
        return best, sentence

    def _measure_block(self, t: int, b: int) -> float:
        """How alike an added block is to one of the base, most of whose values it repeats."""
        base, block = self.lineage.base[b], self.trunk[t]
        if t in self._bases or base.category != block.category:
            return 0.0
        words = [base.text[value.start : value.end] for value in base.values]
        repeated = sum(len(word) for word in words if word in block.text)
        if 2 * repeated < sum(map(len, words)):
            return 0.0
        likeness = measure_likeness(base.text, block.text)
        return likeness if likeness >= _BLOCK_ALIKE else 0.0

    @cached_property
    def _bases(self) -> dict[int, int]:
        return {t: b for b, t in self.pages.pairs.items()}

    @cached_property
    def _taken(self) -> dict[int, list[ValueLocation]]:
        """Where in the hands' blocks the base's own values stand."""
        places = defaultdict(list)
        for b in range(len(self.lineage.base)):
            for found in self.pages.places(b):
                if found.at is not None:
                    places[found.at.block].append(found)
        return places

    def _stretches(self, b: int, t: int) -> list[tuple[int, int]]:
        """What of a block drafter wrote."""
        same = find_equal_stretches(self.lineage.base[b].text, self.trunk[t].text)
        return [(start, start + size) for _, start, size in same]

    @cached_property
    def _printed(self) -> list[Printed]:
        return [
            printed
            for b in range(len(self.lineage.base))
            for printed in self._follow_values(b)
            if printed.is_known
        ]

    def _follow_values(self, b: int) -> Iterator[Printed]:
        """The values of a block of the base, and what became of each."""
        base, n = self.lineage.base[b], self.later.get(b)
        if n is None:
            yield from (Printed(Span(b, v.start, v.end), None, True) for v in base.values)
            return
        for value, later in zip(base.values, self._pair_values(b, n), strict=True):
            old = Span(b, value.start, value.end)
            is_known = later is not None and not self.lineage.is_serial(
                self.lineage.new[n], later.start
            )
            yield Printed(old, Span(n, later.start, later.end) if later else None, is_known)

    def _pair_values(self, b: int, n: int) -> Sequence[ValueSpan | None]:
        """For each value of a block of the base that of the new draft, where it is plain."""
        base, new, lineage = self.lineage.base[b], self.lineage.new[n], self.lineage
        if base.text == new.text and len(base.values) == len(new.values):
            return new.values
        if build_skeleton(base) == build_skeleton(new) and lineage.has_same_values(b, n):
            return new.values
        if not lineage.known or lineage.old_sources.template != lineage.new_sources.template:
            return [None] * len(base.values)
        known = {(v.mark.number, lineage.new_path(v.mark)): v for v in new.values}
        return [known.get((v.mark.number, lineage.base_path(v.mark))) for v in base.values]

    @cached_property
    def _by_old_text(self) -> Mapping[str, Sequence[Printed]]:
        """The values that say something else by now, and those that said the same."""
        texts = defaultdict(list)
        for printed in self._printed:
            texts[self._read_old(printed)].append(printed)
        return {
            text: values
            for text, values in texts.items()
            if _tells(text) and any(p.new is None or self._read_new(p) != text for p in values)
        }

    @cached_property
    def _by_new_text(self) -> Mapping[str, Sequence[Printed]]:
        texts = defaultdict(list)
        for printed in self._printed:
            if printed.new is not None and _tells(self._read_new(printed)):
                texts[self._read_new(printed)].append(printed)
        return texts

    def _read_old(self, printed: Printed) -> str:
        return read_span(self.lineage.base, printed.old)

    def _read_new(self, printed: Printed) -> str:
        return read_span(self.lineage.new, printed.new) if printed.new else ""


def _tells(text: str) -> bool:
    """Whether a value's text is known again: a number, or words of some length."""
    return bool(text.strip()) and (len(text) > 1 or text.isdigit())


def _find_words(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand; a number not as a part of another one."""
    edge = r"(?<![\d.])" if words[:1].isdigit() else ""
    tail = r"(?![\d%]|\.\d)" if words[-1:].isdigit() else ""
    return (match.span() for match in re.finditer(edge + re.escape(words) + tail, text))


def _cut_round(text: str, at: Span, ends: str) -> str:
    """The words round a value up to the next of some marks, a hole in its place."""
    text = unify_objects(text)
    first = max((text.rfind(mark, 0, at.start) for mark in ends), default=-1) + 1
    stops = [stop for mark in ends if (stop := text.find(mark, at.end)) >= 0]
    return text[first : at.start] + _HOLE + text[at.end : min(stops, default=len(text))]
