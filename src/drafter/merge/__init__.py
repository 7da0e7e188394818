"""Three versions of a report made one: what hands changed stays, what the data changed goes in."""

from drafter.merge.align import aligned
from drafter.merge.model import (
    Clash,
    Edit,
    Insert,
    Plan,
    Put,
    Restyle,
    Revive,
    Strike,
    Touched,
)
from drafter.merge.plan import merged

__all__ = [
    "Clash", "Edit", "Insert", "Plan", "Put", "Restyle", "Revive", "Strike", "Touched",
    "aligned", "merged",
]  # fmt: skip
