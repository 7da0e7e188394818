"""Places that were left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.wording.patterns import find_pattern
from drafter.engine.page_text import PageText

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤"
)
"""A surname before 某某 leaves a person unnamed on purpose."""
_LEFT = re.compile(
    r"TODO|(?<!有)待(?:补充|填写|核实后填|完善数据)(?=[）)】\]。，；、]|$)|(?<![席项人员者期位名])待定(?=[）】。，]|$)|[×]{2,}"
    rf"|(?<![A-Za-z])[Xx]{{2,}}(?![A-Za-z])|(?<![{_SURNAMES}])某某|_{{3,}}|\?{{2,}}|？{{3,}}"
    r"|\*{2,}|[△□○◯]{2,}|(?<![一二〇零○\d])〇{2,}(?![一二三四五六七八九〇零\d])|(?<=\d)\*+(?=年)"
    r"|(?<![\dA-Za-z])[×Xx](?=[年月日届次](?:[×Xx\d度第]|$|[，。举召]))"
    r"|[（(【\[](?:此处|请在此|在此处|请填|请补|请插入|填写|插入)[^（）()【】\[\]]{0,20}"
    r"(?:填|写|插入|补充|内容|说明|删除)[^（）()【】\[\]]{0,12}[）)】\]]"
    r"|[（(【\[][^（）()【】\[\]“”：]{0,8}(?:待(?:核实|核对|确认|核准|完善|更新|修改)|请(?:补充|核实|核对|填写|审定|确认|领导|提供|更新))[^（）()【】\[\]“”]{0,8}[）)】\]]"
    r"|\d{4}年[ 　]+月[ 　]*日(?=[，,。至召前上下])|＿{2,}|(?<=[\u4e00-\u9fff])[△□○◯](?=[次件篇场份名])"
    r"|(?<![A-Za-z\d])[Nn](?=[次件篇场份](?![方]))|(?<=[\u4e00-\u9fff])…+(?=(?:[万亿]?元|[次件篇份项名人])(?=[，。；、]))|《[….·\s]+》"
    r"|（[ 　]*）(?=[次件篇份场户名%])|^[ 　]*(?:此处|在此处?|这里)(?:插入|填写|补充|粘贴)"
    r"|(?<=[\u4e00-\u9fff])[？?](?=[万亿]元|[次件篇份场户名%])|(?<=[\u4e00-\u9fff：])[#＃@]{2,}|[#＃](?=[次件篇场份户名])"
    r"|(?<![\d.:：－-])0{2,}(?=[次件篇场份户名个])"
    r"|(?<=[\u4e00-\u9fff])[ 　]+(?=(?:[次件篇份场]|[万亿]元)[，。；、])"
)


def find_placeholders(page: PageText) -> Iterator[Hit]:
    """D444: TODO, 待补充, ××, **, ○○, 某某, （此处填写）: a place that nobody has filled in."""
    yield from find_pattern(page, "D444", _LEFT, but=None)
