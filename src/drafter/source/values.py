"""What can be wrong with a value on its line, in a text that is not YAML."""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.problems import Problem, problem
from drafter.source.node import Text

_STRUCTURE = re.compile(r"\s*(- |-$|[^\s\"'：:#]{1,20}:(\s|$))")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_BAD_ESCAPE = re.compile(r"""\\(?![0abt\tnvfre "/\\N_LPxuU]|$)""")
_AFTER = re.compile(r"[ \t]*($|[ \t]#)")
_COLON = re.compile(r":(?=[ \t]|$)")
_NAMED = re.compile(r"[&*][\w-]+([ \t]|$)", re.ASCII)
_MOST_LINES = 500
"""How far below a quote or bracket its end is looked for."""
_CLOSERS = {"[": "]", "{": "}"}


class Slip(NamedTuple):
    """What was found; lines up to `skip_to` belong to the value."""

    problem: Problem | None = None
    sure: bool = True
    skip_to: int = 0


def check(value: str, line: int, column: int, text: Text) -> Slip:
    """What is wrong with the value that begins at 1-based line and column."""
    first = value[0]
    if first in "\"'":
        return _quoted(value, line, column, text)
    if first in _CLOSERS:
        return _flow(value, line, column, text)
    if first in "@`%" or (first in "&*" and not _NAMED.match(value)) or first in "|>":
        return Slip(problem("D142", text.spot(line, column), char=first))
    if first == "!":
        written = value.split()[0]
        return Slip(problem("D117", text.spot(line, column, len(written)), tag=written))
    return _bare(value, line, column, text)


def _bare(value: str, line: int, column: int, text: Text) -> Slip:
    hit = _COLON.search(value)
    if hit is None or "#" in value[: hit.start()]:
        return Slip()
    if value[0] in "“”‘’「『":
        return Slip(problem("D138", text.spot(line, column), quote=value[0]))
    return Slip(problem("D144", text.spot(line, column + hit.start())))


def _quoted(value: str, line: int, column: int, text: Text) -> Slip:
    pattern = _DOUBLE if value[0] == '"' else _SINGLE
    whole = pattern.match(value)
    if whole is None:
        return _open_quote(value, line, column, text)
    if value[0] == '"' and (bad := _BAD_ESCAPE.search(whole[0].replace("\\\\", "//"))):
        escape = whole[0][bad.start() : bad.start() + 2]
        place = text.spot(line, column + bad.start(), 2)
        return Slip(problem("D141", place, escape=escape))
    rest = value[whole.end() :]
    if _AFTER.match(rest) or rest.lstrip().startswith(":"):
        return Slip()
    return Slip(problem("D139", text.spot(line, column + whole.end() - 1), quote=value[0]))


def _open_quote(value: str, line: int, column: int, text: Text) -> Slip:
    """A quote not closed on its line: it goes on below, unless 键: 值 comes before its end."""
    quote = value[0]
    for number, source in enumerate(text.lines[line : line + _MOST_LINES], line + 1):
        if _STRUCTURE.match(source):
            break
        if quote in source:
            return Slip(skip_to=number)
    return Slip(problem("D140", text.spot(line, column), quote=quote))


def _flow(value: str, line: int, column: int, text: Text) -> Slip:
    """A value in brackets: closed and nothing behind it, or going on below."""
    closer = _CLOSERS[value[0]]
    end = _end_of_flow(value)
    if end:
        if _AFTER.match(value[end:]):
            return Slip()
        return Slip(problem("D142", text.spot(line, column), char=value[0]))
    for number, source in enumerate(text.lines[line : line + _MOST_LINES], line + 1):
        if source.rstrip().endswith((closer, closer + ",")):
            return Slip(skip_to=number)
        if re.match(r"\s*- |\S+:(\s|$)", source):
            break
    named = {"open": value[0], "close": closer}
    return Slip(problem("D147", text.spot(line, column), **named))


def _end_of_flow(value: str) -> int:
    """Where the bracket that opens the value is closed again; 0 when it is not, on this line."""
    bare = _SINGLE.sub(_blank, _DOUBLE.sub(_blank, value))
    depth = 0
    for index, char in enumerate(bare):
        depth += (char in "[{") - (char in "]}")
        if not depth:
            return index + 1
    return 0


def _blank(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])
