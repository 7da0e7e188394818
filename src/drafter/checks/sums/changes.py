"""Changes between two figures that the text gives both: by how much, by how many per cent, 倍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.accounts.told import Change, list_told_changes
from drafter.checks.sums.quantities import (
    STOPS,
    Quantity,
    Reading,
    percent,
    places_of,
    read_lines,
    say,
)
from drafter.checks.sums.rates import is_share

_UP = r"上调|上涨|超出|高出|多出|增长|增加|提高|上升|提升|扩大|新增|净增|多|增|涨"
_DOWN = r"下调|下跌|减少|下降|降低|压减|压缩|缩短|缩减|精简|裁减|节约|节省|下滑|回落|少|减|降"
_MORE, _LESS = "增加|增长|提高|上升|提升|扩大", "减少|下降|降低|压减|压缩|缩短|缩减|下滑|回落"
_TO = re.compile(
    rf"(?:{_MORE}|{_LESS}|发展|调整|上调|下调|增|减|降)?(?:到|至|为)[^，。；\d]{{0,10}}$"
)
_FROM = re.compile(r"(?:由|从)[^，。；由从]{0,16}$")
_BY = re.compile(
    r"^[^，；。\d]{0,2}[，、（]?(?:同比|降幅|增幅|今年比去年|比上年|较上年|较去年|共|净)?(?:数量|总[量数额]|规模|次数|时间|整体|幅度|面积|里程)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|幅度?|率)?(?:为|达到?)?"
    r"(?:(?P<to>到|至|为)?(?:原来的|上年的)?|(?<=[多少])[^，。；\d为到至]?)$"
)
_MEASURES = (
    ("面积", {"亩", "公顷", "平方米", "平方公里"}), ("里程", {"米"}),
)  # fmt: skip
"""What is measured, and the units that it is measured in."""
_OTHER_WAY = re.compile(r"可比|不变价|年均|平均|名义|剔除|扣除|口径|累计|分别|环比|逐年")
_LAST = r"(?:去年|上年|上一年|前年|上届|原来|往年)(?:同期)?(?:同期数)?(?:的|为|是)?"
_NO_MOVE = rf"(?:(?!{_UP}|{_DOWN})[^，。；\d]){{0,4}}"
_THAN = re.compile(
    rf"^，?(?:同?比|较|与|同)(?:{_LAST}|(?:19|20)\d\d年(?:同期)?的?|(?:年[度初])?(?:计划|目标|预算|任务)(?:数|任务)?的?){_NO_MOVE}（?$"
)
_LAST_YEAR = re.compile(rf"^，{_LAST}{_NO_MOVE}$")
_YEAR = re.compile(r"((?:19|20)\d\d)年([^，。；\d]*)$")
_THAN_LAST = re.compile(r"[比较](?:上|去|前)年(?:同期|[底末])?的?$")
_NEAR_TIMES = Decimal("0.4")
"""So much a whole number of 倍 may be off."""
RANKS = frozenset("位名")
_PLACES = re.compile("排名|名次|位次|居")


def find_wrong_changes(page: PageText) -> Iterator[Hit]:
    """D483, D448: a change that is not the difference of the two figures beside it."""
    for number, reading in read_lines(page.lines):
        told = set[int]()
        for change in _list_changes(reading):
            hit = _judge(number, change)
            if change.by.start not in told:
                told.add(change.by.start)
                if hit is not None:
                    yield hit
        yield from _find_jumps(number, reading)
        for before, now, way in _list_moves(reading):
            if (now.value - before.value) * way < 0 and before.unit not in RANKS:
                text, right = reading.between(before, now), "减少到" if way > 0 else "增加到"
                values = {"text": text, "right": right, "of": f"{before.shown}、{now.shown}"}
                yield Hit("D483", number, before.start, now.end, values)


_SCALE = re.compile("[万亿]")
_SAME_DIGITS, _JUMP = Decimal(4), 1000


def _find_jumps(number: int, reading: Reading) -> Iterator[Hit]:
    """2023年3860万元，2024年增加到4120亿元: the digits are alike, and the sizes far apart."""
    for one, two in pairwise(reading.quantities):
        scales = [_SCALE.search(each.shown) for each in (one, two)]
        if one.unit != two.unit or not all(scales) or not one.value or not two.value:
            continue
        sizes = [_SIZES[scale[0]] for scale in scales if scale]
        between = reading.between(one, two)
        digits = (two.value / sizes[1]) / (one.value / sizes[0])
        if _OTHER_WAY.search(between) or "均" in between or "每" in between:
            continue  # 收入2.1亿元，人均5.6万元
        is_jump = sizes[0] != sizes[1] and 1 / _SAME_DIGITS < digits < _SAME_DIGITS
        is_same = _TO.search(between) or _are_years(reading.ahead(0, one.start), between)
        if is_jump and is_same and "。" not in between:
            right = f"单位和{one.shown}同是“{'万' if sizes[0] < sizes[1] else '亿'}”"
            yield Hit("D463", number, two.start, two.end, {"text": two.shown, "right": right})


_SIZES = {"万": 10**4, "亿": 10**8}


def _list_changes(reading: Reading) -> Iterator[Change]:
    """The changes of a line whose two figures stand in the sentence."""
    for start, quantities in reading.clauses():
        yield from _list_announced(reading, quantities)
        yield from _list_rivals(reading, quantities)
        for number in range(len(quantities) - 2):
            one, two, by = quantities[number : number + 3]
            if one.is_loose or two.is_loose or by.is_loose or one.unit != two.unit:
                continue
            if _OTHER_WAY.search(reading.text[one.end : by.start]):
                continue
            yield from _read_change(reading, start, one, two, by)
    for one, two, by in zip(*(reading.quantities[n:] for n in range(3)), strict=False):
        is_exact = not (one.is_loose or two.is_loose or by.is_loose) and one.unit == two.unit
        if is_exact and reading.between(one, two)[0:1] in STOPS[:4]:
            yield from _read_years_apart(reading, one, two, by)
    yield from list_told_changes(reading)


def _read_years_apart(
    reading: Reading, one: Quantity, two: Quantity, by: Quantity
) -> Iterator[Change]:
    """上年收到提案286件。今年收到提案312件，增长9.1%: the two years in two sentences."""
    ahead, middle = reading.ahead(0, one.start), reading.between(one, two)
    said = _BY.search(reading.between(two, by))
    ahead = re.split(f"[{STOPS}]", ahead)[-1]
    if not said or said["to"] or _OTHER_WAY.search(reading.between(two, by)):
        return
    if _are_years(ahead, middle) or _are_last_and_this(ahead, middle):
        yield Change(one, two, by, 1 if said["up"] else -1, False)


def _read_change(
    reading: Reading, start: int, one: Quantity, two: Quantity, by: Quantity
) -> Iterator[Change]:
    ahead, middle = reading.ahead(start, one.start), reading.between(one, two)
    behind = reading.between(two, by)
    said = _BY.search(behind)
    if any(word in behind and two.unit not in units for word, units in _MEASURES):
        return  # 企业由8家增加到12家，面积增长80%
    way = (1 if said["up"] else -1) if said else 0
    is_to = bool(said and said["to"]) and by.unit == "倍"
    is_times = by.unit == "倍" and re.fullmatch(
        "，?(?:即|是|为|相当于)(?:原来|上年|去年|过去)的", behind
    )
    if (_FROM.search(ahead) and _TO.search(middle)) and said and (by.unit != "%" or not said["to"]):
        yield Change(one, two, by, way, is_to)
    elif is_times and _FROM.search(ahead) and _TO.search(middle):
        yield Change(one, two, by, 0, True)
    elif (_THAN.search(middle) and said and not is_to) or (
        _LAST_YEAR.search(middle) and said and not is_to
    ):
        yield Change(two, one, by, way, False)
    elif _is_of(middle) and by.unit == "倍" and behind == "的":
        yield Change(two, one, by, 1, True)
    elif said and not is_to and (_are_years(ahead, middle) or _are_last_and_this(ahead, middle)):
        yield Change(one, two, by, way, False)
    elif said and not is_to and _are_years(middle, ahead):
        yield Change(two, one, by, way, False)


_RIVALS = re.compile(rf"，([^，\d]{{2,8}})[比较]([^，\d]{{2,8}}?)(?:{_UP}|{_DOWN})(?:了)?[^，\d]?")


def _list_rivals(reading: Reading, quantities: list[Quantity]) -> Iterator[Change]:
    """柳河镇12篇，清溪镇9篇，柳河镇比清溪镇多3篇."""
    for one, two, by in zip(quantities, quantities[1:], quantities[2:], strict=False):
        said = _RIVALS.fullmatch(reading.between(two, by))
        is_exact = not (one.is_loose or two.is_loose or by.is_loose) and one.unit == two.unit
        if said and is_exact and by.unit in (one.unit, "%"):
            first, then = (each.lead.startswith for each in (one, two))
            if first(said[1]) and then(said[2]):
                yield Change(two, one, by, 0, False)
            elif first(said[2]) and then(said[1]):
                yield Change(one, two, by, 0, False)


def _list_announced(reading: Reading, quantities: list[Quantity]) -> Iterator[Change]:
    """较上年提高2个百分点，由94%提高到97%: the change before the two figures."""
    for by, one, two in zip(quantities, quantities[1:], quantities[2:], strict=False):
        said = re.search(
            rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|(?P<to>[到至为]))?[^，。；\d到至为]{{0,3}}$",
            by.lead,
        )
        if said and said["to"] and (one.unit == "%" or by.unit != "%" or _SHARES.search(by.lead)):
            continue
        is_exact = not (by.is_loose or one.is_loose or two.is_loose)
        is_move = re.fullmatch("，(?:即|已)?[由从][^，。；\\d]{0,8}", reading.between(by, one))
        is_move = is_move and _TO.search(reading.between(one, two))
        if (
            said
            and is_move
            and is_exact
            and one.unit == two.unit
            and not _OTHER_WAY.search(by.lead)
        ):
            yield Change(one, two, by, 1 if said["up"] else -1, bool(said["to"]))


_SHARES = re.compile("率|占|比[例重]|度")


def _is_of(middle: str) -> bool:
    """达到80篇，是上年20篇的3倍."""
    return bool(re.fullmatch(rf"，(?:是|为|相当于){_LAST}[^，。；\d]{{0,6}}", middle))


def _are_last_and_this(before: str, now: str) -> bool:
    """上年报送信息150篇，今年报送200篇."""
    first = re.search(rf"(?:^|[，：、]){_LAST}([^，。；\d]{{0,10}})$", before)
    then = re.fullmatch(r"[，。；](?:今年|本年度?|本届)([^，。；\d]{0,10})", now)
    words = {each[1].strip("共为是") for each in (first, then) if each}
    return bool(first and then) and (len(words) == 1 or _are_parts(*words))


def _are_parts(one: str, other: str) -> bool:
    """Whether one of them is the other without its end: 报送, 报送信息."""
    return one.startswith(other) or other.startswith(one)


def _are_years(before: str, now: str) -> bool:
    """Whether the two figures stand behind two years, one after the other, in the same words."""
    first, then = _YEAR.search(before), _YEAR.search(now)
    if first is None or then is None or int(first[1]) + 1 != int(then[1]):
        return False
    words = {first[2].strip("共为是"), then[2].strip("共为是")} - {""}
    return len(words) < 2 or _are_parts(*words)


def _list_moves(reading: Reading) -> Iterator[tuple[Quantity, Quantity, int]]:
    """由30次减少到36次: two figures whose words say which is larger."""
    for start, quantities in reading.clauses():
        for one, two in pairwise(quantities):
            middle = reading.between(one, two)
            to = re.fullmatch(rf"(?:{_MORE}|({_LESS}))(?:到|至|为)", middle)
            ahead = reading.ahead(start, one.start)
            is_begun = _FROM.search(ahead) or _THAN_LAST.search(ahead)
            is_move = to and is_begun and one.unit == two.unit
            if to and is_move and not _PLACES.search(reading.ahead(start, two.end)):
                yield one, two, -1 if to[1] else 1


def _judge(number: int, change: Change) -> Hit | None:
    before, now, by = change.before, change.now, change.by
    if (now.value - before.value) * change.way < 0:
        return _judge_direction(number, change)
    right = _compute(change)
    if right is None:
        return None
    code = "D448" if before.unit == "%" and by.unit == "%" else "D483"
    values = {"text": by.shown, "right": right, "of": change.of}
    values = {"text": by.shown} if code == "D448" else values
    return Hit(code, number, by.start, _find_end(change), values)


def _judge_direction(number: int, change: Change) -> Hit | None:
    """今年12亿元，上年15亿元，同比增长20%: the amount fits, and the word says the other way. Where
    it does not fit it is a slip of its own, or another figure's change."""
    before, by = change.before, change.by
    is_rate_of_rate = before.unit == by.unit == "%"
    fits = not is_rate_of_rate and by.value and _compute(change) is None
    if not fits or change.is_to or by.unit == "倍":
        return None
    values = {"text": by.lead + by.shown, "right": "减少" if change.way > 0 else "增加"}
    values["of"] = change.of
    return Hit("D483", number, by.start - len(by.lead), _find_end(change), values)


def _find_end(change: Change) -> int:
    """The end of what is told: as far as the figures go that stand behind the change, 同比增长20%，
    上年为96亿元, for nobody knows which of them is wrong."""
    return max(change.by.end, change.now.end, change.before.end)


def _compute(change: Change) -> str | None:
    """What the change ought to be; None where it is so, or cannot be told."""
    before, now, by = change.before, change.now, change.by
    gap = abs(now.value - before.value)
    off, slack = abs(gap - by.value), before.slack + now.slack + by.slack
    is_near = off < slack or not off  # as much as all of them at their worst is no rounding
    if by.unit == "%":
        return _compute_percent(change, gap, is_near=is_near)
    if by.unit == "倍":
        return _compute_times(change, gap)
    if by.unit == "百分点":
        return _compute_points(change, gap, is_near=is_near)
    return say(gap, by) if by.unit == before.unit and not is_near else None


def _compute_points(change: Change, gap: Decimal, *, is_near: bool) -> str | None:
    """由94%提高到97%，提高3个百分点; a number changes by no points: 由2.8人增加到3.5人."""
    before, by = change.before, change.by
    if before.unit == "%":
        return None if is_near else f"{gap.normalize():f}个百分点"
    is_rate = before.value and abs(gap / before.value * 100 - by.value) <= by.half * 2
    return say(gap, before) if is_near else f"{by.value:f}%" if is_rate else None


def _compute_percent(change: Change, gap: Decimal, *, is_near: bool) -> str | None:
    before, now, by = change.before, change.now, change.by
    if before.value <= 0:
        return None
    if before.unit == "%":  # of a rate: told where it can only be points
        return "" if is_near else None
    if change.is_to:
        fits = is_share(now, by, before.value, before.slack + now.slack)
        return None if fits else percent(now.value, before.value, places_of(by))
    low, high = _range_of(before, now)
    is_so = low * 100 - by.half * 2 < by.value < high * 100 + by.half * 2
    return None if is_so else percent(gap, before.value, places_of(by))


def _compute_times(change: Change, gap: Decimal) -> str | None:
    before, now, by = change.before, change.now, change.by
    if before.value <= 0:
        return None
    times = now.value / before.value if change.is_to else gap / before.value
    step = max(by.half * 2, Decimal("0.1")) if "." in by.shown else _NEAR_TIMES
    low, high = _range_of(before, now, 1 if change.is_to else 0)
    is_so = low - step < by.value < high + step and abs(times - by.value) < step
    return None if is_so else f"{times.quantize(Decimal('0.1')).normalize():f}倍"


def _range_of(before: Quantity, now: Quantity, more: int = 0) -> tuple[Decimal, Decimal]:
    """How small and how large the change in parts of the figure before may be, by rounding."""
    if before.value <= before.half:
        return Decimal(0), Decimal(10**9)
    gap = now.value - before.value
    first, then = before.slack, now.slack
    low = max(abs(gap) - first - then, Decimal(0)) / (before.value + first)
    high = (abs(gap) + first + then) / (before.value - first)
    return low + more, high + more
