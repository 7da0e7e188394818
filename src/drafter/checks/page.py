"""The page as GB/T 9704-2012 lays it out: paper, margins, fonts, sizes, indents, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from drafter.checks.sheet import Line, Sheet
from drafter.problems import FilePlace, Problem, problem
from drafter.word import blocks, package, xml
from drafter.word.layout import Layout, Look, Section, Shape
from drafter.word.package import Package
from drafter.word.xml import Element, w

_MM = 1440 / 25.4
_SONG, _HEI, _KAI, _FANG = (
    "小标宋|XiaoBiaoSong|中宋|STZhongsong",
    "黑体|SimHei|Hei",
    "楷|Kai",
    "仿宋|Fang",
)
_HEADINGS = {1: _HEI, 2: _KAI, 3: _FANG, 4: _FANG}
_NAMES = {_SONG: "小标宋体", _HEI: "黑体", _KAI: "楷体", _FANG: "仿宋体"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_BODY = 20
"""A paragraph of so many Han characters is a paragraph of the body, not a label."""


@dataclass(frozen=True)
class Item:
    """A paragraph of the body of the file: its line, how it stands, how most of its text looks."""

    line: Line
    element: Element
    shape: Shape
    look: Look
    styled: Look
    style: str


@dataclass(frozen=True)
class Page:
    """A file opened for the rules of the page."""

    shown: str
    content: Package
    layout: Layout
    items: Sequence[Item]
    sections: Sequence[Section]
    sheet: Sheet = field(repr=False)

    def body(self) -> Iterator[Item]:
        """The paragraphs of running text."""
        for item in self.items:
            long = len(_HAN.findall(item.line.text)) >= _LEAST_BODY
            if item.line.kind == "body" and long and not item.line.text.startswith("附件"):
                yield item


def find(content: Package, page: Sheet) -> list[Problem]:
    """What the rules say of the file's pages. Raises Damaged for a part that is no XML."""
    layout = Layout(content)
    root = xml.parse(content.members[package.DOCUMENT], huge=True)
    lines = [line for line in page.lines if line.member == package.DOCUMENT]
    items = [
        _item(layout, line, paragraph.element)
        for line, paragraph in zip(lines, blocks.paragraphs(root), strict=True)
        if line.text.strip()
    ]
    opened = Page(page.shown, content, layout, items, list(layout.sections()), page)
    return [found for rule in RULES for found in rule(opened)]


def _item(layout: Layout, line: Line, element: Element) -> Item:
    runs: Counter[tuple[Look, Look]] = Counter()
    plain: Counter[tuple[Look, Look]] = Counter()
    for run in element.iter(w("r")):
        text = "".join(node.text or "" for node in run.iter(w("t")))
        if count := len(_HAN.findall(text)):
            looks = layout.look(element, run), layout.look(element, run, direct=False)
            runs[looks] += count
            if run.find(f"{w('rPr')}/{w('rStyle')}") is None:
                plain[looks] += count
    empty = Look("", "", 0, False)
    counted = plain or runs  # a lead sentence has a style of its own
    look, styled = max(counted, key=lambda each: counted[each], default=(empty, empty))
    return Item(line, element, layout.shape(element), look, styled, layout.style_name(element))


class Odd(NamedTuple):
    """An item that breaks a rule, and what it has instead."""

    item: Item
    held: str


def _together(
    page: Page, code: str, odd: Sequence[Odd], more: Mapping[str, str | int] | None = None
) -> Iterator[Problem]:
    """All items of a finding as one problem, at the first of them; what most of them have."""
    if odd:
        held = Counter(each.held for each in odd).most_common(1)[0][0]
        place = odd[0].item.line.place(page.shown)
        yield problem(code, place, n=len(odd), held=held, **(more or {}))


def paper(page: Page) -> Iterator[Problem]:
    """D460: paper other than A4, upright or across (5.1)."""
    for section in page.sections:
        short, long = sorted((section.width, section.height))
        if abs(short / _MM - 210) > 1 or abs(long / _MM - 297) > 1:
            size = f"{section.width / _MM:.0f}×{section.height / _MM:.0f}"
            yield problem("D460", FilePlace(page.shown), held=size)
            return


def margins(page: Page) -> Iterator[Problem]:
    """D461, D462: margins of upright pages: top 37 and left 28 mm, so bottom 35 and right 26."""
    for code, wanted in (("D461", {"top": 37, "left": 28}), ("D462", {"bottom": 35, "right": 26})):
        for section in page.sections:
            if section.width > section.height:
                continue
            held = {side: section.margins[side] / _MM for side in wanted}
            if any(abs(held[side] - wanted[side]) > 1.05 for side in wanted):
                shown = "、".join(f"{_SIDES[side]}{held[side]:.0f}毫米" for side in wanted)
                right = "、".join(f"{_SIDES[side]}{wanted[side]}毫米" for side in wanted)
                yield problem(code, FilePlace(page.shown), held=shown, wanted=right)
                break


_SIDES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}


def body_font(page: Page) -> Iterator[Problem]:
    """D464: running text in another font than 仿宋 (5.2.2)."""
    odd = [Odd(each, each.look.han or "—") for each in page.body() if not _is(each.look.han, _FANG)]
    yield from _together(page, "D464", odd)


def body_size(page: Page) -> Iterator[Problem]:
    """D465: running text of another size than 三号, 16 pt (5.2.2)."""
    odd = [Odd(each, _points(each.look.size)) for each in page.body() if each.look.size != 32]
    yield from _together(page, "D465", odd)


def han_font(page: Page) -> Iterator[Problem]:
    """D466: a Chinese font that is set for Latin letters alone, so that the Han have another."""
    odd = [
        Odd(each, each.look.latin)
        for each in page.items
        if _HAN.search(each.look.latin or "") and each.look.han != each.look.latin
    ]
    other = odd[0].item.look.han if odd else ""
    yield from _together(page, "D466", odd, {"han": other or "—"})


def title(page: Page) -> Iterator[Problem]:
    """D467: the title in 小标宋, 二号 (22 pt), centred (7.3.1)."""
    first = next((each for each in page.items if each.line.kind in ("title", "body")), None)
    if first is None or (first.line.kind == "body" and len(first.line.text) > 45):
        return
    held = []
    if not _is(first.look.han, _SONG):
        held.append(first.look.han or "—")
    if first.look.size != 44:
        held.append(_points(first.look.size))
    if first.shape.jc != "center":
        held.append("没有居中")
    if held:
        yield from _together(page, "D467", [Odd(first, "、".join(held))])


def heading_fonts(page: Page) -> Iterator[Problem]:
    """D468: headings: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, all of 16 pt (7.3.3)."""
    for level, font in _HEADINGS.items():
        own = [e for e in page.items if e.line.kind == "heading" and e.line.level == level]
        odd = [
            Odd(each, f"{each.look.han or '—'} {_points(each.look.size)}")
            for each in own
            if not _is(each.look.han, font) or each.look.size != 32
        ]
        yield from _together(page, "D468", odd, {"level": level, "wanted": _NAMES[font]})


def line_pitch(page: Page) -> Iterator[Problem]:
    """D469: lines of running text at 28 to 30 pt exactly, so that 22 stand on a page (5.2.3)."""
    odd = [
        Odd(each, _pitch(each.shape))
        for each in page.body()
        if each.shape.rule != "exact" or not 560 <= each.shape.line <= 600
    ]
    yield from _together(page, "D469", odd)


def first_indent(page: Page) -> Iterator[Problem]:
    """D470, D471: running text begins two characters in (7.3.3), not by blanks."""
    blank = [Odd(e, "空格") for e in page.body() if re.match(r"[ \u3000\t]{2,}", e.line.text)]
    yield from _together(page, "D471", blank)
    typed = {id(each.item) for each in blank}
    odd = [
        Odd(each, _indent(each.shape))
        for each in page.body()
        if id(each) not in typed and not _is_two(each)
    ]
    yield from _together(page, "D470", odd)


def _is_two(item: Item) -> bool:
    if item.shape.chars:
        return 180 <= item.shape.first <= 220
    return abs(item.shape.first - item.look.size * 20) <= 60


def page_numbers(page: Page) -> Iterator[Problem]:
    """D472: — 1 — at the foot of every page, 14 pt (7.5)."""
    members = {member for section in page.sections for member in section.footers.values()}
    texts = []
    for member in sorted(members & set(page.content.members)):
        root = xml.parse(page.content.members[member])
        codes = " ".join(node.text or "" for node in root.iter(w("instrText")))
        codes += " ".join(node.get(w("instr"), "") for node in root.iter(w("fldSimple")))
        if re.search(r"\bPAGE\b", codes):
            texts.append("".join(blocks.words(p.element) for p in blocks.paragraphs(root)))
    if not texts:
        yield problem("D472", FilePlace(page.shown), held="没有页码")
    elif not all("—" in text for text in texts):
        yield problem("D472", FilePlace(page.shown), held=" ".join(texts).strip() or "1")


_DATE = re.compile(r"\s*\d{4}年\d{1,2}月\d{1,2}日\s*")


def signature(page: Page) -> Iterator[Problem]:
    """D473: the date of issue on the right, below the organ (7.3.5)."""
    dates = [
        each for each in page.items
        if each.line.kind in ("date", "body") and _DATE.fullmatch(each.line.text)
    ]  # fmt: skip
    if dates and not _stands_right(dates[-1]):
        yield from _together(page, "D473", [Odd(dates[-1], dates[-1].shape.jc)])


def _stands_right(item: Item) -> bool:
    far = item.element.find(f"{w('pPr')}/{w('ind')}")
    left = 0 if far is None else int(float(far.get(w("left"), far.get(w("start"), "0")) or 0))
    typed = len(item.line.text) - len(item.line.text.lstrip()) >= 8
    return item.shape.jc in ("right", "end") or left > 3000 or item.shape.first > 3000 or typed


def attachments(page: Page) -> Iterator[Problem]:
    """D475: an attachment begins on a page of its own (7.3.7)."""
    for before, item in zip([None, *page.items], page.items, strict=False):
        if not re.fullmatch(r"\s*附\s*件\s*\d*\s*", item.line.text) or before is None:
            continue
        if not item.shape.page_break and not _breaks(item.element, before.element):
            yield from _together(page, "D475", [Odd(item, item.line.text.strip())])
            return


def _breaks(element: Element, before: Element) -> bool:
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


def direct_formats(page: Page) -> Iterator[Problem]:
    """D474: a heading or title whose text is set otherwise than its style has it."""
    odd = [
        Odd(each, each.style)
        for each in page.items
        if each.line.kind in ("heading", "title") and each.style
        and (each.look.han, each.look.size) != (each.styled.han, each.styled.size)
        and not re.match(r"(?i)normal|正文", each.style)
    ]  # fmt: skip
    yield from _together(page, "D474", odd)


def _is(font: str, names: str) -> bool:
    return re.search(names, font or "") is not None


def _points(half: int) -> str:
    return f"{half / 2:g}磅"


def _pitch(shape: Shape) -> str:
    if shape.rule == "auto":
        return f"{shape.line / 240:g}倍行距"
    return f"{'固定值' if shape.rule == 'exact' else '最小值'}{shape.line / 20:g}磅"


def _indent(shape: Shape) -> str:
    return f"{shape.first / 100:g}字" if shape.chars else f"{shape.first / 20:g}磅"


RULES: tuple[Callable[[Page], Iterator[Problem]], ...] = (
    paper, margins, title, body_font, body_size, han_font, heading_fonts, line_pitch,
    first_indent, page_numbers, signature, attachments, direct_formats,
)  # fmt: skip
