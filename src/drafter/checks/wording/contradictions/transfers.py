"""Who gave and who got, who owes and who is owed: said once, and the other way round behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.patterns import SURNAMES

_CUT = "应|须|需|将|已|可|在|于|自|按|依法|依规|主动|及时|先后|一次性|再次|分别|共|累计|通过|从|因|为|每|经|正式|联合|同时|又|也|还|现场|当场|提前|书面|根据|积极|无偿|免费|以"
"""What stands between who does it and 向: the name ends before it."""
_OPENING = r"(?:^|(?<=[。；，：、（(]))(?:[^，。；]{0,6}(?:日|月|年|近日|日前|当天|昨日|昨天|今天|上午|下午|上月|上周|会后|会上|随后|仪式上)，?)?"
_ONE = rf"{_OPENING}(?P<one>[\u4e00-\u9fff]{{2,14}}?)(?:(?:{_CUT})[^，。；]{{0,14}}?)?"
_TWO = r"(?P<two>[\u4e00-\u9fff]{2,14}?)"
_ADVERBS = "(?:一次性|无偿|免费|先后|分别|共计?|累计|及时|正式|按期|如期|定向|书面|当面|现场|集中|统一|足额|提前|全额|分批|陆续|再次|主动|依法|口头|联合|各|应当?|已|了)*"
_HANDED = "捐赠|赠送|捐献|捐助|支付|交付|移交|提交|下达|拨付|发放|颁发|送达|出具|寄送|发送|递交|上报|报送|反馈|提供|转交|下拨|划拨|发出|提出|缴纳|退还|赠予|赠|捐|送去|送上|交纳|交办|授予"
_GOT = "收到|领到|接到|接过|接收|获赠|拿到|签收|领取|受领|受赠|收下|获得"
_OWES = "归还|偿还|还清|还款|拒不还|逾期未还|迟迟不还|拖欠|无力偿还|失联"
_REPAYS = f"(?:未|不|拒不|没有|逾期|迟迟|按期|如期|已|提前)[^，。；]{{0,6}}(?:归还|偿还|还清|还款|还|付)|{_OWES}"
_CLAIMS = "催讨|催要|催收|讨要|追讨|索要|索还|诉至|起诉|告上法庭"
_PAYS = "拖欠租金|拖欠房租|支付租金|缴纳租金|交租|欠租|拖欠房租"


_ACTION = r"原告(?P<one>[\u4e00-\u9fff某×]{2,12}?)(?:诉称|诉|与|起诉)，?(?:[^。；]{0,30}?)被告(?P<two>[\u4e00-\u9fff某×]{2,12}?)(?=[^\u4e00-\u9fff]|[\u4e00-\u9fff]{0,20}?(?:一案|纠纷|未|拖欠|收|不|因|向|于|在|拒|承))"


class _Kind(NamedTuple):
    """An event that two share: how it is told, and what the first, or the second, cannot do then."""

    told: re.Pattern[str]
    not_one: re.Pattern[str]
    not_two: re.Pattern[str]
    is_of_the_same: bool


def _kind(told: str, not_one: str, not_two: str, is_of_the_same: bool = False) -> _Kind:
    return _Kind(re.compile(told), re.compile(not_one), re.compile(not_two), is_of_the_same)


_NEVER = "(?!.)"
_KINDS = (
    # what was handed over: he who gave it does not get it
    _kind(
        rf"{_ONE}[向给]{_TWO}{_ADVERBS}(?:{_HANDED})(?:了)?(?P<what>[^，。；]{{2,24}})",
        rf"(?:{_GOT})(?:了|到)?", _NEVER, is_of_the_same=True,
    ),
    _kind(
        rf"{_ONE}(?:把|将)(?P<what>[^，。；]{{2,16}}?)(?:送到|交到|送给|交给|赠给|移交给|转交给|发给|捐给|赠送给){_TWO}(?=手中|，|。|；)",
        rf"(?:{_GOT})(?:了|到)?", _NEVER, is_of_the_same=True,
    ),
    # a gift: the giver promises more of it, who got it thanks
    _kind(
        rf"{_ONE}[向给]{_TWO}{_ADVERBS}(?:捐赠|赠送|捐献|捐助|捐|赠)[^，。；]{{2,24}}",
        "[^，。；]{0,8}(?:表示(?:衷心|诚挚)?感谢|(?:表示|说)，[^。]{0,8}(?:用好|管好|妥善使用|珍惜|感恩|不辜负))",
        r"[^，。；]{0,8}(?:表示|说)，[^。]{0,30}(?:继续|一如既往)[^。]{0,12}(?:关心|支持|回报|奉献|捐|爱心|公益)",
    ),
    # a wrong: who did it, and who suffered it
    _kind(
        rf"(?P<one>[{SURNAMES}]某[\u4e00-\u9fff]?)[^。；]{{0,20}}?(?:撞伤|撞倒|打伤|殴打|砍伤|刺伤|咬伤|辱骂|诈骗|骗取|盗窃|抢夺|威胁|恐吓|撞上|敲诈)(?:了)?[^，。；]{{0,6}}?(?P<two>[{SURNAMES}]某[\u4e00-\u9fff]?)",
        "(?:被)?(?:紧急)?(?:送医|住院|送往医院|抢救)|要求[^，。；]{0,6}赔偿|表示谅解",
        "(?:被[^，。；]{0,14})?(?:抓获|刑事拘留|行政拘留|逮捕|判处|自首|逃逸|缉拿|处以)",
    ),
    _kind(
        rf"{_ONE}[向给]{_TWO}{_ADVERBS}(?:发放|提供|出借)[^，。；]{{0,12}}(?:贷款|借款)",
        _REPAYS, _CLAIMS,
    ),
    # a loan
    _kind(
        rf"{_ONE}[向跟找]{_TWO}{_ADVERBS}(?:借款|借了|借走|借得|借用|借到|借取|借支|赊购|赊欠|赊)",
        _CLAIMS, _REPAYS,
    ),
    _kind(
        rf"{_ONE}(?:借给|出借给|贷给){_TWO}(?:[^，。；]{{0,12}}(?:元|款))",
        _REPAYS, _CLAIMS,
    ),
    # a lease: the first lets, the second pays
    _kind(
        rf"{_ONE}(?:把|将)[^，。；]{{2,20}}?(?:出租给|租给|租赁给|出租予|流转给|发包给){_TWO}(?=使用|经营|，|。|；|居住|种植)",
        rf"{_PAYS}|拖欠|(?:按[年季月][度]?)?(?:支付|缴纳|交纳)[^，。；]{{0,6}}", "收取租金|催缴|催收租金|收回",
    ),
    _kind(
        rf"{_ONE}[向从]{_TWO}(?:处)?{_ADVERBS}(?:租用|承租|租赁|租下|租借)",
        "收取租金|催缴|催收租金", rf"{_PAYS}|拖欠",
    ),
    # a sale: the first buys
    _kind(
        rf"{_ONE}[向从]{_TWO}(?:处)?{_ADVERBS}(?:购买|采购|订购|购进|购置|选购|定购|收购)",
        "(?:如期|按时|按期|按约|未能)?(?:供货|交货|发货)|收到货款|收到价款|收到预付款", "支付[^，。；]{0,4}(?:货款|价款|购|款)|拖欠[^，。；]{0,4}款|收到货物|收货|付款",
    ),
    _kind(
        rf"{_ONE}[向给]{_TWO}{_ADVERBS}(?:出售|供货|销售|供应|转让|卖出)",
        "(?:拖欠|支付|付清|未付)[^，。；]{0,6}(?:货款|价款|款项|款)|收货", "收到货款|收到价款|催要货款|讨要货款|(?:如期|按时|按期)?(?:供货|交货|发货)",
    ),
    # an inspection: the first looks and tells
    _kind(
        rf"{_ONE}[对到赴](?P<two>[我本]?[\u4e00-\u9fff]{{1,12}}?)(?:开展|进行|实施)(?:了)?[^，。；]{{0,10}}(?:检查|督查|督导|巡察|巡视|考核|验收|审计|评估|暗访)",
        "整改方案|作出整改|落实整改责任|立行立改|整改到位", "向[^，。；]{2,12}(?:反馈|交办|移交|通报|指出|下发|下达|发出|提出整改)[^，。；]{0,8}(?:问题|线索|不足)",
    ),
    # an action at law
    _kind(_ACTION, "辩称|答辩称|应诉答辩", "诉称|起诉称|请求法院判令|申请撤诉"),
    _kind(
        rf"{_ACTION}[^。]*。[^。]{{0,10}}支持(?:了)?原告[^。]*?判[决令]", "[^，。；]{0,10}(?:支付|赔偿|返还|归还|给付|清偿|偿还)", _NEVER,
    ),
)  # fmt: skip
_CUES = re.compile("[向给跟找借租赴对到]|原告")
_APART = re.compile("分别|相互|互相|双方|再|又|转|反之|也|另|还")
_NO_NAME = re.compile(
    "^(?:[他她它其我]们?|大家|群众|自己|社会|各级|有关|全[县市区镇]|上级|下级|对方|本人)$"
)
_FARTHEST = 120


def find_swapped_parties(page: PageText) -> Iterator[Hit]:
    """D424: 甲方应向乙方支付货款，甲方收到货款后; 张某向李某借款，李某拒不归还."""
    yield from find_clashes(page, (_find_swapped_parties, _find_oneself), "向给跟找借租对到")


_ONESELF = re.compile(
    r"(?P<who>[甲乙丙丁]方|出租人|承租人|出租方|承租方|买方|卖方|供方|需方|发包人|承包人|发包方|承包方|委托人|受托人|委托方|受托方|借款人|贷款人|出借人|施工单位|建设单位|转让方|受让方)(?:应当?|须|需|将|有权)(?:[^。；甲乙丙丁]{0,40}?)(?:支付|交付|移交|提供|退还|赔偿|返还|提交|通知|送达|交|归还|缴纳|结清)?(?P<at>(?:给|向)(?P=who))(?!的|指定|账户|所)"
)


def _find_oneself(text: str) -> Iterator[Clash]:
    """甲方应将剩余工程款支付给甲方."""
    for match in _ONESELF.finditer(text) if "给" in text or "向" in text else ():
        yield Clash("双方", match["who"], match["at"], *match.span("at"))


def _find_swapped_parties(text: str) -> Iterator[Clash]:
    if not _CUES.search(text):
        return
    for kind in _KINDS:
        for event in kind.told.finditer(text):
            one, two = event["one"], event["two"]
            if _NO_NAME.match(one) or _NO_NAME.match(two) or one in two or two in one:
                continue
            clash = _find_turned(text, event, kind)
            if clash:
                yield clash
                return


def _find_turned(text: str, event: re.Match[str], kind: _Kind) -> Clash | None:
    """Where one of the two does what only the other can."""
    ahead = text[event.end() : event.end() + _FARTHEST]
    what = event.groupdict().get("what") or ""
    ways = ((event["one"], event["two"], kind.not_one), (event["two"], event["one"], kind.not_two))
    for named, other, deed in ways:
        who = _cut_name(named, ahead)
        form = re.compile(
            rf"(?:^|(?<=[，。；：由因如若]))(?:后|当日|此后|随后|到期后|仪式上)?，?(?P<who>{re.escape(who)})(?P<skip>[^，。；向给从]{{0,10}}?)(?P<deed>{deed.pattern})(?P<rest>[^，。；]{{0,12}})"
        )
        for then in form.finditer(ahead):
            between = ahead[: then.start()]
            if _APART.search(between + then["skip"]) or other in then["skip"]:
                continue
            if kind.is_of_the_same and not _names_the_same(what, then["rest"]):
                continue
            start = event.end() + then.start("who")
            deed_text = then["deed"] or ""
            one = f"{event['one']}、{event['two']}"
            return Clash("双方", one, who + deed_text, start, event.end() + then.end("deed"))
    return None


_PERSON = re.compile(rf"[{SURNAMES}](?:某[某甲乙\u4e00-\u9fff]?|[\u4e00-\u9fff]{{1,2}})$")


def _cut_name(named: str, ahead: str) -> str:
    """The name as it may be said again: 房东王某 is 王某, where he is not named in full."""
    person = _PERSON.search(named)
    return person[0] if person and named not in ahead else named


def _names_the_same(what: str, rest: str) -> bool:
    """Whether what is got is what was given: two signs of its name, or its last one."""
    names = re.findall("[\u4e00-\u9fff]+", what)
    pairs = {each[n : n + 2] for each in names for n in range(len(each) - 1)}
    if not re.search("[\u4e00-\u9fff]", rest) or rest.startswith(("后", "之", "时")):
        return True
    first = re.split("[后的之时]", rest)[0]
    return any(pair in rest for pair in pairs) or (
        bool(names) and bool(first) and first[-1:] == names[0][-1:]
    )
