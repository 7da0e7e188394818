"""Parts and their whole: parts never come to more, and to no less where they are all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.accounts.bracketed import find_bracketed_lists, find_placed_lists
from drafter.checks.sums.accounts.crossing import add_earlier, are_of_two_kinds, make_up
from drafter.checks.sums.accounts.nearly import find_near_wholes
from drafter.checks.sums.accounts.periods import IN_A_ROW, PERIOD, are_of_period
from drafter.checks.sums.divisions import (
    CROSSING,
    LEFT_OVER,
    List,
    are_opposite,
    find_balances,
    find_chains,
    find_nets,
    find_opposites,
    find_rests,
    find_scales,
    find_series,
    group_rows,
    leaves_nothing,
)  # fmt: skip
from drafter.checks.sums.quantities import NEAR, Quantity, Reading, read_lines, say
from drafter.problems.model import Value

_BEGINS = re.compile(
    r"其中|分别[为是]|依次[为是]|包括|分为|(?:来源|构成)(?:为|是|如下)?：|[\u4e00-\u9fff]{2}中，(?=[^，。；\d]{2,8}\d)|用于(?=[^，。；\d]{2,14}\d)|由(?=[^，。；]{2,60}?(?:组成|构成))"
)
_ALL = re.compile(r"分别[为是]|依次[为是]|分为|由|来源|构成")
"""What begins a list of parts; of these the list is said to be whole."""
_TOTAL = (
    "总(?:投资|造价|价款?|金额|面积|长度?|产量|产值|人口|收入|支出|里程|量|额|计)"
    "|[两三四五六七八九十]年累计|一共|合计|共计|总数[为是]?|总共|全长|全程|(?<!公)共"
)
_SUM = re.compile(
    rf"(?:[^，。；、（\d]{{0,4}}(?=[，、]))?[，、（]?[^，。；、（\d]{{0,6}}?(?:{_TOTAL})[^，。；、（\d]{{0,8}}|，(?:全[年天日月周季期]|当[天日]|整[天月周])[^，。；、（\d]{{0,6}}"
    rf"|[^，。；、（\d]{{0,6}}?组成[，、](?:{_TOTAL})"
)
"""What stands between a list and the whole that it makes."""
_COMMON = re.compile(
    rf"{_TOTAL}|[，、（计有了为达]|全[年天日月周季期]|当[天日]|本[年月季周期]|累计|季度|接待|接访|受理|服务|送达|检查|一年来|[上下]半年|前?[一二三四两]个?季度|前三季度|年内|[两三四五六七八九十]者|[全三两][镇村县区市乡院校局组项批期次月片日天轮场]"
    "|召开|开展|举办|组织|各类|采用|募集|新增|新建|完成|走访|参加|上报|发放|落实|到位|争取|安排|投入|筹集|资金|被|区"
)
"""What is no name of what is counted behind 共."""
_APART = re.compile(r"较上年\w*|同比\w*|比上年\w*|增加\w*|减少\w*")
_NO_LIST = re.compile(r"其中|合计|总计|增加|减少|(?<!中)共|[占；。]|超过|以上|分别")
_REST = re.compile(r"^(?:和|及|以及|与)?(?:其他|其它|其余)")
_OVERLAP = re.compile(
    "[^。！？\n]{0,40}(?:同属|兼属|同时[受获具兼参]|重复计|重复统计|交叉|同时属于|不止一[类项]|多个类别)"
)
"""Behind a list: its parts are more than the whole by right."""
_MOST_BETWEEN = 26


def find_wrong_parts(page: PageText) -> Iterator[Hit]:
    """D423, D484: parts that come to more than their whole, or to less though they are all."""
    for number, reading in read_lines(page.lines):
        told = list[tuple[int, int]]()
        for find in _FINDERS:
            for whole, parts, is_all in find(reading):
                span = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
                if any(left < span[1] and span[0] < right for left, right in told):
                    continue
                hit = _compare(number, reading.text, whole, parts, is_all=is_all)
                if hit and not _OVERLAP.match(reading.text, span[1]):
                    told.append(span)
                    yield hit
        for first, moves, last in (*find_balances(reading), *find_nets(reading)):
            if any(left < last.end and first.start < right for left, right in told):
                continue
            told.append((first.start, last.end))
            text = "、".join(each.shown for each in (first, *moves))
            values: dict[str, Value] = {"text": last.shown, "of": text}
            values["right"] = say(last.value, last)
            yield Hit("D483", number, first.start, last.end, values)


def _compare(
    number: int, text: str, whole: Quantity, parts: list[Quantity], *, is_all: bool
) -> Hit | None:
    total = sum((each.value for each in parts), Decimal(0))
    slack = whole.half + sum((each.half for each in parts), Decimal(0))
    is_loose = whole.is_loose or any(each.is_loose for each in parts)
    over = total - whole.value
    is_all = is_all or (_are_kinds(parts) and -over * _MOST_LACKING <= whole.value)
    is_all = is_all or (over < 0 and leaves_nothing(text, whole, parts, over))
    if whole.is_ratio and not any("占" in each.lead for each in (whole, *parts)):
        return None  # 统供率80%，其中玉米100%: each is a rate of its own
    is_all = is_all and not LEFT_OVER.match(text, parts[-1].end)
    if is_loose or not over or abs(over) < slack or len(parts) < 2 or (over < 0 and not is_all):
        return None
    if over > 0 and ((are_of_two_kinds(parts) and not _is_whole(parts)) or make_up(parts, whole)):
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


_SAYS_ALL = re.compile(
    r"(?:由|有|包括|分)(?P<names>[\u4e00-\u9fff、]{2,30}[和与及][\u4e00-\u9fff]{2,12}?)(?:构成|组成|[两三四五六]类)"
)
"""由夏粮和秋粮构成: all parts are named ahead."""


def _find_lists(reading: Reading) -> Iterator[List]:
    """共80户，其中低保户45户、五保户22户: the list behind its whole."""
    text = reading.text
    for match in _BEGINS.finditer(text):
        stop = re.search("[。；！？\n]", text[match.end() :])
        end = match.end() + stop.start() if stop else len(text)
        start = max((text.rfind(sign, 0, match.start()) for sign in "。；！？\n"), default=-1) + 1
        if _BEGINS.search(text, match.end(), end):
            continue
        for first in next(iter(group_rows(reading.within(match.end(), end))), ()):
            whole = _find_whole(reading, start, match.start(), first)
            says_all = _SAYS_ALL.search(text, max(start - NEAR, 0), match.start())
            if whole and says_all:
                own = [e for e in reading.within(match.end(), end) if e.kind == whole.kind]
                yield whole, own, len(own) == says_all["names"].count("、") + 2
                continue
            parts = _read_list(reading, match.end(), end, whole) if whole else []
            if not whole:
                whole, parts = _find_whole_of_pair(reading, (start, match.start(), end), first.unit)
            if whole and len(parts) > 1:
                yield whole, parts, bool(_ALL.match(match[0])) or _is_whole(parts)


def _find_whole_of_pair(
    reading: Reading, places: tuple[int, int, int], unit: str
) -> tuple[Quantity | None, list[Quantity]]:
    """培训18场次，培训委员620人次，其中线上7场次、线下12场次: a whole farther ahead, where the two
    parts leave nothing and nothing else there has their unit."""
    ahead = [each for each in reading.within(*places[:2]) if each.unit == unit]
    parts = _read_list(reading, *places[1:], ahead[0]) if len(ahead) == 1 else []
    return (ahead[0], parts) if len(parts) == 2 and _is_whole(parts) else (None, [])


def _find_whole(reading: Reading, start: int, end: int, part: Quantity) -> Quantity | None:
    """The quantity before a list that is its whole: the last of its unit that is no change, and of
    several in a row, 26个村和3个社区, what the part is named as."""
    changed = [span.span() for span in _APART.finditer(reading.text, 0, end)]
    told = [e for e in reading.quantities if e.end <= end and not re.search("均|每", e.lead)]
    told = [e for e in told if not any(a <= e.start < b + len(e.shown) for a, b in changed)]
    ahead = [e for e in told if e.start >= start]
    alike = [e for e in ahead if part.tail and part.tail[:3] in e.tail]
    if alike and alike[-1].unit == part.unit:
        return alike[-1]
    beside = ahead[-2:] if ahead and not ahead[-1].lead else ahead[-1:]  # 95批320人次
    ahead = [each for each in beside if each.kind == part.kind]
    if not ahead and start and reading.text[start:end].strip("，、") == "":
        return told[-1] if told and "。" in reading.text[told[-1].end : start] else None
    return ahead[-1] if ahead else None


def _read_list(reading: Reading, start: int, end: int, whole: Quantity) -> list[Quantity]:
    """The quantities of its unit in the first list there: as far as 、 or a short ， goes on."""
    found: list[Quantity] = []
    commas, last = 0, start
    for row in group_rows(reading.within(start, end)):
        each = next((e for e in row if e.unit == whole.unit), None)
        between = reading.text[last : row[0].start]
        is_next = (
            re.match(r"[^，。；、（\d]{0,4}?(?:[、，和及与]|以及)", between) if found else True
        )
        broken = _NO_LIST.search(between) or ("，" in between and not _is_plain(found, between))
        if each is None or len(between) > _MOST_BETWEEN or broken or not is_next:
            break
        commas += between.count("，") if found else 0
        found.append(each._replace(lead=row[0].lead))
        last = row[-1].end
    is_list = not commas or _is_even(found) or _are_bare(whole, found) or _are_measured(found)
    return found if is_list else found[:1]


def _is_plain(found: list[Quantity], between: str) -> bool:
    return bool(found) and between[0] == "，" and between.count("，") == 1 and "、" not in between


def _is_even(parts: list[Quantity]) -> bool:
    """Whether a list parted by ， names things of one kind: the same two signs end their names."""
    ends = {re.sub("[的为有]+$", "", each.lead)[-1:] for each in parts}
    return len(parts) > 1 and (len(ends) == 1 or _is_whole(parts)) and all(e.lead for e in parts)


def _are_measured(parts: list[Quantity]) -> bool:
    """集中授课3天，现场教学3天: what is measured is in one part only, as people are not."""
    names = [_BEGINS.sub("", each.lead) for each in parts]
    return (
        len(parts) == 2
        and parts[0].unit in _MEASURES
        and all(1 < len(name) <= _LONGEST_NAME and not CROSSING.search(name) for name in names)
    )


_MEASURES = frozenset(("天", "小时", "米", "亩", "平方米", "公顷"))
_LONGEST_NAME = 8


def _are_bare(whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether three and more are but names with numbers, and come to about the whole."""
    names = [_BEGINS.sub("", each.lead) for each in parts]
    total = sum(each.value for each in parts)
    return (
        len(parts) > 2
        and all(0 < len(name) <= _LONGEST_NAME and not CROSSING.search(name) for name in names)
        and 0 <= total - whole.value <= whole.value / _MOST_LACKING
    )


def _is_whole(parts: list[Quantity]) -> bool:
    """Whether the words of the parts say that nothing is left: the rest, or a pair like 男, 女."""
    leads = [_BEGINS.sub("", each.lead).lstrip("的和及") for each in parts]
    if _REST.match(leads[-1]) and len(parts) > 2:
        return True
    if len(parts) == 3 and "已" in leads[0] and "正在" in leads[1] and re.search("未", leads[2]):
        return True
    return len(parts) == 2 and are_opposite(*leads)


def _find_sums(reading: Reading) -> Iterator[List]:
    """党组会议12次、主席会议10次、常委会会议4次，共28次: the whole behind its list."""
    for _, quantities in reading.clauses("。！？\n"):
        for number, whole in enumerate(quantities[2:], 2):
            ahead = reading.text[quantities[number - 1].end : whole.start]
            is_row = IN_A_ROW.fullmatch(ahead) and any(
                re.search("分别|依次", each.lead) for each in quantities[:number]
            )
            if not (is_row or _SUM.fullmatch(ahead)):
                continue
            parts = _gather_back(reading, quantities[:number], whole.unit)
            if parts and "累计" in ahead and _NEWLY.search(parts[-1].lead):
                continue  # 新增5户，累计达到32户: with those of the years before
            if parts and "每" in parts[0].lead:
                continue  # 每名分别奖励1000元、600元和300元，总金额18500元
            if parts and _ADDED.search(parts[0].lead):
                parts = add_earlier(reading, whole, parts)
            totals = [at for at, each in enumerate(parts) if re.search(_TOTAL, each.lead)]
            parts = parts[totals[-1] + 1 :] if totals else parts
            is_year = not PERIOD.search(ahead) or re.search(_TOTAL, ahead) or are_of_period(parts)
            is_sum = len(parts) > 1 and is_year and _names_the_same(reading, ahead, parts)
            if is_sum and not _is_divided_twice(reading, whole, parts):
                yield whole, parts, True


_NEWLY = re.compile("新[增建认设添获评招]|增加|今年|本年")
_ADDED = re.compile("(?:加上?|连同|算上|加之|外加)[^，。；\\d]*$")


def _is_divided_twice(reading: Reading, whole: Quantity, parts: list[Quantity]) -> bool:
    """男121人，女48人；汉族150人，少数民族19人，共169人: whether a part of the list is it all."""
    groups = [parts[:1]]
    for before, each in pairwise(parts):
        if "；" in reading.between(before, each):
            groups.append([])
        groups[-1].append(each)
    sums = [sum(each.value for each in group) for group in groups if len(group) > 1]
    return len(groups) > 1 and whole.value in sums


_PEOPLE = frozenset(("人", "名", "位", "人次"))


def _names_the_same(reading: Reading, ahead: str, parts: list[Quantity]) -> bool:
    """Whether what is counted behind 共 has no name of its own, or one that a part has too, or
    that the list begins with: 全年培训3期，第一期45人……共计培训145人次."""
    own = _COMMON.sub("", ahead.removeprefix(parts[-1].tail).split("组成")[-1])
    pairs = {own[n : n + 2] for n in range(len(own) - 1)} or {own}
    begun = re.split("[。；！？]", reading.ahead(0, parts[0].start))[-1]
    names = [each.lead for each in parts] + [begun]
    if len(parts) == 2 and are_opposite(parts[0].lead.rpartition("有")[2], parts[1].lead):
        return True
    return not own or any(pair in name for name in names for pair in pairs)


def _gather_back(reading: Reading, before: list[Quantity], unit: str) -> list[Quantity]:
    """The quantities of the unit right before, as far as one list goes back."""
    parts: list[Quantity] = []
    for each in reversed(before):
        gap = reading.between(each, parts[0]) if parts else ""
        gap = re.sub(r"^[^，。；、（\d]{1,4}(?=[、，])", "", gap)  # 5个街道、6个镇
        is_same = each.unit == unit or {each.unit, unit} <= _PEOPLE
        if (
            not is_same
            or _NO_LIST.search(gap.removeprefix("；"))
            or (parts and gap[:1] not in "、，；和及与")
        ):
            break
        parts.insert(0, each)
    is_begun = bool(parts) and re.search("分别|依次", parts[0].lead) is not None
    is_begun = (
        is_begun
        or len(parts) == len(before)
        or (bool(parts) and "，" in reading.between(before[-len(parts) - 1], parts[0]))
    )
    is_named = all(each.lead or each.tail for each in parts) or (
        bool(parts) and re.search("分别|依次", parts[0].lead) is not None
    )
    return parts if is_begun and is_named else []


_FINDERS = (
    _find_lists, _find_sums, find_chains, find_placed_lists, find_bracketed_lists,
    find_opposites, find_rests, find_series, find_scales, find_near_wholes,
)  # fmt: skip
