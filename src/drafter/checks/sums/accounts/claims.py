"""Claims about a figure that the text gives too: 46 of 98 as 超过一半, 12.34亿元 as 近12亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, percent, read_lines
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
_MOST_OFF = 25
"""A share farther off is that of something else."""


_LEVEL = re.compile(
    r"[^。；\d]{0,16}?(?P<text>(?:与|和|同|较)(?:去年|上年|前年|往年|上月|上季度)(?:同期)?(?:相比)?(?:，)?(?:大体|基本|大致)?持平|(?:大体|基本|大致)持平)"
)
_LAST = re.compile(r"去年|上年|前年|往年|同期|上月|上季度|[由从]|20\d\d年")
_MOST_ALIKE = Decimal("0.15")
_ROUND = re.compile(
    r"，[^，。；\d]{0,8}?(?P<text>(?:(?P<over>突破|超过|跨过|跨越|迈过|迈上|站上|冲破)|(?P<under>逼近|接近|不足))了?"
    r"(?P<many>[一两二三四五六七八九]?[十百千](?:[万亿])?|[一两二三四五六七八九]?[万亿])(?P<unit>元|吨|人次|人|户|亩|件)(?:大关|关口|台阶)?)"
)
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _check_level(number: int, reading: Reading, before: Quantity, now: Quantity) -> Iterator[Hit]:
    """今年招生3680人，去年2300人，与去年基本持平."""
    said = _LEVEL.match(reading.text, now.end)
    is_pair = before.unit == now.unit and not (before.is_loose or now.is_loose or now.is_ratio)
    is_dated = _LAST.search(before.lead) or _LAST.search(now.lead)
    if not (said and is_pair and is_dated) or not before.value or not now.value:
        return
    if abs(now.value - before.value) > _MOST_ALIKE * max(now.value, before.value):
        values: dict[str, Value] = {"text": said["text"], "of": f"{before.shown}、{now.shown}"}
        values["right"] = "有增有减"
        yield Hit("D483", number, *said.span("text"), values)


def _check_round(number: int, reading: Reading, done: Quantity) -> Iterator[Hit]:
    """98.7亿元，首次突破百亿元大关."""
    said = _ROUND.match(reading.text, done.end)
    if said is None or done.is_loose or said["unit"] != done.unit or not _DONE.search(done.lead):
        return
    words = said["many"]
    most = Decimal(_HAN.find(words[0].replace("两", "二")) + 1 or 1)
    for sign in words:
        most *= _TENS.get(sign, 1)
    is_near = Decimal("0.5") < done.value / most < 2
    if is_near and (done.value < most if said["over"] else done.value >= most):
        values: dict[str, Value] = {"text": said["text"], "of": done.shown, "right": done.shown}
        yield Hit("D483", number, *said.span("text"), values)


_SPENT = {"一季度": 25, "第一季度": 25, "上半年": 50, "前三季度": 75, "前两个季度": 50}
_PACE = re.compile(
    r"(?P<time>第?一季度|上半年|前三季度|前两个季度|(?:1至|1—|前|截至)?(?P<month>1[0-2]|[1-9])(?:个月|月末|月底|月份?))[^。；]{0,30}?"
    r"(?P<of>\d+(?:\.\d+)?%)，(?P<text>(?:(?P<over>超(?:出|过)?|快于|高于|领先)|落后于?|低于|慢于)序时进度(?P<by>\d+(?:\.\d+)?)个百分点)"
)
_RUN = re.compile(
    r"(?P<of>(?P<one>20\d\d)年?(?:至|到|—|～)(?P<two>20\d\d)年)[^。；\d]{0,14}?"
    r"(?P<text>连续(?P<count>[两二三四五六七八九]|[2-9])(?:个)?年)"
)
_AGAINST = re.compile(
    r"(?:相当于|[为是])(?:去年|上年)(?:同期)?的(?P<of>(?P<share>\d+(?:\.\d+)?)%)，"
    r"(?P<text>(?:同比)?(?:(?P<up>增长|上升|增加|提高)|下降|减少|降低)了?(?P<by>\d+(?:\.\d+)?)%)"
)
_FIGURES = re.compile(
    r"(?<!下降)(?<!减少)(?P<of>(?<![\d.])(?P<n>\d+(?:\.\d+)?)%)，[^，。；\d]{0,6}?(?P<text>(?P<two>两位数)(?:以上)?(?:的)?(?:增长|增速|增幅)|个位数(?:增长|增速))"
)


def _judge_pace(match: re.Match[str]) -> str:
    """上半年完成46%，超序时进度4个百分点: half of the year is half of the task."""
    month = match["month"]
    due = Decimal(_SPENT.get(match["time"], 0)) if not month else Decimal(int(month)) * 100 / 12
    gap = Decimal(match["of"].removesuffix("%")) - due
    is_way = gap >= 0 if match["over"] else gap <= 0
    is_so = is_way and abs(abs(gap) - Decimal(match["by"])) <= Decimal("0.6")
    word = "超" if gap > 0 else "落后"
    return (
        "" if is_so else f"{word}序时进度{abs(gap).quantize(Decimal('0.1')).normalize():f}个百分点"
    )


def _judge_run(match: re.Match[str]) -> str:
    """2021年至2024年，连续四年."""
    years = int(match["two"]) - int(match["one"]) + 1
    said = match["count"].replace("两", "二")
    count = int(said) if said.isdecimal() else _HAN.index(said) + 1
    return "" if years <= 1 or count in (years, years - 1) else f"{years}年"


def _judge_against(match: re.Match[str]) -> str:
    """相当于去年同期的93.5%，同比下降6.5%."""
    gap = Decimal(match["share"]) - 100
    right = abs(gap)
    is_so = (gap >= 0) == bool(match["up"]) and abs(right - Decimal(match["by"])) <= Decimal("0.1")
    return "" if is_so else f"{'增长' if gap > 0 else '下降'}{right.normalize():f}%"


def _judge_figures(match: re.Match[str]) -> str:
    """9.6%，实现两位数增长."""
    has_two = Decimal(match["n"]) >= _TENS["十"]
    return "" if has_two == bool(match["two"]) else f"{'两位数' if has_two else '个位数'}增长"


_SAYINGS = (
    (_PACE, _judge_pace), (_RUN, _judge_run),
    (_AGAINST, _judge_against), (_FIGURES, _judge_figures),
)  # fmt: skip


def find_wrong_claims(page: PageText) -> Iterator[Hit]:
    """D483: a share or an amount said to be more, or less, than it is by the text's own figures."""
    for number, reading in read_lines(page.lines):
        for start, end in reading.sentences("。！？\n"):
            yield from _check_shares(number, reading, start, end)
        for before, now in pairwise(reading.quantities):
            yield from _check_amount(number, reading, before, now)
            yield from _check_level(number, reading, before, now)
        for quantity in reading.quantities:
            yield from _check_round(number, reading, quantity)
        for pattern, judge in _SAYINGS:
            for match in pattern.finditer(reading.text):
                right = judge(match)
                if right:
                    values: dict[str, Value] = {"text": match["text"], "of": match["of"]}
                    yield Hit("D483", number, *match.span("text"), values | {"right": right})


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
