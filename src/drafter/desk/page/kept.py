"""What is kept of the pages of one template: its look, the HTML of its pieces, its pictures."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from drafter.desk.page.cutting import Body
from drafter.desk.page.looks import Look
from drafter.desk.page.objects import PagePicture, read_page_picture
from drafter.engine import Draft
from drafter.word.layout.numbering import Level
from drafter.word.package.archive import Package
from drafter.word.package.relationships import read_relationships, resolve_target

_LOOKS = re.compile(r"word/(?:styles|numbering|settings|theme/theme1)\.xml")
_MOST_LOOKS, _MOST_PIECES = 8, 30_000
_looks: dict[bytes, KeptLook] = {}


class WrittenPiece(NamedTuple):
    """The HTML of a piece, and how many paragraphs it holds."""

    html: str
    paragraphs: int


class KeptPiece(NamedTuple):
    """A piece by its digest, and the slot and time of each value that is printed in it."""

    digest: str
    written: WrittenPiece
    values: tuple[tuple[int, int], ...]


@dataclass
class KeptLook:
    """A look with what was written by it. levels: of numbered pieces, those of their paragraphs.

    same: the pieces of the last page that depend on nothing but their XML, the grid's lines and the
    style of the table. latest: the last draft, its pieces and its frame.
    body: of the last page.
    """

    look: Look
    digest: bytes
    written: dict[str, WrittenPiece] = field(default_factory=dict)
    levels: dict[bytes, list[Level | None]] = field(default_factory=dict)
    merges: dict[bytes, dict[int, bool]] = field(default_factory=dict)
    pictures: dict[str, PagePicture] = field(default_factory=dict)
    same: dict[tuple[bytes, int, str], KeptPiece] = field(default_factory=dict)
    latest: tuple[Draft, tuple[Any, ...], dict[str, Any]] | None = None
    body: Body | None = None

    def forget_oldest(self) -> None:
        """Let go of what was kept first: a desk stays open for days."""
        kept: tuple[dict[str, WrittenPiece] | dict[bytes, list[Level | None]], ...]
        kept = self.written, self.levels
        for each in kept:
            for key in list(each)[: max(len(each) - _MOST_PIECES, 0)]:
                del each[key]  # type: ignore[arg-type]  # a key of its own dictionary


def find_look(content: Package) -> KeptLook:
    """What is kept of the files that look like this one."""
    digest = hashlib.blake2b(digest_size=8)
    for name in sorted(content.contents):
        if _LOOKS.fullmatch(name):
            digest.update(name.encode() + content.members[name])
    key = digest.digest()
    if key not in _looks:
        for oldest in list(_looks)[: 1 - _MOST_LOOKS]:
            del _looks[oldest]
        _looks[key] = KeptLook(Look(content), key)
    return _looks[key]


def read_pictures(content: Package, member: str, kept: KeptLook) -> dict[str, str]:
    """The digests of the pictures that a part's relationships name; their bytes are kept."""
    found: dict[str, str] = {}
    for node in read_relationships(content, member):
        if node.get("Type", "").endswith("/image") and node.get("TargetMode") != "External":
            data = content.members.get(resolve_target(member, node.get("Target", "")))
            picture = None if data is None else read_page_picture(data)
            if picture is not None:
                digest = hashlib.blake2b(picture.content, digest_size=12).hexdigest()
                kept.pictures[digest] = picture
                found[node.get("Id", "")] = digest
    return found


def find_picture(digest: str) -> PagePicture | None:
    """The picture of that digest, on whatever page it is."""
    known = (kept.pictures.get(digest) for kept in _looks.values())
    return next(filter(None, known), None)
