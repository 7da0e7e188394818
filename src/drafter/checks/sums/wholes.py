"""Shares of one whole that do not make 100 %, where the text says that they are all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.sums.divisions import CROSSING, are_opposite
from drafter.checks.sums.quantities import Quantity, Reading, read_lines
from drafter.problems.model import Value

_OWN = re.compile(r"占(?:比|比例|比重|[^，。；占\d]{0,8}总[数量额](?:的|比例)?)?(?:为|达到?)?\s*$")
_SUMMED = re.compile("(?:合计|共计|总计|相加)为?$")
_AMONG = re.compile("^[\u4e00-\u9fff]{2,6}[中里](?=[\u4e00-\u9fff]{2})")
_ALL_WAYS = (
    (re.compile(r"^.{0,8}?[“”]?(?:非常|很|十分)?满意"), re.compile(r"不(?:太)?满意")),
    (re.compile(r"很|非常|十分|完全|较"), re.compile(r"^[^，]{0,3}[“‘]?(?:不|没有?|无)")),
    (re.compile(r"优秀|^优"), re.compile(r"不合格|不称职|较差|^差")),
    (re.compile(r"A类|^A"), re.compile(r"^C类")),
    (re.compile(r"^[男]"), re.compile(r"^[女]")),
    (re.compile(""), re.compile(r"^(?:其他|其它|其余)(?!.*中)")),
)  # fmt: skip
"""The first and the last words of lists that leave nothing out."""
_REST = re.compile("其余|其他|其它|剩余|剩下|另有|弃权|未作|未表|说不清|不了解")
"""Behind shares: they are not all."""
_NUMBER = r"\d+(?:\.\d+)?(?=%)"
_RESPECTIVE = re.compile(
    r"(?:^|[，。；：])(?P<names>[^，。；：、\d]{1,14}(?:、[^，。；：、\d]{1,14})+)分别占[^，。；\d]{0,8}(?P<shares>\d[\d.]*%(?:[、，]\d[\d.]*%)+(?:[和与及、]\d[\d.]*%)?)"
)
_BOTH = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2})[率度](?:达到?|为|是)?(?P<one>\d+(?:\.\d+)?)%"
    r"，(?:未|不)(?P=stem)[率度](?:达到?|为|是|仅)*(?P<two>\d+(?:\.\d+)?)%"
)
_RATIO = re.compile(
    r"(?:产业|三产|一二三产)[^，。；\d]{0,14}?(?:比|结构)[^，。；\d]{0,10}?((\d+(?:\.\d+)?)\s*[：:∶]\s*(\d+(?:\.\d+)?)\s*[：:∶]\s*(\d+(?:\.\d+)?))"
)


def find_incomplete_wholes(page: PageText) -> Iterator[Hit]:
    """D485: shares that are all of a whole (满意, 基本满意, 不满意) and do not make 100 %."""
    for number, reading in read_lines(page.lines):
        for start, quantities in reading.clauses("。！？\n"):
            shares = _list_own_shares(reading, quantities)
            total = sum((each.value for each, _ in shares), Decimal(0))
            ahead = reading.text[start : quantities[0].start]
            slack = sum((each.half for each, _ in shares), Decimal(0))
            words = [said for _, said in shares]
            yield from _check_joined(number, quantities)
            if not shares:
                yield from _check_counted(number, quantities)
            is_wrong = abs(total - 100) > slack and _is_all(words, ahead)
            if is_wrong and total < 100 and shares[-1][0].end < len(reading.text):
                behind = re.split("[。！？\n]", reading.text[shares[-1][0].end :], maxsplit=1)[0]
                is_wrong = not _REST.search(behind)
            is_over = total > 100 + slack and (
                _are_kinds(words) or (len(shares) > 2 and total <= _MOST_OVER and _are_apart(words))
            )
            if len(shares) > 1 and (is_wrong or is_over):
                first, last = shares[0][0], shares[-1][0]
                yield Hit("D485", number, first.start, last.end, {"total": f"{total}%"})
    for number, line in enumerate(page.lines):
        yield from _check_listed(number, line.text)


_JOINED = re.compile(
    "(?P<count>[两二三四五])(?:类|项|者|种|部分|个[^，。；]{1,3}|大类)(?:诉求|问题)?(?:合计|共计?|总计|加起来)(?:占(?:比)?|达)?(?:总数的)?(?:为|达到?)?$"
)


def _check_joined(number: int, quantities: list[Quantity]) -> Iterator[Hit]:
    """供暖类占35%，停车类占27%，两类合计占62%."""
    for at, figure in enumerate(quantities):
        said = _JOINED.search(figure.lead) if figure.unit == "%" else None
        count = "一二三四五".index(said["count"].replace("两", "二")) + 1 if said else 0
        parts = [each for each in quantities[:at] if each.unit == "%"][-count:]
        if not said or len(parts) != count or any(e.is_loose for e in (*parts, figure)):
            continue
        total = sum((each.value for each in parts), Decimal(0))
        if abs(total - figure.value) > sum((e.half for e in (*parts, figure)), Decimal(0)):
            values: dict[str, Value] = {"text": figure.shown, "right": f"{total:f}%"}
            values["of"] = "、".join(each.shown for each in parts)
            yield Hit("D483", number, figure.start, figure.end, values)


def _check_listed(number: int, text: str) -> Iterator[Hit]:
    """青年、中年、老年分别占35%、42%和28%; 三次产业结构为10.2∶42.3∶48.5."""
    for match in _RESPECTIVE.finditer(text):
        shares = re.findall(_NUMBER, match["shares"])
        total = sum(map(Decimal, shares), Decimal(0))
        named = match["names"].count("、") + 1 + len(re.findall("[和与及]", match["names"]))
        is_off = Decimal("0.3") < abs(total - 100) <= _MOST_OVER - 100
        if named == len(shares) > 2 and is_off:
            yield Hit("D485", number, *match.span("shares"), {"total": f"{total}%"})
    for match in _BOTH.finditer(text):
        total = Decimal(match["one"]) + Decimal(match["two"])
        if total > 100 or (total < 100 and match["stem"] != "满意"):
            yield Hit("D485", number, *match.span(), {"total": f"{total}%"})
    for match in _RATIO.finditer(text):
        total = sum((Decimal(match[n]) for n in (2, 3, 4)), Decimal(0))
        if abs(total - 100) > Decimal("0.15") and abs(total - 100) < 30:
            yield Hit("D485", number, *match.span(1), {"total": f"{total}%"})


def _check_counted(number: int, quantities: list[Quantity]) -> Iterator[Hit]:
    """A类85件，占57%；B类40件，占27%；C类25件，占26%: shares beside their parts, which are all."""
    parts, shares = quantities[::2], quantities[1::2]
    is_row = len(parts) == len(shares) > 1 and not any(e.is_ratio or e.is_loose for e in parts)
    is_row = is_row and all(e.unit == "%" and _OWN.search(e.lead) for e in shares)
    if is_row and _is_all([each.lead.strip("的为有") for each in parts], ""):
        total = sum((each.value for each in shares), Decimal(0))
        if abs(total - 100) > max(sum(each.half for each in shares) * 2, Decimal(1)):
            yield Hit("D485", number, shares[0].start, shares[-1].end, {"total": f"{total}%"})


def _list_own_shares(reading: Reading, quantities: list[Quantity]) -> list[tuple[Quantity, str]]:
    """The shares of the sentence that name no whole, with the words for what each is of; none
    where a part is counted beside them, which another rule computes."""
    found = list[tuple[Quantity, str]]()
    for each in quantities:
        if not each.is_ratio:
            if found or _OWN.search(reading.text[each.end : each.end + 8]):
                return []
        elif each.unit == "%" and (match := _OWN.search(each.lead)):
            found.append((each, each.lead[: match.start()].strip("的“”（）")))
        elif each.unit == "%" and _SUMMED.search(each.lead):
            break
        elif found and not each.is_loose and each.unit == "%" and _BARE.fullmatch(each.lead):
            found.append((each, each.lead))
        elif each.unit == "%" or each.is_loose:
            return []
    return found


_BARE = re.compile(
    "(?!.*(?:率|增|降|升|减|比|约|超|高|低|完成|达|占|其他|其余))[\u4e00-\u9fff]{2,8}"
)
"""县级自筹30%: a share in a row of them, that says no 占."""
_KINDS = frozenset("业类界型档股")
_CROSSING = re.compile(f"{CROSSING.pattern}|年|月|季|(?<!等)次$")
_MOST_OVER = 110
"""Shares that come to more are those of several questions, or of one with several answers."""


_GRADES = ("等次", "等级", "档次")


_SCHOOLING = re.compile("本科|大专|专科|中专|高中|初中|小学|研究生|硕士|博士")


def _are_apart(words: list[str]) -> bool:
    """Whether nothing may be in two of them."""
    are_grades = all(each.endswith(_GRADES) for each in words)
    are_grades = are_grades or all(_SCHOOLING.search(each) for each in words)
    return all(words) and (are_grades or not any(_CROSSING.search(each) for each in words))


def _are_kinds(words: list[str]) -> bool:
    """Whether they are the kinds of one division, so that they come to no more than all."""
    ends = {each[-1:] for each in words}
    return (len(words) > 2 and len(ends) == 1 and ends <= _KINDS) or _are_spans(words)


_BELOW, _ABOVE = re.compile("([岁元人年])以下的?$"), re.compile("([岁元人年])(?:及?以上)的?$")


def _are_spans(words: list[str]) -> bool:
    """35岁以下的, 36至50岁的, 51岁以上的: what is measured alike, and nothing is in two of them."""
    below, above = _BELOW.search(words[0]), _ABOVE.search(words[-1])
    return below is not None and above is not None and below[1] == above[1]


def _is_all(words: list[str], ahead: str) -> bool:
    if not words:
        return False
    if len(words) == 2 and are_opposite(_AMONG.sub("", words[0]), words[1]):
        return True
    for first, last in _ALL_WAYS:
        at_end = last.search(words[-1])
        if at_end and (first.search(words[0]) or first.search(ahead)):
            return True
    return False


_OTHER_THING = re.compile("比|较|同期|上年|去年|累计|每|均|增|减|[次届]|占|率")


def _is_same(whole: Quantity, part: Quantity) -> bool:
    """15个行政村，其中通气的村18个: whether both say the same of what is counted."""
    is_named = not part.tail and len(whole.tail) > 1 and part.lead[-1:] == whole.tail[-1:]
    return whole.tail == part.tail or is_named


def find_larger_parts(page: PageText) -> Iterator[Hit]:
    """D423: 办结148件，其中满意162件: one part that is more than all that stands before it."""
    for number, reading in read_lines(page.lines):
        for _, quantities in reading.clauses():
            for at, part in enumerate(quantities[1:], 1):
                is_within = (
                    part.lead.startswith("含")
                    and "（" in reading.text[part.start - 20 : part.start]
                )
                if (
                    not (part.lead.startswith("其中") or is_within)
                    or part.is_ratio
                    or part.is_loose
                ):
                    continue
                ahead = [e for e in quantities[:at] if e.kind == part.kind and _is_same(e, part)]
                ahead = ahead[-1:] if is_within else ahead
                is_other = any(_OTHER_THING.search(e.lead) for e in (*ahead, part))
                if ahead and not is_other and part.value > max(e.value + e.half for e in ahead):
                    whole = max(ahead, key=lambda each: each.value)
                    values: dict[str, Value] = {"parts": part.shown, "whole": whole.shown}
                    yield Hit("D423", number, part.start - len(part.lead), part.end, values)
