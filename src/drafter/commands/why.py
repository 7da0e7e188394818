"""Where does a figure or a piece of the report come from?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.checks.draft import DraftPage, open_page
from drafter.commands.drafting.drafts import find_last_data, make_draft
from drafter.engine import PrintedValue
from drafter.figures import Origin, union_origins
from drafter.problems import DrafterError, FilePlace, WordPlace, problem
from drafter.word.text import bookmarks
from drafter.word.text import paragraphs as blocks
from drafter.word.text.bookmarks import Segment
from drafter.word.text.paragraphs import Paragraph
from drafter.workspace import open_workspace


@dataclass(frozen=True, slots=True)
class Answer:
    """One place in the report: where it stands, what printed it, and the records behind it.

    tag: the place in the template that printed it; None for fixed wording, then `template` says
    which of the template's paragraphs it is in, where that is known. exact: the number behind an
    approximate one (46 for 40余); empty where the text is the number itself.
    """

    text: str
    report: WordPlace
    tag: WordPlace | None
    template: WordPlace | None
    origins: tuple[Origin, ...]
    exact: str = ""


_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def why(asked: str, data: str | Path | None = None, *, here: str | Path = ".") -> list[Answer]:
    """Every place where the report prints the figure, or the piece of text, and its records.

    data: the data file; without it the one of the last report written, or the only one there is.
    Raises DrafterError when the report cannot be drafted, or does not hold what was asked.
    """
    workspace = open_workspace(here)
    drafted = make_draft(data or find_last_data(workspace), workspace)
    page = open_page(drafted.draft)
    wanted = re.sub(r"\s", "", asked).translate(_HALF_WIDTH)
    answers = list(_find_printed_values(page, wanted)) or list(_find_wording(page, wanted))
    if not answers:
        source = workspace.show(drafted.data)
        raise DrafterError([problem("D405", FilePlace(page.shown), text=asked, data=source)])
    return answers


def _iter_paragraphs(page: DraftPage) -> Iterator[tuple[str, Paragraph, list[Segment]]]:
    for member, paragraphs in page.paragraphs.items():
        for paragraph in paragraphs:
            yield member, paragraph, bookmarks.read_segments(paragraph.element)


def _find_printed_values(page: DraftPage, wanted: str) -> Iterator[Answer]:
    """The printed values that are what was asked, or hold it as a number of their own."""
    if not wanted:
        return
    for member, paragraph, pieces in _iter_paragraphs(page):
        for piece in pieces:
            if piece.mark and (piece.text == wanted or wanted in _find_numbers(piece.text)):
                yield _make_answer(page, member, paragraph, piece, wanted)


def _find_numbers(text: str) -> list[str]:
    """The numbers in a text, those of dates left out."""
    return re.findall(r"\d+(?:\.\d+)?(?![\d年月日])", text)


def _find_wording(page: DraftPage, wanted: str) -> Iterator[Answer]:
    """The values within the piece of text that was asked; else the fixed wording."""
    for member, paragraph, pieces in _iter_paragraphs(page):
        text = "".join(piece.text for piece in pieces)
        start = text.find(wanted) if wanted else -1
        if start < 0:
            continue
        end = start + len(wanted)
        within = [piece for piece in pieces if piece.start < end and start < piece.end]
        printed = [piece for piece in within if piece.mark]
        for piece in printed or [Segment(start, wanted, None)]:
            yield _make_answer(page, member, paragraph, piece)


def _make_answer(
    page: DraftPage, member: str, paragraph: Paragraph, piece: Segment, wanted: str = ""
) -> Answer:
    report = blocks.locate_paragraph(
        page.shown, member, paragraph, piece.start + 1, len(piece.text)
    )
    template = page.draft.compiled.template
    slot = template.slot(piece.mark.number) if piece.mark else None
    tag = page.draft.compiled.place(slot) if slot else None
    printed = page.trace.get((piece.mark.number, piece.mark.time)) if piece.mark else None
    origins = _select_origins(printed, wanted) if printed else ()
    fixed = None if tag else _find_template_paragraph(page, paragraph)
    exact = printed.exact if printed and printed.exact != piece.text else ""
    return Answer(piece.text, report, tag, fixed, origins, exact)


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


def _find_template_paragraph(page: DraftPage, paragraph: Paragraph) -> WordPlace | None:
    """The template's paragraph that a paragraph of the report was made from."""
    number = next(
        (m.number for m in bookmarks.find_bookmarks(paragraph.element) if m.kind == "p"), 0
    )
    return page.draft.compiled.paragraph(number) if number else None
