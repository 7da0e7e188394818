"""The text of a whole document, copied for another one: every id in it is valid there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count

from drafter.word import names, xml
from drafter.word.changes import comments, pending
from drafter.word.names import ID, PPR, RELATIONSHIP_ID, SECT_PR, P
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts import notes
from drafter.word.parts.copier import PartCopier
from drafter.word.parts.headers import HEADERS, add_header
from drafter.word.parts.importer import BlockImporter
from drafter.word.repair.tree import insert_property
from drafter.word.text.paragraphs import read_style_id
from drafter.word.xml import Element, make_element, remove_node, w

_NUM_PR, _NUM_ID, _LEVEL, _INDENT = w("numPr"), w("numId"), w("ilvl"), w("ind")
_RANGES = re.compile(r"(\{.*\}(?:move|customXml)\w+Range)(Start|End)")
_ANCHORED = (names.INSTR_TEXT, names.FLD_SIMPLE, w("hyperlink"))
_SHAPE_TYPE = f"{names.VML}shapetype"
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"
_LONGEST_NAME = 40
"""Word takes no longer name of a bookmark."""


class ChapterImporter(BlockImporter):
    """Brings a document into another one, once: its lists are lists of their own, its comments
    come along, and of its bookmarks those are renamed whose names are taken.

    keeps_pages: its sections come along too. paragraphs: what has come, each with its part.
    """

    def __init__(self, parts: PartCopier, *, keeps_pages: bool) -> None:
        super().__init__(parts, {}, joins=False)
        self.keeps_pages = keeps_pages
        self.paragraphs: list[tuple[str, Element]] = []
        self._comments: dict[str, str | None] = {}
        self._headers: dict[str, str] = {}
        self._renamed: dict[str, str] = {}

    def import_block(self, block: Element, member: str, into: str) -> Element:
        made = super().import_block(block, member, into)
        self.paragraphs += [(into, paragraph) for paragraph in made.iter(P)]
        return made

    def prepare_block(self, made: Element) -> None:
        """Take out what does not come along, and number what only this document has."""
        if not self.keeps_pages:
            for section in list(made.iter(SECT_PR)):
                remove_node(section)
        for node in list(made.iter(*notes.NOTE_REFERENCES)):
            if not self._has_note(node):
                remove_node(node)
        self._adapt_comments(made)
        self._number_changes(made)
        self._name_shapes(made)
        for paragraph in made.iter(P):
            self._number_by_itself(paragraph)

    def _has_note(self, reference: Element) -> bool:
        root = self.parts.source_part(notes.NOTE_REFERENCES[str(reference.tag)].relation)
        return root is not None and any(n.get(ID) == reference.get(ID) for n in root)

    def choose_bookmark_name(self, name: str) -> str | None:
        others = chain((name,), _count_names(name[: _LONGEST_NAME - 5]))
        taken = self.parts.target.ids.bookmarks
        free = next(each for each in others if each.lower() not in taken)
        if free != name:
            self._renamed[name] = free
        return free

    def adapt_node(self, node: Element, member: str, into: str) -> None:
        if node.tag in HEADERS:
            kind = HEADERS[str(node.tag)]
            node.set(RELATIONSHIP_ID, self._import_header(kind, node.get(RELATIONSHIP_ID, "")))
        else:
            super().adapt_node(node, member, into)

    def _import_header(self, kind: str, number: str) -> str:
        """A header or footer of the source, copied; the id that leads to it in the target."""
        relation = self.parts.find_relation(DOCUMENT, number)
        if number not in self._headers and relation is not None:
            member = relationships.resolve_target(DOCUMENT, relation.get("Target", ""))
            theirs = self.parts.source_tree(member)
            root = xml.copy_empty(theirs)
            into, self._headers[number] = add_header(self.parts.target, kind, root)
            root.extend([self.import_block(child, member, into) for child in theirs])
        return self._headers.get(number, number)

    def _adapt_comments(self, made: Element) -> None:
        """Let anchors lead to the comments' copies; those that lead to nothing go."""
        anchors = list(made.iter(*names.COMMENT_ANCHORS))
        found = {node.get(ID, ""): self._import_comment(node.get(ID, "")) for node in anchors}
        comments.remove_anchors(made, [old for old, new in found.items() if new is None])
        for node in made.iter(*names.COMMENT_ANCHORS):
            node.set(ID, found[node.get(ID, "")] or "")

    def _import_comment(self, number: str) -> str | None:
        """A comment of the source, copied; its id in the target."""
        if number not in self._comments:
            theirs = self.parts.source_part(comments.COMMENTS)
            found = [] if theirs is None else [n for n in theirs if n.get(ID) == number]
            self._comments[number] = None
            if theirs is not None and found:
                member = self.parts.name_of(comments.COMMENTS) or DOCUMENT
                empty = xml.copy_empty(theirs)
                into, root = self.parts.open_target(comments.COMMENTS, empty)
                free = str(xml.next_free_number((n.get(ID) for n in root), least=0))
                made = self.import_block(found[0], member, into)
                made.set(ID, free)
                root.append(made)
                self._comments[number] = free
        return self._comments[number]

    def _number_changes(self, made: Element) -> None:
        """Give tracked changes ids that are free; a range's two ends have one."""
        ranges: dict[tuple[str, str], str] = {}
        marks = self.parts.target.ids.marks
        for node in made.iter():
            if node.get(ID) is None:
                continue
            if match := _RANGES.fullmatch(str(node.tag)):
                key = match[1], node.get(ID, "")
                node.set(ID, ranges.setdefault(key, str(next(marks))))
            elif node.tag in pending.CHANGES:
                node.set(ID, str(next(marks)))

    def _name_shapes(self, made: Element) -> None:
        """Give shapes ids that are free, and let embedded objects name theirs by them."""
        taken, renamed = self.parts.target.ids.shapes, dict[str, str]()
        for node in made.iter(f"{names.VML}*"):
            own = node.get("id", "")
            if not own or node.tag == _SHAPE_TYPE:
                continue
            free = next(name for name in chain((own,), _count_names(own)) if name not in taken)
            taken.add(free)
            renamed[own] = free
            node.set("id", free)
        for node in made.iter(_EMBEDDED):
            node.set("ShapeID", renamed.get(node.get("ShapeID", ""), node.get("ShapeID", "")))

    def _number_by_itself(self, paragraph: Element) -> None:
        """Let a paragraph that its style numbers be in a list of this document: the same style of
        the other file counts on there. Headings do go on."""
        properties = paragraph.find(PPR)
        if properties is not None and properties.find(_NUM_PR) is not None:
            return
        chain = list(self._style_chain(read_style_id(paragraph)))
        numbered = next((p.find(_NUM_PR) for p in chain if p.find(_NUM_PR) is not None), None)
        is_heading = any(each.find(w("outlineLvl")) is not None for each in chain)
        if numbered is None or is_heading or xml.read_value(numbered, _NUM_ID) in ("", "0"):
            return
        assert properties is not None
        made = make_element("numPr")
        made.append(make_element("ilvl", val=xml.read_value(numbered, _LEVEL) or "0"))
        made.append(make_element("numId", val=xml.read_value(numbered, _NUM_ID)))
        insert_property(properties, made)
        self._keep_indent(properties, chain)

    def _style_chain(self, style: str) -> Iterator[Element]:
        """The paragraph properties of a style of the source, and of those it is based on."""
        seen: set[str] = set()
        while style in self.looks.source_styles and style not in seen:
            seen.add(style)
            node = self.looks.source_styles[style]
            if (properties := node.find(PPR)) is not None:
                yield properties
            style = xml.read_value(node, w("basedOn"))

    def _keep_indent(self, properties: Element, chain: list[Element]) -> None:
        """A style's indent outweighs that of its list, but not that of a paragraph's own list."""
        indent = next((p.find(_INDENT) for p in chain if p.find(_INDENT) is not None), None)
        if indent is not None and properties.find(_INDENT) is None:
            insert_property(properties, xml.copy_tree(indent))

    def rename_references(self) -> None:
        """Let fields and links of the document lead to its bookmarks under their new names."""
        if not self._renamed:
            return
        found = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, self._renamed))})(?!\w)")

        def follow(text: str) -> str:
            return found.sub(lambda match: self._renamed[match[1]], text)

        for _, paragraph in self.paragraphs:
            for node in paragraph.iter(*_ANCHORED):
                node.text = follow(node.text) if node.text else node.text
                for key in (w("instr"), w("anchor")):
                    if node.get(key) is not None:
                        node.set(key, follow(node.get(key, "")))


def _count_names(name: str) -> Iterator[str]:
    """The name with a number behind it."""
    return (f"{name}_{number}" for number in count(2))
