"""Where changes go that were typed on an older text: each record is found again by what it says.

The tab that sends changes counts records as they stood in the text that it showed. Since then
somebody else, or a program, may have put records in, taken some out, or changed the same cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from drafter.commands.editing.model import Change, InsertRecord, MoveRecord, RemoveRecord, SetValue
from drafter.problems import DataPath

Row = tuple[str, ...]


class Sheet(NamedTuple):
    """A ledger as its grid shows it: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Wish(NamedTuple):
    """A change as a tab asks for it. old: what it showed in that cell, or in the row's cells."""

    change: Change
    old: str | Mapping[str, str] | None = None


class Batch(NamedTuple):
    """Changes that a tab asks for together. digest: of the text they were typed on."""

    digest: str
    wishes: tuple[Wish, ...]
    label: str = ""
    name: str = ""


@dataclass(frozen=True)
class Conflict:
    """A change that was not made: the how-manieth, where, what was typed, and what stands there.

    reason: "changed" meanwhile by somebody, or "gone" with its record.
    """

    index: int
    path: DataPath
    mine: str
    theirs: str
    reason: str


class Placed(NamedTuple):
    """The changes that can be made, in the counting of the text as it is; and those that cannot."""

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


def place_changes(
    wishes: Sequence[Wish], before: Mapping[str, Sheet] | None, now: Mapping[str, Sheet],
    values: Mapping[DataPath, str],
) -> Placed:  # fmt: skip
    """Place the wishes in the text as it is now.

    before: the ledgers of the text that they were typed on; None: it is not known any more, and
    records are counted as they are. now: the ledgers as they are. values: the single values.
    """
    placing = _Placing(before, now, values)
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for index, wish in enumerate(wishes):
        for came in placing.place(index, wish):
            if isinstance(came, Conflict):
                conflicts.append(came)
            else:
                changes.append(came)
    return Placed(tuple(changes), tuple(conflicts))


class _Grid:
    """A ledger while changes are placed: records by numbers, as the tab counts them and as is."""

    def __init__(self, before: Sheet | None, now: Sheet) -> None:
        self.columns = now.columns
        self.rows: dict[int, dict[str, str]] = {
            number: dict(zip(now.columns, row, strict=False)) for number, row in enumerate(now.rows)
        }
        self.now = list(self.rows)
        pairs = None if before is None else pair_rows(before.rows, now.rows)
        self.seen = list(self.now) if pairs is None or before is None else [
            pairs.get(at, -1 - at) for at in range(len(before.rows))
        ]  # fmt: skip
        self._next = len(self.rows)

    def find(self, at: int) -> int | None:
        """Where the record that the tab counts so stands now."""
        number = self.seen[at] if 0 <= at < len(self.seen) else None
        return None if number is None or number not in self.rows else self.now.index(number)

    def insert(self, at: int, values: Mapping[str, str]) -> int:
        """Put a record where the tab has it, behind the same neighbour; where that is now."""
        at = min(max(at, 0), len(self.seen))
        number, self._next = self._next, self._next + 1
        spot = self._find_spot(at)
        self.seen.insert(at, number)
        self.now.insert(spot, number)
        self.rows[number] = dict(values)
        return spot

    def _find_spot(self, at: int) -> int:
        for number in reversed(self.seen[:at]):
            if number in self.rows:
                return self.now.index(number) + 1
        return 0

    def remove(self, at: int, spot: int) -> int:
        """Take the record out; its number."""
        number = self.now.pop(spot)
        self.seen.pop(at)
        del self.rows[number]
        return number


class _Placing:
    def __init__(
        self, before: Mapping[str, Sheet] | None, now: Mapping[str, Sheet],
        values: Mapping[DataPath, str],
    ) -> None:  # fmt: skip
        self._before, self._now, self._values = before, now, dict(values)
        self._grids: dict[str, _Grid] = {}

    def place(self, index: int, wish: Wish) -> Iterator[Change | Conflict]:
        """The change as it can be made now; a conflict; or nothing where it has been made."""
        match wish.change:
            case SetValue(path) as change if len(path) > 1 and isinstance(path[1], int):
                yield from self._set_cell(index, change, wish.old)
            case SetValue() as change:
                yield from self._set_single(index, change, wish.old)
            case InsertRecord(ledger, at, values) as change:
                yield change._replace(at=self._open(ledger).insert(at, values))
            case RemoveRecord(ledger, at):
                yield from self._remove(index, ledger, at, wish.old)
            case MoveRecord(ledger, at, to):
                yield from self._move(index, ledger, at, to, wish.old)

    def _open(self, ledger: str) -> _Grid:
        if ledger not in self._grids:
            before = None if self._before is None else self._before.get(ledger)
            now = self._now.get(ledger, Sheet((), ()))
            self._grids[ledger] = _Grid(before, now)
        return self._grids[ledger]

    def _set_single(self, index: int, change: SetValue, old: object) -> Iterator[Change | Conflict]:
        """A single value, or one of the values of a single record."""
        path, value = change.path, change.value
        theirs = self._values.get(path, "")
        if theirs == value:
            return
        if old is not None and theirs != old:
            yield Conflict(index, path, value, theirs, "changed")
            return
        self._values[path] = value
        yield change

    def _set_cell(self, index: int, change: SetValue, old: object) -> Iterator[Change | Conflict]:
        """A cell of a ledger, or one of the texts of a list."""
        (ledger, at, *rest), value = change.path, change.value
        grid = self._open(str(ledger))
        spot = grid.find(int(at))
        if spot is None:
            yield Conflict(index, change.path, value, "", "gone")
            return
        row, there = grid.rows[grid.now[spot]], (ledger, spot, *rest)
        column = str(rest[0]) if rest else ""
        theirs = row.get(column, "") if len(rest) < 2 else None  # deeper down nothing is shown
        if theirs == value:
            return
        if old is not None and theirs not in (None, old):
            yield Conflict(index, there, value, theirs or "", "changed")
            return
        row[column] = value
        yield change._replace(path=there)

    def _remove(self, index: int, ledger: str, at: int, old: object) -> Iterator[Change | Conflict]:
        grid = self._open(ledger)
        spot = grid.find(at)
        if spot is None:  # somebody else has taken it out
            return
        if (theirs := _tell_difference(grid.rows[grid.now[spot]], old)) is not None:
            yield Conflict(index, (ledger, spot), "", theirs, "changed")
            return
        grid.remove(at, spot)
        yield RemoveRecord(ledger, spot)

    def _move(
        self, index: int, ledger: str, at: int, to: int, old: object
    ) -> Iterator[Change | Conflict]:
        grid = self._open(ledger)
        spot = grid.find(at)
        if spot is None:
            yield Conflict(index, (ledger, at), "", "", "gone")
            return
        row = grid.rows[grid.now[spot]]
        grid.remove(at, spot)
        yield MoveRecord(ledger, spot, grid.insert(to, row))


def _tell_difference(row: Mapping[str, str], old: object) -> str | None:
    """What the record says now, where that is not what was shown; None: it is the same."""
    if not isinstance(old, Mapping):
        return None
    same = all(row.get(name, "") == text for name, text in old.items())
    return None if same else "　".join(filter(None, row.values()))


def pair_rows(before: Sequence[Row], now: Sequence[Row]) -> dict[int, int]:
    """Where each earlier record stands now, as far as that is plain.

    Records that say the same are the same; of those between them the ones that say at least half
    the same: a record must never be taken for another that stands in its place.

    >>> pair_rows([("a", "1"), ("b", "2")], [("n", "9"), ("a", "1"), ("x", "2")])
    {0: 1, 1: 2}
    """
    if before == now:
        return {at: at for at in range(len(before))}
    head = 0
    while head < min(len(before), len(now)) and before[head] == now[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(now)) - head and before[-1 - tail] == now[-1 - tail]:
        tail += 1
    pairs = {at: at for at in range(head)}
    ends = len(before) - tail, len(now) - tail
    matcher = SequenceMatcher(None, before[head : ends[0]], now[head : ends[1]], autojunk=False)
    for kind, first, last, onto, end in matcher.get_opcodes():
        if kind == "equal":
            pairs |= {head + first + n: head + onto + n for n in range(last - first)}
        elif kind == "replace":
            there = (head + first, head + last), (head + onto, head + end)
            pairs |= _pair_changed(before, now, *there)
    return pairs | {ends[0] + n: ends[1] + n for n in range(tail)}


def _pair_changed(
    before: Sequence[Row], now: Sequence[Row], old: tuple[int, int], new: tuple[int, int]
) -> dict[int, int]:
    """The pairs among records of which none says the same, in their order."""
    pairs: dict[int, int] = {}
    start = new[0]
    for at in range(*old):
        likeness = {spot: _count_alike(before[at], now[spot]) for spot in range(start, new[1])}
        best = max(likeness, key=likeness.__getitem__, default=-1)
        if best >= 0 and likeness[best] * 2 >= sum(map(bool, before[at])):
            pairs[at], start = best, best + 1
    return pairs


def _count_alike(one: Row, other: Row) -> int:
    return sum(a == b != "" for a, b in zip(one, other, strict=False))
