"""Words that have lost a character: 扎推进, 完善管理度, 据统，; what is left belongs to no word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from drafter.checks.lexicon import read_rows
from drafter.checks.matching.tables import keep_table
from drafter.checks.wording.patterns import COMPOUND_SURNAMES, HAN, RARE_SURNAMES, SURNAMES
from drafter.checks.wording.spelling.companions import OF_SLOGANS
from drafter.checks.wording.spelling.cutting import cut_runs
from drafter.checks.wording.spelling.near import Near

_SURNAMES = frozenset(SURNAMES + RARE_SURNAMES)
_SMALL = frozenset(
    "的了和与及等对将把被要应须已未就都也为在从向由并均可会能不以其此该所更最很是有到着过得地之于至或而且但"
    "各每本共全新再又还现正需拟请让使给按经因据"
)
"""Words of one character: what stands beside one of them is not a part of it."""
_BESIDE = frozenset("的了和与及等对将把被要应须已未就都也为在从向由")
"""Those of them that stand before and behind anything."""
_FREE_BEFORE = frozenset(
    "即遍动写低合改机字良善巧一业严个中主乡产人件优作促做先党出则制前办加反发受台同后听员品型增大女好委学宽小展帮建开引强快成报拓拨排提支文方日旧时村来树案水法游点用电相真社签管粮组网老"
    "育获行解论费走起轻进送道部重金镇难面项高保稳惠抓推治招补扩降控防护助破兴富争创转调谋区县市企校户田路桥河湖林山园街房楼车站所库棚畜禽种养苗肥药菜果茶牧渔商工农军警兵教卫科体师生童妇"
    "青团侨港澳民族史档税融银证券款账周月季年晚早夜今昨明新热冷软硬内外公私自互联共双多单特专副正总首末线层级类批期轮届次回处条块片段位名家把对想看说讲谈问查审评考选聘留退离病事丧灾旱涝"
    "火风雨雪雷气煤油矿石土砂木竹纸衣食住化力心三两四余供假凭切升半华南印厂厅原友变古号图场城堂堵坝填套守安完定客室局居岗岸差带席帽庄底庭式当役性患惩愿戒战手打扛执扫找技投抗抢抵担拆拔拖"
    "持挂挑挖换掌接搬摘撤播收放救数整料断旅显服板染标样核根梁检植榜模欠止死毒比求洁流测浓涉清渡源满漏灌烧照燃爆爱版牌物犯率班球瓶界略盖盘盼盾硕碑祭租秧移穿窗立章端答算箱系织经编缩缺罚罪"
    "署群耕耗聚肯脱色节花落蔬表袋装见角言订讨训议记设访诉诊试话语课谎贴贷赛赠超越距跟跨身输边达迎运返远连述追逃透通速造配酿采量针铺链销锋键长门闭闲间闻队附限院除险集零露靠顺领颈频题额饮"
    "馆馈驻验骗龙分如"
)
"""These may be words by themselves, or the end of a longer one, before the word of a pair: 保畅通."""
_FREE_BEHIND = frozenset(
    "改排完上下业中乡人作保债做党公写农出分创制前办动包区占县员国型多大好学定实宽局展岗工市带开快成才打批抓投报收数旧时村来果查树校款比水求法活点环用疗省社种管箱类组群老落行街讲论说路"
    "达通部重队险难高里内外后间期段处线面层级式性度率量值额价费金物品件项书稿卷表册簿本证照牌章印号码名称址者家师生友民户伍团会委厅科室站所院厂店铺馆园镇巷桥台库房楼屋棚舍车船机器具网道"
    "渠沟井池塘坝堤河湖海山岭坡田地林草菜茶粮棉油肉蛋奶禽畜鱼药材料能源电气热煤矿石化条规关口岸港湾圈链位长官兵警军去进起过回到走建看听谈读想要可应得让给拿送交付买卖还选评考审验测算记录"
    "存放置摆挂贴发布范案板慢少低坏优新小强弱深浅窄厚薄轻远近早晚久短就都又再也已将被与他有无三两一个产事住倍先光减刑判加医单取变史售商图场堵增套女季守宜宗客居席帽平序底庭形役德心我战执"
    "扫找抗抢抵担拆拖接换掌搬摘撤救散断斗族旱旺明服欠止死毒汛派流浓清游溉满漏灌烧燃爱片牢犯班界留病盖盘盼真碑祭离私租秧移穿稳税端签紧统编缩缺罚罪耕耗聘肯胜自色花苗荒补袋装角言计订讨访诉"
    "诊试话调谎贷赛赠距跟跨轮输边迎运返连退透速邀采银销锋键门闭问闲闻防限集雨零雷青靠顺频风食饮首驻骗龙"
)
"""The same behind the word of a pair: 干部管."""
_BOUND = frozenset(
    "专丰享估促倡催充健凝勘协卓咨唤善围坚培奉奋契妥妨姿媒宣宪履崇巡巩彰慎慰招推措携撤擅旅暂构标梳概欺涉涵滋激焕熟独献瓶疏监督研砥磋积究竞筹繁纠统经绩综聚艰范衰规训诉误谨贡贯赓践辅"
    "辐违适逐遏酝鉴锻阐陈障震预频枢馈弘殖绍础歧祉捍竣纾浚讼娱惕溉缮限况模责察执启循络突央荐疗驶询氛衔厉谊秩恳允赁滞殊浏敷珍诿踊懈疲颁骤峻僻旨恤蔽慑殡斡晰挚骄逮狭苛畴竭挠澄撼诠隘赡搪"
    "藉掠瞄憾慨睦瞻挫陋"
)
"""With these words begin; none of them is a word that a clause may end with."""
_NEVER_ALONE = frozenset(
    "务统际构织究策况息础努措态阶督纷彻艰映贯绩括综繁效资议纪监培限职召析忽释虑侵迹迅隐障阻绪贡悉矛览默愤肃励誉扰漫咨遵偿胁垂慰遣践始挥介概索恢碍振典宪缘模规责序训察执健思宣境候启律"
    "循址络突履阅违益央龄汇径技估荐势疗遗驶嵌询述凝氛衔厉谊馈悄妥迫秩恳鉴允彰奋跃慧赁滞殊浏途敷激貌珍竞娱诫诿踊懈疲擅烦惩倡辐赓颁契骤峻殖遏僻衍旨恤缮蔽慑讼祉殡斡颖晰祈挚惑磋骄逮狭"
    "苛姿殴畴衰竭挠澄撼痹诠阂隘赡搪藉酝妨掠瞄憾慨睦瞻挫陋唤崇沓巩锻"
)
"""Characters that are no word, and make no name of three signs with a word beside them: 服质量 may be
a firm, 务质量 is what is left of 服务质量."""
_ALSO_VERBS = frozenset("限捍撤催献围唤疏激纠竞择推倡缓训标熟准估瞄逮挠掠握挥颁")
_BEFORE_VERB = re.compile("[不许能要可该应会想敢得再也都就必须来去我难易免快早先后紧一]$")
"""Behind these a verb of one sign ends a clause by right: 一所也不许撤."""
_BEFORE_DEED = re.compile("[室里上中下内外前后时处家人员们户天早晚]$")
"""Behind where, when and who a verb of one sign stands by right: 坐在办公室估数字."""
_MANNERS = frozenset(
    (
        "要 应 须 已 均 未 将 可 会 能 也 都 切实 认真 积极 扎实 深入 全面 坚决 大力 着力 努力 全力 严格 及时 主动 有效 持续 不断 逐步 稳步 加快 精心 依法 充分 科学 有序 积极稳妥 合力 协同 高效 "
        "精准 强力 纵深 一体 着重 重点 集中 进一步 继续 高度 圆满 顺利 如期 按时 超额 按期 广泛 稳妥 快速 大幅 明显 显著 有力 立即 迅速 尽快 抓紧 共同 自觉 牢固 "
        "坚定 始终 联合 定期 逐一 逐项 陆续 相继 普遍 深刻 直接 严肃 严厉 从严 先后 不得 必须 应当 能够 可以 需要"
    ).split()
)
"""How something is done: behind these stands a verb, and of those of one character one of these."""
_DEEDS = frozenset(
    "抓做办管建用讲学看听说想写读查改补修种养卖买送拿给打拆清治防控保护促推减降扩拓强优稳固守扛担压督导带帮扶助解破挖引招聘选派调聚集汇融转变换退进出入上下到达获得占比超签订立定设置放摆"
    "挂贴印发报批审评考测验试练演唱跳跑走站坐住吃喝穿戴开关停止问答找寻求谋抢争夺赢取领接收受交付还借租让使令叫请分合并联连通断切割填铺架装卸载运输排灌浇施播晒存储洗扫擦刷拖拉抬搬移迁盖"
    "搭砌拍摄录编教救诊捐赠献投罚缴征拨支奖惩核算计量称记登注属作完原依即多再先都也均各仅只共早新初频互自独亲紧快细严实真深广大高全总常久重统老主代"
)
_WHOSE = frozenset("有关 相关 各有关 各相关 全体 广大 各级 所属 直属 驻地 辖区".split())
"""Behind these stands who is meant, and of words of one character one of these."""
_GROUPS = frozenset(
    "人省市县区镇乡村局委办院校所站队组会企户方科处室厂店法规文书费款物证表信数者官兵民"
)
_ATTRIBUTES = frozenset(
    "新老大小高低好坏多少全总副单双主次正原旧男女中外内前后上下左右东南西北国省市县区镇村乡军民官公私党团工农商学医师生人事家水电路房车"
    "长短远近快慢深浅厚薄轻重强弱冷热干湿冬夏春秋日夜早晚红黄蓝绿白黑金银铜铁钢木竹石土火林茶果菜粮油肉奶药书报网线点面站场店厂库楼桥河湖海山岛街"
    "首末几数半整零空满独真假优差精细粗硬软熟生活死亲侨港澳台台急难险旱涝雨雪风险核碳氢磷钾氮煤气光声图文史哲理法体音美信码卡证票"
)
"""Behind 的 these stand before a noun: 陈旧的老设备."""
_NO_THINGS = frozenset(
    "问措况策任责规建设式基意成效群组织保支监宣服改提加增落推促治环境资能业部单作目标办经验教培动公社政农交通"
)
"""No thing has one of these alone for its name: 反馈的问，."""
_REMNANTS = _NEVER_ALONE | _BOUND | _NO_THINGS
_HANDLING = frozenset("用做抓管写改办")
"""What is done with anything: 直接用工作簿."""
_WAYS = frozenset("出入起到成为住过报列送交发存归属水电气油煤粮菜茶果鱼肉药车船房地田林路桥")
"""Behind a verb these say where it leads, or what it is done with or to: 排查出问题, 材料报县民政局,
提升水安全."""
_OTHER_OF = re.compile("的[确士话]")
_ENDS = re.compile("[，。；]")
_SHORT = re.compile(rf"(?<![{HAN}])[{HAN}]{{1,4}}(?![{HAN}])")
"""What stands by itself as short as this may be a name: of a thing in a table, of a place."""
_TABLES = ("joined", "pairs", "neighbours")
"""What has words that stand beside each other."""
_BY_COUNT = re.compile("(?:^|(?<=[，。；]))[据经]$")


def find_lost(text: str) -> Iterator[Near]:
    """What is left of a word that goes with the one beside it, and the two as they should be."""
    for first, parts in cut_runs(text):
        if not parts.singles:
            continue
        spans = [(first + start, first + end) for start, end in reversed(parts.spans)]
        words = ["", *(text[start:end] for start, end in spans), ""]
        for place, (start, end) in enumerate(spans):
            before, sign, behind = words[place : place + 3]
            if len(sign) > 1 or sign in _SMALL:
                continue
            if between := _complete_between(sign, before, behind):
                yield Near(start - len(before), end, before + between)
            elif whole := _complete_behind(sign, before, behind):
                yield Near(start, end + len(behind), whole + behind)
            elif whole := _complete_before(sign, before, behind):
                yield Near(start - len(before), end, before + whole)


def _complete_between(sign: str, before: str, behind: str) -> str:
    """A word that has the character and that stands between both words: 完善基设施."""
    if len(before) < 2 or len(behind) < 2 or (before in _MANNERS and sign in _HANDLING):
        return ""
    if sign in _WAYS | OF_SLOGANS:
        return ""
    ones, others = _find_rows(before, is_first=True), _find_rows(behind, is_first=False)
    if not ones or not others:
        return ""
    return next(
        (
            word
            for word in _list_words_with(sign)
            if not ones.isdisjoint(_find_rows(word, is_first=False))
            and not others.isdisjoint(_find_rows(word, is_first=True))
        ),
        "",
    )


def _complete_behind(sign: str, before: str, behind: str) -> str:
    """A word that has the character and goes with the one behind: 扎推进, 要密配合."""
    if not _is_apart(before, behind):
        return ""
    is_manner = before in _MANNERS and sign not in _DEEDS
    is_thing = before == "的" and sign not in _ATTRIBUTES
    is_left = (is_manner or is_thing or sign not in _FREE_BEFORE) and sign not in OF_SLOGANS
    return _complete(sign, behind, is_first=True) if is_left else ""


def _complete_before(sign: str, before: str, behind: str) -> str:
    """The same of the one before: 完善管理度, 高度重安全."""
    if not _is_apart(behind, before):
        return ""
    is_manner = before in _MANNERS and sign not in _DEEDS | OF_SLOGANS
    is_whose = before in _WHOSE and sign not in _GROUPS
    is_said = not behind or behind in _BESIDE
    is_left = ((is_manner or is_whose) and not is_said) or (
        sign not in _FREE_BEHIND and len(behind) < 2
    )
    return _complete(sign, before, is_first=False) if is_left else ""


def _is_apart(word: str, other: str) -> bool:
    """Whether the character may be of a pair with the other word, and of none with this one."""
    return len(other) > 1 and (len(word) != 1 or word in _SMALL)


def _complete(sign: str, beside: str, *, is_first: bool) -> str:
    """A word that has the character and that often stands before the word beside, or behind it."""
    rows = _find_sure_rows(beside, is_first=not is_first)
    if not rows:
        return ""
    words = _list_words_with(sign)
    return next(
        (word for word in words if not rows.isdisjoint(_find_rows(word, is_first=is_first))), ""
    )


@cache
def _find_rows(word: str, *, is_first: bool) -> frozenset[int]:
    """The rows of words that stand before others, or behind them, that have the word."""
    befores, behinds, _ = _index_joined()
    return frozenset((befores if is_first else behinds).get(word, ()))


@cache
def _find_sure_rows(word: str, *, is_first: bool) -> frozenset[int]:
    """Those of them that are not of the last table."""
    return frozenset(row for row in _find_rows(word, is_first=is_first) if row < _count_joined())


@cache
def _list_words_with(sign: str) -> tuple[str, ...]:
    """The words of two that have the character."""
    return tuple(_index_joined()[2].get(sign, "").split())


@cache
def _count_joined() -> int:
    """How many rows have words that often stand side by side; those of the last table only may."""
    return sum(len(read_rows(table)) for table in _TABLES[:-1])


def find_cut_off(text: str) -> Iterator[tuple[int, int]]:
    """据统，; 专项斗，; 完成额度累12万: words of which one character is left, with those beside."""
    for first, parts in cut_runs(text):
        if not parts.singles:
            continue
        spans = [(first + start, first + end) for start, end in reversed(parts.spans)]
        for place, (start, end) in enumerate(spans):
            sign = text[start]
            if end - start == 1 and sign in _REMNANTS:
                before = spans[place - 1] if place else None
                behind = spans[place + 1] if place + 1 < len(spans) else None
                if _is_remnant(text, start, before, behind):
                    yield (before or (start, end))[0], (behind or (start, end))[1]


def _is_remnant(
    text: str, at: int, before: tuple[int, int] | None, behind: tuple[int, int] | None
) -> bool:
    """Whether the character between two words, or beside one and a mark, is no word itself.

    before, behind: where the words beside it stand, if they do.
    """
    sign, words = text[at], [text[slice(*span)] for span in (before, behind) if span]
    if not words or not all(len(word) > 1 or word in _BESIDE for word in words):
        return bool(before and not behind and _BY_COUNT.search(text[:at]))
    if _may_be_name(sign, words[0] if before else "", words[-1] if behind else "") or (
        sign in (text[at - 1 : at], text[at + 1 : at + 2])  # 和和睦睦
    ):
        return False
    is_verb = sign in _ALSO_VERBS
    is_beside_word = max(map(len, words)) > 1
    if sign not in _NEVER_ALONE | _BOUND and words[0] != "的":
        return False
    if behind and text[behind[0]] != "的":
        is_done = is_verb and (not before or _BEFORE_DEED.search(text[:at]) is not None)
        is_left = sign in _NEVER_ALONE and not is_done
        is_begun = before is not None or len(words[-1]) > 1
        return is_left and is_beside_word and is_begun and not _SHORT.match(text, at)
    if behind:
        is_left = not _OTHER_OF.match(text, behind[0])
    else:
        is_left = _ENDS.match(text, at + 1) is not None or sign in _NEVER_ALONE
    if words[0] == "的" and not behind:  # 该补的补，
        return is_left and sign in _NO_THINGS and sign not in text[max(at - 5, 0) : at]
    is_said = is_verb and _BEFORE_VERB.search(text[:at]) is not None
    return is_left and not is_said and before is not None and len(words[0]) > 1


def _may_be_name(sign: str, before: str, behind: str) -> bool:
    """Whether it begins the name of a person, or ends one: 船工|厉|水生, 濮阳|峻."""
    return before in COMPOUND_SURNAMES or (sign in _SURNAMES and 0 < len(behind) < 3)


@keep_table
def _index_joined() -> tuple[Mapping[str, list[int]], Mapping[str, list[int]], Mapping[str, str]]:
    """The rows of words that stand before others, those of words behind them, and the words of two
    by their characters."""
    befores, behinds, words = dict[str, list[int]](), dict[str, list[int]](), dict[str, str]()
    for row, (ones, others) in enumerate([row for table in _TABLES for row in read_rows(table)]):
        for index, field in ((befores, ones), (behinds, others)):
            for word in field.split():
                index.setdefault(word, []).append(row)
    for word in {**befores, **behinds}:
        for sign in word if len(word) == 2 else "":
            words[sign] = f"{words.get(sign, '')} {word}"
    return befores, behinds, words
