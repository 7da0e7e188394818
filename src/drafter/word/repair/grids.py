"""The grids of tables: as many columns as their rows have cells, however many came out."""

from __future__ import annotations

from drafter.word import names
from drafter.word.layout.columns import list_extents, list_rows
from drafter.word.layout.formatting import read_length
from drafter.word.xml import Element, make_element, w

_GRID, _COLUMN = w("tblGrid"), w("gridCol")


def fit_grids(root: Element) -> None:
    """Let each table's grid have the columns of its own rows; the table stays as wide.

    By docxtpl's rule, which counts the cells of nested tables too, and not those in content
    controls.
    """
    for table in root.iter(names.TBL):
        grid = table.find(_GRID)
        if grid is None:
            continue
        rows = [(row, list_extents(row)) for row in list_rows(table)]
        most = max((len(cells) for _, cells in rows), default=0)
        _add_columns(grid, most - len(grid.findall(_COLUMN)))
        ends = [cells[-1][1].end + _read_gap_behind(row) for row, cells in rows if cells]
        _remove_columns(grid, len(grid.findall(_COLUMN)) - max(ends, default=0))


def _read_gap_behind(row: Element) -> int:
    """The columns that the row leaves free at its end."""
    return read_length(row.find(f"{names.TRPR}/{w('gridAfter')}"), "val", 0)


def _add_columns(grid: Element, count: int) -> None:
    columns = grid.findall(_COLUMN)
    whole = sum(read_length(each, "w", 0) for each in columns)
    if count <= 0 or not whole:
        return
    before, after = whole / len(columns), whole / (len(columns) + count)
    for each in columns:
        if (width := each.get(w("w"))) is not None:
            each.set(w("w"), str(int(float(width) * after / before)))
    grid.extend(make_element("gridCol", w=str(int(after))) for _ in range(count))


def _remove_columns(grid: Element, count: int) -> None:
    columns = grid.findall(_COLUMN)
    if count <= 0:
        return
    left, gone = columns[:-count], columns[-count:]
    freed = sum(read_length(each, "w", 0) for each in gone)
    for each in gone:
        grid.remove(each)
    for each in left:
        if (width := each.get(w("w"))) is not None:
            each.set(w("w"), str(int(float(width) + int(freed / len(left)))))
