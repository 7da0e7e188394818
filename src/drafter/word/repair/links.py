"""Whether all that a Word file names is there, and all that is there is named, once.

A file that drafter makes of a sound template is sound; what is found is a fault of drafter's own,
unless the template has it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from drafter.word import names, xml
from drafter.word.changes.comments import COMMENTS
from drafter.word.names import OFFICE_RELATIONSHIPS, W_URI, w
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Package
from drafter.word.repair.requirements import WITHOUT_RUNS, WITHOUT_TEXT
from drafter.word.xml import Element, get_parent, group_nodes

_RUN_HOLDERS = frozenset(map(w, WITHOUT_RUNS))
_TEXT_HOLDERS = frozenset(map(w, WITHOUT_TEXT))
_TEXT_ELSEWHERE: Any = etree.XPath(
    "//text()[not(parent::w:t)][normalize-space()]", namespaces={"w": W_URI}
)
_BLOCKS_ELSEWHERE: Any = etree.XPath("//w:t/* | //w:r/w:p | //w:p/w:p", namespaces={"w": W_URI})
_LINKS: Any = etree.XPath("//@r:*", namespaces={"r": OFFICE_RELATIONSHIPS}, smart_strings=False)
_LISTED = {
    w(f"{kind}Reference"): (w(kind), f"{OFFICE_RELATIONSHIPS}/{kind}s")
    for kind in ("footnote", "endnote")
}
_LISTED[names.COMMENT_REFERENCE] = (w("comment"), COMMENTS)
"""What leads to an entry of another part: the entry's element, and how that part is related."""
_IDS = (
    ((names.BOOKMARK_START,), names.ID), ((names.BOOKMARK_START,), names.NAME),
    ((names.COMMENT_START,), names.ID), ((names.COMMENT_REFERENCE,), names.ID),
    ((names.DOC_PR,), "id"), ((w("footnote"),), names.ID), ((w("endnote"),), names.ID),
    ((w("permStart"),), names.ID), ((names.P, names.TR), names.PARA_ID),
    (tuple(names.REVISIONS), names.ID),
)  # fmt: skip
"""Elements, and the attribute of theirs that stands once in a file."""
_RANGES = tuple(
    (w(f"{kind}Start"), w(f"{kind}End")) for kind in ("bookmark", "commentRange", "perm")
)
_LOOKED_AT = {tag: tag for tag in [
    names.R, *_LISTED, *(tag for tags, _ in _IDS for tag in tags),
    *(tag for pair in _RANGES for tag in pair), *(entry for entry, _ in _LISTED.values()),
]}  # fmt: skip

_Nodes = Mapping[str, Sequence[Element]]


class Flaw(NamedTuple):
    """Something wrong: the part, the catalogue's key of what it is, and the id or name in it.

    Of bare text and runs it is the element that holds them, since a template's text changes.
    """

    member: str
    reason: str
    what: str


def find_flaws(package: Package, roots: Mapping[str, Element]) -> frozenset[Flaw]:
    """What is wrong with a file. roots: the trees of its text parts."""
    rels = {
        member: relationships.read_relationships(package, member)
        for member in ("", *package.members)
        if member == "" or relationships.rels_part_name(member) in package.members
    }
    nodes = {member: group_nodes(root, _LOOKED_AT) for member, root in roots.items()}
    finders = (
        _find_bare_text(roots, nodes),
        _find_lost_links(roots, rels),
        _find_lost_parts(package, rels),
        _find_lost_entries(package, nodes),
        _find_repeated_ids(nodes),
        _find_halves(nodes),
    )
    return frozenset(flaw for finder in finders for flaw in finder)


def _find_bare_text(roots: Mapping[str, Element], nodes: Mapping[str, _Nodes]) -> Iterator[Flaw]:
    for member, root in roots.items():
        for text in _TEXT_ELSEWHERE(root):
            holder = get_parent(text.getparent()) if text.is_tail else text.getparent()
            if holder.tag in _TEXT_HOLDERS:
                yield Flaw(member, "flaw.text", _local_name(holder))
        yield from (
            Flaw(member, "flaw.text", _local_name(get_parent(node)))
            for node in _BLOCKS_ELSEWHERE(root)
        )
        for holder in set(map(Element.getparent, nodes[member].get(names.R, ()))):
            if holder is not None and holder.tag in _RUN_HOLDERS:
                yield Flaw(member, "flaw.run", _local_name(holder))


def _local_name(node: Element) -> str:
    return etree.QName(node).localname


def _find_lost_links(roots: Mapping[str, Element], rels: Mapping[str, Element]) -> Iterator[Flaw]:
    """Relationships that a part names and has not."""
    for member, root in roots.items():
        known = {node.get("Id", "") for node in rels.get(member, ())} | {""}
        yield from (Flaw(member, "flaw.link", each) for each in set(_LINKS(root)) - known)


def _find_lost_parts(package: Package, rels: Mapping[str, Element]) -> Iterator[Flaw]:
    """Parts that a relationship names and that are not there; and parts that nothing names."""
    there = {name.lower(): name for name in package.members}
    reached = {CONTENT_TYPES, *map(relationships.rels_part_name, rels)}
    waiting = [""]
    while waiting:
        member = waiting.pop()
        for node in rels.get(member, ()):
            if node.get("TargetMode", "").lower() == "external":
                continue
            target = relationships.resolve_target(member, node.get("Target", ""))
            name = there.get(target.lower()) or there.get(unquote(target).lower())
            if name is None:
                yield Flaw(member, "flaw.target", target)
            elif name not in reached:
                reached.add(name)
                waiting.append(name)
    yield from (Flaw(name, "flaw.unreached", "") for name in set(package.members) - reached)


def _find_lost_entries(package: Package, nodes: Mapping[str, _Nodes]) -> Iterator[Flaw]:
    """References to notes and comments that are not there."""
    leading = relationships.read_relationships(package, DOCUMENT)
    for tag, (entry, kind) in _LISTED.items():
        asked = [(m, n.get(names.ID, "")) for m in nodes for n in nodes[m].get(tag, ())]
        if not asked:
            continue
        known = set()
        for member in relationships.list_targets(leading, DOCUMENT, kind):
            if member in nodes:
                known |= {node.get(names.ID) for node in nodes[member].get(entry, ())}
            elif member in package.members:
                root = xml.parse(package.members[member], huge=True)
                known |= {node.get(names.ID) for node in root.iter(entry)}
        yield from (Flaw(m, "flaw.entry", number) for m, number in asked if number not in known)


def _find_repeated_ids(nodes: Mapping[str, _Nodes]) -> Iterator[Flaw]:
    for tags, attribute in _IDS:
        ids: list[str] = []
        for each in nodes.values():
            for tag in tags:
                ids += filter(None, [node.get(attribute) for node in each.get(tag, ())])
        if len(set(ids)) < len(ids):  # to count them all costs four times as much
            yield from (Flaw(DOCUMENT, "flaw.twice", n) for n, k in Counter(ids).items() if k > 1)


def _find_halves(nodes: Mapping[str, _Nodes]) -> Iterator[Flaw]:
    """Stretches of text that begin and do not end, or the other way round."""
    for member, each in nodes.items():
        for pair in _RANGES:
            starts, ends = ({n.get(names.ID, "") for n in each.get(tag, ())} for tag in pair)
            yield from (Flaw(member, "flaw.half", number) for number in starts ^ ends)
