"""The rules of wording: each looks at the lines of a text and tells what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from drafter.checks.sheet import Hit, Line
from drafter.checks.wording import marks, numbering, numbers, words

Rule = Callable[[Sequence[Line]], Iterator[Hit]]

RULES: tuple[Rule, ...] = (
    numbers.approximate, numbers.short_year, numbers.padded_date, numbers.cut_range,
    numbers.wide_digits, numbers.under_and_over, numbers.over_and_over, numbers.times_fewer,
    marks.unpaired, marks.half_width, numbering.number_mark, numbering.number_order,
    numbering.heading_mark, numbering.attachment_mark, words.placeholder,
    numbers.about_and_over, numbers.year_span, numbers.decimals, numbers.rate_in_percent,
    marks.between_names, words.mistaken, numbers.two, marks.and_so_on, numbers.mixed_digits,
    numbers.lost_word, marks.doubled,
)  # fmt: skip


def find(lines: Sequence[Line]) -> list[Hit]:
    """What all rules find, in the order of the text."""
    hits = [hit for rule in RULES for hit in rule(lines)]
    return sorted(hits, key=lambda hit: (hit.line, hit.start, hit.code))
