"""What does not go together in a paragraph: 三伏天 and 御寒, 独生女 and 儿子, 白马乡 and 全镇, 报告 and 特此请示."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes, tell_clash
from drafter.checks.wording.patterns import SURNAMES

Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_NEAR = 10
_FARTHEST = 160
"""What is said farther apart is said of two things."""


def find_things_apart(page: PageText) -> Iterator[Hit]:
    """D424: the words of lexicon/apart.txt, and levels, awards and provinces of one text."""
    finders = (_find_apart, _find_other_levels, _find_awards, _find_provinces, _find_lists)
    yield from find_clashes(page, (*finders, _find_ages), "，。")


@cache
def _list_rows() -> tuple[Row, ...]:
    rows: list[Row] = []
    for name, first, then, *guards in read_rows("apart"):
        words = first.split(), then.split(), guards[0].split() if guards else ()
        one, other, but = map(tuple, words)
        rows.append((name.rstrip("="), one, other, but))
        if name.endswith("="):
            rows.append((name.rstrip("="), other, one, but))
    return tuple(rows)


def _find_apart(text: str) -> Iterator[Clash]:
    """眼下正是三伏天……送上御寒用品."""
    for name, first, then, guards in _list_rows():
        other = next((word for word in then if word in text), None)
        one = next((word for word in first if word in text), None) if other else None
        if other is None or one is None:
            continue
        start, at = text.find(one), text.rfind(other)
        if not 0 < at - start - len(one) < _FARTHEST or other in one:
            continue
        between = text[start + len(one) : at]
        near = text[max(start - _NEAR, 0) : start], text[at + len(other) :][:_NEAR]
        is_guarded = any(word in each for word in guards for each in (between, *near))
        if between.strip("、和与及或") and not is_guarded:
            yield Clash(name, one, other, start, at + len(other))
            return


_LEVELS = {"乡": "镇", "镇": "乡", "县": "区", "区": "县", "村": "社区", "社区": "村", "街道": "镇"}
"""What one place may be called instead of what it is."""
_LEVEL = re.compile(
    r"^[ 　]*(?:\d{1,2}月\d{1,2}日，|近日，|近年来，|今年以来，)?(?P<name>[\u4e00-\u9fff]{2,3}(?P<kind>乡|镇|县|区|村|社区|街道))(?:地处|位于|在|把|将|坚持|以|深入|积极|始终|通过|针对|辖|立足|依托|现|共|是|党委|召开|组织)"
)


def _find_other_levels(text: str) -> Iterator[Clash]:
    """白马乡地处县境西北部……全镇立足高山气候."""
    own = _LEVEL.match(text)
    if own is None or text[own.end("name") - 2 : own.end("name")] in (
        "城区",
        "园区",
        "山区",
        "景区",
        "灾区",
        "社区",
    ) != (own["kind"] == "社区"):
        return
    other = _LEVELS[own["kind"]]
    then = re.compile(rf"(?:全|我|该|本)(?P<is>{other})(?![级委直域民])").search(text, own.end())
    rest = text[: then.start()] + text[then.end() :] if then else ""
    if then and not re.search(rf"(?<![乡城]){other}", rest.replace(own["name"], "")):
        yield Clash("层级", own["name"], then[0], *then.span())


_PERSONAL = "先进个人|劳动模范|先进工作者|五一劳动奖章|道德模范|优秀共产党员|优秀党务工作者|三八红旗手(?!集体)|青年五四奖章(?!集体)|优秀教师|优秀工作者|最美[\u4e00-\u9fff]{2,4}人|标兵个人"
_COLLECTIVE = "先进集体|先进单位|五一劳动奖状|文明单位|文明村镇|先进基层党组织|三八红旗集体|工人先锋号|青年文明号|五四红旗团[委支]部?|模范集体|示范单位|优秀组织奖|巾帼文明岗"
_WON = r"(?:获评|评为|荣获|获得|被授予|授予|获授|获|表彰为|命名为|当选)[^，。；、]{0,14}?“?"
_PERSON_WON = re.compile(
    rf"(?:职工|班长|教师|医生|主任|局长|书记|所长|站长|队长|民警|护士|校长|院长|工人|司机|员|长|工程师|村民|干部|同志)(?P<who>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[一二三两四五六七八九十多几]|因|在|先后|[，。]|扎根|坚守|工作|从|被|荣|获|同志|勇|带|凭|任|自|于|常年|连续|多年|始终|参加)[^。；、]{{0,60}}?{_WON}(?P<what>{_COLLECTIVE})"
)
_ORGAN_WON = re.compile(
    rf"(?:^|(?<=[。；，]))[\u4e00-\u9fff]{{2,14}}?(?:局|委|办|公司|学校|小学|中学|医院|卫生院|派出所|村|社区|镇|乡|街道|支部|党委|中心|合作社|所|站|队|大队|集团|银行)(?:被|荣获|获|获评|获得|先后|连续|因)[^，。；、]{{0,16}}?(?:{_WON})?(?P<what>(?:全[国省市县区])?(?:{_PERSONAL}))(?![\d一二三两名个等]|[^，。；]{{0,4}}(?:称号)?\d)"
)


_OF_GROUP = re.compile("所在|带领|率领|领导的|团队|班组|使|让|支部|其")
_OF_ONE = re.compile(
    "所在|带领|率领|和|与|书记|主任|局长|所长|站长|校长|院长|同志|职工|民警|教师|医生|村民|人(?!民)"
)


def _find_awards(text: str) -> Iterator[Clash]:
    """职工张华……被授予“先进集体”; 班长刘勇荣获五一劳动奖状."""
    for form, name in (
        ((_PERSON_WON, "个人"), (_ORGAN_WON, "单位"))
        if "获" in text or "授予" in text or "评为" in text
        else ()
    ):
        for match in form.finditer(text):
            between = text[match.start() : match.start("what")]
            if not (_OF_GROUP if name == "个人" else _OF_ONE).search(between):
                yield Clash("称号", name, match["what"], *match.span("what"))


_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆"
).split()
_GONE_TO = re.compile(
    rf"(?:赴|到|去|在|前往|抵达)(?P<name>{'|'.join(_PROVINCES)})(?:省|市|自治区|壮族自治区)?"
)
_OF_THERE = re.compile(
    rf"(?:^|(?<=[，。；“]))(?P<name>{'|'.join(_PROVINCES)})(?:省|市)?的?(?:这些|先进|好)?(?:经验|做法|同志|变化|探索|实践|模式|理念|之行|干部群众)"
)


def _find_provinces(text: str) -> Iterator[Clash]:
    """先到浙江省安吉县……江苏的这些经验."""
    gone = {match["name"] for match in _GONE_TO.finditer(text)}
    for then in _OF_THERE.finditer(text) if len(gone) == 1 else ():
        if then["name"] not in gone and text.count(then["name"]) == 1:
            yield Clash("地名", min(gone), then["name"], *then.span("name"))


_FAULTS = re.compile(
    "(?:不足|问题|短板|差距|薄弱环节|困难)(?:和不足|与不足|和困难)?(?:主要)?(?:表现|体现)?(?:在|有|是|：|，)[^。]{0,12}?(?:一是|第一|1[.．]|主要是)"
)
_MERITS = re.compile(
    "(?:成绩|成效|亮点|优势|经验)(?:主要)?(?:表现|体现)?(?:在|有|是|：|，)(?:(?!但|不足|问题|仍|差距|短板|困难)[^。]){0,12}?一是"
)
_GOOD = re.compile(
    "(?:持续|明显|显著|大幅|稳步)(?:提高|提升|改善|增强|完善|好转|优化|增长|向好)|成效(?:显著|明显)|成绩(?:突出|显著)|(?:走在|位居|居)[^，。；]{0,8}前列|圆满完成|扎实有效"
)
_POOR = re.compile(
    "不(?:够|强|足|到位|及时|平衡|高|深|严|规范|健全|完善|明显|彻底|实)|薄弱|滞后|短缺|缺乏|缺失|弱化|突出问题"
)
_MIXED = re.compile(
    "不|未|缺|弱|但|难|慢|低|有待|需要|需|待|少|差|虽|与|后|还|没|滞|要求|需求|压力|要"
)


def _find_lists(text: str) -> Iterator[Clash]:
    """存在的不足：……三是群众满意度持续提高: what is good among what is not."""
    for head, told, but in (
        (_FAULTS, _GOOD, _MIXED),
        (
            _MERITS,
            _POOR,
            re.compile("克服|解决|破解|改变|扭转|补齐|防止|避免|问题得到|有所|不再|不怕|不断"),
        ),
    ):
        first = head.search(text)
        if first is None:
            continue
        for item in re.finditer(
            "[二三四五六七八九]是([^。；，]+)(?=[。；，])",
            text[first.end() :].split("。")[0] + "。",
        ):
            match = told.search(item[1])
            if match and not but.search(item[1].replace(match[0], "")):
                start = first.end() + item.start(1) + match.start()
                yield Clash("情况", first[0][:2], match[0], start, start + len(match[0]))
                return


_AGED = re.compile(
    r"(?:年满|满|达到|年龄在)(?P<least>\d{2})(?:周)?岁(?:以上|及以上)?(?:的)?[^。]{2,40}。[^。；]{0,4}?(?P<at>(?P<age>\d{2})岁的)[^。]{2,40}?(?:符合条件|领取|享受|申领|申请|领到|办理)"
)


def _find_ages(text: str) -> Iterator[Clash]:
    """年满80周岁……75岁的李大爷符合条件."""
    for match in _AGED.finditer(text) if "岁" in text else ():
        if int(match["age"]) < int(match["least"]):
            yield Clash("年龄", f"{match['least']}岁", match["at"], *match.span("at"))


_KIND_OF_TITLE = re.compile(
    r"^[ 　]*(?!.*[。；])[^，]{0,50}?(?P<kind>请示|报告|通知|函|通报|批复|公告|通告|复函|决定|意见|纪要)[ 　]*$"
)
_CLOSING = re.compile(
    r"(?:^|(?<=[。；]))[ 　]*(?P<at>特此(?P<kind>请示|报告|通知|函告|函复|函达|复函|通报|批复|公告|通告|公示))"
)
_SAME = {
    "请示": "请示", "报告": "报告", "通知": "通知", "函": "函告 函复 函达 复函", "复函": "函复 复函", "通报": "通报", "批复": "批复", "公告": "公告", "通告": "通告",
}  # fmt: skip


def find_closings_unlike_title(page: PageText) -> Iterator[Hit]:
    """D424: 关于……的报告 that ends 特此请示."""
    heads = [match for line in page.lines[:3] if (match := _KIND_OF_TITLE.match(line.text))]
    if len(heads) != 1 or heads[0]["kind"] not in _SAME:
        return
    kind = heads[0]["kind"]
    for index, line in enumerate(page.lines):
        for match in _CLOSING.finditer(line.text) if "特此" in line.text else ():
            if match["kind"] not in _SAME[kind].split():
                yield tell_clash(index, Clash("文种", kind, match["at"], *match.span("at")))
