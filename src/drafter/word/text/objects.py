"""The signs that stand in a block's text for what is no text: pictures, notes' numbers, charts."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from functools import cached_property

from drafter.problems import render_message
from drafter.word.names import RELATIONSHIP_ATTRIBUTES
from drafter.word.package.archive import LEFT_OUT, Package
from drafter.word.package.relationships import read_relationships, resolve_target
from drafter.word.xml import Element

OBJECT = "\ufffc"
"""Stands for a footnote's number or another thing that is no text."""
_FIRST, _MOST = 0x100000, 0xFFFE
PICTURE_SIGNS = f"{chr(_FIRST)}-{chr(_FIRST + _MOST - 1)}"
"""Each picture has a sign by what it shows, so that another one in its place is another text: of
plane 16, whose signs no font of an office has."""
OBJECT_SIGNS = f"{OBJECT}{PICTURE_SIGNS}"
"""All of them, as they are written between the brackets of a regular expression."""
_OBJECT, _PICTURE = re.compile(f"[{OBJECT_SIGNS}]"), re.compile(f"[{PICTURE_SIGNS}]")


class ObjectReader:
    """Reads the objects of one part of a file."""

    def __init__(self, package: Package, member: str) -> None:
        self.package, self.member = package, member

    def choose_sign(self, node: Element) -> str:
        """The sign of an object: of the picture that it names first, if it names any."""
        for each in node.iter():
            for kind in ("embed", "id"):
                name = each.attrib.get(f"{RELATIONSHIP_ATTRIBUTES}{kind}")
                if name and (checksum := self._read_checksum(name)) is not None:
                    return chr(_FIRST + checksum % _MOST)
        return OBJECT

    def _read_checksum(self, name: str) -> int | None:
        """The checksum of a picture that a relationship names; None where nothing tells it."""
        picture = self._pictures.get(name, "")
        if picture in self.package.members:
            return zlib.crc32(self.package.members[picture])
        return self._kept.get(picture)

    @cached_property
    def _pictures(self) -> dict[str, str]:
        return {
            each.get("Id", ""): resolve_target(self.member, each.get("Target", ""))
            for each in read_relationships(self.package, self.member)
            if each.get("Type", "").endswith("/image")
        }

    @cached_property
    def _kept(self) -> Mapping[str, int]:
        """The checksums of pictures that were left out when a version was put by."""
        kept: dict[str, int] = json.loads(self.package.members.get(LEFT_OUT, b"{}"))
        return kept


def holds_object(text: str) -> bool:
    return _OBJECT.search(text) is not None


def name_objects(text: str) -> str:
    """The text as it is quoted: pictures are called that, all else that is no text is left out."""
    if not holds_object(text):
        return text
    return _OBJECT.sub("", _PICTURE.sub(render_message("object.picture", "zh"), text))


def unify_objects(text: str) -> str:
    """The text with one sign for whatever object."""
    return _PICTURE.sub(OBJECT, text)
