"""What has one name, named otherwise: places, the years of documents, short titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.checks.hits import Hit
from drafter.checks.matching.page_text import PageText
from drafter.checks.wording.agreement.clashes import Clash, find_clashes
from drafter.vocabulary import ATTACHMENT

_PLACES = re.compile(
    r"[\u4e00-\u9fff]{2,10}[镇乡村](?:、[\u4e00-\u9fff]{2,3}[镇乡村])+(?:[和及][\u4e00-\u9fff]{2,3}[镇乡村])?"
)
_PLACE = re.compile(
    r"(?:^|[，。；在到赴进])(?P<name>[\u4e00-\u9fff]{2}[镇乡村])(?![长民委级风规级])"
)
_ISSUED = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?(?:\d{1,2}日)?，?[^。；，《]{0,14}(?:印发|出台|下发|制定|发布|颁布|转发)[^。；，《]{0,8}《[^》]+》（[^（）〔]*〔(?P<number>\d{4})〕"
)
_EARLY = 2
"""A document of the last days of a year may be issued in these months of the next."""
_SHORT = re.compile("以下(?:统|合)?简称[为：]?[《“]([^》”]{2,14})[》”]")
_BARE = re.compile(
    "《(条例|办法|规定|细则|意见|方案|通知|规划|决定|准则|规则|章程|公约|指南|标准|纲要|协议|合同)》"
)
_DIGITS = re.compile(rf"{ATTACHMENT}[1-9]")
_HAN = re.compile(rf"{ATTACHMENT}[一二三四五六七八九十](?![般起并律致共些定同旦])")


def find_other_names(page: PageText) -> Iterator[Hit]:
    """D424: 白马乡……在白石乡; 2025年印发……〔2024〕9号."""
    finders = (_find_other_places, _find_other_one, _find_other_years)
    yield from find_clashes(page, finders, "镇乡村。，〔")


def _differ_in_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _find_other_places(text: str) -> Iterator[Clash]:
    """青石镇、龙湾镇、白马乡……在白石乡: one of a list that is named otherwise behind it."""
    for listed in _PLACES.finditer(text):
        items = re.split("[、和及]", listed[0])
        names = [items[0][-3:], *items[1:]]
        for then in _PLACE.finditer(text, listed.end()):
            name = then["name"]
            meant = [each for each in names if _differ_in_one(each, name)]
            is_new = name not in text[: listed.end()] and text.count(name) == 1
            if len(meant) == 1 and is_new and meant[0] not in text[listed.end() :]:
                yield Clash("地名", meant[0], name, *then.span("name"))


_ONE_PLACE = re.compile(
    r"(?:^|[，。；])?(?:在|到|走进|来到|位于)(?P<name>[\u4e00-\u9fff]{2}[镇乡村])(?=[，调考召的走察])"
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[。；]))(?P<name>[\u4e00-\u9fff]{2}[镇乡村])(?=的|是|有|将|把|现|已|依|因|在)"
)
_FIRM = re.compile(r"(?P<name>[\u4e00-\u9fff]{2})(?P<kind>公司|集团|银行|合作社)(?![和、与])")


def _find_other_one(text: str) -> Iterator[Clash]:
    """在柳树村……柳林村的变化; 与华能公司签约。华润公司负责人."""
    if first := _ONE_PLACE.search(text):
        one = first["name"]
        for then in _SUBJECT.finditer(text, first.end()):
            other = then["name"]
            is_new = text.count(other) == 1 and text.count(one) == 1
            if (
                is_new
                and one[-1] == other[-1]
                and one[0] == other[0]
                and _differ_in_one(one, other)
            ):
                yield Clash("地名", one, other, *then.span("name"))
    firms = list(_FIRM.finditer(text))
    if len(firms) == 2 and firms[0]["kind"] == firms[1]["kind"]:
        one, other = firms[0]["name"], firms[1]["name"]
        is_subject = re.search("(?:^|[。；])$", text[: firms[1].start()])
        if is_subject and _differ_in_one(one, other) and one[0] == other[0]:
            kind = firms[0]["kind"]
            yield Clash("名称", one + kind, other + kind, *firms[1].span())


def _find_other_years(text: str) -> Iterator[Clash]:
    """2025年3月印发的《……》（云政办〔2024〕9号）."""
    for match in _ISSUED.finditer(text):
        year, number, month = int(match["year"]), int(match["number"]), int(match["month"] or 1)
        if number > year or number < year - 1 or (number < year and month > _EARLY):
            yield Clash(
                "年份", f"{year}年", f"〔{number}〕", match.start("number") - 1, match.end()
            )


def find_undeclared_titles(page: PageText) -> Iterator[Hit]:
    """D424: 《办法》 where only 《条例》 was named so for short."""
    declared = [each for line in page.lines for each in _SHORT.findall(line.text)]
    if not any(_BARE.fullmatch(f"《{each}》") for each in declared):
        return
    whole = "\n".join(line.text for line in page.lines)
    for index, line in enumerate(page.lines):
        for match in _BARE.finditer(line.text):
            kind = match[1]
            if kind not in declared and not re.search(f"《[^》]+{kind}(?:（[^）]*）)?》", whole):
                values = {"name": "简称", "one": f"《{declared[0]}》", "other": match[0]}
                yield Hit("D424", index, *match.span(), values)


def find_titles_like_short_ones(page: PageText) -> Iterator[Hit]:
    """D424: 《考核办法》 was declared, and 《评价办法》 is meant: short, of its kind, nowhere in full."""
    declared = [each for line in page.lines for each in _SHORT.findall(line.text) if len(each) > 3]
    whole = "\n".join(line.text for line in page.lines) if declared else ""
    titles = re.findall("《([^》]+)》", whole)
    for index, line in enumerate(page.lines if declared else ()):
        for match in re.finditer("《([\u4e00-\u9fff]{3,6})》", line.text):
            alike = [each for each in declared if each[-2:] == match[1][-2:] and each != match[1]]
            is_full = any(match[1] in each and each != match[1] for each in titles)
            if alike and match[1] not in declared and not is_full:
                values = {"name": "简称", "one": f"《{alike[0]}》", "other": match[0]}
                yield Hit("D424", index, *match.span(), values)


def find_attachments_in_two_ways(page: PageText) -> Iterator[Hit]:
    """D447: 附件1 here and 附件二 there."""
    ways = [
        [
            (index, match)
            for index, line in enumerate(page.lines)
            for match in form.finditer(line.text)
        ]
        for form in (_DIGITS, _HAN)
    ]
    fewer = min(ways, key=len) if all(ways) else []
    for index, match in fewer[:1]:
        values = {"text": match[0], "right": f"全文用一种：{ATTACHMENT}1"}
        yield Hit("D447", index, *match.span(), values)
