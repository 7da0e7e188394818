"""What a text points at: 前款, 上表, 图2, 本办法, 《办法》, a document by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import read_count
from drafter.problems.model import Value
from drafter.vocabulary import ATTACHMENT
from drafter.word.text.lines import Line

_HAN = "[一二三四五六七八九十百零〇]+"
_NO_FORMER = re.compile(
    rf"^[ 　]*第(?:{_HAN}|\d+)条[ 　]+[^。；：]{{0,24}}?(?P<at>(?<!本条)前[两二三]?款)|^[ 　]*第一条[ 　]+[^。]{{0,40}}?(?P<first>前条)"
)
_NO_FORMER_RIGHT = "这一条里前面没有款；指上一条的，写“前条”"


def find_lost_clauses(page: PageText) -> Iterator[Hit]:
    """D447: 第八条　违反前款规定的: the first paragraph of a clause has none before it."""
    for index, line in enumerate(page.lines):
        if match := _NO_FORMER.match(line.text) if "前" in line.text else None:
            span = match.span("at" if match["at"] else "first")
            values: dict[str, Value] = {
                "text": match.string[slice(*span)],
                "right": _NO_FORMER_RIGHT,
            }
            yield Hit("D447", index, *span, values)


_CAPTION = re.compile(
    r"^[ 　]*(?P<kind>附?[表图])[ 　]*(?P<number>\d{1,2})(?=[\s：:　]|$)(?P<rest>.*)"
)
_SHOWN = re.compile(
    r"(?:见|如|由|从|详见|参见|列入)(?P<kind>附?[表图])[ 　]*(?P<number>\d{1,2})(?![\d月日年号.—～])"
)
_ABOVE = re.compile(
    "(?:[见如]|^|(?<=[，。；]))(?P<at>上[表图])(?=所示|所列|中|显示|反映|可以?看出|可见|，|。|）)"
)
_BELOW = re.compile(
    "(?:[见如]|^|(?<=[，。；]))(?P<at>下[表图])(?=所示|所列|中|显示|反映|可以?看出|可见|，|。|）)"
)
_SAME, _BEHIND, _AHEAD = "编号和前面的重了", "在后面，写“下”", "在前面，写“上”"
_NAMED = re.compile(
    "(?:见|详见|参见|附有|见后|见所附)(?P<at>附[件表图])(?![\\d一二三四五六七八九十])"
)
_LISTED = re.compile("^[ 　]*(?P<kind>附[件表图])[ 　]*(?:\\d+)?[ 　]*[：:]")


def find_lost_tables(page: PageText) -> Iterator[Hit]:
    """D447, D489: 图2 where only 表2 is there; 上表 and the table follows; two tables 表2; 见附图 of
    a text that brings 附表."""
    captions = [(n, m) for n, line in enumerate(page.lines) if (m := _CAPTION.match(line.text))]
    if captions:
        yield from _check_captions(page, [(n, m) for n, m in captions])
    listed = {m["kind"] for line in page.lines if (m := _LISTED.match(line.text))}
    for index, line in enumerate(page.lines) if listed else ():
        for match in _NAMED.finditer(line.text):
            own = {match["at"], match["at"][1:]} & (listed | {m["kind"] for _, m in captions})
            if not own and line.kind != "note":
                yield Hit("D489", index, *match.span("at"), {"text": match["at"], "count": 0})


def _check_captions(page: PageText, captions: Sequence[tuple[int, re.Match[str]]]) -> Iterator[Hit]:
    seen = dict[tuple[str, str], str]()
    for index, match in captions:
        key, rest = (match["kind"], match["number"]), match["rest"].strip("：: 　")
        if key in seen and seen[key] != rest and rest and "续" not in rest + seen[key]:
            values: dict[str, Value] = {"text": "".join(key), "right": _SAME}
            yield Hit("D447", index, match.start("kind"), match.end("number"), values)
        seen.setdefault(key, rest)
    kinds = {kind[-1] for kind, _ in seen}
    for index, line in enumerate(page.lines):
        for match in _SHOWN.finditer(line.text):
            kind, number = match["kind"], match["number"]
            others = {other for other, own in seen if own == number}
            if kind[-1] not in kinds and others:
                span = match.start("kind"), match.end("number")
                yield Hit("D489", index, *span, {"text": kind + number, "count": 0})
        yield from _check_ways(page.lines, index)


def _check_ways(lines: Sequence[Line], index: int) -> Iterator[Hit]:
    """上表 where all tables follow, 下表 where all stand before."""
    for pattern, around, right in (
        (_ABOVE, (lines[:index], lines[index + 1 :]), _BEHIND),
        (_BELOW, (lines[index + 1 :], lines[:index]), _AHEAD),
    ):
        for match in pattern.finditer(lines[index].text):
            sign = match["at"][-1]
            where, other = (any(_is_shown(line, sign) for line in part) for part in around)
            if other and not where:
                values: dict[str, Value] = {"text": match["at"], "right": sign + right + sign}
                yield Hit("D447", index, *match.span("at"), values)


def _is_shown(line: Line, sign: str) -> bool:
    caption = _CAPTION.match(line.text)
    return bool(caption and caption["kind"].endswith(sign)) or (
        line.kind == "cell" and sign == "表"
    )


_KINDS = "办法|规定|细则|条例|规则|制度|章程|准则|意见|方案|通知|决定|规划|纲要|通告|公告|措施|计划|要点|批复|请示|报告|总结|公约|协议"
_MADE = re.compile(
    rf"(?:制定|制订|拟定|修订)(?:了)?(?:本|《)[^，。；》]{{0,12}}?(?P<kind>{_KINDS})(?=[。；，》])"
)
_OWN = re.compile(
    rf"本(?:实施|暂行|管理)?(?P<kind>{_KINDS})(?=自(?!治|然|身|觉)|由(?!于)|所称|适用|未尽|的解释|第|施行|规定的|中所)"
)
_LONG = re.compile(rf"《(?P<name>[^《》]{{3,60}}?)(?P<kind>{_KINDS})(?:（[^）]{{1,6}}）)?》")
_SHORT = re.compile(
    rf"(?:(?<=[。；])《(?P<kind>{_KINDS})》(?=明确|指出|提出|规定|要求|强调|共|从|印发|出台|实施|自)"
    rf"|(?<=[，。；照据执严行])该(?P<this>通知|意见|办法|规定|条例|细则|决定|通告|方案|规划|制度)(?=[，。；要明规精自的第共于已]|指出|提出|出台|实施|施行|印发|适用|得到|强调)"
    rf"|(?<=[照据])本(?P<that>通知|意见|办法|规定|条例|细则|决定|方案|制度)(?=执行|贯彻|落实))"
)
_NAME = "文件"
_FIRST = re.compile("[ 　]*第一条")


def find_clashing_kinds(page: PageText) -> Iterator[Hit]:
    """D424: 制定本办法……本规定自……施行; 《……实施意见》。《办法》明确: one paper, two kinds."""
    made = ""
    for index, line in enumerate(page.lines):
        text = line.text
        if "本" in text or "第一条" in text:
            made = "" if _FIRST.match(text) else made
            for match in _MADE.finditer(text):
                made = match["kind"] if "本" in match[0] else made
            for match in _OWN.finditer(text) if made else ():
                if match["kind"] != made:
                    yield _tell(index, match.span(), f"本{made}", match[0])
        for match in _SHORT.finditer(text) if "》" in text else ():
            kind = match["kind"] or match["this"] or match["that"]
            ahead = text[: match.start()]
            titles = list(_LONG.finditer(ahead))
            is_known = kind in ahead.replace(f"该{kind}", "") or "简称" in ahead
            if titles and len(titles) == 1 and titles[0]["kind"] != kind and not is_known:
                yield _tell(index, match.span(), titles[0][0], match[0])


_CAME = re.compile(r"《[^《》]{3,60}?(?P<kind>请示|报告|函)》(?:（[^）]{4,24}）)?(?:均?已)?收悉")
_ANSWERED = re.compile(
    "(?:就|对|将)(?P<at>该请示|该报告|该函|来函|该来函|此报告|此请示|此函)(?:批复|答复|函复|回复|批示)"
)
_CLOSED = re.compile("(?:^|[。；])[ 　]*(?P<at>特此(?:通知|报告|请示|通报|公告|通告))")
_NEXT_LINES = 4


def find_wrong_answers(page: PageText) -> Iterator[Hit]:
    """D424: 《……请示》收悉，现对来函批复; 收悉……同意……特此通知: what came, and what goes out."""
    for index, line in enumerate(page.lines):
        came = _CAME.search(line.text) if "收悉" in line.text else None
        if came is None:
            continue
        for number, each in enumerate(page.lines[index : index + _NEXT_LINES], index):
            start = came.end() if number == index else 0
            told = _ANSWERED.search(each.text, start)
            if told and not told["at"].endswith(came["kind"]):
                yield _tell(number, told.span("at"), came["kind"], told["at"])
            closed = _CLOSED.search(each.text, start)
            if closed:
                yield _tell(number, closed.span("at"), came["kind"], closed["at"])


_BODIES = "领导小组|指挥部|工作专班|专班|工作组|协调小组|委员会|联席会议|办公室|协调机制|理事会|专家组|工作领导小组"
_BODY_SHORT = re.compile(
    rf"以下(?:统|合)?简称[为：]?[“《](?P<short>[^”》]{{0,4}}(?:{_BODIES}))[”》]"
)
_BODY = re.compile(
    rf"(?:^|(?<=[。；，]))(?P<at>{_BODIES})(?=下设|办公室|成员|组长|设在|设立|负责|定期|由|实行|的主要)"
)


def find_other_bodies(page: PageText) -> Iterator[Hit]:
    """D424: 领导小组（以下简称“领导小组”），指挥部下设办公室: a body that was named otherwise."""
    named = ""
    for index, line in enumerate(page.lines):
        declared = _BODY_SHORT.search(line.text) if "简称" in line.text else None
        if declared:
            then = _BODY.search(line.text, declared.end())
            ahead = named + line.text[: then.start()] if then else ""
            if then and then["at"] not in ahead and declared["short"][-2:] != then["at"][-2:]:
                yield _tell(index, then.span("at"), declared["short"], then["at"])
        named += line.text


_ATTACHED = re.compile(rf"^[ 　]*{ATTACHMENT}[ 　]*[：:][ 　]*(?P<rest>.+)$")
_ITEM = re.compile(r"^[ 　]*(?P<number>\d{1,2})[.．][ 　]*(?P<name>.+?)[ 　]*$")
_FILLED = re.compile(
    rf"《(?P<title>[^《》]{{2,40}})》（(?:详?见)?{ATTACHMENT}(?P<number>\d{{1,2}})?）|{ATTACHMENT}(?P<number2>\d{{1,2}})《(?P<title2>[^《》]{{2,40}})》"
)
_HOW_MANY = re.compile(
    rf"{ATTACHMENT}(?:共计?|合计)?(?P<at>(?P<count>\d{{1,2}}|[一二两三四五六七八九十])[件份个])(?=[。，；）]|$)"
)


def find_attachments_apart(page: PageText) -> Iterator[Hit]:
    """D424: 《报名表》（附件1） and 附件：1.规程 2.报名表; 附件共3件 of two."""
    names, first = _list_attachments(page.lines)
    if not names:
        return
    for index, line in enumerate(page.lines):
        for match in _HOW_MANY.finditer(line.text) if ATTACHMENT in line.text else ():
            if len(names) > 1 and read_count(match["count"]) != len(names):
                yield _tell(index, match.span("at"), f"{len(names)}件", match["at"])
    for index, line in enumerate(page.lines[:first]):
        for match in _FILLED.finditer(line.text) if ATTACHMENT in line.text else ():
            title = match["title"] or match["title2"]
            number = int(match["number"] or match["number2"] or 0)
            own = names.get(number) or (next(iter(names.values())) if len(names) == 1 else "")
            others = [name for n, name in names.items() if n != number]
            is_same = own and (title in own or own in title)
            is_other = any(title == name for name in others) or (
                len(names) == 1 and title[-1] == own[-1:]
            )
            if own and not is_same and is_other:
                yield _tell(index, match.span(), own, title)


def _list_attachments(lines: Sequence[Line]) -> tuple[dict[int, str], int]:
    """The names of the attachments by their numbers (0 for one without), and the line of the first."""
    for index, line in enumerate(lines):
        begun = _ATTACHED.match(line.text)
        if begun is None:
            continue
        names = dict[int, str]()
        for number, text in enumerate(
            [begun["rest"], *(each.text for each in lines[index + 1 : index + 20])]
        ):
            item = _ITEM.match(text)
            if item is None:
                if not number:
                    names[0] = text.strip()
                break
            if re.search(r"\d[.．]", item["name"]):
                return {}, 0  # several in a line
            names[int(item["number"])] = item["name"].strip("《》")
        return names, index
    return {}, 0


def _tell(index: int, span: tuple[int, int], one: str, other: str) -> Hit:
    return Hit("D424", index, *span, {"name": _NAME, "one": one, "other": other})


_NUMBERED = re.compile(
    r"《(?P<title>[^《》]{6,60})》（(?P<number>(?P<organ>[一-鿿]{2,8})〔\d{4}〕\d{1,4}号)）"
)
_BY_NUMBER = re.compile(
    r"(?P<organ>[一-鿿]{2,8})?(?P<year>〔\d{4}〕)?(?P<number>\d{1,4})号(?P<paper>文)?"
)
_OFFICE = re.compile("(?P<level>[省市县区州镇])(?:人民政府|委员会|委(?=办|关)|政府|政协|人大)")
_LEVELS = "省市县区州镇"


def find_clashing_numbers(page: PageText) -> Iterator[Hit]:
    """D424: one title with two numbers; 《市人民政府关于……》（县政发〔2025〕3号）."""
    first = dict[str, str]()
    for index, line in enumerate(page.lines):
        for match in _NUMBERED.finditer(line.text) if "》（" in line.text else ():
            known = first.setdefault(match["title"], match["number"])
            if known != match["number"]:
                yield _tell(index, match.span("number"), known, match["number"])
            office = _OFFICE.search(match["title"][:14])
            levels = {sign for sign in match["organ"][:3] if sign in _LEVELS}
            if office and levels and office["level"] not in levels:
                yield _tell(index, match.span("organ"), office[0], match["organ"])
        yield from _find_other_papers(index, line.text)


def _find_other_papers(index: int, text: str) -> Iterator[Hit]:
    """（云政发〔2024〕16号）印发后，按照17号文规定; 12号……按21号文: one paper, by another number."""
    known = list(_NUMBERED.finditer(text)) if "〕" in text and "号文" in text else []
    if len(known) != 1:
        return
    one = known[0]
    number = re.findall(r"\d+", one["number"])[-1]
    for match in _BY_NUMBER.finditer(text, one.end()):
        other = match["number"]
        is_of = not match["year"] or match["year"] in one["number"]
        is_slip = sorted(number) == sorted(other) or abs(int(number) - int(other)) == 1
        is_answer = "收悉" in text and bool(match["organ"]) and bool(match["year"])
        if match["paper"] and is_of and other != number and (is_slip or is_answer):
            yield _tell(index, match.span("number"), one["number"], match[0])
            return


_PART = re.compile(
    "[“《](?P<head>(?P<number>[一二三四五六七八九十]+)、[^”》]{2,20})[”》](?:部分|一节|章节|中)"
)


def find_lost_parts(page: PageText) -> Iterator[Hit]:
    """D489: 详见“三、存在困难”部分, and the text has a third part of another name."""
    heads = {line.text.strip() for line in page.lines}
    for index, line in enumerate(page.lines):
        for match in _PART.finditer(line.text):
            others = [each for each in heads if each.startswith(match["number"] + "、")]
            if others and not any(each.startswith(match["head"]) for each in others):
                yield Hit("D489", index, *match.span("head"), {"text": match["head"], "count": 0})
