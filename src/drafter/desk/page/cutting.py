"""The body of a page cut into paragraphs and rows as it stands, without building a tree."""

from __future__ import annotations

import re
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


class Cut(NamedTuple):
    """A paragraph or row of the body, what a table begins with, or its end.

    data: its XML. section: the number of the section that it is in, from 0.
    """

    kind: Kind
    data: bytes
    section: int


class Body(NamedTuple):
    """The cut body of a document: what its root begins with, its blocks, its sections' XML."""

    head: bytes
    cuts: list[Cut]
    sections: list[bytes]


def cut_body(data: bytes) -> Body:
    """The paragraphs and rows of the body in order of the file."""
    body = _BODY.search(data)
    assert body is not None
    head = data[data.find(b"<w:document") : body.start()]
    return Body(head, list(_cut_blocks(data, body.end())), list(_find_sections(data)))


def _find_sections(data: bytes) -> Iterator[bytes]:
    """The properties of the sections, what a tracked change keeps of them within theirs."""
    end = 0
    while (found := _SECTION.search(data, end)) is not None:
        end = _find_end(data, found.start(), b"sectPr")
        yield data[found.start() : end]


def _cut_blocks(data: bytes, start: int) -> Iterator[Cut]:
    at, section = start, 0
    while (found := _BEGINS.search(data, at)) is not None:
        begin, sign = found.start(), found[0]
        if sign == b"<w:sectPr":
            return
        if sign == b"</w:tbl>":
            yield Cut("end", b"", section)
            at = found.end()
        elif sign == b"<w:tbl":
            first = _FIRST_ROW.search(data, found.end())
            at = len(data) if first is None else first.start()
            yield Cut("table", data[begin:at], section)
        else:
            at = _find_end(data, begin, sign[3:])
            block = data[begin:at]
            yield Cut("row" if sign == b"<w:tr" else "p", block, section)
            section += sign == b"<w:p" and b"<w:sectPr" in block


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
