"""What a plan does to an edited report, told for its reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from drafter.engine import Draft, PrintedValue
from drafter.output import Account, BlockChange, Difference, ValueChange
from drafter.output.account import Did
from drafter.problems import WordPlace
from drafter.update.asides.remarks import ASIDES, begin_remark, find_aside
from drafter.update.plan.model import Clash, Insert, Plan, Replace, Revive, Span, Strike
from drafter.update.whereabouts import BlockLocator
from drafter.word import names
from drafter.word.changes.comments import asks_for_hand
from drafter.word.text import paragraphs, places
from drafter.word.text.blocks import CELL_END, LINE_END, DocumentBlocks
from drafter.word.text.objects import holds_object, name_objects
from drafter.word.text.places import ParagraphPlace

_MOST_ROWS = 3
"""So many rows are named in which the same value changed the same way."""


@dataclass
class AccountBuilder:
    """Tells a plan: three versions of a report, and the draft that the newest came from."""

    base: DocumentBlocks
    trunk: DocumentBlocks
    new: DocumentBlocks
    draft: Draft
    shown: str
    _spots: dict[str, dict[object, ParagraphPlace]] = field(default_factory=dict)

    def account(self, plan: Plan) -> Account:
        pairs = [(clash, self.difference(clash)) for clash in plan.clashes]
        return Account(
            touched=plan.touched,
            changes=tuple(self._value_changes(plan.edits)),
            moved=tuple(self._block_changes(plan)),
            conflicts=(
                *(each for clash, each in pairs if clash.open),
                *self._earlier_conflicts(plan),
            ),
            differences=tuple(each for clash, each in pairs if not clash.open),
            gone=tuple(self._deleted_changes(plan)),
            left=plan.left,
            stayed=tuple(
                self._tell_block("stayed", self._trunk_places, t) for t in plan.stayed.values()
            ),
            withheld=tuple(
                self._tell_block("withheld", self._new_places, n) for n in plan.withheld
            ),
        )

    def _earlier_conflicts(self, plan: Plan) -> Iterator[Difference]:
        for span, note in plan.waiting:
            said = _one_line(_span_text(self.trunk, span))
            aside = next((one for one in ASIDES if note.text.startswith(begin_remark(one))), "")
            what = note.text if asks_for_hand(note.text) else said
            yield Difference("noted", self._locate_span(span), what, "", said, "", (), aside)

    def difference(self, clash: Clash) -> Difference:
        old, new = _span_text(self.base, clash.old), _span_text(self.new, clash.new)
        hand = _span_text(self.trunk, clash.at)
        what = self._label_value(clash.new, old or new)
        if clash.kind != "figure" or holds_object(old + hand + new):
            old, hand, new = map(_one_line, (old, hand, new))
        printed = self._find_printed(clash.new)
        origins = printed.origins if printed else ()
        aside = find_aside(self.trunk.blocks[clash.at.block])
        place = self._locate_span(clash.at)
        return Difference(clash.kind, place, what, old, hand, new, origins, aside)

    def _value_changes(self, edits: Sequence[object]) -> Iterator[ValueChange]:
        """The printed values that change, equal changes together."""
        spots: dict[tuple[str, str, str], list[Replace]] = {}
        for edit in edits:
            if isinstance(edit, Replace) and edit.figure and not self._is_serial(edit.source):
                old, new = _span_text(self.trunk, edit.at), _span_text(self.new, edit.source)
                spots.setdefault((self._label_value(edit.source, new), old, new), []).append(edit)
        for (label, old, new), where in spots.items():
            sections = Counter(self._trunk_places.sections[edit.at.block] for edit in where)
            rows = [self._new_places.name_row(edit.source.block) for edit in where[:_MOST_ROWS]]
            named = tuple(row for row in rows if row is not None)
            yield ValueChange(
                label,
                name_objects(old),
                name_objects(new),
                tuple(sections.items()),
                named if len(named) == len(where) else (),
            )

    def _deleted_changes(self, plan: Plan) -> Iterator[ValueChange]:
        for old, new in plan.gone:
            if new is not None and not self._is_serial(new):
                yield ValueChange(
                    self._label_value(new, ""),
                    name_objects(_span_text(self.base, old)),
                    name_objects(_span_text(self.new, new)),
                    (),
                )

    def _block_changes(self, plan: Plan) -> Iterator[BlockChange]:
        reworded = {
            e.at.block: e.source.block
            for e in plan.edits
            if isinstance(e, Replace) and not e.figure
        }
        for n in reworded.values():
            yield self._tell_block("reworded", self._new_places, n)
        left = {*plan.moved.values()}
        for t in plan.carried.values():
            yield self._tell_block("moved", self._trunk_places, t)
        for edit in plan.edits:
            if isinstance(edit, (Insert, Revive)):
                did: Did = "moved" if edit.source in plan.moved else "brought"
                yield self._tell_block(did, self._new_places, edit.source)
            elif isinstance(edit, Strike) and edit.block not in left:
                yield self._tell_block("struck", self._trunk_places, edit.block)

    def _tell_block(self, did: Did, places: BlockLocator, at: int) -> BlockChange:
        return BlockChange(did, _one_line(places.story.blocks[at].text), places.name_row(at))

    @cached_property
    def _trunk_places(self) -> BlockLocator:
        return BlockLocator(self.trunk, self._labels, self.draft.compiled.serials)

    @cached_property
    def _new_places(self) -> BlockLocator:
        return BlockLocator(self.new, self._labels, self.draft.compiled.serials)

    @cached_property
    def _labels(self) -> Mapping[int, str]:
        return {each.slot: each.label for each in self.draft.trace}

    def _find_value(self, span: Span | None) -> tuple[int, int] | None:
        """Tag and time of the printed value that a stretch of the new draft is."""
        if span is None:
            return None
        values = self.new.blocks[span.block].values
        found = (v.mark for v in values if (v.start, v.end) == (span.start, span.end))
        return next(((mark.number, mark.time) for mark in found), None)

    def _is_serial(self, span: Span) -> bool:
        value = self._find_value(span)
        return value is not None and value[0] in self.draft.compiled.serials

    def _label_value(self, span: Span | None, otherwise: str) -> str:
        """What the template calls the value."""
        printed = self._find_printed(span)
        return printed.label if printed and printed.label else _one_line(otherwise)

    def _find_printed(self, span: Span | None) -> PrintedValue | None:
        value = self._find_value(span)
        return self._trace.get(value) if value else None

    @cached_property
    def _trace(self) -> Mapping[tuple[int, int], PrintedValue]:
        return {(each.slot, each.time): each for each in self.draft.trace}

    def _locate_span(self, span: Span) -> WordPlace:
        """The stretch as a place in the edited file."""
        block, letters = self.trunk.blocks[span.block], self.trunk.letters[span.block]
        element = self.trunk.elements[span.block]
        near = [*letters[span.start : span.end + 1], *letters]
        node = next((letter[0] for letter in near if letter is not None), None)
        home = next(element.iter(names.P)) if node is None else paragraphs.owner_paragraph(node)
        spot = self._spots_of(block.part)[home]
        whole = span.end - span.start == len(block.text)
        words = block.text[span.start : span.end]
        column = 0 if whole else spot.text.find(words) + 1
        return places.make_word_place(
            self.shown, block.part, spot, column, len(words) if column else 0
        )

    def _spots_of(self, part: str) -> dict[object, ParagraphPlace]:
        if part not in self._spots:
            found = paragraphs.iterate_paragraphs(self.trunk.roots[part])
            self._spots[part] = {each.element: each.spot() for each in found}
        return self._spots[part]


def _span_text(story: DocumentBlocks, span: Span | None) -> str:
    return "" if span is None else story.blocks[span.block].text[span.start : span.end]


def _one_line(text: str) -> str:
    """A block's words on a line."""
    return " ".join(name_objects(text.replace(CELL_END, " ").replace(LINE_END, " ")).split())
