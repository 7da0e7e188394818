"""A Word file as a zip of parts: opened safely, written the same way each time."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.problems import FilePlace, Problem, problem
from drafter.word import xml

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 2**20
MOST_PART = 50 * 2**20
MOST_RATIO = 200
RATIO_FROM = 2**20
"""A Word file is refused with more members, more bytes in all or in a part, or with a part of
over RATIO_FROM bytes that is packed tighter than MOST_RATIO: a zip bomb."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a Word file by name, in the order of the file."""

    members: Mapping[str, bytes]

    def replace(self, changed: Mapping[str, bytes]) -> Package:
        """The same package with some members changed or added."""
        return Package({**self.members, **changed})


def open_package(data: bytes, shown: str) -> tuple[Package | None, list[Problem]]:
    """The Word file's members; or None and why it is not taken."""
    place = FilePlace(shown)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if refused := _bomb(archive):
                return None, [problem("D304", place, reason=refused)]
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError,
            RuntimeError, ValueError):  # fmt: skip
        return None, [problem("D303", place)]
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        return None, [problem("D303", place)]
    if DOCUMENT not in members or CONTENT_TYPES not in members:
        return None, [problem("D303", place)]
    found = list(_harmful(members, place))
    return (None, found) if found else (Package(members), [])


def _bomb(archive: zipfile.ZipFile) -> str:
    """Why the archive is too large to open, or nothing."""
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        return f"{len(entries)} > {MOST_MEMBERS}"
    if (size := sum(entry.file_size for entry in entries)) > MOST_BYTES:
        return f"{size // 2**20} MB > {MOST_BYTES // 2**20} MB"
    for entry in entries:
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > MOST_PART or (entry.file_size > RATIO_FROM and ratio > MOST_RATIO):
            return f"{entry.filename} {entry.file_size // 2**20} MB"
    return ""


def _harmful(members: Mapping[str, bytes], place: FilePlace) -> Iterator[Problem]:
    """Parts that could do harm when the file is opened, and parts that cannot be read."""
    for name, data in members.items():
        if name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
            yield problem("D306", place, part=name)
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = xml.parse(data)
        except xml.Damaged as error:
            yield problem("D305", place, part=name, reason=str(error))
            continue
        if name.endswith(".rels"):
            yield from (problem("D307", place, target=target) for target in _external(root))


def _external(relationships: xml.Element) -> Iterator[str]:
    """Targets outside the file that Word would fetch by itself: all but hyperlinks."""
    for relationship in relationships.iter(_RELATIONSHIP):
        outside = relationship.get("TargetMode") == "External"
        if outside and not relationship.get("Type", "").endswith("/hyperlink"):
            yield relationship.get("Target", "")


def pack(package: Package) -> bytes:
    """The Word file's bytes: the same for the same members, whenever it is written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in package.members.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return buffer.getvalue()


def text_parts(package: Package) -> list[str]:
    """The names of the parts that templates may fill: the body first, then the others by name."""
    pattern = re.compile(r"word/(header\d*|footer\d*|footnotes)\.xml")
    return [DOCUMENT, *sorted(name for name in package.members if pattern.fullmatch(name))]


def targets(package: Package, part: str) -> dict[str, str]:
    """The parts that a part refers to: relationship id → member name (inner ones only)."""
    folder, name = posixpath.split(part)
    data = package.members.get(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    return {
        relationship.get("Id", ""): posixpath.normpath(
            posixpath.join("/" + folder, relationship.get("Target", ""))
        ).lstrip("/")
        for relationship in xml.parse(data).iter(_RELATIONSHIP)
        if relationship.get("TargetMode") != "External"
    }
