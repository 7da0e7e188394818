"""Terms and plans against the years beside them, and years that another text left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import read_count

_N = "(?P<n>[一二两三四五六七八九十]{1,2}|\\d{1,2})"
_SPAN = "(?P<first>20\\d\\d)年?[—–～~至到-]{1,2}(?P<last>20\\d\\d)"
_LASTING = (
    re.compile(rf"{_N}年(?:行动|规划|计划|攻坚|任务|专项)[^，。；（）]{{0,14}}（{_SPAN}年?）"),
    re.compile(rf"{_SPAN}年?[^，。；（）\d]{{0,10}}?{_N}年(?:行动|规划|计划|攻坚)"),
)
_TERM = re.compile(
    r"(?P<year>20\d\d)年(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2})日[^。；]{0,12}?[，,][^。；，]{0,6}"
    rf"(?:有效期|期限|任期|服务期|租期|合同期|合作期|聘期|工期|建设期|试用期|为期)(?:限)?(?:为|是)?{_N}年"
    r"[^。；\d]{0,8}(?:至|到)(?P<end>(?P<last>20\d\d)年(?P<last_month>1[0-2]|[1-9])月(?P<last_day>\d{1,2})日)"
)
_QUARTER = re.compile(
    r"(?:^|(?<=[。；，]))(?:今年|去年|全年|20\d\d年)?第?(?P<quarter>[一二三四])季度，[^，。；\d]{0,8}[于在]"
    r"(?P<month>1[0-2]|[1-9])月(?!底前|前|以来|[^，。；]{0,8}(?:的基础|启动的|出台的|印发的))"
)
_HALF = re.compile(
    r"(?:^|(?<=[。；，]))(?:今年|去年|全年|20\d\d年)?(?P<half>[上下])半年，[^，。；\d]{0,8}[于在]"
    r"(?P<month>1[0-2]|[1-9])月(?!底前|前|以来|[^，。；]{0,8}(?:的基础|启动的|出台的|印发的))"
)
_PLAN = re.compile(
    r"(?P<year>20\d\d)年(?P<is>[既也]?是|作为|为)?[^。；\d]{0,40}?(?P<plan>“?十(?P<number>[二三四五])五”?(?:规划|时期)?(?:的)?(?P<what>开局|起步|收官|最后一年|第一年"
    r"|顺利实施|良好开局|(?:目标任务)?圆满收官)[\u4e00-\u9fff]{0,2})"
)
_DUE = re.compile(
    r"(?P<year>20\d\d)年，[^。]{0,60}?(?:将|要)[^。]{0,60}?(?:做好|抓好|完成|推进|落实好?)(?P<other>(?P<old>20\d\d)年)(?:的|度)?"
    r"(?:各项|全年|各类|重点|全[区市县镇街]|目标)*(?:工作|任务|目标)"
)
_NOW = re.compile(
    r"(?:^|[。；])[ 　]*(?P<year>20\d\d)年，[^。；]{4,}。[^。]{0,8}?现将[^，。；\d]{0,10}(?P<other>(?P<old>20\d\d)年)"
    r"(?:度)?[^，。；\d]{0,8}(?:工作|情况)[^，。；\d]{0,10}(?:如下|汇报|报告)"
)


def find_wrong_terms(page: PageText) -> Iterator[Hit]:
    """D409: 三年行动（2021—2025年）, a term of three years that ends after two, 第四季度于8月."""
    for index, line in enumerate(page.lines):
        text = line.text
        if "年" not in text and "季度" not in text:
            continue
        for start, end, right in (
            *_check_lasting(text),
            *_check_periods(text),
            *_check_years(text),
        ):
            values = {"text": text[start:end], "right": right}
            yield Hit("D409", index, start, end, values)


_Found = tuple[int, int, str]


def _check_lasting(text: str) -> Iterator[_Found]:
    for pattern in _LASTING:
        for match in pattern.finditer(text):
            years = int(match["last"]) - int(match["first"])
            if read_count(match["n"]) not in (years, years + 1):
                start = match.start("n")
                yield (
                    start,
                    match.end("n") + 3,
                    f"从{match['first']}年到{match['last']}年是{years + 1}年",
                )
    for match in _TERM.finditer(text):
        months = (
            12 * (int(match["last"]) - int(match["year"]))
            + int(match["last_month"])
            - int(match["month"])
        )
        if abs(months - 12 * read_count(match["n"])) > 1:
            yield *match.span("end"), "和前面的日子、年限对不上"


def _check_periods(text: str) -> Iterator[_Found]:
    for match in _QUARTER.finditer(text):
        if (int(match["month"]) - 1) // 3 != "一二三四".index(match["quarter"]):
            yield match.start("month"), match.end("month") + 1, f"不在第{match['quarter']}季度里"
    for match in _HALF.finditer(text):
        if (int(match["month"]) > 6) != (match["half"] == "下"):
            yield match.start("month"), match.end("month") + 1, f"不在{match['half']}半年里"


def _check_years(text: str) -> Iterator[_Found]:
    """A plan that begins, ends or goes on in another year, and a year that is not the text's."""
    for match in _PLAN.finditer(text):
        first = 2001 + 5 * ("一二三四五".index(match["number"]) + 1)
        year, what = int(match["year"]), match["what"]
        is_begun = what in ("开局", "起步", "第一年") and match["is"]
        is_ended = what in ("收官", "最后一年") and match["is"]
        is_wrong = (is_begun and year != first) or (is_ended and year != first + 4)
        is_past = what in ("顺利实施", "良好开局") and year > first + 4
        if is_wrong or is_past:
            yield *match.span("plan"), f"“十{match['number']}五”是{first}—{first + 4}年"
    for match in _DUE.finditer(text):
        if int(match["old"]) < int(match["year"]):
            yield *match.span("other"), f"前面说的是{match['year']}年"
    for match in _NOW.finditer(text):
        if match["old"] != match["year"]:
            yield *match.span("other"), f"前面说的是{match['year']}年"
