"""Where the values of a page come from, and where on the page a record is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from drafter.commands.drafting.years import load_last_year
from drafter.commands.previewing.paths import find_cell, list_files
from drafter.engine import Draft, PrintedValue
from drafter.engine.known_figures import KnownFigure, Printing, identify_figures
from drafter.figures import Origin
from drafter.problems import DataPath
from drafter.source import Document

if TYPE_CHECKING:
    from drafter.commands.editing.model import DataFile


class ValueAccount(NamedTuple):
    """What is known of a printed value.

    text: what the page says. label: what the template calls it. records: the records that it was
    made of, or single values of the data. cells: those of their cells that are known. before: what
    it was the year before; empty where that is not known. definition: what it is, in words; empty
    where the template prints it as it is. gap: the cell that lacks it, where it is a gap.
    """

    text: str
    label: str
    records: tuple[DataPath, ...]
    cells: tuple[DataPath, ...]
    before: str
    definition: str
    gap: DataPath | None


_NOTHING = PrintedValue(0, 0, "", ())


class ValueAccounts:
    """The values of a draft by slot and time, and by records; looked up when they are asked for.

    document: the data that it was made of, with the records of other files in it.
    """

    def __init__(self, draft: Draft, document: Document | None, file: DataFile) -> None:
        self.draft = draft
        self.file = file
        self._files = frozenset() if document is None else list_files(document)
        self._root = draft.compiled.template.schema.root

    @cached_property
    def _values(self) -> dict[Printing, PrintedValue]:
        return {(each.slot, each.time): each for each in self.draft.trace}

    @cached_property
    def _figures(self) -> dict[Printing, KnownFigure]:
        earlier = next(iter(self.draft.ledger.earlier), None)
        if earlier is None:
            path, schema = self.file.path, self.draft.compiled.template.schema
            workspace = self.file.workspace.around(path)
            earlier = load_last_year(self.draft.ledger, schema, path, None, workspace)
        return identify_figures(self.draft, earlier)

    @cached_property
    def _printings(self) -> dict[DataPath, list[Printing]]:
        """The values by the paths of their cells and of their records."""
        found: dict[DataPath, list[Printing]] = {}
        for printing, value in self._values.items():
            if value.slot > 0:
                paths = {path for cell in self._list_cells(value) for path in (cell, cell[:2])}
                for path in paths:
                    found.setdefault(path, []).append(printing)
        return found

    def describe(self, slot: int, time: int) -> ValueAccount:
        """The account of a value; of a picture, which has no words, an empty one."""
        value = self._values.get((slot, time), _NOTHING)
        cells = tuple(dict.fromkeys(self._list_cells(value)))
        known = self._figures.get((slot, time))
        before = known.before if known else None
        sign = "%" if before is not None and before.rate else ""
        return ValueAccount(
            value.text,
            value.label,
            tuple(dict.fromkeys(cell[:2] for cell in cells)),
            tuple(cell for cell in cells if len(cell) != 2),
            "" if before is None else f"{before.value:f}{sign}{'' if sign else value.unit}",
            self._define(slot, known),
            None if value.gap is None else find_cell(value.gap.path, self._root),
        )

    def find_values(self, path: DataPath) -> tuple[Printing, ...]:
        """The values that were printed from the record or the cell; of the cell's record, where
        none was from the cell itself."""
        cell = find_cell(path, self._root)
        found = self._printings.get(cell) or self._printings.get(cell[:2], [])
        return tuple(sorted(found))

    def _list_cells(self, value: PrintedValue) -> Iterator[DataPath]:
        """The cells, or whole records, of this year's data that a value was made of."""
        if value.gap is not None:
            yield find_cell(value.gap.path, self._root)
        for origin in self._pick_own(value.origins):
            yield find_cell(origin.path, self._root)

    def _pick_own(self, origins: Iterable[Origin]) -> Iterator[Origin]:
        return (each for each in origins if each.file in self._files and each.path)

    def _define(self, slot: int, known: KnownFigure | None) -> str:
        """What the value is: the words of the template for its figure, else how it is made."""
        tag = self.draft.compiled.template.slot(slot)
        name = tag.tag.expression.partition("|")[0].strip() if tag else ""
        figure = self.draft.compiled.template.schema.figures.get(name)
        words = [figure.name, figure.description] if figure else []
        words += [known.plain or known.name] if known else []
        return "：".join(dict.fromkeys(filter(None, words)))
