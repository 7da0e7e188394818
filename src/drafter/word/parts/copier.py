"""The file that blocks are brought into: its trees, each parsed once, and parts copied into it."""

from __future__ import annotations

from drafter.word import xml
from drafter.word.names import RELATIONSHIP_ATTRIBUTES
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Content, Package
from drafter.word.xml import Element


class PartCopier:
    """Two files, and what has been copied from the one to the other.

    trees: parts of the target that the caller has parsed, and writes itself.
    """

    def __init__(self, source: Package, target: Package, trees: dict[str, Element]) -> None:
        self.source, self.target, self.theirs = source, target, trees
        self._own: dict[str, Element] = {}
        self._read: dict[str, Element] = {}
        self._new: dict[str, Content] = {}
        self._copied: dict[str, str] = {}
        self._linked: dict[tuple[str, str, str], str] = {}

    def package(self) -> Package:
        """The target with all that was changed and copied, but for the caller's own trees."""
        written = {name: xml.write(tree) for name, tree in self._own.items()}
        return self.target.replace({**self._new, **written})

    def source_part(self, kind: str) -> Element | None:
        """The part of the source that its document has for that kind of relationship."""
        name = relationships.find_target_part(self.source, DOCUMENT, kind)
        if name is None:
            return None
        if name not in self._read:
            self._read[name] = xml.parse(self.source.members[name], huge=True)
        return self._read[name]

    def name_of(self, kind: str) -> str | None:
        """The name of such a part in the source."""
        return relationships.find_target_part(self.source, DOCUMENT, kind)

    def target_part(self, kind: str) -> tuple[str, Element] | None:
        """The part of the target for that kind of relationship, to be read or changed."""
        name = self._find_target_name(kind)
        return None if name is None else (name, self.target_tree(name))

    def made(self, kind: str, tree: Element) -> tuple[str, Element]:
        """A new part of that kind in the target, typed and named as in the source."""
        wanted = self.name_of(kind) or ""
        name = relationships.choose_part_name(wanted, self._has_part)
        self._own[name] = tree
        self._declare_type(name, wanted)
        relations = self.target_tree(relationships.rels_part_name(DOCUMENT))
        relationships.add_relationship(
            relations, kind, relationships.relative_target(DOCUMENT, name)
        )
        return name, tree

    def _find_target_name(self, kind: str) -> str | None:
        rels = self.target_tree(relationships.rels_part_name(DOCUMENT))
        found = relationships.list_targets(rels, DOCUMENT, kind)
        return next((name for name in found if self._has_part(name)), None)

    def _has_part(self, name: str) -> bool:
        return name in self.target.members or name in self._own or name in self._new

    def target_tree(self, name: str) -> Element:
        """A part of the target as a tree; relationships are empty where there are none."""
        if name in self.theirs:
            return self.theirs[name]
        if name not in self._own:
            data = self.target.members.get(name)
            self._own[name] = (
                relationships.empty_relationships() if data is None else xml.parse(data, huge=True)
            )
        return self._own[name]

    def link(self, member: str, number: str, into: str) -> str:
        """The relationship of a part of the source, made one of a part of the target; its id."""
        key = member, number, into
        if key not in self._linked:
            found = relationships.read_relationships(self.source, member)
            relation = next((node for node in found if node.get("Id") == number), None)
            if relation is None:
                return number
            mode, target = relation.get("TargetMode", ""), relation.get("Target", "")
            if mode != "External":
                copied = self._copy_part(relationships.resolve_target(member, target))
                target = relationships.relative_target(into, copied)
            rels = self.target_tree(relationships.rels_part_name(into))
            self._linked[key] = relationships.add_relationship(
                rels, relation.get("Type", ""), target, mode
            )
        return self._linked[key]

    def _copy_part(self, name: str) -> str:
        """A part of the source copied into the target, with what it is linked to; its name."""
        if name in self._copied:
            return self._copied[name]
        free = self._copied[name] = relationships.choose_part_name(name, self._has_part)
        self._new[free] = self.source.contents[name]
        self._declare_type(free, name)
        if relationships.rels_part_name(name) in self.source.members:
            relations = relationships.read_relationships(self.source, name)
            for node in relations:
                if node.get("TargetMode") != "External":
                    copied = self._copy_part(
                        relationships.resolve_target(name, node.get("Target", ""))
                    )
                    node.set("Target", relationships.relative_target(free, copied))
            self._new[relationships.rels_part_name(free)] = xml.write(relations)
        return free

    def _declare_type(self, name: str, like: str) -> None:
        """Say that the part is of the type that part `like` of the source has."""
        theirs = xml.parse(self.source.members[CONTENT_TYPES])
        ending = like.rpartition(".")[2].lower()
        found = [n for n in theirs if n.get("PartName") == f"/{like}"]
        found += [n for n in theirs if n.get("Extension", "").lower() == ending]
        if found:
            relationships.declare_content_type(
                self.target_tree(CONTENT_TYPES), name, found[0].get("ContentType", "")
            )


def relationship_attributes(node: Element) -> list[str]:
    """The attributes of an element that name relationships."""
    return [str(key) for key in node.attrib if str(key).startswith(RELATIONSHIP_ATTRIBUTES)]
