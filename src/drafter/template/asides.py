"""Tags in the parts of a Word file that are not its text, each of them whole in one place.

Charts and diagrams have text of their own (a:t); document properties and the data that content
controls are bound to are shown by fields and controls; a link's address stands in a part's
relationships, where Word writes braces and blanks as %7B and %20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from drafter.template.tag import AT, BRACES, Slot, find_tags, split_text
from drafter.word import names, xml
from drafter.word.fields.reading import MERGING, read_fields
from drafter.word.package.archive import COMMENTS_PART, Package, list_text_parts
from drafter.word.text.places import ParagraphPlace
from drafter.word.xml import Element

DRAWN = re.compile(r"word/(charts|diagrams|drawings)/[^/]+\.xml")
LINKS = re.compile(r"word/_rels/[^/]+\.rels")
_DATA = re.compile(r"docProps/[^/]+\.xml|customXml/item\d*\.xml")
_A_P, _A_R, _A_T = (f"{names.DRAWING}{name}" for name in "prt")
_CODED_TAG = re.compile(
    r"(\{|%7b)(\{|%7b|%25|%(?![0-9a-f]{2})).*?(\}|%7d|%25|%(?![0-9a-f]{2}))(\}|%7d)", re.IGNORECASE
)
_OPENING = re.compile(r"\{[{%]")


class Leaf(NamedTuple):
    """A text that may hold tags: its 1-based number in its part, and what it is put together from.

    holders: elements, each with the attribute that holds a piece of the text; "" for its own text.
    """

    number: int
    text: str
    holders: tuple[tuple[Element, str], ...]

    def write(self, pieces: list[str]) -> None:
        """Put other pieces of text in the place of those that were there."""
        for (node, key), piece in zip(self.holders, pieces, strict=True):
            if key:
                node.set(key, piece)
            else:
                node.text = piece


def find_aside_slots(package: Package) -> dict[str, tuple[Slot, ...]]:
    """The tags of each such part that has any, numbered from 1 in each."""
    found = {}
    for member, root in _iterate_parts(package):
        if slots := tuple(_find_slots(member, root)):
            found[member] = slots
    return found


def _iterate_parts(package: Package) -> Iterator[tuple[str, Element]]:
    """The parts beside the text that are XML and have a brace somewhere."""
    texts = {*list_text_parts(package)}
    for member, data in package.members.items():
        is_xml = member.lower().endswith((".xml", ".rels")) and member not in texts
        if is_xml and (b"{" in data or b"%7b" in data.lower()):
            yield member, xml.parse(data)


def _find_slots(member: str, root: Element) -> Iterator[Slot]:
    number = 0
    for leaf in _list_leaves(member, root):
        place = ParagraphPlace(leaf.number, leaf.text)
        for start, tag in find_tags(leaf.text):
            number += 1
            yield Slot(number, member, place, start + 1, tag)


def _list_leaves(member: str, root: Element) -> Iterator[Leaf]:
    """The texts of a part in which tags are filled."""
    if LINKS.fullmatch(member):
        for number, node in enumerate(root, 1):
            if node.get("Type", "").endswith("/hyperlink"):
                address = _CODED_TAG.sub(lambda tag: unquote(tag[0]), node.get("Target", ""))
                yield Leaf(number, address, ((node, "Target"),))
    elif DRAWN.fullmatch(member):
        for number, paragraph in enumerate(root.iter(_A_P), 1):
            texts = [text for run in paragraph.iterchildren(_A_R) for text in run.iter(_A_T)]
            words = "".join(text.text or "" for text in texts)
            yield Leaf(number, words, tuple((text, "") for text in texts))
    elif _DATA.fullmatch(member):
        for number, node in enumerate(root.iter(), 1):
            yield Leaf(number, node.text or "", ((node, ""),))


def prepare_asides(package: Package, found: Mapping[str, tuple[Slot, ...]]) -> dict[str, bytes]:
    """The parts with each tag whole in one place, and what it prints wrapped in `_at(slot, …)`."""
    prepared = {}
    for member, slots in found.items():
        root = xml.parse(package.members[member])
        waiting = list(slots)
        for leaf in _list_leaves(member, root):
            if next(find_tags(leaf.text), None):
                leaf.write(_cut_pieces(leaf, waiting))
        prepared[member] = xml.write(root)
    return prepared


def _cut_pieces(leaf: Leaf, waiting: list[Slot]) -> list[str]:
    """The leaf's text for each of its holders: a tag stands where it begins."""
    homes = [
        index
        for index, (node, key) in enumerate(leaf.holders)
        for _ in (node.text or "" if not key else leaf.text)
    ]
    pieces = [""] * len(leaf.holders)
    at = 0
    for piece in split_text(leaf.text):
        if isinstance(piece, str):
            for home, char in zip(homes[at : at + len(piece)], piece, strict=True):
                pieces[home] += char
            at += len(piece)
            continue
        slot, tag = waiting.pop(0), piece.normalize()
        if tag.prints and tag.expression:
            tag = tag._replace(inside=f" {AT}({slot.number}, {tag.expression}) ")
        pieces[homes[at]] += tag.text
        at += len(piece.text)
    return pieces


def find_unfilled_tags(package: Package) -> Iterator[tuple[str, str]]:
    """What stands in the parts beside the text and begins like a tag, but is none that is filled:
    the part, and the words."""
    for member, root in _iterate_parts(package):
        for leaf in _list_leaves(member, root):
            rest = "".join(each for each in split_text(leaf.text) if isinstance(each, str))
            leaf.write([rest, *[""] * (len(leaf.holders) - 1)] if leaf.holders else [])
        for text in _iterate_texts(root):
            if _OPENING.search(text):
                yield member, text.strip()
                break


def find_typed_tags(package: Package) -> Iterator[str]:
    """The tags and the merge fields that a finished document still shows."""
    shown = {*list_text_parts(package), COMMENTS_PART}
    for member in package.members:
        if member not in shown and not DRAWN.fullmatch(member):
            continue
        text = package.members[member].decode("utf-8", "ignore")
        if "«" not in text and not any(sign in text for sign in "{}｛"):
            continue
        root = xml.parse(package.members[member], huge=True)
        for each in _iterate_texts(root):
            if left := BRACES.search(each):
                yield from [tag.text for _, tag in find_tags(each)] or [left[0]]
        fields = read_fields(root) if "«" in text else []
        yield from (each.shown for each in fields if each.kind in MERGING and "«" in each.shown)


def _iterate_texts(root: Element) -> Iterator[str]:
    """All that an element says: paragraphs as a whole, other texts and attributes by themselves."""
    for paragraph in root.iter(names.P, _A_P):
        yield "".join(node.text or "" for node in paragraph.iter(names.T, _A_T))
    for node in root.iter():
        words = "" if node.tag in (names.T, _A_T) else node.text or ""
        yield from (words, node.tail or "", *map(str, node.attrib.values()))
