"""Which column of a ledger in Excel or CSV is which field: the header row, by names and aliases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from drafter.schema import Field
from drafter.source import Cell

MOST_ABOVE = 20
"""The header is one of the first so many rows."""


class Header(NamedTuple):
    """The header's last row (0-based), the column of each field, and the names of other columns."""

    row: int
    columns: Mapping[str, int]
    others: tuple[str, ...]


def find_header(rows: Sequence[Sequence[Cell]], ledger: Field) -> Header | None:
    """The row that names the most fields; of two equal ones the lower, whose names are finer."""
    best: Header | None = None
    known = _index_field_names(ledger)
    for number in range(min(MOST_ABOVE, len(rows))):
        made = _match_header(rows, number, known)
        if made.columns and (best is None or len(made.columns) > len(best.columns)):
            best = made
    enough = best is not None and (len(best.columns) >= min(2, len(ledger.fields)))
    return best if enough else None


def _match_header(rows: Sequence[Sequence[Cell]], number: int, known: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    others: list[str] = []
    over = rows[number - 1] if number else ()
    for column, cell in enumerate(rows[number]):
        own = _read_column_name(cell)
        above = _read_column_name(over[column]) if column < len(over) else ""
        field = known.get(own) or (known.get(above + own) if above != own else None)
        if field is not None and field not in columns:
            columns[field] = column
        elif own:
            others.append(own)
    return Header(number, columns, tuple(others))


def _index_field_names(ledger: Field) -> dict[str, str]:
    """All names that a column of a field may have."""
    named = {}
    for name, field in ledger.fields.items():
        for each in (*field.aliases, field.title, name):
            named[_normalize_name(each)] = name
    return named


def _read_column_name(cell: Cell) -> str:
    return _normalize_name(str(cell.value)) if isinstance(cell.value, str) else ""


def _normalize_name(text: str) -> str:
    """The name without blanks, notes in brackets and units."""
    return re.sub(r"[（(【\[].*?[）)】\]]|[\s　:：*＊]+", "", text)
