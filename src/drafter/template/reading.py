"""Reading a template folder: template.docx, and template.yaml or schema.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from drafter import schema
from drafter.problems import FilePlace, Problem, phrase, problem, select_blocking
from drafter.schema import Schema
from drafter.template import asides, slots, unseen
from drafter.template.model import DOCX, SCHEMA, Template, find_schema, fingerprint_files
from drafter.template.tag import Slot
from drafter.vocabulary import DESCRIPTION
from drafter.word import xml
from drafter.word.cleaning import inherited
from drafter.word.fields import simple
from drafter.word.package import archive as packages
from drafter.word.package import opening
from drafter.word.package.archive import Package

_WORD_FILE = re.compile(r"(?i)\.(do[ct][xm]?|wp[st]|rtf|odt|ott)$")
"""What Word and WPS save texts and templates as."""


def read_folder(
    folder: Path, shown: str, docx: bytes | None = None, description: bytes | None = None
) -> tuple[Template | None, list[Problem]]:
    """The template in the folder; or None and all that is wrong with its files.

    docx, description: its Word file and its template.yaml, where others than those of the folder
    are tried out.
    """
    data, found = (docx, []) if docx else _read_docx(folder / DOCX, f"{shown}/{DOCX}")
    package = None
    if data is not None:
        package, opened = _open_docx(data, f"{shown}/{DOCX}")
        found += opened
    file = find_schema(folder) if description is None else folder / DESCRIPTION
    asked, wrong = _read_schema(file, f"{shown}/{file.name}", description)
    found += wrong
    if package is None or asked is None or select_blocking(found):
        return None, found
    package = _unfold_fields(package)
    asking = file.read_bytes() if description is None else description
    digest = fingerprint_files(data or b"", asking)
    kept = packages.pack_members(package)
    return Template(
        folder.name,
        f"{shown}/{DOCX}",
        kept,
        asked,
        _collect_slots(package, asked.known_names),
        asides.find_aside_slots(package),
        digest,
        tuple(found),
    ), found


def _read_docx(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    try:
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [_explain_missing(path, shown)]
    except OSError:
        return None, [problem("D309", FilePlace(shown))]


def _explain_missing(path: Path, shown: str) -> Problem:
    """D368 where a file of another kind or name stands there in its place, else D302."""
    folder = path.parent
    names = sorted(file.name for file in folder.glob("*")) if folder.is_dir() else []
    others = [n for n in names if _WORD_FILE.search(n) and not n.startswith(("~$", "."))]
    others.sort(key=lambda name: not name.lower().startswith(path.stem))
    if others:
        return problem("D368", FilePlace(shown), name=others[0])
    return problem("D302", FilePlace(shown))


def _open_docx(data: bytes, shown: str) -> tuple[Package | None, list[Problem]]:
    """The Word file without what no report takes over, which is told."""
    package, found = opening.open_package(data, shown)
    if package is None:
        return None, found
    package = unseen.clean_tags(package)
    package, left = inherited.drop_inherited(package)
    return package, [problem("D367", FilePlace(shown), what=phrase(key)) for key in left]


def _read_schema(path: Path, shown: str, data: bytes | None) -> tuple[Schema | None, list[Problem]]:
    if data is not None:
        return schema.read_schema(path, shown, data)
    if not path.exists():
        return None, [problem("D302", FilePlace(shown))]
    if path.name == DESCRIPTION and path.with_name(SCHEMA).exists():
        return None, [problem("D587", FilePlace(shown), other=SCHEMA)]
    return schema.read_schema(path, shown)


def _unfold_fields(package: Package) -> Package:
    """The package with tags in no attributes of fields."""
    changed = {}
    for member in packages.list_text_parts(package):
        root = xml.parse(package.members[member])
        if simple.unfold_tagged_fields(root):
            changed[member] = xml.write(root)
    return package.replace(changed) if changed else package


def _collect_slots(package: Package, known: Collection[str]) -> dict[str, tuple[Slot, ...]]:
    found: dict[str, tuple[Slot, ...]] = {}
    first = 1
    for member in packages.list_text_parts(package):
        root = xml.parse(package.members[member])
        found[member] = tuple(slots.find_slots(member, root, first, known))
        first += len(found[member])
    return found
