"""What marks a stretch of text or a change in it, made sound after loops and conditions.

Comments' anchors, permissions to edit, moved text and tracked changes: each start has its end, each
id stands once. Bookmarks are seen to in `tree`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafter.word import names
from drafter.word.changes.comments import remove_anchor
from drafter.word.changes.pending import CHANGES
from drafter.word.xml import Element, next_free_number, w

_Pair = tuple[Element, Element]

_PERMISSION = w("permStart")
_MOVES = (w("moveFromRangeStart"), w("moveToRangeStart"))
_CHANGE = names.INS
ANNOTATIONS = {
    **{tag: _CHANGE for tag in CHANGES if "Range" not in tag},
    **{
        start.replace("Start", end): start
        for start in (_PERMISSION, names.COMMENT_START, *_MOVES)
        for end in ("Start", "End")
    },
    names.COMMENT_REFERENCE: names.COMMENT_REFERENCE,
}
"""What is looked at, each by what its kind is called here: of a pair its start."""


def settle_annotations(parts: Iterable[Mapping[str, list[Element]]]) -> None:
    """Mend the annotations of all parts of a file; parts: of each, its nodes grouped so.

    Of a repeated comment or move the first stays; a repeated permission or change gets a new id.
    """
    single: dict[str, list[Sequence[Element]]] = {names.COMMENT_REFERENCE: [], _CHANGE: []}
    pairs: dict[str, list[Sequence[Element]]] = {}
    kinds = dict.fromkeys(ANNOTATIONS.values())
    for part in parts:
        for kind in kinds:
            nodes = part.get(kind, [])
            if kind in single:
                single[kind] += [(node,) for node in nodes if node.get(names.ID)]
                continue
            whole, loose = pair_nodes(nodes, kind)
            pairs.setdefault(kind, []).extend(whole)
            _drop([loose])
    _drop(_find_repeated(single[names.COMMENT_REFERENCE]))
    for kind, found in pairs.items():
        if kind == _PERMISSION:
            _renumber_repeated(found)
        else:
            _drop(_find_repeated(found))
    _renumber_repeated(single[_CHANGE])


def pair_nodes(nodes: Iterable[Element], start: str) -> tuple[list[_Pair], list[Element]]:
    """Starts with the ends of the same id behind them, and the starts and ends without the other.

    nodes: both, in the order of the file. start: the tag of what begins a pair.
    """
    opened: dict[str | None, Element] = {}
    pairs: list[_Pair] = []
    loose: list[Element] = []
    for node in nodes:
        number = node.get(names.ID)
        if node.tag != start and number in opened:
            pairs.append((opened.pop(number), node))
        elif node.tag == start and number not in opened:
            opened[number] = node
        else:
            loose.append(node)
    return pairs, [*loose, *opened.values()]


def _find_repeated(groups: Iterable[Sequence[Element]]) -> list[Sequence[Element]]:
    """The groups whose id another one had before."""
    seen: set[str | None] = set()
    repeated = []
    for group in groups:
        number = group[0].get(names.ID)
        repeated += [group] if number in seen else []
        seen.add(number)
    return repeated


def _drop(groups: Iterable[Sequence[Element]]) -> None:
    for group in groups:
        for node in group:
            remove_anchor(node)


def _renumber_repeated(groups: Sequence[Sequence[Element]]) -> None:
    """Give a free id to each group whose id another one had before."""
    free = next_free_number(group[0].get(names.ID) for group in groups)
    for number, group in enumerate(_find_repeated(groups), free):
        for node in group:
            node.set(names.ID, str(number))
