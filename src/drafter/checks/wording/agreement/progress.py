"""How far a thing has come, said in two ways: all done and some left, done and still planned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_AMOUNT = r"\d[\d.,]*[万亿]?(?P<{0}>个|名|位|家|户|所|座|条|处|项|件|篇|台|辆|幢|栋|亩|公里|吨|人|起|宗|份|米)"
_ALL_AND_REST = re.compile(
    rf"{_AMOUNT.format('unit')}(?![^。；]{{0,6}}以[上下])[^。；\d]{{0,20}}(?P<all>(?:已|均已|已经|现已)?全部(?P<verb>[\u4e00-\u9fff]{{1,8}}?))[，。；](?:[^。；，\d]{{0,16}}[\d.]*天?[，。])?"
    rf"(?P<rest>(?:剩余|其余|余下|还剩|剩下|尚有|仍有|还有)(?:的)?{_AMOUNT.format('of')}[^。；，]{{0,12}}?(?:正在|尚未|还未|仍未|未|待|抓紧|仍在|还在|亟待|没有))"
)
_SOME = re.compile(
    "首批|第一批|一期|一批|其中|应急|部分|前期|除[^，。；]{1,12}外|试点|重点|到期|基本"
)
_ENDS = (
    "投入使用|交付使用|投入运行|投入运营|投用|竣工验收|通过验收|建成通车|建成投产|竣工|通车|开工建设|开工|印发实施|印发"
    "|出台|全面施行|正式施行|施行|通水|通气|封顶|上线运行|上线|开馆|开园|挂牌成立|挂牌|揭牌|建成|开通运营|开通"
)
_DONE = re.compile(
    rf"(?P<who>[^，。；]{{2,24}}?)(?:已|均已|已经|现已)(?:于[^，。；]{{1,10}}?)?(?:全部|全面|正式|如期|顺利|提前|按期)*(?P<end>{_ENDS})"
)
_PLANNED = re.compile(
    rf"(?:下一步|接下来|下步|下阶段|将|计划|拟|力争|抓紧|尽快|加快|推动|争取|预计|确保)[^。；]{{0,24}}?(?P<end>{_ENDS})"
)
_PART = re.compile(
    "一期|二期|首批|二批|其余|剩余|另外?|余下|后续|全线|部分|主体|试运行|新一|第二|三期|其他|以来|的基础|后，"
)
_NOT_DONE = (
    ("征求意见|起草|制定|拟定|修改完善", "(?:印发|施行|实施|生效|公布|出台)"),
    ("报审|审议|审批|审核", "(?:印发|施行|实施|生效)"),
    ("办理|调查|审理|侦办", "(?:办结|结案|审结|答复)"),
    ("建设|施工", "(?:竣工|完工|建成|投入使用|投用|通车|交付使用)"),
    ("招标|立项|论证|选址", "(?:开工|动工|竣工|完工|建成|投入使用)"),
    ("整改", "(?:整改完毕|整改到位|完成整改|销号)"),
    ("抢修|抢险|检修", "(?:恢复供[水电气]|修复|恢复通[车行])"),
    ("报名|征集", "(?:截止|结束|评审|揭晓)"),
)
_STILL = "(?:目前|现|暂)?(?:尚在|仍在|还在|正在)(?:公开|抓紧|加紧|广泛|有序|紧张)?"
_DONE_AT_ONCE = "，(?:目前|现|均|都)?已经?(?:全面|正式|全部|顺利|如期|按期)*"
_BOTH = tuple(
    re.compile(rf"(?P<one>{_STILL}(?:{still})(?:中|之中|阶段)?)(?P<two>{_DONE_AT_ONCE}{done})")
    for still, done in _NOT_DONE
)
_FALLEN = re.compile(
    r"(?P<clause>[^，。；]*?)(?P<fall>下降|减少|降低|下滑|缩减|压减|减幅|降幅)了?(?:约|近|超)?\d[\d.]*(?:%|个百分点)，(?:其)?(?P<rise>增幅|增速|涨幅|增长率)(?!回落|收窄|放缓|由)"
)
_RISEN = re.compile(
    r"(?P<clause>[^，。；]*?)(?P<fall>增长|上升|提高|增加|提升)了?(?:约|近|超)?\d[\d.]*(?:%|个百分点)，(?:其)?(?P<rise>降幅|减幅|跌幅)(?!收窄|由)"
)
_OF_RATE = re.compile("增速|增幅|降幅|涨幅|跌幅|减幅")
_WEATHER = (
    (r"(?:降水|降雨|雨水|来水|雨量)[^。；，]{0,6}(?:偏少|不足|稀少|减少)|旱情|持续干旱|持续无雨|久旱", r"(?:防汛|防洪|防涝|汛情|洪涝|排涝)(?:形势|任务|压力)[^，。；]{0,4}(?:严峻|紧张|吃紧|繁重|较大|加大)|抢排[^，。；]{0,6}积水|排除[^，。；]{0,4}(?:积水|渍涝|内涝)"),
    (r"(?:正值|当前|进入|时值|即将进入)[^。；]{0,10}(?:森林防火|防灭火|护林防火|防火)(?:紧要|关键|特险|高危|高火险|戒严)?期", r"(?:确保|实现|保障)[^，。；]{0,8}安全度汛"),
    (r"(?:正值|当前|进入|时值|即将进入)[^。；]{0,10}(?:主汛期|汛期|防汛)(?:关键期)?", r"(?:确保|实现|严防|杜绝)[^，。；]{0,10}(?:森林火灾|山火|安全过冬|温暖过冬)"),
    (r"(?:连续|持续|普降|遭遇|突降)[^。；，]{0,4}(?:强降雨|暴雨|大雨|特大暴雨)|超警戒水位|洪峰", r"(?:抗旱|旱情)(?:形势|任务|压力)?[^，。；]{0,4}(?:严峻|紧张|吃紧|繁重|加剧)"),
    (r"(?:持续|连日|连续)[^。；，]{0,3}(?:高温|酷热|酷暑)", r"(?:防寒|御寒|防冻|保暖|抗寒)(?:工作|形势|物资|措施|棉)"),
    (r"(?:寒潮|强降温|持续低温|雨雪冰冻|严寒|大雪|暴雪)", r"(?:防暑|消暑|避暑|清凉)(?:降温|工作|物资|药品|饮)"),
)  # fmt: skip
_WEATHERS = tuple((re.compile(one), re.compile(other)) for one, other in _WEATHER)
_ITSELF = re.compile(
    r"(?:^|(?<=[。；]))(?:今年|本年|20\d\d年|全年)(?:(?!计划|预计|将|拟|力争|目标|明年|预算|安排|来年|去年|上年)[^。；])*?(?P<than>(?:比|较)(?:今年|本年)(?![初]|以来|同|\d|[一-四]季|[上下]半)(?=[多少增减提下上降超低高]))"
)


def find_clashing_progress(page: PageText) -> Iterator[Hit]:
    """D424: how far a thing has come, and what the weather asks for, said in two ways."""
    finders = (_find_rest, _find_planned, _find_not_done, _find_other_way, _find_weather)
    others = (_find_itself, _find_denied, _find_gone, _find_conclusion, _find_not_yet)
    yield from find_clashes(page, (*finders, *others), "，。")


def _find_rest(text: str) -> Iterator[Clash]:
    """42万亩小麦已全部收完，剩余1.2万亩正在抢收."""
    for match in _ALL_AND_REST.finditer(text) if "全部" in text else ():
        clause = re.split("[。；]", text[: match.start()])[-1] + match[0]
        if match["unit"] == match["of"] and not _SOME.search(clause):
            yield Clash("进度", match["all"], match["rest"], *match.span("rest"))


def _find_planned(text: str) -> Iterator[Clash]:
    """新院区已投入使用。……下一步，将抓紧推动新院区投入使用."""
    for first in _DONE.finditer(text) if "已" in text else ():
        for then in _PLANNED.finditer(text, first.end()):
            if then["end"] != first["end"] or _PART.search(first["who"] + then[0]):
                continue
            named = _find_common(first["who"], then[0][: -len(then["end"])])
            if named:
                one = f"{named}已{first['end']}"
                yield Clash(named, one, then[0], *then.span())
                return


_GENERAL = re.compile("目前|全部|全县|全市|全区|全镇|项目|工程|工作|建设|我[县市区局]|按照|进一步")
_LEAST_NAME = 2


def _find_common(one: str, other: str) -> str:
    """The longest words that both have, general ones left out."""
    one, other = (_GENERAL.sub("—", each) for each in (one, other))
    shared = (
        one[start : start + size]
        for size in range(len(one), _LEAST_NAME - 1, -1)
        for start in range(len(one) - size + 1)
        if "—" not in one[start : start + size]
        and not re.search(r"[\d，、]", one[start : start + size])
    )
    return next((each for each in shared if each in other), "")


def _find_not_done(text: str) -> Iterator[Clash]:
    """尚在征求意见，现已全面施行."""
    if "在" not in text or "已" not in text:
        return
    for pattern in _BOTH:
        for match in pattern.finditer(text):
            yield Clash("进展", match["one"], match["two"].lstrip("，"), *match.span())


def _find_other_way(text: str) -> Iterator[Clash]:
    """下降11.2%，增幅居全市第二位."""
    if "幅" not in text and "增速" not in text and "增长率" not in text:
        return
    for pattern in (_FALLEN, _RISEN):
        for match in pattern.finditer(text):
            if not _OF_RATE.search(match["clause"]):
                yield Clash("增减", match["fall"], match["rise"], *match.span("rise"))


def _find_weather(text: str) -> Iterator[Clash]:
    """降水持续偏少，防汛形势严峻."""
    for one, other in _WEATHERS:
        then = other.search(text)
        first = one.search(text, 0, then.start()) if then else None
        if (
            first
            and then
            and not re.search(
                "后期|旱涝急转|同时|转为|下半|秋|冬", text[first.end() : then.start()]
            )
        ):
            yield Clash("情况", first[0], then[0], *then.span())


def _find_itself(text: str) -> Iterator[Clash]:
    """2025年新建3.2万亩，比今年多建0.8万亩."""
    for match in _ITSELF.finditer(text) if "今年" in text or "本年" in text else ():
        yield Clash("年份", match[0][:5], match["than"], *match.span("than"))


_DENIED = re.compile(
    r"(?:均未|都没有?|尚未|没有|未曾|全部未|均没有)(?:安装|配备|建设|设置|开通|设立|建成|配置|安排)(?P<what>[\u4e00-\u9fff]{2,5})[，。；]"
)
_EXISTS = "(?:年久失修|老化|停运|故障|损坏|破损|生锈|漏水|经常|频繁|运行|使用率|闲置|维修|维护|已启用|满负荷)"


def _find_denied(text: str) -> Iterator[Clash]:
    """均未安装电梯。3号楼电梯年久失修."""
    for first in _DENIED.finditer(text):
        then = re.compile(rf"{first['what']}[^，。；]{{0,6}}{_EXISTS}").search(text, first.end())
        if then and not re.search(
            "后来|随后|现已|新建|加装|邻|其他", text[first.end() : then.start()]
        ):
            yield Clash(first["what"], first[0].rstrip("，。；"), then[0], *then.span())


_GONE = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2})(?:现象|问题|行为)?(?:已|已经|现已)(?:基本|全部|彻底)?(?:杜绝|绝迹|清零|归零|消失|消除|根治)"
)
_REMAINS = (
    "[^。；，]{0,8}(?:仍|依然|还是|依旧|居高不下|高发|多发|频发|突出|占比超|居各|居首|时有发生)"
)


def _find_gone(text: str) -> Iterator[Clash]:
    """投诉已基本杜绝。……投诉仍居各类投诉首位."""
    for first in _GONE.finditer(text) if "已" in text else ():
        then = re.compile(f"{first['what']}{_REMAINS}").search(text, first.end())
        if then and not re.search("过去|以前|此前|外县|其他", text[first.end() : then.start()]):
            yield Clash(first["what"], first[0], then[0], *then.span())


_FALLS, _RISES = (
    re.compile(rf"(?:{words})了?(?:约|近|超)?\d[\d.]*(?:%|个百分点)")
    for words in ("下降|减少|下滑|降低|回落", "增长|上升|提高|增加|提升")
)
_GOOD_TO_FALL = re.compile(
    "投诉|事故|案件|发案|警情|能耗|排放|信访|浓度|死亡|成本|费用|失业|库存|负债|债务|贫困|火灾|违法|损失|耗|不良"
)
_SHOWN = re.compile(
    r"(?:可以看出|由此可见|表明|可见|反映出|显示出|这说明|说明)[^。；]{0,10}?(?P<way>强劲|向好|稳步增长|持续增长|快速增长|明显提升|明显改善|回升|上扬|低迷|下滑|萎缩|乏力|走低|恶化|疲软)"
)
_BAD = frozenset("低迷 下滑 萎缩 乏力 走低 恶化 疲软".split())
_FEWEST_FACTS = 2


def _find_conclusion(text: str) -> Iterator[Clash]:
    """用电量下降3.4%，增加值下降2.1%。可以看出，经济增势强劲."""
    for then in _SHOWN.finditer(text):
        ahead = text[: then.start()]
        falls, rises = len(_FALLS.findall(ahead)), len(_RISES.findall(ahead))
        one, none = (rises, falls) if then["way"] in _BAD else (falls, rises)
        if one >= _FEWEST_FACTS and not none and not _GOOD_TO_FALL.search(ahead):
            facts = "都在下降" if falls else "都在增长"
            yield Clash("走势", facts, then["way"], *then.span())


_NOT_YET = re.compile(
    r"(?:尚未|还未|仍未|没有)(?:报|经|通过|提请)?[\u4e00-\u9fff]{0,8}?(?P<done>审定|批准|审议通过|批复|印发|公布|出台|验收)[，。；]"
)


def _find_not_yet(text: str) -> Iterator[Clash]:
    """尚未报市委审定。按照市委审定的整改方案."""
    for first in _NOT_YET.finditer(text):
        then = re.compile(
            rf"(?:按照|根据|依据|落实|执行)(?:经)?[^，。；不未拟]{{0,10}}{first['done']}(?:的|后)"
        ).search(text, first.end())
        if then:
            yield Clash("进展", first[0].rstrip("，。；"), then[0], *then.span())
