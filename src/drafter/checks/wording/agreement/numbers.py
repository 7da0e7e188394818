"""How many there are, said again: 42个小区……上述41个小区; 为期3天……第四天."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import read_count

_HAN = "一二两三四五六七八九十"
_N = rf"(?<![\d.第{_HAN}百千万])(?P<count>\d{{1,4}}|[{_HAN}]{{1,3}})"
_UNIT = "(?P<unit>[个名位家户所座条处项件篇场批组类种支台辆幢栋])"
_THESE = re.compile(
    rf"(?:上述|以上|这|前述|上列|全部|所有)(?:共|的)?{_N}{_UNIT}(?P<noun>[\u4e00-\u9fff]{{1,5}})"
)
_COUNTED = re.compile(rf"{_N}余?多?{_UNIT}")
_DIVIDED = "阶段|环节|步骤|批次|班次|小组|片区|专题|板块|议题|议程|层面|梯队|战区|分会场|课程|单元|标段|组别|类别"
_PARTED = re.compile(
    rf"(?:分为?|分成|设|设置|设立|划分为|划为|包括|共|有|安排)[^。；，\d]{{0,40}}?{_N}(?:个)?(?P<noun>{_DIVIDED})"
)
_PARTS = re.compile(
    rf"(?<![前后余另首末各每余下其中第两\d.])(?P<count>[{_HAN}]|\d{{1,2}})(?:个|大)?(?P<noun>{_DIVIDED})"
)
_MOST_PARTS = 20
_EACH_ONE = re.compile(rf"(?:每[人家户个位名年月季]|各)[^，。；\\d]{{0,6}}{_N}{_UNIT}")
"""So many of each: nobody says here how many that are."""
_LASTING = re.compile(
    rf"(?:为期|历时|持续|会期|行程|全程|赛程|共|分为?|分成|设|设置|划分为|计划用)(?:[^。；，\d]{{0,14}}?)(?<!第)(?P<count>\d{{1,2}}|[{_HAN}]{{1,2}})(?P<unit>天|周|个月|个?阶段|个?批次?|期|轮|场|个?小?组|步|章|个标段|个?部分|年)(?![多余])"
)
_ORDINAL = re.compile(
    rf"第(?P<count>\d{{1,2}}|[{_HAN}]{{1,3}})(?P<unit>天|周|个月|个?阶段|个?批次?|期|轮|场|个?小?组|步|章|标段|部分|年)(?![级度])"
)
_LONGER = re.compile("延长|延期|增加|追加|顺延|上[一]?[期批轮]|新增|改为|以来|此前")
_NEAR_BEFORE, _NEAR_BEHIND = 12, 14


def find_other_numbers(page: PageText) -> Iterator[Hit]:
    """D424: the same things counted again, and one that comes behind the last of them."""
    finders = (_find_these, _find_parts, _find_beyond, _find_team, _find_weekly, _find_members)
    yield from find_clashes(page, finders, "这上前第个大名位每全所组队：家")


def _find_these(text: str) -> Iterator[Clash]:
    """老旧小区共42个……上述41个小区: what was counted once before, with another number."""
    for then in _THESE.finditer(text):
        ahead, told = text[: then.start()], read_count(then["count"])
        own = then["noun"]
        before = set[int]()
        for size in range(min(len(own), 4), 0, -1):
            before = set(_list_counts(ahead, then["unit"], own[:size]))
            before |= _count_named(ahead, own[:size]) if size == 1 or not before else set()
            if before:
                own = own[:size]
                break
        if len(before) == 1 and told and not _is_sum(ahead, then["unit"], told):
            (first,) = before
            one, other = f"{first}{then['unit']}{own}", f"{then['count']}{then['unit']}{own}"
            yield Clash(own, one, other, *then.span("count"))


def _is_sum(ahead: str, unit: str, told: int) -> bool:
    """Whether so many were named before, at once or in two numbers: 新建12座、改造8座，这20座."""
    values = [
        read_count(each["count"]) for each in _COUNTED.finditer(ahead) if each["unit"] == unit
    ]
    rows = (values[n:m] for n in range(len(values)) for m in range(n + 1, len(values) + 1))
    each = _EACH_ONE.search(ahead)
    is_each = each is not None and unit == each["unit"]  # 6位副区长每人领办1件
    return is_each or any(sum(row) == told for row in rows)


def _list_counts(ahead: str, unit: str, noun: str) -> Iterator[int]:
    """The numbers before with the unit, whose noun stands right before or behind them."""
    for match in _COUNTED.finditer(ahead):
        if match["unit"] != unit:
            continue
        behind = re.split("[，。；：、]", ahead[match.end() : match.end() + _NEAR_BEHIND])[0]
        before = re.split(
            "[，。；：]", ahead[max(match.start() - _NEAR_BEFORE, 0) : match.start()]
        )[-1]
        if noun in behind or re.search(
            rf"{noun}[\u4e00-\u9fff]?(?:一?共|总共|合计|有|为|达|计|数)*$", before
        ):
            yield read_count(match["count"])


def _count_named(ahead: str, noun: str) -> set[int]:
    """The names of a list each of which ends in the noun: 甲镇、乙镇、丙镇."""
    lists = re.findall(
        rf"(?:[\u4e00-\u9fff]{{1,6}}{noun}、)+[\u4e00-\u9fff]{{1,6}}{noun}(?:和[\u4e00-\u9fff]{{1,6}}{noun})?",
        ahead,
    )
    is_open = re.search(rf"{noun}等", ahead)
    return {re.sub("和", "、", each).count("、") + 1 for each in lists} if not is_open else set()


def _find_parts(text: str) -> Iterator[Clash]:
    """分学习培训、排查整改两个阶段。……三个阶段要压茬推进."""
    first = list(_PARTED.finditer(text))
    if len({(each["noun"], read_count(each["count"])) for each in first}) != 1:
        return
    one = first[0]
    if read_count(one["count"]) > _MOST_PARTS:
        return  # 抽检1800批次: so many are counted, and nothing is divided into them
    for then in _PARTS.finditer(text, one.end()):
        is_same = then["noun"] == one["noun"] and read_count(then["count"]) != read_count(
            one["count"]
        )
        is_other = re.search(
            "[前后首末另其余各每下新]$|其中|剩下|最后|的$", text[: then.start()][-3:]
        )
        if is_same and not is_other and read_count(then["count"]) > 1:
            values = f"{one['count']}个{one['noun']}", f"{then['count']}个{then['noun']}"
            yield Clash(one["noun"], *values, *then.span())
            return


def _find_beyond(text: str) -> Iterator[Clash]:
    """为期3天的培训班……第四天上午组织测试."""
    stated: dict[str, set[int]] = {}
    for match in _LASTING.finditer(text):
        stated.setdefault(_bare(match["unit"]), set()).add(read_count(match["count"]))
    for then in _ORDINAL.finditer(text) if stated else ():
        most = stated.get(_bare(then["unit"]), set())
        first = next(
            (m for m in _LASTING.finditer(text) if _bare(m["unit"]) == _bare(then["unit"])), None
        )
        if len(most) != 1 or first is None or first.end() > then.start():
            continue
        if read_count(then["count"]) > max(most) > 1 and not _LONGER.search(text[: then.end()]):
            yield Clash(_bare(then["unit"]), first["count"] + first["unit"], then[0], *then.span())


_SET = "由|邀请|选派|抽调|组织|派出|聘请|安排|选聘|邀|成立|组建|设立|设|现有|共有|有|共|配备|建成|建立|听取|听取了|分为?|涉及"
_TEAM = re.compile(
    rf"(?:{_SET})(?:了)?[^，。；\d]{{0,8}}?{_N}(?P<unit>[名位家个所支条座])(?P<noun>[\u4e00-\u9fff]{{2,5}}?)(?=组成|参加|，|。|、|担任|对|开展|赴|到|进行|分|的|组)"
    rf"|(?P<noun2>[\u4e00-\u9fff]{{2,3}}){_N.replace('count', 'count2')}(?P<unit2>[名位家个所支条座])(?=[，。、])"
    rf"|(?<![\u4e00-\u9fff]第)(?:^|(?<=[，。；])|[县市区镇乡村校]){_N.replace('count', 'count3')}(?P<unit3>[名位户家个所])(?P<noun3>[\u4e00-\u9fff]{{2,3}}?)(?=中|，|。|里)"
)
_TEAM_AGAIN = r"(?:^|(?<=[。；，]))(?:会上|期间|其间|活动中|现场|目前|评审中|随后|全[县市区镇乡村]|[\u4e00-\u9fff]{2}的?)?，?(?P<count>\d{1,4}|[二三两四五六七八九十]{1,3})[名位家个所支条座]"
_ALL_OF_THEM = "逐一|分别|全部|均|都|先后|一致|围绕|认真|共同|依次|分组|每"
_OTHERS = re.compile("其中|另|其余|还有|部分|新增|增至|扩大|外|又|再|上年|去年|计划|拟")


def _find_team(text: str) -> Iterator[Clash]:
    """由7名专家组成，会上8名专家逐一打分: those of before, as who acts now. Fewer may be some."""
    for first in _TEAM.finditer(text):
        noun, unit, stated = (
            next(first[f"{each}{number}"] for number in ("", "2", "3") if first[f"noun{number}"])
            for each in ("noun", "unit", "count")
        )
        again = re.compile(rf"{_TEAM_AGAIN}{noun}(?P<all>{_ALL_OF_THEM})?").search(
            text, first.end()
        )
        if again is None or _OTHERS.search(text[first.end() : again.end()]):
            continue
        now, before = read_count(again["count"]), read_count(stated)
        if _is_sum(text[: again.start()], unit, now):
            continue
        if now > before or (now != before and again["all"]):
            one, other = f"{stated}{unit}{noun}", f"{again['count']}{unit}{noun}"
            yield Clash(noun, one, other, *again.span())


def _bare(unit: str) -> str:
    return unit.replace("个", "").replace("批次", "批").replace("小组", "组")


_WEEKLY = re.compile(
    rf"每周(?P<days>[一二三四五六日](?:、[一二三四五六日])+)[^。；]{{0,10}}?每周[^，。；\d]{{0,4}}(?P<count>\d|[{_HAN}])[天次]"
)


def _find_weekly(text: str) -> Iterator[Clash]:
    """每周二、四、六开放，每周开放4天."""
    for match in _WEEKLY.finditer(text):
        days = match["days"].count("、") + 1
        if read_count(match["count"]) != days:
            yield Clash("天数", f"每周{match['days']}", f"{match['count']}天", *match.span("count"))


_GROUP = "督查组|督导组|调研组|考察组|检查组|专家组|工作组|评审组|巡察组|调查组|验收组|考核组|宣讲团|代表团|考察团|服务队|志愿队|突击队|医疗队|工作队|巡回指导组|指导组|慰问组|暗访组|专班"
_GROUP_OF = re.compile(
    rf"(?P<count>\d{{1,3}}|[二三四五六七八九十]{{1,2}})[名人位](?:[^，。；\d]{{0,12}}?(?:组成|成立|组建)(?:了)?)?(?:的)?(?:[^，。；、\d]{{0,8}}?)(?P<group>{_GROUP})"
    rf"|(?P<group2>{_GROUP})(?:一行|由|共|共有)(?P<count2>\d{{1,3}}|[二三四五六七八九十]{{1,2}})(?:[名人位])"
)
_MEMBERS = r"(?:全体|所有|全部|的)?(?P<count>\d{1,3}|[二三两四五六七八九十]{1,2})(?:[名位]|人)(?:成员|组员|队员|团员|同志|专家|人员|干部)"


def _find_members(text: str) -> Iterator[Clash]:
    """6人督查组……督查组全体7名成员."""
    for first in _GROUP_OF.finditer(text):
        group, stated = (
            (first["group"], first["count"])
            if first["group"]
            else (first["group2"], first["count2"])
        )
        then = re.compile(rf"{group}{_MEMBERS}").search(text, first.end())
        if (
            then
            and read_count(then["count"]) != read_count(stated)
            and not _OTHERS.search(text[first.end() : then.start()])
        ):
            yield Clash(group, f"{stated}名", f"{then['count']}名", *then.span("count"))
