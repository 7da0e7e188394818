"""What hands did, written into the report: tracked changes and comments under their own names."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from drafter.update.hands.additions import BlockWriter
from drafter.update.hands.model import Placed, Signature
from drafter.update.hands.signatures import SignatureReader
from drafter.update.plan.model import Span
from drafter.word import names, xml
from drafter.word.changes import comments, revisions, runs
from drafter.word.changes.comments import Remark
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.parts.target import TargetFile
from drafter.word.repair.tree import ensure_property
from drafter.word.text import blocks
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.emphasis import EMPHASIS_TAGS, Emphasis, run_emphasis
from drafter.word.text.paragraphs import OBJECTS, CharacterPlace
from drafter.word.xml import Element, get_parent, make_element, remove_node

Tell = Callable[[Placed], str]
"""The words of the comment on an edit that does not stand in the text."""


def write_edits(placed: Sequence[Placed], report: DocumentBlocks, tell: Tell) -> Package:
    """The report with all that; its trees are used up."""
    return _Writing(placed, report).write(tell)


class _Writing:
    """One report as the hands' edits go into it."""

    def __init__(self, placed: Sequence[Placed], report: DocumentBlocks) -> None:
        self.placed, self.report = placed, report
        self.target = TargetFile(report.package, report.roots)
        others = (root for part, root in report.roots.items() if part != DOCUMENT)
        self.writer = revisions.RevisionWriter(report.roots[DOCUMENT], others)
        self.importer = BlockWriter(placed, report, self.target, self.writer)

    def write(self, tell: Tell) -> Package:
        written = [each for each in self.placed if each.fate == "written"]
        for each in written:  # before anything is tied to the text, or changed in it
            if each.edit.kind == "moved":
                self.importer.move_blocks(each)
        words = self._anchor_comments(tell)
        stretches: dict[int, list[Placed]] = defaultdict(list)
        for each in written:
            if each.edit.kind in ("reworded", "emphasised"):
                stretches[each.spot.block].append(each)
        for here in stretches.values():
            self._write_block(here)
        for each in written:
            if each.edit.kind == "deleted":
                element = self.report.elements[each.spot.block]
                self._sign(each.edit.by).strike_block(element)
        for each in written:
            if each.edit.kind == "added":
                self.importer.insert_block(each)
        package = self.target.package()
        changed = {part: xml.write(root) for part, root in self.report.roots.items()}
        return comments.update_comments(package.replace(changed), words, ())

    def _sign(self, by: Signature) -> revisions.RevisionWriter:
        self.writer.sign(*by)
        return self.writer

    def _letters(self, r: int) -> list[CharacterPlace]:
        """Where the block's characters stand by now."""
        here = DocumentBlocks(self.report.package)
        blocks.append_block(here, self.report.blocks[r].part, self.report.elements[r])
        return here.letters[0]

    def _anchor_comments(self, tell: Tell) -> dict[str, Remark]:
        """Tie the comments to the text, before that changes; their words by their ids."""
        words: dict[str, Remark] = {}
        free = comments.next_comment_id(self.report.package)
        for each in self.placed:
            if each.fate == "commented" and each.at is not None:
                number = str(free + len(words))
                words[number] = Remark(tell(each), *each.edit.by)
                self._anchor_comment(number, each.at)
        return words

    def _anchor_comment(self, number: str, at: Span) -> None:
        element, letters = self.report.elements[at.block], self._letters(at.block)
        start, end = at.start, at.end
        if start == end:  # nothing to tie it to: the character before, or the one behind
            start, end = (start - 1, end) if start else (start, end + 1)
        is_whole = (start, end) == (0, len(letters))
        found = [] if is_whole else runs.cut_out_runs(letters, start, end)
        found = found or revisions.find_runs(element)
        if not found:
            found = [make_element("r")]
            (element if element.tag == names.P else next(element.iter(names.P))).append(found[0])
        comments.add_anchors(number, found[0], found[-1])

    def _write_block(self, here: Sequence[Placed]) -> None:
        """What changes inside a block: from its end to its beginning, so that places stay true."""
        rewordings = [each for each in here if each.edit.kind == "reworded"]
        for each in here:
            if each.edit.kind == "emphasised":
                for span in _subtract_spans(each.spot, [one.spot for one in rewordings]):
                    self._emphasise(span, each)
        for each in sorted(rewordings, key=lambda one: one.spot, reverse=True):
            self._reword(each)

    def _emphasise(self, at: Span, each: Placed) -> None:
        source = each.work.copy.letters[each.source.block][each.source.start]
        look: Emphasis = run_emphasis(get_parent(source[0])) if source else frozenset()
        writer = self._sign(each.edit.by)
        for run in runs.cut_out_runs(self._letters(at.block), at.start, at.end):
            set_emphasis(run, look, writer.change("rPrChange"))

    def _reword(self, each: Placed) -> None:
        r, start, end = each.spot
        letters = self._letters(r)
        writer = self._sign(each.edit.by)
        pieces = list(self._build_pieces(each, letters))
        hole = self._open_hole(writer, r, letters, start, end)
        for by, made in reversed(pieces[1:]):  # words of others among the hand's own
            more = self._sign(by).change("ins")
            more.extend(made)
            hole.addnext(more)
        self._sign(pieces[0][0] if pieces else each.edit.by)
        writer.put(letters, start, end, hole, pieces[0][1] if pieces else [])

    def _open_hole(
        self, writer: revisions.RevisionWriter, r: int, letters: Sequence[CharacterPlace],
        start: int, end: int,
    ) -> Element:  # fmt: skip
        """An empty insertion behind what is struck; words put beside a printed value stay outside
        of its bookmark, or the next change of the data would take them for the value."""
        values = [value for value in self.report.blocks[r].values if value.start < value.end]
        before = next((v.mark for v in values if start == end == v.start), None)
        if before is not None and before in self.report.starts:
            made = writer.change("ins")
            self.report.starts[before].addprevious(made)
            return made
        if any(value.end == start == end for value in values) and letters[start:][:1] != [None]:
            letters, start, end = letters[start:], 0, 0
        return writer.open_insertion(letters, start, end, None, self.report.elements[r])

    def _build_pieces(
        self, each: Placed, letters: Sequence[CharacterPlace]
    ) -> Iterator[tuple[Signature, list[Element]]]:
        """The hand's words as runs, those of each author together."""
        t, begin, stop = each.source
        signatures = SignatureReader(each.work.copy, each.edit.by)
        look = runs.copy_run_properties(letters, each.spot.start, each.spot.end)
        signs = list(zip(each.work.copy.letters[t], each.work.copy.blocks[t].text, strict=True))
        for by, group in groupby(
            signs[begin:stop], lambda sign: signatures.read_letter(sign[0]) or each.edit.by
        ):
            yield by, list(self._build_runs(each, group, look))

    def _build_runs(
        self, each: Placed, signs: Iterable[tuple[CharacterPlace, str]], look: Element | None
    ) -> Iterator[Element]:
        for (emphasis, picture), group in groupby(signs, _describe_sign):
            if picture is not None:
                into = self.report.blocks[each.spot.block].part
                yield self.importer.import_object(each, picture, into)
                continue
            run = runs.make_run("".join(sign for _, sign in group), look)
            if emphasis is not None and emphasis != run_emphasis(run):
                set_emphasis(run, emphasis, None)
            yield run


def _describe_sign(sign: tuple[CharacterPlace, str]) -> tuple[Emphasis | None, Element | None]:
    """How a character is emphasised, and what it stands for where it is no text."""
    letter, _ = sign
    if letter is None:
        return None, None
    look = run_emphasis(get_parent(letter[0]))
    return look, letter[0] if letter[0].tag in OBJECTS else None


def set_emphasis(run: Element, look: Emphasis, change: Element | None) -> None:
    """Give a run that emphasis. change: the empty tracked change that keeps what it had."""
    properties = run.find(names.RPR)
    if properties is None:
        properties = make_element("rPr")
        run.insert(0, properties)
    if change is not None and properties.find(names.RPR_CHANGE) is None:
        before = make_element("rPr")
        before.extend([copy.deepcopy(n) for n in properties if n.tag not in _NO_LOOK])
        change.append(before)
    for node in [node for node in properties if node.tag in EMPHASIS_TAGS]:
        remove_node(node)
    for name, value in sorted(look):
        node = ensure_property(properties, name)
        if value != "1":
            node.set(names.VAL, value)
    if change is not None and len(change):
        properties.append(change)


_NO_LOOK = {names.INS, names.DEL, names.RPR_CHANGE}


def _subtract_spans(whole: Span, others: Sequence[Span]) -> Iterator[Span]:
    """What is left of a stretch without the others."""
    at = whole.start
    for other in sorted(others):
        if at < min(other.start, whole.end):
            yield Span(whole.block, at, min(other.start, whole.end))
        at = max(at, other.end)
    if at < whole.end:
        yield Span(whole.block, at, whole.end)
