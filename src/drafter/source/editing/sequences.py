"""Entries of a list put in, taken out and moved, as edits of its text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.source.editing.model import NewItem
from drafter.source.editing.spans import Span, find_dash, read_item, read_items
from drafter.source.editing.spelling import spell_item, spell_plain
from drafter.source.editing.text import find_line_start, find_next_line
from drafter.source.edits import Edit

_Order = Sequence[int | NewItem]


def find_unmoved(order: _Order) -> set[int]:
    """The old entries that can stay where they are: as many as have kept their order.

    >>> sorted(find_unmoved([0, 3, 1, 2])), sorted(find_unmoved([1, 0]))
    ([0, 1, 2], [0])
    """
    ends: list[int] = []
    chains: dict[int, int | None] = {}
    for old in order:
        if isinstance(old, int):
            at = bisect_left(ends, old)
            chains[old] = ends[at - 1] if at else None
            ends[at : at + 1] = [old]
    kept, last = set(), ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = chains[last]
    return kept


class DashedList:
    """A list whose entries stand on lines of their own, each behind a dash.

    starts: where the values of its entries begin.
    """

    def __init__(self, source: str, starts: Sequence[int]) -> None:
        self.source, self.starts = source, starts

    def arrange(self, order: _Order) -> Iterator[Edit]:
        """The edits that give the list its order, of which at least one entry is left."""
        kept, fresh = find_unmoved(order), list[int | NewItem]()
        last: int | None = None
        for entry in order:
            if isinstance(entry, NewItem) or entry not in kept:
                fresh.append(entry)
                continue
            if fresh:
                yield self._put_in(fresh, last)
                fresh = []
            last = entry
        if fresh:
            yield self._put_in(fresh, last)
        yield from self.take_out(set(range(len(self.starts))) - kept)

    def take_out(self, gone: set[int]) -> Iterator[Edit]:
        """The edits that take the entries' lines out."""
        for old in sorted(gone):
            start, end = self.find_lines(old)
            yield Edit(start, end, "")

    def find_lines(self, entry: int) -> tuple[int, int]:
        """Where the lines of the entry begin, and end: remarks behind its last one are its own."""
        dash = find_dash(self.source, self.starts[entry])
        span = read_item(self.source, dash)
        return find_line_start(self.source, dash), find_next_line(self.source, span.end)

    def _put_in(self, fresh: list[int | NewItem], last: int | None) -> Edit:
        """The lines of entries that come behind an old one, or before them all."""
        near = last or 0
        dash = find_dash(self.source, self.starts[near])
        start = find_line_start(self.source, dash)
        lead = " " * (dash - start) + "- "
        is_block = read_item(self.source, dash).style == ":"
        lines = [
            self.source[slice(*self.find_lines(each))]
            if isinstance(each, int)
            else spell_item(each, lead, is_block=is_block)
            for each in fresh
        ]
        at = start if last is None else self.find_lines(last)[1]
        return Edit(at, at, "".join(lines))


def arrange_in_brackets(source: str, at: int, order: _Order) -> Edit:
    """The edit that gives the list in brackets its order. Remarks between entries stay."""
    items, end = read_items(source, at)
    if not items:
        return Edit(at + 1, end, ", ".join(_spell_entry(source, items, each) for each in order))
    kept, pieces, last = find_unmoved(order), [source[at + 1 : items[0].start]], 0
    signs = [source[one.end : other.start] for one, other in pairwise(items)]
    usual = _find_usual_sign(signs, pieces[0])
    for place, entry in enumerate(order):
        sign = ""
        if isinstance(entry, int) and entry in kept:
            sign, last = _merge_signs(signs[last:entry]), entry
        pieces.append((sign or usual) if place else _keep_remarks(sign))
        pieces.append(_spell_entry(source, items, entry))
    pieces.append(_keep_remarks(_merge_signs(signs[last:])))
    tail = source[items[-1].end : end]
    return Edit(at + 1, end, "".join([*pieces, tail if order else _drop_comma(tail)]))


def _spell_entry(source: str, items: Sequence[Span], entry: int | NewItem) -> str:
    if isinstance(entry, int):
        return source[items[entry].start : items[entry].end]
    is_verbatim = entry.lines and not entry.lines.lstrip().startswith("-")
    return entry.lines if is_verbatim else spell_plain(entry.value)


def _find_usual_sign(signs: Sequence[str], head: str) -> str:
    """What parts two entries."""
    plain = next((sign for sign in signs if "#" not in sign), None)
    if plain is not None:
        return plain
    ahead = next(iter(signs), head)
    return f",{ahead[ahead.rfind(chr(10)) :]}" if "\n" in ahead else ", "


def _merge_signs(signs: Sequence[str]) -> str:
    """What stands between two entries when those between them are gone; no remark is lost."""
    merged = ""
    for sign in signs:
        if "#" not in merged:
            merged = sign
        elif "#" in sign:
            merged += _drop_comma(sign)
    return merged


def _keep_remarks(sign: str) -> str:
    return _drop_comma(sign) if "#" in sign else ""


def _drop_comma(sign: str) -> str:
    return re.sub("(#[^\n]*)|,", lambda found: found[1] or "", sign)
