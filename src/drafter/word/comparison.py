"""A table of two years' figures as a Word file, with a small bar for each year."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.word import gongwen, package, xml
from drafter.word.opening import open_package
from drafter.word.package import pack
from drafter.word.xml import Element, element, set_text

_WIDTHS = (2500, 1150, 1150, 2400, 1644)
"""Columns in twips; together the text area of the page."""
_COLOURS = ("A6A6A6", "C00000")
_LONGEST = 15
"""So many blocks make the longest bar."""

Row = tuple[str, str, str, str, int, int]
"""A figure's name, both values, the change in words, the lengths of both bars from 0 to 100."""


def document(title: str, years: tuple[str, str], rows: Sequence[Row]) -> bytes:
    """The file's bytes; the same for the same figures."""
    content, found = open_package(gongwen.blank(), "blank")
    assert content is not None and not found
    root = xml.parse(content.members[package.DOCUMENT])
    body = root[0]
    body.remove(body[0])
    last = body[0]
    last.addprevious(_paragraph("Title", title))
    last.addprevious(_table(years, rows))
    last.addprevious(element("p"))
    return pack(content.replace({package.DOCUMENT: xml.write(root)}))


def _table(years: tuple[str, str], rows: Sequence[Row]) -> Element:
    table, properties, grid = element("tbl"), element("tblPr"), element("tblGrid")
    properties.append(element("tblStyle", val="GongwenTable"))
    properties.append(element("tblW", w=str(sum(_WIDTHS)), type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    grid.extend([element("gridCol", w=str(width)) for width in _WIDTHS])
    table.extend([properties, grid])
    head = [f"{years[0]}年", f"{years[1]}年"]
    names = ("项目", *head, "增减", "图示")
    table.append(_row([[_paragraph("TableHead", name)] for name in names], header=True))
    for name, first, second, change, *bars in rows:
        texts = (("TableText", name), ("TableFigure", first), ("TableFigure", second))
        cells = [[_paragraph(*each)] for each in (*texts, ("TableText", change))]
        drawn = [_bar(length, colour) for length, colour in zip(bars, _COLOURS, strict=True)]
        table.append(_row([*cells, drawn]))
    return table


def _row(cells: Sequence[Sequence[Element]], *, header: bool = False) -> Element:
    row, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    for width, held in zip(_WIDTHS, cells, strict=True):
        cell, own = element("tc"), element("tcPr")
        own.append(element("tcW", w=str(width), type="dxa"))
        own.append(element("vAlign", val="center"))
        cell.extend([own, *held])
        row.append(cell)
    return row


def _paragraph(style: str, text: str) -> Element:
    paragraph, properties = element("p"), element("pPr")
    properties.append(element("pStyle", val=style))
    paragraph.append(properties)
    paragraph.append(_run(text))
    return paragraph


def _run(text: str) -> Element:
    run, node = element("r"), element("t")
    set_text(node, text)
    run.append(node)
    return run


def _bar(length: int, colour: str) -> Element:
    """A bar of blocks, small and close together."""
    paragraph, properties = element("p"), element("pPr")
    properties.append(element("pStyle", val="TableText"))
    properties.append(element("spacing", before="0", after="0", line="120", lineRule="exact"))
    properties.append(element("jc", val="left"))
    paragraph.append(properties)
    run = _run("█" * max(round(length * _LONGEST / 100), int(length > 0)))
    look = element("rPr")
    look.append(element("color", val=colour))
    look.append(element("sz", val="9"))
    run.insert(0, look)
    paragraph.append(run)
    return paragraph
