"""The table that a row is in."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from drafter.word.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    BOOKMARKS,
    ID,
    NAME,
    PPR,
    TBL,
    TC,
    TR,
    P,
)
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.xml import Element, read_value, w


def find_outermost_table(element: Element) -> Element:
    """The element, or the outermost table that it is in."""
    tables = list(element.iterancestors(TBL))
    return tables[-1] if tables else element


def copy_without_rows(table: Element) -> Element:
    """A table that looks the same and holds nothing."""
    made = copy.copy(table)
    for row in made.iterchildren(TR):
        made.remove(row)
    return made


def fit_widths(row: Element, mates: Iterable[Element]) -> None:
    """Give the row's cells the widths of the first of the rows that has cells over the same
    columns: a hand may have drawn those otherwise, and all rows of a table end alike."""
    spans = _list_spans(row)
    mate = next((each for each in mates if _list_spans(each) == spans), None)
    if mate is None:
        return
    for cell, there in zip(row.iterchildren(TC), mate.iterchildren(TC), strict=True):
        width, wanted = (each.find(f"{w('tcPr')}/{w('tcW')}") for each in (cell, there))
        if width is not None and wanted is not None:
            width.attrib.update(wanted.attrib)


def arrange_cells(row: Element, order: Sequence[int | None]) -> None:
    """Give the row, whose cells are in one column each, those of its cells in that order; None: an
    empty one. What marks the whole row stays in it."""
    cells = list(row.iterchildren(TC))
    made = [_copy_emptied(cells[0]) if at is None else cells[at] for at in order]
    _move_marks(row, [cell for cell in cells if cell not in made], next(made[0].iter(P)))
    for cell in cells:
        row.remove(cell)
    row.extend(made)


def _copy_emptied(cell: Element) -> Element:
    made = copy.deepcopy(cell)
    first = next(made.iter(P))
    for node in [*made]:
        if node is not first and node.tag != w("tcPr"):
            made.remove(node)
    for node in [*first]:
        if node.tag != PPR:
            first.remove(node)
    return made


def _move_marks(row: Element, cells: Iterable[Element], home: Element) -> None:
    """Bring the ends of the blocks' bookmarks in those cells to that paragraph."""
    starts = {node: parse_bookmark_name(node.get(NAME, "")) for node in row.iter(BOOKMARK_START)}
    ids = {node.get(ID) for node, mark in starts.items() if mark is not None and mark.kind == "p"}
    found = [n for cell in cells for n in cell.iter(*BOOKMARKS) if n.get(ID) in ids]
    for node in found:
        if node.tag == BOOKMARK_END:
            home.append(node)
        else:
            home.insert(int(home.find(PPR) is not None), node)


def _list_spans(row: Element) -> list[str]:
    return [read_value(cell, w("tcPr"), w("gridSpan")) or "1" for cell in row.iterchildren(TC)]
