"""的, 地 and 得 beside words that say how something is done: 积极的协调, 坚决得打击, 干的热火朝天."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_lines, read_rows, read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import HAN, QUOTED, find_pattern
from drafter.checks.wording.spelling.cutting import list_words_around

_PARTICLES = re.compile(
    "[的得]|(?<!宅基)地(?![方区位点块质理段图带址市级处税标铁域毯面上下表形震])"
)
_CLAUSE = re.compile("[，。；：、！？,;!?（）()“”《》]|$")
_BEGUN = re.compile(
    "(?:^|[，。；：、！？]|们|大家|自己|[他她我]|[要应能会将须需可]|必须|应当|可以|能够|需要|更加?|再|也|都|就|并|而|还|已经?|均|始终|一直|正在|正|不断|共同|继续|努力)$"
)
"""What stands before words of manner: of these no noun is said."""
_MUST = re.compile("(?:[要应将须]|必须|应当|能够|需要|更加|始终|一直|正在|继续|努力)$")
_NOW = re.compile("(?:正在|(?<![真公端改校修纠反更])正|必须|应当|务必)$")
"""Right behind these stands what is done, and never a noun."""
_SHORT_DEED = re.compile(
    f"(?:做(?![法人事派])|抓(?!手)|讲(?![话座解])|办(?![法公事])|守|盯|写(?![法作])|查(?![处])|答)[{HAN}]{{2}}"
)
"""A deed of one character with its object."""
_WITHIN = re.compile(
    "感谢|谢谢|经过|通过|由于|因为|在|靠|凭|有(?!关|的放|条不|针对)|是|作为|给予|提供|保持|形成|采取|作出|做出|发挥|起到|产生|得到|受到|取得|实现"
)
"""Where one of these stands before, what follows may be its noun: 在有关部门积极的介入下."""
_DONE = re.compile(
    "[了着过](?![解结程渡])|到(?![位期场会点底达])|出(?!台|席|租|资|访|行|版)|成(?![效果绩本员就立长])|好(?![评转])|各项|有关|相关|本职|起来"
)
_NOUNS = (
    "作用|态度|办法|机制|措施|情况|效果|意义|方案|环境|方式|能力|基础|平台|精神|作风|成效|成果|氛围|关系|经验|意见|力量|手段|途径|计划|体系|保障|标准|制度|要求"
    "|模式|方法|过程|程序|步骤|流程|水平|速度|状态|姿态|局面|势头|态势|形势|格局|趋势|思路|理念|意识|观念|习惯|纪律|规定|政策|工作|活动|信号|因素|一面|建议|评价|影响"
)
_AS_SUBJECT = re.compile("[使让令是为能可将给对和与及或]|得到|受到|成为|带来|值得|离不开|.{2}了")
"""Before these stands a noun: 积极的介入使问题得到化解, 一如既往的支持和帮助."""
_COMPARED = re.compile("[不较更最很太]$")
"""Behind these stands what a noun is like: 更充分的考虑时间, 不合理的负担项目."""
_HEADS = re.compile(
    f"^(?:{_NOUNS})|(?:{_NOUNS}|[型性者员组室院所课班会力度率量点式化感策下中时后前])$"
)
"""Heads of nouns that such words are said of: 严格的考核标准, 积极的推动作用."""
_DOERS = frozenset("村镇乡县市区局办委院校站所组队厅部处科室")
_GOING_ON = frozenset("推进 开展 进行 运行 运转 实施 展开 落实".split())
"""Deeds that are told with nothing behind them: 工作有条不紊的推进。"""
_OF_RESULT = re.compile("[到以知力当体出益分失名罪宠逞悉闲空住]")
"""得 is a part of a word with these: 得到, 得以."""
_NO_MANNER = re.compile("[很更不像令让使越较比相怎多好快差起过来去上下]|了(?!解)|非常|十分|如何")
_TWO_HAN = re.compile(f"[{HAN}]{{2}}")
_DEGREE = "很|不够|非常|十分|相当|更加?|比较|特别|还不够?|不太|太(?![空阳平])|越来越|极其|最为|较为?|有些|不怎么"
_FEW = "多|少|大|小|重要|必要|关键|是|有|普遍"
_COMPLEMENT = keep_pattern(
    rf"(?:(?P<twice>(?P<a>[{HAN}])(?P=a)(?P<b>[{HAN}])(?P=b)|[{HAN}](?P<c>[{HAN}])(?P=c))的?"
    rf"|(?P<degree>{_DEGREE})(?!{_FEW}|大|好的)(?P<how>[{HAN}]{{1,4}})|(?P<bare>[{HAN}]{{1,4}}))(?=[，。；！、]|$)"
)
_CEASELESS = ("不住", "止住", "忍住", "禁住")
_THINGS_TWICE = frozenset(
    "方方面面 家家户户 风风雨雨 点点滴滴 里里外外 上上下下 前前后后 是是非非 老老少少 男男女女 山山水水 花花草草 条条框框 枝枝叶叶 "
    "沟沟坎坎 村村寨寨 子子孙孙 世世代代 日日夜夜 角角落落 字字句句 坑坑洼洼 恩恩怨怨 分分秒秒 年年月月 口口声声 瓶瓶罐罐 星星点点 东东西西".split()
)
_DOER_SIGNS = ("员", "者", "商")
_DONE_THEN = re.compile(f"了(?!解|吗|吧)(?=[{HAN}\\d“《])")
_SAID = re.compile("(?:说|道|讲|问|答|表示|告诉)(?:[，：了道起]|$)")
_FELT = keep_pattern(
    "(?:[笑哭疼痛累忙急气吓冻热冷饿渴困乐喜愁羞]|高兴|激动|感动|兴奋|紧张|害怕|安静|拥挤|开心|着急)(?P<at>[的地])"
    "(?=直[打冒流跺发摇叫掉哆]|连[^，。；的]{1,8}[都也]|合不|说不|喘不|顾不|睡不|吃不|抬不|迈不|站不|动弹不|不得了|不行[，。]|要命|团团转|满头|满脸|热泪|眼泪|哇哇|嗷嗷|浑身|发抖|发紫|手舞足蹈)"
)
"""What somebody felt, and how much: 疼的直冒冷汗."""
_AS_NOUN = keep_pattern(
    r"(?:(?<=有了|有着|取得|得到|实现|获得)|(?<=[有了]))(?:很大|较大|显著|明显|长足|巨大|全面|较好|很好|进一步|极大|可喜|根本|有效|积极|深刻|新|大幅|稳步|快速)[地得]"
    r"(?:提高|发展|进步|改善|提升|增强|变化|成绩|成效|进展|效果|突破|转变|成果|改进|增长|加强|作用|影响|贡献|支持|回报|解决|落实|保障|体现)(?=[，。；]|$)"
    r"|(?<=[\u4e00-\u9fff])(?<!宅基)(?<![各外异两内])(?<!用)(?<!土)(?<!耕)(?<!林)(?<!基)(?<!荒)(?<!山)(?<!当)(?<!本)(?<!属)(?<!场)(?<!工)(?<!草)(?<!湿)(?<!营)(?<!菜)地(?=(?:成绩|成效|作用|经验|意义|问题|基础|精神|环境|目标|任务|要求|氛围|道路)(?:[，。；]|$))"
)


_OBJECT = re.compile(
    "(?:把|(?<![即必也都并均])将(?![在于与向由对举]))(?:(?![作列定视看当变建化为成]为|[当看变建][作成]|成为|打造成|纳入)[^将在于的，。；]){1,14}$"
)
"""A thing that something is done to, and what is done; not 把……作为……的重中之重, which is a noun."""
_PREPOSITION = re.compile(
    "按照|依照|遵照|根据|把(?![关脉握])|将(?![来军领])|向(?![上导往好])|与(?!会)|同(?![志学步时期行心意等])|给(?!予)"
)
_PREPOSITION_OF_MUST = re.compile(
    "对(?![策象话手口比接联应照待])|为(?![民主了])|从(?![严业事来容])|用(?![途品户地工电水])|在(?![职线建])"
)
"""Behind a word of manner these begin what is done; the second ones may begin what a noun is like."""


_WORDS_BEFORE = re.compile(f".*[^{HAN}]", re.DOTALL)
"""All up to the last mark."""


def is_verb(word: str) -> bool:
    """Whether a word of two characters says what is done; some are nouns as well."""
    return word in _read_verbs()


def is_manner(text: str, end: int) -> bool:
    """Whether what ends there says how something is done."""
    words = _read_manner()["how"]
    return any(text[max(end - size, 0) : end] in words for size in range(2, 7))


_WHOSE = ("诉求合理", "诉求无理", "要求合理", "行为违法", "生活困难")
"""诉求合理的解决到位: 的 stands for those of whom it is said."""


def find_particles_of_manner(page: PageText) -> Iterator[Hit]:
    """D480: 认真的开展, 坚决得打击, 领会的很深刻, 显著地提高 as a noun."""
    for index, line in enumerate(page.lines):
        text, quoted = line.text, None
        for match in _PARTICLES.finditer(text):
            at = match.start()
            right = _find_right(text, at)
            if right:
                quoted = [m.span() for m in QUOTED.finditer(text)] if quoted is None else quoted
                if not any(start <= at < end for start, end in quoted):
                    values = {
                        "text": _WORDS_BEFORE.sub("", text[:at])[-4:] + text[at : at + 3],
                        "right": right,
                    }
                    yield Hit("D480", index, at, at + 1, values)
    for hit in find_pattern(page, "D480", _FELT):
        yield hit._replace(start=hit.end - 1, values={**hit.values, "right": "得"})
    for hit in find_pattern(page, "D480", _AS_NOUN):
        yield hit._replace(values={**hit.values, "right": "的"})


def _find_right(text: str, at: int) -> str:
    """The particle that ought to stand there; nothing where the one that does is right."""
    words = _read_manner()
    if text.endswith(_WHOSE, 0, at):
        return ""
    before = text[max(at - 6, 0) : at]
    sizes = range(min(6, len(before)), 1, -1)
    size = next((n for n in sizes if before[-n:] in words["how"]), 0)
    if text[at] == "的" and size and _is_done_so(text, at, size):
        return "地"
    is_idiom = not size and text[at] == "的" and text[at - 4 : at] in read_words("idioms")
    if is_idiom and _begins_deed(text, at, 4):
        return "地"
    if text[at] in "的地" and _is_complement(text, at):
        return "得"
    if text[at] == "得" and _goes_before_deed(text, at, size):
        return "地"
    return ""


def _is_done_so(text: str, at: int, size: int) -> bool:
    """Whether a deed follows that is done in the manner before: 要广泛的发动群众, 详细的汇报了."""
    if _begins_deed(text, at, size) or (size > 2 and _SAID.match(text, at + 1)):
        return True
    deed = text[at + 1 : at + 3]
    kind = "v" if size > 2 and _SHORT_DEED.match(text, at + 1) else _read_verbs().get(deed)
    if kind is None and _DONE_THEN.match(text, at + 3) and _TWO_HAN.match(deed):
        kind = "vn"  # 反复的比对了: no noun has 了 behind it
    if (
        kind is None
        or text[at + 3 : at + 4] in _DOER_SIGNS
        or text[at + 1 : at + 5] in read_words("idioms")
    ):
        return False
    before = _find_clause_before(text, at - size)
    behind = text[at + 3 : _find_clause_end(text, at + 3)]
    must_now = _NOW.search(before) is not None
    if must_now or (behind and _DONE.match(behind)) or _AS_SUBJECT.match(behind):
        return must_now or _DONE.match(behind) is not None
    must = bool(_MUST.search(before))
    is_of_doer = not _COMPARED.search(before) and _is_of_doer(text, before, at - size)
    if (
        (size > 2 or text[at - size : at] in _read_manner()["只做状语"])
        and kind == "v"
        and is_of_doer
    ):
        is_noun = behind in _NOUNS.split("|")  # 耐心细致的解释工作，
        return not is_noun and (bool(behind) or size == 2 or deed in _GOING_ON)
    if "的" in behind or len(behind) < 2 or _HEADS.search(behind):
        return must and len(behind) > 3 and "的" not in behind
    return must or (is_of_doer and (kind == "v" or size > 2))


def _begins_deed(text: str, at: int, size: int) -> bool:
    """Whether what is done begins with a preposition: 严格的按照程序办理, 主动的与部门对接."""
    before = _find_clause_before(text, at - size)
    must = bool(_MUST.search(before)) or text[at - size : at] in _read_manner()["只做状语"]
    begun = _PREPOSITION.match(text, at + 1) or (must and _PREPOSITION_OF_MUST.match(text, at + 1))
    if not begun or "的" in text[begun.end() : _find_clause_end(text, begun.end())]:
        return False
    return (must or _is_of_doer(text, before, at - size)) and _is_word(text, *begun.span())


def _is_of_doer(text: str, before: str, at: int) -> bool:
    """Whether nothing stands before, or who does it."""
    if _BEGUN.search(before):
        return True
    spans = list_words_around(text, at - 1, at)
    word = next((text[start:end] for start, end in spans if start < at <= end), "")
    is_noun = len(word) > 1 or word in _DOERS
    is_other = _read_verbs().get(word) == "v" or word in _read_manner()["how"]
    return is_noun and not is_other and not _WITHIN.search(before)


def _goes_before_deed(text: str, at: int, size: int) -> bool:
    """Whether 得 stands between manner and deed: 夜以继日得奋战, 激动得说，."""
    behind = text[at + 1 : at + 5]
    if not size or _OF_RESULT.match(behind):
        is_said = re.match("(?:说|表示|告诉|讲述)(?![不出])", behind) is not None
        return is_said and text[max(at - 2, 0) : at] in _read_manner()["心情"]
    is_deed = _TWO_HAN.match(behind) is not None and not _NO_MANNER.match(behind)
    return is_deed and (at, at + 1) in list_words_around(text, at, at + 1)


def _is_complement(text: str, at: int) -> bool:
    """Whether what follows says how what stands before was done: 讲的清清楚楚, 做的很细."""
    words, verbs = _read_manner(), _read_verbs()
    deed, verb = text[max(at - 2, 0) : at], text[at - 1 : at]
    match = _COMPLEMENT.match(text, at + 1)
    is_verb_alone = verb in words["做"] and _is_word(text, at - 1, at) and deed not in _CEASELESS
    is_listed = deed in words["做"] or verb in words["做"]
    if match is None or not (is_listed or deed in verbs):
        return False
    if match["twice"] or deed in _CEASELESS:
        return match["twice"] not in (None, *_THINGS_TWICE) and (deed in verbs or is_verb_alone)
    # 把……做的, 清运地很及时: no noun can follow there, whatever the verb is.
    is_di, degree, how = text[at] == "地", match["degree"], match["bare"] or ""
    is_sure = is_di or bool(_OBJECT.search(_find_clause_before(text, at)))
    is_listed |= bool(degree) and deed in verbs and _is_result(match["how"], is_sure)
    if not (is_listed or is_sure) or (is_di and not _is_word(text, at, at + 1)):
        return False
    if degree:
        return True
    if deed not in words["做"] and not _is_word(text, at - 1, at):
        return deed in verbs and is_sure and _is_result(how, is_sure)
    is_idiom = len(how) == 4 and deed in words["收拾"] and how in read_words("idioms")
    return is_idiom or (_is_result(how, is_sure) and (len(how) > 1 or deed in words["做"]))


def _is_result(how: str, is_sure: bool) -> bool:
    """Whether the words say how something was done; sure where they can be no noun."""
    words = _read_manner()
    fit = words["做得怎样"] | (words["做法"] | words["样子"] if is_sure else frozenset())
    if how in fit or (is_sure and len(how) == 4 and how in read_words("idioms")):
        return True
    if len(how) != 4:
        return False
    if is_sure:
        return how[:2] in fit and how[2:] in fit
    return how[:2] in fit and (how[2:] in fit or how[2:] in words["做法"])


def _is_word(text: str, start: int, end: int) -> bool:
    return (start, end) in list_words_around(text, start, end)


def _find_clause_before(text: str, end: int) -> str:
    """The words of the clause before the place, with the mark that it begins behind."""
    start = max((text.rfind(sign, 0, end) for sign in "，。；：！？、"), default=-1)
    return text[max(start, 0) : end]


def _find_clause_end(text: str, start: int) -> int:
    match = _CLAUSE.search(text, start)
    return match.start() if match else len(text)


@cache
def _read_manner() -> Mapping[str, frozenset[str]]:
    """The rows of the list by their names; `how`: all that may stand before 地."""
    rows = {name: frozenset(words.split()) for name, words in read_rows("manner")}
    twice = frozenset(
        word for word in rows["做得怎样"] if word[:1] == word[1:2] and word[2:3] == word[3:]
    )
    return {**rows, "how": rows["做法"] | rows["四字"] | twice}


@cache
def _read_verbs() -> Mapping[str, str]:
    """Verbs of two characters: `v`, or `vn` for those that are nouns as well."""
    verbs = dict[str, str]()
    for row in read_lines("verbs"):
        first, plain, *nouns = row.split("\t")
        verbs.update((first + second, "v") for second in plain)
        verbs.update((first + second, "vn") for second in "".join(nouns))
    for word in _read_manner()["做"] | _read_manner()["动作"]:
        if len(word) == 2:
            verbs.setdefault(word, "vn")
    return verbs


def is_plain_verb(word: str) -> bool:
    """Whether a word of two characters is a verb and no noun."""
    return _read_verbs().get(word) == "v"
