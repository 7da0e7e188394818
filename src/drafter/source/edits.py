"""Changing a YAML file as text: what is not meant to change keeps every character."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from drafter.vocabulary import CARRIED, CARRIED_MARK, NO, YES

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


class RawText(NamedTuple):
    """A file's text as it stands, and how to make its bytes again."""

    text: str
    encoding: str
    mark: bytes

    def bytes(self, text: str) -> bytes:
        return self.mark + text.encode(self.encoding)


def read_raw(path: Path) -> RawText:
    """The file as text, line ends as they are. Raises OSError, UnicodeDecodeError."""
    data = path.read_bytes()
    marks = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
             (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
    for mark, encoding in marks:
        if data.startswith(mark):
            return RawText(data[len(mark) :].decode(encoding), encoding, mark)
    try:
        return RawText(data.decode("utf-8"), "utf-8", b"")
    except UnicodeDecodeError:
        return RawText(data.decode("gb18030"), "gb18030", b"")


def list_entries(text: str) -> list[Entry]:
    """The keys of the file's mapping, in order. The text is known to be sound YAML."""
    root = yaml.compose(
        text, Loader=yaml.CSafeLoader if _is_c_loader_safe(text) else yaml.SafeLoader
    )
    assert isinstance(root, MappingNode)
    return [
        Entry(
            str(key.value),
            _find_colon_end(text, key),
            max(_find_value_end(text, value), _find_colon_end(text, key)),
            value,
        )
        for key, value in root.value
    ]


def _is_c_loader_safe(text: str) -> bool:
    """Whether libyaml counts the characters as Python does."""
    return False  # its marks count otherwise before some signs; the file is small


def _find_colon_end(text: str, key: Node) -> int:
    return text.index(":", key.end_mark.index) + 1


def _find_value_end(text: str, node: Node) -> int:
    """Behind the last character that belongs to the value, comments and blanks left out."""
    flow = getattr(node, "flow_style", None)
    if isinstance(node, ScalarNode) or flow or not node.value:
        end = node.end_mark.index
        while isinstance(node, ScalarNode) and node.style in ("|", ">") and text[end - 1] in "\r\n":
            end -= 1
        return end
    last = node.value[-1]
    return _find_value_end(text, last[1] if isinstance(last, tuple) else last)


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


def find_line_end(text: str, at: int) -> int:
    """Where the line ends in which the character stands, before its line break."""
    match = re.compile(r"[ \t]*\r?(?:\n|\Z)").search(text, at)
    found = re.compile(r"\r?\n|\Z").search(text, at)
    assert match and found
    return found.start()


def mark_carried_value(text: str, node: Node, year: int) -> Edit:
    """The mark of a value that is carried over, at the end of its line."""
    block = isinstance(node, ScalarNode) and node.style in ("|", ">")
    at = find_line_end(text, node.start_mark.index if block else _find_value_end(text, node))
    stop = len(text[:at].rstrip(" \t"))
    return Edit(stop, at, "  # " + CARRIED_MARK.format(year=year))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which do not overlap; equal ones count once."""
    made, last = [], 0
    for edit in sorted(set(edits)):
        made += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*made, text[last:]])


def detect_newline(text: str) -> str:
    """How the file ends its lines."""
    return "\r\n" if "\r\n" in text else "\n"


def find_unconfirmed_marks(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The marks of carried values that nobody has confirmed: 1-based line and column, the year."""
    for number, line in enumerate(lines, 1):
        if CARRIED in line and (match := _MARK.search(line)):
            yield number, match.start() + 1, match[1]


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
    odd = re.search(r"[,\[\]{}\"\n\t\\]|: |:$| #|^[\s\-?:&*!|>'%@`#~]|^\s|\s$", text) or not text
    resolved = re.fullmatch(r"(?i)[-+]?\d[\d_]*|null|true|false|~", text)
    if not odd and not resolved:
        return text
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return f'"{escaped}"'
