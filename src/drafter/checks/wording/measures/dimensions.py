"""What is measured, and the units of its kind: 库容320万立方米 and not 平方米."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import join_words
from drafter.checks.wording.patterns import SPOKEN, is_within

_AREAS = "平方米 平方公里 平方千米 亩 公顷"
_VOLUMES = "立方米 立方"
_LENGTHS = "米 公里 千米 厘米 毫米 海里"
_MASSES = "吨 公斤 千克"
_ENERGIES = "千瓦时 兆瓦时 度"
_POWERS = "千瓦 兆瓦 吉瓦"
_FLOWS = "立方米/秒 立方米每秒"
_SPEEDS = "米/秒 米每秒 公里/小时 公里每小时"
_OTHERS = "微克 毫克 微克/立方米 毫克/立方米 微克/平方米 毫克/平方米 微克/米 人次 人 级 ℃ 摄氏度"
_OTHERS += " 元 岁 周岁 天 次 户 家 名 个 件 小时 分贝 兆 伏 千伏 赫兹 兆赫 兆帕 千帕 百帕 帕 毫升 升 平方毫米"
_OTHERS += " 千伏安 兆伏安 条 座 台 辆 头 只 份 篇 场 张 公里/天 公里/分 公里/日 米/天"
_OTHERS += " 公里/分钟 米/分钟 米/小时 公里/秒 千米/小时 千米/分钟 平方亩 斤 克 毫米汞柱 吨公里 人公里 吨/公里 人/公里 %"
_PRESSURES = "兆帕 千帕 百帕 帕 公斤 毫米 米"
_ALL = " ".join((_AREAS, _VOLUMES, _LENGTHS, _MASSES, _ENERGIES, _POWERS, _FLOWS, _SPEEDS, _OTHERS))
_MEASURED = (
    # what is measured; the units it may have; what is told
    ("(?<!流域)库容|蓄水量|容积|土石方|土方量|清淤量|来水量|引水量|供水量|用水量|排水量|需水量", f"{_VOLUMES} 吨 {_MASSES} 方", "立方米"),
    ("(?<!单位)(?<!每)面积", f"{_AREAS} 平方厘米 平方毫米 人 度 厘米", "平方米、平方公里、亩"),
    ("全长|总长度?|(?<!时间)(?<!文章)长度|(?<!行驶)里程", f"{_LENGTHS} 度 人 小时 分钟", "米、公里"),
    ("(?:发|用|售|供|耗|节)电量|(?:累计|全年|年均?|月均?|日均?|已|共|可)(?:发|用|耗|节)电", f"{_ENERGIES} 人 元", "千瓦时"),
    ("装机(?:总)?(?:容量|规模)|(?:用电|最高|最大)负荷", f"{_POWERS} 人", "千瓦"),
    ("降雨量|降水量|(?<!大)雨量|(?<!流)降雪量", "毫米 厘米 级 人 %", "毫米"),
    ("(?<![径车客人潮])流量", f"{_FLOWS} 方 人 人次 吨 级", "立方米/秒"),
    ("水位", "米 厘米 级", "米"),
    ("风速", f"{_SPEEDS} 级", "米/秒"),
    ("浓度(?:均值|平均值)?", "微克/立方米 毫克/立方米 微克每立方米 毫克每立方米 度 人 级", "微克/立方米、毫克/立方米"),
    ("(?:常住|户籍|总|城镇|农业|农村)人口|在校(?:学)?生|在编人员|在职职工", f"人 % {_AREAS}", "人（人次说的是来过多少回）"),
    ("海拔", "米 公里 千米", "米"),
    ("(?<!总)天数", "天 %", "天"),
    ("(?:接待|吸引)(?:国内外|境外|国内|入境|各地)?(?:游客|旅客|参观者|观众)(?:总量|人数|量)?", "人 人次 名 位 个 %", "人次"),
    ("震级|里氏", "级", "级（烈度才说度）"),
    ("风力", "级 %", "级"),
    ("变压器(?:总)?容量|变电(?:总)?容量", "千伏安 兆伏安 %", "千伏安"),
    ("(?:供水|污水处理|垃圾处理|取水)(?:总)?能力", f"{_VOLUMES} {_MASSES} %", "吨、立方米"),
    ("每千(?:人|名)?(?:常住)?人口(?:拥有)?(?:医疗(?:卫生)?机构)?床位数?", "张 个 %", "张"),
    ("(?:年产|产出|收获)(?:鲜鱼|鱼|水产品?|蔬菜|水果|茶叶|粮食|稻谷|小麦|玉米|食用菌|鸡蛋|牛奶|药材)", f"{_MASSES} 斤 元 个 %", "吨"),
    ("(?<![计招引])(?:完成|总|累计|已|计划|估算)?投资(?:额)?|投入资金|捐款|善款|贷款余额", "元 个 家 件 户 人 次 名 场 条 %", "元"),
    ("为期|历时", "天 小时 分钟", "天"),
    ("周转量", "吨公里 人公里 %", "吨公里、人公里"),
    ("限速|(?:最高|最低)?时速|车速|航速", "公里/小时 千米/小时 公里每小时 公里 千米 米/秒 %", "公里/小时"),
    ("水压|气压|油压|管压|压强|(?<=[一-鿿])(?<!工作)(?<!就业)(?<!经济)(?<!血)压力(?:值)?(?=[由已为达]|控制在|保持在|稳定在)", f"{_PRESSURES} %", "兆帕"),
    ("坡度|倾角|倾斜度|仰角", "度 % 米", "度（°）"),
    ("设防烈度|地震烈度|(?<![一-鿿])烈度", "度", "度（震级才说级）"),
    ("(?:流转|承包|整理|复垦|开垦|撂荒)土地", f"{_AREAS} 元 户 人 %", "亩、公顷"),
    ("收缩压|舒张压|血压", "毫米汞柱 千帕 毫米 %", "毫米汞柱"),
    ("(?:参会|参加|受益|到场|从业|就业|接待|参训|培训|总)人数", "人 人次 名", "人"),
    ("总户数|(?<!农)户数", "户 家", "户"),
    ("(?:平均)?年龄", "岁 周岁 级 %", "岁"),
    ("身高|厚度|直径|进深|净高|埋深|胸径|胸围|树高", "米 厘米 毫米 级 度 岁 %", "米、厘米"),
    ("高度|宽度|深度|间距", f"{_LENGTHS} 级 度 岁 %", "米、厘米"),
    ("气温|水温|室温|(?<!冷热)温度|体温", "℃ 度 摄氏度 级", "℃（摄氏度）"),
    ("(?:总)?产值|利润(?:总额)?|(?:总)?金额|营业额|销售额|交易额|税收(?:收入)?|总投资|增加值", "元", "元"),
    ("电压", "伏 千伏 级", "伏、千伏"),
    ("(?<![一-鿿])(?:路面|路基|坝)?[宽高长深厚](?!度|达)", f"{_LENGTHS} 度", "米、厘米"),
    ("噪声(?:平均值|值|级)?|噪音", "分贝 级 %", "分贝"),
    ("网速|带宽", "兆 兆赫 %", "兆"),
    ("体重|(?<!起)(?<!总)载重量|净重", f"{_MASSES} 斤 克 人", "千克、吨"),
)  # fmt: skip
_NO_RATES = frozenset(("气温", "水温", "室温", "体温", "水位", "年龄", "平均年龄", "血压", "天数"))
"""What no per cent is said of."""
_FILLING = (
    "(?:恢复|提高|扩大|增加|增长|上升|下降|上涨|回落|升|增|扩|降|总量|已|将|可|为|达|是|约|至|到|近|超过|超|仅"
    "|均|不得|不应|不宜|不少于|不低于|不超过|不高于|不小于|不大于|不足|按照?|应|须|要|调整|高达|逾|接近|每年|年|大约|共|有|稳定|保持|控制|在|最大|最高|最低|平均|累计|合计|计|实测|分别)*"
)
_UNITS = join_words({re.escape(each) for each in _ALL.split()})
_AMOUNT = re.compile(
    rf"(?P<what>{'|'.join(what for what, _, _ in _MEASURED)}){_FILLING}"
    rf"\d[\d,]*(?:\.\d+)?(?P<size>[百千万亿]*)(?:余|多)?(?P<unit>{_UNITS})"
    r"(?![\u4e00-\u9fff]?[/／每升])(?P<ends>[，。；、（）\n]|$|以[上下])?"
)
_MEANT = tuple(
    (re.compile(what), frozenset(units.split()), right) for what, units, right in _MEASURED
)


def find_units_of_another_kind(page: PageText) -> Iterator[Hit]:
    """D463: what is measured in a unit of another kind: 流量1260立方米, 浓度34微克, 全长3亩."""
    for index, line in enumerate(page.lines):
        spans = None
        for match in _AMOUNT.finditer(line.text):
            right = _judge(match)
            if not right:
                continue
            spans = list(SPOKEN.finditer(line.text)) if spans is None else spans
            if not is_within(match, spans):
                start, end = match.start("unit"), match.end("unit")
                yield Hit("D463", index, start, end, {"text": match["unit"], "right": right})


def _judge(match: re.Match[str]) -> str:
    """What the units ought to be; nothing where they are so. A word may go on behind a unit of one
    sign: 面积12米长, 3级以上."""
    units, right = next(
        (units, right) for what, units, right in _MEANT if what.match(match.string, match.start())
    )
    is_part = len(match["unit"]) == 1 and match["ends"] is None
    is_sum = match["what"].endswith("流量") and bool(match["size"])  # 年流量3亿立方米
    is_rate = match["unit"] == "%" and match["what"] not in _NO_RATES  # 全长的40%: a part of it
    return "" if is_rate or match["unit"] in units or is_part or is_sum else right
