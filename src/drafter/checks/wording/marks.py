"""Punctuation as GB/T 15834-2011 sets it, next to Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.lines import Hit, Line
from drafter.checks.wording.patterns import ADDRESS, HAN, find_pattern

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF = re.compile(
    rf"(?<=[{HAN}”》）])[,;?!](?!\d{{3}}\b)|(?<=[{HAN}”》）]):(?!\d)|(?<=[{HAN}”》）])\.(?=$|[{HAN}“《])"
    rf"|(?<=\d)[,;](?=[{HAN}“《])|(?<=%)[,;](?=[{HAN}“《\d])"
)
_ROUND = re.compile(rf"\(([^()\n]*[{HAN}][^()\n]*)\)")


def find_unpaired_marks(lines: Sequence[Line]) -> Iterator[Hit]:
    """D438: a quotation mark or bracket without its other half, and straight quotes."""
    for number, line in enumerate(lines):
        text = line.text
        if re.search(r"^[（(]?[\d一二三四五六七八九十]+[）)]", text):
            text = re.sub(
                r"^[（(]?[\d一二三四五六七八九十]+[）)]", lambda m: "　" * len(m[0]), text
            )
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


def find_half_width_marks(lines: Sequence[Line]) -> Iterator[Hit]:
    """D439: , ; : ? ! . ( ) next to Chinese: they are full-width there."""
    yield from find_pattern(lines, "D439", _HALF, but=ADDRESS, instead=lambda m: _FULL[m[0]])
    for hit in find_pattern(lines, "D439", _ROUND, but=ADDRESS):
        inner = lines[hit.line].text[hit.start + 1 : hit.end - 1]
        yield hit._replace(instead=f"（{inner}）")


def find_doubled_marks(lines: Sequence[Line]) -> Iterator[Hit]:
    """D455: two marks that cannot follow each other, dots that are no ellipsis, 、 before 等."""
    pattern = re.compile(
        r"[，、；：。][，、；：。]+|[？！][，、；：。]|、(?=等(?!等|待|级|次|额|值))|。{2,}|(?<!…)…(?!…)|(?<!\.)\.{3,}(?!\.)|、(?=[和及与]|以及)"
    )
    yield from find_pattern(lines, "D455", pattern, but=ADDRESS)


def find_marks_between_names(lines: Sequence[Line]) -> Iterator[Hit]:
    """D449: “甲”、“乙” and 《甲》、《乙》: usually nothing stands between them."""
    pattern = re.compile(r"(?<=”)、(?=“)|(?<=》)、(?=《)")
    yield from find_pattern(lines, "D449", pattern, but=None, instead=lambda m: "")


def find_repeated_ellipses(lines: Sequence[Line]) -> Iterator[Hit]:
    """D452: 等等……, 如……等等: one sign that the list goes on is enough."""
    pattern = re.compile(r"等等?…+|…+等等?(?!待)")
    yield from find_pattern(lines, "D452", pattern)
