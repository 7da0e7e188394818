"""Counts that look back or point at a list: 以上三个问题, 分别增长5%、6%, “四清一改”, 首先……其次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.order.points import POINTS, read_number
from drafter.problems.model import Value
from drafter.word.text.lines import Line

_NUMBER = r"(?P<count>[两二三四五六七八九十]|1[0-2]|[2-9])"
_BACK = re.compile(
    rf"(?P<way>以上|上述|前述|上面|这(?=[两二三四五六七八九十](?:点|条|个方面|项要求|项任务|项工作|个问题)))(?:的?这)?{_NUMBER}(?P<unit>个|点|项|条|种|方面|件|步|类|大)(?P<noun>[一-鿿]{{0,4}})"
)
_PLAIN = re.compile(r"[一-鿿“”]{2,10}(?:、[一-鿿“”]{2,10}){1,}")
_LEAST_LIST = 2
_FURTHEST = 1200
"""So many characters before 以上三点 its points are looked for."""


def find_wrong_recalls(page: PageText) -> Iterator[Hit]:
    """D488: 一是……二是……。以上三个问题; 三个街道分别增长5.2%、6.1%; “四清一改”，即清理……."""
    for index, line in enumerate(page.lines):
        if line.kind in ("cell", "note"):
            continue
        for match in _BACK.finditer(line.text):
            listed = _count_before(page.lines, index, match)
            if listed >= _LEAST_LIST and listed != read_number(match["count"]):
                yield _tell(index, match[0], match.span(), listed)
        yield from _find_forward(page.lines, index)
        for find in (_find_wrong_shares, _find_wrong_pairs, _find_wrong_ends):
            yield from find(index, line.text)


_FORWARD = re.compile(rf"(?P<at>以下|下列){_NUMBER}(?:个|点|项|条|种|方面|件)(?P<rest>[^：]*)$")
_BACKWARD = "列在前面的，写“以上”"


def _find_forward(lines: Sequence[Line], index: int) -> Iterator[Hit]:
    """D447: 一要……，二要……。以下两项工作……: the list stands before, and none follows."""
    text = lines[index].text
    match = _FORWARD.search(text) if "以下" in text or "下列" in text else None
    if match is None or any(
        form.match(line.text) for line in lines[index + 1 : index + 2] for form in POINTS
    ):
        return
    numbers = [
        [read_number(each[1]) for each in form.finditer(text[: match.start()])]
        for form in POINTS[:6]
    ]
    if read_number(match["count"]) in map(_count_run, numbers):
        values: dict[str, Value] = {"text": match["at"], "right": _BACKWARD}
        yield Hit("D447", index, *match.span("at"), values)


def _tell(index: int, words: str, span: tuple[int, int], listed: int) -> Hit:
    values: dict[str, Value] = {"text": words.strip("“”"), "count": listed}
    return Hit("D488", index, *span, values)


def _count_before(lines: Sequence[Line], index: int, match: re.Match[str]) -> int:
    """How many points the list has that ends right before; 0 where that cannot be told."""
    ahead = match.string[max(match.start() - _FURTHEST, 0) : match.start()]
    noun = match["noun"][:2]
    if noun and re.search(f"{match['count']}{match['unit']}[^，。；]{{0,6}}{noun}", ahead):
        return 0  # counted before: these are meant, not the points
    runs = [(found[-1].start(), found) for form in POINTS[:6] if (found := [*form.finditer(ahead)])]
    if runs:
        _, last = max(runs, key=lambda each: each[0])
        return _count_run([read_number(each[1]) for each in last])
    if not ahead.strip("针对因此，根据按照做到为了落实好 　"):
        return _count_lines_before(lines, index)
    clause = re.split("[。；：]", ahead.rstrip("，。"))[-1]
    items = clause.split("、")
    is_list = match["way"] != "这" and bool(_PLAIN.fullmatch(clause)) and ahead[-1:] in "，。"
    is_even = max(map(len, items)) <= min(map(len, items)) + 2
    links = len(re.findall("[和与及]", clause))
    is_next = abs(len(items) + links - read_number(match["count"])) == 1
    return len(items) + links if is_list and is_even and is_next and len(items) > 1 else 0


def _count_run(numbers: Sequence[int]) -> int:
    """The last of numbers that go up one by one from the last 1 among them; else 0."""
    if 1 not in numbers:
        return 0
    run = numbers[len(numbers) - 1 - list(reversed(numbers)).index(1) :]
    return len(run) if list(run) == list(range(1, len(run) + 1)) else 0


def _count_lines_before(lines: Sequence[Line], index: int) -> int:
    """How many lines of a list end right before a line."""
    before = [line.text for line in lines[max(index - 40, 0) : index] if line.kind != "cell"]
    form = next((each for each in POINTS if before and each.match(before[-1])), None)
    if form is None:
        return 0
    numbers = [read_number(found[1]) for text in before if (found := form.match(text))]
    return _count_run(numbers)


_AMOUNT = r"[\d.]+(?:%|个百分点|[万亿]?[元件人名户家吨亩次个篇场份米])"
_SHARED = re.compile(
    rf"(?<![十第\d.年月])(?P<all>{_NUMBER}(?:[名家类项种]|个(?!月|百分))[一-鿿]{{1,16}}?)(?:分别|依次)[一-鿿]{{0,6}}"
    rf"(?P<amounts>{_AMOUNT}(?:[、，和]{_AMOUNT})+)(?![、，和]?[\d.]|等|[、，和][一-鿿]{{0,4}}\d)"
)


def _find_wrong_shares(index: int, text: str) -> Iterator[Hit]:
    """三个街道分别增长5.2%、6.1%: one amount less than there are things."""
    for match in _SHARED.finditer(text) if "分别" in text or "依次" in text else ():
        listed, stated = len(re.findall(_AMOUNT, match["amounts"])), read_number(match["count"])
        if abs(listed - stated) == 1 and not re.search("[中比较]", match["all"]):
            yield _tell(index, match["all"], match.span(), listed)


_PAIR = re.compile(
    r"“?(?P<one>[一两二三四五六七八])(?P<first>[一-鿿])(?P<two>[一两二三四五六七八])(?P<second>[一-鿿])”?[一-鿿]{0,6}(?:：|，?(?:即|就是|也就是)[：:]?)(?P<list>[^。；：“”]+)"
)


def _find_wrong_pairs(index: int, text: str) -> Iterator[Hit]:
    """“四清一改”，即清理……、清理……、清理……，改变……: three of them are 清."""
    for match in _PAIR.finditer(text):
        items = re.split("[、，]", match["list"])
        counts = [sum(sign in (each[:1], each[-1:]) for each in items)
                  for sign in (match["first"], match["second"])]  # fmt: skip
        stated = [read_number(match["one"]), read_number(match["two"])]
        is_whole = sum(counts) == len(items) and all(counts) and match["first"] != match["second"]
        if is_whole and counts != stated:
            yield _tell(
                index, match[0].partition("：")[0].partition("，")[0], match.span(), sum(counts)
            )


_ENDED = re.compile(rf"(?:的|这|等)?“?{_NUMBER}个?(?P<own>[一-鿿]{{1,3}})”")
_LONGEST = 80
_NUMERAL = re.compile("[一二三四五六七八九十]")


def _find_wrong_ends(index: int, text: str) -> Iterator[Hit]:
    """认识到位、责任到位、措施到位“四个到位”; “送医、送药、送法”“四送”: all are there, and counted wrong."""
    for match in _ENDED.finditer(text) if "”" in text else ():
        own = match["own"]
        clause = re.split("[。；！？：，]", text[max(match.start() - _LONGEST, 0) : match.start()])[
            -1
        ]
        items = [each.strip("“”") for each in re.split("、|[和与及](?=[^、]*$)", clause)]
        alike = [each for each in items if each.startswith(own) or each.endswith(own)]
        first = items[0].endswith(own) or own in items[0]
        is_list = (
            len(items) > 1 and not _NUMERAL.search(own) and len(alike) >= len(items) - 1 and first
        )
        if is_list and len(items) != read_number(match["count"]):
            at = match.start("count")
            yield _tell(index, text[at : match.end()], (at, match.end()), len(items))


_WORDS = re.compile(
    "(?:^|(?<=[。；：，]))(?P<word>首先|其次|再次|最后)(?=，|[要由从对把是在经按将报请])"
)
_RANKS = {"首先": 1, "其次": 2, "再次": 3, "最后": 9}
_SECOND = re.compile("然后|接着|随后|同时|此外|另外|[二2②](?:是|要|、|，)|第二|其二")
_RIGHT = "次序是：首先、其次、再次、最后"


def find_wrong_sequences(page: PageText) -> Iterator[Hit]:
    """D447: 首先……其次……其次……; 最后……再次……: the words of a sequence, in another order or twice."""
    for index, line in enumerate(page.lines):
        row: list[re.Match[str]] = []
        for match in _WORDS.finditer(line.text):
            rank, last = _RANKS[match["word"]], row[-1] if row else None
            if rank == 1 and not (last and _is_of_row(line.text, row, match)):
                row = []
            elif last and rank <= _RANKS[last["word"]] and (len(row) > 1 or rank == 1):
                start = match.start() if rank == _RANKS[last["word"]] else last.start()
                values: dict[str, Value] = {"text": match["word"], "right": _RIGHT}
                yield Hit("D447", index, start, match.end(), values)
            elif last and rank == _RANKS["再次"] and last["word"] == "首先":
                between = line.text[last.end() : match.start()]
                if not _SECOND.search(between):
                    values = {"text": match["word"], "right": _RIGHT}
                    yield Hit("D447", index, *match.span(), values)
            row.append(match)


def _is_of_row(text: str, row: list[re.Match[str]], first: re.Match[str]) -> bool:
    """Whether a 首先 belongs to the row before it: that has none, or no other word than a 首先."""
    between = text[row[-1].end() : first.start()]
    if re.search("[一二三四]|另|同时|然后|。.*。", between):
        return False
    is_sentence = all(
        text[each.start() - 1 : each.start()] in ("；", "。", "：", "") and text[each.end()] == "，"
        for each in (row[-1], first)
    )
    has_first = any(each["word"] == "首先" for each in row)
    return is_sentence and (not has_first or len(row) == 1)
