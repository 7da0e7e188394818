"""Tables of which tags repeat or take out columns: what each cell spans, how wide each column is.

Word does not move the cells of one row for those of another: a heading keeps its span and the
grid its columns, however many come out. So the template's tables are marked with which columns
turn, and of each cell with the columns that it had there.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from drafter.word import names
from drafter.word.layout.formatting import read_length
from drafter.word.repair.requirements import names_after
from drafter.word.xml import Element, make_element, remove_node, w

MARK = "drafter-columns"
_TC_PR, _SPAN, _GRID = w("tcPr"), w("gridSpan"), w("tblGrid")
_WHOLE = 5000
"""The whole width, in the unit that Word writes shares in."""


class Extent(NamedTuple):
    """Columns of the grid, from start up to end."""

    start: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.start

    def meets(self, other: Extent) -> bool:
        """Whether they have a column in common."""
        return self.start < other.end and other.start < self.end

    def is_amid(self, other: Extent) -> bool:
        """Whether columns of the other are left free on both sides."""
        return other.start < self.start and self.end < other.end

    def covers(self, other: Extent) -> bool:
        return self.start <= other.start and other.end <= self.end


def mark(node: Element, numbers: Iterable[int]) -> None:
    """Keep the numbers with the table, row or cell until the page is rendered."""
    node.set(MARK, " ".join(map(str, numbers)))


def find_table(node: Element) -> Element:
    return next(node.iterancestors(names.TBL))


def list_rows(table: Element) -> list[Element]:
    """The table's own rows, not those of tables in its cells."""
    return [row for row in table.iter(names.TR) if find_table(row) is table]


def list_extents(row: Element) -> list[tuple[Element, Extent]]:
    """The cells of the row, each with the columns that it spans."""
    found = []
    start = read_length(row.find(f"{names.TRPR}/{w('gridBefore')}"), "val", 0)
    for cell in row.iter(names.TC):
        if next(cell.iterancestors(names.TR)) is row:
            end = start + read_span(cell)
            found.append((cell, Extent(start, end)))
            start = end
    return found


def read_span(cell: Element) -> int:
    return read_length(cell.find(f"{_TC_PR}/{_SPAN}"), "val", 1)


def fit_columns(root: Element) -> Iterator[int]:
    """Let the cells and grids of marked tables fit the columns that came out.

    The numbers of the tags of those tables of which the rows would not fit each other.
    """
    for table in list(root.iter(names.TBL)):
        if MARK in table.attrib:
            turned = _TurnedTable(table)
            if not turned.fit_rows():
                yield turned.slot
            turned.fit_grid()
            for node in [table, *table.iter(names.TR, names.TC)]:
                if node is table or find_table(node) is table:
                    node.attrib.pop(MARK, "")


def _fill_region(cells: Sequence[Element], worded: Sequence[Element], count: int) -> None:
    """Let the one cell that says something span all columns, or one empty cell stand in each."""
    for cell in worded:
        _set_span(cell, count)
    for _ in range(0 if worded else count):
        blank = copy.deepcopy(cells[-1])
        _set_span(blank, 1)
        cells[-1].addnext(blank)
    for cell in cells:
        if cell not in worded or not count:
            remove_node(cell)


def find_only_count(cells: Sequence[tuple[Element, Extent]], region: Extent) -> int | None:
    """How many columns have to come out in the region for the cells of a row in which it does not
    turn; None where any number will do. A number below 0 is one that never comes out."""
    met = [(cell, extent) for cell, extent in cells if extent.meets(region)]
    if not met or any(extent.covers(region) for _, extent in met):
        return None
    worded = [extent for cell, extent in met if _says_something(cell)]
    if not all(region.covers(extent) for _, extent in met):  # a cell stands half in it
        is_head = len(worded) == 1 and worded[0].is_amid(region)
        return -1 if is_head else region.width
    return sum(extent.width for _, extent in met) if len(worded) > 1 else None


class _Row(NamedTuple):
    """A row as it came out: the regions that turn in it, its cells with their columns in the
    template. The cells of one that says itself what they span are not marked."""

    turns: list[int]
    cells: list[tuple[Element, Extent]]

    def find_inside(self, region: Extent) -> list[Element]:
        return [cell for cell, extent in self.cells if region.covers(extent)]


class _TurnedTable:
    """A marked table; regions: the columns in the template that turn."""

    def __init__(self, table: Element) -> None:
        self.table = table
        self.slot, *edges = _read_mark(table)
        self.regions = [Extent(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
        self.rows = [
            _Row(_read_mark(row), [(c, Extent(*_read_mark(c))) for c, _ in list_extents(row)])
            for row in list_rows(table)
            if MARK in row.attrib
        ]
        self.longest = [self._find_longest(i, region) for i, region in enumerate(self.regions)]
        self.counts = [
            region.width if cells is None else sum(map(read_span, cells))
            for region, cells in zip(self.regions, self.longest, strict=True)
        ]

    def _find_longest(self, index: int, region: Extent) -> list[Element] | None:
        """The cells of the row in which most columns came out; None where no row turned."""
        turned = [row.find_inside(region) for row in self.rows if index in row.turns]
        return max(turned, key=lambda cells: sum(map(read_span, cells)), default=None)

    def fit_rows(self) -> bool:
        """Let headings span what came out below them. Whether all rows fit each other then."""
        fits = True
        for row in self.rows:
            for index, region in enumerate(self.regions):
                if index in row.turns:
                    fits = self._is_even(row, index) and fits
                else:
                    fits = self._fit_beside(row, region, self.counts[index]) and fits
            self._fit_over(row)
        return fits

    def _is_even(self, row: _Row, index: int) -> bool:
        """Whether nothing is out of place: a row may end early where each cell is one column."""
        region = self.regions[index]
        inside = row.find_inside(region)
        if len(inside) < sum(extent.meets(region) for _, extent in row.cells):
            return False
        if sum(map(read_span, inside)) == self.counts[index]:
            return True
        follows = any(extent.start >= region.end for _, extent in row.cells)
        return not follows and not self._has_headings(index)

    def _has_headings(self, index: int) -> bool:
        """Whether a row that turns there has a cell over several columns of others."""
        region = self.regions[index]
        return any(
            extent.width > 1 and region.covers(extent)
            for row in self.rows
            if index in row.turns
            for _, extent in row.cells
        )

    def _fit_beside(self, row: _Row, region: Extent, count: int) -> bool:
        """The cells of a row that stand in the region one by one, above columns that turn."""
        only = find_only_count(row.cells, region)
        if only is not None:
            return only == count
        met = [(cell, extent) for cell, extent in row.cells if extent.meets(region)]
        if not met or any(extent.covers(region) for _, extent in met):
            return True
        worded = [(cell, extent) for cell, extent in met if _says_something(cell)]
        is_head = len(worded) == 1 and worded[0][1].is_amid(region)
        if is_head or sum(extent.width for _, extent in met) != count:
            _fill_region([cell for cell, _ in met], [cell for cell, _ in worded], count)
        return True

    def _fit_over(self, row: _Row) -> None:
        """The cells that cover all of a region, and perhaps others beside it."""
        for cell, extent in row.cells:
            covered = [i for i, region in enumerate(self.regions) if extent.covers(region)]
            covered = [i for i in covered if i not in row.turns]
            if not covered:
                continue
            span = read_span(cell) + sum(self.counts[i] - self.regions[i].width for i in covered)
            if span or len(row.cells) == 1:
                _set_span(cell, max(span, 1))
            else:
                remove_node(cell)

    def fit_grid(self) -> None:
        """Share the width that the table has in the template among the columns that came out."""
        grid = self.table.find(_GRID)
        if grid is None:
            return
        before = [read_length(node, "w", 0) for node in grid.iterchildren(w("gridCol"))]
        whole, wishes = sum(before), self._wish_widths(before)
        if not wishes or not whole:
            return
        edges = [round(whole * sum(wishes[:i]) / sum(wishes)) for i in range(len(wishes) + 1)]
        widths = [end - start for start, end in pairwise(edges)]
        for node in list(grid.iterchildren(w("gridCol"))):
            grid.remove(node)
        for number, width in enumerate(widths):
            grid.insert(number, make_element("gridCol", w=str(width)))
        for row in list_rows(self.table):
            for cell, extent in list_extents(row):
                _set_width(cell, sum(widths[extent.start : extent.end]), whole)

    def _wish_widths(self, before: Sequence[int]) -> list[float]:
        """How wide each column would be: as in the template, and a region at least as there."""
        mean = sum(before) / max(len(before), 1)
        last = max(
            [e.end for row in self.rows for _, e in row.cells] + [r.end for r in self.regions]
        )
        known = [float(width or mean) for width in before] + [mean] * (last - len(before))
        wishes, start = [], 0
        for region, cells in zip(self.regions, self.longest, strict=True):
            wishes += known[start : region.start]
            there = known[region.start : region.end]
            if cells is not None:
                own = [width for cell in cells for width in _share_width(cell, known)]
                scale = max(sum(there) / sum(own), 1) if own else 1
                there = [width * scale for width in own]
            wishes += there
            start = region.end
        return wishes + known[start:last]


def _read_mark(node: Element) -> list[int]:
    return [int(number) for number in node.get(MARK, "").split()]


def _share_width(cell: Element, known: Sequence[float]) -> list[float]:
    """The width of the cell's columns in the template, shared among those that it spans."""
    start, end = _read_mark(cell)
    span = read_span(cell)
    return [sum(known[start:end]) / span] * span


def _says_something(cell: Element) -> bool:
    return any((node.text or "").strip() for node in cell.iter(names.T)) or any(
        True for _ in cell.iter(w("drawing"), w("pict"), w("object"))
    )


def _set_span(cell: Element, span: int) -> None:
    properties = cell.find(_TC_PR)
    if properties is None:
        properties = make_element("tcPr")
        cell.insert(0, properties)
    for node in properties.findall(_SPAN):
        properties.remove(node)
    if span > 1:
        later = {w(name) for name in names_after("tcPr", "gridSpan")}
        place = next((i for i, node in enumerate(properties) if node.tag in later), len(properties))
        properties.insert(place, make_element("gridSpan", val=str(span)))


def _set_width(cell: Element, width: int, whole: int) -> None:
    """A width that the cell has of its own is that of its columns."""
    node = cell.find(f"{_TC_PR}/{w('tcW')}")
    kind = "" if node is None else node.get(names.TYPE, "dxa")
    if node is not None and kind in ("dxa", "pct"):
        node.set(w("w"), str(width if kind == "dxa" else round(_WHOLE * width / whole)))
