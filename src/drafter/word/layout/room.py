"""How much room there is where a picture goes: the width of the text there, the page's height."""

from __future__ import annotations

from typing import NamedTuple

from drafter.word import names
from drafter.word.layout.formatting import StyleResolver, read_length
from drafter.word.xml import Element, get_parent, w

_EMU_A_TWIP = 635
_BOX = w("txbxContent")
_BOX_INSET = 2 * 144
"""What Word leaves free on both sides of a text box, in twips, unless told otherwise."""
_CELL_MARGIN = 108
"""What Word leaves free on each side of a cell unless told otherwise."""
_DESCENT = 480
"""What a line keeps below a picture that stands in it: a picture as high as the page goes over."""
_EXTENT = names.DOC_PR.replace("docPr", "extent")


class Room(NamedTuple):
    """The widest and the highest that a picture can be there, in EMU."""

    width: int
    height: int


def measure_room(styles: StyleResolver, paragraph: Element, body: Element) -> Room:
    """The room in a paragraph. body: the document's, which the sections stand in.

    Of several columns the narrowest counts; headers, footers and notes have the first section's.
    """
    section = _find_section(paragraph, body)
    size, margin = (None if section is None else section.find(w(n)) for n in ("pgSz", "pgMar"))
    page = read_length(size, "w", 11906), read_length(size, "h", 16838)
    sides = {
        side: abs(read_length(margin, side, 1440)) for side in ("top", "bottom", "left", "right")
    }
    gutter = read_length(margin, "gutter", 0)
    text = page[0] - sides["left"] - sides["right"] - gutter
    width = _find_holder_width(paragraph, _narrow_to_column(section, text))
    width -= styles.measure_indents(paragraph)
    height = page[1] - sides["top"] - sides["bottom"] - _DESCENT
    return Room(max(width, 1) * _EMU_A_TWIP, max(height, 1) * _EMU_A_TWIP)


def _find_section(paragraph: Element, body: Element) -> Element | None:
    """The properties of the section that the paragraph is in: they stand at its end."""
    sections = [each for each in body.iter(names.SECT_PR)]
    if paragraph.getroottree().getroot() is not body.getroottree().getroot():
        return sections[0] if sections else None
    block = paragraph
    while get_parent(block) is not body and block.getparent() is not None:
        block = get_parent(block)
    for each in (block, *block.itersiblings()):
        found = each if each.tag == names.SECT_PR else next(each.iter(names.SECT_PR), None)
        if found is not None:
            return found
    return sections[-1] if sections else None


def _narrow_to_column(section: Element | None, width: int) -> int:
    columns = None if section is None else section.find(w("cols"))
    if columns is None:
        return width
    own = [read_length(each, "w", width) for each in columns.iterchildren(w("col"))]
    count = read_length(columns, "num", 1)
    if own and columns.get(w("equalWidth")) in ("0", "false", "off"):
        return min(own)
    return (width - (count - 1) * read_length(columns, "space", 720)) // max(count, 1)


def _find_holder_width(paragraph: Element, text: int) -> int:
    """The width of the cell or text box that the paragraph stands in, else that of the text."""
    for holder in paragraph.iterancestors(names.TC, _BOX):
        if holder.tag == names.TC:
            if width := _measure_cell(holder):
                return min(width, text) if text > 0 else width
        elif width := _measure_box(holder):
            return width
    return text


def _measure_cell(cell: Element) -> int:
    """The cell's width inside its margins; 0 when it is not fixed."""
    properties = cell.find(w("tcPr"))
    own = None if properties is None else properties.find(w("tcW"))
    width = read_length(own, "w", 0) if own is None or own.get(names.TYPE, "dxa") == "dxa" else 0
    width = width or _add_grid_columns(cell)
    table = next(cell.iterancestors(names.TBL))
    margins = [node for node in (
        table.find(f"{w('tblPr')}/{w('tblCellMar')}"),
        None if properties is None else properties.find(w("tcMar")),
    ) if node is not None]  # fmt: skip
    for side, other in (("left", "start"), ("right", "end")):
        said = [each.find(w(n)) for each in margins for n in (side, other)]
        told = [read_length(node, "w", _CELL_MARGIN) for node in said if node is not None]
        width -= told[-1] if told else _CELL_MARGIN
    return max(width, 0)


def _add_grid_columns(cell: Element) -> int:
    """The width of the columns of the table's grid that the cell covers."""
    spans = [_read_span(each) for each in cell.itersiblings(names.TC, preceding=True)]
    table = next(cell.iterancestors(names.TBL))
    grid = [read_length(each, "w", 0) for each in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    start = sum(spans)
    return sum(grid[start : start + _read_span(cell)])


def _read_span(cell: Element) -> int:
    return read_length(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), "val", 1)


def _measure_box(box: Element) -> int:
    """The width of the text in a drawn text box; 0 when its shape does not say."""
    for holder in box.iterancestors():
        extent = holder.find(_EXTENT)
        if extent is not None:
            return int(extent.get("cx", "0")) // _EMU_A_TWIP - _BOX_INSET
    return 0
