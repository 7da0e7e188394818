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
    ("立项|获批|批复", "招标|中标", "签订[^，。；]{0,6}(?:施工|建设)?合同", "开工|动工|奠基|破土|进场施工|启动建设", "封顶|主体完工",
     "(?:通过|完成)?竣工|完工|建成|通车|(?:通过|完成)[^，。；]{0,4}验收", "投入使用|投用|交付使用|投入运行|投入运营|投产"),
    ("报到", "开幕|开班|开营|开赛|开展仪式", "闭幕|结业|闭营|落幕|闭展"),
    ("(?:开始|启动|接受)(?:报名|申报|征集)|(?:报名|申报|征集)(?:开始|启动)", "(?:报名|申报|征集|投稿)(?:截止|结束)|截止(?:报名|申报|征集|投稿)", "评审|初评|评选|复评", "公布(?:结果|名单)|表彰|颁奖"),
    ("(?:公开)?征求意见", "审议通过|审议并通过|通过", "印发|公布|颁布|出台", "(?:正式)?(?:施行|实施|生效)"),
    ("受理|立案|收到(?:举报|投诉|来信|信访)|接到(?:举报|投诉|报警)", "办结|结案|审结|答复|回复"),
    ("出生", "入学|入伍|参加工作", "退休|离休"),
    ("启动[^，。；]{0,8}应急响应", "(?:终止|解除|结束)[^，。；]{0,8}应急响应"),
    ("(?:正式)?挂牌成立|成立", "撤销|注销|解散"),
    ("发现", "完成整改|整改完毕|整改到位|整改完成"),
    ("选举|当选", "届满|换届"),
)  # fmt: skip
_DATED = re.compile(
    r"(?<!\d)(?:(?:(?P<year>(?:19|20)\d\d)|(?P<same>同|当))年)?(?:(?P<month>1[0-2]|[1-9])月(?P<part>[上中下]旬|[初底末])?(?:(?P<day>[123]?\d)日)?)"
    r"(?:[上下]午)?(?P<event>[^，。；：、\d年月]{0,20})"
    r"|(?<!\d)(?P<year2>(?:19|20)\d\d)年(?P<event2>[^，。；：、\d年月]{0,20})"
)
_OTHERS = re.compile(
    "二期|[另该其]一?[项个]|次年|翌年|来年|后年|第二年|原|拟|计划|预计|将|前|以来|至今|重新|再次|新一|第二"
)
_THIS_YEAR = re.compile("(?:今|本)年[^，。；\\d]{0,4}$")
"""去年9月开工，今年7月竣工: before the second alone it says that the first was in another year."""
_HALF_YEAR = 6


class _Event(NamedTuple):
    """When something was: year (0 where none is said), month, day; which stage; where the date is."""

    when: tuple[int, int, int]
    stages: tuple[tuple[int, int], ...]
    span: tuple[int, int]


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
        if not is_later or bool(before[0]) != bool(then[0]) or not (before[2] or not then[2]):
            continue
        is_next_year = not two.when[0] and before[1] - then[1] >= _HALF_YEAR
        depth = 1 if not (before[1] and then[1]) else 2 if not (before[2] and then[2]) else 3
        if then[:depth] < before[:depth] and not is_next_year:
            yield one.span[0], two.span[1]


def _is_of_another(text: str, one: _Event, two: _Event) -> bool:
    """Whether the words before the second say that it is of another year, or of another thing."""
    is_this_year = _THIS_YEAR.search(text[one.span[1] : two.span[0]])
    if is_this_year and not _THIS_YEAR.search(text[: one.span[0]]):
        return True
    return bool(_OTHERS.search(text[one.span[1] : two.span[1]]))


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
            yield _Event(when, stages, match.span())


_STAGES = tuple(tuple(map(re.compile, chain)) for chain in _CHAINS)
