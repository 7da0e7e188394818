"""The blank page of GB/T 9704-2012 as a Word file, and its signature set by the standard."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from drafter.word import blocks, xml
from drafter.word.package import Package, pack
from drafter.word.signature import AFTER_IND, gaps, right
from drafter.word.xml import Element, element, w

_MEMBERS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme1.xml",
    "word/footer1.xml": "footer1.xml",
    "word/footer2.xml": "footer2.xml",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
}

STYLE_IDS: Mapping[str, str] = {"署名": "SignatureOrgan", "成文日期": "SignatureDate"}
"""The ids that blank() gives to the two styles of the signature."""


def blank() -> bytes:
    """An empty report: page, styles, numbering and page numbers of GB/T 9704-2012.

    The bytes are the same on every call.
    """
    return pack(Package({member: _skeleton(source) for member, source in _MEMBERS.items()}))


def _skeleton(name: str) -> bytes:
    path = files("drafter.word") / "gongwen_xml" / name
    return path.read_text(encoding="utf-8").encode()


def style_ids(styles: Element) -> dict[str, str]:
    """Style name → style id of a parsed styles.xml; Word may rename ids on every save."""
    return {
        name.get(w("val"), ""): style.get(w("styleId"), "")
        for style in styles.iter(w("style"))
        for name in style.iterchildren(w("name"))
    }


def lay_out(root: Element, styles: bytes) -> None:
    """Set the signature of a parsed document.xml by the standard, in place.

    styles: the styles.xml of the same file, whose ids are whatever the last program gave them.
    """
    sign(root, style_ids(xml.parse(styles)))


def sign(root: Element, ids: Mapping[str, str] = STYLE_IDS) -> None:
    """Set the right gaps of each 署名 paragraph that a 成文日期 paragraph follows directly.

    GB/T 9704-2012, 7.3.5.2 (signature without seal). `root` is a parsed document.xml and is
    changed in place; `ids` are the style ids of the document it comes from, by style name.
    """
    organ, date = ids.get("署名"), ids.get("成文日期")
    if not organ or not date:
        return
    for paragraph in root.iter(w("p")):
        follower = next(paragraph.itersiblings(w("p"), w("tbl"), w("sdt")), None)
        if follower is None or blocks.style(paragraph) != organ or blocks.style(follower) != date:
            continue
        organ_gap, date_gap = gaps(_text(paragraph), _text(follower))
        _indent(paragraph, organ_gap)
        _indent(follower, date_gap)


def _text(paragraph: Element) -> str:
    return "".join(node.text or "" for node in blocks.texts(paragraph)).strip()


def _indent(paragraph: Element, gap: float) -> None:
    ind = _ind(next(paragraph.iterchildren(w("pPr"))))
    for name in ("end", "endChars"):
        ind.attrib.pop(w(name), "")
    for name, value in right(gap).items():
        ind.set(w(name), value)


def _ind(properties: Element) -> Element:
    """The w:ind of a w:pPr, made in its place in the schema's order where it is missing."""
    ind = properties.find(w("ind"))
    if ind is None:
        ind = element("ind")
        later = {w(name) for name in AFTER_IND}
        following = (n for n, child in enumerate(properties) if child.tag in later)
        properties.insert(next(following, len(properties)), ind)
    return ind
