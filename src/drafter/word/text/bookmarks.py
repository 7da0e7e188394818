"""The hidden bookmarks `_drafter_…` of a rendered part: numbered, and read back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from drafter.word import names
from drafter.word.text import paragraphs
from drafter.word.xml import Element, next_free_number, remove_node

_NAME = re.compile(r"_drafter_([tp])(\d+)_(\d+)")
OWN = re.compile("_drafter_.*")
"""The names of all bookmarks of ours, those too that other versions of drafter wrote."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of ours: what it holds ("t": a printed value, "p": a block), the number of the
    tag or of the template's paragraph, and the how-manieth time (1-based) it was printed."""

    kind: str
    number: int
    time: int

    @property
    def name(self) -> str:
        """The name of the bookmark."""
        return f"_drafter_{self.kind}{self.number}_{self.time}"


def parse_bookmark_name(name: str) -> Bookmark | None:
    """The mark that a bookmark of that name is, if it is one of ours."""
    match = _NAME.fullmatch(name)
    return Bookmark(match[1], int(match[2]), int(match[3])) if match else None


def next_bookmark_id(roots: Iterable[Element]) -> int:
    """The first bookmark id that the parts do not use."""
    return next_free_number(
        node.get(names.ID) for root in roots for node in root.iter(names.BOOKMARK_START)
    )


def drop_bookmarks(root: Element, pattern: re.Pattern[str]) -> None:
    """Take the bookmarks of such names out of a part; what they hold stays."""
    starts = root.iter(names.BOOKMARK_START)
    doomed = [node for node in starts if pattern.fullmatch(node.get(names.NAME, ""))]
    ids = {node.get(names.ID) for node in doomed}
    ends = [node for node in root.iter(names.BOOKMARK_END) if node.get(names.ID) in ids]
    for node in [*doomed, *ends]:
        remove_node(node)


def find_bookmarks(paragraph: Element) -> list[Bookmark]:
    """Our bookmarks that begin in the paragraph itself."""
    starts = (
        parse_bookmark_name(node.get(names.NAME, ""))
        for node in paragraph.iter(names.BOOKMARK_START)
        if paragraphs.owner_paragraph(node) is paragraph
    )
    return [mark for mark in starts if mark]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph's text: 0-based start, and the mark of the value it is, if any."""

    start: int
    text: str
    mark: Bookmark | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_segments(paragraph: Element, in_fields: str = "") -> list[Segment]:
    """The paragraph's own text in pieces, each printed value by itself, as long as its words.

    What a field shows (a page number) belongs to nobody: U+FFFC stands for each character.
    in_fields: the fields that are open where the paragraph begins.
    """
    pieces: list[tuple[str, Bookmark | None]] = []
    opened: dict[str, Bookmark] = {}
    for piece in paragraphs.read_pieces(paragraph, in_fields):
        if piece.node.tag in names.BOOKMARKS:
            _open_or_close(piece.node, opened)
        elif piece.text and not piece.deletions:
            text = "\ufffc" * len(piece.text) if piece.in_field else piece.text
            pieces.append((text, next(reversed(opened.values()), None)))
    return _merge_segments(pieces)


def _open_or_close(node: Element, opened: dict[str, Bookmark]) -> None:
    number = node.get(names.ID, "")
    mark = parse_bookmark_name(node.get(names.NAME, ""))
    if node.tag == names.BOOKMARK_END:
        opened.pop(number, None)
    elif mark and mark.kind == "t":
        opened[number] = mark


def _merge_segments(pieces: list[tuple[str, Bookmark | None]]) -> list[Segment]:
    found: list[Segment] = []
    start = 0
    for text, mark in pieces:
        if found and found[-1].mark == mark:
            found[-1] = Segment(found[-1].start, found[-1].text + text, mark)
        else:
            found.append(Segment(start, text, mark))
        start += len(text)
    return found


def find_doubles(root: Element, known: Collection[Element]) -> list[Element]:
    """The starts and ends of bookmarks of ours that a copy within a part has brought along.

    known: those of the bookmarks themselves.
    """
    starts = [
        node
        for node in root.iter(names.BOOKMARK_START)
        if node not in known and OWN.fullmatch(node.get(names.NAME, ""))
    ]
    numbers = {node.get(names.ID) for node in starts}
    ends = root.iter(names.BOOKMARK_END) if starts else ()
    return starts + [node for node in ends if node not in known and node.get(names.ID) in numbers]
