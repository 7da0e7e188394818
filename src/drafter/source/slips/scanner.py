"""Reads a text that is not YAML line by line, for the lines that look like a clerk's slip."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from drafter.problems import Phrase, Problem, Value, phrase, problem
from drafter.source.slips import line_starts, punctuation, values
from drafter.source.yaml.node import SourceText

_LEAD = re.compile(f"[ {punctuation.ODD_BLANKS}]*")
_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'\[{#&*!|>%@`][^:]*):(?=[ \t]|$)""")
_LEVEL = re.compile(r" *(- |[^\s:]+:([ \t]|$))")
_OPENING = re.compile(r" *[^\s:-][^:]*:[ \t]*(#.*)?$")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}[ \t]*(#.*)?$")


class Suspect(NamedTuple):
    """A line that looks wrong. sure: wrong whatever stands around it."""

    line: int
    problem: Problem
    sure: bool


@dataclass(slots=True)
class _ScanState:
    """What the lines above say about the next one."""

    text: SourceText
    found: list[Suspect] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    levels: list[int] = field(default_factory=list)
    level_lines: dict[int, int] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)
    dashed: set[int] = field(default_factory=set)
    opened: bool = True
    block: int | None = None
    skip_to: int = 0
    first_line: int = 0

    def add(
        self, code: str, line: int, column: int, sure: bool = True, width: int = 1, **named: Value
    ) -> None:
        place = self.text.spot(line, column, width)
        self.found.append(Suspect(line, problem(code, place, **named), sure))


def find_suspects(text: SourceText) -> list[Suspect]:
    """The suspicious lines, in order. Quoted texts, block texts and comments are passed over."""
    state = _ScanState(text, known=collect_keys(text))
    for number, line in enumerate(text.lines, 1):
        if number > state.skip_to and not _is_passed(state, line):
            _scan_line(state, number, line)
    return state.found


def collect_keys(text: SourceText) -> set[str]:
    """The keys that are written rightly somewhere."""
    hits = (_KEY.match(line.lstrip(" -")) for line in text.lines)
    inside = (name for line in text.lines for name in values.FIELD.findall(line))
    return {hit[1].rstrip() for hit in hits if hit}.union(inside)


def _is_passed(state: _ScanState, line: str) -> bool:
    """Whether the line says nothing about structure: blank, comment, inside a block text."""
    body = line.strip(" ")
    if not body.strip("\t"):
        return True
    if state.block is not None:
        if len(line) - len(line.lstrip(" ")) > state.block:
            return True
        state.block = None
    return body.startswith("#")


def _scan_line(state: _ScanState, number: int, line: str) -> None:
    lead = _LEAD.match(line)
    column = lead.end() if lead else 0
    body = line[column:]
    if odd := punctuation.ODD.search(line[:column]):
        code, name = punctuation.describe_odd_blank(odd[0])
        state.add(code, number, odd.start() + 1, char=name)
        state.opened = True
        return
    if line.startswith(("---", "...")) and line[3:4] in ("", " "):
        if state.first_line or line[0] == ".":
            state.add("D115", number, 1, width=3)
        return
    state.first_line = state.first_line or number
    first = column
    if found := line_starts.check_line_start(body, number, column, state.text, state.known):
        state.found.append(Suspect(number, found, True))
        state.opened = state.opened or found.code != "D190"
        return
    column, body, dashes = _strip_dashes(column, body)
    _check_indent(state, number, first, [*dashes, column], body)
    _scan_entry(state, number, column, body, bool(dashes))


def _strip_dashes(column: int, body: str) -> tuple[int, str, list[int]]:
    """Takes the list dashes off the body; their columns (0-based)."""
    dashes = []
    while punctuation.ENTRY.match(body):
        dashes.append(column)
        rest = body[1:].lstrip(" \t")
        column, body = column + len(body) - len(rest), rest
    return column, body, dashes


def _check_indent(
    state: _ScanState, number: int, first: int, columns: list[int], body: str
) -> None:
    """Compares where the line begins with where the lines above allow it to begin."""
    listed = len(columns) > 1
    deeper = [level for level in state.levels if level > first]
    kept = state.levels[: len(state.levels) - len(deeper)]
    in_level = first in (state.dashed if listed else {*kept} - state.listed)
    goes_in = state.opened and not deeper and (listed or first not in kept)
    fits = not state.levels or in_level or goes_in
    keyed = listed or _KEY.match(body) is not None
    if not fits and keyed:
        levels = [level for level in state.levels if level != first or in_level]
        blamed = line_starts.find_misindented_line(state.text, number, first) if listed else None
        if blamed is not None:
            state.found.append(Suspect(number, blamed, True))
        elif _lacks_head(state, number, first, deeper) and not _is_slid_head(state, number, first):
            width = state.text.rest_width(number, first + 1)
            state.add("D189", number, first + 1, width=width)
        elif first in state.listed and not listed:  # a field below its minus sign
            _report_indent(state, number, first, deeper[0] if deeper else first + 2, body)
        else:
            fitting = state.dashed if listed else {*levels} - state.listed
            fields = [level for level in levels if level in fitting]
            _report_misaligned(state, number, first, fields or levels, body)
    elif not keyed and not deeper and not state.opened and not in_level:
        return  # the text of the line above goes on
    state.dashed = {at for at in state.dashed if at < first + (listed or first in state.listed)}
    state.dashed |= set(columns[:-1])
    state.levels = [*kept, *(column for column in columns if column not in kept)]
    state.level_lines |= dict.fromkeys(columns, number)
    state.listed = {level for level in state.listed if level in kept}
    state.listed |= {column for column in columns[:-1] if column not in kept}


def _lacks_head(state: _ScanState, number: int, first: int, deeper: list[int]) -> bool:
    """Whether lines begin deeper than all above with no name over them, and more of them follow."""
    if state.opened or deeper or not state.levels or first <= max(state.levels):
        return False
    return max(state.levels) == 0 and _next_line_begins(state.text, number, first)


def _is_slid_head(state: _ScanState, number: int, first: int) -> bool:
    """Whether the line names what stands deeper below it, alone, or begins one blank too deep:
    then it is what slid itself, and no name is lacking over it."""
    line = state.text.lines[number - 1]
    if first == 1:
        return not line.lstrip().startswith("-")
    below = _list_block(state.text, number, first)
    return _OPENING.match(line) is not None and bool(below) and first not in below


def _list_block(text: SourceText, number: int, column: int) -> list[int]:
    """Where the written lines below begin, as far as none begins further left than the column."""
    rows = (
        line
        for line in text.lines[number:]
        if line.strip() and not punctuation.is_comment(line.strip())
    )
    starts = (len(line) - len(line.lstrip(" ")) for line in rows)
    return list(takewhile(lambda start: start >= column, starts))


def _next_line_begins(text: SourceText, number: int, column: int) -> bool:
    """Whether the next written line begins at the 0-based column, or with an entry's field."""
    below = (
        line
        for line in text.lines[number:]
        if line.strip() and not punctuation.is_comment(line.strip())
    )
    line = next(below, "")
    return len(line) - len(line.lstrip(" ")) >= column and _LEVEL.match(line) is not None


def _report_misaligned(
    state: _ScanState, number: int, have: int, levels: list[int], body: str
) -> None:
    """A line that begins where none above does; when all above are deeper, the first is wrong."""
    if levels and have < min(levels[0], *state.levels):
        first = state.text.lines[state.first_line - 1].strip()
        width = len(first.split(":")[0].rstrip()) or 1
        column, under = levels[0] + 1, phrase("indent.under", line=number)
        named: dict[str, Value] = {"have": levels[0], "want": have, "under": under}
        state.add("D145", state.first_line, column, True, width, **named)
        return
    _report_indent(
        state, number, have, min(levels or [have], key=lambda level: abs(level - have)), body
    )


def _report_indent(state: _ScanState, number: int, have: int, want: int, body: str) -> None:
    width = len(body.split(":")[0].rstrip()) or 1
    line = state.level_lines.get(want)
    under = Phrase("", "") if line is None else phrase("indent.under", line=line)
    state.add("D145", number, have + 1, False, width, have=have, want=want, under=under)


def _scan_entry(state: _ScanState, number: int, column: int, body: str, listed: bool) -> None:
    """Looks at a line from behind its dashes on: 键: 值, or a text."""
    key = _KEY.match(body)
    if key is None:
        _scan_bare(state, number, column, body, listed)
        return
    bare = body[0] not in "\"'"
    found = punctuation.check_key(key[1].rstrip(), state.text, number, column + 1) if bare else []
    state.found += [Suspect(number, each, True) for each in found]
    value = body[key.end() :].lstrip(" \t")
    if punctuation.ENTRY.match(value):
        state.add("D163", number, column + len(body) - len(value) + 1, key=key[1].rstrip())
        state.opened = True
        return
    _scan_value(state, number, column + len(body) - len(value), value, column)
    state.opened = state.opened or bool(found)


def _scan_bare(state: _ScanState, number: int, column: int, body: str, listed: bool) -> None:
    """A line with no key: a list entry of text, or a key whose colon or dash went wrong."""
    joined = _next_line_aligns(state.text, number, column)
    sibling = joined if listed or state.opened else column in state.levels
    state.opened = True
    if not body:
        return
    if body[0] == ":":
        state.add("D122", number, column + 1)
    elif punctuation.match_tight_dash(body):
        state.add("D136", number, column + 1, text=body[1:])
    elif (dash := punctuation.match_wide_dash(body)) and (
        dash[0] in punctuation.LIST_DOTS
        or (body[1:2].isspace() and not (listed and dash[0] in "*+"))
    ):
        state.add("D137", number, column + 1, char=dash[0])
    elif column in state.dashed and (bullet := punctuation.NUMBERED.match(body)):
        state.add("D137", number, column + 1, width=len(bullet[0]), char=bullet[0])
    elif (hit := punctuation.KEYLIKE.match(body)) and (
        (sure := hit["key"] in state.known) or joined or not listed
    ):
        at = column + hit.start("sign") + 1
        state.add(punctuation.find_colon_code(hit), number, at, sure=sure, key=hit["key"])
        rest = body[hit.end() :].strip()
        state.opened = not rest
        state.block = column if _BLOCK.match(rest) else None
    elif sibling and body[0] not in "\"'[]{}|>&*!%@`#":
        state.add("D146", number, column + 1, sure=False, width=len(body), text=body)
    else:
        _scan_value(state, number, column, body, column - 1)


def _next_line_aligns(text: SourceText, number: int, column: int) -> bool:
    """Whether the next written line begins in the same column and is no list entry."""
    for line in text.lines[number:]:
        body = line.strip()
        if body and not punctuation.is_comment(body):
            return len(line) - len(line.lstrip()) == column and not punctuation.ENTRY.match(body)
    return False


def _scan_value(state: _ScanState, number: int, column: int, value: str, parent: int) -> None:
    """Looks at a value; says whether the next line may go deeper, or is part of it."""
    state.opened = not value or punctuation.is_comment(value) or value[0] in "&!"
    if _BLOCK.match(value):
        state.block = parent
    elif punctuation.WIDE_HASH.match(value):
        state.add("D190", number, column + 1)
    elif value and not value.startswith("#"):
        slip = values.check_value(value, number, column + 1, state.text, state.known)
        state.skip_to = slip.skip_to
        if slip.problem is not None:
            state.found.append(Suspect(number, slip.problem, slip.sure))
