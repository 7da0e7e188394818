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
_NAMED_STYLE = f"{names.RPR}/{names.R_STYLE}"


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
    looks = _Looks(resolver)
    items: list[PageItem] = []
    for index, line in enumerate(document.lines):
        pause()
        if line.member == DOCUMENT and line.text.strip():
            items.append(_read_item(looks, index, line, document.elements[index]))
    sections = list(resolver.sections())
    feet = list(_read_numbered_feet(content, document, sections))
    return PageLayout(items, sections, feet, list(_read_tables(items)))


class _Looks:
    """How paragraphs and runs look, each look read once: most of a page say the same."""

    def __init__(self, resolver: StyleResolver) -> None:
        self._resolver = resolver
        self._shapes: dict[bytes, tuple[ParagraphFormat, str]] = {}
        self._runs: dict[tuple[bytes, bytes], tuple[RunFormat, RunFormat]] = {}

    def read_paragraph(self, paragraph: Element, own: bytes) -> tuple[ParagraphFormat, str]:
        """How the paragraph stands, and its style's name. own: its properties, as written."""
        if own not in self._shapes:
            resolver = self._resolver
            self._shapes[own] = resolver.shape(paragraph), resolver.read_style_name(paragraph)
        return self._shapes[own]

    def read_run(self, paragraph: Element, own: bytes, run: Element) -> tuple[RunFormat, RunFormat]:
        """How a run of the paragraph looks, and how it would by its styles alone."""
        key = own, _write_properties(run, names.RPR)
        if key not in self._runs:
            looks = (self._resolver.look(paragraph, run, direct=direct) for direct in (True, False))
            self._runs[key] = next(looks), next(looks)
        return self._runs[key]


def _write_properties(holder: Element, name: str) -> bytes:
    """The properties that the element has itself, as they are written."""
    properties = holder.find(name)
    return b"" if properties is None else xml.write(properties)


def _read_item(looks: _Looks, index: int, line: Line, element: Element) -> PageItem:
    counts: Counter[tuple[RunFormat, RunFormat]] = Counter()
    plain: Counter[tuple[RunFormat, RunFormat]] = Counter()
    own = _write_properties(element, names.PPR)
    shape, style = looks.read_paragraph(element, own)
    for run in element.iter(names.R):
        text = "".join(node.text or "" for node in run.iter(names.T))
        if count := len(_HAN.findall(text)):
            looked = looks.read_run(element, own, run)
            counts[looked] += count
            if run.find(_NAMED_STYLE) is None:
                plain[looked] += count
    counted = plain or counts  # a lead sentence has a style of its own
    look, styled = max(counted, key=lambda each: counted[each], default=(_NO_FORMAT, _NO_FORMAT))
    return PageItem(index, line, element, shape, look, styled, style)


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
