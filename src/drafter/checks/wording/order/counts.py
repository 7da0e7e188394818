"""Stated counts and the lists behind them: 四项工作：一是…二是…三是…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.order.apposed import list_miscounts
from drafter.checks.wording.order.points import POINTS, read_number
from drafter.word.text.lines import Line

_COUNT = r"(?<![第十百千〇零\d.年月、])([两二三四五六七八九十]|1[0-2]|[2-9])"
_HEAD = re.compile(
    rf"{_COUNT}(?:大|个|项|条|点|种|类|步|份|部|件|方面)(?!百分点|月|人|维护|意识|自信|确立|全面|务必)"
    r"(?:[^，。；：、！？\d]{0,14}[：:]"
    r"|(?:(?<=(?:存在|提出|做好|突出|抓好|抓了|体现|表现|主要|以下|如下|开展|面临).{2})|(?<=(?:存在|提出|做好|突出|抓好|抓了|体现|表现|主要|以下|如下|开展|面临).{3}))(?:[^，。；：、！？\d]{0,4}(?:问题|工作|建议|意见|方面|任务|不足|特点|做法|短板|困难))?。"
    r"(?=一是|第一[，是]|（一）|其一))"
)
_SAME_END = re.compile(
    rf"{_COUNT}(?:个|大)?(?P<end>[一-鿿]{{1,4}})”?(?:活动|行动|工程|工作|机制|要求|标准|制度|目标|原则|模式|办法|措施|法|目标要求|工作法)?(?:[：:]|，?即|，(?=(?P=end)))(?P<list>[^。；！？：]+)"
)
"""“五个到位”：认识到位、责任到位……，“四有”：有方案、有记录……"""
_THAT_IS = re.compile(
    rf"(?:{_COUNT}(?:大|个|项|条|点|种|类|步|份|部|件|方面)|(?P<two>双))[^，。；：、！？\d]{{0,12}}"
    r"，(?:即|分别[是为]|也就是|依次[是为])[：:]?(?P<list>[^。；！？：，]+)"
)
"""两大主题，即团结、民主"""
_FIRST = re.compile(
    rf"前{_COUNT}[名位强]的?[^，。；：、\d]{{0,6}}?(?:依次|分别)?(?:[是为][：:]?|[：:])(?P<list>[^。；！？：，]+)"
)
_PLAIN = re.compile(r"[一-鿿“”《》]{2,14}(?:、[一-鿿“”《》]{2,14})+")
_MANY = re.compile("[和及与等或]|以及|同时")
_TITLES = re.compile(r"(?:《[^》]*》[、和及]?)+(?=[。；])")
_PLACES = re.compile(rf"(?:等)?{_COUNT}个(镇|乡|街道|村|社区|县|区|市)(?![一-鿿]{{0,2}}[：、级])")


def find_wrong_counts(page: PageText) -> Iterator[Hit]:
    """D488: a stated count that is not that of the list behind it, or of the names before it."""
    for number, line in enumerate(page.lines):
        if line.kind in ("cell", "note"):
            continue
        told = set[int]()
        for match, listed in _list_counts(page.lines, number):
            if match.start() not in told:
                told.add(match.start())
                yield _tell(number, match, listed)


def _list_counts(lines: Sequence[Line], number: int) -> Iterator[tuple[re.Match[str], int]]:
    """The counts in a line that are wrong, each with how many are listed."""
    text = lines[number].text
    heads = list(_HEAD.finditer(text))
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        listed = _count_behind(lines, number, text[head.end() : end])
        stated = read_number(head[1])
        if listed not in (0, stated) and not _is_within_another(text, head, stated):
            yield head, listed
    yield from _list_wrong_plain_lists(text)
    yield from list_miscounts(text)
    for match in _PLACES.finditer(text):
        listed = _count_names(text[: match.start()], match[2])
        stated = read_number(match[1])
        if listed > 1 and (listed > stated if match[0][0] == "等" else listed != stated):
            yield match, listed


def _is_within_another(text: str, head: re.Match[str], stated: int) -> bool:
    """Whether the list stands in a point of another that goes on behind it in the same form:
    二是抓两项重点：一是学习，二是调研。三是…"""
    for form in POINTS[:6]:
        before = [read_number(each[1]) for each in form.finditer(text[: head.start()])]
        if before and before[-1] == stated:
            return True
    return False


def _list_wrong_plain_lists(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """五项：甲、乙、丙、丁; “五个到位”：认识到位、责任到位; 两大主题，即团结、民主、协商."""
    for head in _HEAD.finditer(text):
        behind = re.split("[。；！？]", text[head.end() :])[0]
        items = behind.split("、")
        lengths = sorted(map(len, items))
        is_list = bool(_PLAIN.fullmatch(behind)) and lengths[-1] <= 2 * lengths[0] + 2
        if is_list and not _MANY.search(behind) and len(items) != read_number(head[1]):
            yield head, len(items)
    for head in _SAME_END.finditer(text):
        items = head["list"].split("，" if "，" in head["list"] else "、")
        near = text[head.start("list") - 1] in "：:" or abs(len(items) - read_number(head[1])) == 1
        is_list = len(items) > 1 and all(head["end"] in each for each in items)
        if is_list and near and len(items) != read_number(head[1]) and "等" not in head["list"]:
            yield head, len(items)
    for head in (*_THAT_IS.finditer(text), *_FIRST.finditer(text)):
        stated = 2 if "two" in head.groupdict() and head["two"] else read_number(head[1])
        listed = _count_items(head["list"])
        if listed and stated not in listed:
            yield head, listed[0]


def _count_items(words: str) -> list[int]:
    """How many things a list of words may name; nothing where it does not name all."""
    if titles := re.findall("《[^》]*》", words):
        return [len(titles)] if "等" not in words else []
    items = words.split("、")
    if len(items) < 2 or re.search("等|其中|以及其他", words):
        return []
    several = len(re.findall("以及|[和与及]", items[-1]))
    return list(range(len(items), len(items) + several + 1))


def _tell(number: int, match: re.Match[str], listed: int) -> Hit:
    values = {"text": re.split("[”：:，。]", match[0])[0], "count": listed}
    return Hit("D488", number, match.start(), match.end(), values)


def _count_behind(lines: Sequence[Line], number: int, text: str) -> int:
    """How many there are in the list behind a head: 0 where it cannot be told."""
    if not text.strip():
        return _count_lines(lines, number + 1)
    if titles := _TITLES.match(text):
        return titles[0].count("《")
    for form in POINTS[:6]:
        if (first := form.match(text)) and read_number(first[1]) == 1:
            found = [read_number(each[1]) for each in form.finditer(text)]
            after = form.match(lines[number + 1].text) if number + 1 < len(lines) else None
            goes_on = after and read_number(after[1]) == len(found) + 1
            return len(found) if len(found) > 1 and _runs(found) and not goes_on else 0
    return 0


def _runs(found: list[int]) -> bool:
    """Whether the numbers go up one by one: no list stands within the list."""
    return found == list(range(1, len(found) + 1))


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
    return len(found) if _runs(found) and len(found) > 1 else 0


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
