"""Whether a Word file is sound: our own structural check and an independent validator."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import docx
from openxml_audit import OpenXmlValidator
from openxml_audit.schema.validator import SchemaValidator

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


_SOUND: set[str] = set()
"""Parts in which the schema found nothing, by their digests: styles and settings come again."""
_FITTING: dict[tuple[int, tuple[str, ...]], Any] = {}
"""Children that fit, by their names, each with the model that they fit, which keeps its address."""


class _Schema(SchemaValidator):
    """The validator's schema, which is matched in Python: what was right once is not asked again.

    Both hang on what is remembered alone: a part's verdict on its bytes, a model's on the names.
    """

    def validate_part(self, part: Any, context: Any) -> Any:
        digest = hashlib.sha256(part.raw_content or b"").hexdigest()
        if digest in _SOUND:
            return context.errors
        before = len(context.errors)
        super().validate_part(part, context)
        if len(context.errors) == before and not context.should_stop:
            _SOUND.add(digest)
        return context.errors

    def _validate_content_model(self, content_model: Any, children: Any, context: Any) -> None:
        names = id(content_model), tuple(child.tag for child in children)
        if names in _FITTING:
            return
        before = len(context.errors)
        super()._validate_content_model(content_model, children, context)
        if len(context.errors) == before and not context.should_stop:
            _FITTING[names] = content_model


def audit(data: bytes, folder: Path) -> list[str]:
    """What openxml-audit finds, less its known false alarms."""
    path = folder / "report.docx"
    path.write_bytes(data)
    # A validator that is used again may take one part for another that stood at its address.
    validator = OpenXmlValidator()
    validator._schema_validator = _Schema()
    said = [str(error) for error in validator.validate(path).errors]
    return [text for text in said if not any(known in text for known in FALSE_ALARMS)]
