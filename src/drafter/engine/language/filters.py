"""The words of the template language: drafter's filters, and Jinja's own made to keep origins."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jinja2.runtime import Undefined

from drafter import wording
from drafter.engine.language import pictures, word_objects
from drafter.engine.language.adapters import (
    Function,
    adapt_comparison,
    adapt_wording,
    find_first_gap,
    is_known_roughly,
    trace_filter,
    with_origins,
)
from drafter.engine.language.display import DerivedText, to_builtin
from drafter.figures import (
    Figure,
    Gap,
    Incomputable,
    Record,
    Records,
    RoughNumber,
    origins_of,
    records,
)
from drafter.wording.table import Filter


@trace_filter
def breakdown(
    ledger: Any, field: str, unit: str = "", whole: Any = None, order: str = "", 顺序: str = "",
    most: int | None = None,
) -> Any:  # fmt: skip
    """The parts of a ledger by a field: 党组会议12次、常委会会议10次. They sum to the whole.

    With `most` only so many are named: 区住建局8件、区教育局7件等.
    """
    groups = records.groups(ledger, field, order, 顺序)
    numbered = [(str(name), to_builtin(n)) for name, n in groups]
    text = wording.breakdown(numbered, unit, to_builtin(whole), most)
    parts = tuple((f"{name}{wording.number(n.value)}{unit}", n.origins) for name, n in groups)
    return DerivedText(text, origins_of(ledger), parts)


@trace_filter
def itemized(
    groups: Any, order: str = "", most: int | None = None, unit: str = "", 顺序: str = ""
) -> Any:
    """The groups of a ledger in a row, or the largest first: 已解决23件、正在解决7件.

    With `most` only so many are named, and 等 follows.
    """
    pairs = [pair for pair in groups if pair[1]]
    if records.read_order(order or 顺序) == records.BY_NUMBER:
        pairs.sort(key=lambda pair: pair[1].value, reverse=True)
    text = wording.breakdown([(str(name), to_builtin(n)) for name, n in pairs], unit, most=most)
    parts = tuple((f"{name}{wording.number(n.value)}{unit}", n.origins) for name, n in pairs)
    return DerivedText(text, origins_of([n for _, n in pairs]), parts)


@trace_filter
def all_of(part: Any, whole: Any, unit: str = "") -> Any:
    """均 where the part is all of its whole, else 其中 and the part: 其中3期.

    Of one thing alone it is 该期.
    """
    here, of = count_records(part), count_records(whole)
    if is_known_roughly(here) or is_known_roughly(of):
        return f"其中{to_builtin(here)}{unit}"
    text = wording.all_or_part(to_builtin(here), to_builtin(of), unit)
    return DerivedText(text, origins_of([here, of]), exact=str(here))


@trace_filter
def share(part: Any, whole: Any, digits: int = 1) -> Any:
    """The part's share of the whole as a percentage: 76.7%. Both numbers or both ledgers."""
    ratio = records.share(part, whole)
    return DerivedText(wording.percent(ratio.value, digits), ratio.origins)


@trace_filter
def history(
    value: Any,
    years: Any,
    ledger: str = "",
    field: str = "",
    form: str = "",
    unit: str = "",
    lead: str = "",
    **wanted: Any,
) -> Any:
    """What this year is among the years before: 创近五年新高, 连续三年增长, 近三年累计96件.

    `years` is 历年, `ledger` what to look at in each of them, `field` a number to add up there;
    further names pick records as in `where`; without a ledger the years are numbers already.
    `form` is 新高, 连续 or 累计; without it the first of 新高 and 连续 that the data prove. What
    the data do not prove is not said.
    """
    if not isinstance(years, (list, tuple)):
        raise Incomputable("failing.unfit", "no years")
    before = [_number_in_year(year, ledger, field, wanted) for year in years]
    if any(map(is_known_roughly, [value, *before])):
        return DerivedText("", origins_of(value))
    if (gap := find_first_gap(before, deep=False)) is not None:
        return gap
    now = _parse_ratio(count_records(value))
    text = wording.history(to_builtin(now), [to_builtin(each) for each in before], form, unit, lead)
    return DerivedText(text, origins_of([now, *before]), exact=str(now) if text else "")


def _number_in_year(year: Any, ledger: str, field: str, wanted: Any) -> Any:
    """The number of an earlier year: of the records picked, or a number that stands there.

    Without a ledger it is what is counted there.
    """
    if not ledger:
        return _parse_ratio(count_records(year))
    if not isinstance(year, Record):
        raise Incomputable("failing.unfit", "no year")
    held = year[ledger]
    if isinstance(held, (Figure, Gap, RoughNumber)):
        return held
    picked = records.where(held, **wanted)
    return records.total(picked, field) if field else count_records(picked)


def count_records(value: Any) -> Any:
    """A ledger as the number of its things; anything else as it is."""
    return records.count(value) if isinstance(value, Records) else value


def default(value: Any, other: Any = "", boolean: bool = False) -> Any:
    """The value, or another one where the data lack it.

    A number that stands in for a lacking one has the record that lacks it as its origin.
    """
    if isinstance(value, Gap):
        return with_origins(other, (value,)) if isinstance(other, int) else other
    return other if isinstance(value, Undefined) or (boolean and not value) else value


_OWN: tuple[Filter, ...] = (
    Filter(trace_filter(records.count), "数量", "数一数有多少；一条记录写了“数量”就按数量算",
           "{{ 会议|数量 }}次", "46次"),
    Filter(trace_filter(records.total), "合计", "把一个数字项加起来",
           '{{ 商量|合计("人数") }}人次', "1210人次", names_fields=True),
    Filter(trace_filter(records.where), "筛选", "挑出符合条件的记录：某项等于某值，或某项填了",
           '{{ 会议|筛选(类别="党组会议")|数量 }}次', "13次", names_fields=True),
    Filter(trace_filter(records.without), "排除", "去掉符合条件的记录，条件的写法和筛选一样",
           '{{ 提案|排除(办理结果="已解决")|数量 }}件', "9件", names_fields=True),
    Filter(trace_filter(records.column), "取", "取出一项的各个值，重复的只取一次",
           '{{ 商量|取("主题")|列举(2) }}', "守望家风、关爱青少年健康成长等", names_fields=True),
    Filter(trace_filter(records.ordered), "排序", "按一项排序",
           '{%tr for m in 会议|排序("日期") %}', names_fields=True),
    Filter(trace_filter(records.groups), "分组", "按一项分组，得到名称和数量",
           '{% for 名, 数 in 会议|分组("类别") %}…{% endfor %}', names_fields=True),
    Filter(share, "占比", "部分占整体的百分比",
           '{{ 信息|筛选("采用")|占比(信息) }}', "4.8%"),
    Filter(breakdown, "其中", "总数的各个分项，合计核对过",
           '{{ 提案|其中("办理结果", "件") }}', "已解决23件、正在解决7件、列入规划2件",
           names_fields=True),
    Filter(itemized, "分列", "分组以后逐项写出来，各项加起来就是总数；分列 从多到少 5 只写前5项",
           '{{ 提案|分组("办理结果")|分列(unit="件") }}', "已解决23件、正在解决7件、列入规划2件"),
    Filter(all_of, "均", "部分就是全部时写“均”，不是时写“其中几期”",
           '{{ 呈阅件|筛选("批示")|均(呈阅件, "期") }}', "均"),
    Filter(history, "近年", "创近几年新高、连续几年增长、近几年累计；数据证明不了就什么也不印",
           '{{ 提案|近年(历年, "提案", lead="，") }}', "，创近三年新高"),
    Filter(trace_filter(wording.days), "天数", "两个日期相隔几天；both=true 首尾两天都算",
           "{{ 会议[-1].日期|天数(会议[0].日期) }}天", "354天"),
    Filter(default, "默认", "数据没有这一项时用别的代替",
           '{{ t.地点|默认("本区") }}', "本区"),
    Filter(word_objects.rich, "字形", "设了字形的文字，用 {{r }} 印出",
           '{{r t.案由|字形(加粗=true, 字号="三号") }}'),
    Filter(pictures.image, "图片", "数据里写明的图片，宽、高按毫米，都不写就照它自己的大小",
           "{{ 照片|图片(60) }}"),
    Filter(word_objects.document, "文档", "数据里写明的Word文档，用 {{p }} 整篇放进来",
           "{{p 附件文件|文档 }}"),
)  # fmt: skip
"""Every filter that computes, or makes what only Word has."""


def _parse_ratio(value: Any) -> Any:
    """A percentage as a share prints it, as a ratio; anything else as it is."""
    if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?%", value):
        return Figure(Decimal(value[:-1]) / 100, origins_of(value))
    return value


_COMPARED = {"counts": count_records, "rates": _parse_ratio}


def _adapt(row: Filter) -> Filter:
    """A filter of wording, made to take and give figures and texts with origins."""
    function = adapt_wording(row.function)
    if row.compares:
        function = adapt_comparison(function, _COMPARED[row.compares])
    return replace(row, function=function)


FILTER_TABLE: tuple[Filter, ...] = (*_OWN, *map(_adapt, wording.FILTERS))
"""Every filter of drafter's own."""


def build_filters() -> dict[str, Function]:
    """Every filter of drafter's own under both its names."""
    own = {name: row.function for row in FILTER_TABLE for name in (row.english, row.chinese)}
    return {**own, "d": default}


LEDGER_FILTERS = frozenset(row.english for row in FILTER_TABLE if row.names_fields)
"""Filters whose arguments are names of a ledger's fields (English names)."""

ROLES = {
    **dict.fromkeys(
        "number thousands approx wan liang several ordinal wide rich".split(), "spelling"
    ),
    **dict.fromkeys("listing titles quoted date itemized all_of".split(), "wording"),
    **dict.fromkeys("yoy change points history".split(), "comparing"),
    **dict.fromkeys("ordered default d sort list reverse unique round abs int".split(), "keeping"),
    **dict.fromkeys("groups groupby".split(), "grouping"),
    **{
        "where": "picking",
        "without": "excluding",
        "count": "counting",
        "total": "adding",
        "column": "listing",
    },
    **{"share": "sharing", "breakdown": "parting", "length": "measuring", "percent": "percent"},
}
"""What a filter does to a figure's name and unit (English names): a spelling changes only how it
looks, wording makes a text that is no figure, keeping leaves it what it is."""

EXAMPLES = {name: row.tag for row in FILTER_TABLE for name in (row.english, row.chinese)}
ENGLISH = {row.chinese: row.english for row in FILTER_TABLE}
