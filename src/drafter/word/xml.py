"""WordprocessingML as a tree: names, strict parsing, writing."""

from __future__ import annotations

from typing import Any

from lxml import etree

from drafter.word.package.archive import DamagedXml

__all__ = [
    "DamagedXml",
    "Element",
    "get_parent",
    "make_element",
    "parse",
    "remove_node",
    "set_text",
    "unwrap",
    "w",
    "write",
]  # fmt: skip

Element = etree._Element

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ENCODINGS = ("UTF-8", "US-ASCII", "ASCII")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{W_URI}}}{name}"


def parse(data: bytes, *, huge: bool = False) -> Element:
    """The root element. No entity is expanded, nothing is fetched, nothing is repaired.

    Comments and processing instructions are left out: they would cut a text in two. `huge`
    lifts libxml2's limits on depth and length, for XML that drafter made itself. Raises Damaged.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
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


def get_parent(node: Element) -> Element:
    """The element that holds the node, which is not the root."""
    found = node.getparent()
    assert found is not None
    return found


def remove_node(node: Element) -> None:
    """Take the node out of the tree."""
    get_parent(node).remove(node)


def unwrap(node: Element) -> None:
    """Let what the node holds stand in its place."""
    for child in list(node):
        node.addprevious(child)
    remove_node(node)


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
