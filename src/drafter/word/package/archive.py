"""A Word file as a zip of parts, written the same way each time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from drafter import patterns
from drafter.frozen import dataclass

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"
STYLES = "word/styles.xml"
CORE = "docProps/core.xml"
COMMENTS_PART = "word/comments.xml"
LEFT_OUT = "drafter/left.json"
"""What a version that is kept has in place of the parts it leaves out: the checksum of each."""
NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
"""The part of each kind of note."""
NOTE_BEGINS, NOTE_END = {"w:footnote": "\x02", "w:endnote": "\x03"}, "\x04"
"""What stands in a body's words where a note that is printed there begins, and where it ends: signs
that no w:t holds."""

LEVEL = 6
"""How hard members are packed."""
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_STREAM_LEVEL = 3
"""How hard a part is packed: a quarter of the time of level 6, for a tenth more bytes."""


class DamagedXml(ValueError):
    """The XML is not well-formed, not in UTF-8, or brings a document type of its own."""


class DamagedZip(ValueError):
    """The zip file is not as `write_zip` wrote it."""


class PackedMember(NamedTuple):
    """A member as it stands in a zip file: its packed bytes, and checksum and size unpacked."""

    data: bytes
    checksum: int
    size: int

    def unpack(self) -> bytes:
        return zlib.decompress(self.data, -zlib.MAX_WBITS)


Content = bytes | PackedMember


class _UnpackedMembers(Mapping[str, bytes]):
    """Members by name; those that are kept packed are unpacked when they are read."""

    __slots__ = ("contents",)

    def __init__(self, contents: Mapping[str, Content]) -> None:
        self.contents = contents

    def __getitem__(self, name: str) -> bytes:
        content = self.contents[name]
        return content.unpack() if isinstance(content, PackedMember) else content

    def __iter__(self) -> Iterator[str]:
        return iter(self.contents)

    def __len__(self) -> int:
        return len(self.contents)


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a Word file, in the order of the file; what is packed already stays so."""

    contents: Mapping[str, Content]

    @property
    def members(self) -> Mapping[str, bytes]:
        """The members' bytes by name."""
        return _UnpackedMembers(self.contents)

    def replace(self, changed: Mapping[str, Content]) -> Package:
        """The same package with some members changed or added."""
        return Package({**self.contents, **changed})


def write_zip(package: Package) -> bytes:
    """The Word file's bytes: the same for the same members, whenever it is written."""
    files: list[bytes] = []
    directory: list[bytes] = []
    start = 0
    for name, content in package.contents.items():
        packed = _ensure_packed(content)
        raw = name.encode()
        facts = (
            _VERSION, 0 if name.isascii() else _UTF_8, _DEFLATED, 0, _FIRST_DAY, packed.checksum,
            len(packed.data), packed.size, len(raw), 0,
        )  # fmt: skip
        files += (_FILE.pack(b"PK\3\4", *facts), raw, packed.data)
        directory += (_ENTRY.pack(b"PK\1\2", _VERSION, *facts, 0, 0, 0, 0, start), raw)
        start += _FILE.size + len(raw) + len(packed.data)
    index, count = b"".join(directory), len(package.contents)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), start, 0)
    return b"".join([*files, index, end])


def read_zip(data: bytes, *, prove: bool = False) -> dict[str, PackedMember]:
    """The members of a file such as `write_zip` writes, as they are packed. Raises DamagedZip.

    prove: each is looked through, whether it is whole. Python's own reader brings more modules than
    all that writes a report does; what comes from elsewhere is for `opening`.
    """
    try:
        members = dict(_iterate_members(data))
        if prove and any(zlib.crc32(m.unpack()) != m.checksum for m in members.values()):
            raise DamagedZip("a checksum")
    except (struct.error, zlib.error, UnicodeDecodeError) as error:
        raise DamagedZip(str(error)) from error
    return members


def _iterate_members(data: bytes) -> Iterator[tuple[str, PackedMember]]:
    mark, *_, count, _, place, _ = _END.unpack(data[-_END.size :])
    if mark != b"PK\5\6":
        raise DamagedZip("no directory at its end")
    for _ in range(count):
        mark, *facts = _ENTRY.unpack_from(data, place)
        method, checksum, packed_size, size, *lengths = facts[3], *facts[6:12]
        head, *_, name_length, extra = _FILE.unpack_from(data, facts[-1])
        if (mark, head, method) != (b"PK\1\2", b"PK\3\4", _DEFLATED):
            raise DamagedZip("a member that is no packed one")
        start = facts[-1] + _FILE.size + name_length + extra
        name = data[place + _ENTRY.size :][: lengths[0]].decode()
        yield name, PackedMember(data[start : start + packed_size], checksum, size)
        place += _ENTRY.size + sum(lengths)


_VERSION, _UTF_8, _DEFLATED, _FIRST_DAY = 20, 0x800, 8, 0x21
"""Zip 2.0; a name that is not ASCII; packed by deflate; 1980-01-01."""
_FILE = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def pack_member(data: bytes, level: int = LEVEL) -> PackedMember:
    """The bytes as a member is packed."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return PackedMember(packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


class PartStream:
    """Takes the XML of a part in pieces, from its declaration on: it is never held as a whole.

    packs: False for a page that is looked at and never written: its pieces are only joined.
    """

    def __init__(self, *, packs: bool = True) -> None:
        self._packer = zlib.compressobj(_STREAM_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._packs = packs
        self._packed: list[bytes] = []
        self._checksum = 0
        self._size = 0

    def feed(self, data: bytes) -> None:
        """The next piece."""
        if not self._packs:
            self._packed.append(data)
            return
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)
        self._packed.append(self._packer.compress(data))

    def close(self) -> Content:
        """The whole part, packed where it is to be."""
        if not self._packs:
            return b"".join(self._packed)
        self._packed.append(self._packer.flush())
        return PackedMember(b"".join(self._packed), self._checksum, self._size)


def pack_members(package: Package) -> Package:
    """The same package with all its members packed, for keeping it and writing it often."""
    return Package({name: _ensure_packed(content) for name, content in package.contents.items()})


def _ensure_packed(content: Content) -> PackedMember:
    return content if isinstance(content, PackedMember) else pack_member(content)


def mark_document_place(number: int) -> str:
    """The markup that stands where a document is to be put in: Word's own for another file."""
    return f'<w:altChunk w:val="{number}"/>'


def list_text_parts(package: Package) -> list[str]:
    """The names of the parts that templates may fill: the body first, then the others by name."""
    return [DOCUMENT, *sorted(name for name in package.members if _TEXT_PART.fullmatch(name))]


_TEXT_PART = patterns.postpone(r"word/(header\d*|footer\d*|footnotes|endnotes)\.xml")
