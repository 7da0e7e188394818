"""How much work there is; a call's is counted: a clock says more of the machine than the code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import FrameType


def many(examples: int) -> int:
    """So many random examples of a law, or as many times that as DRAFTER_TIMES says."""
    return examples * int(os.environ.get("DRAFTER_TIMES", "1"))


def count_calls(function: Callable[[], object]) -> int:
    """How many functions are called, Python's and C's, until it is done."""
    called = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return called
