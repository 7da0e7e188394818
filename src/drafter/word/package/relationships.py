"""How the parts of a Word file hang together: relationships and content types."""

from __future__ import annotations

import posixpath

from lxml import etree

from drafter.word import xml
from drafter.word.package.archive import CONTENT_TYPES, Package
from drafter.word.xml import Element

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


_RELATION_NAMES: dict[str | None, str] = {None: _RELATIONS}


def rels_part_name(member: str) -> str:
    """The part that holds the relationships of a part; of the file itself for an empty name."""
    folder, name = posixpath.split(member)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relationships(package: Package, member: str) -> Element:
    """The relationships of a part, empty where it has none."""
    data = package.members.get(rels_part_name(member))
    if data is not None:
        return xml.parse(data)
    return empty_relationships()


def empty_relationships() -> Element:
    """No relationships."""
    return etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=_RELATION_NAMES)  # type: ignore[arg-type]


def resolve_target(member: str, target: str) -> str:
    """The part that a target named in a part's relationships is."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(member), target)).lstrip("/")


def find_target_part(package: Package, member: str, kind: str) -> str | None:
    """The part that the part has for that kind of relationship."""
    found = (node for node in read_relationships(package, member) if node.get("Type") == kind)
    return next((resolve_target(member, node.get("Target", "")) for node in found), None)


def add_part(
    package: Package, member: str, kind: str, wanted: str, content_type: str
) -> tuple[Package, str]:
    """A new part's relationship and content type, and the name that is free for it."""
    name, number = wanted, 1
    while name in package.members:
        number += 1
        name = f"{number}.".join(wanted.rsplit(".", 1))
    rels = read_relationships(package, member)
    local = posixpath.relpath(name, posixpath.dirname(member) or ".")
    add_relationship(rels, kind, local)
    types = xml.parse(package.members[CONTENT_TYPES])
    declare_content_type(types, name, content_type)
    return package.replace({
        rels_part_name(member): xml.write(rels), CONTENT_TYPES: xml.write(types),
    }), name  # fmt: skip


def add_relationship(rels: Element, kind: str, target: str, mode: str = "") -> str:
    """Add a relationship, and give its id."""
    used = {node.get("Id") for node in rels}
    free = next(f"rId{n}" for n in range(1, len(used) + 2) if f"rId{n}" not in used)
    node = etree.SubElement(rels, f"{{{_RELATIONS}}}Relationship")
    for key, value in (("Id", free), ("Type", kind), ("Target", target), ("TargetMode", mode)):
        if value:
            node.set(key, value)
    return free


def declare_content_type(types: Element, member: str, content_type: str) -> None:
    """Say what kind of part the member is, unless that is said already."""
    if not any(node.get("PartName") == f"/{member}" for node in types):
        node = etree.SubElement(types, f"{{{_TYPES}}}Override")
        node.set("PartName", f"/{member}")
        node.set("ContentType", content_type)
