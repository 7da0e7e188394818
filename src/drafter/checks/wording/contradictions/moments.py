"""Terms, hours and days of one thing that do not agree: 试用期一年……半年试用期满; 签到 behind the beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import read_count

_HAN = "一二两三四五六七八九十"


def find_clashing_moments(page: PageText) -> Iterator[Hit]:
    """D424: 试用期一年。半年试用期满后; 总投资2.4亿元……2.8亿元总投资; 9时召开，9时30分前签到."""
    finders = (_find_terms, _find_spans, _find_amounts, _find_late_comers, _find_moved, _find_hours)
    yield from find_clashes(page, finders, "期年月日时元亩米")


_N = rf"(?:\d{{1,3}}|[{_HAN}]{{1,3}}|半)"
_UNITS = "个工作日|个月|周年|年半|年|天|日|周|小时|个小时"
_LENGTHS = {sign: rf"(?P<{sign}>{_N})(?P<{sign}u>{_UNITS})" for sign in "abc"}
_TERMS = "试用期|公示期|聘期|任期|服务期|合同期|有效期|保修期|质保期|租期|租赁期|工期|学制|刑期|缓刑考验期|缓刑期|考察期|预备期|整改期|举证期|宽限期|还款期|保质期|建设期|承包期|规划期|展期|会期|赛期|休渔期|禁渔期|缺陷责任期|质量保证期|实习期|见习期|培训期"
_TERM = re.compile(
    rf"(?P<what>{_TERMS})(?:限)?(?:均|共|一般|统一)?(?:为|是|：|共|有|定为|约定为)?{_LENGTHS['a']}(?!以|内|后|前|左右)"
)
_DAYS = {"年": 365, "周年": 365, "个月": 30, "天": 1, "日": 1, "周": 7, "个工作日": 1}
_OTHER_TERM = re.compile("延长|缩短|调整|改为|原|其中|另|分别|由|如|若|不同|续|累计|已|剩|还")


def _find_terms(text: str) -> Iterator[Clash]:
    """试用期一年。……半年试用期满后."""
    for first in _TERM.finditer(text) if "期" in text or "学制" in text else ():
        form = re.compile(
            rf"{_LENGTHS['b']}(?:的)?{first['what']}|{first['what']}(?:限)?(?:为|是|满)?{_LENGTHS['c']}"
        )
        then = form.search(text, first.end())
        if then is None or _OTHER_TERM.search(text[first.end() : then.end()]):
            continue
        sign = "b" if then["b"] else "c"
        one, other = _days(first["a"], first["au"]), _days(then[sign], then[f"{sign}u"])
        if one and other and one != other:
            yield Clash(first["what"], first[0], then[0], then.start(sign), then.end(f"{sign}u"))


def _days(count: str, unit: str) -> int:
    """So many days, a year as 365 and twelve months as a year; 0 for what is not counted in days."""
    if count == "半":
        return {"年": 180, "个月": 15}.get(unit, 0)
    number = read_count(count)
    if unit == "年半":
        return number * 365 + 180
    return number // 12 * 365 + number % 12 * 30 if unit == "个月" else number * _DAYS.get(unit, 0)


_ONCE = re.compile(rf"(?:为期|会期|展期|赛期|工期)(?:为|共)?{_LENGTHS['a']}(?!以|内|前|左右|多)")
_TWICE = re.compile(
    rf"(?:持续|历时|前后|一共|共|整整|为期|连续|举办|进行)(?:了)?{_LENGTHS['b']}(?!以|内|前|左右|多|第)"
)


def _find_spans(text: str) -> Iterator[Clash]:
    """为期一周的展览……展览持续了十天."""
    first = _ONCE.search(text) if "期" in text else None
    then = _TWICE.search(text, first.end(), first.end() + 60) if first else None
    if first is None or then is None or _OTHER_TERM.search(text[first.end() : then.start()]):
        return
    one, other = _days(first["a"], first["au"]), _days(then["b"], then["bu"])
    if one and other and one != other and first["au"] != "个工作日" != then["bu"]:
        yield Clash("时长", first[0], then[0], *then.span())


_NOUNS = "总投资|总面积|占地面积|建筑面积|总长度?|总产值|总产量|总预算|总造价|总金额|总库容|总人口|总户数|总里程|种植面积|项目资金|专项资金|补助资金|贷款总额|合同金额|中标价|总工程量"
_MEASURE = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}s>[万亿]?)(?P<{0}u>元|亩|平方米|公里|千米|米|吨|公斤|立方米|人|户|公顷)"
_AMOUNT = re.compile(rf"(?P<what>{_NOUNS})(?:约|为|是|达到?|共|共计)?{_MEASURE.format('a')}")
_SIZES = {"": 1, "万": 10**4, "亿": 10**8}
_OTHER_AMOUNT = re.compile(
    "其中|另|增|减|调整|去年|上年|由|追加|核定|概算|原|分别|二期|一期|比|较|累计"
)


def _find_amounts(text: str) -> Iterator[Clash]:
    """总投资2.4亿元……2.8亿元总投资已落实."""
    for first in _AMOUNT.finditer(text):
        form = re.compile(
            rf"{_MEASURE.format('b')}(?:的)?{first['what']}"
            rf"|(?<=[，。；]){first['what']}(?:约|为|共)?{_MEASURE.format('b').replace('<b', '<c')}(?=(?:的资金)?(?:已|均|全部|现))"
        )
        then = form.search(text, first.end())
        sign = "b" if then and then["b"] else "c"
        if then is None or then[f"{sign}u"] != first["au"]:
            continue
        # What stands between two sentences is of the first of them.
        is_other = _OTHER_AMOUNT.search(text[first.end() : then.start()].rpartition("。")[2])
        if not is_other and _read(first, "a") != _read(then, sign):
            one, other = first[0], text[then.start(sign) : then.end(f"{sign}u")]
            yield Clash(first["what"], one, other, then.start(sign), then.end(f"{sign}u"))


def _read(match: re.Match[str], sign: str) -> Decimal:
    return Decimal(match[sign].replace(",", "")) * _SIZES[match[f"{sign}s"]]


_CLOCK = r"(?P<{0}half>上午|下午|早上|晚上|中午)?(?P<{0}>\d{{1,2}})(?:时|点|[：:])(?P<{0}m>[0-5]?\d|半)?分?"
_BEGINS = re.compile(
    rf"{_CLOCK.format('a')}(?:准时|正式)?(?:在[^，。；\d]{{1,16}})?(?:召开|开始|举行|开会|开幕|开考|开赛|开班)"
)
_COMES = re.compile(
    rf"{_CLOCK.format('b')}(?:之?前|以前)?(?:准时|务必|须|应)?(?:到场|签到|入场|报到|集合|就座|到会|进场|抵达会场|到达会场|入座|在[^，。；\d]{{1,10}}(?:集合|签到|集中))"
)


def _find_late_comers(text: str) -> Iterator[Clash]:
    """会议上午9时召开，请于当日下午8时45分前到场."""
    first, then = _BEGINS.search(text), _COMES.search(text)
    if first is None or then is None or re.search("次日|第二天|午休|分批", text):
        return
    begins, comes = _minutes(first, "a"), _minutes(then, "b")
    if then["bhalf"] is None and first["ahalf"] in ("下午", "晚上") and int(then["b"]) < 12:
        comes += 12 * 60
    if comes > begins:
        early, late = sorted((first, then), key=lambda match: match.start())
        yield Clash("先后", early[0], late[0], *late.span())


def _minutes(match: re.Match[str], sign: str) -> int:
    hours, half = int(match[sign]), match[f"{sign}half"]
    minutes = match[f"{sign}m"]
    hours += 12 if half in ("下午", "晚上") and hours < 12 else 0
    return hours * 60 + (30 if minutes == "半" else int(minutes or 0))


_DAY = r"(?P<{0}>(?:1[0-2]|[1-9])月[123]?\d日)"
_MOVED = re.compile(
    rf"(?:原定|原计划)(?:于)?{_DAY.format('old')}[^。]{{0,40}}?(?:延至|推迟至|推迟到|延期至|改为|改在|改到|提前至|提前到|调整至|调整为|顺延至)(?:于)?{_DAY.format('new')}"
)


def _find_moved(text: str) -> Iterator[Clash]:
    """原定于7月18日……延至7月25日。7月18日，竞赛如期举行."""
    for first in _MOVED.finditer(text) if "原" in text else ():
        then = re.compile(
            rf"(?P<at>{first['old']})，?[^。；\d]{{0,16}}?(?:如期)?(?:举行|召开|举办|开赛|开幕|开班|进行)"
        ).search(text, first.end())
        if then and first["new"] != first["old"]:
            yield Clash("日期", first["new"], then["at"], *then.span("at"))


_TOOK = re.compile(
    rf"(?:历时|用时|耗时|时长(?:为|共)?|持续(?:了)?|前后共)(?:约|近)?(?:(?P<h>\d{{1,2}}|[{_HAN}]{{1,2}})(?P<part>个半)?(?:个)?(?P<half>半)?(?:小时|钟头)(?P<half2>半)?)?(?:(?P<m>\d{{1,3}}|[{_HAN}]{{2,3}})分钟?)?"
)
_TIMES = re.compile(_CLOCK.format("a"))


def _find_hours(text: str) -> Iterator[Clash]:
    """9时30分开始，历时45分钟，至10时30分结束: two hours of the clock, and how long it was."""
    for sentence in re.finditer("[^。；]+", text):
        own = sentence[0]
        took = list(_TOOK.finditer(own)) if "时" in own else []
        took = [each for each in took if each["h"] or each["m"]]
        clocks = list(_TIMES.finditer(own)) if len(took) == 1 else []
        clocks = [each for each in clocks if not took[0].start() <= each.start() < took[0].end()]
        if len(clocks) != 2 or re.search(
            "次日|翌日|第二天|约|左右|许|休息|分别|中断|[至到]\\d+日", own
        ):
            continue
        lasted = _lasting(took[0])
        gap = _gap(*clocks)
        if gap > 0 and gap != lasted:
            start = sentence.start() + took[0].start()
            of = f"{clocks[0][0]}、{clocks[1][0]}"
            yield Clash(
                "时长",
                of,
                took[0][0],
                sentence.start() + min(clocks[0].start(), took[0].start()),
                max(start + len(took[0][0]), sentence.start() + clocks[1].end()),
            )


def _lasting(took: re.Match[str]) -> int:
    hours, minutes = (read_count(took[each] or "") for each in "hm")
    has_half = took["half"] or took["half2"] or took["part"]
    return hours * 60 + minutes + (30 if has_half else 0)


def _gap(first: re.Match[str], last: re.Match[str]) -> int:
    begun, ended = _minutes(first, "a"), _minutes(last, "a")
    if last["ahalf"] is None and first["ahalf"] in ("下午", "晚上") and int(last["a"]) < 12:
        ended += 12 * 60
    return ended - begun
