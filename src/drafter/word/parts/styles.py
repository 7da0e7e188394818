"""Styles and lists that a block needs: found in the file it is brought into, or copied there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from drafter.word import xml
from drafter.word.layout.formatting import index_styles
from drafter.word.names import (
    NAME,
    OFFICE_RELATIONSHIPS,
    P_STYLE,
    R_STYLE,
    STYLE_ID,
    TBL_STYLE,
    TYPE,
    VAL,
)
from drafter.word.package.relationships import choose_part_name
from drafter.word.parts.copier import PartCopier
from drafter.word.xml import Element, w

STYLES, NUMBERING = (f"{OFFICE_RELATIONSHIPS}/styles", f"{OFFICE_RELATIONSHIPS}/numbering")
_NUM_ID, _ABSTRACT = w("numId"), w("abstractNumId")
STYLED = (P_STYLE, R_STYLE, TBL_STYLE)
_REFERS = (w("basedOn"), w("next"), w("link"))
_UNSHARED = tuple(map(w, "nsid tmpl styleLink numStyleLink lvlPicBulletId".split()))
"""What ties the definition of a list to others, and to pictures of its own file."""


class StyleImporter:
    """Which style and which list of the source is which of the target.

    styles: what is known of styles that the target calls by another name. joins: a list is that
    of the target which is numbered alike, so that its numbers go on.
    """

    def __init__(self, parts: PartCopier, styles: Mapping[str, str], *, joins: bool = True) -> None:
        self._parts, self._known, self._joins = parts, styles, joins
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {"0": "0"}
        self._definitions: dict[str, str] = {}

    def style(self, number: str) -> str:
        """The target's id for a style of the source; copied there when it has none."""
        if number not in self._styles:
            same = self._find_same_style(number) or self._known.get(number)
            if same is None and number in self.source_styles:
                self._copy_style(number)
            else:
                self._styles[number] = same or number
        return self._styles[number]

    @cached_property
    def source_styles(self) -> dict[str, Element]:
        return index_styles(self._parts.source_part(STYLES))

    @cached_property
    def _target_styles(self) -> Element:
        return self._parts.open_target(STYLES, xml.make_element("styles"))[1]

    @cached_property
    def _target_style_ids(self) -> set[str]:
        return set(index_styles(self._target_styles))

    @cached_property
    def _target_style_names(self) -> dict[tuple[str, str], str]:
        return {
            _style_type_and_name(node): number
            for number, node in index_styles(self._target_styles).items()
        }

    def _find_same_style(self, number: str) -> str | None:
        node = self.source_styles.get(number)
        return None if node is None else self._target_style_names.get(_style_type_and_name(node))

    def _copy_style(self, number: str) -> None:
        """The style copied, under an id of its own: Word numbers ids as styles come into use, so
        that one id is another style in every file."""
        made = copy.deepcopy(self.source_styles[number])
        free = choose_part_name(number, self._target_style_ids.__contains__)
        self._styles[number] = free
        made.set(STYLE_ID, free)
        made.attrib.pop(w("default"), "")
        self._target_style_ids.add(free)
        self._target_styles.append(made)
        for node in made.iter(*_REFERS):
            node.set(VAL, self.style(node.get(VAL, "")))
        for node in made.iter(_NUM_ID):
            node.set(VAL, self.import_list(node.get(VAL, "")))

    def import_list(self, number: str) -> str:
        """The target's id for a list of the source; copied there when it has none like it."""
        if number not in self._lists:
            num = self._source_lists.get(number)
            same = self._find_same_list(num) if num is not None and self._joins else None
            self._lists[number] = number if num is None else same or self._copy_list(num)
        return self._lists[number]

    @cached_property
    def _source_lists(self) -> dict[str, Element]:
        root = self._parts.source_part(NUMBERING)
        return {} if root is None else {n.get(_NUM_ID, ""): n for n in root.iterchildren(w("num"))}

    @cached_property
    def _target_numbering(self) -> Element:
        return self._parts.open_target(NUMBERING, xml.make_element("numbering"))[1]

    def _find_same_list(self, num: Element) -> str | None:
        wanted = _describe_levels(num)
        found = (
            n
            for n in self._target_numbering.iterchildren(w("num"))
            if _describe_levels(n) == wanted
        )
        return next((n.get(_NUM_ID) for n in found), None)

    def _copy_list(self, num: Element) -> str:
        """The list copied, and its definition, by which several lists may count on."""
        root, made = self._target_numbering, copy.deepcopy(num)
        number = self._copy_definition(num)
        made.set(_NUM_ID, _free_number(root, w("num"), _NUM_ID))
        for node in made.iterchildren(_ABSTRACT):
            node.set(VAL, number)
        last = [n for n in root if n.tag in (w("numPicBullet"), w("abstractNum"), w("num"))]
        root.insert(len(last), made)
        return made.get(_NUM_ID, "")

    def _copy_definition(self, num: Element) -> str:
        """The definition of a list copied, before all lists; its id in the target."""
        theirs = xml.read_value(num, _ABSTRACT)
        if theirs in self._definitions:
            return self._definitions[theirs]
        root, abstract = self._target_numbering, copy.deepcopy(_find_list_definition(num))
        number = self._definitions[theirs] = _free_number(root, w("abstractNum"), _ABSTRACT)
        if abstract is not None:
            abstract.set(_ABSTRACT, number)
            # Word joins lists of one nsid when text is pasted: the copy is to be a list of its own.
            for node in list(abstract.iter(*_UNSHARED)):
                xml.remove_node(node)
            for node in abstract.iter(P_STYLE):
                node.set(VAL, self.style(node.get(VAL, "")))
            before = [n for n in root if n.tag in (w("numPicBullet"), w("abstractNum"))]
            root.insert(len(before), abstract)
        return number


def _style_type_and_name(style: Element) -> tuple[str, str]:
    """What a style is called, as far as programs agree on it."""
    return style.get(TYPE, "paragraph"), xml.read_value(style, NAME).strip().lower()


def _find_list_definition(num: Element) -> Element | None:
    """The definition of a list."""
    number = xml.read_value(num, _ABSTRACT)
    found = xml.get_parent(num).iterchildren(w("abstractNum"))
    return next((node for node in found if node.get(_ABSTRACT) == number), None)


def _describe_levels(num: Element) -> list[tuple[str, ...]] | bytes:
    """What tells one list from another: how each level is numbered."""
    abstract = _find_list_definition(num)
    if abstract is None or num.find(w("lvlOverride")) is not None:
        return etree.tostring(num)
    return [
        tuple(xml.read_value(level, w(name)) for name in ("start", "numFmt", "lvlText"))
        for level in abstract.iterchildren(w("lvl"))
    ]


def _free_number(root: Element, tag: str, attribute: str) -> str:
    return str(xml.next_free_number(node.get(attribute) for node in root.iterchildren(tag)))
