"""How a stretch of text looks on a page, by the script of its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from drafter import patterns
from drafter.word import names, xml
from drafter.word.xml import Element, make_element, w

_FONTS = w("rFonts")
_UNSEEN = frozenset(map(w, ("lang", "noProof", "bCs", "iCs", "szCs", "cs")))
"""Of no Chinese page: the language for proofing, and what only complex scripts have."""
_LATIN = tuple(map(w, ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")))
_HAN = tuple(map(w, ("eastAsia", "eastAsiaTheme")))
_HINT = (w("hint"),)
_IS_HAN = patterns.postpone("[\u3400-\u9fff，。；：（）、％〇]")

Attributes = tuple[tuple[str, str], ...]


class Look(NamedTuple):
    """The look of characters: fonts of each script (None: no character is of it), and all else.

    hint: which of both fonts signs of both scripts take. Word cuts 200余 into two runs that differ
    by the hint, and people set another font for the digits alone: one run can look like both.
    """

    rest: str
    latin: Attributes | None
    han: Attributes | None
    hint: Attributes | None


def read_look(properties: Element | None, text: str) -> Look:
    """How the text looks in a run of these properties."""
    scripts = {_name_script(sign) for sign in text}
    both = "both" in scripts
    return Look(
        _describe_rest(properties),
        _read_fonts(properties, _LATIN) if both or "latin" in scripts else None,
        _read_fonts(properties, _HAN) if both or "han" in scripts else None,
        _read_fonts(properties, _HINT) if both else None,
    )


def _name_script(sign: str) -> str:
    if sign.isascii():
        return "latin"
    return "han" if _IS_HAN.match(sign) else "both"


def split_by_script(text: str) -> Iterator[str]:
    """The text cut where the script of its characters changes."""
    for _, signs in groupby(text, _name_script):
        yield "".join(signs)


def _read_fonts(properties: Element | None, keys: Iterable[str]) -> Attributes:
    fonts = None if properties is None else properties.find(_FONTS)
    if fonts is None:
        return ()
    return tuple((key, str(fonts.get(key))) for key in keys if fonts.get(key) is not None)


def _describe_rest(properties: Element | None) -> str:
    nodes = () if properties is None else properties
    # sorted: a program may have written them out of the order that Word asks for
    return "".join(sorted(
        f"<{node.tag}{sorted((str(k), str(v)) for k, v in node.items())}"
        f"{b''.join(map(xml.write, node)).decode()}>"
        for node in nodes
        if node.tag not in _UNSEEN and node.tag != _FONTS
    ))  # fmt: skip


def agree(looks: Iterable[Look]) -> bool:
    """Whether one run can look like all of them."""
    columns = list(zip(*looks, strict=True))
    return all(len(set(column) - {None}) < 2 for column in columns)


def merge_fonts(run: Element, looks: Iterable[Look]) -> None:
    """Give the run the fonts of all these looks, which agree."""
    wanted: dict[str, str] = {}
    decided: set[str] = set()
    for look in looks:
        for keys, fonts in ((_LATIN, look.latin), (_HAN, look.han), (_HINT, look.hint)):
            if fonts is not None:
                wanted |= dict(fonts)
                decided |= set(keys)
    properties = run.find(names.RPR)
    own = dict(_read_fonts(properties, (*_LATIN, *_HAN, *_HINT)))
    if wanted == {key: value for key, value in own.items() if key in decided}:
        return
    if properties is None:
        properties = make_element("rPr")
        run.insert(0, properties)
    fonts_node = properties.find(_FONTS)
    if fonts_node is None:
        fonts_node = make_element("rFonts")
        style = properties.find(names.R_STYLE)
        properties.insert(0 if style is None else properties.index(style) + 1, fonts_node)
    for key in decided - set(wanted):
        if fonts_node.get(key) is not None:
            del fonts_node.attrib[key]
    for key, value in wanted.items():
        fonts_node.set(key, value)
