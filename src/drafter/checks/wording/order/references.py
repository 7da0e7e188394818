"""What a text refers to: attachments, documents by their numbers, documents and papers by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.wording.patterns import find_pattern
from drafter.engine.page_text import PageText
from drafter.problems.model import Value
from drafter.vocabulary import ATTACHMENT

_LISTED = re.compile(rf"\s*{ATTACHMENT}\s*[：:]\s*(?:(\d{{1,2}})[.．、])?")
_ITEM = re.compile(r"\s*(\d{1,2})[.．、]")
_NAMED = re.compile(rf"{ATTACHMENT}\s*([1-9]\d?)(?!\d)")
_HEAD = re.compile(rf"\s*{ATTACHMENT}\s*(\d{{0,2}})\s*")
_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff])\s*(?P<open>[〔\[［(（【])\s*(?P<year>(?:19|20)?\d\d)(?P<extra>年?)\s*"
    r"(?P<close>[〕\]］)）】])\s*(?P<ordinal>第?)(?P<pad>0*)(?P<number>\d{1,4})号"
)
_PAPERS = (
    "人民日报", "光明日报", "经济日报", "解放军报", "人民政协报", "中国青年报", "工人日报",
    "农民日报", "法治日报", "科技日报", "学习时报", "求是",
)  # fmt: skip
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
    rf"{_LAWS}|{_LOCAL}|“(?:{'|'.join(_PAPERS)})”"
    rf"|(?:{'|'.join(_PAPERS[:-1])})(?=[、，。；]|上|等|刊|发表|头版|报道|专版|专访|和)"
)
_OWN = re.compile(r"《[^》]*》|〈[^〉]*〉")


def find_wrong_attachments(page: PageText) -> Iterator[Hit]:
    """D489: an attachment that the text names or brings, and the list of attachments has not."""
    listed, inside, begun = 0, False, False
    named: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate(page.lines):
        begins = _LISTED.match(line.text)
        if begins and not _HEAD.fullmatch(line.text):
            listed, inside, begun = int(begins[1] or 1), True, True
            continue
        item = _ITEM.match(line.text) if inside else None
        inside = item is not None
        if item:
            listed = max(listed, int(item[1]))
        elif line.kind != "note":
            named += [(number, each) for each in _NAMED.finditer(line.text)]
    for number, match in named if begun else ():
        if int(match[1]) > listed:
            values: dict[str, Value] = {"text": match[0], "count": listed}
            yield Hit("D489", number, *match.span(), values)


def find_wrong_document_numbers(page: PageText) -> Iterator[Hit]:
    """D490: the number of a document: four digits of the year in 〔〕, no 第, no 0 before it."""
    for number, line in enumerate(page.lines):
        for match in _NUMBER.finditer(line.text):
            is_year = len(match["year"]) == 4
            is_plain = not (match["extra"] or match["ordinal"] or match["pad"])
            if match["open"] + match["close"] == "〔〕" and is_year and is_plain:
                continue
            year = match["year"] if is_year else f"20{match['year']}"
            right = f"〔{year}〕{match['number']}号"
            start = match.start("open")
            values: dict[str, Value] = {"text": line.text[start : match.end()], "right": right}
            yield Hit("D490", number, start, match.end(), values, right if is_year else None)


def find_unmarked_names(page: PageText) -> Iterator[Hit]:
    """D498: laws, the Party's rules and papers without 《》."""
    for hit in find_pattern(page, "D498", _UNMARKED, but=_OWN):
        words = str(hit.values["text"]).strip("“”")
        yield hit._replace(values={"text": words})
