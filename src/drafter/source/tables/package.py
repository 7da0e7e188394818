"""A workbook's package (ECMA-376): its sheets, texts and formats; each part is read when needed."""

from __future__ import annotations

import functools
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, NamedTuple
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
        reader = _TextReader()
        return reader.read(self, part, self.runs) if part else []

    @functools.cached_property
    def runs(self) -> dict[int, RunStrikes]:
        """Of the texts in several forms, whether these strike through: known once they are read."""
        return {}

    @property
    def formats(self) -> list[str]:
        """The format of each style of cells."""
        return self._styles.formats

    @property
    def struck(self) -> frozenset[int]:
        """The styles of cells that strike through what the cell holds."""
        return self._styles.struck

    @functools.cached_property
    def _styles(self) -> _CellStyles:
        part = self._find_related("styles")
        reader = _StyleReader()
        if part:
            self.parse(part, reader.start, reader.end)
        return reader.list_styles()

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


class _CellStyles(NamedTuple):
    formats: list[str]
    struck: frozenset[int]


class _StyleReader:
    """Reads of each style of cells its number format, and whether its font strikes through."""

    def __init__(self) -> None:
        self.codes = dict(BUILT_IN)
        self.cells: list[tuple[int, int]] = []
        self.holder, self.fonts, self.struck = "", 0, set[int]()

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name in ("cellXfs", "fonts", "dxfs"):
            self.holder = name
        elif name == "font" and self.holder == "fonts":
            self.fonts += 1
        elif name == "strike" and self.holder == "fonts" and is_struck(attributes):
            self.struck.add(self.fonts - 1)
        elif name == "xf" and self.holder == "cellXfs":
            code, font = attributes.get("numFmtId", 0), attributes.get("fontId", 0)
            self.cells.append((int(code), int(font)))

    def end(self, name: str) -> None:
        self.holder = "" if name == self.holder else self.holder

    def list_styles(self) -> _CellStyles:
        struck = (at for at, (_, font) in enumerate(self.cells) if font in self.struck)
        codes = [self.codes.get(code, "") for code, _ in self.cells]
        return _CellStyles(codes, frozenset(struck))


def is_struck(attributes: Attributes) -> bool:
    """Whether a `strike` strikes through: it may say that it does not."""
    return attributes.get("val", "1") not in ("0", "false")


class RunStrikes:
    """Which runs of one text strike through what they say; one without a form does as its cell."""

    def __init__(self) -> None:
        self.found: set[bool | None] = set()
        self.now: bool | None = None

    def follow(self, name: str, attributes: Attributes) -> RunStrikes:
        """What goes on with the element, which is one of OF_RUNS."""
        runs = RunStrikes() if self is PLAIN_RUNS else self
        runs.now = None if name == "r" else name == "strike" and is_struck(attributes)
        return runs

    def take(self, text: str) -> None:
        if text.strip():
            self.found.add(self.now)

    def list_strikes(self, *, of_cell: bool) -> set[bool]:
        """Whether what the cell says is struck through, each answer that a piece of it gives.

        of_cell: whether the cell's own font strikes through.
        """
        return {of_cell if each is None else each for each in self.found or {None}}


OF_RUNS = frozenset(("r", "rPr", "strike"))
PLAIN_RUNS = RunStrikes()
"""Of a text that has no runs."""


class _TextReader:
    """Reads the texts that cells share, without how they are to be pronounced (rPh)."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.wanted = self.spoken = False
        self.strikes = PLAIN_RUNS

    def read(self, book: Book, part: str, runs: dict[int, RunStrikes]) -> list[str]:
        """runs: gets the runs of the texts that have any, by the texts' numbers."""
        self.runs = runs
        parse_elements(book.read(part), self.start, self.end, self.text)
        return self.texts

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self.wanted = not self.spoken
        elif name == "rPh":
            self.spoken = True
        elif name == "si":
            self.parts, self.strikes = [], PLAIN_RUNS
        elif name in OF_RUNS:
            self.strikes = self.strikes.follow(name, attributes)

    def end(self, name: str) -> None:
        if name == "t":
            self.wanted = False
        elif name == "rPh":
            self.spoken = False
        elif name == "si":
            if self.strikes.found:
                self.runs[len(self.texts)] = self.strikes
            self.texts.append(decode_escapes("".join(self.parts)))
            if len(self.texts) > _MOST_TEXTS:
                raise TooLarge

    def text(self, text: str) -> None:
        if self.wanted:
            self.parts.append(text)
            if self.strikes is not PLAIN_RUNS:
                self.strikes.take(text)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def decode_escapes(text: str) -> str:
    """_x000D_ is how a workbook writes a sign that XML cannot hold, and _x005F_ its underscore.

    >>> decode_escapes("甲_x000D_\\n乙"), decode_escapes("_x005F_x000D_")
    ('甲\\n乙', '_x000D_')
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
