"""An entry of a mapping moved up or down in the text: its lines, with the remarks above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.source.editing.spans import Pair, iter_pairs
from drafter.source.editing.text import find_line_start, find_next_line
from drafter.source.edits import Edit, apply_edits
from drafter.source.yaml.events import MappingNode, compose_mapping

_Region = tuple[int, int]


def move_entry(text: str, path: Sequence[str | int], at: int, to: int) -> str:
    """The text with the entry of the mapping at the path in another place among its neighbours.

    at, to: which it is, and which it is to be. What stands between entries stays between them.
    """
    node = compose_mapping(text)
    for step in path:
        node = next(value for key, value in node.value if key.value == step)
    assert isinstance(node, MappingNode)
    pairs = list(iter_pairs(text, node.start_mark.index))
    regions = list(
        _list_parts(pairs) if getattr(node, "flow_style", False) else _list_lines(text, pairs)
    )
    order = list(range(len(regions)))
    order.insert(to, order.pop(at))
    return apply_edits(
        text,
        [
            Edit(*here, text[slice(*regions[moved])])
            for here, moved in zip(regions, order, strict=True)
            if here != regions[moved]
        ],
    )


def _list_parts(pairs: Sequence[Pair]) -> Iterator[_Region]:
    for pair in pairs:
        yield pair.start, max(pair.value.end, pair.colon)


def _list_lines(text: str, pairs: Sequence[Pair]) -> Iterator[_Region]:
    """The lines of each, the last one's end left out; what is remarked above the first is said of
    all of them."""
    above = None
    for pair in pairs:
        start = find_line_start(text, pair.start)
        while above is not None and (line := find_line_start(text, start - 1)) > above:
            if not text[line:start].lstrip().startswith("#"):
                break
            start = line
        end = find_next_line(text, max(pair.value.end, pair.colon))
        above = len(text[:end].rstrip("\r\n"))
        yield start, above
