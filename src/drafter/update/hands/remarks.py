"""Comments that hands wrote into their copies, and where they are about something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.update.hands.hunks import Hunk, find_hunks
from drafter.update.hands.model import HandEdit, Signature
from drafter.update.hands.signatures import iterate_positions
from drafter.update.plan.model import Span
from drafter.word import names
from drafter.word.changes import comments
from drafter.word.changes.comments import AUTHOR, REVIEWER
from drafter.word.text.blocks import DocumentBlocks


def find_remarks(
    base: DocumentBlocks, copy: DocumentBlocks, pairs: Mapping[int, int], default: Signature
) -> Iterator[HandEdit]:
    """The comments that the version had not, each at its words; drafter's own are no hand's."""
    known = {(each.author, each.text) for each in comments.read_all(base.package)}
    fresh = {
        each.number: each
        for each in comments.read_all(copy.package)
        if each.author not in (AUTHOR, REVIEWER) and (each.author, each.text) not in known
    }
    if not fresh:
        return
    homes = {t: n for n, t in pairs.items()}
    for t in range(len(copy.blocks)):
        for number, start, end in _find_ranges(copy, t):
            if (said := fresh.pop(number, None)) is None:
                continue
            by = Signature(said.author, said.date) if said.author else default
            n = homes.get(t)
            at = None if n is None else _map_back(base, copy, Span(t, start, end), n)
            yield HandEdit("remark", at, Span(t, start, end), by, words=said.text)


def _find_ranges(copy: DocumentBlocks, t: int) -> Iterator[tuple[str, int, int]]:
    """The comments that begin in a block, and what of its text they are about."""
    begun: dict[str, int] = {}
    element, last = copy.elements[t], 0
    for at, piece in iterate_positions(element):
        last, number = at, piece.node.get(names.ID, "")
        if piece.node.tag == names.COMMENT_START:
            begun[number] = at
        elif piece.node.tag == names.COMMENT_END and number in begun:
            yield number, begun.pop(number), at
    for number, start in begun.items():  # it goes on in the next paragraph
        yield number, start, last
    for node in element.iter(names.COMMENT_REFERENCE):
        yield node.get(names.ID, ""), 0, len(copy.letters[t])


def _map_back(base: DocumentBlocks, copy: DocumentBlocks, span: Span, n: int) -> Span:
    """The stretch of the copy in the version; one that a change tears is the change's whole."""
    start, end = span.start, span.end
    shift, begin, stop = 0, None, None
    hunks = find_hunks(base.blocks[n], copy.blocks[span.block])
    for hunk in (*hunks, Hunk(10**9, 10**9, 10**9, 10**9)):
        if begin is None and start < max(hunk.stop, hunk.begin + 1):
            begin = min(start + shift, hunk.start)
        if stop is None and end <= hunk.stop:
            stop = end + shift if end <= hunk.begin else hunk.end
        shift = hunk.end - hunk.stop
    size = len(base.blocks[n].text)
    first = min(begin or 0, size)
    return Span(n, first, max(first, min(size if stop is None else stop, size)))
