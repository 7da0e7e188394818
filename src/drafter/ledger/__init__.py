"""The checked data of one year, and of the years before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.ledger.loader import build_ledger, insert_tables, load_ledger
from drafter.ledger.model import Ledger

if TYPE_CHECKING:
    from drafter.ledger.tables import read_table

__all__ = ["Ledger", "build_ledger", "insert_tables", "load_ledger", "read_table"]


def __getattr__(name: str) -> Any:
    """What has to do with Excel, loaded when a table is read."""
    if name != "read_table":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from drafter.ledger.tables import read_table

    return read_table
