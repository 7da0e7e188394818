"""Rates: 办结率, 到会率 are the part of the whole that their sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.checks.sums.quantities import Quantity, Reading, say

_RATE = re.compile(
    r"(?:^|[，。；：、（])[^，。；：、（\d]{0,6}?([\u4e00-\u9fff]{1,6})(?:率|(?<!亏损)面)(?:为|达到?了?|是)?\s*$"
)
_NO_RATE = re.compile(r"增长|同比|[效频汇税速概斜增]$|^利$|自给|覆盖|森林|失业|出生|死亡|周转")
_SAME_RATE = (
    ("完成", "建成"),
    ("出席", "实到"),
    ("到会", "实到"),
    ("参会", "实到"),
    ("回收", "收回"),
    ("参与", "参加"),
)
"""What a rate is of, said otherwise."""
_FAINT = "业学的了率已经完成数量总共和及与在中上达全各有个人"
"""Signs that say nothing of what a rate is of."""
TOTAL = re.compile(r"共|总|全|合计|收到|现有|应|累计|立案|发放|办理|核定")


def is_share(part: Quantity, figure: Quantity, whole: Decimal, slack: Decimal = Decimal(0)) -> bool:
    """Whether the figure is the part of the whole, rounded either way."""
    if whole <= 0:
        return False
    low = (part.value - part.slack) / (whole + slack) * 100
    high = (part.value + part.slack) / max(whole - slack, Decimal(1)) * 100
    step = figure.half * 2
    return low - step < figure.value < high + step


def find_wrong_rates(reading: Reading) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """应到180人，实到162人，到会率95%: the rate of two quantities of its sentence."""
    before: list[Quantity] = []
    for start, own in reading.clauses("。！？\n"):
        totals = [each for each in before if TOTAL.search(each.lead)]
        quantities = [*totals[-1:], *own]
        before = own
        for number, figure in enumerate(quantities):
            match = _RATE.search(reading.ahead(start, figure.start))
            if figure.unit != "%" or figure.is_loose or match is None:
                continue
            if pair := _find_pair_behind(reading, quantities, number, match[1]):
                yield pair[0], figure, pair[1]
            if number < 1:
                continue
            pair = _find_missed_pair(quantities, number, match[1])
            if pair and (pair[1] not in totals or _is_bare(pair[0], figure, match[1])):
                yield pair[0], figure, pair[1]


_THAT_IS = re.compile("[，（](?:即|也就是)")


def _find_pair_behind(
    reading: Reading, quantities: Sequence[Quantity], number: int, stem: str
) -> tuple[Quantity, Quantity] | None:
    """立案率为85%，即收到的200件中立案160件: the part and the whole behind their rate."""
    figure, pair = quantities[number], quantities[number + 1 : number + 3]
    is_first = number == 0 and reading.text[figure.end : figure.end + 1] == "，"
    is_told = is_first or bool(_THAT_IS.match(reading.text, figure.end))
    is_told = is_told and len(quantities) == number + 3
    if not is_told or pair[0].kind != pair[1].kind or any(e.is_ratio or e.is_loose for e in pair):
        return None
    if rest := _find_complement(pair, stem):
        return None if is_share(rest[0], figure, rest[1].value) else rest
    part, whole = sorted(pair, key=lambda each: each.value)
    is_of = stem[-2:] in part.lead + part.tail and stem[-2:] not in whole.lead
    return None if not is_of or is_share(part, figure, whole.value) else (part, whole)


def _is_bare(part: Quantity, figure: Quantity, stem: str) -> bool:
    """Whether the part is all that the rate is of, so that its whole may stand a sentence before:
    立案150件，立案率75%, and not 办复重点提案12件，办复率100%."""
    return figure.value != 100 and len(part.lead) <= len(stem) + 2


def _find_missed_pair(
    quantities: Sequence[Quantity], number: int, stem: str
) -> tuple[Quantity, Quantity] | None:
    """The part and the whole of a rate, where no two quantities of the sentence give it."""
    figure = quantities[number]
    words = [sign for sign in stem if sign not in _FAINT] or [stem]
    words += [word for name, word in _SAME_RATE if name in stem]
    if pair := _find_complement(quantities[:number], stem):
        return None if is_share(pair[0], figure, pair[1].value, pair[1].slack) else pair
    part = _choose_part(quantities[:number], stem, words)
    if pair := _find_plain_pair(quantities[:number]):
        return None if _fit_some(list(pair), figure) or not _is_near(pair, figure) else pair
    if part is None or _NO_RATE.search(stem):
        return None
    alike = [each for each in quantities if each.kind == part.kind]
    if _fit_some(alike, figure):
        return None
    before = [each for each in quantities[:number] if each.kind == part.kind]
    ahead = [each for each in before if each.start < part.start]
    meant = [each for each in before if each.start > part.start and _PLANNED.search(each.lead)]
    later = [each for each in quantities[number:] if each.kind == part.kind]
    behind = [each for each in later if TOTAL.search(each.lead)]
    given = [each for each in before if each.start > part.start and TOTAL.search(each.lead)]
    base = ahead[-1:] or meant[:1] or given[:1] or behind[:1]
    # 签约14.8万人，其中重点人群签约6.9万人，签约率78.4%: of those in need of it
    are_alike = len(stem) > 1 and all(stem in e.lead + e.tail for e in (part, *base))
    if not base or are_alike or base[0].is_loose or not 0 < part.value <= base[0].value:
        return None
    return part, base[0]


_HAS = re.compile(r"[^，。；\d]{1,8}(?:[中里内])?，?(?:目前|现)?(?:已有|共有|有|已)")
_NEAR_RATE = 15


def _find_plain_pair(before: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """25个社区有20个建成，覆盖率85%: of two alone the second is a part of the first."""
    if len(before) != 2:
        return None
    whole, part = before
    is_pair = whole.kind == part.kind and not (whole.is_loose or part.is_loose or whole.is_ratio)
    is_part = is_pair and 0 < part.value < whole.value
    return (part, whole) if is_part and _HAS.fullmatch(whole.tail) else None


def _is_near(pair: tuple[Quantity, Quantity], figure: Quantity) -> bool:
    """Whether only a slip parts the rate from what it ought to be."""
    return abs(pair[0].value * 100 / pair[1].value - figure.value) <= _NEAR_RATE


_PLANNED = re.compile("计划|目标|任务")


_NOT = re.compile("[不未没缺](?:有|能|予)?(?P<what>[\u4e00-\u9fff]{1,2})")


def _says_not(rest: Quantity, stem: str) -> bool:
    """Whether a quantity is what the rate leaves out: 不合格, 缺勤 of 出勤率."""
    said = _NOT.search(rest.lead) or _NOT.match(rest.tail)
    return said is not None and bool(set(said["what"]) & set(stem[-2:]))


def _find_complement(before: Sequence[Quantity], stem: str) -> tuple[Quantity, Quantity] | None:
    """抽检40批次，不合格2批次，合格率95%: the whole right before, less what is not so."""
    if len(before) < 2 or _NO_RATE.search(stem):
        return None
    whole, rest = before[-2:]
    is_rest = _says_not(rest, stem)
    is_pair = whole.kind == rest.kind and not (whole.is_ratio or whole.is_loose or rest.is_loose)
    if not is_rest or not is_pair or stem[-2:] in whole.lead or rest.value >= whole.value:
        return None
    left = rest._replace(value=whole.value - rest.value)
    return left._replace(shown=say(left.value, left)), whole


def _choose_part(before: Sequence[Quantity], stem: str, words: list[str]) -> Quantity | None:
    """What a rate is of: the quantity named as the rate is, else the last before it."""
    named = [each for each in before if each.lead.removeprefix("其中") == stem[-2:]]
    last = before[-1]
    if _PLANNED.search(last.lead) and len(before) > 1:
        last = before[-2]
    if not named and not any(word in last.lead + last.tail for word in words):
        named = [e for e in before if any(word in e.lead for word in words)]  # 收回, 发放, 回收率
    part = named[-1] if named else last
    said = part.lead + part.tail
    is_of = any(word in said for word in words)
    if part.is_ratio or part.is_loose or not is_of or re.search(f"[不未没](?:有|能)?{stem}", said):
        return None
    return part


def _fit_some(alike: list[Quantity], figure: Quantity) -> bool:
    """Whether the rate is that of any of the quantities, or of several in a row, to any or all."""
    values = [each.value for each in alike]
    sums = [
        sum(values[n:m], Decimal(0))
        for n in range(len(values))
        for m in range(n + 1, len(values) + 1)
    ]
    has_total = any(re.search("总|共", each.lead) for each in alike)
    wholes = set(values) if has_total else {*values, sum(values, Decimal(0))}
    is_twice = len(set(values)) < len(values)  # 立案298件，办复298件，办复率100%
    parts = [(alike[0]._replace(value=one), other) for one in sums[:60] for other in wholes]
    return any(is_share(p, figure, whole) for p, whole in parts if p.value != whole or is_twice)
