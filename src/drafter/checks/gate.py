"""The whole gate: what `check` asks of data with their draft, of a template, of any Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks import lines, origins, sums, wording, years
from drafter.checks import page as pages
from drafter.checks.lines import DocumentLines, Hit
from drafter.checks.quick import BRACES, DIGITS, DOUBLED, find_spans
from drafter.engine import Draft, invariants
from drafter.problems import Problem, problem
from drafter.template import Template
from drafter.template.tag import find_tags
from drafter.vocabulary import TYPED_GAP
from drafter.word import xml
from drafter.word.changes.corrections import Correction
from drafter.word.package import archive
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs


def check_draft_data(draft: Draft, before: Draft | None) -> list[Problem]:
    """What the rules say of data and the page made of them, beyond what every draft is asked.

    before: the same template filled with last year's data, where there are such.
    """
    page = lines.read_lines(draft.package, f"{draft.title}.docx")
    found = [
        *years.find_years_in_data(draft),
        *years.find_foreign_dates(draft),
        *years.find_repeated_sentences(draft),
    ]
    found += [*years.find_repeated_records(draft), *sums.find_broken_rules(draft)]
    if before is not None:
        found += years.find_repeated_figures(draft, before)
    hits = [
        hit for hit in _find_hits(page) if not DOUBLED.fullmatch(str(hit.values.get("text", "")))
    ]
    found += origins.place_at_data(draft, page, hits)
    return [*found, *pages.check_layout(draft.package, page)]


def check_document(content: Package, shown: str) -> list[Problem]:
    """What the rules say of a Word file that may come from anywhere."""
    page = lines.read_lines(content, shown)
    return [*page.problems(_find_all(page)), *pages.check_layout(content, page)]


def find_fixes(content: Package, shown: str) -> tuple[list[Problem], list[Correction]]:
    """What is left to a person in a Word file, and what can be mended without one."""
    page = lines.read_lines(content, shown)
    hits = _find_all(page)
    sure = [hit for hit in hits if hit.instead is not None]
    fixes = [
        Correction(line.member, line.spot.number, hit.start, hit.end, hit.instead or "")
        for hit in sure
        for line in (page.lines[hit.line],)
    ]
    left = [hit for hit in hits if hit.instead is None]
    return [*page.problems(left), *pages.check_layout(content, page)], fixes


def _find_all(page: DocumentLines) -> list[Hit]:
    """Every finding in the lines of a file, in their order; what stands in a tag is no wording."""
    hits = [*years.find_years_on_page(page), *_find_hits(page)]
    outside = [hit for hit in hits if not _is_in_tag(page.lines[hit.line].text, hit)]
    return sorted([*_find_leftovers(page), *outside], key=lambda hit: (hit.line, hit.start))


def _is_in_tag(text: str, hit: Hit) -> bool:
    return "{" in text and any(
        start < hit.end and hit.start < start + len(tag.text) for start, tag in find_tags(text)
    )


def check_template(template: Template) -> list[Problem]:
    """What the rules say of a template's own wording and of its schema's declarations."""
    return [*_find_typed_digits(template), *invariants.check_rules(template.schema)]


def _find_hits(page: DocumentLines) -> list[Hit]:
    """The rules over the lines of any file."""
    own = [hit for rule in sums.OF_LINES for hit in rule(page.lines)]
    return [*own, *wording.check_lines(page.lines)]


def _find_leftovers(page: DocumentLines) -> Iterator[Hit]:
    """D401, D406: tags and gaps that stand in a file."""
    for number, line in enumerate(page.lines):
        for code, pattern in (("D401", BRACES), ("D406", TYPED_GAP)):
            for match in pattern.finditer(line.text):
                yield Hit(code, number, *match.span(), {"text": match[0]})


_PAGE_NUMBER = re.compile(r"[—\-\s\d]*")
"""What a footer shows: the result of a field, not wording."""


def _find_typed_digits(template: Template) -> Iterator[Problem]:
    """D415: digits of the template's own wording that x-fixed does not list."""
    for member in archive.list_text_parts(template.package):
        root = xml.parse(template.package.members[member])
        for paragraph in paragraphs.iterate_paragraphs(root):
            for start, digits in _find_own_digits(paragraph.text, template.schema.fixed):
                place = paragraphs.locate_paragraph(
                    template.file, member, paragraph, start + 1, len(digits)
                )
                yield problem("D415", place, text=digits)


def _find_own_digits(text: str, fixed: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The digits outside of tags and of fixed wordings, a page number's left out."""
    inside = {n for start, tag in find_tags(text) for n in range(start, start + len(tag.text))}
    outside = [n for n in range(len(text)) if n not in inside]
    own = "".join(text[n] for n in outside)
    if _PAGE_NUMBER.fullmatch(own):
        return
    allowed = find_spans(own, fixed)
    for match in DIGITS.finditer(own):
        if not any(left <= match.start() and match.end() <= right for left, right in allowed):
            yield outside[match.start()], match[0]
