"""Characters and words that stand there twice: 名名居民, 社区区开展, 将依法将, 进行了……的进行."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.wording.patterns import HAN
from drafter.checks.wording.spelling.cutting import list_words_around

_PAIR = re.compile(rf"([{HAN}])\1")
_ADVERBS = "切实|进一步|认真|积极|坚决|全面|深入|大力|持续|不断|继续|努力|着力|充分|及时|严格|主动|坚持|扎实|高度|始终|逐步|加快|明显|有效|显著|较好|统一|共同|依法"
_PARTED = re.compile(
    rf"(?:(将|把|被|已|均|共)([{HAN}]{{1,4}})\1(?=[{HAN}])"
    rf"|(要|应|须|必须|应当|会|能|可|都|也|将要|需要)(?:{_ADVERBS})\3(?=[{HAN}]{{2}})"
    rf"|(得到|受到|取得|获得|实现|进行|开展)了?(?:{_ADVERBS}|大家|各方)\4(?=了|[{HAN}]{{2}})"
    rf"|(进行|开展|实施|组织)了([{HAN}]{{2,14}}的)\5(?=[{HAN}])"
    rf"|(?<![{HAN}])[^，。；]{{0,12}}(?:对|就)[^，。；]{{2,20}}(进行)[^，。；的]{{2,14}}\7(?=[，。；]|$))"
)
"""An auxiliary or a verb of no meaning of its own, and again after some words."""
_AGAIN = re.compile(
    rf"(?:(?<![{HAN}])|(?<=为))([{HAN}“”《》]{{4,24}})[，、]\1(?=[，、。；]|[{HAN}]{{2}})"
)
"""A clause or a thing, and at once the same again."""
_MEASURES = frozenset("名个次项件份户位届场篇条家座批期届亩元人")
"""These are said twice, but not behind a figure: 户户通电, 320名名."""
_AUXILIARIES = frozenset("将已均各于与及并从向被把由在前请现其此该则即若如因故但而或且再又仍未不无")
"""These are never said twice at once."""
_PARTS_OF_WORDS = frozenset(
    "员区案议题况构务策划求导织传训究益障施措境态展革育疗督履职责绩程序款额率"
)
"""These are, behind a word that ends in them, no word by themselves: 社区区, 提案案."""
_ENDS_OF_WORDS = frozenset(
    "行业放化动理查调作建设识力合强进推善升效质量济政治产系统制度验收集聚焦点示范围绕"
    "障碍确认真实际保护环节能源头部门户籍贯彻落察访问谈判断定管控防范接待遇"
)
"""Most of these are verbs and nouns too; behind their word and before 了 or another word they are not."""
_NOT_TWICE = ("部门门户", "其其格", "步步", "点点滴滴", "实实在在", "源源", "合合", "真真", "量量")
_OFFICES = frozenset("市区县省镇乡局办部厅院校会")
_BEFORE_OFFICE = frozenset("由对向从经被与和将把为据按请以让给受及同")
"""Between one of these and a name of an office no place can stand: 由市市委, but 萍乡市市委."""
_BOUND = frozenset(
    "专丰享估促倡催充健凝勘协卓叙咨唤善围坚培奉奋契妥妨姿媒宣宪履崇巡巩彰惯慎慰招推措携撤擅旅暂构"
    "标梳概欢欺涉涵渠滋激焕熟独献瓶疏监督研砥磋积究竞筹繁纠统经绩维综聚艰范营衰规训诉误谨贡贯赓践"
    "辅辐违适逐遏酝鉴锻阐陈障震预频"
)
"""With these words begin; none of them is a word that a clause may end with."""
_CUT_OFF = re.compile(rf"(?<=[{HAN}])[{''.join(sorted(_BOUND))}](?=[，。；]|的(?!确|士|话))")
_ALSO_VERBS = frozenset("撤催献围唤疏激纠竞择推倡缓训标熟准")
_BEFORE_VERB = re.compile("[不许能要可该应会想敢得再也都就必须来去我难易免快早先后紧一]$")
"""Behind these a verb of one sign ends a clause by right: 一所也不许撤."""
_BY_COUNT = re.compile("(?:^|(?<=[，。；]))[据经]$")


def find_doubled(text: str) -> Iterator[tuple[int, int]]:
    """The characters that stand there twice at once, though nobody says them so."""
    for pair in _PAIR.finditer(text):
        start, end = pair.span()
        sign, before = text[start], text[start - 1 : start]
        is_counted = before.isdigit() and sign in _MEASURES
        is_end, is_office = sign in _PARTS_OF_WORDS, sign in _OFFICES and before in _BEFORE_OFFICE
        is_end = is_end or (sign in _ENDS_OF_WORDS and not is_counted)
        if not (is_counted or is_end or is_office or sign in _AUXILIARIES):
            continue
        if text.startswith(_NOT_TWICE, start - 1) or text.startswith(_NOT_TWICE, start):
            continue
        spans = list_words_around(text, start, end)
        first = next((span for span in spans if span[0] <= start < span[1]), None)
        if first is None or first[1] != start + 1:
            continue
        is_alone = (start + 1, end) in spans
        is_before_office = is_office and first[0] == start and not is_alone
        if is_before_office or (is_alone and (first[0] < start) == is_end):
            yield start, end


def find_parted(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands there again after a few words, and the word."""
    for found in _PARTED.finditer(text):
        word = next(found[group] for group in (1, 3, 4, 5, 7) if found[group])
        end = found.end()
        start = end - len(word) if found[7] else found.start()
        spans = list_words_around(text, start, end)
        if (start, start + len(word)) in spans and (end - len(word), end) in spans:
            yield start, end, word
    for found in _AGAIN.finditer(text):
        yield found.end(1) + 1, found.end(), found[1]


def find_cut_off(text: str) -> Iterator[tuple[int, int]]:
    """据统，; 专项斗，; 体系建的: the words whose second character is missing, with the one before."""
    for found in _CUT_OFF.finditer(text):
        at = found.start()
        spans = list_words_around(text, at, at + 1)
        before = next((span for span in spans if span[1] == at), None)
        is_single = (at, at + 1) in spans
        if text[at] in _ALSO_VERBS and _BEFORE_VERB.search(text[:at]):
            continue
        if before and is_single and (at - before[0] > 1 or _BY_COUNT.search(text[:at])):
            yield before[0], at + 1
