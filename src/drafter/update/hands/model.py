"""What a hand did to its copy of a report, and what becomes of it in the report.

Blocks are named by their place in the list of their version's blocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from drafter.update.plan.model import Span
from drafter.word.text.blocks import DocumentBlocks


class Signature(NamedTuple):
    """Who made a change, and when, as a tracked change says it; empty where nothing does."""

    author: str
    date: str = ""


Kind = Literal[
    "reworded", "deleted", "added", "moved", "emphasised", "remark", "cells", "formatted"
]
"""Words of a block; a whole block gone, new or elsewhere; its emphasis; a comment of the hand's;
cells of rows that came, went or were merged; how a block looks besides."""


class HandEdit(NamedTuple):
    """One thing that a hand did. base: where in the version it had; copy: where in its copy.

    value: it is about a printed value. many: so many blocks that stand together were moved, or so
    many rows have other cells. words: what a comment says; what looks otherwise, by its keys.
    """

    kind: Kind
    base: Span | None
    copy: Span | None
    by: Signature
    value: bool = False
    many: int = 1
    words: str = ""


@dataclass(frozen=True)
class HandWork:
    """A copy that came back: its file's name, the version it came from, and what was changed.

    pairs: block of the version → block of the copy. homes: block of the version → block of the
    report.
    """

    file: str
    base: DocumentBlocks
    copy: DocumentBlocks
    pairs: Mapping[int, int]
    homes: Mapping[int, int]
    edits: tuple[HandEdit, ...]


def list_moved(work: HandWork) -> set[int]:
    """The blocks of a copy that its hand has moved."""
    spans = ((edit.copy, edit.many) for edit in work.edits if edit.kind == "moved")
    return {span.block + n for span, many in spans if span is not None for n in range(many)}


Fate = Literal["written", "there", "commented", "waiting", "told"]
"""As a tracked change; it stood there already; as a comment; an earlier comment says it still; only
in the account."""


class Placed(NamedTuple):
    """An edit with the place it has in the report, and what becomes of it there.

    at: the stretch that is changed, or that the comment is on. reason: why it is no tracked change.
    """

    work: HandWork
    edit: HandEdit
    at: Span | None
    fate: Fate
    reason: str = ""

    @property
    def spot(self) -> Span:
        """The stretch of the report that is changed."""
        assert self.at is not None
        return self.at

    @property
    def source(self) -> Span:
        """Where in the hand's copy it is."""
        assert self.edit.copy is not None
        return self.edit.copy
