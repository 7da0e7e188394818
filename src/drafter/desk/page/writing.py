"""Paragraphs of Word as HTML: text escaped, looks as classes, printed values marked."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.desk.page.lines import TAB, Bit, find_fill, find_page_fields, write_line, write_sign
from drafter.desk.page.looks import Look, ParagraphLook
from drafter.desk.page.objects import ObjectWriter
from drafter.word import names
from drafter.word.layout.formatting import PropertyValues, is_on, overlay_properties
from drafter.word.layout.numbering import replace_symbols
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.text.paragraphs import OBJECTS, follow_field, read_pieces
from drafter.word.xml import Element, read_value, w

_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}


@dataclass
class Surroundings:
    """What the HTML of a piece depends on besides its own XML.

    labels: the numbers before paragraphs, by their order in the piece. notes: the numbers of notes
    by kind and id. opened: the fields that are open where the piece begins. pitch: the lines of its
    page's grid in twips. mark: the number before the first paragraph of a note. table: the style of
    the table that it is of.
    """

    labels: Sequence[str] = ()
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    opened: str = ""
    pitch: int = 0
    mark: str = ""
    table: str = ""


class PieceWriter:
    """Writes the paragraphs of one piece of a page. root: its tree."""

    def __init__(
        self, look: Look, root: Element, around: Surroundings, objects: ObjectWriter
    ) -> None:
        self.look = look
        self.around = around
        self.objects = objects
        self.numbers = {node: n for n, node in enumerate(root.iter(names.P))}
        self.values: dict[str, int] = {}
        for node in root.iter(names.BOOKMARK_START):
            mark = parse_bookmark_name(node.get(names.NAME, ""))
            if mark is not None and mark.kind == "t":
                self.values.setdefault(node.get(names.ID, ""), len(self.values))
        self._within: dict[str, int] = {}
        self._opened = around.opened

    def write_paragraph(self, node: Element, tag: str = "p", *, gridded: bool = True) -> str:
        """The paragraph as an element of that tag."""
        look = self.look.read_paragraph(node, self.around.table)
        made = look.made
        opened = self._opened
        bits = list(self._list_bits(node, made, opened))
        for each in node.iter(names.FLD_CHAR):
            self._opened = follow_field(self._opened, each)
        is_empty = not any(bit.text or bit.shown for bit in bits)
        pitch = self.around.pitch if gridded else 0
        classes = self.look.name_paragraph(node, look, pitch, is_empty=is_empty)
        if any("tab fill" in bit.shown for bit in bits):
            classes += " tabbed"
        if tag != "p":
            classes += " para"
        number = self.numbers.get(node, 0)
        label = self._write_label(number, look)
        inside = write_line(bits, spaced=_keeps_distance(made))
        return f'<{tag} class="{classes}" data-p="{number}">{label}{inside}</{tag}>'

    def _write_label(self, number: int, look: ParagraphLook) -> str:
        mark = ""
        if self.around.mark and number == 0:
            mark = f'<span class="note" data-x>{html.escape(self.around.mark)} </span>'
        labels = self.around.labels
        label = labels[number] if number < len(labels) else ""
        if not label or look.level is None:
            return mark
        given = dict(look.made)
        for properties in self.look.numbering.list_looks(look.level):
            overlay_properties(given, properties)
        suffix = read_value(self.look.numbering.define(look.level), w("suff"))
        text = html.escape(label) + {"nothing": "", "space": " "}.get(suffix, "\t")
        name = self.look.name_difference(given, look.made)
        classes = f"label {name}".strip()
        return f'{mark}<span class="{classes}" data-x>{text}</span>'

    def _list_bits(self, node: Element, made: PropertyValues, opened: str) -> Iterator[Bit]:
        fields = find_page_fields(node, opened)
        fills = find_fill(node) if any(True for _ in node.iter(TAB)) else ""
        for piece in read_pieces(node, opened):
            tag = piece.node.tag
            if tag in names.BOOKMARKS:
                self._follow_value(piece.node)
            elif piece.deletions:
                continue
            elif tag in OBJECTS:
                value = next(reversed(self._within.values()), None)
                yield Bit(value, "", shown=self._write_object(piece.node, node))
            elif piece.text:
                value = next(reversed(self._within.values()), None)
                shown = fields.get(piece.node) or write_sign(piece, fills)
                run = piece.node.getparent()
                name = self.look.name_run(node, run, made, self.around.table)
                yield Bit(value, piece.text, name, shown)

    def _follow_value(self, node: Element) -> None:
        number = node.get(names.ID, "")
        if node.tag == names.BOOKMARK_END:
            self._within.pop(number, None)
        elif number in self.values:
            self._within[number] = self.values[number]

    def _write_object(self, node: Element, paragraph: Element) -> str:
        if node.tag in _REFERENCES:
            kind = _REFERENCES[node.tag]
            number = self.around.notes.get((kind, node.get(names.ID, "")))
            name = "note" if kind == "footnote" else "endnote"
            return (
                f'<sup class="note" data-x data-{name}="{number}">{number}</sup>' if number else ""
            )
        if node.tag == w("sym"):
            char = node.get(w("char"), "")
            sign = chr(int(char, 16)) if _is_code(char) else "□"
            return f"<span data-x>{html.escape(replace_symbols(sign))}</span>"
        return self.objects.write(node, self.write_blocks)

    def write_blocks(self, holder: Element) -> str:
        """The paragraphs of a text box, within the paragraph that it stands in."""
        found = (each for each in holder.iter(names.P) if each in self.numbers)
        return "".join(self.write_paragraph(each, "span", gridded=False) for each in found)


def _is_code(char: str) -> bool:
    try:
        return 0x20 <= int(char, 16) <= 0xFFFD and not 0xD800 <= int(char, 16) <= 0xDFFF
    except ValueError:
        return False


def _keeps_distance(made: PropertyValues) -> bool:
    """Whether Word spaces Latin letters or digits from Chinese characters: it does unless told."""
    return is_on(made.get("autoSpaceDE", "1")) or is_on(made.get("autoSpaceDN", "1"))
