"""Steps of one thing in the order that they must come in: begun, then done; called, then held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern

_GAP = "[^。；\\d]{0,14}?"


def _day(sign: str) -> str:
    return (
        rf"(?:(?:(?P<y{sign}>20\d\d)|(?P<same{sign}>同|当))年)?(?P<m{sign}>1[0-2]|[1-9])月"
        rf"(?:(?P<d{sign}>[123]?\d)日)?"
    )


_BEGUN = "(?:开工|动工|奠基|破土|启动建设|立项|获批)"
_DONE = "(?:竣工|完工|建成|封顶|通过验收|投入使用|投用|交付)"
_STEPS = (
    # the first step and the one behind it
    rf"{_day('1')}(?:正式)?{_BEGUN}[^。；\d]{{0,8}}，{_day('2')}(?:底|初)?(?:全面|正式)?{_DONE}",
    rf"(?:报名|征集|申报|公示|投票|展览|比赛)[^。；，\d]{{0,6}}从?(?:自)?{_day('1')}(?:起|开始)，{_day('2')}(?:结束|截止|止)",
    rf"提前(?:至|到)(?P<before>){_day('2')}",
    rf"(?:推迟|延期|延迟|顺延)(?:至|到)(?P<after>){_day('2')}",
)
_CLOSED_THEN_OPEN = rf"(?:报名|征集|申报)(?:截止|结束)(?:时间|日期)?(?:为|是|到)?{_day('2')}[^。]{{0,6}}。{_day('1')}(?:起|开始)(?:接受|受理)?(?:报名|申报|征集)"
_MEETING = (
    rf"(?:定于|将于){_day('2')}[^。；\d]{{0,6}}(?:召开|举行|举办|开赛)[^。\d]{{0,16}}[。，]"
    rf"[^。\d]{{0,10}}?{_day('1')}(?:下班前|前|之前)[^。；，]{{0,4}}(?:将|完成|报送|提交|报名)"
)
_MOVED = re.compile(rf"(?:原定|原计划)(?:于)?{_day('1')}")


def find_steps_out_of_order(page: PageText) -> Iterator[Hit]:
    """D425: 2025年3月开工，同年1月竣工; 提前至8月25日 of 原定8月20日; papers due when it is over."""
    for written in (*_STEPS, _CLOSED_THEN_OPEN, _MEETING):
        pattern = keep_pattern(written)
        for index in list_lines(page, pattern):
            text = page.lines[index].text
            for match in pattern.finditer(text):
                if _is_wrong(text, match):
                    start = match.start("m2") if match.start("m2") > 0 else match.start()
                    span = match.span() if "before" not in written else (start, match.end())
                    yield Hit("D425", index, *span, {"text": text[span[0] : span[1]]})


def _is_wrong(text: str, match: re.Match[str]) -> bool:
    named = match.groupdict()
    if "before" in named or "after" in named:
        first = list(_MOVED.finditer(text, max(match.start() - 40, 0), match.start()))
        if not first:
            return False
        one, two = _read(first[-1], "1"), _read(match, "2")
        return two > one if "before" in named else two < one
    one, two = _read(match, "1"), _read(match, "2")
    is_of_one_year = named["y2"] or named["same2"] or not (named["y1"] or named["y2"])
    is_later = two < one and bool(is_of_one_year)
    if not one[0] and one[1] - two[1] >= _NEXT_YEAR:
        return False
    has_days = bool(named["d1"]) == bool(named["d2"])
    return is_later and has_days


_NEXT_YEAR = 6
"""Without a year a month so much earlier may be one of the next: 11月至1月."""


def _read(match: re.Match[str], sign: str) -> tuple[int, int, int]:
    year = int(match[f"y{sign}"] or 0)
    if sign == "2" and "y1" in match.re.groupindex and not year:
        year = int(match["y1"] or 0)
    return year, int(match[f"m{sign}"]), int(match[f"d{sign}"] or 0)
