"""What a text refers to: attachments, documents by their numbers, documents and papers by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.numerals import parse_han
from drafter.checks.wording.patterns import find_pattern
from drafter.problems.model import Value
from drafter.vocabulary import ATTACHMENT

_LISTED = re.compile(rf"\s*{ATTACHMENT}\s*[：:]\s*(?:(\d{{1,2}})[.．、])?")
_IN_LINE = re.compile(r"(?<=[ 　])(\d{1,2})[.．、](?=\D)")
_ITEM = re.compile(r"\s*(\d{1,2})[.．、]")
_NAMED = re.compile(rf"{ATTACHMENT}\s*([1-9]\d?)(?!\d)")
_THEIRS = re.compile("(?:[》”]|[〕）]\\d+号|通知|文件|合同|协议|手册|标准|规范|公告)[的中里]?$")
"""Before 附件3: it is that of another document."""
_HEAD = re.compile(rf"\s*{ATTACHMENT}\s*(\d{{0,2}})\s*")
_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff])\s*(?P<open>[〔\[［(（【﹝])\s*(?P<year>(?:19|20)?\d\d)(?P<extra>年?)\s*"
    r"(?P<close>[〕\]］)）】﹞])\s*(?P<ordinal>第?)(?P<pad>0*)(?P<number>\d{1,4})(?P<end>\s*号|(?=文(?!化|章|字|本)|精神|要求))"
)
_MISPLACED = re.compile(
    r"〔(?P<year>(?:19|20)\d\d)〕(?P<sign>[\u4e00-\u9fff]{1,3})(?P<number>\d{1,4})号"
    r"|(?<=[发函字办])〔(?P<year3>(?:19|20)\d\d)〕(?P<number3>\d{0,4})(?=[）)]|文件|精神)"
    r"|(?<=[\u4e00-\u9fff])(?P<year2>(?:19|20)\d\d)(?:年)?〔(?P<number2>\d{1,4})〕号"
)
_PAPERS = (
    "人民日报", "光明日报", "经济日报", "解放军报", "人民政协报", "中国青年报", "工人日报",
    "农民日报", "法治日报", "科技日报", "学习时报", "半月谈", "检察日报", "人民法院报",
    "中国妇女报", "中国教育报", "中国纪检监察报", "新华每日电讯", "中国组织人事报",
)  # fmt: skip
_WORDS_AS_WELL = ("求是", "参考消息")
"""Papers that are known for such in quotes alone: 实事求是, 参考消息."""
_LAWS = (
    r"中华人民共和国[\u4e00-\u9fff]{2,16}?(?:法|条例)(?![律院制治人官学庭典警规定])"
    r"|中国共产党(?:章程|[\u4e00-\u9fff]{2,14}?(?:工作条例|准则|处分条例|监督条例|问责条例))"
    r"|中国人民政治协商会议章程"
)
_LOCAL = (
    r"(?<=[、被在和由])[\u4e00-\u9fff]{2,4}?(?:日报|晚报|早报|政协报|时报)"
    r"(?=采用|刊发|刊登|刊载|报道|发表|推介)"
)
_UNMARKED = re.compile(
    rf"{_LAWS}|{_LOCAL}|“(?:{'|'.join((*_PAPERS, *_WORDS_AS_WELL))})”"
    rf"|(?:{'|'.join(_PAPERS)})(?=[、，。；]|上|等|刊|发表|头版|报道|专版|专访|和)"
)
_OWN = re.compile(r"《[^》]*》|〈[^〉]*〉")


def find_wrong_attachments(page: PageText) -> Iterator[Hit]:
    """D489: an attachment that the text names or brings, and the list of attachments has not."""
    listed, inside, begun = 0, False, False
    named: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate(page.lines):
        begins = _LISTED.match(line.text)
        if begins and not _HEAD.fullmatch(line.text):
            in_line = _IN_LINE.findall(line.text, begins.end()) if begins[1] else ()
            listed = max(map(int, [begins[1] or 1, *in_line]))
            inside = begun = True
            continue
        item = _ITEM.match(line.text) if inside else None
        inside = item is not None
        if item:
            if int(item[1]) != listed + 1:
                skipped: dict[str, Value] = {"text": item[0].strip(), "wanted": listed + 1}
                yield Hit("D441", number, *item.span(1), skipped)
            listed = max(listed, int(item[1]))
        elif line.kind != "note":
            named += [
                (number, each)
                for each in _NAMED.finditer(line.text)
                if not _THEIRS.search(line.text[: each.start()])
            ]
    for number, match in named if begun else ():
        if int(match[1]) > listed:
            values: dict[str, Value] = {"text": match[0], "count": listed}
            yield Hit("D489", number, *match.span(), values)


def find_wrong_document_numbers(page: PageText) -> Iterator[Hit]:
    """D490: the number of a document: four digits of the year in 〔〕, no 第, no 0 before it."""
    for number, line in enumerate(page.lines):
        for match in _NUMBER.finditer(line.text):
            is_year = len(match["year"]) == 4
            is_plain = (
                not (match["extra"] or match["ordinal"] or match["pad"]) and match["end"] == "号"
            )
            if match["open"] + match["close"] == "〔〕" and is_year and is_plain:
                continue
            year = match["year"] if is_year else f"20{match['year']}"
            right = f"〔{year}〕{match['number']}号"
            start = match.start("open")
            values: dict[str, Value] = {"text": line.text[start : match.end()], "right": right}
            yield Hit("D490", number, start, match.end(), values, right if is_year else None)
        for match in _MISPLACED.finditer(line.text):
            year = match["year"] or match["year2"] or match["year3"]
            own = match["number"] or match["number2"] or match["number3"] or "×"
            right = f"{match['sign'] or ''}〔{year}〕{own}号"
            yield Hit("D490", number, *match.span(), {"text": match[0], "right": right})


def find_unmarked_names(page: PageText) -> Iterator[Hit]:
    """D498: laws, the Party's rules and papers without 《》."""
    for hit in find_pattern(page, "D498", _UNMARKED, but=_OWN):
        words = str(hit.values["text"]).strip("“”")
        yield hit._replace(values={"text": words})


_HAN_NUMBER = "[一二三四五六七八九十百]+"
_SERIES_NAMED = (
    # what is named, what it is named by, how a line of the text has it
    (
        re.compile(rf"(?:如|见|详见|本(?:报告|文|方案|意见)|前述|上述)第(?P<number>{_HAN_NUMBER})部分"),
        re.compile(rf"^\s*(?:第)?(?P<number>{_HAN_NUMBER})(?:、|部分)"),
    ),
    (
        re.compile(rf"本(?:办法|规定|条例|规则|细则|章程|制度|准则)第(?P<number>{_HAN_NUMBER})条"),
        re.compile(rf"^\s*第(?P<number>{_HAN_NUMBER})条"),
    ),
    (
        re.compile(rf"(?:前述|上述|上文|本条)第（(?P<number>{_HAN_NUMBER})）(?:项|款|点|条)"),
        re.compile(rf"(?:^|(?<=[。；]))\s*（(?P<number>{_HAN_NUMBER})）"),
    ),
    (
        re.compile(r"(?:见|如|由|从|据|详见|参见|列入)(?P<kind>附?表)\s*(?P<number>\d{1,2})(?!\d|月|日|年|号)"),
        re.compile(r"(?:^|(?<=。))\s*附?表\s*(?P<number>\d{1,2})(?=[\s：:　]|$)"),
    ),
    (
        re.compile(r"(?:见|如|由|从|据|详见|参见)附?图\s*(?P<number>\d{1,2})(?!\d|月|日|年|号)"),
        re.compile(r"(?:^|(?<=。))\s*附?图\s*(?P<number>\d{1,2})(?=[\s：:　]|$)"),
    ),
)  # fmt: skip
_OF_ANOTHER = re.compile("[》”][^，。；]{0,6}$|报告$|决定$|标准$|条例$")


def find_lost_references(page: PageText) -> Iterator[Hit]:
    """D489: a part, clause, table or picture by its number, and the text has not so many; 见下表
    where no table follows."""
    for named, own in _SERIES_NAMED:
        numbers = [
            _read_ordinal(match["number"])
            for line in page.lines
            for match in own.finditer(line.text)
        ]
        if len(numbers) == 1 and numbers[0] > 1:
            continue  # one clause of a text that is elsewhere
        last = max(numbers, default=0)
        for number, line in enumerate(page.lines) if last > 1 or numbers else ():
            for match in named.finditer(line.text):
                is_ours = not _OF_ANOTHER.search(line.text[: match.start()])
                if is_ours and _read_ordinal(match["number"]) > last:
                    values: dict[str, Value] = {"text": match[0], "count": last}
                    yield Hit("D489", number, *match.span(), values)
    yield from _find_lost_tables(page)


_BELOW = re.compile("[见如]下表(?![面明示彰决态])")


def _find_lost_tables(page: PageText) -> Iterator[Hit]:
    tables = [n for n, line in enumerate(page.lines) if line.kind == "cell"]
    if any(re.match(r"\s*附?表", line.text) for line in page.lines):
        return  # its caption stands there, and the table may be a picture
    for number, line in enumerate(page.lines):
        for match in _BELOW.finditer(line.text) if line.kind == "body" else ():
            if not tables or tables[-1] < number:
                yield Hit("D489", number, *match.span(), {"text": match[0], "count": 0})


def _read_ordinal(number: str) -> int:
    return int(number) if number.isdecimal() else parse_han(number)
