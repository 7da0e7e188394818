"""Small words in the wrong place: 得 for 的, 了 behind what is to come, 着 behind what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows, read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import HAN, QUOTED, find_pattern, is_within
from drafter.checks.wording.sentences.manner import is_manner, is_verb
from drafter.checks.wording.spelling.cutting import list_words_around

_NOUNS = (
    "加速度|成果|诉求|呼声|愿望|期盼|承诺|答卷|成绩单|蓝图|步伐|决心|信心|建议|做法|贡献|体系|机制|制度|环境|氛围|问题|任务|目标|措施|意义|作用|成效|成绩|成果|经验|精神|基础|条件|能力|水平|素质|意识|责任|职责|义务|权利|权力|权益|资金"
    "|项目|企业|群众|干部|队伍|人才|部门|单位|机构|平台|渠道|载体|方式|方法|办法|途径|手段|道路|方向|原则|理念|思路|方案|政策|法律|法规|文件|意见|情况"
    "|形势|格局|局面|关系|力量|优势|特色|亮点|品牌|文化|传统|社会|城市|乡村|农村|社区|生活|设施|设备|技术|产业|经济|市场|资源|结构|内容|形式|效果|效益"
    "|重要性|必要性|紧迫性|积极性|主动性|创造性|针对性|实效性|规范性|科学性|责任感|使命感|获得感|幸福感|安全感|满意度|知晓率|覆盖率"
)
_DI_FOR_DE = keep_pattern(
    rf"(?<=[{HAN}]{{2}})地(?!生活)(?=(?:{_NOUNS})(?:[，。；、]|$|为|和|与|得到|进一步|明显|是|有|要|将|也|都|已|被|由|更|不|能|会|应|令|让))"
    rf"|(?<=便民|利企|惠民|高效|便捷|完善|健全|优质|良好|浓厚|和谐|稳定|公平|规范|有力|坚实|强大|广泛|深刻|重要|突出|显著|明显|丰富|先进|宝贵|严格|科学|合理|平安|宜居)"
    rf"地(?!作用)(?=[{HAN}]{{2,6}}(?:{_NOUNS})(?:[，。；、]|$))"
)
_LIKE = (
    "优美|美丽|整洁|干净|舒适|温馨|清新|宽敞|明亮|繁荣|富裕|美好|友好|优秀|优良|优越|雄厚|充足|独特|浓郁|淳朴|精湛|高尚|崇高|伟大|光荣|艰巨|繁重|复杂|严峻|薄弱|落后|先进|成熟"
    "|新型|主要|重大|关键|长期|长远|根本|基本|一贯|实际|良好|宝贵|优质|浓厚|坚实|强大|重要|突出|显著|丰富|巨大|有利"
)
"""What something is like; 地 and 得 behind these stand before no noun."""
_BEFORE_THING = keep_pattern(
    f"(?<={_LIKE})[地得](?=(?:{_NOUNS}|任务|典型|举措|内容|阶段|时期|环节|因素|原因|矛盾|挑战|机遇|意义)(?<!生活)(?<!社会)(?!于))"
)
_DE_FOR_DE = keep_pattern(
    rf"(?<=[{HAN}]{{4}})得(?=(?:[{HAN}]{{2}})?(?:{_NOUNS}|活动|工作|服务|建设|发展|演出|表演|报告|画卷|景象|好事|实事|变化|事))"
)
_OWNER = keep_pattern(
    "(?:群众|居民|村民|农民|市民|职工|干部|党员|委员|代表|学生|老师|教师|患者|老人|儿童|企业|商户|部门|单位|政府|党委|社会|人民|我们|他们|大家|双方|各方|各级|组织|社区|项目|产业"
    "|会议|提案|机关|学校|医院|医生|专家|同志|团队|公司|全[市县区省国镇村]|我[市县区省国镇局]|今年|去年|目前|当前)[地得]"
)
"""Who or what something is of: behind these neither manner nor complement is told."""
_MUST_DO = "首先|马上|立即|赶紧|尽快|始终|一直|共同|经常|一起|亲自|随时|时刻|抓紧|想办法|有人|益于|罪|奖|票|实惠|利|分|民心|好处|便宜|便利|便捷|方便|红利|收益|福利|好评|荣誉|补贴|第一|主动|自己"
_SURELY_OF_OWNER = keep_pattern(
    "(?:共同|一致)(?:责任|愿望|心声|目标|事业|财富|家园|利益|任务|需求|期盼|呼声)|生活(?:水平|质量|条件|环境|方式)|工作(?:能力|作风|方法|效率|水平|热情|职责)|服务(?:意识|能力|水平|质量)"
)
_OF_OWNER = keep_pattern(f"(?!{_MUST_DO})[{HAN}]{{2}}|{_SURELY_OF_OWNER.pattern}")
_COMING = "下一步|下步|明年|今后|下阶段|下一阶段|接下来|新的一年|未来[一二三四五]年|(?:我们|我市|我区|我县|我局|我办|我委)?将(?:继续|进一步|着力|重点|积极|全力|持续)?"
_GOES_ON = (
    "推进|抓好|加强|做好|围绕|开展|推动|落实|完善|提升|深化|强化|优化|聚焦|坚持|加大|加快|健全|建立|组织|履行|发挥|促进|拓展|提高|增强|改进|打造|实施|抓实"
    "|办好|建设|服务|支持|引导|督促|指导|把握|贯彻|紧扣|突出|抓紧|扩大|巩固|培育|营造|创新|规范|整治|巡查|宣传|保障"
)
_LE_OF_FUTURE = keep_pattern(
    rf"(?:^|(?<=[，。；、]))(?:{_COMING})[^。；已曾\d]{{0,14}}?(?:{_GOES_ON})了(?=[“《{HAN}\d])(?!解|吗|吧|不)"
)
_LE_OF_STATE = keep_pattern(
    r"(?:面临|围绕|按照|根据|依据|依照|属于|本着|旨在|对于|关于|遵照|针对|位于|在于|鉴于|有赖于|取决于|意味着|不愧是|必须|应当|仍然|继续|希望|认为|以为|打算|企图|力求|力争|等于|值得|具有|擅长|善于|乐于|勇于|敢于|便于|利于|限于|低于|高于|优于)了(?![解结])"
    r"|决定了(?=撤销|成立|设立|组建|召开|开除|免去|任命|给予|授予|取消|停止|终止|启动|关闭)"
)
_ZHE_OF_RESULT = keep_pattern(
    r"(?:建成|完成|取得|达到|获得|荣获|成立|出台|印发|召开|举行|举办|签订|办结|收到|察看|查看|走访|看望|慰问|视察|考察|新增|发放|听取|审议|报送|采纳|化解|整改|实现|解决|通过|收集|征集)"
    rf"着(?=[{HAN}\d“《])(?![力手眼重实陆落想急装色火])"
)
_ZHE_OF_COUNT = keep_pattern(
    rf"(?:全年|去年|上年|累计|上半年|上月|[一二三四]季度|截至)(?:(?![正一直始终时刻])[{HAN}\d]){{0,12}}(?P<at>着)[{HAN}]{{0,8}}?"
    r"(?:\d[\d.]*|[一二三四五六七八九十百千两]{1,6})[余多]?[百千万亿]?[余多]?(?:人|件|个|户|次|项|名|元|场|家|吨|亩|辆|台|套)"
)
"""How much was done: 全年接待着游客三万人次."""
_GUO_OF_ONCE = keep_pattern(
    rf"(?:去世|逝世|牺牲|毕业|退休|死亡)(?P<at>过)(?![程渡世后期])"
    rf"|(?:^|(?<=[，。；])|[{HAN}])(?:明年|后年|今后|下月|下周|下半年|下一年)[^，。；已曾]{{0,10}}[{HAN}]{{2}}(?P<at2>过)(?=[，。；]|$)(?<!通过)(?<!经过)(?<!超过)(?<!度过)"
)
"""What is done but once, or is to come: 去世过三年, 明年起实施过."""
_JOINED = keep_pattern("(?:和|以及)(?:而且|并且)|以及和(?!谐|平|睦|约)|和以及")
_PREPOSITIONS = keep_pattern(
    rf"(?<![寓融藏])(?:加强|强化|深化|推进|推动|完善|提升|提高|落实|开展|做好|支持|指导|帮助|听取|督促)于(?![{HAN}]?[是今去明])"
    rf"|对于(?=[{HAN}]{{2,16}}(?:下|参与下|努力下|支持下|领导下|推动下)，)"
    rf"|(?:^|(?<=[，。；]))(?:对于|关于|对)(?=[{HAN}]{{2,14}}(?:得到|受到|获得|取得)了)"
    rf"|(?:^|(?<=[，。；]))在(?!于)[{HAN}“”、]{{1,24}}的(?:坚强领导|正确领导|统一领导|大力帮助|无私帮助|热心帮助|倾力帮助|有力推动|积极配合|鼎力支持|大力支持|共同努力|关心支持|精心指导|悉心指导|有力指导|高度重视|不懈努力|密切配合|积极参与)(?=，)"
    r"|(?:致力|有利|有助|勇|善|敢|服务|立足|限|源|有益|着眼|不亚|不低|不少|不高|不限|忠诚|忠|习惯|局限|适用|适应|相当|取决|来自)与(?=本职|人民|岗位|创新|担当|发现|学习|作为|推动|促进|提升|提高|增强|实践|现状|以下|全国|解决|研究|基层|群众|斗争)"
)


def find_misplaced_particles(page: PageText) -> Iterator[Hit]:
    """D480: 建成着, 将推进了, 加强于: a small word that does not go with what it stands behind."""
    for pattern, right in (
        (_LE_OF_FUTURE, "没有“了”的说法"),
        (_LE_OF_STATE, "没有“了”的说法"),
        (_ZHE_OF_RESULT, "了"),
        (_ZHE_OF_COUNT, "了"),
        (_GUO_OF_ONCE, "没有“过”的说法"),
        (_JOINED, "一个连词"),
        (_PREPOSITIONS, "合适的介词"),
    ):
        for hit in find_pattern(page, "D480", pattern):
            yield _narrow(page, hit, pattern)._replace(values={**hit.values, "right": right})


def find_particles_between_words(page: PageText) -> Iterator[Hit]:
    """D480: 便民地体系, 丰富多彩得活动, 打扫的干干净净: 的, 地, 得 between words of their own."""
    idioms = read_words("idioms") | read_words("fixed")
    for hit in find_pattern(page, "D480", _DI_FOR_DE):
        text = page.lines[hit.line].text
        if _is_alone(text, hit.start) and not is_verb(text[hit.end : hit.end + 2]):
            yield hit._replace(values={**hit.values, "right": "的"})
    for hit in find_pattern(page, "D480", _BEFORE_THING):
        yield hit._replace(values={**hit.values, "right": "的"})
    for hit in find_pattern(page, "D480", _DE_FOR_DE):
        if page.lines[hit.line].text[hit.start - 4 : hit.start] in idioms:
            yield hit._replace(values={**hit.values, "right": "的（状语用地）"})


def find_particles_of_owners(page: PageText) -> Iterator[Hit]:
    """D480: 群众地满意度, 各部门得职责, 优美地环境: 地 and 得 between a noun and what is of it."""
    for hit in find_pattern(page, "D480", _OWNER):
        text, at = page.lines[hit.line].text, hit.end - 1
        behind = text[hit.end : hit.end + 2]
        if not _OF_OWNER.match(text, hit.end) or text.startswith("有组织", hit.start - 1):
            continue
        is_deed = is_verb(behind) or is_manner(text, hit.end + 2)
        if text[at] == "得" and is_deed and not _SURELY_OF_OWNER.match(text, hit.end):
            continue
        spans = list_words_around(text, at, hit.end)
        follows = next((other - one for one, other in spans if one == hit.end), 0)
        if (at, hit.end) in spans and follows > 1:
            values = {"text": text[hit.start : hit.end + 2], "right": "的"}
            yield hit._replace(start=at, values=values)


def _is_alone(text: str, at: int) -> bool:
    """Whether the character is a word, and a longer one stands before it."""
    words = list_words_around(text, at, at + 1)
    return (at, at + 1) in words and (at - 1, at) not in words


_SMALL_WORDS = re.compile("[的地得]")
_AFTER = "一致|广泛|热烈|高度|充分|大力|普遍|积极|好评|欢迎|关注|认可|支持|肯定|信任|重视|赞誉|拥护|喜爱|青睐|尊重|赞扬|称赞|表彰|奖励|帮助|关心|关怀"
_GOT = keep_pattern(
    f"(?:受到|得到|获得|赢得|博得|引起|深受)了?[{HAN}]{{2,14}}(?P<at>[地得])(?={_AFTER})"
)
"""What was got from somebody: 受到社会各界得广泛关注."""
_WITH_TIME = keep_pattern(
    f"(?:随着|伴随着?)[{HAN}“”]{{2,16}}(?P<at>[地得])(?=(?:[{HAN}]{{2}})?"
    "(?:推移|深入|发展|提高|增长|变化|加快|推进|加强|到来|普及|完善|改善|进步|升级|转变|扩大|提升|调整|增加|减少|降临|临近|开展|实施|深化|应用|流逝|落地|加深|成熟|升高|降低|下降|上升|延长|缩短|增多|增强|减弱|消退|融化|恶化|好转|回升)[，和、])"
)
_WHERE = keep_pattern(
    f"(?<=[{HAN}])(?:(?:里面|中间|上面|下面|之前|之后|之间|之中|以来|以前|以后|期间|时期|附近|周围|周边|内部|外部|当中|方面)(?P<at>[地得])"
    f"|里(?P<at2>得))(?=[{HAN}]{{2}})(?!得(?:先|要|有|去|把|向|到|以|再|由|靠|自|多|知|多|看|出|看|经|不|体|当|意))"
)
"""Where and when: 大棚里得草莓, 雨季到来之前地巡查."""
_DESCRIBING = (
    "切实可行|行之有效|来之不易|丰富多彩|得天独厚|独一无二|举足轻重|不可替代|不可或缺|不可多得|至关重要|显而易见|众所周知|大有可为|力所能及|多种多样|形式多样|五花八门"
    "|博大精深|源远流长|历史悠久|无可比拟|有目共睹|不可估量|不可分割|喜闻乐见|错综复杂|风清气正|宜居宜业|脍炙人口|家喻户晓|耳熟能详|琳琅满目|美不胜收|千姿百态|古色古香|风景如画|四通八达|便捷高效|公平正义"
)
_OF_FOUR = keep_pattern(f"(?:{_DESCRIBING})(?P<at>[地得])(?=[{HAN}]{{2,8}})")
_MOST = keep_pattern(
    f"(?<=最)[{HAN}]{{1,2}}(?P<at>[地得])(?=[人事家村县市省地方时](?:[，。；、]|$))"
)
_UNDER = keep_pattern(
    f"在[{HAN}]{{2,16}}(?P<at>[地得])(?:[{HAN}]{{2}})?(?:帮助|支持|指导|领导|努力|配合|关心|带领|影响|推动|作用|见证|陪同|陪伴|护送|引导|监督|鼓励|感召|掩护|协助|组织)下"
)
_FRAMES = (_UNDER, _GOT, _WITH_TIME, _WHERE, _OF_FOUR, _MOST)
_ABSTRACT = frozenset(
    "代价 习惯 苦头 甜头 好处 坏处 差距 短板 弊端 漏洞 后果 结果 原因 时机 印象 态度 精力 心血 汗水 反响 影响 感情 友谊 规律 特点 特征 优点 缺点 现象 趋势 观点 看法 想法 意愿 事业 水平 质量 价值 损失 风险 隐患 "
    "危害 教训 启示 证据 知识 技能 本领 才能 待遇 福利 成果 经验 教训 问题 困难 措施 建议 意见 成绩 目标 任务 义务 责任 权利 权力 利益 效果 作用 意义 氛围 环境 条件 机会 局面 "
    "格局 精神 作风 品质 理念 思路 方案 计划 制度 机制 体系 政策 规定 标准 原则 方法 办法 方式 途径 手段 内容 形式 素质 能力 意识 纪律 秩序 谣言 谎言".split()
)
"""What has no place: 付出地代价; 地 behind a deed may be where it is done, 流入地政府."""
_PLACES = frozenset(
    "低洼 空旷 平坦 荒凉 干旱 贫瘠 肥沃 偏远 偏僻 繁华 安全 敏感 集中 密集 潮湿 向阳 背阴 高寒 优质 边远 临时 固定 主要 传统 原始 公共 重要 指定".split()
)
"""So a place is: 集中地农户."""


def find_particles_by_classes(page: PageText) -> Iterator[Hit]:
    """D480: 良好地口碑, 付出地代价, 受到各界得关注: 地 and 得 before what is a noun."""
    for pattern in _FRAMES:
        for hit in find_pattern(page, "D480", pattern):
            text, at = page.lines[hit.line].text, _narrow(page, hit, pattern).start
            if _is_small_word(text, at) and not is_manner(text, at):
                yield _tell(text, hit.line, at, "的")
    for index, line in enumerate(page.lines):
        text = line.text
        spans = None
        for small in _SMALL_WORDS.finditer(text):
            at = small.start()
            if text[at] == "地" and _is_before_noun(text, at):
                spans = list(QUOTED.finditer(text)) if spans is None else spans
                if not is_within(small, spans):
                    yield _tell(text, index, at, "的")


def _narrow(page: PageText, hit: Hit, pattern: re.Pattern[str]) -> Hit:
    """Of a pattern that names the place of the small word, that place; else the whole."""
    found = pattern.match(page.lines[hit.line].text, hit.start)
    at = max((found.start(name) for name in pattern.groupindex), default=-1) if found else -1
    return hit if at < 0 else hit._replace(start=at, end=at + 1)


def _tell(text: str, line: int, at: int, right: str) -> Hit:
    return Hit("D480", line, at, at + 1, {"text": text[max(at - 2, 0) : at + 3], "right": right})


def _is_small_word(text: str, at: int) -> bool:
    return (at, at + 1) in list_words_around(text, at, at + 1)


def _is_before_noun(text: str, at: int) -> bool:
    """Whether 地 stands between what a thing is like, or what is done with it, and the thing."""
    before, behind = text[max(at - 2, 0) : at], text[at + 1 : at + 3]
    nouns, qualities = _read_seconds("nouns"), _read_seconds("qualities")
    is_noun = behind in nouns and behind not in qualities and not is_verb(behind)
    if not is_noun and behind not in _ABSTRACT:
        return False
    is_end = text[at + 3 : at + 4] in "，。；"
    is_like = (is_noun or is_end) and before in qualities and before not in _PLACES
    is_deed = behind in _ABSTRACT and (is_end or (is_noun and is_verb(before)))
    if not (is_like or is_deed):
        return False
    spans = list_words_around(text, at, at + 2)
    follows = next((other for one, other in spans if one == at + 1), at)
    return (at, at + 1) in spans and (at - 2, at) in spans and follows >= at + 3


@cache
def _read_seconds(name: str) -> frozenset[str]:
    """The words of two of a list that has a row a first sign."""
    return frozenset(first + second for first, seconds in read_rows(name) for second in seconds)
