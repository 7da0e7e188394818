"""What a text points at: 前款, 上表, 图2, 本办法, 《办法》, a document by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.problems.model import Value
from drafter.word.text.lines import Line

_HAN = "[一二三四五六七八九十百零〇]+"
_NO_FORMER = re.compile(
    rf"^[ 　]*第(?:{_HAN}|\d+)条[ 　]+[^。；：]{{0,24}}?(?P<at>(?<!本条)前[两二三]?款)|^[ 　]*第一条[ 　]+[^。]{{0,40}}?(?P<first>前条)"
)
_NO_FORMER_RIGHT = "这一条里前面没有款；指上一条的，写“前条”"


def find_lost_clauses(page: PageText) -> Iterator[Hit]:
    """D447: 第八条　违反前款规定的: the first paragraph of a clause has none before it."""
    for index, line in enumerate(page.lines):
        if match := _NO_FORMER.match(line.text) if "前" in line.text else None:
            span = match.span("at" if match["at"] else "first")
            values: dict[str, Value] = {
                "text": match.string[slice(*span)],
                "right": _NO_FORMER_RIGHT,
            }
            yield Hit("D447", index, *span, values)


_CAPTION = re.compile(
    r"^[ 　]*(?P<kind>附?[表图])[ 　]*(?P<number>\d{1,2})(?=[\s：:　]|$)(?P<rest>.*)"
)
_SHOWN = re.compile(
    r"(?:见|如|由|从|详见|参见|列入)(?P<kind>附?[表图])[ 　]*(?P<number>\d{1,2})(?![\d月日年号.—～])"
)
_ABOVE = re.compile(
    "(?:[见如]|^|(?<=[，。；]))(?P<at>上[表图])(?=所示|所列|中|显示|反映|可以?看出|可见|，|。|）)"
)
_BELOW = re.compile(
    "(?:[见如]|^|(?<=[，。；]))(?P<at>下[表图])(?=所示|所列|中|显示|反映|可以?看出|可见|，|。|）)"
)
_SAME, _BEHIND, _AHEAD = "编号和前面的重了", "在后面，写“下”", "在前面，写“上”"
_NAMED = re.compile(
    "(?:见|详见|参见|附有|见后|见所附)(?P<at>附[件表图])(?![\\d一二三四五六七八九十])"
)
_LISTED = re.compile("^[ 　]*(?P<kind>附[件表图])[ 　]*(?:\\d+)?[ 　]*[：:]")


def find_lost_tables(page: PageText) -> Iterator[Hit]:
    """D447, D489: 图2 where only 表2 is there; 上表 and the table follows; two tables 表2; 见附图 of
    a text that brings 附表."""
    captions = [(n, m) for n, line in enumerate(page.lines) if (m := _CAPTION.match(line.text))]
    if captions:
        yield from _check_captions(page, [(n, m) for n, m in captions])
    listed = {m["kind"] for line in page.lines if (m := _LISTED.match(line.text))}
    for index, line in enumerate(page.lines) if listed else ():
        for match in _NAMED.finditer(line.text):
            own = {match["at"], match["at"][1:]} & (listed | {m["kind"] for _, m in captions})
            if not own and line.kind != "note":
                yield Hit("D489", index, *match.span("at"), {"text": match["at"], "count": 0})


def _check_captions(page: PageText, captions: Sequence[tuple[int, re.Match[str]]]) -> Iterator[Hit]:
    seen = dict[tuple[str, str], str]()
    for index, match in captions:
        key, rest = (match["kind"], match["number"]), match["rest"].strip("：: 　")
        if key in seen and seen[key] != rest and rest and "续" not in rest + seen[key]:
            values: dict[str, Value] = {"text": "".join(key), "right": _SAME}
            yield Hit("D447", index, match.start("kind"), match.end("number"), values)
        seen.setdefault(key, rest)
    kinds = {kind[-1] for kind, _ in seen}
    for index, line in enumerate(page.lines):
        for match in _SHOWN.finditer(line.text):
            kind, number = match["kind"], match["number"]
            others = {other for other, own in seen if own == number}
            if kind[-1] not in kinds and others:
                span = match.start("kind"), match.end("number")
                yield Hit("D489", index, *span, {"text": kind + number, "count": 0})
        yield from _check_ways(page.lines, index)


def _check_ways(lines: Sequence[Line], index: int) -> Iterator[Hit]:
    """上表 where all tables follow, 下表 where all stand before."""
    for pattern, around, right in (
        (_ABOVE, (lines[:index], lines[index + 1 :]), _BEHIND),
        (_BELOW, (lines[index + 1 :], lines[:index]), _AHEAD),
    ):
        for match in pattern.finditer(lines[index].text):
            sign = match["at"][-1]
            where, other = (any(_is_shown(line, sign) for line in part) for part in around)
            if other and not where:
                values: dict[str, Value] = {"text": match["at"], "right": sign + right + sign}
                yield Hit("D447", index, *match.span("at"), values)


def _is_shown(line: Line, sign: str) -> bool:
    caption = _CAPTION.match(line.text)
    return bool(caption and caption["kind"].endswith(sign)) or (
        line.kind == "cell" and sign == "表"
    )


_KINDS = "办法|规定|细则|条例|规则|制度|章程|准则|意见|方案|通知|决定|规划|纲要|通告|公告|措施|计划|要点|批复|请示|报告|总结|公约|协议"
_MADE = re.compile(
    rf"(?:制定|制订|拟定|修订)(?:了)?(?:本|《)[^，。；》]{{0,12}}?(?P<kind>{_KINDS})(?=[。；，》])"
)
_OWN = re.compile(
    rf"本(?:实施|暂行|管理)?(?P<kind>{_KINDS})(?=自(?!治|然|身|觉)|由(?!于)|所称|适用|未尽|的解释|第|施行|规定的|中所)"
)
_LONG = re.compile(rf"《(?P<name>[^《》]{{5,60}}?)(?P<kind>{_KINDS})(?:（[^）]{{1,6}}）)?》")
_SHORT = re.compile(
    rf"(?:(?<=[。；])《(?P<kind>{_KINDS})》(?=明确|指出|提出|规定|要求|强调|共|从|印发|出台|实施|自)"
    rf"|(?<=[，。；照据执严行])该(?P<this>通知|意见|办法|规定|条例|细则|决定|通告|方案)(?=[，。；要明规精自的第]|指出|提出))"
)
_NAME = "文件"
_FIRST = re.compile("[ 　]*第一条")


def find_clashing_kinds(page: PageText) -> Iterator[Hit]:
    """D424: 制定本办法……本规定自……施行; 《……实施意见》。《办法》明确: one paper, two kinds."""
    made = ""
    for index, line in enumerate(page.lines):
        text = line.text
        if "本" in text or "第一条" in text:
            made = "" if _FIRST.match(text) else made
            for match in _MADE.finditer(text):
                made = match["kind"] if "本" in match[0] else made
            for match in _OWN.finditer(text) if made else ():
                if match["kind"] != made:
                    yield _tell(index, match.span(), f"本{made}", match[0])
        for match in _SHORT.finditer(text) if "》" in text else ():
            kind = match["kind"] or match["this"]
            ahead = text[: match.start()]
            titles = list(_LONG.finditer(ahead))
            is_known = kind in ahead.replace(f"该{kind}", "") or "简称" in ahead
            if titles and len(titles) == 1 and titles[0]["kind"] != kind and not is_known:
                yield _tell(index, match.span(), titles[0][0], match[0])


def _tell(index: int, span: tuple[int, int], one: str, other: str) -> Hit:
    return Hit("D424", index, *span, {"name": _NAME, "one": one, "other": other})


_NUMBERED = re.compile(
    r"《(?P<title>[^《》]{6,60})》（(?P<number>(?P<organ>[一-鿿]{2,8})〔\d{4}〕\d{1,4}号)）"
)
_OFFICE = re.compile("(?P<level>[省市县区州镇])(?:人民政府|委员会|委(?=办|关)|政府|政协|人大)")
_LEVELS = "省市县区州镇"


def find_clashing_numbers(page: PageText) -> Iterator[Hit]:
    """D424: one title with two numbers; 《市人民政府关于……》（县政发〔2025〕3号）."""
    first = dict[str, str]()
    for index, line in enumerate(page.lines):
        for match in _NUMBERED.finditer(line.text) if "》（" in line.text else ():
            known = first.setdefault(match["title"], match["number"])
            if known != match["number"]:
                yield _tell(index, match.span("number"), known, match["number"])
            office = _OFFICE.search(match["title"][:14])
            levels = {sign for sign in match["organ"][:3] if sign in _LEVELS}
            if office and levels and office["level"] not in levels:
                yield _tell(index, match.span("organ"), office[0], match["organ"])


_PART = re.compile(
    "[“《](?P<head>(?P<number>[一二三四五六七八九十]+)、[^”》]{2,20})[”》](?:部分|一节|章节|中)"
)


def find_lost_parts(page: PageText) -> Iterator[Hit]:
    """D489: 详见“三、存在困难”部分, and the text has a third part of another name."""
    heads = {line.text.strip() for line in page.lines}
    for index, line in enumerate(page.lines):
        for match in _PART.finditer(line.text):
            others = [each for each in heads if each.startswith(match["number"] + "、")]
            if others and not any(each.startswith(match["head"]) for each in others):
                yield Hit("D489", index, *match.span("head"), {"text": match["head"], "count": 0})
