"""What a template's file holds for its own sake, and no report that is made from it takes over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.word import names, xml
from drafter.word.package import properties, relationships, stamps
from drafter.word.package.archive import CORE, DOCUMENT, Package, list_text_parts
from drafter.word.text import bookmarks
from drafter.word.xml import Element, remove_node, w

_SETTINGS = "word/settings.xml"
_IN_SETTINGS = {
    "left.template": (("attachedTemplate",), ("attachedTemplate",)),
    "left.protection": (("documentProtection", "writeProtection"), ()),
    "left.merging": (("mailMerge",), ("mailMergeSource", "mailMergeHeaderSource", "recipientData")),
    "left.tracking": (("trackRevisions",), ()),
}
"""By what is told of it: elements of the settings, and kinds of their relationships."""
_MARKED_FINAL = "_MarkAsFinal"
"""The property by which Word shows a file as finished, and lets nobody type into it."""
_OWN_BOOKMARK = re.compile(rb'w:name="_drafter_')


def drop_inherited(package: Package) -> tuple[Package, list[str]]:
    """The template's file without them; and what was left out, as keys of the catalogue."""
    left = []
    for key, drop in _list_steps():
        changed = drop(package)
        if changed is not package:
            left.append(key)
            package = changed
    return package, [key for key in dict.fromkeys(left) if key]


def _list_steps() -> Iterator[tuple[str, Callable[[Package], Package]]]:
    for key, (elements, kinds) in _IN_SETTINGS.items():
        yield key, _make_step(elements, kinds)
    yield "left.protection", _drop_final_mark
    yield "left.report", _drop_report_marks
    yield "", _drop_blocks_with_tags


def _make_step(elements: tuple[str, ...], kinds: tuple[str, ...]) -> Callable[[Package], Package]:
    return lambda package: _drop_from_settings(package, elements, kinds)


def _drop_from_settings(
    package: Package, elements: tuple[str, ...], kinds: tuple[str, ...]
) -> Package:
    data = package.members.get(_SETTINGS)
    if data is None:
        return package
    root = xml.parse(data)
    found = list(root.iter(*map(w, elements)))
    for node in found:
        remove_node(node)
    if found:
        package = package.replace({_SETTINGS: xml.write(root)})
    return relationships.drop_related_parts(package, _SETTINGS, kinds)


def _drop_final_mark(package: Package) -> Package:
    if _MARKED_FINAL not in properties.read_custom_properties(package):
        return package
    return properties.drop_custom_properties(package, {_MARKED_FINAL})


def _drop_blocks_with_tags(package: Package) -> Package:
    """Without building blocks that hold tags or merge fields, such as what an empty content control
    shows: they are on no page, and nobody fills them."""
    parts = (data for name, data in package.members.items() if name.startswith("word/glossary/"))
    if not any(
        re.search(rb"\{[{%]|\bMERGEFIELD\b", re.sub(rb"<[^>]+>", b"", data)) for data in parts
    ):
        return package
    return relationships.drop_related_parts(package, DOCUMENT, ("glossaryDocument",))


def _drop_report_marks(package: Package) -> Package:
    """Without what says that it is a report: drafter's bookmarks and run, and its title."""
    changed = {}
    for member in list_text_parts(package):
        data = package.members[member]
        if _OWN_BOOKMARK.search(data):
            root = xml.parse(data)
            bookmarks.drop_bookmarks(root, bookmarks.OWN)
            changed[member] = xml.write(root)
    if changed:
        package = package.replace(changed)
    own = {stamps.RUN, stamps.DIGEST, stamps.GATHERED}
    if own & {*properties.read_custom_properties(package)}:
        package = _drop_title(properties.drop_custom_properties(package, own))
    return package


def _drop_title(package: Package) -> Package:
    """Without the title that the report was given: last year's would go into this year's."""
    data = package.members.get(CORE)
    root: Element | None = None if data is None else xml.parse(data)
    title = None if root is None else root.find(f"{{{names.DUBLIN_CORE_URI}}}title")
    if root is None or title is None or "{" in (title.text or ""):
        return package
    remove_node(title)
    return package.replace({CORE: xml.write(root)})
