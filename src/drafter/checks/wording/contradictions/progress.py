"""How far one thing has come, read by the steps it takes: not begun, under way, done; said in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes


class _Track(NamedTuple):
    """What goes its way, and its steps in order."""

    name: str
    things: str
    steps: tuple[str, ...]


_TRACKS = (
    _Track(
        "工程", "工程|项目|主体|进度|施工|中标|建设|桥|路|楼|线|馆|中心|基地|园区?|小区|改造|隧道|站|厂|场|校舍|医院|渠|水库|管网|泵房",
        (
            "立项|选址|可行性研究|可研|规划设计|初步设计|前期论证|论证", "招标|招投标|公开招标", "中标|签订施工合同|开标|定标", "开工|动工|破土|奠基|开建|进场施工|启动建设",
            "施工|主体施工|桩基|土方|浇筑|砌筑|基础开挖|建设(?!单位|厅|局|部|委|规模|标准|内容|资金)", "封顶|主体完工", "完工|竣工|建成|全线贯通|全面完成",
            "验收", "投入使用|投入运营|投入运行|交付使用|投用|投产|通车|启用|开园|开馆|开业|开放",
        ),
    ),
    _Track(
        "文件", "办法|条例|方案|规划|意见|通知|规定|细则|预案|标准|制度|决定|章程|公约|规则|政策|合同|协议|草案|文件|征求意见稿|指南",
        (
            "起草|拟定|草拟|调研论证|拟订", "征求意见|征集意见|公开征求", "审议|审定|合法性审查|会签|审签|报批|审批|送审", "审议通过|获批|批准|表决通过",
            "印发|出台|公布|颁布|发布|下发", "施行|实施|执行|生效",
        ),
    ),
    _Track(
        "招录", "招聘|招录|考试|招考|选调|遴选|报考|考生|考核|人员|岗位|职位",
        ("发布公告", "报名", "资格审查|资格初审|资格复审", "笔试|考试", "面试", "体检|考察|政审", "公示", "录用|聘用|上岗|入职|录取|报到"),
    ),
    _Track(
        "案件", "案|被告|嫌疑人|纠纷|原告|申请人|当事人",
        ("受案", "立案", "侦查|侦办|调查取证|初查", "审查起诉|移送起诉", "提起公诉|起诉", "开庭|审理", "判决|宣判|审结|结案", "执行完毕|服刑|入狱"),
    ),
    _Track(
        "会议", "会|活动|班|仪式|论坛|赛|节|演练|展|典礼",
        ("筹备|筹办|报名", "开幕|开始|开班|举行|召开|举办|开赛|启动", "闭幕|结束|落幕|结业|收官|散会|闭展"),
    ),
    _Track(
        "评选", "评选|评审|奖|征文|作品|比赛|大赛|名单|结果|候选|命名|申报|投票",
        ("征集|申报|征稿|投稿", "评审|初评|评选|投票|复评|打分", "公示", "公布|揭晓|通报表彰|公开发布", "颁奖|领奖|授牌|领取[^，。；]{0,4}(?:奖|证)|表彰"),
    ),
    _Track(
        "采购", "采购|设备|物资|车辆|器材|仪器|药品|教材|疫苗",
        ("计划采购|申请采购|拟采购", "采购|询价|比选", "签订采购合同|签约|下单", "到货|交货|运抵|送达|到位", "安装|调试", "投入使用|启用|投用|使用"),
    ),
    _Track(
        "种植", "稻|麦|玉米|油菜|豆|棉|薯|瓜|果|茶|菜|秧|作物|粮|烟|药材|蔗",
        ("备耕|整地|育秧|育苗", "播种|栽插|插秧|移栽|栽种", "出苗|返青|拔节|分蘖|田管|扬花|抽穗|灌浆|开花|挂果|坐果", "收割|采收|收获|采摘|开镰", "入库|晾晒|归仓|销售|上市"),
    ),
    _Track(
        "搬迁", "搬迁|拆迁|征收|安置|征地|拆除",
        ("摸底|入户调查|评估", "签约|签订协议|签订[^，。；]{0,4}协议", "腾空|搬离|搬迁|拆除", "回迁|入住|分房|交房|安置到位"),
    ),
    _Track(
        "整改", "问题|隐患|整改|销号|缺陷", ("排查", "整改", "整改完成|完成整改|整改到位|整改完毕", "销号|复查合格|通过复查|验收销号"),
    ),
)  # fmt: skip
_NOT_YET = "(?:尚未|还未|仍未|迟迟未|至今未|暂未|还没有?|尚没有|未能|一直未|至今没有|暂不)(?:能|正式|全面|启动|进行|完成|如期|开始|予以|通过|获|报|提请)*"
_AT_IT = "(?:正在|仍在|尚在|还在|正处于|处于|正抓紧|正加紧|目前正|现正|尚处)(?:抓紧|加紧|进行|开展|公开|有序|紧张|组织|全面|全力|紧锣密鼓地?|向社会|广泛|办理)*[\u4e00-\u9fff]{0,6}?"
_TO_COME = r"(?:计划|拟|预计|定|有望|力争|将|准备|即将|争取|确定)(?:于|在)?(?:今年|明年|后年|来年|下半年|下个?月|下周|下旬|年底|月底|近期|本月|\d{1,2}月|20\d\d年)?[^，。；的已]{0,10}?(?:前|底|初|末|正式|全面|启动|组织|面向社会)*"
_NEVER_BEGUN = re.compile("启动|开始|进行")
_DONE = "(?:已经?|均已|现已|已于[^，。；]{1,12}?)(?:全面|全部|正式|顺利|如期|提前|圆满|依法|公开|成功|完成|通过|按期|组织|竣工并)*"
_SINCE = "自?[^，。；]{0,8}?"
_BEHIND = r"(?:以来|后的|至今|了(?![解结])|，已|后，(?:已|累计|每天|日均|群众))"
_ENTERED = "(?:中标|施工|获奖|承建|签约)(?:单位|企业|公司|人|作品|者|方)(?:已|于|在|日前|正)"
_IF = re.compile(
    "待|如|若|凡|一旦|须|要|拟|将|才|方可|前[，提]|力争|争取|预计|计划|确保|即可|之后再|等[^，。；]{1,8}后|届时|应|需|可以|便于|为了|能够|不得|未|尚|避免|推动|加快|尽快|抓紧|推进|促进|有望|指导|要求|进行了|类似|参照|上年|去年同期|往年|根据|依据"
)
_OTHERS = re.compile(
    "[一二三四五两]期|配套|附属|引桥|其余|剩余|另[有外一]|后续|装修|扩建|改造提升|[东西南北]段|除[^，。]{1,12}外|部分|首批|[第][一二三四五]|下一|新一|其中|同时|原定|原计划|推迟|延期|修订|修改|重新|再次|上[一]?[届期批次轮年]|去年的|试点|试行|先行|[上下]半年|配合|个[^，。；]{0,4}(?:项目|工程|地块)|一是|二是|——"
)
_HEADS = re.compile("^(?:目前|现|现在|截至目前|日前|近日|至今|当前|并|该|其|此|已|正|，)?")
_MOST = 70


class _Claim(NamedTuple):
    """A step that the thing has reached, or has not; where it is said."""

    step: int
    is_reached: bool
    start: int
    end: int


def find_steps_back(page: PageText) -> Iterator[Hit]:
    """D424: 尚在征求意见，自条例施行以来; 已竣工并通过验收，预计年底完工; 招标尚未启动，中标单位已进场."""
    yield from find_clashes(page, (_find_steps,), "已在未将拟后来")


def _find_steps(text: str) -> Iterator[Clash]:
    if not re.search("尚|仍|还|正在|处于|计划|拟|预计|将|力争|未", text):
        return
    for track in _TRACKS:
        claims = sorted(_list_claims(text, track), key=lambda claim: claim.start)
        for number, one in enumerate(claims):
            for then in claims[number + 1 :]:
                if _clash(one, then) and _are_of_one(text, track, one, then):
                    start = _clause_of(text, then.start)
                    first, second = text[one.start : one.end], text[start : then.end]
                    yield Clash("进展", first, second, start, then.end)
                    return


def _clash(one: _Claim, other: _Claim) -> bool:
    done, not_done = (one, other) if one.is_reached else (other, one)
    return one.is_reached != other.is_reached and done.step >= not_done.step


def _list_claims(text: str, track: _Track) -> Iterator[_Claim]:
    if sum(bool(re.search(step, text)) for step in track.steps) < 1:
        return
    for step, words in enumerate(track.steps):
        if not re.search(words, text):
            continue
        for form, shift in (
            (rf"(?:{_NOT_YET})(?:{words})", 0), (rf"(?:{words})(?:工作|程序|手续)?(?:{_NOT_YET})(?:启动|开始|进行|完成|举行)", 0),
            (rf"(?:{_AT_IT})(?:{words})(?!完|后)", 1), (rf"(?:{_TO_COME})(?:{words})", 0),
        ):  # fmt: skip
            for match in re.finditer(form, text):
                if not _is_thought(text, match):
                    yield _Claim(step + shift, False, *match.span())
        for form in (rf"{_DONE}(?:{words})", rf"(?:{words}){_BEHIND}"):
            for match in re.finditer(form, text):
                clause = text[_clause_of(text, match.start()) : match.start()]
                is_part = text[match.end() : match.end() + 1].isdecimal()  # 已竣工256户
                if not is_part and not _IF.search(clause + match[0]):
                    yield _Claim(step, True, *match.span())


def _is_thought(text: str, match: re.Match[str]) -> bool:
    clause = text[_clause_of(text, match.start()) : match.start()]
    return bool(re.search("如|若|凡|一旦|因|由于|对|曾|当时|去年|原|过去|“|的$", clause)) or text[
        match.end() : match.end() + 1
    ] in ("的", "过")


def _are_of_one(text: str, track: _Track, one: _Claim, then: _Claim) -> bool:
    """Whether both are said of the same thing: the second names no other."""
    between = text[one.end : then.start]
    whole = text[_sentence_of(text, one.start) : then.end + 4]
    if len(between) > _MOST or _OTHERS.search(whole) or between.count("。") > 1 or "、" in between:
        return False
    subject = re.split("[，。；]", between)[-1] if re.search("[，。；]", between) else ""
    subject = re.sub(
        "^(?:目前|现在?|截至目前|日前|近日|至今|当前|并|并且|而|但|且|自|该|其|上述|各[\u4e00-\u9fff]{2}|全[县市区镇乡])+",
        "",
        subject,
    )
    head = text[_sentence_of(text, one.start) : one.start]
    if not re.search(track.things, head + subject):
        return False
    parts = {subject[n : n + 2] for n in range(len(subject) - 1)}
    named = any(part in head for part in parts)
    return (
        not subject
        or named
        or bool(
            re.fullmatch(rf".{{0,2}}(?:{track.things}|自|按照该|工程|全[县市区]).{{0,2}}", subject)
        )
    )


def _clause_of(text: str, end: int) -> int:
    return max(text.rfind(sign, 0, end) for sign in "，。；") + 1


def _sentence_of(text: str, end: int) -> int:
    return max(text.rfind(sign, 0, end) for sign in "。；") + 1
