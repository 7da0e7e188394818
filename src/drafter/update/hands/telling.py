"""What became of each edit of a hand, told for its reader, and in the comments of the report."""

from __future__ import annotations

import re

from drafter.output import HandChange
from drafter.problems import Phrase, phrase, render_message
from drafter.update.hands.model import HandEdit, HandWork, Placed
from drafter.update.plan.model import Span
from drafter.update.whereabouts import ATTACHMENT_TITLE
from drafter.word import xml
from drafter.word.fields.headings import read_levels
from drafter.word.package.archive import STYLES
from drafter.word.text import places
from drafter.word.text.blocks import CELL_END, LINE_END, DocumentBlocks
from drafter.word.text.objects import name_objects

_CLAUSE_END = re.compile(f"[，。；：！？、{LINE_END}{CELL_END}]")


class ChangeTeller:
    """Tells the edits of a report."""

    def __init__(self, report: DocumentBlocks) -> None:
        self._sections = list_sections(report)

    def tell(self, each: Placed) -> HandChange:
        """One edit, and what becomes of it."""
        edit, work = each.edit, each.work
        old, new = quote_versions(work, edit)
        return HandChange(
            edit.by.author, edit.by.date, work.file, self._find_section(each), edit.kind,
            each.fate, old, new, each.reason,
        )  # fmt: skip

    def word_comment(self, each: Placed) -> str:
        """What a comment says: a hand's own words, or what the hand wanted here."""
        if each.edit.kind == "remark":
            return each.edit.words
        old, new = quote_versions(each.work, each.edit)
        key = f"hands.comment.{each.edit.kind}"
        if each.edit.kind == "moved":
            new = _quote_before(each)
            key = key if new else "hands.comment.moved.first"
        if each.edit.kind == "reworded" and not new:
            key = "hands.comment.cut"
        said = render_message(
            key, "zh", author=each.edit.by.author, old=old, new=new, n=each.edit.many
        )
        return said + render_message(f"hands.reason.{each.reason}", "zh")

    def _find_section(self, each: Placed) -> Phrase:
        if each.at is not None:
            return self._sections[each.at.block]
        base = each.edit.base
        if base is not None and base.block in each.work.homes:
            return self._sections[each.work.homes[base.block]]
        return self._copy_sections(each)

    def _copy_sections(self, each: Placed) -> Phrase:
        story, span = (
            (each.work.copy, each.edit.copy) if each.edit.copy else (each.work.base, each.edit.base)
        )
        assert span is not None
        return list_sections(story)[span.block]


def list_sections(story: DocumentBlocks) -> list[Phrase]:
    """The heading that each block stands under; of a header or a note, what it is."""
    styles = story.package.members.get(STYLES)
    find_level = read_levels(None if styles is None else xml.parse(styles))
    sections: list[Phrase] = []
    within = phrase("section.body")
    for block, element in zip(story.blocks, story.elements, strict=True):
        kind, text = places.part_kind(block.part).value, block.text.strip()
        is_heading = bool(find_level(element)) or ATTACHMENT_TITLE.match(text)
        if kind == "body" and block.kind == "p" and text and is_heading:
            within = Phrase(text, text)
        sections.append(within if kind == "body" else phrase(f"section.{kind}"))
    return sections


def quote_versions(work: HandWork, edit: HandEdit) -> tuple[str, str]:
    """What the version said there, and what the hand says: whole clauses of what was reworded."""
    if edit.kind == "remark":
        return "", edit.words
    old = "" if edit.base is None else _quote(work.base, edit.base, edit)
    new = "" if edit.copy is None else _quote(work.copy, edit.copy, edit)
    if edit.kind == "reworded" and edit.copy is not None and edit.copy.start == edit.copy.end:
        return _one_line(_cut(work.base, edit.base)), ""
    return old, new


def _quote_before(each: Placed) -> str:
    """What the hand's copy says before the place that it moved something to; empty at the top."""
    before = each.work.copy.blocks[: each.source.block]
    said = (_one_line(block.text) for block in reversed(before) if block.part_kind == "body")
    return next(filter(None, said), "")


def _quote(story: DocumentBlocks, span: Span, edit: HandEdit) -> str:
    text = story.blocks[span.block].text
    if edit.kind != "reworded":
        return _one_line(text[span.start : span.end])
    before = [match.end() for match in _CLAUSE_END.finditer(text, 0, span.start)]
    behind = _CLAUSE_END.search(text, span.end)
    return _one_line(text[before[-1] if before else 0 : behind.start() if behind else len(text)])


def _cut(story: DocumentBlocks, span: Span | None) -> str:
    return "" if span is None else story.blocks[span.block].text[span.start : span.end]


def _one_line(text: str) -> str:
    return " ".join(name_objects(text.replace(CELL_END, " ").replace(LINE_END, " ")).split())
