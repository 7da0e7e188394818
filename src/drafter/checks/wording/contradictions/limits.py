"""What is over a limit and said to keep it, and figures whose words say the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_HAN = "一二三四五六七八九"
_UNIT = r"(?P<{0}s>[万亿]?)(?P<{0}u>元|人|名|户|亩|平方米|公里|米|吨|公斤|天|个工作日|小时|岁|周岁|年|分贝|分钟|分|%|个|件|次|家|辆|台|册|间|张|℃|摄氏度|毫克|微克|毫米|厘米|毫升|克|升|兆帕|千瓦|伏|票|本|所|项|处|株|头)"
_FIGURE = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)" + _UNIT
_SIZES = {"": 1, "万": 10**4, "亿": 10**8}


def find_broken_limits(page: PageText) -> Iterator[Hit]:
    """D424: 每亩不超过200元……领取260元; 要求一级资质，三级资质的符合要求; 占四成，多数同意."""
    finders = (_find_over, _find_grades, _find_majorities, _find_larger, _find_renamed, _find_back)
    yield from find_clashes(page, finders, "，。；")


_MOST = re.compile(
    rf"(?:不超过|不高于|不得超过|不得高于|最高|上限为?|至多|最多|控制在|限额为?|封顶)(?:不超过)?{_FIGURE.format('a')}(?:以内)?"
)
_LEAST = re.compile(
    rf"(?:不少于|不低于|不得少于|不得低于|至少|最低|下限为?|起点为?|须达到?|应达到?|须满|应满|年满|满|(?:合格|及格|录取|入围|达标|控制|分数|起付|准入|最低)(?:线|标准|分数线)(?:为|是|定为|划定为|划在)?){_FIGURE.format('a')}(?:以上)?"
)
_HAD = rf"(?:领取|领到|获得|获|补助|补贴|报销|发放|给予|兑现|支付|实际(?:为|达到?|支出|使用|面积)?|实为|达到?|共|仅|只有|只|用时|耗时|支出|花费|得分?|考了?|考取|考出|实测值?|测得|实得|成绩|读数|获)[^，。；\d]{{0,10}}?{_FIGURE.format('b')}"
_GRANTED = re.compile(_HAD)
_FITS = re.compile(
    "符合(?:规定|条件|要求|标准)|达标|达到(?:要求|标准|规定)|合格|合规|满足(?:要求|条件)|顺利通过|获批|控制在限额内"
)
_UNFIT = re.compile(
    "不符合|不合格|不达标|未达标|不合规|未达到|落选|落榜|未入围|未能入围|不及格|超标"
)
_RULE_APART = re.compile(
    "超出|违规|不足|除外|另|以外|违反|问题|退回|追回|处罚|但|原|去年|累计|合计|共计"
)


def _read(match: re.Match[str], sign: str) -> Decimal:
    return Decimal(match[sign].replace(",", "")) * _SIZES[match[f"{sign}s"]]


def _find_over(text: str) -> Iterator[Clash]:
    """每亩不超过200元，老唐每亩领取260元; 面积不少于30平方米，实际为24平方米，符合要求."""
    for form, is_most in ((_MOST, True), (_LEAST, False)):
        for first in form.finditer(text):
            each = re.search("每[\u4e00-\u9fff]", re.split("[。；]", text[: first.start()])[-1])
            for then in _GRANTED.finditer(text, first.end(), first.end() + 80):
                between = text[first.end() : then.start()]
                is_same = then["bu"].removeprefix("周") == first["au"].removeprefix("周")
                if not is_same or _RULE_APART.search(between + then[0]):
                    continue
                if each and each[0] not in between + then[0]:
                    continue
                limit, had = _read(first, "a"), _read(then, "b")
                is_over = had > limit if is_most else had < limit
                behind = text[then.end() :][:20]
                says_not = _UNFIT.search(behind)
                says_fit = (_FITS.search(behind) and not says_not) or (each and is_most)
                is_within = had < limit if is_most else had > limit
                if (is_over and says_fit) or (is_within and says_not and not each):
                    fit = says_not or _FITS.search(behind)
                    end = then.end() + (fit.end() if fit else 0)
                    yield Clash("限额", first[0], text[then.start() : end], then.start(), end)
                    return


_RANKS = (
    ("特级", "一级", "二级", "三级", "四级"), ("甲级", "乙级", "丙级", "丁级"), ("高级", "中级", "初级"),
    ("博士", "硕士", "本科", "大专", "高中", "初中", "小学"), ("国家级", "省级", "市级", "县级"), ("正高级", "副高级"),
)  # fmt: skip
_ASKS = r"(?:要求|须|应当?|需|必须|限|具备|具有|持有)[^，。；]{0,16}?"
_MEETS = "[^。；]{0,30}?(?:符合|满足|达到|通过资格|入围|中标|录用|报考成功|获聘)"


def _find_grades(text: str) -> Iterator[Clash]:
    """要求具备一级资质。具有三级资质的华信公司符合要求."""
    if not re.search("符合|满足|通过资格|入围|中标|录用", text):
        return
    for ranks in _RANKS:
        for at, rank in enumerate(ranks[:-1]):
            first = re.search(
                rf"{_ASKS}{rank}(?P<of>[\u4e00-\u9fff]{{0,4}}?)(?:及以上|以上)?(?P<noun>资质|学历|职称|证书|文凭|资格)",
                text,
            )
            if first is None:
                continue
            lower = "|".join(ranks[at + 1 :])
            form = re.compile(
                rf"(?P<at>(?:{lower})[\u4e00-\u9fff]{{0,4}}?(?:{first['noun']}|毕业))(?=[^，。；]{{0,12}}(?:的|，)){_MEETS}"
            )
            then = form.search(text, first.end())
            if then and not re.search(
                "不|未|或|、|也可|放宽|及以下", text[first.start() : then.end()]
            ):
                yield Clash("条件", first[0], then["at"], *then.span("at"))
                return


_SHARE = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{2,6}}?)(?:[^，。；\d]{{0,8}})(?:占|仅占|为|有)(?:(?P<per>\d{{1,2}}(?:\.\d+)?)%|(?P<tenths>[{_HAN}])成)"
)
_MAJOR = re.compile(
    "(?P<at>(?:(?P<most>大多数|绝大多数|多数|半数以上|过半数?|大部分|绝大部分)|少数|小部分|极少数|不到半数|不足半数)(?:的)?(?P<who>[\u4e00-\u9fff]{1,12}))"
)
_HALF = 50


def _find_majorities(text: str) -> Iterator[Clash]:
    """同意更换的占四成，多数业主同意更换."""
    for then in _MAJOR.finditer(text) if "数" in text or "部分" in text or "过半" in text else ():
        start = max(text.rfind("。", 0, then.start()), 0)
        shares = list(_SHARE.finditer(text, start, then.start()))
        if len(shares) != 1:
            continue
        share = shares[0]
        per = (
            Decimal(share["per"])
            if share["per"]
            else Decimal(10 * (_HAN.index(share["tenths"]) + 1))
        )
        clause = re.split("[，。；]", text[: share.end()])[-1]
        is_same = any(clause[n : n + 2] in then["who"] for n in range(len(clause) - 1))
        is_not = re.search("不|未|反对|没", clause + then["who"])
        if is_same and not is_not and (per < _HALF if then["most"] else per > _HALF):
            yield Clash("多少", share[0], then["at"], *then.span("at"))


_LARGER = re.compile(
    "(?P<one>[\u4e00-\u9fff]{2,4}?)(?P<way>(?P<more>大于|超过|高于|多于|超出|大过)|小于|低于|少于|不及)(?P<other>[\u4e00-\u9fff]{2,4})(?=[，。；])"
)


def _find_larger(text: str) -> Iterator[Clash]:
    """资产总额4.2亿元、负债总额5.1亿元，资产大于负债."""
    for then in _LARGER.finditer(text):
        start = text.rfind("。", 0, then.start()) + 1
        figures = [
            list(
                re.finditer(
                    rf"{then[name]}[\u4e00-\u9fff]{{0,4}}{_FIGURE.format('a')}",
                    text[start : then.start()],
                )
            )
            for name in ("one", "other")
        ]
        if any(len(each) != 1 for each in figures):
            continue
        (one,), (other,) = figures
        gap = _read(one, "a") - _read(other, "a")
        if one["au"] == other["au"] and gap and bool(then["more"]) != (gap > 0):
            yield Clash("多少", f"{one[0]}、{other[0]}", then[0], *then.span())


_CHANGED = re.compile(
    rf"[由从](?:[^，。；\d]{{0,10}}){_FIGURE.format('a')}(?:调整|变更|变|改|修订|核定|调)(?:为|到|至){_FIGURE.format('b')}[，。；][^。；，]{{0,10}}?(?:有所|明显|进一步|大幅|相应|显著)*(?P<at>(?P<up>加重|增加|提高|上涨|上升|增长|上调|延长|扩大)|减轻|减少|降低|下降|下调|缩短|缩小)(?!了?\d|[到至]|效率|满意|能力|质量|透明)"
)
_OF_OTHERS = re.compile("满意|效率|压力|成本|便利|质量|体验|积极|收益|竞争|[比较]")


def _find_renamed(text: str) -> Iterator[Clash]:
    """由1.8元调整为1.5元，业主负担有所加重: the way, where the verb says none."""
    for match in _CHANGED.finditer(text) if "由" in text or "从" in text else ():
        gap = _read(match, "b") - _read(match, "a")
        behind = text[match.end("bu") : match.start("at")]
        is_same = match["au"] == match["bu"] and gap and not _OF_OTHERS.search(behind)
        if is_same and bool(match["up"]) != (gap > 0):
            yield Clash(
                "增减", text[match.start("a") : match.end("bu")], match["at"], *match.span("at")
            )


_GOING = re.compile(
    "(?:由|从)(?P<start>[\u4e00-\u9fff]{2,6}?)(?:站|机场|港)?(?:开往|飞往|驶往|前往|赴|发往|运往|出发前往|出发赴)(?P<end>[\u4e00-\u9fff]{2,6}?)(?=[的，。；站市县机港])"
)


def _find_back(text: str) -> Iterator[Clash]:
    """由成都开往西安，到达成都时."""
    for first in _GOING.finditer(text):
        form = re.compile(rf"(?P<at>(?:到达|抵达|飞抵|驶抵|运抵|运达|到站){first['start']})")
        then = form.search(text, first.end())
        if then and not re.search("返|回|折", text[first.end() : then.start()]):
            yield Clash("去向", first["end"], then["at"], *then.span("at"))
