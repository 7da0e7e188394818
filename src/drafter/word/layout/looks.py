"""How the paragraphs, letters and pictures of a file come out, block by block."""

from __future__ import annotations

from typing import NamedTuple

from drafter.word import names, xml
from drafter.word.layout.formatting import PropertyValues, StyleResolver, is_on, parse_int
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.xml import Element, get_parent, read_value, w

_TEXT_BOX = w("txbxContent")
LIST, STYLE, FILL = "list", "style", "fill"
"""Of a paragraph: whether it has a number, the name of its style, and what it is shaded with."""


class LetterLook(NamedTuple):
    """How a letter looks: the fonts of Han and of Latin letters, and half-points."""

    han: str
    latin: str
    size: str


class PictureLook(NamedTuple):
    """How large a picture stands there, in EMU."""

    width: int
    height: int


Look = LetterLook | PictureLook | None


class LookReader:
    """How the blocks of a file look; what is asked for often is kept."""

    def __init__(self, story: DocumentBlocks) -> None:
        self.story = story
        self._styles = StyleResolver(story.package)
        self._paragraphs: dict[tuple[str, str, bytes], PropertyValues] = {}
        self._runs: dict[tuple[str, str, bytes], LetterLook] = {}
        self._tables: dict[Element, str] = {}

    def paragraphs(self, n: int) -> list[PropertyValues]:
        """How each paragraph of the block stands."""
        element = self.story.elements[n]
        return [self._read_paragraph(each) for each in _list_paragraphs(element)]

    def letters(self, n: int) -> list[Look]:
        """How each character of the block looks: letters, or a picture by its size."""
        found: list[Look] = []
        node: Element | None = None
        look: Look = None
        for place in self.story.letters[n]:
            if place is None:
                found.append(None)
                continue
            if place[0] is not node:
                node = place[0]
                look = self._read_letter(node)
            found.append(look)
        return found

    def _read_letter(self, node: Element) -> Look:
        extent = next(node.iter(names.EXTENT), None)
        if extent is not None:
            return PictureLook(parse_int(extent.get("cx", "")), parse_int(extent.get("cy", "")))
        run = get_parent(node)
        paragraph = next(run.iterancestors(names.P), None)
        if run.tag != names.R or paragraph is None:
            return None
        own = run.find(names.RPR)
        style, table = self._styles.style_id(paragraph), self._table_style(paragraph)
        key = style, table, b"" if own is None else xml.write(own)
        if key not in self._runs:
            made = self._styles.read_run(paragraph, run, table)
            fonts = (self._styles.resolve_font(made, kind) for kind in ("eastAsia", "ascii"))
            han, other = (font.partition(";")[0].strip(' "').casefold() for font in fonts)
            self._runs[key] = LetterLook(han, other, made.get("sz", "20"))
        return self._runs[key]

    def _read_paragraph(self, paragraph: Element) -> PropertyValues:
        own, table = paragraph.find(names.PPR), self._table_style(paragraph)
        fill = self._read_cell_fill(paragraph, table)
        key = fill, table, b"" if own is None else xml.write(own)
        if key not in self._paragraphs:
            made = self._styles.read_paragraph(paragraph, table)
            number = read_value(own, w("numPr"), w("numId"))
            made[LIST] = str(int(is_on(number or made.get("numPr", "0"))))
            made[FILL] = fill or _clean_fill(made.get("shd.fill", ""))
            made[STYLE] = self._styles.read_style_name(paragraph).casefold()
            self._paragraphs[key] = made
        return self._paragraphs[key]

    def _table_style(self, paragraph: Element) -> str:
        table = next(paragraph.iterancestors(names.TBL), None)
        if table is None:
            return ""
        if table not in self._tables:
            properties = table.find(w("tblPr"))
            named = "" if properties is None else read_value(properties, names.TBL_STYLE)
            self._tables[table] = named or self._styles.find_default_style("table")
        return self._tables[table]

    def _read_cell_fill(self, paragraph: Element, table: str) -> str:
        """What the cell says that it is shaded with, where no style of tables has a say in it."""
        cell = next(paragraph.iterancestors(names.TC), None) if table else None
        shading = None if cell is None else cell.find(f"{w('tcPr')}/{w('shd')}")
        if shading is None or any(
            next(style.iter(w("shd")), None) is not None
            for style in self._styles.chain_styles(table)
        ):
            return ""
        return _clean_fill(shading.get(w("fill"), ""))


def _clean_fill(fill: str) -> str:
    return "" if fill.casefold() in ("auto", "ffffff") else fill.casefold()


def _list_paragraphs(element: Element) -> list[Element]:
    if element.tag == names.P:
        return [element]
    return [p for p in element.iter(names.P) if next(p.iterancestors(_TEXT_BOX), None) is None]
