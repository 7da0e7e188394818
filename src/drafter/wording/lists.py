"""Wording of lists: A、B等5期, 《A》《B》, 甲12次、乙10次."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from drafter.wording.arguments import (
    EXACT,
    Number,
    Refusal,
    entries,
    natural,
    plain,
    text,
    texts,
    whole,
)
from drafter.wording.marks import QUOTES, TITLES, mark, needs_no_comma
from drafter.wording.numbers import number


def listing(
    items: Iterable[str],
    most: int | None = None,
    total: int | None = None,
    unit: str = "",
    last: str | None = None,
) -> str:
    """The items of a list one after another, the first ones with 等 if asked: A、B等5期.

    `most` names only the first ones. `unit` closes the list with 等, a total and the unit;
    `total` is that total, else the length of the list (a single item stands alone, without 等).
    `last="和"` puts 和 before the last item where nothing follows the list. Between 》《 and ”“
    no 、 is put. Equal items are all kept. Refused: an empty list, a blank item, `most` under 1,
    a total below the items named or without a unit, another word than 和.
    Source: GB/T 15834-2011 4.5.3.5 for 、; 等 is usage.

    >>> topics = ["乡村振兴", "养老服务", "旧区改造"]
    >>> listing(topics), listing(topics, 2), listing(topics, 2, 5, "期")
    ('乡村振兴、养老服务、旧区改造', '乡村振兴、养老服务等', '乡村振兴、养老服务等5期')
    >>> listing(topics, last="和"), listing(["《甲》", "《乙》"], unit="篇")
    ('乡村振兴、养老服务和旧区改造', '《甲》《乙》等2篇')
    """
    if last is not None and text(last) != "和":
        raise Refusal("last-word", word=last)
    given = texts(items)
    named = given[: _most(most, len(given))]
    tail = _tail(len(given), len(named), total, text(unit))
    comma = "" if needs_no_comma(named) else "、"
    before_last = comma if tail or last is None else last
    return before_last.join(filter(None, (comma.join(named[:-1]), named[-1]))) + tail


def titles(
    items: str | Iterable[str],
    most: int | None = None,
    total: int | None = None,
    unit: str = "",
    last: str | None = None,
) -> str:
    """One title or a list of titles in 《》.

    A title that stands in 《》 already is kept, with a note in （） behind it too; 《》 inside
    become 〈〉. The rest is as in `listing`. Refused besides: marks without their pair.
    Source: GB/T 15834-2011 4.15 (title marks) and 4.5.3.5 (no 、 between them).

    >>> titles(["甲", "《乙》"]), titles("关于《办法》的通知")
    ('《甲》《乙》', '《关于〈办法〉的通知》')
    >>> titles(["甲", "乙", "丙"], 2, unit="篇")
    '《甲》《乙》等3篇'
    """
    return listing(_marked(items, TITLES), most, total, unit, last)


def quoted(
    items: str | Iterable[str],
    most: int | None = None,
    total: int | None = None,
    unit: str = "",
    last: str | None = None,
) -> str:
    """One text or a list of texts in “”.

    A text that stands in “” already is kept; “” inside become ‘’. The rest is as in `listing`.
    Refused besides: marks without their pair.
    Source: GB/T 15834-2011 4.8 (quotation marks) and 4.5.3.5 (no 、 between them).

    >>> quoted(["委员之家", "“云议政”"]), quoted("说“好”的人")
    ('“委员之家”“云议政”', '“说‘好’的人”')
    """
    return listing(_marked(items, QUOTES), most, total, unit, last)


def breakdown(
    parts: Sequence[tuple[str, Number]] | Mapping[str, Number],
    unit: str = "",
    whole: Number | None = None,
    most: int | None = None,
) -> str:
    """The parts of a total, each with its number: 党组会议12次、常委会10次.

    `parts` are pairs of name and number, or a table of names to numbers; `unit` follows each
    number; a part of 0 is left out. With `whole` the parts must add up to it; with `most` only so
    many are named, and 等 follows where there are more. Refused: no parts or only zeros, a blank
    name, negative numbers, a sum that differs from `whole`.
    Source: usage; GB/T 15834-2011 4.5 for 、.

    >>> breakdown([("党组会议", 12), ("常委会", 10), ("专题会", 0)], "次", 22)
    '党组会议12次、常委会10次'
    >>> breakdown({"区住建局": 8, "区教育局": 7, "区水利局": 2}, "件", most=2)
    '区住建局8件、区教育局7件等'
    """
    given, measure = _parts(parts), text(unit)
    _add_up(given, whole)
    named = [f"{name}{number(count)}{measure}" for name, count in given if count]
    if not named:
        raise Refusal("parts-zero")
    shown = named[: _most(most, len(named))]
    return "、".join(shown) + _tail(len(named), len(shown), None, "")


def _most(most: int | None, length: int) -> int:
    count = length if most is None else whole(most)
    if count < 1:
        raise Refusal("most-below-one", number=str(count))
    return count


def _tail(length: int, named: int, total: int | None, unit: str) -> str:
    """What follows the named items: 等 and the total, 等 alone, or nothing."""
    count = length if total is None else whole(total)
    if count < named:
        raise Refusal("total-small", total=str(count), named=named)
    if not unit.strip():
        if total is not None:
            raise Refusal("total-unit", total=str(count))
        return "等" if named < length else ""
    return f"等{count}{unit}" if count > 1 else ""


def _marked(items: str | Iterable[str], marks: tuple[str, str]) -> list[str]:
    given = texts([items] if isinstance(items, str) else items)
    for position, item in enumerate(given, 1):
        if not item.strip("".join(marks)).strip():
            raise Refusal("item-blank", position=position)
    return [mark(item, marks) for item in given]


def _parts(parts: object) -> list[tuple[str, Number]]:
    pairs = entries(tuple(parts.items()) if isinstance(parts, Mapping) else parts)
    return [_part(pair, position) for position, pair in enumerate(pairs, 1)]


def _part(pair: object, position: int) -> tuple[str, Number]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise Refusal("part-pair", position=position)
    name, count = text(pair[0]), natural(pair[1])
    if not name.strip():
        raise Refusal("item-blank", position=position)
    return name, count


def _add_up(parts: list[tuple[str, Number]], total: Number | None) -> None:
    """Refuse parts that do not add up to the total; every number must be printable."""
    added = Decimal(0)
    for _, count in parts:
        number(count)
        added = EXACT.add(added, Decimal(count))
    if total is not None and added != natural(total):
        raise Refusal("parts-sum", parts=plain(added), whole=number(total))
