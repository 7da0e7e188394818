"""What a run gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drafter.frozen import dataclass
from drafter.problems import Problem

if TYPE_CHECKING:
    from drafter.engine import PrintedValue
    from drafter.output import Account

Status = Literal[
    "written",
    "replaced",
    "unchanged",
    "updated",
    "gathered",
    "kept",
    "checked",
    "absent",
    "current",
    "outdated",
    "edited",
    "compared",
]


@dataclass(frozen=True)
class Result:
    """What came of a run: the report's path and name, its status, the problems, the trace.

    backup: where an earlier file was kept. files: all that was read to make the report. account:
    what the data changed in a report that was there, and what hands did to it. lines: how many
    paragraphs and cells of a Word file were read.
    """

    path: Path | None
    status: Status
    problems: tuple[Problem, ...]
    trace: Sequence[PrintedValue] = field(repr=False)
    title: str = ""
    backup: Path | None = None
    files: tuple[Path, ...] = ()
    account: Account | None = None
    lines: int = 0
