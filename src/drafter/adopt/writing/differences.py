"""Two Word files compared: each paragraph's words and looks, cells, and all else on the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from drafter import patterns
from drafter.adopt.writing.tags import describe_look
from drafter.word import names, xml
from drafter.word.package.archive import CONTENT_TYPES, ROOT_RELS, Package, list_text_parts
from drafter.word.text import bookmarks, paragraphs
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, get_parent, remove_node, w

_UNSEEN = tuple(map(w, ("proofErr", "lastRenderedPageBreak")))
_UNSEEN_ATTRIBUTES = ("rsid", "paraId", "textId", "dirty", "}space")
_AMBIGUOUS = patterns.postpone(
    "[^0-9A-Za-z%,.\\s\u3400-\u9fff\uff0c\u3002\uff1b\uff1a\uff08\uff09]"
)
"""Signs whose look the hint decides: they are of both scripts."""
_OWN_PARTS = (CONTENT_TYPES, ROOT_RELS, "docProps/", "word/settings.xml", "word/_rels/settings")
"""What each report fills in for itself: none of it is on a page."""


@dataclass(frozen=True)
class Difference:
    """A place where two files differ: the part, the paragraph of the first file (0: none), and
    what it says in both; equal words look different."""

    member: str
    paragraph: int
    old: str
    new: str


def find_differences(original: Package, made: Package) -> Iterator[Difference]:
    """Where the files differ, part by part, in order of the pages."""
    texts = set(list_text_parts(original))
    for member in list_text_parts(original):
        if member not in made.members:
            yield Difference(member, 0, member, "")
            continue
        old, new = (_normalize(xml.parse(p.members[member], huge=True)) for p in (original, made))
        yield from _compare_parts(member, old, new)
    for member, data in original.members.items():
        if member not in texts and not member.startswith(_OWN_PARTS):
            renewed = made.members.get(member)
            if renewed != data and (renewed is None or not _is_same_xml(member, data, renewed)):
                yield Difference(member, 0, member, "")


def _is_same_xml(member: str, old: bytes, new: bytes) -> bool:
    if not member.endswith((".xml", ".rels")):
        return False
    one, other = (sorted(map(describe_element, xml.parse(data))) for data in (old, new))
    return one == other


def _compare_parts(member: str, old: Element, new: Element) -> Iterator[Difference]:
    differs = False
    pairs = zip_longest(*map(paragraphs.iterate_paragraphs, (old, new)))
    for one, other in pairs:
        if one is None or other is None:
            yield Difference(member, one.number if one else 0, *map(_say, (one, other)))
            return
        looks = [describe_element(each.element) for each in (one, other)]
        if one.text != other.text or looks[0] != looks[1]:
            differs = True
            yield Difference(member, one.number, one.text, other.text)
    if not differs and (at := _find_frame_difference(old, new)):
        yield Difference(member, at, "", "")


def _say(paragraph: Paragraph | None) -> str:
    return paragraph.text if paragraph is not None else ""


def _find_frame_difference(old: Element, new: Element) -> int:
    """The paragraph at which tables, sections or the like differ; 0 where nothing does."""
    before = 0
    for one, other in zip_longest(_walk_frame(old), _walk_frame(new)):
        if one is None or other is None or one[1] != other[1]:
            return max(before, 1)
        before = one[0]
    return 0


def _walk_frame(root: Element) -> Iterator[tuple[int, str]]:
    """All that holds paragraphs and stands between them, each with the paragraph before it."""
    number = 0
    for node in root.iter():
        number += node.tag == names.P
        yield number, f"{node.tag}{sorted(_read_attributes(node))}{node.text or ''}"


def _normalize(root: Element) -> Element:
    """The part without what no page shows, runs of one look joined."""
    bookmarks.drop_bookmarks(root, bookmarks.OWN)
    for node in list(root.iter(*_UNSEEN)):
        remove_node(node)
    ids: dict[str, str] = {}
    for node in root.iter(*names.BOOKMARKS):
        number = node.get(names.ID, "")
        node.set(names.ID, ids.setdefault(number, str(len(ids))))
    for run in list(root.iter(names.R)):
        _simplify_run(run)
    for paragraph in root.iter(names.P):
        _join_runs(paragraph)
    return root


def _simplify_run(run: Element) -> None:
    for node in [child for child in run if child.tag == names.T and not child.text]:
        run.remove(node)
    properties = run.find(names.RPR)
    if all(child.tag == names.RPR for child in run):
        remove_node(run)
        return
    if properties is not None and not holds_ambiguous_signs(run):
        for fonts in properties.iter(w("rFonts")):
            if fonts.get(w("hint")) is not None:
                del fonts.attrib[w("hint")]


def holds_ambiguous_signs(holder: Element) -> bool:
    """Whether the text has signs whose look their run's hint decides."""
    return any(_AMBIGUOUS.search(node.text or "") for node in holder.iter(names.T))


def _join_runs(paragraph: Element) -> None:
    """Join neighbouring runs of one look, and their texts."""
    for run in [each for each in paragraph.iter(names.R) if get_parent(each).tag != names.R]:
        before = run.getprevious()
        if before is not None and before.tag == names.R and _look(before) == _look(run):
            for child in [child for child in run if child.tag != names.RPR]:
                before.append(child)
            remove_node(run)
            run = before
        _join_texts(run)


def _look(run: Element) -> str:
    return describe_look(run.find(names.RPR), exact=True)


def _join_texts(run: Element) -> None:
    for node in [child for child in run if child.tag == names.T]:
        before = node.getprevious()
        if before is not None and before.tag == names.T:
            before.text = (before.text or "") + (node.text or "")
            run.remove(node)


def describe_element(node: Element, without: Collection[str] = ()) -> str:
    """The element as a text that is equal for all that looks the same.

    without: elements below it that are left out.
    """
    if node.tag == names.RPR and get_parent(node).tag == names.R:
        return describe_look(node, exact=True)
    below = "".join(describe_element(child, without) for child in node if child.tag not in without)
    said = node.text or "" if node.tag == names.T or not len(node) else ""
    if node.tag in (names.RPR, names.PPR) and not below:
        return ""
    return f"<{node.tag}{sorted(_read_attributes(node))}>{said}{below}</>"


def _read_attributes(node: Element) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        name = str(key)
        if not any(sign in name for sign in _UNSEEN_ATTRIBUTES):
            yield name, str(value)
