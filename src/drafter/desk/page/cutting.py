"""The body of a page cut into paragraphs and rows as it stands, without building a tree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["p", "table", "row", "end"]

_BODY = re.compile(rb"<w:body(?: [^>]*)?>")
_BEGINS = re.compile(rb"<w:(?:p|tr|tbl)(?=[ />])|</w:tbl>|<w:sectPr(?=[ />])")
_FIRST_ROW = re.compile(rb"<w:tr(?=[ />])|</w:tbl>")
_OPENINGS = {
    name: re.compile(rb"<w:%s(?=[ >])(?![^>]*/>)" % name) for name in (b"p", b"tr", b"sectPr")
}
_SECTION = re.compile(rb"<w:sectPr(?=[ />])")

_MARK = re.compile(rb'<w:bookmarkStart w:id="\d+" w:name="_drafter_t\d+_\d+"/>')
_BOOKMARK = re.compile(rb"<w:bookmark(?:Start|End) [^>]*/>")
_DRAWING = re.compile(rb'(?<=:docPr) id="\d+"')
VALUE = re.compile(rb'w:name="_drafter_t(\d+)_(\d+)"')
"""The bookmark of a printed value."""
PARAGRAPH = re.compile(rb"<w:p(?=[ />])")
_STRIDE, _SIGN = 2**14, 64
"""So many bytes are compared at once; so many behind a block may say where it ends."""


class Cut(NamedTuple):
    """A paragraph or row of the body, what a table begins with, or its end.

    data: its XML. section: the number of the section that it is in, from 0.
    """

    kind: Kind
    data: bytes
    section: int


class Body(NamedTuple):
    """The cut body of a document: what its root begins with, its blocks, its sections' XML, where
    each block ends, the whole."""

    head: bytes
    cuts: list[Cut]
    sections: list[bytes]
    ends: list[int]
    data: bytes


def cut_body(data: bytes, before: Body | None = None) -> Body:
    """The paragraphs and rows of the body in order of the file. before: of the last page, most of
    which is most often still the same, byte for byte."""
    body = _BODY.search(data)
    assert body is not None
    head = data[data.find(b"<w:document") : body.start()]
    cuts: list[Cut] = []
    ends: list[int] = []
    start, section = body.end(), 0
    known: dict[int, int] = {}
    if before is not None:
        stay = bisect_right(before.ends, _count_same_start(data, before.data) - _SIGN)
        cuts, ends = before.cuts[:stay], before.ends[:stay]
        if cuts:
            last = cuts[-1]
            start, section = ends[-1], last.section + _ends_section(last.kind, last.data)
        known = _find_same_end(data, before)
    for cut, end in _cut_blocks(data, start, section):
        cuts.append(cut)
        ends.append(end)
        at = known.get(end, 0)
        if before is not None and at and before.cuts[at - 1].section == cut.section:
            shift = len(data) - len(before.data)
            cuts += before.cuts[at:]
            ends += [each + shift for each in before.ends[at:]]
            break
    return Body(head, cuts, list(_find_sections(data)), ends, data)


def _count_same_start(data: bytes, other: bytes) -> int:
    """So many bytes at the beginning of both are the same, at least."""
    at, most = 0, min(len(data), len(other)) - _STRIDE
    while at < most and data[at : at + _STRIDE] == other[at : at + _STRIDE]:
        at += _STRIDE
    return at


def _find_same_end(data: bytes, before: Body) -> dict[int, int]:
    """Where blocks end from which on both are the same, and how many blocks `before` has there."""
    other, most = before.data, min(len(data), len(before.data)) - _STRIDE
    same = 0
    while (
        same < most
        and data[-same - _STRIDE : -same or None] == (other[-same - _STRIDE : -same or None])
    ):
        same += _STRIDE
    shift, first = len(data) - len(other), bisect_left(before.ends, len(other) - same)
    return {end + shift: n for n, end in enumerate(before.ends[first:], first + 1)}


def _find_sections(data: bytes) -> Iterator[bytes]:
    """The properties of the sections, what a tracked change keeps of them within theirs."""
    end = 0
    while (found := _SECTION.search(data, end)) is not None:
        end = _find_end(data, found.start(), b"sectPr")
        yield data[found.start() : end]


def _cut_blocks(data: bytes, start: int, section: int) -> Iterator[tuple[Cut, int]]:
    """The blocks from there on, and where each ends."""
    at = start
    while (found := _BEGINS.search(data, at)) is not None:
        begin, sign = found.start(), found[0]
        if sign == b"<w:sectPr":
            return
        if sign == b"</w:tbl>":
            at = found.end()
            yield Cut("end", b"", section), at
        elif sign == b"<w:tbl":
            first = _FIRST_ROW.search(data, found.end())
            at = len(data) if first is None else first.start()
            yield Cut("table", data[begin:at], section), at
        else:
            at = _find_end(data, begin, sign[3:])
            block = data[begin:at]
            kind: Kind = "row" if sign == b"<w:tr" else "p"
            yield Cut(kind, block, section), at
            section += _ends_section(kind, block)


def _ends_section(kind: Kind, block: bytes) -> bool:
    return kind == "p" and b"<w:sectPr" in block


def _find_end(data: bytes, start: int, name: bytes) -> int:
    """Behind the end of the element that begins there; others of its name may be in it."""
    end = data.find(b">", start) + 1
    if data[end - 2 : end - 1] == b"/":
        return end
    close, depth = b"</w:%s>" % name, 1
    begins = b"<w:%s " % name, b"<w:%s>" % name
    while depth:
        at = data.find(close, end)
        if at < 0:
            return len(data)
        depth -= 1
        if any(data.find(each, end, at) >= 0 for each in begins):  # ten times as quick as to count
            depth += len(_OPENINGS[name].findall(data, end, at))
        end = at + len(close)
    return end


def drop_volatile(data: bytes) -> bytes:
    """A block without what differs from one page to the next though the page looks the same."""
    plain = _BOOKMARK.sub(b"", _MARK.sub(b"<v/>", data))
    return _DRAWING.sub(b"", plain) if b":docPr" in plain else plain
