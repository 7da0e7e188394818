"""What was planned beside what came of it: 完成计划的90%, 超额完成15%, 提前6个月; years counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.accounts.told import DOWN
from drafter.checks.sums.quantities import Quantity, Reading, percent, places_of, read_lines, say
from drafter.checks.sums.rates import is_share
from drafter.problems.model import Value

_PLANNED = re.compile("计划|任务|目标|预算|指标|工期|应|定额|限额")
_DONE = re.compile("实际|完成|实招|实收|实到|实施|已|落实|到位|建成|用时|实")
_OF_PLAN = re.compile(
    r"(?:完成|占|达到?|为|是)(?:了|到)?(?:全年|年度|年初|总)?(?:的)?(?:计划|目标|任务|预算|指标|总投资)(?:数|任务|总数)?的$"
    r"|(?:计划|目标|任务)?完成率(?:为|达到?)?$|兑现率(?:为|达到?)?$"
)
_OVER = re.compile(r"(?:超额|超)(?:完成)?(?:了)?(?:计划|目标|任务)?(?:的)?$")
_EARLY = re.compile(r"(?P<way>提前|推迟|延期|延后|超期|缩短|节约|节省)(?:工期|时间)?了?$")


def find_wrong_completions(page: PageText) -> Iterator[Hit]:
    """D483: how much of a plan was done, where the plan and what was done stand beside it."""
    for number, reading in read_lines(page.lines):
        for _, quantities in reading.clauses():
            for planned, done, said in zip(
                quantities, quantities[1:], quantities[2:], strict=False
            ):
                right = _compute(reading, planned, done, said)
                if right:
                    values: dict[str, Value] = {"text": said.lead + said.shown, "right": right}
                    values["of"] = f"{planned.shown}、{done.shown}"
                    yield Hit("D483", number, said.start - len(said.lead), said.end, values)


def _compute(reading: Reading, planned: Quantity, done: Quantity, said: Quantity) -> str:
    """What it ought to be; nothing where it is so, or cannot be told."""
    is_exact = not (planned.is_loose or done.is_loose or said.is_loose) and planned.value > 0
    is_pair = planned.kind == done.kind and not planned.is_ratio
    are_told = _PLANNED.search(planned.lead) and _DONE.search(done.lead)
    if not (is_exact and is_pair and are_told) or _PLANNED.search(done.lead):
        return ""
    if said.unit == "%" and _OF_PLAN.search(said.lead):
        fits = is_share(done, said, planned.value, planned.slack + done.slack)
        return "" if fits else percent(done.value, planned.value, places_of(said))
    gap = done.value - planned.value
    if said.unit == "%" and _OVER.search(said.lead):
        over = planned._replace(value=gap)
        fits = is_share(over, said, planned.value, planned.slack + done.slack)
        return "" if fits else percent(gap, planned.value, places_of(said))
    is_early = _EARLY.search(said.lead) and said.unit == planned.unit
    slack = planned.slack + done.slack + said.slack
    is_wrong = is_early and abs(abs(gap) - said.value) > slack
    return say(abs(gap), said) if is_wrong else ""


_BEYOND = re.compile(
    "[^。；\\d]{0,10}?(?P<text>超额完成|超计划|超过(?:了)?(?:预期|计划|目标))(?!\\d)"
)
_SHORT = re.compile(
    "[^。；\\d]{0,8}?(?P<text>未能?(?:按期|如期)?(?:完成|达到|实现)(?:年度|全年|预定|既定|预期)?(?:计划|任务|目标)|没有完成(?:计划|任务|目标))"
)
_PICKED = re.compile(
    r"(?<!\d)(?P<one>\d++)(?P<of>[名人个])[^。；\d]{0,10}，?[^。；\d]{0,6}按照?1[:：∶](?P<times>[2-9])的?比例[^。；\d]{0,12}(?P<two>\d+)(?P=of)"
)


def find_wrong_boasts(page: PageText) -> Iterator[Hit]:
    """D483: 计划5亿元，实际完成4.8亿元，超额完成; 招录6名，按1∶2的比例确定15名."""
    for number, reading in read_lines(page.lines):
        for planned, done in pairwise(reading.quantities):
            said = _BEYOND.match(reading.text, done.end)
            short = _SHORT.match(reading.text, done.end)
            is_pair = planned.kind == done.kind and not (planned.is_loose or done.is_loose)
            are_told = _PLANNED.search(planned.lead) and _DONE.search(done.lead)
            is_same = are_told and not re.search("[。；]", reading.between(planned, done))
            if said and is_pair and is_same and done.value < planned.value:
                values: dict[str, Value] = {"text": said["text"], "right": "未完成"}
                values["of"] = f"{planned.shown}、{done.shown}"
                yield Hit("D483", number, *said.span("text"), values)
            elif short and is_pair and is_same and done.value >= planned.value:
                values = {
                    "text": short["text"],
                    "right": "完成",
                    "of": f"{planned.shown}、{done.shown}",
                }
                yield Hit("D483", number, *short.span("text"), values)
        for match in _PICKED.finditer(reading.text):
            right = int(match["one"]) * int(match["times"])
            if int(match["two"]) != right:
                values = {"text": match["two"] + match["of"], "right": f"{right}{match['of']}"}
                values["of"] = f"{match['one']}{match['of']}、1∶{match['times']}"
                yield Hit("D483", number, *match.span("two"), values)


_BEGUN = (
    "成立|创办|创立|创建|始建|建成|建立|设立|开办|组建|开馆|开业|投用|启用|建|投产|通车"
    "|参加工作|入党|入职|任职"
)
_YEARS = re.compile(
    rf"(?:(?:{_BEGUN})于|自)?(?P<first>(?:19|20)\d\d)年(?:(?P<month>1[0-2]|[1-9])月)?(?:\d{{1,2}}日)?(?P<begun>[^。；\d]{{0,16}}?)"
    r"(?:，|至今|到|至|截至|今年是?)[^。；\d]{0,8}(?P<last>(?:19|20)\d\d)年(?:(?P<then>1[0-2]|[1-9])月)?(?:\d{1,2}日|底|末)?[^。；\d年]{0,6}?"
    r"(?:已走过|走过|历经|历时|迄今|至今|已有|已经|整整|已满|满|已连续|连续|运行了?|共)(?:了|已|整整)?"
    r"(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个)?(?:年(?!级|代|度|前)|周年|春秋)"
)
_HAN = "一二三四五六七八九"


def find_wrong_years(page: PageText) -> Iterator[Hit]:
    """D483: 成立于2005年5月，到2025年5月已走过30年: so many years between two that are named."""
    for number, line in enumerate(page.lines):
        for match in _YEARS.finditer(line.text):
            if not re.search(_BEGUN, match[0]):
                continue
            years = int(match["last"]) - int(match["first"])
            count = _read_count(match["count"])
            if years > 0 and not years - 1 <= count <= years + 1:
                text = match[0][match.start("count") - match.start() :]
                values: dict[str, Value] = {"text": text, "right": f"{years}年"}
                values["of"] = f"{match['first']}年、{match['last']}年"
                yield Hit("D483", number, match.start("count"), match.end(), values)


def _read_count(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (_HAN.find(tens) + 1 if tens else 1 if ten else 0) * 10 + _HAN.find(ones or "零") + 1


_BOUNDED = re.compile(
    r"(?:接种|(?<!拨备)(?<!流动性)覆盖|办结|办复|答复|满意|合格|出勤|到会|参会|出席|参与|知晓|普及|入学|就业|毕业|采纳|立案|回访|签约|达标|优良|入住|完好"
    r"|及格|录取|回收|参保|投票|得票|支持|准确|正确|成活|存活|治愈|升学|巩固|见面|按时|结案|成功|化解|整改|绿化|硬化|通电|净化|入户|受理"
    r"|响应|处置|处理|复查|检查|抽查|检测|签收|送达|查处|兑现|反馈|采用|好评|认可|信任|赞成)率(?:为|达到?了?|高达|是|提高到|保持在|均为)?$|(?<!同比)占(?![^，。；\d]{0,8}(?:计划|任务|目标|预算|指标|同期|上年|去年)数?的?$)[^，。；\d]{0,12}的?$"
)
"""What has all of it as its most; what is done may be more than the plan (占年度计划的108%)."""
_LESSENED = re.compile(rf"(?:{DOWN})了?(?:约|近|超)?$")
"""Nothing lessens by more than all of it."""
_MOST = Decimal(100)


def find_rates_above_all(page: PageText) -> Iterator[Hit]:
    """D408: 接种率达105%: more than all of it."""
    for number, reading in read_lines(page.lines):
        for each in reading.quantities:
            is_bound = _BOUNDED.search(each.lead) or _LESSENED.search(each.lead)
            if each.unit == "%" and each.value > _MOST and is_bound:
                start = each.start - len(each.lead)
                yield Hit("D408", number, start, each.end, {"text": each.lead + each.shown})


_DOUBLED = re.compile("，?[^，。；\\d]{0,5}?翻了?([一两二三四五六])番")
_LAST = re.compile("^(?:而)?(?:去年|上年)(?:同期)?[^，。；\\d]{0,6}$")
_DOUBLES = re.compile("翻了?([一两二三四五六])番，(?=[由从][^，。；由从]{0,16}$)")
_FROM = re.compile("[由从][^，。；由从]{0,16}$")
_TO = re.compile(r"[到至为](?:(?:19|20)\d\d年)?[^，。；\d]{0,10}$")


def find_wrong_doublings(page: PageText) -> Iterator[Hit]:
    """D483: 由500人次增加到1500人次，翻了两番: 翻一番 is twice as much, 翻两番 four times."""
    for number, reading in read_lines(page.lines):
        for before, now in pairwise(reading.quantities):
            match = _DOUBLED.match(reading.text, now.end)
            told_last = _DOUBLED.match(reading.text, before.end) if match is None else None
            if told_last and before.unit == now.unit and _LAST.search(now.lead):
                match, before, now = told_last, now, before
            announced = _DOUBLES.search(reading.ahead(0, before.start)) if match is None else None
            match = match or announced
            if match is None or before.unit != now.unit or not before.value:
                continue
            between, ahead = reading.between(before, now), reading.ahead(0, before.start)
            is_move = told_last or (_TO.search(between) and _FROM.search(ahead))
            is_rate = "每" in between + before.lead  # 每年2次, 每季度2次
            wanted = 2 ** ("一两三四五六".find(match[1].replace("二", "两")) + 1)
            times = now.value / before.value
            is_off = abs(times - wanted) * 10 > wanted and not (before.is_loose or now.is_loose)
            if is_move and is_off and not is_rate:
                right = f"{times.quantize(Decimal('0.1')).normalize():f}倍"
                values: dict[str, Value] = {"text": match[0].strip("，"), "right": right}
                values["of"] = f"{before.shown}、{now.shown}"
                end = max(before.end, now.end if announced else match.end())
                yield Hit("D483", number, now.start, end, values)
