"""Averages: 户均, 人均, 平均每次 are the whole by the number of the parts, both in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.sums.quantities import PEOPLE, Quantity, read_lines, say
from drafter.engine.page_text import PageText

_EACH = re.compile(
    r"(?:(?P<one>[人户家村件次场期日镇乡校班])均|平均每(?:个)?(?P<of>[人户家件次场个名位月篇期座所条项组间栋亩批处]))[^，。；\d]{0,6}?$"
)
_NO_EACH = re.compile(r"可支配|纯收入|地区生产总值|GDP|绿地|寿命|面积|收入$|增收|年人均")


_PER = re.compile(
    r"每个?(公斤|平方米|公里|小时|[人名位户家村镇个件次场月组期座所条项间栋亩批处吨头只棵株台套米天])[^，。；\d每]{0,10}$"
)
_ALL_OF = re.compile(
    "共|总|合计|发放|投入|使用|累计|兑付|支付|收入|补助|补贴|奖励|获得|增收|支出|拨付|卖"
)
_BOUND = re.compile("限|可|应|须|拟|计划|原则|标准|目标|要求")
"""What is said so is a rule, and nobody did exactly so."""
_A_YEAR = {"月": 12}


def _find_wrong_products(number: int, start: int, quantities: list[Quantity]) -> Iterator[Hit]:
    """每户补助500元，补助60户，发放4万元: one of each by their number is the whole."""
    if sum(bool(_PER.search(each.lead)) for each in quantities) != 1:
        return
    for each in quantities:
        match = _PER.search(each.lead)
        others = [other for other in quantities if other is not each]
        if (
            match is None
            or _BOUND.search(each.lead)
            or any(e.is_loose for e in quantities)
            or len(others) > 2
        ):
            continue
        counts = [o.value for o in others if match[1] == o.unit or match[1] in o.tail[:2]]
        wholes = [o for o in others if o.unit == each.unit and _ALL_OF.search(o.lead)]
        if match[1] in _A_YEAR and any("全年" in o.lead for o in wholes):
            counts = [Decimal(_A_YEAR[match[1]])]
        if len(counts) != 1 or len(wholes) != 1 or each.unit == match[1]:
            continue
        right = each.value * counts[0]
        whole = wholes[0]
        if abs(right - whole.value) > whole.half + each.slack * counts[0]:
            values = {"text": whole.shown, "right": say(right, whole)}
            yield Hit("D486", number, whole.start, whole.end, values)


def find_wrong_averages(page: PageText) -> Iterator[Hit]:
    """D486: an average that is not the one of the two figures of its sentence."""
    for number, reading in read_lines(page.lines):
        for start, quantities in reading.clauses():
            yield from _find_wrong_products(number, start, quantities)
            yield from _check_yield(number, quantities)
            for place, figure in enumerate(quantities):
                match = _EACH.search(figure.lead)
                if match and not figure.is_loose and not _NO_EACH.search(figure.lead):
                    sentence = reading.text[start : figure.end]
                    yield from _judge(number, sentence, quantities[:place], figure, match)


_YIELD = re.compile(r"(?:平均)?(?:亩产|单产)(?:量|达到?|为|约)*$")


def _check_yield(number: int, quantities: list[Quantity]) -> Iterator[Hit]:
    """总产18.6万吨，面积31万亩，平均亩产560公斤."""
    for place, figure in enumerate(quantities):
        before = quantities[:place]
        if figure.unit != "公斤" or not _YIELD.search(figure.lead) or len(before) != 2:
            continue
        wholes = [each for each in before if each.unit == "公斤"]
        areas = [each for each in before if each.unit == "亩"]
        is_exact = not any(each.is_loose for each in (*before, figure))
        if len(wholes) == len(areas) == 1 and is_exact and areas[0].value:
            whole, area = wholes[0], areas[0]
            low = (whole.value - whole.half) / (area.value + area.half)
            high = (whole.value + whole.half) / max(area.value - area.half, Decimal(1))
            if not low - figure.half * 2 - 1 < figure.value < high + figure.half * 2 + 1:
                right = say(whole.value / area.value, figure)
                values = {"text": figure.shown, "right": right}
                yield Hit("D486", number, figure.start, figure.end, values)


_NOUN = re.compile("[共总计累走发投收，]")
"""What the noun behind 6个 ends before: 6个调研组共走访."""


def _judge(
    number: int, sentence: str, before: list[Quantity], figure: Quantity, match: re.Match[str]
) -> Iterator[Hit]:
    unit = {"日": "天"}.get(match["one"], match["one"]) or match["of"]
    if any(each.is_loose for each in before):
        return
    wholes = [each for each in before if each.unit == figure.unit]
    counts = [each for each in before if each.unit == unit or {each.unit, unit} <= PEOPLE]
    counts = counts or [e for e in before if e.unit == "个" and unit in _NOUN.split(e.tail)[0][:5]]
    if unit == "月" and re.match("(?:20[0-9]{2}年)?(?:全年|一年|年内|本年)", sentence):
        numbers = [Decimal(12)]
    else:
        numbers = [each.value for each in counts]
    if len(wholes) != 1 or len(numbers) != 1 or len(before) > 2 or not numbers[0]:
        return
    whole = wholes[0]
    low, high = (whole.value - whole.half) / numbers[0], (whole.value + whole.half) / numbers[0]
    step = max(figure.half * 2, Decimal(1) if "." not in figure.shown else Decimal(0))
    if not low - step < figure.value < high + step:
        right = say(whole.value / numbers[0], figure)
        yield Hit("D486", number, figure.start, figure.end, {"text": figure.shown, "right": right})
