"""A Word part as paragraphs with places and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile
from typing import NamedTuple

from drafter.problems import WordPlace
from drafter.word import names
from drafter.word.text import places as slots
from drafter.word.text.places import ParagraphPlace
from drafter.word.xml import Element, read_value, w

_WRAPPERS = (w("sdt"), w("sdtContent"), w("customXml"))
BREAKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
"""Elements that stand for a character, and the character."""
FALLBACK = f"{names.MARKUP_COMPATIBILITY}Fallback"
"""What a program shows that does not know the construct beside it: nobody sees both."""
OBJECTS = frozenset((
    *map(w, "drawing pict object footnoteReference endnoteReference sym".split()),
    f"{names.MARKUP_COMPATIBILITY}AlternateContent",
))  # fmt: skip
"""Pictures, notes' numbers and other things in a line that are no text."""
_LEAVES = {names.T, names.DEL_TEXT, *BREAKS, *names.BOOKMARKS, *names.COMMENT_RANGES, *OBJECTS}
_PIECES = _LEAVES | names.REVISIONS
_SKIPPED = {*_LEAVES, *map(w, "pPr rPr p rt instrText delInstrText sdtPr".split())}
"""What is not looked into for pieces of the line: a w:p is a text box's own, and w:rt the reading
that stands over a character."""
_AROUND_TEXT = {
    names.T, names.R, names.RPR, *names.BOOKMARKS,
    *map(w, "ins smartTag smartTagPr customXml proofErr lastRenderedPageBreak".split()),
}  # fmt: skip
"""Text, and what stands round it or beside it and is not seen."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a part: its element, 1-based number, style id, and table place (else 0).

    in_fields: the fields that are open where it begins, as in a table of contents; see
    `follow_field`.
    """

    element: Element
    number: int
    style: str
    table: int = 0
    row: int = 0
    cell: int = 0
    in_fields: str = ""

    @property
    def text(self) -> str:
        return read_text(self.element)

    def spot(self) -> ParagraphPlace:
        """The paragraph's place alone."""
        return ParagraphPlace(self.number, self.text, self.table, self.row, self.cell)


def iterate_paragraphs(root: Element) -> Iterator[Paragraph]:
    """All paragraphs in order of the file, those in tables and text boxes included."""
    cells = _locate_cells(root)
    number, in_fields = 0, ""
    for element in root.iter(names.P, names.FLD_CHAR):
        if element.tag == names.FLD_CHAR:
            in_fields = follow_field(in_fields, element)
            continue
        number += 1
        cell = next(element.iterancestors(names.TC), None)
        spot = (0, 0, 0) if cell is None else cells[cell]
        yield Paragraph(element, number, read_style_id(element), *spot, in_fields)


def follow_field(opened: str, mark: Element) -> str:
    """The open fields behind a w:fldChar: a letter each, c in its code and r in its result."""
    kind = mark.get(w("fldCharType"), "")
    if kind == "begin":
        return f"{opened}c"
    return {"separate": f"{opened[:-1]}r" if opened else "", "end": opened[:-1]}.get(kind, opened)


def read_style_id(paragraph: Element) -> str:
    """The id of the paragraph's style; empty when it names none."""
    return read_value(paragraph, names.PPR, names.P_STYLE)


def _locate_cells(root: Element) -> dict[Element, tuple[int, int, int]]:
    """Each cell's table (as they begin in the file), row and cell, all 1-based."""
    tables: dict[Element | None, int] = {None: 0}
    rows: dict[Element | None, int] = {None: 0}
    places: dict[Element, tuple[int, int, int]] = {}
    inside: Counter[Element | None] = Counter()
    for node in root.iter(names.TBL, names.TR, names.TC):
        if node.tag == names.TBL:
            tables[node] = len(tables)
            continue
        holder = next(node.iterancestors(names.TBL if node.tag == names.TR else names.TR), None)
        inside[holder] += 1
        if node.tag == names.TR:
            rows[node] = inside[holder]
        else:
            table = next(node.iterancestors(names.TBL), None)
            places[node] = tables[table], rows[holder], inside[holder]
    return places


def find_last_block(holder: Element) -> Element | None:
    """The last paragraph or table of a cell, a body or the like, content controls looked into."""
    for child in reversed(holder):
        if child.tag in (names.P, names.TBL):
            return child
        if child.tag in _WRAPPERS and (found := find_last_block(child)) is not None:
            return found
    return None


def iterate_own_paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, those in content controls too, without those of nested tables."""
    for child in cell:
        if child.tag == names.P:
            yield child
        elif child.tag in _WRAPPERS:
            yield from iterate_own_paragraphs(child)


def find_text_elements(paragraph: Element) -> list[Element]:
    """The w:t elements of the paragraph itself, not those of text boxes inside it."""
    return [node for node in paragraph.iter(names.T) if owner_paragraph(node) is paragraph]


def find_tag_holders(paragraph: Element) -> list[Element]:
    """What tags of a template may stand in: the paragraph's texts, and the codes of its fields."""
    holders = paragraph.iter(names.T, names.INSTR_TEXT)
    return [node for node in holders if owner_paragraph(node) is paragraph]


def is_text_between(paragraph: Element, first: Element, last: Element) -> bool:
    """Whether from one text of the paragraph to another there is nothing but text."""
    for node in dropwhile(lambda node: node is not first, paragraph.iter()):
        if node is last:
            return True
        if node.tag not in _AROUND_TEXT and next(node.iterancestors(names.RPR), None) is None:
            return False
    return False


def is_fallback(node: Element) -> bool:
    """Whether an older program alone shows the node."""
    return next(node.iterancestors(FALLBACK), None) is not None


def owner_paragraph(node: Element) -> Element | None:
    """The paragraph that an element stands in."""
    return next(node.iterancestors(names.P), None)


class Piece(NamedTuple):
    """Something in a paragraph, and what it says on the page.

    node: a text, a break, an object, or what marks a place: a bookmark, a comment's range, a
    tracked change. text: its characters; objects and marks have none. deletions: the tracked
    deletions and moves away that it stands in, which take it off the page. in_field: Word computes
    it (a page's number), so that it is nobody's words.
    """

    node: Element
    text: str
    deletions: tuple[Element, ...]
    in_field: bool


def read_pieces(paragraph: Element, in_fields: str = "") -> list[Piece]:
    """All that stands in the paragraph's own line, in order, what is deleted too.

    in_fields: the fields that are open where it begins.
    """
    pieces: list[Piece] = []
    _collect_pieces(paragraph, pieces, (), in_fields)
    return pieces


def _collect_pieces(
    holder: Element, pieces: list[Piece], deletions: tuple[Element, ...], opened: str
) -> str:
    """Add what the holder holds; `opened` are the fields that are open, before and after it."""
    for node in holder:
        tag = node.tag
        if tag == names.T:  # the commonest leaf first: a year's report has some 10,000 of them
            # what a field shows in another's code is seen by nobody
            text = "" if opened and "c" in opened[:-1] else node.text or ""
            pieces.append(Piece(node, text, deletions, bool(opened)))
        elif tag in _PIECES:
            text = node.text or "" if tag == names.DEL_TEXT else BREAKS.get(tag, "")
            gone = deletions or (node,) if tag == names.DEL_TEXT else deletions
            pieces.append(Piece(node, text, gone, bool(opened)))
        if tag in _SKIPPED:
            continue
        if tag == names.FLD_CHAR:
            opened = follow_field(opened, node)
        elif tag == names.FLD_SIMPLE:
            _collect_pieces(node, pieces, deletions, f"{opened}r")
        elif tag in names.DELETIONS:
            opened = _collect_pieces(node, pieces, (*deletions, node), opened)
        else:
            opened = _collect_pieces(node, pieces, deletions, opened)
    return opened


def read_text(paragraph: Element) -> str:
    """The paragraph's text as its reader sees it: what was inserted is in, what was deleted or
    moved away is out; a tab is a tab, a line break a newline."""
    return "".join(piece.text for piece in read_pieces(paragraph) if not piece.deletions)


CharacterPlace = tuple[Element, int] | None
"""Where a character stands: its element and place there; None for the end of a cell or line."""


def locate_characters(paragraph: Element) -> list[CharacterPlace]:
    """Where each character of the paragraph's text stands."""
    return [
        (piece.node, at)
        for piece in read_pieces(paragraph)
        if not piece.deletions
        for at in range(len(piece.text))
    ]


def locate_paragraph(
    shown: str, member: str, paragraph: Paragraph, column: int = 0, width: int = 0
) -> WordPlace:
    """The paragraph as a place to show; column and width are in characters of its text."""
    return slots.make_word_place(shown, member, paragraph.spot(), column, width)
