"""Numbers, ranges and units as GB/T 15835-2011, GB 3100 and usage write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words, keep_pattern
from drafter.checks.wording.patterns import ADDRESS, NUMERAL, QUOTED, SPOKEN, find_pattern

_RANGED = (
    "%|％|℃|[万亿千百](?=[-－–−])|[万亿千百]?(?:余)?(?:[个名人件次条项家户场期篇份天日月年岁周倍级届批元亩吨米台辆位类种处套间株头只成层度斤课讲页字行章节时点秒克升卷起宗门架艘棵站局轮桌组队团排连顿餐粒包箱袋瓶盒]"
    "|标段|小时|分钟|公里|公斤|千克|千米|厘米|毫米|平方|立方|公顷|摄氏度|季度|年级|百分点|工作日|千瓦|课时|学时)"
)
"""What a number with a unit goes on with: what stands between two such is a range."""
_UNITS = {
    "市斤": "千克（1市斤为0.5千克）", "公分": "厘米", "公尺": "米", "华里": "千米（1华里为0.5千米）",
    "市里": "千米（1市里为0.5千米）", "市尺": "米", "市寸": "厘米", "市担": "千克", "市亩": "亩", "英里": "千米",
    "英尺": "米", "英寸": "厘米", "平米": "平方米", "公升": "升", "立升": "升", "英亩": "公顷", "里路": "千米（1里为0.5千米）", "里地": "千米（1里为0.5千米）", "kw": "kW（千瓦）", "马力": "千瓦", "公吨": "吨", "盎司": "克",
    "加仑": "升", "卡路里": "焦耳", "大卡": "千焦", "达因": "牛顿", "海浬": "海里", "浬": "海里", "瓩": "千瓦",
    "KM": "km（千米）", "Km": "km（千米）", "KG": "kg（千克）", "Kg": "kg（千克）", "CM": "cm（厘米）", "MM": "mm（毫米）",
    "M2": "平方米", "m2": "平方米", "M3": "立方米", "m3": "立方米", "KW": "kW（千瓦）", "Kw": "kW（千瓦）", "ML": "mL（毫升）",
    "KWH": "千瓦时", "KWh": "千瓦时", "千瓦/小时": "千瓦时", "千瓦/时": "千瓦时", "万千瓦/小时": "万千瓦时",
    "平方KM": "平方千米", "平方Km": "平方千米", "平方km": "平方千米", "平方M": "平方米", "平方公分": "平方厘米", "HZ": "Hz（赫兹）", "kv": "kV（千伏）", "mw": "MW（兆瓦）", "Mw": "MW（兆瓦）", "kwh": "千瓦时", "Kwh": "千瓦时", "KwH": "千瓦时", "hz": "Hz（赫兹）", "db": "dB（分贝）", "kpa": "kPa（千帕）", "mpa": "MPa（兆帕）", "MPA": "MPa（兆帕）", "MHZ": "MHz（兆赫）", "GHZ": "GHz（吉赫）", "kva": "kVA（千伏安）", "km2": "平方千米", "KM2": "平方千米", "Km2": "平方千米", "cm2": "平方厘米", "hm2": "公顷", "cm3": "立方厘米", "MG": "mg（毫克）", "KV": "kV（千伏）", "Kv": "kV（千伏）", "KVA": "kVA（千伏安）", "Mpa": "MPa（兆帕）", "KPa": "kPa（千帕）", "DB": "dB（分贝）", "M²": "平方米",
    "人/次": "人次", "辆/次": "辆次", "件/次": "件次", "户/次": "户次", "架/次": "架次",
}  # fmt: skip
"""Units that the law on units does not have, or that are written otherwise."""
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def find_cut_ranges(page: PageText) -> Iterator[Hit]:
    """D433: 15～20%, 3～8万: each end of a range keeps its % and 万."""
    pattern = keep_pattern(
        r"(?<![\d.%])\d+(?:\.\d+)?(?:[-－~～—]|至)\d+(?:\.\d+)?(?:%|[万亿](?=[元人件亩吨户平]|$|[，。；、]))"
    )
    yield from find_pattern(page, "D433", pattern)


def find_wide_digits(page: PageText) -> Iterator[Hit]:
    """D434: ２０２１: Arabic digits are half-width."""
    pattern = keep_pattern(r"[０-９]+(?:．[０-９]+)?％?")
    yield from find_pattern(
        page, "D434", pattern, but=None, instead=lambda m: m[0].translate(_WIDE)
    )


def find_times_fewer(page: PageText) -> Iterator[Hit]:
    """D437: 减少2倍: nothing can become less by more than all of itself."""
    yield from find_pattern(page, "D437", _FEWER)


def find_wrong_decimals(page: PageText) -> Iterator[Hit]:
    """D447: 百分之12, .5个: % goes with digits, and a decimal has its 0."""
    pattern = keep_pattern(
        r"[百一二三四五六七八九十]分之\d+(?:\.\d+)?|(?<!\d)\d++\.{2}\d++(?=[分%万亿个元])|(?<![A-Za-z\d_.])\.\d+(?=[%个倍万亿亩元吨米公℃])"
    )
    for hit in find_pattern(page, "D447", pattern):
        yield hit._replace(values={**hit.values, "right": "百分数写12%，小数点前的0不能省"})


def find_rates_in_percent(page: PageText) -> Iterator[Hit]:
    """D448: 办复率提高1.9%: a rate changes by 百分点."""
    pattern = keep_pattern(
        r"(?:(?<![效频])率|比重|占比|份额|满意度|增速|增幅|增长速度)[^，。；,;\d]{0,8}(?:提高|提升|增长|上升|增加|下降|降低|下滑|回落|回升)了?\d+(?:\.\d+)?%"
    )
    yield from find_pattern(page, "D448", pattern)
    yield from find_pattern(page, "D448", _LEVEL_AND_CHANGE)


_LEVEL_AND_CHANGE = re.compile(
    r"(?:(?<![效频])率|比[例重]|占比|份额|满意度|知晓度|参与度|增速|增幅|(?:优良|达标)天数比例)(?:分别)?(?:已|仅|约)?(?:高?达到?了?|为|是|稳定在|保持在|控制在|实现|[降升增]至|(?:提高|下降|上升|提升|回落|降低|增加|回升)[到至])?"
    r"\d+(?:\.\d+)?%?(?:以[上下内]|左右)?[，（](?=(?:增幅|降幅|同比|环比|[比较与]|提|上|下|降|回|增))(?:(?:同比|环比|相比)|[比较与](?:上|去|前)(?:一?[年月届次期轮周]|一?季度|年度|学[年期])|[比较](?:年初|期初|同期|往年|改革前|整治前|全[国省市县](?:平均(?:水平)?)?|平均水平|目标值?|考核指标|20\d\d年)|同期|[初底末])*(?:的)?"
    r"(?:提高|提升|增长|上升|增加|下降|降低|下滑|回落|回升|升高|高出?|低)了?\d+(?:\.\d+)?%(?!的)"
)
"""失业率为5.1%，较上年下降0.3%: the change of a rate that is told."""


def find_lost_words(page: PageText) -> Iterator[Hit]:
    """D454: 占 written as 点, and a number that runs into the next: 点6.4%, 3%9个."""
    pattern = keep_pattern(
        r"(?<=[，,；;、件篇次条项])点\s*\d+(?:\.\d+)?%|\d%\d"
        r"|(?:(?<=视察|会议|调研|提案|活动|座谈|讲座|报告|建议|培训)(?:次|件|篇|份|场|期)|(?<=座谈会)(?:次|场|个))(?=[，。；、])"
    )
    yield from find_pattern(page, "D454", pattern, but=ADDRESS)


def find_mixed_numerals(page: PageText) -> Iterator[Hit]:
    """D453: 20余次 here and 三十余次 there: one way within one text."""
    arabic = keep_pattern(r"(?<!\d)\d++[万亿]?余[次个件篇份名家场人条项]")
    han = keep_pattern(r"[二三四五六七八九一十百千]{2,}+余[次个件篇份名家场人条项]")
    first = list(find_pattern(page, "D453", arabic))
    other = list(find_pattern(page, "D453", han))
    fewer = min(first, other, key=len) if first and other else []
    yield from fewer[:1]


def find_hyphenated_ranges(page: PageText) -> Iterator[Hit]:
    """D456: 3-5名, 85%-95%, 19日-20日: a range takes ～ or 至. Addresses and codes are none."""
    sign = "(?:-{1,2}|[－–−])"
    years = "(?:19|20)\\d\\d年?" + sign + "(?:19|20)\\d\\d"
    pattern = keep_pattern(
        rf"(?<![\d\-－–A-Za-z.〔/])(?!{years}|0\d)\d++(?:\.\d+)?(?:{_RANGED})?(?:\d++(?:日|时|分))?{sign}"
        rf"(?:\d{{1,2}}月)?\d++(?:\.\d+)?(?:{_RANGED})(?!楼|室|栋)"
    )
    yield from find_pattern(page, "D456", pattern, but=QUOTED)
    han = keep_pattern(
        r"(?:周|星期)[一二三四五六日天][-－–](?:周|星期)?[一二三四五六日天]"
        r"|[一二三四五六七八九十]{1,3}[月日][-－–][一二三四五六七八九十]{1,3}[月日]"
        r"|(?<![一-鿿])[一二三四五六七八九十]{1,2}[-－–][一二三四五六七八九十]{1,2}(?=[名人个件次条项户家月日年级])"
    )
    yield from find_pattern(page, "D456", han, but=QUOTED)


_ROUGHLY = re.compile(
    "(?:一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九|百十|[几数](?:十|百)?|十(?:来|多|几))$"
)
"""三五里路, 七八斤: said in figures of speech, not measured."""
_OF_WAYS, _HAN_FIGURES = ("里路", "里地"), frozenset("一二三四五六七八九十百千万半")
"""走了五里地: so a way is told, not measured."""


def find_unlawful_units(page: PageText) -> Iterator[Hit]:
    """D463: 市斤, KM, 平米: units that the law does not have or writes otherwise."""
    units = join_words(map(re.escape, _UNITS))
    pattern = keep_pattern(
        rf"(?<=[\d零一二三四五六七八九十百千万亿两半余多几数每/])(?:{units})(?![A-Za-z\d])"
    )
    for hit in find_pattern(page, "D463", pattern, but=SPOKEN):
        text, unit = page.lines[hit.line].text, str(hit.values["text"])
        is_said = unit in _OF_WAYS and text[hit.start - 1] in _HAN_FIGURES
        if not is_said and not _ROUGHLY.search(text[: hit.start]):
            yield hit._replace(values={**hit.values, "right": _UNITS[unit]})
    for pattern, right in _OTHER_UNITS:
        for hit in find_pattern(page, "D463", pattern, but=SPOKEN):
            yield hit._replace(values={**hit.values, "right": right})


_MONEY = "投资|资金|经费|补助|补贴|产值|捐款|善款|收入|支出|投入|贷款|税收|预算|利润|[销营]售?业?额|捐赠|奖金|拨付|款物|拨款"
_OTHER_UNITS = (
    (
        re.compile(
            rf"(?:{_MONEY})(?:了|共|共计|合计|总额|总计|累计|达到?|为|各|约|近|超过?|逾|突破|实现|完成|专项|资金|金额)*\s?\d+(?:\.\d+)?[余多]?[万亿](?=[，。；、）]|$)"
        ),
        "万元、亿元",
    ),
    (
        re.compile(
            r"(?<=[\d万亿])(?:(?:公里|千米|公顷|㎡|m²|平方米|立方米|公斤|千克)(?:米(?!长)|亩|公里|公顷|平方米|公斤|吨)|亩(?:平方米|公顷|平米)|台套[个件]|吨(?:公斤|千克)|毫m|厘m|千m|k米|c米|m米)"
        ),
        "一个单位",
    ),
    (re.compile(r"[/／]每(?=[天日月年人户亩吨])"), "“/”或者“每”"),
    (
        re.compile(
            r"每(?P<of>[人户亩天月年吨斤])[^，。；/／]{0,14}\d[\d.]*[万亿]?(?:元|公斤|吨|千克|斤|件)[/／](?P=of)(?![\u4e00-\u9fff·])"
        ),
        "“每”或者“/”，说一次",
    ),
    (re.compile(r"(?<=\d)[米元](?:\d|[一二三四五六七八九])(?=[，。；、）]|$)"), "小数（3.5米）"),
    (re.compile(r"(?<=\d)[万亿]?平方(?=[，。；、）的左多]|$)"), "平方米"),
    (re.compile(r"(?<=\d)[万亿]?立方(?=[，。；、）的左多]|$)"), "立方米"),
    (re.compile(r"(?<=平均每)市斤|(?<=每)市斤|平方KM|平方Km"), "法定计量单位"),
    (re.compile(r"(?:℃|°C|°)度|(?<=\d)度(?:℃|°C)|摄氏(?:零下)?\d+度"), "℃（摄氏度）"),
    (
        re.compile(
            r"(?:千克|公斤)(?:kg|KG|Kg)|(?:公里|千米)(?:km|KM)|(?:亩|公顷)亩|(?:千瓦|万千瓦)/?(?:小时|时)(?<!千瓦时)|[Kk][Ww]/h"
        ),
        "一个单位",
    ),
    (re.compile(r"[¥￥$]\s?\d[\d.,]*[万亿]?(?:元|美元)"), "一个货币符号或者“元”"),
    (
        re.compile(
            r"(?:时速|每小时)[^，。；\d]{0,4}\d+(?:\.\d+)?(?:公里|千米)[/／](?:小时|时|h)|超额完成[^，。；]{0,8}1\d\d(?:\.\d+)?%"
        ),
        "一种说法",
    ),
    (re.compile(r"(?<=[\d万余多])[斤](?![斤两重])"), "千克（1斤为0.5千克）"),
    (re.compile(r"(?<=[\d余多])[里尺丈](?=[，。；、的高长宽深远外]|$)"), "米、千米"),
    (re.compile(r"(?<![匾碑砚印塘章地]\d)(?<=\d)万?(?:余)?方(?=[，。；、]|$)"), "立方米"),
    (
        re.compile(
            r"(?<=亿元|万元)人民币元|(?<=\d元)人民币元|(?<=[\d万亿])元元|(?<=%)%|(?<=%)百分点(?![，。；、）])"
        ),
        "一个单位",
    ),
    (
        re.compile(
            r"(?<=[\d万亿])(?:里公|斤公|顷公|米厘|米毫|米立方|方平米|方立米|方米平|克千|瓦千|时小|钟分|吨公斤|元[万亿]|元亿元|万元亿|亿元万|公理|公倾|里公里|公公里|万元万|亿元亿|[本册]{2}|[家户]{2}|家所|所家|座栋|栋座|幢栋|台辆|辆台|篇份|[名位]{2}|株棵|棵株)(?=[，。；、）的]|$)"
        ),
        "一个单位（现在写反了，或者写了两个）",
    ),
    (re.compile(r"(?<=\d)%个?(?:百分)?点(?=[，。；、）])|(?<=\d)个百分点%"), "“%”或者“个百分点”"),
    (re.compile(r"人口密度[^，。；\d]{0,6}每(?:公里|千米|亩|米)"), "每平方公里"),
)
_TIMES_AS_FOLD = re.compile(rf"翻了?(?:近|约)?(?:{NUMERAL}倍|\d*\.\d+番|[一二两三四五\d]番半)")
_FEWER = re.compile(
    rf"(?:减少|降低|下降|缩小|缩短|缩减|压缩|减轻|回落|(?<![至最多不])少|低|降|节省|节约|压减|减弱|削减|下跌|下滑)了?(?:到|至|为)?(?:将近|近|约|超过|超|整整)?\s*{NUMERAL}倍"
)
_SHARE_POINTS = re.compile(
    r"\d个?百分比|(?<=\d)个(?=%)|(?:提高|增长|上升|增加|下降|降低|回落|提升|高|低)了?(?:约|近)?\d+(?:\.\d+)?个点(?!位|子)|%倍"
)
_CHANGE_FROM = re.compile(
    r"(?:提高|增长|上升|增加|下降|降低|回落|减少|提升)了?(?P<change>\d+(?:\.\d+)?)%[，,（]?(?:即)?[由从](?P<from>\d+(?:\.\d+)?)%"
    r"[\u4e00-\u9fff]{1,4}(?P<to>\d+(?:\.\d+)?)%"
    r"|[由从](?P<from2>\d+(?:\.\d+)?)%[\u4e00-\u9fff]{1,4}(?P<to2>\d+(?:\.\d+)?)%，"
    r"(?:提高|增长|上升|增加|下降|降低|回落|减少|提升)了?(?P<change2>\d+(?:\.\d+)?)%"
)


def find_wrong_folds(page: PageText) -> Iterator[Hit]:
    """D448, D463: 翻了1.5番, 翻了3倍, 3个百分比, and a change in % of what is in %."""
    for hit in find_pattern(page, "D463", _TIMES_AS_FOLD):
        yield hit._replace(
            values={**hit.values, "right": "翻一番（原来的2倍）、翻两番（4倍），或者增长几倍"}
        )
    yield from find_pattern(page, "D448", _SHARE_POINTS)
    for hit in find_pattern(page, "D448", _CHANGE_FROM):
        match = _CHANGE_FROM.match(page.lines[hit.line].text, hit.start)
        assert match
        change, first, last = (
            Decimal(match[name] or match[f"{name}2"]) for name in ("change", "from", "to")
        )
        if change == abs(last - first):
            yield hit
