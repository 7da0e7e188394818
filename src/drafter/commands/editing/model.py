"""A year's data as they are edited: the file, its ledgers as tables, and what may be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from drafter.problems import DataPath, Problem
from drafter.schema import Schema
from drafter.source import Document, Node
from drafter.source.yaml.encoding import RawText
from drafter.workspace import Workspace


class BorrowedRows(NamedTuple):
    """A ledger that the data keep in Excel or CSV: its records, and where they stand.

    file: as a user calls it, with its sheet: 会议台账.xlsx 会议!
    """

    records: tuple[Node, ...]
    file: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class DataFile:
    """One year's data as text, read.

    shown: the path as its user would write it. raw: the file's text and encoding. text: the text as
    it is now. digest: of the bytes that this text makes in the file (SHA-256). document, schema:
    None where the text or the template cannot be read; problems: what reading said. tables: the
    ledgers that stand in Excel or CSV.
    """

    workspace: Workspace
    path: Path
    shown: str
    raw: RawText = field(repr=False)
    text: str = field(repr=False)
    digest: str
    document: Document | None = field(repr=False)
    schema: Schema | None = field(repr=False)
    problems: tuple[Problem, ...]
    tables: Mapping[str, BorrowedRows] = field(default_factory=dict, repr=False)


ColumnKind = Literal[
    "text", "integer", "decimal", "figure", "date", "time", "yesno", "choice", "list", "record",
    "image", "document",
]  # fmt: skip
LedgerKind = Literal["ledger", "value", "list", "record"]


@dataclass(frozen=True)
class Column:
    """A column: its name in the data and its title, what it takes, and what is said of it.

    figure: a number, or one in round terms (200余). editable: a cell of it can be typed.
    """

    name: str
    title: str
    kind: ColumnKind
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""
    editable: bool = True


@dataclass(frozen=True)
class Row:
    """A record as its cells are typed, one a column: 是 and 否, lists with 、 between.

    source: the file and sheet that it stands in, where that is not the data file itself: then it is
    not changed here.
    """

    cells: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True)
class LedgerView:
    """A ledger as a table, or a single value, a list of texts, a record as one of its own kind.

    A value is one row of one cell, at the path (name,); a list has a row for each of its texts, in
    one column whose name is empty, at (name, row); a record is one row, its cells at (name,
    column); a ledger's cells are at (name, row, column).
    """

    name: str
    title: str
    kind: LedgerKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    help: str = ""
    required: bool = False


class SetValue(NamedTuple):
    """A cell gets what was typed; nothing clears it.

    written: how the value stood in the file, where it is to stand so again.
    """

    path: DataPath
    value: str
    written: str | None = None


class InsertRecord(NamedTuple):
    """A record is put before the one of that number (0-based), or behind the last.

    values: what was typed, by column. lines, below: how the record stood in the file, and below how
    many lines of remarks, where it is to stand so again.
    """

    ledger: str
    at: int
    values: Mapping[str, str]
    lines: str = ""
    below: int | None = None


class RemoveRecord(NamedTuple):
    """A record is taken out."""

    ledger: str
    at: int


class MoveRecord(NamedTuple):
    """A record goes to another number, counted when it has been taken out.

    below: how many lines of remarks it is to stand below there, where it stood so before.
    """

    ledger: str
    at: int
    to: int
    below: int | None = None


Change = SetValue | InsertRecord | RemoveRecord | MoveRecord
