"""The rules of wording: each looks at the lines of a text and tells what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from drafter.checks.lines import Hit, Line
from drafter.checks.wording import marks, numbering, numbers, words

Rule = Callable[[Sequence[Line]], Iterator[Hit]]

RULES: tuple[Rule, ...] = (
    numbers.find_wrong_approximations,
    numbers.find_short_years,
    numbers.find_padded_dates,
    numbers.find_cut_ranges,
    numbers.find_wide_digits,
    numbers.find_under_and_over,
    numbers.find_over_and_over,
    numbers.find_times_fewer,
    marks.find_unpaired_marks,
    marks.find_half_width_marks,
    numbering.find_wrong_number_marks,
    numbering.find_wrong_number_order,
    numbering.find_heading_marks,
    numbering.find_attachment_marks,
    words.find_placeholders,
    numbers.find_about_and_over,
    numbers.find_hyphenated_years,
    numbers.find_wrong_decimals,
    numbers.find_rates_in_percent,
    marks.find_marks_between_names,
    words.find_mistaken_words,
    numbers.find_wrong_twos,
    marks.find_repeated_ellipses,
    numbers.find_mixed_numerals,
    numbers.find_lost_words,
    marks.find_doubled_marks,
)


def check_lines(lines: Sequence[Line]) -> list[Hit]:
    """What all rules find, in the order of the text."""
    hits = [hit for rule in RULES for hit in rule(lines)]
    return sorted(hits, key=lambda hit: (hit.line, hit.start, hit.code))
