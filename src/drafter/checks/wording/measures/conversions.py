"""One amount in two units, and a range whose ends are measured differently: 1200亩（合800公顷）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.measures.ranges import WAY

_KINDS: dict[str, dict[str, int | str]] = {
    "面": {"平方米": 1, "亩": "666.67", "公顷": 10000, "平方公里": 10**6, "平方千米": 10**6},
    "长": {"毫米": "0.001", "厘米": "0.01", "米": 1, "里": 500, "公里": 1000, "千米": 1000, "海里": 1852},
    "重": {"克": "0.001", "斤": "0.5", "公斤": 1, "千克": 1, "吨": 1000},
    "体": {"毫升": "0.001", "升": 1, "立方米": 1000},
    "电": {"千瓦时": 1, "度": 1, "兆瓦时": 1000},
    "力": {"千瓦": 1, "兆瓦": 1000, "吉瓦": 10**6},
    "时": {"秒": 1, "分钟": 60, "小时": 3600},
    "温": {"℃": 1, "摄氏度": 1},
    "压": {"帕": 1, "千帕": 1000, "兆帕": 10**6, "百帕": 100},
    "钱": {"元": 1},
    "比": {"%": 1}, "容": {"千伏安": 1, "兆伏安": 1000}, "伏": {"伏": 1, "千伏": 1000},
    "人": {"人": 1, "名": 1}, "岁": {"岁": 1, "周岁": 1}, "户": {"户": 1}, "天": {"天": 1},
}  # fmt: skip
"""Units by what they measure, each with its size."""
_SIZE = {unit: Decimal(size) for units in _KINDS.values() for unit, size in units.items()}
_KIND = {unit: kind for kind, units in _KINDS.items() for unit in units}
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_UNITS = "|".join(sorted(_SIZE, key=len, reverse=True))
_N = r"\d+(?:\.\d+)?"
_SIZED = "(?:[百万亿]|千(?![瓦克米伏卡帕安]))*"
_SAME = re.compile(
    rf"(?<![\d./])(?P<one>{_N})(?P<of>[百千万亿]?)(?P<unit>{_UNITS})(?:（(?=\d)|(?:[（，]|，?相当于)(?:约?折?合|折合|合计约?|约合?|即|约为|相当于)约?)"
    rf"(?P<two>{_N})(?P<scale>[百千万亿]?)(?P<other>{_UNITS})(?=[），。；、])"
)
_RANGE = re.compile(
    rf"(?<![\d.])(?:{_N})(?P<unit>{_UNITS})(?:至|到|—|～|~)[-－零下]*(?:{_N})[万亿]?(?P<other>{_UNITS})"
)
_MOVE = re.compile(
    rf"[由从][^，。；\d]{{0,8}}{_N}{_SIZED}(?P<unit>{_UNITS})[^，。；\d]{{0,4}}?"
    r"(?:提高|增加|增长|上升|提升|扩大|下降|降低|减少|缩短|压缩|缩小|扩建|拓宽|加宽|延长|升|降|增|减)(?:到|至|为)"
    rf"[^，。；\d]{{0,4}}{_N}{_SIZED}(?P<other>{_UNITS})(?=[，。；、（])"
)
_MOST_OFF = Decimal("0.06")
"""Either is rounded."""


def find_wrong_conversions(page: PageText) -> Iterator[Hit]:
    """D463: one amount in two units that are not the same; a range of two kinds: 2℃至8%."""
    for number in list_lines(page, _SAME):
        for match in _SAME.finditer(page.lines[number].text):
            right = _convert(match)
            if right:
                values = {"text": match[0][match.start("two") - match.start() :], "right": right}
                yield Hit("D463", number, match.start("two"), match.end("other"), values)
    for number, match in _list_ends(page):
        if _KIND[match["unit"]] != _KIND[match["other"]]:
            values = {"text": match["other"], "right": match["unit"]}
            yield Hit("D463", number, *match.span("other"), values)


def _list_ends(page: PageText) -> Iterator[tuple[int, re.Match[str]]]:
    """Ranges, and moves from one amount to another."""
    for pattern in (_RANGE, _MOVE):
        for number in list_lines(page, pattern):
            for match in pattern.finditer(text := page.lines[number].text):
                if match[0][0].isdecimal() and WAY.search(text[: match.start()]):
                    continue  # 下降5%至3万元: by so much to so much
                yield number, match


def _convert(match: re.Match[str]) -> str:
    """The first amount in the unit of the second; nothing where they are the same."""
    unit, other = match["unit"], match["other"]
    if _KIND[unit] != _KIND[other] or unit == other:
        return ""
    one = Decimal(match["one"]) * _SCALES[match["of"]] * _SIZE[unit]
    two = Decimal(match["two"]) * _SCALES[match["scale"]] * _SIZE[other]
    if not one or abs(two / one - 1) <= _MOST_OFF:
        return ""
    right = one / _SIZE[other] / _SCALES[match["scale"]]
    return f"{right.quantize(Decimal('0.1')).normalize():f}{match['scale']}{other}"
