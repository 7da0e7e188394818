"""Words beside those that go with them: one of the same sound is a slip, and one cut short too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from drafter.checks.lexicon import read_rows
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import HAN
from drafter.checks.wording.spelling.alike import list_twins, read_readings
from drafter.checks.wording.spelling.cutting import (
    find_cut,
    list_pairs,
    list_words_around,
    read_tails,
)
from drafter.checks.wording.spelling.near import Near

_FAR = "~"
"""Before a companion that may stand some characters away, in the same clause."""
_REACH = 9
_CLAUSE = re.compile(f"[{HAN}]*")
_COMMON = -12.5
"""From here on, 200 of 60 million, a word is one that may well be meant."""
_ANYWHERE = 10
"""What is a companion of so many words, 工作 or 情况, tells them not from others that are words too."""
_FREE = frozenset(
    "设挖拓晒亮聚已新更对做作年各总大小好高低多少强快有无不被受为与和的人员会部委局市区县乡镇村国省党校院所办处科站中内外上下前后一二三四五六七八九十两要应"
    "能可将就也都再又最较很该此本其主共同学研参提出到给让使把从向以于由因而或但并且及等了着过地得月日时次项件条名个位篇场期批种类家户段"
    "优严查困创税社审增拓签渡租矿耕土纪网道重难困深广真实正反老旧常定管用组群农工商军警民街路线费度性化品物款书图表文字词理法制规标改治"
    "建开展进起来去回走看听说讲写读想知见行动事问答情意心手头面气水火风电车船器材料钱金银油"
    "分即机型权感值额论观打困号相比非量保复游成通界厅产是队论变点系才司业引帮短慢树排修教团果生方加投信现任议经贴照按数期限足转合据位例向成全"
)
"""What is left of a word may well be another one, by itself or with what stands there."""
OF_SLOGANS = frozenset(
    "抓提促强实稳增惠优畅聚夯扩护破解立固铸塑明亮严细深精准真新好快早全联建搭拓引育留用管控防治保兜补链活激升降减压调转改创争学听看问谈访帮扶送办督查评考晒比选树讲传"
)
"""Verbs and qualities of one sign that headings are made of: 围绕提效能抓规范, 转化为实举措."""
_FREE_AT_END = OF_SLOGANS | frozenset("报列送交发存干争伍领联质抽收观拨超指调带促")
"""The same of what is left at the end: 市场拨, 示范带."""
_FREE_OF_PAIRS = frozenset(
    "签记轻合定落台上下不与业严中为乡书买了交产人付令价企会低住体作修做儿党全其典养写军农出函分则创到制券前副力办动助化区医卖占厂厅去县及双反发取受口史号司各同向听员和品商团园土在"
    "地址型域基增士处多大女好妇委子存学守官室对导小局展山岗岸工市师带帮干年库店府度建开式引当得微性总感成我房所扶批技抓投抗护报拆拓指按据控提收改放政救教新方族日旧时"
    "最月有本术机权村来林查校案楼模款此每比水求河治法海港游点版率生用田界病的相省看着示社种科租税站童等答管箱粮系级线组网老者获要见规警讲证该说请读谈质费走起超路转过"
    "派请聘捐赠购借赔罚审编印寄运装卸拆迁搬移换补砌铺刷栽割摘喂捕捞宰卖储晒烘榨酿烤"
    "还进送部金镇长门问队防院险难非革项领馆首验高一二三四五六七八九十盼量复守挖拓晒亮聚"
)
"""The same of what is left of the words of pairs: few runs have both by chance."""
_OFTEN_ALONE = -9.5
"""So likely is a character that is often a word by itself (a logarithm)."""
_AROUND_WORDS = frozenset(
    "由对将把被向的了并和与及要应须已未就都也为以在从于而或可能会请按据县市区镇等后前中内外各"
)
"""Small words, which belong to no other beside them."""
_HANDED, _OFFICES = frozenset("报送交"), frozenset("省市县区州盟旗镇乡局部厅委办党国中上本我领")
_SMALL = frozenset("的和与及以是将既即有在为向于对其就也都不会能可要应则而但或且由被把从到让使该此")
"""Two of these side by side are no word with a slip: 应该|是|向."""
_BOUND = "之其"
"""With these no slip for a word begins: 履职之能 beside 职能."""
_NEXT = "|"
_SAME = "="
"""Before another word of the sound that is right there too."""


class _Word(NamedTuple):
    """A word, what goes right before and right behind it, what behind it in the clause, and what
    stands behind others of its sound by right, and such others that are right beside them."""

    word: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    far: tuple[str, ...]
    but: tuple[str, ...]
    others: frozenset[str]


def find_words_of_one_sound(text: str) -> Iterator[Near]:
    """旅行职责, 施工禁毒: a word that sounds like the one that its companions ask for."""
    index, readings = _index_sounds(), read_readings()
    sounds = [readings.get(sign, "") for sign in text]
    for at, (ones, others) in enumerate(pairwise(sounds)):
        for sound in _join_sounds(ones, others):
            for row in map(_read_word, index.get(sound, ())):
                if not text.startswith(row.word, at) and _is_asked_for(text, at, row):
                    yield Near(at, at + 2, row.word)


@cache
def _join_sounds(ones: str, others: str) -> tuple[str, ...]:
    """How two characters may sound together."""
    return tuple(one + other for one in ones for other in others)


def _is_asked_for(text: str, start: int, row: _Word) -> bool:
    """Whether what stands beside it goes with the word, and not with what stands there."""
    end = start + 2
    given = text[start:end]
    if (
        given in row.others
        or given[0] in _BOUND
        or _SMALL.issuperset(given)
        or (row.but and text.startswith(row.but, end))
    ):
        return False
    likely = read_tails(given[0]).get(given[1])
    is_word = likely is not None and likely >= _COMMON
    pairs = zip(given, row.word, strict=True)
    if likely is not None and any(
        one != other and other not in list_twins(one) for one, other in pairs
    ):
        return False
    before = [each for each in row.before if text.endswith(each, 0, start)]
    behind = [each for each in row.behind if text.startswith(each, end)]
    joint = [each + given for each in before] + [given + each for each in behind]
    if not _read_joint().isdisjoint(joint):  # 集中警力 is as right as 集中精力
        return False
    beside = before + behind
    is_beside = any(not is_word or each not in _list_common() for each in beside)
    if not is_beside and row.far and not is_word:
        clause = _CLAUSE.match(text, end, end + _REACH)
        is_beside = clause is not None and any(word in clause[0] for word in row.far)
    return is_beside and _stands_alone(text, start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word begins or ends within the two: 实事求是 is none, 以|经济 neither."""
    spans = list_words_around(text, start, end)
    return not any(at < start < to or at < end < to for at, to in spans)


def find_words_cut_short(text: str) -> Iterator[Near]:
    """专项金, 医疗机开展: a word that goes with the one beside it has lost a character."""
    index = _index_cut_short()
    threes = map("".join, zip(list_pairs(text), text[2:], strict=False))
    for at, found in enumerate(map(index.get, threes)):
        for row in found.split(_NEXT) if found else ():
            short, phrase, left, joint = row.split()
            lost = int(left), int(joint)
            if (
                text.startswith(short, at)
                and not _is_handed_to(text, at + len(short))
                and _is_left_over(text, at, short, lost)
            ):
                yield Near(at, at + len(short), phrase)
                break


def _is_handed_to(text: str, end: int) -> bool:
    """Whether the last sign says that something goes to an office: 将当日情况报|县森防指."""
    return text[end - 1] in _HANDED and text[end : end + 1] in _OFFICES


def _is_left_over(text: str, start: int, short: str, lost: tuple[int, int]) -> bool:
    """Whether the character that is left of the word belongs to no other one, not even to one that
    no list has: 餐厨垃圾.

    lost: where it stands in the short text, and where the other word of the two ends or begins.
    """
    first, parts = find_cut(text, start, start + len(short))
    left, joint = (start - first + each for each in lost)
    beside = left - 1 if joint > left else left + 1
    place, is_in_run = first + beside, 0 <= beside < len(parts.run)
    is_free = not 0 <= place < len(text) or text[place] in _AROUND_WORDS
    is_of_word = is_in_run and beside not in parts.singles
    is_alone = left in parts.singles and (is_free or is_of_word)
    ends = {place for span in parts.spans for place in span}
    return is_alone and {joint, start - first, start - first + len(short)} <= ends


@cache
def _read_word(number: int) -> _Word:
    """One row of the table: few are asked for."""
    word, before, behind, but = _list_rows()[number]
    return _Word(
        word,
        _list(before),
        _list(behind),
        tuple(each[1:] for each in behind.split() if each[0] == _FAR),
        tuple(each for each in but.split() if each[0] not in "-="),
        frozenset(each[1:] for each in but.split() if each[0] == _SAME),
    )


@keep_table
def _list_rows() -> list[list[str]]:
    """The rows of `companions`, and of the words of `pairs` what stands before and behind each."""
    rows = {word: [before, behind, but] for word, before, behind, but in read_rows("companions")}
    for one, other in (*read_pairs(), *_read_neighbours()):
        if len(one) == len(other) == 2 and one != other:
            rows.setdefault(one, ["-", "-", "-"])[1] += f" {other}"
            rows.setdefault(other, ["-", "-", "-"])[0] += f" {one}"
    return [[word, *fields] for word, fields in rows.items()]


@keep_table
def _list_common() -> Mapping[str, int]:
    """The companions of very many words."""
    rows = (row for row in read_rows("companions"))
    counts = Counter(each for _, *fields, _ in rows for field in fields for each in _list(field))
    return {each: count for each, count in counts.items() if count >= _ANYWHERE}


def _list(field: str) -> tuple[str, ...]:
    """The companions of a field that stand right beside the word, and are words."""
    return tuple(word for word in field.split() if len(word) > 1 and word[0] != _FAR)


@keep_table
def _index_sounds() -> Mapping[str, list[int]]:
    """The numbers of the words by how their two characters may sound."""
    sounds, index = read_readings(), dict[str, list[int]]()
    for number, (word, *_) in enumerate(_list_rows()):
        ones, others = (sounds.get(sign, "") for sign in (word[0], word[-1]))
        for sound in _join_sounds(ones, others) if len(word) == 2 else ():
            index.setdefault(sound, []).append(number)
    return index


@keep_table
def _index_cut_short() -> Mapping[str, str]:
    """Words with their companions, less one character of the joint, by the first three signs: what
    is left, the whole, and the places for `_is_left_over`. Few are asked for: a text for all."""
    index: dict[str, str] = {}

    def add(short: str, phrase: str, left: int, joint: int) -> None:
        row, rows = f"{short} {phrase} {left} {joint}", index.get(short[:3])
        index[short[:3]] = f"{rows}{_NEXT}{row}" if rows else row

    for word, before, behind, _ in read_rows("companions"):
        pairs = [(each, word) for each in _list(before)]
        pairs += [(word, each) for each in _list(behind)]
        for one, other in pairs:
            if one == other:
                continue
            size = len(one)
            if size == 2 and _is_bound(one[0]):
                add(one[0] + other, one + other, 0, 1)
            if len(other) == 2 and _is_bound(other[1]):
                add(one + other[1], one + other, size, size)
            if other == word and _is_bound(other[0]):
                add(one + other[0], one + other, size, size)
    for one, other in read_pairs():
        for short, left, joint in _list_short_forms(one, other):
            add(short, one + other, left, joint)
    return index


def _list_short_forms(one: str, other: str) -> Iterator[tuple[str, int, int]]:
    """What is left of the pair if one of its words of two loses a sign, where the rest of it stands,
    and where the other word ends or begins; the rest is no word by itself."""
    size = len(one)
    forms = [(sign + other, 0, 1) for sign in one if size == 2]
    forms += [(one + sign, size, size) for sign in other if len(other) == 2]
    return (form for form in forms if not may_stand_alone(form[0][form[1]]))


def may_stand_alone(sign: str) -> bool:
    """Whether it is often a word by itself: 解难题, 保畅通, 群众盼."""
    return sign in _FREE_OF_PAIRS | OF_SLOGANS or read_tails(sign)[""] >= _OFTEN_ALONE


@cache
def read_pairs() -> tuple[tuple[str, str], ...]:
    """Two words that are often said together."""
    return tuple((one, other) for one, others in read_rows("pairs") for other in others.split())


@cache
def list_company(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What goes before the word, and what behind it."""
    number = _index_words().get(word)
    if number is None:
        return (), ()
    row = _read_word(number)
    return row.before, row.behind + row.far


@keep_table
def _index_words() -> Mapping[str, int]:
    return {word: number for number, (word, *_) in enumerate(_list_rows())}


@cache
def _read_neighbours() -> tuple[tuple[str, str], ...]:
    """Two words that go together; unlike those of `read_pairs` they tell words of one sound alone."""
    rows = read_rows("neighbours")
    return tuple((one, other) for one, others in rows for other in others.split())


@cache
def _read_joint() -> frozenset[str]:
    return frozenset(one + other for one, other in (*read_pairs(), *_read_neighbours()))


def _is_bound(sign: str) -> bool:
    return sign not in _FREE | _FREE_AT_END
