"""In which section of the report each figure stands, and in which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter import patterns
from drafter.adopt.model import Figure
from drafter.adopt.writing.word_file import ReportParts
from drafter.word.text import paragraphs

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
        for member, root in parts.roots.items():
            heading = ""
            for each in paragraphs.iterate_paragraphs(root):
                key, text = (member, each.number), each.text
                if not each.table and _is_heading(text):
                    heading = " ".join(text.split())
                self.texts[key], self.headings[key] = text, heading

    def find_heading(self, figure: Figure) -> str:
        """The heading of the section; empty above the first one."""
        return self.headings.get((figure.member, figure.paragraph), "")

    def find_sentence(self, figure: Figure) -> Sentence:
        """The figure's sentence, cut where it is long."""
        text = self.texts.get((figure.member, figure.paragraph), "")
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, figure.start)), default=0)
        end = _SENTENCE_END.search(text, figure.end)
        before = text[start : figure.start]
        after = text[figure.end : end.start() if end else len(text)]
        if len(before) > _MOST_BEFORE:
            before = "…" + before[-_MOST_BEFORE:]
        if len(after) > _MOST_BEHIND:
            after = after[:_MOST_BEHIND] + "…"
        squeezed = (re.sub(r"\s+", " ", each) for each in (before, figure.text, after))
        return Sentence(*squeezed)._replace(before=re.sub(r"\s+", " ", before).lstrip())

    def group(self, figures: Iterable[Figure]) -> Iterator[tuple[str, list[Figure]]]:
        """The figures by heading, in order of the document; headings that come again join."""
        groups: dict[str, list[Figure]] = {}
        for figure in figures:
            groups.setdefault(self.find_heading(figure), []).append(figure)
        yield from groups.items()


def _is_heading(text: str) -> bool:
    said = text.strip()
    return bool(_HEADING.match(said)) and len(said) <= _MOST_HEADING and said[-1] not in "。；"
