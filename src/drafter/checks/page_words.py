"""What a page has, in words of the catalogue: margins, fonts, sizes, indents."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.problems import Phrase, join_phrases, phrase
from drafter.word.layout.formatting import ParagraphFormat, RunFormat


def format_margins(sides: Mapping[str, float]) -> Phrase:
    """The margins by side, in millimetres."""
    return join_phrases(phrase(f"page.{side}", n=f"{n:.0f}") for side, n in sides.items())


def format_font(look: RunFormat) -> Phrase:
    """The font of the Han, and its size."""
    return join_phrases([look.han or "—", format_points(look.size)], "list.blank")


def format_points(half: int) -> Phrase:
    """A size that is given in half-points."""
    return phrase("page.points", n=f"{half / 2:g}")


def format_pitch(shape: ParagraphFormat) -> Phrase:
    """The pitch of a paragraph's lines."""
    if shape.rule == "auto":
        return phrase("page.lines", n=f"{shape.line / 240:g}")
    key = "page.exactly" if shape.rule == "exact" else "page.least"
    return phrase(key, n=f"{shape.line / 20:g}")


def format_indent(shape: ParagraphFormat) -> Phrase:
    """The first-line indent."""
    if shape.chars:
        return phrase("page.characters", n=f"{shape.first / 100:g}")
    return phrase("page.points", n=f"{shape.first / 20:g}")
