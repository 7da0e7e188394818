"""Pictures of the data in a rendered part: where their tags print, and in frames of the template
whose alternative text asks for one."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from docx.image.image import BaseImageHeader, Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Emu

from drafter.engine.compile.compiled import CompiledTemplate
from drafter.engine.language.faults import UnusableFile
from drafter.engine.language.pictures import PrintedPicture, scale_to
from drafter.vocabulary import TYPED_GAP
from drafter.word import names, xml
from drafter.word.layout.formatting import StyleResolver
from drafter.word.layout.room import Room, measure_room
from drafter.word.package.archive import DOCUMENT
from drafter.word.parts.pictures import Picture
from drafter.word.repair.requirements import names_after
from drafter.word.text.paragraphs import iterate_paragraphs, owner_paragraph
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

_NEW = "drafter-picture"
"""What stands as the alternative text of a picture until its part is finished."""
_SWAP = re.compile(rf"{_NEW} (\w+) (\d+) (\d+) ([1-8]) (.*)", re.DOTALL)
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_PIC = f"{names.DRAWING.removesuffix('main}')}picture}}"
_EXTENT, _OFFSET = (names.DOC_PR.replace("docPr", name) for name in ("extent", "posOffset"))
_TURNS: dict[int, dict[str, str]] = {
    1: {}, 2: {"flipH": "1"}, 3: {"rot": "10800000"}, 4: {"flipV": "1"},
    5: {"flipH": "1", "rot": "16200000"}, 6: {"rot": "5400000"},
    7: {"flipH": "1", "rot": "5400000"}, 8: {"rot": "16200000"},
}  # fmt: skip
"""What DrawingML calls the orientations of Exif: it mirrors first, then turns clockwise."""


class _Header(BaseImageHeader):
    """What a picture says of itself, as python-docx asks for it."""

    def __init__(self, picture: Picture) -> None:
        super().__init__(picture.width, picture.height, *picture.dpi)
        self.picture = picture

    @property
    def content_type(self) -> str:
        return self.picture.mime

    @property
    def default_ext(self) -> str:
        return self.picture.extension


class PictureWriter:
    """Writes pictures into the parts of one report."""

    def __init__(self, compiled: CompiledTemplate) -> None:
        self.compiled = compiled
        self.styles = StyleResolver(compiled.template.package)
        self._paragraphs: dict[str, list[Element]] = {}
        self._image_parts: dict[Picture, ImagePart] = {}

    def write(self, part: Any, slot: int, printed: PrintedPicture) -> str:
        """What stands in the page for the picture: its drawing in a run of its own.

        In an attribute (slot 0) it is what `finish_pictures` finds in a frame's alternative text.
        """
        picture = printed.picture
        relation = part.relate_to(self._find_image_part(part, picture), RELATIONSHIP_TYPE.IMAGE)
        if slot <= 0:
            width, height = picture.natural_size
            stem = printed.name.rpartition("/")[2].rpartition(".")[0]
            return f"{_NEW} {relation} {width} {height} {picture.turned} {stem}"
        size = printed.fit(self._measure_room(slot))
        number = getattr(part, "next_id", 1)  # a part of notes is no story of python-docx's
        inline = CT_Inline.new_pic_inline(
            number, relation, f"image.{picture.extension}", *map(Emu, size)
        )
        _turn(inline, picture.turned, size)
        inline.docPr.set("descr", _NEW)
        return (
            f"</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r>"
            '<w:t xml:space="preserve">'
        )

    def _find_image_part(self, part: Any, picture: Picture) -> ImagePart:
        """The package's part of the picture, of which there is one however often it is shown."""
        if picture not in self._image_parts:
            parts = part.package.image_parts
            image = Image(picture.content, f"image.{picture.extension}", _Header(picture))
            same = (each for each in parts if each.blob == picture.content)
            found = next(same, None)
            if found is None:
                taken = {each.partname.idx for each in parts}
                number = next(n for n in count(1) if n not in taken)
                name = PackURI(f"/word/media/image{number}.{picture.extension}")
                found = ImagePart.from_image(image, name)
                parts.append(found)
            self._image_parts[picture] = found
        return self._image_parts[picture]

    def _measure_room(self, slot: int) -> Room:
        """The room where the tag stands in the template."""
        found = next(
            each
            for part in self.compiled.template.slots.values()
            for each in part
            if each.number == slot
        )
        body = self._list_paragraphs(DOCUMENT)[0].getroottree().getroot().find(w("body"))
        paragraph = self._list_paragraphs(found.member)[found.paragraph.number - 1]
        assert body is not None
        return measure_room(self.styles, paragraph, body)

    def _list_paragraphs(self, member: str) -> list[Element]:
        if member not in self._paragraphs:
            root = xml.parse(self.compiled.template.package.members[member])
            self._paragraphs[member] = [each.element for each in iterate_paragraphs(root)]
        return self._paragraphs[member]


def _turn(frame: Any, turned: int, size: tuple[int, int]) -> None:
    """Turn the picture in an inline or anchored frame of that size as its Exif asks.

    A picture on its side goes into a group as large as it is upright: of a turned picture alone,
    Word and LibreOffice disagree which way round its frame is.
    """
    place = next(frame.iter(f"{_PIC}spPr")).find(f"{names.DRAWING}xfrm")
    for name, value in _TURNS[turned].items():
        place.set(name, value)
    if turned <= 4:
        return
    width, height = size
    aside = (width - height) // 2
    _set_sizes(place, (aside, -aside), (height, width))
    data = next(frame.iter(f"{names.DRAWING}graphicData"))
    picture = data[0]
    group = xml.parse(
        f'<g:wgp xmlns:g="{_GROUP}" xmlns:a="{names.DRAWING[1:-1]}"><g:cNvGrpSpPr/><g:grpSpPr>'
        '<a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{width}" cy="{height}"/></a:xfrm></g:grpSpPr></g:wgp>'.encode()
    )
    data.set("uri", _GROUP)
    data.append(group)
    group.append(picture)


def _set_sizes(place: Element, offset: tuple[int, int], size: tuple[int, int]) -> None:
    """Where the picture lies in its frame, and its size as its bytes lie."""
    for name, keys, values in (("off", "xy", offset), ("ext", ("cx", "cy"), size)):
        node = place.find(f"{names.DRAWING}{name}")
        assert node is not None
        for key, value in zip(keys, values, strict=True):
            node.set(key, str(value))


def finish_pictures(root: Element, styles: StyleResolver) -> None:
    """Give the lines of new pictures room, and swap those in frames that ask for one."""
    for frame in list(root.iter(names.DOC_PR)):
        said = frame.get("descr", "")
        if said == _NEW:
            del frame.attrib["descr"]
            _let_line_grow(owner_paragraph(frame), styles)
        elif match := _SWAP.fullmatch(said):
            _swap(get_parent(frame), match)
            for node in get_parent(frame).iter(names.DOC_PR, f"{_PIC}cNvPr"):
                if node.get("descr", "").startswith(_NEW):
                    node.set("descr", match[5])
        elif TYPED_GAP.fullmatch(said):
            _show_gap(frame, said)
    if any(_NEW in value for node in root.iter() for value in node.attrib.values()):
        raise UnusableFile("D387")


def _show_gap(frame: Element, gap: str) -> None:
    """Let the gap be read on the page where the picture would stand."""
    drawing = next(frame.iterancestors(w("drawing")), None)
    if drawing is not None:
        text = make_element("t")
        set_text(text, gap)
        drawing.addprevious(text)
        remove_node(drawing)


def _swap(frame: Element, match: re.Match[str]) -> None:
    """Put the picture into the frame, as large as it goes in whole, in the middle of it."""
    blip, extent = next(frame.iter(f"{names.DRAWING}blip"), None), frame.find(_EXTENT)
    if blip is None or extent is None:
        raise UnusableFile("D387")
    natural, turned = (int(match[2]), int(match[3])), int(match[4])
    old = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    size = scale_to(natural, *old)
    blip.attrib.clear()
    blip[:] = []  # an effect, or the same picture as SVG, of the one that stood there
    blip.set(f"{names.RELATIONSHIP_ATTRIBUTES}embed", match[1])
    for cut in list(frame.iter(f"{names.DRAWING}srcRect")):
        remove_node(cut)
    for key, length in zip(("cx", "cy"), size, strict=True):
        extent.set(key, str(length))
    for offset, before, after in zip(frame.iter(_OFFSET), old, size, strict=False):
        offset.text = str(int(offset.text or "0") + (before - after) // 2)
    place = next(frame.iter(f"{_PIC}spPr")).find(f"{names.DRAWING}xfrm")
    if place is not None:
        place.attrib.clear()
        _set_sizes(place, (0, 0), size)
        _turn(frame, turned, size)


def _let_line_grow(paragraph: Element | None, styles: StyleResolver) -> None:
    """Let a line be as high as its picture: of an exact height, Word shows a strip of it."""
    if paragraph is None or styles.shape(paragraph).rule != "exact":
        return
    properties = paragraph.find(names.PPR)
    if properties is None:
        properties = make_element("pPr")
        paragraph.insert(0, properties)
    spacing = properties.find(w("spacing"))
    if spacing is None:
        spacing = make_element("spacing")
        later = {w(name) for name in names_after("pPr", "spacing")}
        following = (n for n, child in enumerate(properties) if child.tag in later)
        properties.insert(next(following, len(properties)), spacing)
    spacing.set(w("line"), "240")
    spacing.set(w("lineRule"), "auto")
