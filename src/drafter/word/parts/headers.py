"""Headers and footers: what they say, and whether even pages have their own."""

from __future__ import annotations

import re
from itertools import count

from drafter.word import names
from drafter.word.names import OFFICE_RELATIONSHIPS
from drafter.word.parts.target import TargetFile
from drafter.word.text import paragraphs
from drafter.word.text.objects import OBJECT
from drafter.word.xml import Element, make_element, w

HEADERS = {w("headerReference"): "header", w("footerReference"): "footer"}
"""What leads from a section to its header or footer, and the kind of part that is."""
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_ROOTS = {"header": "hdr", "footer": "ftr"}
_PAGE_NUMBER = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def read_words(root: Element) -> str:
    """What a header or footer says, but for the number of the page."""
    said = (_read_paragraph(paragraph) for paragraph in root.iter(names.P))
    return " ".join(text for text in said if text)


def _read_paragraph(paragraph: Element) -> str:
    codes = [node.get(w("instr"), "") for node in paragraph.iter(names.FLD_SIMPLE)]
    codes += [node.text or "" for node in paragraph.iter(names.INSTR_TEXT)]
    if any(map(_PAGE_NUMBER.match, codes)):
        return ""
    pieces = [piece for piece in paragraphs.read_pieces(paragraph) if not piece.deletions]
    words = "".join(OBJECT if p.node.tag in paragraphs.OBJECTS else p.text for p in pieces)
    return words.strip() if any(each.isalnum() or each == OBJECT for each in words) else ""


def has_even_pages(settings: Element | None) -> bool:
    """Whether even pages have headers of their own in the file with those settings."""
    node = None if settings is None else settings.find(w("evenAndOddHeaders"))
    return node is not None and node.get(names.VAL, "1") not in ("0", "false", "off")


def list_shown(section: Element, *, even: bool) -> list[tuple[str, str]]:
    """The kinds and ids of the headers and footers that a section shows."""
    title = section.find(w("titlePg"))
    is_titled = title is not None and title.get(names.VAL, "1") not in ("0", "false", "off")
    shown = {"default": True, "first": is_titled, "even": even}
    return _list_references(section, {kind for kind, is_shown in shown.items() if is_shown})


def list_even(section: Element) -> list[tuple[str, str]]:
    """The kinds and ids of what a section has for even pages alone."""
    return _list_references(section, {"even"})


def _list_references(section: Element, types: set[str]) -> list[tuple[str, str]]:
    return [
        (HEADERS[str(node.tag)], node.get(names.RELATIONSHIP_ID, ""))
        for node in section
        if node.tag in HEADERS and node.get(names.TYPE, "default") in types
    ]


def add_header(target: TargetFile, kind: str, root: Element) -> tuple[str, str]:
    """A new header or footer of the file, named as Word does: its part, and the id."""
    free = (f"word/{kind}{number}.xml" for number in count(1))
    name = next(each for each in free if not target.has_part(each))
    return target.add_tree(f"{OFFICE_RELATIONSHIPS}/{kind}", name, _CONTENT.format(kind), root)


def add_empty_header(target: TargetFile, kind: str) -> str:
    """A header or footer that says nothing; the id that leads to it."""
    root = make_element(_ROOTS[kind])
    root.append(make_element("p"))
    return add_header(target, kind, root)[1]
