"""A table of two years' figures as a Word file, with a small bar for each year."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.word import xml
from drafter.word.layout import gongwen
from drafter.word.package import archive
from drafter.word.package.archive import write_zip
from drafter.word.package.opening import open_package
from drafter.word.xml import Element, make_element, set_text

_WIDTHS = (2500, 1150, 1150, 2400, 1644)
"""Columns in twips; together the text area of the page."""
_COLOURS = ("A6A6A6", "C00000")
_LONGEST = 15
"""So many blocks make the longest bar."""

Row = tuple[str, str, str, str, int, int]
"""A figure's name, both values, the change in words, the lengths of both bars from 0 to 100."""


def make_document(title: str, heads: Sequence[str], rows: Sequence[Row]) -> bytes:
    """The file's bytes; the same for the same figures. heads: the names of the five columns."""
    content, found = open_package(gongwen.make_blank(), "blank")
    assert content is not None and not found
    root = xml.parse(content.members[archive.DOCUMENT])
    body = root[0]
    body.remove(body[0])
    last = body[0]
    last.addprevious(_make_paragraph("Title", title))
    last.addprevious(_make_table(heads, rows))
    last.addprevious(make_element("p"))
    return write_zip(content.replace({archive.DOCUMENT: xml.write(root)}))


def _make_table(heads: Sequence[str], rows: Sequence[Row]) -> Element:
    table, properties, grid = make_element("tbl"), make_element("tblPr"), make_element("tblGrid")
    properties.append(make_element("tblStyle", val="GongwenTable"))
    properties.append(make_element("tblW", w=str(sum(_WIDTHS)), type="dxa"))
    properties.append(make_element("tblLayout", type="fixed"))
    grid.extend([make_element("gridCol", w=str(width)) for width in _WIDTHS])
    table.extend([properties, grid])
    table.append(_make_row([[_make_paragraph("TableHead", name)] for name in heads], header=True))
    for name, first, second, change, *bars in rows:
        texts = (("TableText", name), ("TableFigure", first), ("TableFigure", second))
        cells = [[_make_paragraph(*each)] for each in (*texts, ("TableText", change))]
        drawn = [_make_bar(length, colour) for length, colour in zip(bars, _COLOURS, strict=True)]
        table.append(_make_row([*cells, drawn]))
    return table


def _make_row(cells: Sequence[Sequence[Element]], *, header: bool = False) -> Element:
    row, properties = make_element("tr"), make_element("trPr")
    properties.append(make_element("cantSplit"))
    if header:
        properties.append(make_element("tblHeader"))
    row.append(properties)
    for width, blocks in zip(_WIDTHS, cells, strict=True):
        cell, own = make_element("tc"), make_element("tcPr")
        own.append(make_element("tcW", w=str(width), type="dxa"))
        own.append(make_element("vAlign", val="center"))
        cell.extend([own, *blocks])
        row.append(cell)
    return row


def _make_paragraph(style: str, text: str) -> Element:
    paragraph, properties = make_element("p"), make_element("pPr")
    properties.append(make_element("pStyle", val=style))
    paragraph.append(properties)
    paragraph.append(_make_run(text))
    return paragraph


def _make_run(text: str) -> Element:
    run, node = make_element("r"), make_element("t")
    set_text(node, text)
    run.append(node)
    return run


def _make_bar(length: int, colour: str) -> Element:
    """A bar of blocks, small and close together."""
    paragraph, properties = make_element("p"), make_element("pPr")
    properties.append(make_element("pStyle", val="TableText"))
    properties.append(make_element("spacing", before="0", after="0", line="120", lineRule="exact"))
    properties.append(make_element("jc", val="left"))
    paragraph.append(properties)
    run = _make_run("█" * max(round(length * _LONGEST / 100), int(length > 0)))
    formatting = make_element("rPr")
    formatting.append(make_element("color", val=colour))
    formatting.append(make_element("sz", val="9"))
    run.insert(0, formatting)
    paragraph.append(run)
    return paragraph
