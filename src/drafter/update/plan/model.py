"""What a merge decides: the edits of the hand-edited file, and what is to be told of them.

Blocks are named by their place in the list of their version's blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from drafter.output import HandEdits
from drafter.update.identities import Item
from drafter.word.text.blocks import Block, BlockComment
from drafter.word.text.bookmarks import Bookmark


class Span(NamedTuple):
    """A stretch of a block's text."""

    block: int
    start: int
    end: int


def cover_block(blocks: Sequence[Block], at: int) -> Span:
    """All of a block."""
    return Span(at, 0, len(blocks[at].text))


def read_span(blocks: Sequence[Block], span: Span) -> str:
    """The words of a stretch."""
    return blocks[span.block].text[span.start : span.end]


class Replace(NamedTuple):
    """Strike the text at `at` and put that of the new draft at `source` in its place.

    old: the same stretch in the base. figure: it is one printed value, and keeps its look.
    """

    at: Span
    source: Span
    old: Span
    figure: bool


class Insert(NamedTuple):
    """Bring in a block of the new draft."""

    source: int


class Strike(NamedTuple):
    """Strike a whole block."""

    block: int


class Revive(NamedTuple):
    """Take back drafter's own striking of a block, which is block `source` of the new draft."""

    block: int
    source: int


class Restyle(NamedTuple):
    """Give a paragraph the style that block `source` of the new draft has."""

    block: int
    source: int


Edit = Replace | Insert | Strike | Revive | Restyle

Kind = Literal["figure", "reworded", "removed", "copied", "outlived", "numbered"]
"""What the data did where a hand was too: another value, other words, nothing left to say; another
value than a hand has copied, or nothing left of it; a row of the number that a hand's row has."""


class Clash(NamedTuple):
    """Hand and data differ at a place, and the hand's text stays.

    at: the place in the edited file. old: in the base. new: in the new draft; None when the data
    removed it. changed: the data have just changed it. notes: comments of drafter's that tell of it
    from an earlier time.
    """

    kind: Kind
    at: Span
    old: Span | None
    new: Span | None
    changed: bool
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether both changed it, so that somebody has to decide; else only the hand did."""
        return self.changed or bool(self.notes)


class FormatChange(NamedTuple):
    """A block of the version, what it is in the other file, and what looks otherwise there: keys
    of the catalogue behind `format.`."""

    base: int
    other: int
    what: tuple[str, ...]


class Columns(NamedTuple):
    """For each column of an edited table, from the left, which one of the base it is (None: a
    hand's own); and how many the base has."""

    order: tuple[int | None, ...]
    wide: int


@dataclass(frozen=True)
class Plan:
    """What becomes of the edited file.

    edits: what the data changed. clashes: where the hand's text stays although the data say
    otherwise. gone: what the data changed in text that a hand had deleted, in base and new draft.
    pairs: block of the new draft → block of the edited file. marks: bookmark of the edited
    file → what it is called in the new draft, or None. touched: the hands' work. left: blocks of
    the new draft outside of the body that have no place in the edited file. settled: comments of
    drafter's on what is no conflict any more. waiting: the other comments of drafter's, and where
    they stand.
    homes: header, footer or note of the new draft → that of the edited file; the body's is "".
    moved: blocks of the new draft that are brought in where the data have moved them, each with
    the block of the edited file that is struck for it. carried: those that the data have moved and
    a hand was at, so that they go there as the hand has them. stayed: those of which not
    even that can be done, so that they are left where they stand. withheld: blocks of the new
    draft that are not brought in, since a hand has deleted all round them. absent: bookmarks, as
    the edited file has them afterwards, of blocks whose records the new draft has not.
    hand_moved: blocks of the new draft that a hand has moved, and whether to another section.
    formats: where the edited file looks otherwise than the base. columns: rows of the new draft
    that are brought into a table whose columns a hand has changed.
    """

    edits: tuple[Edit, ...]
    clashes: tuple[Clash, ...]
    gone: tuple[tuple[Span | None, Span | None], ...]
    pairs: Mapping[int, int]
    marks: Mapping[Bookmark, Bookmark | None]
    touched: HandEdits
    left: int
    settled: frozenset[str]
    waiting: tuple[tuple[Span, BlockComment], ...]
    homes: Mapping[str, str]
    moved: Mapping[int, int] = field(default_factory=dict)
    carried: Mapping[int, int] = field(default_factory=dict)
    stayed: Mapping[int, int] = field(default_factory=dict)
    withheld: tuple[int, ...] = ()
    absent: Mapping[str, tuple[int, Sequence[Item]]] = field(default_factory=dict)
    hand_moved: Mapping[int, bool] = field(default_factory=dict)
    formats: Sequence[FormatChange] = ()
    columns: Mapping[int, Columns] = field(default_factory=dict)
