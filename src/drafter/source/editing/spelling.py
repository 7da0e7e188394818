"""Values as YAML writes them: in the style that stood there, where it can hold them."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.source.editing.model import NewItem, NewValue, Plain
from drafter.source.editing.spans import Span
from drafter.source.edits import enclose_text, format_scalar, quote_text


class Quoted(str):
    """A text that goes in quotes, whatever is in it."""

    __slots__ = ()


def spell_plain(value: Plain) -> str:
    """A value on one line, in a record in braces or on a line of its own.

    >>> spell_plain(["甲", "a, b", 3]), spell_plain(None)
    ('[甲, "a, b", 3]', '')
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return f"[{', '.join(map(spell_plain, value))}]"
    return spell_braces(value) if isinstance(value, Mapping) else _spell_single(value)


def _spell_single(value: str | int) -> str:
    return enclose_text(value) if isinstance(value, Quoted) else format_scalar(value)


def spell_value(new: NewValue, old: Span) -> str:
    """The value as it takes the old one's place on its line: text in quotes stays in quotes."""
    if new.written is not None:
        return new.written
    if isinstance(new.value, str) and old.style == '"':
        return enclose_text(new.value)
    if isinstance(new.value, str) and old.style == "'" and not {"\n", "\t"} & set(new.value):
        return "'" + new.value.replace("'", "''") + "'"
    return spell_plain(new.value)


def spell_lines(value: Plain, style: str, header: str, indent: str) -> str | None:
    """The text as the lines below the | or > that stood there; None where they cannot hold it."""
    rows = value.split("\n") if isinstance(value, str) else []
    fits = bool(rows) and not any(char in header for char in "+123456789")
    if not fits or (style == ">" and len(rows) > 1) or "\t" in str(value):
        return None
    if any(row != row.strip() or row.startswith("\u3000") for row in rows if row) or not rows[-1]:
        return None
    return "\n".join(f"{indent}{row}" if row else "" for row in rows)


def spell_item(item: NewItem, dash: str, *, is_block: bool) -> str:
    """The entry's lines with their ends. dash: what stands before its value."""
    if item.lines.startswith(dash) and item.lines.endswith("\n"):
        return item.lines
    if not isinstance(item.value, Mapping):
        return f"{dash}{spell_plain(item.value)}\n"
    if is_block and item.value:
        below = " " * len(dash)
        pairs = [f"{quote_text(key)}: {spell_plain(v)}".rstrip() for key, v in item.value.items()]
        return dash + f"\n{below}".join(pairs) + "\n"
    return f"{dash}{spell_braces(item.value)}\n"


def spell_braces(record: Mapping[str, Plain]) -> str:
    """The record in braces.

    >>> spell_braces({"主题": "学习", "人数": None})
    '{主题: 学习, 人数: }'
    """
    return "{" + ", ".join(f"{quote_text(k)}: {spell_plain(v)}" for k, v in record.items()) + "}"
