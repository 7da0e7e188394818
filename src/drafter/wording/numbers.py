"""Wording of numbers: 40余, 2.9万, 76.7%, 两, 十二."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from drafter.wording.arguments import (
    EXACT,
    MOST_DECIMALS,
    Number,
    Refusal,
    amount,
    counted,
    decimals,
    natural,
    places,
    plain,
    shown,
    text,
    whole,
)

_DIGITS = "零一二三四五六七八九"
_ORDINAL_MOST = 9999


def number(n: Number, digits: int | None = None) -> str:
    """A number in plain digits, without separators or an exponent.

    The decimals stay as they were given. With `digits` (0 to 10) the number is rounded half up
    to that many decimals. Refused: over 16 digits before the point; without `digits`, over 10
    decimals, which is what a division leaves. Source: GB/T 15835-2011 4.1.1 (Arabic digits).

    >>> from decimal import Decimal
    >>> number(1107), number(Decimal("99.10")), number(Decimal(124) / 3, 1)
    ('1107', '99.10', '41.3')
    """
    given = amount(n)
    if digits is not None:
        return plain(_rounded(given, places(digits, MOST_DECIMALS)))
    if decimals(given) > MOST_DECIMALS:
        raise Refusal("too-fine", most=MOST_DECIMALS)
    return plain(given)


def thousands(n: Number, digits: int | None = None) -> str:
    """A number with a comma after every three digits: 1,234,567.

    `digits` as in `number`. Source: GB/T 15835-2011 5.1.1 (commas by threes).

    >>> thousands(1234567), thousands(999), thousands(Decimal("1234.5"), 2)
    ('1,234,567', '999', '1,234.50')
    """
    whole_part, point, rest = number(n, digits).partition(".")
    return f"{int(whole_part):,}{point}{rest}" if whole_part != "-0" else f"-0{point}{rest}"


_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.,-+%"}


def wide(said: Number | str) -> str:
    """The digits of a number, and the signs that belong to it, in full width: ４６, １，２３４.

    A number, or what another filter has made of one; all other characters stay as they are.
    Source: usage of offices whose pages keep full width; GB/T 15835-2011 has half width.

    >>> wide(46), wide("12.5%"), wide("200余")
    ('４６', '１２．５％', '２００余')
    """
    return (said if isinstance(said, str) else number(said)).translate(_WIDE)


def _rounded(n: Number, digits: int) -> Decimal:
    return Decimal(n).quantize(Decimal((0, (1,), -digits)), ROUND_HALF_UP, EXACT)


def percent(ratio: Number, digits: int = 1) -> str:
    """A ratio as a percentage: 0.767 is 76.7%.

    A whole percentage takes no decimals; any other is rounded half up to `digits` decimals (0 to
    4). A negative ratio is printed with its sign. Refused: a ratio over 100, which is mostly a
    percentage given as a ratio. Source: GB/T 15835-2011 4.1.1.

    >>> from decimal import Decimal
    >>> percent(Decimal("0.767")), percent(Decimal(2) / 3), percent(Decimal("0.5")), percent(1)
    ('76.7%', '66.7%', '50%', '100%')
    >>> percent(Decimal(224) / 622, 2)
    '36.01%'
    """
    given, kept = amount(ratio), places(digits)
    if not -100 <= given <= 100:
        raise Refusal("ratio-large", number=shown(given))
    hundredths = _rounded(given, 2)
    exact = hundredths if hundredths == given else _rounded(given, kept + 2)
    return plain(exact.scaleb(2, EXACT)) + "%"


_ROUGH = (
    r"(?:大约|约|近|将近|接近|逾|超过?|不到)?\s*(?:\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)"
    r"\s*[余多来几]?[百千]?[万亿]{0,2}[余多]?\s*(?:以上|以下|左右|上下)?"
)

_ROUGH_SIGNS = frozenset("余多来几约近逾超到上下右万亿百千")
"""Signs of which such a text has one; without them no pattern is compiled."""


def is_rough(value: object) -> bool:
    """Whether the value is a text that says a number in round terms, as an office types it.

    >>> [is_rough(each) for each in ("200余", "近300", "约50", "3.2万", "217", "甲", 217)]
    [True, True, True, True, False, False, False]
    """
    if not isinstance(value, str) or _ROUGH_SIGNS.isdisjoint(value):
        return False
    return re.fullmatch(_ROUGH, value.strip()) is not None


def approx(n: Number | str, word: str = "余", step: int | None = None) -> str:
    """A count in round terms, never rounded up: 43 is 40余.

    The count is cut to its first digit below 100 and to its first two digits from 100 on, or to
    whole hundreds where `step` is 100; 万 is used from 10,000 and 亿 from 100,000,000. 余 stands
    before 万 where it counts tens of 万 or more (9400余万), else behind it (2.9万余); the unit
    follows. A count that is already round, or under 10, is exact and takes no 余. `word` is 余 or
    多. What is typed in round terms already (200余) stays as it is. Refused: another word, negative
    numbers, fractions. Source: usage; GB/T 15835-2011 4.3 allows digits with 余.

    >>> approx(43), approx(136), approx(1107), approx(29323), approx(94380000)
    ('40余', '130余', '1100余', '2.9万余', '9400余万')
    >>> approx(40), approx(7), approx(20000), approx(23, "多")
    ('40', '7', '2万', '20多')
    >>> approx(217, "余", 100), approx(87, step=100), approx("近300")
    ('200余', '80余', '近300')
    """
    if isinstance(n, str) and is_rough(n):
        return n.strip()
    count = whole(natural(n))
    if text(word) not in ("余", "多"):
        raise Refusal("approx-word", word=word)
    if count < 10:
        return str(count)
    coarse = 0 if step is None else counted(step)
    if not 0 < coarse <= count:
        coarse = 10 ** max(len(str(count)) - 2, 1)
    base = count - count % coarse
    unit, name = _unit(base)
    over = word if count > base else ""
    return _in(unit, base) + (over + name if coarse > unit else name + over)


def wan(n: Number, digits: int = 1) -> str:
    """A number in 万 or 亿, cut and never rounded up: 29323 is 2.9万.

    At most `digits` decimals (0 to 4), zeros at the end left out. Below 10,000 the number is
    printed as it is; 亿 begins at 100,000,000. Refused: negative numbers.
    Source: GB/T 15835-2011 5.3 (large numbers may take 万 or 亿).

    >>> wan(29323), wan(20000), wan(9999), wan(123456789, 2)
    ('2.9万', '2万', '9999', '1.23亿')
    """
    given, kept = natural(n), places(digits)
    unit, name = _unit(given)
    if unit == 1:
        return number(given)
    step = unit // 10**kept
    return _in(unit, int(given) // step * step) + name


def _unit(n: Number) -> tuple[int, str]:
    return (10**8, "亿") if n >= 10**8 else (10**4, "万") if n >= 10**4 else (1, "")


def _in(unit: int, n: int) -> str:
    return plain(EXACT.divide(Decimal(n), Decimal(unit)))


def liang(n: Number) -> str:
    """A small count in words before a measure word, 2 as 两: 两次, 三件.

    From 1 to 10 in words, above 10 in digits. Not for ordinals, where 2 is 二. Refused: 0,
    negative numbers, fractions. Source: usage.

    >>> liang(2), liang(3), liang(10), liang(12)
    ('两', '三', '十', '12')
    """
    count = counted(n)
    if count == 2:
        return "两"
    return ordinal(count) if count <= 10 else str(count)


def several(value: Number | Sequence[object]) -> str:
    """How many there are, in words before a measure word: 两 of 镇、街, as in 两级.

    Of a list how long it is; else as `liang`, but nothing is 0. Source: usage.

    >>> several(["镇", "街"]), several(3), several([])
    ('两', '三', '0')
    """
    if isinstance(value, str) and is_rough(value):
        return value.strip()
    count = len(value) if isinstance(value, list | tuple) else natural(value)
    return liang(count) if count else "0"


def all_or_part(part: Number, of: Number, unit: str = "") -> str:
    """What a part is of its whole, before a verb: 均 when it is all of it, else 其中3期.

    Of one thing alone 均 cannot be said: with its unit it is 该期. Refused: a part larger than
    its whole. Source: usage.

    >>> all_or_part(3, 3, "期"), all_or_part(3, 5, "期"), all_or_part(1, 1, "期")
    ('均', '其中3期', '该期')
    """
    here, all_of_it = natural(part), natural(of)
    if here > all_of_it:
        raise Refusal("part-large", part=shown(here), whole=shown(all_of_it))
    if here < all_of_it or not here:
        return f"其中{number(here)}{text(unit)}"
    return f"该{unit}" if here == 1 and text(unit) else "均"


def ordinal(n: Number) -> str:
    """A number in words as headings and ranks use it: 第二, 十二、.

    From 1 to 9999; anything else is refused. Source: GB/T 9704-2012 7.3.3 (headings 一、).

    >>> ordinal(1), ordinal(2), ordinal(12), ordinal(20), ordinal(101)
    ('一', '二', '十二', '二十', '一百零一')
    """
    count = counted(n)
    if count > _ORDINAL_MOST:
        raise Refusal("ordinal-large", number=str(count), most=_ORDINAL_MOST)
    pairs = zip(f"{count:04}", "千百十 ", strict=True)
    words = "".join(_DIGITS[int(digit)] + name if digit != "0" else "零" for digit, name in pairs)
    trimmed = re.sub("零+", "零", words.strip()).strip("零")
    return trimmed.removeprefix("一" if 10 <= count < 20 else "")
