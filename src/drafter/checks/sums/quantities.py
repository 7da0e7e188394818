"""Quantities in a text as a reader takes them: a number, its unit, how exactly it is said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from drafter.word.text.lines import Line

_SCALES = {
    "": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip
_LENGTHS = {
    "场次": ("场", 1),
    "公里": ("米", 1000),
    "千米": ("米", 1000),
    "吨": ("公斤", 1000),
    "千克": ("公斤", 1),
}
"""Units that are others of their kind in another size."""
_MEASURED = frozenset(("亩", "公顷", "米", "公斤", "平方米", "立方米", "平方公里"))
"""What is measured and not counted: its last digit is rounded also where it is a whole number."""
_HAN = "一二三四五六七八九十"
PEOPLE = frozenset(("人", "名", "位"))
RATIOS = frozenset(("%", "百分点", "倍"))
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.·〔第～~—-])(\d{1,3}(?:,\d{3})++|\d++(?:\.\d++)?|[一两二三四五六七八九十](?=倍))\s*"
    r"(余|多|几|来)?(百万|千万|[十百千万亿]?)(余|多)?\s*"
    r"(人次|场次|件次|批次|篇次|家次|户次|户籍|个?百分点|个?工作日|个月|平方公里|平方米|立方米|公里|千米|公顷"
    r"|公斤|千克|小时|分钟|千瓦时|千瓦|兆瓦|毫米|厘米|毫克|微克|美元|吨|米|亩|元|人(?![均大])|名|位|户|家|起|宗|件|篇|份|条|项|次(?!会议|全会)"
    r"|场|期|票(?!价|据|房)|个|座|所|处|间|栋|幢|台|辆|套|批|部|本|册|幅|张|块|支|只|头|棵|株|眼|对|组|类|种|门|轮|课时|学时|[笔箱袋瓶桶页层斤枚盏艘架节把例剂床尾羽匹顶颗首排]|%|倍|天)"
    r"((?:/|每)(?:立方米|平方米|公顷|亩|公里|升|小时|秒|人|天|日|月|年))?"
    r"(余|多(?!\d)|左右|上下|以上|以下|以内)?"
)
_FRACTION = re.compile(
    r"(?<=[占的了少短低减缩降产长加高升多涨跌收浮])(?:(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])|一半|半数"
    r"|(?P<tenths>[一二两三四五六七八九])成(?!不变|员|立|果|长)(?P<fives>[一二三四五六七八九半])?)"
    r"(?P<more>[多强弱]|以上|左右)?"
)
_ABOUT = re.compile(
    r"(?:(?<![签节预履违缔解婉邀条合公简])约|(?<![最附临靠])近|逾|(?<![反赶])超|(?:(?<![\u4e00-\u9fff])|(?<=[了有达到共近]))上|超过|突破|不足|不到|接近|至少|最多|不少于|不低于|大概)\s*$"
)
_MARKS = str.maketrans(",;:()%", "，；：（）%")
_FLAT = re.compile(r"(?<!\d)[,;:()]|[,;:()](?!\d)|％")
STOPS, BREAKS = "。！？；…\n", "。！？；，、：（）…\n"


MOST_IN_SENTENCE, MOST_IN_LINE = 60, 600
"""More of them stand in no sentence and in no paragraph that somebody wrote."""
NEAR = 80
"""How far before a figure the words are looked at that say what it is."""


class Quantity(NamedTuple):
    """A number with its unit in a line.

    value: in the unit's own size (1.2亿元 is 120000000 元). half: by how much rounding may have
    moved it. shown: as it is written. is_loose: 约, 余, 以上 or the like says that it is not exact.
    lead, tail: the words before and behind it, as far as the next mark or quantity.
    """

    value: Decimal
    half: Decimal
    unit: str
    shown: str
    start: int
    end: int
    is_loose: bool
    lead: str
    tail: str

    @property
    def slack(self) -> Decimal:
        """By how much rounding has moved it, as far as the text shows: 1.2亿元, not 2亿元."""
        return self.half if "." in self.shown else Decimal(0)

    @property
    def kind(self) -> str:
        """Its unit, one word for all that count people."""
        return "人" if self.unit in PEOPLE else self.unit

    @property
    def is_ratio(self) -> bool:
        """Whether it says how two others compare: %, 百分点, 倍."""
        return self.unit in RATIOS


class Reading(NamedTuple):
    """A line with full-width marks, and the quantities in it."""

    text: str
    quantities: tuple[Quantity, ...]

    def between(self, first: Quantity, then: Quantity) -> str:
        """The words between two quantities."""
        return self.text[first.end : then.start]

    def sentences(self, stops: str = STOPS) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends."""
        return _cut_sentences(self.text, stops)

    def within(self, start: int, end: int) -> list[Quantity]:
        """The quantities that stand between two places."""
        first = bisect_left(self.quantities, start, key=attrgetter("start"))
        last = bisect_right(self.quantities, end, key=attrgetter("end"))
        return list(self.quantities[first:last])

    def clauses(self, stops: str = STOPS) -> Iterator[tuple[int, list[Quantity]]]:
        """Where each sentence begins, and its quantities; none of which nobody could add up."""
        for start, end in self.sentences(stops):
            quantities = self.within(start, end)
            if quantities and len(quantities) <= MOST_IN_SENTENCE:
                yield start, quantities

    def ahead(self, start: int, end: int) -> str:
        """The words from a place to another, the last of them."""
        return self.text[max(start, end - NEAR) : end]


@lru_cache(maxsize=2048)
def _cut_sentences(text: str, stops: str) -> tuple[tuple[int, int], ...]:
    """A dozen rules ask each line."""
    ends = [match.span() for match in re.finditer(f"[{stops}]|$", text)]
    starts = [0, *(end for _, end in ends)]
    cut = ((start, end) for start, (end, _) in zip(starts, ends, strict=False))
    return tuple((start, end) for start, end in cut if start < end)


@lru_cache(maxsize=1024)
def read_quantities(text: str) -> Reading:
    """The quantities of a text; marks of either width are the same."""
    flat = _FLAT.sub(lambda mark: mark[0].translate(_MARKS).replace("％", "%"), text)
    found, last = list[Quantity](), 0
    matches = list(_NUMBER.finditer(flat))
    matches = sorted([*matches, *_FRACTION.finditer(flat)], key=lambda match: match.start())
    for number, match in enumerate(matches):
        lead = re.split(f"[{BREAKS}]", flat[last : match.start()])[-1]
        follows = matches[number + 1].start() if number + 1 < len(matches) else len(flat)
        tail = re.split(f"[{BREAKS}]", flat[match.end() : follows])[0]
        make = _make_quantity if "tenths" not in match.re.groupindex else _make_fraction
        found.append(make(match, lead, tail))
        last = match.end()
    return Reading(flat, tuple(found))


def _make_fraction(match: re.Match[str], lead: str, tail: str) -> Quantity:
    """三分之二, 一半, 九成五: so many per cent, about."""
    whole = _HAN.find(match["whole"] or "二") + 1
    value = Decimal(_HAN.find(match["part"] or "一") + 1) * 100 / whole
    half = Decimal("2.5")
    if match["tenths"]:
        fives = (match["fives"] or "").replace("半", "五")
        value = Decimal(
            (_HAN.find(match["tenths"].replace("两", "二")) + 1) * 10
            + ((fives and _HAN.find(fives) + 1) or 0)
        )
        half = Decimal("1" if fives else "2.5")
    is_loose = bool(match["more"] or _ABOUT.search(lead))
    return Quantity(value, half, "%", match[0], match.start(), match.end(), is_loose, lead, tail)


def _make_quantity(match: re.Match[str], lead: str, tail: str) -> Quantity:
    digits, before, scale, behind, unit, per, after = match.groups()
    digits = digits.replace("两", "二")
    bare = unit.removeprefix("个") or unit
    unit, size = _LENGTHS.get(bare, (bare, 1)) if not per else (bare + per, 1)
    exact = Decimal(_HAN.find(digits) + 1 or digits.replace(",", ""))
    times = Decimal(_SCALES[scale] * size)
    places = -int(exact.as_tuple().exponent)
    is_rounded = places or scale or unit in _MEASURED or unit in RATIOS
    half = Decimal(5).scaleb(-places - 1) * times if is_rounded else Decimal(0)
    is_loose = bool(before or behind or after or _ABOUT.search(lead))
    end = match.start(7) if after else match.end()
    shown = match.string[match.start() : end].strip()
    return Quantity(
        exact * times, half, unit, shown, match.start(), match.end(), is_loose, lead, tail
    )


_DIGIT = re.compile(r"\d")


def read_lines(lines: Iterable[Line]) -> Iterator[tuple[int, Reading]]:
    """Each line of running text that has quantities, with its index."""
    for number, line in enumerate(lines):
        if line.kind != "cell" and _DIGIT.search(line.text):
            reading = read_quantities(line.text)
            if len(reading.quantities) <= MOST_IN_LINE:
                yield number, reading


def say(value: Decimal, like: Quantity) -> str:
    """The value in the unit and size of a quantity that is written: 1.6亿元."""
    scale = re.search(r"百万|千万|[十百千万亿]", like.shown)
    size = Decimal(_SCALES[scale[0] if scale else ""])
    unit = like.shown[len(re.match(r"[\d.,\s]*", like.shown)[0]) :]  # type: ignore[index]
    unit = unit.replace("余", "").replace("多", "")
    size *= _LENGTHS.get(unit.lstrip("百千万亿"), ("", 1))[1]
    number = (value / size).quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()
    return f"{number:f}{unit}"


def percent(part: Decimal, whole: Decimal, places: int) -> str:
    """The part in per cent of the whole."""
    return f"{(part / whole * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"


def places_of(quantity: Quantity) -> int:
    """How many decimals a quantity shows."""
    digits = re.match(r"[\d,]*\.?(\d*)", quantity.shown)
    return len(digits[1]) if digits else 0
