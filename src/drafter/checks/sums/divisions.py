"""Parts that leave nothing of their whole: 男 and 女, 采纳 and 未采纳, done and left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile

from drafter.checks.lexicon import read_words
from drafter.checks.sums.quantities import Quantity, Reading

List = tuple[Quantity, list[Quantity], bool]
"""A whole, its parts, and whether the text says that they are all of it."""


@cache
def _read_pairs() -> tuple[tuple[str, str], ...]:
    """Words that leave nothing between them: a list of two that begin so is whole."""
    pairs = (pair.partition("/") for pair in read_words("opposites"))
    return tuple((one, other) for one, _, other in pairs)


CROSSING = re.compile("党员|[女妇族岁]|学历|党派|代表|常委|劳模|退役|硕士|博士|本科|重点|优秀|先进")
"""What parts of another division are called: one person may be in several of these."""
LEFT_OVER = re.compile(
    r"[，、；]?(?:其余|其他|其它|剩余|剩下|余下|余款|另有)[^。；\d]{0,20}(?=[。；]|$)"
)
"""Behind parts that are not all, and nobody says how much that is: 其余为历年结转."""
_NEGATIVE = re.compile(r"^(?:尚?未|还?没有?|不予|不再?|非|无)(?P<what>[\u4e00-\u9fff]{2,})")
_DONE = re.compile("^(?:其中|：|，)*(?:目前)?已")
_DOING = re.compile("^(?:目前)?(?:正在|尚在|仍在|还在|待)")
_BELOW = re.compile(r"(\d+[^\d]{1,2}?)(?:及)?以下")
_ABOVE = re.compile(r"(\d+[^\d]{1,2}?)(?:及|（含）)?以上")
_HEAD = re.compile(r"^(?:其中|的|和|及|有|为|已经?|予以|共)+")
_CHAINS = (
    (r"(?:收到|征集|提交|接收)[^，。；\d]{0,10}", r"立案", r"不予?立案|未予?立案"),
    (r"(?:受理|收到|接收)[^，。；\d]{0,8}", r"已?(?:审结|办结|结案|答复)", r"未结|未办|在办|未审"),
    (r"编制[^，。；\d]{0,4}", r"实有|在编|现有", r"空编|缺编"),
    (r"应(?:到|出席|参加)[^，。；\d]{0,8}", r"实到|实际|出席|参加", r"请假|缺席|未到|缺"),
    (r"(?:排查|发现|梳理|查出)[^，。；\d]{0,8}", r"已[^，。；\d]{0,6}", r"尚未|未[完整解办]|正在"),
)  # fmt: skip
"""A whole, and two parts of it that nothing can belong to both of."""
_POSTS = {"人", "个"}
"""编制60个，实有58人: posts and who has them."""
_REST = re.compile(
    r"(?:^|共|净|相抵后?|尚?有)(?:剩余?|剩下|其余|结余|节余|缺席|请假|未到|空编|缺编|缺额|尚缺|还缺|缺口|尚需|尚欠|尚余|还剩|净?余|净收益|空缺)[^，。；\d]{0,4}$"
)
_REST_OF = re.compile("(?:^|，)(?:还有|尚有|仍有|另有|另外的?)$")
_UNDONE = re.compile("[^，。；]{0,2}(?:未|没有|尚|正在|待)")
_NO_PART = re.compile("增|减|比|同期|上年|去年|结转|每|均|新|另(?!外)|累计")
_OTHER_TIME = re.compile("比|同期|上年|去年|每|均|累计")
_CAME = re.compile(
    "(?:增补|引进|流入|招录|录用|接收|收入|进账|筹集|新增|增加|转入|调入|吸收|新发展|增选|新建|新收|新录|出生|迁入|补选|购入|入库|入住|返还|新购|购置|添置|新设|新成立|新开|新聘|招聘|扩建|接管|并入|引入|入会|入学|注册|新登记|新招|聘用|新进|调进|轮入|购进|采购|补充|补栏|引种|增设|增聘|续聘|迁来|领养|承接|受理|收治|入院|入职|入园|转来|招收|招生|募集|吸纳|到账|回收|借入)"
    "[^，。；\\d]{0,6}$"
)
_LEFT = re.compile(
    "(?:流出|离职|支出|开支|关停|淘汰|减少|调出|转出|退出|免去|辞去|撤销|注销|去世|减员|退社"
    "|解除|期满|终止|脱困|脱贫|清退|核减|核销|报废|病故|毕业|办结|审结|销号|拆除|迁出|死亡|出栏|出库|领用|发放|归还|吊销|关闭|停用|销毁|转让|退役|退会|辞职|调离|撤并|售出|损坏|除名|退休|轮出|出院|调走|退学|转学|结业|离休|借出|退赔|退还|解聘|淘汰|死淘|出售|销售|发出|使用|消耗|退租|迁走|取缔|摘牌|开除|自然减员|转隶|划出|转院|转走|搬离|注吊销)[^，。；\\d]{0,6}$"
)
_AT_FIRST = re.compile("年初|月初|原有|上年末|上年底|去年底|去年末|届初|期初|共有|现有|原")
_AT_LAST = re.compile(
    "总数|总量|(?:增加|扩大|增至|达)到|增至|(?<!上)(?<!去)年末|(?<!上)(?<!去)年底|月末|月底|现有|实有|期末|目前|现为"
)
_NOW = re.compile("现有|实有|年末|年底|总数")
_FEWEST, _MOST_PARTS = 3, 6
_NEAR_WHOLE, _NEAR_REST = 7, 4
"""Parts without 其中 are told where they miss the whole by no more than this part of it."""


def are_opposite(one: str, other: str) -> bool:
    """Whether two names leave nothing between them: 男, 女; 采纳, 未采纳."""
    if _DONE.match(one) and _DOING.match(other):
        return True
    one, other = (_HEAD.sub("", each) for each in (one, other))
    below, above = _BELOW.match(one), _ABOVE.match(other)
    if below and above and below[1] == above[1]:
        return True
    for first, then in ((one, other), (other, one)):
        if any(first.startswith(a) and then.startswith(b) for a, b in _read_pairs()):
            return True
        denied = _NEGATIVE.match(then)
        if denied and first[:2] == denied["what"][:2]:
            return True
    return False


def group_rows(quantities: Iterable[Quantity]) -> list[list[Quantity]]:
    """The quantities, those of one row together: 40批150人次."""
    rows = list[list[Quantity]]()
    for each in quantities:
        if rows and not each.lead and rows[-1][-1].end == each.start:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _list_alike(reading: Reading) -> Iterator[list[Quantity]]:
    """The quantities of one unit in each sentence."""
    for _, quantities in reading.clauses("。！？\n"):
        rows = group_rows(each for each in quantities if not each.is_ratio)
        named = [each._replace(lead=row[0].lead) for row in rows for each in row]
        for kind in dict.fromkeys(each.kind for each in named):
            yield [each for each in named if each.kind == kind]


def _misses_little(whole: Quantity, parts: Sequence[Quantity], most: int) -> bool:
    total = sum(each.value for each in parts)
    return abs(total - whole.value) * most <= whole.value


def find_opposites(reading: Reading) -> Iterator[List]:
    """委员96人，男委员61人，女委员37人: a whole and two parts that leave nothing, without 其中."""
    for alike in _list_alike(reading):
        for whole, one, other in zip(alike, alike[1:], alike[2:], strict=False):
            behind = reading.between(whole, one).removeprefix(whole.tail)
            marks = (behind[:1], reading.between(one, other)[:1])
            is_plain = whole.lead or whole.tail.endswith(("中", "里"))
            is_plain = is_plain and not _NO_PART.search(whole.lead)
            if not is_plain or marks[0] not in "，：（" or marks[1] not in "，、；和":
                continue
            is_pair = are_opposite(one.lead, other.lead)
            if is_pair and _misses_little(whole, (one, other), _NEAR_WHOLE):
                behind = reading.text[other.end :]
                goes_on = re.match(r"[，、；和及][^，。；：\d]{1,12}\d", behind)
                yield whole, [one, other], not goes_on
        yield from _find_second_division(reading, alike)


def _find_second_division(reading: Reading, alike: list[Quantity]) -> Iterator[List]:
    """24名，其中女性10名、男性14名；35岁以下16名，35岁及以上10名: divided again behind ；."""
    for one, other in pairwise(alike[2:]):
        whole, parts = alike[0], (one, other)
        is_again = "；" in reading.text[whole.end : one.start] and whole.lead
        is_plain = is_again and not _OTHER_TIME.search(whole.lead)
        is_pair = is_plain and reading.between(one, other)[:1] in "，、和"
        if is_pair and are_opposite(one.lead, other.lead) and _misses_little(whole, parts, 7):
            yield whole, [one, other], True


_SERIES = (
    re.compile("[特一二三四五]等奖?"), re.compile("第[一二三四五六]"), re.compile("[ABCDE]类"),
    re.compile("第?[一二三四]季度"), re.compile("[一二三四五]期"),
)  # fmt: skip


def find_series(reading: Reading) -> Iterator[List]:
    """20件，一等奖3件，二等奖6件，三等奖12件: parts named in one series, without 其中."""
    for alike in _list_alike(reading):
        for form in _SERIES:
            at, parts = _find_named(alike, form)
            signs = [_HEAD.sub("", each.lead)[:2] for each in parts]
            if at and len(parts) > 2 and signs == sorted(set(signs), key=_place_of):
                whole = alike[at - 1]
                is_plain = whole.lead and not _NO_PART.search(whole.lead)
                if is_plain and _misses_little(whole, parts, _NEAR_REST):
                    yield whole, parts, "季" in parts[0].lead and len(parts) == 4


def _find_named(alike: list[Quantity], form: re.Pattern[str]) -> tuple[int, list[Quantity]]:
    """The first row of quantities whose names begin so, and where it begins."""
    are_named = [bool(form.match(_HEAD.sub("", each.lead))) for each in alike]
    at = are_named.index(True) if True in are_named else 0
    count = len(list(takewhile(bool, are_named[at:])))
    return at, alike[at : at + count]


def _place_of(sign: str) -> int:
    return max("特一二三四五六ABCDE".find(each) for each in sign)


_SCALES = (
    (re.compile("^(?:很|非常|十分|表示)?(?:较为)?满意"), re.compile("^(?:表示)?不(?:太)?满意")),
    (re.compile("^(?:评为|获评)?优秀"), re.compile("^(?:评为)?(?:不合格|不称职|较差|差)")),
    (re.compile("^(?:定为)?(?:好|较好)"), re.compile("^(?:定为)?(?:差|较差)")),
    (re.compile("^(?:表示)?(?:赞成|同意)"), re.compile("^弃权")),
)
"""The first and the last step of a scale: its steps leave nothing."""


def find_scales(reading: Reading) -> Iterator[List]:
    """100户，满意83户，基本满意12户，不满意6户: the steps of a scale, without 其中."""
    for alike in _list_alike(reading):
        for at, whole in enumerate(alike[:-2]):
            parts = alike[at + 1 :]
            for first, last in _SCALES if whole.value > parts[0].value else ():
                end = next((n for n, e in enumerate(parts, 1) if last.search(_bare(e))), 0)
                is_scale = end > 1 and first.search(_bare(parts[0]))
                if is_scale and _misses_little(whole, parts[:end], _NEAR_REST):
                    yield whole, parts[:end], True


def _bare(part: Quantity) -> str:
    return _HEAD.sub("", part.lead)


_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}")
_LEAST_ENDS, _FEW_BY_NAME, _FEW = 2, 18, 40


def leaves_nothing(text: str, whole: Quantity, parts: Sequence[Quantity], over: Decimal) -> bool:
    """Whether parts behind 其中 are meant to be all: the whole is named by them (人大建议、政协提案
    214件), or three and more come so near to it that only a slip parts them."""
    names = [re.sub("^(?:其中|包括|[：:])+", "", _bare(each)) or each.tail for each in parts]
    clause = re.split("[，。；：]", text[: whole.start])[-1] + whole.tail
    behind = re.match("（[^（）]*）", text[whole.end + len(whole.tail) :])
    clause += behind[0] if behind else ""
    items = [each for each in re.split("[、和与及（）]", clause) if each]
    is_each_named = len(items) == len(parts) or max(map(len, names)) <= _LEAST_ENDS
    if is_each_named and "等" not in clause and all(name and name in clause for name in names):
        return True
    is_row = len(parts) >= _FEWEST and all(map(_PLAIN_NAME.fullmatch, names))
    shares = re.match("[^。；]*", text[whole.end :])
    if not is_row or (shares and "各" in shares[0]) or not _ends_list(text, parts[-1]):
        return False
    ends = {name[-_LEAST_ENDS:] for name in names}
    few = _FEW_BY_NAME if len(ends) == 1 else _FEW
    return -over * few <= whole.value


def _ends_list(text: str, last: Quantity) -> bool:
    return not re.match("[^，。；]*等|[，、；](?:另|还有|此外|其他|其余)", text[last.end :])


def find_rests(reading: Reading) -> Iterator[List]:
    """2360户，已脱贫2150户，剩余220户: what is done and what is left are the whole."""
    for alike in _list_alike(reading):
        if not _FEWEST <= len(alike) <= _MOST_PARTS or any(
            _NO_PART.search(each.lead) for each in alike
        ):
            continue
        rest = alike[-1]
        is_rest = _REST.search(rest.lead) or (
            _REST_OF.search(rest.lead) and _UNDONE.match(reading.text, rest.end)
        )
        whole, *parts = alike[:-1]
        if len(parts) == 1:
            whole, *parts = sorted(alike[:2], key=lambda each: -each.value)
        if (
            is_rest
            and all(e.value for e in parts)
            and _misses_little(whole, (*parts, rest), _NEAR_REST)
        ):
            yield whole, [*parts, rest], True


def find_chains(reading: Reading) -> Iterator[List]:
    """收到253件，立案238件，不予立案25件: two parts that exclude each other."""
    for _, every in reading.clauses("。！？\n"):
        quantities = [each for each in every if not each.is_ratio]
        for whole, one, other in _CHAINS:
            first = next((e for e in quantities if re.search(f"{whole}$", e.lead)), None)
            if first is None:
                continue
            kinds = {first.kind} | (_POSTS if first.kind in _POSTS else set())
            behind = [e for e in quantities if e.start > first.start and e.kind in kinds]
            first_part = _find_part(behind, one)
            others = [e for e in behind if _is_part(e, other) and e is not first_part]
            parts = [first_part, *others] if first_part and others else []
            parts = sorted(parts, key=lambda each: each.start)
            if 2 <= len(parts) <= _MOST_PARTS:
                yield first, parts, whole.startswith(("编制", "应", "(?:受理"))


def _is_part(each: Quantity, words: str) -> bool:
    form = re.compile(f"[^，\\d]{{0,4}}?(?:{words})")
    return bool(form.match(each.lead) or (not each.lead and form.match(each.tail)))


def _find_part(behind: list[Quantity], words: str) -> Quantity | None:
    return next((each for each in behind if _is_part(each, words)), None)


_NET = re.compile(
    "(?:结余|盈余|节余|余额|相抵后?|净收入|纯收入)[^，。；\\d]{0,4}$|净(?:增加?|减少?|流入|流出|新增|增长)[^，。；\\d]{0,4}$"
)


_IN = re.compile("净(?:增|流入|新增)")


def find_nets(reading: Reading) -> Iterator[tuple[Quantity, list[Quantity], Quantity]]:
    """引进215名，流出48名，净增177名: what came without what left."""
    for alike in _list_alike(reading):
        for came, left, net in zip(alike, alike[1:], alike[2:], strict=False):
            is_balance = _AT_FIRST.search(alike[0].lead) and _AT_LAST.search(net.lead)
            if _LEFT.search(came.lead) and _CAME.search(left.lead):
                came, left = left, came  # 调出6名，调入9名，净增5名
            is_move = (
                not is_balance
                and _CAME.search(came.lead)
                and _LEFT.search(left.lead)
                and _NET.search(net.lead)
            )
            if is_move and not any(each.is_loose for each in (came, left, net)):
                right = abs(came.value - left.value)
                is_other_way = _IN.search(net.lead) and came.value < left.value
                if is_other_way:
                    yield came, [left], net._replace(value=came.value - left.value)
                elif abs(right - net.value) > came.slack + left.slack + net.slack:
                    yield came, [left], net._replace(value=right)


def find_balances(reading: Reading) -> Iterator[tuple[Quantity, list[Quantity], Quantity]]:
    """256名，增补12名，调出7名，年末实有263名: the first, what came and what left, the last."""
    for alike in _list_alike(reading):
        for at, last in enumerate(alike):
            moves = alike[1:at]
            if len(moves) not in (1, 2) or not _AT_LAST.search(last.lead):
                continue
            is_moved = all(_CAME.search(e.lead) or _LEFT.search(e.lead) for e in moves)
            is_first = _AT_FIRST.search(alike[0].lead) and not _AT_LAST.search(moves[-1].lead)
            if is_moved and is_first and not any(e.is_loose for e in alike):
                signed = [-e.value if _LEFT.search(e.lead) else e.value for e in moves]
                right = alike[0].value + sum(signed)
                slack = sum(each.slack for each in alike[: at + 1])
                is_told = last.value != alike[0].value or _NOW.search(last.lead)
                if abs(right - last.value) > slack and is_told:
                    yield alike[0], moves, last._replace(value=right)
