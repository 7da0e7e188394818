"""Paragraphs of Word as HTML: text escaped, looks as classes, printed values marked."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from drafter.desk.page.looks import Look
from drafter.desk.page.objects import ObjectWriter
from drafter.vocabulary import GAP_OPEN
from drafter.word import names
from drafter.word.layout.formatting import PropertyValues, overlay_properties
from drafter.word.layout.numbering import Level, replace_symbols
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.text.paragraphs import BREAKS, OBJECTS, Piece, follow_field, read_pieces
from drafter.word.xml import Element, read_value, w

_TAB, _BREAK, _HYPHEN = w("tab"), w("br"), w("noBreakHyphen")
_TABS = frozenset((_TAB, w("ptab")))
_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_PAGE_FIELDS = {"PAGE": "page-no", "NUMPAGES": "page-count", "SECTIONPAGES": "section-count"}
_SPACES = str.maketrans("\r\n", "  ")


class _Bit(NamedTuple):
    """A piece of a line: the number of the printed value that it is of, its HTML, its text."""

    value: int | None
    html: str
    text: str


@dataclass
class Surroundings:
    """What the HTML of a piece depends on besides its own XML.

    labels: the numbers before paragraphs, by their order in the piece. notes: the numbers of notes
    by kind and id. opened: the fields that are open where the piece begins. pitch: the lines of its
    page's grid in twips. mark: the number before the first paragraph of a note.
    """

    labels: Sequence[str] = ()
    notes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    opened: str = ""
    pitch: int = 0
    mark: str = ""


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
        level = self.look.numbering.find_level(node)
        made = self.look.read_paragraph(node, level)
        opened = self._opened
        bits = list(self._list_bits(node, made, opened))
        for each in node.iter(names.FLD_CHAR):
            self._opened = follow_field(self._opened, each)
        is_empty = not any(bit.html for bit in bits)
        pitch = self.around.pitch if gridded else 0
        classes = self.look.name_paragraph(node, made, pitch, is_empty=is_empty)
        if any('class="tab fill' in bit.html for bit in bits):
            classes += " tabbed"
        if tag != "p":
            classes += " para"
        number = self.numbers.get(node, 0)
        label = self._write_label(node, number, level, made)
        inside = "".join(_write_values(bits))
        return f'<{tag} class="{classes}" data-p="{number}">{label}{inside}</{tag}>'

    def _write_label(
        self, node: Element, number: int, level: Level | None, made: PropertyValues
    ) -> str:
        mark = ""
        if self.around.mark and number == 0:
            mark = f'<span class="note" data-x>{html.escape(self.around.mark)}</span> '
        labels = self.around.labels
        label = labels[number] if number < len(labels) else ""
        if not label or level is None:
            return mark
        given = dict(made)
        for properties in self.look.numbering.list_looks(level):
            overlay_properties(given, properties)
        suffix = read_value(self.look.numbering.define(level), w("suff"))
        text = html.escape(label) + {"nothing": "", "space": " "}.get(suffix, "\t")
        name = self.look.name_difference(given, made)
        classes = f"label {name}".strip()
        return f'{mark}<span class="{classes}" data-x>{text}</span>'

    def _list_bits(self, node: Element, made: PropertyValues, opened: str) -> Iterator[_Bit]:
        fields = _find_page_fields(node, opened)
        fills = _find_fill(node) if any(True for _ in node.iter(_TAB)) else ""
        for piece in read_pieces(node, opened):
            tag = piece.node.tag
            if tag in names.BOOKMARKS:
                self._follow_value(piece.node)
            elif piece.deletions:
                continue
            elif tag in OBJECTS:
                value = next(reversed(self._within.values()), None)
                yield _Bit(value, self._write_object(piece.node, node), "")
            elif piece.text:
                value = next(reversed(self._within.values()), None)
                shown = fields.get(piece.node) or _write_text(piece, fills)
                run = piece.node.getparent()
                if name := self.look.name_run(node, run, made):
                    shown = f'<span class="{name}">{shown}</span>'
                yield _Bit(value, shown, piece.text)

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


def _write_values(bits: Sequence[_Bit]) -> Iterator[str]:
    """The line's HTML, each printed value in elements of its own."""
    for value, group in groupby(bits, key=lambda bit: bit.value):
        inside = list(group)
        written = "".join(bit.html for bit in inside)
        if value is None:
            yield written
        else:
            sign = ' class="gap"' if GAP_OPEN in "".join(bit.text for bit in inside) else ""
            yield f'<i data-v="{value}"{sign}>{written}</i>'


def _write_text(piece: Piece, fill: str) -> str:
    """What a text or a break shows."""
    tag = piece.node.tag
    if tag in _TABS:
        return f'<span class="tab{fill}">\t</span>'
    if tag == _BREAK and (kind := piece.node.get(names.TYPE, "")) in ("page", "column"):
        return f'<br class="{kind}">'
    if BREAKS.get(tag) == "\n":
        return "<br>"
    if tag == _HYPHEN:
        return "\u2011"
    return html.escape(piece.text.translate(_SPACES))


def _find_fill(node: Element) -> str:
    """Classes of a tab that fills its line up to a stop at the right, as in contents."""
    stops = node.findall(f"{names.PPR}/{w('tabs')}/{_TAB}")
    for stop in stops:
        if stop.get(names.VAL) in ("right", "end"):
            return " fill" + (" dots" if stop.get(w("leader"), "none") != "none" else "")
    return ""


def _find_page_fields(node: Element, opened: str) -> dict[Element, str]:
    """The texts that a field for a page's number shows, each in the element that a page fills."""
    found: list[tuple[Element, str]] = []
    fields = [("", False) for _ in opened]
    """The code of each open field, and whether its result has begun."""
    for each in node.iter(names.FLD_CHAR, names.INSTR_TEXT, names.T):
        if each.tag == names.FLD_CHAR:
            _follow_code(fields, each.get(w("fldCharType"), ""))
        elif each.tag == names.INSTR_TEXT and fields:
            fields[-1] = fields[-1][0] + (each.text or ""), fields[-1][1]
        elif fields and fields[-1][1]:
            found.append((each, fields[-1][0]))
    for simple in node.iter(names.FLD_SIMPLE):
        found += [(each, simple.get(w("instr"), "")) for each in simple.iter(names.T)]
    return {
        each: f'<span class="{name}">{html.escape(each.text or "")}</span>'
        for each, code in found
        if (name := _name_page_field(code))
    }


def _follow_code(fields: list[tuple[str, bool]], kind: str) -> None:
    if kind == "begin":
        fields.append(("", False))
    elif fields and kind == "separate":
        fields[-1] = fields[-1][0], True
    elif fields and kind == "end":
        fields.pop()


def _name_page_field(code: str) -> str:
    return _PAGE_FIELDS.get(code.split()[0].upper(), "") if code.strip() else ""
