"""WordprocessingML as a tree: strict parsing, small helpers, writing."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from drafter.word.names import MARKUP_COMPATIBILITY, VAL, W_URI, w
from drafter.word.package.archive import DamagedXml

__all__ = [
    "W_URI", "DamagedXml", "Element", "copy_empty", "copy_tree", "declare_required",
    "get_parent", "group_nodes", "make_element", "next_free_number", "parse", "read_value",
    "remove_node", "replace_with_text", "set_text", "unwrap", "w", "write",
]  # fmt: skip

Element = etree._Element

_STRICT: Any = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
_ENCODINGS = ("UTF-8", "US-ASCII", "ASCII")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def parse(data: bytes, *, huge: bool = False) -> Element:
    """The root element. No entity is expanded, nothing is fetched, nothing is repaired.

    Comments and processing instructions are left out: they would cut a text in two. `huge`
    lifts libxml2's limits on depth and length, for XML that drafter made itself. Raises DamagedXml.
    """
    parser = etree.XMLParser(huge_tree=huge, **_STRICT)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedXml(str(error)) from None
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise DamagedXml("document type")
    if (about.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise DamagedXml(f"encoding {about.encoding}")
    return root


def read_value(holder: Element | None, *path: str) -> str:
    """The w:val of what stands at that path in the holder; empty where there is none."""
    found = None if holder is None else holder.find("/".join(path))
    return "" if found is None else found.get(VAL, "")


def next_free_number(used: Iterable[str | None], least: int = 1) -> int:
    """The first number, from `least` on, that is above all those in use; other texts are none."""
    above = (int(text) + 1 for text in used if text and text.isdecimal())
    return max(least, max(above, default=least))


def get_parent(node: Element) -> Element:
    """The element that holds the node, which is not the root."""
    found = node.getparent()
    assert found is not None
    return found


def group_nodes(root: Element, groups: Mapping[str, str]) -> dict[str, list[Element]]:
    """The elements by group, in the order of the file; groups: of each tag, the group it is in.

    One walk: each walk over a long part costs more than all that is asked of what it meets.
    """
    found: dict[str, list[Element]] = {}
    for node in root.iter(*groups):
        found.setdefault(groups[node.tag], []).append(node)
    return found


def remove_node(node: Element) -> None:
    """Take the node out of the tree."""
    get_parent(node).remove(node)


def replace_with_text(node: Element, text: str) -> None:
    """Take the node out of the tree, and let a bare text stand in its place."""
    holder, before, text = get_parent(node), node.getprevious(), text + (node.tail or "")
    if before is None:
        holder.text = (holder.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    holder.remove(node)


def copy_tree(node: Element) -> Element:
    """A copy of the element by itself, with the prefixes that its text needs."""
    made = copy.deepcopy(node)
    declare_required(made, node.nsmap)
    return made


def declare_required(node: Element, known: Mapping[str | None, str]) -> None:
    """Declare the prefixes that mc:Choice names in its text, wherever they are not.

    libxml2 leaves out what no name needs when it moves an element, and then Word does not open
    the file.
    """
    for choice in list(node.iter(f"{MARKUP_COMPATIBILITY}Choice")):
        wanted = choice.get("Requires", "").split()
        lacking = {p: known[p] for p in wanted if p in known and p not in choice.nsmap}
        if lacking:
            renewed = etree.Element(choice.tag, nsmap=lacking)
            renewed.attrib.update(choice.attrib)
            renewed.extend(list(choice))
            get_parent(choice).replace(choice, renewed)


def copy_empty(root: Element) -> Element:
    """The element by itself, in its namespaces: the beginning of another part like it."""
    made = copy.deepcopy(root)
    del made[:]
    return made


def unwrap(node: Element) -> None:
    """Let what the node holds stand in its place."""
    for child in list(node):
        node.addprevious(child)
    remove_node(node)


def walk(root: Element, *names: str) -> Iterator[tuple[str, Element]]:
    """The "start" and the "end" of each element of those names, in the order of the file."""
    yield from etree.iterwalk(root, events=("start", "end"), tag=names)


def write(root: Element) -> bytes:
    """The element as a UTF-8 part with its declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def make_element(name: str, /, **attributes: str) -> Element:
    """A new WordprocessingML element; attributes are WordprocessingML's too."""
    made = etree.Element(w(name))
    for key, value in attributes.items():
        made.set(w(key), value)
    return made


def set_text(node: Element, text: str) -> None:
    """The text of a w:t, its blanks kept."""
    node.text = text
    node.set(_XML_SPACE, "preserve")
