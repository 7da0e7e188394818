"""How one template's pages look: the classes of its stylesheet, made as they are needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from drafter.desk.page import css, fonts
from drafter.word import xml
from drafter.word.layout.formatting import PropertyValues, StyleResolver, is_on, overlay_properties
from drafter.word.layout.numbering import Level, Numbering
from drafter.word.names import PPR, RPR
from drafter.word.package.archive import Package
from drafter.word.xml import Element, w

_SETTINGS = "word/settings.xml"
_BASE = """
.sheet{color:#000;font-kerning:none;text-autospace:no-autospace;text-spacing-trim:%s}
.sheet p,.sheet .para{margin:0;display:block;white-space:pre-wrap;overflow-wrap:anywhere;
line-break:strict;tab-size:32pt;box-sizing:border-box}
.sheet .empty::before{content:"\\200b"}
.sheet i{font-style:inherit}
.sheet .z{white-space:normal;letter-spacing:0;user-select:none;
font-family:"Times New Roman","Liberation Serif","Noto Serif CJK SC",serif}
.sheet table{border-collapse:collapse;table-layout:fixed;border-spacing:0}
.sheet td{overflow-wrap:anywhere}
.sheet td table{max-width:100%%}
.sheet .label,.sheet .box{text-indent:0}
.sheet .label{white-space:pre}
.sheet .box{display:inline-block;vertical-align:top;overflow:hidden;max-width:100%%}
.sheet .note{font-size:.65em;line-height:0;vertical-align:super}
.sheet .tabbed{display:flex}
.sheet .tabbed .fill{flex:1;overflow:hidden}
.sheet .tabbed .dots{border-bottom:1pt dotted;align-self:center}
.sheet img{max-width:100%%}
"""


class ParagraphLook(NamedTuple):
    """What a paragraph's own properties, its style and its table make of it.

    key: all that it depends on. level: of the list that it is numbered by. made: all that it comes
    to have, its list's indents among it.
    """

    key: bytes
    level: Level | None
    made: PropertyValues


class Look:
    """The styles of a file, and the classes that paragraphs and runs have by them.

    A class is named by what it says, so that it is the same on every page.
    """

    def __init__(self, content: Package) -> None:
        self.resolver = StyleResolver(content)
        self.numbering = Numbering(content, self.resolver)
        self._rules: dict[str, str] = {"": fonts.TITLE_FACE}
        self._run_classes: dict[bytes, str] = {}
        self._paragraph_looks: dict[bytes, ParagraphLook] = {}
        self._paragraph_classes: dict[tuple[bytes, int, bool], str] = {}
        squeezes = b'characterSpacingControl w:val="compress' in content.members.get(_SETTINGS, b"")
        self._trim = "normal" if squeezes else "space-all"

    def name_class(self, declarations: str, selector: str = ".{name}") -> str:
        """The class of those declarations; the selector is how its rule finds the element."""
        if not declarations:
            return ""
        said = f"{selector}{declarations}"
        name = f"c{hashlib.blake2b(said.encode(), digest_size=5).hexdigest()}"
        if name not in self._rules:
            self._rules[name] = f".sheet {selector.format(name=name)}{{{declarations}}}"
        return name

    def add_rule(self, name: str, rule: str) -> None:
        """A rule of its own kind, once by its name."""
        self._rules.setdefault(name, rule)

    def write_style(self) -> str:
        """The stylesheet with all rules so far."""
        return "\n".join([*self._rules.values(), _BASE % self._trim])

    @property
    def version(self) -> str:
        """What changes whenever there is a new rule."""
        return hashlib.blake2b("".join(self._rules).encode(), digest_size=8).hexdigest()

    def read_paragraph(self, paragraph: Element, table: str = "") -> ParagraphLook:
        """How a paragraph looks: thousands of cells say the same. table: the style of the table
        that it is in.
        """
        own = paragraph.find(PPR)
        key = f"{table}|".encode() + (b"" if own is None else xml.write(own))
        if key not in self._paragraph_looks:
            level = self.numbering.find_level(paragraph)
            made = self._overlay_list(paragraph, level, table)
            self._paragraph_looks[key] = ParagraphLook(key, level, made)
        return self._paragraph_looks[key]

    def _overlay_list(self, paragraph: Element, level: Level | None, table: str) -> PropertyValues:
        made = self.resolver.read_paragraph(paragraph, table)
        if level is None:
            return made
        given: PropertyValues = {}
        for node in self.numbering.list_indents(level):
            overlay_properties(given, node)
        own = paragraph.find(PPR)
        if own is not None and own.find(w("numPr")) is not None:
            made |= given  # a list chosen for the paragraph itself goes over its style
            overlay_properties(made, own)
            return made
        return {**given, **made}

    def name_paragraph(
        self, paragraph: Element, look: ParagraphLook, pitch: int, *, is_empty: bool
    ) -> str:
        """The classes of a paragraph: how it stands, how its text looks, what pages ask of it."""
        asked = look.key, pitch, is_empty
        if asked not in self._paragraph_classes:
            made = dict(look.made)
            for mark in paragraph.iterfind(f"{PPR}/{RPR}") if is_empty else ():
                overlay_properties(made, mark)
            stands = css.describe_paragraph(made, pitch)
            looks = css.describe_run(made, self._find_families(made))
            borders = self._describe_borders(paragraph)
            name = self.name_class(";".join([*stands, *looks, *borders]))
            names = [name, *self._list_paging(made), "empty" if is_empty else ""]
            self._paragraph_classes[asked] = " ".join(filter(None, names))
        return self._paragraph_classes[asked]

    @staticmethod
    def _list_paging(made: PropertyValues) -> Iterable[str]:
        for key, (name, usual) in _PAGING.items():
            if is_on(made.get(key, usual)):
                yield name

    def _describe_borders(self, paragraph: Element) -> Iterable[str]:
        found: dict[str, str] = {}
        holders = [paragraph, *self.resolver.chain_styles(self.resolver.style_id(paragraph))]
        for holder in holders:
            for node in holder.iterfind(f"{PPR}/{w('pBdr')}/*"):
                side = str(node.tag).rpartition("}")[2]
                if side in ("top", "bottom", "left", "right"):
                    found.setdefault(side, css.describe_border(node))
        return [f"border-{side}:{border}" for side, border in found.items() if border]

    def name_run(
        self, paragraph: Element, run: Element | None, base: PropertyValues, table: str = ""
    ) -> str:
        """The class of a run; empty where it looks like its paragraph's text."""
        own = None if run is None else run.find(RPR)
        if run is None or own is None or not len(own):
            return ""
        key = f"{table}|{self.resolver.style_id(paragraph)}|".encode() + xml.write(own)
        if key not in self._run_classes:
            made = self.resolver.read_run(paragraph, run, table)
            self._run_classes[key] = self.name_difference(made, base)
        return self._run_classes[key]

    def name_difference(self, made: PropertyValues, base: PropertyValues) -> str:
        """The class of what the properties say that the base does not."""
        plain = set(css.describe_run(base, self._find_families(base)))
        said = css.describe_run(made, self._find_families(made))
        return self.name_class(";".join(each for each in said if each not in plain))

    def _find_families(self, made: PropertyValues) -> str:
        han, latin = (self.resolver.resolve_font(made, key) for key in ("eastAsia", "ascii"))
        if latin != han and fonts.is_latin(latin):
            self.add_rule(*fonts.write_face(latin))
        return fonts.name_families(han, latin)


_PAGING = {
    "keepNext": ("kn", "0"), "keepLines": ("kl", "0"), "pageBreakBefore": ("pb", "0"),
    "widowControl": ("wc", "1"),
}  # fmt: skip
"""Properties that decide about pages, the classes that say so, and what is so without them."""
