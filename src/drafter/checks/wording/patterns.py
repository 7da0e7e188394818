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
    "屠盘粟阙翦庹逄郗禤钭嬴阳邸訾宦隗茹冀宓郦雍濮扈芮羿鄢矫迟丛蹇尧阚淦漆楼鹿洛"
)
"""Others; many of them are words as well."""
_COMPOUND_SURNAMES = frozenset(
    (
        "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 濮阳 淳于 单于 端木 轩辕 鲜于 万俟 闻人 钟离 宇文 长孙 "
        "呼延 亓官 南宫 百里 东郭 申屠 太史 澹台 赫连 司空 公冶 宗政 仲孙 子车 颛孙 巫马 公西 漆雕 乐正 宰父 拓跋 夹谷 段干 西门 "
        "第五 南门 梁丘 左丘 独孤 贺兰 完颜 叶赫 爱新"
    ).split()
)
_SURNAMES = frozenset(SURNAMES + RARE_SURNAMES)
_TITLE = re.compile(
    "(?:(?<![增成较特延生最专擅很不])长|(?<![发总]动)员|[师匠]|(?<![入落开每万千百十到分逐挨])户|(?<![或两二三四后前再])者|[歌球拳大]王"
    "|[歌水射鼓号旗能助选骑机猎高棋枪炮]手|[老士民新哨战]兵|[民辅交特武义法狱刑]警|[法检察军警教长]官|(?:学|医|实习|毕业|考|研究|选调)生"
    "|(?:船|矿|电|焊|护|社|瓦|木|泥|义|职|员|杂|民|渡|技|钳|车)工|工人|书记|支书|主任|主席|委员|会计|出纳|老人|青年|模范|代表|教授|医生|护士|店主|业主|老板|民警|校医|村医|支委|组织委"
    "|专家|企业家|作家|画家|学家|艺术家|助理|顾问|翻译|大姐|阿姨|大爷|大娘|大妈|大叔|大伯|大嫂|阿婆|老汉|嫂子|战友|队友|同事|同学|邻居|老伴|妻子|丈夫|儿子|女儿|父亲|母亲|徒弟|师傅|干部"
    "|经理|董事|总裁|会长|理事|人[：:]|名叫|名为|叫做?|取名|冠军|亚军|季军|英雄|烈士|劳模|标兵|能手|达人|大户|牧民|渔民|村民|居民|农民|社员|球王|歌后)$"
)
"""Behind these a name may stand."""
_BEHIND_NAME = re.compile(
    r"$|[，。；、：（]|[一二两三四五\d]|同志|老人|先生|女士|说|笑|介绍|告诉|表示|回忆|坦言|感慨|坦承|激动|高兴|每[天周月日]|主持|出席|参加|陪同|率|带[着领队]|负责|牵头|配合|荣获"
    "|获|被|家[里中的]|的|是|应邀|等|和|与|及|捐|办|领[到取着]|驻|连续|撑|算|把|给|现场|对|在|向|从|为|于|以|因|当[选年时]|任|担任|长期|多年|挨|先后|今年|去年|走|也|就|已|又|正|则|刚|才|不|有|用|来|去|到|看|听|通过|坚持|主动|带动|积极|迅速|立即|老[师人]"
)
"""And behind one of these it ends."""

_BEGUN = re.compile("(?:^|[，。；、：由在和与及]|岁的)$")
_SURELY_BEHIND = re.compile(
    r"同志|老人|先生|女士|被(?:评|授|选|推|任)|的(?:带动|带领|帮助|指导|倡议|牵线)|负责|牵头|荣获|应邀|等\d+[名位人]|说，|说：|告诉|介绍说|一行"
)
"""What tells a name by itself, with no title before it."""


def stands_in_name(text: str, start: int, end: int) -> bool:
    """Whether something of what stands between both places is of a person's name: one behind a
    title, or before what is said of persons alone."""
    for at in range(max(start - 2, 0), end):
        is_compound = text[at : at + 2] in _COMPOUND_SURNAMES
        if not is_compound and text[at] not in _SURNAMES:
            continue
        first = max(at - 4, 0)
        behind = _BEHIND_NAME if _TITLE.search(text, first, at) else _SURELY_BEHIND
        if behind is _SURELY_BEHIND and not _BEGUN.search(text, first, at):
            continue
        sizes = (3, 4) if is_compound else (2, 3)
        if any(at + size > start and behind.match(text, at + size) for size in sizes):
            return True
    return False


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
