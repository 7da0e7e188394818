"""How much a problem matters, and the languages that it is told in."""

from __future__ import annotations

from enum import Enum
from typing import Literal

Lang = Literal["zh", "en", "zh-desk", "en-desk"]
"""In which language something is said. `-desk`: to somebody at the desk, who has buttons and knows
no command."""


class Severity(Enum):
    """How much a problem matters: an error stops the report, a gap stops a final one.

    A warning is probably a slip, a hint a matter of taste or of what is usual.
    """

    ERROR = "error"
    GAP = "gap"
    WARNING = "warning"
    HINT = "hint"
