"""Which character of a template's paragraph each fixed character of what it printed came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter.template.clauses.lowering import split_at_signs
from drafter.template.tag import Slot, Tag, split_text
from drafter.word.text.blocks import ValueSpan


class _Piece(NamedTuple):
    """A stretch of the template's paragraph: fixed wording, or a tag with its slot's number."""

    start: int
    text: str
    tag: Tag | None = None
    slot: int = 0


class ParagraphMap(NamedTuple):
    """Where the fixed characters of a printed paragraph stand in the template's.

    letters: printed character → character of the template. ends: printed value's end → the end of
    its tag.
    """

    letters: dict[int, int]
    ends: dict[int, int]

    def find_insertion(self, at: int) -> set[int]:
        """Where words that come before the printed character `at` may go: two places where a
        condition or loop begins or ends there, and nobody knows whether they are part of it."""
        left = self.letters[at - 1] + 1 if at - 1 in self.letters else self.ends.get(at)
        right = self.letters.get(at)
        places = {place for place in (left, right) if place is not None}
        return places or ({0} if at == 0 else set())


def map_paragraph(
    template: str, slots: Sequence[Slot], printed: str, values: Sequence[ValueSpan]
) -> ParagraphMap | None:
    """The map, or None where the text cannot come from that paragraph as it stands.

    slots: the tags of the paragraph, in order. Fixed wording between two tags is printed whole or,
    in a branch that was not taken, not at all.
    """
    pieces = _split_template(template, slots)
    starts = {value.start: value for value in values}
    way = _find_way(pieces, printed, starts)
    if way is None:
        return None
    letters: dict[int, int] = {}
    ends: dict[int, int] = {}
    for piece, start, _ in way:
        if piece.tag is None:
            letters |= {start + n: piece.start + n for n in range(len(piece.text))}
        else:
            ends[starts[start].end] = piece.start + len(piece.text)
    return ParagraphMap(letters, ends)


def _split_template(template: str, slots: Sequence[Slot]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at, left = 0, list(slots)
    for part in split_text(template):
        if isinstance(part, Tag):
            slot = left.pop(0) if left else None
            pieces.append(_Piece(at, part.text, part, slot.number if slot else 0))
            at += len(part.text)
            continue
        for piece in split_at_signs(part, left):
            if isinstance(piece, Slot):
                pieces.append(_Piece(at, piece.text, piece.tag, piece.number))
            elif piece:
                pieces.append(_Piece(at, piece))
            at += len(piece.text if isinstance(piece, Slot) else piece)
    return pieces


class _Step(NamedTuple):
    """A piece that is printed at a place of the text, and the steps before it."""

    piece: _Piece
    start: int
    before: _Step | None


def _find_way(
    pieces: Sequence[_Piece], printed: str, values: Mapping[int, ValueSpan]
) -> list[_Step] | None:
    """The pieces that print the text, one after another; the others print nothing."""
    open_ways: list[tuple[int, int, _Step | None]] = [(0, 0, None)]
    seen: set[tuple[int, int]] = set()
    while open_ways:
        number, at, last = open_ways.pop()
        if (number, at) in seen:
            continue
        seen.add((number, at))
        if number == len(pieces):
            if at == len(printed):
                return _list_steps(last)
            continue
        open_ways.append((number + 1, at, last))
        end = _print_piece(pieces[number], printed, at, values)
        if end is not None:  # what is printed is tried before what is passed over
            open_ways.append((number + 1, end, _Step(pieces[number], at, last)))
    return None


def _list_steps(last: _Step | None) -> list[_Step]:
    steps: list[_Step] = []
    while last is not None:
        steps.append(last)
        last = last.before
    return steps[::-1]


def _print_piece(
    piece: _Piece, printed: str, at: int, values: Mapping[int, ValueSpan]
) -> int | None:
    """Where the text goes on behind the piece, if it stands there."""
    if piece.tag is None:
        end = at + len(piece.text)
        crosses = any(at < start < end for start in values)
        return None if crosses or not printed.startswith(piece.text, at) else end
    value = values.get(at)
    return value.end if value is not None and value.mark.number == piece.slot else None
