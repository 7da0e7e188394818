"""Two Word files compared: each paragraph's words and looks, cells, and all else on the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from drafter.adopt.writing.looks import Look, read_look, split_by_script
from drafter.word import names, xml
from drafter.word.package.archive import CONTENT_TYPES, ROOT_RELS, Package, list_text_parts
from drafter.word.text import bookmarks, paragraphs
from drafter.word.text.paragraphs import Paragraph
from drafter.word.xml import Element, remove_node, w

_UNSEEN = tuple(map(w, ("proofErr", "lastRenderedPageBreak", "cnfStyle")))
"""What Word works out anew: spelling, pages, and which row of a styled table is an odd one."""
_UNSEEN_ATTRIBUTES = ("rsid", "paraId", "textId", "dirty", "}space")
_OWN_PARTS = (CONTENT_TYPES, ROOT_RELS, "docProps/", "word/settings.xml", "word/_rels/settings")
"""What each report fills in for itself: none of it is on a page."""

Token = tuple[str, str | Look, str]
"""A piece of a paragraph: what it is, how it looks, what it says."""


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
    for one, other in zip_longest(*map(paragraphs.iterate_paragraphs, (old, new))):
        if one is None or other is None:
            yield Difference(member, one.number if one else 0, *map(_say, (one, other)))
            return
        if list(_read_tokens(one.element)) != list(_read_tokens(other.element)):
            differs = True
            yield Difference(member, one.number, one.text, other.text)
    if not differs and (at := _find_frame_difference(old, new)):
        yield Difference(member, at, "", "")


def _say(paragraph: Paragraph | None) -> str:
    return paragraph.text if paragraph is not None else ""


def _normalize(root: Element) -> Element:
    """The part without what no page shows."""
    bookmarks.drop_bookmarks(root, bookmarks.OWN)
    for node in list(root.iter(*_UNSEEN)):
        remove_node(node)
    ids: dict[str, str] = {}
    for node in root.iter(*names.BOOKMARKS):
        node.set(names.ID, ids.setdefault(node.get(names.ID, ""), str(len(ids))))
    return root


def _read_tokens(paragraph: Element) -> Iterator[Token]:
    """The paragraph in pieces, neighbouring texts of one look joined."""
    kind, look, said = "", "", ""
    for token in _iterate_tokens(paragraph):
        if (token[0], token[1]) == ("text", look) and kind == "text":
            said += token[2]
            continue
        if kind:
            yield kind, look, said
        kind, look, said = token  # type: ignore[assignment]
    yield kind, look, said


def _iterate_tokens(holder: Element) -> Iterator[Token]:
    for node in holder:
        if node.tag == names.R:
            yield from _read_run(node)
        elif node.tag == names.PPR:
            yield "paragraph", "", describe_element(node)
        else:
            yield "open", "", f"{node.tag}{sorted(_read_attributes(node))}"
            yield from _iterate_tokens(node)
            yield "close", "", str(node.tag)


def _read_run(run: Element) -> Iterator[Token]:
    properties = run.find(names.RPR)
    for node in run:
        if node.tag == names.T:
            for piece in split_by_script(node.text or ""):
                yield "text", read_look(properties, piece), piece
        elif node.tag != names.RPR:
            yield "object", read_look(properties, ""), describe_element(node, (names.P,))


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
        is_empty = _is_properties(node) and not len(node) and not len(node.attrib)
        if node.tag == names.P or (
            not is_empty and next(node.iterancestors(names.P), None) is None
        ):
            yield number, f"{node.tag}{sorted(_read_attributes(node))}"


def describe_element(node: Element, without: Collection[str] = ()) -> str:
    """The element as a text that is equal for all that looks the same.

    without: elements below it that are left out.
    """
    seen = [child for child in node if child.tag not in without and child.tag not in _UNSEEN]
    pieces = [describe_element(child, without) for child in seen]
    # properties may have been written out of the order that Word asks for
    below = "".join(sorted(pieces) if _is_properties(node) else pieces)
    said = node.text or "" if not len(node) else ""
    if _is_properties(node) and not below and not len(node.attrib):
        return ""
    return f"<{node.tag}{sorted(_read_attributes(node))}>{said}{below}</>"


def _is_properties(node: Element) -> bool:
    return str(node.tag).endswith("Pr")


def _read_attributes(node: Element) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        name = str(key)
        if not any(sign in name for sign in _UNSEEN_ATTRIBUTES):
            yield name, str(value)
