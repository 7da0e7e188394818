"""A block of one Word file, copied for another: every id in it is valid there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from itertools import count

from drafter.word import names, xml
from drafter.word.changes import comments
from drafter.word.package.archive import DOCUMENT, Package, list_text_parts
from drafter.word.parts.copier import PartCopier, relationship_attributes
from drafter.word.parts.styles import STYLED, StyleImporter
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.xml import Element, remove_node, w

_NUM_ID = w("numId")
_NOTES = {
    w(f"{kind}Reference"): (kind, f"{names.OFFICE_RELATIONSHIPS}/{kind}s")
    for kind in ("footnote", "endnote")
}


class BlockImporter:
    """Brings blocks from a source into a target, whatever program has saved that.

    styles: which style id of the source is which of the target, where that is known from
    paragraphs that stand in both. trees: the target's parts that the caller has parsed; it writes
    them itself.
    """

    def __init__(
        self, source: Package, target: Package, styles: Mapping[str, str],
        trees: dict[str, Element],
    ) -> None:  # fmt: skip
        self._parts = PartCopier(source, target, trees)
        self._looks = StyleImporter(self._parts, styles)
        roots = [self._parts.target_tree(name) for name in list_text_parts(target)]
        starts = [node for root in roots for node in root.iter(names.BOOKMARK_START)]
        self._names = {node.get(names.NAME, "").lower() for node in starts}
        self._bookmark_ids = count(xml.next_free_number(node.get(names.ID) for node in starts))
        pictures = (node.get("id") for root in roots for node in root.iter(names.DOC_PR))
        self._picture_ids = count(xml.next_free_number(pictures))
        self._notes: dict[tuple[str, str], str] = {}

    def package(self) -> Package:
        """The target with what the blocks need, but for the caller's own trees."""
        return self._parts.package()

    def import_block(self, block: Element, member: str, into: str) -> Element:
        """A copy of a block of the source's part, ready for the target's part `into`."""
        made = copy.deepcopy(block)
        comments.remove_anchors(made)
        self._adapt_bookmarks(made)
        for node in made.iter():
            self._adapt_node(node, member, into)
        return made

    def _adapt_node(self, node: Element, member: str, into: str) -> None:
        tag = node.tag
        if tag in STYLED:
            node.set(names.VAL, self._looks.style(node.get(names.VAL, "")))
        elif tag == _NUM_ID:
            node.set(names.VAL, self._looks.import_list(node.get(names.VAL, "")))
        elif tag == names.DOC_PR:
            node.set("id", str(next(self._picture_ids)))
        elif tag in _NOTES:
            node.set(names.ID, self._import_note(*_NOTES[tag], node.get(names.ID, "")))
        elif tag == w("sdtPr"):
            # The ids of content controls are unique, and Word gives one to a control without.
            for number in list(node.iterchildren(names.ID)):
                node.remove(number)
        for name in relationship_attributes(node):
            node.set(name, self._parts.link(member, node.get(name, ""), into))
        # A paragraph's id must be unique in the file (MS-DOCX, w14:paraId); it can do without one.
        for name in (names.PARA_ID, f"{names.WORD_2010}textId"):
            node.attrib.pop(name, "")

    def _adapt_bookmarks(self, made: Element) -> None:
        """Free ids; a bookmark whose name is taken is left out, unless it is drafter's own."""
        ids: dict[str, str] = {}
        for node in list(made.iter(names.BOOKMARK_START)):
            name, old = node.get(names.NAME, ""), node.get(names.ID, "")
            if parse_bookmark_name(name) is None and name.lower() in self._names:
                remove_node(node)
                continue
            self._names.add(name.lower())
            ids[old] = str(next(self._bookmark_ids))
            node.set(names.ID, ids[old])
        for node in list(made.iter(names.BOOKMARK_END)):
            number = ids.get(node.get(names.ID, ""))
            if number is None:
                remove_node(node)
            else:
                node.set(names.ID, number)

    def _import_note(self, kind: str, relation: str, number: str) -> str:
        """A footnote or endnote of the source, copied; its id in the target."""
        if (kind, number) not in self._notes:
            theirs = self._parts.source_part(relation)
            found = [] if theirs is None else [n for n in theirs if n.get(names.ID) == number]
            if theirs is None or not found:
                return number
            into, root = self._parts.target_part(relation) or self._new_notes_part(relation, theirs)
            free = str(xml.next_free_number(node.get(names.ID) for node in root))
            made = self.import_block(found[0], self._parts.name_of(relation) or DOCUMENT, into)
            made.set(names.ID, free)
            root.append(made)
            self._notes[kind, number] = free
        return self._notes[kind, number]

    def _new_notes_part(self, relation: str, theirs: Element) -> tuple[str, Element]:
        """The part for notes, with the lines that part them from the text."""
        root = copy.deepcopy(theirs)
        for node in [node for node in root if node.get(names.TYPE) is None]:
            xml.remove_node(node)
        return self._parts.made(relation, root)
