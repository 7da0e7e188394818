"""Signs that a finished page has not: braces of tags, marks of gaps, marks beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import Match, PageText
from drafter.vocabulary import TYPED_GAP

DOUBLED = r"[，、；：。][，、；：。]+"
"""Marks that cannot follow each other; `wording.marks` has those that usage keeps apart."""
_BRACES = "{}｛｝"


def find_leftover_braces(page: PageText) -> Iterator[Hit]:
    """D401: a tag's braces that stand in the page, but for those that the template means.

    Those of a document put in are told as D371, by its name.
    """
    if not page.has_any(_BRACES):
        return
    from drafter.template.tag import BRACES  # brings schemas: few pages have any

    matches = (match for match in page.search(BRACES) if not _is_literal(page, match))
    for match in matches if page.draft is None else _first_of_lines(matches):
        hit = make_hit("D401", page, match)
        if hit.line not in page.brought:
            yield hit


def _is_literal(page: PageText, match: Match) -> bool:
    """Whether the template prints the braces on purpose, and nothing that came from the data."""
    literals = page.draft.compiled.literals if page.draft else ()
    text = page.lines[page.line_of(match)].text if literals else ""
    is_meant = any(
        start <= match.start and match.end <= start + len(piece)
        for piece in literals
        for start in _find_all(text, piece)
    )
    return is_meant and not any(
        match.text in origin.words for printed in page.trace.values() for origin in printed.origins
    )


def _find_all(text: str, piece: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(re.escape(piece), text))


def _first_of_lines(matches: Iterable[Match]) -> Iterator[Match]:
    """The first of each line, which says enough: the template is mended as a whole."""
    last = None
    for match in matches:
        if match[:2] != last:
            yield match
        last = match[:2]


def find_typed_gaps(page: PageText) -> Iterator[Hit]:
    """D406: a gap's mark that somebody typed into the data or the template."""
    printed = {str(gap) for gap in page.draft.gaps} if page.draft else set()
    for match in page.search(TYPED_GAP):
        if match.text not in printed:
            yield make_hit("D406", page, match)


def make_hit(code: str, page: PageText, match: Match) -> Hit:
    """A finding of the words that a search has found."""
    return Hit(code, page.line_of(match), match.start, match.end, {"text": match.text})
