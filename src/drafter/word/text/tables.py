"""The table that a row is in."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from drafter.word.names import TBL, TC, TR
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


def _list_spans(row: Element) -> list[str]:
    return [read_value(cell, w("tcPr"), w("gridSpan")) or "1" for cell in row.iterchildren(TC)]
