"""What is wrong with a template's clauses, `[[，其中{{批示报告}}份得到批示]]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.problems import Problem, problem
from drafter.template import Template
from drafter.template.blocks import find_blocks
from drafter.template.slots import read_paragraphs
from drafter.template.tag import Slot
from drafter.word import names
from drafter.word.text import paragraphs as blocks
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element


def find_clause_faults(
    template: Template, paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Problem]:
    """Signs without a partner, clauses that ask for nothing, and those that would tear a link, a
    field or a tracked change."""
    for member, members in paragraphs.items():
        for paragraph, reading in read_paragraphs(members, template.schema.known_names):
            for fault in reading.faults:
                place = blocks.locate_paragraph(
                    template.file, member, paragraph, fault.start + 1, fault.width
                )
                yield problem(fault.code, place, **fault.values)
    for member, slots in template.slots.items():
        by_number = {each.number: each.element for each in paragraphs[member]}
        for block in find_blocks(slots):
            first, last = block.tags[0], block.tags[-1]
            if first.tag.shown and _tears(by_number[first.paragraph.number], block.tags):
                yield problem("D575", first.locate(template.file), text=_quote(first, last))


def _quote(first: Slot, last: Slot) -> str:
    """The clause as it is typed."""
    return first.paragraph.text[first.column - 1 : last.column - 1 + len(last.text)]


def _tears(paragraph: Element, signs: Sequence[Slot]) -> bool:
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
    pieces = {id(piece.node): piece for piece in blocks.read_pieces(paragraph)}
    for node in paragraph.iter():
        if node.tag == names.FLD_CHAR and blocks.owner_paragraph(node) is paragraph:
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
