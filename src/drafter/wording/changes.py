"""Wording of change from the year before: 同比增长29.9%, 较上年增加3件, 较上年提高1.9个百分点."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from drafter.wording.arguments import (
    EXACT,
    Number,
    Refusal,
    amount,
    natural,
    places,
    plain,
    text,
    wrong_kind,
)
from drafter.wording.numbers import number, ordinal, percent

_EQUAL = "与上年持平"
_FORMS = ("", "新高", "连续", "累计")


def yoy(
    n: Number, previous: Number, unit: str = "", lead: str = "", digits: int = 1, first: str = ""
) -> str:
    """The growth since last year in percent: 同比增长29.9%, 同比下降5%, 与上年持平.

    From nothing there is no growth in percent: then `first` is printed, or 较上年增加 and the
    number with its `unit`. `lead` stands before the phrase, usually a comma. A change so small
    that it rounds to nothing is told as a number too. Refused: negative numbers, and two ratios,
    whose change is in 百分点. Source: usage; 人民日报 usage for 百分点.

    >>> yoy(152, 117), yoy(19, 20, digits=0), yoy(7, 7, lead="，")
    ('同比增长29.9%', '同比下降5%', '，与上年持平')
    >>> yoy(3, 0, "次"), yoy(3, 0, first="首次开展")
    ('较上年增加3次', '首次开展')
    """
    now, before, kept = natural(n), natural(previous), places(digits)
    if _is_ratio(now, before):
        raise Refusal("ratio-growth")
    if now == before:
        return text(lead) + _EQUAL
    if not before:
        return text(lead) + (text(first) or change(now, before, unit))
    rate = EXACT.divide(EXACT.subtract(Decimal(now), Decimal(before)), Decimal(before))
    if rate > 100:  # more than a hundredfold
        return change(now, before, unit, lead)
    shown = percent(abs(rate), kept)
    if not shown.strip("0.%"):
        return change(now, before, unit, lead)
    return text(lead) + ("同比增长" if rate > 0 else "同比下降") + shown


def change(n: Number, previous: Number, unit: str = "", lead: str = "") -> str:
    """The change since last year as a number: 较上年增加3件, 较上年减少2件, 与上年持平.

    `unit` follows the number, `lead` stands before the phrase. Refused: two ratios, whose change
    is in 百分点. Source: usage.

    >>> change(32, 29, "件"), change(5, 8, "期", "，"), change(5, 5, "期")
    ('较上年增加3件', '，较上年减少3期', '与上年持平')
    """
    now, before = amount(n), amount(previous)
    if _is_ratio(now, before):
        raise Refusal("ratio-growth")
    if now == before:
        return text(lead) + _EQUAL
    more = EXACT.subtract(Decimal(now), Decimal(before))
    word = "较上年增加" if more > 0 else "较上年减少"
    return f"{text(lead)}{word}{number(_tidy(abs(more)))}{text(unit)}"


def points(rate: Number, previous: Number, digits: int = 1, lead: str = "") -> str:
    """The change of a rate in percentage points: 较上年提高1.9个百分点, never %.

    Both are ratios (0.719). The points are those between the two percentages as they are printed
    with `digits` decimals, so that a reader who subtracts gets the same. Source: usage (率的增减
    用百分点).

    >>> from decimal import Decimal
    >>> points(Decimal("0.719"), Decimal("0.7")), points(Decimal("0.5"), Decimal("0.6"), lead="，")
    ('较上年提高1.9个百分点', '，较上年下降10个百分点')
    """
    now, before = (Decimal(percent(ratio, digits).rstrip("%")) for ratio in (rate, previous))
    if now == before:
        return text(lead) + _EQUAL
    word = "较上年提高" if now > before else "较上年下降"
    return f"{text(lead)}{word}{plain(_tidy(abs(EXACT.subtract(now, before))))}个百分点"


def history(
    n: Number, earlier: Sequence[Number], form: str = "", unit: str = "", lead: str = ""
) -> str:
    """What this year is among the years before: 创近五年新高, 连续三年增长, 近三年累计96件.

    `earlier` are the numbers of the years before, last year's first, none left out. 新高 is
    printed when this year is above every one of at least two years before; 连续 when it has grown
    for at least two years running, or has stayed the same for three; 累计 adds up all years from
    two on. Without `form` the first of 新高 and 连续 that the numbers prove. What they do not
    prove is not said: the text is empty. Refused: another form, negative numbers. Source: usage.

    >>> history(32, [29, 27, 30, 25]), history(32, [29, 27], "连续"), history(5, [6, 7])
    ('创近五年新高', '连续两年增长', '')
    >>> history(32, [29, 27], "累计", "件"), history(1, [])
    ('近三年累计88件', '')
    """
    if text(form) not in _FORMS:
        raise Refusal("history-form", form=form, forms="、".join(_FORMS[1:]))
    if not isinstance(earlier, list | tuple):
        raise wrong_kind("want-list", earlier)
    numbers = [natural(each) for each in (n, *earlier)]
    said = {"新高": _peak(numbers), "连续": _running(numbers), "累计": _sum(numbers, text(unit))}
    phrase = said[form] if form else said["新高"] or said["连续"]
    return text(lead) + phrase if phrase else ""


def _peak(numbers: list[Number]) -> str:
    years = len(numbers)
    proven = years > 2 and all(numbers[0] > each for each in numbers[1:])
    return f"创近{_years(years)}年新高" if proven else ""


def _running(numbers: list[Number]) -> str:
    pairs = list(pairwise(numbers))
    grown = next((n for n, (now, before) in enumerate(pairs) if now <= before), len(pairs))
    if grown >= 2:
        return f"连续{_years(grown)}年增长"
    same = next((n for n, (now, before) in enumerate(pairs) if now != before), len(pairs))
    return f"连续{_years(same + 1)}年持平" if same >= 2 else ""


def _sum(numbers: list[Number], unit: str) -> str:
    if len(numbers) < 2:
        return ""
    added = sum(map(Decimal, numbers), Decimal(0))
    return f"近{_years(len(numbers))}年累计{number(_tidy(added))}{unit}"


def _years(count: int) -> str:
    return "两" if count == 2 else ordinal(count)


def _is_ratio(now: Number, before: Number) -> bool:
    """Whether both are shares of something: from 0 to 1, and one of them no whole number."""
    both = all(0 <= each <= 1 for each in (now, before))
    return both and any(each != int(each) for each in (now, before))


def _tidy(value: Decimal) -> Decimal:
    """The number without zeros at the end of its decimals."""
    return value.quantize(Decimal(1)) if value == int(value) else value.normalize(EXACT)
