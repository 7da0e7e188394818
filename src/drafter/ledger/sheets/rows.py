"""Which rows of a sheet are records, and what the others are: totals, headings, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from drafter.ledger.sheets.columns import Header, names_columns, read_name
from drafter.ledger.sheets.doubtful import DoubtfulRows
from drafter.ledger.sheets.row_words import (
    DASH,
    FIGURED,
    FOOT,
    GRAND,
    HAN_NUMBER,
    NUMBERED,
    NUMBERLIKE,
    PERIOD,
    REMARK,
    SIGNED,
    SUBTOTAL,
    begins_with_number,
    begins_with_word,
    is_telling,
    normalize_words,
)  # fmt: skip
from drafter.problems import TextPlace
from drafter.schema import Field
from drafter.source import Cell, Cells, Grid
from drafter.source.totals import SCOPE, SUM, TOTAL

_IS_EXACT = attrgetter("exact")


def normalize_text(cell: Cell) -> str:
    """The cell's text as it is compared with words: half-width, without blanks."""
    return normalize_words(cell.text)


@dataclass(frozen=True)
class SortedRows:
    """The lines that are records, and by what they are those that are none.

    lone: the records that may be headings or totals as well.
    """

    records: list[int]
    passed: Mapping[str, list[int]]
    lone: frozenset[int]


QUIET = {"title", "head"}
"""What every sheet has above its records: told only beside something else."""


def find_row_to_look_at(
    grid: Grid, rows: SortedRows, notes: Mapping[str, list[int]]
) -> TextPlace | None:
    """The first row of which something is told that not every sheet has."""
    kinds = [lines for kind, lines in rows.passed.items() if kind not in QUIET]
    lines = sorted(line for kind in (*kinds, *notes.values()) for line in kind)
    cells = (cell for line in lines for cell in grid.rows.get(line, {}).values())
    return next((cell.place for cell in cells if cell.is_own), None)


def sort_rows(grid: Grid, header: Header, ledger: Field) -> SortedRows:
    """Every line of the sheet, from the first to the last that holds something, is one of them."""
    kinds = dict.fromkeys(range(min(grid.rows), header.first), "title")
    kinds |= dict.fromkeys(range(header.first, header.last + 1), "head")
    sorter = _Sorter(grid, header, ledger)
    below = [line for line in grid.rows if line > header.last]
    exact = {line for line in below if any(map(_IS_EXACT, grid.rows[line].values()))}
    for line in below:
        is_record = line in exact or sorter.is_plain(grid.rows[line])
        kinds[line] = "record" if is_record else sorter.name_kind(line)
    for above, line in pairwise([header.last, *below]):
        if line - above > 1:
            kinds |= dict.fromkeys(range(above + 1, line), "blank")
    kinds |= dict.fromkeys(set(_find_foot(grid, header, kinds)) - exact, "foot")
    doubtful = DoubtfulRows(grid, sorter.fields, kinds)
    others = dict.fromkeys(doubtful.find_sums() - exact, "total")
    others |= dict.fromkeys(set(doubtful.find_signature()) - exact, "foot")
    if others:
        kinds |= others
        doubtful = DoubtfulRows(grid, sorter.fields, kinds)
    lone = doubtful.find_lone() - exact
    passed: dict[str, list[int]] = {}
    for line in sorted(kinds):
        passed.setdefault(kinds[line], []).append(line)
    return SortedRows(passed.pop("record", []), passed, lone)


def name_rows(grid: Grid, names: Mapping[str, int]) -> Mapping[int, str]:
    """What the lines are that are no records, of a table whose first line names any columns."""
    head = min(grid.rows)
    titles = {at: frozenset({read_name(cell.text)}) for at, cell in grid.rows[head].items()}
    fields = {name: Field(name, "any") for name in names}
    header = Header(head, head, names, {}, (), (), titles)
    passed = sort_rows(grid, header, Field("", "ledger", fields=fields)).passed
    full = [line for line, cells in grid.rows.items() if line > head and _is_full(cells, header)]
    kinds = {line: kind for kind, lines in passed.items() for line in lines}
    # where no row has more than one cell, each may be meant: 一月, 二月 …
    return {line: kind for line, kind in kinds.items() if full or kind in ("total", "again")}


def _find_foot(grid: Grid, header: Header, kinds: Mapping[int, str]) -> list[int]:
    """The rows with hardly anything in them that stand apart below the last full record.

    Apart: behind an empty row or the total of the whole ledger. All others are records, however
    little of them is filled.
    """
    records = [line for line, kind in kinds.items() if kind == "record"]
    last = next((n for n in sorted(records, reverse=True) if _is_full(grid.rows[n], header)), None)
    if last is None:
        return []
    apart = (
        line
        for line in sorted(kinds)
        if line > last
        and (kinds[line] == "blank" or (kinds[line] == "total" and _is_grand(grid.rows[line])))
    )
    start = next(apart, None)
    rest = [line for line in records if start is not None and line > start]
    return [line for line in rest if not any(cell.fault for cell in grid.rows[line].values())]


def _is_full(cells: Cells, header: Header) -> bool:
    """Whether two of the ledger's columns are filled, or the only one it has."""
    known = [cells[column] for column in header.columns.values() if column in cells]
    return len({cell.area or cell.place for cell in known}) >= min(2, len(header.columns))


def _is_grand(cells: Cells) -> bool:
    return any(GRAND.fullmatch(normalize_text(cell)) for cell in cells.values())


class _Sorter:
    """Says what a row is. Strict: what is not plainly something else is a record."""

    def __init__(self, grid: Grid, header: Header, ledger: Field) -> None:
        self.grid = grid
        self.header = header
        self.fields = {column: ledger.fields[name] for name, column in header.columns.items()}
        self.enumerated = self._find_enumerated_columns()
        self.titles = {
            normalize_text(cell)
            for line, cells in grid.rows.items()
            if line < header.first
            for cell in cells.values()
        }

    def name_kind(self, line: int) -> str:
        cells = self.grid.rows[line]
        own = {column: cell for column, cell in sorted(cells.items()) if cell.is_own}
        known = {column: cell for column, cell in own.items() if column in self.fields}
        if not own:
            return "blank"
        if names_columns(cells, self.header):
            return "again"
        if self._is_total(cells, own):
            return "total"
        if self._is_foot(own):
            return "foot"
        if self._is_heading(own):
            return "group"
        holds = not all(DASH.fullmatch(normalize_text(cell)) for cell in own.values())
        return "record" if known and holds else "unused"

    def is_plain(self, cells: Cells) -> bool:
        """Whether the row is surely a record, told at a tenth of the cost: nearly all are.

        Three fields have cells of their own: headings and lines of a foot have fewer. Up to the
        second word there is none by which a row is a total, and no total is told by a later one.
        """
        known = 0
        for column, cell in cells.items():
            if cell.value is None or cell.area is not None:
                return False
            known += column in self.fields
        if known < 3:
            return False
        words = 0
        for _, cell in sorted(cells.items()):
            text = cell.text
            if is_telling(text):
                return False
            words += begins_with_word(text)
            if words > 1:
                break
        return words > 0 and not names_columns(cells, self.header)

    def _is_value(self, column: int, cell: Cell) -> bool:
        """Whether the schema allows just this text there."""
        field = self.fields.get(column)
        return field is not None and cell.text in field.choices

    def _is_total(self, cells: Cells, own: Mapping[int, Cell]) -> bool:
        columns = [column for column, cell in own.items() if not _is_numberlike(cell)]
        above = (cell for cell in cells.values() if cell.is_filled and not cell.is_own)
        if any(TOTAL.fullmatch(normalize_text(cell)) for cell in above):
            return True
        if not columns or any(self._is_value(column, own[column]) for column in columns[:2]):
            return False
        first = normalize_text(own[columns[0]])
        if TOTAL.fullmatch(first):
            return True
        # but for the word all is figures: the words that a record may hold too
        others = {own[c].area or c for c in columns if c in self.fields or c == columns[0]}
        if len(others) == 1 and len(self.fields) > 1:
            return bool(SUBTOTAL.fullmatch(first) or FIGURED.fullmatch(first))
        second = normalize_text(own[columns[1]]) if len(columns) == 2 else ""
        return len(others) == 2 and bool(re.fullmatch(rf"{SCOPE}{SUM}", second))

    def _is_foot(self, own: Mapping[int, Cell]) -> bool:
        cells = list(own.values())
        first = normalize_text(cells[0])
        if self._is_value(next(iter(own)), cells[0]):
            return False
        alone = len({cell.area or cell.place for cell in cells}) == 1
        patterns = (FOOT, SIGNED, REMARK) if alone else (FOOT, SIGNED)
        return any(pattern.fullmatch(first) for pattern in patterns)

    def _is_heading(self, own: Mapping[int, Cell]) -> bool:
        """A title merged over the columns, or an enumerated one that stands alone in its row."""
        texts = {column: cell for column, cell in own.items() if not _is_numberlike(cell)}
        pieces = {cell.area or cell.place for cell in texts.values()}
        if not texts:
            return False
        column, first = next(iter(texts.items()))
        words = normalize_text(first)
        if len(pieces) == 1:
            over = [c for c in texts if c in self.fields]
            if first.area is not None and first.area.right > first.area.left:
                return len(over) > 1 or len(over) < len(texts) > 1
            if words in self.titles and len(own) == 1:
                return True
            is_title = NUMBERED.match(words) or PERIOD.fullmatch(words)
            is_sparse = len(self.fields) > 1 and len(own) <= 2 and not self._is_value(column, first)
            return bool(is_title) and is_sparse and column not in self.enumerated
        is_pair = len(pieces) == 2 and len(own) == 2 and column not in self.fields
        return is_pair and bool(HAN_NUMBER.fullmatch(words)) and column not in self.enumerated

    def _find_enumerated_columns(self) -> set[int]:
        """The columns in which full records too begin with 一、, or are a month."""
        found: set[int] = set()
        for line, cells in self.grid.rows.items():
            if line <= self.header.last:
                continue
            more = [c for c, cell in cells.items() if c not in found and _is_enumerated(cell)]
            if more and self._count_own(cells) > 1:
                found.update(more)
        return found

    def _count_own(self, cells: Cells) -> int:
        """How many of the ledger's columns hold something of their own, merged ones as one."""
        own = [(column, cell) for column, cell in cells.items() if column in self.fields]
        return len({cell.area or column for column, cell in own if cell.is_own})


def _is_enumerated(cell: Cell) -> bool:
    text = cell.text
    return not begins_with_word(text) and begins_with_number(text) and cell.is_own


def _is_numberlike(cell: Cell) -> bool:
    """Whether it is a figure, or ought to be: a formula without its result."""
    if cell.value is None:
        return True
    if begins_with_word(cell.text):
        return False
    text = normalize_text(cell)
    is_figure = isinstance(cell.value, int) or NUMBERLIKE.fullmatch(text)
    return bool(is_figure) and not PERIOD.fullmatch(text)


def describe_lines(lines: list[int]) -> str:
    """The lines as ranges.

    >>> describe_lines([1, 2, 3, 7, 9, 10])
    '1–3、7、9–10'
    """
    return "、".join(f"{a}–{b}" if b > a else str(a) for a, b in _join_runs(lines))


def _join_runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for line, after in pairwise([*lines, -1]):
        start = line if start is None else start
        if after != line + 1:
            yield start, line
            start = None
