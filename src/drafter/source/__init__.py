"""Bytes of YAML, CSV, Excel → values that know their places. The only home of pyyaml, openpyxl."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.source.file import parse, read
from drafter.source.node import Borrowed, Document, Node, Value, plain
from drafter.source.pause import uncollected

if TYPE_CHECKING:
    from drafter.source.grid import Cell, Grid, filled
    from drafter.source.sheet import read_grid
    from drafter.source.table import Row, lend, read_rows

__all__ = [
    "Borrowed", "Cell", "Document", "Grid", "Node", "Row", "Value", "filled", "lend", "parse",
    "plain", "read", "read_grid", "read_rows", "uncollected",
]  # fmt: skip


_HOMES = {
    "Row": "table", "lend": "table", "read_rows": "table",
    "Cell": "grid", "Grid": "grid", "filled": "grid", "read_grid": "sheet",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """What has to do with tables, loaded when a table is read."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"drafter.source.{_HOMES[name]}"), name)
