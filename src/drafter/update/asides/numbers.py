"""Which note is which in the three versions of a report: where the body leads to it says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.update.asides.running import Units, group_units
from drafter.update.plan.model import Edit, Replace, Revive, Strike
from drafter.update.plan.texts import build_skeleton, find_rewordings, measure_likeness
from drafter.word.text.blocks import Block
from drafter.word.text.notes import NoteReference, is_note

_ALIKE = 0.5


def pair_notes_later(
    base: Sequence[Block], new: Sequence[Block], later: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    """The notes that a block of the base still leads to when its other words have changed."""
    for b, n in later.items():
        one, other = base[b], new[n]
        if one.refs and other.refs:
            is_same = build_skeleton(one) == build_skeleton(other)
            changes = [] if is_same else list(find_rewordings(one, other))
            ours = _list_kept(one.refs, [(start, end) for start, end, _, _ in changes])
            theirs = _list_kept(other.refs, [(start, end) for _, _, start, end in changes])
            yield from zip(ours, theirs, strict=False)


def _list_kept(refs: Sequence[NoteReference], spans: Sequence[tuple[int, int]]) -> list[str]:
    """The notes whose numbers lie in none of the spans."""
    return [ref.unit for ref in refs if not any(start <= ref.at < end for start, end in spans)]


@dataclass(frozen=True)
class NoteFinder:
    """Finds the notes of the base in an edited file whose body's blocks pair so with the base's."""

    base: Sequence[Block]
    trunk: Sequence[Block]
    pairs: Mapping[int, int]

    @cached_property
    def _ours(self) -> dict[str, Sequence[Block]]:
        return read_units(self.base)

    @cached_property
    def _theirs(self) -> dict[str, Sequence[Block]]:
        """The notes that a reader of the edited file sees."""
        shown = {ref.unit for block in self.trunk if not block.struck for ref in block.refs}
        return {unit: note for unit, note in read_units(self.trunk).items() if unit in shown}

    def find(self) -> dict[str, str]:
        """Note of the base → note of the edited file: by its values, its place, its words."""
        found: dict[str, str] = {}
        for search in (self._search_by_values, self._search_by_place, self._search_by_words):
            for unit, home in search(found):
                if unit not in found and home not in found.values():
                    found[unit] = home
        return found

    def find_edited(self, found: Mapping[str, str]) -> Iterator[int]:
        """The blocks of the base that lead to a note whose words a hand has changed."""
        for b, block in enumerate(self.base):
            for unit in (ref.unit for ref in block.refs if ref.unit in found):
                ours, theirs = self._ours[unit], self._theirs[found[unit]]
                shown = [[(part.text, part.looks) for part in note] for note in (ours, theirs)]
                if shown[0] != shown[1] or any(part.tracked for part in theirs):
                    yield b

    def _search_by_values(self, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        homes = {
            value.mark: unit
            for unit, note in self._theirs.items()
            for block in note
            for value in block.values
        }
        for unit, note in self._ours.items():
            marks = (value.mark for block in note for value in block.values)
            yield from ((unit, homes[mark]) for mark in marks if mark in homes)

    def _search_by_place(self, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        taken = set(found.values())
        for b, t in self.pairs.items():
            free = [r.unit for r in self.base[b].refs if r.unit in self._ours.keys() - found]
            left = [r.unit for r in self.trunk[t].refs if r.unit in self._theirs.keys() - taken]
            if len(free) == len(left):
                yield from zip(free, left, strict=True)
            else:  # a hand has added or struck one
                yield from ((u, home) for u in free for home in left if self._are_alike(u, home))

    def _search_by_words(self, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        said = {_join(note): unit for unit, note in self._theirs.items()}
        for unit, note in self._ours.items():
            if home := said.get(_join(note)):
                yield unit, home

    def _are_alike(self, unit: str, home: str) -> bool:
        return measure_likeness(_join(self._ours[unit]), _join(self._theirs[home])) >= _ALIKE


def read_units(blocks: Sequence[Block]) -> dict[str, Sequence[Block]]:
    """The blocks of each note."""
    units = group_units(blocks)
    return {unit: [blocks[at] for at in places] for unit, places in units.items() if is_note(unit)}


def _join(note: Sequence[Block]) -> str:
    return "\n".join(block.text for block in note)


def follow_numbers(edits: Iterable[Edit], trunk: Sequence[Block]) -> Iterator[Edit]:
    """What becomes of the notes whose numbers are struck or taken back."""
    units = group_units(trunk)
    for edit in edits:
        if isinstance(edit, Revive):
            for t in _list_notes(trunk[edit.block], units):
                yield Revive(t, edit.source)
        elif isinstance(edit, Strike):
            yield from map(Strike, _list_notes(trunk[edit.block], units))
        elif isinstance(edit, Replace):
            t, start, end = edit.at
            yield from map(Strike, _list_notes(trunk[t], units, start, end))


def _list_notes(block: Block, units: Units, start: int = 0, end: int | None = None) -> list[int]:
    """The blocks of the notes that a stretch of a block leads to."""
    stop = len(block.text) if end is None else end
    return [t for ref in block.refs if start <= ref.at < stop for t in units.get(ref.unit, ())]
