"""Where `{%-` or `-%}` joins paragraphs: at the border of its own, as docxtpl has it.

Elsewhere such a sign takes away the blanks beside it and nothing else. docxtpl, left alone, would
take all that stands between the tag and the next w:t, words of the same paragraph too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from drafter.template import holders
from drafter.template.tag import Slot, find_tags
from drafter.word import names
from drafter.word.text import paragraphs
from drafter.word.xml import Element, set_text

Side = tuple[int, str]
"""A slot's number, and "left" or "right"."""


class Join(NamedTuple):
    """Two texts, in order of the file, that a sign joins; what stands between them goes."""

    first: Element
    second: Element


def has_sign(slot: Slot) -> bool:
    """Whether the tag has a sign that docxtpl looks for."""
    tag = slot.tag
    return tag.kind == "statement" and not tag.removes and "-" in (tag.left, tag.right)


def find_joins(root: Element, found: Sequence[Slot]) -> dict[Side, Join]:
    """Each sign that joins two paragraphs."""
    signed: dict[int, list[Slot]] = {}
    for slot in filter(has_sign, found):
        signed.setdefault(slot.paragraph.number, []).append(slot)
    if not signed:
        return {}
    gone = {
        p for holder in holders.group_holders(root, found) for p in holder.element.iter(names.P)
    }
    texts = list(root.iter(names.T))
    joins: dict[Side, Join] = {}
    for paragraph in paragraphs.iterate_paragraphs(root):
        nodes = paragraphs.find_text_elements(paragraph.element)
        for slot, start, end in _locate_signs(nodes, signed.get(paragraph.number, [])):
            text = _join_texts(nodes)
            first, last = texts.index(nodes[0]), texts.index(nodes[-1])
            if slot.tag.left == "-" and not text[:start].strip() and first:
                joins[slot.number, "left"] = Join(texts[first - 1], nodes[0])
            if slot.tag.right == "-" and not text[end:].strip() and texts[last + 1 :]:
                joins[slot.number, "right"] = Join(nodes[-1], texts[last + 1])
    return {
        side: join
        for side, join in joins.items()
        if not any(paragraphs.owner_paragraph(node) in gone for node in join)
    }


def drop_signs(slot: Slot, joins: Mapping[Side, Join]) -> Slot:
    """The slot without the signs that join nothing."""
    if not has_sign(slot):
        return slot
    left = slot.tag.left if (slot.number, "left") in joins else ""
    right = slot.tag.right if (slot.number, "right") in joins else ""
    return slot._replace(tag=slot.tag._replace(left=left, right=right))


def strip_blanks(paragraph: Element, here: Sequence[Slot], joins: Mapping[Side, Join]) -> None:
    """Take out the blanks that stand beside a sign which joins nothing."""
    nodes = paragraphs.find_text_elements(paragraph)
    text = _join_texts(nodes)
    dropped: set[int] = set()
    for slot, start, end in _locate_signs(nodes, filter(has_sign, here)):
        if slot.tag.left == "-" and (slot.number, "left") not in joins:
            dropped.update(range(len(text[:start].rstrip()), start))
        if slot.tag.right == "-" and (slot.number, "right") not in joins:
            dropped.update(range(end, len(text) - len(text[end:].lstrip())))
    at = 0
    for node in nodes if dropped else ():
        words = node.text or ""
        set_text(node, "".join(sign for n, sign in enumerate(words, at) if n not in dropped))
        at += len(words)


def _locate_signs(
    nodes: Sequence[Element], signed: Iterable[Slot]
) -> Iterator[tuple[Slot, int, int]]:
    """The tags with a sign, each with its start and end in the paragraph's words."""
    waiting = list(signed)
    for start, tag in find_tags(_join_texts(nodes)) if waiting else ():
        if waiting and waiting[0].tag == tag:
            yield waiting.pop(0), start, start + len(tag.text)


def _join_texts(nodes: Sequence[Element]) -> str:
    return "".join(node.text or "" for node in nodes)
