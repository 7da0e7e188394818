"""Tests for drafter.word.pictures: what is told beside a picture goes, the picture stays."""

from __future__ import annotations

import struct

import pytest

from drafter.word.cleaning.pictures import strip_metadata
from pictures import chunk, segment


def test_a_png_loses_what_is_told_beside_the_picture():
    head, end = chunk(b"IHDR", b"\0" * 13), chunk(b"IEND", b"")
    told = chunk(b"tEXt", b"Author\0x") + chunk(b"eXIf", b"MM") + chunk(b"tIME", b"\0" * 7)
    sign = b"\x89PNG\r\n\x1a\n"
    assert strip_metadata(sign + head + told + end + b"more") == sign + head + end
    assert strip_metadata(sign + head + b"\0\0") == sign + head + b"\0\0"


def exif(order: str, turned: int) -> bytes:
    sign = b"II" if order == "<" else b"MM"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    entries += struct.pack(f"{order}HHII", 0x013B, 2, 3, 0x585858)
    tiff = struct.pack(f"{order}2sHIH", sign, 42, 8, 2) + entries + struct.pack(f"{order}I", 0)
    return segment(0xE1, b"Exif\0\0" + tiff)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("turned", "left"), [(1, 0), (6, 6)])
def test_a_jpeg_keeps_of_its_exif_only_which_way_up_it_is(order: str, turned: int, left: int):
    begin, scan = b"\xff\xd8" + segment(0xE0, b"JFIF\0"), segment(0xDA, b"\0") + b"scan\xff\xd9"
    colours = segment(0xE2, b"ICC_PROFILE\0")
    told = exif(order, turned) + segment(0xFE, "张三".encode()) + segment(0xED, b"8BIM")
    made = strip_metadata(begin + told + colours + scan)
    assert made == begin + (exif_only(left) if left else b"") + colours + scan
    assert strip_metadata(made) == made


def exif_only(turned: int) -> bytes:
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, turned, 0, 0)
    return segment(0xE1, b"Exif\0\0" + tiff)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x01", b"\xff\xd8\xff\xe1\xff\xff",
     b"GIF89a", b"\xff\xd8\xff\xfe\x00\x04ab\x00\xda", b"\xff\xd8\xff\xff\xff"],
)  # fmt: skip
def test_what_is_no_sound_picture_is_left_as_it_is(data: bytes):
    assert strip_metadata(data) == data
