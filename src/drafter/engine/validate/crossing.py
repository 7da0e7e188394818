"""Tags that would tear what they stand in: blocks over two cells or boxes, signs that join
paragraphs, clauses `[[ … ]]` half in a link; and clauses that are not whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.engine.validate import losses
from drafter.problems import Problem, problem
from drafter.template import Template, joins
from drafter.template.blocks import find_blocks
from drafter.template.joins import Join
from drafter.template.slots import read_paragraphs
from drafter.template.tag import Slot
from drafter.word import names
from drafter.word.text import paragraphs as paragraph_reader
from drafter.word.text.paragraphs import Paragraph, owner_paragraph
from drafter.word.xml import Element, get_parent, w

_CLOSED = frozenset((names.TC, *map(w, ("txbxContent", "footnote", "endnote", "comment"))))
"""What holds paragraphs: two of them, cut by a block, would be one, and the page well-formed."""


def find_crossings(
    template: Template, paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Problem]:
    """The tags whose block, or whose sign, goes over the border of a cell, a box or a note."""
    for member, slots in template.slots.items():
        by_number = {each.number: each.element for each in paragraphs[member]}
        for block in find_blocks(slots):
            first, *others = block.tags
            slot = next((s for s in others if _crosses_border(first, s, by_number)), None)
            if slot is not None:
                place = slot.locate(template.file)
                yield problem("D356", place, tag=slot.text, first=first.text)
        for slot, join in _list_joins(slots, by_number):
            if _tears(join):
                yield problem("D357", slot.locate(template.file), tag=slot.text)


def _crosses_border(first: Slot, slot: Slot, by_number: Mapping[int, Element]) -> bool:
    if first.tag.removes in ("tr", "tc") or first.tag.removes != slot.tag.removes:
        return False  # told by D326 and D327
    one, other = (get_parent(by_number[s.paragraph.number]) for s in (first, slot))
    if one is other or one.tag != other.tag or one.tag not in _CLOSED:
        return False
    here, there = first.paragraph, slot.paragraph
    is_column = one.tag == names.TC and (here.table, here.cell) == (there.table, there.cell)
    return not is_column  # from row to row: whole rows lie between


def _list_joins(
    slots: Sequence[Slot], by_number: Mapping[int, Element]
) -> Iterator[tuple[Slot, Join]]:
    signed = {slot.number: slot for slot in slots if joins.has_sign(slot)}
    if signed:
        root = next(iter(by_number.values())).getroottree().getroot()
        for (number, _), join in joins.find_joins(root, slots).items():
            yield signed[number], join


def _tears(join: Join) -> bool:
    """Whether more than the border of two paragraphs goes when the texts are joined."""
    one, other = map(owner_paragraph, join)
    if one is None or other is None or get_parent(one) is not get_parent(other):
        return True
    between = False
    for node in one.getroottree().getroot().iter():
        between = (between or node is join.first) and node is not join.second
        if between and (node.tag == names.SECT_PR or losses.name_loss(node)):
            return True
        if node is join.second:
            return False
    return False


def find_clause_faults(
    template: Template, paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Problem]:
    """Signs without a partner, clauses that ask for nothing, and those that would tear a link, a
    field or a tracked change."""
    for member, members in paragraphs.items():
        for paragraph, reading in read_paragraphs(members, template.schema.known_names):
            for fault in reading.faults:
                place = paragraph_reader.locate_paragraph(
                    template.file, member, paragraph, fault.start + 1, fault.width
                )
                yield problem(fault.code, place, **fault.values)
    for member, slots in template.slots.items():
        by_number = {each.number: each.element for each in paragraphs[member]}
        for block in find_blocks(slots):
            first, last = block.tags[0], block.tags[-1]
            if first.tag.shown and _tears_holder(by_number[first.paragraph.number], block.tags):
                yield problem("D575", first.locate(template.file), text=_quote(first, last))


def _quote(first: Slot, last: Slot) -> str:
    """The clause as it is typed."""
    return first.paragraph.text[first.column - 1 : last.column - 1 + len(last.text)]


def _tears_holder(paragraph: Element, signs: Sequence[Slot]) -> bool:
    """Whether the signs stand at different depths of links, fields and the like."""
    nodes = _locate_characters(paragraph)
    starts = [sign.column - 1 for sign in signs]
    if any(start >= len(nodes) for start in starts):
        return False
    return len({nodes[start] for start in starts}) > 1


def _locate_characters(paragraph: Element) -> list[tuple[Element, ...]]:
    """What each character of the paragraph's text stands in, between it and the paragraph; a field
    that is open there counts as such a thing."""
    opened: list[Element] = []
    places: list[tuple[Element, ...]] = []
    pieces = {id(piece.node): piece for piece in paragraph_reader.read_pieces(paragraph)}
    for node in paragraph.iter():
        if node.tag == names.FLD_CHAR and paragraph_reader.owner_paragraph(node) is paragraph:
            kind = node.get(f"{{{names.W_URI}}}fldCharType")
            if kind == "begin":
                opened.append(node)
            elif kind == "end" and opened:
                opened.pop()
        piece = pieces.get(id(node))
        if piece is not None and not piece.deletions:
            holders = [
                holder for holder in _list_holders(node, paragraph) if holder.tag not in (names.R,)
            ]
            places += [(*holders, *opened)] * len(piece.text)
    return places


def _list_holders(node: Element, paragraph: Element) -> Iterator[Element]:
    for holder in node.iterancestors():
        if holder is paragraph:
            return
        yield holder
