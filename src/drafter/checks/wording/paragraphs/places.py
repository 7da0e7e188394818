"""The places of a paragraph: one named otherwise when it is meant again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.spelling.alike import read_readings

_KINDS = (
    "镇|乡|村|县|街道|社区|市|区|州|旗|林场|农场|牧场|茶场|渔场|水库|小区|景区|公园|广场|大桥|大厦|学校|小学|中学|学院|大学|幼儿园"
    "|医院|卫生院|派出所|敬老院|福利院|合作社|火车站|车站|机场|码头|电站|泵站|灌区|矿区|古镇|古城"
)
_COMMON = (
    "先进 后进 示范 试点 重点 贫困 行政 自然 中心 城关 一般 重灾 受灾 搬迁 脱贫 出列 帮扶 联系 包联 结对 所在 边远 偏远 全国 全省 全市 本县 我县 建设 文明 美丽 特色 生态 和美 "
    "两个 三个 四个 各个 每个 几个 多个 有关 相关 各有 城市 乡村 农村 山区 库区 城区 新区 老区 片区 园区 景区 街区 社区 校区 院区 灾区 疫区 地区 市区 郊区 辖区 小区 牧区 林区 湖区 矿区 港区 厂区 库区 南部 北部 东部 西部 "
    "小型 大型 中型 微型 综合 中医 专科 公立 民营 国营 国有 私营 县级 市级 省级 区级 镇级 村级 人民 妇幼 主题 森林 湿地 文化 体育 口袋 职业 师范 农业 本科 重点 双语 民办 公办 寄宿 完全 高级 初级 附属 社会 专业 农民 家庭 股份 劳务 "
    "新城 老城 主城 中部 沿江 沿线 沿湖 传统 古老 明星 空心 软弱 薄弱 产业 旅游 移民 安置 民族 城郊 近郊 远郊 高山 高寒 平坝 丘陵 联合 首批 其他 其余 另外 下游 上游 邻近 相邻 兄弟"
).split()
_NO_START = (
    "的在到对于向由给让请走进入达来自与和及从赴该本我全各每两个某有为是把将等使同往因被这那以派里内"
)
_NAMED = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2}})(?P<kind>{_KINDS})(?![级长])")
_AS_SUBJECT = re.compile(
    r"(?:^|[。；：]|(?:要求|希望|指出|认为|强调)，?|当日，|随即，|目前，|据悉，|据介绍，)$"
)
_DOES = re.compile(
    r"的(?!邻|兄弟)|要|应|须|将|是|有|为|党[委支]|两委|“两委”|群众|干部|村民|居民|负责|有关|相关|主要|支部|“|，|现|已|依托|因地|通过|还|把|以|位于|地处|在(?![^，。]{0,8}召开)"
)
_OF = re.compile(
    r"(?:对|把|将|学习|推广|借鉴|肯定|离开|听取(?:了)?|了解(?:了)?|赞扬|感谢|帮助|支持)$"
)
_OF_WHAT = re.compile(
    r"的(?:[^，。；]{0,6})(?:做法|经验|工作|成效|变化|探索|成绩|发展|模式|举措|情况|好评|意见|汇报|介绍|支持|同志|面貌|产业)|党[委支]|汇报|打造|建成|建设成"
)
_APART = re.compile(
    "分别|相邻|邻近|毗邻|接壤|对口|结对|相比|不同于|以及|至|途经|兄弟|连接|转[场战]|交界|合并|更名|原名|原为|同期|两[镇乡村县地]"
)
_ITS_PEOPLE = re.compile(
    "干部|群众|村民|居民|党[委支]|“?两委|支书|负责人|书记|镇长|乡长|村长|场长|校长|院长|所长|主任|管理[所处]|工作人员|师生|职工|医护|门票|的(?:干部|群众|村民|居民|老人|孩子|师生|职工|工作人员|负责人)"
)
"""Whoever is of the place, right behind its name: the place is meant."""
_LARGE = frozenset("市区县州旗")
"""What ends many other words: 买方市场."""
_SERIAL = frozenset("一二三四五六七八九十东南西北中上下前后左右大小新老内外高低")
_LEAST_TEXT = 8
_MOST_PLACES = 30
"""A paragraph that names more of them is a list."""


def find_other_places(page: PageText) -> Iterator[Hit]:
    """D424: 在云岭县召开……对云阳县的做法给予肯定; 到石桥街道调研……石坝街道要总结."""
    yield from find_clashes(page, (_find_other_places,), "镇乡村县街社市区校学")


def _find_other_places(text: str) -> Iterator[Clash]:
    places = [
        match
        for match in _NAMED.finditer(text)
        if match["name"] not in _COMMON and match["name"][0] not in _NO_START
    ]
    for number, then in enumerate(places if len(places) <= _MOST_PLACES else ()):
        name, kind = then["name"], then["kind"]
        if text.count(name) > 1:
            continue
        before = {
            each["name"]
            for each in places[:number]
            if each["kind"] == kind and each["name"] != name
        }
        meant = [
            each for each in before if sum(a == b for a, b in zip(each, name, strict=True)) == 1
        ]
        if len(meant) != 1 or len(before) > 2 or then.start() < _LEAST_TEXT:
            continue
        one = meant[0]
        ahead, behind = text[: then.start()], text[then.end() :]
        is_slip = kind not in _LARGE and _sound_alike(one, name)
        is_meant = (
            is_slip
            or (_AS_SUBJECT.search(ahead) and _DOES.match(behind))
            or (kind not in _LARGE and re.search("[，。；]$", ahead) and _ITS_PEOPLE.match(behind))
            or (_OF.search(ahead) and _OF_WHAT.match(behind))
        )
        listed = re.search(
            rf"[、和与及同跟至]{one}|{one}(?:{kind})?[、和与及同跟]|[、和与及同跟]{name}|{name}{kind}[、和与及同跟]",
            text,
        )
        sentence = text[text.rfind(one) : then.end() + 12]
        if _ends_in_serial(one, name):
            continue
        if is_meant and not listed and not _APART.search(sentence) and f"{one}{kind}" not in behind:
            yield Clash("地名", one + kind, name + kind, *then.span())


def _sound_alike(one: str, other: str) -> bool:
    """Whether the one sign in which they differ is spoken alike: 陶源, 陶元."""
    readings = read_readings()
    return all(
        a == b or bool(set(readings.get(a, "")) & set(readings.get(b, "")))
        for a, b in zip(one, other, strict=True)
    )


def _ends_in_serial(one: str, other: str) -> bool:
    return any(a != b and {a, b} <= _SERIAL for a, b in zip(one, other, strict=True))
