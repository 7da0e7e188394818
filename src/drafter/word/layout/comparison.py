"""A table of two years' figures as a Word file, with a small bar for each year."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.problems.show import count_columns
from drafter.word import xml
from drafter.word.layout import gongwen
from drafter.word.package import archive
from drafter.word.package.archive import write_zip
from drafter.word.package.opening import open_package
from drafter.word.xml import Element, make_element, set_text

_TEXT_AREA = 8844
"""In twips."""
_MARGINS = 140
"""Those of a cell, left and right together, and its border."""
_SIZE, _LINE = 21, 340
"""五号 in half points, and its line in twips: two years' figures are to be seen at a glance, and
at 四号 a name or a change takes two lines of its cell."""
_COLUMN = _SIZE * 5
"""A column of a terminal, half a Han character, in twips."""
_NAME, _BARS = 12 * _COLUMN, 800
"""What the names and the bars have at least."""
_COLOURS = ("A6A6A6", "C00000")
_BLOCK = 92
"""A block of a bar, in twips."""

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
    widths = _measure_columns([heads, *rows])
    properties.append(make_element("tblStyle", val="GongwenTable"))
    properties.append(make_element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(make_element("tblLayout", type="fixed"))
    grid.extend([make_element("gridCol", w=str(width)) for width in widths])
    table.extend([properties, grid])
    head = [[_make_cell_text("TableHead", name, "center")] for name in heads]
    table.append(_make_row(head, widths, header=True))
    longest = (widths[-1] - _MARGINS) // _BLOCK
    for name, first, second, change, *bars in rows:
        figures = [[_make_cell_text("TableFigure", each, "right")] for each in (first, second)]
        drawn = [
            _make_bar(round(length * longest / 100) or int(length > 0), colour)
            for length, colour in zip(bars, _COLOURS, strict=True)
        ]
        words = [[_make_cell_text("TableText", each, "left")] for each in (name, change)]
        table.append(_make_row([words[0], *figures, words[1], drawn], widths))
    return table


def _measure_columns(rows: Sequence[Sequence[object]]) -> list[int]:
    """The columns' widths in twips: no value and no change is broken where there is room.

    What is too much the names give first, then the changes, then the values. Between Han and
    digits Word adds a quarter of a character, hence the allowance.
    """
    widths = [
        (2 * max(count_columns(str(row[at])) for row in rows) + 3) * _COLUMN // 2 + _MARGINS
        for at in range(4)
    ]
    over = sum(widths) + _BARS - _TEXT_AREA
    for at in (0, 3, 1, 2):
        cut = min(max(over, 0), max(widths[at] - _NAME, 0))
        widths[at] -= cut
        over -= cut
    return [*widths, _TEXT_AREA - sum(widths)]


def _make_row(
    cells: Sequence[Sequence[Element]], widths: Sequence[int], *, header: bool = False
) -> Element:
    row, properties = make_element("tr"), make_element("trPr")
    properties.append(make_element("cantSplit"))
    if header:
        properties.append(make_element("tblHeader"))
    row.append(properties)
    for width, blocks in zip(widths, cells, strict=True):
        cell, own = make_element("tc"), make_element("tcPr")
        own.append(make_element("tcW", w=str(width), type="dxa"))
        own.append(make_element("vAlign", val="center"))
        cell.extend([own, *blocks])
        row.append(cell)
    return row


def _make_cell_text(style: str, text: str, align: str) -> Element:
    paragraph = _make_paragraph(style, text)
    properties, run = paragraph
    properties.append(make_element("spacing", line=str(_LINE), lineRule="exact"))
    properties.append(make_element("jc", val=align))
    formatting = make_element("rPr")
    formatting.append(make_element("sz", val=str(_SIZE)))
    formatting.append(make_element("szCs", val=str(_SIZE)))
    run.insert(0, formatting)
    return paragraph


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
    """A bar of so many blocks, small and close together."""
    paragraph, properties = make_element("p"), make_element("pPr")
    properties.append(make_element("pStyle", val="TableText"))
    properties.append(make_element("spacing", before="0", after="0", line="120", lineRule="exact"))
    properties.append(make_element("jc", val="left"))
    paragraph.append(properties)
    run = _make_run("█" * length)
    formatting = make_element("rPr")
    formatting.append(make_element("color", val=colour))
    formatting.append(make_element("sz", val="9"))
    run.insert(0, formatting)
    paragraph.append(run)
    return paragraph
