"""The comments that a reader of a Word file sees: each with the words that it is about."""

from __future__ import annotations

from typing import NamedTuple

from drafter.word.changes import comments
from drafter.word.changes.comments import Comment
from drafter.word.changes.pending import iterate_stories
from drafter.word.package.archive import Package
from drafter.word.xml import Element, w

_START, _END, _REFERENCE = map(w, ("commentRangeStart", "commentRangeEnd", "commentReference"))
_T, _ID = w("t"), w("id")


class AnchoredComment(NamedTuple):
    """A comment, the part it stands in, the element where it begins, and the texts it is about."""

    comment: Comment
    member: str
    start: Element
    texts: list[Element]


def find_anchored_comments(package: Package) -> list[AnchoredComment]:
    """The comments in the order of the text; one that nothing leads to is seen by nobody."""
    known = {comment.number: comment for comment in comments.read_all(package)}
    found: dict[str, AnchoredComment] = {}
    for member, root in iterate_stories(package) if known else ():
        opened: dict[str, list[Element]] = {}
        for node in root.iter(_START, _END, _REFERENCE, _T):
            number = node.get(_ID, "")
            if node.tag == _T:
                for texts in opened.values():
                    texts.append(node)
            elif node.tag == _END:
                opened.pop(number, None)
            elif number in known and number not in found:
                found[number] = AnchoredComment(known[number], member, node, [])
                if node.tag == _START:
                    opened[number] = found[number].texts
    return list(found.values())
