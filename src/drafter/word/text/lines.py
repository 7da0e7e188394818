"""The lines of a Word file: what each paragraph says, what it is, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from drafter.problems import WordPlace
from drafter.vocabulary import DATE_STYLE, ORGAN_STYLE
from drafter.word import xml
from drafter.word.layout import gongwen
from drafter.word.package import archive
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs, places
from drafter.word.text.places import ParagraphPlace
from drafter.word.xml import Element

Kind = Literal["title", "heading", "body", "cell", "organ", "date", "note"]

_READ_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes)\.xml")
_HEADING = re.compile(r"(?i)heading ([1-9])|标题 ?([1-9])")
_ORDINAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Numbers to ninety-nine: 五一、国庆期间 begins with a festival."""
_TYPED = (
    re.compile(rf"{_ORDINAL}、(?![一二三四五六七八九十])"),
    re.compile(rf"（{_ORDINAL}）"),
    re.compile(r"\d+[.．]"), re.compile(r"（\d+）"),
)  # fmt: skip
"""How headings of the four levels begin where their numbers are typed (GB/T 9704-2012 7.3.3)."""
_MOST_HEADING = 40
"""A line that begins like a heading and is no longer is one, if no sentence ends in it."""


class Line(NamedTuple):
    """A paragraph of the file as its reader sees it.

    kind: what it is. level: of a heading 1 to 4, else 0. member, spot: where it stands.
    """

    text: str
    kind: Kind
    level: int
    member: str
    spot: ParagraphPlace

    def place(self, shown: str, start: int = 0, end: int = 0) -> WordPlace:
        """The line, or the characters from start to end of it, as a place to show."""
        column = start + 1 if end else 0
        return places.make_word_place(shown, self.member, self.spot, column, end - start)


class DocumentLines(NamedTuple):
    """The lines of a Word file, the element of each, the fields that are open where it begins,
    and the tree of each part."""

    lines: tuple[Line, ...]
    elements: tuple[Element, ...]
    in_fields: tuple[str, ...]
    roots: Mapping[str, Element]


def read_lines(content: Package, pause: Callable[[], None] | None = None) -> DocumentLines:
    """The file's lines, those of the body first; a line's place in its part is its paragraph's.

    What only an older program shows (mc:Fallback) stands in the file a second time: its lines are
    empty. pause: is called at each line. Raises DamagedXml for a part that is no XML.
    """
    styles = content.members.get(archive.STYLES)
    ids = {} if styles is None else gongwen.read_style_ids(xml.parse(styles))
    names = {each: name for name, each in ids.items()}
    members = sorted(name for name in content.members if _READ_PARTS.fullmatch(name))
    roots = {m: xml.parse(content.members[m], huge=True) for m in (archive.DOCUMENT, *members)}
    lines: list[Line] = []
    elements: list[Element] = []
    in_fields: list[str] = []
    for member, root in roots.items():
        doubled = next(root.iter(paragraphs.FALLBACK), None) is not None
        for paragraph in paragraphs.iterate_paragraphs(root):
            if pause is not None:
                pause()
            unseen = doubled and paragraphs.is_fallback(paragraph.element)
            text = "" if unseen else paragraph.text
            style = names.get(paragraph.style, "")
            kind, level = _classify_line(text, style, paragraph.table, member)
            spot = ParagraphPlace(
                paragraph.number, text, paragraph.table, paragraph.row, paragraph.cell
            )
            lines.append(Line(text, kind, level, member, spot))
            elements.append(paragraph.element)
            in_fields.append(paragraph.in_fields)
    return DocumentLines(tuple(_recognise_title(lines)), tuple(elements), tuple(in_fields), roots)


def _recognise_title(lines: list[Line]) -> list[Line]:
    """The lines, a first heading without a number taken as the title that it is."""
    first = next((n for n, line in enumerate(lines) if line.text.strip()), None)
    if first is None or lines[first].kind != "heading" or classify_by_number(lines[first].text)[1]:
        return lines
    return [*lines[:first], lines[first]._replace(kind="title", level=0), *lines[first + 1 :]]


def _classify_line(text: str, style: str, table: int, member: str) -> tuple[Kind, int]:
    if member != archive.DOCUMENT:
        return "note", 0
    if table:
        return "cell", 0
    kind, level = classify_by_style(style)
    if kind == "heading":
        return kind, classify_by_number(text)[1] or level
    return classify_by_number(text) if kind == "body" else (kind, level)


def classify_by_style(style: str) -> tuple[Kind, int]:
    """What a paragraph is by its style's name alone, and the level of a heading."""
    if style.lower() in ("title", "标题", "附件标题"):
        return "title", 0
    if style in (ORGAN_STYLE, DATE_STYLE):
        return ("organ" if style == ORGAN_STYLE else "date"), 0
    match = _HEADING.fullmatch(style)
    return ("heading", int(match[1] or match[2])) if match else ("body", 0)


def classify_by_number(text: str) -> tuple[Kind, int]:
    """What a paragraph without a telling style is, by the number that it begins with."""
    bare = text.strip()
    if len(bare) <= _MOST_HEADING and not re.search(r"[。；！？]", bare[:-1]):
        for level, pattern in enumerate(_TYPED, 1):
            if pattern.match(bare) and (level < 3 or bare[-1] not in "。；"):
                return "heading", level
    return "body", 0
