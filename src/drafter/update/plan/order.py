"""Which blocks the data have moved: those that have left the order of the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from drafter.word.text.blocks import Block


def find_moved(
    pairs: Mapping[int, int], base: Sequence[Block], new: Sequence[Block],
    weigh: Callable[[int], int],
) -> set[int]:  # fmt: skip
    """The blocks of the first draft that stand elsewhere in the other; a table moves as a whole.

    As few as can be, and rather those of less weight.
    """
    moved: set[int] = set()
    members = _gather_tables(pairs, base, new, moved)
    units: list[list[int]] = []
    for rows in members:
        if len(rows) > 1:
            moved |= _find_out_of_order([[row] for row in rows], pairs, weigh)
        units.append([row for row in rows if row not in moved])
    return moved | _find_out_of_order(units, pairs, weigh)


def _gather_tables(
    pairs: Mapping[int, int], base: Sequence[Block], new: Sequence[Block], moved: set[int]
) -> list[list[int]]:
    """The body's paired blocks in order, the rows of a table together.

    A row that has gone from its table into another one has moved.
    """
    shares = Counter(
        (base[b].table, new[n].table) for b, n in pairs.items() if base[b].kind == "tr"
    )
    homes: dict[int, int] = {}
    for (ours, theirs), _ in shares.most_common():
        if ours not in homes and theirs not in homes.values():
            homes[ours] = theirs
    tables: dict[int, list[int]] = defaultdict(list)
    units: list[list[int]] = []
    for b in sorted(pairs):
        block = base[b]
        if block.kind != "tr":
            units.append([b])
        elif homes.get(block.table) != new[pairs[b]].table:
            moved.add(b)
        else:
            if not tables[block.table]:
                units.append(tables[block.table])
            tables[block.table].append(b)
    return units


def _find_out_of_order(
    units: Sequence[Sequence[int]], pairs: Mapping[int, int], weigh: Callable[[int], int]
) -> set[int]:
    filled = [unit for unit in units if unit]
    places = [min(pairs[b] for b in unit) for unit in filled]
    if places == sorted(places):
        return set()
    kept = set(pick_rising(places, [sum(map(weigh, unit)) for unit in filled]))
    return {b for at, unit in enumerate(filled) if at not in kept for b in unit}


def find_strays(pairs: Mapping[int, int]) -> set[int]:
    """The fewest whose removal leaves the pairs in order."""
    there = sorted(pairs)
    kept = pick_rising([pairs[b] for b in there], [1] * len(there))
    return {*there} - {there[at] for at in kept}


class HandMoves:
    """The blocks of the base that hands have moved, and where that has left them.

    pairs: block of the base → of the edited file. is_head: whether a block of the base begins a
    section: what no record made, not the head of a group within one.
    """

    def __init__(self, pairs: Mapping[int, int], is_head: Callable[[int], bool]) -> None:
        self.pairs = pairs
        self.others = {t: b for b, t in pairs.items()}
        self.blocks = find_strays(pairs)
        heads = {b for b in pairs if is_head(b)} if self.blocks else set()
        self.printed_in = _find_sections(sorted(pairs), heads)
        self.stand_in = _find_sections([self.others[t] for t in sorted(self.others)], heads)

    def is_forsaken(self, b: int, moved: Collection[int]) -> bool:
        """Whether the data move what stands round a block as well, or the section it is still in.

        moved: the blocks of the base that the data have moved.
        """
        t = self.pairs[b]
        if all(self.others[at] in moved for at in (t - 1, t + 1) if at in self.others):
            return True
        return self.stand_in[b] in moved and self.stand_in[b] == self.printed_in[b]

    def follow(self, later: Mapping[int, int]) -> dict[int, bool]:
        """The blocks of the new draft that a hand has moved, and whether to another section."""
        return {later[b]: self.stand_in[b] != self.printed_in[b] for b in self.blocks if b in later}


def _find_sections(order: Iterable[int], heads: Collection[int]) -> dict[int, int]:
    """Block of the base → the head that stands before it in this order; -1 before the first."""
    section, sections = -1, {}
    for b in order:
        sections[b] = section
        section = b if b in heads else section
    return sections


def pick_rising(numbers: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The heaviest rising run that can be picked out of the numbers, by their places.

    >>> pick_rising([0, 3, 1, 2], [1, 1, 1, 1]), pick_rising([1, 0], [1, 2])
    ([0, 2, 3], [1])
    """
    ranks = {number: rank for rank, number in enumerate(sorted(set(numbers)), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree of maxima
    before = []
    for at, (number, weight) in enumerate(zip(numbers, weights, strict=True)):
        rank, top = ranks[number] - 1, (0, -1)
        while rank > 0:
            top, rank = max(top, best[rank]), rank & (rank - 1)
        before.append(top[1])
        rank = ranks[number]
        while rank < len(best):
            best[rank] = max(best[rank], (top[0] + weight, at))
            rank += rank & -rank
    rank, top = len(ranks), (0, -1)
    while rank > 0:
        top, rank = max(top, best[rank]), rank & (rank - 1)
    at, picked = top[1], []
    while at >= 0:
        picked.append(at)
        at = before[at]
    return picked[::-1]
