"""What stands on the pages of a Word file, block by block, as its reader sees it.

Deleted text is out and inserted text is in, whoever tracked it; field results and comments are
nobody's words. Each character knows its place in the tree, so that a block can be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat
from types import MappingProxyType
from typing import Literal, NamedTuple

from drafter.problems import Part
from drafter.word import names, xml
from drafter.word.changes import comments
from drafter.word.changes.own import find_block_revision, is_ours
from drafter.word.package.archive import Package, list_text_parts
from drafter.word.text import paragraphs
from drafter.word.text.bookmarks import Bookmark, parse_bookmark_name
from drafter.word.text.emphasis import Emphasis, run_emphasis
from drafter.word.text.notes import NOTES, REFERENCES, NoteReference, is_note, name_note
from drafter.word.text.objects import ObjectReader
from drafter.word.text.paragraphs import CharacterPlace
from drafter.word.text.places import part_kind
from drafter.word.xml import Element, get_parent, w

CELL_END, LINE_END = "\x07", "\n"
"""What ends a cell of a row, and a paragraph in a cell."""


class ValueSpan(NamedTuple):
    """A printed value in a block: its mark, and where its text begins and ends."""

    mark: Bookmark
    start: int
    end: int


class BlockComment(NamedTuple):
    """A comment of drafter's in a block, in whoever's name: its number, where its range begins and
    ends there, and what it says."""

    number: str
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph outside of tables, or a table row.

    table: which table of the file a row is in, else 0. mark: its own bookmark. style: the id of
    its (first) paragraph's style. looks: how its text is emphasised, stretch by stretch. struck:
    it waits to be deleted and is not on the page; where drafter struck it, its text is what it
    said. tracked: somebody else's tracked changes are in it. ours: it waits to be inserted by
    drafter. unit: which header, footer or note it is in; empty in the body. refs: the notes that
    it leads to. holder: of a block in a text box, the block that the box is in, and where there.
    """

    part: str
    kind: Literal["p", "tr"]
    table: int
    text: str
    values: tuple[ValueSpan, ...]
    mark: Bookmark | None
    style: str
    looks: tuple[tuple[int, Emphasis], ...]
    notes: tuple[BlockComment, ...] = ()
    struck: bool = False
    tracked: bool = False
    ours: bool = False
    unit: str = ""
    refs: tuple[NoteReference, ...] = ()
    holder: tuple[int, int] | None = None

    @cached_property
    def part_kind(self) -> str:
        """Which kind of part it is in: body, header, footer or footnotes."""
        return part_kind(self.part).value

    @property
    def category(self) -> tuple[str, str]:
        """Its kind and that of its part: blocks of two categories are never the same block."""
        return self.part_kind, self.kind

    @property
    def identity(self) -> tuple[str, str, str]:
        """What two blocks have in common that say just the same."""
        return *self.category, self.text


@dataclass
class DocumentBlocks:
    """The blocks of a file, and for each its element and its characters' places in the trees.

    starts, ends: drafter's own bookmarks. spans: first and last block of a block's bookmark.
    """

    package: Package
    roots: dict[str, Element] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    letters: list[list[CharacterPlace]] = field(default_factory=list)
    starts: dict[Bookmark, Element] = field(default_factory=dict)
    ends: dict[Bookmark, Element] = field(default_factory=dict)
    spans: dict[Bookmark, tuple[int, int]] = field(default_factory=dict)


def read_blocks(package: Package) -> DocumentBlocks:
    """The file's blocks: the body's first, then those of headers, footers and footnotes.

    Raises Damaged for a part that is no XML.
    """
    story = DocumentBlocks(package)
    own = {c.number: c.text for c in comments.read_all(package) if comments.is_open(c)}
    for member in list_text_parts(package):
        root = story.roots[member] = xml.parse(package.members[member], huge=True)
        _BlockReader(story, member, own).part(root)
    known = {note.number for block in story.blocks for note in block.notes}
    _place_comments(story, {n: text for n, text in own.items() if n not in known})
    return story


def _place_comments(story: DocumentBlocks, lost: Mapping[str, str]) -> None:
    """Put comments that no text of a block is about to the block that their sign stands in."""
    places = {element: at for at, element in enumerate(story.elements)} if lost else {}
    for root in story.roots.values() if lost else ():
        for node in root.iter(names.COMMENT_REFERENCE):
            number = node.get(names.ID, "")
            homes = (places[each] for each in node.iterancestors() if each in places)
            if number in lost and (at := next(homes, None)) is not None:
                block = story.blocks[at]
                note = BlockComment(number, 0, len(block.text), lost[number])
                story.blocks[at] = replace(block, notes=(*block.notes, note))


def append_block(story: DocumentBlocks, member: str, element: Element) -> None:
    """Read one paragraph or row more into the story, as a block of that part."""
    _BlockReader(story, member).block(element, 0)


_WRAPPERS = frozenset(map(w, ["sdt", "sdtContent", "customXml", "body"]))
_BOX = w("txbxContent")


class _BlockReader:
    """Walks a part and notes what it meets."""

    def __init__(
        self, story: DocumentBlocks, member: str, own: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.story, self.member, self.comments = story, member, own
        self.tables = max((block.table for block in story.blocks), default=0)
        self.objects = ObjectReader(story.package, member)
        self.names: dict[str, Bookmark] = {}
        self.begun: dict[Bookmark, int] = {}
        self.boxes: list[tuple[Element, int]] = []
        self.holder: tuple[int, int] | None = None
        self.reveal = False
        self.unit = member if part_kind(member) in (Part.HEADER, Part.FOOTER) else ""
        self._reset_block()

    def _reset_block(self) -> None:
        self.text: list[str] = []
        self.letters: list[CharacterPlace] = []
        self.looks: list[tuple[int, Emphasis]] = []
        self.values: list[ValueSpan] = []
        self.opened: dict[Bookmark, int] = {}
        self.notes: dict[str, list[int]] = {}
        self.refs: list[NoteReference] = []
        self.own: Bookmark | None = None
        self.tracked = False

    def part(self, root: Element) -> None:
        for block, table in self._iterate_blocks(root, 0):
            self.block(block, table)

    def _iterate_blocks(self, holder: Element, table: int) -> Iterator[tuple[Element, int]]:
        for child in holder:
            if child.tag in (names.P, names.TR):
                yield child, table
                boxes, self.boxes = self.boxes, []
                home, outer = len(self.story.blocks) - 1, self.holder
                for box, at in boxes:
                    self.holder = outer or (home, at)
                    yield from self._iterate_blocks(box, 0)
                self.holder = outer
            elif child.tag == names.TBL:
                self.tables += 1
                yield from self._iterate_blocks(child, self.tables)
            elif child.tag in _WRAPPERS:
                yield from self._iterate_blocks(child, table)
            elif child.tag in NOTES and child.get(names.TYPE, "normal") == "normal":
                self.unit = name_note(NOTES[str(child.tag)], child)
                yield from self._iterate_blocks(child, table)
            elif child.tag in names.BOOKMARKS:
                self._read_bookmark(child)

    def block(self, element: Element, table: int) -> None:
        """Note a paragraph, or a row of that table."""
        is_row = element.tag == names.TR
        inserted, deleted = (find_block_revision(element, name) for name in ("ins", "del"))
        foreign = any(one is not None and not is_ours(one) for one in (inserted, deleted))
        self._read_text(element, reveal=False)
        text = "".join(self.text)
        if deleted is None and is_note(self.unit):  # the mark of a note's last paragraph stays
            deleted = next(filter(is_ours, element.iter(names.DEL)), None)
        struck = deleted is not None and not text.strip(CELL_END + LINE_END)
        if struck and is_ours(deleted):
            self._read_text(element, reveal=True)
            text = "".join(self.text)
        first = next(element.iter(names.P), element)
        values = tuple(sorted(self.values, key=lambda value: value[1:]))
        # A hand may have torn the text of a comment over two paragraphs: it is about both.
        notes = tuple(
            BlockComment(number, at[0], at[-1] if at[1:] else len(text), self.comments[number])
            for number, at in self.notes.items()
        )
        block = Block(
            self.member,
            "tr" if is_row else "p",
            table,
            text,
            values,
            self.own,
            paragraphs.read_style_id(first),
            tuple(self.looks),
            notes,
            struck,
            self.tracked or foreign,
            is_ours(inserted),
            self.unit,
            tuple(self.refs),
            self.holder,
        )
        self.story.blocks.append(block)
        self.story.elements.append(element)
        self.story.letters.append(self.letters)

    def _read_text(self, element: Element, *, reveal: bool) -> None:
        self._reset_block()
        self.reveal = reveal
        if element.tag == names.TR:
            self._read_row(element)
        else:
            self._read_paragraph(element)

    def _read_row(self, row: Element) -> None:
        for cell in row.iter(names.TC):
            for paragraph in paragraphs.iterate_own_paragraphs(cell):
                self._read_paragraph(paragraph)
                self._add_text(LINE_END, None)
            self._add_text(CELL_END, None)

    def _read_paragraph(self, paragraph: Element) -> None:
        for piece in paragraphs.read_pieces(paragraph):
            node, tag = piece.node, piece.node.tag
            if tag in names.BOOKMARKS:
                self._read_bookmark(node)
            elif tag in names.COMMENT_RANGES:
                self._read_comment_range(node)
            elif tag in names.REVISIONS:
                self.tracked = self.tracked or not is_ours(node)
            elif not piece.in_field and all(map(self._is_revealed, piece.deletions)):
                self._read_words(piece)
        self.opened.clear()  # a value that a hand has torn over two paragraphs

    def _is_revealed(self, deletion: Element) -> bool:
        return self.reveal and is_ours(deletion)

    def _read_comment_range(self, node: Element) -> None:
        number = node.get(names.ID, "")
        if node.tag == names.COMMENT_START and number in self.comments:
            self.notes[number] = [len(self.letters)]
        elif node.tag == names.COMMENT_END and number in self.comments:
            self.notes.setdefault(number, [0]).append(len(self.letters))

    def _read_words(self, piece: paragraphs.Piece) -> None:
        text, node = piece.text, piece.node
        if node.tag in paragraphs.OBJECTS:
            text = self.objects.choose_sign(node)
            if node.tag in REFERENCES:
                unit = name_note(REFERENCES[str(node.tag)], node)
                self.refs.append(NoteReference(len(self.letters), unit))
            boxes = (box for box in node.iter(_BOX) if not paragraphs.is_fallback(box))
            self.boxes += ((box, len(self.letters)) for box in boxes)
        if text:
            self._add_text(text, node)
            # Each program raises a note's number in its own way: that is nobody's emphasis.
            is_number = node.tag in REFERENCES
            self._add_emphasis(
                len(text), frozenset() if is_number else run_emphasis(get_parent(node))
            )

    def _add_text(self, text: str, node: Element | None) -> None:
        self.text.append(text)
        self.letters += [None] if node is None else zip(repeat(node), range(len(text)))

    def _add_emphasis(self, length: int, shown: Emphasis) -> None:
        if self.looks and self.looks[-1][1] == shown:
            length += self.looks.pop()[0]
        self.looks.append((length, shown))

    def _read_bookmark(self, node: Element) -> None:
        number, here = node.get(names.ID, ""), len(self.story.blocks)
        if node.tag == names.BOOKMARK_START:
            mark = parse_bookmark_name(node.get(names.NAME, ""))
            if mark is None or mark in self.story.starts:
                return
            self.names[number] = mark
            self.story.starts[mark] = node
            if mark.kind == "p":
                self.own = self.own or mark
                self.begun[mark] = here
            else:
                self.opened[mark] = len(self.letters)
        elif (mark := self.names.pop(number, None)) is not None:
            self.story.ends[mark] = node
            if mark.kind == "p":
                self.story.spans[mark] = self.begun[mark], here
            elif mark in self.opened:
                self.values.append(ValueSpan(mark, self.opened.pop(mark), len(self.letters)))
