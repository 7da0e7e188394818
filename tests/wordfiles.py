"""Small Word files and pieces of Word XML for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from drafter.word.layout.gongwen import make_blank
from drafter.word.package.archive import DOCUMENT
from drafter.word.xml import W_URI, Element, parse, write

NAMESPACES = (
    f'xmlns:w="{W_URI}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def tree(inside: str, root: str = "body") -> Element:
    """Word XML from its inner text: an element w:body (or another) that holds it."""
    return parse(f"<w:{root} {NAMESPACES}>{inside}</w:{root}>".encode())


def plain(node: Element) -> str:
    """An element's XML without namespaces and prefixes, to be compared with a text."""
    text = write(node).decode().split("?>", 1)[1].strip()
    for name in NAMESPACES.split():
        text = text.replace(f" {name}", "")
    return text.replace("w:", "").replace(' xml:space="preserve"', "")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def blank_with(changed: Mapping[str, bytes | None]) -> bytes:
    """The blank Word file with members changed, added, or (None) left out."""
    together: dict[str, bytes | None] = {**members(make_blank()), **changed}
    return zipped((name, data) for name, data in together.items() if data is not None)


def with_body(inside: str) -> bytes:
    """The blank Word file with another body."""
    body = f"<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"
    return blank_with({DOCUMENT: body.encode()})


def zipped(
    files: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip file of these members, the same name as often as it comes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data, method)
    return buffer.getvalue()
