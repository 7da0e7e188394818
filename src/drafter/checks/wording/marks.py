"""Punctuation as GB/T 15834-2011 sets it, next to Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.draft import DOUBLED
from drafter.checks.hits import Hit
from drafter.checks.wording.patterns import ADDRESS, HAN, find_pattern
from drafter.engine.page_text import PageText

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF = re.compile(
    rf"(?<=[{HAN}”》）])[,;?!](?!\d{{3}}\b)|(?<=[{HAN}”》）]):(?!\d)|(?<=[{HAN}”》）])\.(?=$|[{HAN}“《])"
    rf"|(?<=\d)[,;](?=[{HAN}“《])|(?<=%)[,;](?=[{HAN}“《\d])"
)
_DOUBLED = re.compile(
    rf"{DOUBLED}|[？！][，、；：。]+|、(?=等(?!等|待|级|次|额|值))|。{{2,}}|(?<!…)…(?!…)"
    r"|(?<!\.)\.{3,}(?!\.)|、(?=[和及与]|以及)"
)
_ROUND = re.compile(rf"\(([^()\n]*[{HAN}][^()\n]*)\)")


def find_unpaired_marks(page: PageText) -> Iterator[Hit]:
    """D438: a quotation mark or bracket without its other half, and straight quotes."""
    for number, line in enumerate(page.lines):
        text = line.text
        text = re.sub(r"^[（(]?[\d一二三四五六七八九十]+[）)]", lambda m: "　" * len(m[0]), text)
        open_marks: list[tuple[str, int]] = []
        wrong: list[int] = []
        for at, sign in enumerate(text):
            if sign in _PAIRS:
                open_marks.append((sign, at))
            elif sign in _CLOSING:
                if open_marks and open_marks[-1][0] == _CLOSING[sign]:
                    open_marks.pop()
                elif sign != "’":  # an apostrophe
                    wrong.append(at)
            elif sign == '"' and re.search(rf"[{HAN}]", text):
                wrong.append(at)
        wrong += [at for _, at in open_marks]
        for at in sorted(wrong)[:1]:
            yield Hit("D438", number, at, at + 1, {"text": text[at]})


def find_half_width_marks(page: PageText) -> Iterator[Hit]:
    """D439: , ; : ? ! . ( ) next to Chinese: they are full-width there."""
    yield from find_pattern(page, "D439", _HALF, but=ADDRESS, instead=lambda m: _FULL[m[0]])
    for hit in find_pattern(page, "D439", _ROUND, but=ADDRESS):
        inner = page.lines[hit.line].text[hit.start + 1 : hit.end - 1]
        yield hit._replace(instead=f"（{inner}）")


def find_doubled_marks(page: PageText) -> Iterator[Hit]:
    """D455: two marks that cannot follow each other, dots that are no ellipsis, 、 before 等.

    Of a draft D403 has told those that a lost value may have left.
    """
    for hit in find_pattern(page, "D455", _DOUBLED, but=ADDRESS):
        if page.draft is None or not re.search(DOUBLED, str(hit.values["text"])):
            yield hit


def find_marks_between_names(page: PageText) -> Iterator[Hit]:
    """D449: “甲”、“乙” and 《甲》、《乙》: usually nothing stands between them."""
    pattern = re.compile(r"(?<=”)、(?=“)|(?<=》)、(?=《)")
    yield from find_pattern(page, "D449", pattern, but=None, instead=lambda m: "")


def find_repeated_ellipses(page: PageText) -> Iterator[Hit]:
    """D452: 等等……, 如……等等: one sign that the list goes on is enough."""
    pattern = re.compile(r"等等?…+|…+等等?(?!待)")
    yield from find_pattern(page, "D452", pattern)
