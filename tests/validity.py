"""Whether a Word file is sound: our own structural check and an independent validator."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from openxml_audit import OpenXmlValidator

from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.package import opening
from drafter.word.repair import links, structure

FALSE_ALARMS = ("stylesWithEffects",)
"""What openxml-audit says of sound files that python-docx's own template made."""


def faults(data: bytes, folder: Path) -> list[str]:
    """All that is wrong with the file; nothing when it is sound."""
    package, found = opening.open_package(data, "report")
    if package is None:
        return [each.message("en") for each in found]
    docx.Document(io.BytesIO(data))
    parts = {
        name: xml.parse(package.members[name], huge=True)
        for name in packages.list_text_parts(package)
    }
    own = [fault for root in parts.values() for fault in structure.find_faults(root)]
    flaws = [str(flaw) for flaw in links.find_flaws(package, parts)]
    return own + flaws + audit(data, folder)


def audit(data: bytes, folder: Path) -> list[str]:
    """What openxml-audit finds, less its known false alarms."""
    path = folder / "report.docx"
    path.write_bytes(data)
    # A validator that is used again may take one part for another that stood at its address.
    said = [str(error) for error in OpenXmlValidator().validate(path).errors]
    return [text for text in said if not any(known in text for known in FALSE_ALARMS)]
