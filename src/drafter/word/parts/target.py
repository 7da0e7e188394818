"""The file that blocks are brought into: its trees, each parsed once, and the parts added to it."""

from __future__ import annotations

from functools import cached_property
from itertools import count

from drafter.word import names, xml
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Content, Package, list_text_parts
from drafter.word.xml import Element


class FreeIds:
    """What is free in a file: the next ids of bookmarks and of pictures; and what is taken: names
    of bookmarks, ids of VML's shapes."""

    def __init__(self, roots: list[Element]) -> None:
        starts = [node for root in roots for node in root.iter(names.BOOKMARK_START)]
        pictures = (node.get("id") for root in roots for node in root.iter(names.DOC_PR))
        self.bookmarks = {node.get(names.NAME, "").lower() for node in starts}
        self.marks = count(xml.next_free_number(node.get(names.ID) for node in starts))
        self.pictures = count(xml.next_free_number(pictures))
        shapes = (node for root in roots for node in root.iter(f"{names.VML}*"))
        self.shapes = {node.get("id", "") for node in shapes}


class TargetFile:
    """A Word file that parts and blocks are added to, from any number of others.

    trees: parts that the caller has parsed, and writes itself.
    """

    def __init__(self, package: Package, trees: dict[str, Element]) -> None:
        self._package, self._callers = package, trees
        self._own: dict[str, Element] = {}
        self._added: dict[str, Content] = {}

    @cached_property
    def ids(self) -> FreeIds:
        """The ids that are free in all its text."""
        return FreeIds([self.tree(name) for name in list_text_parts(self._package)])

    def package(self) -> Package:
        """The file with all that was changed and added, but for the caller's own trees."""
        written = {name: xml.write(tree) for name, tree in self._own.items()}
        return self._package.replace({**self._added, **written})

    def has_part(self, name: str) -> bool:
        """Whether the file has a part of that name by now."""
        return name in self._package.members or name in self._own or name in self._added

    def tree(self, name: str) -> Element:
        """A part as a tree; relationships are empty where there are none."""
        if name in self._callers:
            return self._callers[name]
        if name not in self._own:
            data = self._package.members.get(name)
            self._own[name] = (
                relationships.empty_relationships() if data is None else xml.parse(data, huge=True)
            )
        return self._own[name]

    def find_part(self, kind: str) -> tuple[str, Element] | None:
        """The part that the document has for that kind of relationship, to be read or changed."""
        rels = self.tree(relationships.rels_part_name(DOCUMENT))
        found = relationships.list_targets(rels, DOCUMENT, kind)
        name = next((name for name in found if self.has_part(name)), None)
        return None if name is None else (name, self.tree(name))

    def add_tree(self, kind: str, wanted: str, content_type: str, tree: Element) -> tuple[str, str]:
        """A new part that the document has for that kind of relationship: its name, and the id."""
        name = self.add_content(wanted, content_type, None)
        self._own[name] = tree
        return name, self.relate(DOCUMENT, kind, relationships.relative_target(DOCUMENT, name))

    def add_content(self, wanted: str, content_type: str, content: Content | None) -> str:
        """A new part, under the first free name like the one wanted; its content may follow."""
        name = relationships.choose_part_name(wanted, self.has_part)
        if content is not None:
            self._added[name] = content
        if content_type:
            relationships.declare_content_type(self.tree(CONTENT_TYPES), name, content_type)
        return name

    def relate(self, member: str, kind: str, target: str, mode: str = "") -> str:
        """Add a relationship to a part, and give its id."""
        rels = self.tree(relationships.rels_part_name(member))
        return relationships.add_relationship(rels, kind, target, mode)
