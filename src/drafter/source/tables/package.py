"""A workbook's package (ECMA-376): its sheets, texts and formats; each part is read when needed."""

from __future__ import annotations

import functools
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from drafter.source.tables.cells import TooLarge
from drafter.source.tables.number_formats import BUILT_IN

_MOST_PART = 60 * 2**20
"""A part of a workbook may have so many bytes unpacked."""
_MOST_TEXTS = 500_000
_CHUNK = 2**18

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook: the name on its tab, where it stands, whether it is hidden."""

    title: str
    part: str
    hidden: bool


class Book:
    """An open workbook. Whatever is wrong with it is raised by zipfile, expat or as a LookupError.

    Names of elements are compared without their namespace: Strict OOXML has others.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = zipfile.ZipFile(file)
        self._path = self._find_workbook()
        self.from_1904 = False
        self.sheets: list[SheetPart] = []
        related = self._read_relationships(self._path)

        def start(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet":
                target = next(v for k, v in attributes.items() if k.endswith(":id"))
                kind, part = related[target]
                if kind == "worksheet":
                    state = attributes.get("state", "visible")
                    self.sheets.append(SheetPart(attributes["name"], part, state != "visible"))

        self.parse(self._path, start)

    @functools.cached_property
    def texts(self) -> list[str]:
        """The texts that cells share."""
        part = self._find_related("sharedStrings")
        return _TextReader().read(self, part) if part else []

    @functools.cached_property
    def formats(self) -> list[str]:
        """The format of each style of cells."""
        part = self._find_related("styles")
        if not part:
            return []
        codes, ids, inside = dict(BUILT_IN), list[int](), [False]

        def start(name: str, attributes: Attributes) -> None:
            if name == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes["formatCode"]
            elif name == "cellXfs":
                inside[0] = True
            elif name == "xf" and inside[0]:
                ids.append(int(attributes.get("numFmtId", 0)))

        def end(name: str) -> None:
            inside[0] = inside[0] and name != "cellXfs"

        self.parse(part, start, end)
        return [codes.get(each, "") for each in ids]

    def read(self, part: str, first: int = 0) -> bytes:
        """The part's bytes, or only the first so many. Raises TooLarge."""
        if first:
            with self._archive.open(part) as stream:
                return stream.read(first)
        if self._archive.getinfo(part).file_size > _MOST_PART:
            raise TooLarge
        return self._archive.read(part)

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
    ) -> None:
        """Call the functions with the part's elements."""
        parse_elements(self.read(part), start, end)

    def _find_workbook(self) -> str:
        for kind, part in self._read_relationships("").values():
            if kind == "officeDocument":
                return part
        raise KeyError("no workbook")

    def _find_related(self, wanted: str) -> str:
        found = self._read_relationships(self._path).values()
        return next((part for kind, part in found if kind == wanted), "")

    def _read_relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that the part names: by its names for them what they are and where."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: Attributes) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes["Type"].rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
                found[attributes["Id"]] = (kind, target.lstrip("/"))

        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found


def parse_elements(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    *,
    whole: bool = True,
) -> None:
    """Call the functions with the elements of the XML; a document type is refused as damage.

    whole: whether it has to end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser.StartDoctypeDeclHandler = refuse
    if not _has_plain_names(data):
        parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], found)
        parser.EndElementHandler = end and (lambda name: end(name.rpartition(":")[2]))
    else:  # most by far: nothing to cut off, and a sheet has a million elements
        parser.StartElementHandler = start
        parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    for at in range(0, len(data), _CHUNK):
        parser.Parse(data[at : at + _CHUNK], whole and at + _CHUNK >= len(data))


_ROOT = re.compile(rb"<(?P<prefix>\w+:)?\w+[\s>]")


def _has_plain_names(data: bytes) -> bool:
    """Whether the root element's name has no prefix, so that those of its kind have none."""
    root = _ROOT.search(data, 0, 2000)
    return root is not None and root["prefix"] is None


class _TextReader:
    """Reads the texts that cells share, without how they are to be pronounced (rPh)."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.wanted = self.spoken = False

    def read(self, book: Book, part: str) -> list[str]:
        parse_elements(book.read(part), self.start, self.end, self.text)
        return self.texts

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self.wanted = not self.spoken
        elif name == "rPh":
            self.spoken = True
        elif name == "si":
            self.parts = []

    def end(self, name: str) -> None:
        if name == "t":
            self.wanted = False
        elif name == "rPh":
            self.spoken = False
        elif name == "si":
            self.texts.append(decode_escapes("".join(self.parts)))
            if len(self.texts) > _MOST_TEXTS:
                raise TooLarge

    def text(self, text: str) -> None:
        if self.wanted:
            self.parts.append(text)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def decode_escapes(text: str) -> str:
    """_x000D_ is how a workbook writes a sign that XML cannot hold, and _x005F_ its underscore.

    >>> decode_escapes("甲_x000D_\\n乙"), decode_escapes("_x005F_x000D_")
    ('甲\\n乙', '_x000D_')
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
