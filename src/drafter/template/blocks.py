"""The blocks of a part: if … endif, for … endfor, each with the tags that part it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter.template.tag import Slot

NESTING = frozenset("if for macro call filter set with block autoescape".split())
MIDDLE = frozenset(("elif", "else"))


class Block(NamedTuple):
    """A block's tags: its first, those that begin another branch, its last."""

    tags: tuple[Slot, ...]

    @property
    def keyword(self) -> str:
        return self.tags[0].tag.keyword

    @property
    def first(self) -> int:
        """The number of the paragraph in which it begins."""
        return self.tags[0].paragraph.number

    @property
    def last(self) -> int:
        """The number of the paragraph in which it ends."""
        return self.tags[-1].paragraph.number

    @property
    def is_total(self) -> bool:
        """Whether one of its branches is taken whatever the data say."""
        return self.keyword == "if" and self.tags[-2].tag.keyword == "else"

    def find_branch(self, paragraph: int) -> int:
        """The paragraph in which the branch begins that holds the one of that number."""
        return max(s.paragraph.number for s in self.tags[:-1] if s.paragraph.number < paragraph)

    def encloses(self, paragraph: int) -> bool:
        """Whether the paragraph's beginning stands inside."""
        return self.first < paragraph <= self.last


def find_blocks(found: Iterable[Slot]) -> Iterator[Block]:
    """All blocks that are whole, inner ones first."""
    opened: list[list[Slot]] = []
    for slot in found:
        tag = slot.tag
        if tag.opens in NESTING:
            opened.append([slot])
        elif tag.keyword in MIDDLE and opened:
            opened[-1].append(slot)
        elif opened and tag.closes and tag.closes == opened[-1][0].tag.keyword:
            yield Block((*opened.pop(), slot))
