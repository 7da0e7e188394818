"""What a line of text is made of: its words escaped, breaks, tabs, printed values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from drafter.vocabulary import GAP_OPEN
from drafter.word import names
from drafter.word.text.paragraphs import BREAKS, Piece
from drafter.word.xml import Element, w

TAB, _BREAK, _HYPHEN = w("tab"), w("br"), w("noBreakHyphen")
_TABS = frozenset((TAB, w("ptab")))
_PAGE_FIELDS = {"PAGE": "page-no", "NUMPAGES": "page-count", "SECTIONPAGES": "section-count"}
_SPACES = str.maketrans("\r\n", "  ")
_HAN = "[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff]"
_LATIN = "[0-9A-Za-z]"
_EDGES = re.compile(f"(?<={_HAN})(?={_LATIN})|(?<=[0-9A-Za-z%])(?={_HAN})")


class Bit(NamedTuple):
    """A piece of a line: the number of the printed value that it is of, its words, the class of its
    run; shown: its HTML, where it is not its words.
    """

    value: int | None
    text: str
    name: str = ""
    shown: str = ""


def write_line(bits: Sequence[Bit], *, spaced: bool) -> str:
    """The line's HTML, each printed value in elements of its own.

    spaced: Latin letters and digits keep a distance from Chinese characters.
    """
    whole = "".join(bit.text for bit in bits)
    edges = {match.start() for match in _EDGES.finditer(whole)} if spaced else set()
    written: list[Bit] = []
    at, before = 0, None
    for bit in bits:
        if at in edges and bit.text:  # outside of a value that begins there
            written.append(Bit(bit.value if bit.value == before else None, "", shown=_BLANK))
        shown = bit.shown or _write_words(bit.text, at, edges)
        shown = f'<span class="{bit.name}">{shown}</span>' if bit.name else shown
        written.append(bit._replace(shown=shown))
        at, before = at + len(bit.text), bit.value
    return "".join(_wrap_values(written))


def _write_words(text: str, start: int, edges: set[int]) -> str:
    """The words escaped, a narrow blank at each edge within them."""
    cuts = sorted(at - start for at in edges if start < at < start + len(text))
    pieces = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
    return _BLANK.join(map(_escape, pieces))


_BLANK = '<span class="z" data-x> </span>'
"""A blank that no line begins or ends with; it is none of the text's characters."""


def _escape(text: str) -> str:
    return html.escape(text.translate(_SPACES))


def _wrap_values(bits: Sequence[Bit]) -> Iterator[str]:
    for value, group in groupby(bits, key=lambda bit: bit.value):
        inside = list(group)
        shown = "".join(bit.shown for bit in inside)
        if value is None:
            yield shown
        else:
            sign = ' class="gap"' if GAP_OPEN in "".join(bit.text for bit in inside) else ""
            yield f'<i data-v="{value}"{sign}>{shown}</i>'


def write_sign(piece: Piece, fill: str) -> str:
    """What a break or a tab shows; empty for words. fill: the classes of tabs in this line."""
    tag = piece.node.tag
    if tag in _TABS:
        return f'<span class="tab{fill}">\t</span>'
    if tag == _BREAK and (kind := piece.node.get(names.TYPE, "")) in ("page", "column"):
        return f'<br class="{kind}">'
    if BREAKS.get(tag) == "\n":
        return "<br>"
    return "\u2011" if tag == _HYPHEN else ""


def find_fill(node: Element) -> str:
    """Classes of a tab that fills its line up to a stop at the right, as in contents."""
    stops = node.findall(f"{names.PPR}/{w('tabs')}/{TAB}")
    for stop in stops:
        if stop.get(names.VAL) in ("right", "end"):
            return " fill" + (" dots" if stop.get(w("leader"), "none") != "none" else "")
    return ""


def find_page_fields(node: Element, opened: str) -> dict[Element, str]:
    """The texts that a field for a page's number shows, each in the element that a page fills."""
    found: list[tuple[Element, str]] = []
    fields = [("", False) for _ in opened]
    """The code of each open field, and whether its result has begun."""
    for each in node.iter(names.FLD_CHAR, names.INSTR_TEXT, names.T):
        if each.tag == names.FLD_CHAR:
            _follow_code(fields, each.get(w("fldCharType"), ""))
        elif each.tag == names.INSTR_TEXT and fields:
            fields[-1] = fields[-1][0] + (each.text or ""), fields[-1][1]
        elif fields and fields[-1][1]:
            found.append((each, fields[-1][0]))
    for simple in node.iter(names.FLD_SIMPLE):
        found += [(each, simple.get(w("instr"), "")) for each in simple.iter(names.T)]
    return {
        each: f'<span class="{name}">{html.escape(each.text or "")}</span>'
        for each, code in found
        if (name := _name_page_field(code))
    }


def _follow_code(fields: list[tuple[str, bool]], kind: str) -> None:
    if kind == "begin":
        fields.append(("", False))
    elif fields and kind == "separate":
        fields[-1] = fields[-1][0], True
    elif fields and kind == "end":
        fields.pop()


def _name_page_field(code: str) -> str:
    return _PAGE_FIELDS.get(code.split()[0].upper(), "") if code.strip() else ""
