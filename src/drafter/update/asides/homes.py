"""Where in the body a comment stands that is about a header, a note or a text box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.update.plan.model import Span
from drafter.word import names
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts.headers import HEADERS
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.notes import is_note
from drafter.word.xml import Element

_SECTION = f"{names.PPR}/{names.SECT_PR}"


@dataclass(frozen=True)
class CommentHomes:
    """An edited file; struck: blocks of it that are about to go."""

    trunk: DocumentBlocks
    struck: frozenset[int]

    def find(self, at: Span) -> Span:
        """The place itself, a note's number, a text box's holder, a section's first paragraph."""
        block = self.trunk.blocks[at.block]
        if is_note(block.unit):
            return self._numbers.get(block.unit, self._first)
        if block.unit:
            return self._beginnings.get(block.part, self._first)
        if block.holder:
            t, start = block.holder
            return Span(t, start, start + 1)
        return at

    @cached_property
    def _first(self) -> Span:
        return next(self._iterate_standing(0), Span(0, 0, 0))

    @cached_property
    def _numbers(self) -> dict[str, Span]:
        """Where the number of each note stands."""
        return {
            ref.unit: Span(t, ref.at, ref.at + 1)
            for t, block in enumerate(self.trunk.blocks)
            for ref in block.refs
            if not block.struck
        }

    @cached_property
    def _beginnings(self) -> dict[str, Span]:
        """The first paragraph of the section that each header and footer is in."""
        related = relationships.read_relationships(self.trunk.package, DOCUMENT)
        members = {
            node.get("Id", ""): relationships.resolve_target(DOCUMENT, node.get("Target", ""))
            for node in related
        }
        found: dict[str, Span] = {}
        for start, section in self._iterate_sections():
            first = next(self._iterate_standing(start), self._first)
            for node in section.iterchildren(*HEADERS):
                found.setdefault(members.get(node.get(names.RELATIONSHIP_ID, ""), ""), first)
        return found

    def _iterate_sections(self) -> Iterator[tuple[int, Element]]:
        """Where each section begins, and what it is like."""
        start = 0
        for t, element in enumerate(self.trunk.elements):
            section = element.find(_SECTION) if element.tag == names.P else None
            if section is not None:
                yield start, section
                start = t + 1
        final = self.trunk.roots[DOCUMENT][0].find(names.SECT_PR)
        if final is not None:
            yield start, final

    def _iterate_standing(self, start: int) -> Iterator[Span]:
        """The paragraphs of the body from a block on that stay on the page."""
        for t, block in enumerate(self.trunk.blocks[start:], start):
            is_text = block.kind == "p" and not block.unit and not block.holder
            if is_text and not block.struck and t not in self.struck:
                yield Span(t, 0, len(block.text))
