"""Parts and their whole: parts never come to more, and to no less where they are all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.sums.quantities import Quantity, Reading, read_lines, say
from drafter.engine.page_text import PageText
from drafter.problems.model import Value

_BEGINS = re.compile(r"其中|分别[为是]|包括|分为|由(?=[^，。；]{2,60}?(?:组成|构成))")
_ALL = re.compile(r"分别[为是]|分为|由")
"""What begins a list of parts; of these the list is said to be whole."""
_TOTAL = "一共|合计|总计|共计|总数[为是]?|总共|共"
_SUM = re.compile(
    rf"[，、（]?[^，。；、（\d]{{0,6}}?(?:{_TOTAL})[^，。；、（\d]{{0,4}}|，全年[^，。；、（\d]{{0,6}}"
    rf"|[^，。；、（\d]{{0,6}}?组成[，、](?:{_TOTAL})"
)
"""What stands between a list and the whole that it makes."""
_COMMON = re.compile(rf"{_TOTAL}|[，、（计有了为达]|全年|一年来")
"""What is no name of what is counted behind 共."""
_APART = re.compile(r"较上年\w*|同比\w*|比上年\w*|增加\w*|减少\w*")
_NO_LIST = re.compile(r"其中|增加|减少|(?<!中)共|[占；。]|超过|以上|分别")
_REST = re.compile(r"^(?:和|及|以及|与)?(?:其他|其它|其余)")
_PAIRS = (
    ("男", "女"), ("正式党员", "预备党员"), ("委员提案", "集体提案"), ("委员提案", "团体提案"),
    ("城镇", "农村"), ("城市", "农村"), ("采纳", "未采纳"), ("新建", "续建"), ("线上", "线下"),
    ("已", "尚未"), ("党员", "非党员"), ("汉族", "少数民族"), ("中共", "非中共"),
    ("大会期间", "闭会期间"), ("上半年", "下半年"), ("个体", "集体"), ("个访", "集体"), 
    ("党纪", "政务"), ("国有", "非国有"), ("公办", "民办"),
)  # fmt: skip
"""Words that leave nothing between them: a list of two that begin so is whole."""
_CHAINS = (
    (r"(?:收到|征集|提交|接收)[^，。；\d]{0,10}", r"立案", r"不予?立案|未予?立案"),
    (r"编制[^，。；\d]{0,4}", r"实有|在编|现有", r"空编|缺编"),
    (r"应(?:到|出席|参加)[^，。；\d]{0,8}", r"实到|实际|出席|参加", r"请假|缺席|未到|缺"),
    (r"(?:排查|发现|梳理|查出)[^，。；\d]{0,8}", r"已[^，。；\d]{0,6}", r"尚未|未[完整解办]|正在"),
)  # fmt: skip
"""A whole, and two parts of it that nothing can belong to both of."""
_MOST_BETWEEN = 26


def find_wrong_parts(page: PageText) -> Iterator[Hit]:
    """D423, D484: parts that come to more than their whole, or to less though they are all."""
    for number, reading in read_lines(page.lines):
        told = list[tuple[int, int]]()
        for find in (_find_lists, _find_sums, _find_chains, _find_places, _find_brackets):
            for whole, parts, is_all in find(reading):
                span = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
                if any(left < span[1] and span[0] < right for left, right in told):
                    continue
                if hit := _compare(number, whole, parts, is_all):
                    told.append(span)
                    yield hit


List = tuple[Quantity, list[Quantity], bool]
"""A whole, its parts, and whether the text says that they are all of it."""


def _compare(number: int, whole: Quantity, parts: list[Quantity], is_all: bool) -> Hit | None:
    total = sum((each.value for each in parts), Decimal(0))
    slack = whole.half + sum((each.half for each in parts), Decimal(0))
    is_loose = whole.is_loose or any(each.is_loose for each in parts)
    over = total - whole.value
    is_all = is_all or (_are_kinds(parts) and -over * _MOST_LACKING <= whole.value)
    if is_loose or abs(over) <= slack or len(parts) < 2 or (over < 0 and not is_all):
        return None
    start, end = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
    values: dict[str, Value] = {"parts": say(total, whole), "whole": whole.shown}
    return Hit("D423" if over > 0 else "D484", number, start, end, values)


_MOST_LACKING = 10
_IN_SERIES = re.compile("(?:其中|^)第?[一二三四五六](?:批|期|季度|阶段|轮)")


def _are_kinds(parts: list[Quantity]) -> bool:
    """Whether three and more are named as the kinds of one division: 经济类、社会类、文教类."""
    ends = {each.lead[-1:] for each in parts}
    is_series = all(_IN_SERIES.search(each.lead) for each in parts)
    return len(parts) > 2 and (is_series or (len(ends) == 1 and ends <= set("类型性级界")))


def _find_lists(reading: Reading) -> Iterator[List]:
    """共80户，其中低保户45户、五保户22户: the list behind its whole."""
    text = reading.text
    for match in _BEGINS.finditer(text):
        stop = re.search("[。；！？\n]", text[match.end() :])
        end = match.end() + stop.start() if stop else len(text)
        start = max((text.rfind(sign, 0, match.start()) for sign in "。；！？\n"), default=-1) + 1
        if _BEGINS.search(text, match.end(), end):
            continue
        first = next((e for e in reading.within(match.end(), end)), None)
        whole = _find_whole(reading, start, match.start(), first.unit) if first else None
        parts = _read_list(reading, match.end(), end, whole.unit) if whole else []
        if whole and len(parts) > 1:
            yield whole, parts, bool(_ALL.match(match[0])) or _is_whole(parts)


def _find_whole(reading: Reading, start: int, end: int, unit: str) -> Quantity | None:
    """The quantity before a list that is its whole: the last of its unit that is no change."""
    ahead = [e for e in reading.within(start, end) if not re.search("均|每", e.lead)]
    ahead = ahead[-2:] if ahead and not ahead[-1].lead else ahead[-1:]  # 95批320人次
    ahead = [each for each in ahead if each.unit == unit]
    changed = [span.span() for span in _APART.finditer(reading.text, start, end)]
    ahead = [e for e in ahead if not any(a <= e.start < b + len(e.shown) for a, b in changed)]
    if not ahead and start and reading.text[start:end].strip("，、") == "":
        before = [each for each in reading.quantities if each.end <= start]
        return before[-1] if before and "。" in reading.text[before[-1].end : start] else None
    return ahead[-1] if ahead else None


def _read_list(reading: Reading, start: int, end: int, unit: str) -> list[Quantity]:
    """The quantities of the unit in the first list there: as far as 、 or a short ， goes on."""
    found: list[Quantity] = []
    commas = 0
    for each in reading.within(start, end):
        between = reading.text[found[-1].end if found else start : each.start]
        commas += between.count("，") if found else 0
        is_next = re.match("[、，和及与]|以及", between) if found else True
        broken = _NO_LIST.search(between) or ("，" in between and not _is_plain(found, between))
        if each.unit != unit or len(between) > _MOST_BETWEEN or broken or not is_next:
            break
        found.append(each)
    return found if not commas or _is_even(reading, found) else found[:1]


def _is_plain(found: list[Quantity], between: str) -> bool:
    return bool(found) and between[0] == "，" and between.count("，") == 1 and "、" not in between


def _is_even(reading: Reading, parts: list[Quantity]) -> bool:
    """Whether a list parted by ， names things of one kind: the same two signs end their names."""
    ends = {re.sub("[的为有]+$", "", each.lead)[-1:] for each in parts}
    return len(parts) > 1 and (len(ends) == 1 or _is_whole(parts)) and all(e.lead for e in parts)


def _is_whole(parts: list[Quantity]) -> bool:
    """Whether the words of the parts say that nothing is left: the rest, or a pair like 男, 女."""
    leads = [_BEGINS.sub("", each.lead).lstrip("的和及") for each in parts]
    if _REST.match(leads[-1]) and len(parts) > 2:
        return True
    if len(parts) == 3 and "已" in leads[0] and "正在" in leads[1] and re.search("未", leads[2]):
        return True
    return len(parts) == 2 and any(
        leads[0].startswith(one) and leads[1].startswith(other)
        for pair in _PAIRS for one, other in (pair, pair[::-1])
    )  # fmt: skip


def _find_sums(reading: Reading) -> Iterator[List]:
    """党组会议12次、主席会议10次、常委会会议4次，共28次: the whole behind its list."""
    for _, quantities in reading.clauses("。！？\n"):
        for number, whole in enumerate(quantities[2:], 2):
            ahead = reading.text[quantities[number - 1].end : whole.start]
            if not _SUM.fullmatch(ahead):
                continue
            parts = _gather_back(reading, quantities[:number], whole.unit)
            is_year = "全年" not in ahead or re.search(_TOTAL, ahead) or _are_of_year(parts)
            if len(parts) > 1 and is_year and _names_the_same(ahead, parts):
                yield whole, parts, True


def _are_of_year(parts: list[Quantity]) -> bool:
    """上半年、下半年, or the four quarters: all of a year."""
    return (len(parts) == 2 and all("半年" in each.lead for each in parts)) or (
        len(parts) == 4 and all("季度" in each.lead for each in parts)
    )


_PLACE = re.compile("[镇乡村区县市局委办组站队]$|街道$|社区$|季度$|年$|月$")


def _find_places(reading: Reading) -> Iterator[List]:
    """两镇共建成站点18个，柳河镇8个、清溪镇11个: by places or times, behind their whole."""
    for number, whole in enumerate(reading.quantities[:-2]):
        if not re.search("共|总|合计", whole.lead):
            continue
        parts = []
        for before, each in pairwise(reading.quantities[number:]):
            gap = reading.between(before, each)
            is_next = gap[:1] in (("，", "：") if before is whole else ("、", "，"))
            if each.unit != whole.unit or not is_next or not _PLACE.search(each.lead):
                break
            parts.append(each)
        if len(parts) > 1:
            yield whole, parts, False


_BRACKET = re.compile(
    r"[（：](?=[^，。；（）：等含\d]{1,12}\d)(?P<list>[^。；，（）：等]{6,120})(?=[）。；]|$)"
)


def _find_brackets(reading: Reading) -> Iterator[List]:
    """36次（党组会议12次、主席会议15次、常委会会议9次）: a list that says no 其中, 含 or 等."""
    for whole in reading.quantities:
        match = _BRACKET.match(reading.text, whole.end)
        parts = reading.within(*match.span("list")) if match else []
        if match is None or len(parts) < 3 or parts[-1].end != match.end():
            continue
        is_list = match["list"].count("、") == len(parts) - 1
        if is_list and all(e.unit == whole.unit and e.lead for e in parts):
            yield whole, parts, True


def _names_the_same(ahead: str, parts: list[Quantity]) -> bool:
    """Whether what is counted behind 共 has no name of its own, or one that a part has too."""
    own = _COMMON.sub("", ahead.split("组成")[-1])
    pairs = {own[n : n + 2] for n in range(len(own) - 1)} or {own}
    return not own or any(pair in each.lead for each in parts for pair in pairs)


def _gather_back(reading: Reading, before: list[Quantity], unit: str) -> list[Quantity]:
    """The quantities of the unit right before, as far as one list goes back."""
    parts: list[Quantity] = []
    for each in reversed(before):
        gap = reading.between(each, parts[0]) if parts else ""
        if (
            each.unit != unit
            or _NO_LIST.search(gap.removeprefix("；"))
            or (parts and gap[:1] not in "、，；和及与")
        ):
            break
        parts.insert(0, each)
    is_begun = len(parts) == len(before) or (
        bool(parts) and "，" in reading.between(before[-len(parts) - 1], parts[0])
    )
    is_named = all(each.lead for each in parts) or (bool(parts) and "分别" in parts[0].lead)
    return parts if is_begun and is_named else []


def _find_chains(reading: Reading) -> Iterator[List]:
    """收到253件，立案238件，不予立案25件: two parts that exclude each other."""
    for _, every in reading.clauses("。！？\n"):
        quantities = [each for each in every if not each.is_ratio]
        for whole, one, other in _CHAINS:
            first = next((e for e in quantities if re.search(f"{whole}$", e.lead)), None)
            if first is None:
                continue
            behind = [e for e in quantities if e.start > first.start and e.unit == first.unit]
            found = [_find_part(behind, way) for way in (one, other)]
            parts = [each for each in dict.fromkeys(found) if each is not None]
            if len(parts) == 2:
                yield first, parts, whole.startswith(("编制", "应"))


def _find_part(behind: list[Quantity], words: str) -> Quantity | None:
    return next((e for e in behind if re.match(f"[^，\\d]{{0,4}}?(?:{words})", e.lead)), None)
