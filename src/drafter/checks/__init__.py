"""What can be wrong with a draft, its data, a template or any Word file: one function a rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from drafter.checks.hits import Hit, place_at_data, place_on_page
from drafter.checks.matching.page_text import PageText, draft_text
from drafter.checks.office import OfficeWords
from drafter.checks.table import Subject, ask_rules
from drafter.problems import Problem
from drafter.word.package.archive import Package

if TYPE_CHECKING:  # a Word file of anybody's does without
    from drafter.engine import Draft
    from drafter.template import Template

__all__ = [
    "check_against_records", "check_data", "check_document", "check_draft", "check_template",
    "find_hits", "place_on_page",
]  # fmt: skip

_TAG_RULES = ("D401", "D406")
"""What is about a tag or a gap itself; all else that stands in a tag is no wording."""


def check_draft(draft: Draft) -> list[Problem]:
    """What every draft is asked: what keeps the promises."""
    page = draft_text(draft)
    return list(place_on_page(page, ask_rules(page, Subject.DRAFT)))


def check_data(
    draft: Draft, before: Draft | None, office: OfficeWords | None, pause: Callable[[], None]
) -> list[Problem]:
    """What data and the page made of them are asked, beyond what every draft is.

    before: the same template filled with last year's data, where there are such. office: words of
    its own. pause: see `PageText`. Raises DamagedXml, and what `pause` raises.
    """
    page = draft_text(draft, before, pause)
    hits = [*ask_rules(page, Subject.DATA), *_ask_office(page, office)]
    return list(place_at_data(page, _sort_lines(hits)))


def _ask_office(page: PageText, office: OfficeWords | None) -> list[Hit]:
    if office is None or not (office.wrong or office.names):
        return []
    # A draft that is only generated is not asked about its wording: see checks/table.py.
    from drafter.checks.wording.office import find_office_words

    return [hit for hit in find_office_words(page, office) if not _is_in_tag(page, hit)]


def check_template(template: Template) -> list[Problem]:
    """What a template's own wording and its schema's declarations are asked. Raises DamagedXml."""
    page = PageText(template.file, template.package, template=template)
    return list(place_on_page(page, ask_rules(page, Subject.TEMPLATE)))


def check_document(page: PageText, office: OfficeWords | None = None) -> list[Problem]:
    """What a Word file that may come from anywhere is asked. Raises DamagedXml.

    office: words of its own.
    """
    hits = [*find_hits(page), *_ask_office(page, office)]
    return list(place_on_page(page, _sort_lines(hits)))


def check_against_records(content: Package, shown: str, draft: Draft) -> list[Problem]:
    """What a Word file says otherwise than the records of a draft. Raises DamagedXml."""
    from drafter.checks.records.comparing import compare_with_records  # brings jieba's rooms

    page = PageText(shown, content)
    return list(place_on_page(page, _sort_lines(compare_with_records(page, draft_text(draft)))))


def find_hits(page: PageText) -> list[Hit]:
    """Every finding in a Word file of anybody's, in the order of its lines. Raises DamagedXml."""
    hits = ask_rules(page, Subject.DOCUMENT)
    return _sort_lines([hit for hit in hits if hit.code in _TAG_RULES or not _is_in_tag(page, hit)])


def _is_in_tag(page: PageText, hit: Hit) -> bool:
    text = page.lines[hit.line].text if hit.end else ""
    if "{" not in text:
        return False
    from drafter.template.tag import find_tags  # brings schemas: few pages have any

    tags = find_tags(text)
    return any(start < hit.end and hit.start < start + len(tag.text) for start, tag in tags)


def _sort_lines(hits: Sequence[Hit]) -> list[Hit]:
    """The findings about data first, then those in lines as they come, then those of the layout."""
    about_data = [hit for hit in hits if hit.is_about_data]
    in_lines = sorted(
        (hit for hit in hits if hit.end and not hit.is_about_data),
        key=lambda hit: (hit.line, hit.start),
    )
    layout = [hit for hit in hits if not hit.end and not hit.is_about_data]
    return [*about_data, *in_lines, *layout]
