"""One of each, their number and the whole, in any order: 人均200元，52人共10400元; 平均每期60人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import PEOPLE, Quantity, Reading, read_lines, say
from drafter.problems.model import Value

_EACH = re.compile(
    r"(?P<mean>(?P<one>[人户家村组镇乡县区校班车篇件次场期日天月周年亩])均|平均(?:每(?:个|一)?(?P<of>[\u4e00-\u9fff]{1,5}))?)[^，。；\d]{0,6}$"
    r"|(?<!平均)每(?:个|一)?(?P<each>平方米|平方公里|公里|公斤|小时|工作日|(?:(?!每)[\u4e00-\u9fff]){1,8}?)[^，。；\d每]{0,12}$"
    r"|(?P<all>各)(?!类|项|种|有|级|地|单位)[^，。；\d各]{0,8}$"
)
_BOUND = re.compile(
    "限|可(?!支配)|应|须|拟|计划|原则|目标|要求|至少|最多|不少|不超|不低|不高|以上|以下|以内"
    "|增长|增加|下降|减少|提高|同比|上年|去年|另|第一|起步|超出|超过"
)
"""What is said so is a rule, or a change, and nobody did exactly so."""
_NO_MEAN = re.compile(r"可支配|纯收入|生产总值|GDP|绿地|寿命|面积|收入$|增收|年人均|年平?均")
_ALL_OF = re.compile(
    "共|总|合计|发放|投入|使用|累计|兑付|支付|收入|补助|补贴|奖励|获得|增收|支出|拨付|卖|全年|需|筹|募|捐|安排|花费|付|配备|惠及|参加"
)
_NO_WHOLE = re.compile("其中|每|均|同比|比|增|减|剩|余|结存|结转|另|计划|预算|限|各")
_COUNTED = re.compile(
    r"(?<![\d第十百千一二三四五六七八九分两])(?P<number>[两二三四五六七八九十]|十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?)"
    r"个?(?P<unit>试点村|村|镇|乡|街道|社区|县|区|小组|调研组|组|单位|部门|班|车间|支部|[名户家所场期次批人天处]|周(?=[共累合总])|月(?=[共累合总]))"
)
"""Numbers that are written out: 五个试点村, 三期."""
_HAN = "一二三四五六七八九"
_TIMES = {"月": 12, "季度": 4, "季": 4}
_PART_OF_YEAR = re.compile(
    "[上下]半年|季度|[前后]\\d|[剩余]下|剩余|尚[需须差缺]|接下来|\\d月[至到—]"
)
_WHOLE_YEAR = re.compile("全年|一年|年内|本年|今年")
_YIELD = re.compile(r"(?:平均)?(?:亩产|单产)(?:量|达到?|为|约)*$")
_ALL_GROWN = re.compile("总|产量|共|收获|收")
_FARTHEST = 25
"""A product that is so many times another is of something else."""


class _Count(NamedTuple):
    """How many there are of something, as far as the text shows."""

    value: Decimal
    unit: str
    tail: str
    end: int
    shown: str
    is_loose: bool = False


def find_wrong_averages(page: PageText) -> Iterator[Hit]:
    """D486: one of each, their number and the whole, of which one does not fit the others."""
    for number, reading in read_lines(page.lines):
        for start, quantities in reading.clauses():
            each = [(e, _EACH.search(e.lead)) for e in quantities]
            told = [(e, match) for e, match in each if match and not _BOUND.search(e.lead)]
            signs = [(e.unit, _read_each(match)) for e, match in each if match]
            for figure, match in told:
                is_moved = (figure.lead.count("每") > 1 and _has_people(quantities)) or signs.count(
                    (figure.unit, _read_each(match))
                ) > 1
                is_other = match["mean"] and _NO_MEAN.search(figure.lead)
                is_vague = figure.is_loose and not _ABOUT.search(figure.lead)
                if not (is_moved or is_other or is_vague):
                    yield from _judge(number, reading, start, quantities, figure, match)
            yield from _check_yield(number, quantities)
            yield from _check_product(number, quantities)
            yield from _check_price(number, quantities)


_EACH_OF_BOTH = re.compile(
    r"每[人名位]每(?P<time>天|日|月|年|学期|学年|班|次|课时|晚)[^，。；\d]{0,8}$"
)
_TIME_UNITS = {"天": "天", "日": "天", "月": "个月", "年": "年", "次": "次", "课时": "课时"}
_SUM_OF_ALL = re.compile("共|合计|总|需|累计")


def _check_product(number: int, quantities: Sequence[Quantity]) -> Iterator[Hit]:
    """每人每天80元，12人值守5天，共计4600元: so much for each, so many, so long."""
    for figure in quantities:
        match = _EACH_OF_BOTH.search(figure.lead)
        unit = _TIME_UNITS.get(match["time"]) if match else None
        if unit is None:
            continue
        people = [e for e in quantities if e.kind == "人" and e is not figure]
        times = [e for e in quantities if e.unit in (unit, unit.removeprefix("个"))]
        wholes = [e for e in quantities if e.unit == figure.unit and e.start > figure.start]
        exact = [figure, *people, *times, *wholes]
        if not len(people) == len(times) == len(wholes) == 1 or any(e.is_loose for e in exact):
            continue
        whole = wholes[0]
        product = figure.value * people[0].value * times[0].value
        is_near = whole.value and abs(product / whole.value - 1) < _MOST_UNLIKE
        if is_near and _SUM_OF_ALL.search(whole.lead) and abs(product - whole.value) > whole.slack:
            values: dict[str, Value] = {"text": whole.shown, "right": say(product, whole)}
            yield Hit("D486", number, whole.start, whole.end, values)


_PRICE = re.compile(
    "(?:单价|均价|票价|售价|每[台套件张个本册辆支把份人位只盒袋箱桶](?:价格?)?)(?:均|为|是)*$"
)
_PAID = re.compile("总价|总额|总计|合计|共计?|花费|金额|货款|总共|一共")


def _check_price(number: int, quantities: Sequence[Quantity]) -> Iterator[Hit]:
    """电脑20台，单价4500元，总价8万元."""
    for at, figure in enumerate(quantities):
        if figure.unit != "元" or not _PRICE.search(figure.lead):
            continue
        counts = [e for e in quantities[:at] if e.unit != "元" and not e.is_ratio]
        wholes = [e for e in quantities[at + 1 :] if e.unit == "元"]
        row = (*counts, figure, *wholes)
        if len(counts) != 1 or len(wholes) != 1 or any(each.is_loose for each in row):
            continue
        whole, product = wholes[0], figure.value * counts[0].value
        is_near = whole.value and Decimal("0.5") < product / whole.value < _TWICE
        is_off = abs(product - whole.value) > whole.half + figure.slack * counts[0].value
        if is_near and is_off and _PAID.search(whole.lead):
            values: dict[str, Value] = {"text": whole.shown, "right": say(product, whole)}
            yield Hit("D486", number, whole.start, whole.end, values)


_TWICE = 2
_MOST_UNLIKE = 1
"""A product that is twice the whole, or none of it, is of something else."""


def _has_people(quantities: Sequence[Quantity]) -> bool:
    """Whether people are counted, of whom 每人每月 says the half."""
    return any(each.kind in ("人", "户") for each in quantities)


def _read_each(match: re.Match[str]) -> str:
    """What the figure is for each of; nothing where only 平均 or 各 says so."""
    what = match["one"] or match["of"] or match["each"] or ""
    return {"日": "天"}.get(what, what)


def _judge(
    number: int, reading: Reading, start: int, quantities: list[Quantity],
    figure: Quantity, match: re.Match[str],
) -> Iterator[Hit]:  # fmt: skip
    last = quantities[-1]
    words = reading.text[start : last.end + len(last.tail)]
    what = _read_each(match)
    counts = _list_counts(reading, start, quantities, figure, match)
    ends = {each.end for each in counts}
    others = [e for e in quantities if e is not figure and not _EACH.search(e.lead)]
    others = [e for e in others if e.end not in ends]
    wholes = [e for e in others if _is_whole(e, figure) and e.value > figure.value]
    is_whole = _WHOLE_YEAR.search(words) and not _PART_OF_YEAR.search(words)
    if what in _TIMES and is_whole and not counts:
        counts = [_Count(Decimal(_TIMES[what]), what, "", start, "")]
    if not counts or not wholes or len([e for e in others if not e.is_ratio]) > _MOST_OTHERS:
        return
    fits = [(c, w) for c in counts for w in wholes if _fits(figure, c.value, w, match)]
    sums = (sum((c.value for c in counts), Decimal(0)),)
    all_of = wholes[0]._replace(value=sum((w.value for w in wholes), Decimal(0)))
    is_sum = any(_fits(figure, c, w, match) for c in sums for w in (*wholes, all_of))
    if fits or is_sum or len(counts) != 1 or len(wholes) != 1:
        return
    if any(
        _fits(figure._replace(value=value), counts[0].value, wholes[0], match)
        for value in _list_other_rates(figure, wholes[0], quantities)
    ):
        return
    if not (counts[0].is_loose or wholes[0].is_loose):
        yield from _tell(number, figure, counts[0], wholes[0], match)


def _list_other_rates(
    figure: Quantity, whole: Quantity, quantities: list[Quantity]
) -> Iterator[Decimal]:
    """What may be for each of them too: what is left of it, 420元……自付168元，一年自付2016元;
    and all of them together, 每亩保底600元、分红80元."""
    others = [e for e in quantities if e.unit == figure.unit and e not in (figure, whole)]
    yield from (each.value for each in others)
    yield from (figure.value + each.value for each in others)
    yield figure.value + sum((each.value for each in others), Decimal(0))


_MOST_OTHERS = 3
_ABOUT = re.compile("[约近]$")
_ROUGHLY = 10
"""约6.2万元 is off by no more than this part of it."""


def _is_whole(whole: Quantity, figure: Quantity) -> bool:
    is_alike = whole.unit == figure.unit or {whole.unit, figure.unit} <= {*PEOPLE, "人次"}
    return is_alike and not whole.is_ratio and not _NO_WHOLE.search(whole.lead)


def _list_counts(
    reading: Reading, start: int, quantities: list[Quantity],
    figure: Quantity, match: re.Match[str],
) -> list[_Count]:  # fmt: skip
    """How many there are of what the figure is for each of."""
    what = _read_each(match)
    known = [
        _Count(e.value, e.unit, e.tail, e.end, e.shown, e.is_loose)
        for e in quantities
        if e is not figure and not e.is_ratio and (e.unit != figure.unit or match["all"])
    ]  # fmt: skip
    end = quantities[-1].end
    for m in _COUNTED.finditer(reading.text, start, end):
        tail = reading.text[m.end() : m.end() + 8]
        known.append(_Count(Decimal(_read(m["number"])), m["unit"], tail, m.end(), m[0]))
    if match["all"] is not None:
        before = [each for each in known if each.end <= figure.start]
        is_beside = before and figure.start - before[-1].end <= _BESIDE
        return before[-1:] if is_beside else []
    if not what:
        return [each for each in known if each.unit in "次期场" and match["mean"]]
    people = [each for each in known if each.unit in PEOPLE or each.unit == "人"]
    if what[0] in PEOPLE and what[:2] != "人次":
        return people
    named = [each for each in known if each.unit not in PEOPLE and _is_named(what, each)]
    return named or [each for each in people if each.tail[:2] == what[:2] and len(what) > 1]


_BESIDE = 12


def _is_named(what: str, count: _Count) -> bool:
    """Whether a number is that of the things: 8期 and 每期, 5个示范村 and 每村."""
    if what.startswith(count.unit):
        return True
    if count.unit.endswith(what[:1]) and len(count.unit) > 1:
        return True
    if count.unit not in ("个", "家", "所", "户", "处", "支", "台", "套", "条", "辆", "座", "间"):
        return False
    noun = re.split("[共总累计走发投收，、]", count.tail)[0][:_NOUN]
    return any(
        noun and what.startswith(noun[n:m]) for n in range(len(noun)) for m in (n + 1, n + 2)
    )


_NOUN = 6


def _read(words: str) -> int:
    tens, ten, ones = words.replace("两", "二").rpartition("十")
    return (_HAN.find(tens) + 1 if tens else 1 if ten else 0) * 10 + (
        _HAN.find(ones) + 1 if ones else 0
    )


def _fits(figure: Quantity, count: Decimal, whole: Quantity, match: re.Match[str]) -> bool:
    if not count:
        return True
    if match["mean"]:
        step = max(figure.half * 2, Decimal(0) if "." in figure.shown else Decimal(1))
        step = max(step, figure.value / _ROUGHLY) if figure.is_loose else step
        low, high = (whole.value - whole.half) / count, (whole.value + whole.half) / count
        return low - step < figure.value < high + step
    if figure.is_loose:
        return abs(figure.value * count - whole.value) * _ROUGHLY <= 3 * whole.value
    return abs(figure.value * count - whole.value) <= whole.half + figure.slack * count


_DIVIDED = re.compile(
    "分[成为给发配]|配给|赠给|送给|编成|编为|划分|组成|均分|平均分|分到|分派|分赴"
)


def _tell(
    number: int, figure: Quantity, count: _Count, whole: Quantity, match: re.Match[str]
) -> Iterator[Hit]:
    """The last of the three as the wrong one."""
    product = figure.value * count.value
    times = product / whole.value if whole.value else Decimal(0)
    is_said = bool(match["mean"]) or (
        bool(_DIVIDED.search(whole.tail)) and figure.tail[:2] in whole.tail
    )
    is_said = is_said or bool(_ALL_OF.search(whole.lead + whole.tail[:1]))
    if not is_said or not 1 < times * _FARTHEST < _FARTHEST * _FARTHEST:
        return
    if whole.start > figure.start and whole.start > count.end:
        text, right, span = whole.shown, say(product, whole), (whole.start, whole.end)
    elif count.end > figure.end and figure.value:
        amount = (whole.value / figure.value).quantize(Decimal("0.1")).normalize()
        text, right = count.shown, f"{amount:f}{count.unit}"
        span = (count.end - len(count.shown), count.end)
    else:
        text, right = figure.shown, say(whole.value / count.value, figure)
        span = (figure.start, figure.end)
    values: dict[str, Value] = {"text": text, "right": right}
    yield Hit("D486", number, *span, values)


def _check_yield(number: int, quantities: Sequence[Quantity]) -> Iterator[Hit]:
    """总产18.6万吨，面积31万亩，平均亩产560公斤."""
    for place, figure in enumerate(quantities):
        before = [e for n, e in enumerate(quantities) if n != place and not e.is_ratio][:3]
        if figure.unit != "公斤" or not _YIELD.search(figure.lead) or len(before) != 2:
            continue
        wholes = [e for e in before if e.unit == "公斤" and _ALL_GROWN.search(e.lead)]
        areas = [each for each in before if each.unit == "亩"]
        is_exact = not any(each.is_loose for each in (*before, figure))
        if len(wholes) == len(areas) == 1 and areas[0].value and is_exact:
            whole, area = wholes[0], areas[0]
            low = (whole.value - whole.half) / (area.value + area.half)
            high = (whole.value + whole.half) / max(area.value - area.half, Decimal(1))
            if not low - figure.half * 2 - 1 < figure.value < high + figure.half * 2 + 1:
                right = say(whole.value / area.value, figure)
                values: dict[str, Value] = {"text": figure.shown, "right": right}
                end = max(figure.end, whole.end)
                yield Hit("D486", number, figure.start, end, values)
