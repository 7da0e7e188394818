"""What a hand made otherwise round the words: paper, margins, columns of tables, row heights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from drafter.word import names
from drafter.word.layout.formatting import parse_int
from drafter.word.package.archive import DOCUMENT
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.xml import Element, get_parent, w

_ROUGH = 30
"""Twips by which a program may round the measures of a page or the height of a row."""
_ROUGH_SHARE = 25
"""Thousandths of a table's width by which a program may round a column."""
_OLD = w("sectPrChange"), w("tcPrChange"), w("trPrChange")
KEYS = ("sections", "paper", "margins", "headers", "columns", "widths", "height")
AROUND = frozenset(KEYS) - {"height"}
"""What a section or a table has, not the block where it is told."""


class PageLook(NamedTuple):
    """A section's page, in twips: all that its dialogue shows.

    headers: how far header and footer are from the edge; -1 where there is none, since programs
    then write what they like.
    """

    number: int
    paper: tuple[int, ...]
    margins: tuple[int, ...]
    headers: tuple[int, ...]
    columns: int


class RowLook(NamedTuple):
    """A row of a table: where its cells end, in thousandths of its width; its height in twips."""

    table: Element
    edges: tuple[int, ...]
    height: int


class FrameReader:
    """The pages and rows that the blocks of a file stand in."""

    def __init__(self, story: DocumentBlocks) -> None:
        self.story = story
        self._pages: list[PageLook] = []
        self._at: dict[Element, int] = {}
        root = story.roots.get(DOCUMENT)
        body = None if root is None else root.find(w("body"))
        printed: set[str] = set()  # a section has the headers of the one before
        for child in () if body is None else body:
            self._at[child] = len(self._pages)
            for section in filter(_is_current, child.iter(names.SECT_PR)):
                printed |= {
                    k for k in ("header", "footer") if section.find(w(f"{k}Reference")) is not None
                }
                self._pages.append(_read_page(section, len(self._pages), printed))

    @property
    def sections(self) -> int:
        """How many sections the body has."""
        return len(self._pages)

    def page(self, n: int) -> PageLook | None:
        """The page of a block of the body."""
        element = self.story.elements[n]
        while element not in self._at:
            parent = element.getparent()
            if parent is None:
                return None
            element = parent
        at = self._at[element]
        return self._pages[at] if at < len(self._pages) else None

    def row(self, n: int) -> RowLook | None:
        """The row that a block of a table is; without edges where its widths are not said."""
        row = self.story.elements[n]
        if row.tag != names.TR:
            return None
        widths = [_read_width(cell) for cell in row.iterchildren(names.TC)]
        total, ends = sum(widths), [sum(widths[: n + 1]) for n in range(len(widths))]
        edges = tuple(1000 * end // total for end in ends) if all(widths) else ()
        height = row.find(f"{names.TRPR}/{w('trHeight')}")
        return RowLook(get_parent(row), edges, _measure(height, "val"))


def compare_frames(one: FrameReader, other: FrameReader, n: int, t: int) -> list[str]:
    """What is otherwise round a block of the first file and one of the second."""
    pages, rows = (one.page(n), other.page(t)), (one.row(n), other.row(t))
    found: list[str] = []
    if pages[0] is not None and pages[1] is not None:
        found += _compare_pages(pages[0], pages[1])
        if one.sections != other.sections and pages[0].number != pages[1].number:
            found.append("sections")
    if rows[0] is not None and rows[1] is not None:
        found += _compare_rows(rows[0], rows[1])
    return found


def name_frame(reader: FrameReader, n: int, key: str) -> object:
    """What has the property: a page of a section, a table, or the row itself."""
    page, row = reader.page(n), reader.row(n)
    if key == "height":
        return n
    if key == "widths":
        return None if row is None else row.table
    return None if page is None else page.number


def _compare_pages(one: PageLook, other: PageLook) -> Iterator[str]:
    for key in ("paper", "margins", "headers"):
        if _are_far(getattr(one, key), getattr(other, key), _ROUGH):
            yield key
    if one.columns != other.columns:
        yield "columns"


def _compare_rows(one: RowLook, other: RowLook) -> Iterator[str]:
    if len(one.edges) == len(other.edges) and _are_far(one.edges, other.edges, _ROUGH_SHARE):
        yield "widths"
    if abs(one.height - other.height) > _ROUGH:
        yield "height"


def _are_far(one: tuple[int, ...], other: tuple[int, ...], room: int) -> bool:
    pairs = zip(one, other, strict=True)
    return any(min(a, b) >= 0 and abs(a - b) > room for a, b in pairs)


def _is_current(node: Element) -> bool:
    return not any(parent.tag in _OLD for parent in node.iterancestors())


def _read_page(section: Element, number: int, printed: set[str]) -> PageLook:
    size, margins, columns = (section.find(w(tag)) for tag in ("pgSz", "pgMar", "cols"))
    paper = tuple(_measure(size, name) for name in ("w", "h"))
    sides = tuple(abs(_measure(margins, name)) for name in ("top", "right", "bottom", "left"))
    headers = tuple(
        _measure(margins, name) if name in printed else -1 for name in ("header", "footer")
    )
    return PageLook(number, paper, sides, headers, max(_measure(columns, "num"), 1))


def _read_width(cell: Element) -> int:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    kind = "" if width is None else width.get(w("type"), "dxa")
    return _measure(width, "w") if kind in ("dxa", "pct") else 0


def _measure(node: Element | None, name: str) -> int:
    return 0 if node is None else parse_int(node.get(w(name), "0"))
