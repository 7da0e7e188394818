"""How a run of text is emphasised by its own properties."""

from __future__ import annotations

from drafter.word import names
from drafter.word.xml import Element, w

Emphasis = frozenset[tuple[str, str]]

EMPHASIS_TAGS = {
    w(n): n for n in ("b", "i", "u", "strike", "dstrike", "color", "highlight", "em", "vertAlign")
}
_OFF = ("0", "false", "off", "none", "auto", "baseline")


def run_emphasis(run: Element) -> Emphasis:
    """How a run is emphasised by its own properties."""
    properties = run.find(names.RPR)
    if properties is None:
        return frozenset()
    shown = (node for node in properties if node.tag in EMPHASIS_TAGS)
    found = ((EMPHASIS_TAGS[node.tag], node.get(names.VAL, "1")) for node in shown)
    return frozenset(
        (name, "1" if value in ("true", "on") else value)
        for name, value in found
        if value not in _OFF
    )
