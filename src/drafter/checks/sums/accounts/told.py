"""What a sentence tells of one thing, in any order: now, before, by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from drafter.checks.sums.quantities import Quantity, Reading

UP = (
    "上调|上涨|上浮|超出|超支|高出|多出|多收|增长|增加|增多|增收|增产|增支|增幅|涨幅|升幅|提高|上升|提升|攀升|扩大|净增"
    "|加快|提速|多|增|涨|升|高"
)
DOWN = (
    "下调|下跌|下浮|减少|减产|减收|减支|减员|减幅|降幅|跌幅|下降|降低|压减|压降|压缩|缩短|缩减|缩小|精简|裁减|削减|核减"
    "|节约|节省|节支|下滑|回落|少收|放缓|减缓|趋缓|少|减|降|跌|低"
)
"""The words for more, and for less."""
OTHER_WAY = re.compile(
    r"可比|不变价|年均|平均|名义|剔除|扣除|口径|累计|分别|逐年|连续|每|各|实际增长"
)
"""Growth that is reckoned otherwise than by the two figures."""

_OF_EACH = re.compile("平均每个?[月日天周季次][^，。；]{0,2}$")
_OTHER_LEVEL = re.compile("可比|不变价|名义|剔除|扣除|口径|累计|分别")


class Change(NamedTuple):
    """Two figures, the one before and the one now, and a third that says how they differ.

    way: +1 where the words say more, -1 where they say less. is_to: 增长到3倍, 是…的3倍, 完成率.
    shown: the two figures as they are told, where one of them is computed.
    """

    before: Quantity
    now: Quantity
    by: Quantity
    way: int
    is_to: bool
    shown: str = ""

    @property
    def of(self) -> str:
        """The two figures, as a message names them."""
        return self.shown or f"{self.before.shown}、{self.now.shown}"


class _Said(NamedTuple):
    """A figure that says how two others differ; since: what the words compare with."""

    figure: Quantity
    way: int
    is_to: bool
    since: str


@dataclass
class _Account:
    now: Quantity | None = None
    before: Quantity | None = None
    since: str = ""
    year: int = 0
    said: list[_Said] = field(default_factory=list)


_TIMES = (
    ("than", r"[比较][^，。；\d]{1,6}(?:轮|批|次|期|届|组|镇|村|区|县|市|校|站|部门)的$"),
    ("all", r"[比较](?:全[国省市区县州]|面上|同类)[^，。；\d]{0,6}$"),
    ("before", r"前年"),
    ("last", r"去年|上年|上一年|往年|上届|同期|同比"),
    ("month", r"上月|上个月|上季|上一季|上周|上期|环比|[一二三四]季度|\d月"),
    (
        "plan",
        r"计划(?!生育|单列)|(?<!公共)(?<!基金)(?<!经营)预算|目标|任务|指标|定额|限额(?![以之])|超额|预期",
    ),
    ("first", r"年初|月初|期初|届初|上年末|上年底|去年末|去年底|原有|原来|原先|以前|此前|之前"),
)
_SINCE = tuple((name, re.compile(words)) for name, words in _TIMES)
_FILLING = (
    r"(?:同比|环比|相比|[比较与同和]|上一?年度?|去年|前年|往年|上届|同期数?|今年|本年度?|(?:19|20)\d\d年|年[初底末]|上个?月|上一?季度"
    r"|上周|上期|原来|原有|此前|计划|预算数?|目标|任务|全年|年度|预期|净|共|合计|总体|总量|总数|总额|数量|规模|幅度|实际|已"
    r"|又|也|均|则|即|了|的|数|而|且|可|约|工期|时间|这一?数字|整体|超额|完成)*"
)
_SAYS = re.compile(
    rf"^(?P<noun>[^，。；\d]{{0,12}}?){_FILLING}(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了|幅度?|率|速|出|为|达到?|约)*"
    r"(?P<what>[^，。；\d到至为]{0,4})$"
)
_OVER = re.compile(
    r"^(?:超额?完成|超过?)(?:全年|年度)?(?:计划|任务|目标)?(?:数|任务)?的?$|^超额(?:完成)?$"
)
_FROM = re.compile(r"(?:^|[^自])[由从](?![^，。；]*起)[^，。；由从]{0,14}$")
_TO = re.compile(
    rf"(?:{UP}|{DOWN}|发展|调整|变|延长|推迟|达)(?:到|至|为)[^，。；\d]{{0,10}}$|(?:到|至)(?:目前|今年)?的?$"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年(?!来|以来)")
_OWN_CLAUSE = re.compile("(?:(?<![^，；：])[^，；：]{0,7}[，：])?[^，；：]*$")
"""The clause of a figure, with a time that stands before it alone: 去年，全县办理160件."""
_THAN_YEAR = re.compile(r"[比较与同]((?:19|20)\d\d)年")
_THIS = re.compile("今年|本年|本届|目前|现有|实际|完成")
_LEVEL = re.compile(r"[率度重例数]|占比|覆盖面")
_REAL = re.compile("生产总值|GDP|增加值|可支配收入|总产值")
"""Their growth is told at the prices of the year before."""
_RATIO_OF = re.compile("^的$")
_RATIO_TO = re.compile(
    r"^(?:约|仅)?(?:是|为|相当于|达到?|[^，。；\d]{0,4}[到至为])(?:原来|原先|上年|去年|过去|以前|此前|[^，。；\d]{1,4}[之以]?前)(?:同期)?的$"
)
"""是三年前的3倍, 降低到原来的70%: of the two figures before it."""
_RATE_OF_BASE = re.compile("(?:节约|节支|节资|节省|审减|核减|下浮|压减|压降)率")
"""What was saved, of the figure that is told: no change of it."""
_PLAN_SHARE = re.compile(
    r"(?:完成|占|达到?|为|是|实现)[^，。；\d]{0,6}(?:计划|目标|任务|预算|指标)(?:数|任务|总数|投资)?的$|(?:完成|执行|兑现)率(?:为|达到?)?$"
)


def list_told_changes(reading: Reading) -> Iterator[Change]:
    """The changes of a line, by what each figure of a sentence is: now, before, the difference."""
    for start, quantities in reading.clauses():
        if len(quantities) < 2 or _REAL.search(reading.text, start, quantities[-1].end):
            continue
        for account in _list_accounts(reading, start, quantities):
            for change in _list_changes(account):
                if not _fits_others(change, quantities):
                    yield change


def _list_accounts(reading: Reading, start: int, quantities: Sequence[Quantity]) -> list[_Account]:
    accounts = [_Account()]
    for number, each in enumerate(quantities):
        ahead = reading.ahead(quantities[number - 1].end if number else start, each.start)
        ahead = _OWN_CLAUSE.search(ahead)[0]  # type: ignore[index]
        if _OF_EACH.search(ahead):
            accounts.append(_Account())  # 12次，平均每月1次，较上年减少3次: of which is not said
            continue
        last = accounts[-1]
        said = _read_said(each, quantities[number - 1] if number else None, last)
        if said is not None:
            is_own = said.figure.is_ratio or _is_alike(last, each)
            if not is_own or not _is_of(each, last):
                accounts.append(_Account())
                continue
            last.said.append(said)
        elif each.is_ratio and not _is_level(each, ahead, last):
            accounts.append(_Account())
        else:
            _add_level(accounts, each, ahead)
    return accounts


def _is_level(each: Quantity, ahead: str, account: _Account) -> bool:
    """Whether a per cent is a rate of its own, 满意率95.2%, and no share or change of others."""
    if each.unit != "%":
        return False
    is_known = account.now is not None and account.now.unit == "%" and _find_since(ahead) != ""
    return is_known or any(form.search(ahead) for form in (_LEVEL, _FROM, _TO))


def _is_alike(account: _Account, each: Quantity) -> bool:
    known = account.now or account.before
    return known is None or known.unit == each.unit


def _is_of(each: Quantity, account: _Account) -> bool:
    """Whether the words before a difference name nothing else than the account is of."""
    match = _SAYS.match(each.lead)
    noun = re.sub(_FILLING, "", match["noun"]) if match else ""
    known = [e for e in (account.now, account.before) if e is not None]
    if not noun:
        return True
    if not known:
        return True
    said = "".join(e.lead + e.tail for e in known)
    return noun in said


def _read_said(each: Quantity, before: Quantity | None, account: _Account) -> _Said | None:
    """What a figure says of two others; None where it is one by itself."""
    if _RATIO_OF.match(each.lead) and each.is_ratio and each.unit != "百分点":
        is_base = before is not None and before is account.before and before.tail == "的"
        if is_base and before is not None and "超额" in before.lead and each.unit == "%":
            return _Said(each, 1, is_to=False, since="plan")
        is_times = is_base and each.unit == "倍"  # of shares another rule asks
        return _Said(each, 0, is_to=True, since="") if is_times else None
    has_both = account.now is not None and account.before is not None
    is_ratio_to = has_both and each.unit in ("倍", "%") and _RATIO_TO.match(each.lead)
    is_part = each.unit == "%" and _PLAN_SHARE.search(each.lead)
    if is_ratio_to or is_part:
        return _Said(each, 0, is_to=True, since="plan" if is_part else "")
    if each.unit == "%" and _OVER.match(each.lead):
        return _Said(each, 1, is_to=False, since="plan")
    match = None if _RATE_OF_BASE.search(each.lead) else _SAYS.match(each.lead)
    is_own = match and not each.is_ratio and match["noun"] and not re.search("[比较]", each.lead)
    is_own = is_own and not (match and account.now and match["noun"] in account.now.lead)
    if match is None or (match["what"] and each.is_ratio) or is_own:
        return None  # 全年增加收入300万元, 职工减少12人: a figure of its own
    return _Said(each, 1 if match["up"] else -1, is_to=False, since=_find_since(each.lead))


def _find_since(words: str) -> str:
    if than := _THAN_YEAR.search(words):
        return than[1]
    return next((name for name, pattern in _SINCE if pattern.search(words)), "")


def _add_level(accounts: list[_Account], each: Quantity, ahead: str) -> None:
    """A figure of its own: the one before, or the one now; of another thing, another account."""
    last = accounts[-1]
    year = int(years[-1]) if (years := _YEAR.findall(ahead)) else 0
    since = "from" if _FROM.search(ahead) else "" if _THIS.search(ahead) else _find_since(ahead)
    known = last.now or last.before
    is_other = known is not None and known.unit != each.unit
    is_earlier = bool(year and last.year and year < last.year)
    if not is_other and (since or is_earlier) and last.before is None and not last.since:
        last.before, last.since = each, since or "last"
    elif not is_other and last.now is None and (last.before or last.said) and not since:
        last.now = each
    elif not is_other and last.now and last.before is None and last.year and year == last.year + 1:
        last.now, last.before, last.since = each, last.now, "last"
    elif since:
        accounts.append(_Account(before=each, since=since, year=year))
    else:
        accounts.append(_Account(now=each, year=year))
    accounts[-1].year = accounts[-1].year or year


def _list_changes(account: _Account) -> Iterator[Change]:
    now, before, since = account.now, account.before, account.since
    units = [(e.figure.unit, e.is_to) for e in account.said]
    if len(set(units)) < len(units):
        return  # 增长30.8%，上年同期为249.5亿元，增长59%: one of them is that of the year before
    exact = [e for e in account.said if not e.figure.is_loose]
    exact = [e for e in exact if not OTHER_WAY.search(e.figure.lead)]
    if any(e is not None and (e.is_loose or _OTHER_LEVEL.search(e.lead)) for e in (now, before)):
        return
    if now is not None and before is not None and before.value > 0:
        for said in exact:
            is_same = not said.since or said.since == since or since == "from"
            is_same = is_same and not (since == "month" and not said.since and not said.way)
            is_rate_of_rate = now.unit == "%" and said.figure.unit == "%"
            if is_same and not is_rate_of_rate:
                yield Change(before, now, said.figure, said.way, said.is_to)
    gap = next((e for e in exact if not e.figure.is_ratio and e.way), None)
    rate = next((e for e in exact if e.figure.unit == "%" and e.way and not e.is_to), None)
    base = before or now
    if gap is None or rate is None or base is None or base.is_ratio or gap.way != rate.way:
        return
    if gap.since and rate.since and gap.since != rate.since:
        return
    if before is not None:
        moved = before._replace(value=before.value + gap.way * gap.figure.value)
        shown = f"{before.shown}、{gap.figure.shown}"
        yield Change(before, moved, rate.figure, rate.way, is_to=False, shown=shown)
    elif now is not None and now.value > gap.way * gap.figure.value:
        half = now.half + gap.figure.half
        first = now._replace(value=now.value - gap.way * gap.figure.value, half=half)
        shown = f"{now.shown}、{gap.figure.shown}"
        yield Change(first, now, rate.figure, rate.way, is_to=False, shown=shown)


def _fits_others(change: Change, quantities: Sequence[Quantity]) -> bool:
    """Whether the figure is how two others of the sentence differ, or the share of several."""
    by = change.by
    alike = [e.value for e in quantities if e.unit == change.now.unit and e is not by]
    alike = alike[:8]
    if by.unit == "%" and change.is_to:
        sums = [sum(alike[n:m], Decimal(0)) for n in range(len(alike)) for m in range(n + 1, 9)]
        pairs = [(one, two) for one in sums for two in alike]
        values = (one / two * 100 for one, two in pairs if two and one != two)
    elif by.unit == "%":
        pairs = [(one, two) for one in alike for two in alike if one != two]
        values = (abs(one - two) / two * 100 for one, two in pairs if two)
        if _fits_named_move(change, quantities):
            return True
    elif by.unit == change.now.unit:
        values = (abs(one - two) for one in alike for two in alike)
    else:
        return False
    return any(abs(value - by.value) <= by.half for value in values) and len(alike) > 2


_MOVED = re.compile(f"(?:{UP}|{DOWN}|新增|新建|新招)[^，。；\\d到至为]{{0,6}}$")


def _fits_named_move(change: Change, quantities: Sequence[Quantity]) -> bool:
    """Whether the per cent is that of a move that the sentence names: of what the figure was
    without it (新增105个……达到525个), or of a figure that is neither of the two."""
    alike = [e for e in quantities if e.unit == change.now.unit and e is not change.by][:8]
    told = change.now.value, change.before.value
    for move in [each for each in alike if _MOVED.search(each.lead)]:
        others = (each.value for each in alike if each.value not in told and each is not move)
        for whole in (change.now.value - move.value, *others):
            if whole > 0 and abs(move.value / whole * 100 - change.by.value) <= change.by.half:
                return True
    return False
