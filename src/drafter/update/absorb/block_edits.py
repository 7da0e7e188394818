"""What hands did to a report, block by block: fixed wording that changed, and all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from drafter.update.absorb.model import BlockEdit, Rewording
from drafter.update.formats import find_format_changes
from drafter.update.hands.finding import Pairs, find_edits, pair_copy
from drafter.update.hands.model import HandEdit, Signature
from drafter.word.text.blocks import LINE_END, DocumentBlocks, ValueSpan
from drafter.word.xml import w


def find_block_edits(base: DocumentBlocks, trunk: DocumentBlocks) -> list[BlockEdit]:
    """The edits of the file `trunk`: those of its blocks in their order, then what it lacks."""
    pairs = pair_copy(base, trunk)
    edits = [*find_edits(base, trunk, pairs, Signature(""))]
    moved = {
        edit.base.block + n
        for edit in edits
        if edit.kind == "moved" and edit.base is not None
        for n in range(edit.many)
    }
    changes: dict[int, list[HandEdit]] = {b: [] for b in sorted(moved)}
    for edit in edits:
        if edit.kind in ("reworded", "emphasised") and edit.base is not None:
            changes.setdefault(edit.base.block, []).append(edit)
    added = [e.copy.block for e in edits if e.kind == "added" and e.copy is not None]
    deleted = [e.base.block for e in edits if e.kind == "deleted" and e.base is not None]
    emptied = [b for b in changes if not trunk.blocks[pairs[b]].text.strip()]
    found = {
        **{pairs[b]: _join_changes(base, trunk, b, pairs, changes[b], b in moved)
           for b in changes if b not in emptied},
        **{t: BlockEdit("added", None, t, after=_find_before(t, pairs, moved)) for t in added},
    }  # fmt: skip
    lacking = sorted([*deleted, *emptied])  # the words of some are gone, the paragraph is left
    return [
        *(found[t] for t in sorted(found)),
        *(BlockEdit("deleted", b, None, values=base.blocks[b].values) for b in lacking),
    ]


def _join_changes(
    base: DocumentBlocks, trunk: DocumentBlocks, b: int, pairs: Pairs,
    changes: Sequence[HandEdit], moved: bool,
) -> BlockEdit:  # fmt: skip
    """All that was done to one block."""
    block, now = base.blocks[b], trunk.blocks[pairs[b]].text
    rewordings: list[Rewording] = []
    touched: list[ValueSpan] = []
    for edit in changes:
        if edit.kind != "reworded" or edit.base is None or edit.copy is None:
            continue
        start, end = edit.base.start, edit.base.end
        inside = [v for v in block.values if v.start < end and start < v.end]
        touched += inside
        if not (edit.value or inside):
            words = now[edit.copy.start : edit.copy.end]
            rewordings.append(Rewording(start, end, words))
    restyled = block.text == now and any(edit.kind == "emphasised" for edit in changes)
    return BlockEdit(
        "changed", b, pairs[b], tuple(rewordings), tuple(touched), None, moved, restyled
    )


def _find_before(t: int, pairs: Mapping[int, int], moved: set[int]) -> int | None:
    """The block of what drafter wrote that stands before an added one, and is where it was."""
    before = [b for b, at in pairs.items() if at < t and b not in moved]
    return max(before, key=lambda b: pairs[b], default=None)


_SHORTEST_NAME = 3
"""What is shorter than a name stands in any sentence."""
_OBJECTS = tuple(map(w, ("hyperlink", "sdt", "drawing", "pict", "object", "tbl")))


def find_printed_names(base: DocumentBlocks, said: Sequence[str]) -> Iterator[str]:
    """The printed values without a figure that stand in a hand's words, and in no fixed wording."""
    values, fixed = set(), ""
    for block in base.blocks:
        at = 0
        for value in block.values:
            values.add(block.text[value.start : value.end])
            fixed += block.text[at : value.start] + LINE_END
            at = value.end
        fixed += block.text[at:] + LINE_END
    for text in sorted(values):
        is_name = len(text) >= _SHORTEST_NAME and not any(sign.isdigit() for sign in text)
        if is_name and any(text in each for each in said) and text not in fixed:
            yield text


def holds_what_no_wording_tells(base: DocumentBlocks, trunk: DocumentBlocks) -> bool:
    """Whether a hand has put in links, fields to fill in, pictures or tables, or made something
    look otherwise: the report must not be made anew without that."""
    counts = [
        Counter(node.tag for root in story.roots.values() for node in root.iter(*_OBJECTS))
        for story in (base, trunk)
    ]
    looks = find_format_changes(base, trunk, pair_copy(base, trunk))
    return bool(counts[1] - counts[0]) or any(looks)
