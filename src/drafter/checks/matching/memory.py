"""What was found in lines that have been read before: no line is asked the same twice.

A report is checked again and again while it is mended, and next year's says much of this year's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from drafter import cache as disk
from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.word.text.lines import Line

_MOST = 10_000
"""So many lines are remembered, those that were met last."""
_Rows = dict[str, list[Any]]
_Join = Callable[[Iterable[Hit]], list[Hit]]
_memory = SimpleNamespace(is_read=False, lines={})
"""By the line's name, what was found in it: rows of plain values."""


def take_fresh_lines(page: PageText) -> tuple[PageText, _Join]:
    """The page of the lines that are not remembered, and what brings together
    what is found in it (`Hit.line` counts its lines) and what is known of the others."""
    if not _memory.is_read:
        _memory.lines = json.loads(disk.get(disk.name_entry("lines")) or "{}")
        _memory.is_read = True
    known = _memory.lines  # this one to the end: another thread may put its own in its place
    names = [_name_line(line) for line in page.lines]
    pairs = zip(names, page.lines, strict=True)
    fresh = {name: line for name, line in pairs if name not in known}

    def join(found: Iterable[Hit]) -> list[Hit]:
        told = _remember(known, names, _group_rows(list(fresh), found)) if fresh else known
        rows = ((at, row) for at, name in enumerate(names) for row in told[name])
        return [Hit(code, at, *more) for at, (code, *more) in rows]

    return page.take_lines(tuple(fresh.values())), join


def _name_line(line: Line) -> str:
    """What tells the line from every other one: all that a rule may ask it."""
    said = f"{line.kind} {line.level} {line.member} {line.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=12).hexdigest()


def _group_rows(names: Sequence[str], found: Iterable[Hit]) -> _Rows:
    """The findings by the name of their line, each without the line's number."""
    rows: _Rows = {name: [] for name in names}
    for hit in found:
        told = [hit.code, hit.start, hit.end, hit.values, hit.instead, hit.is_guess]
        rows[names[hit.line]].append(told)
    return rows


def _remember(known: _Rows, names: Iterable[str], rows: _Rows) -> _Rows:
    """What is known with what was found; those that were not met for the longest time go."""
    known = {**known, **rows}
    met = {name: known.pop(name) for name in dict.fromkeys(names)}
    kept = dict([*known.items(), *met.items()][-max(_MOST, len(met)) :])
    _memory.lines = kept
    written = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
    disk.put(disk.name_entry("lines"), written)
    return kept
