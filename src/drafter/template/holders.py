"""What a tag with a prefix stands for: {%p …%} its paragraph, {%tr …%} its row, {%tc …%} its cell.

docxtpl cuts them out of the part's XML by regular expressions. Here it is done on the tree, before
docxtpl looks at the part: so nothing but the element itself goes, whatever stands in or beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from drafter.template.blocks import find_blocks
from drafter.template.markers import Markers
from drafter.template.sections import AFTER, LAST, Sections, take_break
from drafter.template.tag import Slot
from drafter.word import names
from drafter.word.text import paragraphs
from drafter.word.xml import (
    Element,
    get_parent,
    make_element,
    remove_node,
    replace_with_text,
    w,
)  # fmt: skip

ELEMENTS = {"p": names.P, "tr": names.TR, "tc": names.TC}
_WRAPPERS = {w("sdt"): w("sdtContent"), w("customXml"): w("customXml")}
BLOCK_TOKEN, VALUE_TOKEN, PLACE_TOKEN = "p", "t", "x"
"""How the tokens begin of a block, of what a tag prints, and of what a printed piece replaces."""


class Holder(NamedTuple):
    """An element that goes for the tags in it."""

    element: Element
    slots: list[Slot]


def group_holders(root: Element, found: Sequence[Slot]) -> list[Holder]:
    """The elements that go, in order of the file, each with its tags; what stands in one of them
    is no other."""
    by_number = {p.number: p.element for p in paragraphs.iterate_paragraphs(root)}
    tags: dict[Element, list[Slot]] = {}
    for slot in found:
        if slot.stands_for_block:
            element = find_holder(by_number[slot.paragraph.number], slot.tag.removes)
            if element is not None:
                tags.setdefault(element, []).append(slot)
    return [
        Holder(element, slots)
        for element, slots in tags.items()
        if not any(outer in tags for outer in element.iterancestors())
    ]


def find_holder(paragraph: Element, prefix: str) -> Element | None:
    """The paragraph itself, or its row or cell; None outside of a table."""
    if prefix == "p":
        return paragraph
    return next(paragraph.iterancestors(ELEMENTS[prefix]), None)


def replace_holders(root: Element, found: Sequence[Slot], write: Callable[[Slot], str]) -> None:
    """Let the tags with a prefix stand in the place of their paragraph, row or cell.

    What must not go with it stands beside them: a section's break, ends of bookmarks. One that
    prints keeps its element, with a token round it: a piece of the page replaces it when the
    report is rendered, and a plain text stands in it.
    """
    blocks = list(find_blocks(found))
    sections = Sections(root, found, blocks)
    sections.keep_headers()
    markers = Markers(root, blocks)
    for holder in group_holders(root, found):
        element, slots = holder
        number = slots[0].paragraph.number
        place = sections.place_break(number) if element.tag == names.P else ""
        ending = take_break(element)
        before, after = markers.take_out(element, slots)
        if slots[-1].prints:
            _drop_block_tokens(element)
            for node in [*before, *after]:
                element.addprevious(node)
            if ending is not None:
                element.addnext(ending)
            wrap_in_bookmark(element, f"{PLACE_TOKEN}{slots[-1].number}")
            continue
        _leave_wrappers(element)
        text = "".join(write(slot) for slot in slots if slot.tag.kind != "comment")
        _replace(element, [*before, *_put_break(text, ending, place), *after])


def _put_break(text: str, ending: Element | None, place: str) -> list[Element | str]:
    """The tags and the break in their order."""
    if ending is None:
        return [text]
    if place == LAST:
        return ["{% if loop.last %}", ending, "{% endif %}", text]
    return [text, ending] if place == AFTER else [ending, text]


def _replace(element: Element, pieces: Sequence[Element | str]) -> None:
    """Let elements and bare texts stand in place of the element."""
    for piece in pieces:
        if isinstance(piece, str):
            mark = make_element("t")
            element.addprevious(mark)
            replace_with_text(mark, piece)
        else:
            element.addprevious(piece)
    replace_with_text(element, "")


def _leave_wrappers(element: Element) -> None:
    """A content control that would be left empty goes too."""
    holder = get_parent(element)
    while holder.tag in _WRAPPERS.values() and _is_alone(element, holder):
        wrapper = holder if holder.tag in _WRAPPERS else get_parent(holder)
        wrapper.addprevious(element)
        remove_node(wrapper)
        holder = get_parent(element)


def _is_alone(element: Element, holder: Element) -> bool:
    """Whether nothing else stands in the holder, no other tag either."""
    return not (holder.text or "").strip() and all(
        child is element or child.tag == w("customXmlPr") for child in holder
    )


def _drop_block_tokens(element: Element) -> None:
    """Take out the marks of blocks: the whole may become another piece of the page."""
    for node in list(element.iter(*names.BOOKMARKS)):
        token = node.get(names.ID, "")
        if token.startswith(BLOCK_TOKEN) and token[1:].isdecimal():
            remove_node(node)


def replace_run(run: Element, slot: Slot, text: str) -> None:
    """Let a tag with the prefix r stand in the place of its run."""
    if slot.prints:
        wrap_in_bookmark(run, f"{PLACE_TOKEN}{slot.number}")
    else:
        replace_with_text(run, text)


def wrap_in_bookmark(node: Element, token: str) -> None:
    """Put a bookmark of that token round the node."""
    start, end = make_bookmark(token)
    node.addprevious(start)
    node.addnext(end)


def make_bookmark(token: str) -> tuple[Element, Element]:
    """A bookmark that is numbered later: `rewriting` finds it by its token."""
    start = make_element("bookmarkStart", id=token, name=f"_drafter_{token}")
    return start, make_element("bookmarkEnd", id=token)
