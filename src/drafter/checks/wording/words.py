"""Words that are mistaken for others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.wording.patterns import find_pattern
from drafter.engine.page_text import PageText

_WORDS = {
    "其它": "其他", "帐目": "账目", "帐户": "账户", "帐单": "账单", "帐号": "账号",
    "法制建设": "法治建设",
    "必须的": "必需的", "截止": "截至",
}  # fmt: skip
_SAFE = ("其它", "截止", "帐目", "帐户", "帐单", "帐号")
_MISTAKEN = re.compile(
    r"其它|帐[目户单号]|法制建设|截止(?=\s*(?:到|至)?\s*(?:\d|目前|今年|本月|去年|年底|月底|[上下]半年))"
    r"|必须的(?=条件|物资|经费|资金|用品|材料|设备|装备|资料|投入|人员|支出|物品|工具|手续)"
    r"|反应(?=(?:社情民意|民意|诉求|情况|意见|群众|问题))|交待(?=(?:任务|工作|清楚|要求))"
)


def find_mistaken_words(page: PageText) -> Iterator[Hit]:
    """D450: 其它, 截止 with a time, 帐户 and others that have a right form."""
    for hit in find_pattern(page, "D450", _MISTAKEN):
        word = page.lines[hit.line].text[hit.start : hit.end]
        right = {"反应": "反映", "交待": "交代", **_WORDS}[word]
        values = {"text": word, "right": right}
        yield hit._replace(values=values, instead=right if word in _SAFE else None)
