"""Which paragraphs are headings, as tables of contents and `SEQ \\s` take them."""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter.word import names
from drafter.word.text.paragraphs import read_style_id
from drafter.word.xml import Element, read_value, w

_OUTLINE = w("outlineLvl")
_HEADING = re.compile(r"(?i)(?:heading|标题) ?([1-9])")
_DEEPEST = 20


def read_levels(styles: Element | None) -> Callable[[Element], int]:
    """What tells a paragraph's heading level, 1 to 9; 0 for a paragraph that is no heading."""
    known = {} if styles is None else {
        style.get(names.STYLE_ID, ""): style for style in styles.iter(w("style"))
    }  # fmt: skip
    levels = {name: _find_level(style, known) for name, style in known.items()}

    def find_level(paragraph: Element) -> int:
        own = read_value(paragraph, names.PPR, _OUTLINE)
        if own:
            return _count_from_one(own)
        return levels.get(read_style_id(paragraph), 0)

    return find_level


def _find_level(style: Element, known: dict[str, Element]) -> int:
    for _ in range(_DEEPEST):
        if level := read_value(style, names.PPR, _OUTLINE):
            return _count_from_one(level)
        if match := _HEADING.fullmatch(read_value(style, names.NAME)):
            return int(match[1])
        based = known.get(read_value(style, w("basedOn")))
        if based is None:
            return 0
        style = based
    return 0


def _count_from_one(level: str) -> int:
    """The level from 1; Word's 9 is body text."""
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else 0
