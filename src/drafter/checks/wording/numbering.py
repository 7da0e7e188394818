"""Headings and numbers of lists: their form, their order, what stands behind them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.kinds import read_kind
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.order.points import CONTENTS, DOT, RANKED
from drafter.checks.wording.patterns import find_pattern
from drafter.problems.model import Value
from drafter.vocabulary import ATTACHMENT
from drafter.word.text.lines import Line

_HAN = "一二三四五六七八九十"
_UNSURE = (re.compile(rf"[一二三四五六七八九十]+、{RANKED}"), re.compile(r"\d{1,2}[.．]\d"))
"""三、四月份; 1.5月, 2.3亿元: a point that begins with a number, or no point."""
_SERIES = (
    re.compile(rf"([一二三四五六七八九十]+)、(?!{RANKED})"), re.compile(r"[（(]([一二三四五六七八九十]+)[）)]"),
    re.compile(rf"(\d{{1,2}}){DOT}"), re.compile(r"[（(](\d{1,2})[）)]"),
)  # fmt: skip
_Point = tuple[re.Match[str], int, str]
_INLINE = re.compile(
    r"(?:(?<=[。；：，,;])|(?<=[。；]”)|(?<=（)(?=[一二三四五六七八九]是)|(?<=　)(?=[一二三四五六七八九]、)|^)(?:([第其]?)([一二三四五六七八九])(是|，|、(?!第[一二三四五六七八九])(?!"
    + RANKED
    + r")|，是|(?<=[第其][一二三四五六七八九])要)|(首)先(?:，|(?=[要由]))|([①-⑩])|(\d)"
    rf"(?:{DOT}|、(?=[一-鿿]{{2}})))"
    r"|(?:(?<=[。；：])|(?<=[。；]”)|^)（([一二三四五六七八九]|[1-9])）"
    r"|(?:(?<=[。；：，])|^)([一二三四五六七八九])要(?![务点素害闻职])|(?:(?<=[。；：，])|^)第([一二三四五六七八九])(阶段|步|项|个方面|个问题|环节|件事)(?=[，（：]|[为是由]|[一-鿿]{4}[，；。])"
)


_AFRESH = re.compile(
    rf"{ATTACHMENT}\s*\d*\s*$|第[一二三四五六七八九十百\d]+(?:[章节条篇讲]|部分)|附录|(?:问|答)[：:]"
)
"""Where numbers begin anew: an attachment, a chapter or clause of rules, a question."""


def find_wrong_number_order(page: PageText) -> Iterator[Hit]:
    """D441: headings and lists whose numbers skip, repeat, or change their form."""
    counts, meant = [0, 0, 0, 0], [0, 0, 0, 0]
    between: list[list[int]] = [[], [], [], []]
    for index, line in enumerate(page.lines):
        if line.kind in ("cell", "note") or CONTENTS.search(line.text):
            continue
        text = line.text.lstrip()
        if _AFRESH.match(text):
            counts = [0, 0, 0, 0]
        for level, unsure in zip((0, 2), _UNSURE, strict=True):
            if unsure.match(text) and not _SERIES[level].match(text):
                counts[level] = 0
        if found := _read_head(line.text):
            level, number, (start, end) = found
            counts[level + 1 :] = [0] * (3 - level)
            again = number == counts[level] and line.kind == "heading"
            is_off = again or (number != 1 and number != counts[level] + 1 and counts[level])
            is_next = number == meant[level] + 1 or _stand_between(
                between[level], counts[level] + 1, number
            )
            meant[level] = number
            if is_off and not is_next:
                meant[level] = counts[level] + 1
                values: dict[str, Value] = {"text": line.text[start:end], "wanted": meant[level]}
                yield Hit("D441", index, start, end, values)
            counts[level], between[level] = number, []
            for other in {0, 1, 2, 3} - {level}:
                between[other].append(number)
        yield from _check_inline_series(index, line.text)


def _stand_between(numbers: Sequence[int], first: int, then: int) -> bool:
    """Whether those that seem to lack stand there in the form of another level, which is what is
    told: （一）, 2., （三）."""
    return numbers[:1] == [first] and set(range(first, then)) <= set(numbers)


def _check_inline_series(index: int, text: str) -> Iterator[Hit]:
    """一是…二是… within a paragraph: in order, and one form; those of a point within its own."""
    last, meant, form = 0, 0, ""
    around: list[tuple[int, str]] = []
    points = [(match, *_read_inline(match)) for match in _INLINE.finditer(text)]
    yield from _check_firsts(index, text, points)
    yield from _check_permuted(index, text, points)
    for place, (match, number, own) in enumerate(points):
        if number == 1:
            around += [(last, form)] if last else []
            last, meant, form = 1, 1, own
            continue
        if (number, own) != (last + 1, form) and (number - 1, own) in around:
            while around.pop() != (number - 1, own):
                pass
            last, meant, form = number - 1, number - 1, own
        if not last:
            around.append((number, own))  # begun in a paragraph before
        if last and own != form:
            start = points[0][0].start() if _is_first_odd(points, place) else match.start()
            yield Hit("D447", index, start, match.end(), {"text": match[0], "right": _ONE_FORM})
            after = [each[1:] for each in points[place + 1 : place + 2]]
            form = form if number == last + 1 and after == [(number + 1, form)] else own
            if number != last + 1:
                last = meant = number
                continue
        if last and number > last + 1 and _is_told_otherwise(text, points, place):
            last = number - 1
        is_off = last and number not in (last + 1, meant + 1)
        if is_off:
            values: dict[str, Value] = {"text": match[0], "wanted": last + 1}
            yield Hit("D441", index, *match.span(), values)
        meant = last + 1 if is_off else number
        last = number if last else 0


_ONE_FORM = "同一组用一种写法：首先、其次，或者第一、第二"
_UNCOUNTED = re.compile("其次|再次|再者|另一|然后|接着|随后|此外|同时|…")
"""A point between two that are counted, or points that are left out."""
_NAMED_STEPS = frozenset(("阶段", "步", "项", "个方面", "个问题", "环节", "件事"))
"""Of these a text may take out the ones that it tells of: 第一阶段……第三阶段."""


def _is_first_odd(points: Sequence[_Point], place: int) -> bool:
    """Whether the first point has a form of its own, and the others have one: 首先，二是，三是."""
    if place != 1 or points[1][0].end() - points[0][0].start() > _NEAR:
        return False
    return [own for _, _, own in points[1:3]] == [points[1][2]] * 2


_NEAR = 60  # characters; further apart, the first point is not marked with the second


def _is_told_otherwise(text: str, points: Sequence[_Point], place: int) -> bool:
    """Whether the point that seems to lack stands there in another form (，二则; 、二是; 其次), or
    may be left out on purpose."""
    (before, was, _), (match, number, own) = points[place - 1 : place + 1]
    between = text[before.end() : match.start()]
    missing = "|".join(
        f"{_HAN[each - 1]}[是要则来为在以，、：]|{'①②③④⑤⑥⑦⑧⑨⑩'[each - 1]}"
        for each in range(was + 1, number)
    )
    is_taken_out = own in _NAMED_STEPS and was == 1
    return is_taken_out or bool(_UNCOUNTED.search(between) or re.search(missing, between))


def _check_firsts(index: int, text: str, points: list[_Point]) -> Iterator[Hit]:
    """A first point that is lacking, stands for the second, or has a form of its own.

    The points are told anew as they ought to be, so that no other finding comes of it.
    """
    if points and points[0][1] == 2 and (first := _UNNUMBERED.search(text[: points[0][0].end()])):
        values: dict[str, Value] = {"text": points[0][0][0], "wanted": 1}
        yield Hit("D441", index, first.start(), points[0][0].end(), values)
    for place, (match, number, own) in enumerate(points):
        if number != 1 or not place:
            continue
        if _stands_for_second(points, place):
            yield Hit("D441", index, *match.span(), {"text": match[0], "wanted": 2})
            points[place] = (match, 2, own)
        elif _is_of_next_form(points, place):
            yield Hit("D441", index, *match.span(), {"text": match[0], "wanted": 1})
            points[place] = (match, 1, points[place + 1][2])


def _check_permuted(index: int, text: str, points: Sequence[_Point]) -> Iterator[Hit]:
    """A row that begins with its second: 第二步……第一步……第三步; ：二是……三是; 二是……二是; and
    headings within a line that leave one out: 三、……。五、."""
    if len(points) > 1 and points[0][1] > 1:
        first, number, own = points[0]
        row = [each[1] for each in points if each[2] == own]
        is_all = sorted(row) == list(range(1, len(row) + 1)) and len(row) >= _LEAST_ROW
        is_doubled = points[1][1:] == (number, own) and number == _SECOND
        opens = text[: first.start()].endswith(("：", ":")) and number == _SECOND
        if is_all or is_doubled or opens:
            yield Hit("D441", index, *first.span(), {"text": first[0], "wanted": 1})
    for (one, number, own), (two, then, after) in itertools.pairwise(points):
        is_heading = own == after == "、" and one.start() == 0
        if is_heading and then not in (1, number, number + 1):
            yield Hit("D441", index, *two.span(), {"text": two[0], "wanted": number + 1})


_LEAST_ROW, _SECOND = 3, 2
_UNNUMBERED = re.compile("[：:][^。；：一二三四五六七八九十\\d]{2,40}；[^。；：]{0,3}$")
"""The first point of a list, without its 一是: 要注意：专款专用；二是……"""


def _stands_for_second(points: Sequence[_Point], place: int) -> bool:
    """Whether a 1 stands between another 1 and a 3 of its form: 一要……，一要……，三要……."""
    around = [*points[place - 1 : place], *points[place + 1 : place + 2]]
    return [each[1:] for each in around] == [(1, points[place][2]), (3, points[place][2])]


def _is_of_next_form(points: Sequence[_Point], place: int) -> bool:
    """Whether the point behind goes on in another form, and the one before is of a third: the
    first of 一、 1. （二）."""
    if place + 1 >= len(points):
        return False
    (_, _, before), (_, _, own), (_, number, after) = points[place - 1 : place + 2]
    begun = {form for _, _, form in points[:place]}
    goes_on = any(form == own for _, _, form in points[place + 2 :])
    return number == 2 and len({before, own, after}) == 3 and after not in begun and not goes_on


def _read_inline(match: re.Match[str]) -> tuple[int, str]:
    """The number of a point in a paragraph, and its form: 第二，二是，②, 首先."""
    if match[8] or match[9]:
        return _parse_number(match[8] or match[9]), match[10] or "要"
    if match[7]:
        return _parse_number(match[7]), "（1）" if match[7].isdecimal() else "（一）"
    if match[6]:
        return int(match[6]), "1."
    if match[5]:
        return ord(match[5]) - ord("①") + 1, "①"
    if match[4]:
        return 1, "首"
    return _parse_number(match[2]), match[1] or ("是" if "是" in match[3] else match[3])


def _parse_number(number: str) -> int:
    if number.isdecimal():
        return int(number)
    tens, _, ones = number.rpartition("十")
    if "十" not in number:
        return _HAN.index(number[-1]) + 1
    return (_HAN.index(tens[-1]) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)


_WITHIN_LINE = re.compile(
    "^[ 　]*（[一二三四五六七八九]）[^。；：]{2,20}[。：]一、(?=[^二]*[；。]二、)"
)


def find_reversed_levels(page: PageText) -> Iterator[Hit]:
    """D499: a level within one that stands below it: （一）, then 一、二、, then （二）.

    A series that goes on over others which began before it is none: 一、（一）（二）二、（三）.
    """
    yield from find_pattern(page, "D499", _WITHIN_LINE)
    begun, last = dict[int, int](), dict[int, int]()
    for index, line in enumerate(page.lines):
        is_counted = line.kind in ("heading", "body") and not CONTENTS.search(line.text)
        begun = {} if line.text.lstrip(" 　").startswith("附件") else begun  # papers, no levels
        found = _read_head(line.text) if is_counted else None
        if found is None:
            continue
        level, number, span = found
        if number == 1:
            begun[level] = index
        goes_on = level in begun and 1 < number == last.get(level, 0) + 1
        if goes_on and any(begun[level] < begun.get(outer, 0) for outer in range(level)):
            yield Hit("D499", index, *span, {"text": line.text[slice(*span)]})
        last[level] = number


def find_mixed_levels(page: PageText) -> Iterator[Hit]:
    """D447: 1., 2., then （3）: a list that goes on in the form of another level."""
    counts, last, is_repeated = [0, 0, 0, 0], [0, 0, 0, 0], False
    heads = [
        (index, *found)
        for index, line in enumerate(page.lines)
        if line.kind in ("heading", "body") and not CONTENTS.search(line.text)
        and (found := _read_head(line.text))
    ]  # fmt: skip
    for place, head in enumerate(heads):
        _, level, number, _ = head
        before = heads[place - 1] if place else None
        goes_on = before and before[1] != level and before[2] == number - 1
        if is_repeated or counts[level] or last[level] == number - 1:
            goes_on = False
        if before and goes_on:
            is_before_odd = before[2] == 1 and not counts[before[1] - 1] * before[1]
            is_before_odd = is_before_odd and not _is_gone_on(heads[place + 1 :], before[1], number)
            at, _, _, where = before if is_before_odd else head
            words = page.lines[at].text[slice(*where)]
            yield Hit("D447", at, *where, {"text": words, "right": _ONE_FORM})
        is_repeated = last[level] == number > 1
        counts[level + 1 :] = [0] * (3 - level)
        counts[level] = last[level] = number


_Head = tuple[int, int, int, tuple[int, int]]


def _is_gone_on(heads: Sequence[_Head], level: int, number: int) -> bool:
    """Whether the next point of a level is that behind a number, so that its own form is right."""
    then = next((each for _, each_level, each, _ in heads if each_level == level), 0)
    return then in (number, number + 1)


def _read_head(text: str) -> tuple[int, int, tuple[int, int]] | None:
    """The level, the number and the place of the number that a line begins with."""
    blank = len(text) - len(text.lstrip())
    for level, pattern in enumerate(_SERIES):
        if match := pattern.match(text, blank):
            return level, _parse_number(match[1]), match.span()
    return None


def find_heading_marks(page: PageText) -> Iterator[Hit]:
    """D442: a title or a heading on a line of its own that ends in a mark; not a list's points."""
    has_points = read_kind(page).kind in ("rules", "minutes", "answers")
    for index, line in enumerate(page.lines):
        text = line.text.rstrip()
        if line.kind not in ("title", "heading") or not re.search(r"[。；，、：,;]$", text):
            continue
        if not has_points and not _is_point(page.lines, index):
            yield Hit("D442", index, len(text) - 1, len(text), {"text": text[-1]}, "")


_LEADING = re.compile("下列|如下|以下|之一的")


def _is_point(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a point of a list: one beside it is too and ends in a mark, or leads to it."""
    own, text = _read_head(lines[index].text), lines[index].text.rstrip()
    if own is None:  # 3.6 有下列情形之一的，不得参加投标：
        return text[-1] in "：:" and "，" in text
    if (own[0] > 1 and text[-1] in "：:") or _LEADING.search(text):
        return True  # 1. and (1) lead on to what they say
    for way in (-1, 1):
        at = index + way
        while 0 <= at < len(lines) and not lines[at].text.strip():
            at += way
        other = _read_head(lines[at].text) if 0 <= at < len(lines) else None
        beside = ((own[0], own[1] + way), own[:2], (own[0] + 1, way))  # （一） leads to 1.
        is_next = other and other[:2] in beside
        is_led = way < 0 <= at and lines[at].text.rstrip().endswith("：")
        if is_led or (is_next and lines[at].text.rstrip()[-1] in "。；，"):
            return True
    return False
