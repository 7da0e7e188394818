"""In which section of the report each figure stands, and in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter import patterns
from drafter.adopt.model import Figure
from drafter.adopt.writing.word_file import ReportParts
from drafter.word.text import paragraphs
from drafter.word.text.paragraphs import Paragraph

_HEADING = patterns.postpone(
    r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节部分])"
)
_SENTENCE_END = patterns.postpone(r"[。；;！？!?\n]")
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
            heading, first = "", dict[tuple[int, ...], str]()
            for each in paragraphs.iterate_paragraphs(root):
                if each.table:
                    self.cells[member, each.number] = _label_cell(each, first)
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


def _label_cell(cell: Paragraph, first: dict[tuple[int, ...], str]) -> str:
    """What the head of the cell's row and column say; `first` are the heads met so far."""
    for key in ((cell.table, 0, cell.cell), (cell.table, cell.row, 0)):
        if cell.text.strip():
            first.setdefault(key, " ".join(cell.text.split()))
    column, row = first.get((cell.table, 0, cell.cell)), first.get((cell.table, cell.row, 0))
    heads = [head for head in (row, column) if head and head != cell.text.strip()]
    return f"{'·'.join(heads)}：" if heads else ""


def _is_heading(text: str) -> bool:
    said = text.strip()
    return bool(_HEADING.match(said)) and len(said) <= _MOST_HEADING and said[-1] not in "。；"
