"""What in a Word file could do harm when it is opened: macros, controls, things fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafter.word.names import FLD_CHAR, FLD_SIMPLE, INSTR_TEXT, PACKAGE_URI
from drafter.word.xml import Element, w

Finding = tuple[str, dict[str, str]]
"""The code of a problem, and the values of its message."""

_RELATIONSHIP = f"{{{PACKAGE_URI}/relationships}}Relationship"
_PROGRAM_PART = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex\d*\.(xml|bin))$")
_PROGRAM_TYPE = re.compile(r"macroenabled|vbaproject|vbadata|activex")
_PROGRAM_RELATION = re.compile(r"/(vbaproject|wordvbadata|control|activexcontrolbinary)$")
_LEFT_BEHIND = ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource")
_OF_SETTINGS = re.compile(r"settings\d*\.xml\.rels$")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
_FETCHES = re.compile(
    r"\s*(DDE|DDEAUTO|DATABASE|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|RD)\b", re.IGNORECASE
)


def find_harm(members: Mapping[str, bytes], roots: Mapping[str, Element]) -> Iterator[Finding]:
    """Macros and controls (D306), and all that Word would fetch by itself (D307)."""
    for name in _find_program_parts(members, roots):
        yield "D306", {"part": name}
    for name, root in roots.items():
        for target in (
            _find_external_targets(root, of_settings=_OF_SETTINGS.search(name.lower()) is not None)
            if name.lower().endswith(".rels")
            else _find_fetching_fields(root)
        ):
            yield "D307", {"target": target}


def _find_program_parts(members: Mapping[str, bytes], roots: Mapping[str, Element]) -> list[str]:
    """The names of the parts that are programs, by name, by content type or by relationship."""
    found = [name for name in members if _PROGRAM_PART.search(name.lower())]
    for name, root in roots.items():
        for node in root if _is_part_list(name) else ():
            part = node.get("PartName") or node.get("Extension") or node.get("Target") or ""
            kind = node.get("ContentType", "").lower(), node.get("Type", "").lower()
            if _PROGRAM_TYPE.search(kind[0]) or _PROGRAM_RELATION.search(kind[1]):
                found.append(part)
    return list({name.rsplit("/", 1)[-1].lower(): name.lstrip("/") for name in found}.values())


def _is_part_list(name: str) -> bool:
    """Whether the part lists others: the content types, or relationships."""
    return name == "[Content_Types].xml" or name.lower().endswith(".rels")


def _find_external_targets(relationships: Element, *, of_settings: bool) -> Iterator[str]:
    """Targets outside the file, but for hyperlinks, which wait for a click, and for those of the
    settings that no report takes over: Word and WPS themselves write an attached template."""
    for relationship in relationships.iter(_RELATIONSHIP):
        target = relationship.get("Target", "")
        outside = relationship.get("TargetMode", "").lower() == "external"
        kind = relationship.get("Type", "").rpartition("/")[2]
        waits = kind == "hyperlink" or (of_settings and kind in _LEFT_BEHIND)
        if (outside or _OUTSIDE.match(target)) and not waits:
            yield target


def _find_fetching_fields(root: Element) -> Iterator[str]:
    """The codes of the fields that fetch from other files or programs."""
    codes = [node.get(w("instr"), "") for node in root.iter(FLD_SIMPLE)]
    pieces: list[str] = []
    for node in root.iter(FLD_CHAR, INSTR_TEXT):
        if node.tag == INSTR_TEXT:
            pieces.append(node.text or "")
        else:
            codes.append("".join(pieces))
            pieces.clear()
    yield from (code.strip() for code in codes if _FETCHES.match(code))
