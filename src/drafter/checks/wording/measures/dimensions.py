"""What is measured, and the units of its kind: 库容320万立方米 and not 平方米."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words
from drafter.checks.wording.patterns import SPOKEN, is_within

_GROUPS = {
    "*面": "平方米 平方公里 平方千米 亩 公顷",
    "*体": "立方米 立方",
    "*长": "米 公里 千米 厘米 毫米 海里",
    "*重": "吨 公斤 千克",
    "*能": "千瓦时 兆瓦时 度",
    "*功": "千瓦 兆瓦 吉瓦",
    "*流": "立方米/秒 立方米每秒",
    "*速": "米/秒 米每秒 公里/小时 公里每小时",
    "*压": "兆帕 千帕 百帕 帕 公斤 毫米 米",
}
"""Units of one kind, by which the table names them."""
_OTHER = "别的"


def _expand(units: str) -> frozenset[str]:
    words = " ".join(_GROUPS.get(each, each) for each in units.split())
    return frozenset(words.split()) - {"-"}


_ROWS = tuple((what, _expand(units), right) for what, units, right in read_rows("dimensions"))
_MEASURED = tuple(row for row in _ROWS if row[0] != _OTHER)
_ALL = frozenset().union(*(units for _, units, _ in _ROWS), *map(_expand, _GROUPS))
_NO_RATES = frozenset(
    ("温度", "气温", "水温", "室温", "体温", "水位", "年龄", "平均年龄", "血压", "天数")
)
"""What no per cent is said of."""
_FILLING = (
    "(?:监测(?:结果|数据|值)?|实测值?|测得|显示|恢复|提高|扩大|增加|增长|上升|下降|上涨|回落|升|增|扩|降|总量|已|将|可|为|达|是|约|至|到|近|超过|超|突破|逾|仅"
    "|均|不得|不应|不宜|不少于|不低于|不超过|不高于|不小于|不大于|不足|按照?|应当?|应该|须|要|调整|高达|逾|接近|每年|年|大约|共|有|稳定|保持|控制|在|最大|最高|最低|平均|累计|合计|计|实测|分别|由|从|比|上年|去年|同期|同比|环比|较|年均|昼间|夜间|日均|每(?:小时|秒|天|日|分钟|个?月|平方公里|平方米|立方米|公斤|千克|斤|吨|亩|人|户|只|头|株|份|件)|了)*"
)
_UNITS = join_words({re.escape(each) for each in _ALL})
_WHAT = re.compile(
    rf"(?P<what>{'|'.join(what for what, _, _ in _MEASURED)})(?P<filling>{_FILLING})$"
)
_AMOUNT = re.compile(
    rf"(?<![\d.,/])(?:\d{{2,3}}/|\d+(?:\.\d+)?(?:至|到|—|～|~|-))?\d[\d,]*(?:\.\d+)?(?P<size>(?:[百万亿]|千(?![瓦克米伏帕卡安]))*)(?:余|多)?(?P<unit>{_UNITS})"
    r"(?![\u4e00-\u9fff]?[/／每升])(?P<ends>[，。；、（）\n]|$|以[上下])?"
)
_LONGEST = 40
"""So far before a number what it measures may begin."""
_MEANT = tuple((re.compile(what), units, right) for what, units, right in _MEASURED)


def find_units_of_another_kind(page: PageText) -> Iterator[Hit]:
    """D463: what is measured in a unit of another kind: 流量1260立方米, 浓度34微克, 全长3亩."""
    for index, line in enumerate(page.lines):
        spans = None
        for match in _AMOUNT.finditer(line.text):
            if _may_go_on(match):
                continue
            what = _WHAT.search(line.text[max(match.start() - _LONGEST, 0) : match.start()])
            right = _judge(what, match) if what else ""
            if not right:
                continue
            spans = list(SPOKEN.finditer(line.text)) if spans is None else spans
            if not is_within(match, spans):
                start, end = match.start("unit"), match.end("unit")
                yield Hit("D463", index, start, end, {"text": match["unit"], "right": right})


def _may_go_on(amount: re.Match[str]) -> bool:
    """Whether the unit is one sign that a word may go on behind: 面积12米长, 3级以上."""
    return (
        "一" <= amount["unit"] <= "\u9fff" and len(amount["unit"]) == 1 and amount["ends"] is None
    )


def _judge(what: re.Match[str], amount: re.Match[str]) -> str:
    """What the units ought to be; nothing where they are so. A word may go on behind a unit of one
    sign: 面积12米长, 3级以上."""
    name, unit = what["what"], amount["unit"]
    units, right = next(
        (units, right)
        for each, units, right in _MEANT
        if (found := each.match(what.string, what.start())) and found.end() == what.end("what")
    )
    is_sum = (
        name.endswith("流量")
        and unit in _VOLUMES
        and bool(amount["size"] or "每" in what.string[max(what.start() - 3, 0) :])
    )  # 年流量3亿立方米
    is_rate = unit in _RATES and name not in _NO_RATES  # 全长的40%: a part of it
    is_change = unit == _POINTS and _CHANGE.search(what["filling"])
    if unit == _POINTS and not name.endswith("率"):
        return ""
    is_level = unit == _POINTS and _LEVEL.search(what["filling"]) and not is_change
    fits = (unit in units and not is_level) or is_change or is_sum
    return "" if fits or (is_rate and units) else right


_VOLUMES = _expand("*体 吨 方")
_POINTS = "个百分点"
_RATES = frozenset(("%", "倍"))
_LEVEL = re.compile("[为是达在]")
_CHANGE = re.compile("[高升增扩降落涨减低]|回落|收窄")
