"""The one table of filters: function, Chinese name, Chinese summary."""

from __future__ import annotations

from collections.abc import Callable

from drafter.wording.changes import change, history, points, yoy
from drafter.wording.dates import date
from drafter.wording.lists import breakdown, listing, quoted, titles
from drafter.wording.numbers import approx, liang, number, ordinal, percent, wan

Filter = Callable[..., str]

_TABLE: tuple[tuple[Filter, str, str], ...] = (
    (number, "数字", "数字照原样写，不加分隔符；可以写明保留几位小数"),
    (approx, "约数", "把次数写成约数，只舍不入：43写成40余"),
    (wan, "万", "大数用万或亿作单位，只舍不入：29323写成2.9万"),
    (percent, "百分比", "把比值写成百分数：0.767写成76.7%"),
    (liang, "两", "量词前的小数目用汉字，2写成两：两次、三件"),
    (ordinal, "序号", "把数字写成汉字序号：12写成十二"),
    (listing, "列举", "把清单依次列出，可以只列前几项再加“等”：甲、乙等5期"),
    (titles, "书名", "给一个或几个标题加书名号，里层改用〈〉：《甲》《乙》等3篇"),
    (quoted, "引号", "给一段或几段文字加引号，里层改用‘’：“甲”“乙”"),
    (breakdown, "其中", "写出总数的各个分项，并核对合计：党组会议12次、常委会10次"),
    (date, "日期", "把日期写成汉语，月和日不补零：2021年3月5日"),
    (yoy, "同比", "比上年增长百分之几；没有上年的数据就什么也不印"),
    (change, "较上年", "比上年多几件少几件；没有上年的数据就什么也不印"),
    (points, "百分点", "率比上年提高或下降几个百分点；没有上年的数据就什么也不印"),
    (history, "近年", "创近几年新高、连续几年增长、近几年累计；数据证明不了就什么也不印"),
)

NAMES: tuple[tuple[str, str], ...] = tuple((made.__name__, name) for made, name, _ in _TABLE)
"""The names of each filter: English, Chinese."""

FILTERS: dict[str, Filter] = {
    name: made for made, chinese, _ in _TABLE for name in (made.__name__, chinese)
}
"""Every filter under both its names."""

SUMMARIES: dict[str, tuple[str, str]] = {
    made.__name__: (summary, (made.__doc__ or "").partition("\n")[0]) for made, _, summary in _TABLE
}
"""What each filter does in one line: English name → (Chinese, English)."""
