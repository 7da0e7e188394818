"""A template's fields, and what of its pages may change from one report to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import NamedTuple

from drafter.engine.fields.cell_rows import TableRows
from drafter.problems import WordPlace
from drafter.template import Template
from drafter.template.clauses.vanishing import FindLevel, find_vanishing, make_level_finder
from drafter.template.tag import Slot, find_tags, pair_blocks
from drafter.word import names, xml
from drafter.word.fields.headings import read_levels
from drafter.word.fields.reading import Field, read_fields
from drafter.word.fields.targets import find_targets
from drafter.word.fields.values.sequences import TAKE_VALUES
from drafter.word.fields.values.switches import read_switches
from drafter.word.fields.values.tables import read_grid
from drafter.word.package import archive, properties
from drafter.word.package.archive import DOCUMENT
from drafter.word.text.paragraphs import (
    Paragraph,
    iterate_paragraphs,
    locate_paragraph,
    owner_paragraph,
    read_style_id,
)
from drafter.word.xml import Element

_BLOCKS = frozenset("if for call macro filter with".split())


class _Block(NamedTuple):
    """A block of tags: its keyword, and the paragraphs that it begins and ends in."""

    keyword: str
    first: int
    last: int


class _Part:
    """A part's paragraphs, which of them hold tags, and its blocks."""

    def __init__(
        self, root: Element, slots: tuple[Slot, ...], find_level: FindLevel | None
    ) -> None:
        self.paragraphs = {each.element: each for each in iterate_paragraphs(root)}
        self.row_tags, self.cell_tags = (
            {slot.paragraph.number for slot in slots if slot.tag.removes == prefix}
            for prefix in ("tr", "tc")
        )
        self.tagged = {slot.paragraph.number for slot in slots}
        self.removable = find_vanishing(root, slots, find_level).removable
        """Paragraphs that go as a whole though they stand in no block."""
        self.blocks = [
            _Block(slots[a].tag.opens, slots[a].paragraph.number, slots[b].paragraph.number)
            for a, b in pair_blocks((slot.tag for slot in slots), _BLOCKS)
        ]
        self.blocks += [_Block("if", number, number) for number in self.removable]

    def find_blocks(self, number: int) -> list[_Block]:
        """The blocks that the paragraph may stand in."""
        return [block for block in self.blocks if block.first <= number <= block.last]


class Survey:
    """What is known of a template's pages. All elements are of the trees that are given."""

    def __init__(self, template: Template, roots: Mapping[str, Element]) -> None:
        self.template, self.roots = template, roots
        by_part = {member: read_fields(root) for member, root in roots.items()}
        self.fields = [each for fields in by_part.values() for each in fields]
        self._members = {each: member for member, fields in by_part.items() for each in fields}

    @cached_property
    def _parts(self) -> dict[str, _Part]:
        slots = self.template.slots
        levels = {DOCUMENT: make_level_finder(self.template.package)}
        return {
            member: _Part(root, slots.get(member, ()), levels.get(member))
            for member, root in self.roots.items()
        }

    @cached_property
    def bookmarks(self) -> dict[str, tuple[str, Element, Element]]:
        """Part, start and end of each bookmark, by its name in capitals."""
        found: dict[str, tuple[str, Element, Element]] = {}
        for member, root in self.roots.items():
            ends = {node.get(names.ID): node for node in root.iter(names.BOOKMARK_END)}
            for node in root.iter(names.BOOKMARK_START):
                end = ends.get(node.get(names.ID))
                if end is not None:
                    found.setdefault(node.get(names.NAME, "").upper(), (member, node, end))
        return found

    @cached_property
    def _find_level(self) -> Callable[[Element], int]:
        styles = self.template.package.members.get(archive.STYLES)
        return read_levels(None if styles is None else xml.parse(styles))

    @cached_property
    def moves(self) -> bool:
        """Whether whole paragraphs or rows may come or go: then pages begin elsewhere."""
        slots = self.template.slots.get(DOCUMENT, ())
        blocks = self._parts[DOCUMENT].blocks
        whole = any(block.first != block.last for block in blocks) or any(
            slot.prints and slot.tag.prefix == "p" for slot in slots
        )
        return whole or bool(self._parts[DOCUMENT].removable)

    @cached_property
    def is_title_written(self) -> bool:
        """Whether drafter gives the file its title: the template has none, or one with tags."""
        title = properties.read_title(self.template.package)
        return not title or "{" in title

    def get_member(self, each: Field) -> str:
        """The part that the field stands in."""
        return self._members[each]

    def _find_paragraph(self, member: str, node: Element) -> Paragraph | None:
        owner = node if node.tag == names.P else owner_paragraph(node)
        return None if owner is None else self._parts[member].paragraphs.get(owner)

    def locate(self, each: Field) -> WordPlace:
        """The field's paragraph as a place in the template."""
        member = self._members[each]
        paragraph = self._find_paragraph(member, each.begin)
        assert paragraph is not None
        return locate_paragraph(self.template.file, member, paragraph)

    def has_tag_in_code(self, each: Field) -> bool:
        """Whether what the field does depends on the data."""
        return any(find_tags(each.code))

    def _stands_in_block(self, member: str, node: Element) -> bool:
        paragraph = self._find_paragraph(member, node)
        return paragraph is not None and bool(self._parts[member].find_blocks(paragraph.number))

    def find_removable_targets(self) -> frozenset[str]:
        """The names, in capitals, of bookmarks that something leads to and a block may remove."""
        named = {target.name for root in self.roots.values() for target in find_targets(root)}
        return frozenset(
            name
            for name in named & set(self.bookmarks)
            if self._stands_in_block(*self.bookmarks[name][:2])
        )

    def does_sequence_change(self, each: Field) -> bool:
        """Whether a number of the field's sequence, or a heading that it starts anew at, may go."""
        name = _name_sequence(each)
        sequence = [f for f in self.fields if f.kind == "SEQ" and _name_sequence(f) == name]
        return any(
            self.has_tag_in_code(other) or self._stands_in_block(self._members[other], other.begin)
            for other in sequence
        ) or ("\\s" in each.code and self.moves)

    def does_table_change(self, each: Field) -> bool:
        """Whether the data fill the table around the field."""
        table = next(each.begin.iterancestors(names.TBL), None)
        if table is None:
            return False
        part = self._parts[self._members[each]]
        numbers = [part.paragraphs[node].number for node in table.iter(names.P)]
        return any(number in part.tagged or part.find_blocks(number) for number in numbers)

    def read_table_rows(self, each: Field) -> TableRows | None:
        """The rows of the table that the field stands in; None outside of tables."""
        table = next(each.begin.iterancestors(names.TBL), None)
        if table is None:
            return None
        part, rows = self._parts[self._members[each]], read_grid(table).rows
        numbers = [{part.paragraphs[node].number for node in row.iter(names.P)} for row in rows]
        at = {number: index for index, inside in enumerate(numbers) for number in inside}
        spans = [(at.get(block.first, -1), at.get(block.last, -1)) for block in part.blocks]
        moving = (range(a, b + 1) for a, b in spans if 0 <= a < b)
        row = next(each.begin.iterancestors(names.TR))
        return TableRows(
            next((index for index, other in enumerate(rows) if other is row), -1),
            frozenset(index for span in moving for index in span),
            frozenset(at[number] for number in part.row_tags if number in at),
            any(number in at for number in part.cell_tags),
        )

    def does_bookmark_change(self, name: str, changing: Collection[Field]) -> bool:
        """Whether the words of the bookmark of that name, in capitals, may change."""
        if name not in self.bookmarks:
            return False
        member, start, end = self.bookmarks[name]
        part = self._parts[member]
        places = [self._find_paragraph(member, node) for node in (start, end)]
        numbers = [place.number for place in places if place is not None]
        if len(numbers) < 2:
            return True
        inside = range(numbers[0], numbers[1] + 1)
        fields = (self._find_paragraph(self._members[f], f.begin) for f in changing
                  if self._members[f] == member)  # fmt: skip
        return any(number in part.tagged or part.find_blocks(number) for number in inside) or any(
            paragraph is not None and paragraph.number in inside for paragraph in fields
        )

    def is_one_line(self, name: str) -> bool:
        """Whether the bookmark begins and ends in one paragraph."""
        if name.upper() not in self.bookmarks:
            return False
        _, start, end = self.bookmarks[name.upper()]
        owner = owner_paragraph(start)
        return owner is not None and owner is owner_paragraph(end)

    def is_tied_to_turn(self, each: Field) -> bool:
        """Whether the field names a bookmark that stands in the same loop as itself."""
        if each.kind not in ("REF", "PAGEREF", "NOTEREF"):
            return False
        word = next(iter(each.code.split()[1:]), "").upper()
        if word not in self.bookmarks:
            return False
        member, start, _ = self.bookmarks[word]
        return member == self._members[each] and bool(
            set(self._find_loops(member, start)) & set(self._find_loops(member, each.begin))
        )

    def _find_loops(self, member: str, node: Element) -> list[_Block]:
        paragraph = self._find_paragraph(member, node)
        blocks = self._parts[member].find_blocks(paragraph.number) if paragraph else []
        return [block for block in blocks if block.keyword == "for"]

    def do_entries_change(self, each: Field) -> bool:
        """Whether what a table of contents lists may change: headings, captions, entries."""
        listing = {f.begin for f in self.fields if f.kind in ("SEQ", "TC", "XE", "TA")}
        holders = {owner_paragraph(begin) for begin in listing}
        part = self._parts[DOCUMENT]
        return any(
            element in holders or self._find_level(element) or self._is_named(each, element)
            for element, paragraph in part.paragraphs.items()
            if paragraph.number in part.tagged or part.find_blocks(paragraph.number)
        )

    def _is_named(self, each: Field, paragraph: Element) -> bool:
        style = read_style_id(paragraph)
        return bool(style) and style in each.code


def _name_sequence(each: Field) -> str:
    words, _ = read_switches(each.code, TAKE_VALUES)
    return words[1].text.upper() if len(words) > 1 else ""
