"""Times that contradict themselves: spans that end before they begin, days out of their 旬."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import parse_han
from drafter.problems.model import Value

_SPAN = re.compile(
    r"(?<!\d)(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?(?:起，?|起(?:正式)?(?:施行|实施|执行|生效|启用)，?(?:有效期|试行期|执行期)?(?:限)?(?:截?止?))?\s*(?:至|到|—|-|～)\s*"
    r"(?:(\d{4})年)?(1[0-2]|[1-9])月(?:(\d{1,2})日)?"
)

Date = tuple[int, int, int]


def find_reversed_spans(page: PageText) -> Iterator[Hit]:
    """D425, D483: a span of time that ends before it begins, or lasts another time.

    Without a year 11月至3月 may well go on into the next.
    """
    for number, line in enumerate(page.lines):
        for pattern in (_YEARS, _DAYS, _DAYS_ALONE, _CLOCK, _HOURS, _MONTHS_OF_YEAR, _TERM):
            for match in pattern.finditer(line.text):
                if _is_reversed(match) and not line.text.endswith(_MONTHLY, 0, match.start()):
                    yield Hit("D425", number, *match.span(), {"text": match[0]})
        yield from _check_numbered(number, line.text)
        for match in _find_reversed_hours(line.text):
            yield Hit("D425", number, *match.span(), {"text": match[0]})
        for match in _SPAN.finditer(line.text):
            year, month, day, last_year, last_month, last_day = match.groups()
            begin = (int(year or 0), int(month), int(day or 1))
            end = (int(last_year or year or 0), int(last_month), int(last_day or 31))
            is_same_month = not (year or last_year) and month == last_month
            if (year or is_same_month or _is_long_way(line.text, match)) and end < begin:
                yield Hit("D425", number, *match.span(), {"text": match[0]})
            elif day and last_day and (lasting := _LASTING.match(line.text, match.end())):
                yield from _check_days(number, begin, end, match, lasting)


_MONTHLY = ("每月", "每个月")
_YEARLY, _FEW = re.compile("每年|学年|年度|周期|有效期|次年|翌年|第二年"), 2


def _is_long_way(text: str, match: re.Match[str]) -> bool:
    """10月15日至9月30日: without a word of the next year it does not last eleven months."""
    year, month, day, last_year, last_month, last_day = match.groups()
    is_whole = int(day or 1) == 1 or int(last_day or 0) + 1 == int(day or 0)
    is_few = 0 < int(month) - int(last_month) <= _FEW
    is_of_days = bool(day and last_day) and not (year or last_year or is_whole)
    return is_of_days and is_few and not _YEARLY.search(text)


_NUMBERED = re.compile(
    r"第(?P<one>\d{1,4})(?P<of>[期批次号集章条页届讲辑卷])(?:至|到|—|-|～)第?(?P<two>\d{1,4})(?P=of)"
    r"[^，。；\d]{0,6}[，（]?(?:共计?|合计|累计)(?:[编印]发)?(?P<count>\d{1,4})个?(?P=of)"
)


_SERIAL = re.compile(
    r"(?<!\d)(?P<one>\d{1,4})号?(?:至|到|—|-|～)(?P<two>\d{1,4})号(?P<of>)[^。；\d]{0,24}[，（](?:共计?|合计|总计)(?P<count>\d{1,4})[张份个本册枚块]"
)


def _check_numbered(number: int, text: str) -> Iterator[Hit]:
    """第3期至第8期，共6期."""
    for match in itertools.chain(_NUMBERED.finditer(text), _SERIAL.finditer(text)):
        count = int(match["two"]) - int(match["one"]) + 1
        if count > 0 and int(match["count"]) != count:
            unit = match["of"] or match[0][-1]
            first, last = (f"{match[each]}{match['of'] or '号'}" for each in ("one", "two"))
            values: dict[str, Value] = {"text": match["count"] + unit}
            values |= {"of": f"{first}、{last}", "right": f"{count}{unit}"}
            yield Hit("D483", number, match.start("count"), match.end(), values)


_LASTING = re.compile(r"[^，。；\d]{0,12}[，（](?:历时|为期|共计?|前后)(\d{1,3})天(?![多余左])")
_ANY_YEAR = 2021


def _check_days(
    number: int, begin: Date, end: Date, span: re.Match[str], lasting: re.Match[str]
) -> Iterator[Hit]:
    """3月1日至3月10日，历时10天: the first day counted or not."""
    try:
        first, last = (datetime.date(y or _ANY_YEAR, m, d) for y, m, d in (begin, end))
    except ValueError:
        return
    days = (last - first).days
    if days >= 0 and int(lasting[1]) not in (days, days + 1):
        values = {"text": f"{lasting[1]}天", "of": span[0], "right": f"{days + 1}天"}
        yield Hit("D483", number, lasting.start(1), lasting.end(1), values)


_TO = "(?:至|到|—{1,2}|-|–|～|~|开到|持续到)"
_YEARS = re.compile(
    rf"(?<!\d)(?P<one>(?:19|20)\d\d)年?{_TO}(?P<two>(?:19|20)\d\d)(?=年(?!\d{{1,2}}月)|学年|[）)])"
)
_MONTHS_OF_YEAR = re.compile(
    rf"(?:19|20)\d\d年(?P<one>1[0-2]|[1-9]){_TO}(?P<two>1[0-2]|[1-9])月(?!\d)"
)
_TERM = re.compile(
    rf"(?<!\d)(?P<one>20\d\d)年?{_TO}(?P<two>20\d\d)(?=(?P<term>学年)(?:度|第|[上下]|[，。；]))"
)
_DAYS = re.compile(rf"(?<=月)(?P<one>[123]?\d)日?{_TO}(?P<two>[123]?\d)日")
_DAYS_ALONE = re.compile(
    rf"(?:^|(?<=[。；，于在自]))(?P<one>[12]\d|3[01]|[3-9])日?{_TO}(?P<two>[12]?\d|3[01])日(?![^。；]{{0,4}}[次下]月)"
)
_HOURS = re.compile(
    rf"(?<![\d日月])(?P<hour>1[3-9]|2[0-3])[时点](?P<one>[0-5]\d)?分?{_TO}(?P<last>1[3-9]|2[0-3])[时点](?P<two>[0-5]\d)?"
)
_CLOCK = re.compile(
    rf"(?<![\d:：])(?P<hour>[01]?\d|2[0-3])[:：](?P<one>[0-5]\d)\s*{_TO}\s*(?P<last>[01]?\d|2[0-3])[:：](?P<two>[0-5]\d)(?![\d:：])"
)
_NOON = re.compile(
    r"(?P<part>[上下])午(?:[^，。；\d上下晚]{0,8}[为是：])?(?P<hour>\d{1,2})[时点:：](?:(?P<half>半)|(?P<one>[0-5]?\d)分?)?"
    rf"{_TO}(?P<last>\d{{1,2}})[时点:：](?:(?P<half2>半)|(?P<two>[0-5]?\d)分?)?"
)
_DAY_AND_HOUR = re.compile(
    r"(?<!\d)(?P<m1>1[0-2]|[1-9])月(?P<d1>[123]?\d)日(?:[上下]午|凌晨|早上|晚上?)?(?P<h1>\d{1,2})[:：时点](?P<n1>[0-5]\d)?分?"
    rf"{_TO}(?:(?P<m2>1[0-2]|[1-9])月)?(?P<d2>[123]?\d)日(?:[上下]午|凌晨|早上|晚上?)?(?P<h2>\d{{1,2}})[:：时点](?P<n2>[0-5]\d)?"
)
_NOON_HOUR = 12
_EARLIEST = 7
"""上午11时至5时 goes on into the afternoon; at 7 or 8 in the evening few things end."""


_BEGIN_AND_END = re.compile(
    r"(?P<hour>1[3-9]|2[0-3])[时点:：](?P<one>[0-5]?\d)?分?(?:开始|开幕|开赛|召开|起)[^。；\d次凌]{0,10}[，、至]"
    r"[^。；\d次凌]{0,6}(?P<last>\d{1,2})[时点:：](?P<two>[0-5]?\d)?分?(?:结束|散会|闭幕|止)"
)


def _find_reversed_hours(text: str) -> Iterator[re.Match[str]]:
    """上午11时30分至8时30分; 4月22日22:00至4月22日6:00."""
    for match in _NOON.finditer(text):
        first, last = int(match["hour"]), int(match["last"])
        is_morning = match["part"] == "上"
        is_written = ":" in match[0] or "：" in match[0]  # on a plan 8:30至5:30 wants its 下午
        is_earlier = last < first <= 12 and (last >= _EARLIEST or is_written or not is_morning)
        if is_earlier and not (first == 12 and not is_morning):
            yield match
    for match in _BEGIN_AND_END.finditer(text):
        if int(match["last"]) < int(match["hour"]) and int(match["last"]) > 12:
            yield match
    for match in _DAY_AND_HOUR.finditer(text):
        one = (int(match["m1"]), int(match["d1"]), int(match["h1"]), int(match["n1"] or 0))
        month = int(match["m2"] or match["m1"])
        two = (month, int(match["d2"]), int(match["h2"]), int(match["n2"] or 0))
        has_parts = re.search("[午晨早晚]", match[0])
        if one[:2] == two[:2] and two < one and not has_parts:
            yield match


def _is_reversed(match: re.Match[str]) -> bool:
    """Whether years, days of a month or hours of a morning or an afternoon run backwards."""
    # By its groups, not by the pattern itself: what stands for a kept pattern is another object.
    groups = match.re.groupindex
    one, two = int(match["one"] or 0), int(match["two"] or 0)
    if "term" in groups:
        return two == one or two > one + 1  # a school year ends in the next
    if "hour" not in groups:
        return two < one
    first, last = int(match["hour"]), int(match["last"])
    # 22:00—6:00 goes on into the next day, 9:00—5:00 into the afternoon
    is_near = first - 1 <= last <= first or (first > _NOON_HOUR <= last)  # 17:30至15:00
    return is_near and last * 60 + two < first * 60 + one


_MONTH_OF = r"[^，。；（）\d]{0,4}(?:（(?:即)?|，即)(?:20\d\d年)?(?P<month>1[0-2]|[1-9])月"
_THIRD = re.compile(
    r"(?<![\d至到和—])(?:(?P<own>1[0-2]|[1-9])|[本上下当次])个?月(?P<third>[上中下])旬[^，。；（）\d]{0,4}(?:（(?:即)?|，即)"
    r"(?:20\d\d年)?(?:(?P<month>1[0-2]|[1-9])月)?(?P<day>[123]?\d)日"
    r"(?:(?:至|到|—|～|-)(?:(?P<last_month>1[0-2]|[1-9])月)?(?P<last>[123]?\d)日)?"
)
_HALF = re.compile(
    rf"(?P<half>[上下])半年{_MONTH_OF}(?![—－～至-])|(?<!年和)(?P<of_half>[上下])半年[（(](?P<from>1[0-2]|[1-9])(?:月)?[—－～至-]{{1,2}}(?P<to>1[0-2]|[1-9])月[）)]"
)
_QUARTER = re.compile(
    rf"(?P<quarter>[一二三四1-4])季度{_MONTH_OF}(?![—－～至-])"
    r"|(?<![前头后、和至到—])(?P<of_quarter>[一二三四1-4])季度[（(](?P<from>1[0-2]|[1-9])(?:月)?[—－～至-]{1,2}(?P<to>1[0-2]|[1-9])月[）)]"
)
_PLAN = re.compile(
    r"“?十(?P<plan>[一二三四五])五”?(?:规划|时期|期间|[^\w，。；]){0,2}[（(]?"
    r"(?P<first>(?:19|20)\d\d)年?[—–～~至-]{1,2}(?P<last>(?:19|20)\d\d)年"
)
_FIRST_PLAN, _YEARS_OF_PLAN = 2001, 5
"""十五 began in 2001, and each plan is one of five years."""


def find_wrong_periods(page: PageText) -> Iterator[Hit]:
    """D416: a day or month outside of the period that is named with it; D483: 周年 miscounted."""
    for number, line in enumerate(page.lines):
        for pattern, fits in _PERIODS:
            for match in pattern.finditer(line.text):
                if not fits(match):
                    yield Hit("D416", number, *match.span(), {"text": match[0]})
        for match in _ANNIVERSARY.finditer(line.text) if "周年" in line.text else ():
            year, begun = int(match["year"]), _BEGUN[_find_event(match["event"])]
            count = match["count"]
            if year - begun != (int(count) if count.isdecimal() else parse_han(count)):
                values = {"text": f"{match['count']}周年", "of": f"{year}年、{begun}年"}
                values["right"] = f"{year - begun}周年"
                yield Hit("D483", number, *match.span("count"), values)


def _is_in_third(match: re.Match[str]) -> bool:
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}[match["third"]]
    months = {match[each] for each in ("own", "month", "last_month") if match[each]}
    days = [int(match[each]) for each in ("day", "last") if match[each]]
    return len(months) < 2 and all(first <= day <= last for day in days)


def _is_in_half(match: re.Match[str]) -> bool:
    if match["of_half"]:
        first = 1 if match["of_half"] == "上" else 7
        return first <= int(match["from"]) <= int(match["to"]) < first + 6
    return (int(match["month"]) > 6) == (match["half"] == "下")


def _is_in_quarter(match: re.Match[str]) -> bool:
    quarter = "一二三四1234".index(match["quarter"] or match["of_quarter"]) % 4
    if match["of_quarter"]:
        first = 3 * quarter + 1
        return first <= int(match["from"]) <= int(match["to"]) < first + 3
    return (int(match["month"]) - 1) // 3 == quarter


def _is_of_plan(match: re.Match[str]) -> bool:
    begun = _FIRST_PLAN + _YEARS_OF_PLAN * ("一二三四五".index(match["plan"]) + 1)
    return (int(match["first"]), int(match["last"])) == (begun, begun + _YEARS_OF_PLAN - 1)


_DECADE = re.compile(
    r"(?:上个?世纪|20世纪)(?P<tens>[二三四五六七八九]十|[2-9]0)年代[初中末后]?期?（(?:即)?19(?P<ten>\d)\d年"
)


def _is_in_decade(match: re.Match[str]) -> bool:
    tens = match["tens"][0]
    return match["ten"] == (tens if tens.isdecimal() else str("零一二三四五六七八九".index(tens)))


_PLAN_END = re.compile(
    r"“?十(?P<plan>[一二三四五])五”?(?:末期?|期末|收官之年)(?:的|，|（)?(?P<year>(?:19|20)\d\d)年"
)


def _is_last_of_plan(match: re.Match[str]) -> bool:
    begun = _FIRST_PLAN + _YEARS_OF_PLAN * ("一二三四五".index(match["plan"]) + 1)
    return int(match["year"]) == begun + _YEARS_OF_PLAN - 1


_QUARTER_END = re.compile(
    r"(?P<quarter>[一二三四])季度[末底]前?(?:（即?|，即)(?:20\d\d年)?(?P<month>1[0-2]|[1-9])月"
)


def _is_last_of_quarter(match: re.Match[str]) -> bool:
    return int(match["month"]) == 3 * ("一二三四".index(match["quarter"]) + 1)


_PERIODS = (
    (_QUARTER_END, _is_last_of_quarter),
    (_PLAN_END, _is_last_of_plan),
    (_DECADE, _is_in_decade),
    (_THIRD, _is_in_third), (_HALF, _is_in_half), (_QUARTER, _is_in_quarter), (_PLAN, _is_of_plan),
)  # fmt: skip
_BEGUN = {
    "中国共产党成立": 1921, "中国共产党建党": 1921, "建党": 1921, "新中国成立": 1949,
    "中华人民共和国成立": 1949, "人民政协成立": 1949, "中国人民政治协商会议成立": 1949,
    "建军": 1927, "改革开放": 1978, "辛亥革命": 1911, "五四运动": 1919, "抗日战争胜利": 1945,
    "抗战胜利": 1945, "世界反法西斯战争胜利": 1945, "香港回归祖国": 1997, "香港回归": 1997,
    "澳门回归祖国": 1999, "澳门回归": 1999, "红军长征胜利": 1936, "长征胜利": 1936,
    "西藏和平解放": 1951, "西藏自治区成立": 1965, "新疆维吾尔自治区成立": 1955,
    "内蒙古自治区成立": 1947, "广西壮族自治区成立": 1958, "宁夏回族自治区成立": 1958,
    "经济特区建立": 1980, "浦东开发开放": 1990, "人民代表大会成立": 1954,
    "人民代表大会制度建立": 1954, "共青团成立": 1922, "全国妇联成立": 1949,
    "抗美援朝出国作战": 1950, "南昌起义": 1927, "遵义会议召开": 1935, "恢复高考": 1977,
    "建国": 1949, "毛泽东同志诞辰": 1893, "邓小平同志诞辰": 1904, "周恩来同志诞辰": 1898,
    "孙中山先生诞辰": 1866,
}  # fmt: skip
_ANNIVERSARY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:(?!年|迎|献礼|将)[^。；]){0,30}?(?:中国人民|我国|伟大的)?"
    rf"(?P<event>{'|'.join(sorted(_BEGUN, key=len, reverse=True))})"
    r"(?P<count>\d{2,3}|[一二三四五六七八九十百零]{2,5})周年"
)


def _find_event(words: str) -> str:
    return max((each for each in _BEGUN if words.endswith(each)), key=len)
