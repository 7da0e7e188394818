"""The blank page of GB/T 9704-2012 as a Word file, and its signature set by the standard."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from drafter.vocabulary import DATE_STYLE, ORGAN_STYLE
from drafter.word import xml
from drafter.word.layout.signature import RIGHT_INDENTS, compute_right_gaps, right_indent
from drafter.word.package.archive import Package, write_zip
from drafter.word.repair.tree import ensure_property
from drafter.word.text import paragraphs
from drafter.word.xml import Element, w

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

STYLE_IDS: Mapping[str, str] = {ORGAN_STYLE: "SignatureOrgan", DATE_STYLE: "SignatureDate"}
"""The ids that blank() gives to the two styles of the signature."""


def make_blank() -> bytes:
    """An empty report: page, styles, numbering and page numbers of GB/T 9704-2012.

    The bytes are the same on every call.
    """
    return write_zip(
        Package({member: _read_skeleton(source) for member, source in _MEMBERS.items()})
    )


def _read_skeleton(name: str) -> bytes:
    path = files("drafter.word.layout") / "gongwen_xml" / name
    return path.read_text(encoding="utf-8").encode()


def read_style_ids(styles: Element) -> dict[str, str]:
    """Style name → style id of a parsed styles.xml; Word may rename ids on every save."""
    return {
        name.get(w("val"), ""): style.get(w("styleId"), "")
        for style in styles.iter(w("style"))
        for name in style.iterchildren(w("name"))
    }


def lay_out_signatures(root: Element, styles: bytes) -> None:
    """Set the signature of a parsed document.xml by the standard, in place.

    styles: the styles.xml of the same file, whose ids are whatever the last program gave them.
    """
    indent_signatures(root, read_style_ids(xml.parse(styles)))


def indent_signatures(root: Element, ids: Mapping[str, str] = STYLE_IDS) -> None:
    """Set the right gaps of each 署名 paragraph that a 成文日期 paragraph follows directly.

    GB/T 9704-2012, 7.3.5.2 (signature without seal). `root` is a parsed document.xml and is
    changed in place; `ids` are the style ids of the document it comes from, by style name.
    """
    organ, date = ids.get(ORGAN_STYLE), ids.get(DATE_STYLE)
    if not organ or not date:
        return
    for paragraph in root.iter(w("p")):
        follower = next(paragraph.itersiblings(w("p"), w("tbl"), w("sdt")), None)
        if (
            follower is None
            or paragraphs.read_style_id(paragraph) != organ
            or paragraphs.read_style_id(follower) != date
        ):
            continue
        organ_gap, date_gap = compute_right_gaps(
            _read_stripped_text(paragraph), _read_stripped_text(follower)
        )
        _set_right_gap(paragraph, organ_gap)
        _set_right_gap(follower, date_gap)


def _read_stripped_text(paragraph: Element) -> str:
    return "".join(node.text or "" for node in paragraphs.find_text_elements(paragraph)).strip()


def _set_right_gap(paragraph: Element, gap: float) -> None:
    ind = ensure_property(next(paragraph.iterchildren(w("pPr"))), "ind")
    for name in RIGHT_INDENTS:
        ind.attrib.pop(w(name), "")
    for name, value in right_indent(gap).items():
        ind.set(w(name), value)
