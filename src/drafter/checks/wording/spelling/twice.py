"""Characters and words that stand there twice: 名名居民, 社区区开展, 将依法将, 进行了……的进行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.wording.patterns import HAN
from drafter.checks.wording.spelling.cutting import list_words_around, read_tails

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
_CLAUSE = re.compile(f"[{HAN}\\d“”《》]+")
_LONG, _LONGER = 4, 6
"""A clause of so many characters, the shorter behind 、, is said but once."""
_MEASURES = frozenset("名个次项件份户位届场篇条家座批期届亩元人")
"""These are said twice, but not behind a figure: 户户通电, 320名名."""
_AUXILIARIES = frozenset(
    "将已均各于与及并从向被把由在前请现其此该则即若如因故但而或且再又仍未不无要须使让给以可有为所每更最就也是对和的地得了副还又"
)
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
_NOT_TWICE = (
    "在在建",
    "部门门户",
    "其其格",
    "步步",
    "点点滴滴",
    "实实在在",
    "源源",
    "合合",
    "真真",
    "量量",
)
_MAY_BEGIN = frozenset(
    "市区县省镇乡局办部厅院校会国村所站队署组科处室司厂馆园党团社军州街行庭班店户院人员长年月日天时周岁页层级期次批"
    "股课科欣镀系煤车图油审金矿房楼桥路河湖海江山水田林木石沙土火电气风雨雪药茶酒饭菜衣鞋帽机床钟表报诗词曲歌舞剧片"
    "在对和为以与于被把从将由向给让使比用因如应要会能可有无不是都就再更最很太每这那本某的地得了着过"
    "上下中内外前后左右东西南北大小多少好新老高低长短快慢早晚一二三四五六七八九十百千万两几数半"
    "当看听说想走试谈问聊写画读念学做补改修打把串玩歇等找管比估掂数种尝摸碰动跑查议评算修洗擦扫量转逛唱跳练"
    "斯西尔拉达巴阿哈马卡爸妈爷奶哥姐弟妹叔姑公婆宝星人家处时事步层件个代条样点滴样常"
)
"""A noun that ends in one of these may stand before a word that begins so (县县长, 党委|委员); the others
are said by themselves, or twice: 在|在建, 看|看书."""
_SOUNDS = frozenset("哈呵嘿嘻哗啦哇咚咯叮嘟隆啊唉嗒轰呼滴八一二三四五六七九零人了的多户")
"""These are said three times."""
_EACH = frozenset("村县乡镇区户家人天年月日")
"""Said twice these are each of them, and the word before may end in one: 建制村村村通客车."""
_BEFORE_DEED = frozenset("要应须能会可也都就再更并将已均各")
_BEFORE_THING = frozenset("已未应实新所代私乱")
"""Behind these a deed of one character stands, of the thing that follows: 已收|收入."""
_OFFICES = frozenset("市区县省镇乡局办部厅院校会")
_BEFORE_OFFICE = frozenset("由对向从经被与和将把为据按请以让给受及同")
"""Between one of these and a name of an office no place can stand: 由市市委, but 萍乡市市委."""
_BOUND = frozenset(
    "专丰享估促倡催充健凝勘协卓叙咨唤善围坚培奉奋契妥妨姿媒宣宪履崇巡巩彰惯慎慰招推措携撤擅旅暂构"
    "标梳概欢欺涉涵滋激焕熟独献瓶疏监督研砥磋积究竞筹繁纠统经绩维综聚艰范营衰规训诉误谨贡贯赓践"
    "辅辐违适逐遏酝鉴锻阐陈障震预频枢馈弘殖绍础歧祉捍竣纾浚讼娱惕溉缮限况"
)
"""With these words begin; none of them is a word that a clause may end with."""
_CUT_OFF = re.compile(rf"(?<=[{HAN}])[{''.join(sorted(_BOUND))}](?=[，。；]|的(?!确|士|话))")
_NEVER_ALONE = re.compile(
    f"(?<=[{HAN}])[务统际构织究策况息础努措态阶督纷彻艰映贯绩括综繁效资议纪监培限职](?=[{HAN}])"
)
"""Characters that are no word, and make no name of three signs with a word beside them: 服质量 may be
a firm, 务质量 is what is left of 服务质量."""
_BESIDE = frozenset("的了和与及等对将把被要应须已未就都也为在从向由")
"""Small words: what stands beside one of them is not a part of it."""
_ALSO_VERBS = frozenset("限捍撤催献围唤疏激纠竞择推倡缓训标熟准")
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
        is_listed = is_counted or is_end or is_office or sign in _AUXILIARIES
        if is_end and text[end : end + 1] == "而":  # 重点检查查而未改的问题
            continue
        if text[end : end + 1] == sign != before and sign not in _SOUNDS | _EACH:
            yield start, end + 1
            continue
        is_bound = sign not in _MAY_BEGIN
        if not (is_listed or is_bound):
            continue
        if text.startswith(_NOT_TWICE, start - 1) or text.startswith(_NOT_TWICE, start):
            continue
        spans = list_words_around(text, start, end)
        first = next((span for span in spans if span[0] <= start < span[1]), None)
        if first is None or first[1] != start + 1:
            continue
        is_alone, is_single = (start + 1, end) in spans, first[0] == start
        if is_alone:
            is_wrong = is_listed and is_single != is_end
        else:
            is_wrong = is_bound and _begins_twice(text, start, first[0])
            is_wrong = is_wrong or (is_office and is_single)
        if is_wrong:
            yield start, end


def _begins_twice(text: str, at: int, first: int) -> bool:
    """Whether the first character of a word stands before it: 推推进, 要加加强; but not 依依恋恋."""
    sign, before, behind = text[at], text[at - 1 : at], text[at + 2 : at + 4]
    is_even = len(set(behind)) == 1 or text[at - 2 : at - 1] == before
    if is_even or behind[:1] in "子头":  # 钉钉子
        return False
    if first < at:
        return first == at - 1 and text[first] in _BEFORE_DEED
    return before not in _BEFORE_THING and not (before and sign in read_tails(before))


def find_parted(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands there again after a few words, and the word."""
    for found in _PARTED.finditer(text):
        word = next(found[group] for group in (1, 3, 4, 5, 7) if found[group])
        end = found.end()
        start = end - len(word) if found[7] else found.start()
        spans = list_words_around(text, start, end)
        if (start, start + len(word)) in spans and (end - len(word), end) in spans:
            yield start, end, word
    clauses = list(_CLAUSE.finditer(text))
    for one, other in pairwise(clauses):
        mark, said = text[one.end() : other.start()], other[0]
        least = {"、": _LONG, "，": _LONGER}.get(mark, len(said) + 1)
        is_whole = one[0] in (said, f"为{said}") and mark in ("、", "，")
        is_again = is_whole or (len(said) >= least and one[0].endswith(said))
        if is_again and len(said) >= _LONG and text[other.end() : other.end() + 1] in "，、。；":
            yield *other.span(), said


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
    for found in _NEVER_ALONE.finditer(text):
        at = found.start()
        spans = list_words_around(text, at, at + 1)
        if (at, at + 1) not in spans:
            continue
        beside = [span for span in spans if at in span or at + 1 in span]
        words = [text[first:last] for first, last in beside if first != at]
        is_free = all(len(word) > 1 or word in _BESIDE for word in words)
        if len(words) == 2 and is_free and max(map(len, words)) > 1:
            yield min(first for first, _ in beside), max(last for _, last in beside)
