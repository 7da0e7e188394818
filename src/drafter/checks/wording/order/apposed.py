"""Counts that stand behind what they count: 甲、乙、丙三镇; “甲”“乙”两种模式; 县乡村三级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.wording.order.points import read_number
from drafter.checks.wording.patterns import RARE_SURNAMES, SURNAMES
from drafter.checks.wording.sentences.manner import is_plain_verb

_NUMBER = r"(?<![第十百千〇零\d.年月、每各近约超而“])(?P<count>[两二三四五六七八九十]|1[0-2]|[2-9])"
_DIRECT = (
    r"大(?!家|于|会|小|致|多|赛|学)|[者]|(?<=[两二三四五])级(?![—～至到以])|地(?!方|块|点|区|产|段)|方(?!面|案|式|向|程|法|针|可|便|米)|省|市(?!场|民|委|政|值|里)"
    r"|县(?!委|政|城|直)|区(?!域|间|委|政)|镇|乡(?!村)|村(?!民|委|屯|庄)|国(?!家|有)|校|州|部门|单位|单位|局(?!面|势)|馆|人(?!次|均|员|口|民|以)"
)
"""Kinds that a number counts with no measure between: they say again what the names before are."""
_COUNTED = re.compile(
    rf"(?P<etc>等)?(?P<open>（共?|，?共(?:计)?)?{_NUMBER}"
    rf"(?:(?P<direct>{_DIRECT})|(?P<unit>[个名位家部项种类所条])(?P<noun>[一-鿿]{{0,4}}))"
)
_KINDS = (
    "部门", "机构", "镇街", "街道", "乡镇", "党派", "委员", "专委", "常委", "小组", "镇", "乡", "村",
    "社区", "县", "区", "市", "方面", "领域", "层面", "维度", "环节", "阶段", "步骤", "板块",
    "片区", "要素", "景区", "园区", "流域", "民族", "省", "城市", "试点", "科室", "专班", "单位",
)  # fmt: skip
"""What the names before a number are when they are all of it: 办公室、提案委、经济委3个机构."""
_LEVEL_SIGNS = re.compile("[省市县区乡镇村]{2}$")
_ORGAN = re.compile("(?:[局委厅办院署]|公司|中心|街道|镇)$")
"""The end of a proper name: such names before a number are all of it as well."""
_NAME = re.compile("[一-鿿“”《》·]{1,14}")
_PERSON = re.compile(rf"[{SURNAMES}{RARE_SURNAMES}][一-鿿某]{{1,2}}")
_SPLIT = re.compile("[，。；：（）！？]|以及|(?:、|其他|各)?等(?!等)")
_MARKED = re.compile(
    rf"(?P<list>(?:“[^“”]{{1,20}}”[、和与]?){{2,12}}|(?:《[^《》]{{2,40}}》[、和与]?){{2,12}})"
    rf"(?P<etc>等)?{_NUMBER}(?:[项种类部份]|个(?=文件|制度|办法|方案|意见|平台|模式|品牌|活动|行动|工程|机制)|大)"
)
_LEVELS = re.compile(rf"(?P<list>[国省市州县区乡镇街村组社]{{2,6}}){_NUMBER}级")
_ONE_OR_TWO = (
    "县区",
    "区县",
    "乡镇",
    "镇街",
    "村组",
    "村社",
    "县市",
    "市州",
    "市县",
    "省市",
    "街镇",
    "社村",
    "镇村",
)
"""Two levels, or a name of one."""
_ROWS = {
    "德智体": 3, "德智体美": 4, "德智体美劳": 5, "老中青": 3, "农林牧渔": 4, "农林牧副渔": 5, "吃住行": 3,
    "吃住行游购娱": 6, "党政军警民": 5, "党政军民": 4, "工农商学兵": 5, "水电路": 3, "水电气": 3,
    "水电路讯": 4, "水电路气": 4, "水电路气讯": 5, "水电路气讯网": 6, "山水林田湖草沙": 7, "山水林田湖草": 6,
    "产学研": 3, "产学研用": 4, "人财物": 3, "责权利": 3, "真善美": 3, "传帮带": 3, "公检法": 3, "公检法司": 4,
    "种养加": 3, "产供销": 3, "听说读写": 4, "春夏秋冬": 4, "东南西北": 4, "衣食住行": 4, "酸甜苦辣": 4, "琴棋书画": 4,
}  # fmt: skip
"""Things said in one breath, a sign each, and how many they are."""
_ROW = re.compile(
    rf"(?<![一-鿿])?(?P<list>{'|'.join(sorted(_ROWS, key=len, reverse=True))})(?P<count>[两二三四五六七八])(?P<what>[方业育代通大项]|个|要素|位一体|结合)"
)


_FURTHEST = 150
"""So many characters before a count its names are looked for."""


class Miscount(NamedTuple):
    """A count, where it stands, and how many things there are."""

    match: re.Match[str]
    listed: int


def list_miscounts(text: str) -> Iterator[Miscount]:
    """The counts in a line that are not those of the names right before them."""
    for match in _COUNTED.finditer(text):
        if listed := _count_names(text, match):
            yield Miscount(match, listed)
    for match in _MARKED.finditer(text):
        listed, stated = len(re.findall("[“《]", match["list"])), read_number(match["count"])
        if listed > stated or (listed < stated and not match["etc"]):
            yield Miscount(match, listed)
    for match in _LEVELS.finditer(text):
        most = len(match["list"])
        least = most - sum(match["list"].count(each) for each in _ONE_OR_TWO)
        least -= bool(re.search("[一-鿿]$", text[: match.start()]))  # 三江县乡村两级
        if not least <= read_number(match["count"]) <= most:
            yield Miscount(match, most)
    for match in _ROW.finditer(text):
        if _ROWS[match["list"]] != read_number(match["count"]):
            yield Miscount(match, _ROWS[match["list"]])


def _count_names(text: str, match: re.Match[str]) -> int:
    """How many names stand before a count that is not theirs; 0 where it is, or cannot be told."""
    clause = _SPLIT.split(text[max(match.start() - _FURTHEST, 0) : match.start()])[-1]
    items = clause.split("、")
    is_cut = text[: match.start() - len(clause)].endswith("）")  # 乡（镇）、村
    are_names = len(items) > 1 and all(_NAME.fullmatch(each) for each in items[1:])
    are_names = are_names and not _NO_END.search(items[-1])
    is_part = "的" in items[-1] or (match["direct"] == "级" and _LEVEL_SIGNS.search(items[-1]))
    if is_cut or not are_names or is_part:
        return 0
    if match["etc"]:
        linked = [at for at, each in enumerate(items[:-1]) if re.search("[和与及]", each)]
        items = items[linked[-1] :] if linked else items
        is_whole = not match["direct"] or _are_alike(items)
        return len(items) if is_whole and len(items) > read_number(match["count"]) else 0
    return _count_all(items, match)


def _count_all(items: list[str], match: re.Match[str]) -> int:
    stated = read_number(match["count"])
    most = len(items) + len(re.findall("[和与及]", "、".join(items[1:])))
    even = {len(each) for each in re.split("[、和与及]", "、".join(items[1:]))}
    least = most if len(even) == 1 and len(items[0]) >= min(even) else len(items)
    least -= sum(_is_in_name(each, items) for each in items[1:]) if least == most else 0
    if stated not in (least - 1, most + 1) or not _is_whole(match, items):
        return 0
    if stated > most:
        return 0 if match["direct"] in ("国", "省", "市", "州") else most  # 北欧五国
    return least if _are_alike(items) else 0


_NO_END = re.compile("[由在为给对向将把从被经以按至到归供有是该这那全跨等了着过]$")
"""成果由两局共享: what stands before the count is no name."""


def _is_in_name(item: str, items: list[str]) -> bool:
    """Whether 和 in an item is of its name: 永和县 beside 河口县, and not 水利局和教育局."""
    head = re.split("[和与及]", item)[0]
    is_like_others = any(each is not item and each[-1] == item[-1] for each in items)
    return head != item and is_like_others and not head.endswith(item[-1])


def _are_alike(items: list[str]) -> bool:
    """Whether what stands between the marks is names only: not 部署、指挥辽沈、淮海、平津."""
    sizes = [len(each) for each in items[1:]]
    return max(sizes) <= max(min(sizes) * 1.5, min(sizes) + 1) or all(map(_ORGAN.search, items))


def _is_whole(match: re.Match[str], items: list[str]) -> bool:
    """Whether the names are all that is counted: 修订、完善三项制度 names none."""
    if match["unit"] in ("名", "位") or match["direct"] == "人":
        people = all(_PERSON.fullmatch(each) for each in items[1:])
        start = match.string.rfind("、".join(items), 0, match.start())
        is_begun = start == 0 or match.string[start - 1] in "。；：（"
        is_more = len(items) > read_number(match["count"])
        return people and (is_begun or is_more) and bool(_PERSON.search(items[0][-3:]))
    if match["open"]:
        return False
    if (
        is_plain_verb(items[-1])
        or is_plain_verb(items[-2][-2:])
        or items[-1][0] == items[-2][:1] in "抓做用搞办建管治"
    ):
        return False
    if match["direct"]:
        return True
    are_organs = all(_ORGAN.search(each) for each in items)
    return len(items) > 2 and (match["noun"].startswith(_KINDS) or are_organs)
