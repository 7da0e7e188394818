"""What a filled-in workbook changes in the records of a year: compared with what it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, NamedTuple

from drafter.commands.workbooks.proof import state_meaning
from drafter.problems import DataPath
from drafter.schema import Field
from drafter.source import Node
from drafter.update.identities import Item
from drafter.update.sources.records import pair_items

Record = Mapping[str, Node]


class CellChange(NamedTuple):
    """A value of the data that the workbook says otherwise: its path, what it was, what it is."""

    path: DataPath
    before: Any
    after: Any


@dataclass(frozen=True)
class LedgerMerge:
    """What becomes of a ledger.

    order: the records as they will stand: those of the data by their index, new ones as they are.
    rows: the row of the workbook that each record of the data is.
    changes: values of records that stay. conflicts: values that both have changed, and that stay as
    the data have them; `before` is what the data say. gone: records of the data that the workbook
    had and has no more. unknown: those that it never had. there: how many records the data have.
    """

    name: str
    order: tuple[int | Record, ...]
    rows: Mapping[int, Record] = attribute(default_factory=dict)
    changes: tuple[CellChange, ...] = ()
    conflicts: tuple[CellChange, ...] = ()
    gone: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()

    there: int = 0

    @property
    def added(self) -> int:
        return sum(not isinstance(each, int) for each in self.order)

    def place_after(self, change: CellChange) -> CellChange:
        """The change with the path that its record has once all is done."""
        name, at, *rest = change.path
        return change._replace(path=(name, self.order.index(at), *rest))

    @property
    def is_rearranged(self) -> bool:
        """Whether records come or go."""
        return self.order != tuple(range(self.there))


class Versions(NamedTuple):
    """A ledger's records in the data, in the filled-in workbook, and as the workbook was written
    (None where that is not known)."""

    there: Sequence[Record]
    filled: Sequence[Record]
    written: Sequence[Record] | None


def merge_ledger(name: str, holder: Field, versions: Versions) -> LedgerMerge:
    """What the workbook changes in a ledger; nothing is taken away.

    holder: what a record of it holds.
    """
    matches = _match_records(name, holder, versions)
    changes: list[CellChange] = []
    conflicts: list[CellChange] = []
    order: list[int | Record] = list(range(len(versions.there)))
    after = 0  # where a new record goes: behind the one that it stands below in the sheet
    for at, record in enumerate(versions.filled):
        match = matches[at]
        if match.there is None:
            if not match.is_old_news:
                order.insert(after, record)
                after += 1
            continue
        after = order.index(match.there) + 1
        found, open_ones = _compare(name, holder, match.there, record, versions, match.written)
        changes += found
        conflicts += open_ones
    there = {each.there for each in matches}
    left = [at for at in range(len(versions.there)) if at not in there]
    known = _list_known(name, holder, versions)
    gone = tuple(at for at in left if at in known)
    unknown = tuple(at for at in left if at not in known)
    rows = {
        m.there: row for m, row in zip(matches, versions.filled, strict=True) if m.there is not None
    }
    return LedgerMerge(
        name, tuple(order), rows, tuple(changes), tuple(conflicts), gone, unknown,
        len(versions.there),
    )  # fmt: skip


class _Match(NamedTuple):
    """The record of the data that a row is, and the row as it was written.

    is_old_news: the row is as it was written, and the data have the record no more.
    """

    there: int | None
    written: Record | None
    is_old_news: bool = False


def _match_records(name: str, holder: Field, versions: Versions) -> list[_Match]:
    there, filled, written = versions
    if written is None:
        pairs = {new: old for old, new in _pair(name, holder, there, filled).items()}
        return [_Match(pairs.get(at), None) for at in range(len(filled))]
    origins = {new: old for old, new in _pair(name, holder, written, filled).items()}
    _pair_in_place(origins, len(written), len(filled))
    stays = _pair(name, holder, written, there)
    waiting: dict[str, list[int]] = {}
    for at, record in enumerate(there):
        waiting.setdefault(_tell(record, holder), []).append(at)
    meanings = [_tell(record, holder) for record in filled]
    # a record that says just that is it: most, and those that were brought in before
    equal = {at: waiting[each].pop(0) for at, each in enumerate(meanings) if waiting.get(each)}
    taken = set(equal.values())
    matches = []
    for at, meaning in enumerate(meanings):
        origin = origins.get(at)
        stay = None if origin is None else stays.get(origin)
        if at in equal:
            matches.append(_Match(equal[at], None))
        elif origin is not None and stay is not None and stay not in taken:
            taken.add(stay)
            matches.append(_Match(stay, written[origin]))
        else:
            same = origin is not None and _tell(written[origin], holder) == meaning
            matches.append(_Match(None, None, same))
    return matches


def _tell(record: Record, holder: Field) -> str:
    """What a record says, in whatever order."""
    return repr(sorted(state_meaning(record, holder).items()))


def _pair_in_place(origins: dict[int, int], written: int, filled: int) -> None:
    """Add the rows that were typed over: as many between the same neighbours as there were.

    Such a row says what its record is now, however little is left of what it said.
    """
    taken, at = set(origins.values()), 0
    while at < filled:
        end = next((row for row in range(at, filled) if row in origins), filled)
        before, after = origins.get(at - 1, -1), origins.get(end, written)
        free = [row for row in range(before + 1, after) if row not in taken]
        if end - at == len(free):
            origins.update(zip(range(at, end), free, strict=True))
        at = end + 1


def _list_known(name: str, holder: Field, versions: Versions) -> set[int]:
    """The records of the data that the workbook had when it was written."""
    if versions.written is None:
        return set()
    return set(_pair(name, holder, versions.written, versions.there).values())


def _pair(name: str, holder: Field, old: Sequence[Record], new: Sequence[Record]) -> dict[int, int]:
    """Which record is which, by what they say."""
    items = [[_make_item(name, holder, each) for each in side] for side in (old, new)]
    return pair_items(*items)


def _make_item(name: str, holder: Field, record: Record) -> Item:
    meant = state_meaning(record, holder)
    texts = {key: str(meant[key]) for key in holder.fields if key in meant}
    unique = [texts.get(key, "") for key in holder.unique]
    choices = frozenset(key for key, field in holder.fields.items() if field.choices)
    return Item(name, "、".join(unique) if all(unique) else "", texts, choices)


def _compare(
    name: str, holder: Field, at: int, record: Record, versions: Versions, written: Record | None
) -> tuple[list[CellChange], list[CellChange]]:
    """What the row says otherwise than the data; and what both have changed."""
    there = state_meaning(versions.there[at], holder)
    row = state_meaning(record, holder)
    base = state_meaning(written, holder) if written is not None else None
    changes: list[CellChange] = []
    conflicts: list[CellChange] = []
    for key in holder.fields:
        now, then = row.get(key), there.get(key)
        if now == then or (base is not None and now == base.get(key)):
            continue
        if base is None and now is None:  # nobody has said that it is to go
            continue
        change = CellChange((name, at, key), then, now)
        is_open = base is not None and then != base.get(key)
        (conflicts if is_open else changes).append(change)
    return changes, conflicts
