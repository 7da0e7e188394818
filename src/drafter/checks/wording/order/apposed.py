"""Counts that stand behind what they count: 甲、乙、丙三镇; “甲”“乙”两种模式; 县乡村三级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.wording.order.points import read_number
from drafter.checks.wording.patterns import RARE_SURNAMES, SURNAMES
from drafter.checks.wording.sentences.manner import is_plain_verb

_NUMBER = r"(?<![第十百千〇零一两二三四五六七八九\d.年月、每各近约超而“])(?P<count>[双两二三四五六七八九十]|1[0-2]|[2-9])"
_DIRECT = (
    r"大(?!家|于|会|小|致|多|赛|学)|[者]|(?<=[两二三四五])级(?![—～至到以])|地(?!方|块|点|区|产|段)|方(?!面|案|式|向|程|法|针|可|便|米)|省|市(?!场|民|委|政|值|里)"
    r"|县(?!委|政|城|直)|区(?!域|间|委|政)|镇|乡(?!村)|村(?!民|委|屯|庄)|国(?!家|有)|校|州|部门|单位|单位|局(?!面|势)|馆|人(?!次|均|员|口|民|以)"
    r"|重(?!点|大|要|新|建|视|复|量|心)|(?<=双)(?:向|创|控|碳|保)(?!型)"
)
"""Kinds that a number counts with no measure between: they say again what the names before are."""
_COUNTED = re.compile(
    rf"(?P<etc>等)?(?P<open>（共?|，?共(?:计)?)?{_NUMBER}"
    rf"(?:(?P<direct>{_DIRECT})|(?P<unit>[个名位家部项种类所条支座处道只本台艘把张样块面层股])(?P<noun>[一-鿿]{{0,4}}))"
)
_KINDS = (
    "部门", "机构", "镇街", "街道", "乡镇", "党派", "委员", "专委", "常委", "小组", "镇", "乡", "村",
    "社区", "县", "区", "市", "方面", "领域", "层面", "维度", "环节", "阶段", "步骤", "板块",
    "片区", "要素", "关口", "关键", "重点", "程序", "流程", "工序", "方式", "手段", "途径", "渠道",
    "作用", "功能", "职能", "问题", "难题", "品种", "群体", "系列", "季节", "时段", "等次", "等级", "类别",
    "行业", "产业", "学科", "专业", "工种", "项目", "队伍", "考验", "压力", "平台", "语种", "剧种", "景区", "园区", "流域", "民族", "省", "城市", "试点", "科室", "专班", "单位",
)  # fmt: skip
"""What the names before a number are when they are all of it: 办公室、提案委、经济委3个机构."""
_ACTED = (
    "环节", "阶段", "步骤", "关口", "关键", "程序", "流程", "工序", "方式", "手段", "途径", "作用",
    "功能", "职能", "项目", "专业", "工种",
)  # fmt: skip
"""Such a thing is named by a verb: 选种、育苗、收割三个环节."""
_TAKES = re.compile(
    "抓好|抓住|抓实|把[好握牢控]|突出|做[好实优强]|紧[盯扣抓]|聚焦|围绕|打通|开展|实施|完成|落实|发挥|优化|完善|强化|规范|"
    "增强|提升|拓[展宽]|设[置立]|改进|简化|明确|理顺|健全|推进|推动|建立|建设|履行|创新|调整|用[好活]|压[实减]|精简"
)
"""Such a verb takes it for its object: 宣传、抓好三个环节."""
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
_SIGNS = re.compile(
    rf"(?<=[一-鿿“])(?P<list>[一-鿿](?:[、和与][一-鿿])+)”?{_NUMBER}(?:[字季餐班色味岸侧端江湖河桥山峡路排路轮项档]|个(?=班次|季节|时段|等次|档次))"
)
"""早、中、晚两班: things of one sign each."""
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
    "种养加": 3, "产供销": 3, "早中晚": 3, "上中下": 3, "红黄蓝": 3, "煤电油气": 4, "一老一小": 2, "一废一库": 2, "听说读写": 4, "春夏秋冬": 4, "东南西北": 4, "衣食住行": 4, "酸甜苦辣": 4, "琴棋书画": 4,
}  # fmt: skip
"""Things said in one breath, a sign each, and how many they are."""
_ROW = re.compile(
    rf"(?<![一-鿿])?(?P<list>{'|'.join(sorted(_ROWS, key=len, reverse=True))})”?(?P<count>[两二三四五六七八])(?P<what>[方业育代通大项]|个|要素|位一体|结合)"
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
    yield from _list_short_rows(text)


def _list_short_rows(text: str) -> Iterator[Miscount]:
    """早、中、晚两班, 县乡村两级, 德智体四育: a sign each."""
    for match in _SIGNS.finditer(text):
        if (listed := len(re.split("[、和与]", match["list"]))) != read_number(match["count"]):
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


_OWNER = re.compile("[县区市镇乡村局委厅办院署校社馆站场厂队]$|公司|中心|街道|[们者]$|每|各|的")
"""张村两个合作社: what belongs to the last of them, and is none of them."""


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
    noun = match["noun"] or match.string[match.end() : match.end() + 4]
    is_acted = noun.startswith(_ACTED) and not any(map(_TAKES.match, [items[-1], items[-2][-2:]]))
    is_verb = is_plain_verb(items[-1]) or is_plain_verb(items[-2][-2:])
    is_alike = items[-1][0] == items[-2][:1] in "抓做用搞办建管治"
    if (is_verb and not is_acted) or is_alike:
        return False
    if match["direct"] or (is_acted and len(items) > 1):
        return True
    is_kind = match["noun"].startswith(_KINDS)
    is_theirs = any(map(_OWNER.search, items[1:])) and not is_kind
    are_organs = all(_ORGAN.search(each) for each in items)
    return len(items) > 2 and not is_theirs and (is_kind or are_organs or _are_alike(items))
