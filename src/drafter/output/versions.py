"""A version of a report as it is kept: what a merge needs of it, and what it is called on disk.

A version is a zip file of those parts of the report that hold words, and of `drafter/about.json`.
What its template gave it (styles, lists, relationships) may stand in a frame that versions share.
"""

from __future__ import annotations

import functools
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from drafter import patterns
from drafter.word.package.archive import (
    LEFT_OUT,
    DamagedZip,
    Package,
    PackedMember,
    pack_member,
    read_zip,
    write_zip,
)

_ABOUT, _MEMO, _WHOLE = "drafter/about.json", "drafter/memo", "drafter/report"
_SHARED = "drafter/shared"
"""The lines of a memo but its last one: many reports have the same, so that it is packed once."""
_QUICK = 1
"""How hard a memo is packed: a third of the time of level 6, for a tenth more bytes."""
_WORDS = patterns.postpone(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/(custom|core)[^/]*"
)
_FRAME = patterns.postpone(
    r"\[Content_Types\]\.xml|(_rels|word/_rels)/[^/]*\.rels"
    r"|word/(styles|numbering|settings|comments\w*)\.xml"
)
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, zlib.error)
"""What comes of reading half a file, or one in which bytes have changed."""


class Version(NamedTuple):
    """What is known of a version without reading it.

    number: the store's own count, which no clock moves. written: when, in seconds since 1970, by
    the clock of the computer that wrote it. watched: `--watch` wrote it. run: what the report says
    of itself. frame: which frame it needs. report: the digest of the report's bytes; data: the data
    file that it was made from, source: the digest of all that went in, where that is known.
    """

    number: int
    written: int
    watched: bool
    run: str
    frame: str = ""
    report: str = ""
    data: str = ""
    source: str = ""

    @property
    def file_name(self) -> str:
        """What an earlier version is called: all that is asked of many stands in their names."""
        kind = "w" if self.watched else "g"
        return f"{self.number:06d}-{self.written}-{kind}-{self.run}-{self.frame}.docx"


_NAME = patterns.postpone(r"(\d{6,})-(\d+)-([gw])-([0-9a-f]*)-([0-9a-f]*)\.docx")


def parse_file_name(name: str) -> Version | None:
    """The version that a file's name tells of."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    number, written, kind, run, frame = match.groups()
    return Version(int(number), int(written), kind == "w", run, frame)


class Kept(NamedTuple):
    """A version as it was read: what is known of it, the report that a merge reads, its memo."""

    version: Version
    docx: bytes
    memo: bytes


def split_report(data: bytes) -> tuple[dict[str, PackedMember], dict[str, PackedMember]]:
    """The parts of a report that are kept: those with words, and those of its frame.

    What is no Word file is one part with all its bytes.
    """
    try:
        members = read_zip(data)
    except DamagedZip:
        members = {}
    words = {name: part for name, part in members.items() if _WORDS.fullmatch(name)}
    if not words:
        return {_WHOLE: pack_member(data)}, {}
    frame = {name: part for name, part in members.items() if _FRAME.fullmatch(name)}
    left = {name: part.checksum for name, part in members.items() if name not in words | frame}
    words[LEFT_OUT] = pack_member(json.dumps(left).encode())
    return words, frame


def read_run(parts: Mapping[str, PackedMember]) -> str:
    """The run that wrote the report, as drafter itself wrote it; empty when it does not say."""
    custom = (part for name, part in parts.items() if name.startswith("docProps/custom"))
    marks = (_RUN.search(part.unpack()) for part in custom)
    return next((match[1].decode() for match in marks if match), "")


_RUN = patterns.postpone(rb'name="drafter\.run"[^>]*><[^>]*>([0-9a-f]+)<')


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def join_version(version: Version, parts: Mapping[str, PackedMember], memo: bytes) -> bytes:
    """The version as one file: never a report without its memo, or with another's."""
    about = json.dumps(version._asdict(), ensure_ascii=False).encode()
    shared, end, rest = memo.rpartition(b"\n")
    extra = {_SHARED: _pack_shared(shared + end)} if end else {}
    extra |= {_MEMO: pack_member(rest, _QUICK)} if memo else {}
    return write_zip(Package({_ABOUT: pack_member(about), **parts, **extra}))


@functools.lru_cache(maxsize=2)
def _pack_shared(data: bytes) -> PackedMember:
    return pack_member(data, _QUICK)


def join_frame(parts: Mapping[str, PackedMember]) -> tuple[str, bytes]:
    """The parts that versions share as one file, and what it is called."""
    data = write_zip(Package(parts))
    return digest(data)[:16], data


def read_about(path: Path) -> Version | None:
    """What a version says of itself; None where it is damaged, or of drafter's first layout."""
    try:
        return _parse_about(read_zip(path.read_bytes())[_ABOUT].unpack())
    except _UNREADABLE:
        return None


def _parse_about(data: bytes) -> Version:
    about = json.loads(data)
    return Version(**{name: about[name] for name in Version._fields})


def _read_frame(frames: Path, name: str) -> dict[str, PackedMember]:
    """The parts of a frame. Raises _UNREADABLE."""
    return read_zip((frames / name).read_bytes(), prove=True) if name else {}


def read_version(path: Path, frames: Path) -> Kept | None:
    """The version that the file holds; None where it, or the frame that it needs, is damaged.

    A file of drafter's first layout is the report itself: it has no number.
    """
    try:
        members = read_zip(path.read_bytes(), prove=True)
        if _ABOUT not in members:
            data = path.read_bytes()
            written = int(path.stat().st_mtime)
            run = read_run(members)
            return Kept(Version(0, written, False, run, report=digest(data)), data, b"")
        version = _parse_about(members.pop(_ABOUT).unpack())
        memo = b"".join(members.pop(name).unpack() for name in (_SHARED, _MEMO) if name in members)
        if _WHOLE in members:
            return Kept(version, members[_WHOLE].unpack(), memo)
        frame = _read_frame(frames, version.frame)
        return Kept(version, write_zip(Package({**frame, **members})), memo)
    except _UNREADABLE:
        return None
