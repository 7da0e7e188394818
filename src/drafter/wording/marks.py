"""Paired marks: title marks and quotation marks, put round a text and nested by depth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.wording.arguments import Refusal

TITLES = ("《》", "〈〉")
QUOTES = ("“”", "‘’")
"""The outer pair and the inner pair; deeper levels take turns."""

_NOTE = re.compile(r"（[^（）]*）\Z")


def mark(text: str, marks: tuple[str, str]) -> str:
    """The text between the outer marks, once: a text that has them already keeps them."""
    note = _NOTE.search(text)
    body = text[: note.start()] if note else text
    if _is_marked(body, marks[0]):
        return _nested(body, marks) + (note.group() if note else "")
    return marks[0][0] + _nested(text, marks, depth=1) + marks[0][1]


def needs_no_comma(items: Sequence[str]) -> bool:
    """Whether every item stands in title marks or quotation marks (GB/T 15834-2011 4.5.3.5)."""
    return all(item[0] + item[-1] in (TITLES[0], QUOTES[0]) for item in items)


def _is_marked(text: str, pair: str) -> bool:
    """Whether the mark that opens the text closes at its very end, with something between."""
    if len(text) < 3 or text[0] != pair[0] or text[-1] != pair[1]:
        return False
    depth = 0
    for char in text[:-1]:
        depth += (char == pair[0]) - (char == pair[1])
        if not depth:
            return False
    return depth == 1


def _nested(text: str, marks: tuple[str, str], depth: int = 0) -> str:
    """The text with its marks replaced by those of their depth; unpaired marks are refused.

    An unpaired ’ is an apostrophe.
    """
    opened: list[str] = []
    out = []
    for char in text:
        if any(char == pair[0] for pair in marks):
            out.append(marks[(depth + len(opened)) % 2][0])
            opened.append(char)
        elif opened and opened[-1] + char in marks:
            opened.pop()
            out.append(marks[(depth + len(opened)) % 2][1])
        elif char != "’" and any(char == pair[1] for pair in marks):
            raise Refusal("unpaired", text=text)
        else:
            out.append(char)
    if opened:
        raise Refusal("unpaired", text=text)
    return "".join(out)
