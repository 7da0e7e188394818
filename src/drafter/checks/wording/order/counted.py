"""Things that are counted twice in a paragraph, and those that all are so though some are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.problems.model import Value

_UNIT = "[名位家个件篇项户幅所条处座栋辆台起宗场人]"
_AGAIN = (
    rf"(?<=[。；])(?:目前，?|期间，|培训期间，|会后，|经审核，|评审组对|组委会对|[区市县]\w{{0,4}}对)?"
    rf"(?P<count>\d++)(?P<unit>{_UNIT})(?!以[上下])(?P<noun>[一-鿿]{{2,10}}?)"
    r"(?=的?(?:全部|均(?!衡)|都(?!市)|分别|先后|依次|分[两二三四五六七]组|进行了|检查结果|已全))"
)
"""The things again, now known, as what the next sentence is about."""
_OTHER = re.compile("新增|累计|另有|同比|去年|上年|以来|计划|力争|拟|将|还|又|其他|此外")
_SAID_TWICE = re.compile(r"(?P<count>\d++)(?P<unit>[名位家个件篇项户幅所条处座栋辆台起宗场人])")


class _Clash(NamedTuple):
    name: str
    one: str
    other: str
    start: int
    end: int


def find_other_wholes(page: PageText) -> Iterator[Hit]:
    """D424: 全区有12个街道。13个街道的检查结果……; 均已建成……尚未建成的5个; 未发现隐患……7处隐患."""
    for written, find in _FINDERS:
        pattern = keep_pattern(written)
        for index in list_lines(page, pattern):
            line = page.lines[index]
            if line.kind != "body":
                continue
            for match in pattern.finditer(line.text):
                if clash := find(line.text, match):
                    values: dict[str, Value] = {
                        "name": clash.name, "one": clash.one, "other": clash.other
                    }  # fmt: skip
                    yield Hit("D424", index, clash.start, clash.end, values)


def _find_more(text: str, again: re.Match[str]) -> _Clash | None:
    """More of them than there are: the sentence before counts all of them, once."""
    start = max(text.rfind("。", 0, again.start() - 1), text.rfind("\n", 0, again.start() - 1)) + 1
    ahead = text[start : again.start()]
    noun, people = again["noun"][-2:], "名位人"
    same = [
        each
        for each in _SAID_TWICE.finditer(ahead)
        if each["unit"] == again["unit"] or {each["unit"], again["unit"]} <= set(people)
    ]
    near = [
        each
        for each in same
        if noun in ahead[max(each.start() - 12, 0) : each.end() + 8] and not _is_part(ahead, each)
    ]
    if not near or _OTHER.search(ahead) or _OTHER.search(again[0]):
        return None
    most = max(int(each["count"]) for each in near)
    if int(again["count"]) <= most or max(int(each["count"]) for each in same) > most:
        return None
    told = again["count"] + again["unit"]
    return _Clash(again["noun"], f"{most}{again['unit']}", told, again.start("count"), again.end())


def _is_part(ahead: str, each: re.Match[str]) -> bool:
    return bool(re.search("其中[^，。；]*$", ahead[: each.start()]))


_CHOSEN = (
    r"(?:征集|收到|收集)到?[^，。；\d]{2,14}?(?P<all>\d++)(?P<unit>[件篇条项幅])，"
    r"(?:经[^，。；\d]{2,10})?(?:确定|评选|筛选|采纳|评出|选出|立案)(?:出)?(?P<part>\d++)(?P=unit)"
)


def _find_chosen(text: str, match: re.Match[str]) -> _Clash | None:
    if int(match["part"]) <= int(match["all"]):
        return None
    one, other = (f"{match[each]}{match['unit']}" for each in ("all", "part"))
    return _Clash("件数", one, other, match.start("part"), match.end())


_ALL_DONE = (
    r"(?<![未不])(?:全部|均已|都已|均实现|均未|全面)(?:已|实现)?(?P<what>[一-鿿]{2,6})[^。]{0,16}。"
    r"(?:(?:目前|但|同时)，?)?(?:对|其余|剩余|针对)?(?P<rest>(?:\d++[个户件处家名项])?(?:尚未|仍未|还未|未)(?P<again>[一-鿿]{2,4}))"
    r"(?:的(?:\d++|乡镇|村|单位|企业|项目|户|件|问题|[一-鿿]{0,2}[个户件处]))"
)


def _find_undone(text: str, match: re.Match[str]) -> _Clash | None:
    """均已建成……。尚未建成的5个乡镇: the exception of what has none."""
    sentence = re.split("[。；]", text[: match.start()])[-1]
    has_exception = re.search("除|个别|大部分|多数|基本|其中", sentence + match["what"])
    named = re.match(r"的(?:\d+)?[个户件处家名项]?([一-鿿]{2})", text[match.end("rest") :])
    is_other = named and named[1] not in text[: match.start("rest")]
    if match["again"][:2] not in match["what"].replace("了", "") or has_exception or is_other:
        return None
    return _Clash(match["again"][:2], match[0][: match[0].find("。")], match["rest"],
                  match.start("rest"), match.end())  # fmt: skip


_NONE = (
    r"(?:未(?:再)?(?:发现|发生|出现|存在)|没有(?:发现|发生|出现)|无)(?:任何|一起|一例)*(?!重大|较大|严重)"
    r"(?P<what>(?!任何|一起|新的|其他|类似|重大|较大|严重|特大|明显)[一-鿿]{2,8}?)(?:问题)?[。；，]"
    r"(?:[^。]{0,20}。)?(?P<rest>(?:针对|对)[^。；，]{0,6}(?:发现|发生|出现|存在)的\d++[起处个例项][一-鿿]{2,8})"
)


def _find_some(text: str, match: re.Match[str]) -> _Clash | None:
    """未发现任何隐患。针对检查发现的7处火灾隐患."""
    before = re.split("[。；，]", text[: match.start()])[-1]
    is_other = _OTHER.search(match[0]) or _OTHER.search(before)
    thing = re.sub(r"^.*\d++.", "", match["rest"])
    if match["what"][-2:] not in thing or is_other:
        return None
    return _Clash(match["what"], f"没有{match['what']}", match["rest"], match.start("rest"),
                  match.end())  # fmt: skip


_RECORD = (
    r"(?:^|(?<=[，。；]))(?P<what>[一-鿿]{2,6}?)(?:再)?创(?:下)?(?:历史)?新高。(?:[^。]{0,20}[，；])?(?P=what)(?:较|比)(?:上年|去年)"
    r"(?P<rest>(?:减少|下降)[\d.]+)"
    r"|(?P<trend>持续改善|持续好转|稳步提升)，(?P<good>优良天数|优良率|满意度|合格率)[^，。；\d]{0,8}(?P<down>下降[\d.]+)"
)


def _find_fall(text: str, match: re.Match[str]) -> _Clash | None:
    """总产量创历史新高。……总产量较上年减少."""
    one = match["trend"] or "创新高"
    key = "rest" if match["rest"] else "down"
    return _Clash(match["what"] or match["good"], one, match[key], *match.span(key))


_STAGES = (
    r"(?:已|已经)(?:于[^，。；]{2,8})?(?:通过)?竣工验收[^。；]{0,10}[。；](?:目前，)?(?P<rest>[^，。；]{0,6}(?:正在(?:抓紧|加紧|紧张)?施工|尚未开工|正在建设))"
    r"|(?:已|已经)(?:全部)?办结[^。；]{0,10}[。；]目前，(?P<rest2>[^，。；]{0,8}(?:正在办理|尚未办理))"
)


def _find_stage(text: str, match: re.Match[str]) -> _Clash | None:
    key = "rest" if match["rest"] else "rest2"
    one = "竣工验收" if match["rest"] else "办结"
    return _Clash("进展", f"已{one}", match[key], *match.span(key))


_FINDERS = (
    (_AGAIN, _find_more), (_CHOSEN, _find_chosen), (_ALL_DONE, _find_undone),
    (_NONE, _find_some), (_RECORD, _find_fall), (_STAGES, _find_stage),
)  # fmt: skip
