"""A table in a CSV file: its cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from drafter import patterns
from drafter.problems import Problem, TextPlace, problem
from drafter.source.tables.cells import MOST_CELLS, MOST_ROWS, Cell, Grid, TooLarge, make_csv_cell
from drafter.source.yaml import encoding
from drafter.source.yaml.node import SourceText

_MOST_BYTES = 20 * 2**20
_DELIMITERS = ",\t;，"
"""What may stand between two cells: that which stands in the first line, the earlier first."""


_TEXT_FORMULA = patterns.postpone(r'="((?:[^"]|"")*)"')
_SHORTENED = patterns.postpone(r"-?\d(?:\.\d+)?E\+\d{2,}")


class CsvCell(NamedTuple):
    """A cell as it is written: its text, and whether its quotes do not match."""

    text: str
    place: TextPlace
    broken: bool = False


class CsvRow(NamedTuple):
    """A line of the table: its cells that hold something, by 1-based column.

    width: how many cells it has, empty ones too. end: where the last of them stands.
    """

    cells: Mapping[int, CsvCell]
    width: int
    end: tuple[int, int]


def read_csv(data: bytes, shown: str) -> tuple[Grid | None, list[Problem]]:
    """The cells of the file. Raises TooLarge."""
    decoded, found = encoding.decode(data, shown)
    if decoded is None:
        return None, found
    rows: dict[int, Mapping[int, Cell]] = {}
    count = 0
    if len(data) > _MOST_BYTES or _count_cells(decoded) > 2 * MOST_CELLS:
        raise TooLarge
    for row in parse_cells(encoding.normalize_lines(decoded, shown)):
        if broken := next((cell for cell in row.cells.values() if cell.broken), None):
            return None, [problem("D165", broken.place)]
        filled = {
            column: cell
            for column, (text, place, _) in row.cells.items()
            if (cell := _read_cell(text, place)).is_filled
        }
        if filled:
            rows[next(iter(filled.values())).place.line] = filled
            count += len(filled)
        if count > MOST_CELLS or len(rows) > MOST_ROWS:
            raise TooLarge
    found = [each for each in found if each.code != "D111"]  # Excel's own CSV is GBK
    return Grid(shown, "", rows), found


def _read_cell(text: str, place: TextPlace) -> Cell:
    fault = find_shortened(text, place)
    return Cell(None, place, fault) if fault else make_csv_cell(text, place)


def find_shortened(text: str, place: TextPlace) -> Problem | None:
    """D176: what Excel saved as 3.70101E+17 was a long number once."""
    is_short = "E+" in text and _SHORTENED.fullmatch(text)
    return problem("D176", place, value=text) if is_short else None


def _count_cells(text: str) -> int:
    """About how many cells hold something: said at once, before any is made."""
    sign = _find_delimiter(text)
    return re.sub(rf"[{sign}\r\n]+", sign, text).count(sign)


def _find_delimiter(text: str) -> str:
    first = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    return next((sign for sign in _DELIMITERS if sign in first), ",")


def parse_cells(text: SourceText) -> Iterator[CsvRow]:
    """The lines of the table; cells in quotes may go over several lines of the file."""
    sign = _find_delimiter(text.source)
    match_cell = re.compile(
        rf'{sign}*[ ]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*(?=[{sign}\n]|\Z)|(?P<bare>[^{sign}\n]*))'
    ).match
    empty = re.compile(rf"(?:[{sign} ]*\n)+")
    source, lines, last = text.source, text.lines, len(text.source)
    line, start, at, width = 1, 0, 0, 0
    cells: dict[int, CsvCell] = {}
    while at <= last:
        if not width and _is_plain(lines[line - 1], sign):
            yield _cut_plain(text.file, line, lines[line - 1], sign)
            at += len(lines[line - 1]) + 1
            line, start = line + 1, at
            continue
        if not width and (skipped := empty.match(source, at)) is not None:
            line, start, at = line + skipped[0].count("\n"), skipped.end(), skipped.end()
            continue
        match = match_cell(source, at)
        assert match is not None  # a cell may be empty
        written, end = match[0], match.end()
        width += 1 + (len(written) - len(written.lstrip(sign)) if written[:1] == sign else 0)
        cell = _make_cell(match, text, line, start)
        if cell.text:
            cells[width] = cell
        if '"' in written and (breaks := written.count("\n")):
            line, start = line + breaks, source.rindex("\n", 0, end) + 1
        at = end + 1
        if at > last or source[end] == "\n":
            yield CsvRow(cells, width, (cell.place.line, cell.place.column))
            line, start, width, cells = line + 1, at, 0, {}


def _is_plain(written: str, sign: str) -> bool:
    """Whether the line has no quotes, and is not left out as one without anything: cells are what
    stands between the signs."""
    return '"' not in written and bool(written.strip(f"{sign} "))


def _cut_plain(file: str, line: int, written: str, sign: str) -> CsvRow:
    """The row of such a line, told at a third of the cost: nearly all of a large file are such."""
    cells: dict[int, CsvCell] = {}
    column = number = end = 0
    for number, piece in enumerate(written.split(sign), 1):
        value = piece.strip()
        end = column + len(piece)
        start = column if value == piece else end - len(piece.lstrip())
        if value:
            place = TextPlace(file, line, start + 1, len(value), written)
            cells[number] = CsvCell(value, place)
        column = end + 1
    return CsvRow(cells, number, (line, start + 1))


def _make_cell(match: re.Match[str], text: SourceText, line: int, start: int) -> CsvCell:
    """The match's cell; `start` is where its line begins."""
    quoted, bare = match["quoted"], match["bare"]
    if quoted is None:
        value = written = bare.strip()
        column = match.end() - len(bare.lstrip()) - start
    else:
        value, written = quoted.replace('""', '"').strip(), f'"{quoted}"'.partition("\n")[0]
        column = match.start("quoted") - 1 - start
    if value.startswith("=") and (formula := _TEXT_FORMULA.fullmatch(value)):
        value = formula[1].replace('""', '"')  # a system's ="001" is the text 001, as Excel has it
    lines = text.lines
    place = TextPlace(text.file, line, column + 1, len(written) or 1, lines[line - 1])
    return CsvCell(value, place, quoted is None and written[:1] == '"')
