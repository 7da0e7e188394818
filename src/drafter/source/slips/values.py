"""What can be wrong with a value on its line, in a text that is not YAML; records in braces too."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from drafter.problems import Problem, problem
from drafter.source.slips import punctuation
from drafter.source.yaml.node import SourceText

_STRUCTURE = re.compile(r"\s*(- |-$|[^\s\"'：:#]{1,20}:(\s|$))")
_BAD_ESCAPE = re.compile(r"""\\(?![0abt\tnvfre "/\\N_LPxuU]|$)""")
_COLON = re.compile(r":(?=[ \t]|$)")
_MOST_LINES = 500
"""How far below a quote or bracket its end is looked for."""

DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
SINGLE = re.compile(r"'(?:[^']|'')*'")
NAMED = re.compile(r"[&*][\w-]+(?=[ \t,}]|$)", re.ASCII)
AFTER = re.compile(r"[ \t]*($|[ \t]#)")
PAIR = re.compile(r"[^\s,{}\[\]]:(?=[ \t\u3000\u00a0])")
FIELD = re.compile(r"""[{,][ \t]*([^\s,:：，、；{}\[\]"'#]{1,16}):(?=[ \t])""")
CLOSERS = {"[": "]", "{": "}"}

_RUN = re.compile(r"(?:[^,\[\]{}:#]|:(?![ \t,\[\]{}]|$)|(?<![ \t])#)*")
_WIDE = re.compile(r"([，、；;|｜])[ \t\u3000]*([^\s，、；;|｜:：]{1,8})$")
_BARE = re.compile(r"[\s\u3000]+([^\s，、；;|｜:：]{1,8})$")
_FIGURE = re.compile(r"[\d年月日./-]+[人次件篇个名份]?$")
_NEXT = re.compile(r"([，、；;|｜]?)[ \t\u3000]*([^\s，、；;|｜:：,{}\"']{1,8}):[ \t]")
_THOUSANDS = re.compile(r"\d{3,4}(?!\d)\S*$")
_GROUPS = re.compile(r"(?:,\d{3}(?!\d))*")
_BEFORE = re.compile(r"[:\s](\d{1,3})((?:,\d{3})*), ?$")


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
        return _check_quoted_line(value, line, column, text)
    if first == "{" and PAIR.search(value) and (found := check_record(value, known)):
        return Slip() if not isinstance(found, Finding) else make_slip(found, line, column, text)
    if first in CLOSERS:
        return _check_bracketed_line(value, line, column, text)
    if first in "@`%" or (first in "&*" and not NAMED.match(value)) or first in "|>":
        return Slip(problem("D142", text.spot(line, column), char=first))
    if first == "!":
        written = value.split()[0]
        return Slip(problem("D117", text.spot(line, column, len(written)), tag=written))
    return _check_bare(value, line, column, text)


def make_slip(found: Finding, line: int, column: int, text: SourceText) -> Slip:
    """A finding in the text that begins at 1-based line and column, as a problem."""
    place = text.spot(line, column + found.at, found.width)
    return Slip(problem(found.code, place, **found.named))


def _check_bare(value: str, line: int, column: int, text: SourceText) -> Slip:
    hit = _COLON.search(value)
    if hit is None or "#" in value[: hit.start()]:
        return Slip()
    if wide := punctuation.WIDE_HASH.search(value, 0, hit.start()):
        return Slip(problem("D190", text.spot(line, column + wide.start())))
    if value[0] in "“”‘’「『":
        return Slip(problem("D138", text.spot(line, column), quote=value[0]))
    return Slip(problem("D144", text.spot(line, column + hit.start())))


def _check_quoted_line(value: str, line: int, column: int, text: SourceText) -> Slip:
    pattern = DOUBLE if value[0] == '"' else SINGLE
    whole = pattern.match(value)
    if whole is None:
        return _check_open_quote(value, line, column, text)
    if value[0] == '"' and (bad := _BAD_ESCAPE.search(whole[0].replace("\\\\", "//"))):
        escape = whole[0][bad.start() : bad.start() + 2]
        place = text.spot(line, column + bad.start(), 2)
        return Slip(problem("D141", place, escape=escape))
    rest = value[whole.end() :]
    if AFTER.match(rest) or rest.lstrip().startswith(":"):
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


def _check_bracketed_line(value: str, line: int, column: int, text: SourceText) -> Slip:
    """A value in brackets: closed and nothing behind it, or going on below."""
    closer = CLOSERS[value[0]]
    end = find_bracket_end(value)
    if end:
        if AFTER.match(value[end:]):
            return Slip()
        return Slip(problem("D142", text.spot(line, column), char=value[0]))
    for number, source in enumerate(text.lines[line : line + _MOST_LINES], line + 1):
        if source.rstrip().endswith((closer, closer + ",")):
            return Slip(skip_to=number)
        if re.match(r"\s*- |\S+:(\s|$)", source):
            break
    named = {"open": value[0], "close": closer}
    return Slip(problem("D147", text.spot(line, column), **named))


class Finding(NamedTuple):
    """A slip: its code, 0-based where in the text, how wide, and the message's values."""

    code: str
    at: int
    width: int
    named: dict[str, str]


Step = Finding | int | None
"""A slip; or where reading goes on; or None, when the line ends before the record does."""


def check_record(value: str, known: Collection[str]) -> Finding | bool:
    """The first slip in a record that begins with its brace; else whether it ends on the line.

    known: the names of fields that are written rightly elsewhere.
    """
    at = 1
    while True:
        at = _skip_blanks(value, at)
        if value[at : at + 1] == "}":
            return _check_rest(value, at + 1)
        step = _check_field(value, at, known) if at < len(value) else None
        if step is None or isinstance(step, Finding):
            return step or False
        at = step + (value[step] == ",")


def check_loose_entry(key: str, before: str, behind: str) -> Finding | None:
    """What an entry with no colon is, between two parts of its line. None: told already."""
    if hit := punctuation.KEYLIKE.match(key):
        blank = key[hit.end() : hit.end() + 1]
        if blank and blank in punctuation.ODD_BLANKS[1:]:
            code, name = punctuation.describe_odd_blank(blank)
            return Finding(code, hit.end(), 1, {"char": name})
        return Finding(punctuation.find_colon_code(hit), hit.start("sign"), 1, {"key": hit["key"]})
    if (head := _BEFORE.search(before)) and _THOUSANDS.match(key):
        more = _GROUPS.match(behind)
        whole = head[1] + key + (more[0].replace(",", "") if more else "")
        return None if head[2] else Finding("D153", 0, len(key), {"number": whole})
    code = "D152" if before.rstrip().endswith(",") else "D154"
    name, *rest = key.split(maxsplit=1)  # 日期 2021-01-08: the colon alone was left out
    return Finding(code, 0, len(key), {"key": key, "right": f"{name}: {rest[0] if rest else '……'}"})


def find_bracket_end(value: str) -> int:
    """Where the bracket that opens the value is closed again; 0 when it is not, on this line."""
    bare = SINGLE.sub(_blank_out, DOUBLE.sub(_blank_out, value))
    awaited = []
    for index, char in enumerate(bare):
        if char in CLOSERS:
            awaited.append(CLOSERS[char])
        elif char in "]}" and awaited.pop() != char:
            return 0
        if not awaited:
            return index + 1
    return 0


def _blank_out(quoted: re.Match[str]) -> str:
    return " " * len(quoted[0])


def _skip_blanks(value: str, at: int) -> int:
    while value[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def _check_field(value: str, at: int, known: Collection[str]) -> Step:
    char = value[at]
    if char == ",":
        return Finding("D157", at, 1, {})
    if char in punctuation.ODD_BLANKS:
        code, name = punctuation.describe_odd_blank(char)
        return Finding(code, at, 1, {"char": name})
    if char in "\"'":
        whole = (DOUBLE if char == '"' else SINGLE).match(value, at)
        end = len(value) if whole is None else whole.end()
    else:
        end = _find_text_end(value, at)
    colon = _skip_blanks(value, end)
    if value[colon : colon + 1] == ":":
        if value[colon + 1 : colon + 2] in tuple(",[]{}"):
            return Finding("D132", colon, 1, {"key": value[at:end].rstrip()})
        return _check_value(value, colon + 1, known)
    if value[colon : colon + 1] in (",", "}"):
        found = check_loose_entry(value[at:end].rstrip(), value[:at], value[end:])
        return colon if found is None else found._replace(at=at + found.at)
    return _check_value_end(value, colon)


def _find_text_end(value: str, at: int) -> int:
    hit = _RUN.match(value, at)
    return hit.end() if hit else at


def _check_value_end(value: str, at: int) -> Step:
    """What stands where a text ends before its comma: a comment, a bracket, the line's end."""
    char = value[at : at + 1]
    if char in (",", "}"):
        return at
    if char == "#":
        lost = value[at:]
        return Finding("D159", at, len(lost.rstrip()), {"lost": lost}) if "}" in lost else None
    return Finding("D158", at, 1, {"char": char}) if char else None


def _check_value(value: str, at: int, known: Collection[str]) -> Step:
    at = _skip_blanks(value, at)
    char = value[at : at + 1]
    if char in ("[", "{"):
        return _check_nested(value, at)
    if char in ('"', "'"):
        return _check_quoted(value, at)
    special = (char and char in "@`%|>") or (char in ("&", "*") and not NAMED.match(value, at))
    if special or value[at : at + 2] in ("- ", "? "):
        return Finding("D142", at, 1, {"char": char})
    if char == "!":
        written = value[at:].split()[0]
        return Finding("D117", at, len(written), {"tag": written})
    end = _find_text_end(value, at)
    if value[end : end + 1] == ":":
        return _check_second_colon(value, at, end, known)
    return _check_value_end(value, end)


def _check_nested(value: str, at: int) -> Step:
    """A value that begins with a bracket: a list, or a text that must be quoted."""
    end = find_bracket_end(value[at:])
    if not end:
        closer = CLOSERS[value[at]]
        broken = value.rstrip().endswith("}")
        named = {"open": value[at], "close": closer}
        return Finding("D147", at, 1, named) if broken else None
    step = _check_value_end(value, _skip_blanks(value, at + end))
    wrong = value[_skip_blanks(value, at + end) :][:1] not in (",", "}", "#", "")
    return Finding("D158", at, 1, {"char": value[at]}) if wrong else step


def _check_quoted(value: str, at: int) -> Step:
    quote = value[at]
    whole = (DOUBLE if quote == '"' else SINGLE).match(value, at)
    if whole is None:
        closed = value.rstrip().endswith("}")
        return Finding("D140", at, 1, {"quote": quote}) if closed else None
    after = _skip_blanks(value, whole.end())
    if value[after : after + 1] in (",", "}", "#", ""):
        return _check_value_end(value, after)
    if hit := _NEXT.match(value, after):
        named = {"key": hit[2]}
        if hit[1]:
            return Finding("D155", after, 1, named | {"sign": hit[1]})
        return Finding("D156", hit.start(2), len(hit[2]), named)
    return Finding("D139", whole.end() - 1, 1, {"quote": quote})


def _check_second_colon(value: str, start: int, end: int, known: Collection[str]) -> Finding:
    """A colon in a value: a field whose comma went wrong, or a text with a colon."""
    run = value[start:end].rstrip()
    if hit := _WIDE.search(run):
        return Finding("D155", start + hit.start(1), 1, {"sign": hit[1], "key": hit[2]})
    hit = _BARE.search(run)
    if hit and (hit[1] in known or _FIGURE.match(run[: hit.start()]) or "\t" in hit[0]):
        return Finding("D156", start + hit.start(1), len(hit[1]), {"key": hit[1]})
    stuck = re.search(r"\d(\D{1,16})$", run)
    if stuck and stuck[1] in known:
        return Finding("D156", start + stuck.start(1), len(stuck[1]), {"key": stuck[1]})
    return Finding("D144", end, 1, {})


def _check_rest(value: str, at: int) -> Finding | bool:
    rest = value[at:]
    if AFTER.match(rest):
        return True
    first = _skip_blanks(value, at)
    written = rest.strip()
    if written[0] in punctuation.HASHES:
        return Finding("D190", first, 1, {})
    return Finding("D160", first, len(written), {"rest": written})
