"""Which line is to blame when an entry of a list does not line up."""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.problems import Problem, problem
from drafter.source.slips import signs
from drafter.source.yaml.node import SourceText

_MOST_LINES = 200
"""How far above and below an entry its neighbours are looked for."""
_HEAD = re.compile(r"[^\s#-].*[:：][ \t]*(#.*)?$")


class _WrittenLine(NamedTuple):
    line: int
    indent: int
    body: str

    @property
    def is_entry(self) -> bool:
        return signs.ENTRY.match(self.body) is not None


def find_misindented_line(text: SourceText, number: int, column: int) -> Problem | None:
    """The line that is wrong in place of the entry on line `number`; None: it is that entry.

    column: 0-based, of the entry's minus sign.
    """
    above = _list_written_lines(text, range(number - 1, max(number - _MOST_LINES, 0), -1))
    below = _list_written_lines(text, range(number, min(number + _MOST_LINES, len(text.lines)) + 1))
    return _find_outdented(text, above, column) or _check_first_entry(text, above, below, column)


def _list_written_lines(text: SourceText, numbers: range) -> list[_WrittenLine]:
    """The written lines among these, without the comments."""
    bodies = ((number, text.lines[number - 1]) for number in numbers)
    return [
        _WrittenLine(number, len(line) - len(line.lstrip(" ")), line.strip())
        for number, line in bodies
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _find_outdented(text: SourceText, above: list[_WrittenLine], column: int) -> Problem | None:
    """Fields that slid out to the left of their entry, which stands right above them."""
    slid = 0
    while slid < len(above) and above[slid].indent < column and not _opens_block(above[slid]):
        slid += 1
    entry = next((row for row in above[slid:] if row.is_entry), None)
    if not slid or entry is None or entry.indent != column or above[slid - 1].is_entry:
        return None
    return _report_indent(
        text, above[slid - 1], column + len(entry.body) - len(entry.body[1:].lstrip())
    )


def _opens_block(row: _WrittenLine) -> bool:
    return not row.is_entry and _HEAD.match(row.body) is not None


def _check_first_entry(
    text: SourceText, above: list[_WrittenLine], below: list[_WrittenLine], column: int
) -> Problem | None:
    """The first entry of the list, when it alone begins elsewhere or lacks its minus sign."""
    head = next(
        (at for at, row in enumerate(above) if _opens_block(row) and row.indent <= column), 0
    )
    inside = above[:head]
    if not inside:
        return None
    first, entries = inside[-1], [row for row in inside if row.is_entry]
    if not entries:
        return problem("D162", text.spot(first.line, first.indent + 1))
    same = [row for row in below if row.is_entry and row.indent == column]
    alone = entries == [first] and first.indent != column and len(same) > 1
    return _report_indent(text, first, column) if alone else None


def _report_indent(text: SourceText, row: _WrittenLine, want: int) -> Problem:
    width = len(row.body.split(":")[0].rstrip()) or 1
    place = text.spot(row.line, row.indent + 1, width)
    return problem("D145", place, have=row.indent, want=want)
