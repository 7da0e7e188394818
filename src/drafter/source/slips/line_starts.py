"""What is wrong with the start of a line: its indent, its bullet or minus sign, its brace."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import takewhile
from typing import NamedTuple

from drafter.problems import Phrase, Problem, problem
from drafter.source.slips import punctuation, values
from drafter.source.totals import is_line_of_total
from drafter.source.yaml.node import SourceText

_NAME = r"""[^\s,:，：、；{}\[\]"'#(（【［｛]{1,16}"""
_FIRST = re.compile(rf"(?P<open>[(（【［｛]?)[ \t]*(?P<key>{_NAME}):[ \t]")
_MORE = re.compile(rf"[,，、][ \t]*({_NAME}):[ \t]")

_MOST_LINES = 200
"""How far above and below an entry its neighbours are looked for."""
_HEAD = re.compile(r"[^\s#-].*[:：][ \t]*(#.*)?$")


def check_line_start(
    body: str, line: int, column: int, text: SourceText, known: Collection[str]
) -> Problem | None:
    """The slip with which a line begins, whose text `body` starts at 0-based `column`."""
    if punctuation.is_comment(body):
        return problem("D190", text.spot(line, column + 1))
    if _is_total_of_list(body, line, column, text):
        said = body.split("#")[0].strip()
        return problem("D164", text.spot(line, column + 1, len(said)), text=said)
    if (sign := _check_sign(body, line, column, text)) is not None:
        return sign
    if body.startswith("{"):
        lost = values.PAIR.search(body) and _is_beside_record(text, line)
        return problem("D162", text.spot(line, column + 1)) if lost else None
    inner = body[1:].lstrip(" \t") if punctuation.ENTRY.match(body) else body
    if _is_unbraced(inner, inner is not body, known):
        width = len(inner.rstrip())
        return problem("D161", text.spot(line, column + len(body) - len(inner) + 1, width))
    return None


def _check_sign(body: str, line: int, column: int, text: SourceText) -> Problem | None:
    """The wrong sign with which an entry begins: a blank, a brace, a bullet."""
    if hit := punctuation.match_blank_after_dash(body):
        code, name = punctuation.describe_odd_blank(hit["blank"])
        return problem(code, text.spot(line, column + hit.start("blank") + 1), char=name)
    if hit := punctuation.WIDE_RECORD.match(body):
        return problem("D130", text.spot(line, column + hit.start("sign") + 1), key=hit["key"])
    if hit := punctuation.BULLET.match(body):
        return problem("D137", text.spot(line, column + 1, len(hit[1])), char=hit[1])
    return None


def _is_unbraced(body: str, listed: bool, known: Collection[str]) -> bool:
    """Whether several fields stand on the line with no brace before them."""
    first = _FIRST.match(body)
    if first is None:
        return False
    more: list[str] = _MORE.findall(body)
    if first["open"] and listed:
        return True
    if not more or "{" in body:
        return False
    return body.rstrip().endswith("}") or (listed and (len(more) > 1 or more[0] in known))


def _is_total_of_list(body: str, line: int, column: int, text: SourceText) -> bool:
    """Whether the line is a total that somebody wrote below or above the records of a list."""
    if not column or not is_line_of_total(body.split("#")[0]):
        return False
    below = _first_written_line(text.lines[line:])
    above = _first_written_line(reversed(text.lines[: line - 1]))
    if below.startswith("- {") or (above.startswith("- {") and above.endswith("}")):
        return True
    rows = _list_written_lines(text, range(line - 1, max(line - _MOST_LINES, 0), -1))
    level = [
        row for row in takewhile(lambda row: row.indent >= column, rows) if row.indent == column
    ]
    return bool(level) and all(row.is_entry for row in level)


def _is_beside_record(text: SourceText, number: int) -> bool:
    """Whether the written line above or below is a record with its minus sign."""
    below, above = text.lines[number:], reversed(text.lines[: number - 1])
    return any(_first_written_line(lines).startswith("- {") for lines in (below, above))


def _first_written_line(lines: Iterable[str]) -> str:
    """The first line that is neither blank nor a comment."""
    bodies = (line.strip() for line in lines)
    return next((body for body in bodies if body and not punctuation.is_comment(body)), "")


class _WrittenLine(NamedTuple):
    line: int
    indent: int
    body: str

    @property
    def is_entry(self) -> bool:
        return punctuation.ENTRY.match(self.body) is not None


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
        if line.strip() and not punctuation.is_comment(line.lstrip())
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
    return problem("D145", place, have=row.indent, want=want, under=Phrase("", ""))
