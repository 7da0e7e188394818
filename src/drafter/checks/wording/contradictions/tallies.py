"""What has come of a number of things, told by bare figures: 督办35件，已解决23、正在解决7、列入规划2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import read_count
from drafter.problems.model import Value

_HAN = "一二两三四五六七八九十"
_N = rf"(?:\d{{1,5}}|[{_HAN}]{{1,3}})"
_UNIT = "[个名位人家户所座条处项件篇场组类种支台辆幢栋部份起宗例株棵头只套间艘架块幅册本张门桌]"
_STATE = (
    "已经?|现已|均已|正在?|尚未?|仍|还|未|拟|将|计划|列入|纳入|转|移[送交]|待|暂缓|暂存|留|不予|无法|退[回还]|"
    "撤[销回]|驳回|作废|报废|终止|因|当场|现场|限期|部分|基本|全部|委托|提请|上报|"
    "办结|整改|销号|化解|解决|完成|答复|审结|采纳|落实|竣工|开工|验收|结案|调解|立案|签约|投产|在建|停工"
)
_PART = rf"(?:{_STATE})[\u4e00-\u9fff]{{0,8}}?(?:的)?"
_BARE = re.compile(
    rf"(?<![\d.第{_HAN}])(?P<whole>{_N})(?P<unit>{_UNIT})(?![多余以])[^，。；：\d]{{0,8}}[，：；](?:其中，?|目前，?|截至目前，?|现)?"
    rf"(?P<parts>{_PART}(?:{_N})(?P=unit)?(?:[、，；和及]{_PART}(?:{_N})(?P=unit)?){{1,5}})(?=[。；\n]|$)"
)
_FIGURE = re.compile(rf"(?P<n>{_N})(?P<u>{_UNIT})?(?=[、，；和及。]|$)")
_LEFT = re.compile(
    rf"(?P<head>(?:剩余|其余|余下|剩下|另外|未[\u4e00-\u9fff]{{2,4}})的?(?:这|那)?(?P<whole>{_N})(?P<unit>{_UNIT}))[\u4e00-\u9fff]{{0,6}}?[中里]?，?"
    rf"(?P<parts>(?:有)?(?:{_N})(?P=unit)?[\u4e00-\u9fff]{{2,14}}(?:[、，；](?:另)?(?:有)?(?:{_N})(?P=unit)?[\u4e00-\u9fff]{{2,14}}){{1,4}})(?=[。；\n]|$)"
)
_LEADING = re.compile(rf"(?:^|[、，；])(?:另)?(?:有)?(?P<n>{_N})")
_OPEN = re.compile("等|不含|除|以上|左右|约|近|多|余[件项个]|同时|重复|其中[^。]*其中")
_MOST_OVER, _MOST_UNDER = 3, 7
"""A tally is over its whole by a third of it at most, else it is of another; under it by less: some may be told."""


def find_wrong_tallies(page: PageText) -> Iterator[Hit]:
    """D423, D484: 35件，已解决23、正在解决7、列入规划2; 剩余7项中4项正在实施、2项列入计划."""
    for number, line in enumerate(page.lines):
        text = line.text
        if line.kind != "body" or not ("、" in text or "，" in text):
            continue
        for form, figures in ((_BARE, _FIGURE), (_LEFT, _LEADING)):
            for match in form.finditer(text):
                parts = [each["n"] for each in figures.finditer(match["parts"])]
                if len(parts) > 1 and not _OPEN.search(match[0]):
                    yield from _compare(number, match, sum(map(read_count, parts)))


def _compare(number: int, match: re.Match[str], total: int) -> Iterator[Hit]:
    whole = read_count(match["whole"])
    gap = abs(total - whole)
    most = _MOST_OVER if total > whole else _MOST_UNDER
    if not gap or gap * most > max(whole, most):
        return
    unit = match["unit"]
    values: dict[str, Value] = {"parts": f"{total}{unit}", "whole": f"{whole}{unit}"}
    code = "D423" if total > whole else "D484"
    start = match.start("head") if "head" in match.re.groupindex else match.start()
    yield Hit(code, number, start, match.end("parts"), values)
