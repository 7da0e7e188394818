"""How a Word file really looks: styles, defaults, themes and direct formatting put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from drafter.word import xml
from drafter.word.package import archive
from drafter.word.package.archive import Package
from drafter.word.xml import Element, w

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME = "word/theme/theme1.xml"
_FONT_KEYS = ("ascii", "hAnsi", "eastAsia", "cs")
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
        return {node.get(w("styleId"), ""): node for node in self._styles_root.iter(w("style"))}

    @cached_property
    def _styles_root(self) -> Element:
        data = self.content.members.get(archive.STYLES)
        return xml.make_element("styles") if data is None else xml.parse(data)

    @cached_property
    def _default_style(self) -> str:
        """The style of a paragraph that names none."""
        marked = (
            key for key, node in self._styles_by_id.items()
            if node.get(w("type")) == "paragraph" and node.get(w("default")) in ("1", "true", "on")
        )  # fmt: skip
        return next(marked, "")

    @cached_property
    def _default_properties(self) -> PropertyValues:
        made: PropertyValues = {}
        for node in self._styles_root.iter(w("rPrDefault"), w("pPrDefault")):
            for child in node:
                _overlay_properties(made, child)
        return made

    @cached_property
    def _theme_fonts(self) -> Mapping[str, str]:
        """The theme's fonts by what styles call them: minorEastAsia and so on."""
        data = self.content.members.get(_THEME)
        if data is None:
            return _NONE
        root, made = xml.parse(data), {}
        for kind in ("major", "minor"):
            for font in root.iter(f"{_A}{kind}Font"):
                faces = {child.tag: child.get("typeface", "") for child in font}
                hans = next(
                    (c.get("typeface", "") for c in font if c.get("script") == "Hans"), "宋体"
                )
                made[f"{kind}EastAsia"] = faces.get(f"{_A}ea") or hans
                for name in ("HAnsi", "Ascii"):
                    made[f"{kind}{name}"] = faces.get(f"{_A}latin", "")
                made[f"{kind}Bidi"] = faces.get(f"{_A}cs", "")
        return made

    def read_style_name(self, paragraph: Element) -> str:
        """The name of the paragraph's style, as Word shows it."""
        node = self._styles_by_id.get(self._style_id(paragraph))
        name = None if node is None else node.find(w("name"))
        return "" if name is None else name.get(w("val"), "")

    def _style_id(self, paragraph: Element) -> str:
        node = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self._default_style if node is None else node.get(w("val"), self._default_style)

    def _resolve_style(self, style: str) -> PropertyValues:
        """What the style comes to, with all that it is based on; the defaults first."""
        if style not in self._chains:
            steps: list[Element] = []
            at = style
            while at in self._styles_by_id and len(steps) < _MOST_STEPS:
                steps.append(self._styles_by_id[at])
                based = self._styles_by_id[at].find(w("basedOn"))
                at = "" if based is None else based.get(w("val"), "")
            made = dict(self._default_properties)
            for node in reversed(steps):
                for child in node.iterchildren(w("pPr"), w("rPr")):
                    _overlay_properties(made, child)
            self._chains[style] = made
        return self._chains[style]

    def shape(self, paragraph: Element) -> ParagraphFormat:
        """How the paragraph stands."""
        made = dict(self._resolve_style(self._style_id(paragraph)))
        own = paragraph.find(w("pPr"))
        if own is not None:
            _overlay_properties(made, own)
        chars = made.get("ind.firstLineChars", "")
        right = made.get("ind.right", made.get("ind.end", "0"))
        return ParagraphFormat(
            made.get("jc", "left"),
            _parse_int(made.get("spacing.line", "240")),
            made.get("spacing.lineRule", "auto"),
            _parse_int(chars or made.get("ind.firstLine", "0")),
            bool(_parse_int(chars)),
            _parse_int(right),
            _is_on(made.get("pageBreakBefore", "0")),
        )

    def look(self, paragraph: Element, run: Element, *, direct: bool = True) -> RunFormat:
        """How the run's characters look; without `direct`, how its styles alone would have them."""
        made = dict(self._resolve_style(self._style_id(paragraph)))
        own = run.find(w("rPr"))
        named = None if own is None else own.find(w("rStyle"))
        if named is not None and named.get(w("val")) in self._styles_by_id:
            for child in self._styles_by_id[named.get(w("val"), "")].iterchildren(w("rPr")):
                _overlay_properties(made, child)
        if own is not None and direct:
            _overlay_properties(made, own)
        han, latin = (self._resolve_font(made, key) for key in ("eastAsia", "ascii"))
        return RunFormat(han, latin, _parse_int(made.get("sz", "20")), _is_on(made.get("b", "0")))

    def _resolve_font(self, made: PropertyValues, key: str) -> str:
        theme = made.get(f"rFonts.{key}Theme", "")
        return self._theme_fonts.get(theme, "") if theme else made.get(f"rFonts.{key}", "")

    def sections(self) -> Iterator[Section]:
        """The pages of the file, section by section."""
        root = xml.parse(self.content.members[archive.DOCUMENT], huge=True)
        relations = self._read_relationships()
        footers: dict[str, str] = {}
        for node in root.iter(w("sectPr")):
            size, margin = node.find(w("pgSz")), node.find(w("pgMar"))
            for each in node.iterchildren(w("footerReference")):
                target = relations.get(each.get(_ID, ""), "")
                footers = {**footers, each.get(w("type"), "default"): f"word/{target}"}
            yield Section(
                _read_length(size, "w", 11906),
                _read_length(size, "h", 16838),
                {
                    side: _read_length(margin, side, 1440)
                    for side in ("top", "bottom", "left", "right")
                },
                footers,
            )

    def _read_relationships(self) -> dict[str, str]:
        data = self.content.members.get("word/_rels/document.xml.rels")
        if data is None:
            return {}
        return {node.get("Id", ""): node.get("Target", "") for node in xml.parse(data)}


_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _overlay_properties(made: PropertyValues, properties: Element) -> None:
    """Lay the properties over those that were there."""
    for node in properties:
        if not isinstance(node.tag, str):
            continue
        name = str(node.tag).rpartition("}")[2]
        if name in ("rPr", "pPr"):
            if name == "rPr" and properties.tag == w("pPr"):
                continue  # it is the paragraph mark's
            _overlay_properties(made, node)
            continue
        values = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
        if name == "rFonts":
            for key in _FONT_KEYS:
                if key in values and f"{key}Theme" not in values:
                    made.pop(f"rFonts.{key}Theme", None)
        if "val" in values or not values:
            made[name] = values.get("val", "1")
        made.update({f"{name}.{key}": value for key, value in values.items()})


def _read_length(node: Element | None, key: str, other: int) -> int:
    return other if node is None else _parse_int(node.get(w(key), str(other)))


def _parse_int(text: str) -> int:
    """The number in the text, 0 for none: files say 240.0 and worse."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return 0


def _is_on(text: str) -> bool:
    return text not in ("0", "false", "off", "none")
