"""Things and the units they are counted and measured in: 32件驻村干部, 管网18.6平方公里, 企业96，."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.patterns import SPOKEN, is_within

_UNITS = (
    "平方公里|平方千米|平方米|立方米|公里/小时|公里|千米|公顷|公斤|千克|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|毫米|厘米"
    "|人次|件次|批次|家次|户次|场次|个百分点|工作日|小时|分钟|[件条所株棵头只辆艘架座栋幢篇幅部台套本册处份起宗项吨亩米名位户家人个元度瓦盏张块根场期匹尾羽眼支口峰枚颗把顶扇面门首列双床副桶箱袋瓶盒]"
)
_AMOUNT = re.compile(
    rf"(?<![\d.第A-Za-z—～~至-])\d[\d,]*+(?:\.\d++)?(?:[百千万亿](?![瓦克米伏]))*[余多]?(?P<unit>{_UNITS})?(?![\d.%/／次届号年月日倍只—～~至到-])"
)
_HAN_AMOUNT = re.compile(
    rf"(?<=[了过着来出到送修建买有这那成入下添置派引购赠捐获])[一两三四五六七八九十几]{{1,2}}(?!所)(?P<unit>{_UNITS})(?=[\u4e00-\u9fff]{{2}})"
)
"""The same in Han numerals, behind what is done: 送来一条锦旗."""
_HAN_BEHIND = re.compile(
    rf"(?<=[\u4e00-\u9fff]{{2}})[一二两三四五六七八九十百]{{1,4}}余?(?P<unit>{_UNITS})(?=[，。；、）]|$)"
)
"""The same behind the thing: 古墓葬十二棵."""
_BETWEEN = re.compile(
    "(?:了|均|不少于|不低于|不超过|不小于|不大于|不足|逾|高达|仅|约|近|超过?|达到?|共计?|总计|合计|总数|突破|为|各|逾|有|增加|新增|增至|累计)+$"
)
"""What may stand between a thing and its number."""
_ENDS = frozenset("，。；、）")
_MODIFIED = re.compile(r"[\u4e00-\u9fff]{2,9}(?=[，。；、）]|$)")
_LONGEST = 6
_FEW_SIGNS = 2
_YEAR = re.compile("(?:19|20)\\d\\d")


_MANY_SIGNS, _, _ONE_SIGN = _UNITS.partition("|[")
_UNITS_OF_ALL = (*_MANY_SIGNS.split("|"), *_ONE_SIGN.rstrip("]"))
_OF_ANYTHING = frozenset(
    "元 个 人次 场次 批次 件次 家次 户次 小时 分钟 工作日 个百分点 期 场 度".split()
)
_OF_THINGS = frozenset("辆艘架座栋幢篇幅部台本册株棵头只匹尾羽眼枚颗根块张盏支条把顶扇首双床")
"""Units that say what kind of thing is counted."""
_GROUPS = {
    "*长": "公里 千米 米 毫米 厘米",
    "*面": "平方米 平方公里 平方千米 亩 公顷",
    "*体": "立方米",
    "*重": "吨 公斤 千克",
    "*电": "千瓦时 兆瓦时 吉瓦时 千瓦 兆瓦 吉瓦",
    "*钱": "元",
    "*名": "名 位",
    "*户": "户 家",
    "*车": "辆 艘 架",
    "*畜": "头 只 匹 尾 羽",
    "*苗": "株 棵",
    "*书": "篇 本 册",
    "*楼": "座 栋 幢",
}
"""Units of one kind, by which the table names them."""


class _Measures(NamedTuple):
    """Of a thing: the units that cannot stand before it, and behind; the right ones; which number
    without a unit is wrong behind it: any (数), one of 万 or 亿 (元)."""

    before: frozenset[str]
    behind: frozenset[str]
    right: str
    bare: str


def find_unfit_units(page: PageText) -> Iterator[Hit]:
    """D454, D463: a unit that the thing beside it has not, and a thing with a number alone."""
    for index, line in enumerate(page.lines):
        spans = None
        patterns = (_AMOUNT, _HAN_AMOUNT, _HAN_BEHIND)
        amounts = [amount for each in patterns for amount in each.finditer(line.text)]
        for amount in amounts:
            hit = _judge_amount(index, line.text, amount)
            if hit is None:
                continue
            spans = list(SPOKEN.finditer(line.text)) if spans is None else spans
            if not is_within(amount, spans):
                yield hit


def _judge_amount(index: int, text: str, amount: re.Match[str]) -> Hit | None:
    start, end = amount.span()
    unit, sign = amount["unit"], text[end : end + 1]
    is_alone = not sign or sign in _ENDS
    if unit is None:
        is_last = is_alone and sign != "、"
        return _judge_number(index, text, amount) if is_last else None
    if is_alone:
        thing = _find_thing_before(text, start)
        units = thing.behind if thing else ()
    else:
        thing = _find_thing_behind(text, end, unit)
        units = thing.before if thing else ()
    if thing is None or unit not in units:
        return None
    return Hit("D463", index, start, end, {"text": amount[0], "right": thing.right})


def _judge_number(index: int, text: str, number: re.Match[str]) -> Hit | None:
    """A number without any unit behind what is counted: 走访企业96，."""
    start, end = number.span()
    is_count = len(number[0]) > 1 and number[0].isdecimal() and not _YEAR.fullmatch(number[0])
    is_sum = number[0][-1] in "万亿"
    thing = _find_thing_before(text, start)
    is_amount = is_sum or "." in number[0] or (is_count and len(number[0]) > _FEW_SIGNS)
    if thing is None or not (is_count if thing.bare == "数" else thing.bare == "元" and is_amount):
        return None
    return Hit("D454", index, start - 2, end, {"text": text[start - 2 : end]})


def _find_thing_before(text: str, start: int) -> _Measures | None:
    """What the words before a number name, 了 and 达到 left out."""
    words = text[max(start - 14, 0) : start].rstrip().rstrip("”")
    if between := _BETWEEN.search(words):
        words = words[: between.start()]
    return _read_suffix(words)


def _find_thing_behind(text: str, end: int, unit: str) -> _Measures | None:
    """What the words behind a number name; a size says what kind a thing is: 30万吨乙烯企业."""
    rest = _MODIFIED.match(text, end)
    if rest is None or _SAYS_MORE.search(rest[0]):
        return None
    name = _find_name(rest[0])
    most = 0 if unit in _SIZES else _MOST_BEFORE if unit in _PEOPLE else 2 * _MOST_BEFORE
    owner = _read_suffix(rest[0].removesuffix(name))  # 8所学校学生: the schools are counted
    if not name or len(rest[0]) - len(name) > most or (owner and unit not in owner.before):
        return None
    return _read_things()[name]


_SAYS_MORE = re.compile(
    "[的于在到从因为被参是有去来进入出向把给用对]|考取|[领获取]得|拿到|领取|持有|荣获"
)
_SIZES = frozenset(" ".join(_GROUPS[each] for each in ("*长", "*面", "*体", "*重", "*电")).split())
_PEOPLE = frozenset("人名位户家")
_MOST_BEFORE = 2
"""More words between people and a thing say what they do: 近千名选手参加了比赛."""


def _find_name(words: str) -> str:
    things = _read_things()
    ends = (words[-size:] for size in range(min(_LONGEST, len(words)), 1, -1))
    return next((end for end in ends if end in things), "")


def _read_suffix(words: str) -> _Measures | None:
    name = _find_name(words)
    return _read_things()[name] if name else None


@cache
def _read_things() -> dict[str, _Measures]:
    return {
        thing: _Measures(
            _expand_groups(before) | _list_of_things(behind), _expand_groups(behind), right, bare
        )
        for things, before, behind, right, bare in read_rows("measures")
        for thing in things.split()
    }


def _list_of_things(behind: str) -> frozenset[str]:
    """Of a row that lists the units that can stand: those of other things alone."""
    return _expand_groups(behind) & _OF_THINGS if behind.startswith("=") else frozenset()


def _expand_groups(units: str) -> frozenset[str]:
    """The units that cannot stand; of =盏 座 those that can, and what is said of anything."""
    if units.startswith("="):
        return frozenset(_UNITS_OF_ALL) - _expand_groups(units[1:]) - _OF_ANYTHING
    return frozenset(" ".join(_GROUPS.get(each, each) for each in units.split()).split())
