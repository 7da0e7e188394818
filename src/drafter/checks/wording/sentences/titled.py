"""Names in quotes that everybody knows, with a slip: “枫叶经验”, “两个毫不犹豫”, “万众创业、大众创新”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows, read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.patterns import HAN
from drafter.checks.wording.spelling.alike import are_alike
from drafter.checks.wording.spelling.cutting import read_tails

_QUOTED = re.compile(rf"“([{HAN}+、，,\d]{{3,30}})”")
_FAMILY = re.compile("^(?:[一二三四五六七八九十两双多百千万]|最多)")
"""Names that begin so have many of their kind: 四个自信, 四个合格; 最多跑一次, 最多挖一次."""
_LONG, _LONG_FAMILY = 5, 6
_LEAST = 4
"""A name of three signs is known only by what stands behind it."""
_NUMERALS = frozenset("一二三四五六七八九十两双百千")
_UNIQUE = "!"
"""Behind a name of four signs that nothing else is like: 枫桥经验."""
_OF_PAPERS = re.compile("一.一[册档表单卡案码证策图账]")
"""Each has its own paper: 一企一册 is as right as 一企一策."""
_EXAMPLE = re.compile("[写误错印改念读译][作成为]$")


class _Name(NamedTuple):
    name: str
    heads: tuple[str, ...]
    is_unique: bool = False


def find_misquoted_names(page: PageText) -> Iterator[Hit]:
    """D458: “枫叶经验”, “两个毫不犹豫”: a known name in quotes that has a slip."""
    known = _read_names()
    for index, line in enumerate(page.lines):
        text = line.text
        for quoted in _QUOTED.finditer(text) if "“" in text else ():
            given = quoted[1]
            is_known = given in known or _OF_PAPERS.fullmatch(given)
            if is_known or _EXAMPLE.search(text[: quoted.start()]):
                continue
            behind = text[quoted.end() : quoted.end() + 8]
            name = next((n for n in _list_candidates(given) if _is_slip(given, n, behind)), None)
            if name:
                values = {"text": given, "right": f"“{name.name}”"}
                yield Hit("D458", index, quoted.start() + 1, quoted.end() - 1, values)


def _is_slip(given: str, name: _Name, behind: str) -> bool:
    """Whether what is quoted is the name but for a slip."""
    right = name.name
    if len(given) == len(right):
        wrong = [at for at, sign in enumerate(right) if sign != given[at]]
        is_family = bool(_FAMILY.match(right))
        if len(wrong) == 1:
            slip, wanted = given[wrong[0]], right[wrong[0]]
            is_headed = bool(name.heads) and behind.startswith(name.heads)
            is_long = len(right) >= (_LONG_FAMILY if is_family else _LONG) and wrong[0] > 0
            if len(right) < _LEAST:
                return is_headed and not is_family and are_alike(wanted, slip)
            is_sure = (
                are_alike(wanted, slip)
                or is_long
                or name.is_unique
                or ({wanted, slip} <= _NUMERALS and wrong[0] > 0 and right[0] != "一")
                or (is_headed and not is_family)
            )
            return is_sure and not slip.isdigit()
        if not _FAMILY.match(right) and _is_other_word(given, wrong):
            return False
        is_most = len(wrong) * 3 <= len(right) and len(right) >= _LONG_FAMILY and wrong[0] > 0
        return is_most or (len(right) >= 4 and sorted(given) == sorted(right))
    if abs(len(given) - len(right)) == 1 and len(right) >= _LONG_FAMILY:
        longer, shorter = sorted((given, right), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer)))
    return False


def _is_other_word(given: str, wrong: Sequence[int]) -> bool:
    """Whether a word stands for another: “民营企业服务月” is no slip of “民营企业招聘月”."""
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and given[wrong[1]] in read_tails(given[wrong[0]])
    )


def _list_candidates(given: str) -> Sequence[_Name]:
    """The names that have most of the signs of it."""
    counts = Counter(row for sign in set(given) for row in _index_signs().get(sign, ()))
    names = _list_names()
    return [names[row] for row, count in counts.most_common(8) if count * 2 >= len(set(given))]


@cache
def _list_names() -> tuple[_Name, ...]:
    heads: dict[str, list[str]] = {}
    for written in sorted(read_words("titled")):
        name, _, head = written.partition("/")
        heads.setdefault(name, []).extend([head] if head else [])
    for (row,) in read_rows("series"):
        if len(row) > _LONG_FAMILY:
            heads.update({mark.join(row.split()): [] for mark in "、，"})
    return tuple(
        _Name(name.rstrip(_UNIQUE), tuple(heads[name]), name.endswith(_UNIQUE))
        for name in heads
        if len(name) >= _LEAST or (len(name) == _LEAST - 1 and heads[name])
    )


@cache
def _read_names() -> frozenset[str]:
    words = {written.partition("/")[0].rstrip(_UNIQUE) for written in read_words("titled")}
    words |= {name.name for name in _list_names()}
    return frozenset(words | read_words("fixed") | read_words("idioms") | read_words("numbered"))


@cache
def _index_signs() -> Mapping[str, list[int]]:
    index: dict[str, list[int]] = {}
    for row, name in enumerate(_list_names()):
        for sign in set(name.name):
            index.setdefault(sign, []).append(row)
    return index
