"""What a hand changed in its copy, compared with the version that it had."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from drafter.update.hands.hunks import Hunk, find_hunks
from drafter.update.hands.model import HandEdit, Signature
from drafter.update.hands.signatures import SignatureReader
from drafter.update.plan.matching import match_blocks
from drafter.update.plan.model import Span
from drafter.word.text.blocks import CELL_END, LINE_END, Block, DocumentBlocks
from drafter.word.text.emphasis import Emphasis

Pairs = dict[int, int]


def pair_blocks(base: DocumentBlocks, other: DocumentBlocks) -> Pairs:
    """Block of the version → block of a file that it became; what waits to be deleted is out."""
    seen = [n for n, block in enumerate(base.blocks) if not block.struck]
    found = match_blocks([base.blocks[n] for n in seen], other.blocks, other.spans)
    return {seen[n]: t for n, t in found.items()}


def pair_copy(base: DocumentBlocks, copy: DocumentBlocks) -> Pairs:
    """The same for a hand's copy: a paragraph in place of another one is that one, reworded."""
    pairs = pair_blocks(base, copy)
    taken = set(pairs.values())
    gone = [n for n, block in enumerate(base.blocks) if n not in pairs and _says(block)]
    fresh = [t for t, block in enumerate(copy.blocks) if t not in taken and _says(block)]
    known = sorted(pairs)
    rooms: dict[int, list[int]] = {}
    for n in gone:
        rooms.setdefault(bisect_left(known, n), []).append(n)
    for room, mates in rooms.items():
        low = pairs[known[room - 1]] if room else -1
        high = pairs[known[room]] if room < len(known) else len(copy.blocks)
        between = [t for t in fresh if low < t < high]
        if len(mates) == len(between) == 1:
            n, t = mates[0], between[0]
            if base.blocks[n].category == copy.blocks[t].category:
                pairs[n] = t
    return pairs


def find_edits(
    base: DocumentBlocks, copy: DocumentBlocks, pairs: Mapping[int, int], default: Signature
) -> Iterator[HandEdit]:
    """All that the hand did. default: who did what nothing in the copy says the author of."""
    signatures = SignatureReader(copy, default)
    moved = _find_moved(pairs)
    for n, block in enumerate(base.blocks):
        t = pairs.get(n)
        if t is not None:
            yield from _compare_pair(base, copy, n, t, signatures)
        elif _says(block):
            by = signatures.read_deletion(block.text)
            yield HandEdit("deleted", Span(n, 0, len(block.text)), None, by)
    for first, count in _join_moved(moved, pairs):
        n, t = first, pairs[first]
        yield HandEdit("moved", _whole(base, n), _whole(copy, t), default, many=count)
    taken = set(pairs.values())
    for t, block in enumerate(copy.blocks):
        if t not in taken and _says(block):
            yield HandEdit("added", None, _whole(copy, t), signatures.read_block(t))


def _says(block: Block) -> bool:
    return not block.struck and bool(block.text.strip(f"{CELL_END}{LINE_END}\t 　"))


def _whole(story: DocumentBlocks, n: int) -> Span:
    return Span(n, 0, len(story.blocks[n].text))


def _compare_pair(
    base: DocumentBlocks, copy: DocumentBlocks, n: int, t: int, signatures: SignatureReader
) -> Iterator[HandEdit]:
    one, other = base.blocks[n], copy.blocks[t]
    hunks = find_hunks(one, other)
    for hunk in hunks:
        by = signatures.read_span(t, hunk.begin, hunk.stop, is_deletion=hunk.start < hunk.end)
        at, to = Span(n, hunk.start, hunk.end), Span(t, hunk.begin, hunk.stop)
        yield HandEdit("reworded", at, to, by, hunk.value)
    if one.looks != other.looks:
        start = begin = 0
        for hunk in (*hunks, Hunk(len(one.text), 0, len(other.text), 0)):
            same = Span(n, start, hunk.start), Span(t, begin, hunk.begin)
            yield from _compare_looks(base, copy, *same, signatures)
            start, begin = hunk.end, hunk.stop


def _compare_looks(
    base: DocumentBlocks, copy: DocumentBlocks, old: Span, new: Span, signatures: SignatureReader
) -> Iterator[HandEdit]:
    """Where words that stayed are emphasised in another way."""
    looks = zip(spread_looks(base, old), spread_looks(copy, new), strict=True)
    wanted = [None if first == second else second for first, second in looks]
    first = 0
    for look, group in groupby(wanted):
        last = first + len(list(group))
        if look is not None:
            at = Span(old.block, old.start + first, old.start + last)
            to = Span(new.block, new.start + first, new.start + last)
            yield HandEdit("emphasised", at, to, signatures.read_look(to))
        first = last


def join_cells(
    base: DocumentBlocks, copy: DocumentBlocks, edits: Iterable[HandEdit]
) -> Iterator[HandEdit]:
    """The edits, those that cells came or went with told once for all rows that stand together:
    a column is no matter of words, and no tracked change puts one in."""
    rows: list[HandEdit] = []
    for edit in edits:
        if not _changes_cells(base, copy, edit):
            yield edit
        elif rows and _follows(base, rows[-1], edit):
            rows.append(edit)
        else:
            yield from _join_rows(rows)
            rows = [edit]
    yield from _join_rows(rows)


def _changes_cells(base: DocumentBlocks, copy: DocumentBlocks, edit: HandEdit) -> bool:
    spans = (base, edit.base), (copy, edit.copy)
    words = (span and story.blocks[span.block].text[span.start : span.end] for story, span in spans)
    return edit.kind == "reworded" and any(CELL_END in each for each in words if each)


def _follows(base: DocumentBlocks, one: HandEdit, other: HandEdit) -> bool:
    """Whether the other is of the same row, or of the next one of the table."""
    assert one.base is not None and other.base is not None
    first, second = one.base.block, other.base.block
    is_same_table = base.blocks[first].table == base.blocks[second].table
    return is_same_table and second - first in (0, 1) and one.by == other.by


def _join_rows(rows: Sequence[HandEdit]) -> Iterator[HandEdit]:
    if rows:
        many = len({edit.base.block for edit in rows if edit.base is not None})
        yield rows[0]._replace(kind="cells", many=many)


def spread_looks(story: DocumentBlocks, span: Span) -> list[Emphasis]:
    """The emphasis of each character; ends of cells have none."""
    looks = iter([look for length, look in story.blocks[span.block].looks for _ in range(length)])
    each: list[Emphasis] = [
        frozenset() if letter is None else next(looks, frozenset())
        for letter in story.letters[span.block]
    ]
    return each[span.start : span.end]


def _find_moved(pairs: Mapping[int, int]) -> list[int]:
    """The blocks out of order: all but the longest run of those that kept their order."""
    order = sorted(pairs)
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for n in order:
        at = bisect_left(tops, pairs[n])
        before[n] = ends[at - 1] if at else None
        tops[at : at + 1], ends[at : at + 1] = [pairs[n]], [n]
    stayed: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stayed.add(last)
        last = before[last]
    return [n for n in order if n not in stayed]


def _join_moved(moved: Sequence[int], pairs: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The first of those that were moved together, and how many they are."""
    first = count = 0
    for n in moved:
        if count and (n, pairs[n]) == (first + count, pairs[first] + count):
            count += 1
            continue
        if count:
            yield first, count
        first, count = n, 1
    if count:
        yield first, count
