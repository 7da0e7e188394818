"""Pieces of YAML as people write them: values, comments beside and above."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from drafter.source.edits import format_scalar, quote_text

_COMMENTS_FROM = 24
"""The column at which comments beside values begin, where these leave room."""


def write_value(text: str) -> str:
    """A value of the data: a whole number as it is, all else as a text."""
    if re.fullmatch(r"0|-?[1-9]\d*", text):
        return text
    return format_scalar(text)


def write_list(words: Iterable[str]) -> str:
    """A list in one line."""
    return f"[{', '.join(format_scalar(word) for word in words)}]"


def write_record(fields: Iterable[tuple[str, str]]) -> str:
    """A record in one line."""
    return f"{{{', '.join(f'{quote_text(key)}: {value}' for key, value in fields)}}}"


def add_comment(line: str, comment: str) -> str:
    """The line with a comment beside it."""
    said = " ".join(comment.split())
    if not said:
        return line
    wide = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
    return f"{line}{' ' * max(2, _COMMENTS_FROM - wide)}# {said}"


def write_heading(heading: str, indent: str = "") -> str:
    """A plain heading of a group, as a comment."""
    return f"{indent}# ── {' '.join(heading.split())} ──"
