"""Where two versions of a block differ, word for word, each printed value by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.update.plan.texts import measure_likeness
from drafter.word.text.blocks import CELL_END, LINE_END, Block, ValueSpan

NEAR = 2
"""Changes with so few characters between them are one change, and two hands' are at one place."""
_ALIKE = 0.2
"""Texts less alike than this have been replaced as a whole."""
_TOKEN = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％]?|[A-Za-z]+|.", re.DOTALL)
_BEFORE_NUMBER = re.compile(r"[0-9０-９.．]")
_BEHIND_NUMBER = re.compile(r"[0-9０-９.．%％余多几十百千万亿]")
"""What makes another number of the one that it is put beside."""


class Hunk(NamedTuple):
    """The text from start to end became the other version's from begin to stop.

    value: it is about a printed value, or about digits beside one.
    """

    start: int
    end: int
    begin: int
    stop: int
    value: bool = False


def find_hunks(one: Block, other: Block) -> list[Hunk]:
    """Where the other version says something else, in order."""
    if one.text == other.text:
        return []
    found: list[Hunk] = []
    for stretch in _iterate_stretches(one, other):
        found += _compare_stretch(one.text, other.text, stretch)
    return _join_digits(one, other, found)


def _iterate_stretches(one: Block, other: Block) -> Iterator[Hunk]:
    """Both texts cut alike: cell by cell, and in a cell each value that both have, and what is
    between."""
    cells, others = _cut_cells(one.text), _cut_cells(other.text)
    if len(cells) != len(others):
        cells, others = [(0, len(one.text))], [(0, len(other.text))]
    pairs = list(_pair_values(one.values, other.values))
    for (at, end), (to, stop) in zip(cells, others, strict=True):
        for value, same in pairs:
            if at <= value.start and value.end <= end and to <= same.start and same.end <= stop:
                yield Hunk(at, value.start, to, same.start)
                yield Hunk(value.start, value.end, same.start, same.end, True)
                at, to = value.end, same.end
        yield Hunk(at, end, to, stop)


def _cut_cells(text: str) -> list[tuple[int, int]]:
    """Begin and end of each cell's text."""
    ends = [at for at, sign in enumerate(text) if sign == CELL_END] or [len(text)]
    return list(zip([0, *(end + 1 for end in ends)], ends, strict=False))


def _pair_values(
    one: Sequence[ValueSpan], other: Sequence[ValueSpan]
) -> Iterator[tuple[ValueSpan, ValueSpan]]:
    """The values that both have: of one tag, and the same how-manieth of it in the block."""
    # Which time a tag prints changes when records come and go; its number does not.
    homes: dict[int, list[ValueSpan]] = {}
    for value in other:
        if value.start < value.end:
            homes.setdefault(value.mark.number, []).append(value)
    for value in one:
        same = homes.get(value.mark.number)
        if same and value.start < value.end:
            yield value, same.pop(0)


def _compare_stretch(one: str, other: str, within: Hunk) -> list[Hunk]:
    start, end, begin, stop, value = within
    first, second = one[start:end], other[begin:stop]
    if first == second:
        return []
    if value and first.strip().isdigit():
        return [within]
    found = list(_compare_tokens(_TOKEN.findall(first), _TOKEN.findall(second)))
    if len(found) > 1 and measure_likeness(first, second) < _ALIKE:
        found = [(found[0][0], found[-1][1], found[0][2], found[-1][3])]
    joined: list[Hunk] = []
    for a, b, c, d in found:
        if joined and a + start - joined[-1].end <= NEAR:
            last = joined.pop()
            joined.append(Hunk(last.start, start + b, last.begin, begin + d, value))
        else:
            joined.append(Hunk(start + a, start + b, begin + c, begin + d, value))
    return [_begin_with_line_end(each, one, other, within) for each in joined]


def _begin_with_line_end(hunk: Hunk, one: str, other: str, within: Hunk) -> Hunk:
    """A line put behind the last one begins with its line's end: behind the last paragraph of a
    cell stands no character that it could be tied to."""
    start, end, begin, stop, value = hunk
    if start == end > within.start and one[start - 1] == LINE_END == other[stop - 1]:
        return Hunk(start - 1, end - 1, begin - 1, stop - 1, value)
    return hunk


def _compare_tokens(
    one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Begin and end, in characters, of what differs."""
    first, second = ([0] for _ in range(2))
    for tokens, sums in ((one, first), (other, second)):
        for token in tokens:
            sums.append(sums[-1] + len(token))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield first[a], first[b], second[c], second[d]


def _join_digits(one: Block, other: Block, found: list[Hunk]) -> list[Hunk]:
    """The hunks; digits put right beside a printed value are a change of that value."""
    homes = dict(_pair_values(one.values, other.values))
    made: list[Hunk] = []
    for hunk in found:
        words = other.text[hunk.begin : hunk.stop]
        for value, same in homes.items():
            if hunk.value or not words:
                continue
            if hunk.start == value.end and _BEHIND_NUMBER.match(words[0]):
                hunk = Hunk(value.start, hunk.end, same.start, hunk.stop, True)
            elif hunk.end == value.start and _BEFORE_NUMBER.match(words[-1]):
                hunk = Hunk(hunk.start, value.end, hunk.begin, same.end, True)
        if made and hunk.start < made[-1].end:
            last = made.pop()
            hunk = Hunk(
                min(last.start, hunk.start), max(last.end, hunk.end),
                min(last.begin, hunk.begin), max(last.stop, hunk.stop), True,
            )  # fmt: skip
        made.append(hunk)
    return made
