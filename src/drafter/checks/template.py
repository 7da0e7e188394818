"""A template's own wording and declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.engine import invariants
from drafter.schema.fixed import find_loose_digits
from drafter.template.tag import Slot, find_tags

_PAGE_NUMBER = re.compile(r"[—\-\s\d]*")
"""What a footer shows: the result of a field, not wording."""


def find_typed_digits(page: PageText) -> Iterator[Hit]:
    """D415: digits of the template's own wording that x-fixed does not list."""
    signs = _group_signs(page)
    for index, line in enumerate(page.lines):
        text = line.text
        inside = {n for start, tag in find_tags(text) for n in range(start, start + len(tag.text))}
        for slot in signs.get((line.member, line.spot.number), ()):
            inside.update(range(slot.column - 1, slot.column - 1 + len(slot.text)))
        outside = [n for n in range(len(text)) if n not in inside]
        own = "".join(text[n] for n in outside)
        if _PAGE_NUMBER.fullmatch(own):
            continue
        for match in find_loose_digits(own, page.fixed):
            start = outside[match.start()]
            yield Hit("D415", index, start, start + len(match[0]), {"text": match[0]})


def _group_signs(page: PageText) -> dict[tuple[str, int], list[Slot]]:
    """The signs of clauses, with their conditions, by part and paragraph."""
    signs: dict[tuple[str, int], list[Slot]] = {}
    parts = page.template.slots.values() if page.template is not None else ()
    for slot in (slot for part in parts for slot in part if slot.tag.shown):
        signs.setdefault((slot.member, slot.paragraph.number), []).append(slot)
    return signs


def find_unfit_declarations(page: PageText) -> Iterator[Hit]:
    """D421: rules of the schema (x-check) that are no comparison, or use names it does not have."""
    if page.template is not None:
        for each in invariants.check_rules(page.template.schema):
            yield Hit(each.code, values=dict(each.values), place=each.place)
