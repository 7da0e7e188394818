"""What would fall away with a tag that stands for its paragraph, row or cell: words, pictures …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.engine.language.word_objects import NEEDS_DOCXTPL
from drafter.problems import Problem, phrase, problem
from drafter.template import Template
from drafter.template.blocks import find_blocks
from drafter.template.holders import Holder, group_holders
from drafter.template.sections import Sections
from drafter.template.tag import find_tags, split_text
from drafter.word import names
from drafter.word.text import paragraphs as blocks
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, w

_LOST = {
    **dict.fromkeys((w("drawing"), w("pict")), "lost.picture"),
    blocks.FALLBACK: "lost.picture",
    **dict.fromkeys((w("object"), w("altChunk")), "lost.object"),
    **dict.fromkeys((w("footnoteReference"), w("endnoteReference")), "lost.note"),
    **dict.fromkeys((names.FLD_CHAR, names.FLD_SIMPLE), "lost.field"),
    w("sym"): "lost.sign",
    f"{names.MATH}oMath": "lost.formula",
    names.TBL: "lost.table",
}
_BREAKS = ("page", "column")
_PICTURE = re.compile(rf"\|\s*(?:{'|'.join(sorted(NEEDS_DOCXTPL))})\b")
_FRAMES = [names.DOC_PR.replace("docPr", name) for name in ("inline", "anchor")]


def find_losses(
    template: Template, paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Problem]:
    """What docxtpl would take out of the page without a word."""
    for member, slots in template.slots.items():
        if not paragraphs[member]:
            continue
        root = paragraphs[member][0].element.getroottree().getroot()
        for holder in group_holders(root, slots):
            yield from _check_holder(template, holder)
        found = Sections(root, slots, list(find_blocks(slots))).find_faults()
        by_number = {each.number: each for each in paragraphs[member]}
        for number in found:
            place = blocks.locate_paragraph(template.file, member, by_number[number])
            yield problem("D355", place)


def find_frameless_pictures(
    template: Template, paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Problem]:
    """D387: a picture of the data in words beside the page that are not those of a picture."""
    for member, members in paragraphs.items():
        root = members[0].element.getroottree().getroot() if members else None
        nodes = () if root is None else root.iter()
        owners = {blocks.owner_paragraph(node) for node in nodes if _lacks_frame(node)}
        for paragraph in members if owners else ():
            if paragraph.element in owners:
                yield problem("D387", blocks.locate_paragraph(template.file, member, paragraph))


def _lacks_frame(node: Element) -> bool:
    """Whether an attribute has a tag for a picture that has no frame there."""
    asking = [
        key
        for key, value in node.items()
        if "{{" in str(value)
        and any(t.prints and _PICTURE.search(t.expression) for _, t in find_tags(str(value)))
    ]
    if not asking:
        return False
    frame = next(node.iterancestors(*_FRAMES), None)
    blip = None if frame is None else next(frame.iter(f"{names.DRAWING}blip"), None)
    return blip is None or asking != ["descr"]


def _check_holder(template: Template, holder: Holder) -> Iterator[Problem]:
    slot = holder.slots[0]
    is_pair = any(slot.tag.closes for slot in holder.slots) and any(
        slot.tag.opens == other.tag.closes != "" for slot in holder.slots for other in holder.slots
    )
    if is_pair or any("%" in each.tag.inside or "}" in each.tag.inside for each in holder.slots):
        return  # told as such
    if slot.prints and slot.tag.prefix != "p":
        return
    place = slot.locate(template.file)
    if _read_words(holder):
        yield problem("D318", place, tag=slot.text)
    elif what := _find_lost(holder.element):
        yield problem("D354", place, tag=slot.text, what=phrase(what))


def _read_words(holder: Holder) -> str:
    """The words beside the tags, and other tags; comments are for nobody."""
    tags = {slot.tag for slot in holder.slots}
    return "".join(
        piece if isinstance(piece, str) else piece.text
        for paragraph in holder.element.iter(names.P)
        for piece in split_text(blocks.read_text(paragraph))
        if isinstance(piece, str) or (piece not in tags and piece.kind != "comment")
    ).strip()


def _find_lost(element: Element) -> str:
    """What else stands in the element, as a key of the catalogue."""
    for node in element.iter():
        if node is not element and (what := name_loss(node)):
            return what
    return ""


def name_loss(node: Element) -> str:
    """What a node is that nobody may lose, as a key of the catalogue; empty for all else."""
    what = _LOST.get(node.tag, "")
    if node.tag == w("br") and node.get(names.TYPE) in _BREAKS:
        what = "lost.break"
    is_deleted = what and any(holder.tag in names.DELETIONS for holder in node.iterancestors())
    return "" if is_deleted else what
