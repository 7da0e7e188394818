"""Which way a figure went, said otherwise than the figures do, or than it was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import parse_han

_UP = "增长|增加|上升|提高|提升|上涨|扩大|攀升|回升|增至|升至|增多|增产|增收|多发|反弹|走高|上扬|增大|加快|拉高"
_DOWN = (
    "下降|减少|降低|下滑|回落|下跌|缩小|压减|降至|减至|减产|减收|萎缩|走低|收窄|缩减|放缓|骤降|锐减"
)
_WAY = rf"(?P<{{0}}>(?P<{{0}}u>{_UP})|{_DOWN})"
_NUMBER = r"(?<![第\d.])(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}s>[万亿]?)(?P<{0}u>个百分点|百分点|%|‰|[\u4e00-\u9fff]{{1,2}}?)"
_A, _B = _NUMBER.format("a"), _NUMBER.format("b")
_FROM_TO = re.compile(
    rf"[由从](?:去年|上年|前年|上[一个]?[年季月]度?|[^，。；、\d]{{0,8}})?(?:同期)?的?{_A}(?P<way>(?P<up>增加|增长|上升|提高|提升|增|升|扩大|上涨|涨|发展|壮大)|减少|下降|降低|减|降|缩小|下跌|压缩|缩短|下滑|回落)(?:了)?(?:至|到|为)(?:今年|目前|现在|当前|本年|[^，。；、\d]{{0,6}})?的?(?P<b>\d[\d,]*(?:\.\d+)?)(?P<bs>[万亿]?)(?P=au)"
)
_SAME_AS = re.compile(
    rf"{_A}[^，。；\d]{{0,4}}，(?:而)?(?:去年|上年)(?:同期)?(?:为|是|有|则为|仅|共)?(?P<b>\d[\d,]*(?:\.\d+)?)(?P<bs>[万亿]?)(?P=au)[^，。；\d]{{0,4}}，[^，。；\d]{{0,8}}?(?:同比|比上年|较上年|比去年|较去年)?(?P<way>(?P<up>{_UP}|多)|{_DOWN}|少)"
)
_THAN = re.compile(
    rf"{_A}[^，。；\d]{{0,4}}，?(?:比|较)(?:去年|上年|前年|上月|上季度|计划|目标|全[国省市县])(?:同期)?的?(?P<b>\d[\d,]*(?:\.\d+)?)(?P<bs>[万亿]?)(?P=au)[^，。；\d]{{0,4}}?(?P<way>(?P<up>增加|增长|上升|提高|多|高|增)|减少|下降|降低|少|低|减)(?:了|出)?\d"
)
_THEN_BY = re.compile(
    rf"[由从][^，。；\d]{{0,8}}{_A}(?P<first>增加|增长|上升|提高|提升|增|升|扩大|减少|下降|降低|减|降|缩小|缩短|压缩)(?:了)?(?:至|到|为)[^，。；\d]{{0,4}}(?P<b>\d[\d,]*(?:\.\d+)?)(?P<bs>[万亿]?)(?P=au)，(?:同比|共|累计|净|平均|[^，。；\d]{{0,4}})?(?P<way>(?P<up>增加|增长|上升|提高|提升|增产|增收|扩大|多)|减少|下降|降低|减产|减收|缩小|少|减)(?:了)?\d"
)
_AVERAGE = re.compile(
    rf"{_A}，(?:[^，。；\d]{{0,4}})(?P<way>(?P<up>高于|超过|快于|高出|领先|优于)|低于|慢于|落后|不及|少于)(?:了)?[^，。；\d]{{0,6}}(?:全[国省市县区州校班行]|同[^，。；\d]{{1,4}}|平均|合格|警戒|标准|规定|目标|往年|历年)[^，。；\d]{{0,6}}(?:平均)?(?:水平|增速|增幅|分数?|值|线|数|成本|价格?|工资)?(?:[（(]|为|的)?(?P<b>\d[\d,]*(?:\.\d+)?)(?P<bs>[万亿]?)(?P=au)(?=[）)，。；的]|$)"
)
_SIZES = {"": 1, "万": 10**4, "亿": 10**8}


def find_clashing_trends(page: PageText) -> Iterator[Hit]:
    """D424: 由92.6%提高到90.1%; 412件，去年同期为468件，同比上升; 回落1.4个百分点，回升势头明显."""
    finders = (_find_wrong_ways, _find_other_ways, _find_balance, _find_surplus)
    others = (
        _find_referred,
        _find_other_base,
        _find_named_otherwise,
        _find_turned,
        _find_steps_of_ranks,
    )
    yield from find_clashes(page, (*finders, *others), "增减升降高低多少涨跌落滑")


def _read(match: re.Match[str], sign: str) -> Decimal:
    return Decimal(match[sign].replace(",", "")) * _SIZES[match[f"{sign}s"]]


def _find_wrong_ways(text: str) -> Iterator[Clash]:
    """Two figures of one thing, and a word for the way from one to the other that is not theirs."""
    forms = ((_FROM_TO, "b"), (_SAME_AS, "a"), (_THAN, "a"), (_THEN_BY, "b"), (_AVERAGE, "a"))
    for form, now in forms:
        for match in form.finditer(text):
            then = "a" if now == "b" else "b"
            gap = _read(match, now) - _read(match, then)
            is_up = bool(match["up"])
            if form is _AVERAGE and 2 * _read(match, then) < _read(match, now):
                continue  # 低于平均分5分: by so much
            if gap and is_up != (gap > 0):
                figures = f"{match[then]}{match[f'{then}s']}→{match[now]}{match[f'{now}s']}"
                yield Clash("增减", figures, match["way"], *match.span("way"))


_GREATLY = "大幅度?|明显|显著|持续|不断|逐年|急剧|稳步|有所|进一步|小幅"
_SAID = re.compile(
    rf"(?:{_GREATLY})(?P<one>(?P<oneu>{_UP})|{_DOWN})，(?:同比|比上年同期|比上年|较上年同期|较上年|比去年同期?|环比)(?P<two>(?P<twou>增长|增加|上升|提高)|下降|减少|降低|下滑)(?:了)?(?:约|近|超)?\d"
)
_BY = r"(?:了)?(?:约|近|超)?\d[\d.,]*[万亿]?(?:%|个百分点|[\u4e00-\u9fff]{1,2})"
_MOMENTUM = re.compile(
    rf"(?P<one>(?P<oneu>增长|增加|上升|提高|回升|上涨|加快)|下降|减少|降低|下滑|回落|下跌|放缓|收窄){_BY}，(?:[^，。；\d]{{0,6}})?(?P<two>(?P<twou>回升|增长|上升|反弹|上涨|攀升|走高|上扬)|下降|下滑|回落|下跌|走低|放缓)(?:的)?(?:势头|态势|趋势|幅度|步伐)"
)
_BOTH = re.compile(
    rf"(?P<one>(?P<oneu>增长|增加|上升|提高|上涨)|下降|减少|降低|下滑|回落){_BY}，[^，。；]{{2,16}}?(?P<also>(?P<alsou>增长|增加|上升|提高|上涨)|下降|减少|降低|下滑|回落){_BY}，[^，。；]{{0,8}}?(?:[两二三]项[^，。；]{{0,6}}|[均都]|双双|同步|全部)(?:指标)?(?:均|都|双双|呈|呈现|实现|保持|继续|持续|同比|不同程度|出?现)*(?:呈|现)?(?:出)?(?P<two>(?P<twou>上升|增长|提高|增加|双升|双增|上涨)|下降|减少|降低|双降|双减|下滑)"
)


def _find_other_ways(text: str) -> Iterator[Clash]:
    """客流量大幅下降，同比增长35%; 下降18%，……下降26%，两项均呈上升态势."""
    for form in (_SAID, _MOMENTUM, _BOTH):
        for match in form.finditer(text):
            is_up, then_up = bool(match["oneu"]), bool(match["twou"])
            also = match.groupdict().get("also")
            is_one = also is None or bool(match["alsou"]) == is_up
            is_rate = re.search(
                "降幅|跌幅|减幅|增速|增幅", re.split("[，。；]", text[: match.start()])[-1]
            )
            if is_one and is_up != then_up and not (is_rate and form is not _MOMENTUM):
                yield Clash("增减", match["one"], match["two"], *match.span("two"))


_BALANCE = re.compile(
    r"(?P<in>新增|新设|新注册|净流入|流入|迁入|出生|收入|入职|新开)[^，。；\d]{0,8}(?P<a>\d+)(?P<s>万?)(?P<u>[户家人名个件元])[^，。；\d]{0,4}，(?P<out>注销|吊销|流出|迁出|死亡|支出|离职|关闭|退出)[^，。；\d]{0,8}(?P<b>\d+)(?P=s)(?P=u)[^，。；\d]{0,4}，[^，。；\d]{0,10}?(?P<way>(?P<up>净?增加|净增|多)|净?减少|净减)(?:了)?\d"
)


def _find_balance(text: str) -> Iterator[Clash]:
    """新增420户，注销180户，总数减少240户."""
    for match in _BALANCE.finditer(text):
        is_more = int(match["a"]) > int(match["b"])
        if int(match["a"]) != int(match["b"]) and bool(match["up"]) != is_more:
            figures = f"{match['in']}{match['a']}、{match['out']}{match['b']}"
            yield Clash("增减", figures, match["way"], *match.span("way"))


_SURPLUS = re.compile(
    r"(?:完成|报送|实现|达到?|共|招收|引进|实施|改造|新建)[^，。；\d]{0,12}(?P<a>\d[\d.,]*)(?P<s>[万亿]?)(?P<u>[\u4e00-\u9fff]{1,2}?)[^，。；\d]{0,6}，(?P<way>(?:已|均)?超额(?:完成)?)(?:了)?[^，。；\d]{0,10}(?:计划|任务|目标|指标)[^，。；\d]{0,4}(?P<b>\d[\d.,]*)(?P=s)(?P=u)"
    r"|(?:计划|任务|目标)[^，。；\d]{0,10}(?P<b2>\d[\d.,]*)(?P<s2>[万亿]?)(?P<u2>[\u4e00-\u9fff]{1,2}?)[^，。；\d]{0,6}，(?:[^，。；\d]{0,6}，)?[^，。；\d]{0,8}(?:完成|报送|实现|实际)[^，。；\d]{0,8}(?P<a2>\d[\d.,]*)(?P=s2)(?P=u2)[^，。；\d]{0,6}，(?P<way2>(?:已|均)?超额(?:完成)?)"
)


def _find_surplus(text: str) -> Iterator[Clash]:
    """完成6篇，超额完成计划8篇: fewer than were planned."""
    for match in _SURPLUS.finditer(text) if "超额" in text else ():
        sign = "" if match["a"] else "2"
        done, planned = (
            Decimal(match[f"{each}{sign}"].replace(",", "").rstrip(".")) for each in "ab"
        )
        if done < planned:
            unit = match[f"s{sign}"] + match[f"u{sign}"]
            figures = f"计划{planned}{unit}、完成{done}{unit}"
            yield Clash("完成情况", figures, match[f"way{sign}"], *match.span(f"way{sign}"))


_EITHER = re.compile(rf"(?P<up>{_UP})|{_DOWN}")
_REFERRED = re.compile(
    r"(?:这一|该|此|上述|这种|其|，)(?P<at>(?:(?P<up>上升|增长|增加|攀升|上涨|提高|走高|回升|反弹|扩大)|下降|减少|下滑|回落|下跌|降低|走低|萎缩|缩小)(?:的)?(?:态势|趋势|势头|局面|走势|主要原因|原因|主因))"
    r"|，(?:实现|取得|保持|延续)(?:了)?(?:连续)?[^，。；]{0,6}?(?P<at2>(?P<up2>增产|增长|增收|增加)|减产|下降|减收)(?=[，。；])"
)
_MIXED_WAYS = re.compile(
    "扭转|遏制|遏止|止住|一改|改变|但|而|虽|由[^，。；]{0,3}转|转为|止跌|止滑|预计|力争|将|防止|避免|去年|上年|此前|曾|为[^，。；]{0,8}[，]|亩均|单产|质量|价格|收入|满意"
)


def _find_referred(text: str) -> Iterator[Clash]:
    """起数和人数均减少，这一上升态势; 由320件降至265件，上升的主要原因; 减少1.1万吨，实现五年增产."""
    for then in _REFERRED.finditer(text):
        start = (
            max(
                text.rfind("。", 0, then.start()),
                text.rfind("。", 0, max(text.rfind("。", 0, then.start()), 0)),
            )
            + 1
        )
        ways = list(_EITHER.finditer(text, start, then.start()))
        is_up = bool(then["up"] or then["up2"])
        ahead = text[start : then.start()]
        others = {bool(each["up"]) for each in ways}
        if (
            others == {not is_up}
            and re.search(r"\d|均|都|双", ahead)
            and not _MIXED_WAYS.search(ahead)
        ):
            group = "at" if then["at"] else "at2"
            yield Clash("增减", ways[-1][0], then[group], *then.span(group))


_GROWN = "(?:增长|下降|上升|减少|增加|提高|降低|回落|下滑|持平|上涨|下跌)"
_BASES = (
    # what is compared with, and the word that is of another base
    re.compile(
        rf"(?:[比较与同和](?:去年|上年|前年)(?:同期)?(?:\d{{1,2}}月份?)?(?:相比)?，?[^，。；]{{0,10}}?)(?P<at>环比){_GROWN}|(?P<at2>环比)(?:去年|上年|前年)"
    ),
    re.compile(
        rf"(?:[比较与同和](?:上个?月|上一?个?季度|上周|上旬|前一[天日周月])(?:相比)?，?[^，。；]{{0,10}}?)(?P<at>同比){_GROWN}|(?P<at2>同比)(?:上个?月|上一?个?季度|上周|上旬)"
    ),
)
_MONTHS = re.compile(
    rf"(?P<one>1[0-2]|[1-9])月份?[^，。；\d]{{0,14}}?(?:(?:[与和较比同](?P<two>1[0-2]|[1-9])月份?(?:相比)?，?[^，。；\d]{{0,14}}?(?P<at>同比){_GROWN})|(?P<at2>同比)(?P<two2>1[0-2]|[1-9])月份?)"
)


def _find_other_base(text: str) -> Iterator[Clash]:
    """与去年同期相比，环比增长; 5月与4月相比，同比增长: 同比 is of the year before, 环比 of the time before."""
    for form in _BASES if "环比" in text or "同比" in text else ():
        for match in form.finditer(text):
            group = "at" if match["at"] else "at2"
            yield Clash(
                "基期", match[0].replace(match[group], ""), match[group], *match.span(group)
            )
    for match in _MONTHS.finditer(text) if "同比" in text else ():
        group, other = ("at", "two") if match["at"] else ("at2", "two2")
        if match["one"] != match[other]:
            months = f"{match['one']}月、{match[other]}月"
            yield Clash("基期", months, match[group], *match.span(group))


_MUCH = r"(?:[了到至为]|约|近|超过?|逾|整整)*(?:\d[\d.,]*(?:%|个百分点|[万亿]?[\u4e00-\u9fff]{1,3}?)|[一二两三四五六七八九]成(?:多|半)?|一半|[一二两三四五]倍|[一二两三]番|不少|很多)"
_CHANGED = rf"(?P<way>(?P<wayu>{_UP}|涨|升|翻|多)|{_DOWN}|跌|降|少)(?=[了到至为约近超逾整\d一二两三四五六七八九不很])"
_NAMES = (
    r"(?P<at>(?P<atu>涨幅|增幅|升幅|增长幅度|上升幅度|上涨幅度|增加幅度|增长率|增长速度|增长态势|上升态势|(?:这一|该|此)(?:增长|上升|增加|上涨|提高|提升|涨势|升势))"
    r"|降幅|跌幅|减幅|下降幅度|下跌幅度|减少幅度|下降速度|下降态势|下滑态势|(?:这一|该|此)(?:下降|减少|下跌|降低|下滑|回落|跌势|降势))"
)
_NAMED_WAY = re.compile(
    rf"{_CHANGED}{_MUCH}[^，。；\d]{{0,4}}[，。](?:其|同比|这个?|平均|全年|[其该])?{_NAMES}(?!收窄|回落|放缓|缩小|由|低于|变小|趋缓)"
)
_TURNED_SAME = re.compile(
    rf"(?P<of>[\u4e00-\u9fff]{{2,6}}?)(?:数量|总量|总数|人数|规模)?(?:由|从|同比|较|比|持续|不断|逐[年月季日步]|连[年续]|大幅|明显|进一步|显著|日[益渐趋]|有所|总体|一直)[^，。；]{{0,16}}?{_CHANGED.split('(?=')[0]}[^，。；]{{0,10}}[，。；](?:这一?)?(?P=of)(?:数量|总量|总数|人数|规模)?的?(?:持续|不断|明显|大幅|显著|有所|逐年)*(?P<at>(?P<atu>{_UP})|{_DOWN})(?!了?\d|速度|空间)"
)
_BUT = re.compile(
    "但|却|而|后|又|再|转|虽|不仅|反|由增|由降|环比|率|幅|速|计划|预计|目标|力争|上年|去年|原来"
)


def _find_named_otherwise(text: str) -> Iterator[Clash]:
    """下降两成，增长幅度为近年最大; 由5.2元跌到4.6元，涨幅11.5%; 减少3万人次，这一增长."""
    for match in _NAMED_WAY.finditer(text) if re.search("[幅率度势]|这一|[该此]", text) else ():
        clause = re.split("[，。；]", text[: match.start()])[-1]
        is_rate = re.search("[降涨跌减增升]幅|增速", clause)
        if bool(match["wayu"]) != bool(match["atu"]) and not is_rate:
            yield Clash("增减", match["way"], match["at"], *match.span("at"))


def _find_turned(text: str) -> Iterator[Clash]:
    """出生人口持续减少，出生人口的增加给……; 库存由1200吨增至1500吨，库存下降明显."""
    for match in _TURNED_SAME.finditer(text):
        is_other = bool(match["wayu"]) != bool(match["atu"])
        if is_other and not _BUT.search(match[0]):
            yield Clash("增减", match["way"], match["at"], *match.span("at"))


_RANK_STEP = re.compile(
    r"(?:第|排)(?P<a>\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?[^，。；\d第]{0,10}(?:到|至|为)[^，。；\d第]{0,4}第(?P<b>\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?，(?:[^，。；\d又再季月年后]{0,10}?)(?P<at>(?P<up>上升|前移|前进|提升|进位|前进|跃升)|下降|后移|倒退|退步|下滑|后退|退后)(?:了)?(?:\d{1,3}|[一二三四五六七八九十])[位名]"
)


def _find_steps_of_ranks(text: str) -> Iterator[Clash]:
    """由第三位降到第七位，上升4位: a lower number is a higher rank."""
    for match in _RANK_STEP.finditer(text) if "第" in text else ():
        one, two = (
            int(words) if words.isdecimal() else parse_han(words)
            for words in (match["a"], match["b"])
        )
        if one != two and bool(match["up"]) != (two < one):
            yield Clash("名次", f"{match['a']}→{match['b']}", match["at"], *match.span("at"))
