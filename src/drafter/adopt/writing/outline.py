"""In which section of the report each figure stands, and in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter import patterns
from drafter.adopt.model import Figure
from drafter.adopt.writing.word_file import ReportParts
from drafter.word import names
from drafter.word.layout.formatting import read_length
from drafter.word.text import paragraphs
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, w

_HEADING = patterns.postpone(
    r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节部分])"
)
_SENTENCE_END = patterns.postpone(r"[。；;！？!?\n]")
_NUMBER = patterns.postpone(r"[-\d,.%％]+")
_MOST_HEADING = 40
_MOST_BEFORE, _MOST_BEHIND = 28, 12


class Sentence(NamedTuple):
    """The words round a figure: what stands before it, the figure, and what stands behind."""

    before: str
    text: str
    after: str

    @property
    def marked(self) -> str:
        """All of it, the figure in brackets."""
        return f"{self.before}〔{self.text}〕{self.after}"


class Outline:
    """The report's paragraphs by place, and the heading that each stands under."""

    def __init__(self, parts: ReportParts) -> None:
        self.texts: dict[tuple[str, int], str] = {}
        self.headings: dict[tuple[str, int], str] = {}
        self.cells: dict[tuple[str, int], str] = {}
        for member, root in parts.roots.items():
            heading, heads = "", _Heads()
            for each in paragraphs.iterate_paragraphs(root):
                if each.table:
                    self.cells[member, each.number] = heads.label(each)
                key, text = (member, each.number), each.text
                if not each.table and _is_heading(text):
                    heading = " ".join(text.split())
                self.texts[key], self.headings[key] = text, heading

    def find_heading(self, figure: Figure) -> str:
        """The heading of the section; empty above the first one."""
        return self.headings.get((figure.member, figure.paragraph), "")

    def find_sentence(self, figure: Figure) -> Sentence:
        """The figure's sentence, cut where it is long."""
        key = (figure.member, figure.paragraph)
        text = self.texts.get(key, "")
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, figure.start)), default=0)
        end = _SENTENCE_END.search(text, figure.end)
        before = text[start : figure.start]
        after = text[figure.end : end.start() if end else len(text)]
        if len(before) > _MOST_BEFORE:
            before = "…" + before[-_MOST_BEFORE:]
        if len(after) > _MOST_BEHIND:
            after = after[:_MOST_BEHIND] + "…"
        before = f"{self.cells.get(key, '')}{before.lstrip()}"
        return Sentence(*(re.sub(r"\s+", " ", each) for each in (before, figure.text, after)))

    def group(self, figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
        """The figures by heading, in order of the document; headings that come again join."""
        groups: dict[str, list[Figure]] = {}
        for figure in figures:
            groups.setdefault(self.find_heading(figure), []).append(figure)
        yield from groups.items()


class _ColumnHead(NamedTuple):
    """What a column's head says, the row that said it last, and whether more may follow below."""

    text: str = ""
    row: int = 0
    is_wide: bool = True


class _Heads:
    """What the heads of rows and columns say, as the cells are met one by one."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, int], str] = {}
        self.columns: dict[tuple[int, int], _ColumnHead] = {}

    def label(self, cell: Paragraph) -> str:
        """The heads of the cell's row and column, for the words before it."""
        said = " ".join(cell.text.split())
        column, span = _find_columns(cell)
        if said:
            self.rows.setdefault((cell.table, cell.row), said)
            for at in range(column, column + span):
                self._add_head(cell, at, said, is_wide=span > 1)
        head = self.columns.get((cell.table, column), _ColumnHead()).text
        heads = [each for each in (self.rows.get((cell.table, cell.row)), head) if each]
        heads = [each for each in heads if each != said]
        return f"{'·'.join(heads)}：" if heads else ""

    def _add_head(self, cell: Paragraph, column: int, said: str, *, is_wide: bool) -> None:
        """Take the first words of a column as its head; below one over several, the next too."""
        before = self.columns.get((cell.table, column), _ColumnHead())
        if not before.is_wide or before.row == cell.row:
            return
        if before.row and _NUMBER.fullmatch(said):
            self.columns[cell.table, column] = before._replace(is_wide=False)
            return
        text = f"{before.text}·{said}" if before.text and column else said
        self.columns[cell.table, column] = _ColumnHead(text, cell.row, is_wide)


def _find_columns(cell: Paragraph) -> tuple[int, int]:
    """The column of the grid in which the paragraph's cell begins, and how many it covers."""
    element = next(cell.element.iterancestors(names.TC), None)
    if element is None:
        return 0, 1
    before = sum(_read_span(each) for each in element.itersiblings(names.TC, preceding=True))
    return before, _read_span(element)


def _read_span(cell: Element) -> int:
    properties = cell.find(w("tcPr"))
    return 1 if properties is None else read_length(properties.find(w("gridSpan")), "val", 1)


def _is_heading(text: str) -> bool:
    said = text.strip()
    return bool(_HEADING.match(said)) and len(said) <= _MOST_HEADING and said[-1] not in "。；"
