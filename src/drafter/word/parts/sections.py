"""The sections of a document put into another one: paper, margins, columns, headers, footers."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from drafter.word import names, xml
from drafter.word.names import PPR, RELATIONSHIP_ID, SECT_PR, TYPE, P, T
from drafter.word.parts.headers import HEADERS
from drafter.word.repair.tree import ensure_property, insert_property
from drafter.word.text.paragraphs import OBJECTS
from drafter.word.xml import Element, get_parent, make_element, remove_node, w

References = Mapping[tuple[str, str], str]
"""Relationships of headers and footers, by the element that leads there and its type."""

_LIKE_PAPER, _LIKE_WIDTH = 40, 400
"""Twips by which paper of one name differs from program to program; and by which a table stands
out of the text when its words are in line with the text."""
_CLOSE_PAPER = 0.1
"""By how much of its side a paper differs that is as good as the other."""
_EMU = 635
"""English metric units (DrawingML's) in a twip."""
_EXTENT = f"{names.DOC_PR.rpartition('}')[0]}}}extent"
_SAYS = (T, w("br"), names.FLD_CHAR, names.FLD_SIMPLE, *OBJECTS)
_HOLDERS = tuple(map(w, ("sdt", "sdtContent", "customXml")))


def list_sections(body: Element) -> list[Element]:
    """The properties of a body's sections in order; each stands where its section ends."""
    return [node for node in body.iter(SECT_PR) if get_parent(node).tag in (PPR, w("body"))]


def find_section_end(place: Element) -> Element:
    """The properties of the section that a block of the body is in; made where there are none."""
    body = next(place.iterancestors(w("body")))
    for block in _iterate_after(place):
        if (ends := _section_of(block)) is not None:
            return ends
    if len(body) == 0 or body[-1].tag != SECT_PR:
        body.append(make_element("sectPr"))
    return body[-1]


def has_own_pages(body: Element, here: Element) -> bool:
    """Whether a document's pages differ from those of the section `here` by more than margins, or
    hold what is too wide for it."""
    sections = list_sections(body)
    if len(sections) > 1:
        return True
    own = sections[0] if sections else make_element("sectPr")
    if not _is_close_paper(_read_paper(own), _read_paper(here)):
        return True
    if _read_columns(own) != _read_columns(here):
        return True
    width = _read_text_width(here)
    return _read_text_width(own) > width and any(
        each > width + _LIKE_WIDTH for each in _list_widths(body)
    )


def _read_paper(section: Element) -> tuple[int, int]:
    """Width and height of the paper in twips; 0 where the section does not say."""
    size = section.find(w("pgSz"))
    return (0, 0) if size is None else (_read_number(size, "w"), _read_number(size, "h"))


def _is_like_paper(one: tuple[int, int], other: tuple[int, int]) -> bool:
    sides = zip(one, other, strict=True)
    return all(not a or not b or abs(a - b) <= _LIKE_PAPER for a, b in sides)


def _is_close_paper(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether what fits the one fits the other: A4 and Letter, which programs choose unasked."""
    sides = zip(one, other, strict=True)
    return all(not a or not b or abs(a - b) <= _CLOSE_PAPER * b for a, b in sides)


def _read_columns(section: Element) -> tuple[str, str]:
    """How many columns there are, and which way the text runs."""
    columns = section.find(w("cols"))
    number = "1" if columns is None else columns.get(w("num"), "1")
    return number, xml.read_value(section, w("textDirection"))


def _read_text_width(section: Element) -> int:
    margins = section.find(w("pgMar"))
    sides = 0
    if margins is not None:
        sides = _read_number(margins, "left") + _read_number(margins, "right")
    return _read_paper(section)[0] - sides


def _list_widths(body: Element) -> Iterator[int]:
    """The widths of the body's tables and pictures in twips."""
    for grid in body.iter(w("tblGrid")):
        yield sum(_read_number(column, "w") for column in grid)
    for extent in body.iter(_EXTENT):
        yield int(extent.get("cx", "0")) // _EMU


def _read_number(node: Element, name: str) -> int:
    text = node.get(w(name), "0").partition(".")[0]
    return int(text) if text.lstrip("-").isdecimal() else 0


class Lack(NamedTuple):
    """A section that is to have an empty header or footer of a type, lest it shows another's."""

    section: Element
    key: tuple[str, str]


def set_between(
    place: Element, blocks: list[Element], final: Element
) -> tuple[list[Element], list[Lack]]:
    """Let blocks that will stand at the place have pages of their own between those of the body.

    final: the properties of their last section. What is said before them ends in a section like
    the one around; what comes after them goes on as it was. Gives the blocks with their end, and
    the headers and footers that there were none of.
    """
    here = find_section_end(place)
    around = list_sections(next(place.iterancestors(w("body"))))
    at = around.index(here)
    known = {key: value for each in around[: at + 1] for key, value in read_references(each)}
    before, after = _speaks_before(place), _speaks_after(place)
    own = [node for block in blocks for node in block.iter(SECT_PR)] + [final]
    changed = {key for each in own for key, _ in read_references(each)}
    if before:
        _set_type(own[0], _choose_break(own[0], here, changed))
        _close_before(place, copy.deepcopy(here))
    else:
        _take_beginning(own[0], here, known)
    if after:
        _set_type(here, _choose_break(here, final, changed))
        _go_on(here)
        return _end_with(blocks, final), _restore(here, changed, known)
    get_parent(here).replace(here, final)
    return blocks, _restore(around[at + 1], changed, known) if at + 1 < len(around) else []


def read_references(section: Element) -> list[tuple[tuple[str, str], str]]:
    """The section's own headers and footers: what leads there with its type, and the id."""
    found = [node for node in section if node.tag in HEADERS]
    return [((str(n.tag), n.get(TYPE, "default")), n.get(RELATIONSHIP_ID, "")) for n in found]


def add_reference(section: Element, key: tuple[str, str], number: str) -> None:
    """Give a section a header or footer."""
    node = etree.Element(key[0])
    node.set(TYPE, key[1])
    node.set(RELATIONSHIP_ID, number)
    section.insert(0, node)


def repeat_on_even_pages(section: Element) -> None:
    """Let even pages show what all pages show, in a file where they have headers of their own."""
    known = dict(read_references(section))
    for (tag, kind), number in known.items():
        if kind == "default" and (tag, "even") not in known:
            add_reference(section, (tag, "even"), number)


def count_pages_on(section: Element) -> None:
    """Let the pages of a section be counted on from those before."""
    for node in section.iterchildren(w("pgNumType")):
        node.attrib.pop(w("start"), "")


def _restore(section: Element, changed: set[tuple[str, str]], known: References) -> list[Lack]:
    """Let a section have the headers and footers again that others have changed."""
    lacking = sorted(changed - {key for key, _ in read_references(section)})
    for key in lacking:
        if key in known:
            add_reference(section, key, known[key])
    return [Lack(section, key) for key in lacking if key not in known]


def _take_beginning(first: Element, here: Element, known: References) -> None:
    """Let a section begin the way that the section began whose place it takes."""
    kind = xml.read_value(here, w("type"))
    alike = _is_like_paper(_read_paper(first), _read_paper(here))
    _set_type(first, kind if alike or kind != "continuous" else "")
    for name in ("titlePg", "pgNumType"):
        node = here.find(w(name))
        if node is not None and first.find(w(name)) is None:
            insert_property(first, copy.deepcopy(node))
    for key in sorted(set(known) - {key for key, _ in read_references(first)}):
        add_reference(first, key, known[key])


def _go_on(section: Element) -> None:
    """Let a section be the rest of one that has begun before."""
    for node in section.findall(w("titlePg")):
        remove_node(node)
    count_pages_on(section)


def _choose_break(section: Element, other: Element, changed: set[tuple[str, str]]) -> str:
    """How a section begins behind another: on the same page where both look alike."""
    alike = _is_like_paper(_read_paper(section), _read_paper(other))
    return "continuous" if alike and not changed else "nextPage"


def _set_type(section: Element, value: str) -> None:
    if value:
        ensure_property(section, "type").set(names.VAL, value)
    for node in [] if value else section.findall(w("type")):
        remove_node(node)


def _close_before(place: Element, section: Element) -> None:
    """End a section before the place: in the paragraph there, or in one without height."""
    previous = place.getprevious()
    while previous is not None and previous.tag in names.BOOKMARKS:
        previous = previous.getprevious()
    if previous is None or not _can_end_section(previous):
        previous = _make_thin_paragraph()
        place.addprevious(previous)
    _end_section(previous, section)


def _end_with(blocks: list[Element], section: Element) -> list[Element]:
    """The blocks, with the end of their last section in the last paragraph or in one more."""
    last = next((block for block in reversed(blocks) if block.tag not in names.BOOKMARKS), None)
    if last is None or not _can_end_section(last):
        last = _make_thin_paragraph()
        blocks = [*blocks, last]
    _end_section(last, section)
    return blocks


def _can_end_section(block: Element) -> bool:
    return block.tag == P and _section_of(block) is None


def _end_section(paragraph: Element, section: Element) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        properties = make_element("pPr")
        paragraph.insert(0, properties)
    change = properties.find(names.PPR_CHANGE)
    if change is None:
        properties.append(section)
    else:
        change.addprevious(section)


def _make_thin_paragraph() -> Element:
    """A paragraph for a section's end that takes no room on the page."""
    made, properties = make_element("p"), make_element("pPr")
    properties.append(make_element("spacing", before="0", after="0", line="20", lineRule="exact"))
    made.append(properties)
    return made


def _iterate_blocks(holder: Element) -> Iterator[Element]:
    """The blocks of a body, those in content controls too."""
    for child in holder:
        if child.tag in _HOLDERS:
            yield from _iterate_blocks(child)
        elif child.tag not in names.BOOKMARKS and child.tag != SECT_PR:
            yield child


def _iterate_after(place: Element) -> Iterator[Element]:
    """The blocks behind the one that is the place, or that it stands in."""
    holders = {place, *place.iterancestors()}
    blocks = _iterate_blocks(next(place.iterancestors(w("body"))))
    for block in blocks:
        if block in holders:
            yield from blocks


def _speaks_before(place: Element) -> bool:
    """Whether anything is said in the section before the place."""
    speaks = False
    for block in _iterate_blocks(next(place.iterancestors(w("body")))):
        if block is place:
            break
        speaks = _section_of(block) is None and (speaks or _speaks(block))
    return speaks


def _speaks_after(place: Element) -> bool:
    """Whether anything is said in the section behind the place."""
    for block in _iterate_after(place):
        if _speaks(block):
            return True
        if _section_of(block) is not None:
            break
    return False


def _speaks(block: Element) -> bool:
    """Whether a block is more than an empty paragraph."""
    return block.tag != P or any(
        node.tag != T or (node.text or "").strip() for node in block.iter(*_SAYS)
    )


def _section_of(block: Element) -> Element | None:
    """The properties of the section that ends with a paragraph."""
    return block.find(f"{PPR}/{SECT_PR}")
