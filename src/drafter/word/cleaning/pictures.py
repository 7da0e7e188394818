"""What cameras and programs write into a picture beside the picture: place, owner, software."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_EXIF, _SCAN = 0xE1, b"\xff\xda"
_METADATA_SEGMENTS = (_EXIF, 0xED, 0xFE)
"""JPEG segments: Exif and XMP, what editors note (IPTC), comments."""
_METADATA_CHUNKS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_ORIENTATION_TAG = 0x0112
"""The Exif entry that says which way up the picture is."""


def strip_metadata(data: bytes) -> bytes:
    """The picture without what is told beside it; whatever is no sound JPEG or PNG as it is."""
    try:
        if data.startswith(_JPEG):
            return b"".join(_jpeg_segments(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
    except (struct.error, IndexError, ValueError):
        pass
    return data


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments of a JPEG that make the picture; of the Exif only which way up it is."""
    yield data[:2]
    at = 2
    while data[at : at + 2] != _SCAN:
        if data[at] != 0xFF:
            raise ValueError(at)
        if data[at + 1] == 0xFF:  # a segment may have such bytes before it
            at += 1
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2 or at + 2 + size >= len(data):
            raise ValueError(at)
        if data[at + 1] not in _METADATA_SEGMENTS:
            yield data[at : at + 2 + size]
        elif turned := _read_orientation(data[at + 4 : at + 2 + size]):
            yield _make_orientation_segment(turned)
        at += 2 + size
    yield data[at:]


def _read_orientation(segment: bytes) -> int:
    """Which way the Exif turns the picture; 0 when it does not say, or leaves it upright."""
    if not segment.startswith(b"Exif\0\0"):
        return 0
    tiff = segment[6:]
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION_TAG:
                return value if 1 < value < 9 else 0
    except struct.error:
        pass
    return 0


def _make_orientation_segment(turned: int) -> bytes:
    """A segment that says only which way up the picture is."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION_TAG, 3, 1, turned, 0, 0)
    said = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, _EXIF, len(said) + 2) + said


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that make the picture."""
    at = len(_PNG)
    while at < len(data):
        size = 12 + int.from_bytes(data[at : at + 4], "big")
        if at + size > len(data):
            raise ValueError(at)
        if data[at + 4 : at + 8] not in _METADATA_CHUNKS:
            yield data[at : at + size]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at += size
