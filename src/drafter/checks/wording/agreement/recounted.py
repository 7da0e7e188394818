"""How many of one thing there are, told again of all of them: 科技特派员36名。32名科技特派员全部到村."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import read_count

_HAN = "一二两三四五六七八九十百"
_UNIT = "[名位人个家户所座条处项件篇场组类种支台辆幢栋部份起宗例株棵头只套间艘架块幅册本匹箱盏眼枚根张门桌]"
_MENTION = re.compile(
    rf"(?<![\d.第{_HAN}千万每各—～至到-])(?P<count>\d{{1,6}}|[{_HAN}]{{1,3}})(?P<unit>{_UNIT})(?![多余以]|百分|月|工作日|小时|年)"
)
_PEOPLE = frozenset("名位人个")
_EVENTS = frozenset("起宗件例")
_NOUN_BEHIND = re.compile("(?P<noun>[\u4e00-\u9fff]{2,8})")
_NOUN_BEFORE = re.compile(
    "(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:总数|总共|一共|共计|合计|共|计|有|达|为)*$"
)
_ALL = "均|全部|全体|悉数|全数|无一|逐一|逐户|逐个|分别|依次|先后|一致|已全|将全|都(?!市)|按时|如期|齐|纷纷|轮流|分成|分为|分赴|共同"
_ALL_OF = re.compile(rf"[\u4e00-\u9fff\d]{{0,16}}?(?P<all>{_ALL})")
_DEFINITE = re.compile("(?:这|上述|全部|所有|全体|上列|该批|以上)$")
_AT_HEAD = re.compile(
    "(?:^|[。；，])(?:目前|现|截至目前|会后|会上|随后|期间|其间|当天|当日|[\u4e00-\u9fff]{1,6}(?:当天|当日|期间|现场|之后|后|时|中|上|里)|至此|最终|最后|今年|据悉|结果|对|把|将|为|给|由)?，?$"
)
_OTHERS = re.compile(
    "其中|另|其余|剩余|还有|部分|新增|新建|新招|增至|扩大|[此除]外|又|再|上年|去年|往年|计划|拟|累计|加上|连同|以及|合并|增加|追加|陆续|前期|首批|第[一二三四五]|"
    "每|平均|分别|[中里]，|调整|核减|减少|退出|缺|请假|只|仅|之中|当中|中有|里有|有的|至少|不少于|不足|近|约|余|多|左右|以上|前[一二三四五六七八九十\\d]|后[二三四五六七八九十\\d]"
)
_MOST_APART = 120
_LEAST = 2


class _Mention(NamedTuple):
    """So many of something: the number, the unit, the noun, and where it is said."""

    number: int
    unit: str
    noun: str
    start: int
    end: int


def find_recounted(page: PageText) -> Iterator[Hit]:
    """D424: 共36名。32名科技特派员全部到村; 纠纷74起，64起纠纷均已履行; 教职工128人……138名教职工."""
    yield from find_clashes(page, (_find_recounted,), "，。")


def _find_recounted(text: str) -> Iterator[Clash]:
    found = list(_MENTION.finditer(text))
    for number, match in enumerate(found):
        behind = _NOUN_BEHIND.match(text, match.end())
        ahead = text[: match.start()]
        if not number or behind is None or not (_AT_HEAD.search(ahead) or _DEFINITE.search(ahead)):
            continue
        then = read_count(match["count"])
        one = _find_first(text, found[:number], match, behind["noun"])
        if one is None or one.number == then or min(one.number, then) < _LEAST:
            continue
        follows = _ALL_OF.match(text, match.end() + len(one.noun))
        is_all = follows is not None and not _OTHERS.search(follows[0][: -len(follows["all"])])
        is_meant = bool(_DEFINITE.search(ahead)) or is_all
        others = [
            read_count(each["count"]) for each in found[:number] if _are_one_unit(each, match)
        ]
        rest = one.number - then
        is_part = any(read_count(each["count"]) == rest for each in found[number + 1 : number + 3])
        if is_meant and not is_part and not _is_sum(others, then):
            told = f"{match['count']}{match['unit']}{one.noun}"
            yield Clash(
                one.noun, text[one.start : one.end], told, match.start(), match.start() + len(told)
            )
            return


def _find_first(
    text: str, found: list[re.Match[str]], then: re.Match[str], words: str
) -> _Mention | None:
    """The one mention before of the same things; None where there is another, or none."""
    same = list[_Mention]()
    for match in found:
        if not _are_one_unit(match, then):
            continue
        behind = _NOUN_BEHIND.match(text, match.end())
        own = _share(behind["noun"], words) if behind else ""
        clause = re.split("[，。；：、（）]", text[: match.start()])[-1]
        before = _NOUN_BEFORE.search(clause)
        if before and len(own) < _LEAST:
            names = (words[:size] for size in range(min(len(words), 6), _LEAST - 1, -1))
            own = next((name for name in names if before["noun"].endswith(name)), "")
        if len(own) >= _LEAST:
            end = (
                match.end() + len(own) if behind and behind["noun"].startswith(own) else match.end()
            )
            same.append(
                _Mention(read_count(match["count"]), match["unit"], own, match.start(), end)
            )
    if len(same) != 1 or then.start() - same[0].end > _MOST_APART:
        return None
    between = text[max(text.rfind(sign, 0, same[0].start) for sign in "。；，") + 1 : then.start()]
    return None if _OTHERS.search(between) else same[0]


def _are_one_unit(one: re.Match[str], other: re.Match[str]) -> bool:
    units = {one["unit"], other["unit"]}
    return len(units) == 1 or units <= _PEOPLE or units <= _EVENTS


def _share(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size]


def _is_sum(values: list[int], told: int) -> bool:
    """Whether so many were named before, together or as what is left of them."""
    rows = (values[n:m] for n in range(len(values)) for m in range(n + 1, len(values) + 1))
    sums = {sum(row) for row in rows}
    return told in sums or any(abs(a - b) == told for a in values for b in values)
