"""Properties of Word paragraphs and runs as declarations of a stylesheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from drafter.word import names
from drafter.word.layout.formatting import is_on, parse_int
from drafter.word.xml import Element, w

Properties = Mapping[str, str]

_ALIGNMENTS = {
    "both": "justify", "center": "center", "right": "right", "end": "right",
    "distribute": "justify;text-align-last:justify", "thaiDistribute": "justify",
}  # fmt: skip
_HIGHLIGHTS = {
    "yellow": "#ff0", "green": "#0f0", "cyan": "#0ff", "magenta": "#f0f", "blue": "#00f",
    "red": "#f00", "darkBlue": "#00008b", "darkCyan": "#008b8b", "darkGreen": "#006400",
    "darkMagenta": "#8b008b", "darkRed": "#8b0000", "darkYellow": "#b8860b",
    "darkGray": "#a9a9a9", "lightGray": "#d3d3d3", "black": "#000",
}  # fmt: skip
_LINES = {
    "dotted": "dotted", "dashed": "dashed", "dashSmallGap": "dashed", "dotDash": "dashed",
    "dotDotDash": "dotted", "double": "double", "triple": "double", "thickThinSmallGap": "double",
    "thinThickSmallGap": "double", "thickThinMediumGap": "double", "thinThickMediumGap": "double",
}  # fmt: skip
_NATURAL = 1.3
"""The height of a single line to its size, for Chinese fonts in Word."""
_DOT_CHARS = 240
"""A line of single height (w:line in w:lineRule="auto")."""


def write_points(twips: float) -> str:
    """A length in twentieths of a point.

    >>> write_points(579), write_points(0)
    ('28.95pt', '0')
    """
    return f"{round(twips / 20, 3):g}pt" if twips else "0"


def describe_paragraph(made: Properties, pitch: int) -> Iterator[str]:
    """The declarations of a paragraph that has the properties.

    pitch: the lines of its page's grid in twips; 0 where there is none.
    """
    yield f"text-align:{_ALIGNMENTS.get(made.get('jc', ''), 'left')}"
    yield f"line-height:{_describe_line(made, pitch)}"
    yield from _describe_indents(made)
    if not is_on(made.get("contextualSpacing", "0")):
        for side, key in (("top", "before"), ("bottom", "after")):
            if length := _measure_space(made, key, pitch):
                yield f"padding-{side}:{write_points(length)}"
    if fill := read_color(made.get("shd.fill", "")):
        yield f"background:{fill}"
    if not is_on(made.get("wordWrap", "1")):
        yield "word-break:break-all"
    if is_on(made.get("bidi", "0")):
        yield "direction:rtl"


def _describe_line(made: Properties, pitch: int) -> str:
    line, rule = parse_int(made.get("spacing.line", "240")), made.get("spacing.lineRule", "auto")
    size = parse_int(made.get("sz", "20")) * 10  # half-points in twips
    if rule == "exact":
        return write_points(max(line, 20))
    natural = size * _NATURAL
    if pitch and is_on(made.get("snapToGrid", "1")):
        natural = math.ceil(natural / pitch) * pitch
        return write_points(max(line, natural) if rule == "atLeast" else natural * line / 240)
    if rule == "atLeast":
        return write_points(max(line, natural))
    return f"{_NATURAL * line / _DOT_CHARS:.4g}"


def _describe_indents(made: Properties) -> Iterator[str]:
    left = _measure_indent(made, ("left", "start"))
    right = _measure_indent(made, ("right", "end"))
    if left:
        yield f"padding-left:{left}"
    if right:
        yield f"padding-right:{right}"
    hanging, first = _measure_indent(made, ("hanging",)), _measure_indent(made, ("firstLine",))
    if hanging:
        yield f"text-indent:{hanging if hanging.startswith('-') else f'-{hanging}'}"
    elif first:
        yield f"text-indent:{first}"


def _measure_indent(made: Properties, keys: tuple[str, ...]) -> str:
    """An indent in characters where Word counts it so, else in points; empty for none."""
    for key in keys:
        if chars := parse_int(made.get(f"ind.{key}Chars", "0")):
            return f"{chars / 100:g}em"
    lengths = (parse_int(made.get(f"ind.{key}", "0")) for key in keys)
    length = next(filter(None, lengths), 0)
    return write_points(length) if length else ""


def _measure_space(made: Properties, key: str, pitch: int) -> float:
    if is_on(made.get(f"spacing.{key}Autospacing", "0")):
        return 280
    lines = parse_int(made.get(f"spacing.{key}Lines", "0"))
    return parse_int(made.get(f"spacing.{key}", "0")) or lines * (pitch or _DOT_CHARS) / 100


def describe_run(made: Properties, families: str) -> Iterator[str]:
    """The declarations of characters that have the properties, in those fonts."""
    yield f"font-family:{families}"
    size = parse_int(made.get("sz", "20"))
    raised = made.get("vertAlign", "")
    if raised in ("superscript", "subscript"):
        yield f"font-size:{size * 0.325:g}pt;vertical-align:{raised[:-6]};line-height:0"
    else:
        yield f"font-size:{size / 2:g}pt"
    yield f"font-weight:{'bold' if is_on(made.get('b', '0')) else 'normal'}"
    if is_on(made.get("i", "0")):
        yield "font-style:italic"
    yield f"letter-spacing:{write_points(parse_int(made.get('spacing', '0')))}"
    if color := read_color(made.get("color", "")):
        yield f"color:{color}"
    yield from _describe_lines(made)
    fill = _HIGHLIGHTS.get(made.get("highlight", "")) or read_color(made.get("shd.fill", ""))
    if fill:
        yield f"background:{fill}"
    if made.get("em", "none") != "none":
        yield "text-emphasis:dot;text-emphasis-position:under right"
    for key, declaration in _SWITCHES.items():
        if is_on(made.get(key, "0")):
            yield declaration


_SWITCHES = {
    "caps": "text-transform:uppercase", "smallCaps": "font-variant:small-caps",
    "vanish": "display:none",
}  # fmt: skip


def _describe_lines(made: Properties) -> Iterator[str]:
    under = made.get("u", "none")
    lines = [] if under == "none" else ["underline"]
    if is_on(made.get("strike", "0")) or is_on(made.get("dstrike", "0")):
        lines.append("line-through")
    if lines:
        ways = {"double": " double", "dotted": " dotted", "dash": " dashed", "wave": " wavy"}
        yield f"text-decoration:{' '.join(lines)}{ways.get(under, '')}"


def read_color(text: str) -> str:
    """A colour as a stylesheet has it; empty for Word's own choice, and for anything else."""
    return f"#{text.lower()}" if re.fullmatch(r"[0-9A-Fa-f]{6}", text) else ""


def describe_border(node: Element | None) -> str:
    """A border (w:top, w:insideH …) as a stylesheet has it; empty where nothing is said."""
    if node is None:
        return ""
    kind = node.get(names.VAL, "")
    if kind in ("nil", "none"):
        return "none"
    # eighths of a point; a browser leaves out what is thinner than one of its pixels
    width = max(parse_int(node.get(w("sz"), "4")) / 8, 0.75)
    color = read_color(node.get(w("color"), "")) or "#000"
    return f"{width:g}pt {_LINES.get(kind, 'solid')} {color}"
