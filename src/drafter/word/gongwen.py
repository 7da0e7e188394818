"""The blank page of GB/T 9704-2012 as a Word file, and its signature set by the standard."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from importlib.resources import files

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DATE = (1980, 1, 1, 0, 0, 0)

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

_CHARACTER = 320
"""One character of 16 pt in twips."""
_LINE = 27
"""Whole characters of 16 pt in the 156 mm of a line."""

_AFTER_IND = (
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
    "pPrChange",
)  # fmt: skip
"""What the schema lets follow w:ind in w:pPr."""


def blank() -> bytes:
    """An empty report: page, styles, numbering and page numbers of GB/T 9704-2012.

    The bytes are the same on every call.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for member, source in _MEMBERS.items():
            info = zipfile.ZipInfo(member, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, _skeleton(source))
    return buffer.getvalue()


def _skeleton(name: str) -> bytes:
    path = files("drafter.word") / "gongwen_xml" / name
    return path.read_text(encoding="utf-8").encode()


def style_ids(styles: etree._Element) -> dict[str, str]:
    """Style name → style id of a parsed styles.xml; Word may rename ids on every save."""
    return {
        name.get(f"{_W}val", ""): style.get(f"{_W}styleId", "")
        for style in styles.iter(f"{_W}style")
        for name in style.iterchildren(f"{_W}name")
    }


def sign(root: etree._Element, ids: Mapping[str, str] = STYLE_IDS) -> None:
    """Set the right gaps of each 署名 paragraph that a 成文日期 paragraph follows directly.

    GB/T 9704-2012, 7.3.5.2 (signature without seal). `root` is a parsed document.xml and is
    changed in place; `ids` are the style ids of the document it comes from, by style name.
    """
    organ, date = ids.get("署名"), ids.get("成文日期")
    if not organ or not date:
        return
    for paragraph in root.iter(f"{_W}p"):
        follower = paragraph.getnext()
        if follower is None or follower.tag != f"{_W}p":
            continue
        if _style(paragraph) == organ and _style(follower) == date:
            organ_gap, date_gap = gaps(_text(paragraph), _text(follower))
            _indent(paragraph, organ_gap)
            _indent(follower, date_gap)


def gaps(organ: str, date: str) -> tuple[float, float]:
    """Right gaps, in characters, of the organ and of the date under it (7.3.5.2).

    The organ keeps two characters on its right and the date begins two characters to the right
    of where the organ begins. A date longer than the organ keeps the two characters itself, and
    the organ moves left until the date begins two to its right again.

    >>> gaps("区政协办公室", "2021年12月31日")
    (5.0, 2.0)
    """
    first, second = min(width(organ), _LINE - 2), width(date)
    if second > first:
        return second + 4 - first, 2.0
    return 2.0, first - second


def width(text: str) -> float:
    """The width of a line in characters: a digit or a Latin letter is half of one.

    >>> width("2021年")
    3.0
    """
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.5 for one in text)


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val", ""))


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t")).strip()


def _indent(paragraph: etree._Element, gap: float) -> None:
    """Write the right gap both ways: Word takes the characters, LibreOffice the twips."""
    ind = _ind(next(paragraph.iterchildren(f"{_W}pPr")))
    for name in ("end", "endChars"):
        ind.attrib.pop(f"{_W}{name}", "")
    ind.set(f"{_W}rightChars", str(int(gap * 100)))
    ind.set(f"{_W}right", str(int(gap * _CHARACTER)))


def _ind(properties: etree._Element) -> etree._Element:
    """The w:ind of a w:pPr, made in its place in the schema's order where it is missing."""
    ind = properties.find(f"{_W}ind")
    if ind is None:
        ind = etree.Element(f"{_W}ind")
        later = {f"{_W}{name}" for name in _AFTER_IND}
        following = (n for n, child in enumerate(properties) if child.tag in later)
        properties.insert(next(following, len(properties)), ind)
    return ind
