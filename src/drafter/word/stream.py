"""A part written piece by piece: checked, packed, and never held as a whole."""

from __future__ import annotations

import zlib
from pyexpat import ExpatError, ParserCreate

from drafter.word.package import LEVEL, Damaged, Packed

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


class Stream:
    """Takes the XML of a part in pieces, from its declaration on."""

    def __init__(self) -> None:
        self._parser = ParserCreate()
        self._packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._packed: list[bytes] = []
        self._checksum = 0
        self._size = 0

    def feed(self, piece: str) -> None:
        """The next piece. Raises Damaged when the XML is not well-formed."""
        data = piece.encode()
        self._parse(data, last=False)
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)
        self._packed.append(self._packer.compress(data))

    def close(self) -> Packed:
        """The whole part, packed. Raises Damaged when something in it was left open."""
        self._parse(b"", last=True)
        self._packed.append(self._packer.flush())
        return Packed(b"".join(self._packed), self._checksum, self._size)

    def _parse(self, data: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except ExpatError as error:
            raise Damaged(str(error)) from None
