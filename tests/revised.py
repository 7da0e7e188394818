"""Tracked changes accepted and rejected as Word does it, and what then stands on the pages.

It judges what drafter writes, so it shares nothing with the code that writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from drafter.word.package.archive import Package, write_zip
from drafter.word.package.opening import open_package
from drafter.word.xml import Element, get_parent, parse, remove_node, w, write

_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_COMES, _GOES = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_P, _R, _TBL, _TR, _TC = (w(name) for name in ("p", "r", "tbl", "tr", "tc"))
_TEXTS = (w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen"))
_SHOWN = (*_TEXTS, w("drawing"), w("pict"), w("object"), w("footnoteReference"), w("fldChar"))
_EMPHASIS = ("b", "i", "u", "strike", "color", "highlight", "sz", "em", "vertAlign")


def accepted(data: bytes, author: str | None = None) -> bytes:
    """The file with the tracked changes accepted: the author's, or everybody's."""
    return _settled(data, author, comes=_COMES, goes=_GOES)


def rejected(data: bytes, author: str | None = None) -> bytes:
    """The file with the tracked changes rejected: the author's, or everybody's."""
    return _settled(data, author, comes=_GOES, goes=_COMES)


def _settled(
    data: bytes, author: str | None, *, comes: tuple[str, ...], goes: tuple[str, ...]
) -> bytes:
    package = opened(data)
    changed = {}
    for name in filter(_PARTS.fullmatch, package.members):
        root = parse(package.members[name], huge=True)
        _settle(root, author, comes, goes)
        changed[name] = write(root)
    return write_zip(package.replace(changed))


@lru_cache(maxsize=8)  # a law looks at the same few files again and again
def opened(data: bytes) -> Package:
    package, found = open_package(data, "")
    assert package is not None, found
    return package


def _settle(
    root: Element, author: str | None, comes: tuple[str, ...], goes: tuple[str, ...]
) -> None:
    def theirs(*tags: str) -> list[Element]:
        return [n for n in root.iter(*tags) if author in (None, n.get(w("author")))]

    for node in theirs(*comes, *goes):
        if get_parent(node).tag == w("trPr"):
            remove_node(get_parent(get_parent(node)) if node.tag in goes else node)
    marks = [node for node in theirs(*comes, *goes) if get_parent(node).tag == w("rPr")]
    joining = [get_parent(get_parent(get_parent(node))) for node in marks if node.tag in goes]
    for node in marks:
        remove_node(node)
    for node in theirs(*goes):
        remove_node(node)
    for node in theirs(*comes):
        _unwrap(node)
    for paragraph in joining:
        _join(paragraph)
    for table in [each for each in root.iter(_TBL) if each.find(f".//{_TR}") is None]:
        remove_node(table)
    _properties(theirs(w("rPrChange"), w("pPrChange")), back=goes == _COMES)


def _properties(changes: list[Element], *, back: bool) -> None:
    """Changes of looks: taken back, or left."""
    for node in changes:
        if back:
            holder = get_parent(node)
            kept = [each for each in holder if each.tag in (w("rPr"), w("sectPr"))]
            holder[:] = [*node[0], *(kept if holder.tag == w("pPr") else ())]
        else:
            remove_node(node)


def _unwrap(node: Element) -> None:
    for name in ("delText", "delInstrText"):
        for text in node.iter(w(name)):
            text.tag = w({"delText": "t", "delInstrText": "instrText"}[name])
    for child in list(node):
        node.addprevious(child)
    remove_node(node)


def _join(paragraph: Element) -> None:
    """The paragraph's mark is gone: what it holds stands before what the next one holds."""
    following = paragraph.getnext()
    rest = [child for child in paragraph if child.tag != w("pPr")]
    if any(True for child in rest for _ in child.iter(*_SHOWN)):
        assert following is not None and following.tag == _P
        start = 1 if len(following) and following[0].tag == w("pPr") else 0
        following[start:start] = rest
    remove_node(paragraph)


class Block(NamedTuple):
    """A paragraph or a table row as its reader sees it."""

    where: str
    kind: str
    style: str
    text: str
    looks: tuple[tuple[str, int], ...]


def pages(data: bytes) -> list[Block]:
    """What stands in body, headers, footers and footnotes, inserted text in, deleted text out."""
    return list(_read_pages(data))


@lru_cache(maxsize=8)
def _read_pages(data: bytes) -> tuple[Block, ...]:
    package = opened(data)
    styles = {
        node.get(w("styleId"), ""): node.find(w("name")).get(w("val"), "")
        for node in parse(package.members["word/styles.xml"]).iter(w("style"))
    }
    found: list[Block] = []
    for name in sorted(filter(_PARTS.fullmatch, package.members)):
        kind = re.sub(r"word/|\d*\.xml", "", name)
        root = parse(package.members[name], huge=True)
        found += (_block(kind, node, styles) for node in _blocks(root))
    return tuple(sorted(found, key=lambda block: block.where != "document"))


def words(data: bytes) -> list[str]:
    """The texts of the blocks that say something."""
    return [block.text for block in pages(data) if block.text.strip()]


def numbers(data: bytes) -> Counter[str]:
    """All numbers on the pages."""
    return Counter(number for text in words(data) for number in re.findall(r"\d+(?:\.\d+)?", text))


def _blocks(holder: Element) -> Iterator[Element]:
    for child in holder:
        if child.tag in (_P, _TR):
            yield child
        elif child.tag in map(w, ("body", "tbl", "sdt", "sdtContent", "footnote", "endnote")):
            yield from _blocks(child)


def _block(where: str, node: Element, styles: dict[str, str]) -> Block:
    first = next(node.iter(_P))
    style = first.find(f"{w('pPr')}/{w('pStyle')}")
    name = styles.get(style.get(w("val"), ""), "") if style is not None else ""
    text, looks = "", []
    for cell in node.iter(_TC) if node.tag == _TR else [node]:
        for run in cell.iter(_R):
            if any(True for _ in run.iterancestors(*_GOES)):
                continue
            said = "".join(
                each.text or "" if each.tag == w("t") else "\t" for each in run.iter(*_TEXTS)
            )
            text += said
            if said:
                looks.append((_look(run, styles), len(said)))
        text += "|" if node.tag == _TR else ""
    kind = "row" if node.tag == _TR else "paragraph"
    return Block(where, kind, name, text, tuple(_merged(looks)))


def _look(run: Element, styles: dict[str, str]) -> str:
    properties = run.find(w("rPr"))
    if properties is None:
        return ""
    style = properties.find(w("rStyle"))
    told = [styles.get(style.get(w("val"), ""), "")] if style is not None else []
    for name in _EMPHASIS:
        node = properties.find(w(name))
        value = "" if node is None else node.get(w("val"), "1")
        if value not in ("", "0", "false", "none", "auto", "baseline"):
            told.append(f"{name}={value}")
    return " ".join(told)


def _merged(looks: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    while looks:
        look, length = looks.pop(0)
        while looks and looks[0][0] == look:
            length += looks.pop(0)[1]
        yield look, length
