"""What is more than text in the page: formatted text, pictures, whole Word documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape

from drafter.engine.language.display import display_text
from drafter.engine.language.faults import Unprintable, UnusableFile
from drafter.figures.values import Attachment, Gap
from drafter.problems import Phrase
from drafter.template.tag import RECORDER
from drafter.word.package import archive
from drafter.word.package.archive import Package

END = "_end"
"""The filter that notes what a block has made."""

NEEDS_DOCXTPL = {"image", "图片"}
"""Filters that only docxtpl's own way of rendering can serve."""

MAKE_PIECES = {"rich", "字形", "document", "文档"}
"""Filters that make a piece of the page rather than a text."""

NEEDS_PREFIX = {
    "RichText": ("r", Phrase("字形", "rich")),
    "DocumentToPutIn": ("p", Phrase("文档", "document")),
}
"""What replaces its run or its paragraph: the prefix of its tag, and the filter it comes from."""


@pass_context
def rich(context: Context, value: Any, **form: Any) -> Any:
    """Formatted text (bold, italic, underline, strike, color, size, font, style, highlight)."""
    if hasattr(value, "__html__"):
        return value
    from docxtpl import RichText  # only templates that use it wait for it

    context[RECORDER].at(0, value)
    return RichText(
        display_text(value), **{key: _convert_setting(setting) for key, setting in form.items()}
    )


def _convert_setting(value: Any) -> Any:
    """A setting of formatted text: a number, yes or no, or a text that goes into an attribute."""
    if isinstance(value, (bool, int, float)):
        return value
    return int(value) if hasattr(value, "origins") and not isinstance(value, str) else escape(value)


@pass_context
def document(context: Context, value: Any) -> Any:
    """A Word document that the data name, put in whole."""
    if isinstance(value, Gap):
        return value
    named = _require_attachment(value)
    known: dict[Attachment, DocumentToPutIn] = context[RECORDER].documents
    if named not in known:
        known[named] = DocumentToPutIn(len(known), named, _open_document(named))
    return known[named]


@dataclass(frozen=True, eq=False, slots=True)
class DocumentToPutIn:
    """A document that the data name, opened, and its number among those of the report.

    The page has its place marked; it is put in there once the page is a tree.
    """

    number: int
    named: Attachment
    package: Package

    @property
    def size(self) -> int:
        """How many characters of markup it is."""
        return len(self.package.members[archive.DOCUMENT])

    def __html__(self) -> str:
        return archive.mark_document_place(self.number)


def _open_document(named: Attachment) -> Package:
    from drafter.word.package import opening  # with lxml, which only such templates need

    opened, found = opening.open_package(named.content, named.name)
    if opened is None:
        reason = Phrase(found[0].message("zh"), found[0].message("en"))
        raise UnusableFile("D341", named.origins, name=named.name, reason=reason)
    return opened


def _require_attachment(value: Any) -> Attachment:
    if not isinstance(value, Attachment):
        raise Unprintable("kind.no-file")
    return value
