"""What a line says of its own list: attachments listed on it, clauses and tables it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import parse_han
from drafter.checks.wording.order.points import CONTENTS
from drafter.problems.model import Value
from drafter.vocabulary import ATTACHMENT

_LIST = re.compile(rf"(?:^|(?<=[。；]))\s*{ATTACHMENT}\s*[：:](?=\s*1[.．、])")
_ITEM = re.compile(r"(?<!\d)(\d{1,2})[.．、](?=\D)")
_NAMED = re.compile(rf"{ATTACHMENT}\s*([1-9]\d?)(?!\d)")
_OWN_ITEM = re.compile(r"(?<!\d)([1-9])[.．、]\s*《?([\u4e00-\u9fff]{4,20})")
_IN_BRACKETS = re.compile(rf"([\u4e00-\u9fff》]{{2,12}})（见?{ATTACHMENT}\s*(\d)）")
_HAN = "[一二三四五六七八九十百]+"
_CLAUSES = re.compile(
    rf"(?:本|该|》)[^。；]{{0,10}}共分?(?:为)?(?:{_HAN}章)?(?P<count>{_HAN})(?P<kind>条|章|个?部分|篇|节)(?:{_HAN}条)?"
    rf"[^。]{{0,20}}?(?:。[^。《]{{0,24}}?)?(?P<named>第(?P<number>{_HAN})(?P<own>条|章|部分|篇|节))"
)
_TABLES = re.compile(
    r"(?:共|仅|只)(?:有|附)?(?:上述|以上)?(?P<count>[一二三四五六七八九两\d])[张个幅份](?P<kind>[表图]|附件)"
)


_PAGES = re.compile(r"共(?P<count>\d{1,4})页[^。]{0,60}第(?P<page>\d{1,4})页")


def find_wrong_lists(page: PageText) -> Iterator[Hit]:
    """D424, D441, D489: 附件4 where three are listed on the line, 第三十八条 of 三十二条."""
    for index, line in enumerate(page.lines):
        text = line.text
        if ATTACHMENT in text:
            yield from _check_attachments(index, text)
        for match in _CLAUSES.finditer(text) if "共" in text else ():
            kind, count = match["kind"].removeprefix("个"), parse_han(match["count"])
            for named in re.finditer(rf"第({_HAN}){kind}", text[match.start() :]):
                if parse_han(named[1]) > count:
                    start = match.start() + named.start()
                    values: dict[str, Value] = {"text": named[0], "count": count}
                    yield Hit("D489", index, start, start + len(named[0]), values)
        for match in _PAGES.finditer(text) if "共" in text else ():
            if int(match["page"]) > int(match["count"]):
                start, told = match.start("page") - 1, f"第{match['page']}页"
                yield Hit(
                    "D489", index, start, match.end(), {"text": told, "count": int(match["count"])}
                )
        for match in _TABLES.finditer(text):
            yield from _check_tables(index, text, match)


def _check_tables(index: int, text: str, counted: re.Match[str]) -> Iterator[Hit]:
    count = parse_han(counted["count"].replace("两", "二")) or int(counted["count"])
    for match in re.finditer(rf"{counted['kind']}\s*(\d)(?!\d)", text):
        if int(match[1]) > count:
            yield Hit("D489", index, *match.span(), {"text": match[0], "count": count})


def _is_nearly(one: str, other: str) -> bool:
    """Whether one name is the other but for a sign or two."""
    slips = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= _LEAST_NAME and 0 < slips <= _MOST_SLIPS


_LEAST_NAME, _MOST_SLIPS = 5, 2


def _check_attachments(index: int, text: str) -> Iterator[Hit]:
    names: dict[str, str] = {}
    own = dict(_OWN_ITEM.findall(text))
    for match in _IN_BRACKETS.finditer(text):
        listed = own.get(match[2], "")
        if _is_nearly(match[1].strip("《》"), listed):
            values: dict[str, Value] = {
                "name": f"{ATTACHMENT}{match[2]}", "one": match[1], "other": listed
            }  # fmt: skip
            at = text.index(listed, match.end())
            yield Hit("D424", index, at, at + len(listed), values)
        first = names.setdefault(match[2], match[1])
        if first != match[1]:
            values = {"name": f"{ATTACHMENT}{match[2]}", "one": first, "other": match[1]}
            yield Hit("D424", index, match.end(1) + 1, match.end() - 1, values)
    begins = _LIST.search(text)
    if begins is None:
        return
    items = [match for match in _ITEM.finditer(text, begins.end())]
    for wanted, item in enumerate(items, 1):
        if int(item[1]) != wanted:
            yield Hit("D441", index, *item.span(), {"text": item[0], "wanted": wanted})
            return
    yield from _check_named(index, text, begins, len(items))


def _check_named(index: int, text: str, begins: re.Match[str], listed: int) -> Iterator[Hit]:
    """More names than the list has: the list lacks one; else a number is wrong."""
    named = list(_NAMED.finditer(text, 0, begins.start()))
    beyond = [match for match in named if int(match[1]) > listed]
    if not beyond:
        return
    lacks = len({match[1] for match in named}) > listed
    span = (begins.start(), len(text)) if lacks else beyond[0].span()
    yield Hit("D489", index, *span, {"text": beyond[0][0], "count": listed})


_CLAUSE = re.compile(r"\s*第([一二三四五六七八九十百零〇]+|\d+)([章条])(?=[\s　])")


def find_wrong_clause_order(page: PageText) -> Iterator[Hit]:
    """D441: 第一条, 第二条, 第四条: the chapters and the clauses of rules skip or repeat one.

    An excerpt has some of them; where the first is not there, two that follow each other tell that
    it is none.
    """
    runs: dict[str, list[int]] = {"章": [], "条": []}
    for index, line in enumerate(page.lines):
        match = _CLAUSE.match(line.text)
        if match is None or line.kind in ("cell", "note") or CONTENTS.search(line.text):
            continue
        number, run = _read_clause(match[1]), runs[match[2]]
        is_whole = run[:1] == [1] or (len(run) > 1 and number == run[-1] + 2)
        if number != 1 and is_whole and number != run[-1] + 1:
            start = match.start(1) - 1
            values: dict[str, Value] = {"text": match[0].strip(), "wanted": run[-1] + 1}
            yield Hit("D441", index, start, match.end(), values)
            run.append(number)
        elif number == 1 or not run or number != run[-1] + 1:
            run[:] = [number]
        else:
            run.append(number)


def _read_clause(number: str) -> int:
    return (
        int(number) if number.isdecimal() else parse_han(number.replace("零", "").replace("〇", ""))
    )
