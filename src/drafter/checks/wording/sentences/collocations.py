"""Verbs and adjectives beside nouns that they do not go with: 提高规模, 发挥职责, 效率很快."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import QUOTED

_LONGEST = 5
"""Characters of the longest noun of the lists."""
_FARTHEST, _FARTHEST_BARE = 16, 10
"""So far an object stands behind its verb: with a 的 between them, and without."""
_CLAUSE_END = re.compile(
    "[，。；：！？,;:!?（）()\n—…●·《]|[并而]且?|从而|进而|以便|来(?=[\u4e00-\u9fff]{2})"
)
_JOINT = re.compile("以及|[、和与及或]")
_BEHIND_VERB = re.compile("[了着过好出起]+|起来")
_ADVERBS = re.compile(
    "(?:也|都|均|还|已经?|就|更加?|更为|又|再|将|能够?|会|应当?|要|可以?|不断|持续|明显|显著|进一步|有所|日益|逐步|逐年|逐渐|逐月|稳步"
    "|大幅度?|大大|得到|得以|有了|有着?|取得|很大|较大|极大|全面|切实|有效|继续|越来越|普遍|整体|同步|迅速|快速|充分|随之|正在|开始|较快|很快|十分|非常|比较|较为?|很|了|地|的|幅度)+$"
)
_VERB_STOPS = re.compile(
    "了?(?:[，。；、！,;”]|$)|(?:了(?!解)|到(?!位)|至)?(?:近|约|超过|原来的)?[\\d一二三四五六七八九十几]|的?(?:同时|基础上|前提下)"
)
_MOVING = frozenset(
    "提高 提升 增强 加强 扩大 好转 拓宽 加重 增高 增加 增多 增长 加大 加快 加速 加深 深化 优化 改善 改进 完善 健全 壮大 缩小 缩短 减轻 降低 强化 丰富 扩展".split()
)
"""Verbs that stand behind their subject with nothing more; others need 得到 there."""
_PASSIVE = re.compile("得到|得以|被|已经?")
_CLAUSE_NOUNS = frozenset(
    "办法 基础 条件 手段 方法 方式 措施 保证 保障 精神 作用 意义 问题 目标 任务 愿望 决定 决策 部署 决心 信心 形势 关系 工作 政策 体系 制度"
    " 机制 标准 桥梁 平台 现象 行为 努力 变化 计划 规划 方案 活动 义务 职责 责任 使命 权利 意识 观念 理念 贡献 成就 成绩 成果 经验 困难"
    " 压力 局面 氛围 环境 需要 需求 要求 思路 渠道 空间 建议 意见 议题 主题 提案 热情 积极性 主动性 优势 潜力 能力 本领 进程".split()
)
"""What is said of a whole clause: 实现统一的基础 is the basis on which that is done, and no object."""
_NEAR = re.compile(
    "(?:良好|很好|较好|更好|重要|积极|显著|明显|巨大|有效|应有|我们|自己|群众|职工|居民|企业|委员|干部|人民|各种|一定|相应|可喜|新|好|大|高|多|强|快|定|人|们|性|般|前)$"
)
"""What stands before 的 and is no clause."""
_NARROW = frozenset(
    "履行 行使 发挥 起到 产生 引起 赢得 受到 达成 营造 打造 调动 开阔 拓宽 缩短 缩小 减轻 化解 克服 树立 施展 担负 奠定 迈出 迈上".split()
)
"""Verbs that have few objects, so that they seldom begin a clause that is said of another noun."""


class _Unfit(NamedTuple):
    """Why a noun does not go with a verb: what does, the words before the noun with which it goes,
    and whether the verb has few objects, so that every other noun is wrong."""

    right: str
    but: frozenset[str] = frozenset()
    has_few: bool = False


class _Pairs(NamedTuple):
    """A list: its verbs or adjectives, the rows of the list by them, all its nouns, and those that
    alone go with a verb that has few objects."""

    name: str
    words: re.Pattern[str]
    rows: Mapping[str, Sequence[int]]
    known: frozenset[str]
    few: Mapping[str, tuple[tuple[str, ...], str]]

    @property
    def are_epithets(self) -> bool:
        return self.name == "epithets"


@cache
def _read_pairs(name: str) -> _Pairs:
    rows, known = dict[str, list[int]](), set[str]()
    for number, (nouns, verbs, *_) in enumerate(read_rows(name)):
        known.update(nouns.split())
        for verb in verbs.split():
            rows.setdefault(verb, []).append(number)
    objects = read_rows("objects") if name == "collocations" else ()
    few = {verb: (tuple(fit.split()), right) for verb, fit, right in objects}
    words = join_words(rows | few)
    return _Pairs(name, keep_pattern(words), rows, frozenset(known), few)


@cache
def _list_unfit(name: str, verb: str) -> Mapping[str, _Unfit]:
    """The nouns that do not go with the verb; put together for the verbs that stand in a text."""
    pairs, unfit = _read_pairs(name), dict[str, _Unfit]()
    for number in pairs.rows.get(verb, ()):
        nouns, _, right, *but = read_rows(name)[number]
        for noun in nouns.split():
            unfit.setdefault(noun, _Unfit(right, frozenset("".join(but).split())))
    if verb in pairs.few:
        fit, right = pairs.few[verb]
        for noun in pairs.known:
            if not noun.endswith(fit):
                unfit.setdefault(noun, _Unfit(right, has_few=True))
    return unfit


_OTHER_VERBS = (
    "打击|完善|解决|推进|推动|促进|维护|保护|防止|避免|成为|作为|进入|投入|走向|符合|有利|关系|涉及|围绕|结合|针对|包括|开创|发展成|参加|参与|出席"
    "|反映|提出|适应|实施|具有|富有|享有|存在|面临|帮助|支持|带动|引导|鼓励|确保|坚持|依靠|利用|运用|符合|没有|享受|侵犯|表示|方便|需要|激励|(?<!工)作(?![风用为品])|为重点|为主|为核心|为中心|为目标|使|让|有(?![关效力序机益])|是|在|把|将|被|比|从|对|不(?!断)|加|以"
)


def find_unfit_verbs(page: PageText) -> Iterator[Hit]:
    """D459: 提高规模, 发挥职责, 水平不断扩大: a verb and a noun that do not go together."""
    pairs = _read_pairs("collocations")
    blocker = _compile_blocker()
    for number, line in enumerate(page.lines):
        text, quoted = line.text, None
        for verb in pairs.words.finditer(text):
            end = _find_object_start(pairs, text, verb)
            for start, last, right in (
                *_list_objects(pairs, blocker, text, verb, end),
                *_list_subjects(pairs, text, verb),
            ):
                quoted = [m.span() for m in QUOTED.finditer(text)] if quoted is None else quoted
                if not any(begin <= start and last <= until for begin, until in quoted):
                    values = {"text": text[start:last], "right": right}
                    yield Hit("D459", number, start, last, values)
                    break


def find_unfit_epithets(page: PageText) -> Iterator[Hit]:
    """D459: 丰硕的作用, 效率很快: an adjective and a noun that do not go together."""
    pairs = _read_pairs("epithets")
    blocker = _compile_blocker()
    for number, line in enumerate(page.lines):
        text = line.text
        for word in pairs.words.finditer(text):
            unfit = list(_list_subjects(pairs, text, word))
            if text[word.end() : word.end() + 1] == "的":
                unfit += _list_objects(pairs, blocker, text, word, word.end() + 1)
            for start, last, right in unfit[:1]:
                values = {"text": text[start:last], "right": right}
                yield Hit("D459", number, start, last, values)


@cache
def _compile_blocker() -> re.Pattern[str]:
    return keep_pattern(f"{_read_pairs('collocations').words.pattern}|{_OTHER_VERBS}")


@cache
def _compile_outer() -> re.Pattern[str]:
    """What a verb stands behind that is said of another noun: 加大优化结构的力度, 为提高水平的努力."""
    return keep_pattern(
        f"{_read_pairs('collocations').words.pattern}|关于|为了|对于|(?<![因认作成])为"
    )


_TITLE_OF_PAPER = re.compile("细则|方案|意见|办法|规划|计划|纲要|规定|情况|过程|阶段")
"""Behind a verb these make a noun of both, 实施细则精神, 建设规划问题."""


def _find_object_start(pairs: _Pairs, text: str, verb: re.Match[str]) -> int:
    """Where the object begins: behind 了, and behind the second of two verbs, 改进和提高."""
    end = verb.end()
    if (joint := _JOINT.match(text, end)) and (other := pairs.words.match(text, joint.end())):
        end = other.end()
    behind = _BEHIND_VERB.match(text, end)
    return behind.end() if behind else end


def _list_objects(
    pairs: _Pairs, blocker: re.Pattern[str], text: str, verb: re.Match[str], begin: int
) -> Iterator[tuple[int, int, str]]:
    """The objects behind the verb that do not go with it: where the verb begins, where each ends."""
    if (
        text[begin : begin + 1] == "的"
        or text[max(verb.start() - 1, 0) : verb.end()] == "工作出"
        or (begin == verb.end() and _find_noun(pairs, text[: verb.start()][-_LONGEST:]))
    ):
        return
    stop = _CLAUSE_END.search(text, begin)
    clause = text[begin : min(stop.start() if stop else len(text), begin + 3 * _FARTHEST)]
    if begin == verb.end() and _TITLE_OF_PAPER.match(clause):
        return
    is_inner = bool(_compile_outer().search(re.split("[，。；：、的]", text[: verb.start()])[-1]))
    objects = _cut_objects(pairs, clause)
    for place, (start, end, noun) in enumerate(objects):
        between = clause[start : end - len(noun)]
        if not _governs(pairs, blocker, between, verb[0], noun, place > 0, is_inner):
            return
        unfit = _list_unfit(pairs.name, verb[0]).get(noun)
        if unfit is None or any(between.endswith(word) for word in unfit.but):
            continue
        is_told = between or begin > verb.end()
        if not unfit.has_few or (
            is_told
            and (len(objects) == 1 or len(between) < 3)
            and _is_own(pairs, text, verb, between, noun)
        ):
            yield verb.start(), begin + end, unfit.right


_DEEDS = frozenset(
    "部署 决定 决策 规划 计划 努力 支持 关注 重视 理解 信任 需要 要求 期待 行为 影响 变化 突破 进步".split()
)
"""Nouns that may as well be verbs, 召开会议研究部署."""


def _is_own(pairs: _Pairs, text: str, verb: re.Match[str], between: str, noun: str) -> bool:
    """Whether a noun is surely the object of a verb that has few: no name of what it is for, 解决
    问题的途径, and the verb no half of another, 感受到."""
    head, has_de, _ = between.rpartition("的")
    if re.search("[“ 　]", between) or text[verb.end() : verb.end() + 1] == "力":
        return False
    is_apart = text[verb.start() - 1 : verb.start()] not in ("感", "的", "试", "未")
    is_named = (
        has_de and noun in _CLAUSE_NOUNS and (_find_noun(pairs, head) or not _NEAR.search(head))
    )
    return is_apart and noun not in _ACTIONS and (has_de or noun not in _DEEDS) and not is_named


def _cut_objects(pairs: _Pairs, clause: str) -> list[tuple[int, int, str]]:
    """The nouns of a list that a clause behind a verb ends in, each with its piece; those before
    the last where it is none that they may belong to."""
    objects, at = list[tuple[int, int, str]](), 0
    for start, end in [*(m.span() for m in _JOINT.finditer(clause)), (len(clause), len(clause))]:
        piece = clause[at:start].rstrip("“”")
        objects.append((at, at + len(piece), _find_noun(pairs, piece)))
        at = end
    last_start, last_end, last = objects[-1]
    if last and not any(noun for *_, noun in objects[:-1]):
        is_whole = "、" not in clause or re.search("的|等", clause[last_start:last_end])
        return [(0, last_end, last)] if is_whole else []
    is_list = last and last not in _ACTIONS and "的" not in clause[last_start:last_end]
    if not all(noun for *_, noun in objects) or (len(objects) > 1 and not is_list):
        return objects[:1] if len(objects) == 1 and last else []
    return objects


_ACTIONS = frozenset(
    "建设 管理 监督 领导 工作 培训 教育 学习 指导 协调 检查 督查 合作 协作 沟通 活动 调研 视察 协商 建议 关系 问题 措施 方案 体系 机制 制度".split()
)


def _governs(
    pairs: _Pairs,
    blocker: re.Pattern[str],
    between: str,
    verb: str,
    noun: str,
    is_later: bool,
    is_inner: bool,
) -> bool:
    """Whether the verb before these words governs the noun behind them."""
    head, has_de, _ = between.rpartition("的")
    is_long = has_de or between.endswith("等")
    if len(between) > (_FARTHEST if is_long else _FARTHEST_BARE) or (has_de and is_inner):
        return False
    if has_de and noun in _CLAUSE_NOUNS:
        is_clause = _find_noun(pairs, head) if verb in _NARROW else not _NEAR.search(head)
        if is_clause:
            return False
    if (between.endswith("等") and noun in _CLAUSE_NOUNS) or (
        noun in _ACTIONS and _find_noun(pairs, between)
    ):
        return False
    others = [other.span() for other in blocker.finditer(between)]
    return all(has_de and not is_later and start == 0 and end <= len(head) for start, end in others)


def _find_noun(pairs: _Pairs, piece: str) -> str:
    """The longest noun of the list in which the words end."""
    for length in range(min(_LONGEST, len(piece)), 1, -1):
        if piece[-length:] in pairs.known:
            return piece[-length:]
    return ""


def _list_subjects(pairs: _Pairs, text: str, verb: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The subjects before the verb at the end of a clause that do not go with it."""
    stop = _VERB_STOPS.match(text, verb.end())
    if stop is None:
        return
    before = text[max(verb.start() - _FARTHEST, 0) : verb.start()]
    adverbs = _ADVERBS.search(before)
    if before[-1:] == "更" or not (
        pairs.are_epithets or verb[0] in _MOVING or (adverbs and _PASSIVE.search(adverbs[0]))
    ):
        return
    bare = before[: adverbs.start()] if adverbs else before
    first = verb.start() - len(before)
    for start, noun in _cut_subjects(pairs, bare):
        unfit = _list_unfit(pairs.name, verb[0]).get(noun)
        is_exempt = unfit and any(bare[:start].endswith(word) for word in unfit.but)
        if unfit and noun not in _ACTIONS and not (is_exempt or unfit.has_few):
            yield first + start, verb.end(), unfit.right
            return


_COORDINATE = re.compile("[、和与及][^，。；：、和与及的]{0,4}$")


def _cut_subjects(pairs: _Pairs, words: str) -> Iterator[tuple[int, str]]:
    """The nouns that the words before a verb end in, 规模和质量, each with where it begins."""
    while noun := _find_noun(pairs, words):
        start = len(words) - len(noun)
        yield start, noun
        joint = _COORDINATE.search(words[:start])
        if joint is None or _find_noun(pairs, joint[0]):
            return
        words = words[: joint.start()]
