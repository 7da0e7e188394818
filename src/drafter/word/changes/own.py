"""Tracked changes of whole blocks, and which changes are drafter's own."""

from __future__ import annotations

from drafter.word import names
from drafter.word.changes.comments import AUTHOR
from drafter.word.xml import Element, w


def is_ours(change: Element | None) -> bool:
    """Whether a tracked change is drafter's own."""
    return change is not None and change.get(w("author")) == AUTHOR


def find_block_revision(block: Element, name: str) -> Element | None:
    """The tracked insertion or deletion ("ins", "del") of a row, or of a paragraph's own mark."""
    holder = names.TRPR if block.tag == names.TR else f"{names.PPR}/{names.RPR}"
    return block.find(f"{holder}/{w(name)}")
