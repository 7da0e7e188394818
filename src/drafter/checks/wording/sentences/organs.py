"""Names of offices whose words stand in another order, are joined by 和, or are like words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import permutations

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import TITLES

_END = re.compile("委员会|总局|中心|办公室|指挥部|服务站|[大支总]队|[局厅部委会院站室区]")
_JOINERS = ("", "和", "与", "及")
_LIKE = {
    "农业": "农牧业 农林", "农村": "乡村", "生态": "", "环境": "环保 环境保护", "住房": "住宅", "城乡": "城镇 城市 乡城", "建设": "建筑 规划建设局", "人力资源": "人才资源 人力资料", "社会保障": "社会保险 社会保证",
    "信息化": "信息 信息产业", "卫生": "医疗", "健康": "保健 康健", "改革": "改良", "旅游": "旅行", "退役军人": "退伍军人 复转军人 退休军人", "事务": "服务 管理 保障 工作", "管理": "监管 监察",
    "监督": "监察 监管 管制", "保障": "保险 保证", "运输": "输运", "执法": "执行 法执", "审批": "审核 审查", "振兴": "复兴 振新", "登记": "登计 注册", "保健": "健康 康健", "数据": "数字",
    "便民": "民便 利民", "援助": "支援", "救援": "救护 支援", "精神": "思想", "爱国": "全国", "防汛": "防洪", "武装": "武警", "福利": "福祉", "救助": "援助", "物资": "物质", "储备": "储蓄 贮备", "预防": "防预 防疫", "控制": "防控", "交易": "贸易", "检查": "监查 监察", "联合": "协 协会联合",
}  # fmt: skip
"""What is written for a word of a name by those who do not know it."""
_KNOWN = frozenset(
    "住房和建设局 城市和住房建设局 环境保护局 环境保护部 环境保护厅 生态环境保护局 生态环境保护委员会 城镇住房保障局 机关事务服务中心 残疾人协会 妇女协会 城市监管局 市场监管局 市场监督局 "
    "健康医疗局 医疗健康委员会 疾病预防防控中心 交通运输部 医疗卫生局 应急监管局 金融监管局 金融监管总局 药品监管局 综合行政执行局 国有资产监管委员会 农林农村局 城乡建设和住房局 文化旅游和广电局".split()
)
_WRONG_ENDS = (
    "局委员会",
    "委员局",
    "局员会",
    "局总局",
    "厅局",
    "部局",
    "委局",
    "局厅",
    "委员部",
    "委员会局",
    "厅部",
    "部厅",
    "委员厅",
)
"""Two ends mixed into one; behind them no title may begin: 厅局级."""
_GOES_ON = frozenset("长级负主领堂部")
_PAST = re.compile("原|时任|当时|曾|旧称|更名|改名|组建|合并|撤销|前身")


def find_misnamed_organs(page: PageText) -> Iterator[Hit]:
    """D450: 农村农业局, 卫生和健康委员会, 市场监察管理局."""
    wrong = _index_wrong()
    for index, line in enumerate(page.lines):
        text, end, titles = line.text, 0, None
        for mark in _END.finditer(text):
            found = _find_longest(text, max(end, mark.end() - _LONGEST), mark.end(), wrong)
            if not found or _PAST.search(text) or _goes_on(text, mark.end()):
                continue
            start, right = found
            end = mark.end()
            titles = list(TITLES.finditer(text)) if titles is None else titles
            if not any(each.start() <= start < each.end() for each in titles):
                yield Hit("D450", index, start, end, {"text": text[start:end], "right": right})


_LONGEST, _SHORTEST = 17, 4


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1] in _GOES_ON


def _find_longest(
    text: str, first: int, end: int, wrong: Mapping[str, str]
) -> tuple[int, str] | None:
    for start in range(first, end - _SHORTEST + 1):
        if right := wrong.get(text[start:end]):
            return start, right
    return None


@keep_table
def _index_wrong() -> Mapping[str, str]:
    """Each wrong name, and the right one."""
    wrong: dict[str, str] = {}
    right = set(_KNOWN)
    for words, ends in read_rows("organs"):
        parts = words.split("·")
        plain = [each for each in parts if each != "和"]
        for end in ends.split():
            right |= {"".join(parts) + end, "".join(plain) + end}
            for name in _list_slips(plain):
                wrong.setdefault(name + end, "".join(parts) + end)
            for other in _WRONG_ENDS:
                wrong.setdefault("".join(parts) + other, "".join(parts) + end)
                wrong.setdefault("".join(plain) + other, "".join(plain) + end)
    return {name: wrong[name] for name in wrong if name not in right}


def _list_slips(words: list[str]) -> Iterator[str]:
    """The words in every order, with something between two of them, or one of them like another."""
    for order in permutations(words):
        for at in range(1, len(order)) if len(order) > 1 else ():
            for joiner in _JOINERS:
                yield "".join(order[:at]) + joiner + "".join(order[at:])
    for at, word in enumerate(words):
        for other in _LIKE.get(word, "").split():
            yield "".join((*words[:at], other, *words[at + 1 :]))
