"""A table's rows of records made one row that a loop prints for each of them."""

from __future__ import annotations

import copy

from drafter.adopt.model import Column, TableFound
from drafter.adopt.writing.differences import describe_element
from drafter.adopt.writing.looks import Look, agree, merge_fonts, read_look
from drafter.adopt.writing.tags import Stretch, put_tags
from drafter.word import names
from drafter.word.text import paragraphs
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

ITEM = "条"
"""What a record is called within its loop."""
_INSIDE = (names.R, w("proofErr"))


def find_rows(table: Element) -> list[Element]:
    """The table's own rows, those of tables in its cells left out."""
    return [row for row in table.iter(names.TR) if next(row.iterancestors(names.TBL)) is table]


def find_cells(row: Element) -> list[Element]:
    """The row's own cells."""
    return [cell for cell in row.iter(names.TC) if next(cell.iterancestors(names.TR)) is row]


def find_row_obstacle(table: Element, found: TableFound) -> str:
    """Why one row cannot print all records: the key of a text; empty where it can."""
    rows = find_rows(table)
    if found.rows != tuple(range(found.rows[0], found.rows[-1] + 1)) or found.rows[-1] > len(rows):
        return "rows"
    cells = [find_cells(rows[at - 1]) for at in found.rows]
    width = len(cells[0])
    if any(len(row) != width for row in cells) or len(found.columns) != width:
        return "cells"
    if any(len(list(cell.iter(names.P))) != 1 for row in cells for cell in row):
        return "paragraphs"
    if any(not _is_plain(cell) for row in cells for cell in row):
        return "format"
    shown = {describe_element(rows[at - 1], without=(names.TC,)) for at in found.rows}
    frames = [{_describe_frame(row[i]) for row in cells} for i in range(width)]
    alike = (agree([_read_look(row[i]) for row in cells]) for i in range(width))
    if len(shown) > 1 or any(len(each) > 1 for each in frames) or not all(alike):
        return "looks"
    return ""


def _is_plain(cell: Element) -> bool:
    """Whether the cell holds nothing but text of one look."""
    paragraph = next(cell.iter(names.P))
    pieces = [piece for piece in paragraphs.read_pieces(paragraph) if not piece.deletions]
    said = [piece for piece in pieces if piece.text]
    if any(piece.in_field or piece.node.tag in paragraphs.OBJECTS for piece in pieces):
        return False
    return all(piece.node.tag == names.T for piece in said) and agree(_list_looks(cell))


def _list_looks(cell: Element) -> list[Look]:
    return [
        read_look(get_parent(node).find(names.RPR), node.text or "")
        for node in cell.iter(names.T)
        if node.text
    ]


def _read_look(cell: Element) -> Look:
    """The look of all the cell's text; that of no text agrees with any."""
    looks = _list_looks(cell)
    columns = zip(*looks, strict=True)
    seen = [next((each for each in column if each is not None), None) for column in columns]
    return Look(*seen) if looks else Look(None, None, None, None)  # type: ignore[arg-type]


def _describe_frame(cell: Element) -> str:
    """The cell's own properties, and its paragraph's."""
    paragraph = next(cell.iter(names.P))
    return f"{describe_element(cell, _INSIDE)}\n{describe_element(paragraph, _INSIDE)}"


def _find_text(cell: Element) -> Element | None:
    """The cell's first text that says something."""
    return next((node for node in cell.iter(names.T) if node.text), None)


def write_loop(table: Element, found: TableFound) -> None:
    """Put one row with tags, between the tags of a loop, in the place of the records' rows."""
    rows = [find_rows(table)[at - 1] for at in found.rows]
    printed = copy.deepcopy(rows[0])
    for node in list(printed.iter(w("cnfStyle"))):  # says that the row is the first, or an odd one
        remove_node(node)
    cells = find_cells(printed)
    for column in found.columns:
        at = column.cell - 1
        models = [cell for row in rows if _find_text(cell := find_cells(row)[at]) is not None]
        if not models:
            continue
        renewed = copy.deepcopy(models[0])
        for node in list(renewed.iter(w("cnfStyle"))):
            remove_node(node)
        get_parent(cells[at]).replace(cells[at], renewed)
        paragraph = next(renewed.iter(names.P))
        put_tags(paragraph, [Stretch(0, len(paragraphs.read_text(paragraph)), write_cell(column))])
        merge_fonts(next(paragraph.iter(names.R)), [_read_look(cell) for cell in models])
    first = rows[0]
    for text in (f"{{%tr for {ITEM} in {found.name} %}}", "{%tr endfor %}"):
        first.addprevious(_make_tag_row(printed, text))
    get_parent(first).insert(get_parent(first).index(first) - 1, printed)
    for row in rows:
        remove_node(row)


def write_cell(column: Column) -> str:
    """What prints the record's cell."""
    if not column.name:
        return f"{{{{loop.index{column.filters}}}}}"
    tag = f"{{{{{ITEM}.{column.name}{column.filters}}}}}"
    return f"{{% if {ITEM}.{column.name} %}}{tag}{{% endif %}}" if column.optional else tag


def _make_tag_row(like: Element, text: str) -> Element:
    """A row of one paragraph that holds the tag alone; the engine takes it away."""
    row = copy.deepcopy(like)
    for at, cell in enumerate(find_cells(row)):
        for paragraph in cell.iter(names.P):
            for node in [child for child in paragraph if child.tag != names.PPR]:
                paragraph.remove(node)
        if at == 0:
            run, words = make_element("r"), make_element("t")
            set_text(words, text)
            run.append(words)
            next(cell.iter(names.P)).append(run)
    return row
