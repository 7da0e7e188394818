"""Where does a figure or a piece of the report come from?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.checks.matching.page_text import PageText, draft_text
from drafter.commands.drafting.drafts import find_last_data, make_draft
from drafter.engine import Draft, PrintedValue
from drafter.figures import Origin, union_origins
from drafter.problems import DrafterError, FilePlace, WordPlace, problem
from drafter.schema import NamedFigure
from drafter.word.text import bookmarks
from drafter.word.text.bookmarks import Segment
from drafter.workspace import open_workspace


@dataclass(frozen=True, slots=True)
class Answer:
    """One place in the report: where it stands, what printed it, and the records behind it.

    tag: the place in the template that printed it; None for fixed wording, then `template` says
    which of the template's paragraphs it is in, where that is known. exact: the number behind an
    approximate one (46 for 40余); empty where the text is the number itself. figure: the one with
    a name that the tag prints.
    """

    text: str
    report: WordPlace
    tag: WordPlace | None
    template: WordPlace | None
    origins: tuple[Origin, ...]
    exact: str = ""
    figure: NamedFigure | None = None


_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def why(asked: str, data: str | Path | None = None, *, here: str | Path = ".") -> list[Answer]:
    """Every place where the report prints the figure, or the piece of text, and its records.

    asked: a number, the name of a figure, or a piece of the report's text.

    data: the data file; without it the one of the last report written, or the only one there is.
    Raises DrafterError when the report cannot be drafted, or does not hold what was asked.
    """
    workspace = open_workspace(here)
    drafted = make_draft(data or find_last_data(workspace), workspace)
    page = draft_text(drafted.draft)
    wanted = re.sub(r"\s", "", asked).translate(_HALF_WIDTH)
    answers = list(_find_named_figure(page, wanted))
    answers = answers or list(_find_printed_values(page, wanted))
    answers = answers or list(_find_wording(page, wanted))
    if not answers:
        source = workspace.show(drafted.data)
        raise DrafterError([problem("D405", FilePlace(page.shown), text=asked, data=source)])
    return answers


def _find_named_figure(page: PageText, wanted: str) -> Iterator[Answer]:
    """The printed values of the figure with that name, however they are worded."""
    assert page.draft is not None
    if wanted not in page.draft.compiled.template.schema.figures:
        return
    for index in range(len(page.lines)):
        for segment in page.segments(index):
            answer = _make_answer(page, index, segment) if segment.mark else None
            if answer is not None and answer.figure and answer.figure.name == wanted:
                yield answer


def _find_printed_values(page: PageText, wanted: str) -> Iterator[Answer]:
    """The printed values that are what was asked, or hold it as a number of their own."""
    if not wanted:
        return
    for index in range(len(page.lines)):
        for segment in page.segments(index):
            text = segment.text
            if segment.mark and (text == wanted or wanted in _find_numbers(text)):
                yield _make_answer(page, index, segment, wanted)


def _find_numbers(text: str) -> list[str]:
    """The numbers in a text, those of dates left out."""
    return re.findall(r"\d+(?:\.\d+)?(?![\d年月日])", text)


def _find_wording(page: PageText, wanted: str) -> Iterator[Answer]:
    """The values within the piece of text that was asked; else the fixed wording."""
    for index in range(len(page.lines)):
        segments = page.segments(index)
        text = "".join(segment.text for segment in segments)
        start = text.find(wanted) if wanted else -1
        if start < 0:
            continue
        end = start + len(wanted)
        printed = [s for s in segments if s.start < end and start < s.end and s.mark]
        for segment in printed or [Segment(start, wanted, None)]:
            yield _make_answer(page, index, segment)


def _make_answer(page: PageText, index: int, segment: Segment, wanted: str = "") -> Answer:
    assert page.draft is not None
    compiled = page.draft.compiled
    report = page.lines[index].place(page.shown, segment.start, segment.end)
    slot = compiled.template.slot(segment.mark.number) if segment.mark else None
    tag = compiled.place(slot) if slot else None
    printed = page.printed(segment)
    origins = _select_origins(printed, wanted) if printed else ()
    fixed = None if tag else _find_template_paragraph(page, index)
    exact = printed.exact if printed and printed.exact != segment.text else ""
    figure = _find_figure(slot.tag.expression, page.draft) if slot else None
    return Answer(segment.text, report, tag, fixed, origins, exact, figure)


def _find_figure(expression: str, draft: Draft) -> NamedFigure | None:
    """The figure whose name, before any filter, is all that the tag says."""
    name = expression.partition("|")[0].strip()
    return draft.compiled.template.schema.figures.get(name)


def _select_origins(printed: PrintedValue, wanted: str) -> tuple[Origin, ...]:
    """The records of the part of the text that was asked for, or of the whole; each record once."""
    parts = [part for part in printed.parts if wanted in _find_numbers(part[0])]
    origins = union_origins(part[1] for part in parts) if parts else printed.origins
    paths = {origin.path for origin in origins}
    return tuple(
        origin
        for origin in origins
        if not any(origin.path[:length] in paths for length in range(len(origin.path)))
    )


def _find_template_paragraph(page: PageText, index: int) -> WordPlace | None:
    """The template's paragraph that a line of the report was made from."""
    marks = bookmarks.find_bookmarks(page.document.elements[index])
    number = next((mark.number for mark in marks if mark.kind == "p"), 0)
    return page.draft.compiled.paragraph(number) if page.draft and number else None
