"""Which record of the data of one version is which record of a later one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from drafter.update.identities import Item
from drafter.update.plan.texts import measure_likeness

_NUMBERED, _SERIAL = "号", "序号"
"""How the fields are called by whose numbers people know records, and those that only count."""
_SAYS_MUCH = 6
"""So long is a text that by itself tells a record from the others, whatever its number."""
_CORRECTED, _SAME_RECORD, _NEARLY = 0.3, 0.5, 0.85
"""How alike the main texts must be: under one number, where all else agrees, where some differs."""
_HALF, _MOST = 0.5, 0.75
"""So much of all else has to agree; and where the main texts differ as well."""
_MOST_COMPARED = 40_000
_WORD = re.compile(r"[^\W\d_]")


def pair_items(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Item → item, each once. A record that has gone is nobody's; one that is new is nobody's."""
    pools: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for at, item in enumerate(items):
            pools[item.ledger][side].append(at)
    pairs: dict[int, int] = {}
    for ledger, (first, second) in pools.items():
        pool = _Pool(old, new, first, second, pairs)
        pool.pair_by(lambda item: tuple(item.values.items()))
        if ledger and pool.is_open:
            pool.pair_records()
    return pairs


@dataclass
class _Pool:
    """The records of one ledger in both versions.

    first, second: those that are not paired yet. pairs: those that are, of all ledgers. sides: all.
    """

    old: Sequence[Item]
    new: Sequence[Item]
    first: list[int]
    second: list[int]
    pairs: dict[int, int]
    sides: tuple[list[Item], list[Item]] = field(init=False)

    def __post_init__(self) -> None:
        self.sides = [self.old[b] for b in self.first], [self.new[n] for n in self.second]

    @property
    def is_open(self) -> bool:
        return bool(self.first and self.second)

    def pair_records(self) -> None:
        """What two versions of a record have in common, from the surest sign to the least."""
        key, main = self.read_key, self.read_main
        self.pair_by(lambda item: (key(item), main(item)) if key(item) and main(item) else None)
        telling = self.find_telling()
        self.pair_by(lambda item: main(item) if main(item) in telling else None)
        self.pair_by(key, lambda a, b: self.is_declared or self.compare(a, b) >= _CORRECTED)
        self.pair_alike()

    def pair_by(
        self, read: Callable[[Item], Hashable], fits: Callable[[Item, Item], bool] | None = None
    ) -> None:
        """Pair those that have the same, in their order; what reads as nothing has nothing."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for n in reversed(self.second):
            waiting[read(self.new[n])].append(n)
        for b in self.first:
            sign = read(self.old[b])
            there = waiting.get(sign) if sign else None
            if there and (fits is None or fits(self.old[b], self.new[there[-1]])):
                self.pairs[b] = there.pop()
        self.drop_paired()

    def drop_paired(self) -> None:
        taken = {self.pairs[b] for b in self.first if b in self.pairs}
        self.first = [b for b in self.first if b not in self.pairs]
        self.second = [n for n in self.second if n not in taken]

    def pair_alike(self) -> None:
        """The most alike first."""
        if len(self.first) * len(self.second) > _MOST_COMPARED:
            return
        scored = [
            (-score, b, n)
            for b in self.first
            for n in self.second
            if (score := self.score(self.old[b], self.new[n]))
        ]
        taken: set[int] = set()
        for _, b, n in sorted(scored):
            if b not in self.pairs and n not in taken:
                self.pairs[b] = n
                taken.add(n)
        self.drop_paired()

    def score(self, one: Item, other: Item) -> float:
        """How much speaks for it; 0 when too little does."""
        keys = self.read_key(one), self.read_key(other)
        if all(keys) and len(set(keys)) > 1:
            return 0.0
        shared, likeness = self.measure_agreement(one, other), self.compare(one, other)
        if shared == 1 or not self.main:
            enough, least = _SAME_RECORD, _HALF
        else:
            enough, least = _NEARLY, _MOST
        return likeness + shared / 10 if likeness >= enough and shared >= least else 0.0

    def compare(self, one: Item, other: Item) -> float:
        """How alike their main texts are; of records without one, how many fields agree."""
        if self.main:
            return measure_likeness(self.read_main(one), self.read_main(other))
        return self.measure_agreement(one, other)

    def measure_agreement(self, one: Item, other: Item) -> float:
        """The share of the other fields that say the same."""
        beside = {*one.values, *other.values} - {self.main, _SERIAL}
        same = sum(one.values.get(name) == other.values.get(name) for name in beside)
        return same / len(beside) if beside else 1.0

    def read_key(self, item: Item) -> str:
        return item.key or item.values.get(self.number, "")

    def read_main(self, item: Item) -> str:
        return item.values.get(self.main, "")

    @cached_property
    def is_declared(self) -> bool:
        """Whether the schema says by what records are told."""
        return any(item.key for item in self.sides[0])

    @cached_property
    def number(self) -> str:
        """The field with the record's number; empty where none is different in each record."""
        names = [n for n in self.sides[0][0].values if n.endswith(_NUMBERED) and n != _SERIAL]
        fitting = (name for name in names if all(_are_distinct(side, name) for side in self.sides))
        return "" if self.is_declared else next(fitting, "")

    @cached_property
    def main(self) -> str:
        """The field of words that tells the records best; empty where there is none."""
        ranks: dict[str, tuple[int, float]] = {}
        for side in self.sides:
            for name, texts in _gather_words(side, self.number).items():
                rank = len(set(texts)), sum(map(len, texts)) / len(texts)
                ranks[name] = min(ranks.get(name, rank), rank)
        return max(ranks, key=lambda name: ranks[name], default="")

    def find_telling(self) -> set[str]:
        """The main texts that only one of the records left says on either side."""
        sides = [self.old[b] for b in self.first], [self.new[n] for n in self.second]
        counts = [Counter(map(self.read_main, side)) for side in sides]
        once = [{text for text, number in each.items() if number == 1} for each in counts]
        return {text for text in once[0] & once[1] if len(text) >= _SAYS_MUCH}


def _gather_words(items: Iterable[Item], number: str) -> dict[str, list[str]]:
    """What the fields of words say, field by field."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for name, text in item.values.items():
            if name not in item.choices and name != number and _WORD.search(text):
                found[name].append(text)
    return found


def _are_distinct(items: Iterable[Item], name: str) -> bool:
    """Whether the field says something else in each record that has it."""
    texts = [item.values[name] for item in items if item.values.get(name)]
    return bool(texts) and len(set(texts)) == len(texts)
