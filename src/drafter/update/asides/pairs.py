"""Headers, footers and notes: which of their blocks in the three versions are the same.

A header is paired by its name (see `running`), a note by its number's place in the body: so what is
said in a note never comes twice, and goes when its number goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from drafter.update.asides.numbers import NoteFinder, pair_notes_later
from drafter.update.asides.running import group_units
from drafter.update.plan.matching import match_blocks
from drafter.update.plan.texts import find_equal_stretches, measure_likeness
from drafter.word.text.blocks import Block
from drafter.word.text.notes import is_note

_ALIKE = 0.5


class AsidePairs(NamedTuple):
    """Blocks outside of the body.

    trunk: block of the base → block of the edited file. later: block of the base → block of the new
    draft. homes: unit of the new draft → unit of the edited file. lost: notes of the base that the
    new draft has not: they share the fate of their numbers. edited: blocks of the base's body that
    lead to a note whose words a hand has changed.
    """

    trunk: Mapping[int, int]
    later: Mapping[int, int]
    homes: Mapping[str, str]
    lost: frozenset[str]
    edited: frozenset[int]


def list_body(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of the body; they come first."""
    return blocks[: next((at for at, block in enumerate(blocks) if block.unit), len(blocks))]


def pair_asides(
    base: Sequence[Block], trunk: Sequence[Block], new: Sequence[Block],
    pairs: Mapping[int, int], later: Mapping[int, int],
) -> AsidePairs:  # fmt: skip
    """The pairs outside of the body. pairs, later: those of the bodies' blocks, base to each."""
    finder = NoteFinder(base, trunk, pairs)
    notes = finder.find()
    here = _pair_equal_names(base, trunk) | notes
    then = _pair_equal_names(base, new) | dict(pair_notes_later(base, new, later))
    return AsidePairs(
        dict(_pair_blocks(base, trunk, here, _match_here)),
        dict(_pair_blocks(base, new, then, _match_later)),
        {"": ""} | {then[unit]: here[unit] for unit in then if unit in here},
        frozenset(unit for unit in group_units(base) if is_note(unit) and unit not in then),
        frozenset(finder.find_edited(notes)),
    )


def _pair_equal_names(base: Sequence[Block], other: Sequence[Block]) -> dict[str, str]:
    """The headers and footers that both versions have."""
    common = group_units(base).keys() & group_units(other).keys()
    return {unit: unit for unit in sorted(common) if not is_note(unit)}


_Match = Callable[[Sequence[Block], Sequence[Block]], Mapping[int, int]]


def _pair_blocks(
    base: Sequence[Block], other: Sequence[Block], units: Mapping[str, str], match: _Match
) -> Iterator[tuple[int, int]]:
    ours, theirs = group_units(base), group_units(other)
    for unit, home in units.items():
        first, second = ours[unit], theirs[home]
        found = match([base[at] for at in first], [other[at] for at in second])
        yield from ((first[one], second[two]) for one, two in sorted(found.items()))


def _match_here(base: Sequence[Block], trunk: Sequence[Block]) -> dict[int, int]:
    found = match_blocks(base, trunk, {})
    _fill_gaps(found, range(len(base)), [t for t, block in enumerate(trunk) if not block.struck])
    return found


def _match_later(base: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """By equal words, then by equal values, then by similar words."""
    texts = [block.text for block in base], [block.text for block in new]
    found = {a + n: b + n for a, b, size in find_equal_stretches(*texts) for n in range(size)}
    for fits in (_have_equal_values, _are_alike):
        for ours, theirs in list(_iterate_gaps(found, range(len(base)), range(len(new)))):
            rest = theirs
            for b in ours:
                if fitting := [n for n in rest if fits(base[b], new[n])]:
                    found[b] = fitting[0]
                    rest = [n for n in rest if n > fitting[0]]
    _fill_gaps(found, range(len(base)), range(len(new)))
    return found


def _have_equal_values(one: Block, other: Block) -> bool:
    """Whether the same tags printed values in both."""
    tags = [[value.mark.number for value in block.values] for block in (one, other)]
    return bool(tags[0]) and tags[0] == tags[1]


def _are_alike(one: Block, other: Block) -> bool:
    return measure_likeness(one.text, other.text) >= _ALIKE


def _fill_gaps(found: dict[int, int], first: Sequence[int], second: Sequence[int]) -> None:
    """Pair by their order what lies between two pairs, where it is as much on both sides."""
    for ours, theirs in list(_iterate_gaps(found, first, second)):
        if len(ours) == len(theirs):
            found.update(zip(ours, theirs, strict=True))


def _iterate_gaps(
    found: Mapping[int, int], first: Sequence[int], second: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """What lies between the pairs, on both sides."""
    taken, low, high = set(found.values()), -1, -1
    for b, t in [*sorted(found.items()), (max(first, default=0) + 1, max(second, default=0) + 1)]:
        yield (
            [at for at in first if low < at < b],
            [at for at in second if high < at < t and at not in taken],
        )
        low, high = b, max(high, t)
