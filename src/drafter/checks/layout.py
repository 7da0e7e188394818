"""The page as GB/T 9704-2012 lays it out: paper, margins, fonts, sizes, indents, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drafter.checks.hits import Hit
from drafter.checks.kinds import read_kind
from drafter.checks.matching.page_text import PageText
from drafter.checks.page_words import (
    format_font,
    format_indent,
    format_margins,
    format_pitch,
    format_points,
)
from drafter.problems import join_phrases, phrase
from drafter.problems.model import Value
from drafter.word.layout.page_layout import PageItem
from drafter.word.xml import Element, w

_MM = 1440 / 25.4
_SONG, _HEI = "小标宋|XiaoBiaoSong|中宋|STZhongsong", "黑体|SimHei|Hei"
_KAI, _FANG = "楷|Kai", "仿宋|Fang"
_HEADINGS = {1: _HEI, 2: _KAI, 3: _FANG, 4: _FANG}
_NAMES = {_SONG: "小标宋体", _HEI: "黑体", _KAI: "楷体", _FANG: "仿宋体"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOTHING: Mapping[str, str | int] = {}


class Deviation(NamedTuple):
    """An item that breaks a rule, and what it has instead."""

    item: PageItem
    held: Value


def _report_together(
    code: str, odd: Sequence[Deviation], more: Mapping[str, Value] | None = None
) -> Iterator[Hit]:
    """All items of a finding as one hit, at the first of them; what most of them have."""
    if odd:
        held = Counter(each.held for each in odd).most_common(1)[0][0]
        values = {"n": len(odd), "held": held, "places": _list_places(odd), **(more or {})}
        yield Hit(code, odd[0].item.index, values=values)


MOST_PLACES = 12


def _list_places(odd: Sequence[Deviation]) -> str:
    """The paragraphs by their numbers, neighbours together: 3、5—8、12."""
    runs: list[list[int]] = []
    for number in dict.fromkeys(each.item.line.spot.number for each in odd):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{each[0]}—{each[-1]}" if len(each) > 1 else str(each[0]) for each in runs]
    return "、".join(said[:MOST_PLACES]) + ("……" if len(said) > MOST_PLACES else "")


_UNBOUND = {"D460": "D426", "D461": "D427", "D473": "D428", "D475": "D429"}
"""What the standard prescribes is no error where nobody has said that it binds the page."""


def _choose_code(page: PageText, code: str) -> str:
    return code if page.is_gongwen else _UNBOUND[code]


def find_wrong_paper(page: PageText) -> Iterator[Hit]:
    """D460, D426: paper other than A4, upright or across (5.1)."""
    for section in page.layout.sections:
        short, long = sorted((section.width, section.height))
        if abs(short / _MM - 210) > 1 or abs(long / _MM - 297) > 1:
            size = f"{section.width / _MM:.0f}×{section.height / _MM:.0f}"
            yield Hit(_choose_code(page, "D460"), values={"held": size})
            return


def find_wrong_margins(page: PageText) -> Iterator[Hit]:
    """D461, D427, D462: margins of upright pages: top 37, left 28, so bottom 35, right 26 mm."""
    for code, wanted in (("D461", {"top": 37, "left": 28}), ("D462", {"bottom": 35, "right": 26})):
        for section in page.layout.sections:
            if section.width > section.height:
                continue
            held = {side: section.margins[side] / _MM for side in wanted}
            if any(abs(held[side] - wanted[side]) > 1.05 for side in wanted):
                values = {"held": format_margins(held), "wanted": format_margins(wanted)}
                yield Hit(code if code == "D462" else _choose_code(page, code), values=values)
                break


def find_wrong_body_font(page: PageText) -> Iterator[Hit]:
    """D464: running text in another font than 仿宋 (5.2.2)."""
    odd = [
        Deviation(each, each.look.han or "—")
        for each in page.layout.body()
        if not re.search(_FANG, each.look.han or "")
    ]
    yield from _report_together("D464", odd)


def find_wrong_body_size(page: PageText) -> Iterator[Hit]:
    """D465: running text of another size than 三号, 16 pt (5.2.2)."""
    odd = [
        Deviation(each, format_points(each.look.size))
        for each in page.layout.body()
        if each.look.size != 32
    ]
    yield from _report_together("D465", odd)


def find_han_in_latin_font(page: PageText) -> Iterator[Hit]:
    """D466: a Chinese font that is set for Latin letters alone, so that the Han have another."""
    odd = [
        Deviation(each, each.look.latin)
        for each in page.layout.items
        if _HAN.search(each.look.latin or "") and each.look.han != each.look.latin
    ]
    other = odd[0].item.look.han if odd else ""
    yield from _report_together("D466", odd, {"han": other or "—"})


def find_wrong_title(page: PageText) -> Iterator[Hit]:
    """D467: the title in 小标宋, 二号 (22 pt), centred (7.3.1)."""
    title = read_kind(page).title[:1]
    first = next((each for each in page.layout.items if each.index in title), None)
    if first is None or (first.line.kind == "body" and len(first.line.text) > 45):
        return
    held: list[Value] = []
    if not re.search(_SONG, first.look.han or ""):
        held.append(first.look.han or "—")
    if first.look.size != 44:
        held.append(format_points(first.look.size))
    if first.shape.jc != "center":
        held.append(phrase("page.uncentred"))
    if held:
        yield from _report_together("D467", [Deviation(first, join_phrases(held))])


def find_wrong_heading_fonts(page: PageText) -> Iterator[Hit]:
    """D468: headings: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, all of 16 pt (7.3.3)."""
    for level, font in _HEADINGS.items():
        own = [e for e in page.layout.items if e.line.kind == "heading" and e.line.level == level]
        odd = [
            Deviation(each, format_font(each.look))
            for each in own
            if not re.search(font, each.look.han or "") or each.look.size != 32
        ]
        yield from _report_together("D468", odd, {"level": level, "wanted": _NAMES[font]})


def find_wrong_line_pitch(page: PageText) -> Iterator[Hit]:
    """D469: lines of running text at 28 to 30 pt exactly, so that 22 stand on a page (5.2.3)."""
    odd = [
        Deviation(each, format_pitch(each.shape))
        for each in page.layout.body()
        if each.shape.rule != "exact" or not 560 <= each.shape.line <= 600
    ]
    yield from _report_together("D469", odd)


def find_wrong_indents(page: PageText) -> Iterator[Hit]:
    """D470, D471: running text begins two characters in (7.3.3), not by blanks."""
    blanks = phrase("page.blanks")
    odd = []
    for each in page.layout.body():
        if typed := re.match(r"[ \u3000\t]{2,}", each.line.text):
            yield Hit("D471", each.index, 0, typed.end(), {"held": blanks})
        elif not _is_two_characters(each):
            odd.append(Deviation(each, format_indent(each.shape)))
    yield from _report_together("D470", odd)


def _is_two_characters(item: PageItem) -> bool:
    if item.shape.chars:
        return 180 <= item.shape.first <= 220
    return abs(item.shape.first - item.look.size * 20) <= 60


def find_wrong_page_numbers(page: PageText) -> Iterator[Hit]:
    """D472: — 1 — at the foot of every page, 14 pt (7.5)."""
    texts = page.layout.numbered_feet
    if not texts:
        yield Hit("D472", values={"held": phrase("page.unnumbered")})
    elif not all("—" in text for text in texts):
        yield Hit("D472", values={"held": " ".join(texts).strip() or "1"})


_DATE = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*")


def find_misplaced_date(page: PageText) -> Iterator[Hit]:
    """D473, D428: the date of issue on the right, below the organ (7.3.5)."""
    dates = [
        each for each in page.layout.items
        if each.line.kind in ("date", "body") and _DATE.fullmatch(each.line.text)
    ]  # fmt: skip
    text = [each.index for each in page.layout.body()]
    if dates and text and dates[-1].index < text[0]:
        return  # the day of a speech or a meeting, below the title
    if dates and not _stands_right(dates[-1]):
        yield from _report_together(
            _choose_code(page, "D473"), [Deviation(dates[-1], dates[-1].shape.jc)]
        )


def _stands_right(item: PageItem) -> bool:
    far = item.element.find(f"{w('pPr')}/{w('ind')}")
    left = 0 if far is None else int(float(far.get(w("left"), far.get(w("start"), "0")) or 0))
    typed = len(item.line.text) - len(item.line.text.lstrip()) >= 8
    return item.shape.jc in ("right", "end") or left > 3000 or item.shape.first > 3000 or typed


_LINES_A_PAGE = 22
"""GB/T 9704-2012, 5.2.3: a table of more rows goes over the page."""


def find_unrepeated_table_heads(page: PageText) -> Iterator[Hit]:
    """D476: a table of several pages whose first row does not come again on each."""
    for table in page.layout.tables:
        if table.rows > _LINES_A_PAGE and not table.repeats_head:
            yield Hit("D476", table.line, values={"rows": table.rows})


def find_attachments_mid_page(page: PageText) -> Iterator[Hit]:
    """D475, D429: an attachment begins on a page of its own (7.3.7)."""
    head = read_kind(page).head
    for before, item in zip([None, *page.layout.items], page.layout.items, strict=False):
        if (
            item.index in head
            or not re.fullmatch(r"\s*附\s*件\s*\d*\s*", item.line.text)
            or before is None
        ):
            continue
        if not item.shape.page_break and not _has_break(item.element, before.element):
            yield from _report_together(
                _choose_code(page, "D475"), [Deviation(item, item.line.text.strip())]
            )
            return


def _has_break(element: Element, before: Element) -> bool:
    """Whether a page or a section ends between the two paragraphs, or in one of them."""
    at: Element | None = element
    while at is not None:
        inside = at.iter(w("br"), w("sectPr"), w("lastRenderedPageBreak"))
        if any(n.tag == w("sectPr") or n.get(w("type")) == "page" for n in inside):
            return True
        if at is before:
            return False
        at = at.getprevious()
    return False


def find_direct_formats(page: PageText) -> Iterator[Hit]:
    """D474: a heading or title whose text is set otherwise than its style has it."""
    odd = [
        Deviation(each, each.style)
        for each in page.layout.items
        if each.line.kind in ("heading", "title") and each.style
        and (each.look.han, each.look.size) != (each.styled.han, each.styled.size)
        and not re.match(r"(?i)normal|正文", each.style)
    ]  # fmt: skip
    yield from _report_together("D474", odd)
