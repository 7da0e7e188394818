"""What an update did to an edited report, or would do: for telling it to its reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from drafter.engine import Draft, Printed
from drafter.figures import Origin
from drafter.merge import Clash, Insert, Plan, Put, Revive, Strike, Touched
from drafter.merge.model import Span
from drafter.problems import Phrase, WordPlace, phrase
from drafter.word import blocks, slots
from drafter.word.slots import Spot
from drafter.word.story import CELL, LINE, Story


class Change(NamedTuple):
    """A printed value that the data changed: what it is, before and after, and how often where."""

    what: str
    old: str
    new: str
    where: tuple[tuple[Phrase, int], ...]


class Block(NamedTuple):
    """A paragraph or row that came, went or was reworded, by its words."""

    did: Literal["brought", "struck", "reworded"]
    words: str


class Difference(NamedTuple):
    """A place where the hand's words stay although the data say otherwise.

    kind: a value ("figure"), other wording ("reworded"), a block that the data no longer have
    ("removed"), or an earlier one that a comment tells of ("noted"). old: what drafter wrote;
    hand: what stands there; new: what the data say.
    """

    kind: str
    place: WordPlace
    what: str
    old: str
    hand: str
    new: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class Account:
    """What came of hands and data.

    touched: the hands' work. changes, moved: what the data changed, value by value and block by
    block. conflicts: where somebody must decide. differences: where only a hand changed a value.
    gone: values that changed in text which a hand has deleted. left: wording outside of the body
    that has no place in the edited file. layout: the template's layout has changed, which an
    edited file does not take over. by_words: the file was recognised by its words alone.
    edited: somebody has saved the file since drafter wrote it.
    """

    touched: Touched
    changes: tuple[Change, ...] = ()
    moved: tuple[Block, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    differences: tuple[Difference, ...] = ()
    gone: tuple[Change, ...] = ()
    left: int = 0
    layout: bool = False
    by_words: bool = False
    edited: bool = True


@dataclass
class Teller:
    """Tells a plan: three versions of a report, and the draft that the newest came from."""

    base: Story
    trunk: Story
    new: Story
    draft: Draft
    shown: str
    _spots: dict[str, dict[object, Spot]] = field(default_factory=dict)

    def account(self, plan: Plan) -> Account:
        told = [self.difference(clash) for clash in plan.clashes]
        pairs = list(zip(plan.clashes, told, strict=True))
        return Account(
            touched=plan.touched,
            changes=tuple(self._changes(plan.edits)),
            moved=tuple(self._moved(plan.edits)),
            conflicts=(*(each for clash, each in pairs if clash.open), *self._noted(plan)),
            differences=tuple(each for clash, each in pairs if not clash.open),
            gone=tuple(self._gone(plan)),
            left=plan.left,
        )

    def _noted(self, plan: Plan) -> Iterator[Difference]:
        for span in plan.waiting:
            said = _words(_said(self.trunk, span))
            yield Difference("noted", self._place(span), said, "", said, "", ())

    def difference(self, clash: Clash) -> Difference:
        old, new = _said(self.base, clash.old), _said(self.new, clash.new)
        hand = _said(self.trunk, clash.at)
        what = self._label(clash.new, old or new)
        if clash.kind != "figure":
            old, hand, new = map(_words, (old, hand, new))
        printed = self._printed(clash.new)
        origins = printed.origins if printed else ()
        return Difference(clash.kind, self._place(clash.at), what, old, hand, new, origins)

    def _changes(self, edits: Sequence[object]) -> Iterator[Change]:
        """The printed values that change, equal changes together."""
        counts: dict[tuple[str, str, str], Counter[Phrase]] = {}
        for edit in edits:
            if isinstance(edit, Put) and edit.figure and not self._is_serial(edit.source):
                old, new = _said(self.trunk, edit.at), _said(self.new, edit.source)
                key = (self._label(edit.source, new), old, new)
                counts.setdefault(key, Counter())[self._section(edit.at)] += 1
        for key, where in counts.items():
            yield Change(*key, tuple(where.items()))

    def _gone(self, plan: Plan) -> Iterator[Change]:
        for old, new in plan.gone:
            if new is not None and not self._is_serial(new):
                yield Change(self._label(new, ""), _said(self.base, old), _said(self.new, new), ())

    def _moved(self, edits: Sequence[object]) -> Iterator[Block]:
        reworded = {
            e.at.block: e.source.block for e in edits if isinstance(e, Put) and not e.figure
        }
        for n in reworded.values():
            yield Block("reworded", _words(self.new.blocks[n].text))
        for edit in edits:
            if isinstance(edit, (Insert, Revive)):
                yield Block("brought", _words(self.new.blocks[edit.source].text))
            elif isinstance(edit, Strike):
                yield Block("struck", _words(self.trunk.blocks[edit.block].text))

    def _value(self, span: Span | None) -> tuple[int, int] | None:
        """Tag and time of the printed value that a stretch of the new draft is."""
        if span is None:
            return None
        values = self.new.blocks[span.block].values
        found = (v.mark for v in values if (v.start, v.end) == (span.start, span.end))
        return next(((mark.number, mark.time) for mark in found), None)

    def _is_serial(self, span: Span) -> bool:
        value = self._value(span)
        return value is not None and value[0] in self.draft.compiled.serials

    def _label(self, span: Span | None, otherwise: str) -> str:
        """What the template calls the value."""
        value = self._value(span)
        slot = self.draft.compiled.template.slot(value[0]) if value else None
        return label(slot.text) if slot else _words(otherwise)

    def _printed(self, span: Span | None) -> Printed | None:
        value = self._value(span)
        return self._trace.get(value) if value else None

    @cached_property
    def _trace(self) -> Mapping[tuple[int, int], Printed]:
        return {(each.slot, each.time): each for each in self.draft.trace}

    def _section(self, span: Span) -> Phrase:
        """Which section of the report the stretch is in: the body, an attachment, a header."""
        part = slots.part_kind(self.trunk.blocks[span.block].part).value
        if part != "body":
            return phrase(f"section.{part}")
        for block in reversed(self.trunk.blocks[: span.block + 1]):
            if match := _ATTACHMENT.match(block.text):
                name = re.sub(r"\s", "", match.group())
                return Phrase(name, name.replace("附件", "attachment "))
        return phrase("section.body")

    def _place(self, span: Span) -> WordPlace:
        """The stretch as a place in the edited file."""
        block, letters = self.trunk.blocks[span.block], self.trunk.letters[span.block]
        element = self.trunk.elements[span.block]
        near = [*letters[span.start : span.end + 1], *letters]
        node = next((letter[0] for letter in near if letter is not None), None)
        home = next(element.iter(blocks.PARAGRAPH)) if node is None else blocks.owner(node)
        spot = self._spots_of(block.part)[home]
        whole = span.end - span.start == len(block.text)
        words = block.text[span.start : span.end]
        column = 0 if whole else spot.text.find(words) + 1
        return slots.place(self.shown, block.part, spot, column, len(words) if column else 0)

    def _spots_of(self, part: str) -> dict[object, Spot]:
        if part not in self._spots:
            found = blocks.paragraphs(self.trunk.roots[part])
            self._spots[part] = {each.element: each.spot() for each in found}
        return self._spots[part]


_ATTACHMENT = re.compile(r"附件\s*[0-9０-９一二三四五六七八九十]*(?=\s*[:：]?\s*$)")
_PRINTS = re.compile(r"\{\{[a-z]*-?\s*([^|}]*)")


def label(tag: str) -> str:
    """What a tag's value is called: the name it begins with.

    >>> label("{{ 提案|数量 }}"), label("{{ 会议.名称 }}")
    ('提案', '名称')
    """
    match = _PRINTS.match(tag)
    names = re.findall(r"[^\W\d]\w*", match.group(1)) if match else []
    if names[:1] == ["loop"]:
        return "序号"
    return names[-1] if names else tag


def _said(story: Story, span: Span | None) -> str:
    return "" if span is None else story.blocks[span.block].text[span.start : span.end]


def _words(text: str) -> str:
    """A block's words on a line."""
    return " ".join(text.replace(CELL, " ").replace(LINE, " ").split())
