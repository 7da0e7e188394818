"""What is wrong with a record in braces on one line, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from drafter.source.slips import signs

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
    if hit := signs.KEYLIKE.match(key):
        blank = key[hit.end() : hit.end() + 1]
        if blank and blank in signs.ODD_BLANKS[1:]:
            code, name = signs.describe_odd_blank(blank)
            return Finding(code, hit.end(), 1, {"char": name})
        return Finding(signs.find_colon_code(hit), hit.start("sign"), 1, {"key": hit["key"]})
    if (head := _BEFORE.search(before)) and _THOUSANDS.match(key):
        more = _GROUPS.match(behind)
        whole = head[1] + key + (more[0].replace(",", "") if more else "")
        return None if head[2] else Finding("D153", 0, len(key), {"number": whole})
    code = "D152" if before.rstrip().endswith(",") else "D154"
    return Finding(code, 0, len(key), {"key": key})


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
    if char in signs.ODD_BLANKS:
        code, name = signs.describe_odd_blank(char)
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
    return Finding("D160", first, len(written), {"rest": written})
