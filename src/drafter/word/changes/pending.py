"""Tracked changes that nobody has accepted or rejected yet: whose they are, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from drafter.problems import WordPlace
from drafter.word import xml
from drafter.word.names import REVISIONS, RPR, RPR_CHANGE, TBL, TC, TR, WORD_2010, P, R, T
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.text import paragraphs, places
from drafter.word.text.places import part_kind
from drafter.word.xml import Element, get_parent, w

_OTHERS = """cellIns cellDel cellMerge numberingChange rPrChange pPrChange sectPrChange
    tblPrChange tblPrExChange trPrChange tcPrChange customXmlInsRangeStart customXmlDelRangeStart
    customXmlMoveFromRangeStart customXmlMoveToRangeStart"""
_CONFLICTS = (f"{WORD_2010}conflictIns", f"{WORD_2010}conflictDel")
CHANGES = (*REVISIONS, *map(w, _OTHERS.split()), *_CONFLICTS)
"""The elements of tracked changes, in the words of ECMA-376 part 1, 17.13.5."""
STORIES = tuple(map(w, ("document", "hdr", "ftr", "footnotes", "endnotes")))
"""The roots of the parts whose text is on the pages."""


class PendingChange(NamedTuple):
    """A tracked change as its reader sees it: its part, its author, its (first) element."""

    member: str
    author: str
    element: Element


def iterate_stories(package: Package) -> Iterator[tuple[str, Element]]:
    """The parts whose text is on the pages: the body first, then headers, footers and notes."""
    names = sorted(name for name in package.contents if name.lower().endswith(".xml"))
    for name in sorted(names, key=lambda name: name != DOCUMENT):
        root = xml.parse(package.members[name])
        if root.tag in STORIES and not name.lower().startswith("word/glossary/"):
            yield name, root


def list_changes(package: Package) -> list[PendingChange]:
    """All tracked changes of the pages; what one author did in one go is one change."""
    return [
        change for name, root in iterate_stories(package) for change in _changes_of_part(name, root)
    ]


def _changes_of_part(member: str, root: Element) -> Iterator[PendingChange]:
    """The changes of a part, those that an older program shows instead of others left out."""
    last, apart = ("", ""), True
    for node in root.iter(T, *CHANGES):
        if paragraphs.is_fallback(node):
            continue
        if node.tag == T:
            apart = apart or not _is_changed(node)
            continue
        this = str(node.tag), node.get(w("author"), "")
        if apart or this != last:
            yield PendingChange(member, this[1], node)
        last, apart = this, False


def _is_changed(text: Element) -> bool:
    """Whether the words themselves are what was tracked."""
    inside = next(text.iterancestors(*REVISIONS), None) is not None
    return inside or get_parent(text).find(f"{RPR}/{w('rPrChange')}") is not None


def locate_change(shown: str, change: PendingChange) -> WordPlace:
    """Where the change is: its paragraph, struck words shown, and its words there."""
    node = change.element
    run = get_parent(get_parent(node)) if node.tag == RPR_CHANGE else node
    extent = run if run.tag in (R, *REVISIONS) else None
    return locate_node(
        shown,
        change.member,
        node,
        lambda text: any(each is extent for each in text.iterancestors()),
        with_struck=True,
    )


def locate_node(
    shown: str, member: str, node: Element, meant: Callable[[Element], bool],
    *, with_struck: bool = False,
) -> WordPlace:  # fmt: skip
    """The paragraph of a node as a place; `meant` says which of its texts are meant.

    with_struck: show what revisions delete too; so it is done where only that is meant.
    """
    element = _find_paragraph(node)
    if element is None:
        return WordPlace(shown, part_kind(member), 1)
    root = element.getroottree().getroot()
    found = next(each for each in paragraphs.iterate_paragraphs(root) if each.element is element)
    words, start, width = "", 0, 0
    pieces = [piece for piece in paragraphs.read_pieces(element) if piece.text]
    of_those = [piece.deletions for piece in pieces if meant(piece.node)]
    if not with_struck and not (of_those and all(of_those)):
        pieces = [piece for piece in pieces if not piece.deletions]
    for piece in pieces:
        if meant(piece.node):
            start, width = (start, width) if width else (len(words) + 1, 0)
            width = len(words) + 1 + len(piece.text) - start
        words += piece.text
    return places.make_word_place(shown, member, found.spot()._replace(text=words), start, width)


def _find_paragraph(node: Element) -> Element | None:
    """The paragraph of a node; of what is about a row, cell or table the first paragraph in it."""
    for holder in node.iterancestors(P, TR, TC, TBL):
        if (found := next(holder.iter(P), None)) is not None:
            return holder if holder.tag == P else found
    root = node.getroottree().getroot()
    before: list[Element] = []
    for each in root.iter():
        if each is node:
            break
        before += [each] if each.tag == P else []
    return before[-1] if before else next(root.iter(P), None)
