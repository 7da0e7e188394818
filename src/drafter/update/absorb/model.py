"""What hands did to a block of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from drafter.word.text.blocks import ValueSpan

Kind = Literal["changed", "added", "deleted"]


class Rewording(NamedTuple):
    """Fixed wording of a block: from start to end of what drafter wrote there is `words` now."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class BlockEdit:
    """What hands did to one block.

    base, trunk: the block in what drafter wrote, and in the edited file; None where it is not.
    rewordings: of fixed wording. values: the printed values that a hand changed or took away.
    after: the block of what drafter wrote that an added one follows; None at the beginning.
    moved: it stands at another place. restyled: nothing but its emphasis changed.
    """

    kind: Kind
    base: int | None
    trunk: int | None
    rewordings: tuple[Rewording, ...] = ()
    values: tuple[ValueSpan, ...] = ()
    after: int | None = None
    moved: bool = False
    restyled: bool = False
