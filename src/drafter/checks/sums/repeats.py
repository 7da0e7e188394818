"""The same thing counted twice with different figures, both of the same time."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.quantities import Quantity, Reading, read_lines
from drafter.problems.model import Value

_FILLING = re.compile(
    r"(?:19|20)\d\d年|全年|全会|年内|截至|目前|现有|共有|一共|总计|已经?|共|有|约|近|达到?|先后|今年以来"
    r"|一年来|累计|今年|本年度?|总数|现|为|全[区市县镇]|各类"
)
_WHOLE = re.compile("全[年区市县镇会]|现有|目前|一年来|今年以来|今年共|本年度?共|年内共|截至|累计")
"""A figure that one of these stands with is of all that there is."""
_GENERAL = re.compile(
    "(?:开展|召开|组织|举办|提出|形成|收集|参加|参与|培训|服务|走访|完成|投入|受理|解决|发放)+"
    "(?:各类|重点|专题)?(?:活动|会议|意见|建议|意见建议|报告|调研|视察|座谈会?|培训|问题|人员|群众|委员|资金|企业)?"
)
"""Words that each section of a report may say of something else: 全年共开展活动12次."""
_LOOSE = re.compile(
    r"增加|减少|增长|下降|分别|每|另|其他|其它|其中|第.{0,3}$|同期|比|较|还|又|再|新增"
)
_TIME = re.compile(
    r"(?<![较比与同和])(?:(?:19|20)\d\d年(?:\d{1,2}月)?(?:底|末|初|[上下]半年|以来)?|去年|上年|前年"
    r"|今年|本年度?|明年|[上下]半年|第?[一二三四]季度|年[初末底中]|\d{1,2}月[底末初份]?|春节|国庆|期间"
    r"|十[一二三四]五|换届)(?!相比|同期相比)"
)
_SCOPE = re.compile(r"[一二三四五六七八九]是|[在对从向为]|围绕|针对|通过|根据")
_YEAR = re.compile(r"(?:19|20)\d\d年")
LEAST_NAME, LEAST_WORDS = 2, 4
"""A name of fewer signs may well be that of several things."""


class Statement(NamedTuple):
    """What the text says that there is so much of."""

    quantity: Quantity
    name: str
    times: tuple[str, ...]
    is_whole: bool
    section: int


def find_conflicting_counts(page: PageText) -> Iterator[Hit]:
    """D424: the same thing counted twice at the same time, with different figures."""
    seen: dict[tuple[str, str], Statement] = {}
    heads = [n for n, line in enumerate(page.lines) if line.kind in ("heading", "title")]
    for number, reading in read_lines(page.lines):
        section = heads[bisect(heads, number) - 1] if heads and heads[0] <= number else -1
        times = tuple(_TIME.findall(page.lines[section].text)) if section >= 0 else ()
        for each in _list_statements(reading, times, section):
            known = seen.setdefault((each.name, each.quantity.unit), each)
            if _conflict(known, each):
                one, other = known.quantity.shown, each.quantity.shown
                values: dict[str, Value] = {"name": each.name, "one": one, "other": other}
                yield Hit("D424", number, each.quantity.start, each.quantity.end, values)


def _conflict(known: Statement, other: Statement) -> bool:
    one, two = known.quantity, other.quantity
    return (
        abs(one.value - two.value) > one.half + two.half
        and known.times == other.times
        and known.is_whole
        and other.is_whole
        and not (one.is_loose or two.is_loose)
        and (known.section == other.section or not _GENERAL.fullmatch(known.name))
    )


def _list_statements(
    reading: Reading, heading: tuple[str, ...], section: int
) -> Iterator[Statement]:
    """What each sentence counts in its first words, or behind a time alone."""
    running = heading
    for start, end in reading.sentences():
        sentence = reading.text[start:end]
        for quantity in reading.within(start, end)[:3]:
            ahead = reading.text[start : quantity.start]
            clauses = ahead.split("，")
            if times := tuple(_TIME.findall(ahead)):
                running = tuple(each for each in times if each not in ("今年", "本年", "本年度"))
            name = _FILLING.sub("", clauses[-1]).strip("：")
            if not _is_statement(quantity, name, clauses):
                continue
            if re.search(r"相比|较(?:19|20)|比(?:19|20)", sentence):
                continue
            is_whole = bool(_WHOLE.search(ahead) or _YEAR.match(ahead))
            yield Statement(quantity, name, running, is_whole, section)
        if not re.match(r"^(?:其中|此外|另外)", sentence) and not _TIME.search(sentence):
            running = heading


def _is_statement(quantity: Quantity, name: str, clauses: list[str]) -> bool:
    """Whether the words before a quantity are the name of what it counts, and no scope is set."""
    if quantity.is_ratio or not re.fullmatch(rf"[\u4e00-\u9fff“”]{{{LEAST_NAME},}}", name):
        return False
    own = re.sub(r"(?:19|20)\d\d年|\d+月", "", clauses[-1])
    if len(own) < LEAST_WORDS or "、" in own or re.search(r"\d", own):
        return False
    before = "，".join(clauses[:-1])
    is_bare = all(
        len(each) <= 8 and (_TIME.search(each) or _WHOLE.search(each)) for each in clauses[:-1]
    )
    return not _LOOSE.search(own) and is_bare and not _SCOPE.match(before)
