"""Tables of Word as HTML: their opening, and their rows one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.desk.page.css import describe_border, read_color, write_points
from drafter.desk.page.looks import Look
from drafter.desk.page.writing import PieceWriter
from drafter.word import names
from drafter.word.layout.formatting import parse_int, read_length
from drafter.word.xml import Element, read_value, w

_TBL_PR, _TC_PR, _GRID = w("tblPr"), w("tcPr"), w("tblGrid")
_V_MERGE, _GRID_SPAN = w("vMerge"), w("gridSpan")
_CONTENT = frozenset((w("sdt"), w("sdtContent"), w("customXml"), names.INS))
_SIDES = ("top", "left", "bottom", "right")
_OTHER_NAMES = {"start": "left", "end": "right"}
_EDGES = {
    "top": "tr:first-child>td", "bottom": "tr:last-child>td",
    "left": "tr>td:first-child", "right": "tr>td:last-child",
}  # fmt: skip
_INNER = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
_CELL_MARGIN = {"left": 108, "right": 108, "top": 0, "bottom": 0}
"""What a cell's text keeps from its borders, where nothing is said, in twips."""

_HALF_BORDER = 9
"""Word measures a cell's margins from the middle of its borders, a browser from their edges."""


def open_table(table: Element, look: Look) -> str:
    """What a table begins with; its rows go into the body."""
    properties = table.find(_TBL_PR)
    grid = table.find(_GRID)
    widths = [read_length(each, "w", 0) for each in ([] if grid is None else grid)]
    columns = "".join(f'<col class="{_name_width(look, each)}">' for each in widths)
    said = [f"width:{write_points(sum(widths))}"] if sum(widths) else []
    said += _describe_place(properties)
    classes = [look.name_class(";".join(said)), *_name_borders(properties, look)]
    return (
        f'<table class="{" ".join(filter(None, classes))}">'
        f"<colgroup>{columns}</colgroup><tbody></tbody></table>"
    )


def _name_width(look: Look, width: int) -> str:
    return look.name_class(f"width:{write_points(width)}") if width else ""


def _describe_place(properties: Element | None) -> Iterator[str]:
    if properties is None:
        return
    side = read_value(properties, w("jc"))
    if side == "center":
        yield "margin-left:auto;margin-right:auto"
    elif side in ("right", "end"):
        yield "margin-left:auto"
    elif indent := read_length(properties.find(w("tblInd")), "w", 0):
        yield f"margin-left:{write_points(indent)}"


def _name_borders(properties: Element | None, look: Look) -> Iterator[str]:
    """The classes that give a table its borders, and its cells their margins."""
    borders = _collect_sides(properties, "tblBorders", look)
    inner = {side: describe_border(borders.get(_INNER[side])) for side in _SIDES}
    said = [f"border-{side}:{border}" for side, border in inner.items() if border]
    margins = _collect_sides(properties, "tblCellMar", look)
    for side, usual in _CELL_MARGIN.items():
        margin = read_length(margins.get(side), "w", usual)
        said.append(f"padding-{side}:{write_points(max(margin - _HALF_BORDER, 0))}")
    yield look.name_class(";".join(said), "table.{name}>tbody>tr>td")
    for side in _SIDES:
        if border := describe_border(borders.get(side)):
            rule = f"border-{side}:{border}"
            yield look.name_class(rule, f"table.{{name}}>tbody>{_EDGES[side]}")


def _collect_sides(properties: Element | None, kind: str, look: Look) -> Mapping[str, Element]:
    """What is said for each side by the table itself, else by its style."""
    found: dict[str, Element] = {}
    style = read_value(properties, names.TBL_STYLE)
    styles = look.resolver.chain_styles(style or look.resolver.find_default_style("table"))
    holders = [properties, *(node.find(_TBL_PR) for node in styles)]
    for holder in holders:
        for node in holder.iterfind(f"{w(kind)}/*") if holder is not None else ():
            side = str(node.tag).rpartition("}")[2]
            found.setdefault(_OTHER_NAMES.get(side, side), node)
    return found


def write_row(row: Element, writer: PieceWriter, spans: Mapping[int, int]) -> str:
    """A row. spans: the rows that a cell goes over by its column; 0 for one that goes on."""
    look = writer.look
    properties = row.find(names.TRPR)
    cells = [_write_skipped(properties, "gridBefore")]
    for column, cell in locate_cells(row):
        rows = spans.get(column, 1)
        if rows:
            cells.append(_write_cell(cell, writer, rows))
    cells.append(_write_skipped(properties, "gridAfter"))
    height = read_length(None if properties is None else properties.find(w("trHeight")), "val", 0)
    classes = [look.name_class(f"height:{write_points(height)}") if height else ""]
    classes += [name for key, name in _ROW_CLASSES.items() if _says(properties, key)]
    return f'<tr class="{" ".join(filter(None, classes))}">{"".join(cells)}</tr>'


_ROW_CLASSES = {"tblHeader": "head", "cantSplit": "ks"}


def _says(properties: Element | None, key: str) -> bool:
    found = None if properties is None else properties.find(w(key))
    return found is not None and found.get(names.VAL, "1") not in ("0", "false", "off")


def _write_skipped(properties: Element | None, key: str) -> str:
    columns = parse_int(read_value(properties, w(key)) or "0")
    return f'<td class="bare" colspan="{min(columns, 99)}"></td>' if columns > 0 else ""


def locate_cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The row's cells, each with the 0-based column of the table's grid that it begins in."""
    column = parse_int(read_value(row, names.TRPR, w("gridBefore")) or "0")
    for cell in _iterate_blocks(row, names.TC):
        yield column, cell
        column += _count_columns(cell)


def _count_columns(cell: Element) -> int:
    return max(parse_int(read_value(cell, _TC_PR, _GRID_SPAN) or "1"), 1)


def _iterate_blocks(holder: Element, *tags: str) -> Iterator[Element]:
    """The elements of those tags that the holder holds, content controls looked into."""
    for node in holder:
        if node.tag in tags:
            yield node
        elif node.tag in _CONTENT:
            yield from _iterate_blocks(node, *tags)


def _write_cell(cell: Element, writer: PieceWriter, rows: int) -> str:
    columns = _count_columns(cell)
    spans = f' colspan="{columns}"' if columns > 1 else ""
    spans += f' rowspan="{rows}"' if rows > 1 else ""
    said = ";".join(_describe_cell(cell.find(_TC_PR)))
    # as strong as the rules of a table's edges, which name an element more
    name = writer.look.name_class(said, "table td.{name}.{name}.{name}")
    inside = write_blocks(cell, writer)
    return f'<td class="{name}"{spans}>{inside}</td>'


def _describe_cell(properties: Element | None) -> Iterator[str]:
    if properties is None:
        return
    align = read_value(properties, w("vAlign"))
    yield f"vertical-align:{ {'center': 'middle', 'bottom': 'bottom'}.get(align, 'top') }"
    for node in properties.iterfind(f"{w('tcBorders')}/*"):
        side = str(node.tag).rpartition("}")[2]
        side = _OTHER_NAMES.get(side, side)
        if side in _SIDES and (border := describe_border(node)):
            yield f"border-{side}:{border}"
    for node in properties.iterfind(f"{w('tcMar')}/*"):
        side = str(node.tag).rpartition("}")[2]
        side = _OTHER_NAMES.get(side, side)
        if side in _SIDES:
            yield f"padding-{side}:{write_points(read_length(node, 'w', 0))}"
    shade = properties.find(w("shd"))
    if shade is not None and (fill := read_color(shade.get(w("fill"), ""))):
        yield f"background:{fill}"
    if read_value(properties, w("textDirection")) in ("tbRl", "tbRlV", "tbV"):
        yield "writing-mode:vertical-rl"


def write_blocks(holder: Element, writer: PieceWriter) -> str:
    """The paragraphs and tables that a cell, a header or a note holds."""
    written = []
    for node in _iterate_blocks(holder, names.P, names.TBL):
        if node.tag == names.P:
            written.append(writer.write_paragraph(node, gridded=False))
        else:
            written.append(write_table(node, writer))
    return "".join(written)


def write_table(table: Element, writer: PieceWriter) -> str:
    """A table within a cell, a header or a note."""
    rows = list(_iterate_blocks(table, names.TR))
    merges = span_rows([read_merges(row) for row in rows])
    inside = "".join(write_row(row, writer, spans) for row, spans in zip(rows, merges, strict=True))
    opened = open_table(table, writer.look)
    return opened.replace("<tbody></tbody>", f"<tbody>{inside}</tbody>")


def read_merges(row: Element) -> dict[int, bool]:
    """The cells that are merged with others above or below, by column: whether one goes on."""
    found = {}
    for column, cell in locate_cells(row):
        merge = cell.find(f"{_TC_PR}/{_V_MERGE}")
        if merge is not None:
            found[column] = merge.get(names.VAL, "continue") != "restart"
    return found


def span_rows(merges: Sequence[Mapping[int, bool]]) -> list[dict[int, int]]:
    """For each row the rows that its merged cells go over, 0 for those that go on from above."""
    spans: list[dict[int, int]] = [{} for _ in merges]
    begun: dict[int, int] = {}
    for number, row in enumerate(merges):
        begun = {column: first for column, first in begun.items() if row.get(column)}
        for column, goes_on in row.items():
            if goes_on and column in begun:
                spans[begun[column]][column] += 1
                spans[number][column] = 0
            else:
                begun[column] = number
                spans[number][column] = 1
    return spans
