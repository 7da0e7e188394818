"""Stated counts and the lists behind them: 四项工作：一是…二是…三是…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.engine.page_text import PageText
from drafter.word.text.lines import Line

_HAN = "一二三四五六七八九十"
_COUNT = r"(?<![第十百千〇零\d.年月、])([两二三四五六七八九十]|1[0-2]|[2-9])"
_HEAD = re.compile(
    rf"{_COUNT}(?:大|个|项|条|点|种|类|步|份|部|件|方面)(?!百分点|月|人)[^，。；：、！？\d]{{0,14}}[：:]"
)
_SAME_END = re.compile(rf"{_COUNT}个(?P<end>[一-鿿]{{1,4}})”?[：:](?P<list>[^。；！？：]+)")
"""“五个到位”：认识到位、责任到位……"""
_PLAIN = re.compile(r"[一-鿿“”《》]{2,14}(?:、[一-鿿“”《》]{2,14})+")
_MANY = re.compile("[和及与等或]|以及|同时")
_SERIES = (
    re.compile(r"(?:^|(?<=[：。；，,;:]))\s*([一二三四五六七八九十])[是要](?!否)"),
    re.compile(r"(?:^|(?<=[：。；，,;:]))\s*第([一二三四五六七八九十])(?:[，,]|阶段|步|类|种|方面|点)"),
    re.compile(r"(?:^|(?<=[：。；，,;:]))\s*[（(]([一二三四五六七八九十]|\d{1,2})[）)]"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"),
    re.compile(r"(?:^|(?<=[：。；，,;:]))\s*(\d{1,2})[.．](?!\d)"),
    re.compile(r"^\s*([一二三四五六七八九十])、"),
)  # fmt: skip
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_TITLES = re.compile(r"(?:《[^》]*》[、和及]?)+(?=[。；])")
_PLACES = re.compile(rf"(?:等)?{_COUNT}个(镇|乡|街道|村|社区|县|区|市)(?![一-鿿]{{0,2}}[：、级])")


def find_wrong_counts(page: PageText) -> Iterator[Hit]:
    """D488: a stated count that is not that of the list behind it, or of the names before it."""
    for number, line in enumerate(page.lines):
        if line.kind in ("cell", "note"):
            continue
        heads = list(_HEAD.finditer(line.text))
        for place, head in enumerate(heads):
            end = heads[place + 1].start() if place + 1 < len(heads) else len(line.text)
            listed = _count_behind(page.lines, number, line.text[head.end() : end])
            if listed and listed != read_number(head[1]):
                yield _tell(number, head, listed)
        yield from _find_wrong_plain_lists(number, line.text)
        for match in _PLACES.finditer(line.text):
            listed = _count_names(line.text[: match.start()], match[2])
            stated = read_number(match[1])
            if listed > 1 and (listed > stated if match[0][0] == "等" else listed != stated):
                yield _tell(number, match, listed)


def _find_wrong_plain_lists(number: int, text: str) -> Iterator[Hit]:
    """五项：甲、乙、丙、丁, and “五个到位”：认识到位、责任到位、措施到位."""
    for head in (*_HEAD.finditer(text), *_SAME_END.finditer(text)):
        behind = re.split(
            "[。；！？]", text[head.end() :] if "end" not in head.groupdict() else head["list"]
        )[0]
        items = behind.split("、")
        if "end" in head.groupdict():
            is_list = len(items) > 1 and all(head["end"] in each for each in items)
        else:
            lengths = sorted(map(len, items))
            is_list = bool(_PLAIN.fullmatch(behind)) and lengths[-1] <= 2 * lengths[0] + 2
        if is_list and not _MANY.search(behind) and len(items) != read_number(head[1]):
            yield _tell(number, head, len(items))


def _tell(number: int, match: re.Match[str], listed: int) -> Hit:
    values = {"text": re.split("[”：:]", match[0])[0], "count": listed}
    return Hit("D488", number, match.start(), match.end(), values)


def read_number(sign: str) -> int:
    """The number that a sign or digits say: 两, 三, ③, 12."""
    if sign.isdecimal():
        return int(sign)
    if sign == "两":
        return 2
    return (_HAN.find(sign) if sign in _HAN else _CIRCLED.index(sign)) + 1


def _count_behind(lines: Sequence[Line], number: int, text: str) -> int:
    """How many there are in the list behind a head: 0 where it cannot be told."""
    if not text.strip():
        return _count_lines(lines, number + 1)
    if titles := _TITLES.match(text):
        return titles[0].count("《")
    for form in _SERIES[:5]:
        if (first := form.match(text)) and read_number(first[1]) == 1:
            found = [read_number(each[1]) for each in form.finditer(text)]
            return len(found) if len(found) > 1 and _runs(found) else 0
    return 0


def _runs(found: list[int]) -> bool:
    """Whether the numbers go up one by one: no list stands within the list."""
    return found == list(range(1, len(found) + 1))


def _count_lines(lines: Sequence[Line], start: int) -> int:
    """How many lines begin with the numbers of a list; 0 where another list may go on there."""
    ahead = [line.text for line in lines[start : start + 80] if line.kind in ("heading", "body")]
    if not ahead:
        return 0
    first = next(((form, match) for form in _SERIES if (match := form.match(ahead[0]))), None)
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
