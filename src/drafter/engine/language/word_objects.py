"""What only docxtpl's own objects can do: formatted text, pictures, whole Word documents."""

from __future__ import annotations

import io
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape

from drafter.engine.language.display import display_text
from drafter.engine.language.faults import Unprintable, UnusableFile
from drafter.figures.values import Attachment, Gap
from drafter.problems import Phrase
from drafter.template.tag import RECORDER
from drafter.word.package import archive as packages

END = "_end"
"""The filter that notes what a block has made."""

NEEDS_DOCXTPL = {"image", "图片", "document", "文档"}
"""Filters that only docxtpl's own way of rendering can serve."""

RICH = {"rich", "字形"}
"""Names of the filter that makes formatted text."""

NEEDS_PREFIX = {
    "RichText": ("r", Phrase("字形", "rich")), "Subdoc": ("p", Phrase("文档", "document")),
}  # fmt: skip
"""docxtpl's objects that replace their run or paragraph: the tag's prefix, the filter."""


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
    """A Word document that the data names, put in whole."""
    if isinstance(value, Gap):
        return value
    from drafter.word.package import opening

    named = _require_attachment(value)
    opened, found = opening.open_package(named.content, named.name)
    if opened is None:
        reason = Phrase(found[0].message("zh"), found[0].message("en"))
        raise UnusableFile("D341", named.origins, name=named.name, reason=reason)
    try:
        return context[RECORDER].template.new_subdoc(io.BytesIO(packages.write_zip(opened)))
    except ImportError as error:
        raise UnusableFile("D340", package=str(error.name)) from None
    except (KeyError, ValueError, LookupError, AttributeError) as error:
        reason = Phrase(str(error), str(error))
        raise UnusableFile("D341", named.origins, name=named.name, reason=reason) from None


def _require_attachment(value: Any) -> Attachment:
    if not isinstance(value, Attachment):
        raise Unprintable("kind.no-file")
    return value
