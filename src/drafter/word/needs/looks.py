"""Styles and lists that a block needs: found in the file it is brought into, or copied there."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from drafter.word import xml
from drafter.word.needs.parts import Parts
from drafter.word.xml import Element, w

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES, NUMBERING = f"{_OFFICE}/styles", f"{_OFFICE}/numbering"
_VAL, _ID, _NUM_ID, _ABSTRACT = w("val"), w("styleId"), w("numId"), w("abstractNumId")
STYLED = (w("pStyle"), w("rStyle"), w("tblStyle"))
_REFERS = (w("basedOn"), w("next"), w("link"))


class Looks:
    """Which style and which list of the source is which of the target.

    styles: what is known of styles that the target calls by another name.
    """

    def __init__(self, parts: Parts, styles: Mapping[str, str]) -> None:
        self._parts, self._known = parts, styles
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {"0": "0"}

    def style(self, number: str) -> str:
        """The target's id for a style of the source; copied there when it has none."""
        if number not in self._styles:
            self._styles[number] = self._named(number) or self._known.get(number) or number
            if number in self._definitions and self._styles[number] not in self._ids:
                self._copy(number)
        return self._styles[number]

    @cached_property
    def _definitions(self) -> dict[str, Element]:
        return _by_id(self._parts.of_source(STYLES))

    @cached_property
    def _target(self) -> Element:
        found = self._parts.of_target(STYLES)
        if found is None:
            found = self._parts.made(STYLES, xml.element("styles"))
        return found[1]

    @cached_property
    def _ids(self) -> set[str]:
        return set(_by_id(self._target))

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        return {_name(node): number for number, node in _by_id(self._target).items()}

    def _named(self, number: str) -> str | None:
        node = self._definitions.get(number)
        return None if node is None else self._names.get(_name(node))

    def _copy(self, number: str) -> None:
        made = copy.deepcopy(self._definitions[number])
        self._ids.add(number)
        self._target.append(made)
        for node in made.iter(*_REFERS):
            node.set(_VAL, self.style(node.get(_VAL, "")))
        for node in made.iter(_NUM_ID):
            node.set(_VAL, self.list(node.get(_VAL, "")))

    def list(self, number: str) -> str:
        """The target's id for a list of the source; copied there when it has none like it."""
        if number not in self._lists:
            num = self._nums.get(number)
            self._lists[number] = number if num is None else self._like(num) or self._bring(num)
        return self._lists[number]

    @cached_property
    def _nums(self) -> dict[str, Element]:
        root = self._parts.of_source(NUMBERING)
        return {} if root is None else {n.get(_NUM_ID, ""): n for n in root.iterchildren(w("num"))}

    @cached_property
    def _numbering(self) -> Element:
        found = self._parts.of_target(NUMBERING)
        if found is None:
            found = self._parts.made(NUMBERING, xml.element("numbering"))
        return found[1]

    def _like(self, num: Element) -> str | None:
        wanted = _levels(num)
        found = (n for n in self._numbering.iterchildren(w("num")) if _levels(n) == wanted)
        return next((n.get(_NUM_ID) for n in found), None)

    def _bring(self, num: Element) -> str:
        """The list copied: first its definition, which all definitions' lists come after."""
        root = self._numbering
        abstract, made = copy.deepcopy(_abstract(num)), copy.deepcopy(num)
        number = _free(root, w("abstractNum"), _ABSTRACT)
        if abstract is not None:
            abstract.set(_ABSTRACT, number)
            for node in abstract.iter(w("nsid"), w("tmpl"), w("styleLink"), w("numStyleLink")):
                xml.remove(node)
            for node in abstract.iter(w("pStyle")):
                node.set(_VAL, self.style(node.get(_VAL, "")))
            before = [n for n in root if n.tag in (w("numPicBullet"), w("abstractNum"))]
            root.insert(len(before), abstract)
        made.set(_NUM_ID, _free(root, w("num"), _NUM_ID))
        for node in made.iterchildren(_ABSTRACT):
            node.set(_VAL, number)
        last = [n for n in root if n.tag in (w("numPicBullet"), w("abstractNum"), w("num"))]
        root.insert(len(last), made)
        return made.get(_NUM_ID, "")


def _by_id(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {n.get(_ID, ""): n for n in root.iterchildren(w("style"))}


def _name(style: Element) -> tuple[str, str]:
    """What a style is called, as far as programs agree on it."""
    node = style.find(w("name"))
    name = "" if node is None else node.get(_VAL, "")
    return style.get(w("type"), "paragraph"), name.strip().lower()


def _abstract(num: Element) -> Element | None:
    """The definition of a list."""
    reference = num.find(_ABSTRACT)
    number = "" if reference is None else reference.get(_VAL, "")
    found = xml.parent(num).iterchildren(w("abstractNum"))
    return next((node for node in found if node.get(_ABSTRACT) == number), None)


def _levels(num: Element) -> list[tuple[str, ...]] | bytes:
    """What tells one list from another: how each level is numbered."""
    abstract = _abstract(num)
    if abstract is None or num.find(w("lvlOverride")) is not None:
        return etree.tostring(num)
    return [
        tuple(
            "" if (node := level.find(w(name))) is None else node.get(_VAL, "")
            for name in ("start", "numFmt", "lvlText")
        )
        for level in abstract.iterchildren(w("lvl"))
    ]


def _free(root: Element, tag: str, attribute: str) -> str:
    used = (node.get(attribute, "") for node in root.iterchildren(tag))
    return str(1 + max((int(text) for text in used if text.isdigit()), default=0))
