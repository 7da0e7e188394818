"""What is said of all, or of none, and some that are otherwise behind it: 全部合格……不合格的已处置."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_ALL = re.compile(
    r"(?P<all>(?:已全部|均已|全部|全都|都已|一律|全员|悉数|无一例外地?|均|全数)(?:已经?|均|都|顺利|如期|按期|正式|实现|能够|得到|予以|被)*(?P<what>[\u4e00-\u9fff]{2,10}))"
)
_NOT = "(?:未能|未曾|尚未|还未|仍未|没有|没能|未|不)"
_NO_VERB = frozenset(
    "进行 开展 可以 应当 必须 需要 要求 按照 由于 不得 安排 组织 由各 要按 纳入 以及 采取 来自 采用 使用 作为 属于 位于 具有 存在 没有 不同 高于 低于 超过 不再 不得".split()
)
_HELD = (
    "(?:已|正在|正|将|均|被|要|应|继续|仍|须|限期|逐一|由|也|全部|拟|进行|下达|责令|列出|建立|分别)"
)
_IF = re.compile(
    "如|若|凡|一旦|倘|对于|要求|严禁|防止|避免|不得|杜绝|去年|上年|此前|以往|往年|过去|原[来先]|其他|其余|另[外有]|除|下[一]?步|今后|今年以来|曾|之前|改造前|整改前|前期|上次|上批|原则|首次|初次|一度|之初|否则|即|外[^，。；]{0,3}$|为止|复[查检]|经整改|整改后"
)
_NOT_ALL = re.compile(
    "基本|首批|一期|部分|多数|大部|主要|试点|重点|其中|应急|原则上|前期|前[\\d一二两三四五]|除|不是|并非|未|不|没有|要|应|须|确保|力争|争取|计划|预计|将|拟|若|如|凡|只有|是否|能否|一旦|待|目标|达到?[\\d]|去年|上年|逐步|有望|年底前"
)
_MOST = 90
_LEAST_WHAT, _MOST_AHEAD = 2, 2


def find_exceptions(page: PageText) -> Iterator[Hit]:
    """D424: 均已通过验收，未通过验收的5家; 未收到异议，对两条异议已答复; 无人受伤，3名伤者."""
    yield from find_clashes(
        page, (_find_some_not, _find_rates_below, _find_some, _find_some_of_none), "，。；"
    )


def _find_some_not(text: str) -> Iterator[Clash]:
    """42家企业均已通过验收，未通过验收的5家企业正在整改."""
    for first in _ALL.finditer(text):
        ahead = text[: first.start()]
        is_part = _NOT_ALL.search(_clause_of(text, len(ahead))) or "除" in ahead.split("。")[-1]
        if is_part or first["what"][:2] in _NO_VERB:
            continue
        tail = text[first.end("all") : first.end("all") + _MOST]
        whole = first["what"]
        names = [whole[:size] for size in range(min(len(whole), 4), _LEAST_WHAT - 1, -1)]
        for what in (*names, *([whole[2:4]] if len(whole) > _LEAST_WHAT + 1 else ())):
            form = re.compile(
                rf"(?P<at>{_NOT}[\u4e00-\u9fff]{{0,3}}?{what}(?:的)?(?P<rest>[^，。；]{{0,14}}))"
            )
            then = form.search(tail)
            if then and _is_held(tail, then):
                start = first.end("all") + then.start()
                yield Clash("范围", first["all"], then["at"], start, start + len(then["at"]))
                return


def _is_held(tail: str, then: re.Match[str]) -> bool:
    """Whether those that are not are there, and not only thought of."""
    between = tail[: then.start()]
    if _IF.search(between) or re.search("[、“”]", between):
        return False
    clause = re.split("[，。；]", between)[-1]
    if (
        len(re.sub("目前|其中|但|对|将|仅|只|仍|尚|还|有|剩|余|现|这些|上述", "", clause))
        > _MOST_AHEAD
    ):
        return False  # 村卫生室尚未配备的: others
    rest = then["rest"]
    has_some = re.search("(?:有|仅|只|仍|尚|还|剩|余)[^，。；]{0,10}$", clause)
    has_number = re.search(r"\d|[一二两三四五六七八九十几]+[个名家户件处项批条座所人]", rest)
    follows = tail[then.end("at") :][:6]
    done = re.search(rf"{_HELD}|，(?:{_HELD})", rest + follows)
    is_of = "的" in then["at"] or re.match("[\u4e00-\u9fff]{2,6}" + _HELD, rest)
    return bool(has_some or (has_number and is_of) or (done and is_of))


_EVERY = re.compile(
    r"(?:全员|全部|均|都|悉数|无一例外地?)(?:已|顺利|一次性)*(?P<what>通过|合格|达标|完成|办结|到位|投保|接种|签约|就业|脱贫|入学|及格|满意|优良|参加|参训|到会|升学)"
)
_RATE = r"(?P<at>[\u4e00-\u9fff]{0,4}率(?:仅|只|就|也)?(?:为|达|达到|有|是)?(?P<rate>\d{1,2}(?:\.\d+)?)%)"
_OF_DEED = {"通过": "合格 通过", "参加": "参与 参会 到会", "参训": "参训", "到位": "到位"}


def _find_rates_below(text: str) -> Iterator[Clash]:
    """参训人员全员通过考核，合格率为96%."""
    for first in _EVERY.finditer(text) if "率" in text else ():
        if _NOT_ALL.search(_clause_of(text, first.start())):
            continue
        tail = text[first.end() : first.end() + 30]
        then = re.search(_RATE, tail)
        if then is None or _IF.search(tail[: then.start()]):
            continue
        names = _OF_DEED.get(first["what"], first["what"]).split()
        rate = re.split(r"率", then["at"])[0]
        if any(rate.endswith(name) for name in names) and "优" not in rate:
            start = first.end() + then.start()
            yield Clash("范围", first[0], then["at"], start, start + len(then["at"]))


_NONE = re.compile(
    r"(?P<none>(?:没有|未|无一|尚无|并无|无|零|从未|均未|不曾)(?:再|曾|能|出现|发生|收到|接到|发现|造成|导致|产生|引发|受理|查出|检出|存在|新增)*(?:过|到|了)?(?:任何|一[起例件条人户名个宗处]|人员?)?(?:的)?(?P<what>[\u4e00-\u9fff]{2,12}))(?=[，。；、]|$)"
)
_SAME = (
    "伤亡 受伤 伤者 伤员 遇难 死者 死亡 遇难者 重伤 轻伤", "损失 经济损失 财产损失", "缺席 请假 缺席的 未到会 缺席者", "异议 异议者",
    "上访 上访案件 上访者 信访人", "返贫 返贫的 返贫户", "致贫 致贫户", "投诉 投诉者 投诉件", "逾期 逾期的", "违纪 违纪者 违纪人员", "迟到 迟到者", "反对 反对票 弃权",
    "弃权 弃权票", "缺考 缺考者", "掉队 掉队者", "报名 报名者 报名人员", "隐患", "漏报 漏报的", "偏差 误差", "差错 错误", "欠薪 欠薪案件", "溺水 溺水者 溺亡", "失踪 失踪者 失联",
    "被困 被困者 被困群众", "感染 感染者 病例 患者", "病例 患者 感染者", "火灾 火情 起火", "退出 退出的", "淘汰 被淘汰", "违约 违约方", "重复 重复的",
)  # fmt: skip
_WORDS = {words.split()[0]: tuple(words.split()) for words in _SAME}
_QUALIFIED = re.compile(
    "较大|重大|特大|以上|新增|群体|责任|同类|类似|重特|越级|进京|新的|其他|再次|明显|大的|根本|规模性"
)


def _find_some(text: str) -> Iterator[Clash]:
    """公示期间未收到任何异议，对收到的两条异议已逐一答复; 无一人受伤，3名伤者."""
    for first in _NONE.finditer(text):
        what = first["what"]
        clause = _clause_of(text, first.start())
        yield from _find_qualified(text, first)
        if _QUALIFIED.search(first["none"]) or re.search(
            "如|若|凡|要|应|须|确保|力争|争取|将|拟|是否|有无|能否|实现|防止|因|由于|只要|目标",
            clause,
        ):
            continue
        tail = text[first.end() : first.end() + _MOST]
        key = next((each for each in _WORDS if what.endswith(each)), "")
        words = _WORDS.get(key, ()) or (what[-4:], what[-3:], what[-2:])
        for word in dict.fromkeys(each for each in words if len(each) > 1):
            then = re.compile(
                rf"(?P<at>(?:(?<!未)(?<!无)(?<!不)\d+|[一二两三四五六七八九十]+)(?:多|余)?[名起例件条人户处宗个位张](?P<of>[\u4e00-\u9fff]{{0,4}}?){word}"
                rf"|(?:对|将|把)(?:收到|发现|接到|出现|查出|排查)的?[^，。；]{{0,4}}{word}"
                rf"|{word}(?:起数|件数|数量|总量|案件|人数|量|数)?(?:同比|较上年|比上年|环比|较去年|比去年)?(?:下降|上升|减少|增加|增长|约|为|达|共)(?=[^，。；]{{0,8}}[\d一二三四五六七八九半])"
                rf"|{word}的(?:\d+|[一二两三四五六七八九十]+)[名起例件条人户处宗个位]"
                rf"|{word}(?:已|均已|正在)(?:被|送|得到|处|妥|全|送医|救治|整改|化解|答复))"
            ).search(tail)
            if then is None:
                continue
            between = tail[: then.start()]
            if not _IF.search(between) and not re.search("[未无]|没有", between[-4:]):
                start = first.end() + then.start()
                yield Clash("有无", first["none"], then["at"], start, start + len(then["at"]))
                return


_NONE_AT_ALL = re.compile(
    "(?P<none>(?:没有|并无|尚无|暂无|无)(?:任何|一[例起名件个户人]|新的)?(?P<what>[\u4e00-\u9fff]{2,6}))[，。；](?P<at>(?:该|这些|上述|对|这)?(?P=what)[\u4e00-\u9fff]{0,2}?(?:均|已|全部|主要(?!是因)|用于|共计?|达|总额|总数|同比|占|分别|待遇|\\d))"
)


def _find_some_of_none(text: str) -> Iterator[Clash]:
    """没有女职工，女职工待遇全部落实; 无一例投诉，投诉均已办结."""
    for match in _NONE_AT_ALL.finditer(text) if "没有" in text or "无" in text else ():
        if not _IF.search(_clause_of(text, match.start()) + match["at"]):
            yield Clash("有无", match["none"], match["at"], *match.span("at"))


_GRADE = re.compile(
    "(?P<grade>较大|重大|特大|亡人|责任)(?:及以上|以上)?(?P<of>[\u4e00-\u9fff]{0,4}事故)"
)


def _find_qualified(text: str, first: re.Match[str]) -> Iterator[Clash]:
    """未发生较大及以上事故。……其中较大事故1起: of the grade that there was none of."""
    graded = _GRADE.search(first["none"])
    if graded is None:
        return
    form = re.compile(
        rf"(?P<at>(?<!无)(?<!未发生)(?:{graded['grade']}[\u4e00-\u9fff]{{0,4}}事故[1-9]\d*起|[1-9]\d*起{graded['grade']}[\u4e00-\u9fff]{{0,4}}事故))"
    )
    then = form.search(text, first.end(), first.end() + _MOST)
    if then and not _IF.search(text[first.end() : then.start()]):
        yield Clash("有无", first["none"], then["at"], *then.span("at"))


def _clause_of(text: str, end: int) -> str:
    """The words of the clause before this place."""
    return re.split("[，。；：]", text[:end])[-1]
