"""What became of each edit of a hand, told for its reader, and in the comments of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.output import HandChange
from drafter.problems import Phrase, phrase, render_message
from drafter.update.hands.model import HandEdit, HandWork, Placed, Signature
from drafter.update.plan.model import FormatChange, Span, cover_block
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
            each.fate, old, new, each.reason, edit.many,
        )  # fmt: skip

    def word_comment(self, each: Placed) -> str:
        """What a comment says: a hand's own words, or what the hand wanted here."""
        if each.edit.kind == "remark":
            return each.edit.words
        edit = each.edit._replace(many=1) if each.edit.kind == "cells" else each.edit
        old, new = quote_versions(each.work, edit)
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


def list_formats(
    base: DocumentBlocks, report: DocumentBlocks, found: Sequence[FormatChange]
) -> tuple[HandChange, ...]:
    """Where a report looks otherwise than drafter wrote it, told."""
    edits = tuple(sign_formats(base, report, found, Signature("")))
    pairs = {each.base: each.other for each in found}
    work = HandWork("", base, report, pairs, {n: n for n in pairs}, edits)
    teller = ChangeTeller(base) if edits else None
    return tuple(teller.tell(Placed(work, e, e.base, "there")) for e in edits if teller)


def sign_formats(
    base: DocumentBlocks, copy: DocumentBlocks, found: Iterable[FormatChange], by: Signature
) -> Iterator[HandEdit]:
    for n, t, what in found:
        spans = cover_block(base.blocks, n), cover_block(copy.blocks, t)
        yield HandEdit("formatted", *spans, by, words=" ".join(what))


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
    if edit.kind == "formatted":
        assert edit.copy is not None
        return edit.words, _quote(work.copy, edit.copy, edit)
    if edit.kind == "cells":
        spans = (work.base, edit.base), (work.copy, edit.copy)
        old, new = (_quote_cells(story, span, edit.many) for story, span in spans)
        return old, new
    old = "" if edit.base is None else _quote(work.base, edit.base, edit)
    new = "" if edit.copy is None else _quote(work.copy, edit.copy, edit)
    if edit.kind == "reworded" and edit.copy is not None and edit.copy.start == edit.copy.end:
        return _one_line(_cut(work.base, edit.base)), ""
    return old, new


def _quote_cells(story: DocumentBlocks, span: Span | None, many: int) -> str:
    """The rows' cells, empty ones too."""
    assert span is not None
    rows = story.blocks[span.block : span.block + many]
    cells = ([*map(_one_line, row.text.split(CELL_END)[:-1])] for row in rows)
    return " / ".join(" | ".join(row) for row in cells)


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
