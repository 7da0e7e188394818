"""What an update did to an edited report, or would do: for telling it to its reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from drafter.figures import Origin
from drafter.problems import Phrase, WordPlace


@dataclass(frozen=True)
class HandEdits:
    """What hands did to the base: how many blocks they changed, deleted, added, moved."""

    changed: int = 0
    deleted: int = 0
    added: int = 0
    moved: int = 0

    @property
    def all(self) -> int:
        return self.changed + self.deleted + self.added + self.moved


class ValueChange(NamedTuple):
    """A printed value that the data changed: what it is, before and after, and how often where.

    rows: the rows of tables that it is in, where it is in a few rows and nowhere else.
    """

    what: str
    old: str
    new: str
    where: tuple[tuple[Phrase, int], ...]
    rows: tuple[Phrase, ...] = ()


Did = Literal["brought", "struck", "reworded", "moved", "stayed", "withheld"]


class BlockChange(NamedTuple):
    """A paragraph or row that came, went, moved or was reworded, by its words; row: which one.

    stayed: the data moved it, but a hand was at it. withheld: it would have come where a hand has
    deleted its table or section.
    """

    did: Did
    words: str
    row: Phrase | None = None


class Difference(NamedTuple):
    """A place where the hand's words stay although the data say otherwise.

    kind: a value ("figure"), other wording ("reworded"), a block that the data no longer have
    ("removed"), a copy that a hand made of a value ("copied") or of a record that is gone
    ("outlived"), a row's number that another has too ("numbered"), or an earlier one that a comment
    tells of ("noted"). old: what drafter wrote; hand: what stands there; new: what the data say.
    aside: header, footer, footnote, endnote or box, where Word has no comments, so that the one on
    it stands in the body.
    """

    kind: str
    place: WordPlace
    what: str
    old: str
    hand: str
    new: str
    origins: tuple[Origin, ...]
    aside: str = ""


class HandChange(NamedTuple):
    """What a hand did to its copy of a report, and what became of it.

    author, date: as the copy says. file: the copy. section: the heading that it is under. kind:
    "reworded", "deleted", "added", "moved", "emphasised", "cells" (of a table's rows), "formatted"
    (what looks otherwise is in `old`, by keys) or "remark" (a comment of the hand's).
    fate: "written" as a tracked change; "there", standing in the report already; "commented", where
    somebody must decide unless it is a remark; "waiting", where an earlier comment still says so;
    "told" here alone. old, new: the words. reason: why it is a comment.
    many: so many paragraphs or rows are of this one edit, which `HandEdits` counts each.
    """

    author: str
    date: str
    file: str
    section: Phrase
    kind: str
    fate: str
    old: str
    new: str
    reason: str = ""
    many: int = 1

    @property
    def open(self) -> bool:
        """Whether somebody has to decide."""
        is_words = self.kind not in ("remark", "formatted")
        return self.fate in ("commented", "waiting", "told") and is_words


Reason = Literal["unmarked", "unknown", "damaged"]


class BaseChoice(NamedTuple):
    """Which version an edited file was compared with, where its own run id did not tell.

    reason: it has none; it names a run that is not kept; or that version is damaged. number,
    written: which one it is, and when it was written, in seconds since 1970. alike: in percent.
    """

    reason: Reason
    number: int
    written: int
    alike: int


@dataclass(frozen=True)
class Account:
    """What came of hands and data.

    touched: the hands' work. changes, moved: what the data changed, value by value and block by
    block. conflicts: where somebody must decide. differences: where only a hand changed a value.
    gone: values that changed in text which a hand has deleted. left: wording outside of the body
    that has no place in the edited file. layout: the template's layout has changed, which an
    edited file does not take over. choice: which version the file was compared with, where
    its words had to tell. edited: somebody has saved the file since drafter wrote it. stayed,
    withheld: blocks that are not where, or not there, as the data would have them, because of what
    a hand did. edits: what hands did one by one, to the report or to copies that came back.
    missing: what was gathered earlier and is not in the file, since another one was laid over it;
    kept: where that stands. unreached: what the data print outside of the text, of links, charts
    and the like, and what the edited file has otherwise by now. formats: where the file looks
    otherwise than drafter wrote it.
    """

    touched: HandEdits
    changes: tuple[ValueChange, ...] = ()
    moved: tuple[BlockChange, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    differences: tuple[Difference, ...] = ()
    gone: tuple[ValueChange, ...] = ()
    left: int = 0
    layout: bool = False
    choice: BaseChoice | None = None
    edited: bool = True
    stayed: tuple[BlockChange, ...] = ()
    withheld: tuple[BlockChange, ...] = ()
    edits: tuple[HandChange, ...] = ()
    missing: tuple[HandChange, ...] = ()
    kept: Path | None = None
    unreached: tuple[ValueChange, ...] = ()
    formats: tuple[HandChange, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide something."""
        is_unsure = self.unsure and bool(self.differences)
        is_open = any(each.open for each in self.edits)
        return bool(self.conflicts or self.missing or self.unreached) or is_unsure or is_open

    @property
    def by_words(self) -> bool:
        """Whether the file was recognised by its words alone."""
        return self.choice is not None

    @property
    def unsure(self) -> bool:
        """Whether a hand's words cannot be told from those of a version that is gone."""
        return self.choice is not None and self.choice.reason != "unmarked"
