"""How a text leads to its notes: each note is a unit of its own, named by its kind and number."""

from __future__ import annotations

from typing import NamedTuple

from drafter.word import names
from drafter.word.xml import Element, w

NOTES = {w("footnote"): "footnote", w("endnote"): "endnote"}
REFERENCES = {w(f"{kind}Reference"): kind for kind in NOTES.values()}


class NoteReference(NamedTuple):
    """Where a block leads to a note, and the unit that the note's own blocks are in."""

    at: int
    unit: str


def name_note(kind: str, node: Element) -> str:
    """The unit that a note is, by the note itself or by what leads to it."""
    return f"{kind}:{node.get(names.ID, '')}"


def is_note(unit: str) -> bool:
    """Whether a block's unit is a footnote or an endnote."""
    return ":" in unit
