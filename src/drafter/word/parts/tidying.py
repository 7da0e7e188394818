"""A part of a document made ready for another one: what it was by itself stays behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.word import names
from drafter.word.changes.comments import AUTHOR
from drafter.word.cleaning import fields
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.xml import Element, get_parent, remove_node, w

_OTHER_FILES = (w("altChunk"), w("subDoc"))
_DROPPED = (
    *map(w, "dataBinding placeholder printerSettings sectPrChange permStart permEnd".split()),
    f"{names.WORD_2012}dataBinding",
)
"""What leads to parts that stay behind, and who may edit where; an earlier layout of pages."""
_CURSOR = "_GoBack"
_IGNORABLE = f"{names.MARKUP_COMPATIBILITY}Ignorable"
_CHOICE = f"{names.MARKUP_COMPATIBILITY}Choice"
_UNDERSTOOD = re.compile(rf"{re.escape(names.WORD_EXTENSIONS[1:])}/(2010|2012)/")
"""The namespaces that every Word understands, so that it need not be told to pass them over."""


class Unfit(ValueError):
    """The document cannot be put in; `reason` is the catalogue's key for why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def tidy_part(root: Element) -> None:
    """Take out of a part what would mean something else in another file. Raises Unfit.

    Drafter's own bookmarks name values of the report that they were made for; fields about the
    file and controls bound to its data would show those of the other file.
    """
    if next(root.iter(*_OTHER_FILES), None) is not None:
        raise Unfit("failing.chunk")
    if any(node.get(names.AUTHOR) == AUTHOR for node in root.iter(*names.REVISIONS)):
        raise Unfit("failing.pending")
    for node in list(root.iter(*_DROPPED)):
        remove_node(node)
    _drop_own_bookmarks(root)
    fields.freeze_fields(root, fields.is_about_file)
    _drop_ignorable(root)


def _drop_own_bookmarks(root: Element) -> None:
    names_of = {node: node.get(names.NAME, "") for node in root.iter(names.BOOKMARK_START)}
    own = [n for n, name in names_of.items() if parse_bookmark_name(name) or name == _CURSOR]
    ids = {node.get(names.ID) for node in own}
    ends = [node for node in root.iter(names.BOOKMARK_END) if node.get(names.ID) in ids]
    for node in [*own, *ends]:
        remove_node(node)


def _drop_ignorable(root: Element) -> None:
    """Take out what the part says may be passed over: the other file's parts do not say so."""
    prefixes = str(root.attrib.pop(_IGNORABLE, "")).split()
    spaces = {root.nsmap.get(prefix) or "" for prefix in prefixes}
    unknown = tuple(f"{{{each}}}" for each in spaces if each and not _UNDERSTOOD.match(each))
    for node in list(_iterate_outside_choices(root)) if unknown else ():
        if str(node.tag).startswith(unknown):
            get_parent(node).remove(node)
            continue
        for key in [key for key in node.attrib if str(key).startswith(unknown)]:
            del node.attrib[key]


def _iterate_outside_choices(holder: Element) -> Iterator[Element]:
    """All elements but for what only programs look at that know it."""
    for child in holder:
        if child.tag != _CHOICE:
            yield child
            yield from _iterate_outside_choices(child)
