"""The whole gate: what `check` asks of data with their draft, of a template, of any Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks import origin, sheet, stale, sums, wording
from drafter.checks import page as pages
from drafter.checks.quick import BRACES, DIGITS, DOUBLED, TYPED_GAP, spans
from drafter.checks.sheet import Hit, Sheet
from drafter.engine import Draft, invariants
from drafter.problems import Problem, problem
from drafter.template import Template
from drafter.word import blocks, package, slots, xml
from drafter.word.fixing import Fix
from drafter.word.package import Package


def of_draft(draft: Draft, before: Draft | None) -> list[Problem]:
    """What the rules say of data and the page made of them, beyond what every draft is asked.

    before: the same template filled with last year's data, where there are such.
    """
    page = sheet.read(draft.package, f"{draft.title}.docx")
    found = [*stale.years_in_data(draft), *stale.dates(draft), *stale.sentences(draft)]
    found += [*stale.records(draft), *sums.declared(draft)]
    if before is not None:
        found += stale.figures(draft, before)
    hits = [hit for hit in _hits(page) if not DOUBLED.fullmatch(str(hit.values.get("text", "")))]
    found += origin.at_data(draft, page, hits)
    return [*found, *pages.find(draft.package, page)]


def of_document(content: Package, shown: str) -> list[Problem]:
    """What the rules say of a Word file that may come from anywhere."""
    page = sheet.read(content, shown)
    return [*page.problems(_all(page)), *pages.find(content, page)]


def mended(content: Package, shown: str) -> tuple[list[Problem], list[Fix]]:
    """What is left to a person in a Word file, and what can be mended without one."""
    page = sheet.read(content, shown)
    hits = _all(page)
    sure = [hit for hit in hits if hit.instead is not None]
    fixes = [
        Fix(line.member, line.spot.number, hit.start, hit.end, hit.instead or "")
        for hit in sure
        for line in (page.lines[hit.line],)
    ]
    left = [hit for hit in hits if hit.instead is None]
    return [*page.problems(left), *pages.find(content, page)], fixes


def _all(page: Sheet) -> list[Hit]:
    """Every finding in the lines of a file, in their order; what stands in a tag is no wording."""
    hits = [*stale.years_on_page(page), *_hits(page)]
    outside = [hit for hit in hits if not _in_tag(page.lines[hit.line].text, hit)]
    return sorted([*_left(page), *outside], key=lambda hit: (hit.line, hit.start))


def _in_tag(text: str, hit: Hit) -> bool:
    return "{" in text and any(
        tag.start() < hit.end and hit.start < tag.end() for tag in slots.TAG.finditer(text)
    )


def of_template(template: Template) -> list[Problem]:
    """What the rules say of a template's own wording and of its schema's declarations."""
    return [*_typed_digits(template), *invariants.faults(template.schema)]


def _hits(page: Sheet) -> list[Hit]:
    """The rules over the lines of any file."""
    own = [hit for rule in sums.OF_LINES for hit in rule(page.lines)]
    return [*own, *wording.find(page.lines)]


def _left(page: Sheet) -> Iterator[Hit]:
    """D401, D406: tags and gaps that stand in a file."""
    for number, line in enumerate(page.lines):
        for code, pattern in (("D401", BRACES), ("D406", TYPED_GAP)):
            for match in pattern.finditer(line.text):
                yield Hit(code, number, *match.span(), {"text": match[0]})


_PAGE_NUMBER = re.compile(r"[—\-\s\d]*")
"""What a footer shows: the result of a field, not wording."""


def _typed_digits(template: Template) -> Iterator[Problem]:
    """D415: digits of the template's own wording that x-fixed does not list."""
    for member in package.text_parts(template.package):
        root = xml.parse(template.package.members[member])
        for paragraph in blocks.paragraphs(root):
            for start, digits in _own_digits(paragraph.text, template.schema.fixed):
                place = blocks.place(template.file, member, paragraph, start + 1, len(digits))
                yield problem("D415", place, text=digits)


def _own_digits(text: str, fixed: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The digits outside of tags and of fixed wordings, a page number's left out."""
    kept = {n for match in slots.TAG.finditer(text) for n in range(*match.span())}
    outside = [n for n in range(len(text)) if n not in kept]
    own = "".join(text[n] for n in outside)
    if _PAGE_NUMBER.fullmatch(own):
        return
    allowed = spans(own, fixed)
    for match in DIGITS.finditer(own):
        if not any(left <= match.start() and match.end() <= right for left, right in allowed):
            yield outside[match.start()], match[0]
