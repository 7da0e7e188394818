"""What is taken of something is no more than it: 检查46家，发现问题企业48家; 应到33人，出席35人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.sums.quantities import Quantity, read_lines
from drafter.problems.model import Value

_BOUND = re.compile("历年|累计|上年|结转|以前|其中|同比|计划|加上|包括|含")
_TAIL = re.compile("^(?:赞成|同意|反对|弃权|请假|缺席)")
_PEOPLE = frozenset(("人", "票", "张"))


def find_larger_subsets(page: PageText) -> Iterator[Hit]:
    """D423: more of it was found, taken or there than it is."""
    for number, reading in read_lines(page.lines):
        for _, quantities in reading.clauses("。！？\n"):
            for whole, part in pairwise(quantities):
                ahead = whole.lead if len(whole.lead) > 1 else reading.ahead(0, whole.start)
                if _is_larger(ahead, whole, part):
                    values: dict[str, Value] = {"parts": part.shown, "whole": whole.shown}
                    yield Hit("D423", number, whole.start, part.end, values)


def _is_larger(ahead: str, whole: Quantity, part: Quantity) -> bool:
    is_alike = whole.kind == part.kind or {whole.kind, part.kind} <= _PEOPLE
    is_exact = not (whole.is_loose or part.is_loose or whole.is_ratio)
    if not (is_alike and is_exact) or part.value <= whole.value + whole.half:
        return False
    said = part.lead if part.lead or not _TAIL.match(part.tail) else part.tail
    is_taken = any(
        (one.search(ahead) or one.match(whole.tail)) and other.match(said)
        for one, other in _compile_ways()
    )
    return is_taken and not _BOUND.search(whole.lead + part.lead)


@cache
def _compile_ways() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What there is, and what can only be some of it."""
    return tuple((keep_pattern(one), keep_pattern(other)) for one, other in read_rows("subsets"))
