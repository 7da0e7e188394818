"""Ranges of amounts: 5～3个, 三至5名, 80亩—120平方米, 18岁以上至35岁以下之间, 30人以上20人以下."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import parse_han
from drafter.checks.wording.patterns import TITLES, is_within

_WORTHS: dict[str, dict[str, int | Decimal]] = {
    # units of one kind, and how many of its first one each is
    "元": {"元": 1},
    "length": {"毫米": 1, "厘米": 10, "米": 1000, "公里": 10**6, "千米": 10**6},
    "mass": {"毫克": 1, "克": 1000, "斤": 500_000, "千克": 10**6, "公斤": 10**6, "吨": 10**9},
    "area": {"平方米": 1, "亩": 667, "公顷": 10**4, "平方公里": 10**6, "平方千米": 10**6},
    "volume": {"毫升": 1, "升": 1000, "立方米": 10**6},
    "time": {"秒": 1, "分钟": 60, "小时": 3600, "个小时": 3600, "天": 86_400, "周": 604_800,
             "个星期": 604_800, "个月": 2_629_800, "年": 31_557_600, "周年": 31_557_600},
    "age": {"岁": 1, "周岁": 1}, "share": {"%": 1, "％": 1, "‰": Decimal("0.1")}, "℃": {"℃": 1, "摄氏度": 1},
}  # fmt: skip
_KINDS = {unit: (kind, Decimal(worth)) for kind, units in _WORTHS.items() for unit, worth in units.items()}  # fmt: skip
_COUNTS = (
    "人次 名次 人 名 位 个工作日 工作日 个百分点 个 件 篇 项 条 份 家 户 户次 场次 场 次 批次 批 期 间 套 台 座 栋 幢 辆 支 "
    "本 张 把 颗 棵 株 只 头 艘 架 部 处 所 宗 起 倍 成 级 层 页 字 分 个课时 个学时 课时 学时 节 门 轮 组 队 团 盒 袋 箱 瓶 包 桶 片 块 条 章 款 标段 "
    "千瓦时 千瓦 兆瓦 分贝 转 伏 千伏 赫兹 兆 米/秒 毫克/升 微克/立方米 元/吨 元/亩 元/人 毫摩尔/升 毫摩尔 毫米汞柱 次/分钟 次/分 转/分 公里/小时 克/升 兆帕 帕 千卡 大卡 毫安 瓦"
).split()
_HAN = "一二两三四五六七八九十百千"
_BUT = {
    "年": "年(?![级度代底初末制])",
    "分": f"分(?!之[{_HAN}])",
    "月": "月份?(?![\\d上中下底初末])",
}
_UNIT = "|".join(
    _BUT.get(each, re.escape(each))
    for each in sorted({*_KINDS, *_COUNTS, "月", "日"}, key=len, reverse=True)
)
_NUMBER = rf"\d[\d,]*+(?:\.\d+)?|[{_HAN}]{{1,4}}"
_TO = r"(?:至|到|—{1,2}|–|～|~|-|－)"
_EDGE = "以上|以下|以内|之内|内|左右|上下|未满"
_RANGE = re.compile(
    rf"(?<![\d.,A-Za-z－–—～~/\-第{_HAN}零〇几])(?!(?<=数)[{_HAN}])(?P<ordinal>第)?(?P<one>{_NUMBER})(?P<size>[万亿百千]?)(?P<unit>{_UNIT})?"
    rf"(?P<edge>{_EDGE})?(?P<to>{_TO})(?P<other>第)?(?P<two>{_NUMBER})(?P<scale>[万亿百千]?)"
    rf"(?P<of>{_UNIT})?(?P<after>以上|以下|以内|左右(?!手|岸)|上下(?!级|游))?(?P<between>之间)?"
)
_SIZES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
WAY = re.compile(
    "(?<![占同环对])[由从自比](?![业事而中属来身觉动主然己愿赛例重率])[^，。；]*$|以$"
    "|(?:增[加长收幅]?|减[少幅]?|(?<!每)升|降低?|下降|[上下]浮|[上下]调|涨|跌|缩[短减小]|压[缩减降]|延长|提[高升]|回[升落]|扩大|收窄|调[高低减增])了?[约近]?$"
)
"""What leads to where a way or a change begins: 由5%到3%, 下降5%至3%, and no range."""
_MOST_YEARS = 12
"""More of them may be a year: 21至19年."""
_BACKWARD = re.compile("[^，。；]{0,4}(?:依次|倒序|倒数|逆序|往回|回放)")
_CODES = frozenset("-－")
_FRACTIONS = re.compile(
    rf"(?<![\d/])(?P<one>\d)/(?P<of>\d{{1,2}}){_TO}(?P<two>\d)/(?P<of2>\d{{1,2}})(?![\d/])"
    rf"|(?P<den>[{_HAN}])分之(?P<num>[{_HAN}]){_TO}(?P<den2>[{_HAN}])分之(?P<num2>[{_HAN}])"
)
_EDGES = re.compile(
    rf"(?<![\d.])(?P<low>\d++(?:\.\d+)?)(?P<size>[万亿]?)(?P<unit>{_UNIT})(?:及?以上)(?P<mark>[、，]?)(?:且|和)?(?P<high>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<of>{_UNIT})(?:及?以[下内])(?P<between>之间)?"
)
_BOUNDS = re.compile(
    rf"不(?:少于|低于|得?少于|小于)(?P<low>\d+(?:\.\d+)?)(?P<size>[万亿]?)(?P<unit>{_UNIT})(?P<mark>(?!))?[，、]?(?:且|并|也)?(?:最多)?不(?:得?超过|多于|高于|大于)(?P<high>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<of>{_UNIT})(?P<between>(?!))?"
)
_OPEN = re.compile(
    rf"(?:(?<!不)(?:大于|高于|超过|多于)|不(?:低于|少于|小于))(?P<low>\d+(?:\.\d+)?)(?P<size>[万亿]?)(?P<unit>{_UNIT})(?P<mark>(?!))?[，]?(?:且|并|而|但|又)?(?:小于|低于|少于|(?<!不)不足|不满|不(?:超过|高于|大于|多于))(?P<high>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<of>{_UNIT})(?P<between>(?!))?"
)
_MUST = re.compile(
    "(?:(?:须|应|限|要求|控制|必须|需|保持|条件)[^，。；]{0,8}|(?:招[募聘录收]|录用|应聘|任职|竞聘|应征|报考)[^。；，]{0,12})$"
)
_ENDS = re.compile("[，。；、的不）]|$")
_UNLIKE = re.compile(rf"[{_HAN}]成半?{_TO}\d[\d.]*+%|(?<![\d.])\d[\d.]*+%{_TO}[{_HAN}]成")


def find_wrong_ranges(page: PageText) -> Iterator[Hit]:
    """D425: a range that falls; D447: ends of two sorts, or an end said twice; D479: 三至5名."""
    for pattern, judge in _JUDGES:
        for index in list_lines(page, pattern):
            titles = None
            for match in pattern.finditer(text := page.lines[index].text):
                if not (fault := judge(match)):
                    continue
                titles = list(TITLES.finditer(text)) if titles is None else titles
                if not is_within(match, titles):
                    code, right = fault
                    yield Hit(code, index, *match.span(), {"text": match[0], "right": right})


_FALLS, _UNLIKE_ENDS, _TWICE, _MIXED = (
    ("D425", ""),
    ("D447", "两头的单位都写，写同一个"),
    ("D447", "已经是起止，去掉“以上、以下、以内、左右”"),
    ("D479", "两头都用数字，或者都用汉字"),
)
"""What is wrong with a range: the code, and what is told to do."""
_Fault = tuple[str, str]


def _judge(match: re.Match[str]) -> _Fault | None:
    """What is wrong with the range, nothing where it is right or none."""
    of = match["of"] or match["ordinal"]
    if not of:
        return _UNLIKE_ENDS if _is_bare(match) else None
    is_code = match["ordinal"] and (
        match["to"] in _CODES or _BACKWARD.match(match.string, match.end())
    )
    if is_code:
        return None
    if match["one"][0].isdecimal() != match["two"][0].isdecimal():
        is_other = match["edge"] or match["unit"] not in (None, of) or of == "分"
        is_other = is_other or (of == "年" and not match["unit"])
        return None if is_other else _MIXED
    is_year = of == "年" and _read(match["one"]) > _MOST_YEARS
    return None if is_year or _is_way(match) else _compare(match, of)


def _is_bare(match: re.Match[str]) -> bool:
    """8000元至2万, 8厘米至12: the first end has a unit, and the last has none."""
    is_measured = bool(match["unit"]) and (match["scale"] or match["unit"] in _KINDS)
    has_time = not match["scale"] and _KINDS.get(match["unit"] or "", ("",))[0] == "time"
    is_last = _ENDS.match(match.string, match.end()) is not None
    return bool(is_measured and is_last and not has_time and not match["ordinal"])


def _compare(match: re.Match[str], of: str) -> _Fault | None:
    """What is wrong with the two ends, each of them in a unit."""
    unit = match["unit"] or of
    unit = of if of.startswith(unit) else unit  # 3个至5个工作日
    one, two = _weigh(match, "one", "size", unit), _weigh(match, "two", "scale", of)
    if one.kind != two.kind:
        # of two kinds of units the rule of conversions tells
        return _UNLIKE_ENDS if {unit, of} <= _OF_THINGS else None
    if two.amount < one.amount and of[0] not in _TURNING:
        return _FALLS
    if match["unit"] and one.worth > two.worth and one.kind != "time":
        return _UNLIKE_ENDS
    if two.amount > _FARTHEST * one.amount and one.kind in ("元", "area") and one.amount:
        return _UNLIKE_ENDS
    if _is_scale_lost(match, of) or _THIRD_END.match(match.string, match.end()):
        return _UNLIKE_ENDS
    edge, after = match["edge"], match["after"]
    is_open = edge == "以上" and (after in _BELOW or _BUT_NOT.match(match.string, match.end()))
    is_twice = match["between"] or not is_open if edge else after
    return _TWICE if is_twice and one.amount != two.amount else None


_OF_THINGS = frozenset(
    "人 名 位 个 件 篇 项 条 份 家 户 棵 株 只 头 套 台 座 栋 幢 辆 本 张 艘".split()
)
"""What things are counted in: a range of them has one."""
_FARTHEST = 400
"""No sum and no area goes so many times farther than where it begins: 500元—2000万元."""
_THIRD_END = re.compile(rf"{_TO}\d+(?:\.\d+)?[万亿]?(?:{_UNIT})")
_ROUND = re.compile("[1-9]0{2,3}")


def _is_scale_lost(match: re.Match[str], of: str) -> bool:
    """3—500元, 2—3000人: a hundred or a thousand is lost of the first end."""
    one, two = match["one"], match["two"]
    is_alone = not (match["unit"] or match["size"] or match["scale"] or match["ordinal"])
    is_round = len(one) == 1 and _ROUND.fullmatch(two) is not None
    return is_alone and is_round and "1" < one < two[0] and of in _OF_ROUND


_OF_ROUND = frozenset("元 人 名 亩 户 斤 公斤 吨 字 个 株 棵 只 头".split())


_TURNING = "月日"
"""December goes on into January."""
_BELOW = ("以下", "以内", "之内")
_BUT_NOT = re.compile("（不|不满|未满")


def _is_way(match: re.Match[str]) -> bool:
    ahead = match.string[max(match.start() - 12, 0) : match.start()]
    if ahead.endswith("零下") and "零下" not in match[0]:
        return True  # 零下5摄氏度至3摄氏度 rises
    way = WAY.search(ahead)
    return way is not None and (match["to"] in "至到" or way[0][0] in "从自比")


class _Weight(NamedTuple):
    """An end: the kind of its unit, how much it is in the first unit of that kind, its unit's worth."""

    kind: str
    amount: Decimal
    worth: Decimal


def _weigh(match: re.Match[str], number: str, size: str, unit: str) -> _Weight:
    kind, worth = _KINDS.get(unit, (unit, Decimal(1)))
    sign = match[size] or (match["scale"] if size == "size" and not match["unit"] else "")
    return _Weight(kind, _read(match[number]) * _SIZES[sign] * worth, worth)


def _read(number: str) -> Decimal:
    if number[0].isdecimal():
        return Decimal(number.replace(",", ""))
    return Decimal(parse_han(number.replace("两", "二")))


def _judge_shares(match: re.Match[str]) -> _Fault | None:
    """1/2至1/3, 二分之一至三分之一"""
    groups = ("one", "of", "two", "of2") if match["one"] else ("num", "den", "num2", "den2")
    one, of, two, of2 = (_read(match[each]) for each in groups)
    ahead = match.string[max(match.start() - 12, 0) : match.start()]
    return _FALLS if two * of < one * of2 and not WAY.search(ahead) else None


def _judge_han_edges(match: re.Match[str]) -> _Fault | None:
    """五万元以上二万元以下"""
    low, high = (_read(match[number]) for number in ("low", "high"))
    sizes = (_SIZES[match["size"]], _SIZES[match["scale"]])
    return _FALLS if high * sizes[1] < low * sizes[0] else None


def _judge_edges(match: re.Match[str]) -> _Fault | None:
    """30人以上20人以下; after 、 it may be two groups: 70岁以上、18岁以下免票."""
    low, high = (
        Decimal(match[number]) * _SIZES[match[size] or ""]
        for number, size in (("low", "size"), ("high", "scale"))
    )
    if match["unit"] != match["of"]:
        return None
    ahead = match.string[max(match.start() - 14, 0) : match.start()]
    if high < low:
        return None if match["mark"] and not _MUST.search(ahead) else _FALLS
    return _TWICE if match["between"] else None


_HAN_EDGES = re.compile(
    rf"(?<![{_HAN}])(?P<low>[{_HAN}]{{1,4}}?)(?P<size>[万亿]?)(?P<of>元|倍|人|日|年|个月|次|天|亩|吨)(?:及?以上)(?P<high>[{_HAN}]{{1,4}}?)(?P<scale>[万亿]?)(?P=of)以下"
)
_JUDGES = (
    (_HAN_EDGES, _judge_han_edges),
    (_RANGE, _judge), (_FRACTIONS, _judge_shares), (_EDGES, _judge_edges), (_BOUNDS, _judge_edges),
    (_OPEN, _judge_edges),
    (_UNLIKE, lambda _: _UNLIKE_ENDS),
)  # fmt: skip
