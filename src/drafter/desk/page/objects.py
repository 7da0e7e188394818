"""What stands in a line and is no text: pictures, text boxes, charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from drafter.desk.page.css import write_points
from drafter.desk.page.looks import Look
from drafter.word.names import DRAWING, MARKUP_COMPATIBILITY, RELATIONSHIP_ATTRIBUTES, VML
from drafter.word.parts.pictures import BadPicture, read_picture
from drafter.word.xml import Element, w

_EMU_A_TWIP, _EMU_A_PIXEL = 635, 9525
_BLIP = f"{DRAWING}blip"
_EMBED = f"{RELATIONSHIP_ATTRIBUTES}embed"
_ID = f"{RELATIONSHIP_ATTRIBUTES}id"
_VML_IMAGE = f"{VML}imagedata"
_BOX = w("txbxContent")
_SHOWN = {"PNG", "JPEG", "GIF", "BMP", "WebP"}
"""Kinds of pictures that browsers show."""


class PagePicture(NamedTuple):
    """A picture that the page names by the digest of its bytes."""

    content: bytes
    mime: str


class ObjectWriter:
    """Writes the objects of one part. pictures: the digests of those that its XML names."""

    def __init__(self, look: Look, pictures: Mapping[str, str]) -> None:
        self.look = look
        self.pictures = pictures

    def write(self, node: Element, write_blocks: Callable[[Element], str]) -> str:
        """The object; write_blocks: gives the paragraphs of a text box."""
        if node.tag == f"{MARKUP_COMPATIBILITY}AlternateContent":
            chosen = node.find(f"{MARKUP_COMPATIBILITY}Choice")
            node = node if chosen is None else chosen
        box = next(node.iter(_BOX), None)
        if box is not None:
            inside = write_blocks(box)
            return f'<span class="box {self._name_size(node)}">{inside}</span>'
        for blip in node.iter(_BLIP, _VML_IMAGE):
            target = blip.get(_EMBED, blip.get(_ID, ""))
            if target in self.pictures:
                return _write_picture(node, self.pictures[target])
        return f'<span class="box {self._name_size(node)}" data-x></span>'

    def _name_size(self, node: Element) -> str:
        width, height = _measure(node)
        if not width:
            return ""
        size = (write_points(length / _EMU_A_TWIP) for length in (width, height))
        return self.look.name_class("width:{};min-height:{}".format(*size))


def _write_picture(node: Element, digest: str) -> str:
    width, height = _measure(node)
    size = ""
    if width and height:
        size = f' width="{round(width / _EMU_A_PIXEL)}" height="{round(height / _EMU_A_PIXEL)}"'
    return f'<img data-x src="/picture/{digest}"{size} alt="">'


def _measure(node: Element) -> tuple[int, int]:
    """The width and height of a drawing in EMU; 0 where it does not say them."""
    for each in node.iter("{*}extent", "{*}ext"):
        width, height = each.get("cx", ""), each.get("cy", "")
        if width.isdecimal() and height.isdecimal():
            return int(width), int(height)
    return 0, 0


def read_page_picture(content: bytes) -> PagePicture | None:
    """The picture, if it is one that a browser shows."""
    try:
        picture = read_picture(content)
    except BadPicture as bad:
        return PagePicture(content, "image/webp") if bad.kind == "WebP" else None
    return PagePicture(content, picture.mime) if picture.kind in _SHOWN else None
