"""Who does it, said in two ways: 牵头 and 配合, 该局 of two, 该院 of a school."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_ORGAN = r"[\u4e00-\u9fff]{2,12}?"
_LEADS = re.compile(
    rf"(?:^|由|(?<=[，。；、]))(?P<lead>{_ORGAN})(?P<role>牵头|主办|承办)(?:负责|办理)?[，、和](?P<helpers>[\u4e00-\u9fff、和]{{2,30}}?)(?P<help>配合|协办|协助|参与)"
)
_LEADER = re.compile(
    r"(?P<role>牵头|主办|承办|责任)(?:单位|部门)(?:（)?(?:是|为|：)?(?P<who>[\u4e00-\u9fff]{2,12}?(?:局|委|办|院|厅|镇|乡|街道|公司|中心|队|会|社|所|部))"
)
_LEADS_ALONE = re.compile(
    r"(?:由|系)(?P<lead>[\u4e00-\u9fff]{2,12}?(?:局|委|办|院|厅|镇|乡|街道|公司|中心|队|会|社|所|部|室|处|站|学校|集团))(?:负责|具体)?(?P<role>牵头|主办|承办|承建|协办)"
)
_SEVERAL = re.compile("分别|共同|联合|、|和|与|及|各|轮流")
_ROLES = (
    ("提出|提交", "提案者|提案人|提案单位|提出单位|提出者"), ("承办|办理", "承办单位|承办部门|承办方"), ("牵头", "牵头单位|牵头部门"),
    ("主办", "主办单位|主办方"), ("协办", "协办单位|协办方"), ("建设|投资建设", "建设单位|业主单位"), ("施工|承建", "施工单位|施工方|承建单位|承建方"),
    ("监理", "监理单位|监理方"), ("中标|承揽", "中标单位|中标人|中标企业"), ("实施", "实施单位|实施主体"), ("申报", "申报单位|申报人"),
    ("捐赠|捐助|捐建", "捐赠方|捐赠单位|捐赠人|捐赠企业"), ("起草", "起草单位|起草人"), ("运营", "运营单位|运营方"), ("设计", "设计单位|设计方"),
    ("主持", "主持人"), ("举报", "举报人"), ("承租|租赁", "承租人|承租方"), ("评审|评估", "评审单位|评估单位|评估机构"),
)  # fmt: skip
"""What is done, and what who does it is called."""
_ROLE_WAYS = tuple(
    (
        re.compile(
            rf"(?:由|系|是由)(?P<who>[\u4e00-\u9fff]{{2,10}}?)(?:负责|联合|统一)?(?:{done})(?![率过费院书])"
        ),
        re.compile(
            rf"(?:^|(?<=[，。；]))(?P<who>[\u4e00-\u9fff]{{2,10}}?)(?:作为|是)(?:本|该|此)?[^，。；]{{0,6}}?(?P<role>{called})"
        ),
    )
    for done, called in _ROLES
)
_TWO = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{1,10}(?P<kind>[局镇乡村县校院厅委办队所馆社站]))[与和、及](?P<two>[\u4e00-\u9fff]{1,10}(?P=kind))(?!等|[、和与及])[^。]{0,40}?[，。；](?P<that>该(?P=kind))(?![两二三几])"
)
_KINDS = {
    "院": "院所", "校": "校学园中小高职", "局": "局", "镇": "镇", "乡": "乡", "村": "村屯庄寨湾塘坪",
    "县": "县旗", "公司": "司厂集企行店", "医院": "院", "学校": "校学园中小高职", "小学": "小", "幼儿园": "园", "社区": "社区",
    "馆": "馆", "街道": "街", "中学": "中高", "合作社": "社", "企业": "企司厂集店行坊",
}  # fmt: skip
"""What 该…… may be called where it was named: 该校 a 中学, 小学, 学院."""
_THAT = re.compile(
    rf"(?:^|(?<=[。；，]))该(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?![长民里委党的所])"
)
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:中学|[一二三四五六七八九十]中|小学|学校|幼儿园|医院|卫生院|卫生服务中心|镇|乡|村|社区|局|公司|合作社|图书馆|博物馆|文化馆|派出所|敬老院|福利院|街道|法院|检察院)(?![长民])"
)
_ANOTHER = re.compile(
    "男|女|丈夫|妻子|儿子|女儿|父|母|爷|奶|老人(?!院)|学生|患者|病人|记者|书记|主任|局长|村民|群众|老师|医生|老板|校长|爱人|对方|同事"
)


def find_clashing_roles(page: PageText) -> Iterator[Hit]:
    """D424: who it is that leads, is meant or speaks, said in two ways."""
    finders = (_find_other_leaders, _find_other_holders, _find_unclear, _find_other_kinds)
    yield from find_clashes(page, finders, "，。；")


def _find_other_leaders(text: str) -> Iterator[Clash]:
    """由县住建局牵头、县财政局配合。牵头单位县财政局."""
    for first in _LEADS.finditer(text) if "牵头" in text or "办" in text else ():
        for then in _LEADER.finditer(text, first.end()):
            helpers = text[first.end("role") : first.start("help")]
            if then["role"] in (first["role"], "责任") and then["who"] in helpers:
                name = f"{then['role']}单位"
                yield Clash(name, first["lead"], then["who"], *then.span("who"))
                return
    alone = list(_LEADS_ALONE.finditer(text))
    if len({each["role"] for each in alone}) != len(alone):
        return
    for first in alone:
        for then in _LEADER.finditer(text, first.end()):
            one, other = first["lead"], then["who"]
            is_other = other not in one and one not in other and one[-2:] != other[-2:]
            is_two = _SEVERAL.search(one + other) or "（" in text[first.end() : then.start()]
            if then["role"] == first["role"] and is_other and not is_two:
                yield Clash(f"{then['role']}单位", one, other, *then.span("who"))
                return


def _find_other_holders(text: str) -> Iterator[Clash]:
    """由民盟区委提出……民建区委作为提案者: a role that two have."""
    for done, called in _ROLE_WAYS if "由" in text or "系" in text else ():
        first = done.search(text)
        then = called.search(text, first.end()) if first else None
        if first is None or then is None:
            continue
        one, other = first["who"], then["who"]
        is_other = (
            one not in other
            and other not in one
            and not re.search("[、和与及该本其这]", one + other)
        )
        if is_other and not _ANOTHER.search(other):
            yield Clash(then["role"], one, other, *then.span("who"))


def _find_unclear(text: str) -> Iterator[Clash]:
    """县卫健局与县医保局联合核查，该局抽调12人: which of them."""
    for match in _TWO.finditer(text) if "该" in text else ():
        yield Clash(match["that"], match["one"], match["two"], *match.span("that"))


def _find_other_kinds(text: str) -> Iterator[Clash]:
    """市第三中学……该院: nothing of that kind is named in the paragraph, and something else is."""
    for then in _THAT.finditer(text) if "该" in text else ():
        ahead = text[: then.start()]
        named = _NAMED.search(ahead)
        if named and not any(sign in ahead for sign in _KINDS[then["kind"]]):
            yield Clash(then[0], named[0], then[0], *then.span())
