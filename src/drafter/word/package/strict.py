"""A file of Strict Open XML as the Transitional one that it would be: Word writes either.

Strict (ISO/IEC 29500-1) has namespaces of its own, lengths with units, percentages with their sign,
and start and end for left and right; Transitional (part 4) has what Word writes unless asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter.word import xml
from drafter.word.names import MATH, W_URI
from drafter.word.xml import Element, w

_SIGN = b"http://purl.oclc.org/ooxml/"
_URI = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(relationships/)?(\w+)")
_HYPHENED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)")
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_TWIPS, _HALVES, _EMUS = 20, 2, 12700
"""What there are in a point: WordprocessingML's lengths, its sizes of letters, DrawingML's."""
_SIZES = frozenset(map(w, "sz szCs kern position hps hpsRaise hpsBaseText".split()))
_MEASURES = _SIZES | frozenset(map(w, (
    "spacing w fitText trHeight defaultTabStop hyphenationZone drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing drawingGridHorizontalOrigin drawingGridVerticalOrigin"
).split()))  # fmt: skip
"""What has a length as its w:val; that of others is words, of which “5%” may be some."""
_WORDS = frozenset("name descr title instr author initials tooltip displayText value".split())
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
_SIDED = frozenset(map(w, "tblBorders tcBorders tblCellMar tcMar".split()))
_ALIGNED = frozenset(map(w, "jc lvlJc tab ptab".split()))
_DIRECTIONS = {
    "tb": "lrTb", "rl": "tbRl", "lr": "btLr", "tbV": "lrTbV", "rlV": "tbRlV", "lrV": "tbLrV",
}  # fmt: skip


def is_strict(members: Mapping[str, bytes]) -> bool:
    """Whether anything is related as in Strict Open XML."""
    return any(name.lower().endswith(".rels") and _SIGN in data for name, data in members.items())


def write_transitional(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members, those that are XML as Transitional has them; damaged ones as they are."""
    return {
        name: _rewrite(data) if name.lower().endswith((".xml", ".rels")) else data
        for name, data in members.items()
    }


def _rewrite(data: bytes) -> bytes:
    data = _URI.sub(_name_transitional, data)
    try:
        root = xml.parse(data)
    except xml.DamagedXml:
        return data
    root.attrib.pop(w("conformance"), "")
    for node in root.iter():
        for key, value in node.attrib.items():
            node.set(key, _write_value(node, str(key), str(value)))
        if str(node.tag).startswith(f"{{{W_URI}}}"):
            _name_sides(node)
    return xml.write(root)


def _name_transitional(match: re.Match[bytes]) -> bytes:
    kind, relation, name = match[1], match[2] or b"", _HYPHENED.get(match[3], match[3])
    return b"http://schemas.openxmlformats.org/%b/2006/%b%b" % (kind, relation, name)


def _write_value(node: Element, key: str, value: str) -> str:
    """The value of an attribute in the unit that Transitional takes for granted there."""
    is_word = key.startswith(f"{{{W_URI}}}")
    if key.rpartition("}")[2] in _WORDS or (key == w("val") and node.tag not in _MEASURES):
        return value
    if length := _LENGTH.fullmatch(value):
        unit = _EMUS
        if is_word or str(node.tag).startswith(MATH):
            unit = _HALVES if key == w("val") and node.tag in _SIZES else _TWIPS
        return str(round(float(length[1]) * _POINTS[length[2]] * unit))
    if share := _PERCENT.fullmatch(value):
        whole = 1000 if "/drawingml/2006/main}" in str(node.tag) else 1
        whole = 50 if is_word and node.get(w("type")) == "pct" else whole
        return str(round(float(share[1]) * whole))
    return value


def _name_sides(node: Element) -> None:
    """Left and right, and how text runs, by the words that Word has always had."""
    if node.tag == w("ind"):
        for old, new in _SIDES.items():
            if w(old) in node.attrib:
                node.set(w(new), node.attrib.pop(w(old)))
    elif node.tag in _ALIGNED:
        for key in (w("val"), w("alignment")):
            if node.get(key) in _SIDES:
                node.set(key, _SIDES[node.get(key, "")])
    elif node.tag in _SIDED:
        for child in node:
            name = str(child.tag).rpartition("}")[2]
            child.tag = w(_SIDES.get(name, name))
    elif node.tag == w("textDirection"):
        said = node.get(w("val"), "")
        node.set(w("val"), _DIRECTIONS.get(said, said))
