"""Bytes of YAML, CSV, Excel → values that know their places. The only home of pyyaml and xlrd."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.source.yaml.file import parse, read_data_file, resolve_below
from drafter.source.yaml.node import Borrowed, Document, Node, Value, pause_gc, strip_places

if TYPE_CHECKING:
    from drafter.source.tables.cells import Area, Cell, Cells, Grid, normalize_name
    from drafter.source.tables.lending import Row, lend, read_rows
    from drafter.source.tables.workbook import read_grid

__all__ = [
    "Area",
    "Borrowed",
    "Cell",
    "Cells",
    "Document",
    "Grid",
    "Node",
    "Row",
    "Value",
    "lend",
    "normalize_name",
    "parse",
    "pause_gc",
    "read_data_file",
    "read_grid",
    "read_rows",
    "resolve_below",
    "strip_places",
]


_MODULES = {
    "cells": "Area Cell Cells Grid normalize_name",
    "lending": "Row lend read_rows",
    "workbook": "read_grid",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """What has to do with tables, loaded when a table is read."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"drafter.source.tables.{_HOMES[name]}"), name)
