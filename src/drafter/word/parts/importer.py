"""A block of one Word file, copied for another: every id in it is valid there."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.word import names, xml
from drafter.word.changes import comments
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts import notes
from drafter.word.parts.copier import PartCopier, relationship_attributes
from drafter.word.parts.notes import NoteKind
from drafter.word.parts.styles import STYLED, StyleImporter
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.xml import Element, remove_node, w

_NUM_ID = w("numId")


class BlockImporter:
    """Brings blocks from a source into a target, whatever program has saved that.

    styles: which style id of the source is which of the target, where that is known from
    paragraphs that stand in both. joins: its lists go on where the target has such lists.
    """

    def __init__(self, parts: PartCopier, styles: Mapping[str, str], *, joins: bool = True) -> None:
        self.parts, self.looks = parts, StyleImporter(parts, styles, joins=joins)
        self._notes: dict[tuple[NoteKind, str], str] = {}

    def import_block(self, block: Element, member: str, into: str) -> Element:
        """A copy of a block of the source's part, ready for the target's part `into`."""
        made = xml.copy_tree(block)
        self.prepare_block(made)
        self._adapt_bookmarks(made)
        for node in made.iter():
            self.adapt_node(node, member, into)
        return made

    def prepare_block(self, made: Element) -> None:
        """Take out of a copy what does not come along."""
        comments.remove_anchors(made)

    def choose_bookmark_name(self, name: str) -> str | None:
        """What the bookmark is called in the target; None for one that does not come along."""
        is_own = parse_bookmark_name(name) is not None
        return name if is_own or name.lower() not in self.parts.target.ids.bookmarks else None

    def adapt_node(self, node: Element, member: str, into: str) -> None:
        tag = node.tag
        if tag in STYLED:
            node.set(names.VAL, self.looks.style(node.get(names.VAL, "")))
        elif tag == _NUM_ID:
            node.set(names.VAL, self.looks.import_list(node.get(names.VAL, "")))
        elif tag == names.DOC_PR:
            node.set("id", str(next(self.parts.target.ids.pictures)))
        elif tag in notes.NOTE_REFERENCES:
            kind = notes.NOTE_REFERENCES[str(tag)]
            node.set(names.ID, self._import_note(kind, node.get(names.ID, "")))
        elif tag == w("sdtPr"):
            # The ids of content controls are unique, and Word gives one to a control without.
            for number in list(node.iterchildren(names.ID)):
                node.remove(number)
        for name in relationship_attributes(node):
            node.set(name, self.parts.link(member, node.get(name, ""), into))
        # A paragraph's id must be unique in the file (MS-DOCX, w14:paraId); it can do without one.
        for name in (names.PARA_ID, f"{names.WORD_2010}textId"):
            node.attrib.pop(name, "")

    def _adapt_bookmarks(self, made: Element) -> None:
        """Give the bookmarks names and ids that are free."""
        free = self.parts.target.ids
        ids: dict[str, str] = {}
        for node in list(made.iter(names.BOOKMARK_START)):
            name, old = self.choose_bookmark_name(node.get(names.NAME, "")), node.get(names.ID, "")
            if name is None:
                remove_node(node)
                continue
            node.set(names.NAME, name)
            free.bookmarks.add(name.lower())
            ids[old] = str(next(free.marks))
            node.set(names.ID, ids[old])
        for node in list(made.iter(names.BOOKMARK_END)):
            number = ids.get(node.get(names.ID, ""))
            if number is None:
                remove_node(node)
            else:
                node.set(names.ID, number)

    def _import_note(self, kind: NoteKind, number: str) -> str:
        """A footnote or endnote of the source, copied; its id in the target."""
        if (kind, number) not in self._notes:
            theirs = self.parts.source_part(kind.relation)
            found = [] if theirs is None else [n for n in theirs if n.get(names.ID) == number]
            if theirs is None or not found:
                return number
            member = self.parts.name_of(kind.relation) or DOCUMENT
            into, root = self._open_notes_part(kind, member, theirs)
            note = self.import_block(found[0], member, into)
            self._notes[kind, number] = notes.append_note(root, note)
        return self._notes[kind, number]

    def _open_notes_part(self, kind: NoteKind, member: str, theirs: Element) -> tuple[str, Element]:
        """The target's part for such notes; a new one has the source's lines before the notes."""
        into, root = self.parts.open_target(kind.relation, xml.copy_empty(theirs))
        if len(root):
            return into, root
        lines = [node for node in theirs if notes.is_separator(node)]
        root.extend([self.import_block(line, member, into) for line in lines])
        if not lines:
            root.extend(notes.make_separators(kind))
        settings = self.parts.target.find_part(names.SETTINGS)
        if settings is not None:
            notes.declare_separators(settings[1], kind, root)
        return into, root
