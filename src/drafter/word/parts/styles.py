"""Styles and lists that a block needs: found in the file it is brought into, or copied there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from drafter.word import xml
from drafter.word.layout.formatting import index_styles
from drafter.word.names import NAME, OFFICE_RELATIONSHIPS, P_STYLE, R_STYLE, TBL_STYLE, TYPE, VAL
from drafter.word.parts.copier import PartCopier
from drafter.word.xml import Element, w

STYLES, NUMBERING = (f"{OFFICE_RELATIONSHIPS}/styles", f"{OFFICE_RELATIONSHIPS}/numbering")
_NUM_ID, _ABSTRACT = w("numId"), w("abstractNumId")
STYLED = (P_STYLE, R_STYLE, TBL_STYLE)
_REFERS = (w("basedOn"), w("next"), w("link"))


class StyleImporter:
    """Which style and which list of the source is which of the target.

    styles: what is known of styles that the target calls by another name.
    """

    def __init__(self, parts: PartCopier, styles: Mapping[str, str]) -> None:
        self._parts, self._known = parts, styles
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {"0": "0"}

    def style(self, number: str) -> str:
        """The target's id for a style of the source; copied there when it has none."""
        if number not in self._styles:
            self._styles[number] = (
                self._find_same_style(number) or self._known.get(number) or number
            )
            if number in self._source_styles and self._styles[number] not in self._target_style_ids:
                self._copy_style(number)
        return self._styles[number]

    @cached_property
    def _source_styles(self) -> dict[str, Element]:
        return index_styles(self._parts.source_part(STYLES))

    @cached_property
    def _target_styles(self) -> Element:
        return self._parts.open_target(STYLES, xml.make_element("styles"))

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
        node = self._source_styles.get(number)
        return None if node is None else self._target_style_names.get(_style_type_and_name(node))

    def _copy_style(self, number: str) -> None:
        made = copy.deepcopy(self._source_styles[number])
        self._target_style_ids.add(number)
        self._target_styles.append(made)
        for node in made.iter(*_REFERS):
            node.set(VAL, self.style(node.get(VAL, "")))
        for node in made.iter(_NUM_ID):
            node.set(VAL, self.import_list(node.get(VAL, "")))

    def import_list(self, number: str) -> str:
        """The target's id for a list of the source; copied there when it has none like it."""
        if number not in self._lists:
            num = self._source_lists.get(number)
            self._lists[number] = (
                number if num is None else self._find_same_list(num) or self._copy_list(num)
            )
        return self._lists[number]

    @cached_property
    def _source_lists(self) -> dict[str, Element]:
        root = self._parts.source_part(NUMBERING)
        return {} if root is None else {n.get(_NUM_ID, ""): n for n in root.iterchildren(w("num"))}

    @cached_property
    def _target_numbering(self) -> Element:
        return self._parts.open_target(NUMBERING, xml.make_element("numbering"))

    def _find_same_list(self, num: Element) -> str | None:
        wanted = _describe_levels(num)
        found = (
            n
            for n in self._target_numbering.iterchildren(w("num"))
            if _describe_levels(n) == wanted
        )
        return next((n.get(_NUM_ID) for n in found), None)

    def _copy_list(self, num: Element) -> str:
        """The list copied: first its definition, which all definitions' lists come after."""
        root = self._target_numbering
        abstract, made = copy.deepcopy(_find_list_definition(num)), copy.deepcopy(num)
        number = _free_number(root, w("abstractNum"), _ABSTRACT)
        if abstract is not None:
            abstract.set(_ABSTRACT, number)
            # Word joins lists of one nsid when text is pasted: the copy is to be a list of its own.
            for node in abstract.iter(w("nsid"), w("tmpl"), w("styleLink"), w("numStyleLink")):
                xml.remove_node(node)
            for node in abstract.iter(P_STYLE):
                node.set(VAL, self.style(node.get(VAL, "")))
            before = [n for n in root if n.tag in (w("numPicBullet"), w("abstractNum"))]
            root.insert(len(before), abstract)
        made.set(_NUM_ID, _free_number(root, w("num"), _NUM_ID))
        for node in made.iterchildren(_ABSTRACT):
            node.set(VAL, number)
        last = [n for n in root if n.tag in (w("numPicBullet"), w("abstractNum"), w("num"))]
        root.insert(len(last), made)
        return made.get(_NUM_ID, "")


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
