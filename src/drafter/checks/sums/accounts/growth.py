"""Growth by the year, and what came more beside the per cent: 年均增长12.2%, 增收4600万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, percent, places_of, read_lines, say
from drafter.checks.sums.rates import is_share
from drafter.problems.model import Value

_YEARLY = re.compile(
    r"^(?:年均|年平均)(?:复合)?(?:增长|递增|增速|增幅|增加|提高|上升)(?:率|速度|幅度)?(?:为|达到?|约)?$"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_MOVED = re.compile(r"(?:增加|增长|提高|上升|提升|扩大|发展|增|升)?(?:到|至|为)|达到?")
_LAST = re.compile(
    r"[，（](?:上年|去年|上月|上季度|上期|上周|上届|前年)(?:同期)?(?:[^，。；\d]{0,4})(?:为|是|仅)?"
)
_FROM = re.compile(r"[由从][^，。；由从]{0,16}$")
_TO = re.compile(
    r"[^，。；\d]{0,2}(?:增加|增长|提高|上升|扩大|发展|减少|下降|降低|压减|压缩|缩减|增|减|降|升)(?:到|至|为)(?:20\d\d年)?(?:的)?"
)
_OF_PLAN = re.compile(r"，(?:仅|已|约)?(?:为|是|相当于)[^，。；\d]{0,10}")
_IN_A_ROW = re.compile(
    r"(?:逐年|连年|连续(?:[两三四五六七八九十]|\d+)年(?:实现|保持)?|一年比一年)(?P<way>增长|上升|增加|提高|攀升|下降|减少|降低|回落)"
)
_RISING = frozenset("增长 上升 增加 提高 攀升".split())
_OF_YEAR = re.compile(r"(?:19|20)\d\d年[^，。；、\d]{0,4}$")
_FEWEST_YEARS = 3
_SHIFT = re.compile("^(?:比原计划|较原计划)?(?:提前|推迟|延长|缩短|上调|下调|上涨|下跌)了?$")
_OVER_YEARS = re.compile(r"^[两三四五六七八九十\d]+年")
_MORE = re.compile(
    r"^(?:[两三四五六七八九十\d]+年)?(?:来|间|共|累计|同比|比上年|较上年|比去年|较去年|净)*"
    r"(?:增收|增支|增加|净增|多收|多|增|减收|减支|减少|少收|少|减)了?[^，。；\d]{0,3}$"
)
_STEP = 0.15
"""So many per cent a yearly rate may be off: it is rounded, and so are both ends."""


def find_wrong_growth(page: PageText) -> Iterator[Hit]:
    """D483: a yearly growth that the two ends do not give; an increase beside its per cent."""
    for number, reading in read_lines(page.lines):
        for start, quantities in reading.clauses("。！？\n"):
            for one, two, by in zip(quantities, quantities[1:], quantities[2:], strict=False):
                yield from _check_yearly(number, reading, start, (one, two, by))
            yield from _check_more(number, reading, start, quantities)
            yield from _check_trend(number, reading, start, quantities)
            if len(quantities) > 1:
                yield from _check_higher(number, quantities[0], quantities[1])
            for one, two, by in zip(quantities, quantities[1:], quantities[2:], strict=False):
                yield from _check_part(number, reading, (one, two, by))
                yield from _check_beside(number, (one, two, by))
                yield from _check_beside(number, (one, by, two))
                yield from _check_gap(number, (one, two, by))


def _check_yearly(
    number: int, reading: Reading, start: int, row: tuple[Quantity, Quantity, Quantity]
) -> Iterator[Hit]:
    """由2020年的8亿元增加到2025年的12.88亿元，年均增长12.2%."""
    one, two, by = row
    is_told = by.unit == "%" and _YEARLY.match(by.lead) and one.unit == two.unit
    if not is_told or any(each.is_loose for each in row) or one.value <= 0 or one.is_ratio:
        return
    between = reading.between(one, two)
    first = _YEAR.findall(reading.text[start : one.start])
    last = _YEAR.findall(between)
    years = int(last[-1]) - int(first[-1]) if first and last else 0
    if years < 1 or not _MOVED.search(between) or two.value <= one.value:
        return
    low, high = (
        (float((two.value + way * two.slack) / (one.value - way * one.slack)) ** (1 / years) - 1)
        * 100
        for way in (-1, 1)
    )
    rate = float(by.value)
    if not low - _STEP <= rate <= high + _STEP:
        right = f"{_yearly(two.value / one.value, years):.1f}%"
        yield from _tell(number, by, f"{one.shown}、{two.shown}", right)


def _yearly(times: Decimal, years: int) -> float:
    """So many per cent a year make so many times in all."""
    return float(100 * (times ** (Decimal(1) / years) - 1))


def _check_more(
    number: int, reading: Reading, start: int, quantities: list[Quantity]
) -> Iterator[Hit]:
    """完成3.68亿元，上年为3.2亿元，同比增长15%，增收4600万元."""
    for at, (now, before) in enumerate(pairwise(quantities)):
        is_pair = now.unit == before.unit and not (now.is_loose or before.is_loose or now.is_ratio)
        between = reading.between(now, before)
        is_move = _FROM.search(reading.ahead(start, now.start)) and _TO.fullmatch(between)
        if not is_pair or not (is_move or _LAST.fullmatch(between)):
            continue
        rate, by = (*quantities[at + 2 : at + 4], now, now)[:2]
        if rate.unit == "%" and rate.lead.startswith("环比"):
            yield from _check_rate(number, now, before, rate)
        if is_move and (_OVER_YEARS.match(rate.lead) or _SHIFT.match(rate.lead)):
            rate, by = by, rate
        gap = now.value - before.value
        is_shift = bool(_OVER_YEARS.match(by.lead) or _SHIFT.match(by.lead))
        is_told = (rate.unit == "%" and bool(_MORE.match(by.lead))) or is_shift
        is_told = is_told and by.unit == now.unit and not by.is_loose
        slack = now.slack + before.slack + by.slack
        if is_told and abs(abs(gap) - by.value) > slack:
            yield from _tell(number, by, f"{now.shown}、{before.shown}", say(abs(gap), by))


def _check_rate(number: int, now: Quantity, before: Quantity, rate: Quantity) -> Iterator[Hit]:
    """本月320，上月300，环比增长5%."""
    gap = now._replace(value=abs(now.value - before.value))
    slack = now.slack + before.slack
    if before.value and not rate.is_loose and not is_share(gap, rate, before.value, slack):
        right = percent(gap.value, before.value, places_of(rate))
        yield from _tell(number, rate, f"{now.shown}、{before.shown}", right)


_RANK = re.compile(
    r"第(?P<one>\d{1,3})[位名](?=[^，。；]{0,16}第|[^。；]{0,16}，)"
    r"(?P<way>(?P<up>上升|前移|跃|提升|前进|跃升|晋升|攀升|升|提高)|下降|后移|下滑|退步|退|跌)?(?:至|到|居|入|列|为)"
    r"[^，。；\d]{0,4}第(?P<two>\d{1,3})[位名]"
    r"(?:，(?:前进|上升|前移|提升|进|提高|升|后移|后退|下降|下滑|退)了?(?P<by>\d{1,3})(?:个位次|个名次|[位个名]))?"
)


def find_wrong_ranks(page: PageText) -> Iterator[Hit]:
    """D483: 由第5位上升到第7位; 第12位前移至第9位，前进4位."""
    for number, line in enumerate(page.lines):
        for match in _RANK.finditer(line.text):
            one, two = int(match["one"]), int(match["two"])
            values: dict[str, Value] = {"of": f"第{one}位、第{two}位"}
            is_told = match["way"] is not None
            if is_told and ((two > one) if match["up"] else (two < one)):
                values |= {"text": match[0], "right": "下降" if match["up"] else "上升"}
                yield Hit("D483", number, *match.span(), values)
            elif match["by"] and int(match["by"]) != abs(one - two):
                values |= {"text": f"{match['by']}位", "right": f"{abs(one - two)}位"}
                yield Hit("D483", number, *match.span("by"), values)


def _check_trend(
    number: int, reading: Reading, start: int, quantities: list[Quantity]
) -> Iterator[Hit]:
    """连续三年增长，2022年12亿元、2023年13.5亿元、2024年13.2亿元."""
    row = [e for e in quantities if _OF_YEAR.search(reading.ahead(start, e.start))]
    is_row = len(row) >= _FEWEST_YEARS
    said = _IN_A_ROW.search(reading.text, start, row[0].start) if is_row else None
    if not said or len({each.unit for each in row}) > 1:
        return
    way = 1 if said["way"] in _RISING else -1
    for one, two in pairwise(row):
        if (two.value - one.value) * way < 0:
            values: dict[str, Value] = {"text": said[0], "of": f"{one.shown}、{two.shown}"}
            values["right"] = "有升有降"
            yield Hit("D483", number, said.start(), two.end, values)
            return


def _check_part(
    number: int, reading: Reading, row: tuple[Quantity, Quantity, Quantity]
) -> Iterator[Hit]:
    """完成1.8亿元，为年度计划2亿元的92%."""
    done, whole, by = row
    is_told = by.unit == "%" and done.unit == whole.unit and not done.is_ratio
    is_told = is_told and reading.between(whole, by) == "的"
    is_told = is_told and bool(_OF_PLAN.fullmatch(reading.between(done, whole)))
    if not is_told or any(each.is_loose for each in row) or not whole.value:
        return
    if not is_share(done, by, whole.value, whole.slack):
        right = percent(done.value, whole.value, places_of(by))
        yield from _tell(number, by, f"{done.shown}、{whole.shown}", right)


_BESIDE = re.compile("(?P<up>高于|快于|优于|高出|领先|好于)|(?P<down>低于|慢于|落后于?|少于)")
_ALL = re.compile("全[国省市区县州]|面上|平均")


_HIGHER = re.compile(
    "^[^，。；\\d]{0,4}(?:(?P<up>高于|快于|优于|好于)|低于|慢于|落后于)(?:全[国省市区县州]|面上|同类)[^，。；\\d]{0,8}(?:的)?$"
)


def _check_higher(number: int, own: Quantity, other: Quantity) -> Iterator[Hit]:
    """增长8.2%，高于全市平均增幅6.5%."""
    said = _HIGHER.match(other.lead)
    if not said or not own.unit == other.unit == "%" or own.is_loose or other.is_loose:
        return
    if (own.value < other.value) if said["up"] else (own.value > other.value):
        for hit in _tell(number, other, own.shown, "低于" if said["up"] else "高于"):
            yield hit._replace(start=other.start - len(other.lead))


def _check_beside(number: int, row: tuple[Quantity, Quantity, Quantity]) -> Iterator[Hit]:
    """我区增长6.8%，全市平均增速为7.5%，低于全市0.7个百分点."""
    one, two, by = row
    yield from _check_higher(number, two, by)
    said = _BESIDE.search(by.lead)
    if by.unit != "百分点" or said is None or not one.unit == two.unit == "%":
        return
    own, other = (two, one) if _ALL.search(one.lead) else (one, two)
    is_named = _ALL.search(other.lead) and not _ALL.search(own.lead)
    if not is_named or not _ALL.search(by.lead[said.end() :] or other.lead):
        return
    gap = own.value - other.value
    is_way = gap * (1 if said["up"] else -1) >= 0
    if any(each.is_loose for each in row) or (is_way and abs(abs(gap) - by.value) <= by.half * 2):
        return
    word = "高于" if gap > 0 else "低于"
    right = f"{abs(gap).normalize():f}个百分点"
    for hit in _tell(number, by, f"{own.shown}、{other.shown}", word + right):
        start = by.start - len(by.lead) + said.start()
        yield hit._replace(start=start, end=max(by.end, other.end))


def _tell(number: int, by: Quantity, of: str, right: str) -> Iterator[Hit]:
    values: dict[str, Value] = {"text": by.lead + by.shown, "of": of, "right": right}
    yield Hit("D483", number, by.start, by.end, values)


_GAP = re.compile(
    "^(?:实行|产生|存在|还有|两者|二者|之间|仅|只)*(?:差额|相差|缺口|差距|差)(?:为|有|达|仅|了)*$"
)

_LEFT_OVER = re.compile("结余|节余|余额")
"""Between two of these no gap is told: 当年结余…，滚存结余…；另一项基金缺口…."""


def _check_gap(number: int, row: tuple[Quantity, Quantity, Quantity]) -> Iterator[Hit]:
    """应选20名，候选人23名，差额3名."""
    one, two, by = row
    is_told = _GAP.match(by.lead) and one.kind == two.kind == by.kind
    if _LEFT_OVER.search(one.lead) or _LEFT_OVER.search(two.lead):
        return
    gap = abs(one.value - two.value)
    slack = one.slack + two.slack + by.slack
    if is_told and not any(e.is_loose for e in row) and abs(gap - by.value) > slack:
        yield from _tell(number, by, f"{one.shown}、{two.shown}", say(gap, by))


_RATIO = re.compile(
    r"比[^，。；\d]{0,4}[由从](?:上年|去年)?(?:同期)?的?(?P<one>\d+(?:\.\d+)?)(?:[:：∶]1)?"
    r"(?:(?P<up>扩大|上升|提高|增加|升)|缩小|下降|降低|收窄|降)(?:到|至|为)(?P<two>\d+(?:\.\d+)?)(?:[:：∶]1|(?=[，。；）]))"
)


def find_wrong_ratios(page: PageText) -> Iterator[Hit]:
    """D483: 由2.35∶1扩大到2.28∶1."""
    for number, line in enumerate(page.lines):
        for match in _RATIO.finditer(line.text):
            one, two = Decimal(match["one"]), Decimal(match["two"])
            if (two < one) if match["up"] else (two > one):
                values: dict[str, Value] = {"text": match[0], "of": f"{one}、{two}"}
                values["right"] = "缩小" if match["up"] else "扩大"
                yield Hit("D483", number, *match.span(), values)
