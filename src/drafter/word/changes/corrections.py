"""Small changes of a Word file's text, written as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drafter.word import xml
from drafter.word.changes import runs
from drafter.word.changes.revisions import RevisionWriter
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs as blocks
from drafter.word.xml import Element


class Correction(NamedTuple):
    """The characters from start to end of a paragraph (1-based number in its part) become text."""

    member: str
    paragraph: int
    start: int
    end: int
    text: str


def apply_corrections(content: Package, fixes: Iterable[Correction]) -> tuple[Package, int]:
    """The file with the changes tracked, and how many there are; one that overlaps is left out."""
    wanted: dict[str, dict[int, list[Correction]]] = {}
    for fix in fixes:
        wanted.setdefault(fix.member, {}).setdefault(fix.paragraph, []).append(fix)
    parts, count = {}, 0
    for member, paragraphs in wanted.items():
        root = xml.parse(content.members[member], huge=True)
        revision = RevisionWriter(root)
        for paragraph in list(blocks.iterate_paragraphs(root)):
            count += _correct_paragraph(
                paragraph.element, paragraphs.get(paragraph.number, []), revision
            )
        parts[member] = xml.write(root)
    return content.replace(parts), count


def _correct_paragraph(element: Element, fixes: list[Correction], revision: RevisionWriter) -> int:
    """Change the paragraph from its end on, so that the places stay true."""
    count, last = 0, None
    for fix in sorted(fixes, key=lambda each: each.start, reverse=True):
        letters = blocks.locate_characters(element)
        if last is not None and fix.end > last:
            continue
        form = runs.copy_run_properties(letters, fix.start, fix.end)
        hole = revision.open_insertion(letters, fix.start, fix.end, None, element)
        made = [runs.make_run(fix.text, form)] if fix.text else []
        revision.put(letters, fix.start, fix.end, hole, made)
        count, last = count + 1, fix.start
    return count
