"""Opening a Word file that may come from anywhere: nothing in it is trusted."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

from drafter.problems import FilePlace, Phrase, Problem, phrase, problem
from drafter.word import xml
from drafter.word.package import foreign, harm, naming, strict
from drafter.word.package.archive import CONTENT_TYPES, Package

MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 2**20
MOST_PART = 50 * 2**20
MOST_RATIO = 200
RATIO_FROM = 2**20
"""A Word file is refused with more members, more bytes in all or in a part, or with a part of
over RATIO_FROM bytes that is packed tighter than MOST_RATIO: a zip bomb."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNREADABLE_ZIP = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError,
    EOFError, OSError, RuntimeError, ValueError, OverflowError, IndexError,
)  # fmt: skip
"""What zipfile raises for bytes that are no sound zip file."""


class _UnsoundZip(ValueError):
    """The zip file is not put together as a Word file is."""


def open_package(
    data: bytes, shown: str, *, harmless: bool = True
) -> tuple[Package | None, list[Problem]]:
    """The Word file's members; or None and why it is not taken. Raises for no bytes at all.

    harmless: refuse what could do harm too: all but a report that its own office has edited.
    """
    place = FilePlace(shown)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if refused := _explain_bomb(archive):
                return None, [problem("D304", place, reason=refused)]
            members = _read_members(archive)
    except UNREADABLE_ZIP:
        return None, [problem("D303", place, reason=_explain_unreadable(data))]
    if strict.is_strict(members):
        members = strict.write_transitional(members)
    roots, found = _parse_parts(members, place)
    harmful = harm.find_harm(members, roots) if harmless else ()
    found += [problem(code, place, **values) for code, values in harmful]
    main = None if found else naming.find_main_part(roots)
    if not found and (main is None or not _is_document(roots[main])):
        found = [problem("D303", place, reason=_explain_unreadable(data))]
    if main is None or found:
        return None, found
    return Package(naming.use_usual_names(members, roots, main)), []


def _explain_unreadable(data: bytes) -> Phrase:
    try:
        kind = foreign.find_kind(data)
    except UNREADABLE_ZIP:
        kind = ""
    return phrase(f"unreadable.{kind or 'damaged'}")


def _explain_bomb(archive: zipfile.ZipFile) -> str:
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


def _read_members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """What the archive holds, folders left out. Raises _UnsoundZip, and what zipfile raises."""
    members: dict[str, bytes] = {}
    seen: set[str] = set()
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        name = CONTENT_TYPES if entry.filename.lower() == CONTENT_TYPES.lower() else entry.filename
        if name.lower() in seen or not _is_safe_member(entry):
            raise _UnsoundZip(name)
        seen.add(name.lower())
        members[name] = _read_member(archive, entry)
    return members


def _is_safe_member(entry: zipfile.ZipInfo) -> bool:
    """Whether the member is a file inside the package, packed as Word packs."""
    steps = re.split(r"[/\\]", entry.filename)
    return (
        entry.compress_type in _METHODS
        and not stat.S_ISLNK(entry.external_attr >> 16)
        and not any(step in ("", ".", "..") or step.endswith(":") for step in steps)
    )


def _read_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The member's bytes: never more are unpacked than it said it has."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise _UnsoundZip(entry.filename)
    return data


def _parse_parts(
    members: Mapping[str, bytes], place: FilePlace
) -> tuple[dict[str, xml.Element], list[Problem]]:
    """All parts that are XML, and those of them that cannot be read."""
    roots: dict[str, xml.Element] = {}
    found: list[Problem] = []
    for name, data in members.items():
        if name.lower().endswith((".xml", ".rels")):
            try:
                roots[name] = xml.parse(data)
            except xml.DamagedXml as error:
                found.append(problem("D305", place, part=name, reason=str(error)))
    return roots, found


def _is_document(root: xml.Element) -> bool:
    """Whether it is the body of a .docx, with text of it."""
    return root.tag == xml.w("document") and root.find(xml.w("body")) is not None
