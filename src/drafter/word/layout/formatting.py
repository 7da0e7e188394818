"""How a Word file really looks: styles, defaults, themes and direct formatting put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from drafter.word import xml
from drafter.word.names import (
    DRAWING,
    NAME,
    PPR,
    R_STYLE,
    RELATIONSHIP_ID,
    RPR,
    SECT_PR,
    STYLE_ID,
    TYPE,
    VAL,
)
from drafter.word.package import archive, relationships
from drafter.word.package.archive import Package
from drafter.word.text.paragraphs import read_style_id
from drafter.word.xml import Element, w

_THEME = "word/theme/theme1.xml"
_FONT_KEYS = ("ascii", "hAnsi", "eastAsia", "cs")
_RIVALS = (
    ("hanging", "firstLine"), ("firstLine", "hanging"), ("hangingChars", "firstLineChars"),
    ("firstLineChars", "hangingChars"), ("left", "start"), ("start", "left"), ("right", "end"),
    ("end", "right"),
)  # fmt: skip
_MOST_STEPS = 32
"""A chain of styles is followed no further: it may be a circle."""
_NONE: Mapping[str, str] = {}


class RunFormat(NamedTuple):
    """How a run's characters look: the fonts of Han and of Latin text, half-points, bold."""

    han: str
    latin: str
    size: int
    bold: bool


class ParagraphFormat(NamedTuple):
    """How a paragraph stands. Lengths in twips; line: its height by `rule` (auto: 240ths).

    first: first-line indent in hundredths of a character if `chars`, else in twips.
    """

    jc: str
    line: int
    rule: str
    first: int
    chars: bool
    right: int
    page_break: bool


class Section(NamedTuple):
    """A section's page in twips, and the parts of its footers by type."""

    width: int
    height: int
    margins: Mapping[str, int]
    footers: Mapping[str, str]


PropertyValues = dict[str, str]
"""Properties by name: `sz`, `rFonts.eastAsia`, `spacing.line` …"""


@dataclass(frozen=True)
class StyleResolver:
    """The styles of a file, asked for what a paragraph or a run comes to look like."""

    content: Package
    _chains: dict[str, PropertyValues] = field(default_factory=dict)

    @cached_property
    def _styles_by_id(self) -> dict[str, Element]:
        return index_styles(self._styles_root)

    @cached_property
    def _styles_root(self) -> Element:
        data = self.content.members.get(archive.STYLES)
        return xml.make_element("styles") if data is None else xml.parse(data)

    @cached_property
    def _default_style(self) -> str:
        """The style of a paragraph that names none."""
        return self.find_default_style("paragraph")

    def find_default_style(self, kind: str) -> str:
        """The style of what names none, by its kind (`paragraph`, `table`)."""
        styles = [node for node in self._styles_by_id.values() if node.get(TYPE) == kind]
        defaults = (node for node in styles if node.get(w("default")) in ("1", "true", "on"))
        return next((node.get(STYLE_ID, "") for node in defaults), "")

    @cached_property
    def _default_properties(self) -> PropertyValues:
        made: PropertyValues = {}
        for node in self._styles_root.iter(w("rPrDefault"), w("pPrDefault")):
            for child in node:
                overlay_properties(made, child)
        return made

    @cached_property
    def _theme_fonts(self) -> Mapping[str, str]:
        """The theme's fonts by what styles call them: minorEastAsia and so on."""
        data = self.content.members.get(_THEME)
        if data is None:
            return _NONE
        root, made = xml.parse(data), {}
        for kind in ("major", "minor"):
            for font in root.iter(f"{DRAWING}{kind}Font"):
                faces = {child.tag: child.get("typeface", "") for child in font}
                hans = next(
                    (c.get("typeface", "") for c in font if c.get("script") == "Hans"), "宋体"
                )
                made[f"{kind}EastAsia"] = faces.get(f"{DRAWING}ea") or hans
                for name in ("HAnsi", "Ascii"):
                    made[f"{kind}{name}"] = faces.get(f"{DRAWING}latin", "")
                made[f"{kind}Bidi"] = faces.get(f"{DRAWING}cs", "")
        return made

    def read_style_name(self, paragraph: Element) -> str:
        """The name of the paragraph's style, as Word shows it."""
        return self.name_style(self.style_id(paragraph))

    def name_style(self, style: str) -> str:
        """The name of the style of that id, as Word shows it."""
        return xml.read_value(self._styles_by_id.get(style), NAME)

    def style_value(self, style: str, name: str) -> str:
        """What a style comes to have as a property, `outlineLvl`; empty when it says nothing."""
        return self._resolve_style(style or self._default_style).get(name, "")

    def style_id(self, paragraph: Element) -> str:
        """The id of the paragraph's style; of the default one where it names none."""
        return read_style_id(paragraph) or self._default_style

    def list_styles(self, kind: str) -> list[str]:
        """The ids of the styles of a kind (`paragraph`, `table`)."""
        return [name for name, node in self._styles_by_id.items() if node.get(TYPE) == kind]

    def chain_styles(self, style: str) -> Iterator[Element]:
        """The style of that id, the one that it is based on, and so on."""
        for _ in range(_MOST_STEPS):
            if style in self._styles_by_id:
                yield self._styles_by_id[style]
                style = xml.read_value(self._styles_by_id[style], w("basedOn"))

    def _resolve_style(self, style: str, table: str = "") -> PropertyValues:
        """What the style comes to, with all that it is based on; the defaults first.

        table: the style of the table that it is in, which goes between them.
        """
        key = f"{table}\0{style}" if table else style
        if key not in self._chains:
            made = dict(self._default_properties)
            for each in (table, style):
                for node in reversed(list(self.chain_styles(each))):
                    for child in node.iterchildren(PPR, RPR):
                        overlay_properties(made, child)
            self._chains[key] = made
        return self._chains[key]

    def read_paragraph(self, paragraph: Element, table: str = "") -> PropertyValues:
        """All that the paragraph comes to have, and its text where no run says otherwise.

        table: the style of the table that it is in.
        """
        made = dict(self._resolve_style(self.style_id(paragraph), table))
        own = paragraph.find(PPR)
        if own is not None:
            overlay_properties(made, own)
        return made

    def read_run(
        self, paragraph: Element, run: Element, table: str = "", *, direct: bool = True
    ) -> PropertyValues:
        """All that the run's characters come to have; without `direct`, by its styles alone."""
        made = dict(self._resolve_style(self.style_id(paragraph), table))
        own = run.find(RPR)
        named = None if own is None else own.find(R_STYLE)
        if named is not None and named.get(VAL) in self._styles_by_id:
            for child in self._styles_by_id[named.get(VAL, "")].iterchildren(RPR):
                overlay_properties(made, child)
        if own is not None and direct:
            overlay_properties(made, own)
        return made

    def shape(self, paragraph: Element) -> ParagraphFormat:
        """How the paragraph stands."""
        made = self.read_paragraph(paragraph)
        chars = made.get("ind.firstLineChars", "")
        right = made.get("ind.right", made.get("ind.end", "0"))
        return ParagraphFormat(
            made.get("jc", "left"),
            parse_int(made.get("spacing.line", "240")),
            made.get("spacing.lineRule", "auto"),
            parse_int(chars or made.get("ind.firstLine", "0")),
            bool(parse_int(chars)),
            parse_int(right),
            is_on(made.get("pageBreakBefore", "0")),
        )

    def measure_indents(self, paragraph: Element) -> int:
        """What is indented of the paragraph's first line, in twips, on both sides together."""
        made = self.read_paragraph(paragraph)
        sides = [_first_number(made, each, other) for each, other in _SIDES]
        chars = parse_int(made.get("ind.firstLineChars", "0"))
        first = parse_int(made.get("sz", "20")) * chars // 10 if chars else 0
        return sum(sides) + (first or parse_int(made.get("ind.firstLine", "0")))

    def look(self, paragraph: Element, run: Element, *, direct: bool = True) -> RunFormat:
        """How the run's characters look; without `direct`, how its styles alone would have them."""
        made = self.read_run(paragraph, run, direct=direct)
        han, latin = (self.resolve_font(made, key) for key in ("eastAsia", "ascii"))
        return RunFormat(han, latin, parse_int(made.get("sz", "20")), is_on(made.get("b", "0")))

    def resolve_font(self, made: PropertyValues, key: str) -> str:
        """The font that the properties name for a kind of letters (`eastAsia`, `ascii`)."""
        theme = made.get(f"rFonts.{key}Theme", "")
        return self._theme_fonts.get(theme, "") if theme else made.get(f"rFonts.{key}", "")

    def sections(self) -> Iterator[Section]:
        """The pages of the file, section by section."""
        root = xml.parse(self.content.members[archive.DOCUMENT], huge=True)
        rels = relationships.read_relationships(self.content, archive.DOCUMENT)
        targets = {node.get("Id", ""): node.get("Target", "") for node in rels}
        footers: dict[str, str] = {}
        for node in root.iter(SECT_PR):
            size, margin = node.find(w("pgSz")), node.find(w("pgMar"))
            for each in node.iterchildren(w("footerReference")):
                target = targets.get(each.get(RELATIONSHIP_ID, ""), "")
                name = relationships.resolve_target(archive.DOCUMENT, target)
                footers = {**footers, each.get(TYPE, "default"): name}
            yield Section(
                read_length(size, "w", 11906),
                read_length(size, "h", 16838),
                {
                    side: read_length(margin, side, 1440)
                    for side in ("top", "bottom", "left", "right")
                },
                footers,
            )


def index_styles(root: Element | None) -> dict[str, Element]:
    """The styles of a styles part by their ids."""
    return {} if root is None else {n.get(STYLE_ID, ""): n for n in root.iterchildren(w("style"))}


def overlay_properties(made: PropertyValues, properties: Element) -> None:
    """Lay the properties over those that were there."""
    for node in properties:
        if not isinstance(node.tag, str):
            continue
        name = str(node.tag).rpartition("}")[2]
        if name in ("rPr", "pPr"):
            if name == "rPr" and properties.tag == PPR:
                continue  # it is the paragraph mark's
            overlay_properties(made, node)
            continue
        values = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
        if name == "rFonts":
            for key in _FONT_KEYS:
                if key in values and f"{key}Theme" not in values:
                    made.pop(f"rFonts.{key}Theme", None)
        if name == "ind":
            _drop_rivals(made, values)
        if "val" in values or not values:
            made[name] = values.get("val", "1")
        made.update({f"{name}.{key}": value for key, value in values.items()})


def _drop_rivals(made: PropertyValues, values: Mapping[str, str]) -> None:
    """Indents of the first line, hanging or not, are one property to Word; so are both names of a
    side."""
    for key, other in _RIVALS:
        if key in values:
            made.pop(f"ind.{other}", None)


def read_length(node: Element | None, key: str, other: int) -> int:
    """A number among the node's attributes; `other` where it has none."""
    return other if node is None else parse_int(node.get(w(key), str(other)))


_SIDES = (("ind.left", "ind.start"), ("ind.right", "ind.end"))


def _first_number(made: PropertyValues, *keys: str) -> int:
    return parse_int(next((made[key] for key in keys if key in made), "0"))


def parse_int(text: str) -> int:
    """The number in the text, 0 for none: files say 240.0 and worse."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return 0


def is_on(text: str) -> bool:
    """Whether a property that says yes or no says yes."""
    return text not in ("0", "false", "off", "none")
