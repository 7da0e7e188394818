"""Shares: each is its part of the whole that the text names, and those of a whole make 100 %."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, percent, places_of, read_lines
from drafter.checks.sums.rates import TOTAL, find_wrong_rates, is_share
from drafter.problems.model import Value

_SHARE = re.compile(
    r"(?:占(?:比|比例|比重|有率)?|(?P<of>完成了?|达到?|为|是|相当于))(?P<base>[^，。；、：！？占（）]{0,24}?)"
    r"(?:的?比[例重率]|的)?(?:为|达到?了?|是|到)?\s*(?:约|近)?$"
)
_SEVERAL = re.compile(r"(?:分别|各|依次)占(?P<base>[^，。；：！？占（）]{0,18}?)(?:的|为)?\s*$")
_GENERIC = re.compile(
    r"全年|年度|本次|同期|上述|以上|其中|^全?总.{0,3}$|总[数量额计体]?|全部|所有|数量?|的|其|该|这些?|为|"
    r"里程|规模|面积|件次?|个|人数|比重|\d[\d.,]*\S*"
)
_OWN_SUBJECT = re.compile("[的者类”]$|(?:以上|以下|以内)[^，。；]{0,6}(?:人员|人|户|企业|单位|的)$")
"""答卷1218份，认为满意的占86%: the share is of those, and not of the figure before."""
_LINKED = re.compile(r"其中|中[，、有]?|里[，有]|按[^，。；\d]{2,8}分，")
MOST_KNOWN, FARTHEST = 80, 14
"""So many quantities before a share may be what it is a share of; so far behind its part it is
that of another."""


class Share(NamedTuple):
    """A share as it is written: its part, its figure, and the words for its whole.

    base: the whole itself, where the share names it with its figure (占42条建议的).
    """

    part: Quantity
    figure: Quantity
    words: str
    base: Quantity | None


class Known(NamedTuple):
    """A quantity that stands before a share in its section."""

    quantity: Quantity
    line: int
    context: str


def find_wrong_shares(page: PageText) -> Iterator[Hit]:
    """D422: a share or a rate that is not the part of the whole that the text names."""
    known: list[Known] = []
    before: list[Known] = []
    last = 0
    for number, reading in read_lines(page.lines):
        if any(page.lines[n].kind == "heading" for n in range(last, number + 1)):
            before = [*before, *known][-MOST_KNOWN:]
            known.clear()
        last = number + 1
        shares = list(list_shares(reading))
        if shares:
            yield from _check_series(number, reading, shares, known[-MOST_KNOWN:], before)
        for each in find_wrong_rates(reading):
            if _is_slip(*each):
                yield _tell(number, *each)
        known = [*known, *_note_quantities(number, reading)][-MOST_KNOWN:]


def _note_quantities(number: int, reading: Reading) -> list[Known]:
    return [
        Known(each, number, each.lead + each.tail)
        for each in reading.quantities
        if not each.is_ratio
    ]


def list_shares(reading: Reading) -> Iterator[Share]:
    """The shares of a line that stand behind their part in its sentence."""
    for start, quantities in reading.clauses():
        yield from _list_shares_of_sentence(reading, quantities, start)


def _list_shares_of_sentence(
    reading: Reading, quantities: list[Quantity], start: int
) -> Iterator[Share]:
    for number, figure in enumerate(quantities):
        if figure.unit != "%":
            continue
        ahead = reading.ahead(start, figure.start)
        if several := _SEVERAL.search(ahead):
            sign = figure.start - len(ahead) + several.start()
            before = [each for each in quantities[:number] if each.end <= sign]
            yield from _list_several(before, quantities[number:], several)
        elif match := _SHARE.search(ahead):
            sign = figure.start - len(ahead) + match.start()
            before = [each for each in quantities[:number] if each.end <= sign]
            part = before[-1] if before else None
            inside = [each for each in quantities[:number] if each.start >= sign]
            if part is None or part.is_ratio or len(inside) > 1 or (match["of"] and not inside):
                continue
            subject = re.split("[，；：]", reading.text[part.end : sign])
            named = _find_named_part(before, subject[-1]) if len(subject) > 1 else None
            is_own = len(subject) > 1 and not named and _OWN_SUBJECT.search(subject[-1])
            part = named or part
            if (named or sign - part.end <= FARTHEST) and not is_own:
                yield Share(part, figure, match["base"], inside[0] if inside else None)


def _find_named_part(before: list[Quantity], subject: str) -> Quantity | None:
    """已解决23件、正在解决7件，已解决的占71.9%: the part that the share's own words name."""
    name = subject.removesuffix("的")
    if name == subject or len(name) < 2:
        return None
    named = [e for e in before if not e.is_ratio and e.lead.endswith(name)]
    return named[0] if len(named) == 1 else None


def _list_several(
    before: list[Quantity], behind: list[Quantity], match: re.Match[str]
) -> Iterator[Share]:
    """甲3件、乙5件、丙4件，分别占25%、42%和33%."""
    figures = list(takewhile(lambda each: each.unit == "%", behind))
    parts = [each for each in before if not each.is_ratio][-len(figures) :]
    if len(parts) == len(figures) > 1 and len({each.unit for each in parts}) == 1:
        for part, figure in zip(parts, figures, strict=True):
            yield Share(part, figure, match["base"], None)


def _check_series(
    number: int, reading: Reading, shares: list[Share], earlier: list[Known], before: list[Known]
) -> Iterator[Hit]:
    """The shares that are none of the whole; before: what the sections before this one say."""
    known = [*earlier, *_note_quantities(number, reading)][-2 * MOST_KNOWN :]
    for share in shares[:MOST_KNOWN]:
        if share.part.is_loose or share.figure.is_loose:
            continue
        base = _find_missed_base(number, reading, share, shares, known)
        if base is None or (TOTAL.search(share.words) and _fits_any(share, before)):
            continue  # 占总数的八成 may be said of the total at the head of the text
        if _is_slip(share.part, share.figure, base):
            yield _tell(number, share.part, share.figure, base)


def _fits_any(share: Share, wholes: list[Known]) -> bool:
    units = (each.quantity for each in wholes if each.quantity.unit == share.part.unit)
    return any(each.value > share.part.value and _fits(share, each) for each in units)


_MOST_OFF = Decimal("2.5")
"""What is farther off is the share of something else."""


def _is_slip(part: Quantity, figure: Quantity, base: Quantity) -> bool:
    """Whether the figure is near enough to the share to be that share with a slip."""
    right = part.value / base.value * 100
    return right < figure.value * _MOST_OFF and figure.value < right * _MOST_OFF


def _tell(number: int, part: Quantity, figure: Quantity, base: Quantity) -> Hit:
    right = percent(part.value, base.value, places_of(figure))
    values: dict[str, Value] = {"part": part.shown, "share": figure.shown}
    values |= {"base": base.shown, "right": right}
    is_behind = base.start > figure.end and base.end - figure.end < _NEAR_BASE
    end = max(base.end, part.end) if is_behind else figure.end - 1  # without its %
    return Hit("D422", number, figure.start, end, values)


_NEAR_BASE = 30


def _fits(share: Share, whole: Quantity) -> bool:
    return is_share(share.part, share.figure, whole.value, whole.slack)


_NAMED_AHEAD = re.compile("(?:^|[。；\\n])(?P<name>[^，。；\\d]{2,10}?)之?(?<!其)中，[^。]*$")


def _find_named_base(reading: Reading, share: Share, known: list[Known]) -> Quantity | None:
    """税收收入87360万元……税收收入中，增值税34944万元，占40%: what the sentence begins with."""
    match = _NAMED_AHEAD.search(reading.text[: share.part.start])
    wholes = (each.quantity for each in reversed(known))
    return match and next(
        (e for e in wholes if e.lead.endswith(match["name"]) and e.unit == share.part.unit), None
    )


def _find_missed_base(
    number: int, reading: Reading, share: Share, series: list[Share], known: list[Known]
) -> Quantity | None:
    """The whole that the text names for the share and that it does not fit; None where it fits
    one, or where it cannot be told of what it is a share."""
    if share.base is not None:
        base = share.base
        is_same = base.unit == share.part.unit and base.value > 0 and not base.is_loose
        summed = _fits_sum(number, share, known, [Known(base, number, "")])
        return base if is_same and not _fits(share, base) and not summed else None
    if named := _find_named_base(reading, share, known):
        return None if _fits(share, named) else named
    beside = {e.part.start for e in series if e.words == share.words and not e.base}
    wholes = [
        each for each in known
        if each.quantity.kind == share.part.kind
        and each.quantity.value >= max(share.part.value, Decimal("0.01"))
        and not (each.line == number and each.quantity.start in beside)
    ]  # fmt: skip
    sure = _find_common_base(share, series, wholes)
    fitting = [each for each in wholes if _fits(share, each.quantity)]
    if (fitting and (sure is None or sure in {each.quantity.value for each in fitting})) or (
        _fits_sum(number, share, known, wholes)
    ):
        return None
    own = _GENERIC.sub("", share.words)
    before = [
        each for each in wholes
        if not each.quantity.is_loose and (
            each.line < number or each.quantity.start < share.part.start
            or (own and own in each.quantity.lead and TOTAL.search(each.quantity.lead))
        )
    ]  # fmt: skip
    return _choose_base(number, reading, share, series, before)


def _find_common_base(share: Share, series: list[Share], wholes: list[Known]) -> Decimal | None:
    """The whole that three others of the list fit, and no other whole does as well."""
    votes = Counter[Decimal]()
    for each in series:
        if each is not share and each.words == share.words and each.part.unit == share.part.unit:
            votes.update({k.quantity.value for k in wholes if _fits(each, k.quantity)})
    best = votes.most_common(2)
    is_sure = best and best[0][1] > 2 and (len(best) == 1 or best[0][1] > best[1][1] + 1)
    return best[0][0] if is_sure else None


def _fits_sum(number: int, share: Share, known: list[Known], wholes: list[Known]) -> bool:
    """Whether the share is that of its part with those before it: 1件…8件，占总数的11.5%."""
    total, sums = share.part.value, []
    before = [k.quantity for k in known if k.line == number]
    for each in reversed([q for q in before if q.start < share.part.start][-6:]):
        if each.unit != share.part.unit:
            break
        total += each.value
        sums += [total, share.part.value + each.value]
    return any(
        is_share(share.part._replace(value=one), share.figure, whole.quantity.value)
        for one in sums for whole in wholes if one <= whole.quantity.value
    )  # fmt: skip


def _choose_base(
    number: int, reading: Reading, share: Share, series: list[Share], wholes: list[Known]
) -> Quantity | None:
    own = _GENERIC.sub("", share.words)
    if noun := _OF_ALL.search(share.words):
        wholes = [each for each in wholes if _may_be_all(each, noun["noun"])]
    named = [each for each in wholes if _is_named(own, each.context)] if own else wholes
    votes = Counter[Decimal]()
    for each in series:
        fitting = {k.quantity.value for k in named if _fits(each, k.quantity)}
        votes.update(fitting if each.part.unit == share.part.unit else ())
    if votes:
        best = votes.most_common(2)
        is_plain = len(best) == 1 or best[0][1] > best[1][1] or best[0][1] > 1
        value = max(v for v, n in votes.items() if n == best[0][1])
        return next(k.quantity for k in named if k.quantity.value == value) if is_plain else None
    if len({each.quantity.value for each in named}) != 1:
        return None
    only = named[-1]
    ahead = reading.text[: share.part.start]
    sentence = re.split("[。！？]", ahead)[-1]
    is_near = only.line == number and only.quantity.start >= len(ahead) - len(sentence)
    is_linked = _LINKED.search(sentence) or TOTAL.search(share.words)
    is_total = only.line >= number - 1 or TOTAL.search(only.context)
    return only.quantity if is_near or own or (is_linked and is_total) else None


_OF_ALL = re.compile("总(?P<noun>[^数量额计体的]{1,4})")
_PARTLY = re.compile(
    "自筹|自有|自行|贷款|借款|申请|争取|补助|补贴|奖补|配套|到位|缺口|拨付|捐|其中|尚[缺需]|差额|另"
    "|上级|中央|省级|市级|县级|社会资本|债券"
)


def _may_be_all(known: Known, noun: str) -> bool:
    """Whether a quantity may be what is called 总投资: of money only what is named so, or as a
    total, and never a part of it: 自筹1200万元."""
    if noun in known.context or TOTAL.search(known.quantity.lead):
        return True
    return known.quantity.unit != "元" and not _PARTLY.search(known.quantity.lead)


def _is_named(words: str, context: str) -> bool:
    """Whether two signs of the words for the whole stand beside a quantity."""
    pairs = {words[n : n + 2] for n in range(len(words) - 1)} or {words}
    return any(pair in context for pair in pairs)
