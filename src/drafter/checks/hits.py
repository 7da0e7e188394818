"""What a rule finds, and where it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from drafter.checks.matching.page_text import PageText
from drafter.figures import Origin
from drafter.problems import FilePlace, Place, Problem, TextPlace, problem
from drafter.problems.model import Value

WHOLE_FILE = -1


class Hit(NamedTuple):
    """What a rule finds: its code, the line's index, 0-based start and end there; a line alone
    where the end is 0, the file as a whole where the line is WHOLE_FILE.

    values: for the message. instead: what to write there, where that is certain. is_guess: what
    stands there may be a word that no list has. place: where it is told instead. is_about_data: it
    is about the data, not the page, and may have no place.
    """

    code: str
    line: int = WHOLE_FILE
    start: int = 0
    end: int = 0
    values: Mapping[str, Value] = {}
    instead: str | None = None
    is_guess: bool = False
    place: Place | None = None
    is_about_data: bool = False


def place_on_page(page: PageText, hits: Iterable[Hit]) -> Iterator[Problem]:
    """The findings, each at its place on the page."""
    for hit in hits:
        yield problem(hit.code, hit.place or _locate_on_page(page, hit), **hit.values)


def place_at_data(page: PageText, hits: Iterable[Hit]) -> Iterator[Problem]:
    """The findings: at the data where one value of them holds the words, else on the page."""
    for hit in hits:
        place = hit.place
        if not hit.is_about_data:
            place = _locate_in_data(page, hit) or _locate_on_page(page, hit)
        yield problem(hit.code, place, **hit.values)


def about_data(code: str, place: Place | None, **values: Value) -> Hit:
    """A finding about the data, told where they stand."""
    return Hit(code, values=values, place=place, is_about_data=True)


def place_of(origin: Origin) -> TextPlace:
    """Where the value stands in its file."""
    return TextPlace(origin.file, origin.line, origin.column, max(len(origin.words), 1))


def _locate_on_page(page: PageText, hit: Hit) -> Place:
    if hit.line == WHOLE_FILE:
        return FilePlace(page.shown)
    return page.lines[hit.line].place(page.shown, hit.start, hit.end)


def _locate_in_data(page: PageText, hit: Hit) -> Place | None:
    """The words of the finding in the value of the data that holds them and was printed there."""
    if not hit.end:
        return None
    words = page.lines[hit.line].text[hit.start : hit.end]
    for segment in page.segments(hit.line):
        if segment.mark is None or not (segment.start <= hit.start and hit.end <= segment.end):
            continue
        printed = page.printed(segment)
        origins = printed.origins if printed else ()
        origin = next((each for each in origins if words and words in each.words), None)
        if origin is None:
            return None
        place = place_of(origin)
        column = place.column + origin.words.find(words)
        return place._replace(column=column, width=len(words))
    return None
