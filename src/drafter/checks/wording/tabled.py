"""What a table of forms finds: marks, numbers, references and leftovers, a row of it each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import SPOKEN, find_pattern

_AT = "at"
"""What the groups of a pattern begin with that are told where the rest of it only leads there."""
_IN_ANY_MOUTH = ("D409", "D444", "D450", "D457", "D490", "D498")
"""What is asked of titles and of speech as well: a mark, a leftover, what a document is called."""


def find_listed_forms(page: PageText) -> Iterator[Hit]:
    """D409, D444, D447, D451, D457, D459, D479, D490, D498: what no text has in this form.

    A row is looked for in the lines that hold one of its signs, and compiled when there is one.
    """
    whole = "\n".join(line.text for line in page.lines)
    for code, signs, pattern, right in read_rows("forms"):
        present = tuple(sign for sign in signs.split() if sign in whole)
        if not present:
            continue
        form = _compile_form(pattern)
        but = None if code in _IN_ANY_MOUTH else SPOKEN
        for hit in find_pattern(page, code, form, but=but, signs=present):
            start, end = _narrow_span(page.lines[hit.line].text, hit, form)
            text = page.lines[hit.line].text[start:end]
            yield Hit(code, hit.line, start, end, {"text": text, "right": right})


@cache
def _compile_form(pattern: str) -> re.Pattern[str]:
    return keep_pattern(pattern)


def _narrow_span(text: str, hit: Hit, form: re.Pattern[str]) -> tuple[int, int]:
    places = [name for name in form.groupindex if name.startswith(_AT)]
    match = form.match(text, hit.start) if places else None
    told = (match.span(name) for name in places if match and match[name])
    return next(told, (hit.start, hit.end))
