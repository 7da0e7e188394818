"""The cells of a text's tables beside those of the report: by the heads of row and column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.engine.render.trace import PrintedValue
from drafter.problems.model import Value

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BLANK = re.compile(r"\s")
LEAST_HEADS = 2
"""A table is that of the report where so many heads of columns, and half of them, are alike."""


class Cell(NamedTuple):
    """A cell: the lines that it has, and what they say."""

    lines: tuple[int, ...]
    text: str


class Table(NamedTuple):
    """heads: those of its columns; cells: by the heads of row and column, those that are alike
    left out."""

    heads: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]


def compare_cells(page: PageText, report: PageText) -> Iterator[Hit]:
    """D417: a figure of a table's cell that the report of the records has otherwise.

    A table is compared where no other of the text and no other of the report has its heads: one
    of two may be that of another year.
    """
    ours, theirs = [*_read_tables(report)], [*_read_tables(page)]
    for table in theirs:
        same = [each for each in ours if _are_alike(table.heads, each.heads)]
        rivals = [each for each in theirs if _are_alike(table.heads, each.heads)]
        for key, cell in table.cells.items() if len(same) == len(rivals) == 1 else ():
            known = same[0].cells.get(key)
            if known is not None:
                yield from _compare(key, page, cell, report, known)


def _are_alike(heads: tuple[str, ...], others: tuple[str, ...]) -> bool:
    shared = len({*heads} & {*others} - {""})
    return shared >= LEAST_HEADS and shared * 2 >= len({*heads, *others} - {""})


def _read_tables(page: PageText) -> Iterator[Table]:
    """The tables of a page; rows with another number of cells than the first have no heads."""
    grids: dict[tuple[str, int], dict[int, dict[int, Cell]]] = {}
    for number, line in enumerate(page.lines):
        if line.spot.table and line.kind == "cell":
            rows = grids.setdefault((line.member, line.spot.table), {})
            row = rows.setdefault(line.spot.row, {})
            before = row.get(line.spot.cell, Cell((), ""))
            row[line.spot.cell] = Cell((*before.lines, number), before.text + line.text)
    for rows in grids.values():
        first = rows[min(rows)]
        heads = tuple(_BLANK.sub("", first[at].text) for at in sorted(first))
        found = [
            ((head, name), cell)
            for row in list(rows.values())[1:]
            if len(row) == len(heads) and (head := _find_head(row))
            for name, cell in zip(heads, (row[at] for at in sorted(row)), strict=True)
        ]
        counts = Counter(key for key, _ in found)
        yield Table(heads, {key: cell for key, cell in found if counts[key] == 1 and key[1]})


def _find_head(row: Mapping[int, Cell]) -> str:
    """What a row is about: its first cell that is more than a number."""
    texts = (_BLANK.sub("", row[at].text) for at in sorted(row))
    return next((text for text in texts if re.search(r"[^\d.,、%()（）]", text)), "")


def _compare(
    key: tuple[str, str], page: PageText, cell: Cell, report: PageText, known: Cell
) -> Iterator[Hit]:
    """The first figure of two cells that say the same but for their figures."""
    if _NUMBER.sub("0", cell.text) != _NUMBER.sub("0", known.text) or len(cell.lines) != 1:
        return
    printed = _find_printed(report, known)
    numbers = zip(_NUMBER.finditer(cell.text), _NUMBER.finditer(known.text), strict=True)
    for said, right in numbers if printed else ():
        if _read(said[0]) != _read(right[0]):
            origins = printed.origins if printed else ()
            values: dict[str, Value] = {
                "name": "·".join(key), "found": said[0], "right": right[0],
                "where": origins[0].where if origins else "", "count": max(len(origins), 1),
            }  # fmt: skip
            yield Hit("D417", cell.lines[0], *said.span(), values)
            return


def _read(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _find_printed(report: PageText, cell: Cell) -> PrintedValue | None:
    """What a tag printed in a cell; None where its figure is typed."""
    for number in cell.lines:
        for segment in report.segments(number):
            if (printed := report.printed(segment)) and _NUMBER.search(segment.text):
                return printed
    return None
