"""Word comments: read, added, taken out; and where they are anchored in the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from lxml import etree

from drafter.word import xml
from drafter.word.package import relationships
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

AUTHOR = "drafter"
"""The author of drafter's own comments and tracked changes."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.microsoft.com/office"
COMMENTS = f"{_OFFICE}/comments"
_EXTENDED = f"{_WORD}/2011/relationships/commentsExtended"
_ABOUT = (
    _EXTENDED, f"{_WORD}/2016/09/relationships/commentsIds",
    f"{_WORD}/2018/08/relationships/commentsExtensible",
)  # fmt: skip
"""What else is kept about comments: by paragraph, and the last by an id that the second gives."""
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_COMMENT, _ID, _P, _T, _R = w("comment"), w("id"), w("p"), w("t"), w("r")
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_CHANGES = (w("ins"), w("del"), w("moveTo"), w("moveFrom"))


class Comment(NamedTuple):
    """A comment: its id, who wrote it, what it says, and whether it was marked as settled."""

    number: str
    author: str
    text: str
    done: bool


def read_all(package: Package) -> list[Comment]:
    """All comments of the file."""
    root = _parse_comments_part(package)
    if root is None:
        return []
    done = _settled_paragraph_ids(package)
    return [
        Comment(
            node.get(_ID, ""), node.get(w("author"), ""),
            "\n".join("".join(t.text or "" for t in p.iter(_T)) for p in node.iter(_P)),
            not done.isdisjoint(_paragraph_ids(node)),
        )
        for node in root.iter(_COMMENT)
    ]  # fmt: skip


def next_comment_id(package: Package) -> int:
    """The first id that no comment has."""
    numbers = (comment.number for comment in read_all(package))
    return 1 + max((int(number) for number in numbers if number.isdigit()), default=-1)


def update_comments(
    package: Package, added: Mapping[str, str], dropped: Collection[str]
) -> Package:
    """The file with comments by drafter added (id → text, a paragraph a line), and others dropped.

    Only the list of comments changes; `add_anchors` and `remove_anchors` see to their places.
    """
    if not added and not dropped:
        return package
    root = _parse_comments_part(package)
    if root is None:
        root = etree.Element(w("comments"), nsmap={"w": xml.W_URI})
    gone = [node for node in root.iter(_COMMENT) if node.get(_ID) in dropped]
    ids = {number for node in gone for number in _paragraph_ids(node)}
    for node in gone:
        remove_node(node)
    root.extend(_make_comment(number, text) for number, text in added.items())
    member = relationships.find_target_part(package, DOCUMENT, COMMENTS)
    if member is None:
        package, member = relationships.add_part(
            package, DOCUMENT, COMMENTS, "word/comments.xml", _CONTENT
        )
    return _drop_comment_data(package.replace({member: xml.write(root)}), ids)


def _make_comment(number: str, text: str) -> Element:
    made = make_element("comment", id=number, author=AUTHOR, initials="d")
    for line in text.split("\n"):
        paragraph, run, words = make_element("p"), make_element("r"), make_element("t")
        set_text(words, line)
        run.append(words)
        paragraph.append(run)
        made.append(paragraph)
    return made


def _parse_comments_part(package: Package) -> Element | None:
    member = relationships.find_target_part(package, DOCUMENT, COMMENTS)
    data = None if member is None else package.members.get(member)
    return None if data is None else xml.parse(data)


def _paragraph_ids(comment: Element) -> set[str]:
    return {p.get(f"{_W14}paraId", "") for p in comment.iter(_P)} - {""}


def _settled_paragraph_ids(package: Package) -> set[str]:
    """The ids of the paragraphs at whose end a settled comment stands."""
    member = relationships.find_target_part(package, DOCUMENT, _EXTENDED)
    if member is None or member not in package.members:
        return set()
    return {
        node.get(f"{_W15}paraId", "")
        for node in xml.parse(package.members[member])
        if node.get(f"{_W15}done") in ("1", "true")
    }


def _drop_comment_data(package: Package, ids: Collection[str]) -> Package:
    """Take paragraphs of comments that are gone out of what else is kept about comments."""
    gone = set(ids)
    for relation in _ABOUT if gone else ():
        member = relationships.find_target_part(package, DOCUMENT, relation)
        if member is None or member not in package.members:
            continue
        root = xml.parse(package.members[member])
        for node in list(root):
            said = {str(key).rpartition("}")[2]: str(value) for key, value in node.items()}
            if said.get("paraId", said.get("durableId")) in gone:
                gone.add(said.get("durableId", ""))
                root.remove(node)
            elif said.get("paraIdParent") in gone:
                del node.attrib[f"{_W15}paraIdParent"]
        package = package.replace({member: xml.write(root)})
    return package


def add_anchors(number: str, first: Element, last: Element) -> None:
    """Tie a comment to the text from the run `first` to the run `last`."""
    _outermost_change(first).addprevious(make_element("commentRangeStart", id=number))
    end, run = make_element("commentRangeEnd", id=number), make_element("r")
    run.append(make_element("commentReference", id=number))
    _outermost_change(last).addnext(end)
    end.addnext(run)


def _outermost_change(run: Element) -> Element:
    """The run, or the tracked change that it is in."""
    while get_parent(run).tag in _CHANGES:
        run = get_parent(run)
    return run


def remove_anchors(root: Element, numbers: Collection[str]) -> None:
    """Untie comments from the text of a part."""
    for node in list(root.iter(_START, _END, _REFERENCE)):
        if node.get(_ID) not in numbers:
            continue
        holder = get_parent(node)
        remove_node(node)
        while holder.tag in (_R, *_CHANGES) and all(child.tag == w("rPr") for child in holder):
            empty, holder = holder, get_parent(holder)
            remove_node(empty)
