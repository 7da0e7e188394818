"""What leads to a bookmark: fields that show its words, page or note, and links within the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.word.fields.reading import read_fields
from drafter.word.xml import Element, w

_REFERENCE = re.compile(
    r'\s*(?:(?:PAGE|NOTE)?REF\s|HYPERLINK\b.*\\l\s)\s*"?([^\s"\\]+)', re.IGNORECASE
)
_OF_CONTENTS = "_TOC"
"""How the bookmarks begin that Word sets for a table of contents, and sets anew with it."""


class Target(NamedTuple):
    """A bookmark that something leads to: its name, as it is written and in capitals, as names are
    compared; and what leads there: a link or the beginning of a field."""

    written: str
    name: str
    source: Element


def find_targets(root: Element) -> Iterator[Target]:
    """The bookmarks that a part leads to, those of tables of contents left out."""
    codes = ((_REFERENCE.match(field.code), field.begin) for field in read_fields(root))
    links = ((link.get(w("anchor"), ""), link) for link in root.iter(w("hyperlink")))
    fields = ((match[1], begin) for match, begin in codes if match)
    for name, source in (*fields, *links):
        if name and not name.upper().startswith(_OF_CONTENTS):
            yield Target(name, name.upper(), source)
