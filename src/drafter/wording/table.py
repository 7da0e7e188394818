"""The one table of wording filters: a row a filter, and what a row tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drafter.wording.changes import change, points, yoy
from drafter.wording.dates import date
from drafter.wording.lists import listing, quoted, titles
from drafter.wording.numbers import (
    approx,
    liang,
    number,
    ordinal,
    percent,
    several,
    thousands,
    wan,
    wide,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the template language: the function's name is its English name, the first line
    of the function's docstring what it does in English.

    tag, prints: an example, and what it prints of the shipped data; "" where that is no one text.
    compares: what is compared with the year before, "counts" or "rates"; "" where nothing is.
    names_fields: its arguments name fields of the ledger before it, and are checked against them.
    """

    function: Callable[..., Any]
    chinese: str
    chinese_summary: str
    tag: str
    prints: str = ""
    compares: str = ""
    names_fields: bool = False

    @property
    def english(self) -> str:
        return self.function.__name__

    @property
    def summary(self) -> tuple[str, str]:
        """What it does in one line, in Chinese and in English."""
        return self.chinese_summary, (self.function.__doc__ or "").partition("\n")[0]

    @property
    def example(self) -> tuple[str, str]:
        return self.tag, self.prints


FILTERS: tuple[Filter, ...] = (
    Filter(number, "数字", "数字照原样写，不加分隔符；可以写明保留几位小数",
           "{{ 提案|数量|数字 }}件", "32件"),
    Filter(thousands, "千分位", "每三位加一个逗号：1,234,567；可以写明保留几位小数",
           '{{ 商量|合计("人数")|千分位 }}人次', "1,210人次"),
    Filter(wide, "全角", "数字写成全角，放在最后：46写成４６，|千分位|全角 写成１，２１０",
           "{{ 提案|数量|全角 }}件", "３２件"),
    Filter(approx, "约数", "把次数写成约数，只舍不入：43写成40余；step=100 写到整百；200余 照原样",
           "{{ 会议|数量|约数 }}次", "40余次"),
    Filter(wan, "万", "大数用万或亿作单位，只舍不入：29323写成2.9万",
           "{{ 29323|万 }}件", "2.9万件"),
    Filter(percent, "百分比", "把比值写成百分数：0.767写成76.7%",
           "{{ 0.767|百分比 }}", "76.7%"),
    Filter(liang, "两", "量词前的小数目用汉字，2写成两：两次、三件",
           '{{ 协商|取("议题")|length|两 }}项', "两项"),
    Filter(several, "几", "一共几个，用汉字：镇、街 是两级；0 写成0",
           '{{ 协商|取("议题")|几 }}项', "两项"),
    Filter(ordinal, "序号", "把数字写成汉字序号：12写成十二",
           "第{{ 12|序号 }}次", "第十二次"),
    Filter(listing, "列举", "把清单依次列出，可以只列前几项再加“等”：甲、乙等5期",
           '{{ 呈阅件|取("主题")|列举(2, 5, "期") }}', "安置房建设、西甜瓜产业发展等5期"),
    Filter(titles, "书名", "给一个或几个标题加书名号，里层改用〈〉：《甲》《乙》等3篇",
           '{{ 信息|取("题目")|书名(1, 3, "篇") }}', "《关于加强书籍循环利用的建议》等3篇"),
    Filter(quoted, "引号", "给一段或几段文字加引号，里层改用‘’：“甲”“乙”",
           '{{ 商量|取("主题")|引号(2) }}', "“守望家风”“关爱青少年健康成长”等"),
    Filter(date, "日期", "把日期写成汉语，月和日不补零：2021年3月5日",
           "{{ 成文日期|日期 }}", "2021年12月31日"),
    Filter(yoy, "同比", "比上年增长百分之几；没有上年的数据就什么也不印",
           '{{ 信息|同比(上年.信息, "篇", "，") }}', "，同比增长11.3%", "counts"),
    Filter(change, "较上年", "比上年多几件少几件；没有上年的数据就什么也不印",
           '{{ 提案|较上年(上年.提案, "件", "，") }}', "，较上年增加3件", "counts"),
    Filter(points, "百分点", "率比上年提高或下降几个百分点；没有上年的数据就什么也不印",
           '{{ 信息|筛选("采用")|占比(信息)|百分点(上年.信息|筛选("采用")|占比(上年.信息)) }}',
           "较上年提高2.1个百分点", "rates"),
)  # fmt: skip
"""Every filter that words a value; those that compute stand in the engine's table."""
