"""What the rules of wording share: a pattern looked for in lines, outside of names and quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.matching.lines import list_lines
from drafter.checks.matching.page_text import PageText

QUOTED = re.compile(
    r"“(?![^”]*(?:通知|会|会议|方案|规划|报告|意见|活动|工作|培训班|办法|制度|行动|工程|项目)”)[^”]*”"
    r"(?!的(?:建议|通知|要求|目标|意见|方案|规划|工作)|(?:专题|主题)?(?:协商|座谈|会议|活动|培训|行动))|《[^》]*》|〈[^〉]*〉|〔[^〕]*〕"
)
"""Names and quoted words: they are said as they are. What an office calls its own meetings and papers
is its own wording, in quotes as well."""
_NAMES = r"《[^》]*》|〈[^〉]*〉|〔[^〕]*〕"
_EXAMPLES = r"(?<=[写误错印改念读译][作成为])“[^”]*”|“[^”]*”(?=应[为改]|改[为成]|是错|写错)"
TITLES = re.compile(rf"{_NAMES}|{_EXAMPLES}")
"""Names of works and documents, and wording that is shown as an example. What is wrong in any mouth
is wrong in other quotes as well."""
SPOKEN = re.compile(
    r"(?<=[说道问答讲喊唱叫写称忆])[：，]?“[^”]*”"
    r"|“[^”]*”(?=的(?:老话|俗语|谚语|诗句|典故|顺口溜|说法|话)|[一二两三四]?[字词](?![子条汇])|的?字样)"
    rf"|{_EXAMPLES}|{_NAMES}"
)
"""The same, and what somebody said in his own words."""
_OWN_TITLE = "关于|[^》]*(?:方案|意见|通知|规定|制度|细则|规划|计划|总结|报告|措施|要点|清单|协议|公约)(?:（[^）]*）)?》"
WORKS, QUOTED_WORKS = (
    re.compile(each.pattern.replace("《[^》]*》", f"《(?!{_OWN_TITLE})[^》]*》"))
    for each in (SPOKEN, QUOTED)
)
"""Of titles only those of works: what an office writes is its own wording, in its title too."""
ADDRESS = re.compile(r"[A-Za-z]+://[^\s，。；）]+|[\w.+-]+@[\w.-]+|www\.[\w./-]+")
"""Addresses of pages and mail."""
_NUMERAL_SIGN = "[\\d.一二三四五六七八九十百千两半]"
# Possessive, and begun at its first sign alone: a page of digits takes no more than one look.
NUMERAL = f"(?<!{_NUMERAL_SIGN}){_NUMERAL_SIGN}++"
HAN = "\u4e00-\u9fff"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤"
)
"""The surnames of nine people in ten."""
RARE_SURNAMES = (
    "褚卫尤施华戚喻柏水窦章云葛奚郎鲁昌苗凤花俞柳酆鲍费廉岑倪滕殷毕邬安常乐时傅皮卞齐康伍元卜平和"
    "穆萧湛祁禹狄米贝明臧计伏成谈茅庞纪舒屈项祝阮蓝闵席季麻强路娄危童颜梅盛刁骆樊凌霍虞支柯昝管经"
    "房裘缪干解应宗宣贲郁单杭洪包诸左吉钮嵇邢滑裴荣翁荀羊甄曲封储靳富巫乌焦巴弓牧山谷车全班仰秋仲"
    "伊宫宁仇栾甘厉祖符景詹束幸司薄印宿怀蒲从鄂索赖卓池乔闻党翟劳申扶冉桑桂牛边燕尚农温庄晏柴瞿阎"
    "慕连习艾鱼容古易慎戈庾居衡步都耿满匡国文寇广东欧沃利蔚越师巩聂晁冷辛那简饶空沙鞠丰关查荆游竺"
    "权盖益桓公区仉佟苟代敖尉蔺仝逯芦涂冼邝揭庹麦佘原苑位练仵辜亓隋晋郏候"
    "盘粟阙翦庹逄郗禤钭嬴阳邸訾宦隗茹冀宓郦雍濮扈芮羿鄢矫迟丛蹇尧阚淦漆楼鹿洛"
)
"""Others; many of them are words as well."""

COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 濮阳 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 东方 夏侯 闻人 澹台 端木 申屠 南宫 独孤 钟离 "
    "太史 轩辕 百里 呼延 西门 淳于 单于 公羊 万俟 赫连 拓跋 完颜 纳兰 司空 鲜于 东郭 南郭 左丘 公冶 宗政 太叔 乐正".split()
)

Instead = Callable[[re.Match[str]], str]


def find_pattern(
    page: PageText, code: str, pattern: re.Pattern[str], *,
    but: re.Pattern[str] | None = QUOTED, instead: Instead | None = None, signs: Sequence[str] = (),
) -> Iterator[Hit]:  # fmt: skip
    """The places where the pattern stands, those within a span of `but` left out.

    signs: one of them stands in every line that is looked at.
    """
    lines = page.lines
    for number in list_lines(page, pattern, signs):
        text = lines[number].text
        spans = None
        for match in pattern.finditer(text):
            if but is not None and spans is None:
                spans = list(but.finditer(text))
            if is_within(match, spans or ()):
                continue
            cure = None if instead is None else instead(match)
            yield Hit(code, number, *match.span(), {"text": match[0]}, cure)


def is_within(match: re.Match[str], spans: Iterable[re.Match[str]]) -> bool:
    """Whether the match stands within one of the spans."""
    return any(span.start() <= match.start() and match.end() <= span.end() for span in spans)
