"""Letters: to whom one is written, who writes, who is asked; 你局 and 你院 for one office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, tell_clash

_TO = re.compile(r"^[ 　]*(?P<to>[^，。；、：:《》\d“]{3,24})[：:][ 　]*$")
_TO_WITHIN = re.compile(
    r"^[ 　]*(?P<to>[\u4e00-\u9fff]{3,16}?(?:局|委员会|委|办公室|办|院|厅|公司|中心|学校|小学|中学|政府|医院|协会|联合会))：(?=你|贵)"
)
_KIND = r"(?P<kind>局|委|办|院|厅|校|镇|乡|县|市|区|公司|中心|协会|会|街道|社|所|站|队|馆|行|部|处|大学|集团|厂)"
_YOU = re.compile(rf"(?P<who>[你贵]){_KIND}(?![长员办场民部队领][^，。]?(?<!办的))")
_WE = re.compile(
    r"(?<![对自本])我(?P<kind>局|委|办|院|厅|校|公司|中心|协会|所|站|馆|部|处|集团|厂)(?![长员国])"
)
_FITS = {
    "局": "局", "委": "委 会", "办": "办 室 处 组", "院": "院", "厅": "厅", "校": "校 学 小 中 园 院", "镇": "镇 政府 委", "乡": "乡 政府 委", "县": "县 政府 委 会 协 办",
    "市": "市 政府 委 会 协 办", "区": "区 政府 委 会 协 办", "公司": "公司 集团 厂", "中心": "中心", "协会": "会", "会": "会 联", "街道": "街道 处 委", "社": "社", "所": "所 院", "站": "站 台",
    "队": "队", "馆": "馆", "行": "行 部", "部": "部", "处": "处", "大学": "学", "集团": "集团 公司", "厂": "厂 公司",
}  # fmt: skip
"""What an office that is called 你局 or 贵校 is named by at its end."""
_ASKED = re.compile(
    r"(?:妥否|当否|可否|是否妥当|以上(?:请示|意见|报告)?(?:妥否|当否)?|如无不妥|如同意)，?(?:恳|敬|烦|特)?请(?P<who>[\u4e00-\u9fff]{3,14}?)(?:予以|给予|审定)?(?:批示|审批|批复|审示|核示|批准|审核|指示|审定|批转)"
)
_PLEASE_US = re.compile(
    r"[，。；](?P<us>(?:恳|敬|烦|特|诚)?请我(?P<kind>局|委|办|院|厅|校|公司|中心|镇|乡|街道|会|所|站))(?![^，。；]{0,4}牵头)"
)
_WE_AGREE = re.compile(
    r"经(?:研究|审核|审查|核实|认真研究|研究讨论|会议研究)，?(?P<you>[你贵][\u4e00-\u9fff]{1,3}?)(?:原则|基本|完全)?(?:同意(?!后)|不同意|无意见|无异议|意见如下|建议|认为)"
)
"""It is who answers that has looked into it: 经研究，我局同意."""
_PLACES = "区县市镇乡"
"""An office of one of these may be called by it: 贵区 of 某区人民政府办公室."""
_IS_SEVERAL = re.compile("[各等]|单位")
_OF_LETTERS = ("收悉", "来函", "复函")
_MOST_LINES = 30
"""A letter is no longer; a longer text has many offices in it."""


def find_clashing_letters(page: PageText) -> Iterator[Hit]:
    """D424: 市人民医院：……贵局; 你局……你院; 请示 to one, 请 another 批示; 我局……请我局."""
    lines = [line.text for line in page.lines]
    if not any(sign in text for text in lines for sign in ("你", "贵", "请")):
        return
    if len(lines) <= _MOST_LINES:
        yield from _find_wrong_addressees(lines)
    for number, text in enumerate(lines):
        if "我" in text or "你" in text or "贵" in text:
            yield from (tell_clash(number, clash) for clash in _find_two_calls(text))


def _find_wrong_addressees(lines: list[str]) -> Iterator[Hit]:
    named = next(
        (
            (n, m)
            for n, text in enumerate(lines[:4])
            if (m := _TO.match(text) or _TO_WITHIN.match(text))
        ),
        None,
    )
    if named is None:
        return
    first, to = named[0], named[1]["to"]
    end = to.removesuffix("（市、区）")
    for number in range(first, len(lines)):
        start = named[1].end() if number == first else 0
        for match in _YOU.finditer(lines[number], start):
            fits = _FITS[match["kind"]].split()
            is_of_place = match["kind"] in _PLACES and match["kind"] in to
            is_fit = is_of_place or any(end.endswith(each) for each in fits)
            if not is_fit and not _IS_SEVERAL.search(to):
                yield tell_clash(number, Clash("称呼", to, match[0], *match.span()))
                return
        asked = _ASKED.search(lines[number], start)
        if asked and not _is_same(asked["who"], to):
            yield tell_clash(number, Clash("请谁", to, asked["who"], *asked.span("who")))


def _is_same(one: str, other: str) -> bool:
    """Whether the two may be one office: 县政府, 县人民政府; 领导 is any."""
    if re.search("领导|上级|贵|你|党组|组织|会议|全会|大会", one):
        return True
    bare = (re.sub("人民|委员会|办公室", "", each) for each in (one, other))
    one, other = bare
    return one in other or other in one or set(one) <= set(other) or set(other) <= set(one)


def _find_two_calls(text: str) -> Iterator[Clash]:
    """你局……你院; 我局……我委; 贵局……，请我局: in one paragraph, of one office."""
    for form in (_YOU, _WE):
        calls = list(form.finditer(text)) if len(text) < 400 else []
        other = next((each for each in calls if each["kind"] != calls[0]["kind"]), None)
        if other is None or not any(sign in text for sign in _OF_LETTERS):
            continue
        beside = text[calls[0].start() : calls[0].end() + 1] + text[other.start() - 1]
        are_two = {each[0] for each in calls} == {calls[0][0], other[0]}
        if are_two and not re.search("[和与及、]", beside):
            yield Clash("称呼", calls[0][0], other[0], *other.span())
    for match in _WE_AGREE.finditer(text) if "收悉" in text or "来函" in text else ():
        yield Clash("称呼", f"我{match['you'][1:]}", match["you"], *match.span("you"))
    for match in _PLEASE_US.finditer(text):
        if f"我{match['kind']}" in text[: match.start()]:
            yield Clash("请谁", f"我{match['kind']}", match["us"], *match.span("us"))
