"""The table that a row is in."""

from __future__ import annotations

import copy

from drafter.word.names import TBL, TR
from drafter.word.xml import Element


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
