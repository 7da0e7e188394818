"""What is always said one after the other, with one of the things said otherwise or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.patterns import HAN

_PART = re.compile(f"[{HAN}]+")
_JOINT = re.compile("”?[、，；,](?:也是|就是|和|与)?“?|”?[和与及]“?")
_LINKS = re.compile(r"[和与及]")
_MANY = 4
"""In a row of so many things one left out is noticed, too."""
_BEHIND = frozenset("的等，。；、：”》！？是要")
"""What may stand behind the last thing of a row: with other words a thing may be a longer one."""


class _Part(NamedTuple):
    """A piece of a line between two marks."""

    start: int
    end: int
    text: str


_Row = tuple[str, ...]


def find_broken_series(page: PageText) -> Iterator[Hit]:
    """D458: 产业兴旺、……、生活富足; 大众创新、万众创业: a row known to all with another thing in it."""
    known = _index_items()
    for index, line in enumerate(page.lines):
        text = line.text
        if not any(sign in text for sign in "、，；和与"):
            continue
        end = 0
        for parts in _list_chains(text):
            for at, part in enumerate(parts):
                for row, place in _list_rows(known, part.text):
                    window = parts[max(at - place, 0) : at - place + len(row)]
                    if at < place or len(window) < len(row) or window[0].start < end:
                        continue
                    span = _judge(text, window, row)
                    if span:
                        end = span[1]
                        values = {"text": text[slice(*span)], "right": "、".join(row)}
                        yield Hit("D458", index, *span, values)


def _list_chains(text: str) -> Iterator[list[_Part]]:
    """The pieces that a joint binds, chain by chain."""
    chain: list[_Part] = []
    for found in _PART.finditer(text):
        for part in _part_at_links(found):
            joint = text[chain[-1].end : part.start] if chain else ""
            if chain and not _JOINT.fullmatch(joint):
                if len(chain) > 1:
                    yield chain
                chain = []
            chain.append(part)
    if len(chain) > 1:
        yield chain


def _part_at_links(found: re.Match[str]) -> Iterator[_Part]:
    """A piece, cut once more where a known thing stands right before or behind 和."""
    text, start, known = found[0], 0, _index_items()
    for link in _LINKS.finditer(text):
        before, behind = text[start : link.start()], text[link.end() :]
        is_joint = any(before[-n:] in known for n in _SIZES) or any(
            behind[:n] in known for n in _SIZES
        )
        if before and behind and is_joint:
            yield _Part(found.start() + start, found.start() + link.start(), before)
            start = link.end()
    yield _Part(found.start() + start, found.end(), text[start:])


_SIZES = range(2, 13)


def _list_rows(
    known: Mapping[str, Sequence[tuple[_Row, int]]], part: str
) -> Iterator[tuple[_Row, int]]:
    """The rows that the piece may be a thing of, and its place there."""
    seen = set()
    for size in _SIZES:
        for item in {part[:size], part[-size:]} if size <= len(part) else ():
            for row, place in known.get(item, ()):
                if (row, place) not in seen:
                    seen.add((row, place))
                    yield row, place


def _judge(text: str, window: Sequence[_Part], row: _Row) -> tuple[int, int] | None:
    """Where the row stands, if exactly one thing of it is not the right one."""
    said: list[_Part] = []
    for at, (part, item) in enumerate(zip(window, row, strict=True)):
        size = len(item)
        if at == 0:
            part = _Part(max(part.end - size, part.start), part.end, part.text[-size:])
        elif at == len(row) - 1:
            part = _Part(part.start, min(part.start + size, part.end), part.text[:size])
        said.append(part)
    wrong = [at for at, part in enumerate(said) if part.text != row[at]]
    span = said[0].start, said[-1].end
    if sorted("".join(part.text for part in said)) == sorted("".join(row)):
        is_swap = wrong and {part.text for part in said} != set(row)
        return span if is_swap else None
    if len(wrong) != 1:
        return None
    at = wrong[0]
    given, right = said[at].text, row[at]
    if given in _index_items() or len(given) != len(right):
        return None
    if at == len(row) - 1 and text[span[1] : span[1] + 1] not in _BEHIND:
        return None
    return span if _is_like(given, right, len(row)) else None


def _is_like(given: str, right: str, size: int) -> bool:
    """Whether it is plainly said for the right one: of two things alone, half of it is the same."""
    same = sum(one == other for one, other in zip(given, right, strict=True))
    if size == 2:
        return len(right) >= 4 and same * 2 >= len(right)
    return bool(set(given) & set(right))


@cache
def _index_items() -> Mapping[str, Sequence[tuple[_Row, int]]]:
    """The rows that each thing stands in, and its place there."""
    index: dict[str, list[tuple[_Row, int]]] = {}
    for (written,) in read_rows("series"):
        row = tuple(written.split())
        for place, item in enumerate(row):
            index.setdefault(item, []).append((row, place))
    return index
