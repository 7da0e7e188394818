"""A template folder: its Word file, its schema, the slots its tags name."""

from __future__ import annotations

from pathlib import Path

from drafter.problems import Problem
from drafter.template.model import (
    DOCX,
    SCHEMA,
    Template,
    find_schema,
    fingerprint_folder,
    list_files,
)

__all__ = [
    "DOCX",
    "SCHEMA",
    "Template",
    "find_schema",
    "fingerprint_folder",
    "list_files",
    "read_template",
]


def read_template(
    folder: Path, shown: str, docx: bytes | None = None, description: bytes | None = None
) -> tuple[Template | None, list[Problem]]:
    """The template in the folder; or None and all that is wrong with its files.

    docx, description: its Word file and its template.yaml, where others than those of the folder
    are tried out.
    """
    from drafter.template import reading  # opens Word files: loaded when one is new

    return reading.read_folder(folder, shown, docx, description)
