"""Of the findings that mean one slip the surest: a slip is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.checks.hits import Hit

_OF_ONE_SLIP = (
    "D487", "D450", "D480", "D454", "D408", "D485", "D483", "D422", "D486", "D484", "D423",
    "D458", "D459", "D448", "D437", "D424",
)  # fmt: skip
"""Rules that may mean one slip, the surest first."""

_SURER = {
    "D409": ("D444",),
    "D424": ("D441", "D489"),
    "D425": ("D433",),
    "D439": ("D444",),
    "D445": ("D435", "D436"),
    "D447": ("D424", "D477"),
    "D450": ("D444",),
    "D454": ("D431", "D463"),
    "D457": ("D438", "D439", "D444", "D447", "D450", "D479"),
    "D459": ("D435", "D436", "D445", "D447"),
    "D463": ("D450",),
    "D479": ("D409",),
    "D490": ("D438",),
    "D498": ("D438", "D457"),
}
"""Beside which findings one means the same slip and says it worse, or less strictly."""
_TO_THE_END = "D438"
"""Marks all from a lone sign to the end of its sentence."""
_BESIDE = 6
"""How near to that sign what is found is of the same slip."""


def leave_surest(found: Iterable[Hit]) -> list[Hit]:
    """The findings in their order; of those at one place that mean one slip the surest."""
    found = list(found)
    by_line: dict[int, list[Hit]] = {}
    for hit in found:
        if hit.end:
            by_line.setdefault(hit.line, []).append(hit)
    left = {id(hit) for own in by_line.values() for hit in _leave_surest_of_line(own)}
    return [hit for hit in found if not hit.end or id(hit) in left]


def _leave_surest_of_line(found: Sequence[Hit]) -> Sequence[Hit]:
    if len(found) < 2:
        return found
    kept = _leave_first(found, _OF_ONE_SLIP)
    by_code: dict[str, list[Hit]] = {}
    for hit in kept:
        by_code.setdefault(hit.code, []).append(hit)
    widest = [hit for own in by_code.values() for hit in _leave_widest(own)]
    around = _index_places(widest)
    return [hit for hit in widest if _is_told(hit, around)]


def _index_places(found: Iterable[Hit]) -> Mapping[int, Sequence[Hit]]:
    """The findings that each place of the line is in: a line may have thousands of them."""
    around: dict[int, list[Hit]] = {}
    for hit in found:
        for place in range(hit.start, hit.end):
            around.setdefault(place, []).append(hit)
    return around


def _leave_first(found: Sequence[Hit], codes: Sequence[str]) -> Iterator[Hit]:
    """The findings; of those of the codes that overlap the one whose code comes first."""
    order = {code: number for number, code in enumerate(codes)}
    own = sorted((hit for hit in found if hit.code in order), key=lambda h: order[h.code])
    yield from _leave_apart(own)
    yield from (hit for hit in found if hit.code not in order)


def _leave_apart(found: Iterable[Hit]) -> Iterator[Hit]:
    """The findings but for those that overlap one before them."""
    taken = set[int]()
    for hit in found:
        places = range(hit.start, hit.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield hit


def _leave_widest(found: Sequence[Hit]) -> Sequence[Hit]:
    """Of what one rule's code says of one place, the finding that takes in most."""
    if len(found) < 2 or found[0].code == _TO_THE_END:
        return found
    return list(_leave_apart(sorted(found, key=lambda h: (h.start - h.end, h.instead is None))))


def _is_told(hit: Hit, around: Mapping[int, Sequence[Hit]]) -> bool:
    """Whether no finding means the same slip that is surer and told itself."""
    surer = _SURER.get(hit.code, ())
    beside = (e for place in range(hit.start, hit.end if surer else 0) for e in around[place])
    return not any(
        each.code in surer and _means_same(each, hit) and _is_told(each, around) for each in beside
    )


def _means_same(surer: Hit, other: Hit) -> bool:
    """Whether two that overlap mean one slip."""
    return surer.code != _TO_THE_END or other.start - surer.start <= _BESIDE
