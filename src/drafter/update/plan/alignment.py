"""Which block of one draft is which block of a later one; both in their own order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from drafter.update.asides.pairs import list_body
from drafter.update.plan.order import pick_rising
from drafter.update.plan.texts import find_equal_stretches, measure_likeness
from drafter.update.sources.lineage import Lineage
from drafter.word.text.blocks import Block

Pair = tuple[int, int]

_MOST_COMPARED = 40_000
"""So many pairs of blocks of a gap are compared; beyond that they pair by their order."""
_ENOUGH, _SAME_NUMBER, _ONLY_ONE = 0.5, 0.3, 0.6
"""How alike two blocks must be, and what it counts that the same paragraph of the template made
them, which made only one in each draft."""


def align_blocks(lineage: Lineage) -> dict[int, int]:
    """Block of the first draft → block of the other: by their sources, the rest by their words.

    A block of a record is paired with none of another record. What has no source is looked for
    between the pairs that kept their order.
    """
    base, new = list_body(lineage.base), list_body(lineage.new)
    pairs, bound, brought = lineage.pair(lambda a, b: _align_some(base, new, a, b))
    _spread_pairs(base, new, pairs, bound | {*pairs}, brought | {*pairs.values()})
    anchors = sorted(pairs.items())
    risen = [anchors[at] for at in pick_rising([n for _, n in anchors], [1] * len(anchors))]
    last, taken = (-1, -1), {*pairs.values()}
    for pair in [*risen, (len(base), len(new))]:
        first = [b for b in range(last[0] + 1, pair[0]) if b not in pairs and b not in bound]
        second = [n for n in range(last[1] + 1, pair[1]) if n not in taken and n not in brought]
        if first and second:
            pairs.update(_align_some(base, new, first, second))
        last = pair
    return pairs


def _spread_pairs(
    base: Sequence[Block], new: Sequence[Block], pairs: dict[int, int], bound: set[int],
    brought: set[int],
) -> None:  # fmt: skip
    """What says the same beside a pair, an empty paragraph above all, goes with it."""
    bound, brought = set(bound), set(brought)
    for step in (1, -1):
        for b, n in sorted(pairs.items(), reverse=step < 0):
            b, n = b + step, n + step
            while 0 <= b < len(base) and 0 <= n < len(new) and b not in bound and n not in brought:
                if base[b].identity != new[n].identity:
                    break
                pairs[b] = n
                bound.add(b)
                brought.add(n)
                b, n = b + step, n + step


def _align_some(
    base: Sequence[Block], new: Sequence[Block], first: Sequence[int], second: Sequence[int]
) -> list[Pair]:
    """The pairs among some blocks of both, in order: equal ones, those equal but for numbers, the
    alike."""
    ours, theirs = [base[b] for b in first], [new[n] for n in second]
    return [(first[a], second[b]) for a, b in _align_all(ours, theirs)]


def _align_all(base: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    pairs = _pair_equal(base, new, range(len(base)), range(len(new)), lambda block: block.text)
    pairs = _refine_pairs(
        pairs, len(base), len(new), lambda a, b: _pair_equal(base, new, a, b, _drop_numbers)
    )
    single = _find_unique_marks(base) & _find_unique_marks(new)
    return _refine_pairs(
        pairs, len(base), len(new), lambda a, b: _pair_similar(base, new, a, b, single)
    )


def _refine_pairs(
    pairs: list[Pair], first: int, second: int, within: Callable[[range, range], list[Pair]]
) -> list[Pair]:
    """The pairs, and those found between them."""
    found: list[Pair] = []
    last = (-1, -1)
    for pair in [*pairs, (first, second)]:
        gap = range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        if gap[0] and gap[1]:
            found += within(*gap)
        found.append(pair)
        last = pair
    return found[:-1]


def _pair_equal(
    base: Sequence[Block],
    new: Sequence[Block],
    first: range,
    second: range,
    read: Callable[[Block], str],
) -> list[Pair]:
    keys = (
        [_block_key(base[at], read) for at in first],
        [_block_key(new[at], read) for at in second],
    )
    return [
        (first[a + n], second[b + n])
        for a, b, size in find_equal_stretches(*keys)
        for n in range(size)
    ]


def _drop_numbers(block: Block) -> str:
    """The block's text without its plain numbers: a count, the number of a row."""
    text, at = "", 0
    for value in block.values:
        text += block.text[at : value.start]
        at = value.end if block.text[value.start : value.end].isdigit() else value.start
    return text + block.text[at:]


def _block_key(block: Block, read: Callable[[Block], str]) -> tuple[object, ...]:
    number = block.mark.number if block.mark else 0
    return *block.category, number, read(block)


def _find_unique_marks(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs of the template that made just one block."""
    counts = Counter(block.mark.number for block in blocks if block.mark)
    return {number for number, count in counts.items() if count == 1}


def _pair_similar(
    base: Sequence[Block], new: Sequence[Block], first: range, second: range, single: set[int]
) -> list[Pair]:
    """The pairs of a gap that are most alike taken together, in order.

    That is the longest common subsequence, weighted by likeness: taking the best pair first would
    let one odd pair of long paragraphs keep all between them apart.
    """
    if len(first) * len(second) > _MOST_COMPARED:
        return _pair_in_order(base, new, first, second)
    scores = [[_score_pair(base[a], new[b], single) for b in second] for a in first]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for a in reversed(range(len(first))):
        for b in reversed(range(len(second))):
            both = scores[a][b] + best[a + 1][b + 1] if scores[a][b] else 0.0
            best[a][b] = max(both, best[a + 1][b], best[a][b + 1])
    return [(first[a], second[b]) for a, b in _trace_path(scores, best)]


def _trace_path(scores: list[list[float]], best: list[list[float]]) -> Iterator[Pair]:
    a = b = 0
    while a < len(scores) and b < len(scores[0]):
        if scores[a][b] and best[a][b] == scores[a][b] + best[a + 1][b + 1]:
            yield a, b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _score_pair(one: Block, other: Block, single: set[int]) -> float:
    """How much speaks for two blocks being the same; 0 when too little does."""
    if one.category != other.category:
        return 0.0
    score = measure_likeness(one.text, other.text)
    if one.mark and other.mark and one.mark.number == other.mark.number:
        score += _ONLY_ONE if one.mark.number in single else _SAME_NUMBER
    return score if score >= _ENOUGH else 0.0


def _pair_in_order(
    base: Sequence[Block], new: Sequence[Block], first: range, second: range
) -> list[Pair]:
    pairs = zip(first, second, strict=False)
    return [(a, b) for a, b in pairs if _score_pair(base[a], new[b], set())]
