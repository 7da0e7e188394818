"""The rules over a draft. Each is a function from a page to problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafter.checks import quick
from drafter.checks.quick import BRACES, DIGITS, DOUBLED
from drafter.engine import Draft, PrintedValue
from drafter.problems import FilePlace, Problem, phrase, problem
from drafter.vocabulary import TYPED_GAP
from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.repair import structure
from drafter.word.text import bookmarks
from drafter.word.text import paragraphs as blocks
from drafter.word.text.bookmarks import Segment
from drafter.word.text.paragraphs import Paragraph

_READ_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


@dataclass(frozen=True)
class DraftPage:
    """A draft opened for checking: each part's tree and paragraphs, and the trace by its marks."""

    draft: Draft
    shown: str
    roots: dict[str, xml.Element]
    paragraphs: dict[str, list[Paragraph]]
    trace: dict[tuple[int, int], PrintedValue]


def apply_rules(draft: Draft) -> list[Problem]:
    """All rules over the draft, in their order."""
    page = open_page(draft)
    return [found for check in CHECKS for found in check(page)]


def open_page(draft: Draft) -> DraftPage:
    """The draft's parts parsed, for the rules and for `why`."""
    members = [name for name in draft.package.members if _READ_PARTS.fullmatch(name)]
    members.sort(key=lambda name: (name != packages.DOCUMENT, name))
    roots = {name: xml.parse(draft.package.members[name], huge=True) for name in members}
    paragraphs = {name: list(blocks.iterate_paragraphs(root)) for name, root in roots.items()}
    trace = {(printed.slot, printed.time): printed for printed in draft.trace}
    return DraftPage(draft, f"{draft.title}.docx", roots, paragraphs, trace)


def _iter_texts(page: DraftPage) -> Iterator[tuple[str, Paragraph, str]]:
    for member, paragraphs in page.paragraphs.items():
        for paragraph in paragraphs:
            yield member, paragraph, paragraph.text


def find_leftover_braces(page: DraftPage) -> Iterator[Problem]:
    """D401: a tag's braces that stand in the page."""
    yield from _find_pattern(page, "D401", BRACES)


def find_typed_gaps(page: DraftPage) -> Iterator[Problem]:
    """D406: a gap's mark that somebody typed into the data or the template."""
    told = {str(gap) for gap in page.draft.gaps}
    for member, paragraph, text in _iter_texts(page):
        for match in TYPED_GAP.finditer(text):
            if match.group() not in told:
                width = match.end() - match.start()
                place = blocks.locate_paragraph(
                    page.shown, member, paragraph, match.start() + 1, width
                )
                yield problem("D406", place, text=match.group())


def find_doubled_punctuation(page: DraftPage) -> Iterator[Problem]:
    """D403: two marks that cannot stand together, or an empty pair: what a lost value leaves."""
    yield from _find_pattern(page, "D403", DOUBLED)


def _find_pattern(page: DraftPage, code: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    for member, paragraph, text in _iter_texts(page):
        if match := pattern.search(text):
            width = match.end() - match.start()
            place = blocks.locate_paragraph(page.shown, member, paragraph, match.start() + 1, width)
            yield problem(code, place, text=match.group())


def find_orphan_digits(page: DraftPage) -> Iterator[Problem]:
    """D402: a digit that no record gave and that the template's schema does not allow (x-fixed)."""
    fixed = page.draft.compiled.template.schema.fixed
    loose = _find_unmarked_digits(page)
    for member, paragraphs in page.paragraphs.items():
        for paragraph in paragraphs:
            pieces = bookmarks.read_segments(paragraph.element)
            text = "".join(piece.text for piece in pieces)
            allowed = quick.find_spans(text, fixed)
            for piece in pieces:
                for start, digits in _find_unexplained(page, piece, allowed, loose):
                    place = blocks.locate_paragraph(
                        page.shown, member, paragraph, start + 1, len(digits)
                    )
                    yield problem("D402", place, text=digits)


def _find_unexplained(
    page: DraftPage, piece: Segment, allowed: list[tuple[int, int]], loose: set[str]
) -> Iterator[tuple[int, str]]:
    """The digits of a piece that nothing accounts for: 0-based start in the paragraph, digits."""
    given = _given_spans(page, piece)
    for match in DIGITS.finditer(piece.text):
        if any(left < match.end() and match.start() < right for left, right in given):
            continue
        start, end = piece.start + match.start(), piece.start + match.end()
        inside = any(left <= start and end <= right for left, right in allowed)
        if not inside and match.group() not in loose:
            yield start, match.group()


def _given_spans(page: DraftPage, piece: Segment) -> list[tuple[int, int]]:
    """The spans of a printed value that records gave."""
    if piece.mark is None:
        return []
    printed = page.trace.get((piece.mark.number, piece.mark.time))
    origins, parts = (printed.origins, printed.parts) if printed else ((), ())
    return quick.find_given_spans(
        page.draft.compiled, piece.mark.number, piece.text, origins, parts
    )


def _find_unmarked_digits(page: DraftPage) -> set[str]:
    """Digits from records that no mark holds: formatted text, parts that carry no marks."""
    held = {
        (mark.number, mark.time)
        for paragraphs in page.paragraphs.values()
        for paragraph in paragraphs
        for mark in bookmarks.find_bookmarks(paragraph.element)
        if mark.kind == "t"
    }
    serials = page.draft.compiled.serials
    texts = (
        text
        for key, printed in page.trace.items()
        if key not in held and printed.slot >= 0 and (printed.origins or printed.slot in serials)
        for text in _sourced_texts(printed)
    )
    return {digits for text in texts for digits in DIGITS.findall(text)}


def _sourced_texts(printed: PrintedValue) -> list[str]:
    """The parts of a printed text that records gave, or all of it."""
    return [text for text, origins in printed.parts if origins] or [printed.text]


def find_broken_structure(page: DraftPage) -> Iterator[Problem]:
    """D404: a part that Word would have to repair."""
    for member, root in page.roots.items():
        for fault in structure.find_faults(root):
            yield problem("D404", FilePlace(page.shown), part=member, reason=phrase(fault))


Check = Callable[[DraftPage], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    find_leftover_braces,
    find_typed_gaps,
    find_orphan_digits,
    find_doubled_punctuation,
    find_broken_structure,
)
