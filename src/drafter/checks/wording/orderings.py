"""What is always said one after the other: 创新、协调、绿色、开放、共享 keep their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import TITLES, is_within

_FEWEST = 3
_STRANGER = 4
"""Of so many things one may be another word, and the row is still known by the rest."""


def find_wrong_orders(page: PageText) -> Iterator[Hit]:
    """D458: a fixed row of things in another order, or with one of them said otherwise."""
    for items, pattern, may_be_part in _compile_rows():
        for index, line in enumerate(page.lines):
            if items[1] not in line.text and items[0] not in line.text:
                continue
            for match in pattern.finditer(line.text):
                said = re.split("[、，和]", match[0])
                if _is_wrong(said, items, may_be_part) and not _is_in_title(line.text, match):
                    values = {"text": match[0], "right": "、".join(items)}
                    yield Hit("D458", index, *match.span(), values)


def _is_in_title(text: str, match: re.Match[str]) -> bool:
    return is_within(match, TITLES.finditer(text))


def _is_wrong(said: Sequence[str], items: Sequence[str], may_be_part: bool) -> bool:
    known = [items.index(each) for each in said if each in items]
    if len(set(known)) < max(_FEWEST, 0 if may_be_part else len(items) - 1):
        return False
    if known != sorted(known):
        return True
    strangers = len(said) - len(known)
    return len(items) >= _STRANGER and strangers == 1 and len(said) == len(items)


@cache
def _compile_rows() -> tuple[tuple[tuple[str, ...], re.Pattern[str], bool], ...]:
    """Each row of things, the pattern of its run in a text, and whether some of them make one."""
    rows = []
    for (row,) in read_rows("orders"):
        items = tuple(row.lstrip("*").split())
        one = join_words(items)
        size = max(map(len, items))
        inner = rf"(?:{one}|[\u4e00-\u9fff]{{2,{size}}}(?=[、，和](?:{one})))"
        if row[0] == "*":
            inner = one
        pattern = keep_pattern(rf"(?:{one})(?:[、和](?:{inner})){{2,}}")
        rows.append((items, pattern, row[0] == "*"))
    return tuple(rows)
