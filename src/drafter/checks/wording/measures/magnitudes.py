"""Amounts that cannot be: 3000万万元, a meal for 15万元, 25 hours a day, 年满180岁."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import SPOKEN, find_pattern, is_within

_N = r"(?P<n>\d+(?:\.\d+)?)"
_MOST = (
    # what is said before and behind the number, the most that it can be, what to look at
    (r"(?:每[天日]|一天|一昼夜|日均)(?:工作|学习|运行|开放|服务|营业|在线|值守|连续作战)?(?:达到?|超过|不少于|约)?", "(?:个)?小时", 24, "一天只有24小时"),
    (r"每(?:周|星期)(?:工作|学习|运行|开放|服务|营业)?", "天", 7, "一周只有7天"),
    (r"每(?:个)?月(?:工作|学习|运行|开放|服务|营业)?", "天", 31, "一个月最多31天"),
    (r"(?:全年|一年|每年)(?:工作|运行|开放|服务|营业)?", "天", 366, "一年最多366天"),
    (r"(?:现年|年满|年龄最大的|最年长的|高龄|享年)(?:为|是|已有?)?", "(?:周)?岁", 130, "核对年龄"),
    (r"(?:气温|水温|室温|高温)(?:最高|已|会|将)?(?:达到?|为|在|升至|超过|突破)?", "(?:摄氏度|℃|度)", 60, "核对温度"),
    (r"时速(?:达到?|为|可达|超过|不超过)?", "公里", 1500, "核对速度"),
    (r"海拔(?:高度)?(?:达到?|为|约)?", "米", 8849, "核对海拔"),
    (r"北纬", "[°度]", 90, "核对经纬度：东经在前的，度数大"),
    (r"(?:平均)?(?:亩产|单产)(?:量)?(?:达到?|为|约|高达)*", "吨", 30, "核对单位：公斤"),
    (r"人均(?:可支配|纯)?收入(?:达到?|为|约|首次|突破|超过|增[至到]|由|从)*", "万元", 100, "核对金额"),
    (r"每(?:个|名|位|间)?(?:[户人亩床生])[^，。；\d]{0,8}", "万元", 1000, "核对金额"),
    (r"(?:[县区乡镇]|全州)[^，。；\d]{0,8}(?:生产总值|GDP)(?:总量)?(?:达到?|为|约|实现|完成|突破|超过)*", "万亿元", 0, "亿元"),
    (r"(?:生产总值|GDP)(?:总量)?(?:达到?|为|约|实现|完成|突破|超过)*", "万亿元", 200, "亿元"),
)  # fmt: skip
_BEYOND = tuple((rf"{lead}{_N}{unit}", most, right) for lead, unit, most, right in _MOST)
_TWICE = r"(?<!\d)\d++(?:万万|亿亿|亿万(?!富)|千千(?!克|瓦|米|万)|百百(?!万)|万千(?!克|瓦|米|伏))"
_PRICE = (
    r"(?:套餐|票价|[门车机船]票|早餐|午餐|工作餐|停车费|挂号费|公交|每[份餐张杯斤](?:价格|售价|标准)?)"
    r"(?:定价|价格|售价|每[人张次份位])?(?:为|仅|仅需|只需|只要)?\d[\d.]*[万亿]元"
)
_SMALL = r"(?:生产总值|GDP)(?:总量)?(?:达到?|为|约|实现|完成|突破|超过|由|从)*\d{1,5}(?:\.\d+)?万?元(?=[，。；、）])"
_HARVEST = r"(?:[县区市省]|全国)(?!每)[^，。；\d]{0,8}粮食总?产量?(?:达到?|为|实现|完成)*\d{1,3}(?:\.\d+)?吨(?=[，。；])"
_RICH = r"(?:人均(?:可支配|纯)?收入(?:达到?|为|约|首次|突破|超过)*|每(?:个|名|位)?[户人亩床生](?!均)[^，。；\d]{0,8})\d[\d.]*亿元"
_WIDE = r"(?:[公道村街马]路|路面)[^。；]{0,14}宽\d[\d.]*公里"
_LINES = r"(?<!\d)\d++千瓦(?=变电站|输变电|输电|线路|电网|高压)"
_EACH = r"每人每(?:月|天|日|次|餐)(?:补助|补贴|发放|奖励|收取|标准)?(?:标准)?(?:为|达)?(?:[1-9]\d+(?:\.\d+)?万|\d[\d.]*亿)元"
_HEAT = r"(?:气温|温度|水温|体温)[^，。；、\d]{0,4}\d+(?:\.\d+)?(?:%|毫米|米|级|元)"
_HIGH = r"(?<=[楼塔坝桥碑])高(?:达|约)?\d+(?:\.\d+)?(?:[个栋座名人亩元]|平方米|立方米|公里(?!的))(?=[，。；、])"
_GROWN = r"(?:种植|播种|栽种)(?!业|大户)[^，。；、\d]{1,8}?\d[\d.]*[百千万]*[余多]?(?:吨|公斤|公里)(?=[，。；])"
_HELD = (
    r"(?:开展|举办|举行|召开)[^，。；、\d“”]{0,8}(?:活动|会|班|讲座|义诊|演出|比赛|论坛)"
    r"\d+[余多]?(?:[人名位户家元亩吨头只辆栋所]|公里)(?=[，。；])"
)
_POINTS = (
    r"(?<![\d.])\d[\d.]*+[百千万亿]*(?:元|吨|公斤|件|[家户个次场期篇份条名人座台套辆亩起宗项]|人次|公里|平方米|立方米|千瓦时)"
    r"，(?:同比|环比|[比较](?:上年|去年)(?:同期)?)(?:增长|增加|提高|上升|下降|减少|降低)了?\d[\d.]*个百分点"
)
_PATTERNS = (
    (_SMALL, "核对金额，单位是不是“亿元”"), (_RICH, "核对金额，单位是不是“元”"),
    (_HARVEST, "万吨"), (_WIDE, "米"), (_LINES, "千伏"),
    (_POINTS, "%（率的增减才说百分点）"),
    (_TWICE, "一个数位（现在写了两次）"), (_PRICE, "核对金额，单位是不是“元”"),
    (_EACH, "核对金额，单位是不是“元”"), (_HEAT, "℃（摄氏度）"), (_HIGH, "米、层"),
    (_GROWN, "种植说面积：亩、公顷"), (_HELD, "场、次、期"),
)  # fmt: skip


def find_unlikely_amounts(page: PageText) -> Iterator[Hit]:
    """D463: an amount that its unit cannot be right for."""
    for written, right in _PATTERNS:
        for hit in find_pattern(page, "D463", keep_pattern(written), but=SPOKEN):
            yield hit._replace(values={**hit.values, "right": right})
    for written, most, right in _BEYOND:
        pattern = keep_pattern(written)
        for index in list_lines(page, pattern):
            text = page.lines[index].text
            for match in pattern.finditer(text):
                if Decimal(match["n"]) > most and not is_within(match, SPOKEN.finditer(text)):
                    values = {"text": match[0], "right": right}
                    yield Hit("D463", index, *match.span(), values)
