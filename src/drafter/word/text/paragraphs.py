"""A Word part as paragraphs with places and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.problems import WordPlace
from drafter.word.text import places as slots
from drafter.word.text.places import ParagraphPlace
from drafter.word.xml import Element, w

PARAGRAPH_TAG = _P = w("p")
_T, _TBL, _TR, _TC = w("t"), w("tbl"), w("tr"), w("tc")
_STYLE, _VAL = w("pStyle"), w("val")
_WRAPPERS = (w("sdt"), w("sdtContent"), w("customXml"))
BREAKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
"""Elements that stand for a character, and the character."""
_TAB_STOPS = w("tabs")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a part: its element, 1-based number, style id, and table place (else 0)."""

    element: Element
    number: int
    style: str
    table: int = 0
    row: int = 0
    cell: int = 0

    @property
    def text(self) -> str:
        return read_text(self.element)

    def spot(self) -> ParagraphPlace:
        """The paragraph's place alone."""
        return ParagraphPlace(self.number, self.text, self.table, self.row, self.cell)


def iterate_paragraphs(root: Element) -> Iterator[Paragraph]:
    """All paragraphs in order of the file, those in tables and text boxes included."""
    cells = _locate_cells(root)
    for number, element in enumerate(root.iter(_P), 1):
        cell = next(element.iterancestors(_TC), None)
        spot = (0, 0, 0) if cell is None else cells[cell]
        yield Paragraph(element, number, read_style_id(element), *spot)


def read_style_id(paragraph: Element) -> str:
    """The id of the paragraph's style; empty when it names none."""
    found = paragraph.find(f"{w('pPr')}/{_STYLE}")
    return "" if found is None else found.get(_VAL, "")


def _locate_cells(root: Element) -> dict[Element, tuple[int, int, int]]:
    """Each cell's table (as they begin in the file), row and cell, all 1-based."""
    tables: dict[Element | None, int] = {None: 0}
    rows: dict[Element | None, int] = {None: 0}
    places: dict[Element, tuple[int, int, int]] = {}
    inside: Counter[Element | None] = Counter()
    for node in root.iter(_TBL, _TR, _TC):
        if node.tag == _TBL:
            tables[node] = len(tables)
            continue
        holder = next(node.iterancestors(_TBL if node.tag == _TR else _TR), None)
        inside[holder] += 1
        if node.tag == _TR:
            rows[node] = inside[holder]
        else:
            table = next(node.iterancestors(_TBL), None)
            places[node] = tables[table], rows[holder], inside[holder]
    return places


def find_last_block(holder: Element) -> Element | None:
    """The last paragraph or table of a cell, a body or the like, content controls looked into."""
    for child in reversed(holder):
        if child.tag in (_P, _TBL):
            return child
        if child.tag in _WRAPPERS and (found := find_last_block(child)) is not None:
            return found
    return None


def find_text_elements(paragraph: Element) -> list[Element]:
    """The w:t elements of the paragraph itself, not those of text boxes inside it."""
    return [node for node in paragraph.iter(_T) if owner_paragraph(node) is paragraph]


def owner_paragraph(node: Element) -> Element | None:
    """The paragraph that an element stands in."""
    return next(node.iterancestors(_P), None)


def read_text(paragraph: Element) -> str:
    """The paragraph's text; a tab is a tab, a line break a newline, deleted text is left out."""
    parts = []
    for node in paragraph.iter(_T, *BREAKS):
        if (
            owner_paragraph(node) is not paragraph
            or next(node.iterancestors(_TAB_STOPS), None) is not None
        ):
            continue
        parts.append(node.text or "" if node.tag == _T else BREAKS[node.tag])
    return "".join(parts)


def locate_paragraph(
    shown: str, member: str, paragraph: Paragraph, column: int = 0, width: int = 0
) -> WordPlace:
    """The paragraph as a place to show; column and width are in characters of its text."""
    return slots.make_word_place(shown, member, paragraph.spot(), column, width)
