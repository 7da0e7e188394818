"""Where does a figure or a piece of the report come from?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.checks.matching.page_text import PageText, draft_text
from drafter.commands.drafting.drafts import DraftWithSources, find_last_data, make_draft
from drafter.engine import Draft, PrintedValue
from drafter.figures import Origin, union_origins
from drafter.problems import DrafterError, FilePlace, WordPlace, problem
from drafter.schema import NamedFigure
from drafter.update.base import read_run_id
from drafter.word import names, xml
from drafter.word.package.archive import Package, list_text_parts
from drafter.word.package.opening import open_package
from drafter.word.text import bookmarks
from drafter.word.text.bookmarks import Bookmark, Segment, read_segments
from drafter.workspace import open_workspace


@dataclass(frozen=True, slots=True)
class Answer:
    """One place in the report: where it stands, what printed it, and the records behind it.

    tag: the place in the template that printed it; None for fixed wording, then `template` says
    which of the template's paragraphs it is in, where that is known. exact: the number behind an
    approximate one (46 for 40余); empty where the text is the number itself. figure: the one with
    a name that the tag prints. by_hand: what stands there in the report on disk, where somebody
    has written something else over it. mark: the bookmark round the printed value.
    """

    text: str
    report: WordPlace
    tag: WordPlace | None
    template: WordPlace | None
    origins: tuple[Origin, ...]
    exact: str = ""
    figure: NamedFigure | None = None
    by_hand: str = ""
    mark: Bookmark | None = None


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
    by_hand = _read_hands(drafted)
    wanted = re.sub(r"\s", "", asked).translate(_HALF_WIDTH)
    answers = list(_find_named_figure(page, wanted))
    answers = answers or list(_find_printed_values(page, wanted, by_hand))
    answers = answers or list(_find_wording(page, wanted))
    if not answers:
        source = workspace.show(drafted.data)
        raise DrafterError([problem("D405", FilePlace(page.shown), text=asked, data=source)])
    return [_add_hand(answer, by_hand) for answer in answers]


Hands = dict[Bookmark, tuple[str, str]]
"""What drafter printed under a bookmark, and what stands there on disk."""


def _read_hands(drafted: DraftWithSources) -> Hands:
    """The printed values of the report on disk over which somebody has written something else."""
    report = drafted.workspace.report(drafted.draft.title)
    try:
        package = open_package(report.read_bytes(), report.name, harmless=False)[0]
    except OSError:
        return {}
    run = read_run_id(package) if package is not None else ""
    base = drafted.workspace.store.find_run(report, run) if run else None
    printed = open_package(base.docx, report.name, harmless=False)[0] if base else None
    if package is None or printed is None:
        return {}
    before, now = _read_values(printed), _read_values(package)
    return {mark: (text, now[mark]) for mark, text in before.items() if now.get(mark, text) != text}


def _read_values(package: Package) -> dict[Bookmark, str]:
    """The text of each printed value, deletions of revisions left out."""
    found: dict[Bookmark, str] = {}
    for member in list_text_parts(package):
        for paragraph in xml.parse(package.members[member], huge=True).iter(names.P):
            for segment in read_segments(paragraph):
                if segment.mark:
                    found[segment.mark] = found.get(segment.mark, "") + segment.text
    return found


def _add_hand(answer: Answer, hands: Hands) -> Answer:
    printed, now = hands.get(answer.mark, ("", "")) if answer.mark else ("", "")
    return replace(answer, by_hand=now) if printed == answer.text else answer


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


def _find_printed_values(page: PageText, wanted: str, hands: Hands) -> Iterator[Answer]:
    """The printed values that are what was asked, or hold it as a number of their own; those too
    over which a hand has written it."""
    if not wanted:
        return
    for index in range(len(page.lines)):
        for segment in page.segments(index):
            text = segment.text
            if not segment.mark:
                continue
            printed, now = hands.get(segment.mark, ("", ""))
            if wanted in (text, *_find_numbers(text)):
                yield _make_answer(page, index, segment, wanted)
            elif printed == text and wanted in (now, *_find_numbers(now)):
                yield _make_answer(page, index, segment)


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
    return Answer(segment.text, report, tag, fixed, origins, exact, figure, mark=segment.mark)


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
