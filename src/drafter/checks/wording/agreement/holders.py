"""One post, one task, two who have it: 组长由周明担任，郑涛任组长; 甲方、乙方负责运营."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.checks.wording.patterns import SURNAMES

_NAME = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?"
_ENDS = "(?:长|记|任|席|员|理|授)"
_HEADS = "组长|总指挥|指挥长|团长|队长|理事长|召集人|班长"
_HEAD_BY = re.compile(
    rf"(?<!副)(?P<role>{_HEADS})(?:由|为)(?:[^，。；]{{0,14}}?{_ENDS})?(?P<who>{_NAME})(?:同志)?(?:担任|兼任|，|、|；|。)"
)
_HEAD_AS = re.compile(
    rf"{_ENDS}?(?P<who>{_NAME})(?:同志)?(?:担任|兼任|任|为)(?P<role>{_HEADS})(?=[，、；。]|$)"
)
_HOST = re.compile(
    rf"(?:{_ENDS}|同志)(?P<who>{_NAME})(?:同志)?主持(?:了)?(?:会议|座谈会|仪式|典礼)?(?:并讲话)?(?=[，。；])"
)
_HOST_BY = re.compile(
    rf"(?:会议|座谈会|仪式|典礼)由(?:[^，。；]{{0,14}}?{_ENDS})?(?P<who>{_NAME})(?:同志)?主持"
)
_IN_PARTS = re.compile(
    "开幕|闭幕|上半|下半|第[一二两三四]|分别|上午|下午|随后召开|轮流|前半|后半|副组|阶段|原|各组"
)


def find_two_holders(page: PageText) -> Iterator[Hit]:
    """D424: two who lead one group, chair one meeting, or are charged with one task."""
    yield from find_clashes(page, (_find_two_heads, _find_two_charged), "长人持责方")


def _find_two_heads(text: str) -> Iterator[Clash]:
    pairs = (("组长", _HEAD_BY, _HEAD_AS), ("主持人", _HOST, _HOST_BY))
    for name, one, other in pairs if "任" in text or "主持" in text else ():
        first, then = one.search(text), other.search(text)
        if first is None or then is None or _IN_PARTS.search(text):
            continue
        is_same_role = name != "组长" or first["role"] == then["role"]
        early, late = sorted((first, then), key=_place)
        if is_same_role and first["who"][:2] != then["who"][:2]:
            yield Clash(name, early["who"], late["who"], *late.span("who"))


def _place(match: re.Match[str]) -> int:
    return match.start()


_CHARGED = re.compile(
    r"(?:^|(?<=[，。；由])|后由)(?P<who>[甲乙丙]方|[\u4e00-\u9fff]{2,10}?(?:局|委|办|公司|镇|乡|村|街道|中心|学校|医院|站|所|院|社区))负责(?P<what>[\u4e00-\u9fff]{2,4})"
)
_EACH_OWN = re.compile("分别|各自|辖区|本[镇乡村县]|共同|配合|协助|一是|以及")


def _find_two_charged(text: str) -> Iterator[Clash]:
    """甲方负责投资建设，乙方负责运营管理。……由甲方负责运营."""
    seen = dict[str, str]()
    for match in _CHARGED.finditer(text) if text.count("负责") > 1 else ():
        who = match["who"].rpartition("由")[2]
        what = match["what"]
        same = next((task for task in seen if task.startswith(what) or what.startswith(task)), what)
        first = seen.setdefault(same, who)
        if first != who and not _EACH_OWN.search(text):
            yield Clash(what, first, who, *match.span("who"))
