"""A page as the rules of wording see it: lines of text, each with its kind and its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from drafter.problems import Problem, WordPlace, problem
from drafter.problems.model import Value
from drafter.vocabulary import DATE_STYLE, ORGAN_STYLE
from drafter.word import xml
from drafter.word.layout import gongwen
from drafter.word.package import archive
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs, places
from drafter.word.text.places import ParagraphPlace

Kind = Literal["title", "heading", "body", "cell", "organ", "date", "note"]

_HEADING = re.compile(r"(?i)heading ([1-9])|标题 ?([1-9])")
_TYPED = (
    re.compile(r"[一二三四五六七八九十]+、(?![一二三四五六七八九十])"),
    re.compile(r"（[一二三四五六七八九十]+）"),
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


class Hit(NamedTuple):
    """What a rule finds: its code, the line's index, 0-based start and end there.

    values: for the message. instead: what to write there, where that is certain.
    """

    code: str
    line: int
    start: int
    end: int
    values: Mapping[str, Value]
    instead: str | None = None


class DocumentLines(NamedTuple):
    """All lines of a Word file, and the name by which it is shown."""

    shown: str
    lines: tuple[Line, ...]

    def problems(self, hits: Iterable[Hit]) -> Iterator[Problem]:
        """The findings with their places."""
        for hit in hits:
            place = self.lines[hit.line].place(self.shown, hit.start, hit.end)
            yield problem(hit.code, place, **hit.values)


def read_lines(content: Package, shown: str) -> DocumentLines:
    """The file's lines, those of the body first. Raises Damaged for a part that is no XML."""
    styles = content.members.get(archive.STYLES)
    ids = {} if styles is None else gongwen.read_style_ids(xml.parse(styles))
    names = {each: name for name, each in ids.items()}
    lines: list[Line] = []
    for member in archive.list_text_parts(content):
        root = xml.parse(content.members[member], huge=True)
        for paragraph in paragraphs.iterate_paragraphs(root):
            text = paragraph.text
            kind, level = _classify_line(
                text, names.get(paragraph.style, ""), paragraph.table, member
            )
            lines.append(Line(text, kind, level, member, paragraph.spot()))
    return DocumentLines(shown, tuple(_recognise_title(lines)))


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
    if style.lower() in ("title", "标题", "附件标题"):
        return "title", 0
    if style in (ORGAN_STYLE, DATE_STYLE):
        return ("organ" if style == ORGAN_STYLE else "date"), 0
    if match := _HEADING.fullmatch(style):
        return "heading", classify_by_number(text)[1] or int(match[1] or match[2])
    return classify_by_number(text)


def classify_by_number(text: str) -> tuple[Kind, int]:
    """What a paragraph without a telling style is, by the number that it begins with."""
    bare = text.strip()
    if len(bare) <= _MOST_HEADING and not re.search(r"[。；！？]", bare[:-1]):
        for level, pattern in enumerate(_TYPED, 1):
            if pattern.match(bare) and (level < 3 or bare[-1] not in "。；"):
                return "heading", level
    return "body", 0
