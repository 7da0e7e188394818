"""The properties of a Word file: title and dates, and drafter's own run id and digest."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from lxml import etree

from drafter.word import names, xml
from drafter.word.package import relationships, stamps
from drafter.word.package.archive import CONTENT_TYPES, CORE, ROOT_RELS, Package
from drafter.word.xml import Element

CUSTOM = "docProps/custom.xml"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM_URI = f"{names.OFFICE_URI}/custom-properties"
_VT = f"{names.OFFICE_URI}/docPropsVTypes"
_CUSTOM_NAMES: dict[str | None, str] = {None: _CUSTOM_URI, "vt": _VT}
_FIRST_PROPERTY = 2
"""The ids 0 and 1 are those of the dictionary and the code page (MS-OLEPS, 2.1)."""
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE_RELATION = f"{names.PACKAGE_URI}/relationships/metadata/core-properties"
_CUSTOM_RELATION = f"{names.OFFICE_RELATIONSHIPS}/custom-properties"


def add_placeholders(package: Package) -> tuple[Package, tuple[str, ...]]:
    """The package with marks for all that a report fills in, and the members they stand in."""
    described = _set_title_and_moment(package, stamps.TITLE_MARK, stamps.MOMENT_MARK)
    marked = set_custom_properties(
        described, {stamps.RUN: stamps.RUN_MARK, stamps.DIGEST: stamps.DIGEST_MARK}
    )
    pairs = ((_CORE_RELATION, CORE), (_CUSTOM_RELATION, CUSTOM))
    return marked, tuple(_find_part_name(marked, *pair) for pair in pairs)


def set_title_and_dates(package: Package, title: str, date: datetime.date | None) -> Package:
    """The package with its title (unless the template gives one) and its dates set.

    The dates are the report's own date, or 1980-01-01: the same input makes the same bytes.
    """
    return _set_title_and_moment(package, title, stamps.format_moment(date))


def _set_title_and_moment(package: Package, title: str, moment: str) -> Package:
    member = _find_part_name(package, _CORE_RELATION, CORE)
    data = package.members.get(member)
    root = etree.Element(f"{{{names.CORE_URI}}}coreProperties") if data is None else xml.parse(data)
    heading = _ensure_child(root, names.DUBLIN_CORE_URI, "title")
    heading.text = heading.text or title
    for name in ("created", "modified"):
        node = _ensure_child(root, _TERMS, name)
        node.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        node.text = moment
    prefixes = {"cp": names.CORE_URI, "dc": names.DUBLIN_CORE_URI, "dcterms": _TERMS, "xsi": _XSI}
    etree.cleanup_namespaces(root, top_nsmap=prefixes)
    changed = package.replace({member: xml.write(root)})
    return _register_part(changed, member, _CORE_TYPE, _CORE_RELATION)


def read_title(package: Package) -> str:
    """The title among the file's own properties; empty where it has none."""
    data = package.members.get(_find_part_name(package, _CORE_RELATION, CORE))
    root = None if data is None else xml.parse(data)
    found = None if root is None else root.find(f"{{{names.DUBLIN_CORE_URI}}}title")
    return "" if found is None else found.text or ""


def read_last_author(package: Package) -> str:
    """Who saved the file last, as the program that did so says; empty where it does not."""
    data = package.members.get(_find_part_name(package, _CORE_RELATION, CORE))
    found = None if data is None else xml.parse(data).find(f"{{{names.CORE_URI}}}lastModifiedBy")
    return "" if found is None else (found.text or "").strip()


def _ensure_child(root: Element, namespace: str, name: str) -> Element:
    found = root.find(f"{{{namespace}}}{name}")
    return etree.SubElement(root, f"{{{namespace}}}{name}") if found is None else found


def set_custom_properties(package: Package, values: Mapping[str, str]) -> Package:
    """The package with custom properties of drafter's set, those of the template kept."""
    member = _find_part_name(package, _CUSTOM_RELATION, CUSTOM)
    data = package.members.get(member)
    root = _new_custom_properties() if data is None else xml.parse(data)
    for node in [child for child in root if child.get("name") in values]:
        root.remove(node)
    free = xml.next_free_number((child.get("pid") for child in root), _FIRST_PROPERTY)
    for number, (name, value) in enumerate(values.items(), free):
        node = etree.SubElement(root, f"{{{_CUSTOM_URI}}}property", fmtid=_FORMAT)
        node.set("pid", str(number))
        node.set("name", name)
        etree.SubElement(node, f"{{{_VT}}}lpwstr").text = value
    changed = package.replace({member: xml.write(root)})
    return _register_part(changed, member, _CUSTOM_TYPE, _CUSTOM_RELATION)


def drop_custom_properties(package: Package, doomed: Collection[str]) -> Package:
    """The package without the custom properties of those names."""
    member = _find_part_name(package, _CUSTOM_RELATION, CUSTOM)
    root = xml.parse(package.members[member])
    for node in [child for child in root if child.get("name") in doomed]:
        root.remove(node)
    return package.replace({member: xml.write(root)})


def _new_custom_properties() -> Element:
    return etree.Element(f"{{{_CUSTOM_URI}}}Properties", nsmap=_CUSTOM_NAMES)  # type: ignore[arg-type]


def read_custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of the file."""
    data = package.members.get(_find_part_name(package, _CUSTOM_RELATION, CUSTOM))
    if data is None:
        return {}
    return {node.get("name", ""): "".join(map(str, node.itertext())) for node in xml.parse(data)}


def _find_part_name(package: Package, relation: str, usual: str) -> str:
    """The part that the file has for the relation; some programs give it a name of their own."""
    return relationships.find_target_part(package, "", relation) or usual


def _register_part(package: Package, member: str, content_type: str, relation: str) -> Package:
    """The package with the part's content type and its relationship from the file itself."""
    types, rels = (xml.parse(package.members[name]) for name in (CONTENT_TYPES, ROOT_RELS))
    relationships.declare_content_type(types, member, content_type)
    if not any(node.get("Type") == relation for node in rels):
        relationships.add_relationship(rels, relation, member)
    return package.replace({CONTENT_TYPES: xml.write(types), ROOT_RELS: xml.write(rels)})
