"""The texts that a year has had lately, as the grid shows them: what edits were typed on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from drafter.commands.editing.model import DataFile, LedgerView
from drafter.commands.editing.views import list_ledgers
from drafter.desk.years.placing import Row, Sheet
from drafter.problems import DataPath

_MOST_STATES = 60
_LEDGERS = ("ledger", "list")


class State:
    """One text of the year as the grid shows it. Equal rows of later texts are the same objects."""

    def __init__(self, file: DataFile, before: State | None = None) -> None:
        self.digest = file.digest
        self.views: Mapping[str, LedgerView] = {view.name: view for view in list_ledgers(file)}
        self.sheets: dict[str, Sheet] = {}
        self.values: dict[DataPath, str] = {}
        for name, view in self.views.items():
            if view.kind in _LEDGERS:
                earlier = before.sheets.get(name) if before else None
                self.sheets[name] = _read_sheet(view, earlier)
            elif view.rows:
                self.values |= _read_values(view)

    def list_changed(self, other: State | None) -> list[str]:
        """The ledgers that are not as in the other text."""
        if other is None:
            return list(self.views)
        return [
            name
            for name, view in self.views.items()
            if self.sheets.get(name) != other.sheets.get(name)
            or self._list_values(name) != other._list_values(name)
        ]

    def _list_values(self, name: str) -> list[str]:
        return [text for path, text in self.values.items() if path[0] == name]

    def forget_views(self) -> None:
        """Only what finds records again is kept of an earlier text."""
        self.views = {}


def _read_values(view: LedgerView) -> dict[DataPath, str]:
    """A single value, or the values of a single record, by path."""
    if view.kind == "value":
        return {(view.name,): view.rows[0].cells[0]}
    pairs = zip(view.columns, view.rows[0].cells, strict=False)
    return {(view.name, column.name): text for column, text in pairs}


def _read_sheet(view: LedgerView, earlier: Sheet | None) -> Sheet:
    columns = tuple(column.name for column in view.columns)
    known: dict[Row, Row] = {row: row for row in earlier.rows} if earlier else {}
    return Sheet(columns, tuple(known.get(row.cells, row.cells) for row in view.rows))


class States:
    """The last states by the digests of their texts; the oldest are forgotten."""

    def __init__(self) -> None:
        self._states: OrderedDict[str, State] = OrderedDict()

    def keep(self, file: DataFile) -> State:
        """The state of that text, which is the newest one now."""
        last = next(reversed(self._states.values()), None)
        if last is not None:
            if last.digest == file.digest:
                return last
            self._states.pop(file.digest, None)
        state = State(file, last)
        if last is not None:
            last.forget_views()
        self._states[file.digest] = state
        while len(self._states) > _MOST_STATES:
            self._states.popitem(last=False)
        return state

    def find(self, digest: str) -> State | None:
        """The state with the digest, where it is still known."""
        return self._states.get(digest)
