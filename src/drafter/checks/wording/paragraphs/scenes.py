"""One scene of a paragraph: its time of day, its village, its event and its people, told in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.numerals import read_count

_PARTS = (
    "凌晨|拂晓", "黎明|清晨|早晨|一大早|早上|清早", "上午|早间", "中午|正午|晌午|午间", "下午|午后",
    "傍晚|黄昏|日落", "晚上|当晚|晚间|夜晚|夜间", "深夜|午夜|夜里",
)  # fmt: skip
_ONE, _TWO = (
    "|".join(f"(?P<{sign}{rank}>{words})" for rank, words in enumerate(_PARTS)) for sign in "ab"
)
_SAME_DAY = re.compile(
    rf"(?:{_ONE})(?P<between>[^。；]{{2,60}}?[，。；](?:[^，。；]{{0,8}}，)?)(?P<at>(?:(?:随后|接着|之后|会后|而后|稍后|活动结束后|[\u4e00-\u9fff]{{2,6}}(?:结束|完成|完毕)后)，?(?:当日|当天|同日)?|当日|当天|同日|同一天)(?:的)?(?:{_TWO}))"
)
_NEXT_DAY = re.compile(
    r"次日|翌日|第二天|隔天|隔日|\d日|前一天|前日|此前|早在|昨|明天|后天|每天|每日|天天|连续|从|到|至"
)
_NUMBERED = re.compile(
    "(?P<town>[\u4e00-\u9fff]{2}(?:镇|乡|街道))(?P<village>[\u4e00-\u9fff]{2,3}?(?:村|社区))(?!委会主任)"
)
_LISTED = re.compile("[、和与及同跟]|分别|同名|重名|各自|两[地村个]|原属|划归|划入|更名|合并|原")
_EVENTS = (
    # a class of events, how one is named, and what any of the class has in its name
    ("会议", "会议|座谈会|推进会|工作会|现场会|动员会|例会|大会|全会|联席会|协调会|调度会|协商会|通气会|评审会|听证会", "会"),
    ("培训", "培训班|研修班|轮训班|讲座|培训会|训练营|进修班|学习班", "班训讲营"), ("仪式", "仪式|典礼", "式礼"),
    ("比赛", "比赛|大赛|联赛|运动会|锦标赛|挑战赛|邀请赛", "赛运"), ("展览", "展览|展会|博览会|画展|书画展|摄影展|成果展", "展览"),
    ("演练", "演练|演习", "练习"), ("庭审", "庭审", "庭诉判"), ("论坛", "论坛|研讨会|峰会", "坛研峰"),
    ("演出", "演出|晚会|音乐会|汇演|展演", "演晚音"), ("招聘", "招聘会|双选会", "聘选"),
)  # fmt: skip
_HELD = "(?:在[^，。；]{1,16})?(?:召开|举行|举办|开幕|开班|开讲|开赛|开展|启动|拉开)"
_OF_EVENT = "(?:最后|结束后|结束时|上(?!个|级|[一届])，?|期间|要求|强调|指出|现场|开始前|由[^，。；]{2,16}主持)"
_OPENS = tuple(
    (name, re.compile(rf"(?P<event>{words})(?:{_HELD}|，)"), re.compile(rf"(?:^|(?<=[。；，]))(?P<event>{words}){_OF_EVENT}"), signs)
    for name, words, signs in _EVENTS
)  # fmt: skip
_HAN = "一二两三四五六七八九十"
_SENT = re.compile(
    rf"(?<![第\d{_HAN}])(?P<count>\d{{1,2}}|[{_HAN}]{{1,2}})(?:名|位)(?P<who>[\u4e00-\u9fff]{{2,10}})"
)
_TOGETHER = re.compile(
    rf"(?:^|(?<=[，。；]))(?:这)?(?P<at>(?P<count>\d{{1,2}}|[{_HAN}]{{1,2}})人)(?=均|都|每|分别|一起|一同|先后|轮流|全部|共同|随即|轮番|各自|分工|吃住|齐心|互相|至今)"
)
_WITH = re.compile("[、和与及同跟带携率]|另|增派|又|还|家属|随行|其中|加上|连同|陪同|一行")
_MOST = 90


def find_two_scenes(page: PageText) -> Iterator[Hit]:
    """D424: 上午察看……当日清晨又返回; 青石镇白杨村……柳河镇白杨村; 会议召开……培训班最后; 一名医师……三人."""
    finders = (_find_earlier_parts, _find_two_towns, _find_other_events, _find_more_people)
    yield from find_clashes(page, finders, "，。")


def _find_earlier_parts(text: str) -> Iterator[Clash]:
    """上午先后察看……，当日清晨又返回: later that day, at an earlier time of it."""
    for match in _SAME_DAY.finditer(text):
        ranks = [
            next(int(name[1:]) for name, value in match.groupdict().items() if value and name[0] == sign and name[1:].isdecimal())
            for sign in "ab"
        ]  # fmt: skip
        if ranks[1] < ranks[0] and not _NEXT_DAY.search(match["between"]):
            yield Clash("先后", match[0][:2], match["at"], *match.span("at"))


def _find_two_towns(text: str) -> Iterator[Clash]:
    """到青石镇白杨村调研……在柳河镇白杨村座谈: one village of two towns."""
    first: dict[str, re.Match[str]] = {}
    for match in _NUMBERED.finditer(text):
        one = first.setdefault(match["village"], match)
        if one["town"] != match["town"] and not _LISTED.search(text[one.start() : match.end()]):
            yield Clash("地名", one[0], match[0], *match.span("town"))


def _find_other_events(text: str) -> Iterator[Clash]:
    """工作会议召开……培训班最后: an event of a class of which the text has named none."""
    opened = [(form.search(text), name) for name, form, _, _ in _OPENS]
    firsts = sorted((match.start(), name, match) for match, name in opened if match)
    if not firsts:
        return
    _, own, first = firsts[0]
    for name, _, again, signs in _OPENS:
        then = again.search(text, first.end()) if name != own else None
        if then and not any(sign in text[: then.start()] for sign in signs):
            yield Clash("活动", first["event"], then["event"], *then.span("event"))
            return


def _find_more_people(text: str) -> Iterator[Clash]:
    """选派一名主治医师坐诊，三人每周二接诊: more than were sent."""
    for then in _TOGETHER.finditer(text):
        sentence = text.rfind("。", 0, then.start()) + 1
        sent = list(_SENT.finditer(text, sentence, then.start()))
        if len(sent) != 1 or _WITH.search(text[sentence : then.start()]):
            continue
        one, other = read_count(sent[0]["count"]), read_count(then["count"])
        if other > one + 1 or (other > 1 and other < one and one <= len(_HAN)):
            yield Clash("人数", sent[0][0], then["at"], *then.span("at"))
