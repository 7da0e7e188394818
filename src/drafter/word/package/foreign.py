"""What a file is that is no Word file of today, as far as its bytes say."""

from __future__ import annotations

import io
import zipfile

_COMPOUND = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_STARTS = {
    b"%PDF": "pdf", b"{\\rtf": "rtf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture",
    b"GIF8": "picture", b"BM": "picture", b"MIME-Version:": "page", b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
}  # fmt: skip
_MARKUP = (b"<html", b"<!doctype html", b"<?xml")
_STREAMS = {
    "EncryptedPackage": "password", "WordDocument": "old", "Workbook": "sheet", "Book": "sheet",
    "PowerPoint Document": "slides",
}  # fmt: skip
"""How a compound file names its streams, in UTF-16."""
_MEMBERS = {"word/": "", "xl/": "sheet", "ppt/": "slides", "content.xml": "odt", "OFD.xml": "ofd"}
_MOST_READ = 512


def find_kind(data: bytes) -> str:
    """Which kind of file it is, as the texts `unreadable.…` name it; "" for a Word file; "damaged"
    where its bytes do not say. Raises what `zipfile` does for no sound archive."""
    if data.startswith(_COMPOUND):
        kinds = (kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data)
        return next(kinds, "compound")
    if data.startswith(_ZIP):
        return _find_kind_of_archive(data)
    if data[:_MOST_READ].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        return "page"
    return next((kind for start, kind in _STARTS.items() if data.startswith(start)), "damaged")


def _find_kind_of_archive(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    for start, kind in _MEMBERS.items():
        if any(name.startswith(start) for name in names):
            return kind
    return "damaged" if "[Content_Types].xml" in names else "archive"
