"""Words that say a thing twice: 亲眼目睹, 大约……左右, 目前当务之急."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import QUOTED, find_pattern
from drafter.checks.wording.spelling.cutting import list_words_around

_FAR = 12
_COUNTED = re.compile("[有在为占]?\\d")
"""大约30家左右: the rule of approximations tells it."""


_OTHERS = ("约谈", "约见", "约请", "约定", "约束", "约会")
"""Words that begin like one of those: 约谈企业20个左右, and within others: 节约, 签约."""


class _Said(NamedTuple):
    """What says it again behind a word, how far behind, and what to write."""

    again: str
    far: int
    right: str


@cache
def _read_twice() -> tuple[re.Pattern[str], dict[str, list[_Said]]]:
    """The words that a repetition begins with, and what says each of them again."""
    table = dict[str, list[_Said]]()
    for said, right, *far in read_rows("redundancies"):
        for phrase in said.split():
            word, _, again = phrase.partition("…")
            table.setdefault(word, []).append(_Said(again, int(far[0]) if far else _FAR, right))
    return keep_pattern(join_words(table)), table


def find_said_twice(page: PageText) -> Iterator[Hit]:
    """D459: 亲眼目睹, 大约……左右: what is said twice in one clause."""
    pattern, table = _read_twice()
    for hit in find_pattern(page, "D459", pattern, but=QUOTED):
        text = page.lines[hit.line].text
        spans = list_words_around(text, hit.start, hit.end)
        is_of_word = any(first < hit.start < last for first, last in spans)
        if is_of_word or text.startswith(_OTHERS, hit.start):
            continue
        for said in table[text[hit.start : hit.end]]:
            end = _find_again(text, hit.end, said)
            if end:
                values = {"text": text[hit.start : end], "right": said.right}
                yield hit._replace(end=end, values=values)
                break


def _find_again(text: str, start: int, said: _Said) -> int:
    """Where the second of the two ends; the first, where it says both; 0 where it does not stand."""
    if not said.again:
        return start
    if _COUNTED.match(text, start):
        return 0
    at = text.find(said.again, start, start + said.far + len(said.again))
    is_near = at > start and not re.search(
        "[。；！？]" if "，" in said.again else "[，。；：！？]", text[start:at]
    )
    return at + len(said.again) if is_near else 0
