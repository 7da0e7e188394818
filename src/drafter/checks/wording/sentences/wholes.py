"""A list in which one thing holds another: 报刊、杂志; 专家学者、教授."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import QUOTED, find_pattern

# Begun at the first sign of a run alone: a page of nothing else takes no more than one look.
_CHAIN = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]++(?:、[\u4e00-\u9fff]++)+")
_EDGE = re.compile("等|进行|参[加与]|出席|代表|$|以及|[和与及为共的]")
"""What may stand behind the last thing of a list."""
_BEFORE = re.compile(
    "(?:^|种植|发展|包括|覆盖|涵盖|涉及|采购|销售|养殖|检查|抽检|深入|走访|慰问|购买|捐赠|捐助|发放|聘请|邀请|组织|生产|推广|全[市区县省镇乡村]的"
    "|广大|全体|[对有了是向为由与从把将给请在到及各含和、])$"
)
"""What may stand before the first one: with other words there it is a longer name."""


@cache
def _read_wholes() -> dict[str, frozenset[str]]:
    """The parts of each whole."""
    parts = dict[str, frozenset[str]]()
    for wholes, inner in read_rows("wholes"):
        for whole in wholes.split():
            parts[whole] = parts.get(whole, frozenset()) | set(inner.split())
    return parts


@cache
def _read_things() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All of them at the end and at the beginning of a piece, the longest first."""
    parts = _read_wholes()
    things = {*parts, *(each for row in parts.values() for each in row)}
    one = join_words(things)
    return keep_pattern(f"(?:{one})$"), keep_pattern(one)


def find_wholes_beside_parts(page: PageText) -> Iterator[Hit]:
    """D459: 报刊、杂志; 水果、柑橘、猕猴桃: a whole and a part of it in one list."""
    for hit in find_pattern(page, "D459", _CHAIN, but=QUOTED):
        text = page.lines[hit.line].text
        pieces = list(
            re.finditer(r"[\u4e00-\u9fff]+?(?=[、和与及]|以及|$)", text[hit.start : hit.end])
        )
        named = [(each, thing) for each in pieces if (thing := _name_thing(each, pieces))]
        pair = _find_pair(named)
        if pair:
            (one, first), (other, last) = pair
            start, end = hit.start + one.end() - len(first), hit.start + other.start() + len(last)
            if other is not pieces[-1]:
                end = hit.start + other.end()
            whole, part = (first, last) if last in _read_wholes().get(first, ()) else (last, first)
            right = f"“{whole}”包括“{part}”，留一个"
            yield hit._replace(
                start=start, end=end, values={"text": text[start:end], "right": right}
            )


def _name_thing(piece: re.Match[str], pieces: list[re.Match[str]]) -> str:
    """The thing of the lists that a piece of an enumeration is, words round the whole of it left out."""
    at_end, at_start = _read_things()
    text = piece[0]
    if piece is pieces[-1]:
        found = at_start.match(text)
        return found[0] if found and _EDGE.match(text, found.end()) else ""
    found = at_end.search(text)
    if found is None:
        return ""
    if piece is pieces[0]:
        return found[0] if _BEFORE.search(text[: found.start()]) else ""
    return found[0] if found.start() == 0 else ""


_Named = tuple[re.Match[str], str]


def _find_pair(named: list[_Named]) -> tuple[_Named, _Named] | None:
    """The first two of which one is a part of the other."""
    parts = _read_wholes()
    for at, (one, first) in enumerate(named):
        for other, last in named[at + 1 :]:
            if last in parts.get(first, ()) or first in parts.get(last, ()):
                return (one, first), (other, last)
    return None
