"""A paragraph that contradicts itself: names, sessions, days, who does it, whether it was done."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import combinations

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes


def find_contradictions(page: PageText) -> Iterator[Hit]:
    """D424: “同心书屋”……“同行书屋”; 未发生事故……死亡2人; 由甲牵头。乙作为牵头单位."""
    yield from find_clashes(page, _FINDERS, "。；，")


_QUOTED = re.compile("[“《]([一-鿿]{4,12})[”》]")
_PLACE = re.compile(
    "[屋站队室厅园坊院馆社家桥号网堂亭吧角廊街路湾区楼店部会团组台岗点栏册书报刊法案定则划动程牌项务岛巷苑庭驿日周节赛展]$"
)
"""What the name of a place, a group, a paper or an undertaking ends in."""
_LEAST_SHARED = 3
_SERIAL = re.compile(
    "[一二三四五六七八九十两东南西北中上下前后左右大小新老男女内外甲乙丙丁春夏秋冬]"
)


def _find_near_names(text: str) -> Iterator[Clash]:
    """Two names in quotes that differ in one character, and do not stand side by side."""
    names = list(_QUOTED.finditer(text))
    for first, then in combinations(names, 2):
        one, other = first[1], then[1]
        differing = [
            at for at in range(len(one)) if len(one) == len(other) and one[at] != other[at]
        ]
        if len(differing) != 1 or len(one) - 1 < _LEAST_SHARED or len(names) > _MOST_NAMES:
            continue
        at = differing[0]
        is_apart = re.search("[。；，]", text[first.end() : then.start()])
        is_name = (
            0 < at < len(one) - 1 and _PLACE.search(one) and not _SERIAL.search(one[at] + other[at])
        )
        if is_apart and is_name:
            yield Clash("名称", one, other, *then.span())
    yield from _find_near_projects(text)


_PROJECT = re.compile(
    "“(?P<name>[一-鿿]{4,6})”(?P<kind>项目|行动|工程|计划|品牌|专项|攻坚|活动|模式|机制|工作法|平台|小程序|基金)"
)
_LEAST_LIKE = 2


def _find_near_projects(text: str) -> Iterator[Clash]:
    """“阳光助行”项目……“暖阳助行”项目: half of the name, and the same undertaking."""
    names = list(_PROJECT.finditer(text))
    if len(names) != 2 or "。" not in text[names[0].end() : names[1].start()]:
        return
    one, other = (each["name"] for each in names)
    same = len(one) == len(other) and sum(a == b for a, b in zip(one, other, strict=True))
    is_alike = same and len(one) > same >= _LEAST_LIKE
    is_one = names[0]["kind"] == names[1]["kind"]
    if is_alike and is_one and not re.search("同时|另|此外|以及|两[个项大]", text):
        yield Clash("名称", one, other, *names[1].span("name"))


_MOST_NAMES = 4
"""In a paragraph of more of them they are many things and not one."""
_DENIED = (
    (r"未发生(?:一起|任何)?[^。；]{0,14}(?:死亡|伤亡|亡人)", r"(?:死亡|伤亡)\d+人"),
    (r"未发生(?:一起|任何)?[^。；]{0,10}(?:火灾|溺水|安全)(?:事故|事件)", r"发生(?:火灾|溺水|安全)(?:事故|事件)?\d+起"),
    (r"(?:未发生|没有发生|无)(?:任何|一起)?(?![^。；，]{0,8}(?:重大|较大|特大|亡人|伤亡|责任|同类|类似))[^。；，]{0,10}(?:事故|事件|案件)", r"(?:发生的?|造成的?)[一二三四五两\d]+起[^。；，]{0,10}(?:事故|事件|案件)"),
    (r"一致(?:通过|同意|赞成|推选)|全票(?:通过|当选)", r"\d+(?:名|票|位|人|户|家)[^。；，\d]{0,6}(?:反对票?|弃权)|(?:反对|弃权)票?[1-9]\d*票?|(?:表示|持|投了?)(?:反对|弃权)(?:意见|票)?"),
    (r"(?:全部|均已|已全部)(?:办结|完成|整改到位|整改完毕|化解|答复)", r"(?:尚有|还有|仍有|另有)\d+[件个处项名户][^。；，]{0,4}(?:未|正在)(?:办结|完成|整改|化解|答复)?"),
    (r"全体[^。；，]{0,6}(?:参加|出席|到会)", r"\d+[名人位][^。；，\d]{0,6}(?:请假|缺席|未到)"),
    (r"无人(?:缺席|请假|迟到)", r"\d+[名人位][^。；，\d]{0,6}(?:请假|缺席|迟到)"),
    (r"(?:从未|没有)收到[^。；，]{0,6}(?:投诉|举报|异议)", r"(?:收到|接到)[^。；，]{0,6}(?:投诉|举报|异议)\d+"),
    (r"零(?:投诉|上访|事故|违纪|差错)", r"(?:受理|接到|收到|发生|查处)(?:投诉|上访|事故|违纪|差错)(?:案件|问题)?\d+"),
)  # fmt: skip
_DENIALS = [(re.compile(one), re.compile(other)) for one, other in _DENIED]
_OTHER_TIME = re.compile("上年|去年|往年|此前|以前|同期|原来|过去")


def _find_denials(text: str) -> Iterator[Clash]:
    """未发生一起死亡事故。……死亡2人; 一致通过……3名代表投反对票."""
    for denied, told in _DENIALS:
        first = denied.search(text)
        then = told.search(text, first.end()) if first else None
        if first and then and not _OTHER_TIME.search(text[first.end() : then.start()]):
            yield Clash("情况", first[0], then[0], *then.span())


_NOT_DONE = re.compile(
    r"(?:未|没有|不再|取消了?)(?:安排|组织|开展|举办|召开|进行)?(?:任何)?(?P<what>[一-鿿]{2,6}?)(?:活动)?[。；]"
)
_EXCLUDED = re.compile(r"适用于(?P<all>[^。；]+)[。；](?P<one>[一-鿿]{3,12})不适用(?:于)?本")


def _find_undone(text: str) -> Iterator[Clash]:
    """未安排外出考察。5月……赴福建外出考察; 本办法适用于甲和乙。乙不适用本办法."""
    for first in _NOT_DONE.finditer(text):
        done = re.compile(
            rf"(?:组织|安排|开展|举办|召开|赴)(?:(?![未没不])[^。；]){{0,16}}{first['what']}"
        )
        then = done.search(text, first.end())
        if then and not _OTHER_TIME.search(text[first.end() : then.start()]):
            yield Clash(first["what"], first[0].rstrip("。；"), then[0], *then.span())
    for match in _EXCLUDED.finditer(text):
        if match["one"] in match["all"]:
            yield Clash(
                "适用范围",
                f"适用于{match['all']}",
                match[0][match.start("one") - match.start() :],
                match.start("one"),
                match.end(),
            )


_LED = re.compile(r"由(?P<who>[一-鿿]{3,12}?)(?:负责)?牵头[。，；]")
_LEADS = re.compile(r"(?:^|(?<=[。；]))(?P<who>[一-鿿]{3,12}?)(?:作为|是)?牵头单位")
_SESSION = re.compile(
    r"(?P<term>[一二三四五六七八九十]+届)(?P<time>[一二三四五六七八九十]+)次(?:全体)?(?:会议|全会)(?P<end>于|开幕|闭幕|召开|举行|期间|上)?"
)


def _find_two_leaders(text: str) -> Iterator[Clash]:
    """由城建委牵头。……农业委作为牵头单位; 五次会议于……开幕。四次会议闭幕后，……本次大会."""
    first = _LED.search(text)
    then = _LEADS.search(text, first.end()) if first else None
    if first and then and then["who"] not in first["who"] and first["who"] not in then["who"]:
        yield Clash("牵头单位", first["who"], then["who"], *then.span())
    sessions = list(_SESSION.finditer(text))
    if len(sessions) == 2:
        one, two = sessions
        is_same = one["term"] == two["term"] and one["time"] != two["time"]
        if (
            is_same
            and one["end"]
            and two["end"] in ("闭幕", "期间", "上")
            and re.search("本次|此次|这次|大会", text[two.end() :])
        ):
            yield Clash("会议届次", one[0], two[0], *two.span())


_DAY = r"(?P<{0}m>1[0-2]|[1-9])月(?P<{0}d>[123]?\d)日"
_LASTING = re.compile(
    rf"(?:自|从)?{_DAY.format('a')}(?:起|开始|启动)[^。；\d]{{0,6}}[，、](?:为期|历时|持续)(?P<long>\d{{1,3}}|[一两二三四五六七八九十半]{{1,2}})(?P<unit>天|周|个月|个?星期)"
    rf"[^。；]{{0,10}}?(?:至|到|于){_DAY.format('b')}(?:结束|止|截止|闭幕|落幕)"
)
_LONG_FIRST = re.compile(
    rf"为期(?P<long>\d{{1,3}}|[一两二三四五六七八九十半]{{1,2}})(?P<unit>天|周|个月|个?星期)，[^。；\d]{{0,8}}{_DAY.format('a')}[^。；\d，]{{0,4}}(?:开班|开幕|开始|启动|开营|开赛)"
    rf"[^。；\d]{{0,8}}{_DAY.format('b')}[^。；\d，]{{0,4}}(?:结业|闭幕|结束|闭营|落幕|收官)"
)
_UNITS = {"天": 1, "周": 7, "星期": 7, "个星期": 7, "个月": 30}
_ENDING = re.compile(
    rf"(?P<deed>公示|报名|申报|征集|公告|征求意见|缴费|缴纳|投标|征订|登记|申领|申请|投票|认购|预订|受理|选课|注册|填报)(?:期限?|时间)?[^。；\d]{{0,6}}(?:自|从|为)?{_DAY.format('a')}(?:起|开始)?(?:至|到|—|-|～){_DAY.format('b')}[^。]{{0,12}}?[。，；]"
    rf"[^。]{{0,24}}?(?:请于|须于|应于|应当于|在|于){_DAY.format('c')}(?:之前|以前|前)"
)
_OPENING = re.compile(
    rf"(?:定于|将于|于){_DAY.format('a')}至(?:(?P<bm>1[0-2]|[1-9])月)?(?P<bd>[123]?\d)日[^。]{{0,16}}(?:举办|举行|召开|开展)[^。]{{0,4}}。"
    rf"[^。]{{0,16}}?(?:于|在){_DAY.format('c')}[^。；，]{{0,4}}报到"
)


def _read_day(match: re.Match[str], sign: str) -> tuple[int, int]:
    return int(match[f"{sign}m"] or match["am"]), int(match[f"{sign}d"])


def _find_clashing_days(text: str) -> Iterator[Clash]:
    """自3月1日开始，为期一个月，至5月31日结束; a deadline behind the end; arriving behind the start."""
    for match in (*_LASTING.finditer(text), *_LONG_FIRST.finditer(text)):
        (month, day), (last, then) = _read_day(match, "a"), _read_day(match, "b")
        days = (
            datetime.date(2021, last, min(then, 28)) - datetime.date(2021, month, min(day, 28))
        ).days
        stated = _read_long(match["long"]) * _UNITS[match["unit"]]
        if days > 0 and abs(days - stated) > (1 if match["unit"] == "天" else max(3, stated // 4)):
            span = f"{match['am']}月{match['ad']}日至{match['bm']}月{match['bd']}日"
            yield Clash(
                "起止时间",
                f"为期{match['long']}{match['unit']}",
                span,
                match.start("bm"),
                match.end(),
            )
    for pattern, edge in ((_ENDING, "b"), (_OPENING, "a")):
        for match in pattern.finditer(text):
            is_of_same = match.groupdict().get("mark", "。") == "。" or match["same"]
            if is_of_same and _read_day(match, "c") > _read_day(match, edge):
                bound = "{}月{}日".format(*_read_day(match, edge))
                told = f"{match['cm']}月{match['cd']}日"
                yield Clash("时间", bound, told, match.start("cm"), match.end("cd") + 1)


def _read_long(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return 10 if words == "十" else max("半一二三四五六七八九".find(words.replace("两", "二")), 1)


_PARTY = re.compile(
    r"一行(?P<one>\d+)人[^。]*。[^。；，]{0,6}?(?P<two>\d+)名(?:组员|成员|队员|团员|同志|委员)(?=分|兵|先后|随|一同|一起)"
)
_LISTED = re.compile(
    r"(?:^|(?<=[。；]))(?P<list>[一-鿿]{2,8}(?:、[一-鿿]{2,8}){1,6})(?:[两三四五六七]个?[一-鿿]{1,3})?(?:为|是|被(?:确定|列|评)为)(?:本次|首批|今年|全[区市县])?的?"
    r"(?P<noun>[一-鿿]{2,8})。[^。]{0,20}?(?P<count>[两三四五六七八])个(?P=noun)"
)
_GIVEN = re.compile(
    r"(?:为|向|给)[^。；，]{0,16}?(?P<one>女童|儿童|小?学生|孩子|老人|老党员|环卫工人|残疾人|教师|官兵|职工|妇女)[^。；，]{0,3}(?:送|发|赠|捐)[^。；]*[。；]"
    r"(?:收到|拿到|领到|接过)[^。；，]{1,8}的(?P<two>女童|儿童|小?学生|孩子|老人|老党员|环卫工人|残疾人|教师|官兵|职工|妇女)们?"
)
_YOUNG = ("女童", "儿童", "学生", "小学生", "孩子")


def _find_other_people(text: str) -> Iterator[Clash]:
    """一行6人……8名组员; 甲村、乙村、丙村为试点村。两个试点村; 送给女童……老人们."""
    for match in _PARTY.finditer(text):
        if match["one"] != match["two"]:
            yield Clash(
                "人数", f"{match['one']}人", f"{match['two']}名", match.start("two"), match.end()
            )
    for match in _LISTED.finditer(text):
        listed = match["list"].count("、") + 1
        if listed != "一两三四五六七八".find(match["count"]) + 1:
            yield Clash(
                match["noun"],
                f"{listed}个",
                f"{match['count']}个",
                match.start("count"),
                match.end(),
            )
    for match in _GIVEN.finditer(text):
        one, two = match["one"], match["two"]
        if one not in two and two not in one and not (one in _YOUNG and two in _YOUNG):
            yield Clash("对象", one, two, match.start("two"), match.end())


_ALL_OF = re.compile(r"(?P<count>\d+)(?P<of>[名位家个件篇项户][一-鿿]{2,4})(?:分别|先后|依次)")
_OF_THESE = re.compile(
    r"(?:^|(?<=[。；]))在(?:所|本次|这次|上述)?(?P<verb>[一-鿿]{2})的(?P<count>\d+)(?P<unit>[家件条人名户个篇位])[一-鿿]{0,6}[中里]，"
)


def _find_other_counts(text: str) -> Iterator[Clash]:
    """邀请了3名专家，4名专家分别作了发言; 走访企业45家。在走访的52家企业中，……."""
    for then in _ALL_OF.finditer(text):
        before = re.findall(rf"(\d+){then['of']}", text[: then.start()])
        if len(before) == 1 and before[0] != then["count"]:
            of = then["of"]
            yield Clash(
                of[1:], before[0] + of[0], then["count"] + of[0], then.start(), then.end("of")
            )
    for then in _OF_THESE.finditer(text):
        told = rf"{then['verb']}(?:了|各类)?[一-鿿]{{0,8}}?(\d+){then['unit']}"
        before = re.findall(told, text[: then.start()])
        if len(before) == 1 and before[0] != then["count"]:
            unit = then["unit"]
            yield Clash(
                then["verb"],
                before[0] + unit,
                then["count"] + unit,
                then.start("count"),
                then.end("unit"),
            )


_TREND = re.compile(
    r"(?P<what>[一-鿿]{2,6}?)(?:数量?)?(?:不断|持续|逐年|日益|进一步|逐步|明显)(?P<one>减少|下降|降低|外流|流失|增加|上升|增长|提高)，[^。；]*?(?P=what)(?:数量?)?(?:不断|持续|逐年|日益|进一步|逐步|明显)(?P<two>减少|下降|降低|增加|上升|增长|提高)"
)
_RISING = frozenset("增加 上升 增长 提高".split())


def _find_two_trends(text: str) -> Iterator[Clash]:
    """农村人口持续减少，……农村人口不断增加."""
    for match in _TREND.finditer(text):
        if (match["one"] in _RISING) != (match["two"] in _RISING):
            yield Clash(match["what"], match["one"], match["two"], match.start("two"), match.end())


_FINDERS = (
    _find_near_names, _find_denials, _find_undone, _find_two_leaders, _find_clashing_days,
    _find_other_people, _find_other_counts, _find_two_trends,
)  # fmt: skip
