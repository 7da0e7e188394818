"""Small changes of a Word file's text, written as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drafter.word import blocks, runs, xml
from drafter.word.package import Package
from drafter.word.revise import Revision
from drafter.word.story import Letter
from drafter.word.xml import Element, w


class Fix(NamedTuple):
    """The characters from start to end of a paragraph (1-based number in its part) become text."""

    member: str
    paragraph: int
    start: int
    end: int
    text: str


def fixed(content: Package, fixes: Iterable[Fix]) -> tuple[Package, int]:
    """The file with the changes tracked, and how many there are; one that overlaps is left out."""
    wanted: dict[str, dict[int, list[Fix]]] = {}
    for fix in fixes:
        wanted.setdefault(fix.member, {}).setdefault(fix.paragraph, []).append(fix)
    parts, count = {}, 0
    for member, paragraphs in wanted.items():
        root = xml.parse(content.members[member], huge=True)
        revision = Revision(root)
        for paragraph in list(blocks.paragraphs(root)):
            count += _paragraph(paragraph.element, paragraphs.get(paragraph.number, []), revision)
        parts[member] = xml.write(root)
    return content.replace(parts), count


def _paragraph(element: Element, fixes: list[Fix], revision: Revision) -> int:
    """Change the paragraph from its end on, so that the places stay true."""
    count, last = 0, None
    for fix in sorted(fixes, key=lambda each: each.start, reverse=True):
        letters = _letters(element)
        if (last is not None and fix.end > last) or None in letters[fix.start : fix.end]:
            continue
        form = runs.form(letters, fix.start, fix.end)
        hole = revision.hole(letters, fix.start, fix.end, None, element)
        made = [runs.written(fix.text, form)] if fix.text else []
        revision.put(letters, fix.start, fix.end, hole, made)
        count, last = count + 1, fix.start
    return count


def _letters(element: Element) -> list[Letter]:
    """Where each character of the paragraph's words stands, as `blocks.words` counts them."""
    made: list[Letter] = []
    stops = {node for tabs in element.iter(w("tabs")) for node in tabs}
    for node in element.iter(w("t"), *blocks.BREAKS):
        if blocks.owner(node) is not element or node in stops:
            continue
        text = node.text or "" if node.tag == w("t") else ""
        made += [(node, at) for at in range(len(text))] if node.tag == w("t") else [None]
    return made
