"""Entries of a list put in, taken out and moved, as edits of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.source.editing.model import Entry, MovedItem, NewItem
from drafter.source.editing.spans import Span, find_dash, read_item, read_items
from drafter.source.editing.spelling import spell_item, spell_plain
from drafter.source.editing.text import find_line_start, find_next_line
from drafter.source.edits import Edit

_Order = Sequence[Entry]


class DashedList:
    """A list whose entries stand on lines of their own, each behind a dash.

    starts: where the values of its entries begin.
    """

    def __init__(self, source: str, starts: Sequence[int]) -> None:
        self.source, self.starts = source, starts

    def arrange(self, order: _Order) -> Iterator[Edit]:
        """The edits that give the list its order, of which at least one entry is left."""
        kept = {each for each in order if isinstance(each, int)}
        fresh, last = list[Entry](), None
        for entry in order:
            if not isinstance(entry, int):
                fresh.append(entry)
                continue
            yield from self._put_in(fresh, last)
            fresh, last = [], entry
        yield from self._put_in(fresh, last)
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

    def count_remarks(self, entry: int) -> int:
        """How many lines of remarks stand between the entry and the one before it."""
        start = self.find_lines(entry)[0]
        return self.source.count("\n", self._find_end(entry - 1 if entry else None), start)

    def _find_end(self, last: int | None) -> int:
        """Behind the lines of an entry; without one, where what stands above the first begins."""
        if last is not None:
            return self.find_lines(last)[1]
        at = self.find_lines(0)[0]
        while at and _is_remark(self.source[(above := find_line_start(self.source, at - 1)) : at]):
            at = above
        return at

    def _put_in(self, fresh: Sequence[Entry], last: int | None) -> Iterator[Edit]:
        """The edits that put entries behind an old one, or before them all."""
        if not fresh:
            return
        near = last or 0
        dash = find_dash(self.source, self.starts[near])
        start = find_line_start(self.source, dash)
        lead = " " * (dash - start) + "- "
        is_block = read_item(self.source, dash).style == ":"
        at, lines = self._find_place(fresh[0], last, start), ""
        for each in fresh:
            further = skip_remarks(self.source, at, getattr(each, "below", None) if lines else 0)
            if further > at:
                yield Edit(at, at, lines)
                at, lines = further, ""
            lines += self._spell_lines(each, lead, is_block=is_block)
        yield Edit(at, at, lines)

    def _find_place(self, first: Entry, last: int | None, start: int) -> int:
        below = getattr(first, "below", None)
        if below is None:
            return start if last is None else self._find_end(last)
        return skip_remarks(self.source, self._find_end(last), below)

    def _spell_lines(self, entry: Entry, lead: str, *, is_block: bool) -> str:
        if isinstance(entry, NewItem):
            return spell_item(entry, lead, is_block=is_block)
        old = entry.old if isinstance(entry, MovedItem) else entry
        return self.source[slice(*self.find_lines(old))]


def skip_remarks(source: str, at: int, most: int | None) -> int:
    """Behind so many of the lines of remarks that begin there, as far as there are."""
    for _ in range(most or 0):
        below = find_next_line(source, at)
        if below == at or not _is_remark(source[at:below]):
            break
        at = below
    return at


def _is_remark(line: str) -> bool:
    """Whether nothing but a remark stands on the line."""
    return line.lstrip().startswith("#") or not line.strip()


def arrange_in_brackets(source: str, at: int, order: _Order) -> Edit:
    """The edit that gives the list in brackets its order. Remarks between entries stay."""
    items, end = read_items(source, at)
    if not items:
        return Edit(at + 1, end, ", ".join(_spell_entry(source, items, each) for each in order))
    pieces, last = [source[at + 1 : items[0].start]], 0
    signs = [source[one.end : other.start] for one, other in pairwise(items)]
    usual = _find_usual_sign(signs, pieces[0])
    for place, entry in enumerate(order):
        sign = ""
        if isinstance(entry, int):
            sign, last = _merge_signs(signs[last:entry]), entry
        pieces.append((sign or usual) if place else _keep_remarks(sign))
        pieces.append(_spell_entry(source, items, entry))
    pieces.append(_keep_remarks(_merge_signs(signs[last:])))
    tail = source[items[-1].end : end]
    return Edit(at + 1, end, "".join([*pieces, tail if order else _drop_comma(tail)]))


def _spell_entry(source: str, items: Sequence[Span], entry: Entry) -> str:
    if not isinstance(entry, NewItem):
        old = items[entry.old if isinstance(entry, MovedItem) else entry]
        return source[old.start : old.end]
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
