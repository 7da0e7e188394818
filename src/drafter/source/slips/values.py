"""What can be wrong with a value on its line, in a text that is not YAML."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from drafter.problems import Problem, problem
from drafter.source.slips import flow_records
from drafter.source.yaml.node import SourceText

_STRUCTURE = re.compile(r"\s*(- |-$|[^\s\"'：:#]{1,20}:(\s|$))")
_BAD_ESCAPE = re.compile(r"""\\(?![0abt\tnvfre "/\\N_LPxuU]|$)""")
_COLON = re.compile(r":(?=[ \t]|$)")
_MOST_LINES = 500
"""How far below a quote or bracket its end is looked for."""


class Slip(NamedTuple):
    """What was found; lines up to `skip_to` belong to the value."""

    problem: Problem | None = None
    sure: bool = True
    skip_to: int = 0


def check_value(
    value: str, line: int, column: int, text: SourceText, known: Collection[str] = ()
) -> Slip:
    """What is wrong with the value that begins at 1-based line and column."""
    first = value[0]
    if first in "\"'":
        return _check_quoted(value, line, column, text)
    if (
        first == "{"
        and flow_records.PAIR.search(value)
        and (found := flow_records.check_record(value, known))
    ):
        return (
            Slip()
            if not isinstance(found, flow_records.Finding)
            else make_slip(found, line, column, text)
        )
    if first in flow_records.CLOSERS:
        return _check_brackets(value, line, column, text)
    if first in "@`%" or (first in "&*" and not flow_records.NAMED.match(value)) or first in "|>":
        return Slip(problem("D142", text.spot(line, column), char=first))
    if first == "!":
        written = value.split()[0]
        return Slip(problem("D117", text.spot(line, column, len(written)), tag=written))
    return _check_bare(value, line, column, text)


def make_slip(found: flow_records.Finding, line: int, column: int, text: SourceText) -> Slip:
    """A finding in the text that begins at 1-based line and column, as a problem."""
    place = text.spot(line, column + found.at, found.width)
    return Slip(problem(found.code, place, **found.named))


def _check_bare(value: str, line: int, column: int, text: SourceText) -> Slip:
    hit = _COLON.search(value)
    if hit is None or "#" in value[: hit.start()]:
        return Slip()
    if value[0] in "“”‘’「『":
        return Slip(problem("D138", text.spot(line, column), quote=value[0]))
    return Slip(problem("D144", text.spot(line, column + hit.start())))


def _check_quoted(value: str, line: int, column: int, text: SourceText) -> Slip:
    pattern = flow_records.DOUBLE if value[0] == '"' else flow_records.SINGLE
    whole = pattern.match(value)
    if whole is None:
        return _check_open_quote(value, line, column, text)
    if value[0] == '"' and (bad := _BAD_ESCAPE.search(whole[0].replace("\\\\", "//"))):
        escape = whole[0][bad.start() : bad.start() + 2]
        place = text.spot(line, column + bad.start(), 2)
        return Slip(problem("D141", place, escape=escape))
    rest = value[whole.end() :]
    if flow_records.AFTER.match(rest) or rest.lstrip().startswith(":"):
        return Slip()
    return Slip(problem("D139", text.spot(line, column + whole.end() - 1), quote=value[0]))


def _check_open_quote(value: str, line: int, column: int, text: SourceText) -> Slip:
    """A quote not closed on its line: it goes on below, unless 键: 值 comes before its end."""
    quote = value[0]
    for number, source in enumerate(text.lines[line : line + _MOST_LINES], line + 1):
        if _STRUCTURE.match(source):
            break
        if quote in source:
            return Slip(skip_to=number)
    return Slip(problem("D140", text.spot(line, column), quote=quote))


def _check_brackets(value: str, line: int, column: int, text: SourceText) -> Slip:
    """A value in brackets: closed and nothing behind it, or going on below."""
    closer = flow_records.CLOSERS[value[0]]
    end = flow_records.find_bracket_end(value)
    if end:
        if flow_records.AFTER.match(value[end:]):
            return Slip()
        return Slip(problem("D142", text.spot(line, column), char=value[0]))
    for number, source in enumerate(text.lines[line : line + _MOST_LINES], line + 1):
        if source.rstrip().endswith((closer, closer + ",")):
            return Slip(skip_to=number)
        if re.match(r"\s*- |\S+:(\s|$)", source):
            break
    named = {"open": value[0], "close": closer}
    return Slip(problem("D147", text.spot(line, column), **named))
