"""Entries of a list that were meant as several: 甲，乙 in brackets, where , should part them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.source import Borrowed, Document, Node

_SHORT = re.compile(r"[^，、]{1,4}(?:[，、][^，、]{1,4})+")
"""Names in a row. A sentence with a comma in it is longer."""
_WRAPPED = re.compile(r"[【〔［][^【】〔〕［］]*[，、,][^【】〔〕［］]*[】〕］]")


def find_joined_entries(document: Document, node: Node) -> Iterator[tuple[int, Node]]:
    """The entries, by their number, that a full-width sign has made one of several."""
    entries = node.value if isinstance(node.value, list) else []
    for number, entry in enumerate(entries):
        text = entry.value
        # asked first, as next to no entry has such a sign: of 60,000 names a tenth of checking them
        if not isinstance(text, str) or not ("，" in text or "、" in text or "," in text):
            continue
        if isinstance(entry, Borrowed):  # a cell's: one a line, and `ledger.books` asks for these
            continue
        if _read_sign(document, entry) in ("'", '"', "|", ">"):
            continue
        is_joined = _SHORT.fullmatch(text) or ("，" in text and len(entries) == 1)
        in_brackets = _read_sign(document, node) == "["
        if (in_brackets and is_joined) or _WRAPPED.fullmatch(text):
            yield number, entry


def is_joined(text: str) -> bool:
    """Whether it looks like short names in a row: 甲，乙."""
    return _SHORT.fullmatch(text) is not None


def _read_sign(document: Document, node: Node) -> str:
    return document.lines[node.line - 1][node.column - 1 : node.column]
