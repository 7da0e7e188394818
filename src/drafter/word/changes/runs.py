"""Runs: cut at a character, made, and given the look of others."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from drafter.word import names
from drafter.word.text.bookmarks import parse_bookmark_name
from drafter.word.text.paragraphs import CharacterPlace
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text

_MARK_REVISIONS = (names.RPR_CHANGE, names.INS, names.DEL)
_TEXTS = (names.T, names.DEL_TEXT)
_BREAKS = {"\t": "tab", "\n": "br"}


def copy_run_properties(letters: Sequence[CharacterPlace], start: int, end: int) -> Element | None:
    """The run properties of the first of those characters, else of the one before or after."""
    near = [*letters[start:end], *letters[max(0, start - 1) : start], *letters[end : end + 1]]
    found = next((get_parent(letter[0]) for letter in near if letter is not None), None)
    properties = None if found is None else found.find(names.RPR)
    if properties is None:
        return None
    made = copy.deepcopy(properties)
    for node in list(made.iter(*_MARK_REVISIONS)):
        remove_node(node)
    return made


def set_run_properties(run: Element, properties: Element | None) -> None:
    """Give the run those properties in place of its own."""
    if (own := run.find(names.RPR)) is not None:
        run.remove(own)
    if properties is not None:
        run.insert(0, copy.deepcopy(properties))


def include_bookmarks(found: Sequence[Element]) -> list[Element]:
    """The runs, with the bookmarks of printed values that begin and end right round them."""
    if not found:
        return []
    holder = list(get_parent(found[0]))
    if any(run not in holder for run in found):
        return list(found)
    first, last = holder.index(found[0]), holder.index(found[-1])
    while first and holder[first - 1].tag == names.BOOKMARK_START:
        first -= 1
    while last + 1 < len(holder) and holder[last + 1].tag == names.BOOKMARK_END:
        last += 1
    taken = holder[first : last + 1]
    starts = (node for node in taken if node.tag == names.BOOKMARK_START)
    begun = {node.get(names.ID) for node in starts if _is_printed_value(node)}
    whole = {n.get(names.ID) for n in taken if n.tag == names.BOOKMARK_END} & begun
    return [
        node
        for node in taken
        if node in found or (node.tag in names.BOOKMARKS and node.get(names.ID) in whole)
    ]


def _is_printed_value(start: Element) -> bool:
    mark = parse_bookmark_name(start.get(names.NAME, ""))
    return mark is not None and mark.kind == "t"


def make_run(text: str, properties: Element | None) -> Element:
    """A run that says the text."""
    run = make_element("r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    plain = ""
    for sign in [*text, ""]:
        if sign and sign not in _BREAKS:
            plain += sign
            continue
        if plain:
            node = make_element("t")
            set_text(node, plain)
            run.append(node)
            plain = ""
        if sign:
            run.append(make_element(_BREAKS[sign]))
    return run


def cut_out_runs(letters: Sequence[CharacterPlace], start: int, end: int) -> list[Element]:
    """The runs that hold just the characters from start to end, cut out of their neighbours.

    What stands before `start` keeps its places.
    """
    here = [letter for letter in letters[start:end] if letter is not None]
    if not here:
        return []
    split_after(*here[-1])
    first = split_before(*here[0])
    found = [first]
    for node, _ in here:
        run = get_parent(node)
        if run is not found[-1]:
            found.append(run)
    if here[0][1] and here[0][0].tag in _TEXTS:  # its later characters moved to `first`
        found = [run for run in found if run is first or run is not get_parent(here[0][0])]
    return found


def split_before(node: Element, offset: int) -> Element:
    """The run, cut so that it begins with that character."""
    child = _split_text(node, offset) if offset else node
    run = get_parent(child)
    before = [one for one in child.itersiblings(preceding=True) if one.tag != names.RPR]
    return _split_run(run, child) if before else run


def split_after(node: Element, offset: int) -> Element:
    """The run, cut so that it ends with that character."""
    if node.tag in _TEXTS and offset + 1 < len(node.text or ""):
        _split_text(node, offset + 1)
    run, following = get_parent(node), node.getnext()
    if following is not None:
        _split_run(run, following)
    return run


def _split_text(node: Element, offset: int) -> Element:
    text = node.text or ""
    rest = make_element("delText" if node.tag == names.DEL_TEXT else "t")
    set_text(rest, text[offset:])
    set_text(node, text[:offset])
    node.addnext(rest)
    return rest


def _split_run(run: Element, child: Element) -> Element:
    """A new run after the run, with the child and what follows it."""
    made = make_element("r")
    made.attrib.update(run.attrib)
    if (properties := run.find(names.RPR)) is not None:
        made.append(copy.deepcopy(properties))
    for node in [child, *child.itersiblings()]:
        made.append(node)
    run.addnext(made)
    return made
