"""More of them than there are, one behind the last, one that is not in the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import read_count

_HAN = "一二两三四五六七八九十"
_N = rf"(?<![\d.第{_HAN}百千万])(?P<count>\d{{1,4}}|[{_HAN}]{{1,3}})"
_UNIT = "(?P<unit>[个名位家户所座条处项件篇场批组类种支台辆幢栋部份])"
_COUNTED = re.compile(rf"{_N}{_UNIT}(?=[\u4e00-\u9fff])")
_SUBJECT = re.compile(
    rf"(?:^|(?<=[。；，]))(?:随后，|会上，|目前，|期间，|现场，)?{_N}{_UNIT}(?P<noun>[\u4e00-\u9fff]{{1,8}}?)(?P<all>均|都|各(?!类|级|种)|全部|分别|依次|一致|逐一|先后|纷纷|共同|轮流|齐|相继|的)"
)
_ONE_SIGN = "村镇乡县区组局班队校站厂省市州人所"
_MOST_APART = 2
"""Of those only named again (…个村的干部) more may be others, when they are many more."""
_OTHERS = re.compile(
    "其中|另|其余|还有|部分|新增|增至|扩大|[此除]外|又|再|上年|去年|计划|拟|累计|加上|连同|以及|合并|相邻|周边|增加|追加|陆续"
)


def find_more_than_there_are(page: PageText) -> Iterator[Hit]:
    """D424: 审议了两个议题。三个议题均通过; 3个工作组，第四工作组; 应到26人，实到28人; 分别是甲乙丙，其中丁."""
    finders = (
        _find_more,
        _find_behind_the_last,
        _find_more_came,
        _find_not_listed,
        _find_other_things,
    )
    yield from find_clashes(page, finders, "，。；")


def _find_more(text: str) -> Iterator[Clash]:
    for then in _SUBJECT.finditer(text):
        ahead, told, noun = text[: then.start()], read_count(then["count"]), then["noun"]
        before = [
            (match, shared)
            for match in _COUNTED.finditer(ahead)
            if match["unit"] == then["unit"]
            and (shared := _share(ahead[match.end() :], noun))
            and (len(shared) > 1 or (shared in _ONE_SIGN and noun[-1] == shared))
        ]
        if len(before) != 1 or _OTHERS.search(ahead[before[0][0].start() :]):
            continue
        match, shared = before[0]
        first = read_count(match["count"])
        is_near = then["all"] != "的" or told - first <= _MOST_APART
        if told > first > 1 and is_near:
            one, other = (f"{each['count']}{each['unit']}{shared}" for each in (match, then))
            yield Clash(shared, one, other, *then.span("count"))


def _share(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size]


_BOUNDS = (
    # so many there are; the one that is named by its number
    (rf"{_N}支[^，。；]{{0,6}}(?:队|代表队)|{_N.replace('count', 'c2')}(?:名|位)(?:选手|队员|运动员|参赛)|(?:参赛|选手|参赛者)[^，。；]{{0,4}}{_N.replace('count', 'c3')}[人名]", rf"第(?P<at>\d{{1,3}}|[{_HAN}]{{1,3}})名"),
    (rf"{_N}个(?:[^，。；、]{{0,4}}?)(?:工作组|小组|督导组|检查组|调研组|专班|组)", rf"第(?P<at>\d{{1,2}}|[{_HAN}]{{1,2}})(?:工作组|小组|督导组|检查组|调研组|专班|组)"),
    (rf"{_N}条(?![河街路线道])", rf"(?:《[^》]*》|其中|办法|条例|规定|细则)第(?P<at>\d{{1,3}}|[{_HAN}]{{1,3}})条"),
    (rf"{_N}章", rf"第(?P<at>\d{{1,2}}|[{_HAN}]{{1,2}})章"), (rf"{_N}个标段", rf"第?(?P<at>\d{{1,2}}|[{_HAN}]{{1,2}})标段"),
    (rf"(?:共|有|为|高){_N}层", rf"(?<![\d{_HAN}地])(?P<at>\d{{1,2}}|[{_HAN}]{{1,2}})层(?:以上|的)?(?:住|会议|办公|起火|着火|窗|西|东|南|北)"),
    (rf"{_N}个年级", rf"(?<![第\d])(?P<at>[{_HAN}]{{1,2}})年级"),
    (rf"(?:共|设|分){_N}个考场", rf"第(?P<at>\d{{1,3}}|[{_HAN}]{{1,2}})考场"),
)  # fmt: skip
_BOUND_FORMS = tuple((re.compile(one), re.compile(other)) for one, other in _BOUNDS)
_FAR = 140


def _find_behind_the_last(text: str) -> Iterator[Clash]:
    """派出3个工作组……第四工作组; 8支队伍参赛，第九名."""
    for one, other in _BOUND_FORMS if "第" in text or "层" in text or "年级" in text else ():
        firsts = list(one.finditer(text))
        if len(firsts) != 1:
            continue
        first = firsts[0]
        count = next(value for name, value in first.groupdict().items() if value and name[0] == "c")
        for then in other.finditer(text, first.end(), first.end() + _FAR):
            between = text[first.end() : then.start()]
            if read_count(then["at"]) > read_count(count) > 1 and not _OTHERS.search(between):
                yield Clash("序号", first[0], then[0], *then.span())
                return


_CAME = re.compile(
    r"应(?P<deed>[到参考检投征收缴办报出种改拆交返]|参加|参会|出席|接种|缴纳|体检|整改)[^，。；\d]{0,8}(?P<a>\d+)(?P<unit>[\u4e00-\u9fff])[^。；\d]{0,6}?[，、][^，。；\d]{0,4}?(?P<at>实(?P=deed)[^，。；\d]{0,8}(?P<b>\d+)(?P=unit))"
)
_VOTES = re.compile(
    rf"(?:由|共|有|出席|到会|参加)[^，。；\d]{{0,8}}?(?P<a>\d{{1,3}}|[{_HAN}]{{1,3}})(?:人|名|位)(?:组成|[^，。；]{{0,8}}(?:委员|代表|评委|专家|成员))[^。；]{{0,30}}?(?P<at>(?P<b>\d{{1,3}}|[{_HAN}]{{1,3}})票[^，。；\d]{{0,4}}(?:同意|赞成|通过|当选|反对))"
)


def _find_more_came(text: str) -> Iterator[Clash]:
    """应到26人，实到28人; 评委会由7人组成，以8票同意."""
    for form in (_CAME, _VOTES):
        for match in form.finditer(text) if "实" in text or "票" in text else ():
            if read_count(match["b"]) > read_count(match["a"]):
                yield Clash(
                    "人数",
                    match[0][: match.start("at") - match.start()].rstrip("，、"),
                    match["at"],
                    *match.span("at"),
                )


_LISTED = re.compile(
    r"(?:分别是|分别为|即|包括|有|：)(?P<list>[\u4e00-\u9fff“”]{2,10}(?:、[\u4e00-\u9fff“”]{2,10})+(?:(?:和|及|以及|与)[\u4e00-\u9fff“”]{2,10})?)[，。；]其中，?(?P<at>[\u4e00-\u9fff“”]{2,8}?)(?:是|为|于|在|占|获|被|已|最|由|达|率先|因|属|一项|有|列入)"
)


def _find_not_listed(text: str) -> Iterator[Clash]:
    """3个，分别是剪纸、皮影戏和木版年画，其中竹编于2011年."""
    for match in _LISTED.finditer(text) if "其中" in text else ():
        listed, named = match["list"], match["at"].strip("“”")
        if (
            "等" in listed
            or re.search("[最首第前后各每新这该第]|项目|部分|有的", named)
            or len(named) < 2
        ):
            continue
        pairs = {named[n : n + 2] for n in range(len(named) - 1)}
        if not any(pair in listed for pair in pairs):
            yield Clash("所列", listed, match["at"], *match.span("at"))


_AGAIN = re.compile(
    r"(?:这|上述|该批|那|这批)(?P<count>\d{2,6})(?P<unit>[株棵台辆头只亩座栋套件册尾羽匹盏艘箱袋斤吨本把块])(?P<noun>[\u4e00-\u9fff]{2,5})"
)
_SORTS = "树苗车机器牛羊猪鸡鸭鱼稻麦豆果茶花菜书服鞋灯船泵柜床桌椅井棚池房屋"


def _find_other_things(text: str) -> Iterator[Clash]:
    """栽植梨树1200株……这1200株桃树: as many of a sort, called as another of the sort."""
    for then in _AGAIN.finditer(text):
        amount = then["count"] + then["unit"]
        first = re.search(
            rf"(?P<ahead>[\u4e00-\u9fff]{{2}})?{amount}(?P<behind>[\u4e00-\u9fff]{{0,4}})",
            text[: then.start()],
        )
        if first is None:
            continue
        named = (first["behind"] + "|" + (first["ahead"] or "")).strip("|")
        sort = next((sign for sign in then["noun"][1:3] if sign in _SORTS), "")
        own = then["noun"][: then["noun"].find(sort) + 1] if sort else ""
        if (
            own
            and sort in named
            and own not in text[: then.start()]
            and own[0] not in named
            and own[0] not in "新老大小好良果苗树牲家作农设机耕庄牧器各品"
        ):
            end = then.start("noun") + len(own)
            yield Clash("对象", first[0], text[then.start() : end], then.start(), end)
