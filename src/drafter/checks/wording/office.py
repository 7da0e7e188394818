"""Words and names that an office has laid down for itself in drafter.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.office import OfficeWords
from drafter.checks.wording.patterns import TITLES
from drafter.checks.wording.spelling.near import find_near, index_halves


def find_office_words(page: PageText, office: OfficeWords) -> Iterator[Hit]:
    """An office's own wrong words, and near misses of the names it wants exactly so: D450."""
    halves = index_halves(office.names)
    for index, line in enumerate(page.lines if office.wrong or office.names else ()):
        for wrong, right in office.wrong.items():
            for at in _find_all(line.text, wrong, right):
                values = {"text": wrong, "right": right}
                yield Hit("D450", index, at, at + len(wrong), values)
        titles = [each.span() for each in TITLES.finditer(line.text)] if halves else []
        for near in find_near(line.text, halves, office.names):
            if not any(start <= near.start < end for start, end in titles):
                text = line.text[near.start : near.end]
                yield Hit("D450", index, near.start, near.end, {"text": text, "right": near.phrase})


def _find_all(text: str, wrong: str, right: str) -> Iterator[int]:
    """Where the wrong word stands, but for where it is a part of the right one: 统战部/区委统战部."""
    shift = right.find(wrong)
    at = text.find(wrong)
    while at >= 0:
        if shift < 0 or not text.startswith(right, max(at - shift, 0)):
            yield at
        at = text.find(wrong, at + len(wrong))
