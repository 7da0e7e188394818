"""A finding on the page that is about the data: it is told at the line where they can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.checks import draft as rules
from drafter.checks.lines import DocumentLines, Hit
from drafter.checks.years import place_of
from drafter.engine import Draft
from drafter.figures import Origin
from drafter.problems import Problem, problem
from drafter.word.text import bookmarks


def place_at_data(draft: Draft, page: DocumentLines, hits: Iterable[Hit]) -> Iterator[Problem]:
    """The findings: at the data where one value of them holds the words, else on the page."""
    found = list(hits)
    opened = rules.open_page(draft) if found else None
    for hit in found:
        line = page.lines[hit.line]
        source = _find_origin(opened, hit, page) if opened else None
        if source is None:
            yield problem(hit.code, line.place(page.shown, hit.start, hit.end), **hit.values)
            continue
        start = source.words.find(line.text[hit.start : hit.end])
        place = place_of(source)
        column, width = place.column + start, hit.end - hit.start
        yield problem(hit.code, place._replace(column=column, width=width), **hit.values)


def _find_origin(opened: rules.DraftPage, hit: Hit, page: DocumentLines) -> Origin | None:
    """The value of the data that holds the words of the finding and was printed there."""
    line = page.lines[hit.line]
    words = line.text[hit.start : hit.end]
    paragraph = opened.paragraphs[line.member][line.spot.number - 1]
    for piece in bookmarks.read_segments(paragraph.element):
        if piece.mark is None or not (piece.start <= hit.start and hit.end <= piece.end):
            continue
        printed = opened.trace.get((piece.mark.number, piece.mark.time))
        origins = printed.origins if printed else ()
        return next((each for each in origins if words and words in each.words), None)
    return None
