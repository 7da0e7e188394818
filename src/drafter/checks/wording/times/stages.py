"""Events of one thing and their days: tenders come before contracts, and openings before ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText

_CHAINS = (
    # the stages of one thing, in the order that they come in
    ("立项|获批|批复", "招标|中标", "签订[^，。；]{0,6}(?:施工|建设)?合同", "开工|动工|奠基|破土|进场施工|启动建设|开建", "封顶|主体完工",
     "(?:通过|完成)?竣工|完工|建成|通车|(?:通过|完成)[^，。；]{0,4}验收", "投入使用|投用|交付使用|投入运行|投入运营|投产"),
    ("报到", "开幕|开班|开营|开赛|开展仪式|开课", "闭幕|结业|闭营|落幕|闭展|结课"),
    ("(?:开始|启动|接受|起)(?:报名|申报|征集|受理|缴费|登记)|(?:报名|申报|征集|受理|登记)(?:开始|启动)", "(?:报名|申报|征集|投稿|受理|登记)(?:截止|结束)|截止(?:报名|申报|征集|投稿)|停止受理|^前?(?:报送|上报|提交|交至)", "评审|初评|评选|复评", "公布(?:结果|名单)|表彰|颁奖"),
    ("(?:公开)?征求意见", "审议通过|审议并通过|通过", "印发|公布|颁布|出台", "(?:正式)?(?:施行|实施|生效)"),
    ("受理|立案|收到(?:举报|投诉|来信|信访)|接到(?:举报|投诉|报警)|案发", "侦破|告破|移送审查起诉|提起公诉|开庭", "办结|结案|审结|答复|回复|宣判|判决"),
    ("出生", "入学|入伍|参加工作|参军", "退休|离休|退伍|退役|复员"),
    ("入学|入校|考入", "答辩|毕业|结业"), ("入职|到任|上任|任职|聘用|录用", "离任|离职|卸任|辞职|退休|解聘|免职"),
    ("启动[^，。；]{0,8}应急响应", "(?:终止|解除|结束)[^，。；]{0,8}应急响应"),
    ("(?:正式)?挂牌成立|成立|组建|注册", "撤销|注销|解散|摘牌"),
    ("发现|反馈|交办|下达整改通知|发出整改通知", "完成整改|整改完毕|整改到位|整改完成|销号|复查"),
    ("选举|当选", "届满|换届"),
    ("进驻|入驻|出发|启程|出征|赴[^，。；]{1,8}", "撤离|撤回|返回|返程|返航|离开|凯旋|归来"),
    ("发病|就诊|入院|住院", "手术|确诊", "出院|痊愈|治愈|康复"),
    ("提出申请|递交申请|提交申请|申请", "勘验|核查|踏勘|审查", "批准|许可|作出决定|发证|领证|获批"),
    ("(?:发布|发出)[^，。；]{0,4}公告", "开标|评标|竞价|拍卖", "成交|定标|中标", "签订[^，。；]{0,4}合同|签约"),
    ("借出|借款|放款|发放[^，。；]{0,4}贷款|出借|贷款|借入", "归还|还清|偿还|结清|收回"),
    ("下单|下达订单|投料|开始生产|投入生产", "出厂|发货|发运|装船|起运|寄出|发出", "到货|签收|送达|收货|运抵|收到"),
    ("海选|初赛|预赛|小组赛", "复赛|半决赛", "决赛|总决赛", "颁奖"), ("开题|投稿|交稿|定稿|开机|开拍", "发表|刊发|出版|首映|上映|首播|杀青"),
    ("放苗|投苗|引种|孵化|补栏|进苗|购进[^，。；]{0,4}[苗仔雏]", "捕捞|出栏|起捕|上市"),
    ("停电|停水|停气|封闭|封路|断交|停运|停课|停业|闭馆|关停|停产", "恢复(?:供|通|正|运|开|营|生)|复课|复工|复产|重新开放|解封"),
    ("播种|栽种|定植|下种|育秧", "移栽|出苗|间苗|插秧|返青", "开花|抽穗|扬花|挂果|灌浆", "收割|采收|收获|采摘|开镰"),
    ("签订[^，。；]{0,6}协议|签约", "腾空|搬离|动迁", "拆除|拆完|拆迁完毕", "回迁|交房|入住"),
    ("启航|启程|出航|出海|开[展馆园业赛幕拍播机航]|投[放产入]|提交|申请|进[驻场]|入[院学职伍驻]|出发|动工|立案|发布|播种|离港|离京", "返[航程回]|闭[幕展馆]|撤[离场]|出[院栏]|毕业|答辩|落幕|竣工|宣判|到期|上市|结业|收官|离职|收割|获批|杀青|归[来队港]|回[国港]|靠岸|靠港|起捕"),
    ("订婚", "登记结婚|结婚|完婚|领证", "离婚"), ("开馆|开园|开业|开张|开店", "闭店|歇业|停业|关张"),
)  # fmt: skip
_DATED = re.compile(
    r"(?<!\d)(?:(?:(?P<year>(?:19|20)\d\d)|(?P<same>[同当]))年)?(?:(?P<month>1[0-2]|[1-9])月(?P<part>[上中下]旬|[初底末])?(?:(?P<day>[123]?\d)日)?)"
    r"(?:[上下]午)?(?P<event>[^，。；：、\d年月]{0,20})"
    r"|(?<!\d)(?P<year2>(?:19|20)\d\d)年(?P<event2>[^，。；：、\d年月]{0,20})"
)
_OTHERS = re.compile(
    "二期|[另该其]一?[项个]|次年|翌年|来年|后年|第二年|原|拟|计划|预计|将|前|以来|至今|重新|再次|新一|第二"
)
_THIS_YEAR = re.compile("(?:今|本)年[^，。；\\d]{0,4}$")
"""去年9月开工，今年7月竣工: before the second alone it says that the first was in another year."""
_NO_SUBJECT = re.compile(
    "目前|随后|之后|此后|同时|并且?|[且又再已须应将于在自从到至经]|已经|现已|[该此其][\u4e00-\u9fff]{0,6}|计划|预计|正式|全面|全部|顺利|如期|全体|项目|工程|工作|请|最终|最后|结果|而"
)
"""What may stand before the second day where no other thing is named: 城东路7月开工，城西路6月完工."""
_TENS = "上中下"
_HALF_YEAR = 6


class _Event(NamedTuple):
    """When something was: year (0 where none is said), month, day; which stage; where the date is.

    ten: which ten days of the month as "0" to "2", where that is told.
    """

    when: tuple[int, int, int]
    stages: tuple[tuple[int, int], ...]
    span: tuple[int, int]
    ten: str


def find_stages_out_of_order(page: PageText) -> Iterator[Hit]:
    """D425: 4月12日完成招标，3月28日签订合同; 2024年11月开工，2024年6月竣工."""
    for index, line in enumerate(page.lines):
        if "月" not in line.text and "年" not in line.text:
            continue
        for sentence in re.finditer("[^。；]+", line.text):
            for start, end in _list_reversed(sentence[0]):
                at = sentence.start()
                text = line.text[at + start : at + end]
                yield Hit("D425", index, at + start, at + end, {"text": text})


def _list_reversed(text: str) -> Iterator[tuple[int, int]]:
    events = list(_list_events(text))
    for one, two in pairwise(events):
        is_later = any(
            a == c and b < d for a, b in one.stages for c, d in two.stages
        ) and not _is_of_another(text, one, two)
        year = two.when[0] or one.when[0]
        before, then = one.when, (year, *two.when[1:])
        if not is_later or bool(before[0]) != bool(then[0]):
            continue
        is_next_year = not two.when[0] and before[1] - then[1] >= _HALF_YEAR
        depth = 1 if not (before[1] and then[1]) else 2 if not (before[2] and then[2]) else 3
        is_turned = then[:depth] < before[:depth] or (
            depth > 1 and then[:2] == before[:2] and bool(one.ten) and "" < two.ten < one.ten
        )
        if is_turned and not is_next_year:
            yield one.span[0], two.span[1]


def _is_of_another(text: str, one: _Event, two: _Event) -> bool:
    """Whether the words before the second say that it is of another year, or of another thing."""
    is_this_year = _THIS_YEAR.search(text[one.span[1] : two.span[0]])
    if is_this_year and not _THIS_YEAR.search(text[: one.span[0]]):
        return True
    ahead = re.split("[，；]", text[one.span[1] : two.span[0]])[-1]
    subject = _NO_SUBJECT.sub("", ahead)
    is_new = len(subject) > 1 and subject not in text[: one.span[1]]
    return is_new or bool(_OTHERS.search(text[one.span[1] : two.span[1]]))


def _list_events(text: str) -> Iterator[_Event]:
    """The dated events of a sentence; what is dated twice (A至B) is none."""
    year = 0
    for match in _DATED.finditer(text):
        words = match["event"] or match["event2"] or ""
        if re.match("[至到—～-]", words) or re.search("[至到自从—～-]$", text[: match.start()]):
            continue
        own = int(match["year"] or match["year2"] or 0) or (year if match["same"] else 0)
        year = own or year
        when = own, int(match["month"] or 0), int(match["day"] or 0)
        stages = tuple(
            (number, stage)
            for number, chain in enumerate(_STAGES)
            for stage, form in enumerate(chain)
            if form.search(words)
        )
        if stages:
            yield _Event(when, stages, match.span(), _read_ten(match))


def _read_ten(match: re.Match[str]) -> str:
    """Which ten days of the month, as a sign that can be compared; nothing where none is told."""
    if match["day"]:
        return str(min((int(match["day"]) - 1) // 10, 2))
    part = (match["part"] or "")[:1]
    return str(_TENS.index(part)) if part and part in _TENS else ""


_STAGES = tuple(tuple(map(re.compile, chain)) for chain in _CHAINS)
