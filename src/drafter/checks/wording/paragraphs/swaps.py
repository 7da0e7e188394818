"""One of a class in the place of another: 小麦 and 水稻, 安全生产 and 森林防火, 办法 and 规定, A for B who was charged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.lexicon import read_rows
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_LEAST_SHARED, _MOST_SHARED = 3, 10
_PAIR = 2
"""Where more of a class stand in a paragraph, each may be meant."""
_TWO_THINGS = re.compile(
    "分别|同时|另外|此外|相比|其次|一是|以及|既|又|还要|并重|统筹|两手|轮作|套种|改种|转为|不同"
)
_POINTING = re.compile("(?:这次|此次|本次|该|上述|这项|这一|本届|这场|此项)[^，。；]{0,2}$")
_FIGURE = re.compile(r"[\d%]")


def find_swapped_things(page: PageText) -> Iterator[Hit]:
    """D424: 小麦赤霉病防治……水稻赤霉病防治; 由教育局起草……财政局将起草的; 《X办法》……《X规定》."""
    yield from find_clashes(page, (_find_swaps, _find_deeds, _find_titles, _find_heard), "，。")


def _find_swaps(text: str) -> Iterator[Clash]:
    """Two words of a class before the same words: the second stands for the first."""
    for (words,) in read_rows("classes"):
        present = sorted((each for each in words.split() if each in text), key=text.find)
        if len(present) == _PAIR and text.count(present[1]) == 1 and present[1] not in present[0]:
            yield from _compare(text, *present)


def _compare(text: str, one: str, other: str) -> Iterator[Clash]:
    behind_one, at = text.find(one) + len(one), text.find(other)
    behind = at + len(other)
    shared = _share(text[behind_one:], text[behind : behind + _MOST_SHARED])
    if len(shared) < _LEAST_SHARED:
        return
    between = text[behind_one + len(shared) : at]
    is_apart = "。" in between or (_POINTING.search(text[:at]) and "，" in between)
    is_listed = re.search(
        f"[、和与及]{other}|{other}[、和与及]|[、和与及]{one}|{one}[、和与及]", text
    )
    has_figure = _FIGURE.search(text[behind + len(shared) :][:6])
    if is_apart and not is_listed and not has_figure and not _TWO_THINGS.search(between):
        yield Clash("对象", one + shared, other + shared, at, behind)


def _share(one: str, other: str) -> str:
    size = 0
    while (
        size < min(len(one), len(other))
        and one[size] == other[size]
        and "\u4e00" <= one[size] <= "\u9fff"
    ):
        size += 1
    return one[:size]


_OFFICE = r"[\u4e00-\u9fff]{1,10}?(?:局|委|办|院|厅|镇|乡|村|街道|公司|中心|队|会|社|所|部|方|学校|医院|单位|站)"
_WORK = "起草|牵头|承办|主办|组织|实施|审核|验收|汇总|制定|采购|施工|建设|监理|运营|提供|编制|承担|落实|管理|养护|维护|供应|安装|设计|拟定|收集|征收|拆除|投资|出资|供货|开发|保管|使用|租赁|承租|出租|检测|培训|宣传|印刷|发放"
_CHARGED = re.compile(
    rf"(?:由|(?<=[，；。：])|^)(?P<who>{_OFFICE})(?:具体|主要|统一)?(?:负责|承担)?(?P<deed>{_WORK})(?P<what>[\u4e00-\u9fff]{{2,8}})?"
)
_AGAIN = re.compile(
    rf"(?:^|(?<=[。；，日前]))(?P<who>{_OFFICE})(?:(?:将|把|对)?(?P<deed>{_WORK})的(?P<what>[\u4e00-\u9fff]{{2,8}})|(?:要|应|须)?(?:切实)?(?:发挥|履行|担负|作为)(?:好)?(?P<lead>牵头|主办|承办)(?:单位|部门|作用|职责|责任))"
)
_BOTH = re.compile(
    "分别|共同|联合|会同|协助|配合(?!，)|各自|也|均|都|同样|以及|移交|转由|改由|接手|委托"
)


def _find_deeds(text: str) -> Iterator[Clash]:
    """由县教育局起草方案，县财政局落实资金。……县财政局将起草的方案; 乙方提供的场地."""
    if "由" not in text and "负责" not in text and "牵头" not in text:
        return
    charged = [(match["who"].rpartition("由")[2], match) for match in _CHARGED.finditer(text)]
    parties = {who for who, _ in charged}
    if len(parties) < 2:
        helpers = re.findall(rf"[、，和]({_OFFICE})(?:等)?(?:配合|协办|协助|参与)", text)
        parties |= set(helpers)
    for then in _AGAIN.finditer(text):
        deed = then["deed"] or then["lead"]
        owners = {
            who
            for who, match in charged
            if match["deed"] == deed
            and match.start() < then.start()
            and (
                then["lead"]
                or not match["what"]
                or match["what"][:2] in then["what"]
                or deed == "起草"
            )
        }
        who = then["who"]
        if (
            owners
            and who in parties
            and who not in owners
            and not any(who in each or each in who for each in owners)
        ):
            around = text[: then.end()]
            if not _BOTH.search(around.replace(f"{who}配合", "")):
                yield Clash(deed, sorted(owners)[0], who, *then.span("who"))


_TITLE = re.compile(
    r"《(?P<stem>[^》]{4,40}?)(?P<kind>管理办法|实施办法|办法|规定|实施细则|细则|条例|方案|意见|规划|计划|通知|制度|预案|报告|指南|标准|规则|要点|措施|决定|公约|章程)(?:（[^）]*）)?》"
)
_NEW = re.compile(
    "(?:制定|印发|出台|起草|修订|配套|编制|另|同时|及|和|与|、|发布|下发|审议|公布|依据|根据|按照|转发|贯彻|相关)[^，。；]{0,12}$"
)


def _find_titles(text: str) -> Iterator[Clash]:
    """审议通过了《城区停车管理办法》。……《城区停车管理规定》出台后."""
    titles = list(_TITLE.finditer(text)) if text.count("《") > 1 else []
    for one, then in pairwise(titles):
        is_other = one["stem"] == then["stem"] and one["kind"] != then["kind"]
        between = text[one.end() : then.start()]
        if is_other and "。" in between and len(titles) == 2 and not _NEW.search(between):
            yield Clash("文件名", one[0], then[0], *then.span())


_HEARD = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,4}(?:人大常委会|政协常委会|常委会|主席会议|全委会|党组|专家组|评审组|评委会|纪委))(?:会议|委员)?(?:听取|审议|听取并审议|听取和审议)(?:和审议|并审议)?(?:了)?(?P<by>[\u4e00-\u9fff]{1,4}(?:政府|法院|检察院|局|委|办|公司))[^。]*?。[^。，]{0,4}(?P<again>(?P=by))(?:对[^，。；]{0,8}报告(?:进行了|作了)?(?:审议|评议|表决)|常委会(?:组成人员)?|审议(?:认为|指出|通过)|组成人员)"
)
_DECIDED = re.compile(
    r"(?:^|(?<=[。；，]))(?P<one>[县市区省镇]?(?:委|政府|政协|人大常委会|纪委))(?:研究)?决定[^。]{2,40}?[，。；](?P<two>[县市区省镇]?(?:委|政府|政协|人大常委会|纪委))(?:的)?(?:这|该|此)一?(?:决定|决策|举措)"
)


def _find_heard(text: str) -> Iterator[Clash]:
    """县人大常委会听取了县政府……报告。县政府对报告进行了审议."""
    for match in _HEARD.finditer(text) if "审议" in text or "听取" in text else ():
        yield Clash("审议", match["who"], match["again"], *match.span("again"))
    for match in _DECIDED.finditer(text) if "决定" in text else ():
        if match["one"] != match["two"]:
            yield Clash("决定", match["one"], match["two"], *match.span("two"))
