"""The numbers that Word writes before paragraphs: 一、（一）1. and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from drafter.word import xml
from drafter.word.fields.values.formats import Uncomputed, write_numeral
from drafter.word.layout.formatting import StyleResolver
from drafter.word.names import OFFICE_RELATIONSHIPS, PPR, RPR, VAL
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.package.relationships import find_target_part
from drafter.word.text.paragraphs import read_style_id
from drafter.word.xml import Element, read_value, w

NUM_PR, NUM_ID, LEVEL_NUMBER = w("numPr"), w("numId"), w("ilvl")
_MOST_LEVELS = 9

Level = tuple[str, int]
"""The id of a list (w:numId) and the 0-based level in it."""

_NUMERALS = {
    "decimal": "ARABIC", "upperRoman": "ROMAN", "lowerRoman": "roman",
    "upperLetter": "ALPHABETIC", "lowerLetter": "alphabetic",
    "chineseCounting": "CHINESENUM3", "chineseCountingThousand": "CHINESENUM3",
    "japaneseCounting": "CHINESENUM3", "taiwaneseCountingThousand": "CHINESENUM3",
    "ideographDigital": "CHINESENUM3", "chineseLegalSimplified": "CHINESENUM2",
    "ideographTraditional": "ZODIAC1", "ideographZodiac": "ZODIAC2",
    "decimalEnclosedCircle": "CIRCLENUM", "decimalEnclosedCircleChinese": "CIRCLENUM",
    "decimalEnclosedFullstop": "GB1", "decimalEnclosedParen": "GB2",
    "ideographEnclosedCircle": "GB4", "numberInDash": "ARABICDASH",
}  # fmt: skip
"""What fields call the ways in which lists count (w:numFmt)."""
_SYMBOLS = {
    "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0e8": "➔",
    "\uf0fc": "✓", "\uf06f": "○", "\uf071": "❑", "\uf076": "❖", "\uf0b2": "✧",
}  # fmt: skip
"""Signs of Wingdings and Symbol, which have them where Unicode has none of its own."""
_BULLETS = {
    "\u00b7": "•", "n": "■", "l": "●", "u": "◆", "§": "▪", "Ø": "➢", "ü": "✓", "o": "○",
}  # fmt: skip
"""What a bullet's letter shows, whose font is always one of symbols."""
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def replace_symbols(text: str) -> str:
    """The text with signs of symbol fonts as Unicode knows them; a dot for one not known here."""
    return re.sub(r"[\uf000-\uf0ff]", lambda sign: _SYMBOLS.get(sign[0], "•"), text)


@dataclass(frozen=True)
class Numbering:
    """The lists of a file."""

    content: Package
    resolver: StyleResolver

    @cached_property
    def _root(self) -> Element:
        part = find_target_part(self.content, DOCUMENT, f"{OFFICE_RELATIONSHIPS}/numbering")
        return xml.parse(self.content.members[part]) if part else xml.make_element("numbering")

    @cached_property
    def _lists(self) -> Mapping[str, Element]:
        return {node.get(NUM_ID, ""): node for node in self._root.iterchildren(w("num"))}

    @cached_property
    def _definitions(self) -> Mapping[str, Element]:
        key = w("abstractNumId")
        return {node.get(key, ""): node for node in self._root.iterchildren(w("abstractNum"))}

    @cached_property
    def numbered_styles(self) -> frozenset[str]:
        """The ids of the styles whose paragraphs are numbered."""
        styles = self.resolver.list_styles("paragraph")
        return frozenset(style for style in styles if self._find_in_styles(style) is not None)

    def find_level(self, paragraph: Element) -> Level | None:
        """The list and level that the paragraph is numbered by."""
        own = paragraph.find(f"{PPR}/{NUM_PR}")
        style = read_style_id(paragraph)
        named = None if own is None else own.find(NUM_ID)
        if own is not None and named is not None:
            return self._make_level(named.get(VAL, ""), read_value(own, LEVEL_NUMBER))
        found = self._find_in_styles(style)
        if own is not None and found is not None:
            return self._make_level(found[0], read_value(own, LEVEL_NUMBER) or str(found[1]))
        return found

    def _find_in_styles(self, style: str) -> Level | None:
        """The level of a style: its own, or of the style it is based on."""
        level = ""
        for node in self.resolver.chain_styles(style):
            own = node.find(f"{PPR}/{NUM_PR}")
            level = level or read_value(own, LEVEL_NUMBER)
            number = read_value(own, NUM_ID)
            if number:
                return self._make_level(number, level)
        return None

    def _make_level(self, number: str, level: str) -> Level | None:
        if number in ("", "0") or number not in self._lists:
            return None
        return number, min(int(level) if level.isdecimal() else 0, _MOST_LEVELS - 1)

    def definition_id(self, number: str) -> str:
        """What the lists share that count on from each other."""
        return read_value(self._lists[number], w("abstractNumId"))

    def define(self, level: Level) -> Element | None:
        """The definition of a level: the list's own, or of what it is made by."""
        number, wanted = level
        for override in self._lists[number].iterchildren(w("lvlOverride")):
            own = override.find(w("lvl"))
            if own is not None and override.get(LEVEL_NUMBER) == str(wanted):
                return own
        return self._define_in(self._definitions.get(self.definition_id(number)), wanted)

    def _define_in(self, holder: Element | None, wanted: int) -> Element | None:
        if holder is None:
            return None
        linked = read_value(holder, w("numStyleLink"))
        if linked:  # the levels stand where the style of lists leads
            links = w("styleLink")
            others = self._definitions.values()
            holder = next((n for n in others if read_value(n, links) == linked), holder)
        levels = holder.iterchildren(w("lvl"))
        return next((n for n in levels if n.get(LEVEL_NUMBER) == str(wanted)), None)

    def find_start(self, level: Level) -> tuple[int, bool]:
        """The number that a level begins with, and whether this list begins anew with it."""
        number, wanted = level
        for override in self._lists[number].iterchildren(w("lvlOverride")):
            start = read_value(override, w("startOverride"))
            if start.isdecimal() and override.get(LEVEL_NUMBER) == str(wanted):
                return int(start), True
        start = read_value(self.define(level), w("start"))
        return (int(start) if start.isdecimal() else 0 if start else 1), False

    def list_indents(self, level: Level) -> Iterator[Element]:
        """The paragraph properties that a level gives to its paragraphs."""
        node = self.define(level)
        if node is not None:
            yield from node.iterchildren(PPR)

    def list_looks(self, level: Level) -> Iterator[Element]:
        """The properties of the number itself."""
        node = self.define(level)
        if node is not None:
            yield from node.iterchildren(RPR)


@dataclass
class NumberCounter:
    """Counts the numbered paragraphs of a file as they come."""

    numbering: Numbering
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[Level] = field(default_factory=set)

    def count(self, level: Level) -> str:
        """The next paragraph of that level; what Word writes before it."""
        number, depth = level
        counts = self._counts.setdefault(self.numbering.definition_id(number), {})
        start, anew = self.numbering.find_start(level)
        if (anew and level not in self._begun) or depth not in counts:
            counts[depth] = start
        else:
            counts[depth] += 1
        self._begun.add(level)
        for below in [each for each in counts if each > depth and self._restarts(level, each)]:
            del counts[below]
        for above in range(depth):
            counts.setdefault(above, self.numbering.find_start((number, above))[0])
        return self._write(level, counts)

    def _restarts(self, level: Level, below: int) -> bool:
        node = self.numbering.define((level[0], below))
        after = read_value(node, w("lvlRestart"))
        return after != "0" and (not after.isdecimal() or level[1] < int(after))

    def _write(self, level: Level, counts: Mapping[int, int]) -> str:
        node = self.numbering.define(level)
        if node is None:
            return ""
        plain = node.find(w("isLgl")) is not None

        def put(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            way = "decimal" if plain and at < level[1] else self._find_way((level[0], at))
            return _write_number(counts.get(at, 1), way)

        text = read_value(node, w("lvlText"))
        if self._find_way(level) == "bullet":
            return replace_symbols(_BULLETS.get(text, text))
        return re.sub(r"%([1-9])", put, text)

    def _find_way(self, level: Level) -> str:
        return read_value(self.numbering.define(level), w("numFmt")) or "decimal"


def _write_number(number: int, way: str) -> str:
    if way == "none":
        return ""
    if way == "decimalZero":
        return f"{number:02}"
    if way == "decimalFullWidth":
        return str(number).translate(_WIDE_DIGITS)
    try:
        return write_numeral(number, _NUMERALS.get(way, "ARABIC"))
    except Uncomputed:
        return str(number)
