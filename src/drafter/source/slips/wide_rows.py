"""Records in braces that were typed with a Chinese input method: found, and told as one problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from drafter.problems import Phrase, Problem, TextPlace, place_key, problem
from drafter.source.slips import punctuation
from drafter.source.slips.record_reader import (
    BLANKS,
    COLONS,
    DASH,
    NAME,
    NEXT,
    ROW,
    MendedRow,
    Unfinished,
    mend_row,
)  # fmt: skip
from drafter.source.slips.scanner import collect_keys
from drafter.source.yaml.node import SourceText

_BRACED = re.compile(
    rf"[{BLANKS}]*[-*+{punctuation.DASHES}]?[{BLANKS}]*[{{｛][{BLANKS}]*(?={NAME}[{COLONS}])"
)
_SECOND = re.compile(
    rf"(?P<first>[{BLANKS}]*(?:{DASH})[{BLANKS}]*[{{｛][^{{}}｛｝\"'#]*[}}｝])"
    rf"[{BLANKS},，、;；]*(?:{DASH})?[{BLANKS}]*[{{｛]"
)
"""A record in braces and the beginning of another on its line."""
_MOST_LINES = 12
"""A record goes over so many lines at most."""
_BAD_CODES = frozenset({"D144", "D152", "D154"})
"""What is told of a record whose signs are of no known kind, and leads nowhere."""


def collect_names(lines: Iterable[str]) -> set[str]:
    """The names that stand where names of fields do in more than one record in braces."""
    counts: Counter[str] = Counter()
    for line in lines:
        if hit := _BRACED.match(line):
            names = {line[hit.end() :].split("：")[0].split(":")[0].strip()}
            counts.update(names.union(each["name"] for each in NEXT.finditer(line, hit.end())))
    return {name for name, count in counts.items() if count > 1}


class FoundRow(NamedTuple):
    """A record's 1-based first and last line, and how they read with plain signs."""

    first: int
    last: int
    row: MendedRow


def join_problems(found: list[Problem], text: SourceText) -> list[Problem]:
    """The problems in order; those of a record that was typed with wrong signs are one."""
    found = _tell_second_records(found, text)
    counts = Counter(each.place.line for each in found if isinstance(each.place, TextPlace))
    if not any(map(ROW.match, _list_nearby_lines(text.lines, counts))):
        return found
    known = collect_keys(text) | collect_names(text.lines)
    codes = {place_key(each)[0]: each.code for each in found}
    rows: dict[int, FoundRow] = {}
    for line in counts:
        row = None if line in rows else find_row(text.lines, line, known)
        if row is not None:
            lines = range(row.first, row.last + 1)
            many = sum(counts[number] for number in lines) > 1
            if _is_reported(row.row, is_told_badly=many or codes[line] in _BAD_CODES):
                rows |= dict.fromkeys(lines, row)
    others = [each for each in found if place_key(each)[0] not in rows]
    told = (_report_row(text, row) for row in {row.first: row for row in rows.values()}.values())
    return sorted([*others, *told], key=place_key)


def _tell_second_records(found: list[Problem], text: SourceText) -> list[Problem]:
    """The problems; of a line with two records in braces that there are two, and nothing else.

    Obeying what is said of its signs would lead to two records on one line all the same.
    """
    told: dict[int, Problem] = {}
    for each in found:
        line = each.place.line if isinstance(each.place, TextPlace) else 0
        if line and line not in told and (hit := _SECOND.match(text.lines[line - 1])):
            behind = text.lines[line - 1][hit.end("first") :]
            rest = behind.lstrip(BLANKS)
            column = hit.end("first") + len(behind) - len(rest) + 1
            told[line] = problem("D160", text.spot(line, column), rest=rest.rstrip(BLANKS))
    others = [each for each in found if place_key(each)[0] not in told]
    return sorted([*others, *told.values()], key=place_key) if told else found


def _list_nearby_lines(lines: Sequence[str], numbers: Iterable[int]) -> Iterator[str]:
    """The lines of those numbers, and those above that a record on them may begin on."""
    wanted = {n for number in numbers for n in range(max(number - _MOST_LINES, 1), number + 1)}
    return (lines[number - 1] for number in wanted)


def _is_reported(row: MendedRow, *, is_told_badly: bool) -> bool:
    """Whether the record is told as a whole. is_told_badly: by many problems, or by a wrong one."""
    return row.braced or row.signs > 1 or (is_told_badly and row.sure)


def _report_row(text: SourceText, found: FoundRow) -> Problem:
    """D185: the record is not written with plain signs and blanks."""
    line = text.lines[found.first - 1]
    column = len(line) - len(line.lstrip(BLANKS)) + 1
    place = text.spot(found.first, column, text.rest_width(found.first, column))
    written = re.sub(r"\s*\n\s*", " ", found.row.line.strip())
    return problem("D185", place, row=Phrase(written, written))


def find_row(lines: Sequence[str], number: int, known: Collection[str]) -> FoundRow | None:
    """The record that the line is of, where its signs are not plain; it may begin above."""
    for first in range(number, max(number - _MOST_LINES, 0), -1):
        line = lines[first - 1]
        if ROW.match(line):
            found = _read_row(lines, first, known)
            return found if found is not None and found.last >= number else None
        if not line.strip(BLANKS):
            return None
    return None


def _read_row(lines: Sequence[str], first: int, known: Collection[str]) -> FoundRow | None:
    lead = _count_blanks(lines[first - 1])
    end = first
    while True:
        below = lines[end] if end < len(lines) else ""
        goes_on = bool(below.strip(BLANKS)) and _count_blanks(below) > lead
        is_last = not goes_on or _ENTRY.match(below) is not None or end - first > _MOST_LINES
        text = "\n".join(lines[first - 1 : end])
        try:
            row = mend_row(text, known, is_last=is_last)
        except Unfinished:
            end += 1
            continue
        # what goes on below a record without braces is a record written line by line
        if row is None or (goes_on and not row.closed) or squeeze(row.line) == squeeze(text):
            return None
        return FoundRow(first, end, row)


_ENTRY = re.compile(rf"[{BLANKS}]*(?:{DASH})[{BLANKS}]*[{{｛]|[{BLANKS}]*-[{BLANKS}]")


def _count_blanks(line: str) -> int:
    return len(line) - len(line.lstrip(BLANKS))


def squeeze(text: str) -> str:
    """The text, where several blanks count as one."""
    return re.sub(" +", " ", text.rstrip(" "))
