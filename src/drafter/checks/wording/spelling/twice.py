"""Characters and words that stand there twice: 名名居民, 社区区开展, 将依法将, 进行了……的进行."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.checks.lexicon import read_words
from drafter.checks.wording.patterns import HAN, SURNAMES
from drafter.checks.wording.spelling.cutting import list_words_around, read_tails

_PAIR = re.compile(rf"([{HAN}])\1")
_ADVERBS = "切实|进一步|认真|积极|坚决|全面|深入|大力|持续|不断|继续|努力|着力|充分|及时|严格|主动|坚持|扎实|高度|始终|逐步|加快|明显|有效|显著|较好|统一|共同|依法"
_PARTED = re.compile(
    rf"(?:(?P<small>将|把|被|已|均|共)[{HAN}]{{1,4}}(?P=small)(?=[{HAN}])"
    rf"|(?P<must>要|应|须|必须|应当|会|能|可|都|也|将要|需要)(?:{_ADVERBS})(?P=must)(?=[{HAN}]{{2}})"
    rf"|(?P<got>得到|受到|取得|获得|实现|进行|开展)了?(?:{_ADVERBS}|大家|各方)(?P=got)(?=了|[{HAN}]{{2}})"
    rf"|(?P<done>进行|开展|实施|组织)了[{HAN}]{{2,14}}的(?P=done)(?=[{HAN}])"
    rf"|(?P<of>都|也|均)(?:能够?|可以|要|已经?|会|将|应)(?P=of)(?=[{HAN}])"
    r"|(?P<about>关于)[^《〈“、，。；是还]{2,10}(?P=about)"
    rf"|(?P<to>[对向由就为])[{HAN}]{{2,10}}(?P=to)(?=进行|开展|作[了出为]|予以|给予|争取|提出|反映|汇报|组织|实施|负责|牵头|召开|达成|签订|报告|反馈|提供|下达|发出)"
    rf"|(?P<within>[对向从由在])[{HAN}]{{2,8}}[内里](?P=within)(?=\d|各|全|所有)"
    rf"|(?P<sum>共)(?:投入|筹集|争取|发放|完成|接待|开展|举办|收到|受理|办理|建成|新建|实施|排查|化解|征集|提交|拨付|落实|培训|走访|帮扶|种植|组织|引进|吸引|征收|整改)[{HAN}]{{0,8}}(?P=sum)(?=\d)"
    rf"|(?<![{HAN}])[^，。；]{{0,12}}(?:对|就)[^，。；]{{2,20}}(?P<last>进行)[^，。；的]{{2,14}}(?P=last)(?=[，。；]|$))"
)
"""An auxiliary or a verb of no meaning of its own, and again after some words."""
_RETYPED = re.compile(
    "(?:按照|将于|应当|应该|根据|关于|随着|并且|但是|如果|必须|需要|能够|已经|正在|依照|依据|遵照|围绕|针对|结合|自从|因为|所以|同时|其中|目前|截至|至今|按时|按期|分别|共同|一律)"
    rf"(?P<again>[{HAN}])(?=[{HAN}\d])(?!.尽)"
)
"""A word of relation; what it begins with may stand behind it again: 按照按职责."""
_AT_LAST = re.compile(rf"(?P<end>[{HAN}]{{1,3}})[，；。](?P=end)(?=[，。；])")
"""The end of a clause, and once more behind the mark: 管护，护，."""
_TIMES = re.compile(r"于(?:\d+年)?\d+月(?:\d+日)?(?P<at>于)(?=[上下中]午|\d|凌晨|晚)")
_CLAUSE = re.compile(f"[{HAN}\\d“”《》]+")
_ORDER = re.compile(
    "(?:要|应|须)?(?:加强|强化|压实|落实|提高|提升|完善|健全|严格|加大|加快|推进|推动|深化|优化|突出|坚持|聚焦|做好|抓好|确保|切实|认真|积极|统筹|细化|明确|夯实|筑牢"
    "|狠抓|严肃|规范|保障|促进|守住|扎实|全面|建立|开展|组织|营造|增强|改善|巩固|拓展|发挥|履行|持续|不断|进一步|高度|严防|凝聚|紧盯)"
)
"""So begins what is to be done; nobody says it twice in a sentence."""
_LIST = re.compile(f"[{HAN}]+(?:、[{HAN}]+){{2,}}")
_LEAST_THING = 4
_SAID_OF_ALL = re.compile(
    "等|组成|参[加与]|负责|联合|牵头|分别|均|都|要|应|按|将|进行|主要|共|四|五|六|七|八|九|[两三]个|代表"
)
"""What may stand behind the last thing of a list."""
_LONG, _LONGER = 4, 6
"""A clause of so many characters, the shorter behind 、, is said but once."""
_MEASURES = frozenset("名个次项件份户位届场篇条家座批期届亩元人天所台辆万亿吨处")
"""These are said twice, but not behind a figure: 户户通电, 320名名."""
_SMALL = frozenset(
    "将已均各于与及并从向被把由在前请现其此该则即若如因故但而或且再又仍未不无要须使让给以可有为所每更最就也是对和的地得了副还都能应需"
    "这那我至按依据经等拟共总内后县省谁非"
)
"""Small words, and signs of the office: by themselves these are never said twice at once."""
_EACH = frozenset(
    "村县乡镇区户家人天年月日岁处时事步层件个代条次样点滴校课行心山枝节届期周季夜朝世辈厂店班组队站楼桥路街河湖树花草字句篇页门社棵根株粒颗"
    "排群对双串丛块片张只杯盘桌箱袋包车船座顶机级封幅滩坊巷圩渠库场厅科室岗寨滴粮"
)
"""Said twice these are each of them, and the word before may end in one: 建制村村村通客车."""
_OF_NAMES = frozenset(
    "媛莉磊冰晶慧丽婷娜芳敏静玲燕红霞萍倩雪莹颖佳欣蕾薇丹菲莎思圆洋阳洁琳艳娟楠彤萌露蓉璐莺翠兰珍帅强亮明军龙虎豆毛宝贝童甜乐朵岚茜瑶珊琪萱涵妍妮娇"
    "婧媚君平青晨淼鑫森晓菁爱习爸妈爷奶哥姐弟妹叔姑公婆舅娃星猩太京斯西尔拉达巴阿哈马卡特帕波莱芭拿沃那塔法维加利瓦德其"
)
"""Names, Chinese and foreign ones, have these twice, and words for kin."""
_SOUNDS = frozenset(
    "哈呵嘿嘻哗啦哇咚咯叮嘟隆啊唉嗒轰呼滴嘤琅乓萋哓猎潺淙簌飒萧茫苍浩熊冉翩栩孜谆娓侃济袅炯津铮彬楚历沾喋源汩徐冉奄苦蒸脉比寥区洋堂落生众言道面欣辣爽"
)
"""Adverbs of manner and sounds are made of these said twice."""
_DEEDS = frozenset(
    "看听说想走试谈问聊写画读念学做补改修打开把串玩歇等找管比估掂数种尝摸碰动跑查议评算洗擦扫量转逛唱跳练用出喘逗享抠掰搜瞧瞅望笑坐躺睡吃喝讲教帮劝理扶拉推"
    "抱摇晃挥抖拍敲晒吹闻瞄点刷拖收捡挑选搭讨赚换借露冲压揉捏搓按贴缝烤炒涮泡晾度镀会审考见养亮跃接送唠捶遛串散叙举招哄挠掐浇扎剪梳翻挖钓赶啃嚼蹲踩踢骑垫顶搂兜溜涂抹描绣织熏焯炖煮蒸"
)
"""Deeds that are done a little are said twice: 看看, 补补课."""
_TOUCHED = frozenset("手头脚腿腰背身脸话天步心歌舞饭茶水嗑弯牙嘴眼气汗灰土球棋牌戏书报字画店门")
_HOW = frozenset(
    "好多慢轻远高早大小满深细紧牢实稳长短薄厚淡浓白黑红绿蓝紫黄青金暖凉冷清静甜香软硬圆胖瘦矮弯直乖美悄偷默渐缓匆频屡常往刚恰仅偏独足整滚团久重单真活快老新"
)
"""Said twice these say how it is: 好好, 慢慢."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几半")
_MAY_BEGIN = frozenset(
    "在和对从向由把将与以为给让使比用因如要应会能可有不是都就再更最很太也的了上下中前后内外"
    "村县乡镇区户家人校课心店厂班门桥路车船树年月天日站队社组场厅科室库街河湖机岗渠坊寨巷圩系页字"
)
"""A word that begins with one of these may stand behind it: 在|在建, 各校|校长."""
_RELATIONS = frozenset(
    "对于 为了 及其 与其 在于 是否 以及 由于 从而 将要 应当 能够 可以 不断 不仅 有关 有效 都是 就是 更加 最终".split()
)
"""But not one of these behind its own first character."""
_LIGHT = frozenset(
    "打分 享福 补课 把脉 度假 镀金 散步 见面 聊天 谈心 帮忙 洗澡 跑步 理发 握手 鼓掌 逛街 开会 出力 吹风 喘气 扫地 改口 说话 看书 谈话 跳舞 唱歌 写字 画画"
    " 下棋 打球 爬山 健身 养生 养老 歇脚 试验 碰头 碰面 摸底 松口 松绑 走路 想想 点头 摇头 出气 听课 听戏 读书 看病 消气 解闷 解渴 讲理 讲课 享清 尝鲜 亮相 拉手 拉家 串门 过目 留心 操心 费心 放心 收心 动手 动脑 用心 打气 排队 回家 种菜 种地 种树 浇水 开车 骑车 喝茶 吃饭 睡觉 晒太 敲门 开方 抓药 号脉 搭脉 拉琴 下厨 遛狗 试药".split()
)
"""What one does a little: the verb is said twice in these."""
_WITHIN = frozenset("上中内")
"""Where, behind a thing: twice at once these are a slip, 源头上上, 工作中中."""
_MAY_FOLLOW = frozenset(
    "对为由与以在把从将向要能会有到来给让比当和同跟按就使用经于的地了之所可应需也都还再又是不中上下前后里外内时月日者们人看听说想作做办抓管建改修走去过着被"
    "这那哪每各只但而却则因如并且此其某本该我你他她它最很太极党警柱市区县省镇乡局办部厅院校国村所站任菜病号片组种数线面头车房股水展气电费款税料药粮油苗茶果林田矿盐"
)
"""A word that ends in one of these may stand before a word of it: 存在|在, 反对|对, 新党|党首."""
_AT_END = frozenset("的地人们点来去到看走上下中里前后内外年月日镇村市区县省乡会校院")
"""A clause may end in one of these twice: 达到目的的."""
_NOT_TWICE = (
    "年年中",
    "年年会",
    "小小说",
    "老老虎",
    "在在建",
    "部门门户",
    "其其格",
    "同同级",
    "同同类",
    "同同行业",
    "同同城",
    "同同批",
    "同同期",
    "点点滴滴",
    "实实在在",
    "真真",
    "量量",
)
_BEHIND_OFFICE = frozenset("长民委员府花旗歌籍立办营际外内家情属级务场")
"""With a word for an office or a place before, these make another one: 县|县长, 市|市场."""
_OFFICES = frozenset(
    "市区县省镇乡局办部厅院校会国村所站队署组科处室司馆园社军州街班庭股系旗盟师连港岛镇课"
)
_OF_PLACES = tuple("市市场 市市政 市市民 市市容 市市属 区区划 区区域 县县城 村村民".split())
_BEFORE_DEED = frozenset("要应须能会可也都就再更并将已均各")
_BEFORE_THING = frozenset("已未应实新所代私乱")
"""Behind these a deed of one character stands, of the thing that follows: 已收|收入."""
_OF_ONE = frozenset("的该此本")
_KNOWN = -11.5
"""So likely is a word that everybody knows."""
_OFTEN = -9.5
"""So likely is a character that is a word by itself (a logarithm)."""
_BEFORE_OFFICE = frozenset("由对向从经被与和将把为据按请以让给受同")
"""Between one of these and a name of an office no place can stand: 由市市委, but 萍乡市市委."""
_BESIDE = frozenset("的了和与及等对将把被要应须已未就都也为在从向由")
"""Small words: what stands beside one of them is not a part of it."""


def find_doubled(text: str) -> Iterator[tuple[int, int]]:
    """The characters that stand there twice at once, though nobody says them so."""
    for pair in _PAIR.finditer(text):
        start, end = pair.span()
        sign, before, behind = text[start], text[start - 1 : start], text[end : end + 1]
        if behind == sign != before and sign not in _SOUNDS | _EACH | _HOW | _NUMERALS:
            yield start, end + 1
            continue
        if _is_counted_twice(text, start):
            yield start, end
            continue
        if sign in (before, behind) or sign in _NUMERALS or _is_one_of_two(text, start):
            continue
        if text.startswith(_OF_PLACES, start):  # 市市场监管局: a place, and its own office
            continue
        spans = list_words_around(text, start, end)
        first = next(text[one:other] for one, other in spans if one <= start < other)
        last = next(text[one:other] for one, other in spans if one <= start + 1 < other)
        if first == last and len(first) == 2:
            is_wrong = _is_across_pair(text, end, spans)
        elif len(first) == len(last) == 1:
            is_wrong = _is_twice_alone(sign, before, behind) or _is_behind_thing(text, start, spans)
        elif len(first) == 1 or (len(last) > 1 and _is_before_deed(first)):
            is_wrong = _begins_twice(text, start, last, spans)
        else:
            is_wrong = len(last) == 1 and first[-1] == sign and _ends_twice(sign, before, behind)
        if is_wrong:
            yield start, end


def _is_one_of_two(text: str, at: int) -> bool:
    """Whether another pair stands beside, 枝枝叶叶, or it is one of many, 一条条, or of a name, 吉尔吉斯."""
    before, behind = text[max(at - 2, 0) : at], text[at + 2 : at + 4]
    is_even = len(before) == 2 == len(set(before)) + 1 or len(behind) == 2 == len(set(behind)) + 1
    is_counted = before[-1:] == "一" or "·" in (before[-1:], behind[:1])
    return (
        is_even
        or is_counted
        or text.startswith(_NOT_TWICE, max(at - 1, 0))
        or text.startswith(_NOT_TWICE, at)
    )


def _is_before_deed(word: str) -> bool:
    """Whether it is no word that is often said, but what stands before a deed and its beginning: 要加."""
    is_rare = read_tails(word[0]).get(word[1:], 0.0) < _KNOWN and word not in read_words("newer")
    return len(word) == 2 and word[0] in _BEFORE_DEED and is_rare


def _is_counted_twice(text: str, at: int) -> bool:
    """Whether a unit stands twice behind a figure, 320名名, 5个个项目; but not 2名名师."""
    sign = text[at]
    if sign not in _MEASURES or not text[at - 1 : at].isdigit() or text[at + 2 : at + 3] == sign:
        return False
    longer = read_tails(sign)
    return not any(text[at + 2 : at + size] in longer for size in (3, 4, 5))


def _is_across_pair(text: str, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the second of what is said twice, 人人, belongs to the word behind: 无党派人人士."""
    sign, behind = text[end - 1], text[end : end + 1]
    is_word = read_tails(sign).get(behind, -99.0) >= _KNOWN
    return is_word and (end, end + 1) in spans and read_tails(behind)[""] < _OFTEN


def _is_twice_alone(sign: str, before: str, behind: str) -> bool:
    """Whether two words of the same character, and of no other, are a slip: 都都, 320名名."""
    if sign in _SMALL:
        return True
    is_said = sign in _EACH | _OF_NAMES | _SOUNDS | _DEEDS | _HOW or before in SURNAMES
    is_end = "\u4e00" <= before <= "\u9fff" and not "\u4e00" <= behind <= "\u9fff"
    # 账账相符, 级级传导: of any thing each may be told so, where something is said of it.
    return not is_said and (is_end or before in _OF_ONE) and read_tails(sign)[""] >= _OFTEN


def _is_behind_thing(text: str, at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether 上, 中 and the like stand twice behind a word of two or more."""
    return text[at] in _WITHIN and any(other == at and other - one > 1 for one, other in spans)


def _begins_twice(text: str, at: int, word: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the first character of a word stands before it: 推推进, 要加加强; but not 县县长."""
    sign, before = text[at], text[at - 1 : at]
    if sign in _OFFICES and before in _BEFORE_OFFICE:
        return True
    if word in _RELATIONS or text.startswith("得到", at + 1):
        return True
    if sign in _MAY_BEGIN or (sign in _OFFICES and word[1] in _BEHIND_OFFICE):
        return False
    if (word[:2] in _LIGHT or before.isdigit() or before in _BEFORE_THING or word[1] in "子头") or (
        sign in _DEEDS and word[1:] in _TOUCHED
    ):
        return False
    if sign in _OF_NAMES | _SOUNDS and (len(word) > 2 or read_tails(word[0])[word[1:]] < _OFTEN):
        return False
    alone = next((one for one, other in spans if other == at and other - one == 1), None)
    return alone is None or text[alone] in _BESIDE | _BEFORE_DEED | _SMALL


def _ends_twice(sign: str, before: str, behind: str) -> bool:
    """Whether the last character of a word stands behind it: 部署署; but not 反对|对."""
    if sign == "于":
        return behind not in "洪田都家潜"  # 位于于都县
    if behind == "而" or sign in _OF_NAMES | _SOUNDS:  # 重点检查查而未改的问题
        return False
    is_end = not "\u4e00" <= behind <= "\u9fff" and sign not in _AT_END
    return sign not in _MAY_FOLLOW or is_end


def find_parted(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands there again after a few words, and the word."""
    for found in _PARTED.finditer(text):
        word = found[found.lastgroup or 0]
        end = found.end()
        start = end - len(word) if found["last"] else found.start()
        spans = list_words_around(text, start, end)
        if (start, start + len(word)) in spans and (end - len(word), end) in spans:
            yield start, end, word
    yield from _find_retyped(text)
    yield from _find_clauses_again(text)
    if text.count("、") > 1:
        yield from _find_things_again(text)


def _find_retyped(text: str) -> Iterator[tuple[int, int, str]]:
    """The beginning of a word behind it, the end of a clause behind its mark, a second 于."""
    for found in _RETYPED.finditer(text):
        at = found.start("again")
        is_alone = (at, at + 1) in list_words_around(text, at, at + 1)
        if text[at] == found[0][0] and (is_alone or text[at + 1].isdigit()):
            yield found.start(), found.end(), found[0][:2]
    for found in _AT_LAST.finditer(text):
        is_spoken = text[found.start() - 1 : found.start()] == "“" or found[0][0] in "很太最好"
        if not (_NUMERALS.issuperset(found["end"]) or is_spoken):
            yield *found.span(), found["end"]
    for found in _TIMES.finditer(text):
        yield *found.span("at"), "于"


def _find_clauses_again(text: str) -> Iterator[tuple[int, int, str]]:
    """A clause that was said before in the same sentence, and it."""
    said_before = set[str]()
    for one, other in pairwise([*_CLAUSE.finditer(text)]):
        mark, said = text[one.end() : other.start()], other[0]
        if "。" in mark or "\n" in mark:
            said_before.clear()
        else:
            said_before.add(one[0])
        behind = text[other.end() : other.end() + 1]
        least = {"、": _LONG, "，": _LONGER}.get(mark, len(said) + 1)
        is_whole = one[0] in (said, f"为{said}") and mark in ("、", "，")
        said_before |= {one[0][1:]} if one[0][0] in "要应须" else set()
        is_again = is_whole or (len(said) >= least and one[0].endswith(said))
        if (is_again and len(said) >= _LONG and behind in "，、。；") or (
            said in said_before and _is_told_once(said, mark, behind)
        ):
            yield *other.span(), said


def _is_told_once(said: str, mark: str, behind: str) -> bool:
    """Whether a clause is one that no sentence has twice; 能帮就帮 and a thing of two lists may be."""
    is_order = len(said) >= _LONGER and _ORDER.match(said) is not None
    return is_order and mark == "，" and behind in "，。；"


def _find_things_again(text: str) -> Iterator[tuple[int, int, str]]:
    """A thing of a list that stands in it before, and it: 县民政局、县财政局、县民政局等."""
    for listed in _LIST.finditer(text):
        things, at = listed[0].split("、"), listed.start()
        for place, thing in enumerate(things):
            said = thing
            if place == len(things) - 1:  # what is said of them all may stand behind
                is_whole = len(thing) >= _LEAST_THING and things[0].endswith(thing)
                ones = [thing] if is_whole else things[1:place]
                said = next((each for each in ones if _begins_last(thing, each)), "")
            before = things[:place]
            least = 2 if text[listed.start() - 1 : listed.start()] == "：" else _LEAST_THING
            is_first = len(said) >= least and before and before[0].endswith(said)
            if len(said) > 2 and (said in before[1:] or is_first):
                yield at, at + len(said), said
                break
            at += len(thing) + 1


def _begins_last(thing: str, said: str) -> bool:
    behind = thing.removeprefix(said)
    return thing.startswith(said) and (not behind or _SAID_OF_ALL.match(behind) is not None)
