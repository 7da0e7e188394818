"""A list in which one thing holds another: 报刊、杂志; 专家学者、教授."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import QUOTED, find_pattern
from drafter.engine.page_text import PageText


@cache
def _read_wholes() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """The pairs side by side, and the parts of each whole."""
    parts = dict[str, frozenset[str]]()
    for wholes, inner in read_rows("wholes"):
        for whole in wholes.split():
            parts[whole] = parts.get(whole, frozenset()) | set(inner.split())
    wholes = "|".join(sorted(parts, key=len, reverse=True))
    listed = sorted({each for row in parts.values() for each in row})  # the same in every run
    inner = "|".join(sorted(listed, key=len, reverse=True))
    edge = "(?=[、，。；和与等]|以及|[参出列]|$)"
    return keep_pattern(
        rf"(?<![\u4e00-\u9fff])(?P<w>{wholes})[、和与及](?P<p>{inner}){edge}"
        rf"|(?<=[、了的和与各请])(?P<w2>{wholes})[、和与及](?P<p2>{inner}){edge}"
    ), parts


def find_wholes_beside_parts(page: PageText) -> Iterator[Hit]:
    """D459: 报刊、杂志: a whole and a part of it side by side."""
    pattern, parts = _read_wholes()
    for hit in find_pattern(page, "D459", pattern, but=QUOTED):
        match = pattern.match(page.lines[hit.line].text, hit.start)
        if match:
            whole, part = match["w"] or match["w2"], match["p"] or match["p2"]
            if part in parts[whole]:
                right = f"“{whole}”包括“{part}”，留一个"
                yield hit._replace(values={**hit.values, "right": right})
