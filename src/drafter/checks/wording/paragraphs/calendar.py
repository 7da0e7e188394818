"""Days and seasons of a paragraph that cannot be so one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes

_DAY = re.compile(
    r"(?<![\d年])(?:(?P<year>(?:19|20)\d\d|今|去|明|当|同)年)?(?P<month>1[0-2]|[1-9])月(?P<day>[123]?\d)日"
)
_BEFORE = re.compile(
    r"(?:在此之前|此前|在这之前|之前|会前|先前|早在|开[会幕班工]前|召开前|启动前|成立前|施工前)(?:的|，|，已于|，于|于|，[^。；，\d]{0,14}(?:已)?(?:于|在))?$"
)
_AFTER = re.compile(
    r"(?:在此之后|此后|随后|其后|之后|会后|紧接着|接着|继而|次日|截止后|结束后|期满后|闭幕后|印发后|公布后|完成后|通过后|接报后|次日即|第二天|[接收][到][^，。；\d]{0,8}后|[\u4e00-\u9fff]{2,6}(?:反馈|通知|受理|报告|整改|验收|公示|培训|检查|开工|启动)后)(?:的|，|，于|于|，[^。；，\d]{0,10}(?:于|在|定于))?$"
)
_HALF_YEAR = 6
_DUE = re.compile(
    r"(?:于|在)?(?P<am>1[0-2]|[1-9])月(?P<ad>[123]?\d)日(?:\d{1,2}[时点：:](?:\d\d分?)?)?(?:之前|以前|前)[^。；\d]{0,24}?(?:报|送|交|反馈|提交|上报)[^。；\d]{0,40}?(?:将|拟)?于(?P<bm>1[0-2]|[1-9])月(?P<bd>[123]?\d)日(?!前)[^。；\d]{0,8}(?:汇总|审核|上报|公布|评审|统一|通报|梳理|报送)"
)
_LATE = re.compile(
    r"(?P<am>1[0-2]|[1-9])月(?P<ad>[123]?\d)日(?:\d{1,2}[时点：:](?:\d\d分?)?)?(?:之前|以前|前)[^。；\d]{2,40}[，。；](?P<bm>1[0-2]|[1-9])月(?P<bd>[123]?\d)日(?:\d{1,2}[时点：:](?:\d\d分?)?)?(?:仍|还|以后|之后|后|尚)?(?:未|不|没有|逾期)[^。；，]{0,8}的"
)
_RUN = re.compile(
    r"(?P<am>1[0-2]|[1-9])月(?P<ad>[123]?\d)日[^。；\d，]{0,6}(?:启动|开始|开幕|开班|举行|起)[^。；\d]{0,10}，?(?:至|到|于)(?P<bm>1[0-2]|[1-9])月(?P<bd>[123]?\d)日[^。；\d，]{0,6}(?:结束|闭幕|截止|止|落幕|收官)"
)
_CALLED = re.compile(
    r"(?P<am>1[0-2]|[1-9])月(?P<ad>[123]?\d)日(?:\d{1,2}[时点：:](?:\d\d分?)?)?(?:之前|以前|前)[^。；\d]{0,30}?(?:报送|报名|反馈|提交|上报|报)[^。；\d]{0,14}[，。；](?:会议|活动|比赛|培训班?|座谈会|培训|仪式|大会|论坛)?(?:定于|拟于|将于|于)(?P<bm>1[0-2]|[1-9])月(?P<bd>[123]?\d)日[^。；，\d]{0,8}(?:召开|举行|举办|开班|开赛|开始)"
)
_HOURS = re.compile(
    r"(?P<first>上午|下午|晚上|早上)?(?P<a>\d{1,2})(?:时|点|[：:])(?P<am>\d\d|半)?分?(?:许)?(?:准时|正式)?(?:开始|开幕|开会|启动|集合)[^。；\d]{0,8}，(?P<at>(?P<half>上午|下午|晚上|次日)?[^。；\d]{0,6}(?P<b>\d{1,2})(?:时|点|[：:])(?P<bm>\d\d|半)?分?(?:许)?(?:左右)?(?:结束|闭幕|散会|返回|完毕))"
)


def find_clashing_days(page: PageText) -> Iterator[Hit]:
    """D424: 7月10日……在此之前的7月15日; 20日截止。报名截止后，于6月15日; 7月……银装素裹."""
    yield from find_clashes(
        page, (_find_before_and_after, _find_bounds, _find_seasons), "月日季年时点冬夏"
    )


def _find_before_and_after(text: str) -> Iterator[Clash]:
    """A day said to be before or behind the one named before it, and that is not."""
    days = list(_DAY.finditer(text)) if text.count("日") > 1 else []
    for one, then in pairwise(days):
        ahead = text[one.end() : then.start()]
        is_before, is_after = _BEFORE.search(ahead), _AFTER.search(ahead)
        first, second = _read(one), _read(then)
        if then["year"] or not (is_before or is_after) or abs(first[0] - second[0]) >= _HALF_YEAR:
            continue
        if (is_before and second >= first) or (is_after and second < first):
            yield Clash("先后", one[0], ahead[-8:] + then[0], *then.span())


def _read(match: re.Match[str]) -> tuple[int, int]:
    return int(match["month"]), int(match["day"])


def _find_bounds(text: str) -> Iterator[Clash]:
    """于8月15日前报送……将于8月10日汇总; 上午9时开始，8时40分结束."""
    for form in (_DUE, _LATE, _RUN, _CALLED):
        for match in form.finditer(text) if "月" in text else ():
            one, two = (int(match["am"]), int(match["ad"])), (int(match["bm"]), int(match["bd"]))
            if two < one and one[0] - two[0] < _HALF_YEAR:
                told = f"{two[0]}月{two[1]}日"
                yield Clash(
                    "先后", f"{one[0]}月{one[1]}日", told, match.start("bm"), match.end("bd") + 1
                )
    for match in (
        _HOURS.finditer(text) if "结束" in text or "散会" in text or "闭幕" in text else ()
    ):
        begun = int(match["a"]), _minutes(match["am"])
        ended = int(match["b"]), _minutes(match["bm"])
        is_of_half = match["half"] in (None, match["first"])
        if is_of_half and ended <= begun and begun[0] <= 12 and begun[0] - ended[0] <= 3:
            yield Clash("先后", match[0].split("，")[0], match["at"], *match.span("at"))


def _minutes(words: str | None) -> int:
    return 30 if words == "半" else int(words or 0)


_SCENES = (
    ("春", (2, 3, 4, 5), "春暖花开|春意盎然|阳春三月|春光明媚|草长莺飞|春寒料峭|春回大地|春耕(?:春播)?(?:时节|大忙|正忙)"),
    ("夏", (5, 6, 7, 8, 9), "烈日炎炎|骄阳似火|酷暑|炎炎夏日|盛夏|三伏天?|暑气逼人|顶着烈日|高温酷热|炎热夏日|烈日当空|夏日炎炎|冒着高温"),
    ("秋", (8, 9, 10, 11), "金秋|秋高气爽|丹桂飘香|秋收(?:时节|大忙|正忙)|秋风送爽|深秋"),
    ("冬", (11, 12, 1, 2, 3), "银装素裹|白雪皑皑|冰天雪地|寒风刺骨|寒风凛冽|数九寒天|数九寒冬|寒冬腊月|天寒地冻|隆冬|寒冬|三九天|顶风冒雪|冒着严寒|大雪纷飞"),
)  # fmt: skip
_SCENE_FORMS = tuple((name, months, re.compile(words)) for name, months, words in _SCENES)
_MONTH = re.compile(
    r"(?:^|(?<=[，。；年]))(?P<month>1[0-2]|[1-9])月(?:\d{1,2}日)?(?:[上中下]旬|[初底末])?"
)
_ALL_YEAR = re.compile(
    "无论|不论|不管|四季|常年|一年到头|从[^，。]{1,10}到|寒来暑往|、|战|以来|曾|每年|至|又|转眼|当年|过去|历经|—|和|与"
)


def _find_seasons(text: str) -> Iterator[Clash]:
    """7月的山乡银装素裹; 寒冬腊月，工作队冒着酷暑."""
    if not any(form.search(text) for _, _, form in _SCENE_FORMS):
        return
    for sentence in re.finditer("[^。；]+", text):
        own = sentence[0]
        if _ALL_YEAR.search(own):
            continue
        found = sorted(
            (match.start(), name, months, match)
            for name, months, form in _SCENE_FORMS
            if (match := form.search(own))
        )
        month = _MONTH.search(own)
        start = sentence.start()
        if month and found and int(month["month"]) not in found[0][2]:
            match = found[0][3]
            yield Clash("时令", month[0], match[0], start + match.start(), start + match.end())
        elif len(found) == 2 and not set(found[0][2]) & set(found[1][2]):
            match = found[1][3]
            yield Clash(
                "时令", found[0][3][0], match[0], start + match.start(), start + match.end()
            )
