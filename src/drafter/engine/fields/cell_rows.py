"""Cells that a formula names, in a table whose rows come and go: B2:B9 means another row then.

At compile time the names are put so that they hold for any number of rows; on the finished page
they get the rows that they have there, so that Word computes the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.word.fields.reading import Field, set_code
from drafter.word.fields.values.formats import Uncomputed
from drafter.word.fields.values.formulas import ABOVE_OWN_ROW, OWN_ROW, cut_formula

_REFERENCE = re.compile(
    r"(?<!\w)([A-Za-z]{1,2})([1-9]\d{0,3})(?:\s*:\s*([A-Za-z]{1,2})([1-9]\d{0,3}))?(?![\w(])"
)


class TableRows(NamedTuple):
    """Of a template's table, all 0-based: the formula's own row, the rows between tags that open
    and close with those tags' own, the rows that are only tags; whether cells come and go too."""

    own: int
    moving: frozenset[int]
    tags: frozenset[int]
    has_moving_cells: bool


def free_rows(field: Field, table: TableRows) -> None:
    """Put the formula's cells so that they hold for any number of rows. Raises Uncomputed."""
    if not table.moving and not table.has_moving_cells:
        return
    formula = cut_formula(field.code)
    if table.has_moving_cells and _REFERENCE.search(formula):
        raise Uncomputed("field.rows", formula)
    freed = _REFERENCE.sub(lambda match: _free_reference(match, table), formula)
    if freed != formula and not set_code(field, field.code.replace(formula, freed, 1)):
        raise Uncomputed("field.rows", formula)


def _free_reference(match: re.Match[str], table: TableRows) -> str:
    letter, row, other, end = match.groups()
    first, last = int(row) - 1, int(end or row) - 1
    if max(first, last) < min(table.moving):
        return match[0]
    if first == last == table.own:
        return f"{letter}{OWN_ROW}" + (f":{other}{OWN_ROW}" if other else "")
    if other is None or table.own in table.moving:
        raise Uncomputed("field.rows", match[0])
    last = min(last, table.own - 1)
    above = {row for row in table.moving if row < table.own}
    rest = set(range(last + 1, table.own)) - table.tags
    covered = all(first <= row <= last for row in above - table.tags)
    if not above or rest or not covered or table.own < first:
        raise Uncomputed("field.rows", match[0])
    return f"{letter}{min(first, *above) + 1}:{other}{ABOVE_OWN_ROW}"
