"""What the filters take: each function returns the checked value, or raises a Refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, Literal

REFUSALS: dict[str, tuple[str, str]] = {
    "want-number": ("这里要数字，给的是{got_zh}", "a number is needed here, not {got_en}"),
    "want-text": ("这里要文字，给的是{got_zh}", "a text is needed here, not {got_en}"),
    "want-date": ("这里要日期，给的是{got_zh}", "a date is needed here, not {got_en}"),
    "date-order": (
        "{last}比{first}早：前面写结束的日期，括号里写开始的日期",
        "{last} is before {first}: the later date stands first, the earlier in the brackets",
    ),
    "want-list": ("这里要清单，给的是{got_zh}", "a list is needed here, not {got_en}"),
    "not-finite": (
        "这里要数字，给的不是有限的数（例如除以零的结果）",
        "a number is needed here, not an infinite or undefined one (from a division by zero, say)",
    ),
    "too-large": (
        "数字太大：整数部分最多{most}位",
        "the number is too large: at most {most} digits before the point",
    ),
    "too-fine": (
        "数字的小数超过{most}位，要写明保留几位，例如：|数字(1)",
        "the number has over {most} decimals: say how many to keep, such as |number(1)",
    ),
    "not-whole": ("这里要整数，给的是{number}", "a whole number is needed here, not {number}"),
    "negative": ("这里不能是负数，给的是{number}", "the number cannot be negative here: {number}"),
    "below-one": (
        "这里要从1数起，给的是{number}",
        "counting starts at 1 here, the number is {number}",
    ),
    "ordinal-large": (
        "序号最大是{most}，给的是{number}",
        "an ordinal goes up to {most}, the number is {number}",
    ),
    "approx-word": (
        "约数只用“余”或“多”，给的是“{word}”",
        "an approximate number takes 余 or 多 only, not “{word}”",
    ),
    "digits-range": (
        "小数位数要在0到{most}之间，给的是{number}",
        "the decimals must be 0 to {most}, not {number}",
    ),
    "ratio-large": (
        "{number}合成百分数超过10000%：百分比要给比值（0.767印成76.7%），不给百分数",
        "{number} is over 10000%: give a ratio (0.767 prints 76.7%), not a percentage",
    ),
    "ratio-growth": (
        "率的增减要说百分点，不说百分之几：换成 |百分点(上年的率)",
        "the change of a rate is told in percentage points: use |points(last year's rate)",
    ),
    "history-form": (
        "近年的说法只有{forms}，给的是“{form}”",
        "history knows the forms {forms} only, not “{form}”",
    ),
    "list-empty": ("清单是空的，没有可列举的内容", "the list is empty, there is nothing to name"),
    "item-blank": ("清单第{position}项是空白", "item {position} of the list is blank"),
    "item-text": (
        "清单第{position}项要文字，给的是{got_zh}",
        "item {position} of the list must be a text, not {got_en}",
    ),
    "most-below-one": (
        "至少要列出1项，给的是{number}",
        "at least 1 item must be named, not {number}",
    ),
    "total-small": (
        "总数是{total}，却已经列出{named}项",
        "the total is {total}, but {named} items are named",
    ),
    "total-unit": (
        "写了总数{total}，还要写单位，例如：|列举(2, {total}, '期')",
        "the total {total} needs its unit, such as |listing(2, {total}, '期')",
    ),
    "last-word": (
        "最后一项前只能用“和”，给的是“{word}”",
        "only 和 can stand before the last item, not “{word}”",
    ),
    "unpaired": (
        "书名号或引号不成对：{text}",
        "title marks or quotation marks without their pair: {text}",
    ),
    "part-pair": (
        "分项第{position}项要有名称和数字两样",
        "part {position} must have a name and a number",
    ),
    "parts-zero": ("各分项都是0，没有可写的内容", "every part is 0, there is nothing to write"),
    "parts-sum": (
        "各分项合计是{parts}，总数是{whole}，两者不一致",
        "the parts add up to {parts}, but the whole is {whole}",
    ),
    "part-large": (
        "部分（{part}）比全部（{whole}）还多",
        "the part ({part}) is larger than the whole ({whole})",
    ),
    "date-form": (
        "日期的写法只有{forms}，给的是“{form}”",
        "the forms of a date are {forms}, not “{form}”",
    ),
    "date-year": ("年份要写全四位，给的是{year}", "a year has four digits, not {year}"),
}
"""Why a filter refused: key → message in Chinese and in English, `{name}` stands for a value."""

_OTHER = ("别的内容", "something else")
_KINDS: tuple[tuple[type | tuple[type, ...], tuple[str, str]], ...] = (
    (type(None), ("空值", "nothing")),
    (bool, ("“是”或“否”", "a yes or no")),
    (str, ("文字", "a text")),
    ((int, Decimal), ("数字", "a number")),
    (float, ("带误差的小数", "an inexact decimal")),
    (dt.date, ("日期", "a date")),
    (bytes, _OTHER),
    (Mapping, ("对照表", "a table of names and values")),
    ((set, frozenset), ("没有次序的清单", "a list without an order")),
    (Iterable, ("清单", "a list")),
)

Lang = Literal["zh", "en"]


class Refusal(ValueError):
    """A value that would print as nonsense: `key` into REFUSALS, and the message's `values`.

    origins: where the value comes from, as far as who calls the function knows it.
    """

    def __init__(self, key: str, /, **values: str | int) -> None:
        self.key = key
        self.values = values
        self.origins: tuple[Any, ...] = ()
        super().__init__(self.message())

    def message(self, lang: Lang = "zh") -> str:
        """Why, in one line."""
        return REFUSALS[self.key][lang == "en"].format_map(self.values)


def wrong_kind(key: str, value: object, **values: str | int) -> Refusal:
    """The refusal of a value of the wrong kind, which names the kind in both languages."""
    chinese, english = next((words for kind, words in _KINDS if isinstance(value, kind)), _OTHER)
    return Refusal(key, got_zh=chinese, got_en=english, **values)


Number = int | Decimal

EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
"""Wide enough that no accepted number is rounded by arithmetic; nobody else's settings count."""

MOST_DIGITS = 16
MOST_DECIMALS = 10
_LIMIT = 10**MOST_DIGITS
_NO_LISTS = (str, bytes, Mapping, set, frozenset)


def amount(value: object) -> Number:
    """An int or a finite Decimal of at most 16 digits before the point."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong_kind("want-number", value)
    if isinstance(value, Decimal) and not value.is_finite():
        raise Refusal("not-finite")
    if not -_LIMIT < value < _LIMIT:
        raise Refusal("too-large", most=MOST_DIGITS)
    return value


def decimals(value: Number) -> int:
    """How many digits the number has after the point."""
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0


def plain(value: Number) -> str:
    """The digits of an accepted number, without an exponent and never `-0`."""
    if not isinstance(value, Decimal):
        return str(value)
    return f"{value if value else value.copy_abs():f}"


def shown(value: Number) -> str:
    """The number as a message shows it."""
    return plain(value) if decimals(value) <= 2 * MOST_DECIMALS else str(value)


def natural(value: object) -> Number:
    """A number from 0."""
    number = amount(value)
    if number < 0:
        raise Refusal("negative", number=shown(number))
    return number


def whole(value: object) -> int:
    """A number without a fraction; `Decimal("12.0")` is one."""
    number = amount(value)
    if number != int(number):
        raise Refusal("not-whole", number=shown(number))
    return int(number)


def counted(value: object) -> int:
    """A whole number from 1."""
    number = whole(value)
    if number < 1:
        raise Refusal("below-one", number=shown(number))
    return number


def places(value: object, most: int = 4) -> int:
    """How many decimals to print: 0 to `most`."""
    number = whole(value)
    if not 0 <= number <= most:
        raise Refusal("digits-range", number=shown(number), most=most)
    return number


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise wrong_kind("want-text", value)
    return value


def entries(value: object) -> tuple[object, ...]:
    """The members of a list that has an order and at least one member."""
    if not isinstance(value, Iterable) or isinstance(value, _NO_LISTS):
        raise wrong_kind("want-list", value)
    members = tuple(value)
    if not members:
        raise Refusal("list-empty")
    return members


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, none of them blank."""
    return tuple(_item(member, position) for position, member in enumerate(entries(value), 1))


def _item(member: object, position: int) -> str:
    if not isinstance(member, str):
        raise wrong_kind("item-text", member, position=position)
    if not member.strip():
        raise Refusal("item-blank", position=position)
    return member
