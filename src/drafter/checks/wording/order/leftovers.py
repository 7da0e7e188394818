"""Places that were left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.wording.patterns import SURNAMES, find_pattern
from drafter.engine.page_text import PageText

_LEFT = re.compile(  # a surname before 某某 leaves a person unnamed on purpose
    r"TODO|(?<![有尚还亟仍])待(?:补充|填写|核实后填|完善数据)(?=[）)】\]。，；、]|$)|(?<=[（【：])待定(?=[）】。，]|$)"
    rf"|(?<![A-Za-z{SURNAMES}])[Xx]{{2,}}(?![A-Za-z]|染色体|型|[-－]\d)|(?<![{SURNAMES}×\dA-Z])(?<!\d[-－—])×{{2,}}+(?!\d{{3}})|(?<!\d{{3}})(?<=\d)×{{2,}}+(?![\d型])"
    rf"|(?<![{SURNAMES}])(?<![长任员记师夫妻子民工][^由对与和是在向被给将，。；、：（])某某|_{{3,}}(?=.*[。；，]$)|\?{{2,}}|？{{3,}}"
    r"|(?<![\d*])\*{2,}(?![\d*])|[△□○◯]{2,}|(?<![一二〇零○\d])〇{2,}(?!后|[一二三四五六七八九〇零\d])|(?<=\d)\*+(?=年)"
    r"|(?<![\dA-Za-z])[×Xx](?=[年月日届次](?:[×Xx\d度第]|$|[，。举召]))"
    r"|[（(【\[](?:此处|请在此|在此处|请填|请补|请插入|填写|插入)[^（）()【】\[\]]{0,20}"
    r"(?:填|写|插入|补充|内容|说明|删除)[^（）()【】\[\]]{0,12}[）)】\]]"
    r"|[（(【\[][^（）()【】\[\]“”：]{0,8}(?:待(?:核实|核对|确认|核准|完善|更新)|请(?:补充|核实|审定|领导审定))(?:数据|内容|数字|情况|后填)?[）)】\]]|【(?:请|待(?!补：))[^【】]{2,12}】(?=[^【】])"
    r"|\d{4}年[ 　]+月[ 　]*日(?=[，,。至召前上下])|＿{2,}(?=.*[。；，]$)|(?<=[\u4e00-\u9fff])[△□○◯](?=[次件篇场份名])"
    r"|(?<![A-Za-z\d了过第好])[Nn](?=[次件篇场份](?![方]))|(?<=[\u4e00-\u9fff])…+(?=(?:[万亿]?元|[次件篇份项名人])(?=[，。；、]))|《[….·\s]+》"
    r"|（[ 　]*）(?=[次件篇份场户名%])|^[ 　]*(?:此处|在此处?|这里)(?:插入|填写|补充|粘贴)"
    r"|(?<=[\u4e00-\u9fff])[？?](?=[万亿]元|[次件篇份场户名%])|(?<=[\u4e00-\u9fff：])[#＃@]{2,}|[#＃](?=[次件篇场份户名])"
    r"|(?<![\d.:：－-])0{2,}(?=[次件篇场份户名个])"
    r"|(?<=[\u4e00-\u9fff])[ 　]+(?=(?:[次件篇份场]|[万亿]元)[，。；、])"
)

_SHOWN = re.compile(
    "“[^”]*”(?=处?(?:字样|字句|代[称替指]|表示|标[记示注]|的?(?:格式|样式|形式)|等字|[二两三]字|处|栏|位置))"
    "|(?<=[以用写明注为])“[^”]*”"
)
"""What is shown as it is to be written or read: 一律以“某某”代称, 注明“×年×月×日前不得启封”字样."""


def find_placeholders(page: PageText) -> Iterator[Hit]:
    """D444: TODO, 待补充, ××, **, ○○, 某某, （此处填写）: a place that nobody has filled in."""
    yield from find_pattern(page, "D444", _LEFT, but=_SHOWN)
