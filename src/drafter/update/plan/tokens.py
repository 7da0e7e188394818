"""A block's text in clauses and printed values: what a rewording strikes and puts in as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.word.text.blocks import Block

_CLAUSE = re.compile(r"[\n\x07]|[^，。；：！？\n\x07]*[，。；：！？]|[^，。；：！？\n\x07]+")


class Token(NamedTuple):
    """A stretch of a block: a clause of fixed wording, or a printed value."""

    text: str
    printed: bool
    start: int
    end: int


def split_tokens(block: Block) -> list[Token]:
    """The whole block, cut."""
    return list(_iter_tokens(block))


def _iter_tokens(block: Block) -> Iterator[Token]:
    at = 0
    for value in (*block.values, None):
        until = len(block.text) if value is None else value.start
        for match in _CLAUSE.finditer(block.text, at, until):
            yield Token(match.group(), False, match.start(), match.end())
        if value is not None:
            yield Token(block.text[value.start : value.end], True, value.start, value.end)
            at = value.end


def build_skeleton(block: Block) -> list[str | None]:
    """The fixed wording, and None for each printed value."""
    found: list[str | None] = []
    for token in split_tokens(block):
        if token.printed or not found or found[-1] is None:
            found.append(None if token.printed else token.text)
        else:
            found[-1] += token.text
    return found


def find_rewordings(base: Block, new: Block) -> Iterator[tuple[int, int, int, int]]:
    """Where the later block says something else: begin and end in the base, and in it."""
    first, second = split_tokens(base), split_tokens(new)
    one, other = ([(token.text, token.printed) for token in each] for each in (first, second))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield *_find_edges(base, first, a, b), *_find_edges(new, second, c, d)


def _find_edges(block: Block, cut: list[Token], first: int, last: int) -> tuple[int, int]:
    start = cut[first].start if first < len(cut) else len(block.text)
    return start, cut[last - 1].end if last > first else start
