"""Changing a YAML file as text: what is not meant to change keeps every character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from drafter.source.yaml.encoding import RawText, decode_bytes
from drafter.source.yaml.events import MappingNode, Node, ScalarNode, SequenceNode, compose_mapping
from drafter.vocabulary import CARRIED, CARRIED_MARK, NO, YES

_LINE_END = re.compile(r"\r?\n|\Z")
_MARK = re.compile(r"#[^\n]*" + CARRIED_MARK.format(year=r"(\d{4})") + r"[ \t]*\r?$", re.MULTILINE)


class Edit(NamedTuple):
    """The characters from start to end become the text."""

    start: int
    end: int
    text: str


class Entry(NamedTuple):
    """A key of the file's mapping: its name, where its value begins and ends, and its node.

    colon: behind the key's colon. end: behind the last character of the value itself.
    """

    name: str
    colon: int
    end: int
    node: Node


def read_raw(path: Path) -> RawText:
    """The text of a file that was read as data before. Raises OSError."""
    raw = decode_bytes(path.read_bytes())
    assert raw is not None
    return raw


def list_entries(text: str) -> list[Entry]:
    """The keys of the file's mapping, in order. The text is known to be sound YAML."""
    entries = []
    for key, value in compose_mapping(text).value:
        colon = text.index(":", key.end_mark.index) + 1
        entries.append(Entry(str(key.value), colon, max(find_value_end(text, value), colon), value))
    return entries


def find_value_end(text: str, node: Node) -> int:
    """Behind the last character that belongs to the value, comments and blanks left out."""
    flow = getattr(node, "flow_style", None)
    if isinstance(node, ScalarNode) or flow or not node.value:
        end: int = node.end_mark.index
        while isinstance(node, ScalarNode) and node.style in ("|", ">") and text[end - 1] in "\r\n":
            end -= 1
        return end
    last = node.value[-1]
    return find_value_end(text, last[1] if isinstance(last, tuple) else last)


def iter_leaves(node: Node) -> Iterator[Node]:
    """The nodes that stand on lines of their own: scalars, and collections in one line."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
        yield node
    elif isinstance(node, SequenceNode):
        for below in node.value:
            yield from iter_leaves(below)
    elif isinstance(node, MappingNode):
        for _, below in node.value:
            yield from iter_leaves(below)


def holds_records(node: Node) -> bool:
    """Whether the value is a list with records in it."""
    return isinstance(node, SequenceNode) and any(isinstance(n, MappingNode) for n in node.value)


def find_line_end(text: str, at: int) -> int:
    """Where the line ends that the place is on."""
    line_end = _LINE_END.search(text, at)
    assert line_end is not None
    return line_end.start()


def mark_carried_value(text: str, node: Node, year: int) -> Edit:
    """The mark of a value that is carried over, at the end of its line."""
    block = isinstance(node, ScalarNode) and node.style in ("|", ">")
    at = node.start_mark.index if block else find_value_end(text, node)
    at = find_line_end(text, at)
    stop = len(text[:at].rstrip(" \t"))
    return Edit(stop, at, "  # " + CARRIED_MARK.format(year=year))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which do not overlap; equal ones count once."""
    pieces, last = list[str](), 0
    for edit in sorted(set(edits)):
        pieces += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*pieces, text[last:]])


def detect_newline(text: str) -> str:
    """How the file ends its lines."""
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"


def find_unconfirmed_marks(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The marks of carried values that nobody has confirmed: 1-based line and column, the year."""
    for number, line in enumerate(lines, 1):
        if CARRIED in line and (match := _MARK.search(line)):
            yield number, match.start() + 1, match[1]


def confirm_mark(text: str, number: int) -> str:
    """The text without the mark of a carried value on that 1-based line; what else was noted there
    stays.

    >>> confirm_mark("电话: 123  # 沿用2020年，待确认", 1)
    '电话: 123'
    """
    lines = text.split("\n")
    if not 0 < number <= len(lines):
        return text
    line = lines[number - 1]
    if next(find_unconfirmed_marks([line]), None) is None:
        return text
    kept = re.sub(CARRIED_MARK.format(year=r"\d{4}") + r"[ \t]*(\r?)$", r"\1", line)
    end = "\r" if kept.endswith("\r") else ""
    lines[number - 1] = re.sub(r"[ \t]*#?[ \t]*$", "", kept.removesuffix("\r")) + end
    return "\n".join(lines)


def format_scalar(value: object) -> str:
    """A value as it stands in a one-line record: quoted only where it has to be.

    >>> format_scalar("全国两会精神"), format_scalar("a, b"), format_scalar(12), format_scalar("12")
    ('全国两会精神', '"a, b"', '12', '"12"')
    """
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int):
        return str(value)
    text = str(value)
    resolved = re.fullmatch(r"(?i)[-+]?\d[\d_]*|null|true|false|~", text)
    return enclose_text(text) if resolved else quote_text(text)


def quote_text(text: str) -> str:
    """The text as a one-line record takes it: in quotes where YAML would read a sign in it."""
    odd = re.search(r"[,\[\]{}\"\n\t\\]|: |:$| #|^[\s\-?:&*!|>'%@`#~]|^\s|\s$", text) or not text
    return enclose_text(text) if odd else text


def enclose_text(text: str) -> str:
    """The text in double quotes."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return f'"{escaped}"'
