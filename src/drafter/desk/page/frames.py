"""Sections of a page: paper, margins, columns, and which headers and footers stand on it."""

from __future__ import annotations

from typing import Any

from drafter.word import names
from drafter.word.layout.formatting import is_on, parse_int, read_length
from drafter.word.xml import Element, read_value, w

_KINDS = ("default", "first", "even")
_GRIDS = ("lines", "linesAndChars", "snapToChars")


def read_section(node: Element) -> dict[str, Any]:
    """A section's page, lengths in points."""
    size, margin, columns = node.find(w("pgSz")), node.find(w("pgMar")), node.find(w("cols"))
    width, height = read_length(size, "w", 11906), read_length(size, "h", 16838)
    numbers = node.find(w("pgNumType"))
    start = "" if numbers is None else numbers.get(w("start"), "")
    first = node.find(w("titlePg"))
    return {
        "width": width / 20, "height": height / 20, "landscape": width > height,
        **{side: abs(read_length(margin, side, usual)) / 20 for side, usual in _MARGINS.items()},
        "columns": max(read_length(columns, "num", 1), 1),
        "space": read_length(columns, "space", 425) / 20,
        "type": read_value(node, names.TYPE) or "nextPage",
        "start": parse_int(start) if start else None,
        "format": "decimal" if numbers is None else numbers.get(w("fmt"), "decimal"),
        "first": first is not None and is_on(first.get(names.VAL, "1")),
        "pitch": read_pitch(node) / 20 or None,
    }  # fmt: skip


_MARGINS = {
    "top": 1440, "bottom": 1440, "left": 1800, "right": 1800, "header": 851, "footer": 992,
}  # fmt: skip


def read_pitch(node: Element) -> int:
    """The lines of the section's grid in twips; 0 where it has none."""
    grid = node.find(w("docGrid"))
    if grid is None or grid.get(names.TYPE, "") not in _GRIDS:
        return 0
    return read_length(grid, "linePitch", 0)


def read_running_parts(
    node: Element, targets: dict[str, str], before: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    """The parts of a section's headers and footers by kind; those not named are as `before`."""
    found: dict[str, dict[str, str]] = {}
    for kind in ("header", "footer"):
        own = {
            each.get(names.TYPE, "default"): targets.get(each.get(names.RELATIONSHIP_ID, ""), "")
            for each in node.iterchildren(w(f"{kind}Reference"))
        }
        inherited = before.get(f"{kind}s", {})
        merged = {**inherited, **own}
        found[f"{kind}s"] = {each: merged[each] for each in _KINDS if merged.get(each)}
    return found
