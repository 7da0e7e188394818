"""Where a section's break goes that Word keeps in a paragraph which falls away.

Word keeps what a section looks like in the last paragraph of it (ECMA-376 part 1, 17.6.18), so a
break typed before a tag's paragraph often stands in that paragraph itself.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from drafter.template.blocks import Block
from drafter.template.tag import Slot
from drafter.word import names
from drafter.word.text import paragraphs
from drafter.word.xml import Element, get_parent, make_element, w, write

_REFERENCES = (w("headerReference"), w("footerReference"))
BEFORE, INSIDE, LAST, AFTER, NOWHERE = "before", "inside", "last", "after", ""
"""A break in the place of a tag: before it; before it, inside the block that it ends; the same in
the last turn of a loop; behind it; in none that is surely right."""


class Section(NamedTuple):
    """A section: its properties, and the number of the paragraph that ends it."""

    properties: Element
    paragraph: int


class Sections:
    """The sections of the body, as the blocks of its tags may take them away."""

    def __init__(self, root: Element, found: Sequence[Slot], blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.tags: dict[int, list[Slot]] = {}
        for slot in found:
            if slot.tag.removes == "p":
                self.tags.setdefault(slot.paragraph.number, []).append(slot)
        numbered = [(p.element, p.number) for p in paragraphs.iterate_paragraphs(root)]
        self.sections = [
            Section(properties, number)
            for element, number in numbered
            if (properties := element.find(f"{names.PPR}/{names.SECT_PR}")) is not None
        ]
        last = root.find(f"{w('body')}/{names.SECT_PR}")
        if last is not None:
            self.sections.append(Section(last, len(numbered) + 1))

    def place_break(self, number: int) -> str:
        """Where the break goes that stands in a tag's paragraph of that number."""
        structural = [s for s in self.tags[number] if any(s in b.tags for b in self.blocks)]
        if not structural:
            return AFTER
        if all(slot.tag.opens in ("if", "for") for slot in structural):
            return BEFORE
        block = next(block for block in self.blocks if structural[0] in block.tags)
        if len(structural) > 1 or block.keyword not in ("if", "for"):
            return NOWHERE
        is_within = self._lies_within(number, block.find_branch(number))
        if not structural[0].tag.closes:
            return INSIDE if is_within and block.keyword == "if" else NOWHERE
        if not is_within:
            return AFTER
        return INSIDE if block.keyword == "if" else LAST if len(block.tags) == 2 else NOWHERE

    def _lies_within(self, number: int, opening: int) -> bool:
        """Whether the section that ends in a paragraph begins with or after another: nothing but
        paragraphs that fall away stands before that."""
        before = max((s.paragraph for s in self.sections if s.paragraph < number), default=0)
        return all(between in self.tags for between in range(before + 1, opening))

    def _find_conditions(self, section: Section) -> list[Block]:
        """The conditions and loops that may take the section's break away."""
        number = section.paragraph
        around = [b for b in self.blocks if b.keyword in ("if", "for") and b.encloses(number)]
        if number in self.tags and self.place_break(number) not in (INSIDE, LAST):
            return [block for block in around if block.last != number]
        return around

    def find_faults(self) -> Iterator[int]:
        """The paragraphs whose break can be kept nowhere, and those whose break may fall away from
        text that stands before its condition and would take on the look of the next section."""
        for section, follower in pairwise(self.sections):
            number = section.paragraph
            lost = number in self.tags and self.place_break(number) == NOWHERE
            if lost or self._may_change_others(section, follower):
                yield number

    def _may_change_others(self, section: Section, follower: Section) -> bool:
        number = section.paragraph
        return self._describe(section) != self._describe(follower) and any(
            not self._lies_within(number, block.find_branch(number))
            and not self._ends_every_branch(block)
            for block in self._find_conditions(section)
        )

    def _ends_every_branch(self, block: Block) -> bool:
        """Whether the block ends a section whatever the data say."""
        numbers = [tag.paragraph.number for tag in block.tags]
        ends = [section.paragraph for section in self.sections]
        return block.is_total and all(
            any(a < end <= b for end in ends) for a, b in pairwise(numbers)
        )

    def _describe(self, section: Section) -> bytes:
        """How the section looks: page, margins, columns, headers; not how it begins."""
        look = copy.deepcopy(section.properties)
        look.tail = None
        look.attrib.clear()
        for child in list(look):
            if child.tag in (w("type"), *_REFERENCES):
                look.remove(child)
        parts = [self._find_reference(section, key)[1] for key in self._list_kinds()]
        return write(look) + b"".join(write(part) for part in parts if part is not None)

    def _list_kinds(self) -> list[tuple[str, str]]:
        """The kinds of headers and footers that there are."""
        kinds = {
            (node.tag, node.get(names.TYPE, ""))
            for section in self.sections
            for node in section.properties.iterchildren(*_REFERENCES)
        }
        return sorted(kinds)

    def _find_reference(
        self, section: Section, kind: tuple[str, str]
    ) -> tuple[Section, Element | None]:
        """The header of that kind which the section has, and the section that it has it from."""
        at = next(n for n, each in enumerate(self.sections) if each is section)
        for source in reversed(self.sections[: at + 1]):
            for node in source.properties.iterchildren(*_REFERENCES):
                if (node.tag, node.get(names.TYPE, "")) == kind:
                    bare = copy.deepcopy(node)
                    bare.tail = None
                    return source, bare
        return section, None

    def keep_headers(self) -> None:
        """Let each section name the headers that it has from one which may fall away."""
        for section in self.sections:
            for kind in self._list_kinds():
                source, node = self._find_reference(section, kind)
                if source is not section and node is not None and self._find_conditions(source):
                    section.properties.insert(0, node)


def take_break(paragraph: Element) -> Element | None:
    """The break of a paragraph, taken out of it, in one of its own that takes no room."""
    properties = paragraph.find(f"{names.PPR}/{names.SECT_PR}")
    if properties is None:
        return None
    get_parent(properties).remove(properties)
    made, form = make_element("p"), make_element("pPr")
    made.append(form)
    form.append(make_element("spacing", before="0", after="0", line="20", lineRule="exact"))
    form.append(properties)
    return made
