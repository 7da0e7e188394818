"""Whether all that a Word file names is there, and all that is there is named, once.

A file that drafter makes of a sound template is sound; what is found is a fault of drafter's own,
unless the template has it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from drafter.word import names, xml
from drafter.word.changes.comments import COMMENTS
from drafter.word.names import OFFICE_RELATIONSHIPS, W_URI, w
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Package
from drafter.word.repair.requirements import WITHOUT_RUNS, WITHOUT_TEXT
from drafter.word.xml import Element

_NAMESPACES = {"w": W_URI, "r": OFFICE_RELATIONSHIPS}
_RANGES = tuple(
    (w(f"{kind}Start"), w(f"{kind}End")) for kind in ("bookmark", "commentRange", "perm")
)
_TEXTS: Any = etree.XPath(
    "//text()[normalize-space()][{}]".format(" or ".join(f"parent::w:{n}" for n in WITHOUT_TEXT)),
    namespaces=_NAMESPACES,
)
_RUNS: Any = etree.XPath(
    "//w:r[{}]".format(" or ".join(f"parent::w:{n}" for n in WITHOUT_RUNS)), namespaces=_NAMESPACES
)
_LINKS: Any = etree.XPath(f"//@*[namespace-uri()='{OFFICE_RELATIONSHIPS}']", namespaces=_NAMESPACES)
_LISTED = {
    w(f"{kind}Reference"): (w(kind), f"{OFFICE_RELATIONSHIPS}/{kind}s")
    for kind in ("footnote", "endnote")
}
_LISTED[names.COMMENT_REFERENCE] = (w("comment"), COMMENTS)
"""What leads to an entry of another part: the entry's element, and how that part is related."""
_IDS = (
    ((names.BOOKMARK_START,), names.ID), ((names.BOOKMARK_START,), names.NAME),
    ((names.COMMENT_REFERENCE,), names.ID), ((names.DOC_PR,), "id"),
    ((w("footnote"),), names.ID), ((w("endnote"),), names.ID), ((w("permStart"),), names.ID),
    ((names.P, names.TR), names.PARA_ID), (tuple(names.REVISIONS), names.ID),
)  # fmt: skip
"""Elements, and the attribute of theirs that stands once in a file."""


class Flaw(NamedTuple):
    """Something wrong: the part, the catalogue's key of what it is, and the id or name in it."""

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
    finders = (
        _find_bare_text(roots),
        _find_lost_links(roots, rels),
        _find_lost_parts(package, rels),
        _find_lost_entries(package, roots, rels),
        _find_repeated_ids(roots),
        _find_halves(roots),
    )
    return frozenset(flaw for finder in finders for flaw in finder)


def _find_bare_text(roots: Mapping[str, Element]) -> Iterator[Flaw]:
    for member, root in roots.items():
        yield from (Flaw(member, "flaw.text", str(text)[:20]) for text in _TEXTS(root))
        yield from (Flaw(member, "flaw.run", "".join(run.itertext())[:20]) for run in _RUNS(root))


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


def _find_lost_entries(
    package: Package, roots: Mapping[str, Element], rels: Mapping[str, Element]
) -> Iterator[Flaw]:
    """References to notes and comments that are not there."""
    for tag, (entry, kind) in _LISTED.items():
        asked = [(m, n.get(names.ID, "")) for m, root in roots.items() for n in root.iter(tag)]
        if not asked:
            continue
        found = relationships.list_targets(rels[DOCUMENT], DOCUMENT, kind)
        parts = [roots.get(m) if m in roots else xml.parse(package.members[m], huge=True)
                 for m in found if m in package.members]  # fmt: skip
        known = {n.get(names.ID) for root in parts if root is not None for n in root.iter(entry)}
        for member, number in asked:
            if number not in known:
                yield Flaw(member, "flaw.entry", number)


def _find_repeated_ids(roots: Mapping[str, Element]) -> Iterator[Flaw]:
    for tags, attribute in _IDS:
        ids = (n.get(attribute) for root in roots.values() for n in root.iter(*tags))
        counts = Counter(each for each in ids if each is not None)
        yield from (Flaw(DOCUMENT, "flaw.twice", n) for n, count in counts.items() if count > 1)


def _find_halves(roots: Mapping[str, Element]) -> Iterator[Flaw]:
    """Stretches of text that begin and do not end, or the other way round."""
    for member, root in roots.items():
        for start, end in _RANGES:
            starts, ends = (
                Counter(n.get(names.ID, "") for n in root.iter(t)) for t in (start, end)
            )
            halves = (starts - ends) + (ends - starts)
            yield from (Flaw(member, "flaw.half", number) for number in halves)
