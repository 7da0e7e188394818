"""The points of a list: how they begin, what number each has, what marks stand at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import find_pattern
from drafter.vocabulary import ATTACHMENT

_HAN = "一二三四五六七八九十"
_NINE = _HAN[:9]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
DOT = r"[.．](?=\D|$|(?:19|20)\d\d(?!\d))"
"""The point behind the number of a point; 1.5 is a number, 1.2024年 the first point, of a year."""
RANKED = "[一二三四五六七八九十](?:年级|季度|月|线|[类级等号批期层楼组十百千万个名次分天日章条款项、，]|产业|部分)"
"""What stands behind 一、 where that is no number of a point: 一、二年级, 三、四月份."""
_AT = r"(?:^|(?<=[：。；，,;:]))\s*"
POINTS = (
    re.compile(rf"{_AT}([一二三四五六七八九十])(?:[是要靠看抓查问促]|则)(?!否|到底)"),
    re.compile(rf"{_AT}其([一二三四五六七八九十])[，,是要]"),
    re.compile(rf"{_AT}第([一二三四五六七八九十])(?:[，,、是要]|阶段|步|类|种|方面|点|[个件项条关组期批场](?!人))"),
    re.compile(rf"{_AT}[（(]([一二三四五六七八九十]|\d{{1,2}})[）)]"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"),
    re.compile(rf"{_AT}(\d{{1,2}})(?:{DOT}|[)）])"),
    re.compile(r"^\s*([一二三四五六七八九十])、"),
)  # fmt: skip
"""How a point of a list begins, in a paragraph or on a line of its own; the last on a line alone."""


def read_number(sign: str) -> int:
    """The number that a sign or digits say: 两, 三, ③, 12."""
    if sign.isdecimal():
        return int(sign)
    if sign in "两双":
        return 2
    return (_HAN.find(sign) if sign in _HAN else _CIRCLED.index(sign)) + 1


_RANKED_WORDS = re.compile(rf"{_AT}(首先|其次|再次|再者|最后)(?=[，,是要由从对把]|[一-鿿]{{2}})")
_MORE = re.compile(rf"{_AT}(?:另外|另|此外|同时|然后|接着|还有|还要|还|再)")


def count_points(text: str) -> list[int]:
    """How many points a list may have that a text begins with: none where it cannot be told."""
    for form in POINTS[:6]:
        if (first := form.match(text)) and read_number(first[1]) == 1:
            ends = _follow_runs([read_number(each[1]) for each in form.finditer(text)])
            return ends if max(ends, default=0) > 1 else []
    words = [each[1] for each in _RANKED_WORDS.finditer(text)]
    if words[:1] == ["首先"] and len(words) > 1 and words.count("首先") == 1:
        return list(range(len(words), len(words) + len(_MORE.findall(text)) + 1))
    return []


def _follow_runs(numbers: list[int]) -> list[int]:
    """Where the first run of numbers that go up one by one may end: a 1 opens a list within a
    point, or the next list, or stands for a number that is told elsewhere. None where the numbers go otherwise."""
    open_runs, ends = [0], set[int]()
    for number in numbers:
        if number == open_runs[-1] + 1:
            open_runs[-1] = number
        elif number == 1:
            open_runs.append(1)
        elif number - 1 in open_runs:
            del open_runs[open_runs.index(number - 1) + 1 :]
            open_runs[-1] = number
        else:
            return []
        ends = {open_runs[0]} if len(open_runs) == 1 else {*ends, open_runs[0], open_runs[-1]}
    return sorted(ends | {len(numbers)} if len(open_runs) > 1 else ends)


CONTENTS = re.compile(r"(?:(?<![.…·])[.…·]{2,}+|\t|(?<!\s)\s{2,}+|(?<!—)—{2,}+)\s*\d{1,3}\s*$")
"""A line of a table of contents that was typed by hand ends in a page's number."""


_PARTED = tuple(
    re.compile(rf"(?P<mark>[，；。：]|^)(?P<point>{form})")
    for form in (
        rf"[{_NINE}]是",
        rf"[{_NINE}]要",
        rf"（[{_NINE}]）",
        "[①②③④⑤⑥⑦⑧⑨]",
        rf"第[{_NINE}](?=，)",
    )
)
_ORDER = _NINE + "①②③④⑤⑥⑦⑧⑨"
_RIGHT = "并列的几项之间用一样的标点，都用分号"


def find_mixed_separators(page: PageText) -> Iterator[Hit]:
    """D457: 一是甲；二是乙，三是丙: the points of one row have one mark between them."""
    for index, line in enumerate(page.lines):
        for form in _PARTED if "；" in line.text else ():
            yield from _check_row(index, list(form.finditer(line.text)))


def _check_row(index: int, points: list[re.Match[str]]) -> Iterator[Hit]:
    signs = [next(each for each in point["point"] if each in _ORDER) for point in points]
    places = [_ORDER.index(sign) % len(_NINE) for sign in signs]
    if len(points) < 3 or places != list(range(len(places))):
        return
    marks = [point["mark"] for point in points[1:]]
    bodies = [one.string[one.end() : two.start()] for one, two in pairwise(points)]
    odd = "，" if any("。" in each for each in bodies) else "，。"
    for point in points[1:]:
        if "；" in marks and point["mark"] and point["mark"] in odd:
            values = {"text": point[0], "right": _RIGHT}
            yield Hit("D457", index, point.start(), point.start() + 1, values)


def find_wrong_number_marks(page: PageText) -> Iterator[Hit]:
    """D440: （一）、 and 1、 at the head of a line, 第一、 and 首先、 in it."""
    pattern = keep_pattern(
        r"(?:(?<=[。；：])|^)[①-⑳][、．.]|^\s*（[一二三四五六七八九十\d]+）[、，.．]|^\s*\d{1,2}、(?=[\u4e00-\u9fff])"
        r"|(?:(?<=[。；：，])|^)(?:第[一二三四五六七八九](?=、(?![第一二三四五六七八九十]))|首先|其次|再次|最后)、"
    )
    yield from find_pattern(page, "D440", pattern)


def find_attachment_marks(page: PageText) -> Iterator[Hit]:
    """D443: the list of attachments: no 《》 around a name, no mark behind it, ： behind 附件."""
    inside = False
    for index, line in enumerate(page.lines):
        text = line.text.strip()
        begins = re.match(ATTACHMENT + r"\s*[：:]", text)
        inside = bool(begins) or (inside and bool(re.match(r"\d{1,2}[.．]", text)))
        if not inside or line.kind == "cell":
            continue
        wrong = re.search(r"[。；;，,]$", text) or re.search(r"(?<=[.．：:])\s*《.*》$", text)
        if wrong or (begins and ":" in begins[0]):
            at = line.text.rindex(text[-1]) if wrong else line.text.index(":")
            yield Hit("D443", index, at, at + 1, {"text": line.text[at]})
