"""Tags that would make one of two cells or boxes: blocks over both, signs that join paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.engine.validate import losses
from drafter.problems import Problem, problem
from drafter.template import Template, joins
from drafter.template.blocks import find_blocks
from drafter.template.joins import Join
from drafter.template.tag import Slot
from drafter.word import names
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
