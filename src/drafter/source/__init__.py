"""Bytes of YAML, CSV, Excel → values that know their places. The only home of pyyaml and xlrd."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.problems import Problem
from drafter.source.yaml.file import parse, read_file_bytes, resolve_below
from drafter.source.yaml.node import (
    Borrowed,
    Document,
    Node,
    Value,
    find_empty_cell,
    pause_gc,
    strip_places,
    walk_path,
)

if TYPE_CHECKING:
    from drafter.source.tables.cells import Area, Cell, Cells, Grid, normalize_name
    from drafter.source.tables.lending import Row, lend, read_rows
    from drafter.source.tables.workbook import Table, open_table, read_grid
    from drafter.source.tables.yearbook import YearBook

__all__ = [
    "Area",
    "Borrowed",
    "Cell",
    "Cells",
    "Document",
    "Grid",
    "Node",
    "Row",
    "Table",
    "Value",
    "YearBook",
    "find_empty_cell",
    "is_book",
    "is_year_book",
    "lend",
    "normalize_name",
    "open_table",
    "parse",
    "pause_gc",
    "read_data_file",
    "read_grid",
    "read_rows",
    "resolve_below",
    "strip_places",
    "walk_path",
]


_MODULES = {
    "cells": "Area Cell Cells Grid normalize_name",
    "lending": "Row lend read_rows",
    "workbook": "Table open_table read_grid",
    "yearbook": "YearBook",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """What has to do with tables, loaded when a table is read."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"drafter.source.tables.{_HOMES[name]}"), name)


BOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls")
"""What a workbook's name ends in."""


def read_data_file(path: Path, shown: str | None = None) -> tuple[Document | None, list[Problem]]:
    """The document in the file, and what is wrong with it. Never raises on the file's account.

    `shown` is the file's name in messages. The document is None when no tree could be built; it
    may come together with errors (two equal keys), which stop a report all the same.
    """
    shown = str(path) if shown is None else shown
    data, found = read_file_bytes(path, shown)
    if data is None:
        return None, found
    if is_book(path):
        from drafter.source.tables.yearbook import open_year  # few keep their year in Excel

        return open_year(data, shown)
    return parse(data, shown)


def is_book(path: Path) -> bool:
    """Whether the file is a workbook by its name."""
    return path.suffix.lower() in BOOK_SUFFIXES


def is_year_book(path: Path) -> bool:
    """Whether the file is a workbook that holds a whole year, not one ledger."""
    if not is_book(path) or path.name.startswith("~$"):
        return False
    from drafter.source.tables.yearbook import is_year  # few have workbooks beside their data

    return is_year(path)
