"""Parts copied from one Word file into another, with what they are linked to."""

from __future__ import annotations

from collections.abc import Callable

from drafter.word import xml
from drafter.word.names import RELATIONSHIP_ATTRIBUTES
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Package
from drafter.word.parts.target import TargetFile
from drafter.word.xml import Element


class PartCopier:
    """A file, and what has been copied from it into the target.

    tidy: what is done to each tree of the source before anything of it is copied.
    """

    def __init__(
        self, source: Package, target: TargetFile, tidy: Callable[[Element], None] | None = None
    ) -> None:
        self.source, self.target, self._tidy = source, target, tidy
        self._read: dict[str, Element] = {}
        self._copied: dict[str, str] = {}
        self._linked: dict[tuple[str, str, str], str] = {}

    def source_part(self, kind: str) -> Element | None:
        """The part of the source that its document has for that kind of relationship."""
        name = self.name_of(kind)
        return None if name is None else self.source_tree(name)

    def source_tree(self, name: str) -> Element:
        """A part of the source as a tree, which is not to be changed."""
        if name not in self._read:
            self._read[name] = xml.parse(self.source.members[name], huge=True)
            if self._tidy is not None:
                self._tidy(self._read[name])
        return self._read[name]

    def name_of(self, kind: str) -> str | None:
        """The name of such a part in the source."""
        return relationships.find_target_part(self.source, DOCUMENT, kind)

    def open_target(self, kind: str, empty: Element) -> tuple[str, Element]:
        """The target's part of that kind, to be changed; a new one is named like the source's."""
        found = self.target.find_part(kind)
        if found is None:
            name, _ = self.add_like(self.name_of(kind) or "", kind, empty)
            return name, empty
        return found

    def add_like(self, wanted: str, kind: str, tree: Element) -> tuple[str, str]:
        """A new part of the target, typed and named like a part of the source: its name, and the
        id of the document's relationship to it."""
        return self.target.add_tree(kind, wanted, self._type_of(wanted), tree)

    def link(self, member: str, number: str, into: str) -> str:
        """The relationship of a part of the source, made one of a part of the target; its id."""
        key = member, number, into
        if key not in self._linked:
            relation = self.find_relation(member, number)
            if relation is None:
                return number
            mode, target = relation.get("TargetMode", ""), relation.get("Target", "")
            if mode != "External":
                copied = self._copy_part(relationships.resolve_target(member, target))
                target = relationships.relative_target(into, copied)
            self._linked[key] = self.target.relate(into, relation.get("Type", ""), target, mode)
        return self._linked[key]

    def find_relation(self, member: str, number: str) -> Element | None:
        """A relationship of a part of the source."""
        found = relationships.read_relationships(self.source, member)
        return next((node for node in found if node.get("Id") == number), None)

    def _copy_part(self, name: str) -> str:
        """A part of the source copied into the target, with what it is linked to; its name."""
        if name in self._copied:
            return self._copied[name]
        free = self._copied[name] = self.target.add_content(
            name, self._type_of(name), self.source.contents[name]
        )
        if relationships.rels_part_name(name) in self.source.members:
            relations = relationships.read_relationships(self.source, name)
            for node in relations:
                if node.get("TargetMode") != "External":
                    target = relationships.resolve_target(name, node.get("Target", ""))
                    copied = self._copy_part(target)
                    node.set("Target", relationships.relative_target(free, copied))
            self.target.add_content(relationships.rels_part_name(free), "", xml.write(relations))
        return free

    def _type_of(self, name: str) -> str:
        """The content type of a part of the source; empty where it says none."""
        types = self.source_tree(CONTENT_TYPES)
        ending = name.rpartition(".")[2].lower()
        found = [n for n in types if n.get("PartName") == f"/{name}"]
        found += [n for n in types if n.get("Extension", "").lower() == ending]
        return found[0].get("ContentType", "") if found else ""


def relationship_attributes(node: Element) -> list[str]:
    """The attributes of an element that name relationships."""
    return [str(key) for key in node.attrib if str(key).startswith(RELATIONSHIP_ATTRIBUTES)]
