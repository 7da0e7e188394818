"""Where a paragraph stands in a Word file."""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.problems import Part, WordPlace


class ParagraphPlace(NamedTuple):
    """A paragraph's place: its 1-based number in its part, its text, and its table place or 0."""

    number: int
    text: str
    table: int = 0
    row: int = 0
    cell: int = 0


def part_kind(member: str) -> Part:
    """Which kind of text part a member of the package is."""
    name = re.sub(r"^word/|\d*\.xml$", "", member)
    kinds = {"header": Part.HEADER, "footer": Part.FOOTER, "footnotes": Part.FOOTNOTE}
    kinds |= {"endnotes": Part.ENDNOTE, "document": Part.BODY}
    folders = {"customXml": Part.BOUND, "docProps": Part.PROPERTIES, "_rels": Part.LINK}
    return kinds.get(name) or folders.get(name.partition("/")[0], Part.CHART)


def make_word_place(
    shown: str, member: str, paragraph: ParagraphPlace, column: int = 0, width: int = 0
) -> WordPlace:
    """The paragraph as a place to show; column and width are in characters of its text."""
    number, text, *cell = paragraph
    return WordPlace(shown, part_kind(member), number, text, column, width, *cell)
