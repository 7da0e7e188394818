"""Paragraphs and sentences that stand in a text twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText

LEAST_HAN, LEAST_COUNTED = 18, 12
"""Fewer Han characters may well be a phrase that a text uses again; of a sentence with figures
fewer will do."""
_FORMULA = re.compile(
    "施行|解释|联系人|联系电话|特此|此致|敬礼|抄送|印发|落款|签字|盖章|监督电话|填表"
)
"""What is said again on purpose: the last clauses of rules, forms, letters."""
_AT_ONCE = re.compile(
    r"(?<![^，。；：是])([\u4e00-\u9fff，]{6,60}?)[，。；](?:[一二三四五六七八九]是)?\1(?=[，。；！？]|$)"
)
"""Words that stand there again at once."""
_BROKEN = re.compile("[，；][^。！？：]{4,}[\u4e00-\u9fff]$")
"""A line of a sentence that goes on in the next one."""
_LONGEST_WORD = 4
_OPENING = re.compile("^(?:一年来|今年以来|同时|此外|另外|其中|此次|[一二三四五六七八九十]是)")


def find_repeated_text(page: PageText) -> Iterator[Hit]:
    """D497: a sentence or a paragraph that stands in the text a second time, word for word."""
    seen: dict[str, int] = {}
    for number, line in enumerate(page.lines):
        if line.kind == "body" and (again := _AT_ONCE.search(line.text)):
            start = again.end() - len(again[1])
            values = {"text": again[1], "number": line.spot.number}
            yield Hit("D497", number, start, again.end(), values)
            continue
        if line.kind != "body" or _count_han(line.text) < LEAST_COUNTED:
            continue
        for match in re.finditer("[^。！？；]+[。！？；]?", line.text):
            bare = _OPENING.sub("", re.sub(r"[^\w]", "", match[0]))
            least = (
                LEAST_COUNTED if re.search(r"\d[次个件篇份名家场人条项期户万]", bare) else LEAST_HAN
            )
            if _count_han(bare) < least or _FORMULA.search(bare):
                continue
            if bare in seen:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                values = {"text": match[0].strip(), "number": seen[bare]}
                yield Hit("D497", number, start, match.end(), values)
                break
            seen[bare] = line.spot.number


def find_words_across_lines(page: PageText) -> Iterator[Hit]:
    """D450: what ends a line that breaks off, and begins the next one: 困难群 / 群众的基本生活."""
    for number, (line, following) in enumerate(pairwise(page.lines), 1):
        text, begun = line.text.rstrip(), following.text
        if line.kind == following.kind == "body" and _BROKEN.search(text):
            sizes = range(_LONGEST_WORD, 0, -1)
            size = next((n for n in sizes if begun[:n] == text[-n:] and _is_han(begun[:n])), 0)
            if size:
                values = {"text": begun[:size] * 2, "right": begun[:size]}
                yield Hit("D450", number, 0, size, values)


def _is_han(text: str) -> bool:
    return bool(text) and _count_han(text) == len(text)


def _count_han(text: str) -> int:
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text)
