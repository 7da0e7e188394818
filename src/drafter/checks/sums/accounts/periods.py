"""Lists by the parts of a year, a month or a day, and the whole that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.checks.sums.quantities import Quantity

PERIOD = re.compile("全[年天日月周季期]|当[天日]|整[天月周]")
"""What the whole of such a list is told for."""
_OF_DAY = re.compile("上午|下午|晚上|夜间|白天|早上|中午|[上中下]旬|第[一二三四五][周天]|首日|次日")
IN_A_ROW = re.compile(
    "[^，。；、（\\d]{0,3}，(?:[本全该]?[年季月周]度?)?(?:一?共|总?共?计|累计|总计)[^，。；、（\\d]{0,6}"
)
"""What stands between a row that is told with 分别, and its whole."""


def are_of_period(parts: Sequence[Quantity]) -> bool:
    """上半年、下半年, the four quarters: all of a year; 上午、下午: of a day."""
    first = parts[0].lead if parts else ""
    if len(parts) > 1 and all(_OF_DAY.search(each.lead) for each in parts):
        return True
    return (len(parts) == 2 and all("半年" in each.lead for each in parts)) or (
        len(parts) == 4 and ("四个季度" in first or all("季度" in each.lead for each in parts))
    )
