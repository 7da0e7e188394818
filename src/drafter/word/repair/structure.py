"""Whether a part is put together as Word asks, beyond what a schema can say."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.word import names
from drafter.word.repair.requirements import NEEDED_CHILDREN
from drafter.word.text.paragraphs import find_last_block
from drafter.word.xml import Element, w


def find_faults(root: Element) -> Iterator[str]:
    """What is wrong, as keys of the message catalogue; nothing when the part is sound."""
    yield from _find_table_faults(root)
    yield from _find_field_faults(root)
    yield from _find_bookmark_faults(root)


def _find_table_faults(root: Element) -> Iterator[str]:
    lasts = [find_last_block(cell) for cell in root.iter(names.TC)]
    if any(last is None or last.tag != names.P for last in lasts):
        yield "fault.cell"
    for holder, child in NEEDED_CHILDREN.items():
        if any(node.find(f".//{w(child)}") is None for node in root.iter(w(holder))):
            yield {"tr": "fault.row", "tbl": "fault.table"}[holder]


def _find_field_faults(root: Element) -> Iterator[str]:
    depth = 0
    for node in root.iter(names.FLD_CHAR):
        depth += {"begin": 1, "end": -1}.get(node.get(w("fldCharType"), ""), 0)
        if depth < 0:
            break
    if depth:
        yield "fault.field"


def _find_bookmark_faults(root: Element) -> Iterator[str]:
    starts = [node.get(names.ID) for node in root.iter(names.BOOKMARK_START)]
    ends = [node.get(names.ID) for node in root.iter(names.BOOKMARK_END)]
    titles = [node.get(names.NAME) for node in root.iter(names.BOOKMARK_START)]
    if sorted(map(str, starts)) != sorted(map(str, ends)):
        yield "fault.bookmark"
    if len(set(starts)) != len(starts) or len(set(titles)) != len(titles):
        yield "fault.twice"
