"""Years and days: written in full and in one way, and such as the calendar has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.numerals import parse_han
from drafter.checks.wording.patterns import TITLES, find_pattern

_HAN_DIGITS = "〇一二三四五六七八九"
_NOT_A_SPAN = r"\d{1,2}月|底(?![蕴气色线子])|末|初(?![心衷步])|度(?![过假日])|[上下]半年|[春秋]季"
_OF_A_YEAR = (
    "全(?:[区市县镇省州国校院]|年)|本[区市县]|[我区市县](?:委|政府|政协)|财政|预算|决算|计划|国内生产|地区生产"
    "|[第一二三四]{1,2}季度|冬|夏|春|秋|工作|起(?![伏源])|开年|年底|年初|GDP|召开|荣获|获评|被|实现|建成|立案|提案(?!工作)"
)
_SHORT = re.compile(
    rf"(?<![\da-zA-Z〔第近这达过了满逾共约教龄限期为用有每年])\d{{2}}年(?={_NOT_A_SPAN})|(?<=20\d\d年[至到—～-])\d{{2}}年|(?<![\d.])[5-9]\d年?[至到—～-](?:19|20)\d\d年|(?<!\d)(?:1[5-9]|2\d)、(?:1[5-9]|2\d)两?年(?=度|[，。底末])"
    rf"|(?:(?<=^)|(?<=[，。；、（：]))(?:1[5-9]|2\d)年(?={_OF_A_YEAR})"
    r"|(?:(?<=^)|(?<=[，。；]))(?:1[6-9]|2[1-6])年(?=以来，(?:全[区县市镇省国]|我[区县市局]|累计|先后|共))"
    r"|(?<=^)(?:1[6-9]|2[1-46-9])年(?=，(?:[全本我]?[区市县]|政协|办公室|共[收召组开]))"
    r"|(?<=[较比与和同自从])(?:1[5-9]|2\d)年(?=增长|增加|减少|下降|提高|上升|多|少|相比|同期|起(?![伏源])|开始|以来|以前)"
    r"|(?<=[于在自])(?:1[5-9]|2\d|[5-9]\d)年(?=实施|设立|创办|创建|建成|启动|成立|开始|投入|投用|通过|完成|竣工|开工|起(?![伏源])|召开|印发|以来)"
)
_SHORT_END = re.compile(r"(?<=20\d\d[至到—～-])\d{2}学?年")
_DAY = re.compile(r"(?:(?<!\d)(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_HAN_DAY = re.compile(
    r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_WEEKDAY = re.compile(
    r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日\s*[（(，]?\s*(?:星期|周|礼拜)([一二三四五六日天])(?![年度期岁])"
)
_WEEKDAY_OF_END = re.compile(
    r"(?<!\d)(\d{4})年(\d{1,2})月\d{1,2}日(?:（(?:星期|周)[一二三四五六日天]）)?(?:[上下]午)?(?:至|到|—|～)(\d{1,2})日\s*（(?:星期|周|礼拜)([一二三四五六日天])）"
)
_WEEKDAYS = "一二三四五六日"
_NOON = re.compile(
    r"(?:上午|早上|清晨|凌晨)(?:1[3-9]|2[0-4])(?=[时点:：])|(?<!\d)2[5-9](?=[时点][0-5]\d分)"
    r"|第[五六七八九5-9]季度|星期[七八九7-9](?!\d)"
    r"|(?<=月[至到—～-])(?:1[3-9]|[2-9]\d)月|(?<![一二三四五六七八九十])(?:十[三四五六七八九]|[二三]十[一二三四五六七八九]?)月(?=份|底|初)"
    r"|(?<=\d{4}年)(?:0|1[3-9]|[2-9]\d)月|元月(?:3[2-9]|[4-9]\d)日|(?:19|20)\d\d年[^，。；\d]{0,2}(?:[1-9]|1[0-2])[-—–～~至]{1,2}(?:1[3-9]|[2-9]\d)月"
    r"|(?<![\d.:：])(?:[01]?\d|2[0-4])[时点][6-9]\d分|(?:上午|下午|早上|晚上?|中午|凌晨)(?:2[5-9]|[3-9]\d)[时点](?!钟?以)"
    r"|(?:\d日|上午|下午|晚上?)[\s，]?(?:[01]?\d|2[0-4])[:：][6-9]\d(?![\d:：])|(?<![\d.])(?:2[5-9]|[3-9]\d)时(?=\d{1,2}分|整|许)"
    r"|(?<=[在于至到日午为])(?:2[5-9]|[3-9]\d)时(?=召|举|开|结束|许|，|。)|(?<![\d.第])2[5-9]时(?=[前后起]|以?[前后]|之[前后]|左右)|(?<=[:：]\d\d[至到—～-])(?:2[5-9]|[3-9]\d)[:：][0-5]\d(?![\d:：])|(?<=[今去上]年)1[3-9]月|年月(?=\d)|(?<=\d)月日(?=[，前至召上下])"
    r"|(?<=\d{4})年年(?=\d)|(?<=\d{4})年度(?=\d{1,2}月)|[一二三四五六七八九十]月份(?=\d{1,2}日)|(?<![\d.])20\d\d\.\d{1,2}月"
    r"|(?<=月)(?:[1-9]|[12]\d|3[01])(?=[上下]午|召开|举行|前报)"
)


def find_short_years(page: PageText) -> Iterator[Hit]:
    """D431: 21年底, 22年度预算, 比20年增长: a year has four digits. 工作12年 is a span of time."""
    yield from find_pattern(page, "D431", _SHORT)
    # in a title as well: 规划（2021—25年）, 2023—24学年
    yield from find_pattern(page, "D431", _SHORT_END, but=None)
    yield from find_pattern(
        page,
        "D431",
        keep_pattern(
            r"(?<![\d.])(?:20[0-4]\d{2}|2[013-9]\d|20\d)年(?=\d{1,2}月)|(?<![\d.,第])20(?!000|[1-4]00)[0-4]\d\d年(?![前历来间多以]|时间)"
            r"|(?:(?<=^)|(?<=[。；]))(?:20\d|2[0-3]\d)年(?=，|度|[初末底])|(?:(?<=^)|(?<=[。；，]))[〇零][1-9一二三四五六七八九]年(?=，|度|[初末底])"
        ),
    )


def find_padded_dates(page: PageText) -> Iterator[Hit]:
    """D432: 03月05日, 5月3号, 二○二一年, 二〇二一年12月: dates have one plain form."""
    han = "一二三四五六七八九十"
    pattern = keep_pattern(
        r"(?<!\d)0[1-9]月(?:\d{1,2}[日号])?|(?<=月)0[1-9]日|(?<=\d月)\d{1,2}(?:、\d{1,2})*号(?!文|楼|令|线|院|公告|台风)"
        r"|(?<![〇一二三四五六七八九零○])[一二][〇一二三四五六七八九零○]*[○零][〇一二三四五六七八九零○]*年|[一二]〇[一二三四五六七八九〇]{2}年\d"
        r"|(?<![\d〇零○一二三四五六七八九])(?=[\d〇零○]{0,3}[一二三四五六七八九])(?=[〇零○一二三四五六七八九]{0,3}\d)(?:[二2][〇零○0]|[一1][九9])[\d〇零○一二三四五六七八九]{2}年"
        r"|[一二][0O〇○][〇一二三四五六七八九0O○]{2}年(?<![〇一二三四五六七八九]{4}年)|\d[〇一二三四五六七八九]{2,3}年(?=[度\d]|.{1,2}月)"
        rf"|(?<=\d年)(?:[一二三四五六七八九]|十[一二]?)月|(?<![{han}])[{han}]{{1,2}}月\d{{1,2}}[日号]|(?<=\d月)[{han}]{{1,3}}[日号]"
    )
    yield from find_pattern(page, "D432", pattern, but=TITLES)


def find_hyphenated_years(page: PageText) -> Iterator[Hit]:
    """D446: 2021-2025年: years are joined by —. Asked of names as well: a file's name is written so too."""
    pattern = keep_pattern(
        r"(?<![\d-])((?:19|20)\d\d年?)[-－~～]{1,2}((?:19|20)\d\d)(?=年|[学财]年)"
    )
    yield from find_pattern(page, "D446", pattern, but=None, instead=lambda m: f"{m[1]}—{m[2]}")


_DOTTED = re.compile(
    r"(?<![\d./-])((?:19|20)\d\d)([./-])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d./-])"
    r"(?=日?[\u4e00-\u9fff，。；、（）至])"
)


def find_dotted_dates(page: PageText) -> Iterator[Hit]:
    """D479: 2021.3.5召开: in running text a date has 年, 月 and 日."""
    for hit in find_pattern(page, "D479", _DOTTED, but=TITLES):
        line = page.lines[hit.line]
        if line.kind == "body" and line.text.rstrip()[-1:] in "。；，":
            _, year, _, month, day, _ = _DOTTED.split(str(hit.values["text"]) + "，")
            right = f"{year}年{int(month)}月{int(day)}日"
            yield hit._replace(values={**hit.values, "right": right})


def find_impossible_dates(page: PageText) -> Iterator[Hit]:
    """D477: 2月30日, 十一月三十一日, 13月5日, 上午15时: the calendar and the clock have no such."""
    for index, line in enumerate(page.lines):
        for match in _DAY.finditer(line.text):
            year, month, day = (int(each) if each else None for each in match.groups())
            if not _is_in_calendar(year, month or 0, day or 0):
                yield Hit("D477", index, *match.span(), {"text": match[0]})
        for match in _HAN_DAY.finditer(line.text):
            if not _is_in_calendar(None, parse_han(match[1]), parse_han(match[2])):
                yield Hit("D477", index, *match.span(), {"text": match[0]})
    yield from find_pattern(page, "D477", _NOON, but=None)


def _is_in_calendar(year: int | None, month: int, day: int) -> bool:
    """Whether the month has the day; the 29th of February without a year is in some."""
    leap_year = 2000
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or leap_year, month)[1]


def find_wrong_weekdays(page: PageText) -> Iterator[Hit]:
    """D478: 2021年10月1日（星期三）, which was a Friday."""
    for index, line in enumerate(page.lines):
        for match in (*_WEEKDAY.finditer(line.text), *_WEEKDAY_OF_END.finditer(line.text)):
            year, month, day = (int(each) for each in match.groups()[:3])
            if not (year >= 1900 and _is_in_calendar(year, month, day)):
                continue
            right = _WEEKDAYS[date(year, month, day).weekday()]
            if match[4].replace("天", "日") != right:
                yield Hit("D478", index, *match.span(), {"text": match[0], "right": right})
