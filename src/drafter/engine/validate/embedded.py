"""Tags in files that a Word file carries: the tables of charts' data, which Excel opens from the
report, and what Word itself puts in when it opens it (w:altChunk: HTML, text, RTF, web archives,
other documents).
"""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from zipfile import ZipFile, is_zipfile

from drafter.word.package.archive import Package, list_text_parts
from drafter.word.package.opening import UNREADABLE_ZIP

_IN_TEXT = re.compile(r"\{[{%][^<\r\n]*")
_IN_RTF = re.compile(r"\\\{(?:\\\{|%)[^\r\n]*")
"""A bare brace is RTF's own; one that is shown has a backslash."""
_MERGING = re.compile(r"\bMERGEFIELD\b[^<{}\r\n]*")
_MARKUP = re.compile(r"<(/w:p|/p|br|/div|/td|/si)\b[^>]*>|<[^>]*>")
_MOST_BYTES = 20_000_000
_MOST_DEPTH = 3
"""A workbook in a document that is put in is read too; one in that is nobody's work."""


def find_embedded_tags(package: Package) -> Iterator[tuple[str, str]]:
    """The parts of which a text begins like a tag, or that hold a merge field, and the words."""
    looked_at = {*list_text_parts(package)}  # by `asides.find_merge_fields`, each at its paragraph
    for member, data in package.members.items():
        if not member.lower().endswith((".xml", ".rels")):
            yield from [(member, text) for text in _find_in_file(data, _MOST_DEPTH)][:1]
        elif b"MERGEFIELD" in data and member not in looked_at:
            fields = _MERGING.findall(data.decode("utf-8", "replace"))
            yield from [(member, field.strip()) for field in fields][:1]


def _find_in_file(data: bytes, depth: int) -> Iterator[str]:
    if data.startswith(b"PK") and is_zipfile(io.BytesIO(data)):
        for inner in _unpack(data) if depth else ():
            yield from _find_in_file(inner, depth - 1)
        return
    text = _decode(data)
    if text is None:
        return
    if data[:500].upper().count(b"MIME-VERSION:"):
        parts = (part.get_payload(decode=True) for part in email.message_from_bytes(data).walk())
        for part in parts:
            if isinstance(part, bytes) and depth:
                yield from _find_in_file(part, depth - 1)
        return
    shown = _MARKUP.sub(lambda mark: "\n" if mark[1] else "", text)
    pattern = _IN_RTF if text.startswith("{\\rtf") else _IN_TEXT
    for match in (pattern.search(shown), pattern.search(text), _MERGING.search(text)):
        if match:
            yield match[0].strip()


def _unpack(data: bytes) -> Iterator[bytes]:
    left = _MOST_BYTES
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.file_size <= left and not entry.flag_bits & 1:
                    left -= entry.file_size
                    yield archive.read(entry)
    except UNREADABLE_ZIP:  # Word cannot open it either
        return


def _decode(data: bytes) -> str | None:
    """The text that the bytes are; None for pictures, fonts and others that are none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data or not (b"{" in data or b"MIME-Version" in data or b"MERGEFIELD" in data):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
