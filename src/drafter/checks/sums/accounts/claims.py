"""Claims about a figure that the text gives too: 46 of 98 as 超过一半, 12.34亿元 as 近12亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.sums.quantities import Quantity, Reading, percent, read_lines
from drafter.engine.page_text import PageText
from drafter.problems.model import Value

_UNDER, _OVER = "将近|接近|逼近|近|不足|不到|未到", "超过|超出|突破|多于|超|逾|过"
_OF = "(?:(?:应到|应出席|应参会|参会|全体|在册|总|全部|实有)[^，。；\\d]{0,6}的)?"
_HAN = "一二三四五六七八九"
_CLAIM = re.compile(
    rf"(?:(?P<under>{_UNDER})|(?P<over>{_OVER}))了?{_OF}(?:(?P<whole>[{_HAN}])分之(?P<part>[{_HAN}])|(?P<half>一半|半数|五成)"
    rf"|(?P<tenths>[{_HAN}两])成(?!不变|员|立|果|长|[{_HAN}半])|(?P<per>\d+(?:\.\d+)?)%)(?![的]?(?:目标|任务|计划))"
)
_OF_WHOLE = re.compile("应到|应出席|占|率|比重|比例|户|者|人数|总数|总量|其中")
_NO_PART = re.compile("增|减|同比|比上|较上|上年|去年|同期|每|均|新|另|累计|计划|目标|以上|以下")
_THIS = re.compile(rf"(?:^|[这该])(?:(?P<under>{_UNDER})|(?P<over>{_OVER}))$")
_REACHES = re.compile(
    r"，(?:首次|成功|历史性地?|顺利|一举|已)?(?:(?P<over>突破|超过|超|跨越|跨过|站上|迈上)|(?P<under>逼近|接近|不足|近))了?"
)
_DONE = re.compile("达到?|完成|实现|为|收入|总量|增加值|产值|共|总额|有")
_MOST_OFF = 15
"""A share farther off is that of something else."""


def find_wrong_claims(page: PageText) -> Iterator[Hit]:
    """D483: a share or an amount said to be more, or less, than it is by the text's own figures."""
    for number, reading in read_lines(page.lines):
        for start, end in reading.sentences("。！？\n"):
            yield from _check_shares(number, reading, start, end)
        for before, now in pairwise(reading.quantities):
            yield from _check_amount(number, reading, before, now)


def _check_shares(number: int, reading: Reading, start: int, end: int) -> Iterator[Hit]:
    """98份，其中46份满意，满意户超过一半: a part and its whole, and nothing else before it."""
    for said in _CLAIM.finditer(reading.text, start, end):
        ahead = [e for e in reading.within(start, said.start()) if e.end <= said.start()]
        words = reading.text[ahead[-1].end : said.start()] if ahead else ""
        if len(ahead) != 2 or not _OF_WHOLE.search(words + said[0]) or _NO_PART.search(words):
            continue
        whole, part = ahead
        is_exact = not (whole.is_loose or part.is_loose) and whole.kind == part.kind
        is_part = 0 < part.value < whole.value and not _NO_PART.search(whole.lead + part.lead)
        if not is_exact or not is_part:
            continue
        true, claimed = part.value * 100 / whole.value, _read_share(said)
        is_wrong = true < claimed if said["over"] else true > claimed
        if is_wrong and abs(true - claimed) < _MOST_OFF:
            values: dict[str, Value] = {"text": said[0], "of": f"{whole.shown}、{part.shown}"}
            values["right"] = percent(part.value, whole.value, 1)
            yield Hit("D483", number, *said.span(), values)


def _read_share(said: re.Match[str]) -> Decimal:
    """So many per cent: 三分之二, 一半, 八成, 50%."""
    if said["per"]:
        return Decimal(said["per"])
    if said["half"]:
        return Decimal(50)
    if said["tenths"]:
        return Decimal(10 * (_HAN.index(said["tenths"].replace("两", "二")) + 1))
    return Decimal(100 * (_HAN.index(said["part"]) + 1)) / (_HAN.index(said["whole"]) + 1)


def _check_amount(number: int, reading: Reading, before: Quantity, now: Quantity) -> Iterator[Hit]:
    """12.34亿元。这近12亿元; 达到98亿元，突破100亿元."""
    if before.unit != now.unit or before.is_loose or not now.value or before.is_ratio:
        return
    between = reading.between(before, now)
    this = re.search(rf"这(?:(?P<under>{_UNDER})|(?P<over>{_OVER}))$", between)
    said = this or (_REACHES.fullmatch(between) if _DONE.search(before.lead) else None)
    if not said or not Decimal("0.7") < before.value / now.value < Decimal("1.4"):
        return
    is_wrong = before.value < now.value if said["over"] else before.value > now.value
    if is_wrong:
        text = (said["over"] or said["under"]) + now.shown
        values: dict[str, Value] = {"text": text, "of": before.shown, "right": before.shown}
        yield Hit("D483", number, now.start - len(text) + len(now.shown), now.end, values)
