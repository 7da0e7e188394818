"""Small pictures, made byte by byte."""

from __future__ import annotations

import struct
import zlib


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 3, height: int = 2, density: tuple[int, int] | None = (3780, 3780)) -> bytes:
    """A grey PNG of that size, its dots a metre as told."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    resolution = b"" if density is None else chunk(b"pHYs", struct.pack(">IIB", *density, 1))
    rows = chunk(b"IDAT", zlib.compress(b"\0" * (1 + (width + 7) // 8) * height))
    return b"\x89PNG\r\n\x1a\n" + head + resolution + rows + chunk(b"IEND", b"")


def segment(kind: int, data: bytes) -> bytes:
    """A segment of a JPEG, with its length."""
    return struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data
