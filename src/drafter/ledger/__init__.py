"""The checked data of one year, and of the years before it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.ledger.loader import KeptRecords, build_ledger, insert_tables, load_ledger
from drafter.ledger.model import Ledger
from drafter.ledger.oddities import find_oddities

if TYPE_CHECKING:
    from drafter.ledger.books import insert_sheets
    from drafter.ledger.tables import read_table

__all__ = [
    "KeptRecords",
    "Ledger",
    "build_ledger",
    "find_oddities",
    "insert_sheets",
    "insert_tables",
    "load_ledger",
    "read_table",
]


def __getattr__(name: str) -> Any:
    """What has to do with Excel, loaded when a table is read."""
    homes = {"read_table": "tables", "insert_sheets": "books"}
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"drafter.ledger.{homes[name]}"), name)
