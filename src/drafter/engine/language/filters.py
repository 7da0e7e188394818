"""The words of the template language: drafter's filters, and Jinja's own made to keep origins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jinja2.runtime import Undefined

from drafter import figures, wording
from drafter.engine.language import jinja_filters, word_objects
from drafter.engine.language.adapters import (
    Function,
    adapt_comparison,
    adapt_wording,
    find_first_gap,
    to_builtin,
    trace_filter,
    with_origins,
)
from drafter.engine.language.display import DerivedText
from drafter.figures import Figure, Gap, Records, origins_of


@dataclass(frozen=True, slots=True)
class TemplateFilter:
    """A filter: its English and Chinese names, one line in each language, and an example."""

    english: str
    chinese: str
    summary: tuple[str, str]
    example: tuple[str, str]
    function: Function


def breakdown(records: Any, field: str, unit: str = "", whole: Any = None) -> Any:
    """The parts of a ledger by a field: 党组会议12次、常委会会议10次. They sum to the whole."""
    groups = figures.FUNCTIONS["groups"][1](records, field)
    text = wording.breakdown(
        [(str(name), to_builtin(n)) for name, n in groups], unit, to_builtin(whole)
    )
    parts = tuple((f"{name}{wording.number(n.value)}{unit}", n.origins) for name, n in groups)
    return DerivedText(text, origins_of(records), parts)


def share(part: Any, whole: Any, digits: int = 1) -> Any:
    """The part's share of the whole as a percentage: 76.7%. Both numbers or both ledgers."""
    ratio = figures.FUNCTIONS["share"][1](part, whole)
    return DerivedText(wording.percent(ratio.value, digits), ratio.origins)


def history(
    value: Any, years: Any, ledger: str, field: str = "", form: str = "", unit: str = "",
    lead: str = "", **wanted: Any,
) -> Any:  # fmt: skip
    """What this year is among the years before: 创近五年新高, 连续三年增长, 近三年累计96件.

    `years` is 历年, `ledger` what to look at in each of them, `field` a number to add up there;
    further names pick records as in `where`. `form` is 新高, 连续 or 累计; without it the first
    of 新高 and 连续 that the data prove. What the data do not prove is not said.
    """
    before = [_number_in_year(year, ledger, field, wanted) for year in years]
    if (gap := find_first_gap(before, deep=False)) is not None:
        return gap
    now = count_records(value)
    text = wording.history(to_builtin(now), [to_builtin(each) for each in before], form, unit, lead)
    return DerivedText(text, origins_of([now, *before]), exact=str(now) if text else "")


def _number_in_year(year: Any, ledger: str, field: str, wanted: Any) -> Any:
    """The number of an earlier year: of the records picked, or a number that stands there."""
    held = year[ledger]
    if isinstance(held, (Figure, Gap)):
        return held
    picked = figures.FUNCTIONS["where"][1](held, **wanted)
    return figures.FUNCTIONS["total"][1](picked, field) if field else count_records(picked)


def count_records(value: Any) -> Any:
    """A ledger as the number of its things; anything else as it is."""
    return figures.FUNCTIONS["count"][1](value) if isinstance(value, Records) else value


def default(value: Any, other: Any = "", boolean: bool = False) -> Any:
    """The value, or another one where the data lack it.

    A number that stands in for a lacking one has the record that lacks it as its origin.
    """
    if isinstance(value, Gap):
        return with_origins(other, (value,)) if isinstance(other, int) else other
    return other if isinstance(value, Undefined) or (boolean and not value) else value


def is_defined(value: Any) -> bool:
    return not isinstance(value, (Gap, Undefined))


_COMPUTED: tuple[tuple[str, str, str, str, Function], ...] = (
    ("count", "数一数有多少；一条记录写了“数量”就按数量算", "{{ 会议|数量 }}次", "46次",
     figures.FUNCTIONS["count"][1]),
    ("total", "把一个数字项加起来", '{{ 商量|合计("人数") }}人次', "1210人次",
     figures.FUNCTIONS["total"][1]),
    ("where", "挑出符合条件的记录：某项等于某值，或某项填了", '{{ 会议|筛选(类别="党组会议")|数量 }}次',
     "13次", figures.FUNCTIONS["where"][1]),
    ("column", "取出一项的各个值，重复的只取一次", '{{ 商量|取("主题")|列举(2) }}', "守望家风、关爱青少年健康成长等",
     figures.FUNCTIONS["column"][1]),
    ("ordered", "按一项排序", '{%tr for m in 会议|排序("日期") %}', "", figures.FUNCTIONS["ordered"][1]),
    ("groups", "按一项分组，得到名称和数量", '{% for 名, 数 in 会议|分组("类别") %}…{% endfor %}', "",
     figures.FUNCTIONS["groups"][1]),
    ("share", "部分占整体的百分比", '{{ 信息|筛选("采用")|占比(信息) }}', "4.8%", share),
    ("breakdown", "总数的各个分项，合计核对过", '{{ 提案|其中("办理结果", "件") }}', "已解决23件、正在解决7件、列入规划2件",
     breakdown),
    ("history", "创近几年新高、连续几年增长、近几年累计；数据证明不了就什么也不印",
     '{{ 提案|近年(历年, "提案", lead="，") }}', "，创近三年新高", history),
    ("default", "数据没有这一项时用别的代替", '{{ t.地点|默认("本区") }}', "本区", default),
    ("rich", "设了字形的文字，用 {{r }} 印出", '{{r t.案由|字形(bold=true) }}', "", word_objects.rich),
    ("image", "数据里写明的图片，宽按毫米", "{{ 照片|图片(60) }}", "", word_objects.image),
    ("document", "数据里写明的Word文档，用 {{p }} 整篇放进来", "{{p 附件文件|文档 }}", "", word_objects.document),
)  # fmt: skip
_EXAMPLES = {
    "number": ("{{ 提案|数量|数字 }}件", "32件"),
    "approx": ("{{ 会议|数量|约数 }}次", "40余次"),
    "wan": ("{{ 29323|万 }}件", "2.9万件"),
    "percent": ("{{ 0.767|百分比 }}", "76.7%"),
    "liang": ('{{ 协商|取("议题")|length|两 }}项', "两项"),
    "ordinal": ("第{{ 12|序号 }}次", "第十二次"),
    "listing": ('{{ 呈阅件|取("主题")|列举(2, 5, "期") }}', "安置房建设、西甜瓜产业发展等5期"),
    "titles": ('{{ 信息|取("题目")|书名(1, 3, "篇") }}', "《关于加强书籍循环利用的建议》等3篇"),
    "quoted": ('{{ 商量|取("主题")|引号(2) }}', "“守望家风”“关爱青少年健康成长”等"),
    "date": ("{{ 成文日期|日期 }}", "2021年12月31日"),
    "yoy": ('{{ 信息|同比(上年.信息, "篇", "，") }}', "，同比增长11.3%"),
    "change": ('{{ 提案|较上年(上年.提案, "件", "，") }}', "，较上年增加3件"),
    "points": (
        '{{ 信息|筛选("采用")|占比(信息)|百分点(上年.信息|筛选("采用")|占比(上年.信息)) }}',
        "较上年提高2.1个百分点",
    ),
}
_CHINESE = {name: chinese for name, (chinese, _) in figures.FUNCTIONS.items()} | {
    "breakdown": "其中", "default": "默认", "history": "近年", "rich": "字形", "image": "图片", "document": "文档",
}  # fmt: skip


def _first_doc_line(function: Function) -> str:
    return (function.__doc__ or "").partition("\n")[0]


def _build_table() -> tuple[TemplateFilter, ...]:
    computed = tuple(
        TemplateFilter(name, _CHINESE[name], (summary, _first_doc_line(function)), (example, result),
             function if name in ("default", "rich", "image", "document") else trace_filter(function))
        for name, summary, example, result, function in _COMPUTED
    )  # fmt: skip
    spoken = tuple(
        TemplateFilter(english, chinese, wording.SUMMARIES[english], _EXAMPLES[english],
             _make_wording_filter(english))
        for english, chinese in wording.NAMES
        if english not in ("breakdown", "history")
    )  # fmt: skip
    return computed + spoken


def _make_wording_filter(english: str) -> Function:
    function = adapt_wording(wording.FILTERS[english])
    if english not in ("yoy", "change", "points"):
        return function
    return adapt_comparison(function, _parse_ratio if english == "points" else count_records)


def _parse_ratio(value: Any) -> Any:
    """A percentage as a share prints it, as a ratio; anything else as it is."""
    if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?%", value):
        return Figure(Decimal(value[:-1]) / 100, origins_of(value))
    return value


FILTER_TABLE: tuple[TemplateFilter, ...] = _build_table()
"""Every filter of drafter's own."""


def build_filters() -> dict[str, Function]:
    """All filters a template may use, by name: Jinja's, then drafter's under both names."""
    lifted = jinja_filters.adapt_jinja_filters()
    for word in FILTER_TABLE:
        lifted[word.english] = lifted[word.chinese] = word.function
    return {**lifted, "d": default}


LEDGER_FILTERS = {"where", "ordered", "column", "total", "groups", "breakdown"}
"""Filters whose arguments are names of a ledger's fields (English names)."""

EXAMPLES = {name: word.example[0] for word in FILTER_TABLE for name in (word.english, word.chinese)}
NAMES = frozenset(build_filters())
"""All filters that a template may use."""
ENGLISH = {word.chinese: word.english for word in FILTER_TABLE}

__all__ = [
    "ENGLISH",
    "FILTER_TABLE",
    "LEDGER_FILTERS",
    "NAMES",
    "Records",
    "TemplateFilter",
    "build_filters",
    "is_defined",
]  # fmt: skip
