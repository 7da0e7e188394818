"""Wholes told a sentence before: 排查351处。……已整改338处，剩余12处; sectors that make a GDP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, takewhile

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, read_lines, say
from drafter.problems.model import Value

_DONE = re.compile(
    r"(?:^|[，目前])(?:现|均)?已[^，。；\d]{0,10}$"
    r"|^(?:完成|整改|办结|化解|销号|拆除|发放|搬迁|建成|开工|收割|立案|采纳|答复)[^，。；\d]{0,4}$"
)
_REST = re.compile(
    r"^(?:目前|现)?(?:剩余|其余|余下|还剩|剩下|尚余|尚有|还有|仍有|未[^，。；\d]{1,6}|正在[^，。；\d]{1,6})(?:的)?$"
)
_WHOLE = re.compile(
    "共|总|全|督办|办理|排查|发现|受理|列入|承担|承办|计划|摸排|现有|梳理|收到|登记|征集|查出|交办|应|涉及|确定"
)
_NO_WHOLE = re.compile("同比|上年|去年|每|均|新增|累计|另")
_NEAR = 8
"""What is done and left misses the whole by no more than this part of it, else it is of another."""
_SECTORS = re.compile(
    r"(?:三次产业|一、二、三产业|第一、二、三产业)(?:增加值)?分别(?:为|实现|达到?|完成)+$"
)
_SECTOR = re.compile("第?[一二三]产(?:业)?(?:增加值)?[^，。；\\d]{0,6}$")
_GDP = re.compile("(?:生产总值|GDP)[^，。；\\d]{0,8}$")


def find_wrong_rests(page: PageText) -> Iterator[Hit]:
    """D423, D484: what is done and what is left, against the whole of a sentence before; the
    three sectors against the gross product."""
    for number, reading in read_lines(page.lines):
        sentences = [own for _, own in reading.clauses("。！？\n")]
        for before, own in pairwise(sentences):
            yield from _check_rest(number, before, own)
        yield from _check_breakdowns(number, reading)
        for _, end in reading.sentences("。！？\n"):
            yield from _check_votes(number, reading, end)
        yield from _check_sectors(number, reading)


_BY = re.compile("按[^，。；\\d]{2,8}分，(?P<list>[^。；！？\\n]*)")


def _check_breakdowns(number: int, reading: Reading) -> Iterator[Hit]:
    """督办提案33件……。按办理结果分，已解决23件、正在解决7件、列入规划2件: a list of all, however
    far behind their number, if none before is what they make."""
    for match in _BY.finditer(reading.text):
        behind = reading.within(*match.span("list"))
        units = [each.unit for each in behind]
        parts = [each for at, each in enumerate(behind) if len({*units[: at + 1]}) == 1]
        ahead = [e for e in reading.quantities if e.end <= match.start()]
        alike = [e for e in ahead if parts and e.unit == parts[0].unit]
        total = sum((each.value for each in parts), Decimal(0))
        whole = max(alike, key=lambda each: each.value, default=None)
        if whole is None or len(parts) < 2 or any(each.value == total for each in alike):
            continue
        is_exact = not any(each.is_loose or each.is_ratio for each in (*parts, whole))
        is_near = abs(total - whole.value) * _NEAR <= whole.value
        if is_exact and is_near and not _NO_WHOLE.search(whole.lead):
            yield _tell(number, whole, parts, (parts[0].start, parts[-1].end))


_VOTE = re.compile(
    "^(?:其中|表决结果为|结果为|：|得?)*(?:赞成|同意|反对|不同意|不赞成|弃权)(?:的|票)*$"
)
_VOTERS = re.compile(
    "(?:实到|到会|出席|参会|参加|参与|投票|收回|有效|发出|实投|实际)[^，。；\\d]{0,8}$"
)
_VOTING = frozenset(("人", "票", "张"))


def _check_votes(number: int, reading: Reading, end: int) -> Iterator[Hit]:
    """实到33人，赞成31票、反对1票、弃权2票: the votes are as many as those who cast them."""
    ahead = [e for e in reading.within(0, end) if e.kind in _VOTING]
    votes = list(takewhile(lambda each: bool(_VOTE.search(each.lead)), reversed(ahead)))[::-1]
    voters = [e for e in ahead[: len(ahead) - len(votes)] if _VOTERS.search(e.lead)]
    if not voters or len(votes) < 2 or not any("弃权" in each.lead for each in votes):
        return
    cast = [e for e in voters if e.kind != "人"] or voters
    total = sum(each.value for each in votes)
    if all(total != each.value for each in voters) and total * 2 > cast[-1].value:
        yield _tell(number, cast[-1], votes, (cast[-1].start, votes[-1].end))


def _check_rest(number: int, before: list[Quantity], own: list[Quantity]) -> Iterator[Hit]:
    for done, rest in pairwise([each for each in own if not each.is_ratio]):
        is_pair = done.kind == rest.kind and _DONE.search(done.lead) and _REST.search(rest.lead)
        if not is_pair or any(each.kind == done.kind for each in own if each.start < done.start):
            continue
        alike = [each for each in before if each.kind == done.kind]
        whole = max(alike, key=lambda each: each.value, default=None)
        if whole is None or not _WHOLE.search(whole.lead) or _NO_WHOLE.search(whole.lead):
            continue
        parts = [e for e in own if e.kind == done.kind and e.start >= done.start]
        parts = list(takewhile(lambda each: "其中" not in each.lead, parts))
        total = sum((each.value for each in parts), Decimal(0))  # 已完成、正在改造、尚未启动
        is_near = abs(total - whole.value) * _NEAR <= whole.value
        is_exact = not any(each.is_loose for each in (*parts, whole))
        slack = sum((each.half for each in parts), whole.half)
        if is_near and is_exact and abs(total - whole.value) > slack:
            yield _tell(number, whole, parts, (whole.start, parts[-1].end))


def _check_sectors(number: int, reading: Reading) -> Iterator[Hit]:
    for _, quantities in reading.clauses("。！？\n"):
        for at in range(len(quantities) - 2):
            parts = quantities[at : at + 3]
            is_row = _SECTORS.search(reading.ahead(0, parts[0].start)) or all(
                _SECTOR.search(each.lead) for each in parts
            )
            if not is_row or len({each.unit for each in parts}) > 1 or parts[0].unit != "元":
                continue
            others = [e for e in quantities if e not in parts and e.unit == "元"]
            whole = next((e for e in others if _GDP.search(e.lead)), None)
            total = sum((each.value for each in parts), Decimal(0))
            slack = sum((each.half for each in parts), Decimal(0)) + (whole.half if whole else 0)
            if whole and abs(total - whole.value) > slack:
                first, last = min(parts[0].start, whole.start), max(parts[-1].end, whole.end)
                yield _tell(number, whole, parts, (first, last))


def _tell(number: int, whole: Quantity, parts: list[Quantity], span: tuple[int, int]) -> Hit:
    total = sum((each.value for each in parts), Decimal(0))
    values: dict[str, Value] = {"parts": say(total, whole), "whole": whole.shown}
    return Hit("D423" if total > whole.value else "D484", number, *span, values)
