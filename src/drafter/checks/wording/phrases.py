"""Sentences and set phrases: patterns mixed into each other, fixed wordings, names that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import HAN, QUOTED, SPOKEN, find_pattern

_FORMER = re.compile(
    r"原|时任|当时|曾|前身|旧址|年前|退休|更名|改名|划转|整合|合并|挂牌|组建|19\d\d年|20(?:0\d|1[0-8])年"
)
"""Words of a line that tells of the past, when the office had that name."""


def find_faulty_sentences(page: PageText) -> Iterator[Hit]:
    """D459: 目的是为了, 通过……使, 与去年增长, 防止不再: two patterns in one, or a word twice."""
    yield from _find_rows(page, "D459", "grammar", QUOTED)


def find_wrong_particles(page: PageText) -> Iterator[Hit]:
    """D480: 值的推广, 摸的着, 立足与实际: the particles in the forms that no sentence has right."""
    yield from _find_rows(page, "D480", "particles", QUOTED)


def find_set_phrases(page: PageText) -> Iterator[Hit]:
    """D458: 坚定“四个意识”, 台湾等国: what is always said in one way, said in another."""
    yield from _find_rows(page, "D458", "phrases", SPOKEN)
    whole = "\n".join(line.text for line in page.lines)
    for before, fitting, *behind in read_rows("frames"):
        if before in whole:
            yield from _find_other_words(page, before, fitting.split("|"), "".join(behind))


def _find_other_words(
    page: PageText, before: str, fitting: Sequence[str], behind: str
) -> Iterator[Hit]:
    """以人为中心的发展思想: the places where a phrase of one wording has other words within it."""
    right = join_words(fitting)
    size = (
        f"{{1,{max(map(len, fitting)) + 3}}}?" if behind else f"{{{min(map(len, fitting)) or 1}}}"
    )
    inner = f"(?![了着过到起发的])[{HAN}]"
    pattern = keep_pattern(f"{re.escape(before)}(?!(?:{right}){behind}){inner}{size}{behind}")
    for hit in find_pattern(page, "D458", pattern, but=SPOKEN, signs=(before,)):
        cure = f"{before}{fitting[0]}{behind}".lstrip("、，")
        yield hit._replace(values={**hit.values, "right": cure})


def _find_rows(page: PageText, code: str, name: str, but: re.Pattern[str]) -> Iterator[Hit]:
    """What the rows of a list find."""
    for words, written, right in read_rows(name):
        pattern = keep_pattern(written)
        for hit in find_pattern(page, code, pattern, but=but, signs=words.split()):
            yield hit._replace(values={**hit.values, "right": right})


@cache
def _compile_former_names() -> re.Pattern[str]:
    names = join_words(row[0] for row in read_rows("renamed"))
    return keep_pattern(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[区市县省州镇与向由请访赴到同察研问入往对邀约从让及该各会了的有])|(?<=国家)|(?<=[按对依配参遵][照据合])|(?<=中国)|(?<=[按据经受为商因]))(?:{names})(?![长级门队分限势域促])"
    )


def find_former_names(page: PageText) -> Iterator[Hit]:
    """D458: 区工商局, 卫计委: the office has another name today."""
    names = {name: today for name, today in read_rows("renamed")}
    for hit in find_pattern(page, "D458", _compile_former_names(), but=QUOTED):
        if not _FORMER.search(page.lines[hit.line].text):
            yield hit._replace(values={**hit.values, "right": names[str(hit.values["text"])]})
