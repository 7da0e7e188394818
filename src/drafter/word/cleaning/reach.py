"""Which parts of a Word file its pages need; all others are left out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from drafter.word import xml
from drafter.word.names import RELATIONSHIP_ATTRIBUTES
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Content, Package
from drafter.word.xml import Element

_NEEDED = frozenset(
    """officeDocument core-properties styles numbering settings fontTable theme webSettings
    footnotes endnotes themeOverride chartStyle chartColorStyle diagramDrawing""".split()
)
"""The relationships that a part needs without naming them in its text."""

PartCleaner = Callable[[Element, Element], None]
"""What is done to each part that is XML: to its tree, its relationships given."""


def drop_unreachable_parts(package: Package, tidy: PartCleaner) -> Package:
    """The file with the parts alone that its pages need, each part that is XML tidied first.

    A part is needed when another one names it by an id in its text, or when it belongs to every
    Word file (styles, fonts, notes). What is unknown and not named is left out.
    """
    names = {name.lower(): name for name in package.contents}
    made: dict[str, Content] = {}
    waiting = [DOCUMENT, ""]
    while waiting:
        member = waiting.pop()
        if member in made:
            continue
        rels = relationships.read_relationships(package, member)
        used = None
        if member.lower().endswith(".xml"):
            root = xml.parse(package.members[member])
            tidy(root, rels)
            made[member], used = xml.write(root), _referenced_ids(root)
        elif member:
            made[member] = package.contents[member]
        waiting += _follow_relationships(names, member, rels, used)
        if len(rels):
            made[relationships.rels_part_name(member)] = xml.write(rels)
    made[CONTENT_TYPES] = _filter_content_types(package, made)
    return Package({name: made[name] for name in package.contents if name in made})


def relationship_kind(relation: Element) -> str:
    """The kind of part that a relationship leads to: styles, image, comments …"""
    return relation.get("Type", "").rpartition("/")[2]


def _referenced_ids(root: Element) -> set[str]:
    """The relationships that a part names."""
    return {
        str(value)
        for node in root.iter()
        for key, value in node.items()
        if str(key).startswith(RELATIONSHIP_ATTRIBUTES) or str(key).lower().endswith("}relid")
    }


def _follow_relationships(
    names: dict[str, str], member: str, rels: Element, used: set[str] | None
) -> list[str]:
    """Where the part's relationships lead; those that are not needed are taken out of it.

    used: the ids that the part names; None when that cannot be seen.
    """
    found = []
    for node in list(rels):
        kind = relationship_kind(node)
        known = kind in _NEEDED if member == "" or used is not None else True
        if not known and node.get("Id") not in (used or ()):
            rels.remove(node)
        elif node.get("TargetMode", "").lower() != "external":
            target = relationships.resolve_target(member, node.get("Target", "")).lower()
            name = names.get(target) or names.get(unquote(target))
            found += [name] if name else []
    return found


def _filter_content_types(package: Package, made: dict[str, Content]) -> bytes:
    """The content types of the parts that are there."""
    root = xml.parse(package.members[CONTENT_TYPES])
    there = {name.lower() for name in made}
    for node in list(root):
        name = node.get("PartName")
        if name is not None and unquote(name).lstrip("/").lower() not in there:
            root.remove(node)
    return xml.write(root)
