"""Han numerals where the text has digits, and sums of money in capitals: 伍万元整（48000元）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import parse_han
from drafter.checks.wording.patterns import QUOTED, is_within

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLAIN = str.maketrans(_CAPITALS + "拾佰仟", "零一二三四五六七八九十百千")
_CAPITAL = f"[{_CAPITALS}拾佰仟万亿]{{2,}}"
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_SAYING = "(?:[（(]?(?:小写|大写|人民币|即|计|合)[）)]?|[:：¥￥])*"
_MONEY = re.compile(
    rf"(?P<han>{_CAPITAL})[元圆]整?[（(]{_SAYING}(?P<n>{_DIGITS})(?P<size>[万亿]?)(?:元|(?=[）)]))"
    rf"|(?<![\d.,])(?P<n2>{_DIGITS})(?P<size2>[万亿]?)元[（(]{_SAYING}(?P<han2>{_CAPITAL})[元圆](?!\w*[角分])"
)
_SIZES = {"": 1, "万": 10**4, "亿": 10**8}
_UNITS = "批次|平方米|公里|公顷|[名人件户岁次家批场篇份亩吨元台辆只头株座处]"
_COUNT = re.compile(
    "(?<![第〇零一二三四五六七八九十百千万亿点分几数上好两])"
    "(?:(?P<big>(?:[二三四五六七八九]?[十百千])?[一二两三四五六七八九]?[万亿](?:[一二三四五六七八九][千百十]?)*万?)"
    "|(?P<small>(?:[一二三四五六七八九][千百]零?)*(?:[一二三四五六七八九]十)?[一二三四五六七八九]))"
    f"(?P<unit>{_UNITS})(?!以[上下内]|[余多来]|次会议)"
    "|(?<![〇零一二三四五六七八九])(?P<year>[一二][〇零一二三四五六七八九]{3}年)"
)
_ARABIC = re.compile(rf"(?<![\d.,〔第])\d[\d,]*+(?:\.\d+)?[万亿]?余?(?P<unit>%|{_UNITS}|年)")
_FEWEST = 20


def find_han_among_digits(page: PageText) -> Iterator[Hit]:
    """D479: 党员45人、群众八十六人: what is counted in one sentence is counted in one kind of numerals.

    Asked of exact numbers above twenty; where GB/T 15835 leaves the choice, one text makes one.
    """
    for index in list_lines(page, _COUNT):
        text = page.lines[index].text
        quotes = None
        for sentence in re.finditer("[^。；]+", text):
            units = {each["unit"] for each in _ARABIC.finditer(sentence[0])}
            if not units:
                continue
            for match in _COUNT.finditer(text, sentence.start(), sentence.end()):
                quotes = list(QUOTED.finditer(text)) if quotes is None else quotes
                if _is_odd(match, units) and not is_within(match, quotes):
                    values = {"text": match[0], "right": "同一句里的数用一种写法，写成数字"}
                    yield Hit("D479", index, *match.span(), values)


def _is_odd(match: re.Match[str], units: set[str]) -> bool:
    if match["year"]:
        return bool(units) and not re.match(
            "第[一二三四]季度|[春夏秋冬]", match.string[match.end() :]
        )
    if match["big"]:
        return bool(re.search("[二两三四五六七八九]", match["big"])) and units != {"年"}
    value = parse_han(match["small"])
    return value > _FEWEST and bool(units & {match["unit"], "%"})


def find_capital_sums(page: PageText) -> Iterator[Hit]:
    """D483: 伍万元整（48000元）: the sum in capitals is another than that in digits."""
    for index in list_lines(page, _MONEY, ("元（", "元(", "整（", "整(", "圆（")):
        for match in _MONEY.finditer(page.lines[index].text):
            words = match["han"] or match["han2"]
            size = match["size"] or match["size2"] or ""
            digits = Decimal((match["n"] or match["n2"]).replace(",", "")) * _SIZES[size]
            value = _read_capitals(words)
            if value != digits // 1:
                values = {
                    "text": f"{words}元",
                    "of": match[0],
                    "right": f"{digits.normalize():f}元",
                }
                yield Hit("D483", index, *match.span(), values)


def _read_capitals(words: str) -> int:
    plain = words.translate(_PLAIN)
    value = 0
    for sign, size in (("亿", 10**8), ("万", 10**4)):
        head, found, rest = plain.partition(sign)
        if found:
            value, plain = value + parse_han(head.replace("零", "")) * size, rest
    return value + parse_han(plain.replace("零", ""))
