"""Which tag of the Word file a line of the Jinja source comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.word.text.places import AT, RAW, Slot

_TAG = re.compile(RAW + r"|\{\{-?.*?-?\}\}|\{%-?.*?-?%\}", re.DOTALL)
_IS_RAW = re.compile(RAW, re.DOTALL)
_SLOT = re.compile(rf"{AT}\((\d+),")
_STATEMENT = re.compile(r"^\{%(?:(?:p|tr|tc|r)(?=\s))?-?\s*(.*?)\s*-?%\}$", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def spread_tags(source: str, slots: Sequence[Slot]) -> tuple[str, list[Slot | None]]:
    """The source with each tag's inside on a line of its own, and the slot of each line.

    A line break inside a tag changes nothing that is printed, and lets Jinja's line numbers name
    the tag. Line 1 is at index 1 of the list.
    """
    finder = _SlotFinder(slots)
    lines: list[Slot | None] = [None, None]
    pieces = []
    end = 0
    for match in _TAG.finditer(source):
        before, tag = source[end : match.start()], match.group()
        slot = finder.find(tag)
        if _IS_RAW.match(tag):
            pieces += [before, tag]
            lines += [None] * before.count("\n") + [slot] * tag.count("\n")
            end = match.end()
            continue
        opened = re.match(r"\{[{%]-?", tag)
        closed = re.search(r"-?[%}]\}$", tag)
        assert opened and closed
        inside = tag[opened.end() : closed.start()]
        pieces += [before, opened.group(), "\n", inside, "\n", closed.group()]
        lines += [None] * before.count("\n") + [slot] * (inside.count("\n") + 1) + [slot]
        end = match.end()
    return "".join([*pieces, source[end:]]), lines


class _SlotFinder:
    """Follows the slots in order of the file while the source's tags go by."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.next = 0

    def find(self, tag: str) -> Slot | None:
        if match := _SLOT.search(tag):
            number = int(match.group(1))
            self._advance_past(
                next(i for i, slot in enumerate(self.slots) if slot.number == number)
            )
        elif tag.startswith("{%"):
            wanted = _normalize_tag(tag)
            later = range(self.next, len(self.slots))
            self._advance_past(
                next((i for i in later if _normalize_tag(self.slots[i].text) == wanted), None)
            )
        return self.slots[self.next - 1] if self.next else None

    def _advance_past(self, index: int | None) -> None:
        if index is not None:
            self.next = index + 1


def _normalize_tag(tag: str) -> str:
    match = _STATEMENT.match(tag)
    return " ".join((match.group(1) if match else tag).translate(_QUOTES).split())
