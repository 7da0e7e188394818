"""How a template.yaml is laid out: a name a line, what is said of it behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from drafter.schema.description import words
from drafter.source.edits import format_scalar
from drafter.vocabulary import NO, YES

_ANSWERED = frozenset({words.OPTIONAL, words.NEEDED, words.STANDING})


class Flow(dict[str, Any]):
    """A mapping that is written on one line."""


def write_mapping(mapping: Mapping[str, Any]) -> str:
    """The whole file: its sections, and a blank line between those of several lines."""
    pieces: list[str] = []
    for key, value in mapping.items():
        lines = list(_write_entry(key, value, ""))
        apart = len(lines) > 1 and pieces
        pieces += ["", *lines] if apart else lines
    return "\n".join(pieces) + "\n"


def _write_entry(key: str, value: Any, indent: str) -> Iterator[str]:
    name = format_scalar(key)
    if not isinstance(value, dict) or isinstance(value, Flow):
        yield f"{indent}{name}: {write_flow(value, key)}"
        return
    yield f"{indent}{name}:"
    for below, held in value.items():
        yield from _write_entry(below, held, f"{indent}  ")


def write_flow(value: Any, key: str = "") -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        inner = (f"{format_scalar(each)}: {write_flow(held, each)}" for each, held in value.items())
        return f"{{{', '.join(inner)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_write_item(each) for each in value)}]"
    if isinstance(value, bool):
        return (YES if value else NO) if key in _ANSWERED else str(value).lower()
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    written = format_scalar(value)
    is_odd = written == value and _ODD.search(value)
    return json.dumps(value, ensure_ascii=False) if is_odd else written


_ODD = re.compile(r"[#：]|^[（【]")
"""What a text is told for that is in no quotes."""
_ODD_ITEM = re.compile("[，、；（）]")


def _write_item(value: Any) -> str:
    written = write_flow(value)
    is_odd = written == value and _ODD_ITEM.search(written)
    return json.dumps(value, ensure_ascii=False) if is_odd else written
