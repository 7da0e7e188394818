"""About so many: one word for it is enough, and it stands where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.matching.programs import keep_pattern
from drafter.checks.wording.patterns import QUOTED, TITLES, find_pattern, is_within

_COUNTED = "[次个件篇天年份名位条项场家户人周岁]"
_UNITS = "个件篇名位条项场家户人份次起宗处座栋台辆亩吨"
_HAN = "一二两三四五六七八九十半百千"
_ONE_COUNT = (
    rf"(?:(?!\d|[{_HAN}]+[{_UNITS}])[^，。；、,;]){{0,8}}[\d{_HAN}]+(?:\.\d+)?[^，。；、,;\d{_HAN}]{{0,4}}"
    "(?<![级等档星类])(?<![级等档星类]及)"
)
"""A number behind a word for at least, and no other before it, for the second is of a quality:
至少1项三级及以上公路, 至少3名5年以上工作经验的."""
_KINDS = {
    "about": "大约|大概|大致|约莫|(?<![节签制缩违合契条公解简婉邀预特履续失践毁赴爽守订立誓盟租密集相老])(?<!规民)约",
    "under": "将近|接近|(?<![附最临靠远亲新邻贴逼晚迫浅相走拉凑周毗渐切接将])近|不足|(?<![想看听找做得料办见买用等遇])不到|不满|未满",
    "over": "超过|突破|(?<![赶反])超|逾",
    "high": "高达|多达",
    "least": "至少|最少|不少于|不低于|不下于?",
    "most": "至多|最多|不超过|不多于|不高于",
}  # fmt: skip
"""What a word before a number says of it. 节约, 附近 and their like are other words."""
_BEFORE = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_ROW = re.compile(
    rf"(?:(?:{'|'.join(_KINDS.values())})(?:(?:[有在为达到了于占合需用花]|合计|需要|只有|可达|达到|能达|共有|已有|接待|吸引|收集|收到|受理|惠及|发放|新增|服务|减少|增加)?\s?))+$"
)
_NUMBER = re.compile(
    r"(?P<number>(?<![\d.])\d[\d,]*+(?:\.\d+)?[万亿]?|[一二三四五六七八九]?十几|[几数][十百千万]+|上[百千万]+|[一二三四五六七八九两半十百千]+[万亿]?)"
    r"(?P<more>(?:余多|多余|余(?![热额地下款粮量震味波生])|个多(?=[月小星钟])|(?<=[万亿])多(?=元)|多(?![边层元彩样功媒维重民党])"
    r"|来(?![自到源往])|几(?![乎何])|(?P<late>(?:年|个月|个?小时|天|周|倍|成|公里|里路|岁|半|%)多(?=[，。；、的左上就才便]|时间))))?"
    r"(?:(?P<unit>[^\W\d_余多来约近超层级]{0,4}?|[%‰℃])(?P<after>左右(?![岸手邻侧])|上下(?![级游班联一行])|以[上下内](?![山海班网学门街报来的乡])|有余|之多))?"
)
_SIGN = re.compile(_BEFORE)
_LAST_SIGNS = frozenset("约概致莫近足到满过破达超逾少低于多高有在为了计下占合需用花要 ")
"""What the words before a number end in: most numbers are done with after one look."""
_PAIR = re.compile("一二|两三|二三|三四|四五|五六|六七|七八|八九")
"""二三百, 四五十: about so many by itself."""
_TIME = re.compile("个?月|年|天|日|周|学年|届|小时")
_LASTED = re.compile(
    "(?:历[时经]|耗时|用时|花了|用了|长达|距今(?:已有|约|有)?|已有|有着|持续了?|进行了|经过|超|达|去年的|的)$"
)
_OBSTACLE = re.compile("[^，。；]{0,6}(?:难题|瓶颈|技术|关键|障碍|堵点|难点|壁垒)")


def find_wrong_approximations(page: PageText) -> Iterator[Hit]:
    """D430: 20几次, 三、四次, 23余次, 20次余: how about so many is written."""
    pattern = keep_pattern(
        r"(?<!\d)\d++几(?=[次个件篇天年份名位条项期场家户人月十百千万])"
        r"|(?<![第〇零一二三四五六七八九十])几\d++|(?<![人户件次分总个天倍岁系指基点函参变位级票份期届页字行列篇房额量度算工计代])数[1-9]0++(?=[\u4e00-\u9fff])"
        r"|(?<![第〇零一二三四五六七八九百千])[二三四五六七八九]?十[一二三四五六七八九][余多](?=[次个件篇名条项场家户人份位批起宗台辆株头只栋幢处所亩吨天年箱袋桶瓶册本封面幅]|公里|小时)"
        rf"|(?<![第、〇零一二三四五六七八九十百千\d（])[一二三四五六七八]、[二三四五六七八九]"
        rf"(?:[十百千万]{_COUNTED}?|{_COUNTED})(?!会议|全会|中全会|级|目)"
        rf"|(?<![第、\d.（号月])[1-8]、[2-9]{_COUNTED}(?!会议|全会|级|目)"
        r"|\d\.\d++余(?![热额地下款粮量震味波生])|(?<![\d.])\d*[1-9][余多](?=[次个件篇名条项场家户人份位批起宗台辆株头只栋幢处所亩吨]|公里|小时)"
        r"|(?<![第〇零一二三四五六七八九百千\d（、])[二三四五六七八九]?十[一二三四五六七八]、[二三四五六七八九](?=[岁个名人年天次件里户家亩]|公里|厘米)"
        rf"|\d[万亿]?(?:(?:人次|户次|[个件篇名位条项场家户人份起宗座栋台辆])[余多]|(?:元|公里|平方米)余)(?=[，。；、]|的(?!是))"
        rf"|\d[{_UNITS}]余(?![热额地下款粮量震味波生党])"
    )
    for hit in find_pattern(page, "D430", pattern, but=TITLES):
        before = page.lines[hit.line].text[max(hit.start - 8, 0) : hit.start]
        if "、" not in str(hit.values["text"]) or not re.search(
            "分别|各|依次|获|列|(?<!安)排|居|占", before
        ):
            yield hit


def find_repeated_approximations(page: PageText) -> Iterator[Hit]:
    """D435, D436, D445: 近20余次, 超过20余次, 20余次左右, 约20余次: said twice, or two ways."""
    for index, line in enumerate(page.lines):
        text, titles = line.text, None
        for match in _NUMBER.finditer(text):
            start = match.start()
            before = _read_row(text[max(start - 10, 0) : start])
            is_about = before or match["more"] or match["after"]
            if not is_about or not (code := _judge(match, before)):
                continue
            titles = list(TITLES.finditer(text)) if titles is None else titles
            if not is_within(match, titles):
                start -= len(before)
                yield Hit(code, index, start, match.end(), {"text": text[start : match.end()]})


def _read_row(before: str) -> str:
    """The words right before a number that say how much of it there is."""
    row = _ROW.search(before) if before[-1:] in _LAST_SIGNS else None
    return row[0] if row else ""


def _judge(number: re.Match[str], before: str) -> str:
    """The code of what is wrong with the approximation, nothing where it is right."""
    words = [str(sign.lastgroup) for sign in _SIGN.finditer(before)]
    if "突破" in before and _OBSTACLE.match(number.string, number.end()):
        return ""
    if _PAIR.search(number["number"]) and number["more"] and number["more"] != "几":
        return "D445"
    if _PAIR.fullmatch(number["number"]) and number["after"] in ("左右", "上下"):
        return "D436"
    if _PAIR.match(number["number"]) and number["number"][-1] in "十百千万":
        return "D436" if number["after"] else "D445" if "about" in words else ""
    if not number["more"] and not number["after"]:
        is_some = number["number"][-1] == "几" and "不" not in before
        is_some = (
            is_some and words[-1:] in (["under"], ["about"]) and not _is_of_late(number, before)
        )
        return _judge_both(number, set(words)) if is_some else _judge_row(words)
    return "" if _is_of_late(number, before) else _judge_both(number, set(words))


def _is_of_late(number: re.Match[str], before: str) -> bool:
    """近20多年来: the last twenty-odd years; 历时近两年多 is another thing."""
    is_near = not number["after"] and before.strip() == "近"
    end = number.end("more") if number["more"] else number.end("number")
    is_time = number["late"] or _TIME.match(number.string, end)
    return bool(is_near and is_time and not _LASTED.search(number.string[: number.start() - 1]))


def _judge_both(number: re.Match[str], signs: set[str]) -> str:
    """Of words behind the number, with those before it or without."""
    more, after = number["more"] or "", number["after"] or ""
    if more in ("余多", "多余") or (more and after) or (more and {*number["number"]} & _SOME):
        return "D445" if more == "来" or (signs & {"about", "high"} and not after) else "D436"
    if signs & {"about", "high"}:
        return "D445"
    return "" if not signs else "D435" if "under" in signs else "D436"


_SOME = frozenset("几数上")


def _judge_row(words: list[str]) -> str:
    """Of words before a number alone: 约近, 大概约, 超过近, 至少超过."""
    signs = set(words)
    if words in (["about", "about"], ["most", "most"]):
        return "D445"
    if len(signs) < 2 or signs == {"about", "most"} or "high" in signs:
        return ""
    return "D445" if "about" in signs else "D435" if "under" in signs else "D436"


def find_far_repetitions(page: PageText) -> Iterator[Hit]:
    """D436: 至少收集20条以上, 最多不超过30人以下: the second word stands behind what is counted."""
    pattern = keep_pattern(
        rf"(?:至少|最少|不低于|不少于|不下于){_ONE_COUNT}以上(?!的)"
        rf"|(?:最多|至多|不超过){_ONE_COUNT}(?:以下|以内)(?!的)"
        r"|\d[^，。；、\d]{0,4}(?:左右|上下)(?:之内|以内|以上|以下)|[\d一二两三四五六七八九十][^，。；、\d]{0,6}(?:以[上下内]|之内)[^，。；、\u4e00-\u9fff]{0,2}以[上下内]"
        r"|(?<![不未])满\d+(?:周?岁|人|年|个月|户|件|名|个|票)(?:以下|以内)|最高(?:可|能|限额)?(?:奖励|补助|补贴|资助|给予|获得?|贷款|享受|达|贷|补|奖)+[^，。；\d]{0,4}\d[\d.]*[万亿]?元以上(?!的)"
        r"|不(?:少于|低于)[^，。；、]{0,6}\d[^，。；、\d]{0,6}(?:或者?|和|且)\d[^，。；、\d]{0,5}(?:以内|以下)|(?:年满|已满)\d+周?岁(?:左右|上下)"
    )
    yield from find_pattern(page, "D436", pattern, but=QUOTED)
