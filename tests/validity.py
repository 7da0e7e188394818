"""Whether a Word file is sound: our own structural check and an independent validator."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
from lxml import etree
from openxml_audit import OpenXmlValidator
from openxml_audit.context import ElementContext, ValidationStack
from openxml_audit.namespaces import MC, OFFICE_DOC_RELATIONSHIPS
from openxml_audit.schema.validator import SchemaValidator
from openxml_audit.semantic.validator import SemanticValidator, create_word_semantic_validator

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


_SOUND: set[object] = set()
"""What the schema found nothing in: parts by their digests (styles and settings come again), and
paragraphs and rows by where they stand and what they look like but for the words."""
_FITTING: dict[tuple[int, tuple[str, ...]], Any] = {}
"""Children that fit, by their names, each with the model that they fit, which keeps its address."""
_BLOCKS = (xml.w("p"), xml.w("tr"))
_WORDS = re.compile(rb"(<w:(?:t|delText)(?: [^<>]*)?>)[^<]+")
_NUMBERS = re.compile(rb' w:id="\d{1,9}"')
"""A text may say anything, and a number of so many digits is as good as another."""


class _Schema(SchemaValidator):
    """The validator's schema, which is matched in Python: what was right once is not asked again.

    All hangs on what is remembered alone: a verdict on the bytes, a model's on the names.
    """

    def validate_part(self, part: Any, context: Any) -> Any:
        digest = hashlib.sha256(part.raw_content or b"").hexdigest()
        self._remember(digest, lambda: super(_Schema, self).validate_part(part, context), context)
        return context.errors

    def _validate_element(self, element: Any, context: Any, ignorable: Any = frozenset()) -> None:
        def validate() -> None:
            super(_Schema, self)._validate_element(element, context, ignorable)

        if element.tag not in _BLOCKS:
            return validate()
        above = tuple(each.tag for each in element.iterancestors())
        look = _WORDS.sub(
            rb"\1", _NUMBERS.sub(b' w:id="0"', etree.tostring(element, with_tail=False))
        )
        self._remember((above, ignorable, look), validate, context)

    def _remember(self, key: object, validate: Callable[[], object], context: Any) -> None:
        if key in _SOUND:
            return
        before = len(context.errors)
        validate()
        if len(context.errors) == before and not context.should_stop:
            _SOUND.add(key)

    def _validate_content_model(self, content_model: Any, children: Any, context: Any) -> None:
        names = id(content_model), tuple(child.tag for child in children)
        if names in _FITTING:
            return
        before = len(context.errors)
        super()._validate_content_model(content_model, children, context)
        if len(context.errors) == before and not context.should_stop:
            _FITTING[names] = content_model


class _Semantics(SemanticValidator):
    """The validator's other rules, asked of the elements that they are about alone."""

    def _validate_element(self, element: Any, context: Any) -> None:
        special = set(element.xpath("descendant-or-self::*[@r:* or @mc:Ignorable]", namespaces=_NS))
        for each in element.iter(etree.Element):
            rules = self._constraints.get(each.tag, ())
            if not rules and each not in special:
                continue
            if context.should_stop:
                return
            with ElementContext(context, each):
                self._validate_relationship_attributes(each, context)
                self._validate_mc_ignorable(each, context)
                for rule in rules:
                    rule.validate(each, context)


_NS = {"r": OFFICE_DOC_RELATIONSHIPS, "mc": MC}


class _Place:
    """Where the validator is; the path counts siblings, so it is made when an error asks."""

    def __init__(self, element: Any) -> None:
        self.element = element

    @property
    def path(self) -> str:
        own = [self.element, *self.element.iterancestors()]
        return "".join(f"/{etree.QName(e).localname}[{_count_place(e)}]" for e in reversed(own))

    @property
    def depth(self) -> int:
        return sum(1 for _ in self.element.iterancestors())


def _count_place(element: Any) -> int:
    """Which of its parent's children of that name it is."""
    return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))


ValidationStack.push = lambda stack, element, name: stack._stack.append(_Place(element))


@cache
def _list_word_rules() -> dict[str, Any]:
    """The validator's rules for Word, without what they remember of a file (below)."""
    return create_word_semantic_validator()._constraints


def _forget_files() -> None:
    """Rules across parts remember numbers by a file's address, where the next may stand."""
    for rules in _list_word_rules().values():
        for memory in ("_count_cache", "_value_cache"):
            for rule in rules:
                vars(rule).get(memory, {}).clear()


def audit(data: bytes, folder: Path) -> list[str]:
    """What openxml-audit finds, less its known false alarms."""
    path = folder / "report.docx"
    path.write_bytes(data)
    # A validator that is used again may take one part for another that stood at its address. Of
    # its rules for slides and sheets, as slow to make as to ask, a Word file asks none.
    validator = OpenXmlValidator(schema_validation=False, semantic_validation=False)
    validator._schema_validator = _Schema()
    validator._semantic_validator_word = _Semantics(validate_unique_ids=False)
    validator._semantic_validator_word._constraints = _list_word_rules()
    said = [str(error) for error in validator.validate(path).errors]
    _forget_files()
    return [text for text in said if not any(known in text for known in FALSE_ALARMS)]
