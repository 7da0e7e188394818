"""What a template is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from drafter.frozen import dataclass
from drafter.problems import Problem
from drafter.schema.fields import Schema
from drafter.template.tag import Slot
from drafter.vocabulary import DESCRIPTION
from drafter.word.package.archive import Package

DOCX, SCHEMA = "template.docx", "schema.yaml"


@dataclass(frozen=True)
class Template:
    """One template: its name (the folder's), its Word file, what it asks of the data.

    file: the Word file as shown to the user. slots: all tags of each part of its text.
    asides: the tags of other parts that have any, such as charts and links.
    digest: of both files' bytes; it changes whenever the template does. warnings: what was found
    when it was read.
    """

    name: str
    file: str
    package: Package = field(repr=False)
    schema: Schema = field(repr=False)
    slots: Mapping[str, tuple[Slot, ...]] = field(repr=False)
    asides: Mapping[str, tuple[Slot, ...]] = field(repr=False)
    digest: str
    warnings: tuple[Problem, ...] = ()

    def slot(self, number: int) -> Slot | None:
        """The tag of that number."""
        everything = (slot for part in self.slots.values() for slot in part)
        return next((slot for slot in everything if slot.number == number), None)


def find_schema(folder: Path) -> Path:
    """The file that says what the template asks of its data; it need not be there."""
    described = folder / DESCRIPTION
    return described if described.exists() else folder / SCHEMA


def list_files(folder: Path) -> tuple[Path, ...]:
    """The files that a template in the folder may have."""
    return tuple(folder / name for name in (DOCX, SCHEMA, DESCRIPTION))


def fingerprint_folder(folder: Path) -> str:
    """What changes whenever one of the template's files does. Raises OSError."""
    return fingerprint_files((folder / DOCX).read_bytes(), find_schema(folder).read_bytes())


def fingerprint_files(docx: bytes, schema: bytes) -> str:
    """What changes whenever one of a template's files does."""
    return hashlib.sha256(b"%d:" % len(docx) + docx + schema).hexdigest()
