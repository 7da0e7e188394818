"""Years and what is told beside them: 第39个教师节 in 2024, born in 1958 and 76 in 2024, 去年（2022年）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import parse_han

_FIRST = {
    # a day or month of each year, and the year that had the first
    "教师节": 1985, "中国农民丰收节": 2018, "农民丰收节": 2018, "国家宪法日": 2014, "中国人民警察节": 2021, "中国医师节": 2018,
    "全民国家安全教育日": 2016, "全国科技工作者日": 2017, "中国记者节": 2000, "记者节": 2000, "全国助残日": 1991,
    "全国土地日": 1991, "全国中小学生安全教育日": 1996, "爱国卫生月": 1989, "国家公祭日": 2014, "烈士纪念日": 2014,
    "全国低碳日": 2013, "全国生态日": 2023,
}  # fmt: skip
_N = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_NTH = re.compile(
    rf"(?<!\d)(?P<year>20\d\d)年[^。；]{{0,24}}第(?P<n>{_N})个(?P<day>{'|'.join(sorted(_FIRST, key=len, reverse=True))})"
)
_BORN = re.compile(
    r"(?<!\d)(?P<born>19\d\d|20[012]\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出生|生人|生)(?![^。；]{0,20}(?:入党|参加))"
    r"[^。；\d]{0,16}(?:至|到|截至|，|于)(?P<year>20\d\d)年[^。；\d]{0,6}(?:已|现|刚|满|年|时|正好|他|她)*(?P<n>\d{1,3})周?岁"
)
_BESIDE = re.compile(
    r"(?P<word>今年|去年|前年|明年|后年|上年|本年)[（(]即?(?P<year>20\d\d)年?度?[）)]"
)
_YEARS_OLD = "(?P<n>\\d{1,3}|[一二三四五六七八九十百零]{1,5})周年"
_BEGUN = (
    "建成|成立|创办|创建|创立|建校|建馆|建院|建厂|建县|建市|设立|创刊|开业|投产|组建|诞生|开馆|通车|开园"
    "|落成|缔结|结好|结为友好|挂牌|颁布|出版|通航|开港|开航|建交|复校|开播|建站|建园|建所|立县|置县"
)
_FOUNDED = (
    re.compile(
        rf"(?<!\d)(?P<born>1[89]\d\d|20[0-2]\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[^。；\d]{{0,14}}?(?:{_BEGUN})"
        rf"[^。；\d]{{0,20}}[，。；][^。；\d]{{0,6}}(?P<year>20\d\d)年[^。；\d]{{0,16}}?{_YEARS_OLD}"
    ),
    re.compile(
        rf"(?:{_BEGUN}|始建)于(?P<born>1[89]\d\d|20[0-2]\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[^。；\d]{{0,20}}[，。；]"
        rf"[^。；\d]{{0,6}}(?P<year>20\d\d)年[^。；\d]{{0,16}}?{_YEARS_OLD}"
    ),
)
"""1956年建成，2026年迎来建馆70周年."""
_AWAY = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}


def find_wrong_counts_of_years(page: PageText) -> Iterator[Hit]:
    """D483: 2024年 is no 第39个教师节; who was born in 1958 is not 76 then; D416: 去年（2022年）."""
    for index, line in enumerate(page.lines):
        text = line.text
        for match in _NTH.finditer(text) if "节" in text or "日" in text or "月" in text else ():
            nth = int(match["year"]) - _FIRST[match["day"]] + 1
            if nth > 0 and _read(match["n"]) != nth:
                told = (f"第{match['n']}个", f"{match['year']}年、{_FIRST[match['day']]}年")
                yield _tell(index, match, told, f"第{nth}个")
        if "周年" in text:
            yield from _find_wrong_anniversaries(index, text)
        for match in _BORN.finditer(text) if "岁" in text else ():
            age = int(match["year"]) - int(match["born"])
            if not age - 1 <= int(match["n"]) <= age + 1:
                told = (f"{match['n']}岁", f"{match['born']}年、{match['year']}年")
                yield _tell(index, match, told, f"{age}岁")
        said = list(_BESIDE.finditer(text)) if "年（" in text or "年(" in text else []
        for match in said[1:]:
            year = int(said[0]["year"]) - _AWAY[said[0]["word"]] + _AWAY[match["word"]]
            if int(match["year"]) != year:
                yield Hit("D416", index, *match.span(), {"text": match[0]})


def _find_wrong_anniversaries(index: int, text: str) -> Iterator[Hit]:
    for pattern in _FOUNDED:
        for match in pattern.finditer(text):
            age = int(match["year"]) - int(match["born"])
            if _read(match["n"]) != age:
                told = (f"{match['n']}周年", f"{match['born']}年、{match['year']}年")
                yield _tell(index, match, told, f"{age}周年")


def _tell(index: int, match: re.Match[str], told: tuple[str, str], right: str) -> Hit:
    values = {"text": told[0], "of": told[1], "right": right}
    return Hit("D483", index, *match.span(), values)


def _read(words: str) -> int:
    return int(words) if words.isdecimal() else parse_han(words)
