"""Three versions of a report made one: what hands changed stays, what the data changed goes in."""

from drafter.merge.alignment import align_blocks
from drafter.merge.model import (
    Clash,
    Edit,
    HandEdits,
    Insert,
    Plan,
    Replace,
    Restyle,
    Revive,
    Strike,
)
from drafter.merge.planner import plan_merge

__all__ = [
    "Clash",
    "Edit",
    "HandEdits",
    "Insert",
    "Plan",
    "Replace",
    "Restyle",
    "Revive",
    "Strike",
    "align_blocks",
    "plan_merge",
]  # fmt: skip
