"""The result of a field, written anew in the look of the old one."""

from __future__ import annotations

import copy

from drafter.word.fields.reading import Field
from drafter.word.fields.values.formats import Uncomputed
from drafter.word.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    FLD_CHAR,
    FLD_SIMPLE,
    ID,
    NAME,
    RPR,
    R,
    T,
)
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.text.paragraphs import owner_paragraph
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text, unwrap


def write_result(field: Field, text: str) -> None:
    """Let the field show the text. Raises Uncomputed where its result is more than a line.

    What stood in the result goes, fields in it and the bookmarks of printed values too: the text
    is no longer what they printed.
    """
    several = {owner_paragraph(node) for node in [field.begin, *field.result_nodes]}
    if len(several) > 1 or "\n" in text or "\t" in text:
        raise Uncomputed("field.lines")
    words = [node for node in field.result_nodes if node.tag == T]
    first = words[0] if words else _make_text(field)
    _drop_printed_marks(field)
    for node in field.result_nodes:
        if node is not first and node.tag != FLD_SIMPLE:
            _drop_node(node)
    for node in [node for node in field.result_nodes if node.tag == FLD_SIMPLE]:
        unwrap(node)
    set_text(first, text)
    field.result_nodes = [first]


def _drop_node(node: Element) -> None:
    run = get_parent(node)
    remove_node(node)
    if run.tag == R and all(child.tag == RPR for child in run) and run.getparent() is not None:
        remove_node(run)


def _make_text(field: Field) -> Element:
    """A text in a run of its own, where the field shows none."""
    assert field.end is not None
    made, text = make_element("r"), make_element("t")
    made.append(text)
    if field.begin.tag == FLD_SIMPLE:
        field.begin.append(made)
        return text
    _copy_look(get_parent(field.begin), made)
    last = get_parent(field.end)
    if field.separate is None:
        run = make_element("r")
        _copy_look(get_parent(field.begin), run)
        field.separate = make_element("fldChar", fldCharType="separate")
        run.append(field.separate)
        _put_before(field.end, last, run)
    _put_before(field.end, last, made)
    return text


def _copy_look(source: Element, target: Element) -> None:
    properties = source.find(RPR)
    if properties is not None:
        target.insert(0, copy.deepcopy(properties))


def _put_before(mark: Element, run: Element, made: Element) -> None:
    """Put a run before the mark: what stands before it in its own run goes before that too."""
    before = [child for child in mark.itersiblings(preceding=True) if child.tag != RPR]
    if before:
        rest = make_element("r")
        _copy_look(run, rest)
        rest.extend(reversed(before))
        run.addprevious(rest)
    run.addprevious(made)


def _drop_printed_marks(field: Field) -> None:
    """Take out the bookmarks of printed values that begin within the result."""
    paragraph = owner_paragraph(field.begin)
    if paragraph is None or field.separate is None:
        return
    inside, numbers = field.begin.tag == FLD_SIMPLE, set()
    holder = field.begin if inside else paragraph
    for node in list(holder.iter(BOOKMARK_START, BOOKMARK_END, FLD_CHAR)):
        if node.tag == FLD_CHAR:
            inside = inside or node is field.separate
            if node is field.end:
                break
        elif inside and node.tag == BOOKMARK_START:
            mark = parse_bookmark_name(node.get(NAME, ""))
            if mark is not None and mark.kind == "t":
                numbers.add(node.get(ID))
                remove_node(node)
    for node in list(paragraph.iter(BOOKMARK_END)):
        if node.get(ID) in numbers:
            remove_node(node)
