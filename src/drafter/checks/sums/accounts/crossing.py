"""Parts that one person may be in several of: they are more than their whole by right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from drafter.checks.sums.quantities import Quantity, Reading

_CLASSES = (
    "党员|党派|团员|群众",
    "[男女妇]",
    "族",
    "岁|青年|老年|中年",
    "学历|博士|硕士|本科|大专|研究生|中专",
)


def are_of_two_kinds(parts: Sequence[Quantity]) -> bool:
    """Whether people are named by their party, sex, people, age or learning, and not all by one of
    these: one of them may be in several parts."""
    if parts[0].kind != "人":
        return False
    names = [each.lead.rstrip("的为有") for each in parts]
    if len({name[-2:] for name in names}) == 1:
        names = [name[:-2] for name in names]  # 在职党员, 女党员
    kinds = {
        next((n for n, words in enumerate(_CLASSES) if re.search(words, name)), -1)
        for name in names
    }
    return len(kinds) > 1


_LEAVING = re.compile(
    "退休|调出|调离|辞职|离职|退出|退会|减少|注销|转出|流失|死亡|核减|核销|退还|支出|用去|扣除|淘汰|出栏|毕业|脱贫|拆除"
)


def make_up(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Whether the first of them are the whole, and what follows is said of it otherwise; or one of
    them is taken away: 原有42名，退休3名、新招聘5名，共有44名."""
    over = sum(each.value for each in parts) - whole.value
    if any(over == each.value * 2 and _LEAVING.search(each.lead) for each in parts):
        return True
    sums = accumulate(each.value for each in parts)
    return any(total == whole.value for total in list(sums)[1:-1])


def add_earlier(reading: Reading, whole: Quantity, parts: list[Quantity]) -> list[Quantity]:
    """加上补助收入……: the figure before that they are added to is a part too; that which fits."""
    ahead = [e for e in reading.quantities if e.end <= parts[0].start and e.unit == whole.unit]
    lacks = whole.value - sum(each.value for each in parts)
    slack = whole.slack + sum(each.slack for each in parts)
    fitting = [e for e in ahead if abs(lacks - e.value) <= slack + e.slack]
    return [*(fitting or ahead)[-1:], *parts]
