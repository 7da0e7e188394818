"""The checked data of one report, and of the years before it, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drafter.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ledger:
    """The data of one report: the file as shown, and what its names stand for in a template.

    earlier: the data of the years before, the last one first, without a year left out.
    files: those in Excel or CSV that its ledgers were read from. absent: the names that the data
    leave out; a ledger among them is empty, but nobody has said that there was nothing.
    """

    file: str
    values: Mapping[str, Any]
    earlier: tuple[Ledger, ...] = ()
    files: tuple[Path, ...] = ()
    absent: frozenset[str] = frozenset()
