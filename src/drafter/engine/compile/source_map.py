"""Which tag of the Word file a line of the Jinja source comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.template.tag import AT, Slot, Tag, split_text

_SLOT = re.compile(rf"{AT}\((\d+),")


def spread_tags(source: str, slots: Sequence[Slot]) -> tuple[str, list[Slot | None]]:
    """The source with each tag's inside on a line of its own, and the slot of each line.

    A line break inside a tag changes nothing that is printed, and lets Jinja's line numbers name
    the tag. Line 1 is at index 1 of the list.
    """
    finder = _SlotFinder(slots)
    lines: list[Slot | None] = [None, None]
    pieces = []
    for piece in split_text(source):
        if isinstance(piece, str):
            pieces.append(piece)
            lines += [None] * piece.count("\n")
            continue
        tag = piece
        if tag.kind in ("print", "statement"):
            tag = tag._replace(inside=f"\n{tag.inside}\n")
        pieces.append(tag.text)
        lines += [finder.find(piece)] * tag.text.count("\n")
    return "".join(pieces), lines


class _SlotFinder:
    """Follows the slots in order of the file while the source's tags go by."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.insides = [_join_blanks(slot.tag) for slot in slots]
        self.next = 0

    def find(self, tag: Tag) -> Slot | None:
        if match := _SLOT.search(tag.inside):
            self.next = int(match[1]) - self.slots[0].number + 1
        elif not tag.prints and (inside := _join_blanks(tag)) in self.insides[self.next :]:
            self.next = self.insides.index(inside, self.next) + 1
        return self.slots[self.next - 1] if self.next else None


def _join_blanks(tag: Tag) -> str:
    return " ".join(tag.code.split())
