"""The ends of bookmarks, comments and permissions that stand in what falls away with a tag.

One whose other end stands elsewhere moves out beside the tag, to the side from which the other end
is seen: both are there or neither is.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.template.blocks import Block
from drafter.template.tag import Slot
from drafter.word import names
from drafter.word.text import paragraphs
from drafter.word.xml import Element, remove_node, w

_FAMILIES = {
    **dict.fromkeys(names.BOOKMARKS, "bookmark"),
    **dict.fromkeys(names.COMMENT_ANCHORS, "comment"),
    **dict.fromkeys((w("permStart"), w("permEnd")), "permission"),
}


class Markers:
    """All such ends of a part, by what they belong to."""

    def __init__(self, root: Element, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.numbers = {p.element: p.number for p in paragraphs.iterate_paragraphs(root)}
        self.groups: dict[tuple[str, str], list[Element]] = {}
        for node in root.iter(*_FAMILIES):
            self.groups.setdefault(_name_group(node), []).append(node)

    def take_out(
        self, element: Element, slots: Sequence[Slot]
    ) -> tuple[list[Element], list[Element]]:
        """The ends that are to stand before the tag and behind it."""
        before: list[Element] = []
        after: list[Element] = []
        for node in list(element.iter(*_FAMILIES)):
            others = [n for n in self.groups[_name_group(node)] if not _stands_in(n, element)]
            if node.tag == names.COMMENT_REFERENCE:  # a remark on the tag, to its keeper
                for other in others:
                    remove_node(other)
            elif others and not self._has_reference_in(node, element):
                side = after if self._belongs_behind(others[0], slots) else before
                side.append(node)
        return before, after

    def _has_reference_in(self, node: Element, element: Element) -> bool:
        group = self.groups[_name_group(node)]
        return any(n.tag == names.COMMENT_REFERENCE and _stands_in(n, element) for n in group)

    def _belongs_behind(self, other: Element, slots: Sequence[Slot]) -> bool:
        """Whether the other end stands where the tag's place is seen from behind it."""
        number = slots[0].paragraph.number
        there = self._find_paragraph(other)
        block = next((b for b in self.blocks if any(s in b.tags for s in slots)), None)
        if block is None:
            return False
        if number == block.first:
            return number < there < block.last
        if number == block.last:
            return not block.first < there < number
        return there > number

    def _find_paragraph(self, node: Element) -> int:
        """The number of the paragraph that holds the node, or of the one before it."""
        for holder in node.iterancestors(names.P):
            return self.numbers[holder]
        before = (
            p for n in node.itersiblings(preceding=True) for p in reversed([*n.iter(names.P)])
        )
        nearest = next(before, None)
        return 0 if nearest is None else self.numbers[nearest]


def _name_group(node: Element) -> tuple[str, str]:
    return _FAMILIES[node.tag], node.get(names.ID, "")


def _stands_in(node: Element, element: Element) -> bool:
    return node is element or any(holder is element for holder in node.iterancestors())
