"""How the parts of a Word file hang together: relationships and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection
from itertools import chain, count

from lxml import etree

from drafter.word import xml
from drafter.word.names import PACKAGE_URI
from drafter.word.package.archive import CONTENT_TYPES, Package
from drafter.word.xml import Element

_RELATIONS, _TYPES = f"{PACKAGE_URI}/relationships", f"{PACKAGE_URI}/content-types"
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
    """The part that a target named in a part's relationships is.

    It is relative to that part's folder, or begins at the root (ECMA-376 part 2): Word writes
    the one, other programs the other.
    """
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(member), target)).lstrip("/")


def find_target_part(package: Package, member: str, kind: str) -> str | None:
    """The part that the part has for that kind of relationship, if it is there."""
    found = list_targets(read_relationships(package, member), member, kind)
    return next((name for name in found if name in package.members), None)


def list_targets(rels: Element, member: str, kind: str) -> list[str]:
    """The parts that a part's relationships of that kind name, be they there or not."""
    found = (node.get("Target", "") for node in rels if node.get("Type") == kind)
    return [resolve_target(member, target) for target in found]


def drop_related_parts(package: Package, member: str, kinds: Collection[str]) -> Package:
    """The file without a part's relationships of those kinds, and what they alone lead to.

    The same file where there are none.
    """
    rels = read_relationships(package, member)
    doomed = [node for node in rels if node.get("Type", "").rpartition("/")[2] in kinds]
    if not doomed:
        return package
    before = _list_reachable_parts(package)
    for node in doomed:
        rels.remove(node)
    package = package.replace({rels_part_name(member): xml.write(rels)})
    gone = before - _list_reachable_parts(package)
    gone |= {rels_part_name(name) for name in gone}
    types = xml.parse(package.members[CONTENT_TYPES])
    for node in [node for node in types if node.get("PartName", "").lstrip("/") in gone]:
        types.remove(node)
    kept = {name: data for name, data in package.contents.items() if name not in gone}
    return Package(kept).replace({CONTENT_TYPES: xml.write(types)})


def _list_reachable_parts(package: Package) -> set[str]:
    """The parts that relationships lead to, from the file itself on."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        member = waiting.pop()
        for node in read_relationships(package, member):
            target = resolve_target(member, node.get("Target", ""))
            if target in package.members and target not in found:
                found.add(target)
                waiting.append(target)
    return found


def relative_target(member: str, name: str) -> str:
    """How the relationships of a part name another part."""
    return posixpath.relpath(name, posixpath.dirname(member) or ".")


def choose_part_name(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The name itself, or the first one like it, with a number, that no part has."""
    stem, dot, ending = wanted.rpartition(".")
    others = (f"{stem}_{number}{dot}{ending}" for number in count(2))
    return next(name for name in chain((wanted,), others) if not is_taken(name))


def add_part(
    package: Package, member: str, kind: str, wanted: str, content_type: str
) -> tuple[Package, str]:
    """A new part's relationship and content type, and the name that is free for it."""
    name = choose_part_name(wanted, package.members.__contains__)
    rels = read_relationships(package, member)
    add_relationship(rels, kind, relative_target(member, name))
    types = xml.parse(package.members[CONTENT_TYPES])
    declare_content_type(types, name, content_type)
    changed = {rels_part_name(member): xml.write(rels), CONTENT_TYPES: xml.write(types)}
    return package.replace(changed), name


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
