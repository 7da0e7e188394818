"""Words with one character wrong: what stands there makes no word, and would with a twin of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import HAN, RARE_SURNAMES, SURNAMES
from drafter.checks.wording.spelling.alike import list_alike, list_closest, list_twins
from drafter.checks.wording.spelling.companions import list_company
from drafter.checks.wording.spelling.cutting import (
    LONGEST,
    Cut,
    cut_runs,
    index_firsts,
    index_gaps,
    list_seconds,
    read_tails,
)

_GAIN = 9.0
_GAIN_OF_NEAR = 11.5
"""By how much the right word makes the run likelier. Below, rows of short words sound so by chance."""
_GAIN_OF_FREQUENT = 9.6
"""The same for words that offices use most: they are taken to be likelier than the dictionary says."""
_LESS_IN_COMPANY, _LESS_OFF_TONE = 6.5, 4.0
"""By so much less where a word that goes with the right one stands near; and where what is wrong is
read in another tone."""
_MORE_OFF_TONE = 2.0
"""By so much more where none does and the sign is read in another tone, or not even so, and looks
otherwise: 返销 is no slip for 返校, nor 议商 for 商议."""
_NEAR = 8
_GAIN_OF_LONG = 12.0
_GAIN_OF_SWAPPED = 8.5
_GAIN_OF_THREE = 8.5
_GAP = "_"
"""Stands for the sign of a word of three that may be wrong."""
_BEFORE_OBJECT = "把将让使"
"""Behind these stand a thing and what is done to it, by right: 把车停在路旁."""
_GAIN_AMONG_RARE = 4.0
"""So much more where a rare character stands alone beside it: a name, or a word that no list has."""
_RARE = -9.5
_FREE = frozenset(
    "硬软厚薄粗细浓淡湿干嫩脆鲜野枯残碎破旧老各逐整每某该此本同几两一二三四五六七八九十百千这那哪所被把将可应需未不再也都又已正并而"
)
"""Before these stands a noun or a verb of one character by right: 各节, 逐处, 所述, 未报. Such a pair
must gain as much more as one beside a rare character."""
_RESULTS = frozenset("紧好牢实稳准严细深透通全满清净死定住早快慢多少高低大小长远近")
"""Behind a verb these say how it ends, before it how it is done: 盯紧 and 紧盯 are both right."""
_SURNAMES = frozenset(SURNAMES + RARE_SURNAMES)
_ONLY_SURNAMES = frozenset(SURNAMES) - frozenset("于向何高万严任付方")
"""Of these one that stands alone before two signs is taken for the name of a person."""
_BEFORE_NAME = re.compile(
    "(?:^|群众|村民|居民|职工|党员|干部|学生|农民|社员|护士|医师|工人|抽调|名叫|名为|叫做?|取名|员|师|者|长|工|匠|户|王|老板|经理|董事|厂|女|主席|书记|主任|委员|同志|代表|教授|老师|医生|和|与|及|由)$"
)
_BEHIND_NAME = re.compile(
    "$|同志|等|任|说|讲|老|应邀|介绍|告诉|带领|带着|家|的|是|荣获|获|捐|创办|说|表示|担任|为组|先生|女士|主持|出席|参加|代表|主任|主席|部长|书记|教授|院长|校长|委员|老师|医生|一行|率|介绍|当选|和|与|及"
)
_PLACES = "区县市省州镇乡村街路社桥河湖山组湾屯寨坝塘岭峡港岛洲"
_BEHIND_NAMED = re.compile(
    f"(?!区[域别分位]|市[场民容]|乡[村贤风土]|村[民庄级干容务集]|街道|路[线径网灯面段况]|社[会区保情]|桥梁|河[道湖长流段]|山[区林洪体]|组[织建成合长员]|岗位|港[口澳]|站[位点在台长])"
    f"(?:[{_PLACES}站]|[科股]|(?:农业|农牧|生物|食品|新材料|新能源|科技|集团|股份|实业|置业|商贸|物流|建设集团|有限|公司))"
)
"""Behind names: of a place, of an office, of a firm."""
_SAYING = re.compile("“[^“”]{3,16}[，；][^“”]{3,16}[。！？]?”")
"""What may be a saying of two lines, 学为人师，行为世范."""


_BRACKETS = ("〔", "［", "[")
"""Behind these signs of an office (闽政〔2017〕21号), which are no word."""


class Slip(NamedTuple):
    """What stands in a text for a word: where, and the word."""

    start: int
    end: int
    right: str


class _Guess(NamedTuple):
    gain: float
    slip: Slip


def find_slips(text: str) -> Iterator[Slip]:
    """The places where a word has one character wrong; none overlaps another."""
    sayings = [each.span() for each in _SAYING.finditer(text) if _has_even_lines(each[0])]
    for start, parts in cut_runs(text):
        if not parts.singles:
            continue
        end = start + len(parts.run)
        is_saying = any(first < start and end < last for first, last in sayings)
        if is_saying or (end - start <= _LONGEST_NAME and _is_listed_name(text, start, end)):
            continue
        for slip in _find_in_run(parts.run, parts):
            first, last = start + slip.start, start + slip.end
            if last == end and text[last : last + 1] in _BRACKETS:
                continue
            if not (_is_across_step(text, first, last) or _is_in_idiom(text, first, last)):
                yield Slip(first, last, slip.right)


def _find_in_run(run: str, parts: Cut) -> list[Slip]:
    guesses = [*_guess_pairs(run, parts), *_guess_long(run, parts), *_guess_threes(run, parts)]
    slips: list[Slip] = []
    for _, slip in sorted(guesses, key=lambda guess: (-guess.gain, guess.slip)):
        is_free = all(slip.end <= each.start or each.end <= slip.start for each in slips)
        if is_free and not _is_name(run, slip, parts):
            slips.append(slip)
    return sorted(slips)


def _guess_pairs(run: str, parts: Cut) -> Iterator[_Guess]:
    """Two words of one character side by side that would make one of two."""
    for at in sorted(parts.singles):
        if at + 1 not in parts.singles or _is_in_step(run, at):
            continue
        one, other = run[at], run[at + 1]
        is_swapped = at and one in list_seconds(other) and other not in _RESULTS
        if is_swapped and run[at - 1] not in _BEFORE_OBJECT:  # 施实, 兴振
            yield from _weigh(run, Slip(at, at + 2, other + one), _GAIN_OF_SWAPPED, parts)
        for sign in list_seconds(one) & list_alike(other):
            right, is_twin = one + sign, sign in list_twins(other)
            yield from _weigh(run, Slip(at, at + 2, right), _ask_gain(right, is_twin), parts)
        for sign in (sign for sign in list_alike(one) if other in list_seconds(sign)):
            right, is_twin = sign + other, sign in list_twins(one)
            yield from _weigh(run, Slip(at, at + 2, right), _ask_gain(right, is_twin), parts)


def _ask_gain(right: str, is_twin: bool) -> float:
    """By how much the right word has to be likelier than what is given."""
    if not is_twin:
        return _GAIN_OF_NEAR
    return _GAIN_OF_FREQUENT if right in read_words("frequent") else _GAIN


def _is_in_step(run: str, at: int) -> bool:
    """Whether one of the two comes again in the same place of a pair beside: 常来常往, 有案必查."""
    return bool({run[at], run[at + 1]} & {*run[max(at - 2, 0) : at], *run[at + 2 : at + 4]})


_LONGEST_NAME = 6
_NAMES_BEHIND = re.compile(
    f"、?[{HAN}、“”·]{{0,60}}?等(?:[{HAN}]{{0,4}}(?:企业|公司|品牌|商会|商户|农户|镇|乡|村|县|人)|地|\\d+[家个名位村镇])"
)


def _is_listed_name(text: str, start: int, end: int) -> bool:
    """Whether it stands in a list of names: 金健米业、洞庭水殖、三金电子等一批企业."""
    is_listed = "、" in (text[start - 1 : start], text[end : end + 1])
    return is_listed and _NAMES_BEHIND.match(text, end) is not None


def _has_even_lines(saying: str) -> bool:
    one, other = re.split("[，；]", saying.strip("“”。！？"), maxsplit=1)
    return len(one) == len(other)


def _is_in_idiom(text: str, start: int, end: int) -> bool:
    """Whether it is a part of one that the dictionary has not: 众擎易举."""
    places = range(max(end - 4, 0), start + 1)
    return any(text[at : at + 4] in read_words("idioms") for at in places)


def _is_across_step(text: str, start: int, end: int) -> bool:
    """Whether one of two comes again right before the mark or behind it: 以文塑旅、以旅彰文."""
    pair, before, behind = text[start:end], text[:start][-3:], text[end : end + 3]
    near = (
        before[: before.find("、") + 1] + behind[behind.find("、") :]
        if "、" in before + behind
        else ""
    )
    return len(pair) == 2 and any(sign in near for sign in pair)


def _weigh(run: str, slip: Slip, need: float, parts: Cut) -> Iterator[_Guess]:
    """The guess, if it is good enough."""
    likely = read_tails(slip.right[0])[slip.right[1:]]
    gain = parts.weigh(slip.start, slip.end, likely)
    more, less = (
        (0.0, _LESS_IN_COMPANY) if _is_closest(run, slip) else (_MORE_OFF_TONE, _LESS_OFF_TONE)
    )
    if gain <= need + more:
        if gain <= need - less or not _is_in_company(run, slip):
            return
        need = min(need, gain - 0.1)
    beside = {slip.start - 1, slip.end} & parts.singles
    is_free = run[slip.start] in _FREE or len(run) == 2
    if is_free and gain <= need + _GAIN_AMONG_RARE:
        return
    if gain > need + _GAIN_AMONG_RARE or not any(_is_rare(run[place]) for place in beside):
        yield _Guess(gain, slip)


def _is_closest(run: str, slip: Slip) -> bool:
    """Whether what is wrong sounds as it should, tone and all, or looks so."""
    pairs = zip(run[slip.start : slip.end], slip.right, strict=True)
    return all(one == other or other in list_closest(one) for one, other in pairs)


def _is_in_company(run: str, slip: Slip) -> bool:
    """Whether a word that goes with the right one stands near."""
    before = run[max(slip.start - _NEAR, 0) : slip.start]
    behind = run[slip.end : slip.end + _NEAR]
    ones, others = list_company(slip.right)
    return any(one in before for one in ones) or any(other in behind for other in others)


def _is_rare(sign: str) -> bool:
    return read_tails(sign)[""] <= _RARE


def _guess_long(run: str, parts: Cut) -> Iterator[_Guess]:
    """A word of three or four characters with one of them wrong."""
    for at in parts.singles:
        alike = list_alike(run[at])
        places = range(max(at - LONGEST + 1, 0), at)
        behinds = [index_gaps(run[start]).get(run[start:at]) for start in places] + [index_firsts()]
        for size in range(3, LONGEST + 1):
            for start in range(max(at - size + 1, 0), min(at, len(run) - size) + 1):
                behind = run[at + 1 : start + size]
                for sign in (behinds[start - at - 1] or {}).get(behind, ""):
                    if sign in alike:
                        slip = Slip(start, start + size, run[start:at] + sign + behind)
                        yield from _weigh(run, slip, _GAIN_OF_LONG, parts)


def _is_name(run: str, slip: Slip, parts: Cut) -> bool:
    """Whether it looks like the name of a person or a place, or a part of one."""
    start, end = slip.start, slip.end
    if end - start == 2 and {start - 1} & parts.singles and run[start - 1] in _ONLY_SURNAMES:
        return True
    while start and start - 1 in parts.singles and slip.start - start < 2:
        start -= 1
    while end in parts.singles and end - slip.end < 2:
        end += 1
    if _BEHIND_NAMED.match(run, slip.end):
        return True
    if (
        run[slip.end - 1] in _PLACES + "点站所店"
        and slip.right[-1] in _PLACES
        and start < slip.start
    ):
        return True
    return any(
        run[at] in _SURNAMES
        and to - at <= 4
        and _BEFORE_NAME.search(run[:at])
        and _BEHIND_NAME.match(run, to)
        for at in range(start, slip.start + 1)
        for to in range(slip.end, end + 1)
    )


def _guess_threes(run: str, parts: Cut) -> Iterator[_Guess]:
    """One of the words of three that offices use most with a sign wrong that makes another word with
    the one beside it: 工伤联."""
    threes = _index_threes()
    for at in range(len(run) - 2):
        one, middle, last = tuple(run[at : at + 3])
        for key, place in ((one + middle, 2), (one + _GAP + last, 1), (_GAP + middle + last, 0)):
            for sign in threes.get(key, ""):
                right = f"{run[at : at + place]}{sign}{run[at + place + 1 : at + 3]}"
                if run[at + place] != sign and sign in list_twins(run[at + place]):
                    yield from _weigh(run, Slip(at, at + 3, right), _GAIN_OF_THREE, parts)


@keep_table
def _index_threes() -> Mapping[str, str]:
    """The sign that each of these words has for another one, by the other two and their places."""
    index: dict[str, str] = {}
    for word in sorted(read_words("frequent")):
        if len(word) == 3:
            one, middle, last = tuple(word)
            for key, sign in (
                (one + middle, last),
                (one + _GAP + last, middle),
                (_GAP + middle + last, one),
            ):
                index[key] = index.get(key, "") + sign
    return index


_OF_TOPIC = 2
_TEXT_OF_RARE, _TEXT_OF_KNOWN = 2_000, 250
"""A sign that stands elsewhere too, as often as once in so many, is of what the text is about: a rare
one, and one that is better known."""
_KNOWN = -8.0


def leave_out_terms(page: PageText, found: Sequence[Hit]) -> list[Hit]:
    """The findings without guesses at what may be a term of the text's own: it comes again, or the
    sign that would be wrong is one that the text is about (评茧 where 茧 is spoken of)."""
    whole = "\n".join(line.text for line in page.lines)
    return [hit for hit in found if not (hit.is_guess and _is_term(whole, hit))]


def _is_term(whole: str, hit: Hit) -> bool:
    given, right = str(hit.values["text"]), str(hit.values["right"])
    if whole.count(given) > 1:
        return True
    wrong = [sign for sign, other in zip(given, right, strict=False) if sign != other]
    likely = read_tails(wrong[0])[""] if len(wrong) == 1 else 0.0
    if likely > _KNOWN:
        return False
    often = len(whole) / (_TEXT_OF_RARE if likely <= _RARE else _TEXT_OF_KNOWN)
    return whole.count(wrong[0]) - given.count(wrong[0]) >= max(_OF_TOPIC, often)
