"""Figures that must agree: declared rules, parts and wholes, shares of one base, dates in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from drafter.checks.hits import Hit, about_data, place_of
from drafter.engine import invariants
from drafter.engine.page_text import PageText
from drafter.problems.model import Value

_NUMBER = re.compile(
    r"(?<![\d.第])(\d+(?:\.\d+)?)(人次|件|次|篇|份|条|项|个(?!百分点|月)|名|家|场|期|户)"
)
_SHARE = re.compile(r"占(?:[^，。；,;\d]{0,12}?(?:的|比|比例|为))?\s*(\d+(?:\.(\d+))?)%")
_EXPLICIT = re.compile(
    r"(?<!\d)(\d++)(人次|[件次篇份条项个名家场期户])，占[^，。；%\d]{0,8}(\d+)\2(?:[^，。；%\d]{0,6})的(\d+(?:\.(\d+))?)%"
)
_NAMED_WHOLE = re.compile(r"占([^，。；,;\d]{2,12}?)的\s*\d")
_ANY_WHOLE = re.compile(r"总|全|其|这|该|上述|以上|同期")
"""What stands for a whole without naming it."""
_PARTS = re.compile(r"(?:其中|分别为|包括)")
_MONTHS = re.compile(
    r"(?<!\d)(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?\s*(?:至|到|—|-|～)\s*"
    r"(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?"
)
_STOP = re.compile(r"[。；;！？\n]")


def find_broken_rules(page: PageText) -> Iterator[Hit]:
    """D420: a rule of the schema (x-check) that the data do not keep."""
    if page.draft is None:
        return
    schema = page.draft.compiled.template.schema
    for each in invariants.find_broken_rules(schema, page.ledger.values):
        place = next((place_of(origin) for origin in each.origins), None)
        yield about_data("D420", place, left=each.left, sign=each.sign, right=each.right)


class CountedNumber(NamedTuple):
    """A number with its unit in a line, and the share that is given for it."""

    value: Decimal
    unit: str
    start: int
    end: int


def find_wrong_shares(page: PageText) -> Iterator[Hit]:
    """D422: a share that is not the part of any whole named near it, or of another than the rest.

    Of the numbers with the same unit in the line and the line before, the one that fits the most
    shares is the base of them all.
    """
    before = ""
    for number, line in enumerate(page.lines):
        text = line.text
        pairs = [pair for pair in _find_shares(text) if _is_whole_near(pair, text, before)]
        if pairs:
            known = [*_find_counts(before), *_find_counts(text)]
            for part, share, digits, span in _find_misfits(pairs, known):
                base = _guess_base(pairs, known, part.unit)
                values: dict[str, Value] = {
                    "part": f"{part.value}{part.unit}",
                    "share": f"{share}%",
                }
                values |= {
                    "base": f"{base}{part.unit}",
                    "right": _format_percent(part.value, base, digits),
                }
                yield Hit("D422", number, *span, values)
        for match in _EXPLICIT.finditer(text):
            yield from _check_named_whole(number, match)
        before = text if text.strip() else before


Pair = tuple[CountedNumber, str, int, tuple[int, int]]
"""A part, its share as it is written, the share's decimals, and where the share stands."""


def _is_whole_near(pair: Pair, text: str, before: str) -> bool:
    """Whether a number near it may be the share's whole: one that it names is named there too."""
    _, _, _, (start, _) = pair
    named = next((m[1] for m in _NAMED_WHOLE.finditer(text, 0, start + 1) if m.end() > start), "")
    if not named or _ANY_WHOLE.search(named):
        return True
    word = re.escape(named)
    return bool(re.search(rf"{word}\D{{0,3}}\d|\d\D{{0,3}}{word}", before + text[:start]))


def _check_named_whole(number: int, match: re.Match[str]) -> Iterator[Hit]:
    """A share that names its whole: 9篇，占全部60篇的25%."""
    part, whole, share, digits = Decimal(match[1]), Decimal(match[3]), match[4], len(match[5] or "")
    if whole and not _is_share(part, share, digits, whole):
        unit, right = match[2], _format_percent(part, whole, digits)
        values: dict[str, Value] = {"part": f"{part}{unit}", "share": f"{share}%"}
        yield Hit(
            "D422", number, *match.span(4), {**values, "base": f"{whole}{unit}", "right": right}
        )


def _find_shares(text: str) -> Iterator[Pair]:
    """Each share with the number right before it."""
    for share in _SHARE.finditer(text):
        begin = max(text.rfind(sign, 0, share.start()) for sign in "。；;、占") + 1
        if found := _find_counts(text[begin : share.start()]):
            yield found[-1], share[1], len(share[2] or ""), share.span(1)


def _find_counts(text: str) -> list[CountedNumber]:
    return [
        CountedNumber(Decimal(match[1]), match[2], *match.span())
        for match in _NUMBER.finditer(text)
    ]


def _find_misfits(pairs: list[Pair], known: list[CountedNumber]) -> Iterator[Pair]:
    """The shares that do not fit the base of their unit, neither alone nor with the part before."""
    for pair in pairs:
        part, share, digits, _ = pair
        base = _guess_base(pairs, known, part.unit)
        before = [e.value for e in known if e.unit == part.unit and e.value < part.value + base]
        sums = (part.value + each for each in before)
        if (
            base
            and not _is_share(part.value, share, digits, base)
            and not any(_is_share(each, share, digits, base) for each in sums)
        ):
            yield pair


def _guess_base(pairs: list[Pair], known: list[CountedNumber], unit: str) -> Decimal:
    """The number that fits the most shares of the unit; 0 where none is large enough."""
    own = [pair for pair in pairs if pair[0].unit == unit]
    largest = max((pair[0].value for pair in own), default=Decimal(0))
    parts = Counter(part.value for part, *_ in own)
    numbers = Counter(each.value for each in known if each.unit == unit and each.value >= largest)
    wholes = list((numbers - parts).keys())
    votes = Counter({
        whole: sum(_is_share(part.value, share, digits, whole) for part, share, digits, _ in own)
        for whole in wholes
    })  # fmt: skip
    best = max(votes.values(), default=0)
    if best or len(set(wholes)) == 1:
        return max((whole for whole in votes if votes[whole] == best), default=Decimal(0))
    return Decimal(0)


def _is_share(part: Decimal, share: str, digits: int, whole: Decimal) -> bool:
    """Whether the share is the part of the whole, rounded either way."""
    if not whole or part > whole:
        return False
    step = Decimal(1).scaleb(-digits)
    exact = part / whole * 100
    return abs(Decimal(share) - exact) < step


def _format_percent(part: Decimal, whole: Decimal, digits: int) -> str:
    step = Decimal(1).scaleb(-digits)
    return f"{(part / whole * 100).quantize(step, ROUND_HALF_UP)}%"


def find_excess_parts(page: PageText) -> Iterator[Hit]:
    """D423: parts named after 其中 that come to more than their whole."""
    for number, line in enumerate(page.lines):
        for match in _PARTS.finditer(line.text):
            stop = _STOP.search(line.text, match.end())
            end = stop.start() if stop else len(line.text)
            segment = line.text[match.end() : end]
            if _PARTS.search(segment):  # first: a long line of 其中 has no whole to be counted
                continue
            ahead = _STOP.split(line.text[: match.start()])[-1]
            left = _find_counts(re.sub(r"较上年\w*|同比\w*|增加\w*|减少\w*", "", ahead))
            if not left:
                continue
            whole = left[-1]
            own = _first_list(segment, whole.unit)
            total = sum((each.value for each in own), Decimal(0))
            if len(own) > 1 and total > whole.value:
                values = {"parts": f"{total}{whole.unit}", "whole": f"{whole.value}{whole.unit}"}
                yield Hit("D423", number, match.start(), match.end() + own[-1].end, values)


_NO_LIST = re.compile(r"其中|增加|减少|共|占|，")
"""What does not stand between the parts of one list."""


def _first_list(segment: str, unit: str) -> list[CountedNumber]:
    """The numbers of the unit in the first list of the segment: as far as 、 or ， goes on."""
    found: list[CountedNumber] = []
    for each in _find_counts(segment):
        between = segment[found[-1].end : each.start] if found else segment[: each.start]
        if each.unit != unit or len(between) > 25 or _NO_LIST.search(between):
            break
        found.append(each)
    return found


def find_reversed_spans(page: PageText) -> Iterator[Hit]:
    """D425: a span of dates that ends before it begins."""
    for number, line in enumerate(page.lines):
        for match in _MONTHS.finditer(line.text):
            year, month, day, last_year, last_month, last_day = match.groups()
            begin = (int(year or 0), int(month), int(day or 1))
            end = (int(last_year or year or 0), int(last_month), int(last_day or 31))
            comparable = bool(year) or not last_year
            if comparable and end < begin:
                yield Hit("D425", number, *match.span(), {"text": match[0]})


_NAMED = re.compile(
    r"(?:^|[，。；：、,;（）…])([\u4e00-\u9fff]{4,})(\d+)(人次|件|次|篇|份|条|项|名|家|场|期|户|座|个(?!百分点|月))"
)
_FILLING = re.compile(
    r"全年|截至|目前|现有|共有|一共|总计|已经?|共|有|约|近|达到?|其中|先后|今年以来|一年来"
)
_LOOSE = re.compile(r"增加|减少|增长|下降|分别|每|另|其他|第.{0,3}$|上年|去年|同期")


def find_conflicting_counts(page: PageText) -> Iterator[Hit]:
    """D424: the same thing counted twice, with different figures."""
    seen: dict[tuple[str, str], str] = {}
    for number, line in enumerate(page.lines):
        for match in _NAMED.finditer(line.text) if line.kind != "cell" else ():
            name = _FILLING.sub("", match[1])
            is_list = "共" in match[1] and line.text[: match.start() + 1].endswith("、")
            if len(name) < 4 or _LOOSE.search(match[1]) or is_list:
                continue  # 甲、乙共3次 counts the list, not 乙
            known = seen.setdefault((name, match[3]), match[2])
            if known != match[2]:
                one, other = f"{known}{match[3]}", f"{match[2]}{match[3]}"
                values: dict[str, Value] = {"name": name, "one": one, "other": other}
                yield Hit("D424", number, match.start(2), match.end(), values)
