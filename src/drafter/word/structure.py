"""Whether a part is put together as Word asks, beyond what a schema can say."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.word.blocks import last_block
from drafter.word.xml import Element, w


def faults(root: Element) -> Iterator[tuple[str, str]]:
    """What is wrong, in Chinese and in English; nothing when the part is sound."""
    yield from _tables(root)
    yield from _fields(root)
    yield from _bookmarks(root)


def _tables(root: Element) -> Iterator[tuple[str, str]]:
    lasts = [last_block(cell) for cell in root.iter(w("tc"))]
    if any(last is None or last.tag != w("p") for last in lasts):
        yield "表格里有一格不以段落结尾", "a table cell does not end in a paragraph"
    if any(row.find(f".//{w('tc')}") is None for row in root.iter(w("tr"))):
        yield "表格里有一行没有格", "a table row has no cell"
    if any(table.find(f".//{w('tr')}") is None for table in root.iter(w("tbl"))):
        yield "有一个表格没有行", "a table has no row"


def _fields(root: Element) -> Iterator[tuple[str, str]]:
    depth = 0
    for node in root.iter(w("fldChar")):
        depth += {"begin": 1, "end": -1}.get(node.get(w("fldCharType"), ""), 0)
        if depth < 0:
            break
    if depth:
        yield "域的开头和结尾不成对", "a field's begin and end do not match"


def _bookmarks(root: Element) -> Iterator[tuple[str, str]]:
    starts = [node.get(w("id")) for node in root.iter(w("bookmarkStart"))]
    ends = [node.get(w("id")) for node in root.iter(w("bookmarkEnd"))]
    names = [node.get(w("name")) for node in root.iter(w("bookmarkStart"))]
    if sorted(map(str, starts)) != sorted(map(str, ends)):
        yield "书签的开头和结尾不成对", "a bookmark's start and end do not match"
    if len(set(starts)) != len(starts) or len(set(names)) != len(names):
        yield "书签的编号或名称重复", "a bookmark's id or name is used twice"
