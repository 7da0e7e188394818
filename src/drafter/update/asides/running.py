"""Headers and footers known again in an edited file, whatever program has saved it.

They have no bookmarks but those of their values, and a program may rename their parts or write one
for each section that showed it: each of them takes the place of the one that drafter wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.update.plan.texts import measure_likeness
from drafter.word.text.blocks import Block, DocumentBlocks
from drafter.word.text.notes import is_note

_ALIKE, _SAME_VALUES, _SAME_NAME = 0.3, 2.0, 0.4
"""How alike two of them must be; what it counts that they have a value in common, or the name."""

Units = Mapping[str, Sequence[int]]
"""The blocks of each header, footer or note, by their places among all."""


def group_units(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """The blocks of each header, footer and note."""
    found: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.unit:
            found.setdefault(block.unit, []).append(at)
    return found


def localise_headers(
    base: DocumentBlocks, trunk: DocumentBlocks, new: DocumentBlocks
) -> tuple[DocumentBlocks, DocumentBlocks]:
    """Base and new draft, their headers and footers called as in the edited file.

    One that the edited file has twice is there twice; one that it has not keeps another name.
    """
    here = dict(_find_origins(trunk.blocks, base.blocks))
    then = dict(_find_origins(base.blocks, new.blocks))
    names: dict[str, list[str]] = {}
    for unit, origin in here.items():
        names.setdefault(origin, []).append(unit)
    later = {then[origin]: known for origin, known in names.items() if origin in then}
    lost = {then[o]: [_absent(o)] for o in group_units(base.blocks) if o in then and o not in names}
    return _rename_units(base, names), _rename_units(new, later | lost)


def _find_origins(blocks: Sequence[Block], older: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Each header or footer, and the older one that it was."""
    units, olders = _list_running(blocks), _list_running(older)
    for unit, places in units.items():
        scored = [
            (
                _score_units([blocks[at] for at in places], [older[at] for at in found]),
                -number,
                name,
            )
            for number, (name, found) in enumerate(olders.items())
        ]
        score, _, name = max(scored, default=(0.0, 0, ""))
        if score >= _ALIKE:
            yield unit, name


def _list_running(blocks: Sequence[Block]) -> dict[str, list[int]]:
    return {unit: found for unit, found in group_units(blocks).items() if not is_note(unit)}


def _score_units(one: Sequence[Block], other: Sequence[Block]) -> float:
    """How much speaks for two headers being the same."""
    if one[0].part_kind != other[0].part_kind:
        return 0.0
    first, second = ("\n".join(block.text for block in each) for each in (one, other))
    marks = [{value.mark for block in each for value in block.values} for each in (one, other)]
    score = measure_likeness(first, second) if first.strip() or second.strip() else _ALIKE
    score += _SAME_VALUES if marks[0] & marks[1] else 0
    return score + (_SAME_NAME if one[0].unit == other[0].unit else 0)


def _absent(unit: str) -> str:
    """What a header is called that the edited file has not."""
    return f"-{unit}"


def _rename_units(story: DocumentBlocks, names: Mapping[str, Sequence[str]]) -> DocumentBlocks:
    """The version with those units under those names, each as often as it has one."""
    made = replace(story, blocks=[], elements=[], letters=[])
    running = _list_running(story.blocks)
    order = [(at, block.unit) for at, block in enumerate(story.blocks) if block.unit not in running]
    for unit, places in running.items():
        order += [(at, name) for name in names.get(unit, [_absent(unit)]) for at in places]
    for at, name in order:
        made.blocks.append(replace(story.blocks[at], unit=name))
        made.elements.append(story.elements[at])
        made.letters.append(story.letters[at])
    return made
