"""Stated counts and the lists behind them: 四项工作：一是…二是…三是…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.order.apposed import list_miscounts
from drafter.checks.wording.order.points import POINTS, count_points, read_number
from drafter.word.text.lines import Line

_COUNT = r"(?<![第十百千〇零一两二三四五六七八九\d.年月、])(?P<count>[两二三四五六七八九十]|[1-3]\d|[2-9])"
_MEASURE = (
    "方面|部门|部分|阶段|步骤|环节|层面|维度|单位|片区|领域|街道|社区|乡镇|村庄|车间|[两二三四五六七八九十]者"
    "|[个项条点种类大名位家支座处所组队批篇套道张样桩块幅把面层股台辆艘架间栋幢级关门科款章节线户份部件步区县市镇乡村校站馆厂]"
)
"""What counts things that a list can name; no time, no money and no length."""
_POINT_AHEAD = "(?=一是|一要|第一[，、是]|首先|其一|[（(][一1][）)]|①|1[.．、]|一方面)"
_STATED = re.compile(
    rf"{_COUNT}(?:{_MEASURE})(?!百分点|月|工作日|自然日|小时|季度|学期|星期|人|维护|意识|自信|确立|全面|务必)(?P<noun>[^，。；：、！？（）()\d都着还被把两二三四五六七八九十]{{0,14}}?)"
    rf"(?P<lead>[：:]|（(?=[^（）、]{{1,12}}、)|[。，；]{_POINT_AHEAD}|$"
    r"|，?(?:即|也就是|(?:分别|依次)(?:[是为由]|来自|位于|设在|来源于)|(?:主要|具体)?(?:包括|包含)了?)[：:]?|[是为][：:])"
)
"""四项工作：; 三个车间（…）; 两个原因，一是; 三类食品分别是; what is stated, and how its list begins."""
_SAME_END = re.compile(
    rf"{_COUNT}(?:个|大)?(?P<end>[一-鿿]{{1,4}}?)”?(?P<kind>[一-鿿]{{0,6}})(?:[：:]|，?即|，|（)(?P<list>[^。；！？：（）]+)"
)
"""“五个到位”：认识到位、责任到位……，“四有”：有方案、有记录……"""
_TWO = re.compile(
    r"双(?:大|重|向)?[^，。；：、！？\d]{0,12}，(?:即|分别[是为]|也就是)[：:]?(?P<list>[^。；！？：，]+)"
)
_FIRST = re.compile(
    rf"前{_COUNT}[名位强]的?[^，。；：、\d]{{0,6}}?(?:依次|分别)?(?:[是为][：:]?|[：:])(?P<list>[^。；！？：，]+)"
)
_ITEM = re.compile(r"[一-鿿A-Za-z“”《》·]{1,16}")
_OPEN = re.compile("等|其中|以及其他|包括|……")
_PLACES = re.compile(rf"(?:等)?{_COUNT}个(镇|乡|街道|村|社区|县|区|市)(?![一-鿿]{{0,2}}[：、级（])")


def find_wrong_counts(page: PageText) -> Iterator[Hit]:
    """D488: a stated count that is not that of the list behind it, or of the names before it."""
    for number, line in enumerate(page.lines):
        if line.kind in ("cell", "note"):
            continue
        told = set[int]()
        for match, listed, end in _list_counts(page.lines, number):
            if match.start() not in told:
                told.add(match.start())
                values = {"text": re.split("[”：:，。（]", match[0])[0], "count": listed}
                yield Hit("D488", number, match.start(), end, values)


_Wrong = tuple[re.Match[str], int, int]
"""A count, how many there are, and where what it counts ends."""


def _list_counts(lines: Sequence[Line], number: int) -> Iterator[_Wrong]:
    """The counts in a line that are wrong, each with how many are listed."""
    line = lines[number]
    text = line.text
    for head in _STATED.finditer(text):
        stated = read_number(head["count"])
        if not head["lead"] and line.kind != "heading":
            continue
        listed, end = _count_behind(lines, number, head)
        if listed and stated not in listed and not _is_within_another(text, head, stated):
            yield head, listed[0], end
    yield from _list_same_ends(text)
    for head in (*_TWO.finditer(text), *_FIRST.finditer(text)):
        stated = read_number(head.groupdict().get("count") or "两")
        listed = _count_items(head["list"], "。")
        if listed and stated not in listed:
            yield head, listed[0], head.end()
    for match, names in list_miscounts(text):
        yield match, names, match.end()
    for match in _PLACES.finditer(text):
        names = _count_names(text[: match.start()], match[2])
        stated = read_number(match[1])
        if names > 1 and (names > stated if match[0][0] == "等" else names != stated):
            yield match, names, match.end()


def _is_within_another(text: str, head: re.Match[str], stated: int) -> bool:
    """Whether the list stands in a point of another that goes on behind it in the same form:
    二是抓两项重点：一是学习，二是调研。三是…"""
    for form in POINTS[:6]:
        before = [read_number(each[1]) for each in form.finditer(text[: head.start()])]
        if before and before[-1] == stated:
            return True
    return bool(_COUNTED_BESIDE.search(text[: head.start()]))


_COUNTED_BESIDE = re.compile("[两二三四五六七八九十][省市县区镇乡村校院局]$")
"""三县两区：…: both numbers are of one list."""


def _list_same_ends(text: str) -> Iterator[_Wrong]:
    """“五个到位”：认识到位、责任到位……: each of the things has the word that is counted."""
    for head in _SAME_END.finditer(text):
        clause, mark, rest = head["list"].partition("，")
        if "、" in clause:
            items, is_open = clause.split("、"), bool(mark)
        else:
            items, is_open = head["list"].split("，"), False
        ends = [head["end"][:size] for size in range(len(head["end"]), 0, -1)]
        end = next((each for each in ends if all(each in item for item in items)), "")
        lead, stated = text[head.start("list") - 1], read_number(head["count"])
        is_led = lead != "，" or end in items[0][: len(end) + 2]
        is_near = lead in "：:" or abs(len(items) - stated) == 1
        is_more = is_open and end and end in rest.partition("，")[0]
        is_whole = len(items) > 1 and not _COUNTED_ANEW.search(head["list"])
        is_wrong = len(items) > stated or (len(items) < stated and not is_more)
        if end and is_led and is_near and is_whole and is_wrong:
            yield head, len(items), head.end()


_COUNTED_ANEW = re.compile(r"等|\d|第[一二三四五六七八九十]|[一两二三四五六七八九十][项个条种类名]")


def _count_items(words: str, end: str) -> list[int]:
    """How many things a list of words may name; nothing where it does not name all.

    end: the mark behind it: what ends in a comma may go on.
    """
    if titles := re.findall("《[^》]*》", words):
        return [len(titles)] if not _OPEN.search(words) else []
    items = words.split("、")
    if len(items) == 1 and end != "，":
        items = re.split("和|与|以及", words)
    sizes = sorted(map(len, items))
    is_even = sizes[-1] <= 2 * sizes[0] + 2 and (sizes[0] > 1 or sizes[-1] <= _SHORT)
    if len(items) < 2 or _OPEN.search(words) or not is_even or not all(map(_ITEM.fullmatch, items)):
        return []
    several = sum(len(re.findall("以及|(?<=.)[和与及]", each)) for each in items)
    return list(range(len(items), len(items) + several + 1))


_SHORT = 3


def _count_behind(lines: Sequence[Line], number: int, head: re.Match[str]) -> tuple[list[int], int]:
    """How many there may be in the list behind a head, none where it cannot be told; and where
    the list ends, if it is one of words, else where the head does."""
    text = head.string[head.end() :]
    if not text.strip():
        of_lines = _count_lines(lines, number + 1)
        return ([of_lines] if of_lines else []), head.end()
    if head["lead"] in "。；，" and not _BARE.fullmatch(head["noun"]):
        return [], 0
    if points := count_points(text):
        after = lines[number + 1].text if number + 1 < len(lines) else ""
        goes_on = any(
            (found := form.match(after)) and read_number(found[1]) == points[-1] + 1
            for form in POINTS
        )
        return ([] if goes_on else points), head.end()
    end = re.search("[。；！？，：）（]|$", text)
    is_list = end and head["lead"] not in "。；，" and end[0] not in ("：", "（")
    if end is None or not is_list or (end[0] == "）") != (head["lead"] == "（"):
        return [], 0
    if end[0] == "，" and (rows := _COMMAS.match(text)):
        end = rows
        listed = [rows[0].count("，") + 1]
    else:
        listed = _count_items(text[: end.start()], end[0])
    return _leave_open(
        listed, read_number(head["count"]), end[0] in "，；" or "包" in head["lead"]
    ), (head.end() + end.start())


_COMMAS = re.compile("[一-鿿]{2,8}(?:，[一-鿿]{2,8}){2,}(?=[。；]|$)")
"""人才短缺，经费不足，设施陈旧。"""
_BARE = re.compile("[一-鿿]{0,5}")
"""What is counted is a noun; not 三项工作走在前列。一是, nor “四个聚焦”履职，一是."""


def _leave_open(listed: list[int], stated: int, may_go_on: bool) -> list[int]:
    """What may be listed, unless that is something else, or only some of it."""
    is_far = listed and min(abs(each - stated) for each in listed) > _FURTHEST
    return [] if is_far or (may_go_on and listed and max(listed) < stated) else listed


_FURTHEST = 3


def _count_lines(lines: Sequence[Line], start: int) -> int:
    """How many lines begin with the numbers of a list; 0 where another list may go on there."""
    ahead = [line.text for line in lines[start : start + 80] if line.kind in ("heading", "body")]
    if not ahead:
        return 0
    first = next(((form, match) for form in POINTS if (match := form.match(ahead[0]))), None)
    if first is None or read_number(first[1][1]) != 1:
        return 0
    form = first[0]
    found: list[int] = []
    for text in ahead:
        if match := form.match(text):
            if (value := read_number(match[1])) <= len(found):
                break
            found.append(value)
    is_run = found == list(range(1, len(found) + 1))
    return len(found) if is_run and len(found) > 1 else 0


def _count_names(ahead: str, kind: str) -> int:
    """甲镇、乙镇和丙镇 right before: how many names of the kind."""
    clause = re.split("[，。；：（）]", ahead)[-1]
    names = re.split("[、和及与]", clause)
    count = 0
    for name in reversed(names):
        if not re.fullmatch(rf".*[一-鿿]{kind}", name):
            break
        count += 1
    return count
