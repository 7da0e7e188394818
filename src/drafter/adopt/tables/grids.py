"""The tables of a report as rows of cells, each with its words and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from drafter.adopt.finding import lexicon, numerals
from drafter.word import names
from drafter.word.layout.formatting import read_length
from drafter.word.text.lines import DocumentLines
from drafter.word.xml import Element, w

_PLAIN = re.compile(r"[-—－]?\d[\d,]*(?:\.\d+)?")
_SHARE = re.compile(r"[-—－]?\d+(?:\.\d+)?[%％]")


class Cell(NamedTuple):
    """A cell: its words, its 1-based row and place there, the columns of the grid that it covers
    from `column` on, and its lines. below: whether it goes on with the one above it."""

    text: str
    row: int
    place: int
    column: int
    span: int
    lines: tuple[int, ...]
    below: bool

    @property
    def bare(self) -> str:
        """Its words without blanks and with narrow digits."""
        return re.sub(r"\s", "", numerals.narrow(self.text))

    @property
    def is_number(self) -> bool:
        return _PLAIN.fullmatch(self.bare) is not None

    @property
    def is_share(self) -> bool:
        return _SHARE.fullmatch(self.bare) is not None

    @property
    def is_total(self) -> bool:
        return re.match(lexicon.TOTALS, self.bare) is not None


@dataclass(frozen=True)
class Grid:
    """A table. caption: what stands above it."""

    member: str
    table: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: str

    @cached_property
    def width(self) -> int:
        return max(cell.column + cell.span for row in self.rows for cell in row)

    @cached_property
    def header_rows(self) -> int:
        """How many rows at the top say what stands below them."""
        first = self.rows[0]
        if any(cell.is_number or cell.is_share for cell in first) or len(self.rows) < 2:
            return 0
        count = 1
        while count < min(3, len(self.rows) - 1) and self._goes_on(count):
            count += 1
        return count

    def _goes_on(self, at: int) -> bool:
        """Whether the row still belongs to the head: cells above cover several columns or rows."""
        spans = any(cell.span > 1 for cell in self.rows[at - 1]) and len(self.rows[at - 1]) > 1
        title = len(self.rows[at - 1]) == 1 and self.rows[at - 1][0].span > 1
        below = any(cell.below for cell in self.rows[at])
        says = any(cell.is_number or cell.is_share for cell in self.rows[at])
        return (spans or title or below) and not says

    def head(self, column: int) -> str:
        """What the head says over a column, from the top down."""
        said: list[str] = []
        for row in self.rows[: self.header_rows]:
            over = [c for c in row if c.column <= column < c.column + c.span and len(row) > 1]
            said += [cell.bare for cell in over if cell.bare and cell.bare not in said]
        return "".join(said)

    @cached_property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        return self.rows[self.header_rows :]


def read_grids(document: DocumentLines) -> list[Grid]:
    """The tables of all parts, those within cells too, in order of the file."""
    found: dict[tuple[str, int], list[int]] = {}
    for at, line in enumerate(document.lines):
        if line.spot.table:
            found.setdefault((line.member, line.spot.table), []).append(at)
    return [
        Grid(member, table, _read_rows(document, lines), _find_caption(document, lines[0]))
        for (member, table), lines in found.items()
    ]


def _read_rows(document: DocumentLines, lines: Sequence[int]) -> tuple[tuple[Cell, ...], ...]:
    cells: dict[tuple[int, int], list[int]] = {}
    for at in lines:
        spot = document.lines[at].spot
        cells.setdefault((spot.row, spot.cell), []).append(at)
    rows: dict[int, list[Cell]] = {}
    for (row, place), inside in sorted(cells.items()):
        before = rows.setdefault(row, [])
        column = before[-1].column + before[-1].span if before else 0
        element = next(document.elements[inside[0]].iterancestors(names.TC))
        text = "\n".join(document.lines[at].text for at in inside)
        span, below = _read_merge(element)
        before.append(Cell(text, row, place, column, span, tuple(inside), below))
    return tuple(tuple(row) for row in rows.values())


def _read_merge(cell: Element) -> tuple[int, bool]:
    """The columns that the cell covers, and whether it goes on with the one above."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        return 1, False
    merge = properties.find(w("vMerge"))
    goes_on = merge is not None and merge.get(names.VAL, "continue") == "continue"
    return read_length(properties.find(w("gridSpan")), "val", 1), goes_on


def _find_caption(document: DocumentLines, first: int) -> str:
    """The words right above the table: its title, or the paragraph that leads to it."""
    member = document.lines[first].member
    for line in reversed(document.lines[max(0, first - 4) : first]):
        if line.member != member or line.spot.table:
            return ""
        bare = re.sub(r"\s", "", line.text)
        if bare and not re.fullmatch(r"[（(]?单位[:：].{1,10}[)）]?|附件\d*[:：]?", bare):
            return line.text.strip()
    return ""
