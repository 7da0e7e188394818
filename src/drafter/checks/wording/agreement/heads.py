"""Heads of offices by a title that the head of such an office has not: 县人民政府书记, 妇联会长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import RARE_SURNAMES, SPOKEN, SURNAMES, is_within

_BEHIND = f"(?=[、，。；：）]|$|出席|主持|带队|介绍|表示|作了?|在|向|率|深入|参加|陪同|代表|为副?组长|到|赴|来|一行|签发|签署|签批|通报|宣读|走访|慰问|看望|检查|督查|督导|调研|会[见同]|接[见受待]|就|对|要求|强调|指出|讲话|致辞|致[词欢]|列席|参观|考察|现场|指导|听取|担任|兼|入户|负责|牵头|联系|点评|授课|亲自|说|回[答应]|发布|公布|宣布|颁|带头|现身|前往|察看|调解|包保|和|(?:[{SURNAMES}]|{'|'.join(RARE_SURNAMES)})[\u4e00-\u9fff]{{1,2}}(?:[、，。；：）]|$|同志|出席|主持|作|带|介|表|在|向|率|深|参|陪|代|为|任|宣|致|到|走|前|列|通报|说|讲|指|要|强))"


def find_foreign_titles(page: PageText) -> Iterator[Hit]:
    """D458: 村党支部主任, 县人民政府书记: an office, and a title that its head has not."""
    heads, pattern = _read_heads(), _compile_heads()
    for index, line in enumerate(page.lines):
        spans = None
        for match in pattern.finditer(line.text):
            fits, right = heads[match["office"]]
            if match["title"] in fits:
                continue
            spans = list(SPOKEN.finditer(line.text)) if spans is None else spans
            if not is_within(match, spans):
                values = {"text": match[0], "right": f"{match['office']}{right}"}
                yield Hit("D458", index, *match.span(), values)


@cache
def _compile_heads() -> re.Pattern[str]:
    titles = {title for _, fits, _ in read_rows("heads") for title in fits.split()}
    return keep_pattern(
        f"(?P<office>{join_words(_read_heads())})副?(?P<title>{join_words(titles)}){_BEHIND}"
    )


@cache
def _read_heads() -> Mapping[str, tuple[frozenset[str], str]]:
    """The titles that fit the head of each office, and what to say."""
    return {
        office: (frozenset(fits.split()), right)
        for offices, fits, right in read_rows("heads")
        for office in offices.split()
    }
