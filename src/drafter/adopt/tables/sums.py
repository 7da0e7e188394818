"""What cells of a table come to: rows and columns of totals, columns of shares."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from drafter.adopt.naming.names import Named
from drafter.adopt.tables.grids import Grid
from drafter.wording import numbers

Figures = Mapping[tuple[int, int], Named]
"""The figures of a table by row and column."""
MOST_PARTS = 20
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_TOTAL_HEAD = re.compile(r"(?:合|总|小|共)计$|^总数$")


def find_totals(grid: Grid, figures: Figures, totals: Collection[int]) -> None:
    """Give each cell of a total row or column the figures that it adds up, where they do."""
    for (row, column), total in figures.items():
        if row in totals:
            others = [
                (r, column) for r, c in figures if c == column and r not in totals and r < row
            ]
        elif _TOTAL_HEAD.search(grid.head(column)):
            others = [(row, c) for r, c in figures if r == row and c < column]
        else:
            continue
        parts = [figures[place] for place in others]
        values = [_read_value(part) for part in parts]
        if not 2 <= len(parts) <= MOST_PARTS or None in [*values, _read_value(total)]:
            continue
        if sum(value or 0 for value in values) == _read_value(total):
            total.parts = parts
        else:
            total.each = replace(total.each, doubt="与各行、各栏之和不符，照样写")


def find_shares(figures: Figures, totals: Collection[int]) -> None:
    """Give each share of a column its part and whole, where all of the column come out alike."""
    columns: dict[int, list[tuple[int, Named]]] = {}
    for (row, column), each in figures.items():
        if each.each.kind == "share" and each.each.choice == "keep":
            columns.setdefault(column, []).append((row, each))
    for column, shares in columns.items():
        for pairs in _pair_columns(figures, column, [row for row, _ in shares], totals):
            if all(_comes_to(pair, share) for pair, (_, share) in zip(pairs, shares, strict=True)):
                for pair, (_, share) in zip(pairs, shares, strict=True):
                    share.share_of = pair
                break


def _pair_columns(
    figures: Figures, column: int, rows: list[int], totals: Collection[int]
) -> Iterator[list[tuple[Named, Named]]]:
    """Part and whole for each row: of two columns before the shares', or of one and its total."""
    before = sorted({c for _, c in figures if c < column}, reverse=True)[:4]
    for part in before:
        for whole in before:
            places = [((row, part), (row, whole)) for row in rows if part != whole]
            if places and all(a in figures and b in figures for a, b in places):
                yield [(figures[a], figures[b]) for a, b in places]
        for total in totals:
            if all((row, part) in figures for row in [*rows, total]):
                yield [(figures[row, part], figures[total, part]) for row in rows]


def _comes_to(pair: tuple[Named, Named], share: Named) -> bool:
    part, whole = map(_read_value, pair)
    digits = len(share.each.text.partition(".")[2])
    if part is None or not whole or not 0 <= part <= whole or digits > 4:
        return False
    return numbers.percent(part / whole, digits) == f"{share.each.text}%"


def _read_value(named: Named) -> Decimal | None:
    each = named.each
    is_counted = each.choice == "keep" and each.kind in ("count", "amount")
    return Decimal(each.value) if is_counted and _PLAIN.fullmatch(each.value) else None
