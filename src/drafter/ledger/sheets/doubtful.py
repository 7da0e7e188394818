"""Rows that a person would have to ask about: sums without a word, headings like records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from drafter.schema import Field
from drafter.source import Cell, Grid

_DAY = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?")
_TEXTS = ("text", "any")


class DoubtfulRows:
    """Looks among the records for what is none, or may be none.

    fields: those of the ledger's columns that the sheet has, by column.
    """

    def __init__(self, grid: Grid, fields: Mapping[int, Field], kinds: Mapping[int, str]) -> None:
        self.rows = grid.rows
        self.fields = fields
        self.kinds = kinds
        self.records = [line for line in sorted(kinds) if kinds[line] == "record"]
        self.shapes = {line: shape for line in self.records if (shape := self._name_shape(line))}
        self.last_full = next(filter(self._is_full, reversed(self.records)), 0)

    def find_sums(self) -> set[int]:
        """Totals without a word: figures only, each the sum of its column above, or named ones.

        One name with the sum of its neighbours may be chance; several, and no other, are groups.
        """
        if len(self.fields) < 2:
            return set()
        bare, named = self._pick_shapes("bare"), self._pick_shapes("named")
        if not (bare or named):
            return set()
        for lines in (self.records, self.records[::-1]):
            groups = self._match_sums(named | bare, lines)
            if len(named) > 1 and len(self.fields) > 2 and groups >= named:
                return groups | self._match_sums(bare, self.records)
        return self._match_sums(bare, self.records)

    def find_signature(self) -> list[int]:
        """The last rows where they are a name and a day, or a day, in a column that has no days."""
        *_, above, last = [0, 0, *self.records]
        if last <= self.last_full or self.shapes.get(last) != "single":
            return []
        if not _DAY.fullmatch(next(iter(self.rows[last].values())).text.replace(" ", "")):
            return []
        is_named = above > self.last_full and self.shapes.get(above) == "single"
        return [above, last] if is_named else [last]

    def find_lone(self) -> frozenset[int]:
        """Records that may be headings or sums as well.

        One text and nothing else, fuller records below it (behind the last full record a ledger
        ends sparsely, and no group follows); figures only; a text with the sum of its neighbours.
        """
        if len(self.fields) < 3:  # of two columns half a record is one cell too
            return frozenset()
        bare, single = self._pick_shapes("bare"), self._pick_shapes("single")
        named = bare | self._pick_shapes("named")
        sums = self._match_sums(named, self.records) | self._match_sums(named, self.records[::-1])
        return frozenset(bare | sums | {line for line in single if line < self.last_full})

    def _is_full(self, line: int) -> bool:
        shape = self.shapes.get(line)
        return shape == "named" or (shape is None and len(self.rows[line]) > 1)

    def _pick_shapes(self, shape: str) -> set[int]:
        return {line for line, each in self.shapes.items() if each == shape}

    def _name_shape(self, line: int) -> str:
        """One text alone, one beside figures, figures alone; empty for all else, at its first cell.

        A row has no shape that holds anything in a column that the ledger does not use.
        """
        texts, figures = set[object](), 0
        for column, cell in self.rows[line].items():
            field = self.fields.get(column)
            if field is None or (texts and cell.area not in texts and field.kind in _TEXTS):
                return ""
            if field.kind in _TEXTS and not _is_figure(cell):
                texts.add(cell.area or cell.place)
            elif field.kind in ("integer", "number", "figure") and _is_figure(cell):
                figures += 1
            else:
                return ""
        return "bare" if not texts else "named" if figures else "single"

    def _match_sums(self, candidates: set[int], lines: Sequence[int]) -> set[int]:
        """The candidates whose figures are the sums of the others passed: since the last, or all.

        One record alone is no sum: figures are equal often enough.
        """
        matching, group, whole = set[int](), list[int](), list[int]()
        if not candidates:
            return matching
        sums: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        for line in lines:
            figures = self._list_figures(line)
            if line not in candidates:
                for passed, total in zip((group, whole), sums, strict=True):
                    passed.append(line)
                    total.update(figures)
                continue
            for passed, total in zip((group, whole), sums, strict=True):
                if len(passed) > 1 and all(v and v == total[c] for c, v in figures.items()):
                    matching.add(line)
            group.clear()
            sums[0].clear()
        return matching

    def _list_figures(self, line: int) -> dict[int, int]:
        """The row's own figures, without those of columns that the ledger does not use."""
        cells = self.rows[line].items()
        return {
            c: int(str(cell.value)) for c, cell in cells if c in self.fields and _is_figure(cell)
        }


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell.value, int) and not isinstance(cell.value, bool) and cell.is_own
