"""What a picture's own bytes say: its kind, its size, which way up it is; or why Word has no use
for it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_EMU_AN_INCH = 914400
_USUAL_DPI = 72
"""What a picture without a believable resolution is shown at, as python-docx does."""
_LEAST_DPI, _MOST_DPI = 20, 5000
"""Programs write 0, 1 or 65535 where they know of no resolution."""

_SIGNS = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG"), (0, b"\xff\xd8\xff", "JPEG"), (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"), (0, b"BM", "BMP"), (0, b"II*\0", "TIFF"), (0, b"MM\0*", "TIFF"),
    (8, b"WEBP", "WebP"), (4, b"ftypavif", "AVIF"), (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"), (4, b"ftypmsf1", "HEIC"), (40, b" EMF", "EMF"),
    (0, b"\xd7\xcd\xc6\x9a", "WMF"), (0, b"\1\0\t\0", "WMF"), (0, b"%PDF", "PDF"),
    (0, b"8BPS", "PSD"), (0, b"PK\3\4", "ZIP"), (0, b"\0\0\1\0", "ICO"),
)  # fmt: skip
_EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "BMP": "bmp", "TIFF": "tiff"}
"""The kinds that Word shows everywhere, with python-docx's names for their files."""
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_FRAMES = {0xC0, 0xC1, 0xC2}
"""JPEG frames that every program reads: baseline, extended and progressive Huffman."""
_OTHER_FRAMES = {*range(0xC3, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD8)}
_ORIENTATION, _X_DENSITY, _Y_DENSITY, _DENSITY_UNIT = 0x0112, 0x011A, 0x011B, 0x0128


class BadPicture(ValueError):
    """Word has no use for the picture; `kind` is what it is, empty for no picture at all."""

    def __init__(self, kind: str = "", *, torn: bool = False) -> None:
        self.kind, self.torn = kind, torn
        super().__init__(kind)


class Picture(NamedTuple):
    """A picture: its bytes, saying that they lie upright; its size in pixels as they lie, its dots
    per inch, and by which Exif orientation (1 to 8) it is to be turned."""

    content: bytes
    kind: str
    width: int
    height: int
    dpi: tuple[int, int]
    turned: int = 1

    @property
    def extension(self) -> str:
        """How the names of such files end."""
        return _EXTENSIONS[self.kind]

    @property
    def mime(self) -> str:
        """What the package's list of contents calls the kind."""
        return f"image/{self.kind.lower()}"

    @property
    def on_its_side(self) -> bool:
        """Whether upright it is as wide as its bytes are high."""
        return self.turned > 4

    @property
    def natural_size(self) -> tuple[int, int]:
        """Its upright width and height in EMU by its own resolution."""
        size = (
            int(self.width / self.dpi[0] * _EMU_AN_INCH),
            int(self.height / self.dpi[1] * _EMU_AN_INCH),
        )
        return (size[1], size[0]) if self.on_its_side else size


def read_picture(content: bytes) -> Picture:
    """The picture that the bytes are, whatever their file is called. Raises BadPicture."""
    kind = _find_kind(content)
    if kind not in _EXTENSIONS:
        raise BadPicture(kind)
    try:
        picture = _READERS[kind](content)
    except (struct.error, IndexError):
        raise BadPicture(kind, torn=True) from None
    if not picture.width or not picture.height:
        raise BadPicture()
    return picture


def _find_kind(content: bytes) -> str:
    for at, sign, kind in _SIGNS:
        if content.startswith(sign, at):
            return kind
    return "SVG" if b"<svg" in content[:2000] else ""


def _believe(*dpi: float) -> tuple[int, int]:
    """The resolutions; one that cannot be is taken from the other, or is the usual one."""
    known = [round(each) for each in dpi if _LEAST_DPI <= each <= _MOST_DPI]
    if len(known) == 2:
        return known[0], known[1]
    return (known[0], known[0]) if known else (_USUAL_DPI, _USUAL_DPI)


def _read_png(content: bytes) -> Picture:
    width, height = struct.unpack_from(">II", content, 16)
    dpi, at, turned = (_USUAL_DPI, _USUAL_DPI), 8, 1
    while True:
        size, name = struct.unpack_from(">I4s", content, at)
        if name == b"pHYs" and content[at + 16] == 1:
            dpi = _believe(*(n * 0.0254 for n in struct.unpack_from(">II", content, at + 8)))
        elif name == b"eXIf":
            turned = _read_exif(content[: at + 8 + size], at + 8).turned
        if at + 12 + size > len(content):
            raise BadPicture("PNG", torn=True)
        at += 12 + size
        if name == b"IEND":
            return Picture(content, "PNG", width, height, dpi, turned)


def _read_jpeg(content: bytes) -> Picture:
    width = height = 0
    turned, place, densities = 1, 0, []
    for mark, at, size in _iterate_segments(content):
        if mark in _OTHER_FRAMES:
            raise BadPicture("JPEG")
        if mark in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 1)
        elif mark == 0xE0 and content.startswith(b"JFIF\0", at):
            unit, x, y = struct.unpack_from(">BHH", content, at + 7)
            scale = {1: 1.0, 2: 2.54}.get(unit, 0)
            densities.append(_believe(x * scale, y * scale))
        elif mark == 0xE1 and content.startswith(b"Exif\0\0", at):
            exif = _read_exif(content[: at + size], at + 6)
            turned, place = exif.turned, exif.place
            densities.append(exif.dpi)
    if turned > 1:
        content = content[:place] + struct.pack(exif.order + "H", 1) + content[place + 2 :]
    dpi = densities[0] if densities else (_USUAL_DPI, _USUAL_DPI)
    return Picture(content, "JPEG", width, height, dpi, turned)


def _iterate_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments before the picture's own data: mark, where the content starts, its length."""
    at = 2
    while content[at : at + 2] != _SCAN:
        mark = content[at + 1]
        if content[at] != 0xFF:
            raise BadPicture("JPEG", torn=True)
        if mark == 0xFF or mark in _BARE:
            at += 1 if mark == 0xFF else 2
            continue
        size = struct.unpack_from(">H", content, at + 2)[0]
        yield mark, at + 4, size - 2
        at += 2 + size
    if content.find(_END, at) < 0:
        raise BadPicture("JPEG", torn=True)


class _Exif(NamedTuple):
    """What an Exif says: the orientation and where it stands, the resolution, the byte order."""

    turned: int
    place: int
    dpi: tuple[int, int]
    order: str


def _read_exif(content: bytes, start: int) -> _Exif:
    """The Exif that starts there, up to the end of the bytes; a broken one says nothing."""
    order = "<" if content[start : start + 2] == b"II" else ">"
    found: dict[int, int] = {}
    place = 0
    try:
        entries = start + struct.unpack_from(f"{order}I", content, start + 4)[0]
        for number in range(struct.unpack_from(f"{order}H", content, entries)[0]):
            at = entries + 2 + 12 * number
            tag, kind = struct.unpack_from(f"{order}HH", content, at)
            short, long = (struct.unpack_from(order + c, content, at + 8)[0] for c in "HI")
            if tag in (_ORIENTATION, _DENSITY_UNIT):
                found[tag] = short
                place = at + 8 if tag == _ORIENTATION else place
            elif tag in (_X_DENSITY, _Y_DENSITY) and kind == 5:
                over, under = struct.unpack_from(f"{order}II", content, start + long)
                found[tag] = over // under if under else 0
    except struct.error:
        pass
    turned = found.get(_ORIENTATION, 1)
    scale = 2.54 if found.get(_DENSITY_UNIT) == 3 else 1.0
    dpi = _believe(*(found.get(tag, 0) * scale for tag in (_X_DENSITY, _Y_DENSITY)))
    return _Exif(turned if 1 < turned < 9 else 1, place, dpi, order)


def _read_gif(content: bytes) -> Picture:
    width, height = struct.unpack_from("<HH", content, 6)
    if content.rfind(b"\x3b") < 13:
        raise BadPicture("GIF", torn=True)
    return Picture(content, "GIF", width, height, (_USUAL_DPI, _USUAL_DPI))


def _read_bmp(content: bytes) -> Picture:
    size, first = struct.unpack_from("<I4xI", content, 2)
    width, height = struct.unpack_from("<ii", content, 18)
    x, y = struct.unpack_from("<ii", content, 38)
    if first >= len(content) or size > len(content):
        raise BadPicture("BMP", torn=True)
    # Windows's own resolution, which python-docx takes for a bitmap that says none
    dpi = _believe(x * 0.0254, y * 0.0254) if x > 0 and y > 0 else (96, 96)
    return Picture(content, "BMP", width, abs(height), dpi)


def _read_tiff(content: bytes) -> Picture:
    order = "<" if content[:2] == b"II" else ">"
    entries = struct.unpack_from(f"{order}I", content, 4)[0]
    found: dict[int, int] = {}
    for number in range(struct.unpack_from(f"{order}H", content, entries)[0]):
        at = entries + 2 + 12 * number
        tag, kind = struct.unpack_from(f"{order}HH", content, at)
        form, where = ("H", at + 8) if kind == 3 else ("I", at + 8)
        found[tag] = struct.unpack_from(order + form, content, where)[0]
        if kind == 5 and tag in (_X_DENSITY, _Y_DENSITY):
            over, under = struct.unpack_from(f"{order}II", content, found[tag])
            found[tag] = over // under if under else 0
    scale = 2.54 if found.get(_DENSITY_UNIT) == 3 else 1.0
    dpi = _believe(*(found.get(tag, 0) * scale for tag in (_X_DENSITY, _Y_DENSITY)))
    return Picture(content, "TIFF", found.get(256, 0), found.get(257, 0), dpi)


_READERS = {
    "PNG": _read_png, "JPEG": _read_jpeg, "GIF": _read_gif, "BMP": _read_bmp, "TIFF": _read_tiff,
}  # fmt: skip
