"""What is said one after the other: fixed rows, and rows that count: 步骤一……步骤二, A. B. C."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.order.points import POINTS, read_number
from drafter.checks.wording.patterns import TITLES, is_within

_FEWEST = 3
_STRANGER = 4
"""Of so many things one may be another word, and the row is still known by the rest."""


def find_wrong_orders(page: PageText) -> Iterator[Hit]:
    """D458: a fixed row of things in another order, or with one of them said otherwise."""
    for items, pattern, may_be_part in _compile_rows():
        for index, line in enumerate(page.lines):
            if items[1] not in line.text and items[0] not in line.text:
                continue
            for match in pattern.finditer(line.text):
                said = re.split("[、，和]", match[0])
                if _is_wrong(said, items, may_be_part) and not _is_in_title(line.text, match):
                    values = {"text": match[0], "right": "、".join(items)}
                    yield Hit("D458", index, *match.span(), values)


def _is_in_title(text: str, match: re.Match[str]) -> bool:
    return is_within(match, TITLES.finditer(text))


def _is_wrong(said: Sequence[str], items: Sequence[str], may_be_part: bool) -> bool:
    known = [items.index(each) for each in said if each in items]
    if len(set(known)) < max(_FEWEST, 0 if may_be_part else len(items) - 1):
        return False
    if known != sorted(known):
        return True
    strangers = len(said) - len(known)
    return len(items) >= _STRANGER and strangers == 1 and len(said) == len(items)


@cache
def _compile_rows() -> tuple[tuple[tuple[str, ...], re.Pattern[str], bool], ...]:
    """Each row of things, the pattern of its run in a text, and whether some of them make one."""
    rows = []
    for (row,) in read_rows("orders"):
        items = tuple(row.lstrip("*").split())
        one = join_words(items)
        size = max(map(len, items))
        inner = rf"(?:{one}|[\u4e00-\u9fff]{{2,{size}}}(?=[、，和](?:{one})))"
        if row[0] == "*":
            inner = one
        pattern = keep_pattern(rf"(?:{one})(?:[、和](?:{inner})){{2,}}")
        rows.append((items, pattern, row[0] == "*"))
    return tuple(rows)


_HAN = "一二三四五六七八九十"
_FROM = r"(?:^|(?<=[，。；：、（]))[ 　]*"
_CALLED = "步骤|环节|任务|场景|目标|问题|案例|措施|方案|工序|要点|误区|议题|题目|建议|典型|模式|剧目|节目|课题|标段|小组|专题"
_UNIT = "座|件|期|组|批|辆|名|类|种|条|台|艘|场|轮|站|处|栋|支|队|班|户|家|关|块|层|圈|部分|板块|梯队|课|幕|章节|车间|标段|小组|分队|方阵"
_FRAMES = (
    re.compile(rf"{_FROM}(?P<frame>{_CALLED})(?P<number>[{_HAN}]|\d)(?=[：:是，])"),
    re.compile(rf"{_FROM}第(?P<number>[{_HAN}])(?:个)?(?P<frame>{_UNIT})(?![第、和至])"),
    re.compile(
        rf"{_FROM}(?P<number>[{_HAN}])(?P<frame>[靠看抓查问促防治改讲比练管评建送学拆清])(?=[一-鿿])"
    ),
    re.compile(r"(?:^|(?<=[；：，。]))(?P<number>[1-9])(?P<frame>[)）])(?=[一-鿿])"),
)
"""A row in which each thing has a number in the same frame of words."""
_PAIR, _LEAST_ROW = 2, 3


def find_wrong_rows(page: PageText) -> Iterator[Hit]:
    """D447: 步骤一、步骤二、步骤四; 一靠、二靠、二靠; A、B、D三等; 9:00, 8:55; 从高到低 and not so."""
    for index, line in enumerate(page.lines):
        if line.kind in ("cell", "note"):
            continue
        text = line.text
        for start, end, right in _list_wrong_rows(text):
            yield Hit("D447", index, start, end, {"text": text[start:end], "right": right})


def _list_wrong_rows(text: str) -> Iterator[tuple[int, int, str]]:
    for frame in _FRAMES if "二" in text or "2" in text or "三" in text else ():
        yield from _check_frame(text, list(frame.finditer(text)))
    yield from _check_sides(text)
    for match in _HALVES.finditer(text) if "后" in text else ():
        if read_number(match["all"]) != read_number(match["first"]) + read_number(match["last"]):
            yield *match.span("told"), f"前、后加起来是{match['all']}{match['unit']}"
    yield from _check_letters(text)
    yield from _check_amounts(text)
    if "二" in text or "②" in text or "2" in text:
        yield from _check_twins(text)


def _check_frame(text: str, points: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """The first number of a row that is not the next: of one whose count the text states, or of
    three and more."""
    row = [each for each in points if each["frame"] == points[0]["frame"]]
    numbers = [read_number(each["number"]) for each in row]
    in_order = list(range(1, len(row) + 1))
    if not _PAIR <= len(row) <= len(_HAN) or numbers[0] != 1 or numbers == in_order:
        return
    at = next(place for place, each in enumerate(numbers) if each != place + 1)
    size = f"{_HAN[len(row) - 1]}{len(row)}{'两' if len(row) == _PAIR else ''}"
    counted = rf"[{size}][个大]?(?:{re.escape(row[0]['frame'])}|件|项|个|类|种|步)"
    is_row = len(row) > _PAIR and numbers[1] == _PAIR and numbers.count(1) == 1
    if is_row or re.search(counted, text[: row[0].start()]):
        wanted = row[at]["number"]
        right = str(at + 1) if wanted.isdecimal() else _HAN[at]
        told = row[at][0].strip()
        yield row[at].end() - len(told), row[at].end(), told.replace(wanted, right)


_N = "[两二三四五六七八九]"
_HALVES = re.compile(
    rf"(?<![前后第十])(?P<all>{_N})(?P<unit>[项个条件名位点])[^。；]{{0,30}}，前(?P<first>[一两二三四五六七八九])(?P=unit)[^。；后]{{2,24}}[，；](?P<told>后(?P<last>[一两二三四五六七八九])(?P=unit))"
)
"""五项任务中，前两项由甲牵头，后四项由乙牵头."""
_SIDES = re.compile(
    r"(?:^|(?<=[，。；：]))(?P<side>一方面|(?P<odd>二方面|第二方面|[二三]是|第二(?=，))|另一方面|再一方面)"
)


def _check_sides(text: str) -> Iterator[tuple[int, int, str]]:
    """一方面……二方面; 一方面……另一方面……另一方面."""
    if "一方面" not in text:
        return
    before = ""
    for match in _SIDES.finditer(text):
        side = match["side"]
        if before.endswith("一方面") and match["odd"] and before != "另一方面":
            yield *match.span(), "另一方面"
        elif before == side == "另一方面":
            yield *match.span(), "“一方面”“另一方面”说两面，有三面的改用“一是、二是、三是”"
        before = side


_LETTERS = re.compile(
    r"(?<![A-Za-z\d])(?P<list>[A-HＡ-Ｈ](?:级|等|类|档|组)?(?:[、和][A-HＡ-Ｈ](?:级|等|类|档|组)?){2,6})(?=(?P<count>[两三四五六])[个类档等级组种])"
    r"|(?P<stems>[甲乙丙丁戊己庚](?:级|等|类|档|组)?(?:[、和][甲乙丙丁戊己庚](?:级|等|类|档|组)?){2,6})(?=[三四五六][个类档等级组种])"
    r"|(?P<roman>[ⅠⅡⅢⅣⅤ]级?(?:[、和][ⅠⅡⅢⅣⅤ]级?){2,6})"
)
_OPTIONS = re.compile(r"(?:(?<=[？?：:\s　。；）)])|^)(?P<letter>[A-H])[.．、][ 　]*(?=[一-鿿\d])")
_SIGNS = "ABCDEFGH甲乙丙丁戊己庚ⅠⅡⅢⅣⅤ"


def _check_letters(text: str) -> Iterator[tuple[int, int, str]]:
    """A、B、D三个等次; Ⅳ级、Ⅲ级、Ⅰ级、Ⅱ级; A. 满意　B. 一般　D. 不满意."""
    for match in _LETTERS.finditer(text):
        places = [_SIGNS.index(each) for each in match[0] if each in _SIGNS]
        steps = {two - one for one, two in itertools.pairwise(places)}
        if steps and steps not in ({1}, {-1}):
            yield *match.span(), "依次写，不跳、不倒、不重"
        elif match["count"] and read_number(match["count"]) != len(places):
            yield match.start(), match.end("count"), f"列了{len(places)}个"
    options = list(_OPTIONS.finditer(text))
    letters = [_SIGNS.index(each["letter"]) for each in options]
    if len(options) >= _LEAST_ROW and letters[:2] == [0, 1]:
        for place, (each, letter) in enumerate(zip(options, letters, strict=True)):
            if letter == 0 and place:
                return
            if letter != place:
                yield *each.span("letter"), _SIGNS[place]
                return


_RANKED = re.compile(
    r"(?:从|由|按)[一-鿿]{0,6}?(?P<way>高到低|多到少|大到小|低到高|少到多|小到大)[一-鿿]{0,8}[：:是为](?P<list>[^。；：]+)"
)
_AMOUNT = re.compile(
    r"[一-鿿]{2,12}?(?:（[^（）]*?)?(?P<value>\d+(?:\.\d+)?)(?P<unit>[%％]|[万亿]?[一-鿿]?)"
)
_AGENDA = re.compile(
    r"(?:^|(?<=[；。：]))[ 　]*(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?=[ 　一-鿿])(?!分|至)"
)


def _check_amounts(text: str) -> Iterator[tuple[int, int, str]]:
    """由高到低依次为：92.1%、89.6%、90.3%; 9:00 开幕；8:55 致辞."""
    for match in _RANKED.finditer(text):
        found = list(_AMOUNT.finditer(text, *match.span("list")))
        units = {each["unit"] for each in found}
        values = [float(each["value"]) for each in found]
        is_falling = match["way"] in ("高到低", "多到少", "大到小")
        if len(found) < _LEAST_ROW or len(units) > 1 or len(found) != match["list"].count("、") + 1:
            continue
        for place, (one, two) in enumerate(itertools.pairwise(values), 1):
            if (two > one) if is_falling else (two < one):
                yield *found[place].span(), f"由{match['way']}排"
                break
    times = list(_AGENDA.finditer(text))
    clock = [int(each["hour"]) * 60 + int(each["minute"]) for each in times]
    falls = [at for at in range(1, len(clock)) if clock[at] < clock[at - 1]]
    if len(times) >= _LEAST_ROW and len(falls) == 1 and clock[falls[0]] > clock[0] - 1:
        match = times[falls[0]]
        yield match.start("hour"), match.end(), "按时间先后排"


_HEADING = re.compile(r"[一-鿿“”]{4,16}?(?=[，。；：]|$)")


_FURTHER = 6
"""So many characters behind two heads that are the same as well: the whole point is told twice."""


def _check_twins(text: str) -> Iterator[tuple[int, int, str]]:
    """一是压实责任，……；三是压实责任: two points of one row with the same head."""
    for form in POINTS[:6]:
        heads = dict[str, int]()
        last = 0
        for match in form.finditer(text):
            number = read_number(match[1])
            if number != last + 1:
                heads.clear()
            last = number
            head = _HEADING.match(text, match.end())
            if head is None:
                continue
            told = text.count(text[head.start() : head.end() + _FURTHER])
            if heads.setdefault(head[0], number) != number and told == 1:
                yield *head.span(), "与前面一项相同，合并，或者改写"
