"""Where a range begins and ends, in other forms than a number, 至 and a number: 介于8米和5米之间."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.patterns import TITLES, is_within

_TO = "(?:至|到|—{1,2}|–|～|~|-|－)"
_N = r"\d++(?:\.\d+)?"
_THINGS = "万元|亿元|元|平方米|立方米|平方公里|公里|厘米|毫米|千克|公斤|公顷|小时|分钟|个工作日|个百分点|个月|周岁|千瓦|[米吨克亩岁天人名户家只头株棵个件项篇场次期%℃度]"
_BETWEEN = re.compile(
    rf"(?:介于|处于|处在|保持在|控制在|稳定在)(?P<one>{_N})(?:{_THINGS})?(?:和|与|、)(?P<two>{_N})(?:{_THINGS})(?:之间|的区间)"
)
_SIGNED = re.compile(
    rf"(?<![\d.])(?P<one>(?:[-－−]|零下)?{_N})(?:℃|度|摄氏度)?(?:至|到|～|~|—{{1,2}})(?P<two>(?:[-－−]|零下){_N})(?:℃|度|摄氏度)"
)
_STAKE = r"[A-Z]{{0,2}}K(?P<km{0}>\d{{1,4}})\+(?P<m{0}>\d{{3}})"
_STAKES = re.compile(
    rf"{_STAKE.format(1)}\s*{_TO}\s*{_STAKE.format(2)}[^。；K]{{0,24}}?(?:全长|总长|长度|长)(?:为|是|达|共)?(?P<long>\d+(?:\.\d+)?)(?P<of>公里|千米|米)"
)
_LOST_SIGN = re.compile(
    r"(?<![\d.,，第/至到—～~-])(?P<one>[1-9]\d*)(?P<of>个月|个工作日|个百分点|(?:万|亿)?元|公斤|公里|厘米|周岁|小时|分钟|[米吨亩天户])(?P<two>[1-9]\d*)(?P=of)(?!\d|[以内]|一)"
)
_LOST_END = re.compile(
    r"(?<![\d.A-Za-z])\d+(?:\.\d+)?(?:[—～~]{1,2}(?=周岁|人|名|元|℃|公里|平方米|万元|个月|个工作日)|(?:周岁|岁|℃|度|元|米|人|名|%|万元|天)?(?:至|到|—|～)之间)"
)
_LOST_SHARE = re.compile(
    rf"(?:[^，。；]{{0,4}}率|增速|增幅|降幅|占比|比重|满意度)(?:达|为|在|达到|保持在|控制在|稳定在)?{_N}(?:—|～|~|-|至){_N}(?P<after>之间|区间|左右|[，。；])"
)
_AT_LEAST = re.compile(
    rf"(?:不少于|不低于|不超过|不多于|不高于|至少|最多|超过|不足|高达){_N}(?:[万亿]?(?:{_THINGS}|字))?{_TO}{_N}[万亿]?(?:{_THINGS}|字)"
)
_EDGE_BEFORE_UNIT = re.compile(
    rf"(?<![\d.]){_N}(?:以[上下内]|左右)(?:[%％℃]|个(?!人)|[名家户元亩吨次天](?![\u4e00-\u9fff]?[族]))"
    rf"|(?<![\d.]){_N}(?P<of>{_THINGS})以上、?{_N}(?P=of)以上(?!的?(?:各|分别|两))"
)
_FROM_BETWEEN = re.compile(rf"(?:从|由){_N}(?:{_THINGS})?{_TO}{_N}(?:{_THINGS})之间")
_SAID_TWICE = re.compile(
    r"\d[年月日]以来(?:至|到|—|～)\d|(?:从|自)[^，。；从自]{0,5}\d[年月日](?:至|到)[^，。；]{0,5}\d[年月日]以来"
    r"|(?:从|自)[^，。；从自]{0,6}\d[年月日]起(?:至|到)[^，。；从自至到]{0,6}\d[年月日]起|\d[年月日]起(?:截至|截止)(?=\d)"
    r"|(?:从|自)[^，。；从自至]{0,10}\d[年月日]起[—～-]{1,2}(?=\d)|\d[月日]止期[内间]"
)
_MONTHS = re.compile(
    rf"(?<![\d.年、])(?P<one>[1-9]|1[0-2])(?:月)?{_TO}(?P<two>1[3-9]|[2-9]\d)月(?=份?[，。；、（）]|份?，?[全本我]|期间)"
)
_YEARS = re.compile(
    r"(?:今年|本年)[^，。；\d]{0,3}\d{1,2}月(?:\d{1,2}日)?(?:至|到|—|～)(?:去年|上年|前年)"
    r"|明年[^，。；\d]{0,3}\d{1,2}月(?:\d{1,2}日)?(?:至|到|—|～)(?:今年|去年|本年)"
    r"|去年[^，。；\d]{0,3}\d{1,2}月(?:\d{1,2}日)?(?:至|到|—|～)前年"
)
_HAN = "一二三四五六七八九"
_GRADES = re.compile(
    rf"(?P<stage>[初高大])(?P<one>[一二三四])(?:年级)?(?:至|到|—|～)(?P=stage)(?P<two>[一二三四])"
    rf"|(?P<attached>附[件表图录])(?P<of1>\d{{1,2}}|[{_HAN}])(?:至|到|—|～|-)(?:附[件表图录])?(?P<of2>\d{{1,2}}|[{_HAN}])(?![\d年月日份份元万.])"
)
_LIMITS = re.compile(
    rf"(?<![\d.])(?P<one>{_N})(?P<size>[万亿]?)(?P<of>元|人|户|亩|公里|岁|周岁|天|日|吨|千克|公斤)(?:及)?以下(?P<two>{_N})(?P<scale>[万亿]?)(?P=of)(?:及)?以上"
)
_SIZES = {"": 1, "万": 10**4, "亿": 10**8}


def find_wrong_edges(page: PageText) -> Iterator[Hit]:
    """D425: bounds that fall, D447: an end lost or said twice, D483: a length that stakes contradict."""
    for pattern, code, right, is_wrong in _RULES:
        for index in list_lines(page, pattern):
            text, titles = page.lines[index].text, None
            for match in pattern.finditer(text):
                if not is_wrong(match):
                    continue
                titles = list(TITLES.finditer(text)) if titles is None else titles
                if not is_within(match, titles):
                    yield Hit(code, index, *match.span(), {"text": match[0], "right": right})
    for index in list_lines(page, _STAKES):
        for match in _STAKES.finditer(page.lines[index].text):
            if hit := _judge_stakes(index, match):
                yield hit


def _always(match: re.Match[str]) -> bool:
    return bool(match[0])


def _falls(match: re.Match[str]) -> bool:
    return Decimal(match["two"]) < Decimal(match["one"])


def _falls_below_zero(match: re.Match[str]) -> bool:
    """-5℃—-8℃, 零下3度至零下6度; 由、从、降 lead to a way."""
    one, two = (_read_degrees(match[each]) for each in ("one", "two"))
    ahead = match.string[max(match.start() - 8, 0) : match.start()]
    return (
        two < one
        and not re.search("[由从降升]", ahead)
        and not match.string.startswith("左右", match.end())
    )


def _read_degrees(given: str) -> Decimal:
    number = Decimal(re.sub("[^\\d.]", "", given))
    return number if given[0].isdecimal() else -number


def _grows(match: re.Match[str]) -> bool:
    """8个月10个月, 1200元1500元: two ends with nothing between."""
    one, two = int(match["one"]), int(match["two"])
    return one < two <= 3 * one


def _is_backward(match: re.Match[str]) -> bool:
    if match["stage"]:
        return _HAN.index(match["two"]) < _HAN.index(match["one"])
    one, two = match["of1"], match["of2"]
    if one.isdecimal() != two.isdecimal():
        return False
    return int(two) < int(one) if one.isdecimal() else _HAN.index(two) < _HAN.index(one)


def _is_limit_below(match: re.Match[str]) -> bool:
    one = Decimal(match["one"]) * _SIZES[match["size"]]
    return Decimal(match["two"]) * _SIZES[match["scale"]] < one


def _judge_stakes(index: int, match: re.Match[str]) -> Hit | None:
    """K2+000至K6+500段，全长6.5公里."""
    first, last = (int(match[f"km{at}"]) * 1000 + int(match[f"m{at}"]) for at in (1, 2))
    is_metres = match["of"] == "米"
    given = Decimal(match["long"])
    right = Decimal(abs(last - first)) / (1 if is_metres else 1000)
    if abs(given - right) <= Decimal("0.05") + (abs(right) / 100):
        return None
    text = match["long"] + match["of"]
    shown = f"{right.normalize():f}{match['of']}"
    values = {"text": text, "of": match[0][: match.end("m2") - match.start()], "right": shown}
    return Hit("D483", index, match.start("long"), match.end("of"), values)


_Judge = Callable[[re.Match[str]], bool]
_RULES: tuple[tuple[re.Pattern[str], str, str, _Judge], ...] = (
    (_BETWEEN, "D425", "", _falls),
    (_SIGNED, "D425", "", _falls_below_zero),
    (_GRADES, "D425", "", _is_backward),
    (_LIMITS, "D425", "", _is_limit_below),
    (_YEARS, "D425", "", _always),
    (_MONTHS, "D425", "", _always),
    (_LOST_SIGN, "D447", "两个数之间要有“至”或者“—”", _grows),
    (_LOST_END, "D447", "两头都要写出来", _always),
    (_LOST_SHARE, "D447", "两头都写%", _always),
    (_AT_LEAST, "D447", "已经是起止，去掉“不少于、不超过”", _always),
    (_EDGE_BEFORE_UNIT, "D447", "“以上、以下”写在单位后面，一头只写一个", _always),
    (_FROM_BETWEEN, "D447", "“从……至……”或者“在……至……之间”", _always),
    (_SAID_TWICE, "D447", "起和止各说一次：自……起至……止", _always),
)
