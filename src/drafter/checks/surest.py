"""Of the findings that mean one slip the surest: a slip is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    return [hit for hit in widest if _is_told(hit, widest)]


def _leave_first(found: Sequence[Hit], codes: Sequence[str]) -> Iterator[Hit]:
    """The findings; of those of the codes that overlap the one whose code comes first."""
    order = {code: number for number, code in enumerate(codes)}
    own: list[Hit] = []
    for hit in sorted((hit for hit in found if hit.code in order), key=lambda h: order[h.code]):
        if not any(_overlap(hit, each) for each in own):
            own.append(hit)
    yield from own
    yield from (hit for hit in found if hit.code not in order)


def _leave_widest(found: Sequence[Hit]) -> Sequence[Hit]:
    """Of what one rule's code says of one place, the finding that takes in most."""
    if len(found) < 2 or found[0].code == _TO_THE_END:
        return found
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h.start - h.end, h.instead is None)):
        if not any(_overlap(hit, each) for each in kept):
            kept.append(hit)
    return kept


def _is_told(hit: Hit, found: Sequence[Hit]) -> bool:
    """Whether no finding means the same slip that is surer and told itself."""
    surer = _SURER.get(hit.code, ())
    return not any(
        each.code in surer and _means_same(each, hit) and _is_told(each, found) for each in found
    )


def _means_same(surer: Hit, other: Hit) -> bool:
    near = surer.code != _TO_THE_END or other.start - surer.start <= _BESIDE
    return near and _overlap(surer, other)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
