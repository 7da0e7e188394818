"""Small words in the wrong place: 得 for 的, 了 behind what is to come, 着 behind what is done."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_words
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import HAN, find_pattern
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
    r"(?:面临|围绕|按照|根据|依据|依照|属于|本着|旨在|对于|关于|遵照|针对|位于|在于|鉴于|有赖于|取决于|意味着|不愧是|必须|应当|仍然|继续)了(?![解结])"
)
_ZHE_OF_RESULT = keep_pattern(
    r"(?:建成|完成|取得|达到|获得|荣获|成立|出台|印发|召开|举行|举办|签订|办结|收到|察看|查看|走访|看望|慰问|视察|考察|新增|发放|听取|审议|报送|采纳|化解|整改|实现|解决|通过|收集|征集)"
    rf"着(?=[{HAN}\d“《])(?![力手眼重实陆落想急装色火])"
)
_JOINED = keep_pattern("(?:和|以及)(?:而且|并且)|以及和(?!谐|平|睦|约)|和以及")
_PREPOSITIONS = keep_pattern(
    rf"(?:加强|强化|深化|推进|推动|完善|提升|提高|落实|开展|做好|支持|指导|帮助|听取|督促)于(?![{HAN}]?[是今去明])"
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
        (_JOINED, "一个连词"),
        (_PREPOSITIONS, "合适的介词"),
    ):
        for hit in find_pattern(page, "D480", pattern):
            yield hit._replace(values={**hit.values, "right": right})


def find_particles_between_words(page: PageText) -> Iterator[Hit]:
    """D480: 便民地体系, 丰富多彩得活动, 打扫的干干净净: 的, 地, 得 between words of their own."""
    idioms = read_words("idioms") | read_words("fixed")
    for hit in find_pattern(page, "D480", _DI_FOR_DE):
        if _is_alone(page.lines[hit.line].text, hit.start):
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
