"""Word comments: read, added, taken out; and where they are anchored in the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from drafter.problems import render_message
from drafter.word import names, xml
from drafter.word.changes.pending import iterate_stories
from drafter.word.package import relationships
from drafter.word.package.archive import COMMENTS_PART, DOCUMENT, Package
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, w

AUTHOR = "drafter"
"""The author of drafter's own comments and tracked changes."""
REVIEWER = "drafter审阅"
"""The author of the comments in a copy for reviewing: nobody has to decide about one."""

COMMENTS = f"{names.OFFICE_RELATIONSHIPS}/comments"
_EXTENDED = f"{names.MICROSOFT_URI}/2011/relationships/commentsExtended"
_IDS = f"{names.MICROSOFT_URI}/2016/09/relationships/commentsIds"
_EXTENSIBLE = f"{names.MICROSOFT_URI}/2018/08/relationships/commentsExtensible"
_ABOUT = (_EXTENDED, _IDS, _EXTENSIBLE)
"""What else is kept about comments: by paragraph, and the last by an id that the second gives."""
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENT = w("comment")
_RUN_HOLDERS = {names.R, *names.REVISIONS}


class Comment(NamedTuple):
    """A comment: its id, who wrote it, what it says, whether it was marked as settled, and when
    it was written, where it says so."""

    number: str
    author: str
    text: str
    done: bool
    date: str = ""


class Remark(NamedTuple):
    """A comment to be written: its words, a paragraph a line, whose it is, and since when."""

    text: str
    author: str = AUTHOR
    date: str = ""


def asks_for_hand(text: str) -> bool:
    """Whether a comment is one that `gather` wrote in a hand's name: what the hand wanted there,
    and that somebody has to decide. A program may have broken its lines elsewhere."""
    return "".join(text.split()).endswith(_ASKING)


_ASKING = tuple(
    "".join(render_message(f"hands.reason.{reason}", "zh").split())
    for reason in ("taken", "edited", "gone", "moved")
)


def is_open(comment: Comment) -> bool:
    """Whether somebody has to decide about it."""
    asks = comment.author == AUTHOR or asks_for_hand(comment.text)
    return asks and not comment.done


def read_all(package: Package) -> list[Comment]:
    """All comments of the file."""
    root = _parse_comments_part(package)
    if root is None:
        return []
    done = _settled_paragraph_ids(package)
    return [_read_comment(node, done) for node in root.iter(_COMMENT)]


def _read_comment(node: Element, done: set[str]) -> Comment:
    lines = ("".join(text.text or "" for text in p.iter(names.T)) for p in node.iter(names.P))
    return Comment(
        node.get(names.ID, ""),
        node.get(w("author"), ""),
        "\n".join(lines),
        not done.isdisjoint(_paragraph_ids(node)),
        read_date(node),
    )


def read_date(node: Element) -> str:
    """When a comment or a tracked change was made; empty where nothing says it."""
    date = node.get(w("date"), "")
    return "" if date.startswith("0") else date  # LibreOffice says 0-00-00 where there was none


def next_comment_id(package: Package) -> int:
    """The first id that no comment has."""
    return xml.next_free_number((comment.number for comment in read_all(package)), least=0)


def update_comments(
    package: Package, added: Mapping[str, str | Remark], dropped: Collection[str],
    author: str = AUTHOR,
) -> Package:  # fmt: skip
    """The file with comments added by id (a text alone is the author's), and others dropped.

    Only the list of comments changes; `add_anchors` and `remove_anchors` see to their places.
    """
    if not added and not dropped:
        return package
    root = _parse_comments_part(package)
    if root is None:
        root = etree.Element(w("comments"), nsmap={"w": names.W_URI})
    gone = [node for node in root.iter(_COMMENT) if node.get(names.ID) in dropped]
    ids = {number for node in gone for number in _paragraph_ids(node)}
    for node in gone:
        remove_node(node)
    for number, said in added.items():
        root.append(_make_comment(number, Remark(said, author) if isinstance(said, str) else said))
    member = relationships.find_target_part(package, DOCUMENT, COMMENTS)
    if member is None:
        package, member = relationships.add_part(
            package, DOCUMENT, COMMENTS, COMMENTS_PART, _CONTENT
        )
    return _drop_comment_data(package.replace({member: xml.write(root)}), ids)


def drop_comments_of(package: Package, author: str) -> Package:
    """The file without the comments of that author, and what tied them to the text."""
    numbers = {each.number for each in read_all(package) if each.author == author}
    if not numbers:
        return package
    root = xml.parse(package.members[DOCUMENT], huge=True)
    remove_anchors(root, numbers)
    return update_comments(package.replace({DOCUMENT: xml.write(root)}), {}, numbers)


def _make_comment(number: str, said: Remark) -> Element:
    made = make_element("comment", id=number, author=said.author, initials=said.author[:1])
    if said.date:
        made.set(w("date"), said.date)
    for line in said.text.split("\n"):
        paragraph, run, words = make_element("p"), make_element("r"), make_element("t")
        set_text(words, line)
        run.append(words)
        paragraph.append(run)
        made.append(paragraph)
    return made


def _parse_comments_part(package: Package) -> Element | None:
    member = relationships.find_target_part(package, DOCUMENT, COMMENTS)
    return None if member is None else xml.parse(package.members[member])


def _paragraph_ids(comment: Element) -> set[str]:
    return {p.get(names.PARA_ID, "") for p in comment.iter(names.P)} - {""}


def _settled_paragraph_ids(package: Package) -> set[str]:
    """The ids of the paragraphs at whose end a settled comment stands."""
    member = relationships.find_target_part(package, DOCUMENT, _EXTENDED)
    if member is None:
        return set()
    return {
        node.get(f"{names.WORD_2012}paraId", "")
        for node in xml.parse(package.members[member])
        if node.get(f"{names.WORD_2012}done") in ("1", "true")
    }


def _drop_comment_data(package: Package, ids: Collection[str]) -> Package:
    """Take paragraphs of comments that are gone out of what else is kept about comments."""
    gone = set(ids)
    for relation in _ABOUT if gone else ():
        member = relationships.find_target_part(package, DOCUMENT, relation)
        if member is None:
            continue
        root = xml.parse(package.members[member])
        for node in list(root):
            said = {str(key).rpartition("}")[2]: str(value) for key, value in node.items()}
            if said.get("paraId", said.get("durableId")) in gone:
                gone.add(said.get("durableId", ""))
                root.remove(node)
            elif said.get("paraIdParent") in gone:
                del node.attrib[f"{names.WORD_2012}paraIdParent"]
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
    while get_parent(run).tag in names.REVISIONS:
        run = get_parent(run)
    return run


def remove_anchors(root: Element, numbers: Collection[str] | None = None) -> None:
    """Untie those comments, or all, from the text of a part."""
    for node in list(root.iter(*names.COMMENT_ANCHORS)):
        if numbers is None or node.get(names.ID) in numbers:
            remove_anchor(node)


def remove_anchor(node: Element) -> None:
    """Take an anchor out of the text, and the run that held nothing else."""
    holder = get_parent(node)
    remove_node(node)
    while holder.tag in _RUN_HOLDERS and all(child.tag == names.RPR for child in holder):
        empty, holder = holder, get_parent(holder)
        remove_node(empty)


def drop_orphans(package: Package, roots: Iterable[Element]) -> Package:
    """The file without the comments that nothing in these parts leads to: nobody sees them."""
    listed = _parse_comments_part(package)
    if listed is None:
        return package
    tied = {node.get(names.ID) for root in roots for node in root.iter(names.COMMENT_REFERENCE)}
    ids = [node.get(names.ID, "") for node in listed.iter(_COMMENT)]
    return update_comments(package, {}, [number for number in ids if number not in tied])


class AnchoredComment(NamedTuple):
    """A comment, the part it stands in, the element where it begins, and the texts it is about."""

    comment: Comment
    member: str
    start: Element
    texts: list[Element]


def find_anchored_comments(package: Package) -> list[AnchoredComment]:
    """The comments in the order of the text; one that nothing leads to is seen by nobody."""
    known = {comment.number: comment for comment in read_all(package)}
    found: dict[str, AnchoredComment] = {}
    for member, root in iterate_stories(package) if known else ():
        opened: dict[str, list[Element]] = {}
        for node in root.iter(*names.COMMENT_ANCHORS, names.T):
            number = node.get(names.ID, "")
            if node.tag == names.T:
                for texts in opened.values():
                    texts.append(node)
            elif node.tag == names.COMMENT_END:
                opened.pop(number, None)
            elif number in known and number not in found:
                found[number] = AnchoredComment(known[number], member, node, [])
                if node.tag == names.COMMENT_START:
                    opened[number] = found[number].texts
    return list(found.values())
