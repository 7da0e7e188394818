"""Parts under the names that Word itself gives them, wherever the file's relationships find them.

A part's name says nothing (ECMA-376 part 2): Microsoft 365 in the browser writes document2.xml.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from itertools import count

from drafter.word import names, xml
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, ROOT_RELS
from drafter.word.xml import Element

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN = f"{names.OFFICE_RELATIONSHIPS}/officeDocument"
_ONCE = frozenset("styles settings numbering fontTable footnotes endnotes comments".split())
_MANY = frozenset(("header", "footer"))


def find_main_part(roots: Mapping[str, Element]) -> str | None:
    """The name of the body's part, where it is that of a Word document."""
    rels, types = roots.get(ROOT_RELS), roots.get(CONTENT_TYPES)
    found = [] if rels is None else relationships.list_targets(rels, "", _MAIN)
    main = next((name for name in found if name in roots), None)
    if main is None or types is None or _read_type(types, main) != MAIN_TYPE:
        return None
    return main


def _read_type(types: Element, member: str) -> str:
    """What kind of part the member is: as it is said of itself, else of all with its ending."""
    named = {node.get("PartName"): node.get("ContentType", "") for node in types}
    ending = member.rpartition(".")[2].lower()
    usual = {node.get("Extension", "").lower(): node.get("ContentType", "") for node in types}
    return named.get(f"/{member}") or usual.get(ending, "")


def use_usual_names(
    members: Mapping[str, bytes], roots: Mapping[str, Element], main: str
) -> dict[str, bytes]:
    """The members, the body and what belongs to it under Word's own names, each of a known type."""
    renamed = _plan_names(members, roots, main)
    typed = any(node.get("PartName") == f"/{main}" for node in roots[CONTENT_TYPES])
    if typed and not renamed:
        return {**members}
    changed = {CONTENT_TYPES: xml.write(_rename_types(roots[CONTENT_TYPES], renamed))}
    for name, root in roots.items():
        if name.endswith(".rels") and _rename_targets(root, _owner_of(name), renamed):
            changed[name] = xml.write(root)
    for name in [name for name in roots if name.endswith(".rels") and _owner_of(name) in renamed]:
        renamed[name] = relationships.rels_part_name(renamed[_owner_of(name)])
    lost = {*renamed.values()} - {*renamed}  # nothing leads to a second part of such a name
    return {
        renamed.get(name, name): changed.get(name, data)
        for name, data in members.items()
        if name not in lost
    }


def _plan_names(
    members: Mapping[str, bytes], roots: Mapping[str, Element], main: str
) -> dict[str, str]:
    """The parts that have other names than usual, each with the usual one."""
    rels = roots.get(relationships.rels_part_name(main))
    planned = {main: DOCUMENT}
    for node in () if rels is None else rels:
        space, _, kind = node.get("Type", "").rpartition("/")
        target = relationships.resolve_target(main, node.get("Target", ""))
        if space != names.OFFICE_RELATIONSHIPS or target not in members or target in planned:
            continue
        if kind in _ONCE:
            planned[target] = f"word/{kind}.xml"
        elif kind in _MANY and not re.fullmatch(rf"word/{kind}\d*\.xml", target):
            usual = (f"word/{kind}{number}.xml" for number in count(1))
            taken = {*members, *planned.values()}
            planned[target] = next(name for name in usual if name not in taken)
    return {name: usual for name, usual in planned.items() if name != usual}


def _owner_of(rels: str) -> str:
    """The part whose relationships a part holds; empty for those of the file itself."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _rename_targets(rels: Element, owner: str, renamed: Mapping[str, str]) -> bool:
    """Let the relationships of a part name other parts by their new names; whether any had to."""
    changed = False
    for node in rels:
        if node.get("TargetMode", "").lower() == "external":
            continue
        target = relationships.resolve_target(owner, node.get("Target", ""))
        if target in renamed or owner in renamed:
            new = relationships.relative_target(
                renamed.get(owner, owner), renamed.get(target, target)
            )
            node.set("Target", new)
            changed = True
    return changed


def _rename_types(types: Element, renamed: Mapping[str, str]) -> Element:
    """The content types by the new names; the body's is said of itself."""
    for node in list(types):
        name = node.get("PartName", "").removeprefix("/")
        if name in renamed:
            node.set("PartName", f"/{renamed[name]}")
        elif name in renamed.values():
            types.remove(node)
    relationships.declare_content_type(types, DOCUMENT, MAIN_TYPE)
    return types
