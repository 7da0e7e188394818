"""Whether a report says what it must: each paragraph, each cell, header and footer."""

from __future__ import annotations

import itertools
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import data
import wording
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/header", "word/footer")
Block = str | tuple[str, ...]
"""A paragraph's words, or the cells of a row."""


class Wrong(Exception):
    """A report says something else than it must."""


class Verifier:
    """Checks reports; one with the very same parts as one that was right is right as well."""

    def __init__(self) -> None:
        self.right: set[tuple[Any, ...]] = set()

    def check(self, path: Path, office: dict[str, Any]) -> None:
        """Raises Wrong when the report's words are not the data's in the neutral text."""
        try:
            with zipfile.ZipFile(path) as package:
                members = [m for m in package.infolist() if m.filename.startswith(_PARTS)]
                key = (
                    office["org"],
                    len(office["records"]),
                    *((m.filename, m.CRC) for m in members),
                )
                if key not in self.right:
                    _compare(package, members, office)
        except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, Wrong) as error:
            raise Wrong(f"{path}: {error}") from error
        self.right.add(key)


def _compare(
    package: zipfile.ZipFile, members: list[zipfile.ZipInfo], office: dict[str, Any]
) -> None:
    found: dict[str, list[Block]] = {"header": [], "footer": []}
    for member in members:
        with package.open(member) as stream:
            if member.filename == _PARTS[0]:
                _same(_blocks(stream), body(office))
            else:
                found[member.filename[5:11]] += _blocks(stream)
    _same(iter(found["header"]), iter([wording.filled(wording.HEADER, office)]))
    _same(iter(found["footer"]), iter(["1".join(wording.FOOTER)]))


def _same(found: Iterator[Block], wanted: Iterator[Block]) -> None:
    for number, (left, right) in enumerate(itertools.zip_longest(found, wanted), 1):
        if left != right:
            raise Wrong(f"block {number} is {left!r} and must be {right!r}")


def body(office: dict[str, Any]) -> Iterator[Block]:
    """What the body must say, block by block."""
    first, second, third, fourth = wording.HEADINGS
    before = [wording.TITLE, wording.BYLINE, *wording.OPENING, first, *wording.FIRST, second]
    after = [fourth, *wording.FOURTH, *([wording.TROUBLE] if office["trouble"] else [])]
    for text in (*before, *wording.SECOND):
        yield wording.filled(text, office)
    for item in office["tasks"]:
        for text in wording.ITEM:
            yield wording.filled(text, office, item)
    for text in (*wording.THIRD, third, *wording.TABLE_LEAD):
        yield wording.filled(text, office)
    yield wording.COLUMNS
    for row in office["records"]:
        yield row["date"], row["title"], row["kind"], "、".join(row["people"])
    for text in (*after, wording.SIGNATURE):
        yield wording.filled(text, office)


def _blocks(stream: Any) -> Iterator[Block]:
    """The part's paragraphs that are not empty, and its rows, each as it is read."""
    cells = 0
    wanted = [_W + name for name in ("p", "tc", "tr")]
    for event, node in etree.iterparse(stream, ("start", "end"), tag=wanted, huge_tree=True):
        if node.tag == _W + "tc":
            cells += 1 if event == "start" else -1
        if event == "start" or cells or node.tag == _W + "tc":
            continue
        if node.tag == _W + "tr":
            yield tuple(_words(cell) for cell in node.iterchildren(_W + "tc"))
        elif text := _words(node):
            yield text
        node.clear()


def _words(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(_W + "t"))


def main(jobs: Iterable[tuple[str, int, int]]) -> None:
    """Check reports: each one's path, how many records it has, and its office's number."""
    verifier = Verifier()
    offices: dict[tuple[int, int], dict[str, Any]] = {}
    try:
        for path, rows, number in jobs:
            office = offices.get((rows, number)) or data.make(rows, number)
            offices[rows, number] = office
            verifier.check(Path(path), office)
    except Wrong as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(json.load(sys.stdin))
