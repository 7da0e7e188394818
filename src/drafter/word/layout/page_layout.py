"""The pages of a Word file as they are laid out: paragraphs with their formats, sections, feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafter.vocabulary import ATTACHMENT
from drafter.word import names, xml
from drafter.word.layout.formatting import ParagraphFormat, RunFormat, Section, StyleResolver
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.text import paragraphs
from drafter.word.text.lines import DocumentLines, Line
from drafter.word.xml import Element, w

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_BODY = 20
"""A paragraph of so many Han characters is a paragraph of the body, not a label."""
_NO_FORMAT = RunFormat("", "", 0, False)


@dataclass(frozen=True)
class PageItem:
    """A paragraph of the body of the file: its line and the line's index, how it stands, how most
    of its text looks, and would by its styles alone."""

    index: int
    line: Line
    element: Element
    shape: ParagraphFormat
    look: RunFormat
    styled: RunFormat
    style: str


class LaidTable(NamedTuple):
    """A table of the body: its first line's index, its rows, whether each page has its head."""

    line: int
    rows: int
    repeats_head: bool


@dataclass(frozen=True)
class PageLayout:
    """The paragraphs that say something, the sections, what the feet with a page number say, and
    the tables."""

    items: Sequence[PageItem]
    sections: Sequence[Section]
    numbered_feet: Sequence[str]
    tables: Sequence[LaidTable]

    def body(self) -> Iterator[PageItem]:
        """The paragraphs of running text."""
        for item in self.items:
            long = len(_HAN.findall(item.line.text)) >= _LEAST_BODY
            if item.line.kind == "body" and long and not item.line.text.startswith(ATTACHMENT):
                yield item


def read_layout(content: Package, document: DocumentLines, pause: Callable[[], None]) -> PageLayout:
    """How the file is laid out. Raises DamagedXml for a part that is no XML.

    pause: is called at each line.
    """
    resolver = StyleResolver(content)
    items: list[PageItem] = []
    for index, line in enumerate(document.lines):
        pause()
        if line.member == DOCUMENT and line.text.strip():
            items.append(_read_item(resolver, index, line, document.elements[index]))
    sections = list(resolver.sections())
    feet = list(_read_numbered_feet(content, document, sections))
    return PageLayout(items, sections, feet, list(_read_tables(items)))


def _read_item(resolver: StyleResolver, index: int, line: Line, element: Element) -> PageItem:
    counts: Counter[tuple[RunFormat, RunFormat]] = Counter()
    plain: Counter[tuple[RunFormat, RunFormat]] = Counter()
    for run in element.iter(w("r")):
        text = "".join(node.text or "" for node in run.iter(w("t")))
        if count := len(_HAN.findall(text)):
            looks = resolver.look(element, run), resolver.look(element, run, direct=False)
            counts[looks] += count
            if run.find(f"{w('rPr')}/{w('rStyle')}") is None:
                plain[looks] += count
    counted = plain or counts  # a lead sentence has a style of its own
    look, styled = max(counted, key=lambda each: counted[each], default=(_NO_FORMAT, _NO_FORMAT))
    style = resolver.read_style_name(element)
    return PageItem(index, line, element, resolver.shape(element), look, styled, style)


def _read_tables(items: Sequence[PageItem]) -> Iterator[LaidTable]:
    before: Element | None = None
    for item in items:
        table = next(item.element.iterancestors(names.TBL), None)
        if table is not None and table is not before:
            head = table.find(f"{names.TR}/{names.TRPR}/{w('tblHeader')}")
            repeats = head is not None and head.get(names.VAL, "1") not in ("0", "false", "off")
            yield LaidTable(item.index, len(table.findall(names.TR)), repeats)
        before = table


def _read_numbered_feet(
    content: Package, document: DocumentLines, sections: Sequence[Section]
) -> Iterator[str]:
    members = {member for section in sections for member in section.footers.values()}
    for member in sorted(members & set(content.members)):
        root = document.roots.get(member)
        if root is None:
            root = xml.parse(content.members[member])
        codes = " ".join(node.text or "" for node in root.iter(w("instrText")))
        codes += " ".join(node.get(w("instr"), "") for node in root.iter(w("fldSimple")))
        if re.search(r"\bPAGE\b", codes):
            yield "".join(each.text for each in paragraphs.iterate_paragraphs(root))
