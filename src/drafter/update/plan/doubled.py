"""Rows of a table that would bear one number: a hand's, and one that the data have renumbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from drafter.update.plan.model import Clash, Edit, Insert, Replace, Span, Strike, cover_block
from drafter.update.sources.lineage import Lineage
from drafter.word.text.blocks import CELL_END, Block


class _Serial(NamedTuple):
    """The number that a row of the new draft bears: in which cell, and where in its text."""

    cell: int
    span: Span


class _Row(NamedTuple):
    """A row of the edited file as it will be: its number; where that stands, or the row of the new
    draft whose number it gets."""

    number: str
    at: Span | None
    fresh: int | None = None


def find_doubled_numbers(
    lineage: Lineage, trunk: Sequence[Block], placed: Mapping[int, int], edits: Iterable[Edit],
    clashes: Iterable[Clash],
) -> list[Clash]:  # fmt: skip
    """A conflict at each number of a hand's that a row which comes, or is renumbered, bears too.

    placed: block of the new draft → of the edited file. clashes: a row that one of these is about
    as a whole is told already. A table whose rows begin to count anew
    has numbers twice, and is passed over.
    """
    rows = range(len(lineage.new))
    serials = {n: serial for n in rows if (serial := _find_serial(lineage, n))}
    edits = list(edits) if serials else []
    homes = {lineage.new[n].table: trunk[t].table for n, t in placed.items() if n in serials}
    told = {clash.at.block for clash in clashes if clash.kind not in ("figure", "copied")}
    found: list[Clash] = []
    for table, home in homes.items():
        members = {n: each for n, each in serials.items() if lineage.new[n].table == table}
        numbers = [_read(lineage.new, each.span) for each in members.values()]
        cells = {each.cell for each in members.values()}
        if len(cells) == 1 and len(set(numbers)) == len(numbers):
            made = _list_rows(lineage.new, trunk, members, placed, edits, home)
            found += _compare(lineage.new, made)
    return [clash for clash in found if clash.at.block not in told]


def _find_serial(lineage: Lineage, n: int) -> _Serial | None:
    block = lineage.new[n]
    for value in block.values if block.kind == "tr" else ():
        if lineage.is_serial(block, value.start):
            cell = block.text.count(CELL_END, 0, value.start)
            return _Serial(cell, Span(n, value.start, value.end))
    return None


def _list_rows(
    new: Sequence[Block], trunk: Sequence[Block], members: Mapping[int, _Serial],
    placed: Mapping[int, int], edits: Sequence[Edit], home: int,
) -> Iterator[_Row]:  # fmt: skip
    """The rows that the table will have, in so far as they have a number."""
    (cell,) = {each.cell for each in members.values()}
    known = {t: n for n, t in placed.items()}
    struck = {edit.block for edit in edits if isinstance(edit, Strike)}
    renewed = {edit.source for edit in edits if isinstance(edit, Replace)}
    for edit in edits:
        if isinstance(edit, Insert) and edit.source in members:
            number = _read(new, members[edit.source].span)
            yield _Row(number, None, edit.source)
    for t, block in enumerate(trunk):
        if block.table != home or block.struck or t in struck:
            continue
        n = known.get(t)
        if n is not None and n in members and members[n].span in renewed:
            yield _Row(_read(new, members[n].span), None, n)
        elif (at := _find_number(block, t, cell)) is not None:
            yield _Row(_read(trunk, at), at)


def _find_number(block: Block, t: int, cell: int) -> Span | None:
    """The number in that cell of the row, if there is nothing else in it."""
    cells = block.text.split(CELL_END)[:-1]
    if cell >= len(cells) or not cells[cell].strip().isdecimal():
        return None
    start = sum(len(each) + 1 for each in cells[:cell])
    number = cells[cell].strip()
    start += cells[cell].index(number)
    return Span(t, start, start + len(number))


def _compare(new: Sequence[Block], rows: Iterable[_Row]) -> Iterator[Clash]:
    by_number: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    for mates in by_number.values():
        fresh = next((row.fresh for row in mates if row.fresh is not None), None)
        for row in mates:
            if row.at is not None and fresh is not None:
                yield Clash("numbered", row.at, None, cover_block(new, fresh), True)


def _read(blocks: Sequence[Block], span: Span) -> str:
    return blocks[span.block].text[span.start : span.end]
