"""Who made a change in a copy, and when, as far as its tracked changes say it."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.update.hands.model import Signature
from drafter.update.plan.model import Span
from drafter.word import names
from drafter.word.changes.comments import AUTHOR, read_date
from drafter.word.changes.own import find_block_revision
from drafter.word.text import paragraphs
from drafter.word.text.blocks import DocumentBlocks
from drafter.word.text.paragraphs import CharacterPlace
from drafter.word.xml import Element, get_parent


class SignatureReader:
    """Reads a copy's tracked changes. default: who did what none of them tells of."""

    def __init__(self, copy: DocumentBlocks, default: Signature) -> None:
        self.copy, self.default = copy, default
        self._struck = {
            "".join(text.text or "" for text in element.iter(names.DEL_TEXT)): element
            for block, element in zip(copy.blocks, copy.elements, strict=True)
            if block.struck
        }

    def read_span(self, t: int, start: int, end: int, *, is_deletion: bool) -> Signature:
        """Who put that text there; of a deletion, who struck what is not there any more."""
        for letter in self.copy.letters[t][start:end]:
            if found := self.read_letter(letter):
                return found
        if is_deletion:
            for at, piece in iterate_positions(self.copy.elements[t]):
                struck = piece.deletions and read_signature(piece.deletions[0])
                if struck and start <= at <= end:
                    return struck
        return self.default

    def read_letter(self, letter: CharacterPlace) -> Signature | None:
        """Who inserted a character, where a tracked change says so."""
        if letter is None:
            return None
        changes = letter[0].iterancestors(*names.INSERTIONS)
        return next((found for change in changes if (found := read_signature(change))), None)

    def read_look(self, span: Span) -> Signature:
        """Who emphasised that text."""
        for letter in self.copy.letters[span.block][span.start : span.end]:
            change = letter and get_parent(letter[0]).find(f"{names.RPR}/{names.RPR_CHANGE}")
            if change is not None and (found := read_signature(change)):
                return found
        return self.default

    def read_block(self, t: int) -> Signature:
        """Who put the block there."""
        change = find_block_revision(self.copy.elements[t], "ins")
        found = None if change is None else read_signature(change)
        return found or self.read_span(t, 0, len(self.copy.letters[t]), is_deletion=False)

    def read_deletion(self, text: str) -> Signature:
        """Who struck a block that said that."""
        element = self._struck.get("".join(text.replace("\x07", "").split("\n")))
        change = None if element is None else find_block_revision(element, "del")
        return (None if change is None else read_signature(change)) or self.default


def iterate_positions(block: Element) -> Iterator[tuple[int, paragraphs.Piece]]:
    """The pieces of a paragraph or row, each with its place in the block's text."""
    at, is_row = 0, block.tag == names.TR
    for holder in block.iter(names.TC) if is_row else [block]:
        for paragraph in paragraphs.iterate_own_paragraphs(holder) if is_row else [holder]:
            for piece in paragraphs.read_pieces(paragraph):
                yield at, piece
                if not piece.deletions and not piece.in_field:
                    at += 1 if piece.node.tag in paragraphs.OBJECTS else len(piece.text)
            at += is_row
        at += is_row


def read_signature(change: Element) -> Signature | None:
    """Who made a tracked change; None for drafter's own, and where nobody is named."""
    author = change.get(names.AUTHOR, "")
    return Signature(author, read_date(change)) if author not in ("", AUTHOR) else None
