"""What is a tenth of a price less, and days earlier or later: 50元打八折是40元, 提前8天."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.problems.model import Value

_HAN = "一二三四五六七八九"
_FOLD = rf"(?P<fold>[{_HAN}][{_HAN}]?|[1-9](?:\.\d)?|[1-9]\d|对)折"
_SUM = r"\d+(?:\.\d+)?"
_FOLDED = re.compile(
    rf"(?<![\d.满])(?P<one>{_SUM})元[^。；\d折]{{0,12}}?{_FOLD}[^。；\d返满另加送减]{{0,10}}?(?P<two>{_SUM})元"
    rf"|{_FOLD.replace('fold', 'of')}[^。；\d满]{{0,8}}?[由从](?P<from>{_SUM})元"
    rf"[^。；\d]{{0,6}}?(?P<to>{_SUM})元"
)
_DAY = r"(?:(?P<y{0}>20\d\d)年)?(?P<m{0}>1[0-2]|[1-9])月(?P<d{0}>[123]?\d)日"
_DAYS = rf"{_DAY.format(1)}[^。；\d]{{0,20}}?{_DAY.format(2)}"
_MOVED = r"(?P<text>(?:提前|推迟|延后|延迟|早|晚)了?(?P<count>\d{1,3})天)(?![以左多])"
_SHIFTED = re.compile(rf"{_MOVED}[^。；\d]{{0,24}}?{_DAYS}")
_BEHIND = re.compile(rf"{_DAYS}[^。；\d]{{0,14}}?{_MOVED}")
_COMPARED = re.compile(
    r"(?:原定|计划|上年|去年|往年|原来|[由从])(?:于|在|的|为|是)?[^，。；\d]{0,6}\d{1,2}月"
)
_BEGINS = re.compile("开工|动工|启动|开始|立项|进场|奠基|招标|报名|报到")
"""What begins, and what ends, are two things: 去年10月20日开工，今年10月8日竣工."""
_ANY_YEAR = 2021


def find_wrong_prices(page: PageText) -> Iterator[Hit]:
    """D483: 50元打八折，现价45元; 原定6月30日，实际6月20日，提前15天."""
    for index in list_lines(page, _FOLDED):
        for match in _FOLDED.finditer(page.lines[index].text):
            yield from _judge_fold(index, match)
    for pattern in (_SHIFTED, _BEHIND):
        for index in list_lines(page, pattern):
            for match in pattern.finditer(page.lines[index].text):
                yield from _judge_shift(index, match)


def _judge_fold(index: int, match: re.Match[str]) -> Iterator[Hit]:
    first, last = ("one", "two") if match["one"] else ("from", "to")
    before, now = Decimal(match[first]), Decimal(match[last])
    right = before * _read_fold(match["fold"] or match["of"])
    if now < before and abs(right - now) * 100 > before:
        values: dict[str, Value] = {"text": match[last] + "元", "of": match[first] + "元"}
        values["right"] = f"{right.normalize():f}元"
        yield Hit("D483", index, match.start(last), match.end(last) + 1, values)


def _read_fold(words: str) -> Decimal:
    """八折 is 0.8, 八五折 0.85, 7.5折 0.75."""
    if words == "对":
        return Decimal("0.5")
    digits = "".join(str(_HAN.index(each) + 1) if each in _HAN else each for each in words)
    return Decimal("0." + digits.replace(".", ""))


def _judge_shift(index: int, match: re.Match[str]) -> Iterator[Hit]:
    if match["y1"] or match["y2"]:
        return
    months = ((int(match[f"m{at}"]), int(match[f"d{at}"])) for at in (1, 2))
    try:
        one, two = (datetime.date(_ANY_YEAR, month, day) for month, day in months)
    except ValueError:
        return
    days = abs((one - two).days)
    if _BEGINS.search(match[0]):
        return
    is_told = _COMPARED.search(match.string, max(match.start() - 12, 0), match.end())
    if is_told and days and abs(days - int(match["count"])) > 1:
        values: dict[str, Value] = {"text": match["text"], "right": f"{days}天"}
        values["of"] = f"{one.month}月{one.day}日、{two.month}月{two.day}日"
        yield Hit("D483", index, *match.span(), values)
