"""A file's text as edits see it: every line ends with LF, whatever stands in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from drafter.source.edits import Edit, apply_edits, detect_newline

_LINE_END = re.compile("\r\n|\r|\n")


class EditableText:
    """The text, and where its lines begin. Edits are made in `source` and applied to the file's.

    source: the text with LF, behind the last line too. raw: the same as the file has it.
    """

    def __init__(self, text: str) -> None:
        self.is_closed = text.endswith(("\n", "\r"))
        self._newline = detect_newline(text)
        self.raw = text if self.is_closed else text + self._newline
        self.source = _LINE_END.sub("\n", self.raw) if "\r" in self.raw else self.raw
        self._starts = [0, *(end.end() for end in re.finditer("\n", self.source))]

    def find_offset(self, line: int, column: int) -> int:
        """Where a 1-based place stands in `source`."""
        return self._starts[line - 1] + column - 1

    def apply(self, edits: Iterable[Edit]) -> str:
        """The file's text after the edits; lines that none touches keep every character."""
        if self.raw is not self.source:
            starts = [0, *(end.end() for end in _LINE_END.finditer(self.raw))]
            edits = [
                Edit(self._map_offset(start, starts), self._map_offset(end, starts),
                     text.replace("\n", self._newline))
                for start, end, text in edits
            ]  # fmt: skip
        text = apply_edits(self.raw, edits)
        if self.is_closed:
            return text
        return text.removesuffix("\n").removesuffix("\r")

    def _map_offset(self, offset: int, starts: list[int]) -> int:
        line = bisect_right(self._starts, offset) - 1
        return starts[line] + offset - self._starts[line]


def find_line_start(source: str, at: int) -> int:
    """Where the line begins that the place is on."""
    return source.rfind("\n", 0, at) + 1


def find_next_line(source: str, at: int) -> int:
    """Where the line begins behind the one that the place is on."""
    end = source.find("\n", at)
    return len(source) if end < 0 else end + 1
