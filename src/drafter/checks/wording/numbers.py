"""Numbers, dates and approximations as GB/T 15835-2011 and usage write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.wording.patterns import ADDRESS, NUMERAL, find_pattern
from drafter.engine.page_text import PageText

_COUNTED = "[次个件篇天年份名位条项期场家户人月周岁]"
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def find_wrong_approximations(page: PageText) -> Iterator[Hit]:
    """D430: 20几次, 三、四次, 3、4次: about so many is written in Han, without 、."""
    pattern = (
        r"(?<!\d)\d++几(?=[次个件篇天年份名位条项期场家户人月十百千万])"
        rf"|(?<![第、〇零一二三四五六七八九十百千\d（])[一二三四五六七八]、[二三四五六七八九]"
        rf"(?:[十百千万]{_COUNTED}?|{_COUNTED})(?!会议|全会|中全会)"
        rf"|(?<![第、\d.（号])[1-8]、[2-9]{_COUNTED}(?!会议|全会)"
    )
    yield from find_pattern(page, "D430", re.compile(pattern))


def find_short_years(page: PageText) -> Iterator[Hit]:
    """D431: 21年底: a year has four digits. 工作12年 is a span of time."""
    pattern = re.compile(
        r"(?<![\d〔第近这达过了满逾共约])\d{2}年(?=\d{1,2}月|底|末|初|度|[上下]半年|春|秋|以来|以前|工作)"
    )
    yield from find_pattern(page, "D431", pattern)


def find_padded_dates(page: PageText) -> Iterator[Hit]:
    """D432: 03月05日, 5月3号, 二○二一年, 二〇二一年12月: dates have one plain form."""
    pattern = re.compile(
        r"(?<!\d)0[1-9]月(?:\d{1,2}[日号])?|(?<=月)0[1-9]日|(?<=\d月)\d{1,2}号(?!文|楼|令|线)"
        r"|[一二][〇一二三四五六七八九零○]*[○零][〇一二三四五六七八九零○]*年|[一二]〇[一二三四五六七八九〇]{2}年\d"
    )
    yield from find_pattern(page, "D432", pattern)


def find_cut_ranges(page: PageText) -> Iterator[Hit]:
    """D433: 15～20%, 3～8万: each end of a range keeps its % and 万."""
    pattern = re.compile(
        r"(?<![\d.%])\d+(?:\.\d+)?(?:[-－~～—]|至)\d+(?:\.\d+)?(?:%|[万亿](?=[元人件亩吨户平]|$|[，。；、]))"
    )
    yield from find_pattern(page, "D433", pattern)


def find_wide_digits(page: PageText) -> Iterator[Hit]:
    """D434: ２０２１: Arabic digits are half-width."""
    pattern = re.compile(r"[０-９]+(?:．[０-９]+)?％?")
    yield from find_pattern(
        page, "D434", pattern, but=None, instead=lambda m: m[0].translate(_WIDE)
    )


def find_under_and_over(page: PageText) -> Iterator[Hit]:
    """D435: 近20余次: 近 and 不足 say less, 余 and 多 say more."""
    pattern = re.compile(
        rf"(?:将近|(?<![附最临靠远亲新邻])近|接近|不足|不到|未满)\s*{NUMERAL}[万亿]?[{'个年件次篇份名家场'}]?(?:余|多)(?!层|边|元化)"
    )
    yield from find_pattern(page, "D435", pattern)


def find_over_and_over(page: PageText) -> Iterator[Hit]:
    """D436: 超过20余次, 20余次左右, 至少20次以上: twice over, or over and about."""
    pattern = re.compile(
        rf"(?:超过|突破|高达|逾)\s*{NUMERAL}[万亿]?(?:余|多)(?!层|边)"
        rf"|{NUMERAL}[万亿]?(?:余|多|几)[\u4e00-\u9fff]{{0,3}}(?:左右|上下)"
        r"|(?:至少|最少|不低于|不少于)[^，。；、,;]{0,8}\d[^，。；、,;]{0,4}以上"
        r"|(?:最多|至多|不超过)[^，。；、,;]{0,8}\d[^，。；、,;]{0,4}以下"
    )
    yield from find_pattern(page, "D436", pattern)


def find_times_fewer(page: PageText) -> Iterator[Hit]:
    """D437: 减少2倍: nothing can become less by more than all of itself."""
    pattern = re.compile(rf"(?:减少|降低|下降|缩小|缩短|缩减)了?(?:到|至|为)?\s*{NUMERAL}倍")
    yield from find_pattern(page, "D437", pattern)


def find_about_and_over(page: PageText) -> Iterator[Hit]:
    """D445: 约20余次, 约20次左右: contested; one of the two words is enough."""
    pattern = re.compile(
        rf"(?:大约|大概|约)\s*{NUMERAL}[万亿]?(?:余|多)(?!层|边)"
        rf"|(?:大约|大概|约)\s*{NUMERAL}[万亿]?[\u4e00-\u9fff]{{0,4}}(?:左右|上下)"
    )
    yield from find_pattern(page, "D445", pattern)


def find_hyphenated_years(page: PageText) -> Iterator[Hit]:
    """D446: 2021-2025年: years are joined by —."""
    pattern = re.compile(r"(?<![\d-])((?:19|20)\d\d年?)[-－~～]((?:19|20)\d\d)(?=年)")
    yield from find_pattern(page, "D446", pattern, instead=lambda m: f"{m[1]}—{m[2]}")


def find_wrong_decimals(page: PageText) -> Iterator[Hit]:
    """D447: 百分之12, .5个: % goes with digits, and a decimal has its 0."""
    pattern = re.compile(r"百分之\d+(?:\.\d+)?|(?<![A-Za-z\d_.])\.\d+(?=[%个倍万亿])")
    yield from find_pattern(page, "D447", pattern)


def find_rates_in_percent(page: PageText) -> Iterator[Hit]:
    """D448: 办复率提高1.9%: a rate changes by 百分点."""
    pattern = re.compile(
        r"(?<!效)(?<!频)率[^，。；,;\d]{0,8}(?:提高|增长|上升|增加|下降|降低|回落)了?\d+(?:\.\d+)?%"
    )
    yield from find_pattern(page, "D448", pattern)


def find_wrong_twos(page: PageText) -> Iterator[Hit]:
    """D451: 二次, 二个: two of something is 两; 第二次, 十二次 and 二次会议 are no count."""
    pattern = re.compile(
        r"(?<![第届十百千〇零一二三四五六七八九其之])二[次个件篇份条项名家场种类位](?!会议|全会|创业|供水|污染|元|三|等|回访|入户|复核|分配|研判|加工|开发|加压|装修|利用)"
    )
    yield from find_pattern(page, "D451", pattern)


def find_lost_words(page: PageText) -> Iterator[Hit]:
    """D454: 占 written as 点, and a number that runs into the next: 点6.4%, 3%9个."""
    pattern = re.compile(r"(?<=[，,；;、件篇次条项])点\s*\d+(?:\.\d+)?%|\d%\d")
    yield from find_pattern(page, "D454", pattern, but=ADDRESS)


def find_mixed_numerals(page: PageText) -> Iterator[Hit]:
    """D453: 20余次 here and 三十余次 there: one way within one text."""
    arabic = re.compile(r"(?<!\d)\d++[万亿]?余[次个件篇份名家场人条项]")
    han = re.compile(r"[二三四五六七八九一十百千]{2,}+余[次个件篇份名家场人条项]")
    first = list(find_pattern(page, "D453", arabic))
    other = list(find_pattern(page, "D453", han))
    fewer = min(first, other, key=len) if first and other else []
    yield from fewer[:1]
