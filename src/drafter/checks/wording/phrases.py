"""Sentences and set phrases: patterns mixed into each other, fixed wordings, names that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import QUOTED, SPOKEN, find_pattern
from drafter.engine.page_text import PageText

_FORMER = re.compile(
    r"原|时任|当时|曾|前身|旧址|年前|退休|更名|改名|划转|整合|合并|挂牌|组建|19\d\d年|20(?:0\d|1[0-8])年"
)
"""Words of a line that tells of the past, when the office had that name."""


def find_faulty_sentences(page: PageText) -> Iterator[Hit]:
    """D459: 目的是为了, 通过……使, 与去年增长, 防止不再: two patterns in one, or a word twice."""
    yield from _find_rows(page, "D459", "grammar", QUOTED)


def find_set_phrases(page: PageText) -> Iterator[Hit]:
    """D458: 坚定“四个意识”, 台湾等国: what is always said in one way, said in another."""
    yield from _find_rows(page, "D458", "phrases", SPOKEN)


def _find_rows(page: PageText, code: str, name: str, but: re.Pattern[str]) -> Iterator[Hit]:
    """What the rows of a list find."""
    for words, written, right in read_rows(name):
        pattern = keep_pattern(written)
        for hit in find_pattern(page, code, pattern, but=but, signs=words.split()):
            yield hit._replace(values={**hit.values, "right": right})


@cache
def _compile_former_names() -> re.Pattern[str]:
    names = sorted((row[0] for row in read_rows("renamed")), key=len, reverse=True)
    return keep_pattern(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[区市县省州镇与向由请访赴到同察研问入往对邀约从让及该各会了的有])|(?<=国家)|(?<=[按对依配参遵][照据合]))(?:{'|'.join(names)})(?![长级门队分限势域促])"
    )


def find_former_names(page: PageText) -> Iterator[Hit]:
    """D458: 区工商局, 卫计委: the office has another name today."""
    names = {name: today for name, today in read_rows("renamed")}
    for hit in find_pattern(page, "D458", _compile_former_names(), but=QUOTED):
        if not _FORMER.search(page.lines[hit.line].text):
            yield hit._replace(values={**hit.values, "right": names[str(hit.values["text"])]})


_ADVERBS = (
    "认真|积极|深入|扎实|较好|很好|更好|主动|不断|有效|全面|切实|充分|及时|严格|稳步|逐步|科学|合理|广泛|大力|努力|着力|精心|热情|自觉"
    "|圆满|顺利|成功|创造性|准确|精准|牢固|牢牢|坚决|坚定|始终|持续|细致|耐心|踊跃|热烈|大胆|明确|明显|显著"
    "|大幅度|最大限度|更加有效|进一步|迅速|快速|快捷|虚心|刻苦|勤奋|细心|真诚|真正|有序|有力|实实在在|扎扎实实|认认真真|踏踏实实|源源不断"
)
_VERBS = (
    "开展|完成|推进|落实|做好|抓好|贯彻|执行|履行|参与|参加|组织|解决|提高|促进|推动|加强|服务|反映|宣传|学习|调研|研究|分析|总结|梳理|听取"
    "|办理|处理|化解|改善|提升|提出|提供|支持|配合|协调|督促|督办|指导|引导|保障|保证|维护|实现|发挥|发扬|运用|利用|使用|建立|完善|制定|修订"
    "|掌握|了解|把握|理解|领会|认识|体现|展示|展现|反映|回应|回答|满足|团结|凝聚|汇聚|增强|强化|深化|优化|细化|转化|改进|纠正|查找|查摆|整改"
    "|投入|投身|融入|坚持|遵守|按照|围绕|结合|撰写|编写|整理|收集|征集|走访|看望|慰问|联系|沟通|交流|讨论|发言|建言|献策|履职|尽责|工作|帮助"
)
_HEADS = "作用|态度|办法|机制|措施|情况|效果|意义|方案|环境|方式|能力|基础|平台|精神|作风|成效|成果|氛围|关系|经验|意见|力量|手段|途径|计划|体系|保障"
_DE_FOR_DI = re.compile(
    rf"(?:(?<=[，。；：、]|[们员要能会都委府局办])|^)(?:{_ADVERBS})的(?:{_VERBS})(?![型性者员组室院所课班会力度率量点式化])"
    rf"(?:了|好|各项|本职|有关|(?!得到|受到|获|取得|赢得|成为|让|使|是|为)[\u4e00-\u9fff]{{1,8}}(?=[，。；]|$))"
    rf"|(?:{_ADVERBS})的(?:{_VERBS})了(?=[\u4e00-\u9fff“《\d])"
)
_HEAD_END = re.compile(
    rf"(?:{_VERBS})[\u4e00-\u9fff]{{0,2}}(?:{_HEADS})|(?:{_HEADS}|性|度|感|力|的[\u4e00-\u9fff]{{1,6}})$"
)
_DEGREE = "很|不够|非常|十分|相当|更加?|比较|特别|还不够?|不太|太(?![空阳平])|越来越|极其|最为|较为?|有些|不怎么"
_FEW = "多|少|大|小|重要|必要|关键|是|有|普遍"
_DE_FOR_DE = re.compile(
    rf"(?:(?<=领会|落实|理解|掌握|完成|开展|进行|组织|发展|执行|推进|贯彻|学习|准备|表现|研究|办理|配合|协调|履行|发挥|体会|认识|把握|安排|部署|宣传|服务|保障|建设|管理|改造|反映|解决|处理|写作|布置|收集|整改)|(?<=[抓做办走干讲说写活变搞学管建用]))"
    rf"的(?:{_DEGREE})(?!{_FEW}|大|好的)[\u4e00-\u9fff]{{1,4}}(?=[，。；！]|$)"
)
_DI_FOR_DE = re.compile(
    r"(?:(?<=有了|有着|取得|得到|实现|获得)|(?<=[有了]))(?:很大|较大|显著|明显|长足|巨大|全面|较好|很好|进一步|极大|可喜|根本|有效|积极|深刻|新|大幅|稳步|快速)地"
    r"(?:提高|发展|进步|改善|提升|增强|变化|成绩|成效|进展|效果|突破|转变|成果|改进|增长|加强|作用|影响|贡献|支持|回报|解决|落实|保障|体现)(?=[，。；]|$)"
    r"|(?<=[\u4e00-\u9fff])地(?=(?:成绩|成效|作用|经验|意义|问题|基础|精神|环境|目标|任务|要求|氛围|道路)(?:[，。；]|$))"
)
_DE_FOR_DI_2 = re.compile(rf"(?:{_ADVERBS})得(?={_VERBS})")


def find_wrong_particles(page: PageText) -> Iterator[Hit]:
    """D480: 认真的开展, 领会的很深刻, 显著地提高 as a noun: 的, 地 and 得 each have their place."""
    for hit in find_pattern(page, "D480", _DE_FOR_DI):
        if not _HEAD_END.search(str(hit.values["text"]).partition("的")[2]):
            yield hit._replace(values={**hit.values, "right": "地"})
    for pattern, right in ((_DE_FOR_DE, "得"), (_DI_FOR_DE, "的"), (_DE_FOR_DI_2, "地")):
        for hit in find_pattern(page, "D480", pattern):
            yield hit._replace(values={**hit.values, "right": right})
